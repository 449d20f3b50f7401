//! Words → a clause that hangs on something else than the calendar: an event, a paper, or no end at all.
//!
//! What is waited for goes on to the end of its sentence, or to where another time begins.

use super::recurring::recurring;
use super::series::printed;
use super::{Reader, token::Words};
use crate::model::{Bound, Clause, ClauseKind, Relative};

/// Units that a time after an event is counted in.
const UNITS: [(&str, &str); 8] = [
    ("ngày làm việc", "workday"),
    ("ngày", "day"),
    ("giờ", "hour"),
    ("giờ làm việc", "workhour"),
    ("tuần", "week"),
    ("tháng", "month"),
    ("quý", "quarter"),
    ("năm", "year"),
];
/// Words between an amount and its event.
const SINCE: [&str; 14] = [
    "kể từ khi",
    "kể từ",
    "tính từ",
    "tính từ khi",
    "sau khi",
    "sau",
    "từ khi",
    "từ",
    "trước khi",
    "trước",
    "khi",
    "kể từ sau khi",
    "kể từ sau",
    "so với",
];
const WITHIN: [&str; 17] = [
    "trong",
    "trong vòng",
    "trong thời hạn",
    "trong thời gian",
    "chậm nhất",
    "chậm nhất là",
    "không quá",
    "tối đa",
    "sau",
    "thời hạn",
    "chậm nhất sau",
    "ngay trong",
    "muộn nhất",
    "trong khoảng",
    "trước",
    "ít nhất",
    "tối thiểu",
];
const EVER: [&str; 9] = [
    "thường xuyên",
    "liên tục",
    "24/24",
    "24 / 24",
    "24 / 7",
    "duy trì",
    "lâu dài",
    "không thời hạn",
    "suốt thời gian",
];
/// Words that belong to a standing duty, before and behind.
const EVER_BEFORE: [&str; 8] =
    ["thực hiện", "nhiệm vụ", "duy trì", "triển khai", "tổ chức", "duy trì thực hiện", "tiếp tục", "được thực hiện"];
const EVER_BEHIND: [&str; 18] = [
    "h",
    "trong năm",
    "trong tháng",
    "trong quý",
    "trong các năm tiếp theo",
    "trong những năm tiếp theo",
    "các năm tiếp theo",
    "những năm tiếp theo",
    "trong các năm sau",
    "các năm sau",
    "cho các năm tiếp theo",
    "hằng năm",
    "giờ",
    ", thường xuyên",
    ", liên tục",
    "và liên tục",
    "và lâu dài",
    ", lâu dài",
];
/// Words that begin what is waited for.
const WHEN: [&str; 20] = [
    "khi",
    "ngay khi",
    "sau khi",
    "ngay sau khi",
    "ngay sau",
    "trước khi",
    "trong khi",
    "đột xuất",
    "nếu",
    "trường hợp",
    "trước",
    "sau",
    "dịp",
    "trong dịp",
    "nhân dịp",
    "trong thời gian",
    "trong suốt thời gian",
    "trong mùa",
    "mùa",
    "vụ",
];
/// Plural occasions, each a time: `các đợt …`.
const OCCASIONS: [&str; 17] = [
    "tết",
    "hè",
    "mùa hè",
    "học kỳ",
    "năm học",
    "các kỳ",
    "các đợt",
    "các dịp",
    "các đêm",
    "các buổi",
    "các phiên",
    "các ngày lễ",
    "các ngày",
    "các cuộc",
    "các hội nghị",
    "từng đợt",
    "từng giai đoạn",
];
const BY: [&str; 8] = ["theo", "căn cứ", "căn cứ vào", "tùy theo", "phù hợp với", "như trên", "nt", "tại"];

/// An end-less duty and one past it: `thực hiện thường xuyên trong năm`.
pub(super) fn standing(w: &Words, at: usize) -> Option<(Clause, usize)> {
    if at > 0 && w.word(at - 1) == "không" {
        return None;
    }
    let mut i = w.skip(at, &EVER_BEFORE);
    let found = w.any(i, &EVER).or_else(|| {
        i = at;
        w.any(at, &EVER)
    });
    let (mut end, word) = found?;
    // `duy trì điểm số` is no time.
    if word == "duy trì" && w.any(end, &EVER_BEHIND).is_none() && w.any(end, &EVER).is_none() && !w.is_closed(end) {
        return None;
    }
    while let Some((next, word)) = w.any(end, &EVER_BEHIND).or_else(|| w.any(end, &EVER)) {
        // `trong năm 2026` is a time of its own.
        if word.starts_with("trong") && (w.figure(next).is_some() || w.ordinal(next).is_some()) {
            break;
        }
        end = next;
    }
    Some((Clause::new(ClauseKind::Continuous), end))
}

/// `10 ngày làm việc kể từ ngày ban hành`, `sau 03 tháng`, `từ ngày ban hành Kế hoạch trở đi`
pub(super) fn relative(r: &Reader, at: usize) -> Option<(Clause, usize)> {
    let w = &r.words;
    counted(r, at).or_else(|| {
        // An event that the paper names, and from then on.
        let i = w.any(at, &["từ", "kể từ", "từ khi", "kể từ khi", "bắt đầu từ", "từ sau"])?.0;
        let end = (i..r.sentence_end(at)).find(|e| w.phrase(*e, "trở đi").is_some())?;
        // A time of the calendar is none: `từ tháng 01/2026 trở đi`.
        if printed(w, i).is_some_and(|p| p.1 == end) {
            return None;
        }
        Some((clause(None, None, w.slice(i, end)), end + 2))
    })
}

/// An amount, its unit, and the event behind it.
fn counted(r: &Reader, at: usize) -> Option<(Clause, usize)> {
    let w = &r.words;
    let i = w.skip(w.skip(at, &WITHIN), &["tối đa", "khoảng", "ít nhất", "không quá", "chậm nhất", "vòng"]);
    let (amount, unit, end) = amount(w, i)?;
    let Some((event, word)) = w.any(end, &SINCE) else {
        // `100 ngày`, alone; `6 tháng đầu năm` is a time of the calendar.
        // `trước 10 ngày`: before what is not said.
        let alone = (w.is_closed(end) || w.word(end) == "(") && !matches!(w.word(at), "trước" | "ít" | "tối");
        return alone.then(|| (clause(Some(amount), Some(unit), ""), end));
    };
    let stop = counted_to(r, event);
    let mut out = clause(Some(amount), Some(unit), w.slice(event, stop));
    if word.starts_with("trước") || w.word(at) == "trước" {
        out.bound = Some(Bound::Before);
    }
    (stop > event).then_some((out, stop))
}

/// Where the event ends that something is counted from; a day of the calendar in it belongs to it: `30 ngày từ 01/3/2026`.
fn counted_to(r: &Reader, event: usize) -> usize {
    let stop = r.stop(event);
    let day = r.dated(stop).filter(|d| stop < r.sentence_end(event) && d.0.bound.is_none()).map(|d| d.1);
    let first = printed(&r.words, event).map(|p| p.1);
    day.into_iter().chain(first).fold(stop, usize::max)
}

/// `05 ngày làm việc`
fn amount(w: &Words, at: usize) -> Option<(u32, &'static str, usize)> {
    let n = w.count(at)?;
    let i = w.skip(at + 1, &["( một )"]);
    let (end, (_, unit)) = w.longest(i, &UNITS, |u| u.0)?;
    Some((n, *unit, end))
}

fn clause(amount: Option<u32>, unit: Option<&str>, event: &str) -> Clause {
    let event = (!event.is_empty()).then(|| event.to_owned());
    Clause {
        relative: Some(Relative { amount, unit: unit.map(str::to_owned), event }),
        ..Clause::new(ClauseKind::Relative)
    }
}

/// `khi có yêu cầu`, `trước mùa mưa`, `các đợt thi`, `sau lễ kỷ niệm 15 ngày`
pub(super) fn conditional(r: &Reader, at: usize) -> Option<(Clause, usize)> {
    let w = &r.words;
    let (i, word) = w.any(at, &WHEN).or_else(|| w.any(at, &OCCASIONS).map(|(_, word)| (at, word)))?;
    if inside_word(w, at, i, word) {
        return None;
    }
    let stop = r.stop(i);
    // A time of the calendar whose year nobody knows.
    if printed(w, i).is_some() && !OCCASIONS.contains(&word) || stop == i && word != "đột xuất" {
        return None;
    }
    // An amount at the end: so long before or after the event.
    let tail = (i..stop).find(|t| amount(w, *t).is_some_and(|a| a.2 == stop) && *t > i);
    if let Some(tail) = tail.filter(|_| word.contains("sau") || word.contains("trước")) {
        let (n, unit, _) = amount(w, tail)?;
        let mut out = clause(Some(n), Some(unit), w.slice(i, tail));
        out.bound = word.contains("trước").then_some(Bound::Before);
        return Some((out, stop));
    }
    if word.contains("sau") {
        return Some((clause(None, None, w.slice(i, stop)), stop));
    }
    let mut out = Clause::new(ClauseKind::Conditional);
    out.bound = word.starts_with("trước").then_some(Bound::Before);
    // `trước, trong và sau Tết`
    let whole = word == "đột xuất" || w.word(i) == ",";
    out.condition = Some(w.slice(if whole { at } else { i }, stop).to_owned());
    Some((out, stop))
}

/// Whether a word is a part of a longer one that says nothing of when: `nhiệm vụ`, `dịch vụ`, `Sở Nội vụ`; `trước mắt`.
fn inside_word(w: &Words, at: usize, end: usize, word: &str) -> bool {
    const CROPS: [&str; 12] = ["đông", "xuân", "hè", "thu", "mùa", "chiêm", "lúa", "sản", "nuôi", "gieo", "thả", "đầu"];
    const LONGER: [&str; 8] = ["mắt", "đây", "đó", "tiên", "này", "hết", "hơn", "đại"];
    const BEFORE: [&str; 9] = ["năm", "kỳ", "phía", "về", "như", "lần", "đi", "vỉa", "quý"];
    let before = at.checked_sub(1).map_or("", |i| w.word(i));
    match word {
        "vụ" => !CROPS.contains(&w.word(end)),
        // `sau Đại hội XIV`, not `sau đại học`.
        "trước" | "sau" if w.word(end) == "đại" => w.word(end + 1) == "học",
        "trước" | "sau" => LONGER.contains(&w.word(end)) || BEFORE.contains(&before),
        "hè" => BEFORE.contains(&before),
        _ => false,
    }
}

/// `theo Kế hoạch riêng`, `theo lộ trình của Bộ Công an`
pub(super) fn reference(r: &Reader, at: usize) -> Option<(Clause, usize)> {
    let w = &r.words;
    let (i, word) = w.any(at, &BY)?;
    // `tại xã Bắc Hà` names a place, `tại Quyết định số …` a paper.
    if word == "tại" && !r.names_paper(i) {
        return None;
    }
    // `các năm tiếp theo`
    if word == "theo" && at > 0 && w.word(at - 1) == "tiếp" {
        return None;
    }
    let stop = if word == "nt" || word == "như trên" { i } else { r.stop(i) };
    let named = w.slice(if stop > i { i } else { at }, stop).trim_end_matches([':', ' ']);
    let clause = Clause { reference: Some(named.to_owned()), ..Clause::new(ClauseKind::ByReference) };
    (!named.is_empty() && recurring(w, at).is_none()).then_some((clause, stop))
}
