//! The conservation sum: every printed character is somewhere.

use serde::{Deserialize, Serialize};

/// Non-space characters of the source, each counted once: `in_items + in_sections + in_headings + in_furniture + outside +
/// lost == characters`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Audit {
    /// All of them, counted while reading.
    pub characters: u64,
    /// In the cells of items.
    pub in_items: u64,
    /// In section rows.
    pub in_sections: u64,
    /// In appendix headings and in each table's (first) header.
    pub in_headings: u64,
    /// Page numbers, running heads, repeated headers.
    pub in_furniture: u64,
    /// Letterhead, prose, signature block, stamps, watermarks, other tables.
    pub outside: u64,
    /// Read but in none of these: 0, or the document carries an error.
    pub lost: u64,
    /// Off-page, invisible and doubled characters: left out of `characters` by rule.
    pub ignored: u64,
}
