//! What a layout makes of a table.

use super::grid::Grid;
use crate::model::{PlanItem, Role, Severity};

/// A table, ready to be painted.
pub(super) struct Draft<'p> {
    /// Lines over it, and whether they are a title rather than what ties it to its plan.
    pub(super) titles: Vec<(String, bool)>,
    pub(super) grid: Grid,
    /// Columns that are seen and printed; keys stand behind them.
    pub(super) across: usize,
    /// The column whose cells lead to the sources.
    pub(super) link: usize,
    /// The items of the lines with cells.
    pub(super) items: Vec<&'p PlanItem>,
    /// For programs rather than for paper: nothing stands under the rows, and A3 is printed on rather than A4.
    pub(super) bare: bool,
}

/// How bad what is said of some fields of an item is; `None` where a person has nothing to look at.
pub(super) fn tint(item: &PlanItem, about: impl Fn(Option<Role>) -> bool) -> Option<Severity> {
    let said = item.diagnostics.iter().filter(|d| about(d.field));
    said.map(|d| d.severity).filter(|s| *s > Severity::Info).max()
}
