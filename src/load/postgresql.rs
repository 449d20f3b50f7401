//! PostgreSQL: a server. Rows go as arrays, one statement a table and document, whatever the number of rows.

use std::collections::BTreeMap;
use std::error::Error as _;
use std::time::Duration;

use postgres::config::SslMode;
use postgres::types::ToSql;
use postgres::{Client, Config, NoTls, Statement};

use super::database::{Database, Row, Table, Type, Value, quoted};
use crate::error::{ErrorKind, Result};
use crate::lang::Message;

/// How long to wait for a server that does not answer, in seconds, where the address does not say: as psql's manual advises
/// for interactive use, far above what a slow line takes.
const WAIT: u64 = 10;

pub(super) struct Postgresql {
    client: Client,
    /// By its text: each is prepared once.
    statements: BTreeMap<String, Statement>,
}

impl Postgresql {
    /// Connects. `password` counts where the address has none.
    pub(super) fn open(address: &str, password: Option<&str>) -> Result<Self> {
        if address.contains("sslmode=verify") {
            return Err(no_tls());
        }
        // Why an address cannot be read is not repeated: it may hold a part of the password.
        let config = address.parse::<Config>();
        let mut config = config.map_err(|_| ErrorKind::Database(Message::new("database-address")))?;
        if config.get_ssl_mode() == SslMode::Require {
            return Err(no_tls());
        }
        if let (None, Some(password)) = (config.get_password(), password) {
            config.password(password);
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(Duration::from_secs(WAIT));
        }
        if config.get_application_name().is_none() {
            config.application_name("phuluc");
        }
        let mut client = config.connect(NoTls).map_err(failed)?;
        // Days are read and written in one way, whatever the server's settings.
        client.batch_execute("SET datestyle = 'ISO'; SET client_min_messages = 'warning'").map_err(failed)?;
        Ok(Self { client, statements: BTreeMap::new() })
    }

    fn prepared(&mut self, text: &str) -> Result<Statement> {
        if let Some(known) = self.statements.get(text) {
            return Ok(known.clone());
        }
        let statement = self.client.prepare(text).map_err(failed)?;
        self.statements.insert(text.to_owned(), statement.clone());
        Ok(statement)
    }
}

impl Database for Postgresql {
    fn run(&mut self, statements: &str) -> Result<()> {
        self.client.batch_execute(statements).map_err(failed)
    }

    fn begin(&mut self) -> Result<()> {
        // An advisory lock, held to the end of the transaction: the number is any that others are not likely to take.
        self.run("BEGIN; SELECT pg_advisory_xact_lock(7053280)")
    }

    fn query(&mut self, statement: &str, values: &[Value]) -> Result<Vec<Row>> {
        let mut parts = statement.split('?');
        let mut text = parts.next().unwrap_or_default().to_owned();
        for (n, part) in parts.enumerate() {
            text += &format!("CAST(${} AS TEXT){part}", n + 1);
        }
        let statement = self.prepared(&text)?;
        let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(|v| v as &(dyn ToSql + Sync)).collect();
        let rows = self.client.query(&statement, &values).map_err(failed)?;
        rows.iter().map(|row| (0..row.len()).map(|n| row.try_get(n).map_err(failed)).collect()).collect()
    }

    fn put(&mut self, table: &Table, rows: &[Row]) -> Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        let statement = self.prepared(&table.insert(&unnest(table)))?;
        let columns: Vec<Vec<Option<&str>>> =
            (0..table.columns.len()).map(|n| rows.iter().map(|row| row[n].as_deref()).collect()).collect();
        let values: Vec<&(dyn ToSql + Sync)> = columns.iter().map(|v| v as &(dyn ToSql + Sync)).collect();
        self.client.execute(&statement, &values).map_err(failed).map(|_| ())
    }

    fn month(&self) -> &'static str {
        "to_char(due, 'YYYY-MM')"
    }
}

/// Arrays of text as rows of the table's types.
fn unnest(table: &Table) -> String {
    let cast = |(name, of): &(&str, Type)| {
        let of = match of {
            Type::Text => "TEXT",
            Type::Integer => "INTEGER",
            Type::Boolean => "BOOLEAN",
            Type::Date => "DATE",
        };
        format!("CAST({} AS {of})", quoted(name))
    };
    let columns: Vec<String> = table.columns.iter().map(cast).collect();
    let arrays: Vec<String> = (1..=table.columns.len()).map(|n| format!("CAST(${n} AS TEXT[])")).collect();
    let names: Vec<String> = table.columns.iter().map(|c| quoted(c.0)).collect();
    // `WHERE true` parts the source from `ON CONFLICT`, which would else be read as a join's.
    format!(
        "SELECT {} FROM unnest({}) AS given ({}) WHERE true",
        columns.join(", "),
        arrays.join(", "),
        names.join(", ")
    )
}

fn no_tls() -> crate::Error {
    ErrorKind::Database(Message::new("database-tls")).into()
}

/// What the server or the system says, on one line. Neither repeats the address.
fn failed(error: postgres::Error) -> crate::Error {
    let why = match error.as_db_error() {
        Some(said) => said.message().to_owned(),
        None => {
            let mut text = error.to_string();
            let mut source = error.source();
            while let Some(inner) = source {
                text += &format!(": {inner}");
                source = inner.source();
            }
            text
        }
    };
    // The system's error number differs between systems.
    let why = why.lines().next().unwrap_or_default().split(" (os error").next().unwrap_or_default().to_owned();
    ErrorKind::Database(Message::new("database-failed").with("why", why)).into()
}
