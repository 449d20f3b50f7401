//! How much of a file is taken in: a small file may hold more than any machine has.

/// At most so much; a file beyond it is refused as a whole, never read in part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Pages of a PDF.
    pub pages: usize,
    /// Objects of a PDF.
    pub objects: usize,
    /// Bytes of all streams of a PDF, unpacked.
    pub unpacked: u64,
}

impl Default for Limits {
    /// Ten times what the largest plans take: those of a province have some hundred pages, of some thousand objects, and
    /// their scanned pages unpack to some megabytes each.
    fn default() -> Self {
        Self { pages: 5_000, objects: 1_000_000, unpacked: 2 << 30 }
    }
}
