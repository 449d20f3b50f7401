//! Words → a clause with days of the calendar: `trước ngày 30/6/2024`, `trong quý II/2025`, `từ 01/10/2025`.

use jiff::civil::Date;

use super::clock::clock;
use super::point::{self, Edge, Point};
use super::series::{PlanYear, Series, no_point, printed, series};
use super::token::Words;
use crate::model::{Bound, Clause, ClauseKind, Precision};

/// What the words before a time say of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Mode {
    Plain,
    Until,
    By,
    Before,
    From,
    After,
}

/// Words before a time, and what they say.
const PREFIXES: [(&str, Mode); 64] = [
    ("hoàn thành", Mode::Plain),
    ("hoàn thành xong", Mode::Plain),
    ("thực hiện", Mode::Plain),
    ("triển khai", Mode::Plain),
    ("xong", Mode::Plain),
    ("kết thúc", Mode::Plain),
    ("phấn đấu", Mode::Plain),
    ("cố gắng", Mode::Plain),
    ("phấn đấu hoàn thành", Mode::Plain),
    ("phấn đấu xong", Mode::Plain),
    ("trong", Mode::Plain),
    ("ngay trong", Mode::Plain),
    ("trong suốt", Mode::Plain),
    ("vào", Mode::Plain),
    ("vào các", Mode::Plain),
    ("các", Mode::Plain),
    ("là", Mode::Plain),
    ("cả", Mode::Plain),
    ("dự kiến", Mode::Plain),
    ("khoảng", Mode::Plain),
    ("giai đoạn", Mode::Plain),
    ("thời kỳ", Mode::Plain),
    ("nhiệm kỳ", Mode::Plain),
    ("thời gian", Mode::Plain),
    ("thời hạn", Mode::Plain),
    ("lúc", Mode::Plain),
    ("mốc", Mode::Plain),
    ("hết", Mode::Until),
    ("đến", Mode::Until),
    ("đến hết", Mode::Until),
    ("cho đến", Mode::Until),
    ("tới", Mode::Until),
    ("từ nay đến", Mode::Until),
    ("từ nay đến hết", Mode::Until),
    ("chậm nhất", Mode::By),
    ("muộn nhất", Mode::By),
    ("chậm nhất là", Mode::By),
    ("không muộn hơn", Mode::By),
    ("không chậm hơn", Mode::By),
    ("không quá", Mode::By),
    ("hạn cuối", Mode::By),
    ("hạn chót", Mode::By),
    ("trước khi hết", Mode::By),
    ("trước khi kết thúc", Mode::By),
    ("trước hết", Mode::By),
    ("không để sau", Mode::By),
    ("không được sau", Mode::By),
    ("không chậm quá", Mode::By),
    ("không được chậm hơn", Mode::By),
    ("không được muộn hơn", Mode::By),
    ("không được quá", Mode::By),
    ("≤", Mode::By),
    ("<", Mode::Before),
    (">", Mode::After),
    ("trước", Mode::Before),
    ("trước thời điểm", Mode::Before),
    ("trước thời hạn", Mode::Before),
    ("trước hạn", Mode::Before),
    ("từ", Mode::From),
    ("kể từ", Mode::From),
    ("bắt đầu", Mode::From),
    ("bắt đầu từ", Mode::From),
    ("bắt đầu thực hiện từ", Mode::From),
    ("sau", Mode::After),
];

/// Words behind a time that leave its end open.
const OPEN: [&str; 20] = [
    "và các năm tiếp theo",
    "và những năm tiếp theo",
    "và các năm sau",
    "và những năm sau",
    "và các năm kế tiếp",
    "và các năm tới",
    ", các năm tiếp theo",
    "và năm tiếp theo",
    "và các tháng tiếp theo",
    "và các quý tiếp theo",
    "và tiếp tục trong các năm tiếp theo",
    "và các năm học tiếp theo",
    "và những năm học tiếp theo",
    "và các năm học sau",
    ", các năm học tiếp theo",
    "và năm học tiếp theo",
    "và các năm về sau",
    "trở đi",
    "trở về sau",
    "và sau đó",
];

/// Words behind a time without a year that put it into another one than the plan's.
const NEXT_YEAR: [&str; 5] = ["năm sau", "năm tới", "năm tiếp theo", "của năm sau", "của năm tiếp theo"];

/// A dated clause and one past it. `year`: the plan's year, for times that print none; `before`: the column's heading says
/// that what stands in it is the day before which.
pub(super) fn dated(w: &Words, at: usize, year: PlanYear, before: bool) -> Option<(Clause, usize)> {
    if let Some(found) = in_year(w, at, before) {
        return Some(found);
    }
    let (mode, i) = mode(w, at);
    let unparsed = |end| (Clause::new(ClauseKind::Unparsed), end);
    if let Some((series, end)) = series(w, i, year) {
        // What goes on with a time of its own opens nothing: `và các năm tiếp theo trước 31/3`.
        let goes_on = |i: usize| w.word(i) == ":" || self::mode(w, i).0 >= Mode::Until;
        let open = w.any(end, &OPEN).map(|o| o.0).filter(|o| !goes_on(*o));
        // `từ 30/6/2025 sang 30/9/2025`: moved.
        if let Some(moved) =
            w.phrase(end, "sang").filter(|_| mode == Mode::From).and_then(|i| dated(w, i, year, before))
        {
            return Some(moved);
        }
        let Some(series) = series else { return Some(unparsed(open.unwrap_or(end))) };
        if let Some(end) = w.any(end, &NEXT_YEAR).map(|n| n.0).filter(|_| series.inferred) {
            return Some(unparsed(end));
        }
        if let Some(end) = ahead(w, end).filter(|_| mode == Mode::Before && series.precision() == Precision::Day) {
            return Some(unparsed(end));
        }
        // `từ 20 giờ đến 21 giờ ngày 23/1` is that day.
        let mode = if mode == Mode::From && clock(w, i).1 { Mode::Plain } else { mode };
        let mode = if before && mode == Mode::Plain && !series.range { Mode::Before } else { mode };
        return Some((clause(mode, &series, open.is_some()), open.unwrap_or(end)));
    }
    if let Some(end) = no_point(w, i) {
        return Some(unparsed(end));
    }
    // `trong năm`, of the plan.
    let end = w.any(i, &["năm"]).map(|y| y.0).filter(|_| mode == Mode::Plain && i > at)?;
    let alone = w.is_closed(end) || w.word(end) == "và";
    let point = Point { year: Some(year.year?), ..Point::default() };
    let series = Series { points: vec![point], range: false, inferred: true };
    alone.then(|| (clause(mode, &series, false), end))
}

/// `Năm 2026: trước 30/6`, `năm 2027 chậm nhất tháng 3`: the year in front of a limit that prints none.
fn in_year(w: &Words, at: usize, before: bool) -> Option<(Clause, usize)> {
    let (first, end) = point::year(w, mode_of(w, at, Mode::Plain)?)?;
    let limit = w.skip(end, &[":", ",", "-", ": -"]);
    let (limit_mode, i) = mode(w, limit);
    let (printed, _) = printed(w, i).filter(|_| limit_mode >= Mode::Until && limit_mode != Mode::After)?;
    let whole = |p: &Point| p.year.is_none() && !p.is_year() && !p.school && p.bare.is_none();
    let plan = PlanYear { year: first.year, school: false };
    let found = printed.points.iter().all(whole).then(|| dated(w, limit, plan, before)).flatten();
    let (mut clause, end) = found?;
    clause.inferred.retain(|i| i != "year");
    Some((clause, end))
}

/// Where a time begins behind words that say no more than one mode.
fn mode_of(w: &Words, at: usize, most: Mode) -> Option<usize> {
    let (mode, i) = mode(w, at);
    (mode <= most).then_some(i)
}

/// One past so many days or weeks behind a day before which they are counted: `trước ngày 30/6/2026 ít nhất 10 ngày`.
fn ahead(w: &Words, at: usize) -> Option<usize> {
    let i = w.skip(at, &["ít nhất", "tối thiểu", "khoảng", "là", "ít nhất là"]);
    w.count(i)?;
    let end = w.any(i + 1, &["ngày", "ngày làm việc", "tuần", "tháng", "giờ"])?.0;
    w.is_closed(end).then_some(end)
}

/// The words before a time: the strongest of what they say, and where the time begins.
fn mode(w: &Words, at: usize) -> (Mode, usize) {
    let (mut mode, mut i) = (Mode::Plain, at);
    loop {
        let Some((end, (_, own))) = w.longest(i, &PREFIXES, |p| p.0) else { return (mode, i) };
        mode = mode.max(*own);
        i = end;
    }
}

fn clause(mode: Mode, series: &Series, open: bool) -> Clause {
    let days = series.days();
    let (start, end) = (days.map(|d| d.0), days.map(|d| d.1));
    let end = end.filter(|_| series.has_end());
    let precision = series.precision();
    let mut out = Clause { edtf: series.edtf(), precision: Some(precision), ..Clause::new(ClauseKind::ByPeriod) };
    let several = series.points.len() > 1;
    match mode {
        _ if open => from(&mut out, start, series),
        Mode::From if !several => from(&mut out, start, series),
        Mode::Before => before(&mut out, series, start),
        Mode::After => {
            out.kind = ClauseKind::Interval;
            out.bound = Some(Bound::Exclusive);
            out.edtf = series.points.last().and_then(Point::edtf).map(|e| format!("{e}/.."));
            out.start = days.and_then(|d| d.1.tomorrow().ok());
        }
        Mode::By | Mode::Until if precision == Precision::Day && !several || mode == Mode::By => {
            out.kind = ClauseKind::ByDate;
            out.bound = Some(Bound::Inclusive);
            out.due = end;
            out.edtf = out.edtf.filter(|e| !e.contains(['/', '{'])).map(|e| format!("../{e}"));
        }
        _ => {
            (out.start, out.due) = (start, end);
            if several && series.range {
                out.kind = ClauseKind::Interval;
            } else if precision == Precision::Day {
                out.kind = ClauseKind::OnDate;
            }
        }
    }
    if series.inferred {
        out.inferred.push("year".to_owned());
    }
    if series.by_custom() {
        out.inferred.push("school-year".to_owned());
    }
    out
}

/// An interval without an end.
fn from(out: &mut Clause, start: Option<Date>, series: &Series) {
    out.kind = ClauseKind::Interval;
    out.start = start;
    let first = series.points.first().and_then(Point::edtf);
    out.edtf = first.map(|e| format!("{}/..", e.split_once('/').map_or(e.as_str(), |s| s.0)));
}

/// `trước ngày 30/6`: practice reads the day itself; `trước tháng 9`: the day before it.
fn before(out: &mut Clause, series: &Series, start: Option<Date>) {
    out.kind = ClauseKind::Before;
    out.bound = Some(Bound::Before);
    if out.precision == Some(Precision::Day) {
        out.due = series.days().map(|d| d.1);
        out.edtf = out.due.map(|d| format!("../{d}"));
        return;
    }
    if let Some(edge) = series.points.last().and_then(|p| p.edge) {
        // `trước cuối tháng 6`: by then, and nobody knows which day.
        out.due = series.days().map(|d| d.1).filter(|_| edge == Edge::Late);
        return;
    }
    out.due = start.and_then(|d| d.yesterday().ok());
    let year = matches!(out.precision, Some(Precision::Year | Precision::MultiYear)) && !series.by_custom();
    out.edtf = out
        .due
        .map(|d| if year { format!("../{:04}", d.year()) } else { format!("../{:04}-{:02}", d.year(), d.month()) });
}
