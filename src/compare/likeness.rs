//! How like two texts are, by their words.
//!
//! In: texts. Out: per mille, 1000 for the same words in the same order. Counted over words and pairs of neighbouring words
//! (most Vietnamese words are written as two syllables), after Dice: twice what both have by what each has. Case, tone style
//! and signs do not matter. Whole numbers, so that every machine agrees.

use std::collections::BTreeMap;

use crate::lexicon::key;

/// The likeness of a text to itself.
pub(super) const SAME: usize = 1000;

/// Gives each word and each pair of words a number.
#[derive(Default)]
pub(super) struct Words(BTreeMap<String, u32>);

impl Words {
    /// The words and pairs of a text's key, sorted; a word that stands twice stands twice.
    pub(super) fn of(&mut self, key: &str) -> Vec<u32> {
        let words: Vec<&str> = key.split(' ').filter(|w| !w.is_empty()).collect();
        let pairs = words.windows(2).map(|w| w.join(" "));
        let mut out: Vec<u32> = words.iter().map(|w| (*w).to_owned()).chain(pairs).map(|w| self.number(w)).collect();
        out.sort_unstable();
        out
    }

    fn number(&mut self, word: String) -> u32 {
        let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        *self.0.entry(word).or_insert(next)
    }
}

/// How like two sorted lists are.
pub(super) fn likeness(a: &[u32], b: &[u32]) -> usize {
    let all = a.len() + b.len();
    if all == 0 {
        return SAME;
    }
    let (mut i, mut j, mut both) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, both) = (i + 1, j + 1, both + 1),
        }
    }
    2 * both * SAME / all
}

/// How like two titles are.
pub(super) fn likeness_of(a: &str, b: &str) -> usize {
    let mut words = Words::default();
    let (a, b) = (words.of(&key(a)), words.of(&key(b)));
    likeness(&a, &b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_their_neighbours_count() {
        assert_eq!(likeness_of("Rà soát hoà giải", "rà soát, hòa giải."), SAME);
        assert_eq!(likeness_of("", ""), SAME);
        assert_eq!(likeness_of("Rà soát", "Báo cáo"), 0);
        // Of 4 words and 3 pairs each, 3 words and 2 pairs are on both sides.
        assert_eq!(likeness_of("rà soát hồ sơ", "rà soát hồ nghi"), 714);
        assert!(likeness_of("rà soát hồ sơ", "sơ hồ soát rà") < SAME);
    }
}
