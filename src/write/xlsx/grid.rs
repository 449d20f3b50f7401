//! A table as it is to stand on a sheet, and the painting of it. Whatever a document says is written as a string: nothing in it is
//! computed, and nothing can be clicked on.

use jiff::civil::Date;
use rust_xlsxwriter::{
    Color, DataValidation, ExcelDateTime, Format, FormatAlign, FormatBorder, RowNum, Worksheet, XlsxError,
};

use super::super::visible::visible;
use super::metrics::{SIZE, lines};
use super::words;
use crate::error::{ErrorKind, Result};
use crate::lang::Language;
use crate::model::Severity;

/// UTF-16 units in a cell: a limit of Excel.
const MAX: usize = 32_767;
/// The type that Nghị định 30/2020/NĐ-CP sets for papers of the State.
const FONT: &str = "Times New Roman";
/// Height of one line of that type, in points: as Excel sets it; LibreOffice needs less.
const LINE: f64 = 14.5;
/// Points of a row over and under its lines.
const MARGIN: f64 = 4.0;
/// Points of a row that Excel shows.
const TALLEST: f64 = 409.0;
/// How much wider bold type is.
pub(super) const BOLD: f64 = 1.08;
/// Units of a header that the button of the filter covers.
const BUTTON: f64 = 1.0;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Words, wrapped.
    Text,
    /// A number or a few letters, in the middle.
    Short,
    /// A day.
    Day,
    /// For the office to fill in from a list.
    Status,
    /// For the office to fill in.
    Result,
    /// A key, for programs.
    Id,
}

/// A column of a table.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub(super) header: String,
    pub(super) kind: Kind,
}

impl Column {
    pub(super) fn new(header: impl Into<String>, kind: Kind) -> Self {
        Self { header: header.into(), kind }
    }
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Text(String),
    Day(Date),
    Blank,
}

/// A cell, coloured where something is to be said of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cell {
    pub(super) value: Value,
    pub(super) tint: Option<Severity>,
}

impl Cell {
    pub(super) const BLANK: Self = Self { value: Value::Blank, tint: None };

    pub(super) fn text(text: impl Into<String>) -> Self {
        Self { value: Value::Text(text.into()), tint: None }
    }

    pub(super) fn day(day: Option<Date>) -> Self {
        Self { value: day.map_or(Value::Blank, Value::Day), tint: None }
    }

    pub(super) fn tinted(mut self, tint: Option<Severity>) -> Self {
        self.tint = tint;
        self
    }
}

/// A row of a table.
#[derive(Clone, Debug)]
pub(super) enum Line {
    /// Bold, across the table; and how deep it stands.
    Section(String, usize, Option<Severity>),
    /// A cell a column.
    Cells(Vec<Cell>),
}

/// A table.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    pub(super) columns: Vec<Column>,
    pub(super) lines: Vec<Line>,
}

/// A cell that does not show all it should.
pub(super) struct Cramped {
    /// Which of the lines with cells, from 0.
    pub(super) row: usize,
    /// Header of its column.
    pub(super) header: String,
    /// Its text's UTF-16 units.
    pub(super) length: usize,
    /// Whether the text itself was cut, or its row is only higher than Excel shows.
    pub(super) cut: bool,
}

/// Where a table stands on its sheet.
pub(super) struct Painted {
    /// Sheet rows of the lines with cells.
    pub(super) rows: Vec<RowNum>,
    /// The sheet row behind the table.
    pub(super) next: RowNum,
    pub(super) cramped: Vec<Cramped>,
}

/// Paints a table, its header on sheet row `top`. Section rows reach over the first `across` columns.
pub(super) fn paint(
    sheet: &mut Worksheet,
    top: RowNum,
    grid: &Grid,
    widths: &[f64],
    across: usize,
    language: Language,
) -> Result<Painted> {
    let head = look().set_bold().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
    let head = head.set_background_color(Color::RGB(0x00D9_E2F3));
    for (at, column) in (0..).zip(&grid.columns) {
        sheet.write_string_with_format(top, at, held(&column.header).0, &head).map_err(wrong)?;
    }
    let heads = grid.columns.iter().zip(widths).map(|(c, width)| lines(&c.header, width - BUTTON, BOLD));
    set_height(sheet, top, heads.fold(1.0, f64::max))?;
    let mut out = Painted { rows: Vec::new(), next: top + 1, cramped: Vec::new() };
    for line in &grid.lines {
        match line {
            Line::Section(text, depth, tint) => {
                let width: f64 = widths.iter().take(across).sum();
                banner(sheet, out.next, (across, width), text, &section(*depth, *tint), BOLD)?;
            }
            Line::Cells(cells) => {
                let (row, mut high) = (out.rows.len(), 1.0_f64);
                for ((at, column), (cell, width)) in (0..).zip(&grid.columns).zip(cells.iter().zip(widths)) {
                    let length = put(sheet, out.next, at, cell, &look_of(column.kind, cell))?;
                    let Value::Text(text) = &cell.value else { continue };
                    let (cut, needed) = (length > MAX, lines(text, *width, 1.0));
                    high = high.max(needed);
                    if cut || needed * LINE + MARGIN > TALLEST {
                        out.cramped.push(Cramped { row, header: column.header.clone(), length, cut });
                    }
                }
                set_height(sheet, out.next, high)?;
                out.rows.push(out.next);
            }
        }
        out.next += 1;
    }
    if let (Some(first), Some(last)) = (out.rows.first(), out.rows.last()) {
        for (at, _) in (0..).zip(&grid.columns).filter(|(_, c)| c.kind == Kind::Status) {
            let list = DataValidation::new().allow_list_strings(&words::statuses(language)).map_err(wrong)?;
            sheet.add_data_validation(*first, at, *last, at, &list).map_err(wrong)?;
        }
    }
    Ok(out)
}

/// Writes a text over the first columns of a row, as high as it needs. `across`: how many columns, and their width in all;
/// `scale`: of the type.
pub(super) fn banner(
    sheet: &mut Worksheet,
    row: RowNum,
    (across, width): (usize, f64),
    text: &str,
    format: &Format,
    scale: f64,
) -> Result<()> {
    let (text, _) = held(text);
    let last = u16::try_from(across.saturating_sub(1)).unwrap_or(u16::MAX);
    if last == 0 {
        sheet.write_string_with_format(row, 0, &text, format).map_err(wrong)?;
    } else {
        sheet.merge_range(row, 0, row, last, &text, format).map_err(wrong)?;
    }
    set_height(sheet, row, lines(&text, width, scale) * scale)
}

/// Makes a row as high as its lines. LibreOffice fits no row to its text when it opens a workbook, and Excel no merged cell.
fn set_height(sheet: &mut Worksheet, row: RowNum, lines: f64) -> Result<()> {
    sheet.set_row_height(row, (lines * LINE + MARGIN).min(TALLEST)).map_err(wrong)?;
    Ok(())
}

/// Writes a cell; gives the UTF-16 units of its text.
fn put(sheet: &mut Worksheet, row: RowNum, at: u16, cell: &Cell, format: &Format) -> Result<usize> {
    let written = match &cell.value {
        Value::Blank => sheet.write_blank(row, at, format).map(|_| 0),
        Value::Day(day) => match excel_day(*day) {
            Some(date) => sheet.write_datetime_with_format(row, at, &date, format).map(|_| 0),
            None => sheet.write_string_with_format(row, at, day.to_string(), format).map(|_| 0),
        },
        Value::Text(text) => {
            let (text, length) = held(text);
            sheet.write_string_with_format(row, at, text, format).map(|_| length)
        }
    };
    Ok(written.map_err(wrong)?)
}

/// A day as Excel counts them: from 1900 on.
fn excel_day(day: Date) -> Option<ExcelDateTime> {
    let part = |n: i8| u8::try_from(n).ok();
    ExcelDateTime::from_ymd(u16::try_from(day.year()).ok()?, part(day.month())?, part(day.day())?).ok()
}

/// A text as a cell holds it, cut with a mark where it is too long; and its UTF-16 units before that.
pub(super) fn held(text: &str) -> (String, usize) {
    let text = visible(text);
    let units: usize = text.chars().map(char::len_utf16).sum();
    if units <= MAX {
        return (text, units);
    }
    let mark = " […]";
    let mut room = MAX - mark.chars().count();
    let end = text.char_indices().find(|(_, c)| {
        let held = room >= c.len_utf16();
        room = room.saturating_sub(c.len_utf16());
        !held
    });
    (format!("{}{mark}", &text[..end.map_or(text.len(), |e| e.0)]), units)
}

/// The type of every cell.
pub(super) fn plain() -> Format {
    Format::new().set_font_name(FONT).set_font_size(SIZE).set_text_wrap().set_align(FormatAlign::Top)
}

/// A cell of a table.
fn look() -> Format {
    plain().set_border(FormatBorder::Thin).set_border_color(Color::RGB(0x0080_8080))
}

/// How a cell of a column looks.
pub(super) fn look_of(kind: Kind, cell: &Cell) -> Format {
    let look = match kind {
        Kind::Text | Kind::Result => look(),
        Kind::Short | Kind::Status => look().set_align(FormatAlign::Center),
        Kind::Day => look().set_align(FormatAlign::Center).set_num_format("dd/mm/yyyy"),
        Kind::Id => look().set_font_color(Color::RGB(0x0080_8080)).set_font_size(8),
    };
    tinted(look, cell.tint)
}

fn section(depth: usize, tint: Option<Severity>) -> Format {
    let color = if depth == 0 { 0x00E7_E6E6 } else { 0x00F5_F5F5 };
    tinted(look().set_bold().set_align(FormatAlign::VerticalCenter).set_background_color(Color::RGB(color)), tint)
}

/// With the colour of a severity; what is only good to know has none.
pub(super) fn tinted(format: Format, tint: Option<Severity>) -> Format {
    match tint {
        Some(Severity::Error) => format.set_background_color(Color::RGB(0x00F8_CBAD)),
        Some(Severity::Warning) => format.set_background_color(Color::RGB(0x00FF_F2CC)),
        Some(Severity::Info) | None => format,
    }
}

/// The limits of a workbook, in the words of the crate that keeps them.
pub(super) fn wrong(error: XlsxError) -> ErrorKind {
    ErrorKind::Write(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_hold_so_much_and_no_more() {
        assert_eq!(held("ngắn"), ("ngắn".to_owned(), 4));
        assert_eq!(held(&"ă".repeat(MAX)).0, "ă".repeat(MAX));
        for text in ["ă".repeat(MAX + 1), "𝔄".repeat(MAX)] {
            let (cut, length) = held(&text);
            let units = cut.encode_utf16().count();
            assert!((MAX - 1..=MAX).contains(&units) && length > MAX, "{units} {length}");
            assert!(text.starts_with(cut.strip_suffix(" […]").unwrap()));
        }
    }
}
