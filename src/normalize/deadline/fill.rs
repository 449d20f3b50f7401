//! An item's time cell → its values, and what is to be said of them.

use super::super::citation;
use super::{Known, counts_days, deadline};
use crate::model::{ClauseKind, Code, Diagnostic, PlanItem, Role, RowField};

/// What the time cell says, and what is to be said of it.
pub(in super::super) fn fill(out: &mut PlanItem, fields: &[RowField], year: Option<i16>) {
    let Some(text) = out.deadline.text.as_deref() else { return };
    let header = fields.iter().find(|f| f.role == Role::Deadline).map(|f| f.header.as_str());
    let cited = citation::places(text);
    let known = Known { year, days: header.is_some_and(counts_days) };
    let read = deadline(text, &cited, known);
    let why = |code, message: String| Diagnostic::new(code, message).about(Role::Deadline);
    let regions = out.deadline.regions.clone();
    for clause in &read.clauses {
        let text = &clause.text;
        let (code, message, hint) = match clause.kind {
            ClauseKind::Unparsed => (
                Code::DeadlineUnparsed,
                format!("no time could be read from \"{text}\""),
                Some("enter the day by hand"),
            ),
            ClauseKind::NotADeadline => (Code::NotADeadline, format!("\"{text}\" names no time"), None),
            _ if clause.edtf.as_ref().is_some_and(|e| e.contains('~')) => (
                Code::DeadlineVague,
                format!("\"{text}\" means a part of a period that the paper does not fix"),
                Some("check the day"),
            ),
            _ if clause.inferred.iter().any(|i| i == "year") => {
                (Code::DeadlineInferred, format!("\"{text}\" prints no year: it is the plan's"), None)
            }
            _ if !clause.inferred.is_empty() => {
                (Code::DeadlineInferred, format!("\"{text}\": the days of a school year are those of custom"), None)
            }
            _ => continue,
        };
        let diagnostic = why(code, message).at(regions.clone());
        out.diagnostics.push(match hint {
            Some(hint) => diagnostic.hint(hint),
            None => diagnostic,
        });
    }
    (out.deadline.due, out.deadline.ongoing, out.deadline.clauses) = (read.due, read.ongoing, read.clauses);
}
