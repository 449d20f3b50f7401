//! One printed line inside a cell or outside of tables.

use super::{Rect, Region};

/// What a line outside the cells is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineKind {
    /// Prose, headings, letterhead, signature block: anything not told apart further.
    #[default]
    Text,
    /// A running page number.
    PageNumber,
    /// A line repeated at the same place on many pages, or a header repeated on a later page.
    Furniture,
    /// A footnote at the foot of a page.
    Footnote,
    /// Text across the page at an angle (watermark, stamp).
    Watermark,
}

/// One line of text with the place where it stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TextLine {
    /// As printed, words apart by one space; not normalised (`normalize/text` does that).
    pub text: String,
    /// Ink box of the line. In flattened text there is none: all zero.
    pub bbox: Rect,
    /// 1-based page; 0 where unknown.
    pub page: u32,
    /// 1-based source line, for text input only.
    pub line: Option<u32>,
    /// Font size of most of its characters, in points; 0 where unknown.
    pub size: f32,
    /// Whether most of its characters are bold.
    pub bold: bool,
    /// Width of its first word in points; 0 where unknown. Tells whether it would have fitted behind the line before.
    pub first_word: f32,
    /// Byte ranges of `text` that are raised and small (footnote marks, exponents).
    pub raised: Vec<(u32, u32)>,
    /// The next line of the same cell begins a new paragraph although no bullet says so: the line ended early.
    pub hard_break: bool,
    /// The line ends without a space in a source whose other lines end with one: the word goes on in the next line.
    pub glued: bool,
    /// What it is, where it stands outside the cells.
    pub kind: LineKind,
}

impl TextLine {
    /// Non-space characters, as the audit counts them.
    #[must_use]
    pub fn chars(&self) -> u64 {
        count_chars(&self.text)
    }

    /// Where it stands.
    #[must_use]
    pub fn region(&self) -> Region {
        match self.line {
            Some(line) => Region::Lines { line, end_line: line },
            None => Region::Page { page: self.page, bbox: self.bbox },
        }
    }
}

/// Whether the audit counts a character: everything that leaves ink. White space, soft hyphens, zero-width characters and
/// control characters do not.
#[must_use]
pub fn is_counted(c: char) -> bool {
    !(c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}'))
}

/// Number of characters in `text` that the audit counts.
#[must_use]
pub fn count_chars(text: &str) -> u64 {
    text.chars().filter(|c| is_counted(*c)).count() as u64
}
