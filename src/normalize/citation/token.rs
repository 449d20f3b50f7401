//! A text as tokens: words, figures, signs.

use std::sync::LazyLock;

use crate::lexicon::key;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters, figures behind them too: `Quyết`, `QH15`.
    Word,
    /// Figures, with at most one letter behind them: `61`, `30a`.
    Figure,
    /// Any other character.
    Sign(char),
}

/// One token with its place.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) text: String,
    /// Its match key, for words.
    pub(super) key: String,
    /// First character in the text.
    pub(super) start: usize,
    /// One past its last character.
    pub(super) end: usize,
    /// White space stands before it.
    pub(super) space: bool,
    /// A line break stands before it.
    pub(super) line: bool,
}

impl Token {
    pub(super) fn is(&self, sign: char) -> bool {
        self.kind == Kind::Sign(sign)
    }

    pub(super) fn is_dash(&self) -> bool {
        matches!(self.kind, Kind::Sign('-' | '\u{2010}'..='\u{2014}' | '\u{2212}'))
    }

    pub(super) fn is_word(&self, key: &str) -> bool {
        self.kind == Kind::Word && self.key == key
    }

    /// Dots and lines that are printed where something is to be filled in.
    pub(super) fn is_blank(&self) -> bool {
        matches!(self.kind, Kind::Sign('.' | '…' | '_'))
    }

    pub(super) fn has_capital(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    /// The figure's value, where it has no letter.
    pub(super) fn value(&self) -> Option<i16> {
        if self.kind == Kind::Figure { self.text.parse().ok() } else { None }
    }
}

/// The match keys of the words of the grammar; to the first four of them figures may be stuck (`ngày14`, `số277`).
pub(super) struct Cues {
    pub(super) number: String,
    pub(super) day: String,
    pub(super) month: String,
    pub(super) year: String,
    pub(super) of: String,
    pub(super) and: String,
    pub(super) or: String,
    pub(super) same: String,
    pub(super) term: String,
    /// Behind `số` the words for a paper's number.
    pub(super) signs: [String; 2],
}

/// The keys, made once.
pub(super) static CUES: LazyLock<Cues> = LazyLock::new(Cues::new);

impl Cues {
    fn new() -> Self {
        let [number, day, month, year, of, and, or, same, term] =
            ["số", "ngày", "tháng", "năm", "của", "và", "hoặc", "cùng", "khóa"].map(key);
        Self { number, day, month, year, of, and, or, same, term, signs: ["hiệu", "ký"].map(key) }
    }

    fn sticks(&self, word: &str) -> bool {
        let word = key(word);
        [&self.number, &self.day, &self.month, &self.year].contains(&&word)
    }
}

/// The tokens of a text, in order.
pub(super) fn tokens(text: &str, cues: &Cues) -> Vec<Token> {
    let chars: Vec<char> = text.chars().collect();
    let mut out: Vec<Token> = Vec::new();
    let (mut at, mut space, mut line) = (0, false, false);
    while at < chars.len() {
        let c = chars[at];
        if c.is_whitespace() {
            (space, line) = (true, line || c == '\n');
            at += 1;
            continue;
        }
        let end = end_of(&chars, at, cues);
        let kind = match c {
            c if c.is_ascii_digit() => Kind::Figure,
            c if is_letter(c) => Kind::Word,
            c => Kind::Sign(c),
        };
        let text: String = chars[at..end].iter().collect();
        let key = if kind == Kind::Word { key(&text) } else { String::new() };
        out.push(Token { kind, text, key, start: at, end, space, line });
        (at, space, line) = (end, false, false);
    }
    out
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}')
}

/// Where the token that begins at `at` ends.
fn end_of(chars: &[char], at: usize, cues: &Cues) -> usize {
    let run = |from: usize, test: fn(char) -> bool| from + chars[from..].iter().take_while(|c| test(**c)).count();
    if chars[at].is_ascii_digit() {
        let figures = run(at, |c| c.is_ascii_digit());
        let letters = run(figures, is_letter);
        let more = chars.get(letters).is_some_and(char::is_ascii_digit);
        return if letters == figures + 1 && !more { letters } else { figures };
    }
    if !is_letter(chars[at]) {
        return at + 1;
    }
    let letters = run(at, is_letter);
    let word: String = chars[at..letters].iter().collect();
    if cues.sticks(&word) { letters } else { run(at, |c| is_letter(c) || c.is_ascii_digit()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_leave_the_words_they_are_stuck_to() {
        let texts: Vec<String> = tokens("số12094/QH15 ngày14 tháng7, 30a", &CUES).into_iter().map(|t| t.text).collect();
        assert_eq!(texts, ["số", "12094", "/", "QH15", "ngày", "14", "tháng", "7", ",", "30a"]);
    }
}
