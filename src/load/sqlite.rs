//! SQLite: a file, no server.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, params_from_iter};

use super::database::{Database, Row, Table, Value};
use crate::error::{ErrorKind, Result};
use crate::lang::Message;

/// How long to wait for another writer, in seconds: longer than a document takes by far, short enough for a person to wait.
const WAIT: u64 = 10;

pub(super) struct Sqlite(Connection);

impl Sqlite {
    /// Opens the file, or makes it.
    pub(super) fn open(path: &Path) -> Result<Self> {
        let connection = Connection::open(path).map_err(failed)?;
        connection.busy_timeout(Duration::from_secs(WAIT)).map_err(failed)?;
        // Unwritten pages stay in memory until the document is whole: readers are shut out for that moment alone.
        connection.execute_batch("PRAGMA foreign_keys = ON; PRAGMA cache_spill = OFF").map_err(failed)?;
        Ok(Self(connection))
    }
}

impl Database for Sqlite {
    fn run(&mut self, statements: &str) -> Result<()> {
        self.0.execute_batch(statements).map_err(failed)
    }

    fn begin(&mut self) -> Result<()> {
        self.run("BEGIN IMMEDIATE")
    }

    fn query(&mut self, statement: &str, values: &[Value]) -> Result<Vec<Row>> {
        let mut statement = self.0.prepare_cached(statement).map_err(failed)?;
        let width = statement.column_count();
        let read = |row: &rusqlite::Row<'_>| (0..width).map(|n| row.get::<_, Value>(n)).collect();
        let rows = statement.query_map(params_from_iter(values), read).map_err(failed)?;
        rows.collect::<rusqlite::Result<Vec<Row>>>().map_err(failed)
    }

    fn put(&mut self, table: &Table, rows: &[Row]) -> Result<()> {
        let marks = vec!["?"; table.columns.len()].join(", ");
        let statement = table.insert(&format!("VALUES ({marks})"));
        let mut statement = self.0.prepare_cached(&statement).map_err(failed)?;
        for row in rows {
            statement.execute(params_from_iter(row)).map_err(failed)?;
        }
        Ok(())
    }

    fn month(&self) -> &'static str {
        "strftime('%Y-%m', due)"
    }
}

fn failed(error: rusqlite::Error) -> crate::Error {
    // The first line: the others repeat the statement.
    let text = error.to_string();
    let why = text.lines().next().unwrap_or_default().to_owned();
    ErrorKind::Database(Message::new("database-failed").with("why", why)).into()
}
