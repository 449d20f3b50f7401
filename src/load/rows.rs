//! A plan as rows of the tables: what each of its nouns is there.

use std::collections::BTreeMap;

use serde::Serialize;

use super::database::{Row, Table, Value};
use super::tables::{
    APPENDICES, CITATIONS, CLAUSES, DIAGNOSTICS, DOCUMENTS, ITEM_ORGANIZATIONS, ITEMS, ITEMS_OWN, ORGANIZATIONS,
    SECTIONS,
};
use crate::model::{Appendix, Citation, Clause, Diagnostic, Organization, Plan, PlanItem, Severity};
use crate::write::columns::{COLUMNS, FlatRow};

/// The rows of the document itself.
pub(super) fn document(plan: &Plan, id: &str, load: u64, package: &str) -> Row {
    let (source, head) = (&plan.source, &plan.document);
    let row = vec![
        text(id),
        flag(head.id.is_some()),
        number(load),
        text(&source.name),
        text(&source.sha256),
        text(&source.media_type),
        number(source.pages),
        opt(&head.kind),
        opt(&head.number),
        shown(head.date),
        opt(&head.issuer),
        opt(&head.subject),
        opt(&head.place),
        opt(&head.signer),
        text(&plan.generator.version),
        text(package),
    ];
    debug_assert_eq!(row.len(), DOCUMENTS.columns.len());
    row
}

/// All other rows, table by table, in the order in which they refer to one another.
pub(super) fn all(plan: &Plan, id: &str) -> Vec<(&'static Table, Vec<Row>)> {
    let appendices = || (1_u64..).zip(&plan.appendices);
    let items = || appendices().flat_map(|(n, a)| a.items.iter().map(move |i| (n, i)));
    let roles = |i: &PlanItem| [("lead", i.lead.organizations.clone()), ("partner", i.partner.organizations.clone())];
    let bodies: Vec<(&str, &str, usize, Organization)> = items()
        .flat_map(|(_, i)| roles(i).map(|(role, list)| (i.id.as_str(), role, list)))
        .flat_map(|(item, role, list)| list.into_iter().enumerate().map(move |(n, o)| (item, role, n + 1, o)))
        .collect();
    let known: BTreeMap<&String, &Option<String>> =
        bodies.iter().filter_map(|(_, _, _, o)| Some((o.id.as_ref()?, &o.canonical))).collect();
    vec![
        (&APPENDICES, appendices().map(|(n, a)| appendix(id, n, a)).collect()),
        (&SECTIONS, appendices().flat_map(|(n, a)| sections(id, n, a)).collect()),
        (&ITEMS, (1_u64..).zip(&plan.appendices).flat_map(|(n, a)| flat(plan, id, n, a)).collect()),
        (&ORGANIZATIONS, known.into_iter().map(|(id, name)| vec![text(id), opt(name)]).collect()),
        (&ITEM_ORGANIZATIONS, bodies.iter().map(|(item, role, n, o)| body(item, role, *n, o)).collect()),
        (
            &CLAUSES,
            items().flat_map(|(_, i)| (1_usize..).zip(&i.deadline.clauses).map(|(n, c)| clause(i, n, c))).collect(),
        ),
        (&CITATIONS, citations(plan, id)),
        (&DIAGNOSTICS, diagnostics(plan, id)),
    ]
}

fn appendix(id: &str, n: u64, a: &Appendix) -> Row {
    let line = a.attached_to.clone().unwrap_or_default();
    let own = [text(&a.label), text(&a.title), opt(&a.heading), text(&line.text)];
    let named = [opt(&line.kind), opt(&line.number), shown(line.date), opt(&line.issuer)];
    [vec![text(id), number(n)], own.into(), named.into()].concat()
}

fn sections<'p>(id: &'p str, n: u64, a: &'p Appendix) -> impl Iterator<Item = Row> + 'p {
    (1_usize..).zip(&a.sections).map(move |(ordinal, s)| {
        let own = [text(&s.path.join("/")), opt(&s.label), text(&s.title)];
        [&[text(id), number(n), number(ordinal)], &own[..], &[shown(s.declared_count), number(s.found_count)]].concat()
    })
}

/// The items of an appendix: the flat row's columns by their names, behind what only the table has.
fn flat(plan: &Plan, id: &str, n: u64, appendix: &Appendix) -> Vec<Row> {
    let names = ITEMS.columns[ITEMS_OWN..].iter();
    let columns: Vec<_> = names.filter_map(|(name, _)| COLUMNS.iter().find(|c| c.name == *name)).collect();
    let row = |row: FlatRow<'_>| {
        let look = row.item.diagnostics.iter().any(|d| d.severity >= Severity::Warning);
        let own = [text(id), number(n), flag(row.item.deadline.ongoing), flag(look)];
        own.into_iter().chain(columns.iter().map(|c| text(&(c.value)(&row)))).collect()
    };
    FlatRow::of(plan, appendix).map(row).collect()
}

fn body(item: &str, role: &str, n: usize, o: &Organization) -> Row {
    let key = [text(item), text(role), number(n)];
    let own = [text(&o.text), text(&o.name), named(&o.kind), opt(&o.canonical), opt(&o.id), opt(&o.qualifier)];
    [&key[..], &own[..]].concat()
}

fn clause(item: &PlanItem, n: usize, c: &Clause) -> Row {
    let again = c.recurrence.as_ref();
    let row = vec![
        text(&item.id),
        number(n),
        text(&c.text),
        text(c.kind.name()),
        opt(&c.edtf),
        shown(c.start),
        shown(c.due),
        c.bound.as_ref().and_then(named),
        c.precision.as_ref().and_then(named),
        again.and_then(|r| opt(&r.rrule)),
        again.and_then(|r| opt(&r.period)),
        opt(&c.applies_to),
        opt(&c.condition),
        opt(&c.reference),
        text(&c.inferred.join("; ")),
    ];
    debug_assert_eq!(row.len(), CLAUSES.columns.len());
    row
}

/// The papers named: in titles, in titles of sections, and cell by cell.
fn citations(plan: &Plan, id: &str) -> Vec<Row> {
    let mut all: Vec<(u64, Option<&str>, String, &Citation)> = Vec::new();
    for (n, a) in (1..).zip(&plan.appendices) {
        all.extend(a.citations.iter().map(|c| (n, None, "title".to_owned(), c)));
        all.extend(a.sections.iter().flat_map(|s| &s.citations).map(|c| (n, None, "section".to_owned(), c)));
        for i in &a.items {
            let cells = [
                ("task", &i.task.citations),
                ("lead", &i.lead.citations),
                ("partner", &i.partner.citations),
                ("deadline", &i.deadline.citations),
            ];
            let extra = i.extra.iter().map(|(header, cell)| (header.as_str(), &cell.citations));
            for (field, list) in cells.into_iter().chain(extra) {
                all.extend(list.iter().map(|c| (n, Some(i.id.as_str()), field.to_owned(), c)));
            }
        }
    }
    let row = |(ordinal, (n, item, field, c)): (usize, (u64, Option<&str>, String, &Citation))| {
        let key = [text(id), number(ordinal), number(n), item.and_then(text), text(&field)];
        let own = [text(&c.text), opt(&c.kind), opt(&c.number), shown(c.date), opt(&c.issuer), opt(&c.resolved)];
        [&key[..], &own[..]].concat()
    };
    (1..).zip(all).map(row).collect()
}

/// What is to be said: of the document, of each appendix, of each item.
fn diagnostics(plan: &Plan, id: &str) -> Vec<Row> {
    let mut all: Vec<(Option<u64>, Option<&str>, &Diagnostic)> =
        plan.diagnostics.iter().map(|d| (None, None, d)).collect();
    for (n, a) in (1..).zip(&plan.appendices) {
        all.extend(a.diagnostics.iter().map(|d| (Some(n), None, d)));
        all.extend(a.items.iter().flat_map(|i| i.diagnostics.iter().map(move |d| (Some(n), Some(i.id.as_str()), d))));
    }
    let row = |(ordinal, (n, item, d)): (usize, (Option<u64>, Option<&str>, &Diagnostic))| {
        let key = [text(id), number(ordinal), shown(n), item.and_then(text)];
        let field = d.field.map(|f| f.name().to_owned());
        let said = [text(&d.message.to_string()), d.hint.as_ref().and_then(|h| text(&h.to_string()))];
        [&key[..], &[text(d.code.name()), named(&d.severity), field], &said[..]].concat()
    };
    (1..).zip(all).map(row).collect()
}

/// Null where there is nothing, as in the flat row. No text of a PostgreSQL database holds the character 0.
pub(super) fn text(value: &str) -> Value {
    Some(value.replace('\0', "\u{fffd}")).filter(|t| !t.is_empty())
}

pub(super) fn opt(value: &Option<String>) -> Value {
    value.as_deref().and_then(text)
}

fn shown(value: Option<impl ToString>) -> Value {
    value.map(|v| v.to_string())
}

pub(super) fn number(value: impl ToString) -> Value {
    Some(value.to_string())
}

/// Both databases read these as booleans.
fn flag(value: bool) -> Value {
    Some(if value { "1" } else { "0" }.to_owned())
}

/// A name as the JSON has it.
pub(super) fn named(value: &impl Serialize) -> Value {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned))
}
