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
    fn every_line_of_the_data_is_read() {
        assert_eq!(PHRASES.len(), include_str!("column_names.csv").lines().count() - 1);
    }
}
