//! How a calendar day looks in the schemas: ISO 8601, `2024-03-31`.

use std::borrow::Cow;

/// Stands for `jiff::civil::Date`, which has no schema of its own.
pub(super) struct Day;

impl schemars::JsonSchema for Day {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"})
    }
}
