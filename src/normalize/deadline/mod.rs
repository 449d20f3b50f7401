//! The text of a time cell → what it says.
//!
//! In: a cleaned text. Out: clauses whose texts cover it, and the day a tracker shows. The idea: words, figures and signs
//! (`token`); points of the calendar (`point`) and spans of them (`series`); from each word on, the first grammar that fits
//! makes a clause (`recurring`, `dated`, `event`), and the words around it say what it applies to. Days of papers are none
//! (`mask`). Nothing is concluded but a year (`year`) and the custom of school years, and that is said; so is what looks like
//! a time and stands in no clause (`check`).

mod check;
mod clock;
mod cover;
mod dated;
mod event;
mod fill;
mod mask;
mod part;
mod place;
mod point;
mod recurring;
mod series;
mod token;
mod year;

use std::ops::Range;

use jiff::civil::Date;

use crate::model::{Clause, ClauseKind, Precision, Relative};
use cover::TIES;
pub(super) use fill::fill;
use series::PlanYear;
use token::Words;

/// Words before a bare year from which on they are a sentence about something that has a year, and no time.
const SENTENCE: usize = 8;

/// Words and signs beyond which a cell is not read part by part: the longest time cells of real papers have a hundred, and the
/// work stays bounded.
const LONGEST: usize = 400;

/// What is known of the plan when a time cell is read.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    /// The year of times that print none.
    year: PlanYear,
    /// The plan's own day, where the year is only that of this day: what would lie before it is meant of the next year.
    after: Option<Date>,
    /// The column counts days: a bare number is a number of days.
    days: bool,
    /// The column's heading says that its times are those before which: `Hoàn thành trước`.
    before: bool,
}

/// A time cell, read.
#[derive(Clone, Debug, Default, PartialEq)]
struct Reading {
    /// The day a tracker shows: the last of the clauses' days.
    due: Option<Date>,
    /// A duty without an end.
    ongoing: bool,
    /// In printed order.
    clauses: Vec<Clause>,
    /// Parts that look like a time and stand in no clause that gives it.
    unread: Vec<String>,
}

/// Reads a time cell. `cited`: bytes that name papers, whose dates are no deadlines.
fn deadline(text: &str, cited: &[Range<usize>], known: Known) -> Reading {
    let read = deadline_in(text, cited, known);
    let late = |r: &Reading| known.after.zip(r.due).is_some_and(|(plan, due)| due >= plan);
    let printed = |c: &Clause| c.due.is_some() && c.inferred.is_empty();
    if known.after.is_none() || read.due.is_none() || late(&read) || read.clauses.iter().any(printed) {
        return read;
    }
    let year = PlanYear { year: known.year.year.map(|y| y + 1), ..known.year };
    Some(deadline_in(text, cited, Known { year, ..known })).filter(late).unwrap_or(read)
}

/// As [`deadline`], in the year that is given.
fn deadline_in(text: &str, cited: &[Range<usize>], known: Known) -> Reading {
    let words = Words::of(text);
    let masked = mask::masked(&words, cited);
    let reader = Reader { words, masked, known };
    let islands = reader.islands();
    let unread = check::unread(&reader, &islands);
    let unread = unread.into_iter().map(|r| reader.words.slice(r.start, r.end).to_owned()).collect();
    let narrowed = reader.narrowed(&islands);
    let mut clauses = reader.cover(islands);
    if clauses.is_empty() && !text.trim().is_empty() {
        clauses.push(Clause { text: text.trim().to_owned(), ..Clause::new(reader.otherwise()) });
    }
    let endless = |(n, c): (usize, &Clause)| {
        matches!(c.kind, ClauseKind::Continuous | ClauseKind::Recurring)
            || c.kind == ClauseKind::Interval && c.due.is_none() && !is_closed_by_another(&clauses, n)
            || c.kind == ClauseKind::Relative && c.text.to_lowercase().ends_with("trở đi")
    };
    let ongoing = clauses.iter().enumerate().any(endless);
    let days = clauses.iter().enumerate().filter(|(n, _)| !narrowed.contains(n)).filter_map(|(_, c)| c.due);
    Reading { due: days.max(), ongoing, unread, clauses }
}

/// Whether another clause of the cell prints the end of a span that is open: `Bắt đầu 15/3; kết thúc 15/9`, `Từ 01/4 trong 03
/// tháng`.
fn is_closed_by_another(clauses: &[Clause], open: usize) -> bool {
    const ENDS: [&str; 5] = ["kết thúc", "hoàn thành", "xong", "đến", "phấn đấu hoàn thành"];
    let span = &clauses[open];
    let ends = |c: &Clause| {
        let text = c.text.to_lowercase();
        c.due.is_some() && c.due >= span.start && c.applies_to.is_none() && ENDS.iter().any(|e| text.starts_with(e))
    };
    let counted = |c: &Clause| c.relative.as_ref().is_some_and(|r| r.amount.is_some() && r.event.is_none());
    let beside = clauses.iter().enumerate().filter(|(n, _)| n.abs_diff(open) == 1);
    clauses[open + 1..].iter().any(ends) || beside.map(|b| b.1).any(counted)
}

/// A text being read.
struct Reader<'t> {
    words: Words<'t>,
    /// Tokens that name papers.
    masked: Vec<bool>,
    known: Known,
}

/// A clause found among the words, before the words around it are given to it.
struct Island {
    clause: Clause,
    tokens: Range<usize>,
}

/// Whether the header of a time column says that its numbers are days: `Số ngày dự kiến`.
fn counts_days(header: &str) -> bool {
    let words = Words::of(header);
    (0..words.len()).any(|i| words.phrase(i, "số ngày").is_some())
}

/// Whether the header of a time column says that its times are those before which: `Hoàn thành trước (ngày)`.
fn counts_before(header: &str) -> bool {
    let words = Words::of(header);
    let ends = |i: usize| i == words.len() || words.word(i) == "(";
    (0..words.len()).any(|i| words.any(i, &["trước", "trước ngày", "trước tháng"]).is_some_and(|f| ends(f.0)))
}

impl Reader<'_> {
    /// All clauses, in printed order, with their own words; none where no time is found.
    fn islands(&self) -> Vec<Island> {
        if self.known.days
            && let Some((n, _)) = self.words.figure(0).filter(|_| self.words.len() == 1)
        {
            let relative = Relative { amount: Some(n), unit: Some("day".to_owned()), event: None };
            let clause = Clause { relative: Some(relative), ..Clause::new(ClauseKind::Relative) };
            return vec![Island { clause, tokens: 0..1 }];
        }
        if self.words.len() > LONGEST {
            return Vec::new();
        }
        let mut islands: Vec<Island> = Vec::new();
        let mut at = 0;
        while at < self.words.len() {
            match self.island(at).filter(|found| found.last().is_some_and(|f| f.1 > at)) {
                Some(found) => {
                    for (clause, end) in found {
                        islands.push(Island { clause, tokens: at..end });
                        at = end;
                    }
                }
                None if self.words.word(at) == "(" => at = self.bracket(at),
                None => at += 1,
            }
        }
        islands
    }

    /// The clauses that the one behind them narrows, which has no words of its own: `Quý II/2025 (trước ngày 15/6/2025)`.
    fn narrowed(&self, islands: &[Island]) -> Vec<usize> {
        let narrows = |pair: &[Island]| {
            let (wide, near) = (&pair[0], &pair[1]);
            let between = self.words.slice(wide.tokens.end, near.tokens.start).trim();
            let limit = matches!(near.clause.kind, ClauseKind::Before | ClauseKind::ByDate)
                || between == "("
                || matches!(self.words.word(near.tokens.start), "hoàn" | "phấn" | "cố");
            let inside = wide.clause.start <= near.clause.due && near.clause.due < wide.clause.due;
            let end = near.tokens.end;
            wide.clause.kind == ClauseKind::ByPeriod
                && matches!(between, "" | "," | "(" | ", (")
                && (limit && inside && near.clause.due.is_some())
                && (self.words.is_closed(end))
        };
        (0..islands.len().saturating_sub(1)).filter(|n| narrows(&islands[*n..*n + 2])).collect()
    }

    /// The clauses that begin at a word.
    fn island(&self, at: usize) -> Option<recurring::Found> {
        if self.masked[at] {
            return None;
        }
        let one = |found: Option<(Clause, usize)>| found.map(|f| vec![f]);
        recurring::recurring(&self.words, at)
            .or_else(|| one(event::relative(self, at)))
            .or_else(|| one(self.dated(at)))
            .or_else(|| one(event::standing(&self.words, at)))
            .or_else(|| one(event::conditional(self, at)))
            .or_else(|| one(event::reference(self, at)))
    }

    /// A time of the calendar, unless it is the year of something a long sentence is about.
    fn dated(&self, at: usize) -> Option<(Clause, usize)> {
        let lunar = self.lunar(at);
        let (clause, end) = lunar.or_else(|| dated::dated(&self.words, at, self.known.year, self.known.before))?;
        if self.masked[at..end].contains(&true) {
            return None;
        }
        if let Some(end) = self.words.any(end, &["âm lịch", "( âm lịch )", "al"]).map(|f| f.0) {
            return Some((Clause::new(ClauseKind::Unparsed), end));
        }
        let year = matches!(clause.precision, Some(Precision::Year | Precision::MultiYear));
        let bare = year && (self.words.word(at) == "năm" || self.words.year(at).is_some());
        let start = self.sentence_start(at);
        let finish = self.words.any(start, &["hoàn thành", "hoàn thiện", "xong"]).is_some();
        let short = at - start < SENTENCE || finish && end == self.sentence_end(at);
        (!bare || short).then_some((clause, end))
    }

    /// `rằm tháng 7 năm 2025`, `mùng 5`: a day by the moon.
    fn lunar(&self, at: usize) -> Option<(Clause, usize)> {
        let (i, _) = self.words.any(at, &["rằm", "mùng", "mồng"])?;
        let i = if self.words.word(at) == "rằm" { i } else { self.words.ordinal(i).map(|_| i + 1)? };
        let end = point::point(&self.words, i, None).map_or(i, |p| p.1);
        Some((Clause::new(ClauseKind::Unparsed), end))
    }

    /// Whether a paper is named from a word on.
    fn names_paper(&self, at: usize) -> bool {
        self.masked.get(at).copied().unwrap_or(false) || mask::paper(&self.words, at).is_some()
    }

    /// Whether a sign ends a sentence at a token: a stop that no figure stands behind.
    fn ends(&self, at: usize) -> bool {
        match self.words.word(at) {
            ";" | "\n" => true,
            "." => {
                self.words.figure(at + 1).is_none() || self.words.tokens[at + 1].at.start > self.words.tokens[at].at.end
            }
            _ => false,
        }
    }

    fn sentence_start(&self, at: usize) -> usize {
        (0..at).rev().find(|i| self.ends(*i)).map_or(0, |i| i + 1)
    }

    /// Where the sentence of a token ends.
    fn sentence_end(&self, at: usize) -> usize {
        (at..self.words.len()).find(|i| self.ends(*i)).unwrap_or(self.words.len())
    }

    /// Where the words that say what is waited for end: at the end of the sentence, at a bracket that closes what they did
    /// not open, or where another time begins.
    fn stop(&self, from: usize) -> usize {
        let end = self.sentence_end(from);
        let mut depth = 0_i32;
        for i in from..end {
            if depth == 0 && i > from && !self.masked[i] && self.interrupts(i, end) {
                return i;
            }
            match self.words.word(i) {
                "(" => depth += 1,
                ")" => depth -= 1,
                _ => {}
            }
            if depth < 0 {
                return i;
            }
        }
        end
    }

    /// Whether a time of its own begins among the words of what is waited for: behind a tie, in a bracket, or with a day.
    fn interrupts(&self, at: usize, end: usize) -> bool {
        if self.words.word(at) == "(" {
            return self.bracket(at) == at + 1;
        }
        let tie = self.words.any(at, &TIES).map(|t| t.0).filter(|next| *next < end);
        // `mùa khô 2025 - 2026`
        if tie.is_some_and(|next| self.words.year(at - 1).is_some() && self.words.year(next).is_some()) {
            return false;
        }
        tie.is_some_and(|next| self.begins_time(next)) || self.is_day(at)
    }

    /// Whether a time that prints its year begins at a word: finer than a year, or with a word that makes a year an end.
    fn is_day(&self, at: usize) -> bool {
        const ENDS: [&str; 10] = ["đến", "trước", "trong", "hoàn", "xong", "chậm", "hết", "muộn", "dự", "không"];
        let Some((clause, _)) = self.dated(at) else { return false };
        let year = matches!(clause.precision, Some(Precision::Year | Precision::MultiYear));
        let sure = clause.inferred.is_empty() && clause.kind != ClauseKind::Unparsed;
        sure && (!year || ENDS.contains(&self.words.word(at)) && self.words.phrase(at, "trong năm học").is_none())
    }

    /// Whether a time of its own begins at a word: not just one that a name goes on with.
    fn begins_time(&self, at: usize) -> bool {
        if self.masked.get(at).copied().unwrap_or(true) || self.words.phrase(at, "nhiệm kỳ").is_some() {
            return false;
        }
        let plain = self.words.figure(at).is_some() || self.words.word(at) == "năm";
        let whole = |(clause, end): &(Clause, usize)| clause.inferred.is_empty() && self.words.is_closed(*end);
        recurring::recurring(&self.words, at).is_some()
            || event::standing(&self.words, at).is_some()
            || self.dated(at).is_some_and(|d| !plain || whole(&d))
            || ["khi", "theo", "đột xuất"].contains(&self.words.word(at))
    }

    /// One past the bracket that opens at a token, or past its opening sign where it holds a time that prints its year.
    fn bracket(&self, at: usize) -> usize {
        let mut depth = 0_i32;
        let close = (at..self.words.len()).find(|i| {
            depth += match self.words.word(*i) {
                "(" => 1,
                ")" => -1,
                _ => 0,
            };
            depth == 0
        });
        let Some(close) = close else { return at + 1 };
        let whole = self.dated(at + 1).is_some_and(|d| d.1 == close);
        let time = |i: usize| !self.masked[i] && self.is_day(i);
        if whole || at == 0 || (at + 1..close).any(time) { at + 1 } else { close + 1 }
    }

    /// What a cell without any time is.
    fn otherwise(&self) -> ClauseKind {
        const TIMES: [&str; 12] =
            ["ngày", "tháng", "quý", "năm", "tuần", "kỳ", "giờ", "đợt", "hạn", "mùa", "lần", "thời"];
        let time =
            |t: &token::Token| TIMES.contains(&t.word.as_str()) || t.word.starts_with(|c: char| c.is_ascii_digit());
        let sentence = self.words.len() > SENTENCE;
        let timely = self.words.tokens.iter().any(time) && !sentence;
        if timely || self.words.len() > LONGEST { ClauseKind::Unparsed } else { ClauseKind::NotADeadline }
    }
}

#[cfg(test)]
mod tests;
