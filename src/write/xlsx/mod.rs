//! A workbook for an office: a sheet a table, one of what is to be said (`Lưu ý`), one of where all comes from (`Nguồn`).
//!
//! In: plans. Out: one XLSX file. A layout makes a table of an appendix (`rows`, `tracker`), `grid` paints it, `widths` gives each
//! column its room, `metrics` knows the type. Links lead from each row to its place in the sources and back, inside the workbook: a link to the PDF would
//! break where the workbook goes on without it, and most programs drop the page it names. The whole book is kept in memory
//! until it is written, as its sheets can only be named when all documents are known.

mod aside;
mod grid;
mod layout;
mod metrics;
mod names;
mod rows;
mod tracker;
mod widths;
mod words;

use std::io::Write;

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatUnderline, RowNum, Workbook, Worksheet,
};

use super::{Layout, WriteOptions};
use crate::error::Result;
use crate::lang::{Language, Message};
use crate::model::{Appendix, Diagnostic, Plan, Role, Severity};
use aside::{Note, Source};
use grid::{BOLD, Cell, Cramped, Kind, look_of, paint, plain, wrong};
use layout::Draft;
use metrics::SIZE;
use names::Names;

/// Paper sizes, by the numbers that Excel gives them.
const A3: u8 = 8;
const A4: u8 = 9;
/// Margins in inches: left and right, top and bottom, header and footer.
const MARGINS: [f64; 3] = [0.4, 0.5, 0.3];
/// Size of the type of titles, in points.
const TITLE: f64 = 13.0;
/// Links of a sheet: a limit of Excel.
const LINKS: usize = 65_530;
/// Year of the file's creation, always the same: what is written holds no clock.
const CREATED: u16 = 2000;

/// A workbook that grows.
pub(super) struct Book<W: Write> {
    options: WriteOptions,
    out: W,
    tables: Vec<Table>,
    notes: Vec<Note>,
    /// The documents' rows on the sheet of sources.
    documents: Vec<Vec<Cell>>,
}

/// A painted table that has no name yet.
struct Table {
    sheet: Worksheet,
    /// What its sheet is to be called: the document, and the table in it.
    document: String,
    label: String,
    file: String,
    /// Sheet rows of its items, and where those come from.
    rows: Vec<(RowNum, Source)>,
    /// The column whose cells lead to the sources, and what stands in it.
    link: u16,
    shown: Vec<(String, Format)>,
}

impl<W: Write> Book<W> {
    pub(super) fn new(options: WriteOptions, out: W) -> Self {
        Self { options, out, tables: Vec::new(), notes: Vec::new(), documents: Vec::new() }
    }

    pub(super) fn add(&mut self, plan: &Plan) -> Result<()> {
        let language = self.options.headers;
        self.documents.push(aside::document(plan));
        let file = &plan.source.name;
        let own = |d: &Diagnostic| Note::of(d, file, String::new(), language);
        self.notes.extend(plan.diagnostics.iter().map(own));
        for appendix in &plan.appendices {
            let at = self.tables.len();
            let own = |d: &Diagnostic| Note::of(d, file, field(appendix, d.field), language);
            self.notes.extend(appendix.diagnostics.iter().map(|d| own(d).on(at)));
            for (row, item) in appendix.items.iter().enumerate() {
                self.notes.extend(item.diagnostics.iter().map(|d| own(d).on(at).at(row, item)));
            }
            let draft = match self.options.layout {
                Layout::Rows => rows::draft(plan, appendix, language),
                Layout::Report => tracker::draft(plan, appendix),
            };
            let (table, cramped) = table(plan, appendix, &draft, language)?;
            self.notes
                .extend(cramped.iter().map(|c| cannot_show(c, file, language).on(at).at(c.row, draft.items[c.row])));
            self.tables.push(table);
        }
        Ok(())
    }

    pub(super) fn finish(mut self) -> Result<W> {
        let language = self.options.headers;
        let mut names = Names::default();
        let notes_name = names.give(&Message::new("sheet-notes").say(language), "notes");
        let sources_name = names.give(&Message::new("sheet-sources").say(language), "sources");
        let several = self.documents.len() > 1;
        let any = Message::new("sheet-table").say(language);
        let wanted = self.tables.iter().map(|t| {
            let whole = format!("{} {}", t.document, t.label);
            names.give(if several { &whole } else { &t.label }, &any)
        });
        let named: Vec<String> = wanted.collect();

        let notes = self.notes_sheet(&notes_name, &named)?;
        let (sources, first) = self.sources_sheet(&sources_name, &named)?;
        let mut book = Workbook::new();
        let created = ExcelDateTime::from_ymd(CREATED, 1, 1).map_err(wrong)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&created));
        let mut source = first;
        for (mut table, name) in self.tables.into_iter().zip(&named) {
            for (at, ((row, _), (text, format))) in table.rows.iter().zip(&table.shown).enumerate() {
                let target = (at < LINKS).then_some((sources_name.as_str(), source));
                lead(&mut table.sheet, (*row, table.link), target, text, format)?;
                source += 1;
            }
            table.sheet.set_name(name).map_err(wrong)?;
            book.push_worksheet(table.sheet);
        }
        book.push_worksheet(notes);
        book.push_worksheet(sources);
        self.out.write_all(&book.save_to_buffer().map_err(wrong)?)?;
        Ok(self.out)
    }

    /// The sheet of what is to be said.
    fn notes_sheet(&self, name: &str, named: &[String]) -> Result<Worksheet> {
        let grid = aside::notes(&self.notes, named, self.options.headers);
        let mut sheet = Worksheet::new();
        let widths = widths::widths(&grid);
        let painted = paint(&mut sheet, 0, &grid, &widths, grid.columns.len(), self.options.headers)?;
        set_up(&mut sheet, &widths, (0, painted.next), grid.columns.len(), false)?;
        sheet.set_freeze_panes(1, 0).map_err(wrong)?;
        for (at, (note, row)) in self.notes.iter().zip(&painted.rows).enumerate() {
            let Some(table) = note.table.filter(|_| at < LINKS) else { continue };
            let there = note.row.and_then(|r| self.tables[table].rows.get(r)).map_or(0, |r| r.0);
            let look = look_of(Kind::Text, &Cell::BLANK);
            lead(&mut sheet, (*row, aside::NOTE_LINK), Some((&named[table], there)), &named[table], &look)?;
        }
        sheet.set_name(name).map_err(wrong)?;
        Ok(sheet)
    }

    /// The sheet of where all comes from, and its first row that is about a row of a table.
    fn sources_sheet(&mut self, name: &str, named: &[String]) -> Result<(Worksheet, RowNum)> {
        let language = self.options.headers;
        let documents = aside::documents(std::mem::take(&mut self.documents), language);
        let all = self.tables.iter().zip(named);
        let flat = all.flat_map(|(t, name)| t.rows.iter().map(|(_, s)| (s, name.as_str(), t.file.as_str())));
        let rows = aside::rows(flat, language);
        let across = documents.columns.len();
        let mut widths = widths::widths(&documents);
        widths.iter_mut().zip(widths::widths(&rows)).for_each(|(a, b)| *a = a.max(b));
        let mut sheet = Worksheet::new();
        let above = paint(&mut sheet, 0, &documents, &widths, across, language)?;
        let painted = paint(&mut sheet, above.next + 1, &rows, &widths, across, language)?;
        set_up(&mut sheet, &widths, (above.next + 1, painted.next), across, false)?;
        let places =
            self.tables.iter().zip(named).flat_map(|(t, name)| t.rows.iter().map(move |(row, _)| (*row, name)));
        for ((there, name), row) in places.zip(&painted.rows).take(LINKS) {
            let look = look_of(Kind::Text, &Cell::BLANK);
            lead(&mut sheet, (*row, aside::ROW_LINK), Some((name, there)), name, &look)?;
        }
        sheet.set_name(name).map_err(wrong)?;
        Ok((sheet, above.next + 2))
    }
}

/// Paints a table.
fn table(plan: &Plan, appendix: &Appendix, draft: &Draft, language: Language) -> Result<(Table, Vec<Cramped>)> {
    let mut sheet = Worksheet::new();
    let widths = widths::widths(&draft.grid);
    let width = widths.iter().take(draft.across).sum();
    let mut top: RowNum = 0;
    for (title, bold) in &draft.titles {
        let look = plain().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
        let (look, scale) =
            if *bold { (look.set_bold().set_font_size(TITLE), TITLE / SIZE * BOLD) } else { (look.set_italic(), 1.0) };
        grid::banner(&mut sheet, top, (draft.across, width), title, &look, scale)?;
        top += 1;
    }
    let painted = paint(&mut sheet, top, &draft.grid, &widths, draft.across, language)?;
    let mut end = painted.next;
    if !draft.bare {
        for (text, tint) in legend(appendix, draft, language) {
            end += 1;
            let look = grid::tinted(plain().set_italic(), tint);
            grid::banner(&mut sheet, end, (draft.across, width), &text, &look, 1.0)?;
        }
    }
    set_up(&mut sheet, &widths, (top, painted.next), draft.across, draft.bare)?;
    sheet.set_freeze_panes(top + 1, 0).map_err(wrong)?;
    let last = RowNum::max(end, top);
    let across = u16::try_from(draft.across - 1).unwrap_or(u16::MAX);
    sheet.set_print_area(0, 0, last, across).map_err(wrong)?;
    let rows = painted.rows.iter().zip(&draft.items);
    let rows = rows.map(|(row, item)| (*row, Source::of(item, rows::place(item, language), language))).collect();
    let shown = draft.grid.lines.iter().filter_map(|line| {
        let grid::Line::Cells(cells) = line else { return None };
        let cell = &cells[draft.link];
        let grid::Value::Text(text) = &cell.value else { return None };
        let text = if text.is_empty() { "→" } else { text };
        Some((grid::held(text).0, look_of(draft.grid.columns[draft.link].kind, cell)))
    });
    let label = [&appendix.label, &appendix.title].into_iter().find(|t| !t.is_empty());
    let stem = plan.source.name.rsplit_once('.').map_or(plan.source.name.as_str(), |(stem, _)| stem);
    let table = Table {
        shown: shown.collect(),
        sheet,
        document: plan.document.number.clone().unwrap_or_else(|| stem.to_owned()),
        label: label.or(appendix.heading.as_ref()).cloned().unwrap_or_default(),
        file: plan.source.name.clone(),
        rows,
        link: u16::try_from(draft.link).unwrap_or(u16::MAX),
    };
    Ok((table, painted.cramped))
}

/// What the colours mean, and how much is said of the table as a whole.
fn legend(appendix: &Appendix, draft: &Draft, language: Language) -> Vec<(String, Option<Severity>)> {
    let items = draft.items.iter().flat_map(|i| &i.diagnostics);
    let worst: Vec<Severity> = items.chain(&appendix.diagnostics).map(|d| d.severity).collect();
    let mut out = Vec::new();
    if worst.contains(&Severity::Warning) {
        out.push((Message::new("sheet-legend-warning").say(language), Some(Severity::Warning)));
    }
    if worst.contains(&Severity::Error) {
        out.push((Message::new("sheet-legend-error").say(language), Some(Severity::Error)));
    }
    let whole = appendix.diagnostics.iter().filter(|d| d.severity > Severity::Info);
    let (n, worst) = (whole.clone().count(), whole.map(|d| d.severity).max());
    if n > 0 {
        out.push((Message::new("sheet-whole").with("n", n).say(language), worst));
    }
    out
}

/// Widths, filter, paper. `rows`: the header's row, and the one behind the table.
fn set_up(sheet: &mut Worksheet, widths: &[f64], rows: (RowNum, RowNum), across: usize, a3: bool) -> Result<()> {
    for (at, width) in (0..).zip(widths) {
        sheet.set_column_width(at, *width).map_err(wrong)?;
    }
    let last = u16::try_from(widths.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let (head, next) = rows;
    if next > head + 1 {
        let filtered = last.min(u16::try_from(across).unwrap_or(last));
        sheet.autofilter(head, 0, next - 1, filtered).map_err(wrong)?;
    }
    sheet.set_repeat_rows(head, head).map_err(wrong)?;
    sheet.set_landscape().set_paper_size(if a3 { A3 } else { A4 }).set_print_fit_to_pages(1, 0);
    let [side, ends, running] = MARGINS;
    sheet.set_margins(side, side, ends, ends, running, running).set_footer("&C&P/&N");
    Ok(())
}

/// Writes a cell that leads to a row of another sheet, or, where the sheet has as many links as it can, its text alone.
fn lead(
    sheet: &mut Worksheet,
    (row, column): (RowNum, u16),
    target: Option<(&str, RowNum)>,
    text: &str,
    look: &Format,
) -> Result<()> {
    if let Some((name, there)) = target {
        let link = format!("internal:'{}'!A{}", name.replace('\'', "''"), there + 1);
        let look = look.clone().set_font_color(Color::RGB(0x0005_63C1)).set_underline(FormatUnderline::Single);
        sheet.write_url_with_options(row, column, link.as_str(), text, "", Some(&look)).map_err(wrong)?;
    } else {
        sheet.write_string_with_format(row, column, text, look).map_err(wrong)?;
    }
    Ok(())
}

/// What the paper calls a column.
fn field(appendix: &Appendix, role: Option<Role>) -> String {
    let Some(role) = role else { return String::new() };
    let headers: Vec<&str> = appendix.columns.iter().filter(|c| c.role == role).map(|c| c.header.as_str()).collect();
    if headers.is_empty() { role.name().to_owned() } else { headers.join("; ") }
}

/// What is to be said of a cell that does not show all it should.
fn cannot_show(cell: &Cramped, file: &str, language: Language) -> Note {
    let (severity, message) = if cell.cut {
        (Severity::Warning, Message::new("sheet-cell-cut").with("length", cell.length))
    } else {
        (Severity::Info, Message::new("sheet-row-tall"))
    };
    Note::sheet(severity, &message, file, &cell.header, language)
}
