//! Where a value stands on the paper.

use serde::{Deserialize, Serialize};

use super::{Rect, TextLine};

/// A place in the source: a box on a page, or a range of lines of a text.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(untagged)]
pub enum Region {
    /// On a page.
    Page {
        /// 1-based.
        page: u32,
        /// In points, origin top left of the visible page.
        bbox: Rect,
    },
    /// In a text.
    Lines {
        /// First line, 1-based.
        line: u32,
        /// Last line, 1-based.
        end_line: u32,
    },
}

/// The places of some lines: one box a page, or runs of neighbouring source lines, in the order of the lines.
#[must_use]
pub fn regions_of<'a>(lines: impl IntoIterator<Item = &'a TextLine>) -> Vec<Region> {
    let mut out: Vec<Region> = Vec::new();
    for text_line in lines {
        match (out.last_mut(), text_line.region()) {
            (Some(Region::Page { page, bbox }), Region::Page { page: p, bbox: b }) if *page == p => {
                *bbox = bbox.union(&b)
            }
            // Flattened dumps put blank lines inside a cell: up to two of them do not break a run.
            (Some(Region::Lines { end_line, .. }), Region::Lines { line, .. })
                if line >= *end_line && line - *end_line <= 3 =>
            {
                *end_line = line;
            }
            (_, region) => out.push(region),
        }
    }
    out
}
