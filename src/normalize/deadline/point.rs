//! Words → one point of the calendar: a day, a month, a quarter, half a year, a year, a school year.

use jiff::civil::Date;

use super::clock::{clock, short_weekday, weekday};
use super::part::{edge, half, part, week};
use super::token::Words;
use crate::model::Precision;

/// A point as printed: what is not printed is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) year: Option<i16>,
    pub(super) half: Option<u8>,
    pub(super) quarter: Option<u8>,
    pub(super) month: Option<u8>,
    pub(super) day: Option<u8>,
    /// A school year that begins in `year`.
    pub(super) school: bool,
    /// Its first or second term.
    pub(super) term: Option<u8>,
    /// Only a part of it is meant.
    pub(super) edge: Option<Edge>,
    /// A bare number whose unit another point tells.
    pub(super) bare: Option<u8>,
}

/// The part of a period that is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    /// `đầu`, `giữa`: no day can be told.
    Within,
    /// `cuối`
    Late,
}

impl Point {
    /// How fine it is.
    pub(super) fn precision(&self) -> Precision {
        match self {
            Self { day: Some(_), .. } => Precision::Day,
            Self { month: Some(_), .. } => Precision::Month,
            Self { quarter: Some(_), .. } => Precision::Quarter,
            Self { half: Some(_), .. } | Self { term: Some(_), .. } => Precision::Half,
            _ => Precision::Year,
        }
    }

    /// First and last day; `None` where the year is missing or there is no such day.
    pub(super) fn days(&self) -> Option<(Date, Date)> {
        let year = self.year?;
        let months = |from: u8, to: u8| {
            let last = Date::new(year, i8::try_from(to).ok()?, 1).ok()?.last_of_month();
            Some((Date::new(year, i8::try_from(from).ok()?, 1).ok()?, last))
        };
        match (self.day, self.month) {
            (Some(day), Some(month)) => {
                let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
                return Some((date, date));
            }
            (None, Some(month)) => return months(month, month),
            (Some(_), None) => return None,
            (None, None) => {}
        }
        if let Some(quarter) = self.quarter {
            return months(quarter * 3 - 2, quarter * 3);
        }
        if let Some(half) = self.half {
            return months(half * 6 - 5, half * 6);
        }
        if !self.school {
            return months(1, 12);
        }
        // By custom: the school year from September to May, its first term to January.
        let next = year + 1;
        let from = if self.term == Some(2) { Date::new(next, 1, 1) } else { Date::new(year, 9, 1) };
        let to = if self.term == Some(1) { Date::new(next, 1, 31) } else { Date::new(next, 5, 31) };
        Some((from.ok()?, to.ok()?))
    }

    /// In the extended date and time format.
    pub(super) fn edtf(&self) -> Option<String> {
        let (first, last) = self.days()?;
        let year = self.year?;
        let month = |d: Date| format!("{:04}-{:02}", d.year(), d.month());
        Some(match (self.edge, self.precision()) {
            (Some(Edge::Late), _) => format!("{}~", month(last)),
            (Some(Edge::Within), Precision::Month) => format!("{}~", month(first)),
            (Some(Edge::Within), _) => format!("{year:04}~"),
            (None, _) if self.school => format!("{}/{}", month(first), month(last)),
            (None, Precision::Day) => first.to_string(),
            (None, Precision::Month) => month(first),
            (None, Precision::Quarter) => format!("{year:04}-{}", 32 + self.quarter.unwrap_or(1)),
            (None, Precision::Half) => format!("{year:04}-{}", 39 + self.half.unwrap_or(1)),
            _ => format!("{year:04}"),
        })
    }

    /// Whether nothing finer than a year is printed, and no school year.
    pub(super) fn is_year(&self) -> bool {
        self.precision() == Precision::Year && !self.school && self.bare.is_none()
    }

    /// Where it stands in its year, for telling neighbours: the number of its unit.
    pub(super) fn ordinal(&self) -> i32 {
        let year = i32::from(self.year.unwrap_or(0));
        let of = |n: u8, per: i32| year * per + i32::from(n);
        match self.precision() {
            Precision::Month => of(self.month.unwrap_or(1), 12),
            Precision::Quarter => of(self.quarter.unwrap_or(1), 4),
            Precision::Half => of(self.half.or(self.term).unwrap_or(1), 2),
            Precision::Day => year * 372 + i32::from(self.month.unwrap_or(0)) * 31 + i32::from(self.day.unwrap_or(0)),
            _ => year,
        }
    }
}

/// The point at a place and one past it. `unit`: what a bare number is, where the point before tells.
pub(super) fn point(w: &Words, at: usize, unit: Option<Precision>) -> Option<(Point, usize)> {
    let mut at = clock(w, at).0;
    // `T6, 20/3/2026`: in short, only before a day that is printed.
    let full = |end: &usize| matches!(w.word(*end), "," | "(") && day(w, end + 1).is_some_and(|d| d.0.month.is_some());
    if let Some((_, end)) = weekday(w, at).or_else(|| short_weekday(w, at).filter(|s| full(&s.1))) {
        // `thứ Hai (02/6/2025)`
        if w.word(end) == "(" {
            return day(w, end + 1).filter(|d| w.word(d.1) == ")").map(|d| (d.0, d.1 + 1));
        }
        at = w.skip(end, &[","]);
    }
    if w.is_inside_figures(at) {
        return None;
    }
    // `Quý 3 - 4/2025`: no month.
    let quarters = unit.filter(|u| *u == Precision::Quarter);
    inherited(w, at, quarters)
        .or_else(|| edge(w, at))
        .or_else(|| week(w, at))
        .or_else(|| day(w, at))
        .or_else(|| half(w, at))
        .or_else(|| part(w, at))
        .or_else(|| month(w, at))
        .or_else(|| quarter(w, at))
        .or_else(|| school(w, at))
        .or_else(|| year(w, at))
        .or_else(|| inherited(w, at, unit))
}

/// `30/6/2024`, `30.6.2024`, `ngày 30 tháng 6 năm 2024`, `ngày 30/6`, `ngày 30`
fn day(w: &Words, at: usize) -> Option<(Point, usize)> {
    let named = w.phrase(at, "ngày").map(|i| w.skip(i, &["mồng", "mùng"]));
    let i = named.unwrap_or(at);
    if let Some(found) = year_first(w, i) {
        return Some(found);
    }
    let day = w.ordinal(i).filter(|d| (1..=31).contains(d) && w.figure(i).is_some())?;
    let only = Point { day: Some(day), ..Point::default() };
    let month = |i: usize| w.ordinal(i).filter(|m| (1..=12).contains(m));
    let found = if let Some(j) = w.phrase(i + 1, "tháng") {
        // `đợt 1 tháng 5/2025`: the first batch.
        if named.is_none() && !behind_time(w, i) {
            return None;
        }
        let worded = || in_words(w, j, &MONTHS);
        let found = month(j).map(|m| (m, j + 1)).or_else(worded);
        found.map(|(m, end)| with_year(w, Point { month: Some(m), ..only }, end))
    } else if w.is_date_sign(i + 1) {
        // `6/2026` is a month, `08 - 12/9/2025` two days; `9.2` without a year is no day.
        let dashed = w.word(i + 1) != "/";
        let whole = month(i + 2).filter(|_| w.figure(i + 2).is_some()).and_then(|m| {
            let y = w.is_date_sign(i + 3).then(|| w.year(i + 4).or_else(|| w.short_year(i + 4)))?;
            (!dashed || w.word(i + 3) == w.word(i + 1)).then_some((m, y))
        });
        match whole {
            Some((m, Some(y))) => Some((Point { month: Some(m), year: Some(y), ..only }, i + 5)),
            _ if dashed => None,
            _ => month(i + 2)
                .filter(|_| w.figure(i + 2).is_some_and(|f| f.1 <= 2))
                .filter(|_| named.is_some() || stands_alone(w, i, i + 3))
                .filter(|_| !is_third(w, i + 3) || w.year(i + 4).or_else(|| w.short_year(i + 4)).is_some())
                .map(|m| with_year(w, Point { month: Some(m), ..only }, i + 3)),
        }
    } else {
        None
    };
    found.or_else(|| named.map(|_| (only, i + 1)))
}

/// Whether a word of time or a sign stands before a place, or nothing.
fn behind_time(w: &Words, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |i| w.word(i));
    BEFORE.contains(&before) || !before.chars().any(char::is_alphabetic)
}

/// Words that stand before a time.
const BEFORE: [&str; 20] = [
    "trước", "đến", "từ", "vào", "hết", "sau", "nhất", "dịp", "là", "tới", "hạn", "trong", "và", "thành", "xong",
    "quá", "hơn", "sáng", "chiều", "ngày",
];

/// Whether what may be a day and a month (`2/3`) is no fraction of something: a sign or a word of time stands beside it.
fn stands_alone(w: &Words, at: usize, end: usize) -> bool {
    const FRACTION: [&str; 2] = ["thành", "trong"];
    const BEHIND: [&str; 14] = ["-", "và", "đến", "tới", "hằng", "của", "năm", "hoặc", "/", "(", ":", "&", "mỗi", "âm"];
    let before = at.checked_sub(1).map_or("", |i| w.word(i));
    let timely = before == "-" || BEFORE.contains(&before) && !FRACTION.contains(&before);
    timely || w.is_closed(end) || BEHIND.contains(&w.word(end)) || w.year(end).is_some()
}

/// Whether figures go on behind a day and a month: a year that is none.
fn is_third(w: &Words, at: usize) -> bool {
    let digits = |i: usize| w.tokens.get(i).is_some_and(|t| t.text.starts_with(|c: char| c.is_ascii_digit()));
    w.word(at) == "/" && w.is_glued(at) && w.is_glued(at + 1) && digits(at + 1)
}

/// `2025-06-30`, `2025/06/30`
fn year_first(w: &Words, at: usize) -> Option<(Point, usize)> {
    let year = w.year(at)?;
    let signs = w.is_date_sign(at + 1) && w.word(at + 1) == w.word(at + 3);
    let two = |i: usize, most: u32| w.figure(i).filter(|f| f.1 == 2 && (1..=most).contains(&f.0));
    let (month, day) = (two(at + 2, 12)?, two(at + 4, 31)?);
    let number = |n: u32| u8::try_from(n).ok();
    let point = Point { year: Some(year), month: number(month.0), day: number(day.0), ..Point::default() };
    (signs && !w.is_glued(at + 5)).then_some((point, at + 5))
}

/// By custom the papers of a school year are of this month at the earliest.
pub(super) const SCHOOL_BEGINS: u8 = 8;

/// `năm 2024` behind a point.
pub(super) fn with_year(w: &Words, point: Point, at: usize) -> (Point, usize) {
    let i = w.skip(at, &["của", ","]);
    // `30/6, năm 2027 trước 31/3`, `30/6, năm 2027: quý I`: the year of what stands behind it.
    let begins = |i: usize| w.word(at) == "," && matches!(w.word(i), ":" | "trước" | "đến" | "chậm" | "từ" | "hết");
    if let Some(year) = w.phrase(i, "năm").and_then(|i| w.year(i)).filter(|_| !begins(i + 2)) {
        return (Point { year: Some(year), ..point }, i + 2);
    }
    // `tháng 9 năm học 2025-2026`
    if let (Some(month), Some((school, end))) = (point.month, school(w, i).filter(|s| s.0.term.is_none())) {
        let year = school.year.map(|y| y + i16::from(month < SCHOOL_BEGINS));
        return (Point { year, ..point }, end);
    }
    // `Tháng 01 (năm 2026)`
    let bracketed = w.any(at, &["( năm", "("]).map(|f| f.0).filter(|i| w.word(i + 1) == ")");
    if let Some((i, year)) = bracketed.and_then(|i| Some((i, w.year(i)?))) {
        return (Point { year: Some(year), ..point }, i + 2);
    }
    if let Some(year) = w.is_date_sign(at).then(|| w.year(at + 1)).flatten().filter(|_| !is_range(w, at)) {
        return (Point { year: Some(year), ..point }, at + 2);
    }
    // `Tháng 6/26`, `15/3/26`: no day of a month and no month.
    if let Some(year) = (w.word(at) == "/").then(|| w.short_year(at + 1)).flatten() {
        return (Point { year: Some(year), ..point }, at + 2);
    }
    match w.year(at) {
        Some(year) => (Point { year: Some(year), ..point }, at + 1),
        None => (point, at),
    }
}

/// Whether a dash at a place stands between two years: `2025 - 2026`.
fn is_range(w: &Words, at: usize) -> bool {
    w.word(at) == "-" && at.checked_sub(1).is_some_and(|i| w.year(i).is_some())
}

/// `tháng 3/2024`, `T3/2024`, `3/2024`, `tháng 3 năm 2024`, `tháng 3`
pub(super) fn month(w: &Words, at: usize) -> Option<(Point, usize)> {
    // `Th.8/2026`
    let named = w.any(at, &["tháng", "th"]).map(|f| w.skip(f.0, &["."]));
    let i = named.unwrap_or(at);
    let worded = named.and_then(|i| in_words(w, i, &MONTHS));
    let figure = |i: usize| w.ordinal(i).filter(|m| (1..=12).contains(m)).map(|m| (m, i + 1));
    let (month, end) = figure(i).or(worded)?;
    let (point, end) = with_year(w, Point { month: Some(month), ..Point::default() }, end);
    if named.is_some() {
        return Some((point, end));
    }
    // `9-2026`, written without spaces.
    let dashed = w.is_date_sign(i + 1) && w.is_glued(i + 1) && w.is_glued(i + 2) && !w.is_glued(i + 3);
    let sign = (w.word(i + 1) == "/" || dashed) && w.figure(i).is_some();
    (sign && point.year.is_some() && !is_number_of(w, i)).then_some((point, end))
}

/// Whether the figure at a place is the number of what stands before it, and no month: `Đợt 1/2026`, `lần thứ 4/2026`.
fn is_number_of(w: &Words, at: usize) -> bool {
    const COUNTED: [&str; 18] = [
        "đợt", "lần", "thứ", "bước", "số", "khóa", "khoá", "lớp", "kỳ", "vòng", "phần", "phiên", "họp", "tập", "quyển",
        "khối", "mẫu", "bản",
    ];
    let before = at.checked_sub(1).map_or("", |i| w.word(i));
    // `giai đoạn 1/2026 - 6/2026` is a span of months.
    let span = matches!(w.word(at + 3), "-" | "đến");
    COUNTED.contains(&before) || before == "đoạn" && !span
}

/// Months and quarters in words; the fifth month's is that of a year too.
const MONTHS: [(&str, u8); 15] = [
    ("giêng", 1),
    ("một", 1),
    ("hai", 2),
    ("ba", 3),
    ("tư", 4),
    ("bốn", 4),
    ("sáu", 6),
    ("bảy", 7),
    ("bẩy", 7),
    ("tám", 8),
    ("chín", 9),
    ("mười", 10),
    ("mười một", 11),
    ("mười hai", 12),
    ("năm năm", 5),
];
const QUARTERS: [(&str, u8); 5] = [("một", 1), ("hai", 2), ("ba", 3), ("tư", 4), ("bốn", 4)];

/// A number in words that a year or nothing stands behind: `tháng một lần` is no month.
fn in_words(w: &Words, at: usize, numbers: &[(&'static str, u8)]) -> Option<(u8, usize)> {
    let (end, (word, n)) = w.longest(at, numbers, |n| n.0)?;
    // The year's own word is none of the month's.
    let end = if *word == "năm năm" { end - 1 } else { end };
    let goes_on = matches!(w.word(end), "năm" | "/" | "-" | "và" | "đến" | "hoặc");
    (w.is_closed(end) || goes_on || w.year(end).is_some()).then_some((*n, end))
}

/// `Quý II/2024`, `quý 2 năm 2024`, `QII/2024`
pub(super) fn quarter(w: &Words, at: usize) -> Option<(Point, usize)> {
    // `II/2025`
    const BEFORE: [&str; 11] = ["trong", "trước", "đến", "từ", "hết", "và", "vào", "thành", "sau", "nhất", "xong"];
    // `đợt II/2025` is no quarter.
    let own = at.checked_sub(1).map_or("", |i| w.word(i));
    let own = BEFORE.contains(&own) || !own.contains(char::is_alphanumeric);
    let bare = || (own && w.figure(at).is_none() && w.word(at + 1) == "/" && w.year(at + 2).is_some()).then_some(at);
    let i = w.skip(w.phrase(at, "quý").or_else(bare)?, &[".", "thứ"]);
    let figure = w.ordinal(i).filter(|q| (1..=4).contains(q)).map(|q| (q, i + 1));
    let (quarter, end) = figure.or_else(|| in_words(w, i, &QUARTERS))?;
    Some(with_year(w, Point { quarter: Some(quarter), ..Point::default() }, end))
}

/// `năm học 2025 - 2026`, `học kỳ I năm học 2025 - 2026`
pub(super) fn school(w: &Words, at: usize) -> Option<(Point, usize)> {
    let term = w
        .any(at, &["học kỳ", "hk"])
        .map(|t| t.0)
        .and_then(|i| Some((w.ordinal(i).filter(|t| (1..=2).contains(t))?, i + 1)));
    let i = term.map_or(at, |t| w.skip(t.1, &[",", "của"]));
    // `HK2 2025-2026`
    let pair = term.map(|_| i).filter(|i| w.year(i + 2).is_some_and(|to| w.year(*i) == Some(to - 1)));
    let year = w.phrase(i, "năm học").or(pair).and_then(|i| Some((w.year(i)?, i + 1)));
    let school = Point { school: true, term: term.map(|t| t.0), ..Point::default() };
    match (year, term) {
        (Some((year, i)), _) => {
            let to = w.any(i, &["-", "/"]).and_then(|d| w.year(d.0)).filter(|to| *to == year + 1);
            Some((Point { year: Some(year), ..school }, if to.is_some() { i + 2 } else { i }))
        }
        (None, Some((_, end))) => Some((school, end)),
        (None, None) => None,
    }
}

/// `năm 2024`, `2024`
pub(super) fn year(w: &Words, at: usize) -> Option<(Point, usize)> {
    let i = w.skip(at, &["năm"]);
    let year = w.year(i)?;
    // `2025/QĐ` and `.../2025` are parts of something else.
    let on = w.year(i + 2).is_some() || matches!(w.word(i + 2), "quý" | "tháng");
    let behind = i > 1 && w.year(i - 2).is_some();
    let alone = i > at || (w.word(i + 1) != "/" || on) && (i == 0 || w.word(i - 1) != "/" || behind);
    alone.then_some((Point { year: Some(year), ..Point::default() }, i + 1))
}

/// A number whose unit the point before tells: `II, III/2025`, `tháng 7, 8/2026`.
fn inherited(w: &Words, at: usize, unit: Option<Precision>) -> Option<(Point, usize)> {
    let n = w.ordinal(at)?;
    let (limit, of): (u8, fn(u8) -> Point) = match unit? {
        Precision::Quarter => (4, |n| Point { quarter: Some(n), ..Point::default() }),
        Precision::Month => (12, |n| Point { month: Some(n), ..Point::default() }),
        Precision::Day => (31, |n| Point { day: Some(n), ..Point::default() }),
        _ => return None,
    };
    (1..=limit).contains(&n).then(|| with_year(w, of(n), at + 1))
}
