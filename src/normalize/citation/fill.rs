//! The citations of a whole document: every cell and title, short forms linked to the full ones.

use super::{Known, citations, cited, link};
use crate::model::{Appendix, Citation, Code, Diagnostic, Interpreted, Message, PlanItem, Region, Role};
use crate::normalize::text;

/// Reads the citations of all cells and titles. What stands outside of the tables counts as a place where a paper is named
/// in full.
pub(in crate::normalize) fn fill(appendices: &mut [Appendix], interpreted: &Interpreted) {
    let mut known = Known::default();
    known.add(&citations(&text::one_line(&interpreted.outside)));
    for appendix in appendices.iter_mut() {
        known.add(&appendix.attached_to.as_ref().map(|a| citations(&a.text)).unwrap_or_default());
        each(appendix, &mut |text, out| {
            *out = citations(text);
            known.add(out);
        });
    }
    for appendix in appendices {
        each(appendix, &mut |_, out| link(out, &known));
        appendix.items.iter_mut().for_each(flag_days);
    }
}

/// Says of a row each day of a paper that is printed and is none: its citation has no date.
fn flag_days(item: &mut PlanItem) {
    let fields = [(&item.task, Some(Role::Task)), (&item.lead, Some(Role::Lead)), (&item.partner, Some(Role::Partner))];
    let mut texts: Vec<Place> =
        fields.iter().filter_map(|(f, role)| Some((f.text.as_deref()?, *role, f.regions.as_slice()))).collect();
    texts.extend(item.deadline.text.as_deref().map(|t| (t, Some(Role::Deadline), item.deadline.regions.as_slice())));
    texts.extend(item.extra.values().filter_map(|f| Some((f.text.as_deref()?, None, f.regions.as_slice()))));
    let found: Vec<Diagnostic> = texts.into_iter().flat_map(unread).collect();
    item.diagnostics.extend(found);
}

/// A cell: text, column, place.
type Place<'c> = (&'c str, Option<Role>, &'c [Region]);

fn unread((text, role, regions): Place) -> Vec<Diagnostic> {
    let bad = cited(text).into_iter().filter(|c| c.bad_date);
    let said = |c: super::Cited| {
        let what = Message::new("citation-day-unread").with("text", c.citation.text.as_str());
        let said = Diagnostic::new(Code::CitationDateUnread, what).at(regions.to_vec());
        role.map_or(said.clone(), |r| said.about(r))
    };
    bad.map(said).collect()
}

/// Every text that may name papers, with the place of its citations.
fn each(appendix: &mut Appendix, visit: &mut dyn FnMut(&str, &mut Vec<Citation>)) {
    let title = if appendix.title.is_empty() { appendix.heading.as_deref() } else { Some(appendix.title.as_str()) };
    visit(title.unwrap_or_default(), &mut appendix.citations);
    for section in &mut appendix.sections {
        visit(&section.title, &mut section.citations);
    }
    appendix.items.iter_mut().for_each(|i| cells(i, visit));
}

fn cells(item: &mut PlanItem, visit: &mut dyn FnMut(&str, &mut Vec<Citation>)) {
    let mut cell = |text: &Option<String>, out: &mut Vec<Citation>| visit(text.as_deref().unwrap_or_default(), out);
    for field in [&mut item.task, &mut item.lead, &mut item.partner] {
        cell(&field.text, &mut field.citations);
    }
    cell(&item.deadline.text, &mut item.deadline.citations);
    for field in item.extra.values_mut() {
        cell(&field.text, &mut field.citations);
    }
}
