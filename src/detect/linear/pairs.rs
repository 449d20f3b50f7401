//! Which words of a text follow one another: what a line breaks apart here stands together elsewhere.

use std::collections::BTreeMap;

use super::atoms::Atom;
use crate::lexicon::key;

/// How often one word stands directly behind another inside a piece, by their keys.
#[derive(Debug, Default)]
pub(super) struct Pairs(BTreeMap<(String, String), u32>);

impl Pairs {
    /// Counts the words of the pieces.
    pub(super) fn of(atoms: &[Atom]) -> Self {
        let mut out = Self::default();
        for atom in atoms {
            let words: Vec<&str> = atom.text.split_whitespace().collect();
            for pair in words.windows(2).filter(|w| !parted(w[0])) {
                *out.0.entry((word(pair[0]), key(pair[1]))).or_default() += 1;
            }
        }
        out
    }

    /// Whether the first word of one text is seen behind the last of another; never where a mark parts them.
    pub(super) fn joins(&self, before: &str, after: &str) -> bool {
        let last = before.split_whitespace().next_back().unwrap_or_default();
        let first = after.split_whitespace().next().unwrap_or_default();
        !parted(last) && self.0.contains_key(&(word(last), key(first)))
    }
}

/// A word before another: `tỉnh, Sở` is not `tỉnh Sở`.
fn word(text: &str) -> String {
    key(text) + if text.ends_with(',') { "," } else { "" }
}

fn parted(word: &str) -> bool {
    word.ends_with(['.', ';', ':', '!', '?'])
}
