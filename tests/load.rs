//! Plans in a database: SQLite always, PostgreSQL where a server is there or can be installed. Every test runs on both.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Arc;

use phuluc::lang::Language;
use phuluc::load::{LoadOptions, Loaded, Loader};
use phuluc::model::{Organization, Plan, Severity};
use phuluc::write::columns::{COLUMNS, FlatRow};
use phuluc::write::{Format, WriteOptions, write};
use phuluc::{Options, extract};
use postgres::{Client, NoTls, SimpleQueryMessage};
use serde_json::Value;
use support::server::{IN_ADDRESS, PASSWORD, Server, server};

const TABLES: [&str; 12] = [
    "phuluc_versions",
    "documents",
    "appendices",
    "sections",
    "items",
    "organizations",
    "item_organizations",
    "clauses",
    "citations",
    "diagnostics",
    "versions",
    "changes",
];

/// As SQLite writes booleans; PostgreSQL writes `t` and `f`.
const BOOLEANS: [&str; 3] = ["identified", "ongoing", "look"];

type Rows = Vec<Vec<Option<String>>>;

/// A new, empty database.
struct Database {
    to: String,
    folder: tempfile::TempDir,
    server: Option<Arc<Server>>,
}

impl Database {
    fn rows(&self, statement: &str) -> Rows {
        self.named(statement).1
    }

    fn one(&self, statement: &str) -> String {
        self.rows(statement)[0][0].clone().unwrap_or_default()
    }

    /// Names of the columns, and the rows, as text.
    fn named(&self, statement: &str) -> (Vec<String>, Rows) {
        let (names, mut rows) = if self.server.is_some() { self.by_server(statement) } else { self.by_file(statement) };
        for (n, _) in names.iter().enumerate().filter(|(_, name)| BOOLEANS.contains(&name.as_str())) {
            for value in rows.iter_mut().filter_map(|r| r[n].as_mut()) {
                *value = match value.as_str() {
                    "t" => "1".to_owned(),
                    "f" => "0".to_owned(),
                    _ => continue,
                };
            }
        }
        (names, rows)
    }

    fn by_server(&self, statement: &str) -> (Vec<String>, Rows) {
        let (mut names, mut rows) = (Vec::new(), Rows::new());
        for message in Client::connect(&self.to, NoTls).unwrap().simple_query(statement).unwrap() {
            match message {
                SimpleQueryMessage::RowDescription(columns) => {
                    names = columns.iter().map(|c| c.name().to_owned()).collect();
                }
                SimpleQueryMessage::Row(row) => {
                    rows.push((0..row.len()).map(|n| row.get(n).map(str::to_owned)).collect());
                }
                _ => {}
            }
        }
        (names, rows)
    }

    fn by_file(&self, statement: &str) -> (Vec<String>, Rows) {
        let connection = rusqlite::Connection::open(&self.to).unwrap();
        connection.busy_timeout(std::time::Duration::from_secs(20)).unwrap();
        let mut statement = connection.prepare(statement).unwrap();
        let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let read = |row: &rusqlite::Row<'_>| -> rusqlite::Result<Vec<Option<String>>> {
            (0..names.len())
                .map(|n| {
                    Ok(match row.get_ref(n)? {
                        rusqlite::types::ValueRef::Null => None,
                        rusqlite::types::ValueRef::Integer(i) => Some(i.to_string()),
                        other => Some(other.as_str()?.to_owned()),
                    })
                })
                .collect()
        };
        let rows = statement.query_map([], read).unwrap().map(Result::unwrap).collect();
        (names, rows)
    }

    /// Everything, in an order that does not depend on the database.
    fn dump(&self) -> BTreeMap<&'static str, (Vec<String>, Rows)> {
        TABLES
            .into_iter()
            .map(|table| {
                let (names, mut rows) = self.named(&format!("SELECT * FROM {table}"));
                rows.sort();
                (table, (names, rows))
            })
            .collect()
    }

    fn loader(&self, replace: bool) -> Loader {
        Loader::open(&self.to, &LoadOptions { replace, password: None }).unwrap()
    }

    fn add(&self, plan: &Plan) -> Loaded {
        self.loader(false).add(plan).unwrap()
    }

    /// A file beside the database.
    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    fn load(&self, args: &[&str]) -> Output {
        phuluc(&[&["load", "--to", &self.to], args].concat())
    }
}

/// Runs a test on each database, each time a new one.
fn on_both(name: &str, test: impl Fn(&Database)) {
    let folder = || tempfile::tempdir().unwrap();
    let own = folder();
    let to = own.path().join("plans.db").to_string_lossy().into_owned();
    test(&Database { to, folder: own, server: None });
    if let Some(server) = server() {
        let to = server.database(name);
        test(&Database { to, folder: folder(), server: Some(server) });
    }
}

fn phuluc(args: &[&str]) -> Output {
    command(args).output().unwrap()
}

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_phuluc"));
    command.args(args).current_dir(support::root()).env("LC_ALL", "C").env_remove("PGPASSWORD");
    command
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn data(name: &str) -> String {
    std::fs::read_to_string(support::root().join("tests/cli/data").join(name)).unwrap()
}

/// The plan before its change, and after it: the same paper, issued anew.
fn versions() -> (String, String) {
    let after = data("plan-after.txt");
    let line = "Kế hoạch số 61/KH-UBND ngày 20 tháng 5 năm 2025";
    assert!(after.contains(line));
    (data("plan-before.txt"), after.replace(line, "Kế hoạch số 45/KH-UBND ngày 12 tháng 3 năm 2025"))
}

fn plan_of(text: &str, name: &str) -> Plan {
    extract(text.as_bytes(), &Options { name: name.to_owned(), ..Options::default() }).unwrap()
}

fn json(plan: &Plan) -> String {
    String::from_utf8(write(plan, Format::Json, &WriteOptions::default()).unwrap()).unwrap()
}

fn texts(values: &[&str]) -> Vec<Option<String>> {
    values.iter().map(|v| Some((*v).to_owned()).filter(|v| !v.is_empty())).collect()
}

/// The fixtures, those of one paper (the seed as PDF and as text) once.
fn plans() -> Vec<Plan> {
    let mut seen = BTreeSet::new();
    let all = support::fixtures().into_iter().map(|f| (f.file_name().unwrap().to_owned(), support::source(&f)));
    let named = all.map(|(name, source)| {
        let mut plan = support::plan(&source);
        plan.source.name = name.to_string_lossy().into_owned();
        plan
    });
    named.filter(|p| p.document.number.is_none() || seen.insert((p.document.number.clone(), p.document.date))).collect()
}

#[test]
fn what_is_loaded_is_what_the_json_says() {
    let plans = plans();
    assert!(plans.len() >= 12 && plans.iter().any(|p| p.document.id.is_some()));
    let dumps = std::cell::RefCell::new(Vec::new());
    on_both("whole", |database| {
        let mut loader = database.loader(false);
        for plan in &plans {
            assert_eq!(loader.add(plan).unwrap(), Loaded::New, "{}", plan.source.name);
        }
        plans.iter().for_each(|plan| is_there(database, plan));
        let first = database.dump();
        assert!(plans.iter().all(|plan| loader.add(plan).unwrap() == Loaded::Unchanged));
        drop(loader);
        assert!(plans.iter().all(|plan| database.add(plan) == Loaded::Unchanged));
        assert_eq!(database.dump(), first, "loaded twice");
        dumps.borrow_mut().push(first);
    });
    // The same in both, table by table.
    let dumps = dumps.into_inner();
    assert!(dumps.windows(2).all(|pair| pair[0] == pair[1]), "the databases differ");
    assert!(TABLES.iter().filter(|t| **t != "changes").all(|t| !dumps[0][t].1.is_empty()));
}

/// Compares a stored document with its plan, field by field.
fn is_there(database: &Database, plan: &Plan) {
    let id = plan.document.id.as_ref().unwrap_or(&plan.source.sha256);
    let of = format!("document_id = '{id}'");
    assert_eq!(database.one(&format!("SELECT package FROM documents WHERE id = '{id}'")), json(plan));
    let columns: Vec<String> = COLUMNS.iter().map(|c| format!("\"{}\"", c.name)).collect();
    let statement = format!("SELECT {} FROM tasks WHERE {of} ORDER BY appendix_index, \"order\"", columns.join(", "));
    let flat = |row: &FlatRow<'_>| COLUMNS.iter().map(|c| Some((c.value)(row)).filter(|t| !t.is_empty())).collect();
    let wanted: Rows = FlatRow::all(plan).iter().map(flat).collect();
    assert_eq!(database.rows(&statement), wanted, "{}", plan.source.name);
    for (n, appendix) in (1..).zip(&plan.appendices) {
        let of = format!("{of} AND appendix = {n}");
        let sections =
            database.rows(&format!("SELECT path, title, found_count FROM sections WHERE {of} ORDER BY ordinal"));
        let wanted =
            appendix.sections.iter().map(|s| texts(&[&s.path.join("/"), &s.title, &s.found_count.to_string()]));
        assert_eq!(sections, wanted.collect::<Rows>());
        let flags = database.rows(&format!("SELECT ongoing, look FROM items WHERE {of} ORDER BY \"order\""));
        let bit = |b: bool| if b { "1" } else { "0" };
        let look = |i: &phuluc::model::PlanItem| i.diagnostics.iter().any(|d| d.severity >= Severity::Warning);
        let wanted = appendix.items.iter().map(|i| texts(&[bit(i.deadline.ongoing), bit(look(i))]));
        assert_eq!(flags, wanted.collect::<Rows>());
        for item in &appendix.items {
            let of = format!("item_id = '{}'", item.id);
            for (role, list) in [("lead", &item.lead.organizations), ("partner", &item.partner.organizations)] {
                let found = database.rows(&format!(
                    "SELECT text, name, canonical, organization_id FROM item_organizations WHERE {of} AND role = '{role}' ORDER BY ordinal"
                ));
                let one =
                    |o: &Organization| [texts(&[&o.text, &o.name]), vec![o.canonical.clone(), o.id.clone()]].concat();
                assert_eq!(found, list.iter().map(one).collect::<Rows>());
            }
            let clauses =
                database.rows(&format!("SELECT text, kind, edtf, start, due FROM clauses WHERE {of} ORDER BY ordinal"));
            let wanted = item.deadline.clauses.iter().map(|c| {
                let days = [c.edtf.clone(), c.start.map(|d| d.to_string()), c.due.map(|d| d.to_string())];
                [texts(&[&c.text, c.kind.name()]), days.to_vec()].concat()
            });
            assert_eq!(clauses, wanted.collect::<Rows>());
            let named = database.rows(&format!(
                "SELECT text, number, date FROM citations WHERE {of} AND field = 'task' ORDER BY ordinal"
            ));
            let wanted = item
                .task
                .citations
                .iter()
                .map(|c| [texts(&[&c.text]), vec![c.number.clone(), c.date.map(|d| d.to_string())]].concat());
            assert_eq!(named, wanted.collect::<Rows>());
            let codes = database.rows(&format!("SELECT code, message FROM diagnostics WHERE {of} ORDER BY ordinal"));
            let wanted = item.diagnostics.iter().map(|d| texts(&[d.code.name(), &d.message.to_string()]));
            assert_eq!(codes, wanted.collect::<Rows>());
        }
    }
    let whole = plan.diagnostics.len() + plan.appendices.iter().map(|a| a.diagnostics.len()).sum::<usize>();
    assert_eq!(
        database.one(&format!("SELECT count(*) FROM diagnostics WHERE {of} AND item_id IS NULL")),
        whole.to_string()
    );
}

/// The changes that `phuluc diff --format json` names, as rows: level, kind, new id, old id, field, header, old, new, days.
fn named_by_diff(old: &Path, new: &Path) -> Rows {
    let run = phuluc(&["diff", old.to_str().unwrap(), new.to_str().unwrap(), "--format", "json"]);
    let diff: Value = serde_json::from_slice(&run.stdout).unwrap();
    let text = |v: &Value| v.as_str().map(str::to_owned).filter(|t| !t.is_empty());
    let edits = |level: &str, ids: [&Value; 2], changes: &Value| -> Rows {
        let row = |c: &Value| {
            let rest = ["field", "column", "old", "new", "old_due", "new_due"].map(|f| text(&c[f]));
            [vec![Some(level.to_owned()), text(&c["kind"]), text(ids[0]), text(ids[1])], rest.to_vec()].concat()
        };
        changes.as_array().unwrap().iter().map(row).collect()
    };
    let mut out = edits("document", [&Value::Null; 2], &diff["document"]);
    for (level, list, words) in
        [("appendix", "appendices", "title"), ("section", "sections", "title"), ("task", "tasks", "task")]
    {
        for one in diff[list].as_array().unwrap() {
            if one["status"] == "changed" {
                out.extend(edits(level, [&one["new"]["id"], &one["old"]["id"]], &one["changes"]));
                continue;
            }
            let (old, new) = (&one["old"], &one["new"]);
            let id = text(&new["id"]).or_else(|| text(&old["id"]));
            let head = vec![Some(level.to_owned()), text(&one["status"]), id, text(&old["id"]), None, None];
            let days = [&old[words], &new[words], &old["due"], &new["due"]].map(text);
            out.push([head, days.to_vec()].concat());
        }
    }
    out
}

const CHANGES: &str = "SELECT level, kind, item_id, old_item_id, field, header, old, new, old_due, new_due FROM changes ORDER BY load, ordinal";

#[test]
fn a_paper_issued_anew_gives_the_changes_that_diff_names() {
    let (before, after) = versions();
    on_both("changes", |database| {
        let (old, new) = (database.file("before.txt", &before), database.file("after.txt", &after));
        let (first, second) = (plan_of(&before, "before.txt"), plan_of(&after, "after.txt"));
        assert_eq!(database.add(&first), Loaded::New);
        let run = database.load(&[new.to_str().unwrap()]);
        assert_eq!(run.status.code(), Some(0), "{}", said(&run));
        let wanted = named_by_diff(&old, &new);
        assert!(said(&run).contains(&format!("1 updated ({} changes)", wanted.len())), "{}", said(&run));
        assert_eq!(database.rows(CHANGES), wanted);
        let kinds: BTreeSet<_> = wanted.iter().map(|row| row[1].clone().unwrap()).collect();
        for kind in ["added", "dropped", "renumbered", "reworded", "reassigned", "deadline_moved", "section_changed"] {
            assert!(kinds.contains(kind), "{kind}");
        }
        is_there(database, &second);
        assert_eq!(database.one("SELECT count(*) FROM documents"), "1");
        let ends = database.rows("SELECT DISTINCT from_sha256, to_sha256 FROM changes");
        assert_eq!(ends, [texts(&[&first.source.sha256, &second.source.sha256])]);
        // What is gone stands in the history alone.
        let gone = database.rows("SELECT old FROM changes WHERE level = 'task' AND kind = 'dropped'");
        assert!(!gone.is_empty());
        for task in gone.iter().flatten().flatten() {
            assert!(database.rows("SELECT task FROM items").iter().all(|row| row[0].as_ref() != Some(task)));
        }
        // The old version again: it is known to be older, and the newer one stays, unless it is asked for.
        let stored = database.dump();
        assert_eq!(database.add(&second), Loaded::Unchanged);
        assert_eq!(database.add(&first), Loaded::Older);
        assert_eq!(database.dump(), stored);
        assert!(matches!(database.loader(true).add(&first).unwrap(), Loaded::Updated(n) if n > 0));
        is_there(database, &first);
    });
}

/// A copy under another name, and the same paper under another number.
#[test]
fn what_is_the_same_and_what_is_another_paper() {
    let before = data("plan-before.txt");
    on_both("same", |database| {
        assert_eq!(database.add(&plan_of(&before, "a.txt")), Loaded::New);
        let stored = database.dump();
        assert_eq!(database.add(&plan_of(&before, "copy.txt")), Loaded::Unchanged);
        assert_eq!(database.dump(), stored);
        assert_eq!(database.add(&plan_of(&before.replace("45/KH-UBND", "46/KH-UBND"), "a.txt")), Loaded::New);
        // A package read back is the document it was made of.
        let again = phuluc::package::plan(json(&plan_of(&before, "a.txt")).as_bytes()).unwrap();
        assert_eq!(database.add(&again), Loaded::Unchanged);
        assert_eq!(database.one("SELECT count(*) FROM changes"), "0");
    });
}

#[test]
fn what_might_be_another_version_is_refused() {
    let full = "của Ủy ban nhân dân tỉnh Quảng Trị";
    let whole = data("plan-before.txt");
    assert!(whole.contains(full));
    // Its issuer has no place.
    let bare = whole.replace(full, "của UBND xã Tân Tiến").replace("TỈNH QUẢNG TRỊ", "");
    let nameless = bare.lines().filter(|l| !l.starts_with("(Kèm theo")).collect::<Vec<_>>().join("\n");
    let edited = |text: &str| text.replace("Tháng 5/2025", "Tháng 7/2025");
    on_both("refused", |database| {
        for (name, text) in [("bare.txt", &bare), ("nameless.txt", &nameless)] {
            let file = database.file(name, text);
            let run = database.load(&[file.to_str().unwrap()]);
            assert_eq!(run.status.code(), Some(0), "{}", said(&run));
        }
        let stored = database.dump();
        let other = database.file("other.txt", &edited(&bare));
        let named = database.file("nameless.txt", &edited(&nameless));
        let good = database.file("good.txt", &whole);
        let files = [other.to_str().unwrap(), named.to_str().unwrap(), good.to_str().unwrap()];
        let run = database.load(&files);
        let text = said(&run);
        assert_eq!(run.status.code(), Some(1), "{text}");
        assert!(text.contains("other.txt: may be another version of 45/KH-UBND (bare.txt)"), "{text}");
        assert!(text.contains("nameless.txt: may be another version of nameless.txt"), "{text}");
        assert!(text.contains("--replace") && text.contains("1 new") && text.contains("2 refused"), "{text}");
        let ids = |rows: &(Vec<String>, Rows)| rows.1.iter().cloned().collect::<BTreeSet<_>>();
        assert!(ids(&database.dump()["documents"]).is_superset(&ids(&stored["documents"])));
        assert_eq!(database.one("SELECT count(*) FROM documents"), "3");
        let only = database.load(&files[..2]);
        assert_eq!(only.status.code(), Some(2), "{}", said(&only));

        let run = database.load(&[&["--replace"], &files[..2]].concat());
        assert_eq!(run.status.code(), Some(0), "{}", said(&run));
        assert_eq!(database.one("SELECT count(*) FROM documents"), "3");
        is_there(database, &plan_of(&edited(&bare), "other.txt"));
        let moved = "SELECT DISTINCT kind, old, new FROM changes";
        assert_eq!(database.rows(moved), [texts(&["deadline_moved", "Tháng 5/2025", "Tháng 7/2025"])]);
        // The history followed the document.
        assert_eq!(database.one("SELECT count(*) FROM versions v JOIN documents d ON d.id = v.document_id"), "5");
    });
}

#[test]
fn the_tables_have_versions() {
    let seed = support::source(&support::root().join("fixtures/markdown"));
    let first = std::fs::read_to_string(support::root().join("src/load/migrations/0001-tables.sql")).unwrap();
    on_both("migrated", |database| {
        let old = format!(
            "CREATE TABLE phuluc_versions (version INTEGER PRIMARY KEY); {first}; INSERT INTO phuluc_versions VALUES (1)"
        );
        run(database, &old);
        let done = database.load(&[seed.to_str().unwrap()]);
        assert_eq!(done.status.code(), Some(0), "{}", said(&done));
        assert_eq!(database.rows("SELECT version FROM phuluc_versions ORDER BY 1"), [texts(&["1"]), texts(&["2"])]);
        assert_ne!(database.one("SELECT count(*) FROM tasks"), "0");

        run(database, "INSERT INTO phuluc_versions VALUES (99)");
        let stored = database.dump();
        let refused = database.load(&["tests/cli/data/plan-before.txt"]);
        let text = said(&refused);
        assert_eq!((refused.status.code(), text.lines().count()), (Some(2), 1), "{text}");
        assert!(text.contains("a later version of phuluc made this database (version 99, known up to 2)"), "{text}");
        assert_eq!(database.dump(), stored);
    });
}

fn run(database: &Database, statements: &str) {
    if database.server.is_some() {
        Client::connect(&database.to, NoTls).unwrap().batch_execute(statements).unwrap();
    } else {
        rusqlite::Connection::open(&database.to).unwrap().execute_batch(statements).unwrap();
    }
}

/// Killed while it loads, at moments all over a run, with a reader beside it: each document is whole or not there, and a
/// run to the end makes up for it.
#[test]
#[allow(clippy::disallowed_methods, reason = "when to kill is a matter of the clock")]
fn killed_at_any_moment_a_document_is_whole_or_not_there() {
    /// Documents of a run: enough that a kill falls between them, few enough for a test.
    const DOCUMENTS: usize = 30;
    let before = data("plan-before.txt");
    let plans: Vec<Plan> = (1..=DOCUMENTS)
        .map(|n| plan_of(&before.replace("45/KH-UBND", &format!("{n}/KH-UBND")), &format!("{n}.txt")))
        .collect();
    let tasks = plans[0].appendices[0].items.len();
    on_both("killed", |database| {
        let files = plans.iter().map(|p| database.file(&format!("{}.json", p.source.name), &json(p)));
        let files: Vec<String> = files.map(|f| f.to_string_lossy().into_owned()).collect();
        let mut args: Vec<&str> = vec!["load", "--to", &database.to];
        args.extend(files.iter().map(String::as_str));
        drop(database.loader(false));
        let partial = format!(
            "SELECT d.number, count(i.id) FROM documents d LEFT JOIN items i ON i.document_id = d.id GROUP BY d.number HAVING count(i.id) <> {tasks}"
        );
        for milliseconds in [5, 20, 45, 80, 120] {
            let mut child = command(&args).stderr(Stdio::null()).spawn().unwrap();
            let until = std::time::Instant::now() + std::time::Duration::from_millis(milliseconds);
            while std::time::Instant::now() < until {
                assert_eq!(database.rows(&partial), Rows::new(), "seen while loading");
            }
            child.kill().unwrap();
            child.wait().unwrap();
            assert_eq!(database.rows(&partial), Rows::new(), "killed after {milliseconds} ms");
        }
        let done = phuluc(&args);
        assert_eq!(done.status.code(), Some(0), "{}", said(&done));
        assert_eq!(database.one("SELECT count(*) FROM documents"), DOCUMENTS.to_string());
        plans.iter().take(3).for_each(|plan| is_there(database, plan));
        let versions = database.rows("SELECT count(*), max(load) FROM versions");
        assert_eq!(versions, [texts(&[&DOCUMENTS.to_string(), &DOCUMENTS.to_string()])]);
    });
}

/// Each query of the page runs, and says something of two plans.
#[test]
fn the_queries_of_the_documentation_run() {
    let page = std::fs::read_to_string(support::root().join("docs/database.md")).unwrap();
    let queries: Vec<&str> = page.split("```sql\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert!(queries.len() >= 5, "{}", queries.len());
    let (before, after) = versions();
    on_both("documented", |database| {
        database.add(&plan_of(&before, "a.txt"));
        database.add(&plan_of(&after, "a.txt"));
        database.add(&support::plan(&support::source(&support::root().join("fixtures/seed-pdf"))));
        for query in &queries {
            assert!(!database.rows(query).is_empty(), "{query}");
        }
        let (names, _) = database.named("SELECT * FROM tasks");
        assert!(COLUMNS.iter().all(|c| names.contains(&c.name.to_owned())));
    });
    for table in TABLES.iter().chain(&["tasks", "tasks_overdue", "tasks_by_agency_month"]) {
        assert!(page.contains(&format!("`{table}`")), "docs/database.md: {table}");
    }
}

#[test]
fn psql_reads_it() {
    let Some(server) = server() else { return };
    let to = server.database("by_psql");
    let plan = support::plan(&support::source(&support::root().join("fixtures/seed-pdf")));
    Loader::open(&to, &LoadOptions::default()).unwrap().add(&plan).unwrap();
    let ask = |statement: &str| String::from_utf8(server.psql("by_psql", statement).stdout).unwrap();
    assert_eq!(ask("SELECT count(*) FROM tasks WHERE document_number = '18/KH-UBND'"), "39\n");
    let due = plan.appendices[0].items.iter().filter(|i| i.deadline.due.is_some() && !i.deadline.ongoing).count();
    assert_eq!(ask("SELECT count(*) FROM items WHERE due < date '2100-01-01' AND NOT ongoing"), format!("{due}\n"));
    assert_eq!(
        ask("SELECT pg_typeof(due), pg_typeof(ongoing), pg_typeof(\"order\") FROM items LIMIT 1"),
        "date|boolean|integer\n"
    );
}

/// A password is never said; an encrypted line that is asked for is not passed over.
#[test]
fn addresses() {
    let refused = |to: &str, words: &str| {
        let run = phuluc(&["load", "tests/cli/data/plan-before.txt", "--to", to]);
        let text = said(&run);
        assert_eq!((run.status.code(), text.lines().count()), (Some(2), 1), "{to}: {text}");
        assert!(text.contains(words), "{to}: {text}");
        assert!(!text.contains("bí-mật") && !text.contains("secret"), "{text}");
    };
    refused("postgres://u:secret@127.0.0.1:1/x?sslmode=require", "an encrypted line is asked for");
    refused("postgres://u:secret@127.0.0.1:1/x?sslmode=verify-full", "an encrypted line is asked for");
    refused("postgres://u:secret@127.0.0.1:1/x", "cannot be used: error connecting to server");
    refused("postgres://u:bí-mật@127.0.0.1/x?secret=1", "cannot read the address");
    refused("mysql://u:secret@127.0.0.1/x", "no such database");
    refused("tests/cli/data/picture.pdf", "is not a database");
    refused("tests/cli/data/plan-before.txt", "would overwrite it");
    let Some(server) = server() else { return };
    refused(&server.address("secret", "postgres"), "password authentication failed");
    // By the environment, as psql takes it.
    let to = server.database("by_variable").replace(&format!(":{IN_ADDRESS}@"), "@");
    let run =
        command(&["load", "tests/cli/data/plan-before.txt", "--to", &to]).env("PGPASSWORD", PASSWORD).output().unwrap();
    assert_eq!(run.status.code(), Some(0), "{}", said(&run));
    assert!(said(&run).contains("1 new"), "{}", said(&run));
}

/// What `load` says in Vietnamese.
#[test]
fn the_summary_in_vietnamese() {
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("plans.db");
    let run = phuluc(&[
        "--lang",
        Language::Vi.code(),
        "load",
        "tests/cli/data/plan-before.json",
        "--to",
        to.to_str().unwrap(),
    ]);
    assert_eq!(said(&run), "1 mới, 0 cập nhật (0 thay đổi), 0 không đổi, 0 cũ hơn bản đã lưu, 0 bị từ chối\n");
}
