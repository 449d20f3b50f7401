//! The words of a cell, each with what stands between it and the one before.

use crate::lexicon::{BodyWord, LONGEST_PHRASE, body_word, word_key};

/// What stands before a word, the stronger the later in the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    #[default]
    Space,
    Dash,
    Slash,
    And,
    Comma,
    Colon,
    Dot,
    Semicolon,
    Line,
}

/// A word, or a bracket as a whole.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) key: String,
    pub(super) gap: Gap,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) bracket: bool,
    /// Begins with a small letter.
    pub(super) small: bool,
}

/// A cell in words.
pub(super) struct Cell<'t> {
    pub(super) text: &'t str,
    pub(super) words: Vec<Word>,
}

impl<'t> Cell<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, words: Scan { text, at: 0, gap: Gap::Line, counted: 0, words: Vec::new() }.all() }
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// The printed text of some words.
    pub(super) fn slice(&self, from: usize, to: usize) -> &'t str {
        match (self.words.get(from), to.checked_sub(1).and_then(|l| self.words.get(l))) {
            (Some(a), Some(b)) if from < to => &self.text[a.start..b.end],
            _ => "",
        }
    }

    pub(super) fn gap(&self, at: usize) -> Gap {
        self.words.get(at).map_or(Gap::Line, |w| w.gap)
    }

    pub(super) fn small(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|w| w.small)
    }

    /// Begins with a capital letter: the text of a cell all in capitals tells nothing by them.
    pub(super) fn capital(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|w| !w.small && !w.bracket && w.key.starts_with(char::is_alphabetic))
    }

    /// How many words from here are a phrase of a kind, nothing but white space (or a dash) between them.
    pub(super) fn phrase(&self, at: usize, kind: BodyWord) -> Option<usize> {
        let crossing = kind == BodyWord::Cross;
        let joined = |w: &&Word| w.gap <= Gap::Dash || (crossing && w.gap == Gap::Comma);
        let rest = self.words.get(at + 1..)?.iter().take(LONGEST_PHRASE).take_while(joined);
        let keys: Vec<&str> = self.words[at..=at].iter().chain(rest).map(|w| w.key.as_str()).collect();
        // A word with a sign inside (`TT&TT`) is several in the key, and one here.
        let flat: Vec<&str> = keys.iter().flat_map(|k| k.split(' ')).collect();
        let found = body_word(kind, &flat)?;
        let mut count = 0;
        keys.iter()
            .position(|k| {
                count += k.split(' ').count();
                count >= found
            })
            .filter(|_| count == found)
            .map(|n| n + 1)
    }

    /// Whether a phrase of a kind stands here.
    pub(super) fn is(&self, at: usize, kind: BodyWord) -> bool {
        self.phrase(at, kind).is_some()
    }

    /// The first word from `at` that something parts from the one before.
    pub(super) fn stop(&self, at: usize) -> usize {
        (at + 1..self.len()).find(|i| self.gap(*i) > Gap::Dash || self.words[*i].bracket).unwrap_or(self.len())
    }

    /// As [`Cell::stop`], for separators nothing crosses.
    pub(super) fn hard_stop(&self, at: usize) -> usize {
        (at + 1..self.len()).find(|i| self.gap(*i) >= Gap::Dot).unwrap_or(self.len())
    }
}

struct Scan<'t> {
    text: &'t str,
    at: usize,
    gap: Gap,
    /// The last number that counted names.
    counted: usize,
    words: Vec<Word>,
}

impl Scan<'_> {
    fn all(mut self) -> Vec<Word> {
        while let Some(c) = self.text[self.at..].chars().next() {
            let next = self.at + c.len_utf8();
            match c {
                '\n' => self.part(Gap::Line, next),
                ',' => self.part(Gap::Comma, next),
                ';' => self.part(Gap::Semicolon, next),
                ':' => self.part(Gap::Colon, next),
                '/' => self.part(Gap::Slash, next),
                '(' | '[' => self.bracket(c),
                '.' | '"' | '“' | '”' | '\'' | ')' | ']' | '…' => self.at = next,
                _ if c.is_whitespace() => self.at = next,
                _ => self.word(),
            }
        }
        self.words
    }

    fn part(&mut self, gap: Gap, next: usize) {
        self.gap = self.gap.max(gap);
        self.at = next;
    }

    fn bracket(&mut self, open: char) {
        let close = if open == '(' { ')' } else { ']' };
        let rest = &self.text[self.at..];
        let end = rest.find(close).map_or(self.text.len(), |n| self.at + n + 1);
        self.push(end, true);
    }

    fn push(&mut self, end: usize, bracket: bool) {
        let text = &self.text[self.at..end];
        let small = text.chars().next().is_some_and(char::is_lowercase);
        let key = if bracket { String::new() } else { word_key(text) };
        self.words.push(Word { key, gap: self.gap, start: self.at, end, bracket, small });
        self.gap = Gap::Space;
        self.at = end;
    }

    fn word(&mut self) {
        let rest = &self.text[self.at..];
        let mut end = rest.len();
        for (n, c) in rest.char_indices() {
            // A slash between figures or behind a single letter is inside a word: `số 05/KH`, `đ/c`.
            let inside =
                c == '/' && (rest[..n].chars().count() == 1 || rest[..n].ends_with(|c: char| c.is_ascii_digit()));
            if c.is_whitespace() || (",;:()[]\"“”/…".contains(c) && !inside) {
                end = n;
                break;
            }
        }
        let raw = &rest[..end];
        let word = raw.trim_end_matches('.');
        let begins = self.gap == Gap::Line;
        let lower = word.to_lowercase();
        if raw.chars().all(|c| "-–—+•*·".contains(c) || ('\u{e000}'..='\u{f8ff}').contains(&c)) {
            let gap = if begins { Gap::Line } else { Gap::Dash };
            return self.part(gap, self.at + end);
        }
        if matches!(lower.as_str(), "và" | "hoặc" | "&" | "và/hoặc") {
            return self.part(Gap::And, self.at + end);
        }
        // A number that only counts the lines of the cell, or its names where it is the next one: `1. Sở A 2. Sở B`.
        let closed = rest[end..].starts_with(')');
        let number = counter(raw, closed).filter(|_| closed || rest[end..].starts_with(' '));
        if let Some(n) = number.filter(|n| begins || (self.counted > 0 && *n == self.counted + 1)) {
            self.counted = n;
            return self.part(if begins { Gap::Line } else { Gap::Semicolon }, self.at + end + usize::from(closed));
        }
        // A bullet glued to its word.
        let glued = word.len() - word.trim_start_matches(['-', '+', '•', '*', '–']).len();
        self.at += glued;
        let end = self.at + word.len() - glued;
        self.push(end, false);
        // A stop behind a short form (`TP.`, `ThS.`) parts nothing; a full stop does.
        let short = word.chars().count() <= 3 && word.starts_with(char::is_uppercase);
        if raw.len() > word.len() && !short {
            self.gap = Gap::Dot;
        }
    }
}

/// The number that `1.`, `1/`, `1)` or `a)` counts.
fn counter(raw: &str, closed: bool) -> Option<usize> {
    const LETTERS: &str = "abcdđeghik";
    let bare = raw.trim_end_matches(['.', '/']);
    if raw.len() > bare.len() || closed {
        let letter = || LETTERS.chars().position(|c| bare.chars().eq([c])).map(|n| n + 1);
        let digits = bare.len() < 3 && bare.bytes().all(|b| b.is_ascii_digit());
        return if digits { bare.parse().ok() } else { letter().filter(|_| closed) };
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_what_parts_them() {
        let cell = Cell::new("1. Sở TT&TT, xã/phường và TP. Huế (đ/c A); - UBND\nđ/c Chủ tịch");
        let seen: Vec<(&str, Gap)> = (0..cell.len()).map(|i| (cell.slice(i, i + 1), cell.gap(i))).collect();
        assert_eq!(
            seen,
            [
                ("Sở", Gap::Line),
                ("TT&TT", Gap::Space),
                ("xã", Gap::Comma),
                ("phường", Gap::Slash),
                ("TP", Gap::And),
                ("Huế", Gap::Space),
                ("(đ/c A)", Gap::Space),
                ("UBND", Gap::Semicolon),
                ("đ/c", Gap::Line),
                ("Chủ", Gap::Space),
                ("tịch", Gap::Space),
            ]
        );
    }
}
