//! Rows → values.
//!
//! In: rows that know what their columns mean. Out: the appendices of the output, every text cleaned, every value with its
//! place. Raw text is untouched before this stage and nothing is mended in it here.

mod citation;
mod context;
mod deadline;
mod document;
mod id;
mod identity;
mod notes;
mod organization;
mod place;
mod text;
mod tied;

use std::collections::BTreeMap;

use id::Ids;
use organization::Bodies;

pub use place::is_authority;

use crate::lexicon::{Share, is_shared_heading, share};
use crate::model::{
    Appendix, Code, Column, Deadline, Diagnostic, Diagnostics, DocumentInfo, ExtraField, Field, Interpreted,
    InterpretedTable, ItemRow, Message, Note, Number, PlanItem, PlanRow, Region, Role, RowField, Section, SectionRow,
    TextLine, regions_of,
};

/// Cleans the texts and builds the appendices of the output, and what the paper says of itself. `source_key`: what tells the
/// source from all others (its hash), for the ids of a paper that does not say enough; `authority`: the issuing place, where
/// the paper does not print it.
#[must_use]
pub fn normalize(
    interpreted: &Interpreted,
    source_key: &str,
    authority: Option<&str>,
    diagnostics: &mut Diagnostics,
) -> (DocumentInfo, Vec<Appendix>) {
    let mut paper = document::paper(interpreted, authority);
    paper.info.id = paper.key.as_deref().map(id::paper);
    diagnostics.0.extend(paper.diagnostics);
    let dated = paper.context.date.is_some();
    let mut ids = Ids::new(paper.key.as_deref().unwrap_or(source_key));
    let mut bodies = Bodies::new(paper.context.clone());
    let tables = interpreted.tables.iter();
    let mut out: Vec<Appendix> = tables.map(|t| appendix(t, &paper.info, &mut ids)).collect();
    // Citations first: their dates are no deadlines.
    citation::fill(&mut out, interpreted);
    for appendix in &mut out {
        deadline::fill(appendix, &paper.info);
        bodies.fill(appendix);
        settle_unshared(appendix);
    }
    if paper.key.is_none() && out.iter().any(|a| !a.items.is_empty()) {
        let mut said = Diagnostic::new(Code::IdFromContent, Message::new("id-from-content"));
        if dated && !paper.placed {
            said = said.hint(Message::new("id-from-content-hint"));
        }
        diagnostics.push(said);
    }
    (paper.info, out)
}

fn appendix(table: &InterpretedTable, info: &DocumentInfo, ids: &mut Ids) -> Appendix {
    let notes = notes::notes(&table.footnotes);
    let mut out = Appendix {
        label: text::label(&table.heading.label),
        title: text::one_line(&table.heading.title),
        heading: text::text(&table.heading.heading).map(|t| t.replace('\n', " ")),
        attached_to: tied::tied(&table.heading.attached_to).map(|t| t.line),
        columns: table.columns.iter().map(|c| Column { header: text::clean(&c.header), role: c.role }).collect(),
        diagnostics: table.diagnostics.clone(),
        ..Appendix::default()
    };
    let line = out.attached_to.as_ref();
    let printed = info.issuer.as_deref().and_then(place::province_of);
    let differs = line.and_then(|l| document::disagreement(info, l, printed));
    ids.appendix(&out.label, document::another_number(info, line));
    out.diagnostics.extend(differs.map(|d| d.at(regions_of(&table.heading.attached_to))));
    let mut places: BTreeMap<usize, usize> = BTreeMap::new();
    for (index, row) in table.rows.iter().enumerate() {
        match row {
            PlanRow::Section(s) => {
                let section = section(s);
                ids.section(&section.path, section.label.as_deref());
                out.sections.push(section);
            }
            PlanRow::Item(i) => {
                let order = out.items.len() + 1;
                places.insert(index, out.items.len());
                let mut item = item(i, &notes, order);
                item.id = ids.next(&item.section, &item.number.text);
                item.parent = i.parent.and_then(|p| places.get(&p)).map(|p| out.items[*p].id.clone());
                out.items.push(item);
            }
        }
    }
    out
}

fn section(row: &SectionRow) -> Section {
    Section {
        path: row.path.iter().map(|p| text::clean(p)).collect(),
        label: row.label.as_deref().map(text::clean),
        title: text::clean(&row.title),
        declared_count: row.declared_count,
        found_count: row.found_count,
        citations: Vec::new(),
        regions: regions_of(&row.lines),
    }
}

fn item(row: &ItemRow, notes: &[Note], order: usize) -> PlanItem {
    let order = u32::try_from(order).unwrap_or(u32::MAX);
    let mut out = PlanItem {
        order,
        section: row.section.iter().map(|s| text::clean(s)).collect(),
        diagnostics: row.diagnostics.clone(),
        ..PlanItem::default()
    };
    let mut used = Vec::new();
    for field in &row.fields {
        let (lines, found) = notes::take_marks(&field.lines, notes);
        used.extend(found);
        if field.inherited {
            out.inherited.push(if field.role.is_core() {
                field.role.name().to_owned()
            } else {
                text::clean(&field.header)
            });
        }
        place(&mut out, field, &lines);
    }
    share_out(&mut out, &row.fields);
    used.sort_unstable();
    used.dedup();
    // Plain text does not raise its marks: that a figure is one is a guess.
    if !used.is_empty() && row.fields.iter().flat_map(|f| &f.lines).any(|l| l.line.is_some()) {
        let lines = row.fields.iter().flat_map(|f| &f.lines).filter(|l| !l.raised.is_empty());
        out.diagnostics.push(
            Diagnostic::new(Code::FootnoteMark, Message::new("footnote-mark"))
                .hint(Message::new("compare-row-hint"))
                .at(regions_of(lines)),
        );
    }
    out.notes = used.iter().filter_map(|i| notes.get(*i).cloned()).collect();
    out.pages = pages(row);
    out
}

/// Puts a cell where it belongs.
fn place(out: &mut PlanItem, field: &RowField, lines: &[TextLine]) {
    let (value, regions) = (text::text(lines), regions_of(lines.iter().filter(|l| !l.text.trim().is_empty())));
    let cell = |value, regions| Field { text: value, regions, ..Field::default() };
    match field.role {
        Role::Number => out.number = Number { text: value.unwrap_or_default(), regions },
        Role::Task => out.task = cell(value, regions),
        Role::Lead => out.lead = cell(value, regions),
        Role::Partner => out.partner = cell(value, regions),
        Role::Deadline => out.deadline = Deadline { text: value, regions, ..Deadline::default() },
        _ => extra(&mut out.extra, text::clean(&field.header), value, regions),
    }
}

/// Lead and partner of a table that has one column for both, where the cell says which is which.
fn share_out(out: &mut PlanItem, fields: &[RowField]) {
    let Some(both) = fields.iter().find(|f| f.role == Role::Lead) else { return };
    if fields.iter().any(|f| f.role == Role::Partner) {
        return;
    }
    match out.lead.text.as_deref().map_or(Share::Whole, share) {
        Share::Whole if is_shared_heading(&both.header) => out.diagnostics.push(unshared(NOT_TOLD, &out.lead.regions)),
        Share::Whole => {}
        Share::Unsure => {
            out.diagnostics.push(unshared(Message::new("shares-unread"), &out.lead.regions));
        }
        Share::Split(lead, partner) => {
            if partner.is_some() {
                out.partner.regions.clone_from(&out.lead.regions);
            }
            if both.inherited && partner.is_some() {
                out.inherited.push(Role::Partner.name().to_owned());
            }
            (out.lead.text, out.partner.text) = (lead, partner);
        }
    }
}

/// One body alone needs no telling apart.
fn settle_unshared(appendix: &mut Appendix) {
    for item in &mut appendix.items {
        let one = item.lead.organizations.len() < 2;
        item.diagnostics.retain(|d| !(one && d.code == Code::CellGuessed && d.message == NOT_TOLD));
    }
}

/// What is said of several bodies under a heading for both parts.
const NOT_TOLD: Message = Message::new("shares-not-told");

fn unshared(message: Message, regions: &[Region]) -> Diagnostic {
    Diagnostic::new(Code::CellGuessed, message)
        .hint(Message::new("compare-with-paper"))
        .about(Role::Lead)
        .at(regions.to_vec())
}

/// A column under a header that another one has too keeps its cell under `header (2)`.
fn extra(cells: &mut BTreeMap<String, ExtraField>, header: String, text: Option<String>, regions: Vec<Region>) {
    let mut key = header.clone();
    let mut n = 2;
    while cells.contains_key(&key) {
        key = format!("{header} ({n})");
        n += 1;
    }
    cells.insert(key, ExtraField { text, regions, ..ExtraField::default() });
}

/// The pages a row's own cells stand on.
fn pages(row: &ItemRow) -> Vec<u32> {
    let mut out: Vec<u32> =
        row.fields.iter().filter(|f| !f.inherited).flat_map(|f| &f.lines).map(|l| l.page).filter(|p| *p > 0).collect();
    out.sort_unstable();
    out.dedup();
    out
}
