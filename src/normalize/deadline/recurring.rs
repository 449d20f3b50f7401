//! Words → a duty that comes again: `hằng tháng, trước ngày 10`, `02 lần/tuần`, `Quý IV hằng năm`.

use super::clock::{clock, short_weekday, weekday};
use super::place::{Cycle, Place};
use super::series::{Series, printed};
use super::token::Words;
use crate::model::{Bound, Clause, ClauseKind, Precision, Recurrence};

/// The names of the periods.
const UNITS: [(&str, Cycle); 7] = [
    ("ngày", Cycle { freq: "DAILY", interval: 1 }),
    ("tuần", Cycle { freq: "WEEKLY", interval: 1 }),
    ("tháng", Cycle { freq: "MONTHLY", interval: 1 }),
    ("quý", QUARTERLY),
    ("năm", YEARLY),
    ("nửa tháng", Cycle { freq: "WEEKLY", interval: 2 }),
    ("nửa năm", Cycle { freq: "MONTHLY", interval: 6 }),
];
const QUARTERLY: Cycle = Cycle { freq: "MONTHLY", interval: 3 };
const YEARLY: Cycle = Cycle { freq: "YEARLY", interval: 1 };
const BEFORE: [&str; 6] = ["trước", "vào trước", "chậm nhất", "chậm nhất là", "chậm nhất vào", "không muộn hơn"];
/// Words that say the period after this one.
const NEXT: [&str; 7] = ["báo cáo", "kế tiếp", "liền kề", "tiếp theo", "sau", "kế", "sau liền kề"];

/// Words that say that something comes again.
const AGAIN: [&str; 5] = ["hằng", "mỗi", "định", "báo", "kỳ"];
const YEARS_TO_COME: [&str; 7] = [
    "các năm tiếp theo",
    "những năm tiếp theo",
    "các năm sau",
    "những năm sau",
    "các năm còn lại",
    "các năm kế tiếp",
    "từ năm sau",
];

/// Clauses, each with one past its last word.
pub(super) type Found = Vec<(Clause, usize)>;

/// The recurring clauses at a place.
pub(super) fn recurring(w: &Words, at: usize) -> Option<Found> {
    let i = w.skip(at, &["định kỳ", "báo cáo định kỳ", "định kỳ báo cáo"]);
    let periodic = i > at;
    let i = w.skip(i, &["báo cáo", "thực hiện", "tổ chức", "vào"]);
    let i = w.skip(i, &["ít nhất", "tối thiểu"]);
    placed_before(w, i)
        .or_else(|| years_to_come(w, at))
        .or_else(|| each(w, i, periodic))
        .or_else(|| quota(w, i))
        .or_else(|| every(w, i, periodic))
        .or_else(|| each_other(w, i))
}

/// The unit at a place.
fn unit(w: &Words, at: usize) -> Option<(Cycle, usize)> {
    w.longest(at, &UNITS, |u| u.0).map(|(end, (_, cycle))| (*cycle, end))
}

/// Whether a number says which one of its kind a period before this place is, and none is meant that comes again:
/// `quý III/2026`, `tháng 6`, `năm 2026`; `mỗi quý 01 lần` counts.
fn is_numbered(w: &Words, at: usize) -> bool {
    times(w, at).is_none() && (w.ordinal(at).is_some() || w.year(at).is_some())
}

/// `hằng tháng`, `mỗi quý`; `theo quý` behind a word that says it comes again.
fn cycle(w: &Words, at: usize, periodic: bool) -> Option<(Cycle, usize)> {
    let words: &[&'static str] =
        if periodic { &["hằng", "mỗi", "từng", "theo", "các"] } else { &["hằng", "mỗi", "từng"] };
    let i = w.any(at, words).map(|f| f.0);
    let (cycle, end) = unit(w, i.unwrap_or(at))?;
    // `định kỳ tháng, quý, năm`
    (i.is_some() || periodic && w.is_closed(end)).then_some(())?;
    // `năm học` is no year of the calendar, nor is `năm 2024` one that comes again.
    let other = w.word(end) == "học" || w.year(end).is_some();
    // `từng quý II/2026`; `mỗi tháng 02 bài` counts.
    let which = w.ordinal(end).is_some() && (w.figure(end).is_none() || w.word(end + 1) == "/");
    (!other && !which).then_some((cycle, end))
}

/// `hằng tháng, trước ngày 10`, `hằng quý, năm`, `mỗi quý 01 lần`
fn each(w: &Words, at: usize, periodic: bool) -> Option<Found> {
    let (first, mut end) = cycle(w, at, periodic)?;
    let count = times(w, w.skip(end, &["ít nhất", "tối thiểu"]));
    if let Some((count, after)) = count {
        let (place, after) = bracketed(w, first, after);
        return Some(vec![(clause(first, &place, Some(count)), after)]);
    }
    if let Some((place, after)) = placed_after(w, end) {
        return Some(vec![(clause(first, &place, None), after)]);
    }
    let mut out = vec![(clause(first, &Place::default(), None), end)];
    while let Some((next, after)) = listed(w, end) {
        out.push((clause(next, &Place::default(), None), after));
        end = after;
    }
    Some(out)
}

/// `, quý`, `, 6 tháng` behind a period
fn listed(w: &Words, at: usize) -> Option<(Cycle, usize)> {
    let i = w.any(at, &[",", "và", "hoặc", ", hằng", "và hằng", ", mỗi"])?.0;
    if let Some((next, end)) = unit(w, i) {
        return (!is_numbered(w, end) && w.figure(end).is_none() && w.word(end) != "học").then_some((next, end));
    }
    let (next, end) = w.count(i).and_then(|n| Some((n, unit(w, i + 1)?))).map(|(n, u)| (u.0.times(n), u.1))?;
    (w.is_closed(end) || w.word(end) == "và").then_some((next, end))
}

/// `01 lần`
fn times(w: &Words, at: usize) -> Option<(u32, usize)> {
    let count = w.count(at)?;
    Some((count, w.any(at + 1, &["lần", "kỳ", "đợt", "cuộc", "buổi"])?.0))
}

/// `02 lần/tuần`, `một lần mỗi quý`, `01 tin, bài/01 tháng`
fn quota(w: &Words, at: usize) -> Option<Found> {
    const NOUNS: usize = 4;
    let count = w.count(at).filter(|_| w.year(at).is_none())?;
    let end = times(w, at).map(|t| t.1).or_else(|| (at + 1..at + 2 + NOUNS).find(|i| w.word(*i) == "/"))?;
    let i = w.any(end, &["/", "một", "mỗi", "trong", "trên", "hằng", "trong mỗi"])?.0;
    let n = w.count(i).filter(|_| w.word(i) != "mỗi");
    // `30/6 năm sau` counts nothing.
    if n.is_some() && end == at + 1 && w.word(end) == "/" {
        return None;
    }
    let (cycle, unit_end) = unit(w, if n.is_some() { i + 1 } else { i })?;
    let cycle = cycle.times(n.unwrap_or(1));
    let (place, end) = bracketed(w, cycle, unit_end);
    let clause = clause(cycle, &place, Some(count));
    (w.word(end) != "học" && !is_numbered(w, unit_end)).then(|| vec![(clause, end)])
}

/// `(tháng 6, tháng 12)`, `, trước ngày 20/6 và 20/12` behind a period, or nothing.
fn bracketed(w: &Words, cycle: Cycle, at: usize) -> (Place, usize) {
    let Some((i, sign)) = w.any(at, &["(", ",", "vào", "vào các"]) else { return (Place::default(), at) };
    let closes = |end: usize| if sign == "(" { w.word(end) == ")" } else { w.is_closed(end) };
    let found = place(w, i).filter(|(p, end)| closes(*end) && p.suits(cycle) && p.apart().len() == 1);
    found.map_or((Place::default(), at), |(place, end)| (place, if sign == "(" { end + 1 } else { end }))
}

/// `6 tháng một lần`, `6 tháng/lần`; `định kỳ 6 tháng, hằng năm`; `6 tháng, cả năm`
fn every(w: &Words, at: usize, periodic: bool) -> Option<Found> {
    // `tháng/lần`, `năm một lần`
    if let Some(end) = unit(w, at).and_then(|(_, i)| w.any(i, &["/ lần", "một lần"])).map(|f| f.0) {
        return Some(vec![(clause(unit(w, at)?.0, &Place::default(), None), end)]);
    }
    let n = w.count(at)?;
    let (cycle, end) = unit(w, at + 1)?;
    if let Some((count, end)) = times(w, end) {
        return Some(vec![(clause(cycle.times(n), &Place::default(), Some(count)), end)]);
    }
    let first = clause(cycle.times(n), &Place::default(), None);
    if let Some((i, _)) = w.any(end, &["/", "một", "mỗi"]) {
        let i = if w.word(end) == "/" && w.count(i).is_some() { i + 1 } else { i };
        return w.phrase(i, "lần").map(|end| vec![(first, end)]);
    }
    if matches!(w.word(end), "đầu" | "cuối") {
        return None;
    }
    let counted = w.phrase(end, ",").filter(|i| w.count(*i).is_some()).and_then(|i| w.phrase(i + 1, "năm"));
    let year = counted
        .map(|end| (end, ""))
        .or_else(|| w.any(end, &[", cả năm", ", năm", ", hằng năm", "và cả năm", "và hằng năm", "và năm"]));
    if let Some((after, _)) = year.filter(|y| w.figure(y.0).is_none() && w.word(y.0) != "học") {
        return Some(vec![(first, end), (clause(YEARLY, &Place::default(), None), after)]);
    }
    periodic.then(|| vec![(first, end)])
}

/// `mỗi xã 01 lần/năm`, `đầu mỗi học kỳ`: for each of something that is no period of the calendar.
fn each_other(w: &Words, at: usize) -> Option<Found> {
    const NOUNS: usize = 4;
    let i = w.phrase(w.skip(at, &["đầu", "cuối", "sau", "trước", "trong"]), "mỗi")?;
    if let Some((mut clauses, noun)) = (i + 1..=i + NOUNS).find_map(|q| Some((quota(w, q)?, q))) {
        for (clause, _) in &mut clauses {
            if let Some(recurrence) = &mut clause.recurrence {
                recurrence.per = Some(w.slice(i, noun).to_owned());
            }
        }
        return Some(clauses);
    }
    let end = w.any(i, &["học kỳ", "năm học", "kỳ", "đợt", "vụ", "mùa", "phiên", "buổi", "ca"])?.0;
    let per = Some(w.slice(i, end).to_owned());
    let recurrence = Recurrence { rrule: None, period: None, count: None, per };
    Some(vec![(Clause { recurrence: Some(recurrence), ..Clause::new(ClauseKind::Recurring) }, end)])
}

/// `ngày 20 hằng tháng`, `trước 31/12 hằng năm`, `thứ Hai hằng tuần`, `trước ngày 05 của tháng kế tiếp`
fn placed_before(w: &Words, at: usize) -> Option<Found> {
    // `trước 16 giờ hằng ngày`
    let hour = w.skip(at, &BEFORE);
    if let Some((daily, end)) =
        cycle(w, clock(w, hour).0, false).filter(|c| c.0.freq == "DAILY" && clock(w, hour).0 > hour)
    {
        return Some(vec![(clause(daily, &Place::default(), None), end)]);
    }
    let (place, end) = place(w, at)?;
    if let Some(found) = of_quarter(w, &place, end) {
        return Some(found);
    }
    let i = w.skip(end, &["của", ",", "(", "trong"]);
    // `Tháng 11 các năm`
    let every_year = || w.phrase(i, "các năm").filter(|end| w.is_closed(*end)).map(|end| (YEARLY, end));
    let mut found = cycle(w, i, false).or_else(every_year);
    // `của tháng kế tiếp`
    if found.is_none() {
        let (cycle, end) = unit(w, i)?;
        // `trước ngày 20 của tháng`
        let own = (w.word(i - 1) == "của" && w.is_closed(end)).then_some(end);
        // `Tháng 6 năm sau` is one day, unless a duty of each year stands before it.
        let again = cycle != YEARLY || (0..at).any(|b| AGAIN.contains(&w.word(b)));
        let next = w.any(end, &NEXT).filter(|n| again || !["sau", "tiếp theo"].contains(&n.1));
        found = next.map(|n| n.0).or(own).map(|end| (cycle, end));
    }
    let (cycle, end) = found?;
    let places = place.apart();
    // Rules that one phrase gives: the last of them has its last word.
    let ends = (0..places.len()).map(|n| end + n + 1 - places.len());
    place.suits(cycle).then(|| places.iter().zip(ends).map(|(p, end)| (clause(cycle, p, None), end)).collect())
}

/// `các năm tiếp theo trước 31/3`: a day of each year to come.
fn years_to_come(w: &Words, at: usize) -> Option<Found> {
    let i = w.any(at, &YEARS_TO_COME)?.0;
    let (place, end) = place(w, w.skip(i, &[":", ",", "là"]))?;
    let whole = w.is_closed(end) && place.suits(YEARLY) && place.apart().len() == 1;
    whole.then(|| vec![(clause(YEARLY, &place, None), end)])
}

/// `ngày 25 tháng cuối quý`: a day of the first or the last month of each quarter.
fn of_quarter(w: &Words, place: &Place, at: usize) -> Option<Found> {
    let (i, edge) = w.any(w.skip(at, &["của"]), &["tháng cuối", "tháng đầu"])?;
    let end = w.phrase(w.skip(i, &["của", "mỗi", "của mỗi", "hằng"]), "quý")?;
    let mut out = place.suits(QUARTERLY).then(|| clause(QUARTERLY, place, None))?;
    if let Some(recurrence) = &mut out.recurrence {
        let months = if edge == "tháng cuối" { "3,6,9,12" } else { "1,4,7,10" };
        recurrence.rrule = Some(format!("FREQ=YEARLY;BYMONTH={months}{}", place.rule()));
    }
    Some(vec![(out, end)])
}

/// `, trước ngày 10`, `, trước ngày 05 của tháng kế tiếp` behind the period
fn placed_after(w: &Words, at: usize) -> Option<(Place, usize)> {
    let (place, end) = place(w, w.skip(at, &[",", "(", "vào", ", vào"]))?;
    // A year of its own makes it a time of its own.
    let years = place.series.as_ref().is_some_and(|s| s.points.iter().any(|p| p.year.is_some()));
    let next = unit(w, w.skip(end, &["của"])).and_then(|u| w.any(u.1, &NEXT)).map_or(end, |n| n.0);
    (!years).then_some((place, next))
}

/// A place in a period: a weekday, days of a month, a day, months or a quarter of a year.
fn place(w: &Words, at: usize) -> Option<(Place, usize)> {
    let (i, before) = w.any(at, &BEFORE).map_or((w.skip(at, &["vào", "từ", "trong"]), false), |b| (b.0, true));
    let i = clock(w, w.skip(i, &["các"])).0;
    if let Some((weekdays, end)) = weekdays(w, i) {
        return Some((Place { weekdays, before, series: None }, end));
    }
    let (series, end) = printed(w, i)?;
    let years = series.points.iter().any(|p| p.year.is_some() || p.bare.is_some() || p.is_year());
    (!years).then_some((Place { series: Some(series), before, weekdays: Vec::new() }, end))
}

/// `thứ Hai`, `thứ 2, thứ 5`, `thứ Hai đến thứ Sáu`
fn weekdays(w: &Words, at: usize) -> Option<(Vec<usize>, usize)> {
    // `T2-T6 hằng tuần`
    const WEEKLY: [&str; 4] = ["hằng tuần", "mỗi tuần", "trong tuần", "các tuần"];
    let short = weekday(w, at).is_none();
    let day = |i: usize| if short { short_weekday(w, i) } else { weekday(w, i) };
    let (first, mut end) = day(at)?;
    let mut out = vec![first];
    while let Some((i, word)) = w.any(end, &[",", "và", "-", "đến"])
        && let Some((day, after)) = day(i)
    {
        let last = out[out.len() - 1];
        if matches!(word, "-" | "đến") {
            out.extend(last + 1..day);
        }
        out.push(day);
        end = after;
    }
    (!short || w.any(end, &WEEKLY).is_some()).then_some((out, end))
}

fn clause(cycle: Cycle, place: &Place, count: Option<u32>) -> Clause {
    let interval = if cycle.interval > 1 { format!(";INTERVAL={}", cycle.interval) } else { String::new() };
    let recurrence = Recurrence {
        rrule: Some(format!("FREQ={}{interval}{}", cycle.freq, place.rule())),
        period: Some(format!("P{}{}", cycle.interval, &cycle.freq[..1])),
        count,
        per: None,
    };
    let precision = place.series.as_ref().map(Series::precision).filter(|p| *p != Precision::MultiYear);
    Clause {
        recurrence: Some(recurrence),
        bound: place.before.then_some(Bound::Before),
        precision: precision.or((!place.weekdays.is_empty()).then_some(Precision::Day)),
        ..Clause::new(ClauseKind::Recurring)
    }
}
