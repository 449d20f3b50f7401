//! Words → a duty that comes again: `hằng tháng, trước ngày 10`, `02 lần/tuần`, `Quý IV hằng năm`.

use super::point::{Point, clock, weekday};
use super::series::{Series, printed};
use super::token::Words;
use crate::model::{Bound, Clause, ClauseKind, Precision, Recurrence};

/// A period of the calendar that comes again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cycle {
    /// RFC 5545 frequency; its first letter is the unit's in ISO 8601.
    freq: &'static str,
    interval: u32,
}

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
const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const BEFORE: [&str; 6] = ["trước", "vào trước", "chậm nhất", "chậm nhất là", "chậm nhất vào", "không muộn hơn"];
/// Words that say the period after this one.
const NEXT: [&str; 7] = ["báo cáo", "kế tiếp", "liền kề", "tiếp theo", "sau", "kế", "sau liền kề"];

/// The place in the period that is meant.
#[derive(Clone, Default)]
struct Place {
    weekdays: Vec<usize>,
    series: Option<Series>,
    before: bool,
}

/// Clauses, each with one past its last word.
pub(super) type Found = Vec<(Clause, usize)>;

/// The recurring clauses at a place.
pub(super) fn recurring(w: &Words, at: usize) -> Option<Found> {
    let i = w.skip(at, &["định kỳ", "báo cáo định kỳ", "định kỳ báo cáo"]);
    let periodic = i > at;
    let i = w.skip(i, &["báo cáo", "thực hiện", "tổ chức", "vào"]);
    let i = w.skip(i, &["ít nhất", "tối thiểu"]);
    placed_before(w, i)
        .or_else(|| each(w, i, periodic))
        .or_else(|| quota(w, i))
        .or_else(|| every(w, i, periodic))
        .or_else(|| each_other(w, i))
}

/// The unit at a place.
fn unit(w: &Words, at: usize) -> Option<(Cycle, usize)> {
    w.longest(at, &UNITS, |u| u.0).map(|(end, (_, cycle))| (*cycle, end))
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
    (!other).then_some((cycle, end))
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
        return (w.figure(end).is_none() && w.word(end) != "học").then_some((next, end));
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
    let (cycle, end) = unit(w, if n.is_some() { i + 1 } else { i })?;
    let cycle = cycle.times(n.unwrap_or(1));
    let (place, end) = bracketed(w, cycle, end);
    let clause = clause(cycle, &place, Some(count));
    (w.word(end) != "học").then(|| vec![(clause, end)])
}

/// `(tháng 6, tháng 12)`, `, trước ngày 20/6 và 20/12` behind a period, or nothing.
fn bracketed(w: &Words, cycle: Cycle, at: usize) -> (Place, usize) {
    let Some((i, sign)) = w.any(at, &["(", ","]) else { return (Place::default(), at) };
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
        found = w.any(end, &NEXT).map(|n| n.0).or(own).map(|end| (cycle, end));
    }
    let (cycle, end) = found?;
    let places = place.apart();
    // Rules that one phrase gives: the last of them has its last word.
    let ends = (0..places.len()).map(|n| end + n + 1 - places.len());
    place.suits(cycle).then(|| places.iter().zip(ends).map(|(p, end)| (clause(cycle, p, None), end)).collect())
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
    let i = clock(w, i).0;
    if let Some((weekdays, end)) = weekdays(w, i) {
        return Some((Place { weekdays, before, series: None }, end));
    }
    let (series, end) = printed(w, i)?;
    let years = series.points.iter().any(|p| p.year.is_some() || p.bare.is_some() || p.is_year());
    (!years).then_some((Place { series: Some(series), before, weekdays: Vec::new() }, end))
}

/// `thứ Hai`, `thứ 2, thứ 5`, `thứ Hai đến thứ Sáu`
fn weekdays(w: &Words, at: usize) -> Option<(Vec<usize>, usize)> {
    let (first, mut end) = weekday(w, at)?;
    let mut out = vec![first];
    while let Some((i, word)) = w.any(end, &[",", "và", "-", "đến"])
        && let Some((day, after)) = weekday(w, i)
    {
        let last = out[out.len() - 1];
        if matches!(word, "-" | "đến") {
            out.extend(last + 1..day);
        }
        out.push(day);
        end = after;
    }
    Some((out, end))
}

impl Cycle {
    fn times(self, n: u32) -> Self {
        Self { interval: self.interval * n, ..self }
    }
}

impl Place {
    /// Whether it can be told in such a period.
    fn suits(&self, cycle: Cycle) -> bool {
        let Some(series) = &self.series else { return !self.weekdays.is_empty() && cycle.freq == "WEEKLY" };
        let monthly = |p: &Point| p.day.is_some() && p.month.is_none();
        // There is such a day in a leap year.
        let real = |p: &Point| p.month.is_none() || Point { year: Some(2024), ..*p }.days().is_some();
        if !series.points.iter().all(real) {
            return false;
        }
        match cycle.freq {
            "MONTHLY" => series.points.iter().all(monthly),
            "YEARLY" => !series.points.iter().any(monthly),
            _ => false,
        }
    }

    /// Places that one rule can say together: days of several months are one rule only where they are the same day.
    fn apart(&self) -> Vec<Self> {
        let Some(series) = &self.series else { return vec![self.clone()] };
        let points = &series.points;
        let months = points.iter().any(|p| p.month.is_some() && p.day.is_some());
        if months && points.iter().any(|p| p.day != points[0].day) {
            let one = |p: &Point| Series { points: vec![*p], range: false, inferred: false };
            return points.iter().map(|p| Self { series: Some(one(p)), ..self.clone() }).collect();
        }
        vec![self.clone()]
    }

    /// The parts of the rule.
    fn rule(&self) -> String {
        let mut out = String::new();
        if !self.weekdays.is_empty() {
            let days: Vec<&str> = self.weekdays.iter().map(|d| DAYS[*d]).collect();
            out.push_str(&format!(";BYDAY={}", days.join(",")));
        }
        let Some(series) = &self.series else { return out };
        let list = |values: Vec<i32>| values.iter().map(i32::to_string).collect::<Vec<_>>().join(",");
        let points = &series.points;
        let (months, mut days): (Vec<i32>, Vec<i32>) = if self.before {
            (points.iter().filter_map(|p| before(p).0).collect(), points.iter().map(|p| before(p).1).collect())
        } else {
            (months(series), days(series))
        };
        days.dedup();
        if !months.is_empty() {
            out.push_str(&format!(";BYMONTH={}", list(months)));
        }
        if !days.is_empty() {
            out.push_str(&format!(";BYMONTHDAY={}", list(days)));
        }
        out
    }
}

/// The days of a month that are meant; those between the points of a range too. The 31st of every month is its last.
fn days(series: &Series) -> Vec<i32> {
    let days: Vec<i32> = series.points.iter().filter_map(|p| p.day).map(i32::from).collect();
    let monthly = series.points.iter().all(|p| p.month.is_none());
    match (days.first(), days.last()) {
        (Some(31), Some(31)) if monthly => vec![-1],
        (Some(first), Some(last)) if series.range && monthly && first < last => (*first..=*last).collect(),
        _ => days,
    }
}

/// The months that are meant; those between the points of a range too.
fn months(series: &Series) -> Vec<i32> {
    let months: Vec<i32> = series.points.iter().flat_map(months_of).collect();
    match (months.first(), months.last()) {
        (Some(first), Some(last)) if series.range && first < last && series.points[0].day.is_none() => {
            (*first..=*last).collect()
        }
        // `từ tháng 11 đến tháng 02 hằng năm`
        (Some(first), Some(last)) if series.range && first > last && series.points[0].day.is_none() => {
            (*first..=12).chain(1..=*last).collect()
        }
        _ => months,
    }
}

/// The months a point of a year covers.
fn months_of(point: &Point) -> Vec<i32> {
    match (point.month, point.quarter, point.half) {
        (Some(m), ..) => vec![m.into()],
        (None, Some(q), _) => (i32::from(q) * 3 - 2..=i32::from(q) * 3).collect(),
        (None, None, Some(h)) => (i32::from(h) * 6 - 5..=i32::from(h) * 6).collect(),
        _ => Vec::new(),
    }
}

/// The last day before a point: its month, where it has one, and the day (-1: the month's last).
fn before(point: &Point) -> (Option<i32>, i32) {
    let first = months_of(point).first().copied();
    let previous = |m: i32| if m == 1 { 12 } else { m - 1 };
    match point.day {
        Some(day) if day > 1 => (first, i32::from(day) - 1),
        _ => (first.map(previous), -1),
    }
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
