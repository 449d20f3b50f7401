//! The time cells of a table → their values, and what is to be said of them.

use std::ops::Range;

use super::{Known, counts_days, deadline, plan_year};
use crate::model::{Appendix, Citation, ClauseKind, Code, Diagnostic, Message, PlanItem, Role};

/// Reads the time cells of a table, whose citations are read already. `year`: that of the plan's date, where no title names
/// another.
pub(in super::super) fn fill(appendix: &mut Appendix, year: Option<i16>) {
    let attached = appendix.attached_to.as_ref().map(|a| a.text.as_str());
    let titles = [Some(appendix.title.as_str()), appendix.heading.as_deref(), attached];
    let year = plan_year(titles.into_iter().flatten()).or(year);
    let header = appendix.columns.iter().find(|c| c.role == Role::Deadline).map(|c| c.header.as_str());
    let known = Known { year, days: header.is_some_and(counts_days) };
    appendix.items.iter_mut().for_each(|i| fill_item(i, known));
}

/// Where a text names papers, in bytes.
fn places(text: &str, citations: &[Citation]) -> Vec<Range<usize>> {
    let byte = |n: u32| text.char_indices().nth(n as usize).map_or(text.len(), |c| c.0);
    citations.iter().map(|c| byte(c.of[0])..byte(c.of[1])).collect()
}

/// What the time cell says, and what is to be said of it.
fn fill_item(out: &mut PlanItem, known: Known) {
    let Some(text) = out.deadline.text.as_deref() else { return };
    let read = deadline(text, &places(text, &out.deadline.citations), known);
    let regions = out.deadline.regions.clone();
    for clause in &read.clauses {
        let text = clause.text.as_str();
        let (code, message, hint) = match clause.kind {
            ClauseKind::Unparsed => (
                Code::DeadlineUnparsed,
                Message::new("deadline-unparsed").with("text", text),
                Some(Message::new("deadline-unparsed-hint")),
            ),
            ClauseKind::NotADeadline => (Code::NotADeadline, Message::new("not-a-deadline").with("text", text), None),
            _ if clause.edtf.as_ref().is_some_and(|e| e.contains('~')) => (
                Code::DeadlineVague,
                Message::new("deadline-vague").with("text", text),
                Some(Message::new("deadline-vague-hint")),
            ),
            _ if clause.inferred.iter().any(|i| i == "year") => {
                (Code::DeadlineInferred, Message::new("deadline-year-inferred").with("text", text), None)
            }
            _ if !clause.inferred.is_empty() => {
                (Code::DeadlineInferred, Message::new("deadline-days-inferred").with("text", text), None)
            }
            _ => continue,
        };
        let mut said = Diagnostic::new(code, message).about(Role::Deadline).at(regions.clone());
        said.hint = hint;
        out.diagnostics.push(said);
    }
    (out.deadline.due, out.deadline.ongoing, out.deadline.clauses) = (read.due, read.ongoing, read.clauses);
}
