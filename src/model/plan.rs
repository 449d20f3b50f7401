//! The output: one package a document, as the contract fixes it. Field order is the order in the JSON.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::day::Day;
use super::{Audit, Clause, Diagnostic, Region};

/// Version of the output's shape.
pub const SCHEMA_VERSION: &str = "1.0";

/// One document, read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Plan {
    /// Version of this shape.
    pub schema_version: String,
    /// What made it.
    pub generator: Generator,
    /// What it was made from.
    pub source: Source,
    /// The plan the appendix hangs on; each null where the paper does not say.
    pub document: DocumentInfo,
    /// The task tables.
    pub appendices: Vec<Appendix>,
    /// What is to be said of the document as a whole.
    pub diagnostics: Vec<Diagnostic>,
    /// Where every character went.
    pub audit: Audit,
}

/// What made the output.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Generator {
    /// `phuluc`
    pub name: String,
    /// Its version.
    pub version: String,
}

/// The file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Source {
    /// File name without folders, or `-` for standard input.
    pub name: String,
    /// Registered media type.
    pub media_type: String,
    /// Of the bytes, lower-case hex.
    pub sha256: String,
    /// Size in bytes.
    pub bytes: u64,
    /// Number of pages; 0 where the input has none.
    pub pages: u32,
    /// `native`, `ocr`, `mixed` or `none`.
    pub text: String,
}

/// The plan's own letterhead.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct DocumentInfo {
    /// `Kế hoạch`
    pub kind: Option<String>,
    /// `18/KH-UBND`
    pub number: Option<String>,
    /// Day of issue.
    #[schemars(with = "Option<Day>")]
    pub date: Option<Date>,
    /// As printed.
    pub issuer: Option<String>,
    /// Trích yếu.
    pub subject: Option<String>,
    /// Địa danh.
    pub place: Option<String>,
    /// Name of the signer.
    pub signer: Option<String>,
    /// Stable key of the paper, however often it is issued and whatever it says; none where the ids rest on the content.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What the paper does not print but lets conclude.
    pub inferred: Vec<Inferred>,
}

/// A concluded value with its evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Inferred {
    /// Which field.
    pub field: String,
    /// The value.
    pub value: String,
    /// The reason.
    pub why: String,
    /// Where the evidence stands.
    pub regions: Vec<Region>,
}

/// One task table with its heading.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Appendix {
    /// `Phụ lục I`; empty where there is none.
    pub label: String,
    /// `BẢNG PHÂN CÔNG …`; empty where there is none.
    pub title: String,
    /// Where there is no title: the heading the table stands under.
    pub heading: Option<String>,
    /// Documents named in its title.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub citations: Vec<Citation>,
    /// The "kèm theo" line, where there is one.
    pub attached_to: Option<AttachedTo>,
    /// In printed order.
    pub columns: Vec<Column>,
    /// In printed order.
    pub sections: Vec<Section>,
    /// In printed order.
    pub items: Vec<PlanItem>,
    /// What is to be said of the table as a whole.
    pub diagnostics: Vec<Diagnostic>,
}

/// The line that ties an appendix to its plan.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct AttachedTo {
    /// As printed.
    pub text: String,
    /// `Kế hoạch`
    pub kind: Option<String>,
    /// `18/KH-UBND`
    pub number: Option<String>,
    /// Day of issue.
    #[schemars(with = "Option<Day>")]
    pub date: Option<Date>,
    /// As printed.
    pub issuer: Option<String>,
}

/// What a column means.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// STT.
    Number,
    /// What is to be done.
    Task,
    /// Who does it.
    Lead,
    /// Who helps.
    Partner,
    /// When.
    Deadline,
    /// What comes out.
    Product,
    /// Money.
    Budget,
    /// Remarks.
    Note,
    /// On what ground.
    Basis,
    /// A code of the task.
    Code,
    /// Anything else.
    #[default]
    #[serde(other)]
    Other,
}

impl Role {
    /// The name in the output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Task => "task",
            Self::Lead => "lead",
            Self::Partner => "partner",
            Self::Deadline => "deadline",
            Self::Product => "product",
            Self::Budget => "budget",
            Self::Note => "note",
            Self::Basis => "basis",
            Self::Code => "code",
            Self::Other => "other",
        }
    }

    /// Whether a cell of this column has a place of its own in an item (the rest goes to `extra`).
    #[must_use]
    pub fn is_core(self) -> bool {
        matches!(self, Self::Number | Self::Task | Self::Lead | Self::Partner | Self::Deadline)
    }
}

/// One column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Column {
    /// As printed, on one line; levels joined by ` - `.
    pub header: String,
    /// Its meaning.
    pub role: Role,
}

/// One section row.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Section {
    /// Labels from the outermost section to this one.
    pub path: Vec<String>,
    /// As printed, without trailing dot, bracket, colon or dash; null where it has none.
    pub label: Option<String>,
    /// Without label and printed count.
    pub title: String,
    /// The printed count.
    pub declared_count: Option<u32>,
    /// Items found under it.
    pub found_count: u32,
    /// Documents named in its title.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub citations: Vec<Citation>,
    /// Where it stands.
    pub regions: Vec<Region>,
}

/// One task.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct PlanItem {
    /// Stable over rewordings.
    pub id: String,
    /// Id of the item this one is a part of.
    pub parent: Option<String>,
    /// 1.. within the appendix, as on the paper.
    pub order: u32,
    /// Labels of the sections above it, outermost first.
    pub section: Vec<String>,
    /// STT.
    pub number: Number,
    /// What is to be done.
    pub task: Field,
    /// Who does it.
    pub lead: Field,
    /// Who helps.
    pub partner: Field,
    /// When.
    pub deadline: Deadline,
    /// Every other column, by its printed header.
    pub extra: BTreeMap<String, ExtraField>,
    /// Fields whose cell stands over several rows.
    pub inherited: Vec<String>,
    /// Footnotes to its cells.
    pub notes: Vec<Note>,
    /// 1-based pages it stands on.
    pub pages: Vec<u32>,
    /// What is to be said of it.
    pub diagnostics: Vec<Diagnostic>,
}

/// The printed number.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Number {
    /// As printed, trimmed; empty where the cell is empty.
    pub text: String,
    /// Where it stands.
    pub regions: Vec<Region>,
}

/// A cell with text, and the values read from it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Field {
    /// As printed, cleaned; null: the cell is empty or the column absent.
    pub text: Option<String>,
    /// Bodies named in it.
    pub organizations: Vec<Organization>,
    /// Documents named in it.
    pub citations: Vec<Citation>,
    /// Where it stands.
    pub regions: Vec<Region>,
}

/// The time cell.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Deadline {
    /// As printed, cleaned; null: the cell is empty or the column absent.
    pub text: Option<String>,
    /// The day a tracker shows.
    #[schemars(with = "Option<Day>")]
    pub due: Option<Date>,
    /// A duty without an end.
    pub ongoing: bool,
    /// Its parts.
    pub clauses: Vec<Clause>,
    /// Documents named in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub citations: Vec<Citation>,
    /// Where it stands.
    pub regions: Vec<Region>,
}

/// A cell of a column without a place of its own.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ExtraField {
    /// As printed, cleaned.
    pub text: Option<String>,
    /// Documents named in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub citations: Vec<Citation>,
    /// Where it stands.
    pub regions: Vec<Region>,
}

/// A footnote.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Note {
    /// The raised mark.
    pub mark: String,
    /// What the note says.
    pub text: String,
    /// Where it stands.
    pub regions: Vec<Region>,
}

/// What an organisation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OrganizationKind {
    /// One body.
    Agency,
    /// A group named as a whole.
    Collective,
    /// A person by office.
    OfficeHolder,
    /// A named person.
    Person,
    /// None of these.
    #[serde(other)]
    Other,
}

/// A body or person named in a cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Organization {
    /// The printed piece.
    pub text: String,
    /// Completed where the cell shares a prefix.
    pub name: String,
    /// What it is.
    pub kind: OrganizationKind,
    /// Official full name on the document's date.
    pub canonical: Option<String>,
    /// Stable key.
    pub id: Option<String>,
    /// Words around the name.
    pub qualifier: Option<String>,
    /// Ids of what it became later, where that is certain.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub successors: Vec<String>,
}

/// A document named in a cell or a title.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Citation {
    /// As printed.
    pub text: String,
    /// `Quyết định`
    pub kind: Option<String>,
    /// `766/QĐ-TTg`
    pub number: Option<String>,
    /// Day of issue.
    #[schemars(with = "Option<Day>")]
    pub date: Option<Date>,
    /// As printed.
    pub issuer: Option<String>,
    /// The full number that a short form stands for (`Nghị định số 107/2021` → `107/2021/NĐ-CP`), where the document prints it elsewhere.
    pub resolved: Option<String>,
    /// Characters `[start, end)` of the field's text.
    pub of: [u32; 2],
}
