//! Plans into a database: SQLite or PostgreSQL, the same tables in both.
//!
//! In: plans, one after another. Out: rows, each document in one transaction. A document that is there with the same content
//! is left alone; one that is issued anew takes the place of the old one, and `changes` keeps what `compare` names between
//! the two. What might be another document's is refused (`rivals`). The databases differ in a driver each (`sqlite`,
//! `postgresql`); `migrations/` makes the tables, `tables` and `rows` fill them. No clock: loads are numbered.

mod database;
mod history;
mod migrate;
mod postgresql;
mod rivals;
mod rows;
mod sqlite;
mod tables;

use std::path::Path;

use crate::error::{ErrorKind, Result};
use crate::lang::Message;
use crate::model::Plan;
use crate::write::{Format, WriteOptions, write};
use database::{Database, Row, quoted};
use rivals::{Stored, rivals};
use rows::{number, text};

/// A database that plans are loaded into.
pub struct Loader {
    database: Box<dyn Database>,
    replace: bool,
}

/// How to load.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LoadOptions {
    /// A document may take the place of others that it might be another version of.
    pub replace: bool,
    /// For PostgreSQL, where the address has none.
    pub password: Option<String>,
}

/// What became of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loaded {
    /// It was not there.
    New,
    /// It was there, the same.
    Unchanged,
    /// An older version of it was there; with the number of changes kept.
    Updated(usize),
    /// A later version of it is there, and stays.
    Older,
}

/// Whether a text is the address of a PostgreSQL database; else it is the path of a file.
#[must_use]
pub fn is_address(to: &str) -> bool {
    to.starts_with("postgres://") || to.starts_with("postgresql://")
}

/// The path of an SQLite file: `plans.db`, `sqlite:plans.db`.
#[must_use]
pub fn path(to: &str) -> &Path {
    Path::new(to.strip_prefix("sqlite:").unwrap_or(to))
}

impl Loader {
    /// Opens a database, a new or an old one: `plans.db`, `sqlite:plans.db`, `postgres://user@host/name`.
    ///
    /// # Errors
    /// [`ErrorKind::Database`]: it cannot be reached or written, a later version of this program made it, or it asks for an
    /// encrypted line. A password never stands in the message.
    pub fn open(to: &str, options: &LoadOptions) -> Result<Self> {
        let database: Box<dyn Database> = match to {
            to if is_address(to) => Box::new(postgresql::Postgresql::open(to, options.password.as_deref())?),
            to if to.contains("://") => return Err(ErrorKind::Database(Message::new("database-unknown")).into()),
            to => Box::new(sqlite::Sqlite::open(path(to))?),
        };
        let mut out = Self { database, replace: options.replace };
        out.whole(|database, _| migrate::migrate(database, &migrate::MIGRATIONS))?;
        Ok(out)
    }

    /// Loads a document: all of it or, on an error, nothing.
    ///
    /// # Errors
    /// [`ErrorKind::Taken`] where it might be another document's later version, [`ErrorKind::Database`] where the database
    /// fails.
    pub fn add(&mut self, plan: &Plan) -> Result<Loaded> {
        self.whole(|database, replace| add(database, plan, replace))
    }

    /// Runs something in a transaction.
    fn whole<T>(&mut self, run: impl FnOnce(&mut dyn Database, bool) -> Result<T>) -> Result<T> {
        self.database.begin()?;
        let done = run(self.database.as_mut(), self.replace);
        let done = done.and_then(|out| self.database.run("COMMIT").map(|()| out));
        if done.is_err() {
            // Where this fails too the connection is gone, and the transaction with it.
            let _ = self.database.run("ROLLBACK");
        }
        done
    }
}

fn add(database: &mut dyn Database, plan: &Plan, replace: bool) -> Result<Loaded> {
    // What content tells from all others has its hash for an id.
    let id = plan.document.id.as_deref().unwrap_or(&plan.source.sha256);
    let package = package(plan)?;
    let old = match Stored::find(database, id)? {
        Some(old) if old.holds(plan, &package)? => return Ok(Loaded::Unchanged),
        Some(old) if !replace && old.sha256 != plan.source.sha256 && is_superseded(database, id, plan)? => {
            return Ok(Loaded::Older);
        }
        Some(old) => Some(old),
        None => None,
    };
    let rivals = rivals(database, plan, id)?;
    if let Some((why, rival)) = rivals.first().filter(|_| !replace) {
        return Err(ErrorKind::Taken(rival.told(*why)).into());
    }
    let load = next(database)?;
    let stored = old.as_ref().or(rivals.first().map(|(_, rival)| rival));
    let changes = match stored {
        Some(old) => history::changes(&old.package, plan, id, load)?,
        None => Vec::new(),
    };
    for (_, rival) in &rivals {
        // Its history goes on under the new id.
        for table in ["changes", "versions"] {
            let statement = format!("UPDATE {table} SET document_id = ? WHERE document_id = ?");
            database.query(&statement, &[text(id), text(&rival.id)])?;
        }
        database.query("DELETE FROM documents WHERE id = ?", &[text(&rival.id)])?;
    }
    put(database, plan, id, load, &package)?;
    database.put(&tables::CHANGES, &changes)?;
    Ok(if stored.is_some() { Loaded::Updated(changes.len()) } else { Loaded::New })
}

/// The package as `phuluc extract` writes it.
fn package(plan: &Plan) -> Result<String> {
    let bytes = write(plan, Format::Json, &WriteOptions::default())?;
    String::from_utf8(bytes).map_err(|e| ErrorKind::Write(e.to_string()).into())
}

/// Whether the content was loaded before, and another one after it.
fn is_superseded(database: &mut dyn Database, id: &str, plan: &Plan) -> Result<bool> {
    let statement = "SELECT 'yes' FROM versions WHERE document_id = ? AND sha256 = ? LIMIT 1";
    Ok(!database.query(statement, &[text(id), text(&plan.source.sha256)])?.is_empty())
}

/// The number of the next load.
fn next(database: &mut dyn Database) -> Result<u64> {
    let rows = database.query("SELECT CAST(coalesce(max(load), 0) + 1 AS TEXT) FROM versions", &[])?;
    Ok(rows.into_iter().flatten().flatten().find_map(|n| n.parse().ok()).unwrap_or(1))
}

/// Puts a document's rows in the place of its old ones. Items that stay keep their row, for others may refer to it.
fn put(database: &mut dyn Database, plan: &Plan, id: &str, load: u64, package: &str) -> Result<()> {
    database.put(&tables::DOCUMENTS, &[rows::document(plan, id, load, package)])?;
    for table in ["item_organizations", "clauses"] {
        let of = "item_id IN (SELECT id FROM items WHERE document_id = ?)";
        database.query(&format!("DELETE FROM {table} WHERE {of}"), &[text(id)])?;
    }
    for table in ["appendices", "sections", "citations", "diagnostics"] {
        database.query(&format!("DELETE FROM {table} WHERE document_id = ?"), &[text(id)])?;
    }
    drop_vanished(database, plan, id)?;
    for (table, rows) in rows::all(plan, id) {
        database.put(table, &rows)?;
    }
    let version: Row =
        vec![number(load), text(id), text(&plan.source.sha256), text(&plan.source.name), text(&plan.generator.version)];
    database.put(&tables::VERSIONS, &[version])
}

/// Deletes the items that the document no longer has.
fn drop_vanished(database: &mut dyn Database, plan: &Plan, id: &str) -> Result<()> {
    let kept: std::collections::BTreeSet<&str> =
        plan.appendices.iter().flat_map(|a| &a.items).map(|i| i.id.as_str()).collect();
    let there = database.query("SELECT id FROM items WHERE document_id = ?", &[text(id)])?;
    for gone in there.into_iter().flatten().flatten().filter(|item| !kept.contains(item.as_str())) {
        database.query(&format!("DELETE FROM items WHERE {} = ?", quoted("id")), &[Some(gone)])?;
    }
    Ok(())
}
