//! The committed schemas are those of the types, and the output keeps to them. `SNAPSHOTS=overwrite` writes them anew.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use std::collections::BTreeMap;

use phuluc::compare::diff_schema;
use phuluc::write::columns::{COLUMNS, FlatRow};
use phuluc::write::{plan_schema, rows_schema};
use serde_json::Value;
use snapbox::data::DataFormat;
use snapbox::{Assert, Data};

#[test]
fn the_committed_schemas_are_fresh() {
    for (name, schema) in [("plan", plan_schema()), ("rows", rows_schema()), ("diff", diff_schema())] {
        let path = support::root().join(format!("schemas/{name}.schema.json"));
        let recorded = Data::read_from(&path, Some(DataFormat::Text)).raw();
        Assert::new().action_env("SNAPSHOTS").eq(Data::text(format!("{schema:#}\n")).raw(), recorded);
    }
}

/// The published schema lets later versions add fields; this version has no field that its schema does not name.
fn close(schema: &mut Value) {
    if let Some(object) = schema.as_object_mut()
        && object.contains_key("properties")
    {
        object.entry("additionalProperties").or_insert(Value::Bool(false));
    }
    match schema {
        Value::Object(map) => map.values_mut().for_each(close),
        Value::Array(list) => list.iter_mut().for_each(close),
        _ => {}
    }
}

#[test]
fn every_output_keeps_to_the_schemas() {
    let mut closed = plan_schema();
    close(&mut closed);
    let plan_rules = jsonschema::draft202012::new(&closed).unwrap();
    let row_rules = jsonschema::draft202012::new(&rows_schema()).unwrap();
    let mut sources: Vec<_> = support::fixtures().iter().map(|f| support::source(f)).collect();
    if let Some(corpus) = support::corpus() {
        sources.extend(support::files(&corpus.join("plans/pdf"), "pdf"));
    }
    for source in sources {
        let plan = support::plan(&source);
        let value = serde_json::to_value(&plan).unwrap();
        let errors: Vec<String> =
            plan_rules.iter_errors(&value).map(|e| format!("{e} at {}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", source.display());
        for row in FlatRow::all(&plan) {
            let row: BTreeMap<&str, String> = COLUMNS.iter().map(|c| (c.name, (c.value)(&row))).collect();
            assert!(row_rules.is_valid(&serde_json::to_value(&row).unwrap()), "{}", source.display());
        }
    }
}

/// A schema that takes anything would let everything pass.
#[test]
fn the_schemas_refuse_what_is_wrong() {
    let rules = jsonschema::draft202012::new(&plan_schema()).unwrap();
    let plan = support::plan(&support::source(&support::root().join("fixtures/markdown")));
    let mut value = serde_json::to_value(&plan).unwrap();
    assert!(rules.is_valid(&value));
    value["appendices"][0]["items"][0]["number"]["text"] = serde_json::json!(2.1);
    assert!(!rules.is_valid(&value));
    let mut value = serde_json::to_value(&plan).unwrap();
    value["document"]["date"] = serde_json::json!("23/01/2024");
    assert!(!rules.is_valid(&value));
    let mut value = serde_json::to_value(&plan).unwrap();
    value["added by a later version"] = serde_json::json!(1);
    assert!(rules.is_valid(&value));
    value.as_object_mut().unwrap().remove("audit");
    assert!(!rules.is_valid(&value));
    let rows = jsonschema::draft202012::new(&rows_schema()).unwrap();
    assert!(!rows.is_valid(&serde_json::json!({"task": "x"})));
}
