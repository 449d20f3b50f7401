//! Ruled tables that are not ruled all through.
//!
//! In: the blocks of every page, ruled tables among them. Out: those whose rulings make a whole lattice. The others (a frame
//! around the table, rules between its rows or its columns alone, a ruled header over a body without rules, the box of a stamp)
//! are read by white space, with the rules as evidence. The idea: such a table gives itself away, for one of its cells holds
//! what several should: two row numbers, or the words of two columns.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::plain::Laid;
use super::stream;
use crate::lexicon::{Label, LabelKind, match_header, parse_label};
use crate::model::{Block, Cell, Page, Role, Table, TextLine};

/// Known column headings that make a header: two may stand in any table.
const HEADER: usize = 3;
/// Columns at most of a table of which only the frame, or the frame and the rules between rows, are drawn: one, and one more
/// where a rule sets the numbers apart.
const FRAMED: usize = 2;
/// Rows of a header.
const HEADER_ROWS: usize = 3;

/// Of each page's tables, whether they are ruled all through.
pub(super) fn whole(pages: &[Cow<Page>], laid: &[Laid]) -> Vec<Vec<bool>> {
    let mut open: Option<usize> = None;
    let mut out = Vec::new();
    for (page, Laid { blocks, found, .. }) in pages.iter().zip(laid) {
        let begun: Vec<Option<usize>> = found.iter().map(|t| begins(page, blocks, t)).collect();
        let rest = |t: &Table| open.is_some_and(|columns| goes_on(t, columns));
        let whole: Vec<bool> =
            found.iter().zip(&begun).map(|(t, begun)| begun.is_none() && !rest(t) && t.cells.len() > 1).collect();
        let lowest = found.iter().zip(begun).filter_map(|(t, begun)| Some((t.bbox.y0, begun?)));
        let begun = lowest.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, columns)| columns);
        // A page without any ruling may stand between two.
        open = begun.or(open.filter(|_| !whole.contains(&true)));
        out.push(whole);
    }
    out
}

/// The columns of a table that begins on a page and whose rulings are not whole.
fn begins(page: &Page, blocks: &[Block], table: &Table) -> Option<usize> {
    if holds_rows(table) || is_only_header(table, blocks) {
        return Some(table.cols);
    }
    if table.cols > FRAMED {
        return None;
    }
    let (known, columns) = stream::header_within(page, &table.bbox)?;
    (known >= HEADER && columns > table.cols).then_some(columns)
}

/// Whether a table may be the rest of one with so many columns.
fn goes_on(table: &Table, columns: usize) -> bool {
    table.cols < columns || table.rows == 1 || holds_rows(table) || has_header_only(table)
}

/// Whether a cell of the first column holds several row numbers, each in a line of its own.
fn holds_rows(table: &Table) -> bool {
    let label = |line: &TextLine| parse_label(&line.text).is_some();
    // Its heading may stand in it too.
    let many = |c: &Cell| {
        let (head, numbers) = c.lines.split_at(c.lines.iter().position(label).unwrap_or(c.lines.len()));
        let headed = match_header(&joined(head)).is_some_and(|m| m.role == Role::Number);
        let labels: Vec<Label> = numbers.iter().filter_map(|l| parse_label(&l.text)).collect();
        let plain: Vec<u32> = labels.iter().filter(|l| l.kind == LabelKind::Arabic).map(|l| l.value).collect();
        // A number broken over two lines does not count on; where sections begin they begin at 1 again.
        let count = labels.len() == numbers.len() && plain.windows(2).all(|w| w[0] < w[1] || w[1] == 1);
        numbers.len() + usize::from(headed) > 1 && count
    };
    table.cols > 1 && table.cells.iter().any(|c| c.col == 0 && c.col_span == 1 && many(c))
}

fn joined(lines: &[TextLine]) -> String {
    lines.iter().map(|l| l.text.trim()).collect::<Vec<_>>().join(" ")
}

/// Whether a table is the header of what stands below it without rulings.
fn is_only_header(table: &Table, blocks: &[Block]) -> bool {
    let below = blocks.iter().find(|b| super::top(b) > table.bbox.y1);
    matches!(below, Some(Block::Line(_))) && has_header_only(table)
}

/// Whether a table has the rows of a header, and no other.
fn has_header_only(table: &Table) -> bool {
    let roles: BTreeSet<Role> = table.cells.iter().filter_map(|c| Some(match_header(&c.text())?.role)).collect();
    let headed = |row: usize| {
        let own = || table.cells.iter().filter(move |c| c.row == row);
        let number = own().next().is_some_and(|c| parse_label(&c.text()).is_some());
        let counted = || own().all(|c| c.text().trim_matches(['(', ')']).parse::<u32>().is_ok());
        counted() || (!number && own().any(|c| match_header(&c.text()).is_some()))
    };
    roles.len() >= HEADER && table.rows <= HEADER_ROWS && (0..table.rows).all(headed)
}
