//! Stable ids of items: from where an item stands, not from what it says.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

/// Hands out the ids of one document.
pub(super) struct Ids<'k> {
    key: &'k str,
    seen: BTreeMap<String, u32>,
}

impl<'k> Ids<'k> {
    /// `key` tells the document: its issuer, number and year, or the hash of its source.
    pub(super) fn new(key: &'k str) -> Self {
        Self { key, seen: BTreeMap::new() }
    }

    /// The id of the next item at this place: 16 hex digits, unique in the document.
    pub(super) fn next(&mut self, appendix: &str, section: &[String], number: &str) -> String {
        let place = format!("{appendix}\u{1f}{}\u{1f}{number}", section.join("\u{1e}"));
        let ordinal = self.seen.entry(place.clone()).and_modify(|n| *n += 1).or_insert(1);
        let hash = Sha256::digest(format!("{}\u{1f}{place}\u{1f}{ordinal}", self.key));
        hash.iter().take(8).map(|b| format!("{b:02x}")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_place_twice_gives_two_ids_and_the_same_every_time() {
        let section = ["A".to_owned()];
        let mut ids = Ids::new("key");
        let (a, b) = (ids.next("I", &section, ""), ids.next("I", &section, ""));
        assert_ne!(a, b);
        assert_eq!(Ids::new("key").next("I", &section, ""), a);
        assert_ne!(Ids::new("other").next("I", &section, ""), a);
    }
}
