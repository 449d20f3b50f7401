//! Kinds of papers and the words that stand around a paper's number.
//!
//! The kinds and their abbreviations are those of Nghị định 30/2020/NĐ-CP (annex III), of legal normative papers and of the
//! Party's papers; `document_kinds.csv` holds them, `document_words.csv` the words around.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::fold::key;

/// One kind of paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentKind {
    /// `Quyết định`
    pub name: &'static str,
    /// What stands for it in a number: `QĐ`.
    pub abbreviations: Vec<&'static str>,
    /// Its title may stand between the kind and the number: `Luật Đất đai số 31/2024/QH15`.
    pub law: bool,
    /// Often cited by a bare number: `Nghị quyết 57`.
    pub bare: bool,
    /// The match keys of its words.
    words: Vec<String>,
}

/// What a word does beside a paper's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DocumentWord {
    /// The name of a body begins here.
    Body,
    /// The name of a body that takes no further small words: `Chính phủ`.
    Closed,
    /// A noun of a place: `tỉnh`.
    Place,
    /// No name goes on with it.
    Stop,
    /// May stand behind the bare number of a paper; a noun that is counted is none of them.
    After,
    /// What the number before it counts is a form, no paper: `Mẫu số 01/ĐK-TCT`.
    Form,
}

/// A phrase has at most this many words.
const LONGEST: usize = 4;

static KINDS: LazyLock<Vec<DocumentKind>> = LazyLock::new(|| {
    let mut kinds: Vec<DocumentKind> = include_str!("document_kinds.csv").lines().skip(1).filter_map(kind).collect();
    kinds.sort_by_key(|k| std::cmp::Reverse(k.words.len()));
    kinds
});

static WORDS: LazyLock<BTreeSet<(DocumentWord, String)>> =
    LazyLock::new(|| include_str!("document_words.csv").lines().skip(1).filter_map(word).collect());

static BY_ABBREVIATION: LazyLock<BTreeMap<String, &'static DocumentKind>> =
    LazyLock::new(|| KINDS.iter().flat_map(|k| k.abbreviations.iter().map(move |a| (a.to_lowercase(), k))).collect());

fn kind(line: &'static str) -> Option<DocumentKind> {
    let mut parts = line.split(',');
    let (name, abbreviations, class) = (parts.next()?, parts.next()?, parts.next()?);
    Some(DocumentKind {
        name,
        abbreviations: abbreviations.split_whitespace().collect(),
        law: class == "law",
        bare: class == "bare",
        words: key(name).split(' ').map(str::to_owned).collect(),
    })
}

fn word(line: &'static str) -> Option<(DocumentWord, String)> {
    let (phrase, what) = line.split_once(',')?;
    let what = match what {
        "body" => DocumentWord::Body,
        "closed" => DocumentWord::Closed,
        "place" => DocumentWord::Place,
        "stop" => DocumentWord::Stop,
        "after" => DocumentWord::After,
        "form" => DocumentWord::Form,
        _ => return None,
    };
    Some((what, key(phrase)))
}

/// The kind whose name is the last of these words (match keys), the longest first; with the number of its words.
#[must_use]
pub fn document_kind_ending(words: &[&str]) -> Option<(usize, &'static DocumentKind)> {
    let ends = |k: &&DocumentKind| {
        words.len() >= k.words.len() && words[words.len() - k.words.len()..].iter().zip(&k.words).all(|(a, b)| a == b)
    };
    KINDS.iter().find(ends).map(|k| (k.words.len(), k))
}

/// The kind whose name these words (match keys) begin with, the longest first; with the number of its words.
#[must_use]
pub fn document_kind_starting(words: &[&str]) -> Option<(usize, &'static DocumentKind)> {
    let starts = |k: &&DocumentKind| words.len() >= k.words.len() && words.iter().zip(&k.words).all(|(a, b)| a == b);
    KINDS.iter().find(starts).map(|k| (k.words.len(), k))
}

/// The kind that an abbreviation in a number stands for: `QĐ` → Quyết định.
#[must_use]
pub fn document_kind_of(abbreviation: &str) -> Option<&'static DocumentKind> {
    let same = |c: char| if matches!(c, '\u{d0}' | '\u{189}' | '\u{f0}') { 'đ' } else { c };
    BY_ABBREVIATION.get(&abbreviation.to_lowercase().chars().map(same).collect::<String>()).copied()
}

/// The longest phrase of a sort that these words (match keys) begin with: how many words.
#[must_use]
pub fn document_phrase(words: &[&str], what: DocumentWord) -> Option<usize> {
    (1..=LONGEST.min(words.len())).rev().find(|n| WORDS.contains(&(what, words[..*n].join(" "))))
}

/// As [`document_phrase`], for what the words end with.
#[must_use]
pub fn document_phrase_ending(words: &[&str], what: DocumentWord) -> Option<usize> {
    let from = |n: usize| words[words.len() - n..].join(" ");
    (1..=LONGEST.min(words.len())).rev().find(|n| WORDS.contains(&(what, from(*n))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_by_name_and_by_abbreviation() {
        let words = key("theo Chương trình hành động");
        let words: Vec<&str> = words.split(' ').collect();
        assert_eq!(document_kind_ending(&words).map(|(n, k)| (n, k.name)), Some((4, "Chương trình hành động")));
        assert_eq!(document_kind_of("QĐ").map(|k| k.name), Some("Quyết định"));
        assert_eq!(document_kind_of("QÐ").map(|k| k.name), Some("Quyết định"));
        assert_eq!(document_kind_of("TTr").map(|k| k.name), Some("Tờ trình"));
        assert_eq!(document_kind_of("UBND"), None);
    }
}
