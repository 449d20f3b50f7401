//! Points that are printed together → one span: `Quý II, III/2025`, `từ tháng 3 đến tháng 6/2024`, `2024 - 2027`.
//!
//! What a point lacks it takes from its neighbours, from the right first: the year stands behind the last of them.

use jiff::civil::Date;

use super::point::{Point, SCHOOL_BEGINS, month, point};
use super::token::Words;
use crate::model::Precision;

/// Points that make one span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Series {
    pub(super) points: Vec<Point>,
    /// From the first to the last, not each of them.
    pub(super) range: bool,
    /// A year was concluded.
    pub(super) inferred: bool,
}

/// Signs and words between the points of a span: to the last one, or one more.
const TO: [&str; 9] = ["-", "đến", "đến hết", "tới", "đến ngày", "cho đến", "÷", "→", "~"];
const AND: [&str; 7] = [",", "và", ", và", "hoặc", ";", "&", "+"];
/// Signs behind a year that a finer time in it stands behind: `Năm 2026: Quý I`.
const IN: [&str; 5] = [",", ":", "-", "/", "("];

/// The year of a plan, for times that print none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct PlanYear {
    pub(super) year: Option<i16>,
    /// It is a school year, which begins in `year`.
    pub(super) school: bool,
}

impl PlanYear {
    /// The calendar year of a point that prints none.
    fn of(self, point: &Point) -> Option<i16> {
        let month = point.month.or_else(|| point.quarter.map(|q| q * 3));
        let next = self.school && month.is_some_and(|m| m < SCHOOL_BEGINS);
        self.year.map(|y| y + i16::from(next))
    }
}

/// The series at a place and one past it; none where it is printed, but no such days are.
pub(super) fn series(w: &Words, at: usize, year: PlanYear) -> Option<(Option<Series>, usize)> {
    let (mut out, end) = printed(w, at)?;
    let last = out.points.last()?;
    // Which school year a calendar year means cannot be told.
    if last.school && last.year.is_none() && !year.school {
        return None;
    }
    let complete = out.complete(year);
    Some((complete.map(|()| out), end))
}

/// One past figures that have the form of a day, a month or a quarter and are none: `31/9/2025`, `tháng 13/2025`, `Quý V`.
pub(super) fn no_point(w: &Words, at: usize) -> Option<usize> {
    let i = w.skip(at, &["ngày"]);
    let figures = |i: usize| w.tokens.get(i).is_some_and(|t| t.word.bytes().all(|b| b.is_ascii_digit()));
    let sign = |i: usize| w.is_date_sign(i) && w.is_glued(i) && w.is_glued(i + 1) && figures(i + 1);
    if figures(i) && sign(i + 1) && sign(i + 3) && (w.word(i + 1) == "/" || w.year(i + 4).is_some()) {
        return Some(i + 5);
    }
    let (i, unit) = w.any(at, &["tháng", "quý"])?;
    // `tháng 01 lần` counts; `quý x` names.
    let wrong = figures(i) && w.figure(i).is_some_and(|f| f.1 <= 2) || unit == "quý" && w.ordinal(i).is_some();
    let counted = matches!(w.word(i + 1), "lần" | "kỳ" | "đợt" | "cuộc" | "buổi");
    let end = w.skip(i + 1, &["/", "năm", ", năm"]);
    (wrong && !counted).then(|| if w.year(end).is_some() { end + 1 } else { i + 1 })
}

/// `9 tháng đầu năm 2025`, `03 tháng cuối năm`, `6 tháng năm 2025`: months that are counted from an end of a year.
fn counted_months(w: &Words, at: usize) -> Option<(Series, usize)> {
    let n = w.count(at).filter(|n| (1..=12).contains(n)).and_then(|n| u8::try_from(n).ok())?;
    let (i, unit) = w.any(at + 1, &["tháng", "quý"])?;
    // `02 quý đầu năm`, in months.
    let n = if unit == "quý" { n.checked_mul(3).filter(|n| *n <= 12)? } else { n };
    let (i, late) = match w.any(i, &["đầu năm", "cuối năm", "đầu của năm", "cuối của năm"]) {
        Some((i, word)) => (i, word.starts_with("cuối")),
        None => (w.skip(i, &["năm", "của năm", "đầu"]), false),
    };
    let year = w.year(i);
    let edge = w.word(i - 1) == "năm" && matches!(w.word(at + 2), "đầu" | "cuối");
    let (first, last) = if late { (13 - n, 12) } else { (1, n) };
    let point = |month| Point { month: Some(month), year, ..Point::default() };
    // `6 tháng 2025`: as is reported, not `2 tháng`.
    let custom = year.is_some() && n % 3 == 0;
    let out = Series { points: vec![point(first), point(last)], range: true, inferred: false };
    (edge || custom).then(|| (out, if year.is_some() { i + 1 } else { i }))
}

/// `10 ngày đầu tháng 7/2026`
fn counted_days(w: &Words, at: usize) -> Option<(Series, usize)> {
    let n = w.count(at).filter(|n| (2..=28).contains(n)).and_then(|n| u8::try_from(n).ok())?;
    let i = w.any(at + 1, &["ngày đầu", "ngày đầu của", "ngày đầu tiên của"])?.0;
    let (month, end) = month(w, i)?;
    let points = [1, n].map(|day| Point { day: Some(day), ..month });
    Some((Series { points: points.to_vec(), range: true, inferred: false }, end))
}

/// As [`series`], as printed: a year may be missing.
pub(super) fn printed(w: &Words, at: usize) -> Option<(Series, usize)> {
    if let Some(found) =
        counted_months(w, at).filter(|_| w.count(at) != Some(6) || !matches!(w.word(at + 2), "đầu" | "cuối"))
    {
        return Some(found);
    }
    if let Some(found) = counted_days(w, at) {
        return Some(found);
    }
    let first = point(w, at, None).or_else(|| bare(w, at));
    let (first, mut end) = first?;
    if let Some(found) = in_year(w, &first, end) {
        return Some(found);
    }
    let mut out = Series { points: vec![first], range: false, inferred: false };
    loop {
        if let Some((year, after)) = year_apart(w, &out, end) {
            out.points.iter_mut().for_each(|p| p.year = p.year.or(Some(year)));
            end = after;
        }
        let unit = out.points.last().map(Point::precision).filter(|_| first.bare.is_none());
        // `2025/2026`
        let years = w.word(end) == "/" && out.points.last().is_some_and(Point::is_year) && w.year(end + 1).is_some();
        let to = w.any(end, &TO).or(years.then_some((end + 1, "/")));
        let Some((next, word)) = to.or_else(|| w.any(end, &AND)) else { break };
        let Some((point, after)) = point(w, w.skip(next, &["hết"]), unit) else { break };
        // `năm 2024 và quý I/2025` are two times, `ngày 5, tháng 6` is none of a series.
        // A bare year beside a finer time is neither one more time nor sure to be its year.
        let limit = matches!(w.word(after), ":" | "trước" | "đến" | "chậm" | "hết" | "hoàn" | "xong");
        let torn = to.is_none() && (w.year(next).is_some() || limit) && point.is_year() && !first.is_year();
        if torn || word == ";" && out.points.last().is_some_and(|p| p.year.is_some()) || !alike(&first, &point) {
            break;
        }
        out.range |= to.is_some();
        out.points.push(point);
        end = after;
    }
    (first.bare.is_none() || out.points.len() > 1).then_some((out, end))
}

/// `Tháng 6, 2026`: a bare year behind a comma is that of a finer time which prints none, where no other time begins with it.
fn year_apart(w: &Words, series: &Series, at: usize) -> Option<(i16, usize)> {
    let finer = |p: &Point| p.year.is_none() && !p.is_year() && !p.school && p.bare.is_none();
    let last = series.points.last().filter(|p| finer(p))?;
    // Which day of the month a lone day is of must be known.
    let told = last.day.is_none() || last.month.is_some();
    let year = matches!(w.word(at), "," | ";" | "\n").then(|| w.year(at + 1)).flatten().filter(|_| told)?;
    // `Tháng 12, 2026 - 2030`
    let span = matches!(w.word(at + 2), "-" | "đến") && w.year(at + 3).is_some();
    let begins = span || matches!(w.word(at + 2), ":" | "/" | "(" | "trước");
    (!begins).then_some((year, at + 2))
}

/// `Năm 2026: Quý I`, `Năm 2025 (trong quý III)`: the finer time behind a year, which is its year.
fn in_year(w: &Words, first: &Point, at: usize) -> Option<(Series, usize)> {
    let year = first.year.filter(|_| first.is_year() && first.edge.is_none())?;
    // `Năm 2026 trong quý II`
    let i = w.any(at, &IN).map(|f| f.0).or_else(|| matches!(w.word(at), "trong" | "vào").then_some(at))?;
    let named = |i: usize| matches!(w.word(i), "tháng" | "quý" | "ngày") || w.figure(i).is_some();
    let (mut out, end) = printed(w, w.skip(i, &["trong", "vào"])).filter(|_| named(w.skip(i, &["trong", "vào"])))?;
    if out.points.iter().any(|p| p.year.is_some() || p.bare.is_some() || p.is_year()) {
        return None;
    }
    let opened = w.word(at) == "(";
    out.points.iter_mut().for_each(|p| p.year = Some(year));
    (!opened || w.word(end) == ")").then_some((out, if opened { end + 1 } else { end }))
}

/// A bare number before a point that says what it is: `08 - 12/9/2025`.
fn bare(w: &Words, at: usize) -> Option<(Point, usize)> {
    let n = w.ordinal(at).filter(|n| (1..=31).contains(n))?;
    Some((Point { bare: Some(n), ..Point::default() }, at + 1))
}

/// Whether two points can stand in one span.
fn alike(first: &Point, next: &Point) -> bool {
    if first.bare.is_some() {
        return matches!(next.precision(), Precision::Day | Precision::Month | Precision::Quarter);
    }
    let (a, b) = (first.precision(), next.precision());
    a == b || a != Precision::Day && b != Precision::Day || first.year.is_some() && next.year.is_some()
}

impl Series {
    /// Gives every point its unit and its year; `None` where that cannot be.
    fn complete(&mut self, year: PlanYear) -> Option<()> {
        let last = self.points.len() - 1;
        if let Some(n) = self.points[0].bare.take() {
            let unit = self.points[1].precision();
            let first = &mut self.points[0];
            match unit {
                Precision::Day => first.day = Some(n),
                Precision::Month => first.month = Some(n),
                _ => first.quarter = Some(n),
            }
        }
        if self.points[last].year.is_none() {
            let before = self.points.iter().rev().find_map(|p| p.year);
            self.points[last].year = before.or_else(|| year.of(&self.points[last]));
            self.inferred = before.is_none();
            let first = self.points[0];
            // `từ tháng 11/2025 đến tháng 2` ends in the year after.
            if self.range && first.year.is_some() && first.precision() == self.points[last].precision() {
                let point = &mut self.points[last];
                if point.day.is_some() && point.month.is_none() {
                    point.month = first.month;
                }
                if point.ordinal() < first.ordinal() {
                    point.year = point.year.map(|y| y + 1);
                    self.inferred = true;
                }
            }
        }
        for i in (0..last).rev() {
            let next = self.points[i + 1];
            let point = &mut self.points[i];
            if point.day.is_some() && point.month.is_none() {
                point.month = next.month;
            }
            if point.year.is_none() {
                point.year = next.year;
                // `từ tháng 11 đến tháng 4/2026` begins in the year before.
                if point.precision() == next.precision() && point.ordinal() > next.ordinal() {
                    point.year = next.year.map(|y| y - 1);
                    self.inferred = true;
                }
            }
        }
        // A day behind one with a month: `từ ngày 5/3/2026 đến ngày 20`.
        for i in 1..=last {
            let before = self.points[i - 1];
            let point = &mut self.points[i];
            if point.day.is_some() && point.month.is_none() {
                point.month = before.month;
            }
        }
        let days: Option<Vec<_>> = self.points.iter().map(Point::days).collect();
        let days = days?;
        // A part of a period ends nobody knows when: `đầu năm 2026 đến hết tháng 3/2026`.
        let fixed = self.points.iter().zip(&days).enumerate().filter(|(n, p)| *n == last || p.0.edge.is_none());
        let ends = fixed.map(|(_, p)| p.1.1).max() == days.last().map(|d| d.1);
        let whole = self.points.iter().all(|p| p.precision() == self.points[last].precision());
        // Backwards: what is listed last is not the last, or the span ends before it begins.
        let forward = days[0].0 <= days[last].1 && (!whole || days[0].1 <= days[last].1);
        (ends && (!self.range || forward)).then_some(())
    }

    /// First and last day of the whole.
    pub(super) fn days(&self) -> Option<(Date, Date)> {
        let days: Vec<_> = self.points.iter().filter_map(Point::days).collect();
        if self.range {
            return Some((days.first()?.0, days.last()?.1));
        }
        Some((days.iter().map(|d| d.0).min()?, days.iter().map(|d| d.1).max()?))
    }

    /// In the extended date and time format: a point, a span, or a set of points with gaps between them.
    pub(super) fn edtf(&self) -> Option<String> {
        let parts: Vec<String> = self.points.iter().filter_map(Point::edtf).collect();
        if parts.len() < 2 {
            return parts.into_iter().next();
        }
        let neighbours = self.points.windows(2).all(|p| p[1].ordinal() == p[0].ordinal() + 1);
        if self.range || neighbours {
            let side = |part: &str, end: bool| {
                let sides = part.split_once('/').unwrap_or((part, part));
                (if end { sides.1 } else { sides.0 }).to_owned()
            };
            return Some(format!("{}/{}", side(&parts[0], false), side(&parts[parts.len() - 1], true)));
        }
        Some(format!("{{{}}}", parts.join(",")))
    }

    /// How fine the whole is.
    pub(super) fn precision(&self) -> Precision {
        let years = self.points.len() > 1 && self.points.iter().all(Point::is_year);
        if years { Precision::MultiYear } else { self.points.last().map_or(Precision::Year, Point::precision) }
    }

    /// Whether a last day can be told.
    pub(super) fn has_end(&self) -> bool {
        self.points.last().is_some_and(|p| p.edge != Some(super::point::Edge::Within))
    }

    /// Whether a school year's custom was used.
    pub(super) fn by_custom(&self) -> bool {
        self.points.iter().any(|p| p.school)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, String)> {
        let w = Words::of(text);
        let (series, end) = series(&w, 0, PlanYear { year: Some(2024), school: false })?;
        assert_eq!(end, w.len(), "{text}");
        let series = series?;
        Some((series.edtf()?, series.days()?.1.to_string()))
    }

    #[test]
    fn points_and_spans() {
        for (text, edtf, last) in [
            ("30/6/2024", "2024-06-30", "2024-06-30"),
            ("ngày 14 / 7 /2026", "2026-07-14", "2026-07-14"),
            ("ngày 15 tháng 11 năm 2025", "2025-11-15", "2025-11-15"),
            ("15.3.2024", "2024-03-15", "2024-03-15"),
            ("T3/2024", "2024-03", "2024-03-31"),
            ("02/2024", "2024-02", "2024-02-29"),
            ("tháng 3", "2024-03", "2024-03-31"),
            ("Quý 2 năm 2024", "2024-34", "2024-06-30"),
            ("QIV/2024", "2024-36", "2024-12-31"),
            ("6 tháng đầu năm 2024", "2024-40", "2024-06-30"),
            ("6 tháng cuối năm", "2024-41", "2024-12-31"),
            ("cuối năm 2025", "2025-12~", "2025-12-31"),
            ("2025", "2025", "2025-12-31"),
            ("năm học 2025 - 2026", "2025-09/2026-05", "2026-05-31"),
            ("Quý II, III/2025", "2025-34/2025-35", "2025-09-30"),
            ("Quý IV/2025 và quý I/2026", "2025-36/2026-33", "2026-03-31"),
            ("Tháng 8 và tháng 11 năm 2025", "{2025-08,2025-11}", "2025-11-30"),
            ("Tháng 7, 8/2026", "2026-07/2026-08", "2026-08-31"),
            ("Tháng 02 - 6/2026", "2026-02/2026-06", "2026-06-30"),
            ("08 - 12/9/2025", "2025-09-08/2025-09-12", "2025-09-12"),
            ("04/6 - 05/6/2026", "2026-06-04/2026-06-05", "2026-06-05"),
            ("Ngày 19 và ngày 20/9/2026", "2026-09-19/2026-09-20", "2026-09-20"),
            ("15/01 đến 28/02/2026", "2026-01-15/2026-02-28", "2026-02-28"),
            ("tháng 11 đến tháng 4/2026", "2025-11/2026-04", "2026-04-30"),
            ("2024 - 2027", "2024/2027", "2027-12-31"),
            ("2009-2010", "2009/2010", "2010-12-31"),
            ("quý I/2012 đến hết năm 2012", "2012-33/2012", "2012-12-31"),
            ("20 giờ 15 phút - 20 giờ 45 phút ngày 23 tháng 1", "2024-01-23", "2024-01-23"),
        ] {
            assert_eq!(read(text), Some((edtf.to_owned(), last.to_owned())), "{text}");
        }
    }

    #[test]
    fn what_is_no_day() {
        for text in ["31/02/2024", "29/02/2023", "20/5/2024 - 10/5/2024", "2030 - 2025", "1.2", "45"] {
            let w = Words::of(text);
            assert!(series(&w, 0, PlanYear::default()).is_none_or(|s| s.0.is_none()), "{text}");
        }
        for text in
            ["32/5/2024", "15/13/2024", "30/6/2205", "30/6/20255", "tháng 13/2024", "quý V/2024", "quý 5 năm 2024"]
        {
            let w = Words::of(text);
            assert!(super::printed(&w, 0).is_none(), "{text}");
            assert_eq!(no_point(&w, 0), Some(w.len()), "{text}");
        }
    }
}
