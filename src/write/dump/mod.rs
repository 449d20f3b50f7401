//! What each stage made of a document, as text for people: `phuluc inspect` prints it, the fixtures keep it.
//!
//! In: the nouns between the stages. Out: text, one fact a line, coordinates with one decimal, stable from run to run. `|`
//! stands between the lines of a cell, `¶` behind a line that ends a paragraph, `+` behind one that breaks off inside a word,
//! `⟨1⟩` is raised.

mod blocks;
mod pages;
mod rows;
mod stitched;

pub use blocks::{blocks, blocks_json, tagged};
pub use pages::pages;
pub use rows::rows;
pub use stitched::stitched;

use std::fmt::Write;

use crate::model::{Diagnostic, LineKind, Plan, Rect, Region, Severity, TextLine};

/// The diagnostics of a plan, each with the place it is about: document, appendix or row.
#[must_use]
pub fn diagnostics(plan: &Plan) -> String {
    let mut out = String::new();
    for d in &plan.diagnostics {
        diagnostic(&mut out, "document", d);
    }
    for (n, appendix) in plan.appendices.iter().enumerate() {
        for d in &appendix.diagnostics {
            diagnostic(&mut out, &format!("appendix {}", n + 1), d);
        }
        for item in &appendix.items {
            let path = item.section.iter().chain([&item.number.text]).cloned().collect::<Vec<_>>().join("/");
            for d in &item.diagnostics {
                diagnostic(&mut out, &format!("appendix {} row {} ({path})", n + 1, item.order), d);
            }
        }
    }
    out
}

fn diagnostic(out: &mut String, place: &str, d: &Diagnostic) {
    let severity = match d.severity {
        Severity::Info => "info",
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    let field = d.field.map(|f| format!(" {}", f.name())).unwrap_or_default();
    let at: Vec<String> = d.regions.iter().map(region).collect();
    let at = if at.is_empty() { String::new() } else { format!("  at {}", at.join(", ")) };
    line(out, 0, &format!("{severity} {} on {place}{field}: {}{at}", d.code.name(), d.message));
}

fn region(region: &Region) -> String {
    match region {
        Region::Page { page, bbox } => format!("page {page} {}", rect(bbox)),
        Region::Lines { line, end_line } if line == end_line => format!("line {line}"),
        Region::Lines { line, end_line } => format!("lines {line}-{end_line}"),
    }
}

fn rect(r: &Rect) -> String {
    format!("[{:.1} {:.1} {:.1} {:.1}]", r.x0 + 0.0, r.y0 + 0.0, r.x1 + 0.0, r.y1 + 0.0)
}

/// Adds a line, indented by two spaces a level. A control character in the paper's text would break the line, or steer the
/// terminal it is shown on: it shows as U+FFFD.
fn line(out: &mut String, level: usize, text: &str) {
    let text = text.replace(|c: char| c.is_control() && c != '\t', "\u{fffd}");
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{:1$}{text}", "", level * 2);
}

fn quoted(lines: &[TextLine]) -> String {
    let texts: Vec<String> = lines.iter().map(marked).collect();
    format!("\"{}\"", texts.join(" | "))
}

/// The text of a line with what was seen of it beside its letters.
fn marked(l: &TextLine) -> String {
    let mut out = l.text.clone();
    for (from, to) in l.raised.iter().rev().map(|(a, b)| (*a as usize, *b as usize)) {
        if out.is_char_boundary(from) && out.is_char_boundary(to) && from <= to {
            out.insert(to, '⟩');
            out.insert(from, '⟨');
        }
    }
    out + if l.hard_break { " ¶" } else { "" } + if l.glued { " +" } else { "" }
}

/// A line outside of cells: where it stands, what it is, what it says.
fn outside(l: &TextLine) -> String {
    let place = match l.line {
        Some(n) => format!("line {n}"),
        None => format!("page {} {}", l.page, rect(&l.bbox)),
    };
    let kind = match l.kind {
        LineKind::Text => "",
        LineKind::PageNumber => " page-number",
        LineKind::Furniture => " furniture",
        LineKind::Footnote => " footnote",
        LineKind::Watermark => " watermark",
    };
    format!("{place}{kind}{} \"{}\"", if l.bold { " bold" } else { "" }, l.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_seen_beside_the_letters() {
        let raised = |text: &str, raised| TextLine { text: text.into(), raised, ..TextLine::default() };
        let first = TextLine { hard_break: true, ..raised("cũ1 mới", vec![(3, 4)]) };
        // A range that is none of the text is no reason to fail.
        let second = TextLine { glued: true, ..raised("cũ", vec![(2, 99)]) };
        assert_eq!(quoted(&[first, second]), "\"cũ⟨1⟩ mới ¶ | cũ +\"");
    }

    #[test]
    fn one_fact_a_line() {
        let mut out = String::new();
        line(&mut out, 1, "a\nb\u{1b}[31m");
        assert_eq!(out, "  a\u{fffd}b\u{fffd}[31m\n");
    }
}
