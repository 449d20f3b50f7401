//! What `read` makes of the bytes: a [`Document`] of pages with glyphs and rulings, or of lines, or of finished blocks.

use smol_str::SmolStr;

use super::{Block, Diagnostic, Rect};

/// What kind of file the bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaType {
    /// `application/pdf`
    Pdf,
    /// `text/plain`
    Text,
}

impl MediaType {
    /// The registered name, as it stands in the output's `source.media_type`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Text => "text/plain",
        }
    }
}

/// Where the characters come from (`source.text` in the output).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextLayer {
    /// Characters stored in the file.
    Native,
    /// No characters.
    None,
}

/// One document as read: coordinates, no meaning yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// What the bytes are.
    pub media_type: MediaType,
    /// Where its characters come from.
    pub text_layer: TextLayer,
    /// Number of pages; 0 where the input has none (text without form feeds).
    pub page_count: u32,
    /// The content in the shape in which the source has it.
    pub content: Content,
    /// What went wrong while reading without stopping it (a damaged page, an unreadable glyph).
    pub diagnostics: Vec<Diagnostic>,
    /// Non-space characters left out by rule: off the page, invisible, doubled for fake bold. Not part of the audit's sum.
    pub ignored: u64,
}

/// The three shapes in which a document enters.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Glyphs and rulings on pages (PDF), or characters on a grid (laid-out text).
    Pages(Vec<Page>),
    /// Flattened text: one line of a cell after another, tables lost.
    Lines(Vec<SourceLine>),
    /// Cells already apart (delimited text; later DOCX, XLSX, HTML).
    Blocks(Vec<Block>),
}

/// One page in the visible (rotated, cropped) frame.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// 1-based.
    pub number: u32,
    /// Visible width in points.
    pub width: f32,
    /// Visible height in points.
    pub height: f32,
    /// In content order. Spaces are glyphs too, where the file has them.
    pub glyphs: Vec<Glyph>,
    /// Lines drawn on the page, axis-parallel only.
    pub rulings: Vec<Ruling>,
    /// Tables that the file itself names on this page (tagged PDF), in the order of its tags.
    pub tags: Vec<TaggedTable>,
    /// Fonts by [`Glyph::font`].
    pub fonts: Vec<FontInfo>,
    /// For laid-out text: the 1-based source line of the page's first grid line. Line of a glyph =
    /// `first_line + bbox.y0 / Rect::GRID_Y`. `None` for PDF.
    pub first_line: Option<u32>,
    /// Whether any picture is painted on it (tells a scan from an empty page).
    pub has_image: bool,
}

/// A font as its name tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FontInfo {
    /// PostScript name without the subset prefix (`TimesNewRomanPS-BoldMT`).
    pub name: String,
    /// By name or weight.
    pub bold: bool,
    /// By name.
    pub italic: bool,
}

/// One printed character cluster.
#[derive(Clone, Debug, PartialEq)]
pub struct Glyph {
    /// What it says: mostly one character; a base with its combining marks; a ligature's letters; U+FFFD where the
    /// file does not tell.
    pub text: SmolStr,
    /// Advance box: origin to origin + advance wide, about ascent to descent high.
    pub bbox: Rect,
    /// y of the baseline, in points.
    pub baseline: f32,
    /// Font size in points as it appears on the page (text matrix applied).
    pub size: f32,
    /// Index into [`Page::fonts`].
    pub font: u16,
    /// Direction of writing on the visible page, in degrees clockwise, 0 for ordinary text. Watermarks are 20–70.
    pub angle: i16,
    /// Marked-content id of the innermost marked content, where the file has one.
    pub mcid: Option<u32>,
}

impl Glyph {
    /// Whether it prints nothing (a space of any kind).
    #[must_use]
    pub fn is_space(&self) -> bool {
        self.text.chars().all(char::is_whitespace)
    }
}

/// One straight line on the page, horizontal or vertical: a stroked segment or a thin filled rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ruling {
    /// Its extent; thin in one direction (the thickness), long in the other.
    pub bbox: Rect,
    /// Direction.
    pub vertical: bool,
}

/// A table, or its part on one page, as the tags of the file have it: what the exporting program believed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaggedTable {
    /// Number of grid rows on this page.
    pub rows: usize,
    /// Number of grid columns.
    pub cols: usize,
    /// Sorted by (row, col).
    pub cells: Vec<TaggedCell>,
    /// Of each row: its cells fill it as the tags have them. Where they do not, empty cells fill the holes.
    pub whole: Vec<bool>,
    /// Its first row began on a page before.
    pub open_top: bool,
    /// Its last row goes on on a later page.
    pub open_bottom: bool,
}

/// One cell of a [`TaggedTable`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaggedCell {
    /// First grid row on this page, from 0.
    pub row: usize,
    /// First grid column, from 0.
    pub col: usize,
    /// Rows covered on this page, at least 1.
    pub row_span: usize,
    /// Columns covered, at least 1.
    pub col_span: usize,
    /// Tagged as a header cell.
    pub header: bool,
    /// The marked content in it: [`Glyph::mcid`].
    pub mcids: Vec<u32>,
    /// More of it, in items of a list. Some programs put a list that runs over many cells (numbers that count themselves)
    /// into the first of them.
    pub listed: Vec<u32>,
}

/// One line of flattened text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceLine {
    /// 1-based line of the source.
    pub line: u32,
    /// Without the line end; other white space kept (a line of spaces only can mean an empty cell).
    pub text: String,
    /// 1-based page by form feeds, 0 where the source has none.
    pub page: u32,
}
