//! Headings that say who: a word for a body or a person, and what it does.
//!
//! `Bộ phận phụ trách`, `Ban, đơn vị tham gia`, `Người cùng thực hiện`: offices put the same few words together in ever new
//! ways, so the words are data and the way they go together is a rule.

use std::sync::LazyLock;

use super::fold;
use crate::model::Role;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A body or a person.
    Who,
    /// What may stand between the two.
    Filler,
    /// What the one in charge does.
    Lead,
    /// What those who help do.
    Partner,
}

/// Words and kind, the longest first.
static WORDS: LazyLock<Vec<(Vec<&str>, Kind)>> = LazyLock::new(|| {
    let mut all: Vec<(Vec<&str>, Kind)> = include_str!("who_words.csv").lines().skip(1).filter_map(parse).collect();
    all.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    all
});

fn parse(line: &'static str) -> Option<(Vec<&'static str>, Kind)> {
    let (words, kind) = line.split_once(',')?;
    let kind = match kind {
        "who" => Kind::Who,
        "filler" => Kind::Filler,
        "lead" => Kind::Lead,
        "partner" => Kind::Partner,
        _ => return None,
    };
    Some((words.split(' ').collect(), kind))
}

/// What such a heading says, so far as it was read.
pub(super) struct Who {
    /// Lead or partner; `None`: only a body is named, and what it does is not known.
    pub(super) role: Option<Role>,
    /// Length in bytes of what was understood, folded.
    pub(super) strength: usize,
    /// Nothing is left over.
    pub(super) whole: bool,
    /// Words left over: behind a heading few, behind the beginning of a sentence many.
    pub(super) left: usize,
}

/// Reads a heading as body and deed; `None` where it does not begin with a body.
pub(super) fn who(text: &str) -> Option<Who> {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').filter(|w| !w.is_empty()).collect();
    let mut at = 0;
    let mut role = None;
    while let Some((n, kind)) = next(&words[at..], at == 0) {
        at += n;
        if let Some(found) = kind {
            role = Some(found);
            break;
        }
    }
    (at > 0).then(|| Who {
        role,
        strength: words[..at].iter().map(|w| w.len() + 1).sum::<usize>().saturating_sub(1),
        whole: at == words.len(),
        left: words.len() - at,
    })
}

/// The next words of the list: how many, and the role where they are a deed. A heading begins with a body.
fn next(words: &[&str], first: bool) -> Option<(usize, Option<Role>)> {
    let fits = |(own, kind): &&(Vec<&str>, Kind)| words.starts_with(own) && (!first || *kind == Kind::Who);
    WORDS.iter().find(fits).map(|(own, kind)| {
        let role = match kind {
            Kind::Who | Kind::Filler => None,
            Kind::Lead => Some(Role::Lead),
            Kind::Partner => Some(Role::Partner),
        };
        (own.len(), role)
    })
}

/// Whether a heading names a body and nothing else.
#[must_use]
pub fn names_only_someone(header: &str) -> bool {
    who(header).is_some_and(|w| w.whole && w.role.is_none())
}

/// Whether a heading names a body: what stands below it may be read from its cells.
#[must_use]
pub fn names_someone(header: &str) -> bool {
    who(header).is_some_and(|w| w.whole || w.role.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_and_what_it_does() {
        let role = |text| who(text).and_then(|w| w.role);
        for lead in ["Bộ phận phụ trách", "Người thực hiện chính", "Ban, đơn vị phụ trách", "Phòng chuyên môn chủ trì"]
        {
            assert_eq!(role(lead), Some(Role::Lead), "{lead}");
        }
        for partner in ["Ban, đơn vị tham gia", "Cơ quan cùng thực hiện", "Bộ phận hỗ trợ", "Người phối hợp"]
        {
            assert_eq!(role(partner), Some(Role::Partner), "{partner}");
        }
        for other in ["Đơn vị tính", "Cơ quan thẩm định", "Ban hành văn bản", "Phối hợp", "Số tiền"]
        {
            assert_eq!(role(other), None, "{other}");
        }
    }

    #[test]
    fn every_line_of_the_data_is_read() {
        assert_eq!(WORDS.len(), include_str!("who_words.csv").lines().count() - 1);
    }
}
