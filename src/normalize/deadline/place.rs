//! A period that comes again and the place in it that is meant → the parts of a rule (RFC 5545).

use super::point::Point;
use super::series::Series;

const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// A period of the calendar that comes again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cycle {
    /// RFC 5545 frequency; its first letter is the unit's in ISO 8601.
    pub(super) freq: &'static str,
    pub(super) interval: u32,
}

/// The place in the period that is meant.
#[derive(Clone, Default)]
pub(super) struct Place {
    pub(super) weekdays: Vec<usize>,
    pub(super) series: Option<Series>,
    pub(super) before: bool,
}

impl Cycle {
    pub(super) fn times(self, n: u32) -> Self {
        Self { interval: self.interval * n, ..self }
    }
}

impl Place {
    /// Whether it can be told in such a period.
    pub(super) fn suits(&self, cycle: Cycle) -> bool {
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
    pub(super) fn apart(&self) -> Vec<Self> {
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
    pub(super) fn rule(&self) -> String {
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
