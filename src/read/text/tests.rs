use super::*;
use crate::model::{Table, count_chars};

fn kind(document: &Document) -> &'static str {
    match document.content {
        Content::Pages(_) => "laid-out",
        Content::Lines(_) => "flattened",
        Content::Blocks(_) => "delimited",
    }
}

fn tables(text: &str) -> Vec<Table> {
    match content(&lines::split(text)) {
        Content::Blocks(blocks) => blocks
            .into_iter()
            .filter_map(|b| match b {
                Block::Table(table) => Some(table),
                Block::Line(_) => None,
            })
            .collect(),
        _ => Vec::new(),
    }
}

fn row(table: &Table, row: usize) -> Vec<String> {
    table.cells.iter().filter(|c| c.row == row).map(crate::model::Cell::text).collect()
}

#[test]
fn markdown() {
    let got = tables(
        "Trước\n\n| STT | Nhiệm vụ | Chủ trì |\n|---|:--|---|\n| 1 | Rà soát<br>- một \\| hai | Sở Y tế |\n| **A. NHÓM** | | |\n| 2 | Xây dựng | |\n\nSau",
    );
    assert_eq!(got.len(), 1);
    let table = &got[0];
    assert_eq!((table.rows, table.cols, table.header_rows), (4, 3, Some(1)));
    assert_eq!(row(table, 1), ["1", "Rà soát - một | hai", "Sở Y tế"]);
    assert_eq!(table.cells[4].lines.len(), 2);
    assert_eq!(row(table, 2), ["A. NHÓM", "", ""]);
}

#[test]
fn frames_and_wrapped_cells() {
    let grid = "+-----+--------+----+\n| STT | Việc   | Ai |\n+=====+========+====+\n| 1   | Rà     | A  |\n|     | soát   |    |\n+-----+--------+----+\n| B. NHÓM            |\n+-----+--------+----+\n|     | Kiểm   | B  |\n| 2   | tra    |    |\n+-----+--------+----+\n";
    let table = &tables(grid)[0];
    assert_eq!((table.rows, table.cols, table.header_rows), (4, 3, Some(1)));
    assert_eq!(row(table, 1), ["1", "Rà soát", "A"]);
    assert_eq!(row(table, 2), ["B. NHÓM"]);
    assert_eq!(row(table, 3), ["2", "Kiểm tra", "B"]);
    let boxes =
        "┌───┬──────────┐\n│ 1 │ Rà soát  │\n│   │ văn bản  │\n│ 2 │ Kiểm tra │\n│ 3 │ Báo cáo  │\n└───┴──────────┘";
    let table = &tables(boxes)[0];
    assert_eq!(table.rows, 3);
    assert_eq!(row(table, 0), ["1", "Rà soát văn bản"]);
}

#[test]
fn tabs_with_quoted_cells() {
    let text = "PHỤ LỤC\nSTT\tNhiệm vụ\tChủ trì\tThời hạn\nA. NHÓM\n1\t\"Rà soát:\n- \"\"một\"\"\"\tSở Y tế\t2025\n2\tXây dựng\nnền tảng\tSở Tư pháp\t2026\n3\tBáo cáo\t\t2027\n";
    let table = &tables(text)[0];
    assert_eq!((table.rows, table.cols), (5, 4));
    assert_eq!(row(table, 1), ["A. NHÓM"]);
    assert_eq!(row(table, 2), ["1", "Rà soát: - \"một\"", "Sở Y tế", "2025"]);
    assert_eq!(row(table, 3), ["2", "Xây dựng nền tảng", "Sở Tư pháp", "2026"]);
    assert_eq!(row(table, 4), ["3", "Báo cáo", "", "2027"]);
}

#[test]
fn prose_and_odd_bars_are_no_tables() {
    for text in ["Một | hai\nba", "a|b|c\nmột hai ba\nx | y", "\tThụt dòng\nmột\n\tThụt dòng nữa", "| \n|\n"]
    {
        assert!(tables(text).is_empty(), "{text}");
    }
}

#[test]
fn a_grid_page_knows_its_lines() {
    let text = "STT   Việc       Ai\n\n1     Rà so\u{301}at    Sở\n2     Rà soát    Bộ\n3     Rà soát    Bộ\n\u{c}4     Kiểm       Bộ\n5     Kiểm       Bộ\n";
    let Content::Pages(pages) = content(&lines::split(text)) else { panic!("laid out") };
    assert_eq!(pages.iter().map(|p| (p.number, p.first_line)).collect::<Vec<_>>(), [(1, Some(1)), (2, Some(6))]);
    let marked = pages[0].glyphs.iter().find(|g| g.text.chars().count() == 2).expect("a cluster");
    assert_eq!(marked.bbox.y0 / crate::model::Rect::GRID_Y, 2.0);
    let bo = pages[0].glyphs.iter().rfind(|g| g.text == "B").expect("B");
    assert_eq!(bo.bbox.x0 / crate::model::Rect::GRID_X, 17.0);
}

fn corpus() -> Vec<(String, Vec<u8>)> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpus");
    let mut out = Vec::new();
    for folder in ["seed", "plans/text"] {
        for entry in std::fs::read_dir(format!("{root}/{folder}")).into_iter().flatten().flatten() {
            if entry.path().extension().is_some_and(|e| e == "txt") {
                out.push((
                    entry.file_name().to_string_lossy().into_owned(),
                    std::fs::read(entry.path()).expect("a file"),
                ));
            }
        }
    }
    out.sort();
    out
}

#[test]
fn every_dump_is_told_and_none_loses_a_character() {
    for (name, bytes) in corpus() {
        let document = read(&bytes, None).expect(&name);
        assert_eq!(kind(&document), if name.contains("layout") { "laid-out" } else { "flattened" }, "{name}");
        let kept: u64 = match &document.content {
            Content::Pages(pages) => pages.iter().flat_map(|p| &p.glyphs).map(|g| count_chars(&g.text)).sum(),
            Content::Lines(lines) => lines.iter().map(|l| count_chars(&l.text)).sum(),
            Content::Blocks(_) => 0,
        };
        assert_eq!(kept, count_chars(&String::from_utf8_lossy(&bytes)), "{name}");
    }
}
