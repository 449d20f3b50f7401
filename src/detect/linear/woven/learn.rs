//! What the columns of a woven table tell of themselves: widths, empty cells, blank lines.

use super::super::metrics::{Break, column_width};
use super::super::score::{Kind, joined};
use super::Cut;
use super::slots::Slot;
use super::weave::{Known, Spot};

/// Least cost of an empty cell: a first pass that misses cells must not teach that there are none.
const EMPTY: f32 = 1.0;
/// Lines of one column end within so many ems of its edge, as a rule.
pub(super) const RAGGED: f32 = 1.5;

/// The width of the widest column by the widths of all lines: where those of the longer half lie closest.
pub(super) fn widest(mut widths: Vec<f32>) -> Option<f32> {
    widths.sort_by(f32::total_cmp);
    let long = &widths[widths.len() / 2..];
    // A wide column is told by fewer lines than a narrow one.
    #[allow(clippy::cast_precision_loss, reason = "a table has far fewer than 2^23 lines")]
    let weight = |w: f32| w * long.iter().filter(|v| (w - RAGGED..=w).contains(*v)).count() as f32;
    long.iter().copied().max_by(|a, b| weight(*a).total_cmp(&weight(*b)).then(b.total_cmp(a)))
}

/// Learns from a reading of all pages.
pub(super) fn learn(known: &mut Known, cut: &Cut, spots: &[Spot]) {
    let n = known.columns.len();
    let mut breaks: Vec<Vec<Break>> = vec![Vec::new(); n];
    let mut filled = vec![0_u32; n];
    let mut inside = vec![(0_u32, 0_u32); n];
    let mut stops = vec![(0_u32, 0_u32); n];
    let mut boundaries = (0_u32, 0_u32);
    let mut items = 0;
    for (page, range) in cut.pages.iter().enumerate() {
        let mut width = vec![0.0; n];
        let mut last: Vec<Option<usize>> = vec![None; n];
        let is_item = |slot: usize| cut.slots[page][slot].is_item();
        items += cut.slots[page].iter().filter(|s| s.is_item()).count();
        for at in range.clone() {
            let Spot::Cell { column, slot, begins } = spots[at] else { continue };
            if matches!(cut.slots[page][slot], Slot::Numbered { title: true, .. } | Slot::Gap) {
                last[column] = None;
                continue;
            }
            let atom = &cut.atoms[at];
            let same_line = last[column].is_some_and(|l| cut.atoms[l].line == atom.line);
            if begins {
                filled[column] += u32::from(is_item(slot));
                boundaries.0 += u32::from(atom.first && atom.blank);
                boundaries.1 += u32::from(atom.first);
                if let Some(l) = last[column] {
                    stops[column].0 += u32::from(cut.atoms[l].text.ends_with(['.', '!']));
                    stops[column].1 += 1;
                }
            } else if last[column].is_some() && !same_line {
                breaks[column].push(Break { line: width[column], next: atom.first_word });
                inside[column].0 += u32::from(atom.blank);
                inside[column].1 += u32::from(atom.first);
            }
            width[column] = if same_line && !begins { joined(width[column], atom) } else { atom.width };
            last[column] = Some(at);
        }
    }
    for (i, column) in known.columns.iter_mut().enumerate() {
        column.width = column_width(&breaks[i]).or(column.width);
        if items > 0 && column.kind != Kind::Task {
            let items = u32::try_from(items).unwrap_or(u32::MAX);
            column.empty = (-share(items.saturating_sub(filled[i]), items).ln()).max(EMPTY);
        }
        if stops[i].1 > 0 {
            column.stop = share(stops[i].0, stops[i].1);
        }
        if inside[i].1 > 0 {
            column.blank = share(inside[i].0, inside[i].1);
        }
    }
    if boundaries.1 > 0 {
        known.blanks.at_boundary = share(boundaries.0, boundaries.1);
    }
}

#[allow(clippy::cast_precision_loss, reason = "a table has far fewer than 2^23 rows")]
fn share(part: u32, of: u32) -> f32 {
    // One half of a case each way is believed before any is seen.
    (part as f32 + 0.5) / (of as f32 + 1.0)
}
