//! Names that everybody knows whole: what breaks one apart is no border between two cells.
//!
//! In: the texts on both sides of a cut. Out: whether a name of the data (`organizations.csv`, `provinces.csv`,
//! `set_names.csv`) begins before the cut and ends behind it: `Khu kinh tế Hải` | `Phòng`, `Ủy ban` | `Mặt trận Tổ quốc`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::fold::key;
use super::names::csv_fields;

/// Words of the longest name that is looked for: so many are looked at on either side of a cut.
const LONGEST: usize = 8;

/// Keys of the names of two words and more, each with a space behind it.
static NAMES: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let of = |table: &'static str| table.lines().skip(1).map(csv_fields);
    let names = [include_str!("organizations.csv"), include_str!("provinces.csv")].into_iter().flat_map(of);
    let all = names.flat_map(|fields| {
        let own = fields.get(1).copied().unwrap_or_default();
        let bare = own.strip_prefix("Tỉnh ").or(own.strip_prefix("Thành phố ")).unwrap_or(own);
        let also = fields.get(2).copied().unwrap_or_default();
        [bare].into_iter().chain(also.split('|'))
    });
    let set = include_str!("set_names.csv").lines().skip(1);
    let keys = all.chain(set).map(key).filter(|k| (2..=LONGEST).contains(&k.split(' ').count()));
    keys.map(|k| k + " ").collect()
});

/// Phrases in small letters that are as fixed as names, as [`NAMES`].
static PHRASES: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let lines = include_str!("set_names.csv").lines().skip(1);
    lines.filter(|l| l.starts_with(char::is_lowercase)).map(|l| key(l) + " ").collect()
});

/// Whether a known name begins in the last words of one text and ends in the first words of the next. Names have capitals:
/// the words at the cut have them too.
#[must_use]
pub fn cuts_name(before: &str, after: &str) -> bool {
    let capital = |word: Option<&str>| word.is_some_and(|w| w.starts_with(char::is_uppercase));
    let plain = |word: &&str| !word.ends_with(['.', ';', ':', ',']);
    let mut tail: Vec<&str> = before.split_whitespace().rev().take_while(plain).take(LONGEST - 1).collect();
    tail.reverse();
    let names: &BTreeSet<String> = if capital(after.split_whitespace().next()) { &NAMES } else { &PHRASES };
    let head = key(&after.split_whitespace().take(LONGEST - 1).collect::<Vec<_>>().join(" ")) + " ";
    (0..tail.len()).any(|at| {
        let begun = key(&tail[at..].join(" ")) + " ";
        let names = names.range(begun.clone()..).take_while(|n| n.starts_with(&begun));
        names.map(|n| &n[begun.len()..]).any(|rest| !rest.is_empty() && head.starts_with(rest))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_names_are_seen_over_a_cut() {
        for (before, after) in [
            ("Ban Quản lý Khu kinh tế Hải", "Phòng Chủ đầu tư"),
            ("Ủy ban", "Mặt trận Tổ quốc Việt Nam tỉnh"),
            ("Ủy ban Mặt trận", "Tổ quốc Việt Nam"),
            ("thành phố trực thuộc", "Trung ương Báo cáo"),
            ("Ngân hàng", "Nhà nước Việt Nam"),
        ] {
            assert!(cuts_name(before, after), "{before} | {after}");
        }
        for (before, after) in [
            ("Sở Tài chính", "Sở Xây dựng"),
            ("Sở Nội vụ, Hải", "phòng"),
            ("các xã, Hải,", "Phòng Tài chính"),
            ("Các đơn vị", "Bộ Công an"),
            ("", "Hải Phòng"),
        ] {
            assert!(!cuts_name(before, after), "{before} | {after}");
        }
    }
}
