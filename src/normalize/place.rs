//! Places in the names of bodies: `tỉnh Bắc Giang` names one, `UBND tỉnh` needs one.

use crate::lexicon::{DocumentWord, Rank, document_phrase, document_phrase_ending, key, place_rank, province_in};

/// Syllables of a province's name at most (`Bà Rịa - Vũng Tàu` has its second half behind a dash).
const NAME: usize = 3;

/// Bodies of which every place has one, as match keys are made of.
const LOCAL: [&str; 14] = [
    "ủy ban nhân dân",
    "ubnd",
    "hội đồng nhân dân",
    "hđnd",
    "sở",
    "phòng",
    "công an",
    "ban thường vụ",
    "giám đốc",
    "hiệu trưởng",
    "chủ tịch",
    "tỉnh ủy",
    "thành ủy",
    "đảng ủy",
];

/// Bodies that only provinces have, by the beginning of their names; behind them a province stands without its noun.
const PROVINCIAL: [&str; 3] = ["sở", "tỉnh ủy", "tỉnh đoàn"];

/// The same of cities under the central government alone.
const CITY: [&str; 2] = ["thành ủy", "thành đoàn"];

/// A place that the caller gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Given {
    /// Id of the province.
    pub(super) province: Option<&'static str>,
    /// The district in it, as a key.
    pub(super) district: Option<String>,
}

impl Given {
    /// Reads `tỉnh Bắc Giang`, `Bắc Giang`, `UBND tỉnh Bắc Giang`, `huyện Lục Ngạn, tỉnh Bắc Giang`; `None` where it names no
    /// province.
    pub(super) fn read(text: &str) -> Option<Self> {
        let named = ["", "tỉnh ", "thành phố "].iter().find_map(|unit| province_in(&format!("{unit}{}", text.trim())));
        named.map(|p| Self { province: Some(p), district: named_place(text, Rank::District) })
    }

    /// What the name of a body prints of its place.
    pub(super) fn printed(name: &str) -> Option<Self> {
        province_of(name).map(|p| Self { province: Some(p), district: named_place(name, Rank::District) })
    }
}

/// Whether a text names a province to give as the issuing place: `tỉnh Bắc Giang`.
#[must_use]
pub fn is_authority(text: &str) -> bool {
    Given::read(text).is_some()
}

/// The province that the name of a body prints.
pub(super) fn province_of(text: &str) -> Option<&'static str> {
    province_in(text).or_else(|| {
        let words: Vec<&str> = text.split_whitespace().collect();
        let keys = format!("{} ", key(text));
        let begins = |all: &[&str]| all.iter().any(|b| keys.starts_with(&format!("{} ", key(b))));
        let unit = if begins(&PROVINCIAL) {
            ["tỉnh", "thành phố"].as_slice()
        } else if begins(&CITY) {
            ["thành phố"].as_slice()
        } else {
            return None;
        };
        (1..words.len()).find_map(|i| unit.iter().find_map(|u| province_in(&format!("{u} {}", words[i..].join(" ")))))
    })
}

/// Where a name prints its province with its noun: from, to, in bytes; the comma before it is not of it.
pub(super) fn mention(name: &str, province: &str) -> Option<(usize, usize)> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let at = |i: usize| words[i].as_ptr() as usize - name.as_ptr() as usize;
    let found = |i: usize, n: usize| province_in(&words[i..i + n].join(" ")) == Some(province);
    let from = (0..words.len()).rev().find(|i| (2..=6.min(words.len() - i)).any(|n| found(*i, n)))?;
    let n = (2..=6.min(words.len() - from)).find(|n| found(from, *n))?;
    Some((at(from), at(from + n - 1) + words[from + n - 1].len()))
}

/// The key of the first place of a rank that a text names: `huyện Bát Xát`.
pub(super) fn named_place(text: &str, rank: Rank) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    (0..words.len()).find_map(|i| {
        let keys: Vec<String> = words[i..].iter().take(2).map(|w| key(w)).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let n = document_phrase(&keys, DocumentWord::Place)?;
        let mut name = words[i..i + n].to_vec();
        for word in words[i + n..].iter().take(NAME + 1).take_while(|w| w.starts_with(char::is_uppercase)) {
            name.push(word.trim_end_matches([',', ';', '.']));
            if word.ends_with([',', ';', '.']) {
                break;
            }
        }
        let name = name.join(" ");
        (place_rank(&name) == Some(rank) && name.split(' ').count() > n).then(|| key(&name))
    })
}

/// Whether the body is one of many of its name: a noun of a place at its end, or a kind that every place has.
pub(super) fn needs_place(text: &str) -> bool {
    let keys = key(text);
    let words: Vec<&str> = keys.split(' ').collect();
    document_phrase_ending(&words, DocumentWord::Place).is_some()
        || LOCAL.iter().any(|l| keys.starts_with(&key(l)))
        || keys.is_empty()
}

/// The provinces that a text names with their noun: `tỉnh Bắc Giang`.
pub(super) fn named_provinces(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut out = Vec::new();
    for (i, word) in words.iter().enumerate().filter(|(_, w)| w.to_lowercase() == "tỉnh") {
        let mut name = vec![*word];
        for next in words[i + 1..].iter().take(NAME) {
            let bare = next.trim_end_matches(|c: char| !c.is_alphanumeric());
            let syllable = bare.starts_with(char::is_uppercase) && bare.chars().skip(1).all(char::is_lowercase);
            if !syllable {
                break;
            }
            name.push(bare);
            if bare.len() < next.len() {
                break;
            }
        }
        if name.len() > 2 {
            out.push(name.join(" "));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_named_and_needed() {
        assert!(needs_place("Chủ tịch UBND tỉnh") && needs_place("Sở Y tế") && !needs_place("Bộ Y tế"));
        assert_eq!(named_provinces("chi nhánh tỉnh Bắc Giang, tỉnh ban hành"), ["tỉnh Bắc Giang"]);
        assert!(named_provinces("Công an tỉnh; Sở Tư pháp").is_empty());
        assert_eq!(named_place("UBND XÃ A, HUYỆN BÁT XÁT", Rank::District), Some(key("huyện bát xát")));
        assert_eq!(named_place("UBND huyện, tỉnh Lào Cai", Rank::District), None);
    }

    #[test]
    fn provinces_with_and_without_their_noun() {
        let lao_cai = Some("lao-cai");
        for text in ["UBND tỉnh Lào Cai", "TỈNH ỦY LÀO CAI", "Sở Giáo dục và Đào tạo Lào Cai", "CÔNG AN TỈNH LÀO CAI"]
        {
            assert_eq!(province_of(text), lao_cai, "{text}");
        }
        assert_eq!(province_of("TỈNH ỦY BÀ RỊA - VŨNG TÀU"), Some("ba-ria-vung-tau"));
        assert_eq!(province_of("Thành ủy Hà Nội"), Some("ha-noi"));
        for text in
            ["UBND xã Hòa Bình", "Thành ủy Hòa Bình", "Trường THPT Hòa Bình", "Sở Tư pháp", "Đảng ủy phường Huế"]
        {
            assert_eq!(province_of(text), None, "{text}");
        }
        assert_eq!(Given::read("Bắc Giang").and_then(|g| g.province), Some("bac-giang"));
        assert_eq!(Given::read("xã Tân Tiến"), None);
        assert_eq!(Given::read(""), None);
    }
}
