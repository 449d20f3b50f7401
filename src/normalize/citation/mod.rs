//! Papers named in a text: kind, number, date, issuer, place in the text.
//!
//! In: a text as it stands in the output. Out: its citations in order, none over another, with character spans. A small
//! parser over tokens: it goes to each figure (or blank) that makes a paper's number, then back to the kind, then on to
//! the day and the issuer. `link` finds the full number that a short form stands for.

mod date;
mod fill;
mod issuer;
mod kind;
mod link;
mod number;
mod token;

use date::{bare_day, day};
pub(super) use fill::fill;
use issuer::issuer;
use jiff::civil::Date;
use kind::{Named, named};
use link::{Known, link};
use number::{Form, Number, blank, number};
use token::{CUES, Cues, Kind, Token, tokens};

use crate::lexicon::{DocumentWord, document_phrase};
use crate::model::Citation;

/// A citation, and what of it is left blank on the paper.
#[derive(Clone, Debug)]
pub(super) struct Cited {
    pub(super) citation: Citation,
    /// The place of its number is empty.
    pub(super) no_number: bool,
    /// The place of its day, or a part of it, is empty.
    pub(super) no_date: bool,
    /// Its day is printed and is none of the calendar.
    pub(super) bad_date: bool,
}

/// The papers named in a text.
#[must_use]
pub(super) fn citations(text: &str) -> Vec<Citation> {
    cited(text).into_iter().map(|c| c.citation).collect()
}

/// As [`citations`], with what is left blank.
pub(super) fn cited(text: &str) -> Vec<Cited> {
    // Without a figure or a slash there is no number: most cells of a table.
    if !text.contains(|c: char| c.is_ascii_digit() || c == '/') {
        return Vec::new();
    }
    let tokens = tokens(text, &CUES);
    let mut reader = Reader { tokens: &tokens, cues: &CUES, found: Vec::new(), from: 0 };
    let mut at = 0;
    while at < tokens.len() {
        at = reader.at(at).unwrap_or(at + 1);
    }
    let chars: Vec<char> = text.chars().collect();
    reader.found.iter().map(|f| f.cited(&tokens, &chars)).collect()
}

/// The first day that a text prints, and whether what stands in its place is none of the calendar.
pub(super) fn day_in(text: &str) -> (Option<Date>, bool) {
    let tokens = tokens(text, &CUES);
    (0..tokens.len()).find_map(|at| day(&tokens, at, &CUES)).map_or((None, false), |d| (d.date, d.unread))
}

/// A citation in terms of tokens.
struct Found {
    start: usize,
    end: usize,
    kind: Option<&'static str>,
    number: Number,
    date: Option<Date>,
    /// The word for the day is printed.
    dated: bool,
    /// The day is printed and is none.
    unread: bool,
    issuer: Option<(usize, usize)>,
}

impl Found {
    fn cited(&self, tokens: &[Token], chars: &[char]) -> Cited {
        let slice = |from: usize, to: usize| chars[tokens[from].start..tokens[to - 1].end].iter().collect::<String>();
        let place = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let citation = Citation {
            text: slice(self.start, self.end),
            kind: self.kind.map(str::to_owned),
            number: (self.number.form != Form::Blank).then(|| self.number.text.clone()),
            date: self.date,
            issuer: self.issuer.map(|(from, to)| slice(from, to)),
            resolved: None,
            of: [place(tokens[self.start].start), place(tokens[self.end - 1].end)],
        };
        Cited {
            citation,
            no_number: self.number.form == Form::Blank,
            no_date: self.dated && self.date.is_none() && !self.unread,
            bad_date: self.unread,
        }
    }
}

struct Reader<'t> {
    tokens: &'t [Token],
    cues: &'t Cues,
    found: Vec<Found>,
    /// No citation reaches back before this token.
    from: usize,
}

impl Reader<'_> {
    /// Reads a citation whose number begins at a token; gives where to go on.
    fn at(&mut self, at: usize) -> Option<usize> {
        let token = &self.tokens[at];
        let number = if token.kind == Kind::Figure {
            number(self.tokens, at)?
        } else if at > 0 && self.is_number_word(at - 1, token) {
            blank(self.tokens, at, self.cues)?
        } else {
            return None;
        };
        let named = self.named(at, &number)?;
        let mut found = Found {
            start: named.start,
            end: number.end,
            kind: named.kind,
            number,
            date: None,
            dated: false,
            unread: false,
            issuer: named.issuer,
        };
        self.tail(&mut found);
        self.from = found.end;
        self.found.push(found);
        Some(self.from)
    }

    /// Whether a blank may stand at `token`: behind `số` or `số:`.
    fn is_number_word(&self, before: usize, token: &Token) -> bool {
        let sign = token.is('/') || token.is_dash() || token.is_blank();
        let before = if self.tokens[before].is(':') && before > 0 { before - 1 } else { before };
        sign && self.tokens[before].is_word(&self.cues.number)
    }

    /// What the number is of, and where the citation begins; `None` where it is no paper's number.
    fn named(&self, at: usize, number: &Number) -> Option<Named> {
        let found = named(self.tokens, at, self.from, number, self.cues);
        match number.form {
            Form::Full => {
                if self.is_form(found.as_ref().map_or(at, |n| n.start)) || self.counts(at) {
                    return None;
                }
                let carried = || self.listed(at).and_then(|last| last.kind).filter(|_| number.kind.is_none());
                Some(match found {
                    Some(named) if named.kind.is_some() => named,
                    other => Named {
                        start: other.map_or(at, |n| n.start),
                        kind: carried().or(number.kind.map(|k| k.name)),
                        spelled: false,
                        bare: false,
                        worded: false,
                        issuer: None,
                    },
                })
            }
            Form::Blank | Form::OneWord => found.filter(|n| n.kind.is_some()),
            Form::Short => found.filter(|n| n.kind.is_some() && (n.worded || self.stands_alone(n, number))),
        }
    }

    /// The last citation, where only a comma or `và` stands between it and here.
    fn listed(&self, at: usize) -> Option<&Found> {
        let last = self.found.last()?;
        let between = &self.tokens[last.end..at];
        let joins = |t: &Token| {
            t.is(',') || t.is(';') || [&self.cues.and, &self.cues.or, &self.cues.number].iter().any(|k| t.is_word(k))
        };
        (!between.is_empty() && between.iter().all(joins)).then_some(last)
    }

    /// `số tiền 500/KH-VT` is an amount; `số hiệu` and `số ký hiệu` stand before papers.
    fn counts(&self, at: usize) -> bool {
        let [.., number, what] = &self.tokens[..at] else { return false };
        number.is_word(&self.cues.number)
            && what.kind == Kind::Word
            && !what.has_capital()
            && !self.cues.signs.contains(&what.key)
    }

    /// `Mẫu số 01/ĐK-TCT` is a form.
    fn is_form(&self, start: usize) -> bool {
        let number = start > 0 && self.tokens[start - 1].is_word(&self.cues.number);
        let before = if number { start - 1 } else { start };
        (1..=2.min(before)).any(|n| {
            let words: Vec<&str> = self.tokens[before - n..before].iter().map(|t| t.key.as_str()).collect();
            document_phrase(&words, DocumentWord::Form) == Some(n)
        })
    }

    /// A bare number behind a kind without `số` is a paper's where nothing is counted by it.
    fn stands_alone(&self, named: &Named, number: &Number) -> bool {
        let year = number.text.len() == 4 && number.text.starts_with(['1', '2']);
        let counted = self.tokens.get(number.end).is_some_and(|t| {
            let ahead: Vec<&str> = self.tokens[number.end..]
                .iter()
                .take(3)
                .take_while(|t| t.kind == Kind::Word)
                .map(|t| t.key.as_str())
                .collect();
            (t.kind == Kind::Word && !t.line && document_phrase(&ahead, DocumentWord::After).is_none())
                || t.kind == Kind::Figure
        });
        named.bare && named.spelled && !year && !counted
    }

    /// The day and the issuer behind the number, in either order.
    fn tail(&mut self, found: &mut Found) {
        self.day(found);
        if found.issuer.is_some() {
            return;
        }
        if let Some(of) = self.tokens.get(found.end).filter(|t| t.is_word(&self.cues.of))
            && let Some(end) = issuer(self.tokens, found.end + 1, self.cues)
            && !of.line
        {
            found.issuer = Some((found.end + 1, end));
            found.end = end;
            if !found.dated {
                self.day(found);
            }
        }
    }

    fn day(&mut self, found: &mut Found) {
        let mut at = found.end;
        at += usize::from(self.tokens.get(at).is_some_and(|t| t.is(',')));
        let bracket = self.tokens.get(at).is_some_and(|t| t.is('('));
        at += usize::from(bracket);
        let same = self.tokens.get(at).is_some_and(|t| t.is_word(&self.cues.same));
        at += usize::from(same);
        let bare = || bare_day(self.tokens, at, self.cues).filter(|_| bracket);
        match day(self.tokens, at, self.cues).or_else(bare) {
            Some(day) if !bracket || self.tokens.get(day.end).is_some_and(|t| t.is(')')) => {
                (found.end, found.date, found.dated) = (day.end + usize::from(bracket), day.date, true);
                found.unread = day.unread;
                // `số 318/QĐ-TTg và 319/QĐ-TTg cùng ngày 08/3/2022`: the day of both.
                if let Some(last) = self.found.last_mut().filter(|l| same && !l.dated) {
                    (last.date, last.dated) = (day.date, true);
                }
            }
            _ if same && self.tokens.get(at).is_some_and(|t| t.is_word(&self.cues.day)) => {
                found.date = self.found.last().and_then(|l| l.date);
                (found.end, found.dated) = (at + 1, true);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;
