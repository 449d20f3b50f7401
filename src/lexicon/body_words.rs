//! The words cells with names of bodies are made of: heads, classes, units, offices, and what is said around names.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::names::{csv_fields, word_key};

/// What a phrase does in such a cell. One phrase may do several things: `sở` is a head and a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BodyWord {
    /// Names a body on its own: `Công an`, `Tỉnh đoàn`.
    Alone,
    /// The head of a body of the first rank: `Sở`, `Bộ`, `UBND`.
    Top,
    /// The head of any other body: `Trung tâm`, `Phòng`.
    Head,
    /// A head only where nothing follows it.
    Bare,
    /// A class of bodies: `đơn vị`, `ngành`.
    Class,
    /// A class that is never the continuation of another one.
    Own,
    /// A level or unit of administration: `xã`, `cấp huyện`.
    Unit,
    /// A part of a commune: `ấp`, `khu phố`. With a name or number it is one of them.
    Hamlet,
    /// Says that several are meant: `các`.
    Plural,
    /// An office a person holds.
    Office,
    /// Those who work or learn somewhere, named as a class: `cán bộ, công chức`.
    Folk,
    /// A form of address or a degree before a name.
    Title,
    /// A family name.
    Surname,
    /// Begins what a named body is to do.
    Verb,
    /// As a verb, behind classes of bodies too.
    Act,
    /// As a verb, but also a part of names: only behind a complete one.
    Deed,
    /// May stand before a name and is none of it.
    Before,
    /// Closes a class: `liên quan`.
    Tail,
    /// What is no body though `các` stands before it.
    Thing,
    /// A part of the country or of a district, not a place with an office.
    Region,
    /// Begins like a head and is none: `khoa học`.
    Word,
    /// As `Word`, with a comma in it: `phòng, chống`.
    Cross,
    /// The kind of a school, which stands before its name.
    School,
    /// Says that it is as above.
    Same,
    /// Says that there is nobody.
    None,
    /// A name with a separator inside that no law holds.
    Name,
}

/// Words of the longest phrase.
pub const LONGEST_PHRASE: usize = 9;

static PHRASES: LazyLock<BTreeMap<BodyWord, BTreeSet<String>>> = LazyLock::new(|| {
    let mut out: BTreeMap<BodyWord, BTreeSet<String>> = BTreeMap::new();
    for fields in include_str!("body_words.csv").lines().skip(1).map(csv_fields) {
        if let [phrase, kind] = fields.as_slice()
            && let Some(kind) = parse(kind)
        {
            out.entry(kind).or_default().insert(word_key(phrase));
        }
    }
    out
});

fn parse(kind: &str) -> Option<BodyWord> {
    Some(match kind {
        "alone" => BodyWord::Alone,
        "top" => BodyWord::Top,
        "head" => BodyWord::Head,
        "bare" => BodyWord::Bare,
        "class" => BodyWord::Class,
        "own" => BodyWord::Own,
        "unit" => BodyWord::Unit,
        "hamlet" => BodyWord::Hamlet,
        "plural" => BodyWord::Plural,
        "office" => BodyWord::Office,
        "folk" => BodyWord::Folk,
        "title" => BodyWord::Title,
        "surname" => BodyWord::Surname,
        "verb" => BodyWord::Verb,
        "act" => BodyWord::Act,
        "school" => BodyWord::School,
        "deed" => BodyWord::Deed,
        "before" => BodyWord::Before,
        "tail" => BodyWord::Tail,
        "thing" => BodyWord::Thing,
        "region" => BodyWord::Region,
        "word" => BodyWord::Word,
        "cross" => BodyWord::Cross,
        "same" => BodyWord::Same,
        "none" => BodyWord::None,
        "name" => BodyWord::Name,
        _ => return None,
    })
}

/// How many of the first words (as [`word_key`] gives them) are a phrase of a kind; the longest one.
pub fn body_word(kind: BodyWord, words: &[&str]) -> Option<usize> {
    let phrases = PHRASES.get(&kind)?;
    (1..=LONGEST_PHRASE.min(words.len())).rev().find(|n| phrases.contains(&words[..*n].join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_is_found() {
        let keys: Vec<String> = ["Công", "an", "tỉnh"].iter().map(|w| word_key(w)).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        assert_eq!(body_word(BodyWord::Alone, &keys), Some(2));
        assert_eq!(body_word(BodyWord::Unit, &keys[2..]), Some(1));
        assert_eq!(body_word(BodyWord::Top, &keys), None);
    }

    #[test]
    fn every_line_of_the_data_is_read() {
        let lines: BTreeSet<(String, &str)> =
            include_str!("body_words.csv").lines().skip(1).map(csv_fields).map(|f| (word_key(f[0]), f[1])).collect();
        assert_eq!(PHRASES.values().map(BTreeSet::len).sum::<usize>(), lines.len());
    }
}
