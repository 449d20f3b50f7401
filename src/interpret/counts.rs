//! Printed counts of sections, compared with the rows found under them.

use crate::model::{Code, Diagnostic, Message, PlanRow, regions_of};

/// Compares printed counts with the rows found.
pub(super) fn count(rows: &mut [PlanRow], diagnostics: &mut Vec<Diagnostic>) {
    for at in 0..rows.len() {
        let PlanRow::Section(section) = &rows[at] else { continue };
        let found = found(&rows[at..], &section.path);
        let PlanRow::Section(section) = &mut rows[at] else { continue };
        section.found_count = found;
        if found == 0 {
            let message = Message::new("section-empty").with("section", section.path.join("/"));
            let said = Diagnostic::new(Code::RowsMissing, message).hint(Message::new("compare-hint"));
            diagnostics.push(said.at(regions_of(&section.lines)));
        }
        if let Some(declared) = section.declared_count.filter(|d| *d != found) {
            let message = Message::new("count-mismatch")
                .with("section", section.path.join("/"))
                .with("declared", declared)
                .with("found", found);
            diagnostics.push(
                Diagnostic::new(Code::CountMismatch, message)
                    .hint(Message::new("count-mismatch-hint"))
                    .at(regions_of(&section.lines)),
            );
        }
    }
}

/// Items under a section among the rows from it on, parts of items not counted; a path can come again (`1` under two
/// unlabelled headings), so the count ends where the section does.
fn found(rows: &[PlanRow], path: &[String]) -> u32 {
    let inside = |r: &&PlanRow| match r {
        PlanRow::Item(i) => i.section.starts_with(path),
        PlanRow::Section(s) => s.path.len() > path.len() && s.path.starts_with(path),
    };
    let whole = |r: &&PlanRow| matches!(r, PlanRow::Item(i) if i.parent.is_none());
    u32::try_from(rows[1..].iter().take_while(inside).filter(whole).count()).unwrap_or(u32::MAX)
}
