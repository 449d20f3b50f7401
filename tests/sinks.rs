//! What is written is what was read: CSV against JSON, and the same bytes every time.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use phuluc::lang::Language;
use phuluc::model::{Appendix, Field, Plan, PlanItem};
use phuluc::write::columns::{COLUMNS, FlatRow};
use phuluc::write::{Format, WriteOptions, write};
use serde_json::Value;

fn bytes(plan: &Plan, format: Format, options: &WriteOptions) -> Vec<u8> {
    write(plan, format, options).unwrap()
}

fn plans() -> Vec<(String, Plan)> {
    let mut sources: Vec<_> = support::fixtures().iter().map(|f| support::source(f)).collect();
    if let Some(corpus) = support::corpus() {
        sources.extend(support::files(&corpus.join("plans/pdf"), "pdf"));
    }
    sources.into_iter().map(|s| (s.display().to_string(), support::plan(&s))).collect()
}

/// A JSON string, empty where there is null.
fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
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
            for column in &names {
                if let Some(wanted) = wanted(column, &json["document"], appendix, item) {
                    assert_eq!(get(column), wanted, "{name}: {column} of row {}", item["order"]);
                }
            }
            let titles: Vec<&str> =
                appendix["sections"].as_array().unwrap().iter().map(|s| text(&s["title"])).collect();
            assert!(get("section_title").is_empty() || titles.contains(&get("section_title")), "{name}");
            // A part of an item stands under the item, which is no section.
            let part = !item["parent"].is_null();
            assert!(part || get("section_title").is_empty() == get("section").is_empty(), "{name}");
            assert_eq!(extras(appendix, &get), json_extras(item), "{name}");
        }
    }
}

/// What a column holds by the JSON; `None` for those that are compared otherwise.
fn wanted(column: &str, document: &Value, appendix: &Value, item: &Value) -> Option<String> {
    let each = |list: &Value, field: &str| -> Vec<String> {
        let list = list.as_array().unwrap().iter();
        list.map(|v| text(if field.is_empty() { v } else { &v[field] }).to_owned()).filter(|t| !t.is_empty()).collect()
    };
    let page = |page: Option<&Value>| page.map(Value::to_string).unwrap_or_default();
    let deadline = &item["deadline"];
    Some(match column {
        "document_kind" => text(&document["kind"]).to_owned(),
        "document_number" => text(&document["number"]).to_owned(),
        "document_date" => text(&document["date"]).to_owned(),
        "issuer" => text(&document["issuer"]).to_owned(),
        "appendix" => text(&appendix["label"]).to_owned(),
        "section" => each(&item["section"], "").join("/"),
        "order" => item["order"].to_string(),
        "id" => text(&item["id"]).to_owned(),
        "parent_id" => text(&item["parent"]).to_owned(),
        "number" | "task" | "lead" | "partner" | "deadline" => text(&item[column]["text"]).to_owned(),
        "leads" => each(&item["lead"]["organizations"], "name").join("; "),
        "partners" => each(&item["partner"]["organizations"], "name").join("; "),
        "due" => text(&deadline["due"]).to_owned(),
        "deadline_kind" => each(&deadline["clauses"], "kind").join("; "),
        "edtf" => each(&deadline["clauses"], column).join("; "),
        "recurrence" => {
            let rules = deadline["clauses"].as_array().unwrap().iter().map(|c| text(&c["recurrence"]["rrule"]));
            rules.filter(|r| !r.is_empty()).collect::<Vec<_>>().join("; ")
        }
        "citations" => each(&item["task"]["citations"], "text").join("; "),
        "page_first" => page(item["pages"].as_array().unwrap().first()),
        "page_last" => page(item["pages"].as_array().unwrap().last()),
        "diagnostics" => each(&item["diagnostics"], "code").join("; "),
        "section_title" | "product" | "budget" | "note" | "extra" => return None,
        unknown => panic!("{unknown}: say here what it holds"),
    })
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

/// A package holds all that any other output needs.
#[test]
fn a_package_read_back_is_the_plan() {
    for (name, plan) in plans() {
        let package = bytes(&plan, Format::Json, &WriteOptions::default());
        let again = phuluc::package::plan(&package).unwrap();
        for format in Format::ALL {
            let options = WriteOptions::default();
            assert_eq!(bytes(&again, format, &options), bytes(&plan, format, &options), "{name}: {}", format.name());
        }
    }
}

/// What a spreadsheet would compute is kept from it; what is data is not changed but there.
#[test]
fn cells_that_look_like_formulas() {
    let cells = ["=1+1", "+84", "- Rà soát", "@x", "＝1", "Bình thường", "'đã có"];
    let item = |text: &&str| PlanItem {
        task: Field { text: Some((*text).to_owned()), ..Field::default() },
        ..PlanItem::default()
    };
    let appendix = Appendix { items: cells.iter().map(item).collect(), ..Appendix::default() };
    let plan = Plan { appendices: vec![appendix], ..Plan::default() };
    let tasks = |options: &WriteOptions| -> Vec<String> {
        let out = bytes(&plan, Format::Csv, options);
        let mut csv = csv::ReaderBuilder::new().delimiter(options.delimiter).from_reader(out.as_slice());
        csv.records().map(|r| r.unwrap()[11].to_owned()).collect()
    };
    assert_eq!(tasks(&WriteOptions::default()), cells);
    let guarded = ["'=1+1", "'+84", "'- Rà soát", "'@x", "'＝1", "Bình thường", "'đã có"];
    assert_eq!(tasks(&WriteOptions::EXCEL), guarded);
}

#[test]
fn csv_for_excel() {
    let plan = support::plan(&support::source(&support::root().join("fixtures/markdown")));
    let out = bytes(&plan, Format::Csv, &WriteOptions::EXCEL);
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

/// Headers in Vietnamese change the first line and nothing else.
#[test]
fn headers_are_for_people() {
    for (name, plan) in plans() {
        let csv = |headers| {
            let out = bytes(&plan, Format::Csv, &WriteOptions { headers, ..WriteOptions::default() });
            let text = String::from_utf8(out).unwrap();
            text.split_once("\r\n").map(|(first, rest)| (first.to_owned(), rest.to_owned())).unwrap()
        };
        let ((vi, rows), (en, same)) = (csv(Language::Vi), csv(Language::En));
        assert_eq!(rows, same, "{name}");
        assert!(vi.contains("Số kế hoạch") && vi.contains("Nhiệm vụ") && vi.contains("Cơ quan chủ trì"), "{vi}");
        assert_eq!(vi.split(',').count(), en.split(',').count());
    }
}
