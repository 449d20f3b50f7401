//! How wide the columns are.
//!
//! One unit of width is a digit of Excel's standard font (7 pixels), about a small letter of the sheets' own type.

use super::grid::{Cell, Grid, Kind, Line, Value};
use super::metrics::measure;

/// Units of a page's width, in all: at this, landscape A4 prints at about three quarters of the size, which is still 8 points.
const PAGE: f64 = 190.0;
/// Units that tables of very long cells may have in all.
const WIDEST: f64 = 420.0;
/// Units by which a column is widened at a time.
const STEP: f64 = 2.0;
/// Lines of a row beyond which widening is worth while even past the page's width: Excel shows at most 409 points of a row,
/// which is 27 lines.
const TALLEST: f64 = 25.0;
/// Units that the longest word may ask for; longer ones are broken.
const LONGEST_WORD: f64 = 20.0;
/// Units that no line of a cell fills.
const PADDING: f64 = 1.2;
/// Rows looked at; of more, every so many-eth.
const SAMPLE: usize = 1000;
/// Lines of a row, from which on a column is worth widening.
const SHORT: f64 = 3.0;

/// The widths of a table's columns.
pub(super) fn widths(grid: &Grid) -> Vec<f64> {
    let rows: Vec<&Vec<Cell>> =
        grid.lines.iter().filter_map(|l| if let Line::Cells(cells) = l { Some(cells) } else { None }).collect();
    let rows: Vec<&Vec<Cell>> = rows.iter().step_by(rows.len() / SAMPLE + 1).copied().collect();
    let mut widths: Vec<f64> = (0..grid.columns.len()).map(|at| least(grid, &rows, at)).collect();
    let text = |at: usize, row: &[Cell]| match row.get(at).map(|c| &c.value) {
        Some(Value::Text(text)) if grid.columns[at].kind == Kind::Text => text.clone(),
        _ => String::new(),
    };
    let texts: Vec<Vec<String>> = rows.iter().map(|r| (0..widths.len()).map(|at| text(at, r)).collect()).collect();
    let mut tall: Vec<Vec<f64>> =
        texts.iter().map(|r| r.iter().zip(&widths).map(|(t, w)| depth(t, *w)).collect()).collect();
    let page = PAGE.max(widths.iter().sum::<f64>() + PAGE / 3.0);
    loop {
        let used: f64 = widths.iter().sum();
        let highest = tall.iter().map(|r| top(r).1).fold(0.0, f64::max);
        let limit = if highest > TALLEST { WIDEST } else { page };
        if used + STEP > limit || highest <= SHORT {
            return widths;
        }
        // What widening the tallest cell of each row saves, by column.
        let mut gains = vec![0.0; widths.len()];
        for (row, tall) in texts.iter().zip(&tall) {
            let (at, high) = top(tall);
            if high > SHORT {
                gains[at] += high - depth(&row[at], widths[at] + STEP);
            }
        }
        let best = (0..gains.len()).fold(0, |best, at| if gains[at] > gains[best] { at } else { best });
        if gains[best] <= 0.0 {
            return widths;
        }
        widths[best] += STEP;
        for (row, tall) in texts.iter().zip(&mut tall) {
            tall[best] = depth(&row[best], widths[best]);
        }
    }
}

/// Lines of a text in a width, with the part of a line that the last one takes: so every step of widening counts.
fn depth(text: &str, width: f64) -> f64 {
    // Words do not break: about half a word of each line stays empty.
    text.split('\n').map(|p| (measure(p) / (width - PADDING - 2.0).max(1.0)).max(1.0)).sum()
}

/// The column of a row's tallest cell, and its lines.
fn top(row: &[f64]) -> (usize, f64) {
    row.iter().enumerate().fold((0, 0.0), |best, (at, high)| if *high > best.1 { (at, *high) } else { best })
}

/// The width that a column needs in any case.
fn least(grid: &Grid, rows: &[&Vec<Cell>], at: usize) -> f64 {
    let column = &grid.columns[at];
    let longest = |text: &str| text.split_whitespace().map(measure).fold(0.0, f64::max);
    // Headers are bold, and have a button for the filter.
    let header = longest(&column.header).mul_add(1.1, 0.5).min(LONGEST_WORD);
    let cells = rows.iter().filter_map(|row| match row.get(at).map(|c| &c.value) {
        Some(Value::Text(text)) => Some(longest(text)),
        _ => None,
    });
    let cells = cells.fold(0.0, f64::max).min(LONGEST_WORD);
    let own = match column.kind {
        Kind::Text if cells == 0.0 => 5.0,
        Kind::Text | Kind::Id => 7.0,
        Kind::Short => 4.0,
        Kind::Day => 10.0,
        Kind::Status => 14.0,
        Kind::Result => 22.0,
    };
    header.max(cells).max(own) + PADDING
}

#[cfg(test)]
mod tests {
    use super::super::grid::Column;
    use super::super::metrics::lines;
    use super::*;

    fn grid(task: usize, lead: usize) -> Grid {
        let text = |words: usize| Cell::text("nhiệm vụ ".repeat(words));
        let columns = ["Nhiệm vụ", "Chủ trì", "Ghi chú"].map(|h| Column::new(h, Kind::Text));
        let lines = (0..5).map(|_| Line::Cells(vec![text(task), text(lead), text(0)])).collect();
        Grid { columns: columns.into(), lines }
    }

    #[test]
    fn long_texts_get_the_room() {
        let found = widths(&grid(60, 12));
        assert!(found[0] > 2.0 * found[1] && found[1] > found[2], "{found:?}");
        assert!(found.iter().sum::<f64>() <= PAGE, "{found:?}");
    }

    #[test]
    fn short_tables_stay_narrow_and_very_long_cells_show() {
        assert!(widths(&grid(2, 2)).iter().sum::<f64>() < 50.0);
        let found = widths(&grid(900, 2));
        let text = "nhiệm vụ ".repeat(900);
        assert!(lines(&text, found[0], 1.0) <= TALLEST + 3.0, "{found:?}");
    }
}
