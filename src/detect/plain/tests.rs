//! Small made pages: what is a table, what is none, and how its rows and columns are read.

use super::super::detect;
use crate::model::{
    Block, Content, Diagnostics, Document, FontInfo, Glyph, MediaType, Page, Rect, Ruling, Table, TextLayer,
};

/// A page of 10-point letters, each half an em wide (a space less): pieces of text with their left edge, a line each 14 points; `true` where a
/// rule over the whole width stands under the line.
fn page(lines: &[(&[(f32, &str)], bool)]) -> Page {
    let mut page = Page { number: 1, width: 600.0, height: 800.0, fonts: vec![FontInfo::default()], ..Page::default() };
    for (i, (pieces, ruled)) in lines.iter().enumerate() {
        let y = 100.0 + 14.0 * i as f32;
        for (x, text) in *pieces {
            let mut x = *x;
            for c in text.chars() {
                let width = if c == ' ' { 3.0 } else { 5.0 };
                page.glyphs.push(Glyph {
                    text: c.to_string().into(),
                    bbox: Rect::new(x, y - 8.0, x + width, y + 2.0),
                    baseline: y,
                    size: 10.0,
                    font: 0,
                    angle: 0,
                    mcid: None,
                });
                x += width;
            }
        }
        if *ruled {
            page.rulings.push(Ruling { bbox: Rect::new(50.0, y + 3.0, 450.0, y + 3.5), vertical: false });
        }
    }
    page
}

fn tables(page: Page) -> Vec<Table> {
    let document = Document {
        media_type: MediaType::Pdf,
        text_layer: TextLayer::Native,
        page_count: 1,
        content: Content::Pages(vec![page]),
        diagnostics: Vec::new(),
        ignored: 0,
    };
    let blocks = detect(&document, &mut Diagnostics::default());
    blocks.into_iter().filter_map(|b| if let Block::Table(t) = b { Some(t) } else { None }).collect()
}

/// Rows of a table, cells parted by `|`, wide ones with their width.
fn shown(table: &Table) -> Vec<String> {
    let cell = |c: &crate::model::Cell| match c.col_span {
        1 => c.text(),
        n => format!("{}<{n}>", c.text()),
    };
    (0..table.rows).map(|r| table.cells.iter().filter(|c| c.row == r).map(cell).collect::<Vec<_>>().join("|")).collect()
}

const FIGURES: [(&[(f32, &str)], bool); 4] = [
    (&[(50.0, "Austria"), (200.0, "12.5"), (300.0, "1,430"), (400.0, "-")], false),
    (&[(50.0, "Belgium"), (200.0, "3.0"), (300.0, "900"), (400.0, "17")], false),
    (&[(50.0, "Czech Republic"), (200.0, "4.1"), (300.0, "78"), (400.0, "5")], false),
    (&[(50.0, "Denmark"), (200.0, "0.2"), (400.0, "44")], false),
];

#[test]
fn figures_without_any_rule_are_a_table() {
    let mut lines = vec![(&[(60.0, "Table 3. Rates by country, in per cent of all of them")][..], false)];
    lines.push((&[(50.0, "Country"), (195.0, "Rate"), (300.0, "Cases"), (395.0, "Deaths")][..], false));
    lines.extend(FIGURES);
    lines.push((&[(50.0, "Source: the office")][..], false));
    let found = tables(page(&lines));
    assert_eq!(found.len(), 1);
    assert_eq!(
        shown(&found[0]),
        [
            "Country|Rate|Cases|Deaths",
            "Austria|12.5|1,430|-",
            "Belgium|3.0|900|17",
            "Czech Republic|4.1|78|5",
            "Denmark|0.2||44"
        ]
    );
    assert!(found[0].cells.iter().all(|c| c.is_empty() || c.doubt.is_some()));
}

#[test]
fn names_of_groups_stand_over_their_columns() {
    let mut lines = vec![(&[(235.0, "Cases reported during the year")][..], false)];
    lines.push((&[(50.0, "Country"), (195.0, "Rate"), (300.0, "Cases"), (395.0, "Deaths")][..], true));
    lines.extend(FIGURES);
    let found = tables(page(&lines));
    assert_eq!(
        shown(&found[0])[..2],
        ["|Cases reported during the year<3>", "Country|Rate|Cases|Deaths"].map(str::to_owned)[..]
    );
}

#[test]
fn a_label_of_two_lines_is_one_cell() {
    let mut lines = FIGURES.to_vec();
    lines.push((&[(50.0, "Other countries and"), (200.0, "")][..], false));
    lines.push((&[(60.0, "territories"), (200.0, "7.7"), (300.0, "15"), (400.0, "2")][..], false));
    let found = tables(page(&lines));
    assert_eq!(shown(&found[0])[4], "Other countries and territories|7.7|15|2");
}

#[test]
fn words_between_rules_are_a_table_and_without_them_none() {
    let lines = |ruled| {
        vec![
            (&[(50.0, "Product"), (250.0, "Brand")][..], ruled),
            (&[(50.0, "Soap"), (250.0, "White")][..], false),
            (&[(50.0, "Coffee"), (250.0, "Black")][..], ruled),
        ]
    };
    let mut ruled = lines(true);
    ruled.insert(0, (&[(50.0, "Leading brands of the year by what they are")][..], true));
    let found = tables(page(&ruled));
    assert_eq!(found.len(), 1);
    assert_eq!(shown(&found[0]), ["Product|Brand", "Soap|White", "Coffee|Black"]);
    assert!(tables(page(&lines(false))).is_empty());
}

#[test]
fn letterheads_lists_contents_and_scales_are_no_tables() {
    let letter: Vec<(&[(f32, &str)], bool)> = vec![
        (&[(50.0, "BỘ NỘI VỤ"), (250.0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")], false),
        (&[(50.0, "Số: 12/BNV"), (250.0, "Độc lập - Tự do - Hạnh phúc")], false),
        (&[(50.0, "V/v báo cáo"), (250.0, "Hà Nội, ngày 12 tháng 5 năm 2025")], false),
        (&[(50.0, "Nơi nhận:"), (250.0, "BỘ TRƯỞNG")], false),
        (&[(50.0, "- Như trên;"), (250.0, "(Đã ký)")], false),
    ];
    assert!(tables(page(&letter)).is_empty());
    let list: Vec<(&[(f32, &str)], bool)> = vec![
        (&[(50.0, "1."), (100.0, "The first of all")], false),
        (&[(50.0, "2."), (100.0, "A second one")], false),
        (&[(50.0, "3."), (100.0, "12 more")], false),
        (&[(50.0, "4."), (100.0, "The last")], false),
    ];
    assert!(tables(page(&list)).is_empty());
    let contents: Vec<(&[(f32, &str)], bool)> = vec![
        (&[(50.0, "Foreword ............................."), (400.0, "3")], false),
        (&[(50.0, "Methods .............................."), (400.0, "7")], false),
        (&[(50.0, "Results .............................."), (400.0, "12")], false),
        (&[(50.0, "Annex ................................"), (400.0, "30")], false),
    ];
    assert!(tables(page(&contents)).is_empty());
    let scales: Vec<(&[(f32, &str)], bool)> = vec![
        (&[(50.0, "300"), (300.0, "60")], false),
        (&[(50.0, "200"), (300.0, "40")], false),
        (&[(50.0, "100"), (300.0, "20")], false),
        (&[(50.0, "0"), (300.0, "0")], false),
    ];
    assert!(tables(page(&scales)).is_empty());
}

/// A grid of horizontal and vertical rules.
fn grid(page: &mut Page, xs: &[f32], ys: &[f32], inner: (f32, f32)) {
    let (x0, x1) = (xs[0], xs[xs.len() - 1]);
    page.rulings.extend(ys.iter().map(|y| Ruling { bbox: Rect::new(x0, *y, x1, y + 0.5), vertical: false }));
    for (i, x) in xs.iter().enumerate() {
        let (y0, y1) = if i == 0 || i + 1 == xs.len() { (ys[0], ys[ys.len() - 1]) } else { inner };
        page.rulings.push(Ruling { bbox: Rect::new(*x, y0, x + 0.5, y1), vertical: true });
    }
}

#[test]
fn a_ruled_table_is_cut_where_its_rules_stop() {
    let mut lines = vec![(&[(50.0, "Country"), (195.0, "Rate"), (300.0, "Cases"), (395.0, "Deaths")][..], false)];
    lines.extend(FIGURES);
    let wanted = ["Country|Rate|Cases|Deaths", "Austria|12.5|1,430|-", "Belgium|3.0|900|17", "Czech Republic|4.1|78|5"];
    // Columns ruled in the header only; then rows ruled around all of them only.
    let rows: Vec<f32> = (0..6).map(|i| 90.0 + 14.0 * i as f32).collect();
    for (ys, inner) in [(rows, (90.0, 104.0)), (vec![90.0, 104.0, 160.0], (90.0, 160.0))] {
        let mut page = page(&lines);
        grid(&mut page, &[45.0, 180.0, 290.0, 385.0, 450.0], &ys, inner);
        let found = tables(page);
        assert_eq!(found.len(), 1);
        assert_eq!(shown(&found[0])[..4], wanted.map(str::to_owned)[..]);
    }
}

#[test]
fn a_frame_is_no_table() {
    let mut page =
        page(&[(&[(60.0, "A remark in a box of two parts")], false), (&[(60.0, "and its second part")], false)]);
    grid(&mut page, &[50.0, 450.0], &[90.0, 104.0, 118.0], (90.0, 118.0));
    assert!(tables(page).is_empty());
}
