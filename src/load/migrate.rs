//! The shape of the database, version by version.
//!
//! In: a connection. Out: the same, in the newest shape this program knows, or refused where it is newer than that.

use super::database::Database;
use crate::error::{ErrorKind, Result};
use crate::lang::Message;

/// Statements from each version to the next, the first from nothing. One that is published is never changed.
pub(super) const MIGRATIONS: [&str; 2] =
    [include_str!("migrations/0001-tables.sql"), include_str!("migrations/0002-views.sql")];

/// Brings the database into the newest shape, in one transaction.
pub(super) fn migrate(database: &mut dyn Database, migrations: &[&str]) -> Result<()> {
    database.run("CREATE TABLE IF NOT EXISTS phuluc_versions (version INTEGER PRIMARY KEY)")?;
    let version = version(database)?;
    if version > migrations.len() {
        let what = Message::new("database-newer").with("found", version).with("known", migrations.len());
        return Err(ErrorKind::Database(what).into());
    }
    for (n, statements) in migrations.iter().enumerate().skip(version) {
        let statements = statements.replace("month(due)", database.month());
        database.run(&statements)?;
        database.run(&format!("INSERT INTO phuluc_versions (version) VALUES ({})", n + 1))?;
    }
    Ok(())
}

fn version(database: &mut dyn Database) -> Result<usize> {
    let rows = database.query("SELECT CAST(max(version) AS TEXT) FROM phuluc_versions", &[])?;
    Ok(rows.into_iter().flatten().flatten().find_map(|v| v.parse().ok()).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::sqlite::Sqlite;
    use super::*;

    const STEPS: [&str; 2] = ["CREATE TABLE a (due DATE)", "CREATE VIEW b AS SELECT month(due) AS month FROM a"];

    #[test]
    fn what_is_pending_is_applied_once_and_what_is_newer_refused() {
        let mut database = Sqlite::open(Path::new(":memory:")).unwrap();
        migrate(&mut database, &STEPS[..1]).unwrap();
        assert_eq!(version(&mut database).unwrap(), 1);
        database.run("INSERT INTO a VALUES ('2025-06-30')").unwrap();
        migrate(&mut database, &STEPS).unwrap();
        migrate(&mut database, &STEPS).unwrap();
        assert_eq!(database.query("SELECT month FROM b", &[]).unwrap(), [[Some("2025-06".to_owned())]]);
        let said = migrate(&mut database, &STEPS[..1]).unwrap_err().to_string();
        assert!(said.contains('2') && said.contains('1') && !said.contains('\n'), "{said}");
    }
}
