//! What a person should know about a result. Silence means sure.

use serde::{Deserialize, Serialize};

use super::written::Written;
use super::{Message, Region, Role};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Good to know; nothing to check.
    Info,
    /// Look here: this may be wrong.
    Warning,
    /// Something was lost or could not be read.
    Error,
}

/// The pattern that was met, stable over versions. `docs/diagnostics.md` explains each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Code {
    /// A printed count disagrees with the rows found.
    CountMismatch,
    /// A number leaves a gap or stands twice.
    NumberOutOfOrder,
    /// Rulings and tags of the file do not agree on what is in a table.
    ReadingsDiffer,
    /// The place of a cell's text, or the border of a cell, was guessed.
    CellGuessed,
    /// Whether two parts on two pages are one row was guessed.
    RowJoinGuessed,
    /// A value is repeated from a cell above whose extent is a guess.
    InheritedGuessed,
    /// Rows are known or suspected lost here.
    RowsMissing,
    /// The document has no table that names tasks and who does them.
    NoTaskTable,
    /// A table without a task or a "who" column.
    OtherTable,
    /// Text inside a table's area that belongs to no cell.
    TextOutsideTable,
    /// A column whose header is not known: its cells are in `extra`.
    ColumnUnknown,
    /// A column's meaning was read from its cells, not from its header.
    RoleInferred,
    /// A body that the list of bodies does not hold.
    UnknownOrganization,
    /// Two names stand side by side without a sign between them.
    NamesJoined,
    /// A footnote mark was taken out of a text.
    FootnoteMark,
    /// Characters that the file does not say how to read.
    UnreadableCharacters,
    /// Text that looks like TCVN3 or VNI and was kept as it is.
    LegacyEncoding,
    /// Text in TCVN3 or VNI was converted, as its fonts or the caller say.
    LegacyConverted,
    /// The reading order of the source is lost.
    ReadingOrderLost,
    /// A page that could not be read.
    PageUnreadable,
    /// The file is damaged; what could be read was read.
    DamagedFile,
    /// The paper leaves its own number or date blank.
    DocumentFieldBlank,
    /// What the paper says of itself disagrees, or cannot be read.
    DocumentFieldUnsure,
    /// The day of a paper that a cell names is printed and is none of the calendar.
    CitationDateUnread,
    /// The ids rest on the content, as issuer, number or date are not printed.
    IdFromContent,
    /// A time cell, or a part of it, that could not be read.
    DeadlineUnparsed,
    /// A part of a period that the paper does not fix: `cuối năm`.
    DeadlineVague,
    /// A time whose year, or whose days, were concluded.
    DeadlineInferred,
    /// A time cell that names no time.
    NotADeadline,
    /// Characters were read that are in no part of the output.
    CharactersLost,
    /// A code that this version does not know: only read back, from a package of a later one.
    #[serde(other)]
    #[schemars(skip)]
    Unlisted,
}

impl Code {
    /// All codes, for the documentation test.
    pub const ALL: [Self; 30] = [
        Self::CountMismatch,
        Self::NumberOutOfOrder,
        Self::ReadingsDiffer,
        Self::CellGuessed,
        Self::RowJoinGuessed,
        Self::InheritedGuessed,
        Self::RowsMissing,
        Self::NoTaskTable,
        Self::OtherTable,
        Self::TextOutsideTable,
        Self::ColumnUnknown,
        Self::RoleInferred,
        Self::UnknownOrganization,
        Self::NamesJoined,
        Self::FootnoteMark,
        Self::UnreadableCharacters,
        Self::LegacyEncoding,
        Self::LegacyConverted,
        Self::ReadingOrderLost,
        Self::PageUnreadable,
        Self::DamagedFile,
        Self::DocumentFieldBlank,
        Self::DocumentFieldUnsure,
        Self::CitationDateUnread,
        Self::IdFromContent,
        Self::DeadlineUnparsed,
        Self::DeadlineVague,
        Self::DeadlineInferred,
        Self::NotADeadline,
        Self::CharactersLost,
    ];

    /// The code as printed.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::CountMismatch => "count-mismatch",
            Self::NumberOutOfOrder => "number-out-of-order",
            Self::ReadingsDiffer => "readings-differ",
            Self::CellGuessed => "cell-guessed",
            Self::RowJoinGuessed => "row-join-guessed",
            Self::InheritedGuessed => "inherited-guessed",
            Self::RowsMissing => "rows-missing",
            Self::NoTaskTable => "no-task-table",
            Self::OtherTable => "other-table",
            Self::TextOutsideTable => "text-outside-table",
            Self::ColumnUnknown => "column-unknown",
            Self::RoleInferred => "role-inferred",
            Self::UnknownOrganization => "unknown-organization",
            Self::NamesJoined => "names-joined",
            Self::FootnoteMark => "footnote-mark",
            Self::UnreadableCharacters => "unreadable-characters",
            Self::LegacyEncoding => "legacy-encoding",
            Self::LegacyConverted => "legacy-converted",
            Self::ReadingOrderLost => "reading-order-lost",
            Self::PageUnreadable => "page-unreadable",
            Self::DamagedFile => "damaged-file",
            Self::DocumentFieldBlank => "document-field-blank",
            Self::DocumentFieldUnsure => "document-field-unsure",
            Self::CitationDateUnread => "citation-date-unread",
            Self::IdFromContent => "id-from-content",
            Self::DeadlineUnparsed => "deadline-unparsed",
            Self::DeadlineVague => "deadline-vague",
            Self::DeadlineInferred => "deadline-inferred",
            Self::NotADeadline => "not-a-deadline",
            Self::CharactersLost => "characters-lost",
            Self::Unlisted => "unlisted",
        }
    }

    /// How bad it is wherever it stands.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self {
            Self::OtherTable
            | Self::ColumnUnknown
            | Self::UnknownOrganization
            | Self::NamesJoined
            | Self::LegacyConverted
            | Self::CitationDateUnread
            | Self::IdFromContent
            | Self::DeadlineInferred
            | Self::NotADeadline => Severity::Info,
            Self::PageUnreadable | Self::CharactersLost => Severity::Error,
            _ => Severity::Warning,
        }
    }
}

/// One thing to know, at the innermost place it is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(from = "Written", into = "Written")]
pub struct Diagnostic {
    /// What was met.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// In a sentence, with the particulars.
    pub message: Message,
    /// What a person can do.
    pub hint: Option<Message>,
    /// The field it is about, where it is about one.
    pub field: Option<Role>,
    /// Where on the paper.
    pub regions: Vec<Region>,
}

impl Diagnostic {
    /// A diagnostic of the code's own severity.
    #[must_use]
    pub fn new(code: Code, message: Message) -> Self {
        Self { code, severity: code.severity(), message, hint: None, field: None, regions: Vec::new() }
    }

    /// Of another severity than its code's own, where that depends on the case.
    #[must_use]
    pub fn of(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// With a hint.
    #[must_use]
    pub fn hint(mut self, hint: Message) -> Self {
        self.hint = Some(hint);
        self
    }

    /// About a field.
    #[must_use]
    pub fn about(mut self, field: Role) -> Self {
        self.field = Some(field);
        self
    }

    /// With its places.
    #[must_use]
    pub fn at(mut self, regions: Vec<Region>) -> Self {
        self.regions = regions;
        self
    }
}

/// The document's own diagnostics, handed down the total stages.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diagnostics(pub Vec<Diagnostic>);

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }
}
