//! JSON Schemas (2020-12) of the outputs.
//!
//! In: the types of the model and the column table. Out: two schemas, as `phuluc schema` prints them and `schemas/` keeps
//! them. Every field is required, as the output always has all of them (null where the paper does not say). Fields that are
//! not named are allowed: a later version adds some and renames none, and its output keeps to this schema too.

use serde_json::{Map, Value, json};

use super::columns::COLUMNS;
use crate::model::Plan;

/// The schema of the JSON package.
#[must_use]
pub fn plan_schema() -> Value {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<Plan>();
    schema.insert("title".to_owned(), json!("phuluc plan"));
    schema.to_value()
}

/// The schema of a flat row as an object of strings, one property a column.
#[must_use]
pub fn rows_schema() -> Value {
    let properties: Map<String, Value> =
        COLUMNS.iter().map(|c| (c.name.to_owned(), json!({"type": "string", "description": c.about}))).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "phuluc flat row",
        "description": "One task a row, as in CSV: every value is a string, empty where there is nothing.",
        "type": "object",
        "properties": properties,
        "required": COLUMNS.iter().map(|c| c.name).collect::<Vec<_>>(),
        "additionalProperties": false
    })
}
