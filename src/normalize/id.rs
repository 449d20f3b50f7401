//! Stable ids of items: from where an item stands, not from what it says.
//!
//! An item stands in an appendix (its label, and which of those with this label), under sections (their numbers, and which of
//! those with this number; one without a number by its order alone, for its title is wording) and has a number. Numbers count
//! as they are meant: `1.`, `01` and `1` are one. What has no number is told by its order.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::lexicon::fold;

/// Hands out the ids of one document.
pub(super) struct Ids<'k> {
    key: &'k str,
    /// The appendix at hand.
    appendix: String,
    /// The sections of the appendix at hand: what they rest on, by their printed paths.
    sections: BTreeMap<Vec<String>, String>,
    /// How often each place was met.
    seen: BTreeMap<String, u32>,
}

impl<'k> Ids<'k> {
    /// `key` tells the document: its issuer, number and year, or the hash of its source.
    pub(super) fn new(key: &'k str) -> Self {
        Self { key, appendix: String::new(), sections: BTreeMap::new(), seen: BTreeMap::new() }
    }

    /// Goes to the next appendix. `other`: the number of another paper that it says it belongs to.
    pub(super) fn appendix(&mut self, label: &str, other: Option<&str>) {
        let name = format!("{}\u{1d}{}", fold(label), other.unwrap_or_default());
        self.appendix = self.counted(&name);
        self.sections.clear();
    }

    /// Goes to the next section: its printed path, and its number where it has one.
    pub(super) fn section(&mut self, path: &[String], label: Option<&str>) {
        let above = self.above(path.split_last().map_or(&[], |(_, above)| above));
        let own = self.counted(&format!("{above}\u{1e}{}", label.map(meant).unwrap_or_default()));
        self.sections.insert(path.to_vec(), own);
    }

    /// The id of the next item at this place: 16 hex digits, unique in the document.
    pub(super) fn next(&mut self, section: &[String], number: &str) -> String {
        let place = format!("{}\u{1f}{}", self.above(section), meant(number));
        let own = self.counted(&place);
        // What stands below it begins with it.
        if !bare(number).is_empty() {
            self.sections.insert([section, &[bare(number).to_owned()]].concat(), own.clone());
        }
        hashed(&format!("{}\u{1f}{own}", self.key))
    }

    /// What a printed path rests on: sections, and below them the numbers of items.
    fn above(&self, path: &[String]) -> String {
        let known = (0..=path.len()).rev().find_map(|n| Some((n, self.sections.get(&path[..n])?)));
        let (n, from) = known.map_or((0, self.appendix.as_str()), |(n, s)| (n, s.as_str()));
        path[n..].iter().fold(from.to_owned(), |out, label| format!("{out}\u{1e}{}", meant(label)))
    }

    /// A place with which of its equals it is.
    fn counted(&mut self, place: &str) -> String {
        let ordinal = self.seen.entry(place.to_owned()).and_modify(|n| *n += 1).or_insert(1);
        format!("{place}\u{1c}{ordinal}")
    }
}

/// The id of a paper that its key tells from all others.
pub(super) fn paper(key: &str) -> String {
    hashed(key)
}

/// 16 hex digits.
fn hashed(text: &str) -> String {
    Sha256::digest(text).iter().take(8).map(|b| format!("{b:02x}")).collect()
}

/// A label without what closes it, as paths have it.
fn bare(number: &str) -> &str {
    number.trim().trim_end_matches(['.', ')', ':', '-', '–', '/', ' '])
}

/// A number without what is only its dress: `1.`, `01`, `1)`; `2.10` stays apart from `2.1`. Words in its place are none.
fn meant(number: &str) -> String {
    let bare = bare(number);
    if bare.contains(char::is_whitespace) && !bare.contains(|c: char| c.is_ascii_digit()) {
        return String::new();
    }
    let figures = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let plain = |part: &str| match part.trim_start_matches('0') {
        rest if figures(part) => if rest.is_empty() { "0" } else { rest }.to_owned(),
        _ => part.trim().to_owned(),
    };
    bare.split('.').map(plain).collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_place_twice_gives_two_ids_and_the_same_every_time() {
        let section = ["A".to_owned()];
        let mut ids = Ids::new("key");
        let (a, b) = (ids.next(&section, ""), ids.next(&section, ""));
        assert_ne!(a, b);
        assert_eq!(Ids::new("key").next(&section, ""), a);
        assert_ne!(Ids::new("other").next(&section, ""), a);
    }

    #[test]
    fn a_section_without_a_number_counts_by_its_order() {
        let ids = |titles: [&str; 2]| {
            let mut ids = Ids::new("key");
            titles.map(|title| {
                let path = [title.to_owned()];
                ids.section(&path, None);
                ids.next(&path, "1")
            })
        };
        let plain = ids(["Công tác chỉ đạo", "Tuyên truyền"]);
        assert_ne!(plain[0], plain[1]);
        assert_eq!(ids(["Công tác chỉ đạo, điều hành", "Truyền thông"]), plain);
    }

    #[test]
    fn rows_below_a_row_are_told_by_it() {
        let path = |label: &str| [label.to_owned()];
        let mut ids = Ids::new("key");
        let first = [ids.next(&[], "1."), ids.next(&path("1"), "a)"), ids.next(&[], "1."), ids.next(&path("1"), "a)")];
        let mut less = Ids::new("key");
        assert_eq!(
            [less.next(&[], "1"), less.next(&[], "1"), less.next(&path("1"), "a")],
            [&first[0], &first[2], &first[3]].map(String::clone)
        );
    }

    #[test]
    fn numbers_count_as_they_are_meant() {
        for (a, b) in [("1.", "1"), ("01", "1"), ("1.02.", "1.2"), ("a)", "a"), ("Nhóm một", "")] {
            assert_eq!(meant(a), meant(b));
        }
        for (a, b) in [("2.10", "2.1"), ("0", ""), ("a", "A"), ("10", "1")] {
            assert_ne!(meant(a), meant(b));
        }
    }
}
