//! Tagged PDF: the second reading, and how it and the first check each other.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, reason = "tests")]

mod support;

use std::collections::BTreeMap;
use std::path::Path;

use phuluc::model::{Block, Code, Content, Method, Page, Stitched, Table};
use phuluc::pipeline::{Options, Stages, stages};
use support::pdf::{Leaf, tagged};

/// Cells with text in the ruled tables of a paper.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Agreement {
    printed: usize,
    /// Those that the tags know.
    tagged: usize,
    /// Of them those that have the same text in the tags.
    same_text: usize,
    /// And stand in the same columns, over as many rows, beside the same cells.
    same_place: usize,
}

const fn agreement([printed, tagged, same_text, same_place]: [usize; 4]) -> Agreement {
    Agreement { printed, tagged, same_text, same_place }
}

/// The tagged papers of the corpus. `docs/how-it-works.md` says where the readings differ and why.
const AGREEMENT: [(&str, Agreement); 4] = [
    ("plans/pdf/04.pdf", agreement([155, 129, 129, 129])),
    ("plans/pdf/11.pdf", agreement([105, 100, 100, 100])),
    ("word/bnv_cv12094_phuluc_2025.pdf", agreement([454, 454, 454, 448])),
    ("word/bnv_qd1187_bochiso_cchc_2025.pdf", agreement([819, 819, 819, 538])),
];

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn tables(blocks: &[Block]) -> impl Iterator<Item = &Table> {
    blocks.iter().filter_map(|b| if let Block::Table(t) = b { Some(t) } else { None })
}

fn pages(seen: &Stages) -> &[Page] {
    match &seen.document.content {
        Content::Pages(pages) => pages,
        _ => panic!("a PDF has pages"),
    }
}

/// What is compared of a cell: its text, first column, columns, rows and the texts of its row.
type Printed = (String, usize, usize, usize, Vec<String>);

/// Each printed cell of a table, with its number in it.
fn cells(table: &Table) -> Vec<(usize, Printed)> {
    let row = |r: usize| table.cells.iter().filter(|c| c.row == r && !c.is_empty()).map(|c| fold(&c.text())).collect();
    let printed = table.cells.iter().enumerate().filter(|(_, c)| !c.is_empty());
    printed.map(|(i, c)| (i, (fold(&c.text()), c.col, c.col_span, c.row_span, row(c.row)))).collect()
}

/// Takes one of the cells left; says whether there was one.
fn take<K: Ord>(left: &mut BTreeMap<K, usize>, key: &K) -> bool {
    left.get_mut(key).filter(|n| **n > 0).map(|n| *n -= 1).is_some()
}

/// Compares the ruled tables with the tags by what they print; what differs is shown.
fn compare(seen: &Stages) -> Agreement {
    let (mut texts, mut places) = (BTreeMap::new(), BTreeMap::new());
    for table in &seen.tagged {
        for (_, cell) in cells(table) {
            *texts.entry((table.page, cell.0.clone())).or_default() += 1;
            *places.entry((table.page, cell)).or_default() += 1;
        }
    }
    let mut out = Agreement::default();
    for table in tables(&seen.blocks).filter(|t| t.method == Method::Lattice) {
        let glyphs = &pages(seen)[table.page as usize - 1].glyphs;
        for (i, cell) in cells(table) {
            let bbox = table.cells[i].bbox;
            let mut held = glyphs.iter().filter(|g| bbox.contains(g.bbox.center_x(), g.bbox.center_y()));
            out.printed += 1;
            if held.any(|g| g.mcid.is_some()) {
                let same_text = take(&mut texts, &(table.page, cell.0.clone()));
                let same_place = take(&mut places, &(table.page, cell.clone()));
                out.tagged += 1;
                out.same_text += usize::from(same_text);
                out.same_place += usize::from(same_place);
                if !same_place && (cell.1 > 0 || !same_text) {
                    println!("  {same_text} page {} r{} c{}: {}", table.page, table.cells[i].row, cell.1, cell.0);
                }
            }
        }
    }
    out
}

#[test]
fn both_readings_agree_on_the_corpus() {
    let Some(corpus) = support::corpus() else { return };
    let mut found = Vec::new();
    for folder in ["nq03", "plans/pdf", "seed", "word"] {
        for pdf in support::files(&corpus.join(folder), "pdf") {
            let seen = support::run(&pdf).unwrap();
            assert_eq!(seen.plan.audit.lost, 0, "{}", pdf.display());
            assert!(seen.plan.diagnostics.iter().all(|d| d.code != Code::ReadingsDiffer), "{}", pdf.display());
            let doubts = tables(&seen.blocks).flat_map(|t| &t.cells).filter(|c| c.doubt.is_some()).count();
            assert!(seen.tagged.is_empty() || doubts == 0, "{}: {doubts} cells in doubt", pdf.display());
            if !seen.tagged.is_empty() {
                let name = pdf.strip_prefix(&corpus).unwrap().to_string_lossy().replace('\\', "/");
                let counts = compare(&seen);
                println!("{name}: {counts:?}");
                found.push((name, counts));
            }
        }
    }
    let expected: Vec<_> = AGREEMENT.iter().map(|(name, counts)| ((*name).to_owned(), *counts)).collect();
    assert_eq!(found, expected);
}

#[test]
fn both_readings_agree_on_the_tagged_fixture() {
    let seen = support::run(&support::root().join("fixtures/plan-two-appendices/0-source.pdf")).unwrap();
    assert_eq!(compare(&seen), agreement([105, 100, 100, 100]));
}

/// One cell's text at a place, with its mark.
fn text(id: u32, x: u32, y: u32, text: &str) -> String {
    format!("/P <</MCID {id}>> BDC BT /F1 10 Tf {x} {y} Td ({text}) Tj ET EMC ")
}

fn leaf(content: &str) -> Leaf<'_> {
    Leaf { entries: "/MediaBox[0 0 300 200]", content: content.as_bytes() }
}

fn run(bytes: &[u8]) -> Stages {
    let seen = stages(bytes, &Options::default()).unwrap();
    assert_eq!(seen.plan.audit.lost, 0);
    seen
}

fn rows(stitched: &Stitched) -> Vec<Vec<String>> {
    let rows = stitched.tables.iter().flat_map(|t| &t.rows);
    rows.map(|r| r.cells.iter().map(|c| fold(&c.text())).collect()).collect()
}

/// A row of cells of one mark each on one page: `TH` or `TD`, spans where they are not 1.
fn row(role: &str, page: usize, ids: &[u32]) -> String {
    let cells: String = ids.iter().map(|id| format!("<</S/{role}/K[<</S/P/K {id}>>]>>")).collect();
    format!("<</S/TR/Pg {page} 0 R/K[{cells}]>>")
}

fn tree(rows: &str) -> Vec<(usize, String)> {
    vec![
        (50, "<</Type/StructTreeRoot/RoleMap<</Bang/Table/A/B/B/A>>/K 51 0 R>>".to_owned()),
        (51, "<</S/Document/K[<</S/A/K 51 0 R>> 52 0 R]>>".to_owned()),
        (
            52,
            format!(
                "<</S/Bang/P 51 0 R/K[<</S/THead/K[{}]>><</S/TBody/K[{rows} 52 0 R]>>]>>",
                row("TH", 100, &[0, 1, 2])
            ),
        ),
    ]
}

fn header() -> String {
    text(0, 20, 180, "STT") + &text(1, 60, 180, "Task") + &text(2, 220, 180, "Lead")
}

#[test]
fn a_table_without_rulings_is_read_by_its_tags() {
    // Row 2 is cut by the page; its number stands on the first page only. The role map and the tree go in circles.
    let one = header()
        + &text(3, 20, 160, "1")
        + &text(4, 60, 160, "review the rules.")
        + &text(5, 220, 160, "Office A")
        + &text(6, 20, 140, "2")
        + &text(7, 60, 140, "report on what")
        + &text(8, 220, 140, "Office B");
    let two = text(0, 60, 180, "was done.")
        + &text(1, 20, 160, "3")
        + &text(2, 60, 160, "close.")
        + &text(3, 220, 160, "Office C")
        + "BT /F1 10 Tf 150 10 Td (2) Tj ET";
    let cut = "<</S/TR/Pg 100 0 R/K[<</S/TD/K 6>><</S/TD/K[7 <</Type/MCR/Pg 102 0 R/MCID 0>>]>><</S/TD/K 8>>]>>";
    let body = row("TD", 100, &[3, 4, 5]) + cut + &row("TD", 102, &[1, 2, 3]);
    let seen = run(&tagged(&[leaf(&one), leaf(&two)], &tree(&body)));
    assert!(tables(&seen.blocks).all(|t| t.method == Method::Tagged));
    assert_eq!((seen.stitched.tables.len(), seen.stitched.tables[0].pages.as_slice()), (1, &[1, 2][..]));
    assert_eq!(
        rows(&seen.stitched),
        [
            ["1", "review the rules.", "Office A"],
            ["2", "report on what was done.", "Office B"],
            ["3", "close.", "Office C"]
        ]
    );
}

#[test]
fn a_header_repeated_without_tags_is_part_of_its_table() {
    let artifact = |y: u32| {
        let cells = [(20, "STT"), (60, "C\\364ng vi\\206c"), (220, "Ch\\207 tr\\354")];
        let text = cells.map(|(x, t)| format!("BT /F1 10 Tf {x} {y} Td ({t}) Tj ET ")).concat();
        format!("/Artifact BMC {text}EMC BT /F1 10 Tf 150 190 Td (2) Tj ET ")
    };
    let head = [(0, 20, "STT"), (1, 60, "C\\364ng vi\\206c"), (2, 220, "Ch\\207 tr\\354")];
    let one = head.map(|(id, x, t)| text(id, x, 170, t)).concat()
        + &text(3, 20, 150, "1")
        + &text(4, 60, 150, "review what")
        + &text(5, 220, 150, "Office A");
    let two = artifact(170)
        + &text(0, 60, 150, "was done.")
        + &text(1, 20, 130, "2")
        + &text(2, 60, 130, "close.")
        + &text(3, 220, 130, "Office C");
    let cut = "<</S/TR/Pg 100 0 R/K[<</S/TD/K 3>><</S/TD/K[4 <</Type/MCR/Pg 102 0 R/MCID 0>>]>><</S/TD/K 5>>]>>";
    let seen = run(&tagged(&[leaf(&one), leaf(&two)], &tree(&(cut.to_owned() + &row("TD", 102, &[1, 2, 3])))));
    assert_eq!(rows(&seen.stitched), [["1", "review what was done.", "Office A"], ["2", "close.", "Office C"]]);
}

/// Rulings of a table of three columns with rows that end at these heights.
fn ruled(ys: &[u32]) -> String {
    let (top, bottom) = (ys[0], ys[ys.len() - 1]);
    let lines: String = ys.iter().map(|y| format!("10 {y} m 290 {y} l S ")).collect();
    let sides: String = [10, 50, 210, 290].iter().map(|x| format!("{x} {top} m {x} {bottom} l S ")).collect();
    lines + &sides
}

fn two_rows() -> (String, String) {
    let content = header()
        + &text(3, 20, 160, "1")
        + &text(4, 60, 160, "review")
        + &text(5, 220, 160, "Office A")
        + &text(6, 20, 140, "2")
        + &text(7, 60, 140, "report")
        + &text(8, 220, 140, "Office B");
    (content, row("TD", 100, &[3, 4, 5]) + &row("TD", 100, &[6, 7, 8]))
}

#[test]
fn readings_that_agree_are_silent() {
    let (content, body) = two_rows();
    let seen = run(&tagged(&[leaf(&(ruled(&[195, 173, 153, 133]) + &content))], &tree(&body)));
    let found: Vec<&Table> = tables(&seen.blocks).collect();
    assert_eq!((found.len(), found[0].method, seen.tagged.len()), (1, Method::Lattice, 1));
    assert!(found[0].cells.iter().all(|c| c.doubt.is_none()));
    assert!(seen.plan.diagnostics.iter().all(|d| d.code != Code::ReadingsDiffer));
}

#[test]
fn a_border_that_only_the_tags_know_is_taken_and_doubted() {
    let (content, body) = two_rows();
    let seen = run(&tagged(&[leaf(&(ruled(&[195, 173, 133]) + &content))], &tree(&body)));
    let table = tables(&seen.blocks).next().unwrap();
    assert_eq!((table.method, table.rows), (Method::Tagged, 3));
    assert!(table.cells.iter().all(|c| c.doubt.is_some() == (c.row > 0)));
}

#[test]
fn a_border_that_only_the_rulings_know_stays_and_is_doubted() {
    let (content, _) = two_rows();
    let merged = "<</S/TR/Pg 100 0 R/K[<</S/TD/K[3 6]>><</S/TD/K[4 7]>><</S/TD/K[5 8]>>]>>";
    let seen = run(&tagged(&[leaf(&(ruled(&[195, 173, 153, 133]) + &content))], &tree(merged)));
    let table = tables(&seen.blocks).next().unwrap();
    assert_eq!((table.method, table.rows), (Method::Lattice, 3));
    assert!(table.cells.iter().all(|c| c.doubt.is_some() == (c.row > 0)));
}

#[test]
fn rows_that_only_the_tags_know_are_told() {
    let (content, body) = two_rows();
    let seen = run(&tagged(&[leaf(&(ruled(&[195, 173, 153]) + &content))], &tree(&body)));
    assert!(seen.plan.diagnostics.iter().any(|d| d.code == Code::ReadingsDiffer));
}

#[test]
fn tags_that_cannot_be_right_change_nothing() {
    let (content, _) = two_rows();
    let page = ruled(&[195, 173, 153, 133]) + &content;
    let plain = run(&tagged(&[leaf(&page)], &[]));
    let swapped = row("TD", 100, &[5, 4, 3]) + &row("TD", 100, &[8, 7, 6]);
    let short = row("TD", 100, &[3, 4]) + &row("TD", 100, &[5, 6, 7, 8]);
    let spans = "<</S/TR/Pg 100 0 R/K[<</S/TD/A<</O/Table/RowSpan 9/ColSpan 4000000>>/K[3 4 5 6 7 8]>>]>>";
    for body in [swapped.as_str(), &short, spans, "<</S/TR/K 99>>", ""] {
        let seen = run(&tagged(&[leaf(&page)], &tree(body)));
        assert_eq!(seen.blocks, plain.blocks, "{body}");
    }
}

#[test]
fn numbers_that_count_themselves_go_to_their_rows() {
    // Word puts the whole list of numbers into the first cell of the column.
    let (content, _) = two_rows();
    let list = "<</S/TD/K[<</S/L/K[<</S/LI/K[<</S/LBody/K 3>>]>><</S/LI/K[<</S/LBody/K 6>>]>>]>>]>>";
    let cells = |ids: [u32; 2]| ids.map(|id| format!("<</S/TD/K {id}>>")).concat();
    let body =
        format!("<</S/TR/Pg 100 0 R/K[{list}{}]>><</S/TR/Pg 100 0 R/K[<</S/TD>>{}]>>", cells([4, 5]), cells([7, 8]));
    let seen = run(&tagged(&[leaf(&content)], &tree(&body)));
    assert_eq!(rows(&seen.stitched), [["1", "review", "Office A"], ["2", "report", "Office B"]]);
}

#[test]
fn whatever_is_tagged_in_the_corpus_survives() {
    let Some(corpus) = support::corpus() else { return };
    let name = |p: &Path| p.file_name().unwrap().to_string_lossy().into_owned();
    let tagged: Vec<String> = support::files(&corpus.join("nasty"), "pdf")
        .iter()
        .filter(|p| support::run(p).is_ok_and(|seen| !seen.tagged.is_empty()))
        .map(|p| name(p))
        .collect();
    assert!(tagged.contains(&"word365_structure.pdf".to_owned()), "{tagged:?}");
}
