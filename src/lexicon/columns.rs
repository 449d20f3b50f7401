//! Header wordings → roles, by data.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::fold;
use super::who::who;
use crate::model::Role;

/// Words that a heading may have behind the body and its deed.
const LEFT: usize = 2;

/// How a header text matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeaderMatch {
    /// The meaning of the column.
    pub role: Role,
    /// Length in bytes of the folded phrase that matched: longer is surer.
    pub strength: usize,
}

struct Phrase {
    folded: &'static str,
    role: Role,
    exact: bool,
}

static PHRASES: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    let mut phrases: Vec<Phrase> = include_str!("column_names.csv").lines().skip(1).filter_map(parse).collect();
    phrases.sort_by_key(|p| std::cmp::Reverse(p.folded.len()));
    phrases
});

fn parse(line: &'static str) -> Option<Phrase> {
    let mut parts = line.split(',');
    let (folded, role, kind) = (parts.next()?, parts.next()?, parts.next()?);
    let role = match role {
        "number" => Role::Number,
        "task" => Role::Task,
        "lead" => Role::Lead,
        "partner" => Role::Partner,
        "deadline" => Role::Deadline,
        "product" => Role::Product,
        "budget" => Role::Budget,
        "note" => Role::Note,
        "basis" => Role::Basis,
        "code" => Role::Code,
        _ => return None,
    };
    Some(Phrase { folded, role, exact: kind == "exact" })
}

/// The meaning of a header text, by the longest wording it begins with, or by the body it names and what that does.
#[must_use]
pub fn match_header(text: &str) -> Option<HeaderMatch> {
    let folded = fold(text);
    let begins = |p: &&Phrase| {
        folded == p.folded || (!p.exact && folded.strip_prefix(p.folded).is_some_and(|rest| rest.starts_with(' ')))
    };
    let listed = PHRASES.iter().find(begins).map(|p| HeaderMatch { role: p.role, strength: p.folded.len() });
    let built = || {
        let found = who(text).filter(|w| w.left <= LEFT)?;
        Some(HeaderMatch { role: found.role?, strength: found.strength })
    };
    listed.or_else(built)
}

/// Which end of a task's time a column of times holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TimeEnd {
    /// Where it begins, or a day that no longer holds: `Thời gian bắt đầu`, `Thời hạn cũ`.
    Start,
    /// The heading does not say.
    Unsaid,
    /// Where it ends: `Thời gian hoàn thành`.
    End,
    /// By when it has to end, or the day that holds now: `Hạn xử lý`, `Thời hạn điều chỉnh`.
    Limit,
}

/// Folded words of headings that tell it; the last line that fits counts.
const ENDS: [(&str, TimeEnd); 22] = [
    ("hoan thanh", TimeEnd::End),
    ("ket thuc", TimeEnd::End),
    ("den ngay", TimeEnd::End),
    ("xong", TimeEnd::End),
    ("han", TimeEnd::Limit),
    ("thoi han", TimeEnd::Limit),
    ("han xu ly", TimeEnd::Limit),
    ("bat dau", TimeEnd::Start),
    ("khoi cong", TimeEnd::Start),
    ("tu ngay", TimeEnd::Start),
    ("giao", TimeEnd::Start),
    ("nhan", TimeEnd::Start),
    ("cu", TimeEnd::Start),
    ("truoc day", TimeEnd::Start),
    ("ban dau", TimeEnd::Start),
    ("da giao", TimeEnd::Start),
    ("theo ke hoach", TimeEnd::Start),
    ("da dieu chinh", TimeEnd::Limit),
    ("dieu chinh", TimeEnd::Limit),
    ("gia han", TimeEnd::Limit),
    ("moi", TimeEnd::Limit),
    ("lui han", TimeEnd::Limit),
];

/// Which end of a task's time a heading names.
#[must_use]
pub fn time_end(text: &str) -> TimeEnd {
    let folded = format!(" {} ", fold(text));
    let last = ENDS.iter().rev().find(|e| folded.contains(&format!(" {} ", e.0)));
    last.map_or(TimeEnd::Unsaid, |e| e.1)
}

/// Whether a heading is a time of the calendar, as over the columns of a chart of bars: `Quý I`, `T6`, `2025`.
#[must_use]
pub fn is_calendar_heading(text: &str) -> bool {
    let folded = fold(text);
    let (unit, number) = folded.rsplit_once(' ').unwrap_or(("", &folded));
    let number = number.strip_prefix(['t', 'q']).unwrap_or(number);
    let year = number.len() == 4 && number.starts_with("20") && number.bytes().all(|b| b.is_ascii_digit());
    let short = number.len() <= 2 && number.bytes().all(|b| b.is_ascii_digit());
    let roman = matches!(number, "i" | "ii" | "iii" | "iv");
    let unit_fits = unit.is_empty() || ["quy", "thang", "nam", "tuan"].contains(&unit);
    !number.is_empty() && unit_fits && (year || short || roman)
}

/// The meaning of the wording that a text is the beginning of (`Cơ quan phối` of `Cơ quan phối hợp`), or that it begins with.
#[must_use]
pub fn header_start(text: &str) -> Option<Role> {
    let folded = fold(text);
    if let Some(found) = match_header(text) {
        return Some(found.role);
    }
    let begun = |p: &&Phrase| !folded.is_empty() && p.folded.strip_prefix(&folded).is_some_and(|r| r.starts_with(' '));
    let built = || who(text).filter(|w| w.whole).map(|_| Role::Lead);
    PHRASES.iter().rev().find(begun).map(|p| p.role).or_else(built)
}

/// Whether a folded text is the beginning of a longer wording.
#[must_use]
pub fn is_header_start(folded: &str) -> bool {
    PHRASES.iter().any(|p| p.folded.strip_prefix(folded).is_some_and(|r| r.starts_with(' ')))
}

/// The words of all wordings.
static WORDS: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| PHRASES.iter().flat_map(|p| p.folded.split(' ')).collect());

/// Whether a folded word is one of a known wording.
#[must_use]
pub fn is_header_word(folded: &str) -> bool {
    WORDS.contains(folded)
}

/// The meanings of a row of texts, `None` where unknown.
pub fn header_roles<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<Option<Role>> {
    texts.into_iter().map(|t| match_header(t).map(|m| m.role)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wordings_of_real_papers() {
        let roles =
            header_roles(["STT", "Nội dung, nhiệm vụ cụ thể", "Đơn vị \nchủ trì", "Phối hợp", "THỜI HẠN", "Màu sắc"]);
        assert_eq!(
            roles,
            [Some(Role::Number), Some(Role::Task), Some(Role::Lead), Some(Role::Partner), Some(Role::Deadline), None]
        );
    }

    #[test]
    fn a_wording_may_go_on_in_the_next_line() {
        assert_eq!(header_start("Cơ quan phối"), Some(Role::Partner));
        assert_eq!(header_start("Thời gian thực"), Some(Role::Deadline));
        assert_eq!(header_start("hợp"), None);
    }

    #[test]
    fn a_sentence_is_no_heading() {
        assert!(match_header("Tổ chức thực hiện Tết trồng cây").is_none());
        assert!(match_header("Bộ phận chuyên môn thực hiện rà soát hồ sơ dự án").is_none());
        assert_eq!(match_header("Bộ phận hỗ trợ").map(|m| m.role), Some(Role::Partner));
    }

    #[test]
    fn the_end_of_a_time_that_a_heading_names() {
        for (text, end) in [
            ("Thời gian bắt đầu", TimeEnd::Start),
            ("Thời gian kết thúc", TimeEnd::End),
            ("Ngày hoàn thành", TimeEnd::End),
            ("Hạn xử lý", TimeEnd::Limit),
            ("Thời hạn cũ", TimeEnd::Start),
            ("Thời hạn điều chỉnh", TimeEnd::Limit),
            ("Thời gian trình", TimeEnd::Unsaid),
        ] {
            assert_eq!(time_end(text), end, "{text}");
        }
    }

    #[test]
    fn headings_of_a_chart() {
        assert!(["Quý I", "Tháng 6", "T6", "2025", "Năm 2026", "IV"].iter().all(|t| is_calendar_heading(t)));
        assert!(["Kết thúc", "Quý", "Năm học", "Thời gian", ""].iter().all(|t| !is_calendar_heading(t)));
    }

    #[test]
    fn every_line_of_the_data_is_read() {
        assert_eq!(PHRASES.len(), include_str!("column_names.csv").lines().count() - 1);
    }
}
