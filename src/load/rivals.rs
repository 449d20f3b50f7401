//! Documents that a new one might be another version of, without the paper saying so.
//!
//! A paper whose id is known (issuer with its place, number, year) is told from all others by it. Of the rest only the
//! content is known: such a document, read again from a file that was mended, would stand beside its old self with every
//! task twice. So it is refused where a stored document has its file's name, or its number, day and issuer. Nor may two
//! documents have a row of one id.

use super::database::Database;
use super::rows::text;
use crate::error::Result;
use crate::lang::Message;
use crate::model::{DocumentInfo, Plan};
use crate::package;

/// A document that is there.
pub(super) struct Stored {
    pub(super) id: String,
    pub(super) sha256: String,
    pub(super) package: String,
    name: String,
    number: Option<String>,
}

/// Why it might be the same document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// Made from the same bytes, under another id.
    Source,
    /// Rows with the same ids.
    Items,
    /// The same number, day and issuer, as printed.
    Paper,
    /// A file of the same name, and nothing printed that differs.
    Name,
}

const COLUMNS: &str = "id, sha256, package, source_name, number";

impl Stored {
    /// The document with an id.
    pub(super) fn find(database: &mut dyn Database, id: &str) -> Result<Option<Self>> {
        Ok(Self::all(database, "id = ?", &[id])?.pop())
    }

    fn all(database: &mut dyn Database, condition: &str, values: &[&str]) -> Result<Vec<Self>> {
        let values: Vec<_> = values.iter().map(|v| text(v)).collect();
        let rows =
            database.query(&format!("SELECT {COLUMNS} FROM documents WHERE {condition} ORDER BY load"), &values)?;
        let stored = |row: Vec<Option<String>>| {
            let [id, sha256, package, name, number] = <[_; 5]>::try_from(row).ok()?;
            Some(Self { id: id?, sha256: sha256?, package: package?, name: name?, number })
        };
        Ok(rows.into_iter().filter_map(stored).collect())
    }

    /// Whether it is this plan. A copy of the file under another name is the same.
    pub(super) fn holds(&self, plan: &Plan, package: &str) -> Result<bool> {
        if self.package == package {
            return Ok(true);
        }
        if self.sha256 != plan.source.sha256 {
            return Ok(false);
        }
        let mut own = package::plan(self.package.as_bytes())?;
        own.source.name.clone_from(&plan.source.name);
        Ok(super::package(&own)? == package)
    }

    /// What is said of a document that is refused on its account.
    pub(super) fn told(&self, why: Why) -> Message {
        let named = self.number.as_ref().map_or_else(|| self.name.clone(), |n| format!("{n} ({})", self.name));
        let why = match why {
            Why::Source => Message::new("taken-source"),
            Why::Items => Message::new("taken-items"),
            Why::Paper => Message::new("taken-paper"),
            Why::Name => Message::new("taken-name"),
        };
        Message::new("document-taken").with("other", named).with("why", why)
    }
}

/// Standard input has no name.
const NO_NAME: &str = "-";

/// The documents of other ids that might be the same as this one, the surest first.
pub(super) fn rivals(database: &mut dyn Database, plan: &Plan, id: &str) -> Result<Vec<(Why, Stored)>> {
    let mut out: Vec<(Why, Stored)> = Vec::new();
    let mut add = |why: Why, found: Vec<Stored>| {
        for stored in found.into_iter().filter(|s| s.id != id) {
            if out.iter().all(|(_, known)| known.id != stored.id) {
                out.push((why, stored));
            }
        }
    };
    add(Why::Source, Stored::all(database, "sha256 = ?", &[&plan.source.sha256])?);
    // Ids of one document's rows rest on one key: the first row of each appendix would do, but rows may be lost.
    let mut items = plan.appendices.iter().flat_map(|a| &a.items).map(|i| i.id.as_str()).peekable();
    while items.peek().is_some() {
        let part: Vec<&str> = items.by_ref().take(PART).collect();
        let marks = vec!["?"; part.len()].join(", ");
        let condition = format!("id IN (SELECT document_id FROM items WHERE id IN ({marks}))");
        add(Why::Items, Stored::all(database, &condition, &part)?);
    }
    let known = plan.document.id.is_some();
    let unsure = |s: &Stored| !known || s.id == s.sha256;
    if let DocumentInfo { number: Some(number), date: Some(_), issuer: Some(_), .. } = &plan.document {
        let found = Stored::all(database, "number = ?", &[number])?;
        let same = |s: &Stored| unsure(s) && head(s).is_some_and(|h| is_paper(&h, &plan.document));
        add(Why::Paper, found.into_iter().filter(same).collect());
    }
    if plan.source.name != NO_NAME {
        let found = Stored::all(database, "source_name = ?", &[&plan.source.name])?;
        let same = |s: &Stored| unsure(s) && head(s).is_none_or(|h| may_be(&h, &plan.document));
        add(Why::Name, found.into_iter().filter(same).collect());
    }
    Ok(out)
}

/// Ids in one statement: few enough for any database, and most appendices have fewer.
const PART: usize = 500;

fn head(stored: &Stored) -> Option<DocumentInfo> {
    package::plan(stored.package.as_bytes()).ok().map(|p| p.document)
}

fn folded(text: &str) -> String {
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_paper(a: &DocumentInfo, b: &DocumentInfo) -> bool {
    let same = |a: &Option<String>, b: &Option<String>| {
        a.as_deref().zip(b.as_deref()).is_some_and(|(a, b)| folded(a) == folded(b))
    };
    same(&a.number, &b.number) && a.date.is_some() && a.date == b.date && same(&a.issuer, &b.issuer)
}

/// Whether nothing that both print differs.
fn may_be(a: &DocumentInfo, b: &DocumentInfo) -> bool {
    let fits = |a: &Option<String>, b: &Option<String>| {
        a.as_deref().zip(b.as_deref()).is_none_or(|(a, b)| folded(a) == folded(b))
    };
    fits(&a.number, &b.number) && a.date.zip(b.date).is_none_or(|(a, b)| a == b) && fits(&a.issuer, &b.issuer)
}
