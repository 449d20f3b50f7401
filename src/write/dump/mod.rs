//! What each stage made of a document, as text for people: `phuluc inspect` prints it, the fixtures keep it.
//!
//! In: the nouns between the stages. Out: text, one fact a line, coordinates with one decimal, stable from run to run. A `|`
//! stands between the lines of a cell.

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

/// Adds a line, indented by two spaces a level.
fn line(out: &mut String, level: usize, text: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{:1$}{text}", "", level * 2);
}

fn quoted(lines: &[TextLine]) -> String {
    let texts: Vec<String> =
        lines.iter().map(|l| format!("{}{}", l.text, if l.hard_break { " ¶" } else { "" })).collect();
    format!("\"{}\"", texts.join(" | "))
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
