//! Words → a part of a period: half a year, the first month of a quarter, the end of a year, a week of a month.

use super::point::{Edge, Point, month, quarter, school, with_year, year};
use super::token::Words;

/// Words before a period that mean a part of it without a day, and those that mean its last part.
const WITHIN: [&str; 7] = ["đầu", "giữa", "thượng tuần", "trung tuần", "trung tuần của", "nửa đầu", "khoảng giữa"];
const LATE: [&str; 5] = ["cuối", "hạ tuần", "hạ tuần của", "nửa cuối", "những ngày cuối"];

/// `cuối năm 2025`, `đầu tháng 5/2026`, `trung tuần tháng 5`, `10 ngày đầu tháng 6`
pub(super) fn edge(w: &Words, at: usize) -> Option<(Point, usize)> {
    // `05 ngày đầu`
    let at = w
        .count(at)
        .and_then(|_| w.phrase(at + 1, "ngày"))
        .filter(|i| matches!(w.word(*i), "đầu" | "cuối"))
        .unwrap_or(at);
    let late = w.any(at, &LATE).map(|f| f.0);
    let i = late.or_else(|| w.any(at, &WITHIN).map(|f| f.0))?;
    if matches!(w.word(at), "nửa") && w.word(i) != "tháng" {
        return None;
    }
    let (mut point, end) =
        month(w, i).or_else(|| quarter(w, i)).or_else(|| school(w, i)).or_else(|| year(w, i)).or_else(|| {
            let end = w.phrase(i, "năm").filter(|e| w.word(*e) != "học")?;
            Some((Point::default(), end))
        })?;
    point.edge = Some(if late.is_some() { Edge::Late } else { Edge::Within });
    Some((point, end))
}

/// `tháng đầu quý III/2025`, `quý cuối năm 2025`: the first or last month or quarter of a longer period.
pub(super) fn part(w: &Words, at: usize) -> Option<(Point, usize)> {
    // `tháng thứ 2 của quý II/2026`
    let third = w.phrase(at, "tháng thứ").and_then(|i| Some((w.count(i).filter(|n| (1..=3).contains(n))?, i + 1)));
    if let Some((n, i)) = third {
        let (point, end) = quarter(w, w.skip(i, &["của", "trong"]))?;
        let month = point.quarter.zip(u8::try_from(n).ok()).map(|(q, n)| q * 3 - 3 + n);
        return Some((Point { quarter: None, month, ..point }, end));
    }
    let (i, _) = w.any(at, &["tháng đầu", "tháng cuối", "quý đầu", "quý cuối"])?;
    let last = w.word(at + 1) == "cuối";
    let i = w.skip(i, &["của", "tiên của", "cùng của"]);
    if w.word(at) == "tháng" {
        let (point, end) = quarter(w, i)?;
        let month = point.quarter.map(|q| if last { q * 3 } else { q * 3 - 2 });
        return Some((Point { quarter: None, month, ..point }, end));
    }
    let (point, end) = year(w, i)?;
    Some((Point { quarter: Some(if last { 4 } else { 1 }), ..point }, end))
}

/// `tuần 2 tháng 5/2026`, `tuần cuối của tháng 8`
pub(super) fn week(w: &Words, at: usize) -> Option<(Point, usize)> {
    let i = w.any(at, &["tuần", "tuần thứ"])?.0;
    let last = w.phrase(i, "cuối").is_some();
    (last || w.count(i).is_some() || w.any(i, &["đầu", "nhất"]).is_some()).then_some(())?;
    // `tuần 3, 4 tháng 9`
    let mut end = w.skip(i + 1, &["tiên", "cùng"]);
    while let Some((next, _)) = w.any(end, &[",", "và", "-", "và tuần"]).filter(|f| w.count(f.0).is_some()) {
        end = next + 1;
    }
    let (point, end) = month(w, w.skip(end, &["của", ",", "trong"]))?;
    Some((Point { edge: Some(if last { Edge::Late } else { Edge::Within }), ..point }, end))
}

/// `6 tháng đầu năm 2024`, `nửa cuối năm`
pub(super) fn half(w: &Words, at: usize) -> Option<(Point, usize)> {
    let i = match w.count(at) {
        Some(6) => w.phrase(at + 1, "tháng")?,
        _ => w.phrase(at, "nửa")?,
    };
    let (i, word) = w.any(i, &["đầu", "cuối"])?;
    let point = Point { half: Some(if word == "đầu" { 1 } else { 2 }), ..Point::default() };
    let (point, end) = with_year(w, point, i);
    Some((point, if point.year.is_none() { w.skip(end, &["của năm", "năm"]) } else { end }))
}
