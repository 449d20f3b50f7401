//! A package read back: what comparing and reporting need of it.
//!
//! In: the JSON that `phuluc extract` wrote, or a [`Plan`], which goes the same way. Out: a [`Package`]. Fields that are not
//! named here are passed over, so that packages of later versions of the same shape are read too.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::error::{ErrorKind, Result};
use crate::lang::Language;
use crate::model::{Plan, SCHEMA_VERSION, Sentence, Sentences};

/// One document, as its package tells it.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Package {
    /// The file it was made from.
    pub source: Source,
    /// The paper's own letterhead.
    pub document: Head,
    /// The task tables, in printed order.
    pub appendices: Vec<Appendix>,
    /// What is to be said of the document as a whole.
    pub diagnostics: Vec<Finding>,
}

/// The file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Source {
    /// Its name without folders.
    pub name: String,
    /// Of its bytes, lower-case hex.
    pub sha256: String,
}

/// What the paper prints of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[expect(missing_docs, reason = "as in `model::DocumentInfo`")]
pub struct Head {
    pub kind: Option<String>,
    pub number: Option<String>,
    pub date: Option<String>,
    pub issuer: Option<String>,
    pub subject: Option<String>,
    pub place: Option<String>,
    pub signer: Option<String>,
}

/// One task table.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Appendix {
    /// `Phụ lục I`; empty where there is none.
    pub label: String,
    /// Empty where there is none.
    pub title: String,
    /// What the table stands under, where it has no title.
    pub heading: Option<String>,
    /// In printed order.
    pub columns: Vec<Column>,
    /// In printed order.
    pub sections: Vec<Section>,
    /// In printed order.
    pub items: Vec<Task>,
    /// What is to be said of the table as a whole.
    pub diagnostics: Vec<Finding>,
}

impl Appendix {
    /// What it is called: its title, or the heading it stands under.
    #[must_use]
    pub fn name(&self) -> &str {
        if self.title.is_empty() { self.heading.as_deref().unwrap_or_default() } else { &self.title }
    }
}

/// One column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Column {
    /// As printed.
    pub header: String,
    /// Its meaning, as `model::Role` names it.
    pub role: String,
}

/// One section row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Section {
    /// Labels from the outermost section to this one.
    pub path: Vec<String>,
    /// As printed; null where it has none.
    pub label: Option<String>,
    /// Without label and count.
    pub title: String,
    /// The printed count.
    pub declared_count: Option<u32>,
    /// Tasks found under it.
    pub found_count: u32,
}

/// One task.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Task {
    /// Stable over rewordings.
    pub id: String,
    /// Id of the task this one is a part of.
    pub parent: Option<String>,
    /// Labels of what stands above it, outermost first.
    pub section: Vec<String>,
    /// As printed.
    pub number: Number,
    /// What is to be done.
    pub task: Cell,
    /// Who does it.
    pub lead: Cell,
    /// Who helps.
    pub partner: Cell,
    /// When.
    pub deadline: Deadline,
    /// Every other column, by its printed header.
    pub extra: BTreeMap<String, Cell>,
    /// Footnotes to its cells.
    pub notes: Vec<Note>,
    /// 1-based pages it stands on.
    pub pages: Vec<u32>,
    /// What is to be said of it.
    pub diagnostics: Vec<Finding>,
}

/// The printed number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Number {
    /// Empty where the cell is empty.
    pub text: String,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Cell {
    /// Null where it is empty.
    pub text: Option<String>,
    /// Bodies named in it.
    #[serde(default)]
    pub organizations: Vec<Body>,
    /// Where it stands.
    #[serde(default)]
    pub regions: Vec<Place>,
}

/// A body named in a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Body {
    /// As printed, completed where the cell shares a prefix.
    pub name: String,
    /// Its official name, where it is known.
    pub canonical: Option<String>,
    /// Its key in the gazetteer, where it is known.
    pub id: Option<String>,
}

/// A place in the source; in a text it is a line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Place {
    /// 1-based; null on a page.
    pub line: Option<u32>,
}

/// The time cell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Deadline {
    /// Null where it is empty.
    pub text: Option<String>,
    /// The day a tracker shows, ISO 8601.
    pub due: Option<String>,
    /// A duty without an end.
    pub ongoing: bool,
    /// Its parts.
    #[serde(default)]
    pub clauses: Vec<Clause>,
}

/// What a part of a time cell means; its words are no part of that.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[expect(missing_docs, reason = "as in `model::Clause`")]
pub struct Clause {
    pub kind: String,
    pub start: Option<String>,
    pub due: Option<String>,
    pub recurrence: Option<Recurrence>,
    pub relative: Option<Value>,
    pub condition: Option<String>,
    pub reference: Option<String>,
}

/// A duty that comes again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[expect(missing_docs, reason = "as in `model::Recurrence`")]
pub struct Recurrence {
    pub rrule: Option<String>,
    pub count: Option<u32>,
    pub per: Option<String>,
}

/// A footnote.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Note {
    /// The raised mark.
    pub mark: String,
    /// What it says.
    pub text: String,
}

/// Something to know.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Finding {
    /// `cell-guessed`
    pub code: String,
    /// `info`, `warning` or `error`.
    pub severity: String,
    /// In an English sentence.
    pub message: String,
    /// The same taken apart; nothing in packages of before that was written.
    #[serde(default)]
    pub sentences: Sentences,
}

impl Finding {
    /// Whether a person should look.
    #[must_use]
    pub fn is_warning(&self) -> bool {
        self.severity != "info"
    }

    /// What it says in a language; as it is written where it cannot be said otherwise.
    #[must_use]
    pub fn say(&self, language: Language) -> String {
        Sentence::read(self.sentences.message.as_ref(), self.message.clone()).say(language)
    }
}

impl Package {
    /// Whether bytes are JSON rather than a document: their first sign is a brace.
    #[must_use]
    pub fn looks_like_one(bytes: &[u8]) -> bool {
        unicode(bytes).is_some_and(|t| t.trim_start().starts_with('{'))
    }

    /// Reads a package.
    ///
    /// # Errors
    /// [`ErrorKind::PackageVersion`] for a package of another shape, [`ErrorKind::NotAPackage`] for anything else.
    pub fn read(bytes: &[u8]) -> Result<Self> {
        Ok(serde_json::from_value(value(bytes)?).map_err(not)?)
    }

    /// The package of a plan, as if it had been written and read back.
    ///
    /// # Errors
    /// As [`Package::read`]: for a plan that this version made, none.
    pub fn of(plan: &Plan) -> Result<Self> {
        let value = serde_json::to_value(plan).and_then(serde_json::from_value);
        Ok(value.map_err(|e| ErrorKind::NotAPackage(e.to_string()))?)
    }

    /// How many tasks carry a warning.
    #[must_use]
    pub fn look(&self) -> usize {
        self.tasks().filter(|t| t.diagnostics.iter().any(Finding::is_warning)).count()
    }

    /// All tasks, in printed order.
    pub fn tasks(&self) -> impl Iterator<Item = &Task> {
        self.appendices.iter().flat_map(|a| &a.items)
    }
}

/// Reads a package whole, as the plan that was written: what is written of it again is the same.
///
/// # Errors
/// As [`Package::read`].
pub fn plan(bytes: &[u8]) -> Result<Plan> {
    Ok(serde_json::from_value(value(bytes)?).map_err(not)?)
}

fn not(what: impl ToString) -> ErrorKind {
    ErrorKind::NotAPackage(what.to_string())
}

/// The JSON of a package of a shape that this version knows.
fn value(bytes: &[u8]) -> Result<Value> {
    let text = unicode(bytes).ok_or_else(|| not("not UTF-8"))?;
    let value: Value = serde_json::from_str(&text).map_err(not)?;
    let version = value["schema_version"].as_str().ok_or_else(|| not("schema_version is missing"))?;
    if major(version) != major(SCHEMA_VERSION) {
        return Err(ErrorKind::PackageVersion(version.to_owned()).into());
    }
    Ok(value)
}

/// What changes where names are renamed; a later figure behind the dot only adds.
fn major(version: &str) -> &str {
    version.split('.').next().unwrap_or_default()
}

/// The text of a JSON file. Windows shells write UTF-16, and marks of byte order, where output is redirected.
fn unicode(bytes: &[u8]) -> Option<String> {
    let pairs = |of: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes[2..].chunks_exact(2).map(|b| of([b[0], b[1]])).collect();
        String::from_utf16(&units).ok()
    };
    match bytes {
        [0xff, 0xfe, ..] => pairs(u16::from_le_bytes),
        [0xfe, 0xff, ..] => pairs(u16::from_be_bytes),
        _ => std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)).ok().map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        Package::read(text.as_bytes()).map_or_else(|e| e.to_string(), |_| String::new())
    }

    #[test]
    fn other_shapes_are_refused_in_one_line() {
        assert!(refused(r#"{"schema_version": "2.0"}"#).contains("2.0"));
        for other in ["{}", "{", "[1]", r#"{"schema_version": "1.0"}"#, r#"{"schema_version": 1}"#] {
            let said = refused(other);
            assert!(said.contains("phuluc extract") && !said.contains('\n'), "{other}: {said}");
        }
    }

    #[test]
    fn what_is_written_is_read_back_in_any_unicode() {
        let text = serde_json::to_string(&Plan { schema_version: "1.9".to_owned(), ..Plan::default() }).unwrap();
        let wide: Vec<u8> = "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let marked = format!("\u{feff}{text}").into_bytes();
        for bytes in [text.clone().into_bytes(), wide, marked] {
            assert!(Package::looks_like_one(&bytes));
            assert_eq!(Package::read(&bytes).unwrap(), Package::default());
        }
        assert!(!Package::looks_like_one(b"%PDF-1.7 {"));
    }
}
