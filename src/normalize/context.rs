//! What a document tells of itself that the values in its cells depend on.

use jiff::civil::Date;

/// When and where a document was made, so far as that is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Context {
    /// Day of issue.
    pub(super) date: Option<Date>,
    /// Id of the province: `bac-giang`.
    pub(super) province: Option<String>,
}
