//! Where prose begins below a table.
//!
//! In: the lines of a table's last printed page, and the white space between its columns. Out: how many of the last lines are no
//! rows. The idea: text over the whole width has no white space where the columns part; a title of a section has none either,
//! but rows follow it.

use super::columns::WIDER;
use super::split::is_number_like;
use crate::detect::sheet::{Line, OVER, middle};

/// Empty line heights that set a heading apart from the cell above it.
const APART: f32 = 0.3;

/// Number of last lines that are prose.
pub(super) fn prose(lines: &[&Line], separators: &[f32], numbered: bool) -> usize {
    let is_row = |l: &&Line| match crossed(l, separators) {
        0 if numbered && first(l, separators) => number(l),
        0 => columns(l, separators) > 1,
        1 => numbered && first(l, separators) && number(l),
        _ => false,
    };
    let below = lines.iter().rposition(is_row).map_or(0, |i| i + 1);
    let most = separators.len().min(2);
    let Some(first) = (below..lines.len()).find(|i| crossed(lines[*i], separators) >= most) else { return 0 };
    // A heading above it belongs to it.
    let heading = |i: &usize| is_number_like(&lines[*i].words[0].text) && lines[*i].blank >= APART;
    let from = (below..first).rev().take_while(heading).last().unwrap_or(first);
    lines.len() - from
}

/// Separators on which a word stands: between two columns there is white space, be it less than between two words.
fn crossed(line: &Line, separators: &[f32]) -> usize {
    let on = |s: &&f32| line.words.iter().any(|w| w.is_on(**s));
    separators.iter().filter(on).count()
}

/// Number of columns with words, where the white space between them is wider than that between the words of the line.
fn columns(line: &Line, separators: &[f32]) -> usize {
    let of = |i: usize| line.words[i].column(separators);
    let (between, inside): (Vec<usize>, Vec<usize>) = (1..line.words.len()).partition(|i| of(*i) != of(i - 1));
    let usual = middle(inside.iter().map(|i| line.gap(*i)));
    1 + between.iter().filter(|i| line.gap(**i) > WIDER * usual).count()
}

/// Whether a line's first word stands in the first column.
fn first(line: &Line, separators: &[f32]) -> bool {
    separators.first().is_some_and(|s| line.words[0].x1 < s + OVER)
}

fn number(line: &Line) -> bool {
    is_number_like(&line.words[0].text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::sheet::lines;

    #[test]
    fn text_over_the_columns_below_the_last_row_is_prose() {
        let page = lines(&[
            "1   Rà soát văn bản       Sở Tư pháp   Quý I",
            "2   Sơ kết, tổng kết và   Sở Nội vụ    Quý II",
            "    báo cáo Chủ tịch",
            "",
            "    4. Kinh phí",
            "    Kinh phí thực hiện lấy từ ngân sách của tỉnh",
            "và các nguồn khác.",
        ]);
        let all: Vec<&Line> = page.iter().collect();
        assert_eq!(prose(&all, &[2.5, 25.0, 37.0], true), 3);
        assert_eq!(prose(&all[..3], &[2.5, 25.0, 37.0], true), 0);
    }
}
