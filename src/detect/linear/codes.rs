//! Rows that are no plain run of numbers: codes in the place of numbers, and two counters side by side.

use std::collections::BTreeMap;

use super::anchors::{Anchor, BodyText};
use crate::lexicon::{Label, LabelKind, parse_label};

/// Codes of one form that make a column of codes.
const CODES: usize = 3;

/// The lines that begin with a code (`KH05_N01.1`) of the form that most such lines have.
pub(super) fn coded(body: &[BodyText]) -> Vec<Anchor> {
    let codes: Vec<(usize, &str)> = (body.iter().enumerate())
        .filter_map(|(at, line)| line.text.split_whitespace().next().filter(|w| is_code(w)).map(|w| (at, w)))
        .collect();
    let mut stems: BTreeMap<&str, usize> = BTreeMap::new();
    codes.iter().for_each(|(_, code)| *stems.entry(stem(code)).or_default() += 1);
    let Some((most, count)) = stems.into_iter().max_by_key(|(_, n)| *n) else { return Vec::new() };
    let own = codes.into_iter().filter(|(_, code)| count >= CODES && stem(code) == most);
    own.map(|(at, code)| {
        let label = Label { kind: LabelKind::Dotted, text: code.to_owned(), value: 0 };
        Anchor { at, label, bytes: code.len(), opens: false }
    })
    .collect()
}

/// Capitals and figures without a space.
fn is_code(word: &str) -> bool {
    let form = |c: char| c.is_ascii_digit() || c.is_uppercase() || matches!(c, '.' | '_' | '-');
    word.chars().all(form)
        && word.starts_with(char::is_uppercase)
        && word.contains(|c: char| c.is_ascii_digit())
        && word.len() > 2
}

/// What stands before the first figure.
fn stem(code: &str) -> &str {
    code.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default()
}

/// The labels of a table with two counters: one runs on over all rows (`TT`), the other counts groups and their parts
/// (`Chi tiết`: `1`, `a)`, `b)`, `2`). A group of parts has the second only.
pub(super) fn counted_twice(body: &[BodyText]) -> Vec<Anchor> {
    let mut out = Vec::new();
    let (mut total, mut group, mut part) = (0, 0, 0);
    for (at, line) in body.iter().enumerate() {
        let Some((first, rest)) = begins_with_label(line.text).filter(|l| l.0.kind == LabelKind::Arabic) else {
            continue;
        };
        let below = || body.get(at + 1).map_or("", |l| l.text);
        let second = begins_with_label(if rest.is_empty() { below() } else { rest });
        let fits = |l: &Label| match l.kind {
            LabelKind::Lower => l.value == part + 1,
            LabelKind::Arabic => l.value == group + 1,
            _ => false,
        };
        let bytes = match second {
            Some((label, behind)) if first.value == total + 1 && fits(&label) => {
                total += 1;
                (group, part) = if label.kind == LabelKind::Lower { (group, part + 1) } else { (group + 1, 0) };
                line.text.len() - if rest.is_empty() { 0 } else { behind.len() }
            }
            _ if first.value == group + 1 => {
                (group, part) = (group + 1, 0);
                line.text.len() - rest.len()
            }
            _ => continue,
        };
        out.push(Anchor { at, label: first, bytes, opens: false });
    }
    out
}

/// The label that a text is or begins with, and what stands behind it.
pub(super) fn begins_with_label(text: &str) -> Option<(Label, &str)> {
    let (head, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    Some((parse_label(head)?, rest.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body<'a>(texts: &[&'a str]) -> Vec<BodyText<'a>> {
        texts.iter().map(|text| BodyText { text, apart: false, breaks: false }).collect()
    }

    #[test]
    fn codes_of_one_form_begin_rows() {
        let texts = ["A1_N01 Rà soát", "Nghị định", "A1_N01.1 Công bố", "QCVN 01", "A1_N02", "Tập huấn"];
        let at: Vec<usize> = coded(&body(&texts)).iter().map(|a| a.at).collect();
        assert_eq!(at, [0, 2, 4]);
        assert!(coded(&body(&["A1 Rà soát", "A2 Công bố"])).is_empty());
    }

    #[test]
    fn two_counters() {
        let texts = ["1 Tổ chức lại", "1 a) Rà soát", "5 giờ", "2", "b)", "Công bố", "3 2 Ban hành", "3 Mở tuyến"];
        let found: Vec<(usize, usize)> = counted_twice(&body(&texts)).iter().map(|a| (a.at, a.bytes)).collect();
        assert_eq!(found, [(0, 2), (1, 5), (3, 1), (6, 4), (7, 2)]);
    }
}
