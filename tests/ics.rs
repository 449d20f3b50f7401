//! The calendar: read back by other libraries, the same days, rules and words as the JSON.
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stderr)]

mod support;

use std::process::Command;

use phuluc::lang::Language;
use phuluc::model::{Appendix, Clause, ClauseKind, Deadline, Field, Plan, PlanItem, Recurrence};
use phuluc::write::{Format, WriteOptions, write};
use proptest::prelude::*;
use serde_json::Value;

fn calendar(plan: &Plan) -> String {
    let options = WriteOptions { headers: Language::Vi, ..WriteOptions::default() };
    String::from_utf8(write(plan, Format::Ics, &options).unwrap()).unwrap()
}

fn plans() -> Vec<(String, Plan)> {
    let mut sources: Vec<_> = support::fixtures().iter().map(|f| support::source(f)).collect();
    if let Some(corpus) = support::corpus() {
        sources.extend(support::files(&corpus.join("plans/pdf"), "pdf"));
    }
    sources.into_iter().map(|s| (s.display().to_string(), support::plan(&s))).collect()
}

/// Reads calendars, one path a line, and prints each one's to-dos: what they say, and the first days on which they come.
const READER: &str = r#"
import datetime, json, sys
import icalendar, recurring_ical_events
for path in sys.stdin.read().splitlines():
    calendar = icalendar.Calendar.from_ical(open(path, 'rb').read())
    out = []
    for todo in calendar.walk('VTODO'):
        day = lambda name: todo.decoded(name).isoformat() if name in todo else None
        comes = None
        if 'RRULE' in todo:
            alone = icalendar.Calendar()
            alone.add('version', '2.0'); alone.add('prodid', 'test')
            alone.add_component(todo)
            start = todo.decoded('DTSTART')
            until = start + datetime.timedelta(days=800)
            comes = sorted(e.start.isoformat() for e in
                           recurring_ical_events.of(alone, components=['VTODO']).between(start, until))
        out.append({'uid': str(todo['UID']), 'summary': str(todo['SUMMARY']), 'description': str(todo['DESCRIPTION']),
                    'due': day('DUE'), 'start': day('DTSTART'), 'stamp': todo.decoded('DTSTAMP').isoformat(),
                    'rule': todo['RRULE'].to_ical().decode() if 'RRULE' in todo else None, 'comes': comes,
                    'names': sorted(todo.keys()), 'errors': [str(e) for e in todo.errors]})
    print(json.dumps(out))
"#;

/// What other libraries read of calendars.
fn read_by_others(calendars: &[String], name: &str) -> Option<Vec<Vec<Value>>> {
    let python = support::system::python(&["icalendar==7.3.2", "recurring-ical-events==3.8.2"])?;
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    let mut paths = Vec::new();
    for (at, text) in calendars.iter().enumerate() {
        let path = folder.join(format!("{at}.ics"));
        std::fs::write(&path, text).unwrap();
        paths.push(path.display().to_string());
    }
    let list = folder.join("list.txt");
    std::fs::write(&list, paths.join("\n")).unwrap();
    let run = Command::new(python)
        .args(["-X", "utf8", "-c", READER])
        .stdin(std::fs::File::open(list).unwrap())
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    Some(String::from_utf8(run.stdout).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect())
}

/// Lines as RFC 5545 wants them.
fn sound(name: &str, text: &str) {
    assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && text.ends_with("END:VCALENDAR\r\n"), "{name}");
    assert_eq!(text.replace("\r\n", "").matches(['\r', '\n']).count(), 0, "{name}");
    let long = text.split("\r\n").find(|l| l.len() > 75);
    assert_eq!(long, None, "{name}: longer than 75 octets");
}

#[test]
fn read_back_equal_to_the_json() {
    let plans = plans();
    let calendars: Vec<String> = plans.iter().map(|(_, plan)| calendar(plan)).collect();
    plans.iter().zip(&calendars).for_each(|((name, _), text)| sound(name, text));
    let Some(read) = read_by_others(&calendars, "ics") else { return };
    assert_eq!(read.len(), plans.len());
    let (mut dated, mut ruled) = (0, 0);
    for ((name, plan), todos) in plans.iter().zip(&read) {
        let json: Value =
            serde_json::from_slice(&write(plan, Format::Json, &WriteOptions::default()).unwrap()).unwrap();
        let mut todos = todos.iter();
        let items = json["appendices"].as_array().unwrap().iter().flat_map(|a| a["items"].as_array().unwrap());
        for item in items {
            let id = item["id"].as_str().unwrap();
            let words = |todo: &Value| {
                let description = todo["description"].as_str().unwrap();
                for field in ["task", "lead", "partner", "deadline"] {
                    let text = item[field]["text"].as_str().unwrap_or_default();
                    assert!(description.contains(text), "{name}: {id}: {field}");
                }
                let number = json["document"]["number"].as_str().unwrap_or_default();
                assert!(description.contains(number), "{name}: {id}");
                let task = item["task"]["text"].as_str().unwrap_or_default();
                let title = todo["summary"].as_str().unwrap();
                assert!(task.starts_with(title.trim_end_matches(" …")), "{name}: {id}: {title}");
                assert!(todo["errors"].as_array().unwrap().is_empty(), "{name}: {todo}");
                let day = json["document"]["date"].as_str().unwrap_or("1970-01-01");
                assert_eq!(todo["stamp"], format!("{day}T00:00:00+00:00"), "{name}: {id}");
            };
            if let Some(due) = item["deadline"]["due"].as_str() {
                let todo = todos.next().unwrap();
                assert_eq!((&todo["due"], &todo["uid"]), (&due.into(), &format!("{id}@phuluc").into()), "{name}");
                assert_eq!(todo["names"].as_array().unwrap().len(), 5, "{todo}");
                words(todo);
                dated += 1;
            }
            let from =
                |clause: &Value| clause["start"].as_str().or(json["document"]["date"].as_str()).map(str::to_owned);
            let clauses = item["deadline"]["clauses"].as_array().unwrap().iter();
            let rules = clauses.filter_map(|c| Some((c, c["recurrence"]["rrule"].as_str()?)));
            for (n, (clause, rule)) in (1..).zip(rules) {
                let Some(from) = from(clause) else { continue };
                let todo = todos.next().unwrap();
                assert_eq!(todo["uid"], format!("{id}-r{n}@phuluc"), "{name}");
                let (start, comes) = (todo["start"].as_str().unwrap(), todo["comes"].as_array().unwrap());
                assert!(start >= from.as_str(), "{name}: {id}: {start} is before {from}");
                // The start is the first of the days that the rule itself makes.
                assert_eq!(comes.first().and_then(Value::as_str), Some(start), "{name}: {id}: {rule}");
                assert!(
                    comes.len() > 1 || rule.contains("INTERVAL") || rule.contains("UNTIL"),
                    "{name}: {rule}: {comes:?}"
                );
                let parts = |rule: &str| -> Vec<String> {
                    let mut parts: Vec<String> = rule.split(';').map(str::to_owned).collect();
                    parts.sort();
                    parts
                };
                let read = parts(todo["rule"].as_str().unwrap());
                assert!(parts(rule).iter().all(|p| read.contains(p)), "{name}: {rule}: {read:?}");
                assert!(todo["due"].is_null());
                words(todo);
                ruled += 1;
            }
        }
        assert_eq!(todos.next(), None, "{name}: to-dos that no task stands for");
    }
    assert!(dated > 100, "{dated} dated, {ruled} by a rule");
    eprintln!("{dated} dated, {ruled} by a rule");
}

fn plan(task: &str, id: &str, rrule: Option<&str>) -> Plan {
    let clause = Clause {
        recurrence: Some(Recurrence { rrule: rrule.map(str::to_owned), period: None, count: None, per: None }),
        ..Clause::new(ClauseKind::Recurring)
    };
    let due = rrule.is_none().then(|| "2024-03-31".parse().unwrap());
    let item = PlanItem {
        id: id.to_owned(),
        task: Field { text: Some(task.to_owned()), ..Field::default() },
        deadline: Deadline { due, clauses: vec![clause], ..Deadline::default() },
        ..PlanItem::default()
    };
    Plan { appendices: vec![Appendix { items: vec![item], ..Appendix::default() }], ..Plan::default() }
}

/// A rule whose beginning nobody knows makes no to-do; neither does one that nobody understands.
#[test]
fn no_day_is_made_up() {
    let mut plan = plan("x", "a", Some("FREQ=MONTHLY"));
    assert!(!calendar(&plan).contains("VTODO"));
    plan.document.date = Some("2024-01-23".parse().unwrap());
    let text = calendar(&plan);
    for line in ["UID:a-r1@phuluc", "DTSTART;VALUE=DATE:20240123", "RRULE:FREQ=MONTHLY", "DTSTAMP:20240123T000000Z"] {
        assert!(text.contains(&format!("{line}\r\n")), "{line}: {text}");
    }
    plan.appendices[0].items[0].deadline.clauses[0].recurrence.as_mut().unwrap().rrule =
        Some("FREQ=X\r\nA:b".to_owned());
    assert!(!calendar(&plan).contains("VTODO"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever a task says, it stays in its own line: no property of its own, no line too long, no character cut.
    #[test]
    fn texts_stay_in_their_place(task in ".{0,200}", id in ".{0,20}", seed in "(ẵ|,|;|\\\\|\n|\r|\t|END:VTODO\r\n| |𝔄){0,60}") {
        let text = calendar(&plan(&format!("{task}{seed}"), &id, None));
        sound("", &text);
        let lines: Vec<&str> = text.split("\r\n").filter(|l| !l.starts_with(' ')).collect();
        let names: Vec<&str> = lines.iter().map(|l| l.split([':', ';']).next().unwrap()).collect();
        prop_assert_eq!(names, [
            "BEGIN", "VERSION", "PRODID", "CALSCALE", "BEGIN", "DESCRIPTION", "DTSTAMP", "DUE", "SUMMARY", "UID", "END", "END", ""
        ]);
        prop_assert!(!text.replace("\r\n", "").chars().any(|c| c.is_ascii_control() && c != '\t'));
    }
}
