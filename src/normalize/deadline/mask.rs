//! Times that are no deadlines: the day of a paper or a meeting, the year something is compared with.

use std::ops::Range;

use super::series::printed;
use super::token::Words;
use crate::lexicon::{document_kind_of, document_kind_starting, key};
use crate::model::Precision;

/// Words that may stand between the kind of a paper and its day.
const NAME: usize = 14;
/// Words behind which a paper or a meeting is one that there is.
const GIVEN: [&str; 9] = ["theo", "căn cứ", "thực hiện", "tại", "sau", "kết luận", "thay", "thay thế", "đã có"];
const MEETINGS: [&str; 6] = ["cuộc họp", "phiên họp", "hội nghị", "buổi làm việc", "kỳ họp", "buổi họp"];
/// Kinds that are deeds too: `Báo cáo ngày 15/12`, and what is told by its body: `Chỉ đạo của …`.
const DEEDS: [&str; 4] = ["Báo cáo", "Thông báo", "Hướng dẫn", "Kết luận"];
/// Words behind which a paper is one that shall be made.
const MADE: [&str; 11] =
    ["ban hành", "trình", "xây dựng", "hoàn thành", "ký", "phê duyệt", "gửi", "nộp", "công bố", "lập", "tham mưu"];
/// Words between a paper and a day that is none of the paper.
const APART: [&str; 14] =
    ["trước", "trong", "hoàn", "chậm", "đến", "hạn", "xong", "vào", "từ", ";", ":", ",", "\n", "muộn"];

/// Which words name papers: those of the citations (`cited`, in bytes) and the days of papers without a number.
pub(super) fn masked(w: &Words, cited: &[Range<usize>]) -> Vec<bool> {
    let mut out: Vec<bool> = w.tokens.iter().map(|t| cited.iter().any(|c| c.contains(&t.at.start))).collect();
    for at in 0..w.len() {
        for range in day_of_paper(w, at).into_iter().chain(compared(w, at)) {
            out[range].fill(true);
        }
    }
    out
}

/// One past the kind of a paper that is named at a word, and the kind: `Công văn`, `QĐ`.
pub(super) fn paper(w: &Words, at: usize) -> Option<(usize, &'static str)> {
    const WORDS: usize = 4;
    let keys: Vec<String> = w.tokens.iter().skip(at).take(WORDS).map(|t| key(t.text)).collect();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let short = || {
        let text = w.tokens.get(at)?.text;
        let capitals = text.chars().count() > 1 && text.chars().all(char::is_uppercase);
        document_kind_of(text).filter(|_| capitals).map(|k| (at + 1, k.name))
    };
    document_kind_starting(&keys).map(|(n, k)| (at + n, k.name)).or_else(short)
}

/// `Công văn 123 ngày 12/3/2025`, `Tờ trình ngày 05/02/2025`, `kết luận tại cuộc họp ngày 10/02/2025`: the day's words.
fn day_of_paper(w: &Words, at: usize) -> Option<Range<usize>> {
    let (end, kind) = paper(w, at)
        .or_else(|| w.any(at, &MEETINGS))
        .or_else(|| w.any(at, &["chỉ đạo của", "ý kiến của", "kết luận của"]))?;
    let day = (end..(end + NAME).min(w.len()))
        .take_while(|i| !APART.contains(&w.word(*i)))
        .find(|i| w.word(*i) == "ngày" && w.figure(i + 1).is_some())?;
    let (series, stop) = printed(w, day)?;
    if series.points.len() != 1 || series.precision() != Precision::Day || series.points[0].year.is_none() {
        return None;
    }
    let before =
        |phrases: &[&'static str]| (at.saturating_sub(3)..at).any(|i| w.any(i, phrases).is_some_and(|f| f.0 == at));
    let given = (0..at).any(|i| w.any(i, &GIVEN).is_some());
    let of = w.word(stop) == "của" || (end..day).any(|i| w.word(i) == "của");
    let known = given || of || kind.ends_with(" của");
    let sure = if DEEDS.contains(&kind) || MEETINGS.contains(&kind) { known } else { !before(&MADE) };
    sure.then_some(day..stop)
}

/// `so với cùng kỳ năm 2024`, `Kế hoạch năm 2025 của UBND tỉnh`: a year that nothing is to be done in.
fn compared(w: &Words, at: usize) -> Option<Range<usize>> {
    if let Some(i) = w.any(at, &["thay vì", "thay cho", "thay vì vào"]).map(|f| f.0) {
        return printed(w, i).map(|p| i..p.1);
    }
    // `Đại hội Đảng bộ tỉnh nhiệm kỳ 2025 - 2030`: a part of a name.
    let named = at.checked_sub(1).map_or("", |i| w.word(i)).chars().all(char::is_alphabetic);
    let term = w
        .phrase(at, "nhiệm kỳ")
        .filter(|_| named && at > 0 && !matches!(w.word(at - 1), "trong" | "cả" | "hết" | "đến"));
    if let Some(i) = term {
        return printed(w, i).map(|p| at..p.1);
    }
    let paper = paper(w, at).map(|p| p.0).filter(|_| !(at > 0 && MADE.contains(&w.word(at - 1))));
    let with = w.any(at, &["so với", "so với cùng kỳ", "cùng kỳ", "cùng kỳ của"]).map(|f| f.0);
    let i = with.or(paper)?;
    let (series, end) = printed(w, i).filter(|s| s.0.points.iter().all(|p| p.is_year()))?;
    let own = with.is_some() && series.points.len() == 1 || w.word(end) == "của";
    own.then_some(i..end)
}
