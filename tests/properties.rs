//! What must hold for every table: drawn at random, found again; cut over pages, put together again.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod support;

use phuluc::detect::detect;
use phuluc::model::{Block, Diagnostics, Page, Rect, Ruling, Table, count_chars};
use phuluc::stitch::stitch;
use proptest::prelude::*;
use support::draw::{self, Drawn, LEADING, Rules};

/// Words for cells: capitals, marks, figures.
const WORDS: [&str; 10] = ["Rà", "soát", "văn", "bản", "đất", "đai", "12.500", "năm", "Sở", "ngành"];

/// Rules that make no lattice.
const FEW: [Rules; 7] = [
    Rules::Horizontal,
    Rules::Vertical,
    Rules::Frame,
    Rules::FrameAndRows,
    Rules::FrameAndColumns,
    Rules::Header,
    Rules::None,
];

/// A line of one to three words.
fn line() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&WORDS[..]), 1..4).prop_map(|w| w.join(" "))
}

/// A grid of 2–6 rows and 2–5 columns; some neighbouring cells merged.
fn grid() -> impl Strategy<Value = (usize, usize, Vec<Drawn>)> {
    (2..7_usize, 2..6_usize).prop_flat_map(|(rows, cols)| {
        let merges = prop::collection::vec((0..rows, 0..cols, 1..3_usize, 1..3_usize), 0..3);
        let texts = prop::collection::vec(prop::collection::vec(line(), 1..3), rows * cols);
        (merges, texts).prop_map(move |(merges, texts)| (rows, cols, tile(rows, cols, &merges, &texts)))
    })
}

/// Cells that tile the grid: the merges that fit, and single cells for the rest.
fn tile(rows: usize, cols: usize, merges: &[(usize, usize, usize, usize)], texts: &[Vec<String>]) -> Vec<Drawn> {
    let mut taken = vec![false; rows * cols];
    let mut out = Vec::new();
    let singles = (0..rows * cols).map(|k| (k / cols, k % cols, 1, 1));
    for (row, col, row_span, col_span) in merges.iter().copied().chain(singles) {
        let (end_row, end_col) = ((row + row_span).min(rows), (col + col_span).min(cols));
        let squares: Vec<usize> = (row..end_row).flat_map(|r| (col..end_col).map(move |c| r * cols + c)).collect();
        if squares.iter().any(|k| taken[*k]) {
            continue;
        }
        squares.iter().for_each(|k| taken[*k] = true);
        let lines = texts[row * cols + col].clone();
        out.push(Drawn { row, col, row_span: end_row - row, col_span: end_col - col, lines });
    }
    out.sort_by_key(|c| (c.row, c.col));
    out
}

/// A full row and a full column of the grid must be ruled somewhere for its squares to exist on paper: a border that no
/// cell has cannot be found again.
fn every_border_is_drawn(rows: usize, cols: usize, cells: &[Drawn]) -> bool {
    (1..rows).all(|r| cells.iter().any(|c| c.row == r)) && (1..cols).all(|k| cells.iter().any(|c| c.col == k))
}

fn drawn(rows: usize, cols: usize, cells: &[Drawn]) -> Page {
    let mut page = draw::page(1);
    let xs: Vec<f32> = (0..=cols).map(|c| 50.0 + 140.0 * c as f32).collect();
    let ys: Vec<f32> = (0..=rows).map(|r| 100.0 + 60.0 * r as f32).collect();
    draw::table(&mut page, &xs, &ys, cells);
    draw::text(&mut page, 60.0, 60.0, "Phụ lục I");
    page
}

fn tables(blocks: &[Block]) -> Vec<&Table> {
    blocks.iter().filter_map(|b| if let Block::Table(t) = b { Some(t) } else { None }).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn a_drawn_table_is_found_again((rows, cols, cells) in grid()) {
        prop_assume!(every_border_is_drawn(rows, cols, &cells));
        let blocks = detect(&draw::document(vec![drawn(rows, cols, &cells)]), &mut Diagnostics::default());
        let found = tables(&blocks);
        prop_assert_eq!(found.len(), 1);
        let got: Vec<_> = found[0].cells.iter().map(|c| (c.row, c.col, c.row_span, c.col_span, c.text())).collect();
        let wanted: Vec<_> = cells.iter().map(|c| (c.row, c.col, c.row_span, c.col_span, c.lines.join(" "))).collect();
        prop_assert_eq!(got, wanted);
    }

    #[test]
    fn every_glyph_ends_in_one_block_in_whatever_order_it_was_drawn((rows, cols, cells) in grid(), seed in any::<u64>()) {
        let page = drawn(rows, cols, &cells);
        let characters: u64 = page.glyphs.iter().map(|g| count_chars(&g.text)).sum();
        let shuffled = shuffled(&page, seed);
        let one = detect(&draw::document(vec![page]), &mut Diagnostics::default());
        let other = detect(&draw::document(vec![shuffled]), &mut Diagnostics::default());
        prop_assert_eq!(&one, &other);
        prop_assert_eq!(kept(&one), characters);
    }

    #[test]
    fn a_table_cut_at_any_line_is_put_together_again(
        tasks in prop::collection::vec((2..9_usize, 1..4_usize), 2..8),
        room in 6..14_usize,
        repeated in any::<bool>(),
    ) {
        let rows = plan_rows(&tasks);
        let stitched = stitch(
            detect(&draw::document(cut(&rows, room, repeated, Rules::All)), &mut Diagnostics::default()),
            &mut Diagnostics::default(),
        );
        prop_assert_eq!(stitched.tables.len(), 1);
        let got: Vec<Vec<String>> = stitched.tables[0].rows.iter().map(|r| r.cells.iter().map(|c| c.text()).collect()).collect();
        let wanted: Vec<Vec<String>> = rows.iter().map(|r| r.iter().map(|c| c.join(" ")).collect()).collect();
        prop_assert_eq!(got, wanted);
        prop_assert!(stitched.tables[0].rows.iter().all(|r| r.doubts.is_empty()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn a_table_without_borders_is_found_again(
        tasks in prop::collection::vec((1..6_usize, 1..4_usize, 1..3_usize), 3..8),
        middle in any::<bool>(),
        gap in 3..6_usize,
    ) {
        let rows = cells(&tasks);
        let left = [0, 5, 5 + 24 + gap, 5 + 24 + 17 + 2 * gap];
        let header = ["STT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn"].map(|t| vec![t.to_owned()]).to_vec();
        let mut lines = vec!["Phụ lục I".to_owned()];
        lines.extend(draw::set(&[header], &left, middle));
        lines.extend(draw::set(&rows, &left, middle));
        let blocks = detect(&draw::document(vec![draw::grid(1, &lines)]), &mut Diagnostics::default());
        let found = tables(&blocks);
        prop_assert_eq!(found.len(), 1);
        prop_assert_eq!((found[0].cols, found[0].header_rows), (4, Some(1)));
        let got: Vec<Vec<String>> = (1..found[0].rows)
            .map(|r| found[0].cells.iter().filter(|c| c.row == r).map(|c| c.text()).collect())
            .collect();
        let wanted: Vec<Vec<String>> = rows.iter().map(|r| r.iter().map(|c| c.join(" ")).collect()).collect();
        // Where columns stand as close as words do in a stretched line, a guess may be wrong, but it says so.
        let doubted = found[0].cells.iter().any(|c| c.doubt.is_some());
        prop_assert!(got == wanted || (gap < 4 && doubted), "{got:#?}");
    }

    #[test]
    fn a_table_with_few_rules_cut_at_any_line_is_put_together_again(
        tasks in prop::collection::vec((2..9_usize, 1..4_usize), 4..9),
        room in 8..14_usize,
        repeated in any::<bool>(),
        rules in prop::sample::select(&FEW[..]),
    ) {
        let rows = plan_rows(&tasks);
        let stitched = stitch(
            detect(&draw::document(cut(&rows, room, repeated, rules)), &mut Diagnostics::default()),
            &mut Diagnostics::default(),
        );
        let got: Vec<Vec<Vec<String>>> = stitched
            .tables
            .iter()
            .map(|t| t.rows.iter().map(|r| r.cells.iter().map(|c| c.text()).collect()).collect())
            .collect();
        let wanted: Vec<Vec<String>> = rows.iter().map(|r| r.iter().map(|c| c.join(" ")).collect()).collect();
        prop_assert_eq!(got, [wanted]);
    }

    #[test]
    fn rules_that_leave_a_column_out_tell_a_cell_over_several_rows(
        tasks in prop::collection::vec((2..5_usize, 2..4_usize), 5..9),
        from in 1..4_usize,
        span in 2..4_usize,
    ) {
        let rows = plan_rows(&tasks);
        let merged = from..(from + span).min(rows.len());
        let heights = rows.iter().map(|r| r.iter().map(Vec::len).max().unwrap());
        let ys: Vec<f32> = [80.0, 100.0].into_iter().chain(heights.scan(100.0, |y, h| {
            *y += h as f32 * LEADING + 6.0;
            Some(*y)
        })).collect();
        let head = ["STT", "Nhiệm vụ", "Đơn vị chủ trì"].map(|t| vec![t.to_owned()]);
        let cells = [head].into_iter().chain(rows.iter().cloned()).enumerate().flat_map(|(row, cells)| {
            cells.into_iter().enumerate().map(move |(col, lines)| Drawn { row, col, row_span: 1, col_span: 1, lines })
        });
        let cells: Vec<Drawn> = cells
            .filter(|c| c.col != 2 || c.row <= merged.start + 1 || c.row > merged.end)
            .map(|c| if (c.col, c.row) == (2, merged.start + 1) { Drawn { row_span: merged.len(), ..c } } else { c })
            .collect();
        let mut page = draw::page(1);
        draw::ruled(&mut page, &[50.0, 90.0, 400.0, 600.0], &ys, &cells, Rules::Horizontal);
        let blocks = detect(&draw::document(vec![page]), &mut Diagnostics::default());
        let found = tables(&blocks);
        prop_assert_eq!(found.len(), 1);
        let got: Vec<_> = found[0].cells.iter().map(|c| (c.row, c.col, c.row_span, c.text())).collect();
        let wanted: Vec<_> = cells.iter().map(|c| (c.row, c.col, c.row_span, c.lines.join(" "))).collect();
        prop_assert_eq!(got, wanted);
        prop_assert!(found[0].cells.iter().all(|c| c.doubt.is_none()));
    }

    #[test]
    fn every_character_of_laid_out_text_ends_in_one_block(
        texts in prop::collection::vec((0..60_usize, prop::collection::vec((prop::sample::select(&WORDS[..]), 1..9_usize), 0..9)), 1..40),
        header in any::<bool>(),
        seed in any::<u64>(),
    ) {
        let mut lines: Vec<String> = texts
            .iter()
            .map(|(x, words)| {
                let start = " ".repeat(*x);
                words.iter().fold(start, |line, (word, gap)| line + word + &" ".repeat(*gap))
            })
            .collect();
        if header {
            lines.insert(0, "STT   Nhiệm vụ             Đơn vị chủ trì     Thời hạn".to_owned());
        }
        let page = draw::grid(1, &lines);
        kept_and_tiled(page, seed)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn figures_without_borders_are_found_again(
        figures in prop::collection::vec(prop::collection::vec(0..100_000_u32, 2..6), 3..12),
        gap in 2..5_usize,
    ) {
        let cols = figures[0].len();
        let mut page = draw::page(1);
        let mut wanted = vec![vec!["Tỉnh".to_owned()]];
        wanted[0].extend((1..=cols).map(|c| format!("Cột-{}", ["a", "b", "c", "d", "e"][c - 1])));
        for (i, row) in figures.iter().enumerate() {
            let mut cells = vec![format!("Địa-phương-{}", ["Bắc", "Trung", "Nam"][i % 3])];
            cells.extend((0..cols).map(|c| row.get(c).unwrap_or(&7).wrapping_mul(31).rem_euclid(99_991).to_string()));
            wanted.push(cells);
        }
        for (r, row) in wanted.iter().enumerate() {
            for (c, text) in row.iter().enumerate() {
                // Figures end where their column ends.
                let width = text.chars().count() as f32 * draw::SIZE / 2.0;
                let end = 160.0 + c as f32 * (36.0 + gap as f32 * draw::SIZE / 2.0);
                draw::text(&mut page, if c == 0 { 40.0 } else { end - width }, 100.0 + LEADING * r as f32, text);
            }
        }
        let blocks = detect(&draw::document(vec![page]), &mut Diagnostics::default());
        let found = tables(&blocks);
        prop_assert_eq!(found.len(), 1);
        let got: Vec<Vec<String>> = (0..found[0].rows)
            .map(|r| found[0].cells.iter().filter(|c| c.row == r).map(|c| c.text()).collect())
            .collect();
        prop_assert_eq!(got, wanted);
    }

    #[test]
    fn every_character_of_a_printed_page_ends_in_one_block(
        texts in prop::collection::vec((0..60_usize, prop::collection::vec((prop::sample::select(&WORDS[..]), 1..9_usize), 0..9)), 1..40),
        rules in prop::collection::vec((0..90_u8, 0..90_u8, 0..40_u8, any::<bool>()), 0..12),
        seed in any::<u64>(),
    ) {
        let lines: Vec<String> = texts
            .iter()
            .map(|(x, words)| words.iter().fold(" ".repeat(*x), |line, (word, gap)| line + word + &" ".repeat(*gap)))
            .collect();
        let mut page = Page { first_line: None, ..draw::grid(1, &lines) };
        for (a, b, at, vertical) in rules {
            let (from, to, at) = (f32::from(a.min(b)) * Rect::GRID_X, f32::from(a.max(b)) * Rect::GRID_X, f32::from(at) * Rect::GRID_Y);
            let bbox = if vertical { Rect::new(at, from, at + 0.5, to) } else { Rect::new(from, at, to, at + 0.5) };
            page.rulings.push(Ruling { bbox, vertical });
        }
        kept_and_tiled(page, seed)?;
    }
}

/// Every character of a page ends in one block, cells tile their tables, and the order of the glyphs does not matter.
fn kept_and_tiled(page: Page, seed: u64) -> Result<(), TestCaseError> {
    let characters: u64 = page.glyphs.iter().map(|g| count_chars(&g.text)).sum();
    let other = shuffled(&page, seed);
    let one = detect(&draw::document(vec![page]), &mut Diagnostics::default());
    prop_assert_eq!(&one, &detect(&draw::document(vec![other]), &mut Diagnostics::default()));
    prop_assert_eq!(kept(&one), characters);
    for table in tables(&one) {
        prop_assert_eq!(squares(table), all_squares(table));
    }
    Ok(())
}

/// The grid squares that the cells of a table cover, sorted.
fn squares(table: &Table) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = table
        .cells
        .iter()
        .flat_map(|c| (c.row..c.row + c.row_span).flat_map(move |r| (c.col..c.col + c.col_span).map(move |k| (r, k))))
        .collect();
    out.sort_unstable();
    out
}

/// All grid squares of a table.
fn all_squares(table: &Table) -> Vec<(usize, usize)> {
    (0..table.rows).flat_map(|r| (0..table.cols).map(move |c| (r, c))).collect()
}

/// The same glyphs in another order.
fn shuffled(page: &Page, seed: u64) -> Page {
    let mut out = page.clone();
    let n = out.glyphs.len();
    for i in 0..n {
        let j = (seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(i as u64 * 1_442_695) >> 17) as usize % n;
        out.glyphs.swap(i, j);
    }
    out
}

/// Characters in the blocks.
fn kept(blocks: &[Block]) -> u64 {
    let of = |b: &Block| match b {
        Block::Line(l) => l.chars(),
        Block::Table(t) => t.cells.iter().flat_map(|c| &c.lines).map(|l| l.chars()).sum(),
    };
    blocks.iter().map(of).sum()
}

/// Rows of number, task, lead and deadline with so many lines.
fn cells(tasks: &[(usize, usize, usize)]) -> Vec<Vec<Vec<String>>> {
    let lines = |first: &str, more: &str, last: &str, n: usize| -> Vec<String> {
        let mut out = vec![first.to_owned()];
        out.extend((2..n).map(|_| more.to_owned()));
        out.extend((n > 1).then(|| last.to_owned()));
        out
    };
    let row = |(i, (task, lead, time)): (usize, &(usize, usize, usize))| {
        let task = match task {
            1 => vec!["Rà soát văn bản.".to_owned()],
            n => lines("Rà soát các văn bản", "về đất đai, môi trường", "theo quy định.", *n),
        };
        vec![
            vec![(i + 1).to_string()],
            task,
            lines("Sở Tư pháp", "và các cơ quan", "liên quan", *lead),
            lines("Quý II", "và", "năm 2025", *time),
        ]
    };
    tasks.iter().enumerate().map(row).collect()
}

/// Rows of number, task (a sentence over some lines) and lead (a name over some lines).
fn plan_rows(tasks: &[(usize, usize)]) -> Vec<[Vec<String>; 3]> {
    tasks
        .iter()
        .enumerate()
        .map(|(i, (task, lead))| {
            let mut lines = vec!["Rà soát các văn bản".to_owned()];
            lines.extend((2..*task).map(|_| "về đất đai, môi trường".to_owned()));
            lines.push("theo quy định.".to_owned());
            let mut who = vec!["Sở Tư pháp, các".to_owned()];
            who.extend((1..*lead).map(|_| "cơ quan liên quan".to_owned()));
            [vec![(i + 1).to_string()], lines, who]
        })
        .collect()
}

/// Lays rows out on pages of `room` lines; a row that does not fit goes on on the next page.
fn cut(rows: &[[Vec<String>; 3]], room: usize, repeated: bool, rules: Rules) -> Vec<Page> {
    let header = [vec!["STT".to_owned()], vec!["Nhiệm vụ".to_owned()], vec!["Đơn vị chủ trì".to_owned()]];
    let mut pages: Vec<Vec<[Vec<String>; 3]>> = vec![vec![header.clone()]];
    let mut left = room;
    for row in rows {
        let mut rest = row.clone();
        while rest.iter().any(|c| !c.is_empty()) {
            if left == 0 {
                pages.push(if repeated { vec![header.clone()] } else { Vec::new() });
                left = room;
            }
            let height = rest.iter().map(Vec::len).max().unwrap().min(left);
            let part = rest.clone().map(|c| c.into_iter().take(height).collect::<Vec<_>>());
            rest = rest.map(|c| c.into_iter().skip(height).collect());
            pages.last_mut().unwrap().push(part);
            left -= height;
        }
    }
    pages.iter().enumerate().map(|(n, rows)| lay(n as u32 + 1, rows, rules)).collect()
}

fn lay(number: u32, rows: &[[Vec<String>; 3]], rules: Rules) -> Page {
    let mut page = draw::page(number);
    let mut ys = vec![80.0];
    for row in rows {
        let height = row.iter().map(Vec::len).max().unwrap() as f32 * LEADING + 6.0;
        ys.push(ys[ys.len() - 1] + height);
    }
    let cells: Vec<Drawn> = rows
        .iter()
        .enumerate()
        .flat_map(|(r, row)| {
            row.iter().enumerate().map(move |(c, lines)| Drawn {
                row: r,
                col: c,
                row_span: 1,
                col_span: 1,
                lines: lines.clone(),
            })
        })
        .collect();
    draw::ruled(&mut page, &[50.0, 90.0, 400.0, 600.0], &ys, &cells, rules);
    draw::text(&mut page, 300.0, 40.0, &number.to_string());
    page
}
