//! What is printed → the text of the output.
//!
//! In: the lines of a cell. Out: NFC, one space between words, paragraphs apart by `\n`, words joined over line ends.
//! Nothing else changes: no spelling, case, tone style or abbreviation is mended.

use unicode_normalization::UnicodeNormalization;

use crate::lexicon::join;
use crate::model::TextLine;

/// The text of some lines; `None` where nothing is printed.
#[must_use]
pub(super) fn text(lines: &[TextLine]) -> Option<String> {
    let cleaned: Vec<String> = lines.iter().map(|l| clean(&l.text)).collect();
    let texts: Vec<&str> = cleaned.iter().map(String::as_str).collect();
    let out = join(lines, &texts);
    (!out.is_empty()).then_some(out)
}

/// As [`text`], on one line.
#[must_use]
pub(super) fn one_line(lines: &[TextLine]) -> String {
    text(lines).unwrap_or_default().replace('\n', " ")
}

/// One line's text: NFC, white space folded, invisible characters gone.
#[must_use]
pub(super) fn clean(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    for c in raw.nfc() {
        if c.is_whitespace() || (c.is_control() && c != '\u{ad}') {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !is_invisible(c) {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Soft hyphens, zero-width characters and direction marks: they print nothing.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// A label without what closes it: `Phụ lục I.` → `Phụ lục I`.
#[must_use]
pub(super) fn label(lines: &[TextLine]) -> String {
    one_line(lines).trim_end_matches(['.', ':', '-', '–', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> TextLine {
        TextLine { text: text.into(), ..TextLine::default() }
    }

    #[test]
    fn cleaning_is_nfc_and_idempotent() {
        let once = clean("  Ke\u{302}\u{301} hoa\u{323}ch\u{a0}\u{200b} so\u{302}\u{301}\u{ad} 1 ");
        assert_eq!(once, "Kế hoạch số 1");
        assert_eq!(clean(&once), once);
    }

    #[test]
    fn nothing_else_changes() {
        for kept in ["hoà", "hòa", "VNelD", "m²", "số...góp", "½", "Uỷ ban", "  2.10"] {
            assert_eq!(clean(kept), kept.trim());
        }
    }

    #[test]
    fn empty_cells_are_null() {
        assert_eq!(text(&[line("  "), line("")]), None);
        assert_eq!(text(&[line("1985/QĐ-"), line("TTg")]).as_deref(), Some("1985/QĐ-TTg"));
    }
}
