//! What several tests share: where the corpus is, how a plan is compared with its truth.
#![allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stderr,
    reason = "each test uses a part of it"
)]

pub mod archive;
pub mod citations;
pub mod draw;
pub mod icdar;
pub mod pdf;
pub mod score;
pub mod server;
pub mod system;

use std::path::{Path, PathBuf};

use phuluc::model::Plan;
use phuluc::pipeline::{Options, Stages, stages};
use phuluc::read::{Legacy, ReadOptions};

/// The folder of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The labelled corpus beside the repository, where it is there; says so where it is not.
pub fn corpus() -> Option<PathBuf> {
    let path = root().join("../shared/corpus");
    if path.is_dir() {
        return Some(path);
    }
    eprintln!("note: ../shared/corpus is not here: only the repository's own fixtures are covered");
    None
}

/// Runs every stage on a file.
pub fn run(path: &Path) -> Result<Stages, phuluc::Error> {
    let bytes = std::fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    stages(&bytes, &Options { name, ..Options::default() })
}

/// The plan of a file that must be readable.
pub fn plan(path: &Path) -> Plan {
    run(path).unwrap_or_else(|e| panic!("{}: {e}", path.display())).plan
}

/// The plan of a text in a legacy code.
pub fn plan_in(path: &Path, legacy: Legacy) -> Plan {
    let bytes = std::fs::read(path).unwrap();
    let read = ReadOptions { legacy: Some(legacy), ..ReadOptions::default() };
    stages(&bytes, &Options { read, ..Options::default() }).unwrap().plan
}

/// The fixture folders, sorted.
pub fn fixtures() -> Vec<PathBuf> {
    let mut out: Vec<PathBuf> = std::fs::read_dir(root().join("fixtures"))
        .expect("fixtures/ is part of the repository")
        .map(|e| e.unwrap().path())
        .filter(|p| p.is_dir())
        .collect();
    out.sort();
    out
}

/// The source of a fixture: the file named `0-source.*`.
pub fn source(fixture: &Path) -> PathBuf {
    std::fs::read_dir(fixture)
        .unwrap()
        .map(|e| e.unwrap().path())
        .find(|p| p.file_stem().is_some_and(|s| s == "0-source"))
        .unwrap_or_else(|| panic!("{}: no 0-source.*", fixture.display()))
}

/// All files below a folder with an ending, sorted.
pub fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut out = Vec::new();
    let mut todo = vec![folder.to_path_buf()];
    while let Some(dir) = todo.pop() {
        for entry in std::fs::read_dir(&dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                todo.push(path);
            } else if path.extension().is_some_and(|e| e == ending) {
                out.push(path);
            }
        }
    }
    out.sort();
    out
}
