//! The words of a comparison.

use super::diff::{Change, ChangeKind};
use crate::lang::{Language, Message};

/// What a change is called.
pub(super) fn kind(change: &Change, language: Language) -> String {
    let field = change.field.as_str();
    let message = match change.kind {
        ChangeKind::Renumbered => Message::new("diff-renumbered"),
        ChangeKind::Reworded if field == "lead" => Message::new("diff-lead-reworded"),
        ChangeKind::Reworded if field == "partner" => Message::new("diff-partner-reworded"),
        ChangeKind::Reworded if field == "deadline" => Message::new("diff-deadline-reworded"),
        ChangeKind::Reworded if field == "title" => Message::new("diff-title"),
        ChangeKind::Reworded => Message::new("diff-reworded"),
        ChangeKind::Reassigned if field == "lead" => Message::new("diff-lead"),
        ChangeKind::Reassigned => Message::new("diff-partner"),
        ChangeKind::DeadlineMoved => Message::new("diff-deadline"),
        ChangeKind::SectionChanged => Message::new("diff-section"),
        ChangeKind::Reordered => Message::new("diff-order"),
        ChangeKind::ColumnAdded => Message::new("diff-column-added"),
        ChangeKind::ColumnDropped => Message::new("diff-column-dropped"),
        ChangeKind::ColumnRenamed => Message::new("diff-column-renamed"),
        ChangeKind::Edited => match &change.column {
            Some(header) => return header.clone(),
            None => return self::field(field, language),
        },
    };
    message.say(language)
}

/// What a field is called.
pub(super) fn field(name: &str, language: Language) -> String {
    match name {
        "kind" => Message::new("field-kind"),
        "number" => Message::new("field-number"),
        "date" => Message::new("field-date"),
        "issuer" => Message::new("field-issuer"),
        "subject" => Message::new("field-subject"),
        "place" => Message::new("field-place"),
        "signer" => Message::new("field-signer"),
        "lead" => Message::new("field-lead"),
        "partner" => Message::new("field-partner"),
        "deadline" => Message::new("field-deadline"),
        "notes" => Message::new("field-notes"),
        "declared_count" => Message::new("field-declared-count"),
        other => return other.to_owned(),
    }
    .say(language)
}
