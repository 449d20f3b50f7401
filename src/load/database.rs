//! What a database must be able to do, and the few words in which two of them differ.

use crate::error::Result;

/// A value on its way: as text, which the database turns into the column's type. `None` is its null.
pub(super) type Value = Option<String>;

/// A row of values, in the order of the columns asked for.
pub(super) type Row = Vec<Value>;

/// A column's type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Type {
    Text,
    Integer,
    Boolean,
    Date,
}

/// A table that rows are put into.
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) columns: &'static [(&'static str, Type)],
    /// The key by which a row takes the place of an older one; empty where rows are only ever new.
    pub(super) key: &'static [&'static str],
}

/// A connection.
pub(super) trait Database: Send {
    /// Runs statements without values: those of a migration, and the ends of transactions.
    fn run(&mut self, statements: &str) -> Result<()>;

    /// Begins a transaction that shuts out other writers, not readers.
    fn begin(&mut self) -> Result<()>;

    /// Runs one statement; `?` stands for each of the values. All values and columns are text.
    fn query(&mut self, statement: &str, values: &[Value]) -> Result<Vec<Row>>;

    /// Puts rows into a table.
    fn put(&mut self, table: &Table, rows: &[Row]) -> Result<()>;

    /// The month of the column `due`, as `2025-06`.
    fn month(&self) -> &'static str;
}

impl Table {
    /// `INSERT INTO … {source}`, and what becomes of rows that are there.
    pub(super) fn insert(&self, source: &str) -> String {
        let names = |of: &mut dyn Iterator<Item = &str>| of.map(quoted).collect::<Vec<_>>().join(", ");
        let columns = names(&mut self.columns.iter().map(|c| c.0));
        let mut out = format!("INSERT INTO {} ({columns}) {source}", self.name);
        if !self.key.is_empty() {
            let rest = self.columns.iter().map(|c| c.0).filter(|c| !self.key.contains(c));
            let set: Vec<String> = rest.map(|c| format!("{0} = excluded.{0}", quoted(c))).collect();
            out += &format!(" ON CONFLICT ({}) DO UPDATE SET {}", names(&mut self.key.iter().copied()), set.join(", "));
        }
        out
    }
}

/// Some names are words of the language.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{name}\"")
}
