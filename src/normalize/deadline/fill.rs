//! The time cells of a table → their values, and what is to be said of them.

use std::ops::Range;

use jiff::civil::Date;

use super::year::{Told, told};
use super::{Known, counts_before, counts_days, deadline};
use crate::model::{
    Appendix, Citation, Clause, ClauseKind, Code, Diagnostic, DocumentInfo, Message, PlanItem, Role, Section, Severity,
};

/// What the cells of a table are read with.
struct Table {
    known: Known,
    /// The plan's own day.
    date: Option<Date>,
    /// Titles that may name the year, the nearest first.
    titles: Vec<String>,
    header: String,
    sections: Vec<Section>,
}

/// Reads the time cells of a table, whose citations are read already. `paper`: what the plan prints of itself.
pub(in super::super) fn fill(appendix: &mut Appendix, paper: &DocumentInfo) {
    let attached = appendix.attached_to.as_ref();
    let titles = [Some(&appendix.title), appendix.heading.as_ref(), attached.map(|a| &a.text), paper.subject.as_ref()];
    let titles: Vec<String> = titles.into_iter().flatten().cloned().collect();
    let header = appendix.columns.iter().find(|c| c.role == Role::Deadline).map(|c| c.header.clone());
    let header = header.unwrap_or_default();
    let known = Known { days: counts_days(&header), before: counts_before(&header), ..Known::default() };
    let date = attached.and_then(|a| a.date).or(paper.date);
    let table = Table { known, date, titles, header, sections: appendix.sections.clone() };
    appendix.items.iter_mut().for_each(|i| fill_item(i, &table));
}

impl Table {
    /// The year of the times of a row that print none: of the column's heading, of the section, of the titles, of the day.
    fn year(&self, item: &PlanItem) -> Told {
        let above = |s: &&Section| item.section.starts_with(&s.path) && !s.path.is_empty();
        let sections = self.sections.iter().rev().filter(above).map(|s| s.title.as_str());
        let headings = [self.header.as_str()].into_iter().chain(sections);
        told(headings.chain(self.titles.iter().map(String::as_str)), self.date)
    }
}

/// Where a text names papers, in bytes.
pub(super) fn places(text: &str, citations: &[Citation]) -> Vec<Range<usize>> {
    let byte = |n: u32| text.char_indices().nth(n as usize).map_or(text.len(), |c| c.0);
    citations.iter().map(|c| byte(c.of[0])..byte(c.of[1])).collect()
}

/// What the time cell says, and what is to be said of it.
fn fill_item(out: &mut PlanItem, table: &Table) {
    let Some(text) = out.deadline.text.as_deref() else { return };
    let told = table.year(out);
    let after = table.date.filter(|_| !told.printed);
    let known = Known { year: told.year, after, ..table.known };
    let read = deadline(text, &places(text, &out.deadline.citations), known);
    let regions = out.deadline.regions.clone();
    // Another part of the cell prints the year.
    let beside = |c: &Clause| c.inferred.is_empty() && c.due.map(Date::year) == told.year.year;
    let told = Told { printed: told.printed || read.clauses.iter().any(beside), ..told };
    let said = read.clauses.iter().filter_map(|c| of_clause(c, &told, table.date));
    let unread = read.unread.iter().map(|part| {
        let what = Message::new("time-unread").with("text", part.as_str());
        Diagnostic::new(Code::DeadlineUnparsed, what).hint(Message::new("time-unread-hint"))
    });
    let past = read.due.zip(table.date).filter(|(due, plan)| due < plan).map(|(due, _)| {
        let what = Message::new("due-before-plan").with("day", due.to_string());
        Diagnostic::new(Code::DeadlineVague, what).hint(Message::new("deadline-vague-hint"))
    });
    let said = said.chain(unread).chain(past);
    out.diagnostics.extend(said.map(|d| d.about(Role::Deadline).at(regions.clone())));
    (out.deadline.due, out.deadline.ongoing, out.deadline.clauses) = (read.due, read.ongoing, read.clauses);
}

/// What is to be said of a part of the cell.
fn of_clause(clause: &Clause, told: &Told, date: Option<Date>) -> Option<Diagnostic> {
    let text = clause.text.as_str();
    let concluded = |what: &str| clause.inferred.iter().any(|i| i == what);
    if clause.kind == ClauseKind::Unparsed {
        let what = Message::new("deadline-unparsed").with("text", text);
        return Some(Diagnostic::new(Code::DeadlineUnparsed, what).hint(Message::new("deadline-unparsed-hint")));
    }
    if clause.kind == ClauseKind::NotADeadline {
        return Some(Diagnostic::new(Code::NotADeadline, Message::new("not-a-deadline").with("text", text)));
    }
    if clause.edtf.as_ref().is_some_and(|e| e.contains('~')) {
        let what = Message::new("deadline-vague").with("text", text);
        return Some(Diagnostic::new(Code::DeadlineVague, what).hint(Message::new("deadline-vague-hint")));
    }
    if concluded("year") {
        // `cuối năm`, said within the year: that of the plan's day.
        const LATE: i8 = 11;
        let early = date.is_some_and(|d| d.month() < LATE) && text.to_lowercase().ends_with(" năm");
        let (what, severity) = match told {
            Told { printed: false, .. } if early => {
                (Message::new("year-of-plan-day").with("text", text), Severity::Info)
            }
            Told { printed: true, agreed: true, .. } => {
                (Message::new("year-of-headings").with("text", text), Severity::Info)
            }
            Told { printed: true, .. } => (Message::new("year-of-nearest").with("text", text), Severity::Warning),
            Told { .. } => (Message::new("year-concluded").with("text", text), Severity::Warning),
        };
        let said = Diagnostic::new(Code::DeadlineInferred, what);
        return Some(match severity {
            Severity::Info => said,
            _ => said.of(severity).hint(Message::new("check-year")),
        });
    }
    let what = Message::new("deadline-days-inferred").with("text", text);
    (!clause.inferred.is_empty()).then(|| Diagnostic::new(Code::DeadlineInferred, what))
}
