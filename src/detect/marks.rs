//! Footnote marks in plain text, which has no raised letters.
//!
//! In: a line of a cell, and the marks of the notes at the foot. Out: the figures that are marks, told as raised. The idea:
//! figures directly behind a word are a mark only where a note with that number stands below.

use crate::model::TextLine;

/// A footnote's mark without its dot or brackets.
pub(super) fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_ascii_digit())
}

/// Tells the marks of a line.
pub(super) fn raise(line: &mut TextLine, marks: &[&str]) {
    let mut at = 0;
    for word in line.text.split(' ') {
        if let Some((start, end)) = mark_in(word).filter(|(a, b)| marks.contains(&&word[*a..*b])) {
            let place = |n: usize| u32::try_from(at + n).unwrap_or(u32::MAX);
            line.raised.push((place(start), place(end)));
        }
        at += word.len() + 1;
    }
}

/// Where in a word the figures stand that may be a mark: `huyện1;` → `1`.
pub(super) fn mark_in(word: &str) -> Option<(usize, usize)> {
    let letters = word.trim_end_matches([',', ';', '.', ':']);
    let head = letters.trim_end_matches(|c: char| c.is_ascii_digit());
    // `m2` is a unit, `QH15` a sign: a word of the text has small letters, and more than one.
    let is_word = head.chars().count() > 1 && head.chars().last().is_some_and(char::is_lowercase);
    (head.len() < letters.len() && is_word).then_some((head.len(), letters.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_behind_a_word_are_marks_where_a_note_says_so() {
        let mut line = TextLine { text: "vùng huyện1; 24 m2 theo QH15, hồ sơ2".into(), ..TextLine::default() };
        raise(&mut line, &["1", "15"]);
        let marked: Vec<&str> = line.raised.iter().map(|(a, b)| &line.text[*a as usize..*b as usize]).collect();
        assert_eq!(marked, ["1"]);
        assert_eq!(bare("(2)"), "2");
    }
}
