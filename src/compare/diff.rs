//! The nouns of a comparison. Field order is the order in the JSON; every field is always there.

use serde::Serialize;

use crate::package::Package;

/// Version of the shape.
pub const DIFF_VERSION: &str = "1.0";

/// What differs between two versions of a plan.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Diff {
    /// Version of this shape.
    pub schema_version: String,
    /// The first document.
    pub old: Side,
    /// The second document.
    pub new: Side,
    /// Whether anything below says something.
    pub differ: bool,
    /// Tasks by what became of them.
    pub counts: Counts,
    /// The paper's own fields that changed.
    pub document: Vec<Change>,
    /// Appendices added, dropped or changed in their heading or columns.
    pub appendices: Vec<AppendixChange>,
    /// Sections added, dropped or changed.
    pub sections: Vec<SectionChange>,
    /// Tasks added, dropped or changed, in the order of the new paper.
    pub tasks: Vec<TaskChange>,
}

/// Which document was compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Side {
    /// Name of the file the package was made from.
    pub name: String,
    /// Of its bytes, lower-case hex.
    pub sha256: String,
    /// `Kế hoạch`
    pub kind: Option<String>,
    /// `18/KH-UBND`
    pub number: Option<String>,
    /// ISO 8601.
    pub date: Option<String>,
    /// How many tasks it has.
    pub tasks: usize,
    /// How many of them carry a warning: what differs there may be a fault of the reading.
    pub look: usize,
}

impl Side {
    pub(super) fn of(package: &Package) -> Self {
        let (source, document) = (package.source.clone(), package.document.clone());
        Self {
            name: source.name,
            sha256: source.sha256,
            kind: document.kind,
            number: document.number,
            date: document.date,
            tasks: package.tasks().count(),
            look: package.look(),
        }
    }
}

/// Tasks by what became of them: `dropped + changed + unchanged` are the old ones, `added + changed + unchanged` the new.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[expect(missing_docs, reason = "their names say it")]
pub struct Counts {
    pub added: usize,
    pub dropped: usize,
    pub changed: usize,
    pub unchanged: usize,
}

/// What became of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Only the new paper has it.
    Added,
    /// Only the old paper has it.
    Dropped,
    /// Both have it, not the same.
    Changed,
}

/// What kind of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// Another printed number or label.
    Renumbered,
    /// Other words for the same: of a task or a title; of a lead, partner or deadline that names the same bodies, or fixes
    /// the same day in the same way.
    Reworded,
    /// Other bodies lead or take part.
    Reassigned,
    /// Another day, span, rule or condition.
    DeadlineMoved,
    /// It stands in another section, appendix, or under another task.
    SectionChanged,
    /// It passed others of its section. Those it passed are not told.
    Reordered,
    /// Another value of a column without a meaning of its own, a footnote, or a field of the document.
    Edited,
    /// A column that only the new table has.
    ColumnAdded,
    /// A column that only the old table has.
    ColumnDropped,
    /// A column under another header.
    ColumnRenamed,
}

/// One change, old against new.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Change {
    /// What kind.
    pub kind: ChangeKind,
    /// Of a task: `number`, `task`, `lead`, `partner`, `deadline`, `section`, `order`, `extra`, `notes`; else the field's name.
    pub field: String,
    /// The printed header, where the field is `extra`.
    pub column: Option<String>,
    /// As printed; null where it was empty.
    pub old: Option<String>,
    /// As printed; null where it is empty.
    pub new: Option<String>,
    /// Of a reworded text: all its words, in order.
    pub words: Vec<Word>,
    /// Of a reassigned lead or partner: the bodies that went and came (official names where they are known).
    pub bodies: Vec<Word>,
    /// Of a deadline: the old day, where it fixes one.
    pub old_due: Option<String>,
    /// Of a deadline: the new day, where it fixes one.
    pub new_due: Option<String>,
}

impl Change {
    pub(super) fn new(kind: ChangeKind, field: &str, old: Option<String>, new: Option<String>) -> Self {
        let field = field.to_owned();
        let (words, bodies) = (Vec::new(), Vec::new());
        Self { kind, field, column: None, old, new, words, bodies, old_due: None, new_due: None }
    }
}

/// On which side a piece of text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Piece {
    /// On both.
    Same,
    /// On the old one.
    Dropped,
    /// On the new one.
    Added,
}

/// A run of words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Word {
    /// On which side it stands.
    pub piece: Piece,
    /// As printed.
    pub text: String,
}

/// A task in one of the papers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct TaskRef {
    /// Its id in its own package.
    pub id: String,
    /// Label of its appendix.
    pub appendix: String,
    /// Labels of what stands above it.
    pub section: Vec<String>,
    /// 1.. within its appendix.
    pub order: usize,
    /// As printed.
    pub number: String,
    /// As printed.
    pub task: Option<String>,
    /// As printed.
    pub lead: Option<String>,
    /// As printed.
    pub partner: Option<String>,
    /// As printed.
    pub deadline: Option<String>,
    /// The day a tracker shows.
    pub due: Option<String>,
    /// 1-based pages it stands on.
    pub pages: Vec<u32>,
}

/// What became of a task.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct TaskChange {
    /// Added, dropped or changed.
    pub status: Status,
    /// In the old paper.
    pub old: Option<TaskRef>,
    /// In the new paper.
    pub new: Option<TaskRef>,
    /// What changed; nothing of what was added or dropped whole.
    pub changes: Vec<Change>,
}

/// A section in one of the papers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct SectionRef {
    /// Label of its appendix.
    pub appendix: String,
    /// Labels from the outermost section to this one.
    pub path: Vec<String>,
    /// Without label and printed count.
    pub title: String,
}

/// What became of a section.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct SectionChange {
    /// Added, dropped or changed.
    pub status: Status,
    /// In the old paper.
    pub old: Option<SectionRef>,
    /// In the new paper.
    pub new: Option<SectionRef>,
    /// What changed (`label`, `title`, `declared_count`, `section`, `order`).
    pub changes: Vec<Change>,
}

/// An appendix in one of the papers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct AppendixRef {
    /// 1-based place in the document.
    pub index: usize,
    /// `Phụ lục I`
    pub label: String,
    /// Its title, or the heading it stands under.
    pub title: String,
}

/// What became of an appendix.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct AppendixChange {
    /// Added, dropped or changed.
    pub status: Status,
    /// In the old paper.
    pub old: Option<AppendixRef>,
    /// In the new paper.
    pub new: Option<AppendixRef>,
    /// What changed (`label`, `title`, `column`).
    pub changes: Vec<Change>,
}
