//! A cell's text → words, figures and signs, each with its place.

use std::ops::Range;

/// A word, a run of figures, or one sign.
pub(super) struct Token<'t> {
    /// As printed.
    pub(super) text: &'t str,
    /// To compare by: small letters, one spelling where two are in use.
    pub(super) word: String,
    /// Bytes of the cell's text.
    pub(super) at: Range<usize>,
}

/// Spellings that mean the same: both are in use.
const SAME: [(&str, &str); 8] = [
    ("hàng", "hằng"),
    ("kì", "kỳ"),
    ("quí", "quý"),
    ("tuỳ", "tùy"),
    ("hoá", "hóa"),
    ("lí", "lý"),
    ("q", "quý"),
    ("t", "tháng"),
];

/// Numbers written as words; `năm` (five) is left out, as it nearly always is a year here.
const COUNTED: [(&str, u32); 9] =
    [("một", 1), ("hai", 2), ("ba", 3), ("bốn", 4), ("sáu", 6), ("bảy", 7), ("tám", 8), ("chín", 9), ("mười", 10)];

/// Figures of the ancient Romans up to the months of a year.
const ROMAN: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];

/// The tokens of a text, white space apart from line ends left out.
pub(super) struct Words<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: Vec<Token<'t>>,
}

#[derive(PartialEq, Clone, Copy)]
enum Class {
    Letter,
    Figure,
    Sign,
    Space,
}

fn class(c: char) -> Class {
    match c {
        '\n' => Class::Sign,
        c if c.is_whitespace() => Class::Space,
        c if c.is_ascii_digit() => Class::Figure,
        c if c.is_alphabetic() => Class::Letter,
        _ => Class::Sign,
    }
}

impl<'t> Words<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let mut tokens: Vec<Token> = Vec::new();
        let mut chars = text.char_indices().peekable();
        while let Some((start, c)) = chars.next() {
            let kind = class(c);
            let mut end = start + c.len_utf8();
            while let Some((at, next)) = chars.peek().copied().filter(|n| kind != Class::Sign && class(n.1) == kind) {
                end = at + next.len_utf8();
                chars.next();
            }
            if kind == Class::Space {
                continue;
            }
            if kind == Class::Letter {
                push_word(&mut tokens, text, start..end);
            } else {
                tokens.push(token(text, start..end));
            }
        }
        Self { text, tokens }
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The word at a place; empty beyond the end.
    pub(super) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| &t.word)
    }

    /// One past a phrase that stands at a place.
    pub(super) fn phrase(&self, at: usize, phrase: &str) -> Option<usize> {
        let mut i = at;
        for word in phrase.split(' ') {
            if self.word(i) != word {
                return None;
            }
            i += 1;
        }
        Some(i)
    }

    /// One past the longest of some phrases that stands at a place, and which it is.
    pub(super) fn any(&self, at: usize, phrases: &[&'static str]) -> Option<(usize, &'static str)> {
        self.longest(at, phrases, |p| *p).map(|(end, p)| (end, *p))
    }

    /// One past the longest phrase of a table's lines that stands at a place, and its line.
    pub(super) fn longest<'p, T>(&self, at: usize, table: &'p [T], phrase: fn(&T) -> &str) -> Option<(usize, &'p T)> {
        table.iter().filter_map(|line| Some((self.phrase(at, phrase(line))?, line))).max_by_key(|f| f.0)
    }

    /// Whether nothing goes on at a place: the end, or a sign behind which something else begins.
    pub(super) fn is_closed(&self, at: usize) -> bool {
        at >= self.len() || matches!(self.word(at), "." | ";" | "\n" | ")" | ",")
    }

    /// One past one of some phrases, or the same place where none stands.
    pub(super) fn skip(&self, at: usize, phrases: &[&'static str]) -> usize {
        self.any(at, phrases).map_or(at, |f| f.0)
    }

    /// The figure at a place with its number of digits.
    pub(super) fn figure(&self, at: usize) -> Option<(u32, usize)> {
        let text = &self.tokens.get(at)?.text;
        let digits = text.bytes().all(|b| b.is_ascii_digit());
        (digits && text.len() <= 4).then(|| text.parse().ok().map(|n| (n, text.len())))?
    }

    /// A number of at most two digits, or a Roman one.
    pub(super) fn ordinal(&self, at: usize) -> Option<u8> {
        let roman = || ROMAN.iter().position(|r| *r == self.word(at)).map(|n| n + 1);
        match self.figure(at) {
            Some((n, digits)) if digits <= 2 => u8::try_from(n).ok(),
            Some(_) => None,
            None => roman().and_then(|n| u8::try_from(n).ok()),
        }
    }

    /// A count: figures of up to four digits, or a word.
    pub(super) fn count(&self, at: usize) -> Option<u32> {
        let words = || COUNTED.iter().find(|c| c.0 == self.word(at)).map(|c| c.1);
        self.figure(at).map(|f| f.0).or_else(words)
    }

    /// A year with four digits that a plan can mean.
    pub(super) fn year(&self, at: usize) -> Option<i16> {
        let (n, digits) = self.figure(at)?;
        (digits == 4 && (1945..=2100).contains(&n)).then(|| i16::try_from(n).ok())?
    }

    /// A year of two figures, as a plan of our time can mean it; no month and hardly a day, which are smaller.
    pub(super) fn short_year(&self, at: usize) -> Option<i16> {
        let (n, digits) = self.figure(at)?;
        let alone =
            digits == 2 && (20..60).contains(&n) && !(self.is_date_sign(at + 1) && self.figure(at + 2).is_some());
        alone.then(|| i16::try_from(2000 + n).ok())?
    }

    /// Whether no space stands before a token.
    pub(super) fn is_glued(&self, at: usize) -> bool {
        match (at.checked_sub(1).and_then(|i| self.tokens.get(i)), self.tokens.get(at)) {
            (Some(a), Some(b)) => a.at.end == b.at.start,
            _ => false,
        }
    }

    /// Whether a token goes on with figures of something that is printed before it: the `02` of `31/02/2025`.
    pub(super) fn is_inside_figures(&self, at: usize) -> bool {
        let sign = at.checked_sub(1).filter(|s| matches!(self.word(*s), "/" | ".") && self.is_glued(at));
        let before = sign.and_then(|s| s.checked_sub(1).filter(|_| self.is_glued(s)));
        self.figure(at).is_some()
            && before.is_some_and(|i| self.tokens[i].text.chars().all(char::is_alphanumeric) && self.year(i).is_none())
    }

    /// The text from one token to before another; empty where there is none.
    pub(super) fn slice(&self, from: usize, to: usize) -> &'t str {
        match (self.tokens.get(from), to.checked_sub(1).and_then(|t| self.tokens.get(t))) {
            (Some(a), Some(b)) if from < to => &self.text[a.at.start..b.at.end],
            _ => "",
        }
    }

    /// Whether a sign between figures and dates: `/`, `-`, `.`.
    pub(super) fn is_date_sign(&self, at: usize) -> bool {
        matches!(self.word(at), "/" | "-" | ".")
    }
}

fn token(text: &str, at: Range<usize>) -> Token<'_> {
    let lower = text[at.clone()].to_lowercase();
    let word = match lower.as_str() {
        "–" | "—" | "−" | "‐" | "‑" => "-".to_owned(),
        _ => SAME.iter().find(|s| s.0 == lower).map_or(lower, |s| s.1.to_owned()),
    };
    Token { text: &text[at.clone()], word, at }
}

/// A word; `QII` and `HKI` are two.
fn push_word<'t>(tokens: &mut Vec<Token<'t>>, text: &'t str, at: Range<usize>) {
    let word = &text[at.clone()];
    let prefix = ["Q", "q", "HK", "hk"].into_iter().find(|p| {
        let rest = word.strip_prefix(p).map(str::to_lowercase);
        rest.is_some_and(|r| ROMAN[..4].contains(&r.as_str()))
    });
    if let Some(prefix) = prefix {
        tokens.push(token(text, at.start..at.start + prefix.len()));
        tokens.push(token(text, at.start + prefix.len()..at.end));
    } else {
        tokens.push(token(text, at));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        Words::of(text).tokens.into_iter().map(|t| t.word).collect()
    }

    #[test]
    fn words_figures_and_signs() {
        assert_eq!(words("Hàng quí, QII/2024 – T3"), ["hằng", "quý", ",", "quý", "ii", "/", "2024", "-", "tháng", "3"]);
        assert_eq!(words("ngày14 tháng7"), ["ngày", "14", "tháng", "7"]);
    }
}
