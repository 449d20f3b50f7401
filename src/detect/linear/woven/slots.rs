//! The rows that may stand on a page: those whose numbers are printed, and places for such as have none.

use super::super::anchors::Anchor;
use crate::lexicon::{LabelKind, parse_label};

/// Places for rows without a number between two numbers: a heading and a row.
const GAPS: usize = 2;
/// And where hardly a row has one.
const UNNUMBERED: usize = 12;

/// A place for a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Slot {
    /// The rest of the last row of the page before.
    Carry,
    /// A row with a printed number.
    Numbered {
        /// Index of its anchor.
        anchor: usize,
        /// Its label opens a section.
        title: bool,
    },
    /// A row or a heading without a number.
    Gap,
}

impl Slot {
    /// It holds a section's title, as far as its label tells.
    pub(super) fn is_title(self) -> bool {
        matches!(self, Self::Numbered { title: true, .. })
    }

    /// It has a number and opens no section.
    pub(super) fn is_item(self) -> bool {
        matches!(self, Self::Numbered { title: false, .. })
    }
}

/// Adds the letters and Roman numerals that stand alone on a line and count on, which a chain by levels does not take
/// (`III` runs on under `B`), and tells the numbers that open a section though their rows run on (`12`, `1`, `13`).
pub(super) fn complete(anchors: &mut Vec<Anchor>, texts: &[&str]) {
    let upper = |k: LabelKind| matches!(k, LabelKind::Roman | LabelKind::Upper);
    for (at, text) in texts.iter().enumerate() {
        let Some(label) = parse_label(text).filter(|l| upper(l.kind)) else { continue };
        let n = anchors.partition_point(|a| a.at < at);
        if anchors.get(n).is_some_and(|a| a.at == at) {
            continue;
        }
        let before = anchors[..n].iter().rev().find(|a| a.label.kind == label.kind).map_or(0, |a| a.label.value);
        let after = anchors[n..].iter().find(|a| a.label.kind == label.kind).map(|a| a.label.value);
        if label.value == before + 1 && after.is_none_or(|v| v == 1 || v == label.value + 1) && before > 0 {
            anchors.insert(n, Anchor { at, bytes: text.len(), label, opens: true });
        }
    }
    add_missing(anchors, texts);
    let plain: Vec<usize> = (0..anchors.len()).filter(|n| anchors[*n].label.kind == LabelKind::Arabic).collect();
    for three in plain.windows(3) {
        let [a, b, c] = [0, 1, 2].map(|n| anchors[three[n]].label.value);
        if c == a + 1 && b != c && c != b + 1 && three[2] == three[1] + 1 {
            anchors[three[1]].opens = true;
        }
    }
}

/// Numbers a chain may leave out in a row, that stand elsewhere.
const MISSING: u32 = 4;

/// Adds the plain numbers that a tool printed out of their order: each between the two it belongs to.
fn add_missing(anchors: &mut Vec<Anchor>, texts: &[&str]) {
    let mut lone: Vec<(u32, usize)> = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        let label = parse_label(text).filter(|l| l.kind == LabelKind::Arabic);
        lone.extend(label.filter(|_| anchors.iter().all(|a| a.at != at)).map(|l| (l.value, at)));
    }
    lone.sort_unstable();
    for (value, at) in lone {
        let plain: Vec<usize> = (0..anchors.len()).filter(|n| anchors[*n].label.kind == LabelKind::Arabic).collect();
        let gap = plain.windows(2).find(|w| {
            let (a, b) = (anchors[w[0]].label.value, anchors[w[1]].label.value);
            a + 1 == value && b > value && b <= value + MISSING
        });
        let (Some(gap), Some(label)) = (gap, parse_label(texts[at])) else { continue };
        let place = gap[0] + 1;
        anchors.insert(place, Anchor { at, bytes: texts[at].len(), label, opens: false });
    }
}

/// The places on a page. `own`: the anchors that stand there.
pub(super) fn slots(anchors: &[Anchor], own: &[usize], first_page: bool, numbered: bool) -> Vec<Slot> {
    let gaps = if numbered { GAPS } else { UNNUMBERED };
    let mut out = vec![if first_page { Slot::Gap } else { Slot::Carry }];
    out.extend(std::iter::repeat_n(Slot::Gap, gaps - usize::from(first_page)));
    for n in own {
        out.push(Slot::Numbered { anchor: *n, title: opens(anchors, *n) });
        out.extend(std::iter::repeat_n(Slot::Gap, gaps));
    }
    out
}

/// Whether a label is a section's: the next one is under it, or its kind stands above the numbers.
fn opens(anchors: &[Anchor], n: usize) -> bool {
    let upper = |k: LabelKind| matches!(k, LabelKind::Roman | LabelKind::Upper);
    anchors[n].opens || (upper(anchors[n].label.kind) && anchors.iter().any(|a| !upper(a.label.kind)))
}
