//! Words → a time of day and a weekday, which stand before a day: `16 giờ 30 phút`, `thứ Hai`, `T6`.

use super::token::Words;

/// Words before a day that belong to it: its time of day and its weekday.
const TIMES: [&str; 5] = ["sáng", "chiều", "tối", "trưa", "đêm"];

/// One past a time of day (`16 giờ 30 phút`, `14h00`, `20 giờ - 21 giờ`) or the same place, and whether it has an end.
pub(super) fn clock(w: &Words, at: usize) -> (usize, bool) {
    let one = |i: usize| -> Option<usize> {
        w.ordinal(i)?;
        // `11:30`
        if w.word(i + 1) == ":"
            && w.figure(i).is_some()
            && w.is_glued(i + 2)
            && w.figure(i + 2).is_some_and(|f| f.1 == 2)
        {
            return Some(i + 3);
        }
        let mut i = w.any(i + 1, &["giờ", "h", "g"])?.0;
        if w.ordinal(i).is_some() && !w.is_date_sign(i + 1) {
            i = w.skip(i + 1, &["phút", "p", "'"]);
        }
        Some(i)
    };
    let Some(start) = one(at) else { return (at, false) };
    let end = w.any(start, &["-", "đến"]).and_then(|s| one(s.0));
    (w.skip(w.skip(end.unwrap_or(start), &TIMES), &[","]), end.is_some())
}

/// A weekday, Monday first, and one past it.
pub(super) fn weekday(w: &Words, at: usize) -> Option<(usize, usize)> {
    const NAMES: [&str; 7] = ["thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật"];
    if let Some((end, name)) = w.any(at, &NAMES) {
        return Some((NAMES.iter().position(|n| *n == name)?, end));
    }
    let number = w.phrase(at, "thứ").and_then(|i| w.ordinal(i)).filter(|n| (2..=7).contains(n))?;
    Some((usize::from(number) - 2, at + 2))
}

/// As [`weekday`], in short (`T6`, `CN`): the letter and figure are a month's too, so what stands behind must tell.
pub(super) fn short_weekday(w: &Words, at: usize) -> Option<(usize, usize)> {
    const SUNDAY: usize = 6;
    let text = |i: usize| w.tokens.get(i).map_or("", |t| t.text);
    if text(at) == "CN" {
        return Some((SUNDAY, at + 1));
    }
    let (n, digits) = w.figure(at + 1).filter(|_| text(at) == "T" && w.is_glued(at + 1))?;
    let day = usize::try_from(n).ok().filter(|n| digits == 1 && (2..=7).contains(n))?;
    Some((day - 2, at + 2))
}
