//! Which lines of a table's body begin with the number of a row: the best chain of labels.
//!
//! A digit alone on a line can be a row's number, a page number or the rest of a sentence. What tells is the order: labels
//! that count on (`1.3` → `1.4`, `2` → `2.1`, `I` → `II`) are taken, those that fit nowhere are not. A beam of hypotheses,
//! each with its open levels, is scored over the whole body.

use super::titles::is_capitals;
use crate::lexicon::{Label, LabelKind, breaks_off, parse_label, split_label};

/// Hypotheses kept at each candidate: levels nest two or three deep, each may be open or not.
const BEAM: usize = 24;

/// A line that begins a row or a section.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Anchor {
    /// Index of the line in the body.
    pub(super) at: usize,
    pub(super) label: Label,
    /// Bytes of the line that are the label.
    pub(super) bytes: usize,
    /// The next anchor is a part of this one (`2` before `2.1`) or restarts under it (`I` before `1`).
    pub(super) opens: bool,
}

struct Candidate {
    anchor: Anchor,
    /// How much it looks like a row's number by itself.
    base: f32,
    alone: bool,
}

#[derive(Clone, Default)]
struct Chain {
    score: f32,
    levels: Vec<Label>,
    /// Last plain numbers of levels that are closed: numbers may run on over sections.
    closed: Vec<u32>,
    /// Last label taken, in the arena of (label before it, candidate, whether the candidate begins the parts of that).
    tail: Option<usize>,
    /// Its candidate.
    last: Option<usize>,
}

/// A line of the body as far as it matters here.
pub(super) struct BodyText<'a> {
    pub(super) text: &'a str,
    /// A blank line or a page break stands before it.
    pub(super) apart: bool,
    /// A page break stands before it.
    pub(super) breaks: bool,
}

/// What numbers a table has.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Numbers {
    /// It has no number column: only section labels are looked for.
    None,
    /// A number column.
    Plain,
    /// A number column that holds the letters of parts too: `a) …` may begin a row.
    Letters,
}

/// Finds the anchors.
pub(super) fn anchors(body: &[BodyText], numbers: Numbers) -> Vec<Anchor> {
    let candidates: Vec<Candidate> = (0..body.len()).filter_map(|i| candidate(body, i, numbers)).collect();
    let mut beam = vec![Chain::default()];
    let mut arena: Vec<(Option<usize>, usize, bool)> = Vec::new();
    for (n, candidate) in candidates.iter().enumerate() {
        let mut next: Vec<Chain> = Vec::with_capacity(beam.len() * 2);
        for chain in beam {
            let mut skipped = chain.clone();
            skipped.score -= if candidate.alone { 1.5 } else { 0.0 };
            if chain.last.is_some_and(|l| begins_parts(&candidates[l].anchor, &candidate.anchor)) {
                let mut nested = chain.clone();
                nested.score += candidate.base + NESTED;
                nested.levels.push(candidate.anchor.label.clone());
                arena.push((nested.tail, n, true));
                next.push(Chain { tail: Some(arena.len() - 1), last: Some(n), ..nested });
            }
            let mut taken = chain;
            taken.score += candidate.base + take(&mut taken, &candidate.anchor.label);
            arena.push((taken.tail, n, false));
            next.push(Chain { tail: Some(arena.len() - 1), last: Some(n), ..taken });
            next.push(skipped);
        }
        next.sort_by(|a, b| b.score.total_cmp(&a.score));
        next.truncate(BEAM);
        beam = next;
    }
    let mut tail = beam.first().and_then(|c| c.tail);
    let mut out: Vec<(Anchor, bool)> = Vec::new();
    while let Some((before, n, nested)) = tail.map(|t| arena[t]) {
        out.push((candidates[n].anchor.clone(), nested));
        tail = before;
    }
    out.reverse();
    for i in 1..out.len() {
        out[i - 1].0.opens = out[i].1 || is_under(&out[i].0.label, &out[i - 1].0.label);
    }
    out.into_iter().map(|(anchor, _)| anchor).collect()
}

/// A plain number under a plain number: seldomer than one that counts on.
const NESTED: f32 = 1.0;
/// Between a section's label and that of its first row stand at most so many lines of its title.
const TITLE_LINES: usize = 3;

/// Whether a number that begins anew stands directly under the title of another: `1 Chuẩn bị` ⏎ `1`.
fn begins_parts(above: &Anchor, label: &Anchor) -> bool {
    let plain = |a: &Anchor| a.label.kind == LabelKind::Arabic;
    plain(above) && plain(label) && label.label.value == 1 && (1..=TITLE_LINES).contains(&(label.at - above.at))
}

fn candidate(body: &[BodyText], at: usize, numbers: Numbers) -> Option<Candidate> {
    let BodyText { text, apart, breaks } = body[at];
    let (label, bytes, mut base, alone) = match (parse_label(text), split_label(text)) {
        (Some(label), _) => {
            // A number alone has a text behind it, and none with the same number.
            let next_small = body
                .get(at + 1)
                .is_some_and(|l| begins_small(l.text) || split_label(l.text).is_some_and(|(next, _)| next == label));
            (label, text.len(), if next_small { -1.0 } else { 1.0 }, true)
        }
        (None, Some((label, rest))) => {
            let base = match label.kind {
                // "A Lưới" is a place: a letter before small letters wants a mark behind it.
                LabelKind::Upper if !is_closed(text, &label) && !is_capitals(rest) => -2.0,
                LabelKind::Roman | LabelKind::Upper => 0.5,
                LabelKind::Dotted => -0.3,
                LabelKind::Arabic => -0.8,
                LabelKind::Lower if numbers == Numbers::Letters => -0.3,
                // A list inside a cell, as a rule.
                LabelKind::Lower => return None,
            };
            let bytes = text.len() - rest.len();
            (label, bytes, if begins_small(rest) { base - 3.0 } else { base }, false)
        }
        _ => return None,
    };
    if numbers == Numbers::None && !matches!(label.kind, LabelKind::Roman | LabelKind::Upper) {
        return None;
    }
    base += if apart { 0.5 } else { 0.0 };
    if at > 0 && !breaks && breaks_off(body[at - 1].text) {
        // "6 tháng, cả" ⏎ "năm" can end a cell; a number with a text of its own behind it is then rather a row's.
        base -= if alone { 4.0 } else { 2.0 };
    }
    Some(Candidate { anchor: Anchor { at, label, bytes, opens: false }, base, alone })
}

fn is_closed(text: &str, label: &Label) -> bool {
    text[label.text.len()..].trim_start().starts_with(['.', ')', '-', '–', ':', '/'])
}

fn begins_small(text: &str) -> bool {
    text.chars().next().is_some_and(|c| c.is_lowercase() || matches!(c, ',' | ';' | '%' | ')'))
}

/// Takes a label into a chain: how well it counts on.
fn take(chain: &mut Chain, label: &Label) -> f32 {
    let prefix = |l: &Label| l.text.rsplit_once('.').map(|(p, _)| p.to_owned()).unwrap_or_default();
    let own = prefix(label);
    let like = |l: &Label| l.kind == label.kind && prefix(l) == own;
    let follows = chain.levels.iter().rposition(|l| like(l) && l.value + 1 == label.value);
    let same = chain.levels.iter().rposition(like);
    let runs_on = label.kind == LabelKind::Arabic && chain.closed.iter().any(|n| n + 1 == label.value);
    let score = match (follows, same) {
        (Some(at), _) => {
            close(chain, at + 1);
            chain.levels.truncate(at);
            step(label.value - 1, label.value)
        }
        (None, _) if runs_on => {
            chain.closed.retain(|n| n + 1 != label.value);
            2.5
        }
        (None, Some(at)) => {
            let before = chain.levels[at].value;
            close(chain, at + 1);
            chain.levels.truncate(at);
            step(before, label.value)
        }
        (None, None) if label.kind == LabelKind::Dotted => match chain.levels.iter().rposition(|l| l.text == own) {
            Some(at) => {
                close(chain, at + 1);
                step(0, label.value)
            }
            // `1.1` without a `1` above it: a table can begin so.
            None => {
                chain.levels.retain(|l| l.kind != LabelKind::Dotted);
                if label.value == 1 { 0.0 } else { -3.0 }
            }
        },
        // Sections that begin after the rows have begun are rare.
        (None, None) if label.value == 1 => match label.kind {
            LabelKind::Roman | LabelKind::Upper
                if !chain.levels.is_empty() && chain.levels[0].kind == LabelKind::Arabic =>
            {
                -1.0
            }
            _ => 1.5,
        },
        (None, None) => -4.0,
    };
    // Letters and Roman numerals stand above plain numbers, never under them.
    let under = matches!(label.kind, LabelKind::Roman | LabelKind::Upper)
        && chain.levels.iter().any(|l| matches!(l.kind, LabelKind::Arabic | LabelKind::Dotted));
    if under {
        let first = chain.levels.iter().position(|l| matches!(l.kind, LabelKind::Arabic | LabelKind::Dotted));
        close(chain, first.unwrap_or_default());
    }
    chain.levels.push(label.clone());
    score
}

/// Closes the levels from one on; plain numbers may run on later.
fn close(chain: &mut Chain, from: usize) {
    let gone = chain.levels.drain(from..).filter(|l| l.kind == LabelKind::Arabic).map(|l| l.value);
    chain.closed.extend(gone);
    // More than a few are never waited for.
    let old = chain.closed.len().saturating_sub(4);
    chain.closed.drain(..old);
}

fn step(before: u32, value: u32) -> f32 {
    match value {
        v if v == before + 1 => 3.0,
        v if v > before + 1 && v <= before + 3 => -1.0,
        // A restart without a label between: an unnumbered heading may stand there.
        1 if before > 1 => -1.5,
        _ => -4.0,
    }
}

/// Whether a label begins the parts of another: `2.1` under `2`, `1` under `I` or `A`.
fn is_under(label: &Label, above: &Label) -> bool {
    match label.kind {
        LabelKind::Dotted => label.text.rsplit_once('.').is_some_and(|(p, _)| p == above.text),
        LabelKind::Arabic => matches!(above.kind, LabelKind::Roman | LabelKind::Upper),
        LabelKind::Roman => above.kind == LabelKind::Upper && label.value == 1,
        LabelKind::Upper => above.kind == LabelKind::Roman && label.value == 1,
        // Parts of a row that may have cells of its own.
        LabelKind::Lower => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(texts: &[&str]) -> Vec<String> {
        let body: Vec<BodyText> = texts.iter().map(|text| BodyText { text, apart: false, breaks: false }).collect();
        anchors(&body, Numbers::Plain).into_iter().map(|a| a.label.text).collect()
    }

    #[test]
    fn numbers_that_count_on_are_taken_and_others_are_not() {
        let body = [
            "A. NHÓM THAM MƯU",
            "1",
            "Điều tra cơ bản",
            "2",
            "Theo dõi 53",
            "53 DVC thiết yếu",
            "2",
            "3",
            "Có cơ chế",
            "B. NHÓM TRIỂN KHAI",
            "1 Về pháp lý",
            "1.1",
            "Rà soát",
            "1.2",
            "Kết nối",
            "2 huyện Hiệp Hòa",
            "2 Phục vụ",
            "2.1",
            "Đổi mới",
        ];
        assert_eq!(found(&body), ["A", "1", "2", "3", "B", "1", "1.1", "1.2", "2", "2.1"]);
    }

    #[test]
    fn numbers_may_stand_under_numbers() {
        let body = ["I", "Một", "1 Chuẩn bị", "1", "Rà soát", "2", "Công bố", "2 Thực hiện", "1", "Tập huấn"];
        assert_eq!(found(&body), ["I", "1", "1", "2", "2", "1"]);
    }

    #[test]
    fn numbers_may_run_on_over_sections() {
        assert_eq!(
            found(&["I Chuẩn bị", "1", "Một", "II Thực hiện", "2", "Hai", "XIV", "3", "Ba"]),
            ["I", "1", "II", "2", "3"]
        );
    }
}
