//! The JSON Schema (2020-12) of a comparison.

use serde_json::{Value, json};

use super::diff::Diff;

/// The schema of what `phuluc diff --format json` writes. As in the other schemas a later version may add fields.
#[must_use]
pub fn diff_schema() -> Value {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<Diff>();
    schema.insert("title".to_owned(), json!("phuluc diff"));
    schema.to_value()
}
