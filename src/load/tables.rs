//! The tables, column by column, as `migrations/` makes them.

use super::database::Table;
use super::database::Type::{Boolean, Date, Integer, Text};

pub(super) const DOCUMENTS: Table = Table {
    name: "documents",
    key: &["id"],
    columns: &[
        ("id", Text),
        ("identified", Boolean),
        ("load", Integer),
        ("source_name", Text),
        ("sha256", Text),
        ("media_type", Text),
        ("pages", Integer),
        ("kind", Text),
        ("number", Text),
        ("date", Date),
        ("issuer", Text),
        ("subject", Text),
        ("place", Text),
        ("signer", Text),
        ("tool_version", Text),
        ("package", Text),
    ],
};

pub(super) const APPENDICES: Table = Table {
    name: "appendices",
    key: &[],
    columns: &[
        ("document_id", Text),
        ("appendix", Integer),
        ("label", Text),
        ("title", Text),
        ("heading", Text),
        ("attached_to", Text),
        ("attached_kind", Text),
        ("attached_number", Text),
        ("attached_date", Date),
        ("attached_issuer", Text),
    ],
};

pub(super) const SECTIONS: Table = Table {
    name: "sections",
    key: &[],
    columns: &[
        ("document_id", Text),
        ("appendix", Integer),
        ("ordinal", Integer),
        ("path", Text),
        ("label", Text),
        ("title", Text),
        ("declared_count", Integer),
        ("found_count", Integer),
    ],
};

/// Behind the first three and the two at the end: columns of the flat row, which `rows` takes by these names.
pub(super) const ITEMS: Table = Table {
    name: "items",
    key: &["id"],
    columns: &[
        ("document_id", Text),
        ("appendix", Integer),
        ("ongoing", Boolean),
        ("look", Boolean),
        ("order", Integer),
        ("id", Text),
        ("parent_id", Text),
        ("section", Text),
        ("section_title", Text),
        ("number", Text),
        ("task", Text),
        ("lead", Text),
        ("partner", Text),
        ("deadline", Text),
        ("leads", Text),
        ("partners", Text),
        ("due", Date),
        ("deadline_kind", Text),
        ("edtf", Text),
        ("recurrence", Text),
        ("product", Text),
        ("budget", Text),
        ("note", Text),
        ("extra", Text),
        ("citations", Text),
        ("page_first", Integer),
        ("page_last", Integer),
        ("diagnostics", Text),
    ],
};

/// How many columns of [`ITEMS`] are its own and none of the flat row's.
pub(super) const ITEMS_OWN: usize = 4;

pub(super) const ORGANIZATIONS: Table =
    Table { name: "organizations", key: &["id"], columns: &[("id", Text), ("canonical", Text)] };

pub(super) const ITEM_ORGANIZATIONS: Table = Table {
    name: "item_organizations",
    key: &[],
    columns: &[
        ("item_id", Text),
        ("role", Text),
        ("ordinal", Integer),
        ("text", Text),
        ("name", Text),
        ("kind", Text),
        ("canonical", Text),
        ("organization_id", Text),
        ("qualifier", Text),
    ],
};

pub(super) const CLAUSES: Table = Table {
    name: "clauses",
    key: &[],
    columns: &[
        ("item_id", Text),
        ("ordinal", Integer),
        ("text", Text),
        ("kind", Text),
        ("edtf", Text),
        ("start", Date),
        ("due", Date),
        ("bound", Text),
        ("precision", Text),
        ("rrule", Text),
        ("period", Text),
        ("applies_to", Text),
        ("condition", Text),
        ("reference", Text),
        ("inferred", Text),
    ],
};

pub(super) const CITATIONS: Table = Table {
    name: "citations",
    key: &[],
    columns: &[
        ("document_id", Text),
        ("ordinal", Integer),
        ("appendix", Integer),
        ("item_id", Text),
        ("field", Text),
        ("text", Text),
        ("kind", Text),
        ("number", Text),
        ("date", Date),
        ("issuer", Text),
        ("resolved", Text),
    ],
};

pub(super) const DIAGNOSTICS: Table = Table {
    name: "diagnostics",
    key: &[],
    columns: &[
        ("document_id", Text),
        ("ordinal", Integer),
        ("appendix", Integer),
        ("item_id", Text),
        ("code", Text),
        ("severity", Text),
        ("field", Text),
        ("message", Text),
        ("hint", Text),
    ],
};

pub(super) const VERSIONS: Table = Table {
    name: "versions",
    key: &[],
    columns: &[
        ("load", Integer),
        ("document_id", Text),
        ("sha256", Text),
        ("source_name", Text),
        ("tool_version", Text),
    ],
};

pub(super) const CHANGES: Table = Table {
    name: "changes",
    key: &[],
    columns: &[
        ("load", Integer),
        ("ordinal", Integer),
        ("document_id", Text),
        ("level", Text),
        ("kind", Text),
        ("item_id", Text),
        ("old_item_id", Text),
        ("place", Text),
        ("field", Text),
        ("header", Text),
        ("old", Text),
        ("new", Text),
        ("old_due", Date),
        ("new_due", Date),
        ("from_sha256", Text),
        ("to_sha256", Text),
    ],
};
