//! `manifest.jsonl`: a line for each path, what became of it and where its package is. It is put together with the lines of
//! former runs, in the order of the paths, without holding either in memory.

use std::cmp::Ordering;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Result, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::protocol::{Facts, say};
use super::walk::order;

/// A line of the manifest. `ms` is the only thing in it that differs from run to run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Row {
    pub(super) path: String,
    pub(super) status: Status,
    /// Why it was not read, as a word for programs.
    pub(super) code: Option<String>,
    /// The same for people.
    pub(super) message: Option<String>,
    pub(super) sha256: Option<String>,
    pub(super) bytes: Option<u64>,
    /// Where its package is, from the folder of the outputs.
    pub(super) package: Option<String>,
    /// What its package holds; null where there is none.
    pub(super) facts: Option<Facts>,
    /// Milliseconds that it took to read it.
    pub(super) ms: Option<u64>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Status {
    Ok,
    /// The same bytes as a document before it: it has no package of its own.
    Duplicate,
    #[default]
    Failed,
    /// No document: a link, a device.
    Skipped,
}

/// Writes the manifest anew.
pub(super) struct Manifest {
    out: BufWriter<File>,
    former: Option<BufReader<File>>,
    /// The next of the former lines.
    next: Option<Row>,
}

impl Manifest {
    pub(super) fn begin(former: &Path, out: File) -> Self {
        let former = File::open(former).ok().map(BufReader::new);
        let mut manifest = Self { out: BufWriter::new(out), former, next: None };
        manifest.advance();
        manifest
    }

    /// Adds a line, and before it those of former runs that stand before it. A former line of the same path is replaced.
    pub(super) fn add(&mut self, row: &Row) -> Result<()> {
        self.former_until(Some(&row.path))?;
        say(&mut self.out, row)
    }

    /// Adds what is left of the former lines; what was written is on the disk.
    pub(super) fn finish(mut self) -> Result<()> {
        self.former_until(None)?;
        self.out.flush()?;
        self.out.get_ref().sync_all()
    }

    fn former_until(&mut self, path: Option<&str>) -> Result<()> {
        while let Some(row) = &self.next {
            match path.map_or(Ordering::Less, |path| order(&row.path, path)) {
                Ordering::Less => say(&mut self.out, row)?,
                Ordering::Equal => {}
                Ordering::Greater => break,
            }
            self.advance();
        }
        Ok(())
    }

    /// Lines that are none are passed over: they are of no use to anybody.
    fn advance(&mut self) {
        let lines = self.former.as_mut().map(|f| f.lines().map_while(Result::ok));
        self.next = lines.and_then(|mut lines| lines.find_map(|l| serde_json::from_str(&l).ok()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn former_lines_stay_but_those_of_the_same_path() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, former: &str, rows: &[(&str, u64)]| {
            let path = folder.path().join(name);
            let mut manifest = Manifest::begin(&folder.path().join(former), File::create(&path).unwrap());
            for (path, ms) in rows {
                manifest.add(&Row { path: (*path).to_owned(), ms: Some(*ms), ..Row::default() }).unwrap();
            }
            manifest.finish().unwrap();
            let text = std::fs::read_to_string(path).unwrap();
            let rows = text.lines().map(|l| serde_json::from_str::<Row>(l).unwrap());
            rows.map(|r| format!("{} {}", r.path, r.ms.unwrap())).collect::<Vec<_>>()
        };
        write("1", "none", &[("a/b", 1), ("a-b", 1), ("c", 1)]);
        assert_eq!(write("2", "1", &[("a/a", 2), ("a-b", 2)]), ["a/a 2", "a/b 1", "a-b 2", "c 1"]);
        assert_eq!(write("3", "2", &[]), ["a/a 2", "a/b 1", "a-b 2", "c 1"]);
    }
}
