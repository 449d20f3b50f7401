//! What tells a paper from all others: who issued it, where, under which number and in which year.
//!
//! In: what the paper prints of its issuer, and its place. Out: a key that is the same however the paper writes it, or none:
//! most names of bodies stand in the country many times (`UBND xã Tân Tiến`), in a province too (`Trường Tiểu học Lê Lợi`).
//! Only a central body, a body that is one in its province, one of a named district or commune of it, and a part of such a
//! body are told by their names.

use jiff::civil::Date;

use super::place::{Given, mention, named_place, needs_place, province_of};
use crate::lexicon::{DocumentWord, Rank, document_phrase, has_districts, is_national, key, resolve};

/// The issuer of a paper, as far as it is printed, and the place that the caller gives.
pub(super) struct Issuer<'p> {
    pub(super) name: &'p str,
    /// The body above it.
    pub(super) parent: &'p str,
    pub(super) given: Given,
    pub(super) date: Option<Date>,
}

impl Issuer<'_> {
    /// The province: printed, else given; none of a central body.
    pub(super) fn province(&self) -> Option<&'static str> {
        let printed = province_of(self.name).or_else(|| province_of(self.parent));
        printed.or_else(|| self.given.province.filter(|_| !self.is_central()))
    }

    fn is_central(&self) -> bool {
        is_central(self.name, self.date) || (is_central(self.parent, self.date) && !needs_place(self.name))
    }

    /// What the ids of the rows rest on; `None` where the paper may be one of several.
    pub(super) fn key(&self) -> Option<String> {
        let name = bare(self.name);
        if name.is_empty() {
            return None;
        }
        if is_central(name, self.date) {
            return Some(written_out(name));
        }
        let Some(province) = self.province() else {
            // A part of a central body, unless every place has one of it.
            let own = !needs_place(name) && is_national(name, self.date) != Some(false);
            return (own && is_central(self.parent, self.date))
                .then(|| format!("{}/{}", written_out(self.parent), written_out(name)));
        };
        self.one_of(name, province).or_else(|| {
            let parent = self.one_of(bare(self.parent), province)?;
            Some(format!("{parent}/{}", written_out(without(name, province))))
        })
    }

    /// The key of a body that is one of its name in the province.
    fn one_of(&self, name: &str, province: &str) -> Option<String> {
        let own = without(name, province);
        let place = |rank| named_place(own, rank);
        let low = place(Rank::Commune);
        let district = place(Rank::District)
            .or_else(|| named_place(self.parent, Rank::District))
            .or_else(|| self.given.district.clone());
        let told = match (&low, place(Rank::District)) {
            (Some(_), _) => district.is_some() || self.date.is_some_and(|d| !has_districts(d)),
            (None, Some(_)) => true,
            (None, None) => {
                let spaced = name.replace(',', " ");
                let body = resolve(&spaced, self.date, Some(province));
                if let Some(body) = body.filter(|b| b.id.ends_with(&format!("@{province}"))) {
                    return Some(body.id);
                }
                // `Ban An toàn giao thông tỉnh Sơn La`: the province's own, not one that stands in it.
                let at = own.len();
                !name.is_empty() && at < name.len() && !own.trim_end().ends_with(',')
            }
        };
        let first = if low.is_some() { own.split(',').next().unwrap_or(own) } else { own };
        let within = district.filter(|_| low.is_some() && self.date.is_some_and(has_districts)).unwrap_or_default();
        (told && !name.is_empty()).then(|| format!("{}{within}@{province}", written_out(first)))
    }
}

/// The name without the office of its head: `Chủ tịch UBND tỉnh`.
fn bare(name: &str) -> &str {
    let name = name.trim();
    let words: Vec<&str> = name.split_whitespace().take(4).collect();
    let office = (1..words.len()).rev().find(|n| {
        let keys = key(&words[..*n].join(" "));
        OFFICES.iter().any(|o| keys == key(o))
    });
    let Some(n) = office else { return name };
    let rest = name.splitn(n + 1, char::is_whitespace).last().unwrap_or(name).trim();
    let keys = key(rest);
    let body = document_phrase(&keys.split(' ').collect::<Vec<_>>(), DocumentWord::Body).is_some();
    if body { rest } else { name }
}

/// Offices that sign for a body.
const OFFICES: [&str; 12] = [
    "bộ trưởng",
    "thứ trưởng",
    "chủ tịch",
    "phó chủ tịch",
    "giám đốc",
    "phó giám đốc",
    "cục trưởng",
    "trưởng",
    "hiệu trưởng",
    "chủ nhiệm",
    "bí thư",
    "chánh",
];

/// Whether there is one such body in the country: `Bộ Y tế`, `Thủ tướng Chính phủ`. What the list of bodies does not hold is
/// one by the ranks that only central bodies have.
fn is_central(name: &str, date: Option<Date>) -> bool {
    let name = bare(name);
    is_national(name, date).unwrap_or_else(|| {
        let keys = format!("{} ", key(name));
        let begins = |words: &[&str]| words.iter().any(|b| keys.starts_with(&format!("{} ", key(b))));
        begins(&["bộ", "chính phủ", "thủ tướng", "quốc hội", "tổng cục", "ban bí thư"])
            && !begins(&["bộ chỉ huy", "bộ phận", "bộ môn"])
            && province_of(name).is_none()
            && !needs_place(name)
    })
}

/// The name without its province.
fn without<'n>(name: &'n str, province: &str) -> &'n str {
    mention(name, province).map_or(name, |(from, to)| if to == name.len() { &name[..from] } else { name })
}

/// The match key of a name, its abbreviations written out.
fn written_out(name: &str) -> String {
    let mut keys = format!("{} ", key(bare(name)));
    for (short, long) in [("ubnd", "ủy ban nhân dân"), ("hđnd", "hội đồng nhân dân"), ("tp", "thành phố")]
    {
        keys = keys.replace(&format!("{} ", key(short)), &format!("{} ", key(long)));
    }
    keys.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(name: &str, parent: &str, given: &str, year: i16) -> Option<String> {
        let date = Date::new(year, 9, 5).ok();
        Issuer { name, parent, given: Given::read(given).unwrap_or_default(), date }.key()
    }

    /// One paper, written in several ways.
    #[test]
    fn a_body_has_one_key_however_it_is_written() {
        for (a, b) in [
            (["UBND tỉnh Sơn La", "", ""], ["Chủ tịch Ủy ban nhân dân tỉnh", "", "tỉnh Sơn La"]),
            (["UBND tỉnh Sơn La", "", ""], ["ỦY BAN NHÂN DÂN TỈNH SƠN LA", "", "Sơn La"]),
            (["Sở Nội vụ tỉnh Sơn La", "", ""], ["SỞ NỘI VỤ", "UBND TỈNH SƠN LA", ""]),
            (["Sở Nội vụ tỉnh Sơn La", "", ""], ["Sở Nội vụ, tỉnh Sơn La", "", "tỉnh Sơn La"]),
            (["Bộ trưởng Bộ Y tế", "", ""], ["BỘ Y TẾ", "", "tỉnh Sơn La"]),
            (["UBND xã Tân Tiến, tỉnh Sơn La", "", ""], ["ỦY BAN NHÂN DÂN XÃ TÂN TIẾN", "", "tỉnh Sơn La"]),
        ] {
            let (first, second) = (told(a[0], a[1], a[2], 2025), told(b[0], b[1], b[2], 2025));
            assert!(first.is_some(), "{a:?}");
            assert_eq!(first, second, "{a:?} {b:?}");
        }
    }

    /// What may stand in the country, or in its province, more than once.
    #[test]
    fn a_body_that_may_be_another_has_no_key() {
        for [name, parent, given] in [
            ["UBND xã Tân Tiến", "", ""],
            ["Trung tâm Y tế", "", ""],
            ["Trung tâm Y tế", "", "tỉnh Sơn La"],
            ["Trường Tiểu học Lê Lợi", "Phòng Giáo dục và Đào tạo", "tỉnh Sơn La"],
            ["Ban Chỉ đạo", "UBND tỉnh", ""],
            ["Bộ Chỉ huy quân sự tỉnh", "", ""],
            ["Sở Nội vụ", "", ""],
            ["Công an tỉnh", "Bộ Công an", ""],
        ] {
            assert_eq!(told(name, parent, given, 2025), None, "{name} / {parent} / {given}");
        }
        // Two districts of one province had a commune of that name.
        assert_eq!(told("UBND xã Tân Tiến", "", "tỉnh Sơn La", 2024), None);
        assert!(told("UBND xã Tân Tiến", "", "huyện Mai Sơn, tỉnh Sơn La", 2024).is_some());
    }

    #[test]
    fn bodies_that_differ_have_keys_that_differ() {
        let keys = [
            told("UBND xã Tân Tiến, tỉnh Sơn La", "", "", 2025),
            told("UBND xã Tân Tiến, tỉnh Lạng Sơn", "", "", 2025),
            told("UBND tỉnh Lạng Sơn", "", "", 2025),
            told("UBND thành phố Lạng Sơn, tỉnh Lạng Sơn", "", "", 2024),
            told("Ban Chỉ đạo", "UBND TỈNH SƠN LA", "", 2025),
            told("Ban Chỉ đạo", "TỈNH ỦY SƠN LA", "", 2025),
            told("Ban Chỉ đạo", "UBND TỈNH LẠNG SƠN", "", 2025),
            told("Cục Phòng bệnh", "Bộ Y tế", "", 2025),
            told("UBND xã A, huyện B, tỉnh Sơn La", "", "", 2024),
            told("UBND xã A, huyện C, tỉnh Sơn La", "", "", 2024),
        ];
        for (n, a) in keys.iter().enumerate() {
            assert!(a.is_some() && !keys[n + 1..].contains(a), "{n} {a:?}");
        }
    }
}
