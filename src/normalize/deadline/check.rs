//! What looks like a time and was not read as one. Silence means sure: whatever is left over here is said.

use std::ops::Range;

use super::point::point;
use super::series::no_point;
use super::token::Words;
use super::{Island, Reader};
use crate::model::{ClauseKind, Precision};

/// Words and signs behind which a bare year in what is waited for is an end of its own.
const ENDS: [&str; 10] = [",", "(", ":", "-", "đến", "trong", "hết", "trước", "thành", "kiến"];
/// Words that begin a goal: the year in it is the goal's.
const GOALS: [&str; 12] = [
    "duy trì",
    "nâng",
    "nâng cao",
    "tăng",
    "giảm",
    "đạt",
    "phấn đấu",
    "bảo đảm",
    "đảm bảo",
    "tỷ lệ",
    "chỉ số",
    "chỉ tiêu",
];
/// Words of the calendar that take a number.
const UNITS: [&str; 5] = ["tháng", "quý", "kỳ", "tuần", "hk"];
/// Signs that may touch a time.
const TOUCHING: [&str; 17] = [",", ".", ";", ":", "(", ")", "\"", "“", "”", "'", "’", "?", "!", "\n", "-", "*", "["];

/// The runs of words that look like a time and stand in no clause that gives it.
pub(super) fn unread(r: &Reader, islands: &[Island]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < r.words.len() {
        let island = islands.iter().find(|i| i.tokens.contains(&at));
        if island.is_some_and(|i| gives_time(i.clause.kind)) || r.masked[at] {
            at += 1;
            continue;
        }
        match time(r, at, island) {
            Some(end) => {
                out.push(at..end);
                at = end;
            }
            None => at += 1,
        }
    }
    out.extend(islands.iter().filter(|i| recurs(r, islands, i)).map(|i| i.tokens.clone()));
    out.extend(islands.iter().filter(|i| is_calendar(i.clause.kind)).filter_map(|i| touching(r, islands, &i.tokens)));
    out
}

/// Whether all words of a clause of a kind are read: in the others anything may stand.
fn gives_time(kind: ClauseKind) -> bool {
    !matches!(kind, ClauseKind::Conditional | ClauseKind::ByReference | ClauseKind::Relative)
}

/// A day without a year in a sentence of a duty that comes again is hardly of one year: `trước 20/6 (…), 20/12 hằng năm`.
fn recurs(r: &Reader, islands: &[Island], day: &Island) -> bool {
    let year = matches!(day.clause.precision, None | Some(Precision::Year | Precision::MultiYear));
    let start = r.sentence_start(day.tokens.start);
    let sentence = start..r.sentence_end(start);
    let again = |i: &Island| i.clause.kind == ClauseKind::Recurring && sentence.contains(&i.tokens.start);
    !year && is_calendar(day.clause.kind) && !day.clause.inferred.is_empty() && islands.iter().any(again)
}

fn is_calendar(kind: ClauseKind) -> bool {
    gives_time(kind) && !matches!(kind, ClauseKind::Continuous | ClauseKind::Recurring | ClauseKind::Unparsed)
}

/// One past a time at a word outside the clauses that give one; `island`: the clause that it stands in.
fn time(r: &Reader, at: usize, island: Option<&Island>) -> Option<usize> {
    let w = &r.words;
    let before = at.checked_sub(1).map_or("", |i| w.word(i));
    if let Some((point, end)) = point(w, at, None) {
        if r.masked[at..end].contains(&true) {
            return None;
        }
        // What is counted from a day: `10 ngày kể từ ngày 01/3/2025`.
        let counted = island.is_some_and(|i| i.clause.kind == ClauseKind::Relative);
        if counted && matches!(before, "từ" | "sau") {
            return None;
        }
        if !point.is_year() && !point.school || point.edge.is_some() {
            let told = point.month.is_some() || point.quarter.is_some() || point.half.is_some() || point.year.is_some();
            return told.then_some(end);
        }
        let goal = || w.any(r.sentence_start(at), &GOALS).is_some();
        // `mùa khô 2025 - 2026`
        if before == "-" && at > 1 && w.year(at - 2).is_some() {
            return None;
        }
        let own = if island.is_some() { ENDS.contains(&before) } else { point.year.is_some() && !goal() };
        return own.then_some(end);
    }
    // A time that goes on, said apart from the one that it goes on from.
    if let Some((end, _)) =
        w.any(at, &["năm tiếp theo", "năm sau đó", "trở đi", "trở về sau"]).filter(|_| island.is_none())
    {
        return Some(end);
    }
    // `Đợt 1/2026`, `tháng Tư`: figures and words of a time that no grammar takes.
    let numbered = w.figure(at).is_some() && w.word(at + 1) == "/" && w.year(at + 2).is_some();
    let large = w.tokens.get(at + 1).is_some_and(|t| t.text.starts_with(char::is_uppercase));
    let worded =
        matches!(w.word(at), "tháng" | "quý") && large && (w.count(at + 1).is_some() || w.word(at + 1) == "tư");
    let every_other =
        matches!(w.word(at), "tháng" | "quý" | "tuần" | "ngày") && matches!(w.word(at + 1), "lẻ" | "chẵn");
    if island.is_none() && every_other {
        return Some(at + 2);
    }
    if island.is_none() && (numbered || worded) && !w.is_inside_figures(at) {
        return Some(if numbered { at + 3 } else { at + 2 });
    }
    // `ngày 35`
    let day = (w.word(at) == "ngày" && w.figure(at + 1).is_some() && !w.is_glued(at)).then_some(at + 2);
    no_point(w, at).or(day).filter(|end| !r.masked[at..*end].contains(&true))
}

/// What touches a time, or stands before it as a part of it would: `l5/6/2025`, `2025/06`, `Kỳ I năm 2026`.
fn touching(r: &Reader, islands: &[Island], time: &Range<usize>) -> Option<Range<usize>> {
    const PARTS: [&str; 5] = ["/", "÷", "→", "~", "+"];
    let w = &r.words;
    let free = |i: usize| i < w.len() && !islands.iter().any(|o| o.tokens.contains(&i));
    // `30,6,2025`
    let comma = |i: usize| {
        i > 0 && w.is_glued(i) && w.is_glued(i + 1) && w.figure(i - 1).is_some() && w.figure(i + 1).is_some()
    };
    let odd = |i: usize| free(i) && (!TOUCHING.contains(&w.word(i)) || comma(i) && matches!(w.word(i), "," | "."));
    if odd(time.end) && (w.is_glued(time.end) || PARTS.contains(&w.word(time.end))) {
        return Some(time.start..time.end + 1);
    }
    // `2025-06`
    let dashed = free(time.end) && w.word(time.end) == "-" && w.is_glued(time.end) && w.is_glued(time.end + 1);
    if dashed && w.figure(time.end + 1).is_some() {
        return Some(time.start..time.end + 2);
    }
    const OTHER_YEAR: [&str; 8] = [
        "năm sau",
        "năm trước",
        "năm tiếp theo",
        "năm kế tiếp",
        "của năm sau",
        "của năm kế tiếp",
        "các năm",
        "của các năm",
    ];
    if let Some((end, _)) = w.any(time.end, &OTHER_YEAR).filter(|_| free(time.end)) {
        return Some(time.start..end);
    }
    let before = time.start.checked_sub(1)?;
    // `trừ tháng 7`, `cách ngày 30/6`; `mỗi quý …, riêng quý I`: the time is not that of the duty.
    let again = || islands.iter().any(|i| i.clause.kind == ClauseKind::Recurring);
    let apart = matches!(w.word(before), "trừ" | "cách" | "quá" | "ngoài") || w.word(before) == "riêng" && again();
    if free(before) && apart {
        return Some(before..time.end);
    }
    if let Some(from) = part_of(r, islands, time) {
        return Some(from..time.end);
    }
    // `01 lớp/quý I/2026` counts.
    if w.word(before) == "/" && counts(w, before) && matches!(w.word(time.start), "tháng" | "quý" | "năm" | "tuần")
    {
        return None;
    }
    if odd(before) && (w.is_glued(time.start) && w.word(before) != "~" || PARTS[..3].contains(&w.word(before))) {
        return Some(before..time.end);
    }
    let plain = w.figure(time.start).is_some() || w.ordinal(time.start).is_some() || w.word(time.start) == "năm";
    if !plain || !free(before) {
        return None;
    }
    let unit = |i: usize| free(i) && UNITS.contains(&w.word(i));
    let number = w.ordinal(before).is_some() || w.count(before).is_some() || w.word(before) == "tư";
    let numbered = before.checked_sub(1).filter(|i| number && unit(*i));
    let from = numbered.or_else(|| unit(before).then_some(before))?;
    Some(from..time.end)
}

/// Whether a number of things stands before a sign: `01 lớp/`.
fn counts(w: &Words, sign: usize) -> bool {
    const NOUNS: usize = 4;
    let from = sign.saturating_sub(NOUNS + 1);
    w.is_glued(sign) && (from..sign.saturating_sub(1)).any(|i| w.count(i).is_some() && w.year(i).is_none())
}

/// Where words before a time begin that mean a part or several of it: `Ngày làm việc đầu tiên của`, `3`, `Trong 02`.
fn part_of(r: &Reader, islands: &[Island], time: &Range<usize>) -> Option<usize> {
    /// Words between the name of a period and `của` at most.
    const NAME: usize = 6;
    const PERIODS: [&str; 5] = ["ngày", "tuần", "tháng", "quý", "kỳ"];
    const NUMBERED: [&str; 10] = ["trong", "cả", "hết", "đến", "trước", "vào", "từ", "tháng", "quý", "tuần"];
    let w = &r.words;
    let before = time.start.checked_sub(1)?;
    let start = r.sentence_start(time.start);
    let read = |i: usize| islands.iter().any(|o| o.tokens.contains(&i) && is_calendar(o.clause.kind));
    if w.word(before) == "của" && !read(before) {
        let from = before.saturating_sub(NAME).max(start);
        return (from..before).rev().find(|i| PERIODS.contains(&w.word(*i)) && !read(*i) && !r.masked[*i]);
    }
    let free = !islands.iter().any(|o| o.tokens.contains(&before));
    let number = w.ordinal(before).is_some() && !w.is_glued(before + 1);
    let bare = before == start || before.checked_sub(1).is_some_and(|i| NUMBERED.contains(&w.word(i)));
    // `02 ngày 12 và 13/6`, `02 tháng 5, 6`: as many as are printed.
    let one = matches!(w.word(time.start), "tháng" | "quý" | "tuần");
    let several = time.clone().any(|i| matches!(w.word(i), "," | "và" | "-"));
    (free && number && bare && one && !several).then_some(before)
}
