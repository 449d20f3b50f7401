//! What is written is what was read: CSV against JSON, and the same bytes every time.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use phuluc::model::Plan;
use phuluc::write::columns::{COLUMNS, FlatRow};
use phuluc::write::{Format, WriteOptions, write};
use serde_json::Value;

fn bytes(plan: &Plan, format: Format, options: &WriteOptions) -> Vec<u8> {
    let mut out = Vec::new();
    write(plan, format, options, &mut out).unwrap();
    out
}

fn plans() -> Vec<(String, Plan)> {
    let mut sources: Vec<_> = support::fixtures().iter().map(|f| support::source(f)).collect();
    if let Some(corpus) = support::corpus() {
        sources.extend(support::files(&corpus.join("plans/pdf"), "pdf"));
    }
    sources.into_iter().map(|s| (s.display().to_string(), support::plan(&s))).collect()
}

/// Text of a field of the JSON's item.
fn text(item: &Value, field: &str) -> String {
    item[field]["text"].as_str().unwrap_or_default().to_owned()
}

/// Every field of every row of the CSV is the field of the JSON's item.
#[test]
fn csv_read_back_equals_the_json() {
    for (name, plan) in plans() {
        let json: Value = serde_json::from_slice(&bytes(&plan, Format::Json, &WriteOptions::default())).unwrap();
        let out = bytes(&plan, Format::Csv, &WriteOptions::default());
        let mut csv = csv::Reader::from_reader(out.as_slice());
        let names: Vec<String> = csv.headers().unwrap().iter().map(str::to_owned).collect();
        assert_eq!(names, COLUMNS.iter().map(|c| c.name).collect::<Vec<_>>());
        let rows: Vec<csv::StringRecord> = csv.records().map(Result::unwrap).collect();
        let items: Vec<(&Value, &Value)> = json["appendices"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|a| a["items"].as_array().unwrap().iter().map(move |i| (a, i)))
            .collect();
        assert_eq!(rows.len(), items.len(), "{name}");
        for (row, (appendix, item)) in rows.iter().zip(items) {
            let get = |column: &str| row.get(names.iter().position(|n| n == column).unwrap()).unwrap();
            for field in ["number", "task", "lead", "partner", "deadline"] {
                assert_eq!(get(field), text(item, field), "{name} {field}");
            }
            let list =
                |v: &Value| v.as_array().unwrap().iter().map(|s| s.as_str().unwrap().to_owned()).collect::<Vec<_>>();
            assert_eq!(get("appendix"), appendix["label"].as_str().unwrap());
            assert_eq!(get("section"), list(&item["section"]).join("/"), "{name}");
            assert_eq!(get("id"), item["id"].as_str().unwrap());
            assert_eq!(get("parent_id"), item["parent"].as_str().unwrap_or_default());
            assert_eq!(get("order"), item["order"].to_string());
            let pages: Vec<u64> = item["pages"].as_array().unwrap().iter().map(|p| p.as_u64().unwrap()).collect();
            let page = |p: Option<&u64>| p.map(u64::to_string).unwrap_or_default();
            assert_eq!(
                (get("page_first"), get("page_last")),
                (page(pages.first()).as_str(), page(pages.last()).as_str())
            );
            assert_eq!(extras(appendix, &get), json_extras(item), "{name}");
        }
    }
}

/// All texts of the columns without a place of their own, wherever the flat row has them.
fn extras<'a>(appendix: &Value, get: &impl Fn(&str) -> &'a str) -> Vec<String> {
    let mut out: Vec<String> = serde_json::from_str::<Value>(get("extra"))
        .ok()
        .and_then(|v| Some(v.as_object()?.values().map(|t| t.as_str().unwrap_or_default().to_owned()).collect()))
        .unwrap_or_default();
    for role in ["product", "budget", "note"] {
        let headers: Vec<&str> = appendix["columns"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|c| c["role"] == role)
            .map(|c| c["header"].as_str().unwrap())
            .collect();
        match headers.as_slice() {
            [] => assert_eq!(get(role), ""),
            [_] => out.push(get(role).to_owned()),
            several => {
                let mut rest = get(role);
                for (n, header) in several.iter().enumerate() {
                    let Some(from) = rest.find(&format!("{header}: ")) else { continue };
                    let cell = &rest[from + header.len() + 2..];
                    let next = several[n + 1..].iter().filter_map(|h| cell.find(&format!("; {h}: "))).min();
                    out.push(cell[..next.unwrap_or(cell.len())].to_owned());
                    rest = &cell[next.unwrap_or(cell.len())..];
                }
            }
        }
    }
    out.retain(|t| !t.is_empty());
    out.sort();
    out
}

fn json_extras(item: &Value) -> Vec<String> {
    let cells = item["extra"].as_object().unwrap().values();
    let mut out: Vec<String> = cells.filter_map(|c| c["text"].as_str()).map(str::to_owned).collect();
    out.sort();
    out
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for fixture in support::fixtures() {
        let source = support::source(&fixture);
        let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap().install(|| support::plan(&source));
        let many = rayon::ThreadPoolBuilder::new().num_threads(4).build().unwrap().install(|| support::plan(&source));
        for format in Format::ALL {
            let options = WriteOptions::default();
            assert_eq!(bytes(&one, format, &options), bytes(&many, format, &options), "{}", source.display());
        }
    }
}

#[test]
fn csv_for_excel() {
    let plan = support::plan(&support::source(&support::root().join("fixtures/markdown")));
    let out = bytes(&plan, Format::Csv, &WriteOptions { bom: true, delimiter: b';', header: true });
    let text = String::from_utf8(out).unwrap();
    assert!(text.starts_with("\u{feff}document_kind;document_number;"), "{text}");
    assert!(text.ends_with("\r\n"));
    let rows = csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_reader(text.as_bytes())
        .into_records()
        .map(Result::unwrap)
        .count();
    assert_eq!(rows, FlatRow::all(&plan).len());
}

#[test]
fn one_item_a_line() {
    let plan = support::plan(&support::source(&support::root().join("fixtures/seed-text")));
    let text = String::from_utf8(bytes(&plan, Format::Jsonl, &WriteOptions::default())).unwrap();
    let items: Vec<Value> = text.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(items.len(), 39);
    assert_eq!(items[0]["appendix"]["label"], "Phụ lục I");
    assert_eq!(items[38]["item"]["section"], serde_json::json!(["B", "7"]));
}
