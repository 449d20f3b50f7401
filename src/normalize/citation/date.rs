//! The day of a paper: `ngày 06/12/2021`, `ngày 23 tháng 6 năm 2022`, `ngày 14 / 7 /2026`; blanks give none.

use jiff::civil::Date;

use super::token::{Cues, Kind, Token};

/// Years of two figures from here on are of the last century: no paper is of a day so far to come.
const CENTURY: i16 = 50;

/// A day behind its word: one past its last token, and the day where it is whole.
pub(super) struct Day {
    pub(super) end: usize,
    pub(super) date: Option<Date>,
    /// All its figures are printed, and yet they are no day of the calendar.
    pub(super) unread: bool,
}

/// The day whose word `ngày` stands at `at`.
pub(super) fn day(tokens: &[Token], at: usize, cues: &Cues) -> Option<Day> {
    tokens.get(at).filter(|t| t.is_word(&cues.day))?;
    figures(tokens, at + 1, cues)
}

/// A day without its word, in a bracket: `(12/02/2025)`; one past its last figure.
pub(super) fn bare_day(tokens: &[Token], at: usize, cues: &Cues) -> Option<Day> {
    figures(tokens, at, cues).filter(|d| d.date.is_some() && tokens.get(d.end).is_some_and(|t| t.is(')')))
}

/// The figures of a day that begin at `at`, or its blanks.
fn figures(tokens: &[Token], at: usize, cues: &Cues) -> Option<Day> {
    let mut parts = Parts { tokens, at };
    let day = parts.figure();
    let (month, year) = if parts.word(&cues.month) {
        let month = parts.figure();
        let year = if parts.word(&cues.year) || parts.sign(|t| t.is('/')) { parts.year() } else { None };
        (month, year)
    } else if parts.sign(is_mark) {
        let month = parts.figure();
        (month, if parts.sign(is_mark) { parts.year() } else { None })
    } else {
        (None, None)
    };
    if parts.at == at || (day.is_some() && month.is_none()) {
        return None;
    }
    let (date, whole) = match (day, month, year) {
        (Some(d), Some(m), Some(y)) => {
            (Date::new(y, i8::try_from(m).unwrap_or(0), i8::try_from(d).unwrap_or(0)).ok(), true)
        }
        _ => (None, false),
    };
    Some(Day { end: parts.at, unread: whole && date.is_none(), date })
}

fn is_mark(token: &Token) -> bool {
    token.is('/') || token.is('.') || token.is_dash()
}

struct Parts<'t> {
    tokens: &'t [Token],
    at: usize,
}

impl Parts<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).filter(|t| !t.line)
    }

    /// A day or month; dots in its place are passed over.
    fn figure(&mut self) -> Option<i16> {
        while self.peek().is_some_and(|t| matches!(t.kind, Kind::Sign('…' | '_')) || self.is_dots()) {
            self.at += 1;
        }
        let value = self.peek().filter(|t| t.text.len() <= 2).and_then(Token::value)?;
        self.at += 1;
        Some(value)
    }

    /// Two dots in a row or more: a blank, not the mark between day and month.
    fn is_dots(&self) -> bool {
        let dot = |i: usize| self.tokens.get(i).is_some_and(|t| t.is('.'));
        dot(self.at) && (dot(self.at + 1) || (self.at > 0 && dot(self.at - 1)))
    }

    /// Of four figures; of two the one nearest to the papers there are (`11/3/25`). Any others are no year, but stand there.
    fn year(&mut self) -> Option<i16> {
        let token = self.peek()?;
        let (length, value) = (token.text.len(), token.value()?);
        self.at += 1;
        Some(match length {
            4 => value,
            2 if value < CENTURY => 2000 + value,
            2 => 1900 + value,
            _ => 0,
        })
    }

    fn word(&mut self, key: &str) -> bool {
        self.take(|t| t.is_word(key))
    }

    fn sign(&mut self, test: fn(&Token) -> bool) -> bool {
        self.take(test)
    }

    fn take(&mut self, test: impl Fn(&Token) -> bool) -> bool {
        let found = self.peek().is_some_and(test);
        self.at += usize::from(found);
        found
    }
}
