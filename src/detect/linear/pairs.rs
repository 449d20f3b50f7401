//! Which words of a text follow one another: what a line breaks apart here stands together elsewhere.

use std::collections::BTreeSet;

use super::atoms::Atom;
use crate::lexicon::key;

/// Pairs of words of which the second is seen directly behind the first, by their keys.
#[derive(Clone, Debug, Default)]
pub(super) struct Pairs(BTreeSet<(String, String)>);

impl Pairs {
    /// Those inside the pieces.
    pub(super) fn of(atoms: &[Atom]) -> Self {
        let mut out = Self::default();
        for atom in atoms {
            let words: Vec<&str> = atom.text.split_whitespace().collect();
            for pair in words.windows(2).filter(|w| !parted(w[0])) {
                out.0.insert((word(pair[0]), key(pair[1])));
            }
        }
        out
    }

    /// Adds what a line break parts in a cell.
    pub(super) fn add(&mut self, before: &str, after: &str) {
        let last = before.split_whitespace().next_back().unwrap_or_default();
        let first = after.split_whitespace().next().unwrap_or_default();
        if !parted(last) {
            self.0.insert((word(last), key(first)));
        }
    }

    /// Whether the first word of one text is seen behind the last of another; never where a mark parts them.
    pub(super) fn joins(&self, before: &str, after: &str) -> bool {
        let last = before.split_whitespace().next_back().unwrap_or_default();
        let first = after.split_whitespace().next().unwrap_or_default();
        !parted(last) && self.0.contains(&(word(last), key(first)))
    }
}

/// A word before another: `tỉnh, Sở` is not `tỉnh Sở`.
fn word(text: &str) -> String {
    key(text) + if text.ends_with(',') { "," } else { "" }
}

fn parted(word: &str) -> bool {
    word.ends_with(['.', ';', ':', '!', '?'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_break_parts_stands_together_elsewhere() {
        let mut pairs = Pairs::default();
        pairs.add("Khu kinh tế Hải", "Phòng tổ chức");
        assert!(pairs.joins("tại Hải", "Phòng") && !pairs.joins("tại Hải,", "Phòng") && !pairs.joins("Phòng", "Hải"));
    }
}
