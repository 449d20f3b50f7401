//! The folder of the outputs: packages, manifest, reports of what broke, and what tells a later run what is done.
//!
//! ```text
//! DIR/manifest.jsonl                 a line for each path
//! DIR/packages/SHA256.json           a package for each content
//! DIR/quarantine/SHA256/report.json  of what ended its reading process
//! DIR/.phuluc/lock, done/, unfinished/
//! ```
//!
//! Every file is written aside, brought to the disk and put into its place in one step: whatever stops a run, what stands in
//! its place is whole.

use std::fs::{self, File, TryLockError};
use std::io::Result;
use std::path::{Path, PathBuf};

use phuluc::lang::Message;
use phuluc::model::SCHEMA_VERSION;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use super::protocol::Facts;
use crate::args::Reading;
use crate::input::reason;
use crate::output::{settle, temporary};
use crate::summary::about;

pub(super) struct Place {
    folder: PathBuf,
    /// What all keys rest on: the version of the program and how it is to read.
    salt: String,
    /// Held as long as the run lasts.
    _lock: File,
}

/// What a later run needs to know of a document that was read.
#[derive(Serialize, Deserialize)]
pub(super) struct Done {
    /// How it was read.
    key: String,
    pub(super) facts: Facts,
    /// Length of its package.
    length: u64,
    pub(super) ms: u64,
}

impl Place {
    /// Makes the folder, or goes on with what a former run left there.
    ///
    /// # Errors
    /// One line for a person: it cannot be made, or another run is at work in it.
    pub(super) fn open(folder: &Path, reading: &Reading) -> std::result::Result<Self, Message> {
        let own = |what| about(folder.display().to_string(), what);
        let refused = |e: std::io::Error| own(Message::new("cannot-make-folder").with("why", reason(&e)));
        for inner in ["packages", "quarantine", ".phuluc/done", ".phuluc/unfinished"] {
            fs::create_dir_all(folder.join(inner)).map_err(refused)?;
        }
        let lock = File::create(folder.join(".phuluc/lock")).map_err(refused)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(own(Message::new("folder-in-use"))),
            Err(TryLockError::Error(e)) => return Err(refused(e)),
        }
        let salt = serde_json::to_string(&(env!("CARGO_PKG_VERSION"), SCHEMA_VERSION, reading)).unwrap_or_default();
        let place = Self { folder: folder.to_owned(), salt, _lock: lock };
        place.sweep().map_err(refused)?;
        Ok(place)
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(super) fn manifest(&self) -> PathBuf {
        self.folder.join("manifest.jsonl")
    }

    /// Throws away what a run that was stopped left unfinished.
    fn sweep(&self) -> Result<()> {
        fs::read_dir(self.folder.join(".phuluc/unfinished"))?.try_for_each(|entry| fs::remove_file(entry?.path()))
    }

    /// A file to write to, in the same file system as where it will stand.
    pub(super) fn unfinished(&self) -> Result<NamedTempFile> {
        temporary(&self.folder.join(".phuluc/unfinished"))
    }

    /// Where the package of a content is, from the folder.
    pub(super) fn package(sha256: &str) -> String {
        format!("packages/{sha256}.json")
    }

    /// What is known of a document that a former run read in the same way.
    pub(super) fn done(&self, name: &str, sha256: &str) -> Option<Done> {
        let done: Done = serde_json::from_slice(&fs::read(self.note(sha256)).ok()?).ok()?;
        let package = fs::metadata(self.folder.join(Self::package(sha256))).ok()?;
        (done.key == self.key(name, sha256) && package.len() == done.length).then_some(done)
    }

    /// Puts the package of a document into its place, and notes that it is there.
    pub(super) fn keep(&self, name: &str, sha256: &str, package: NamedTempFile, facts: &Facts, ms: u64) -> Result<()> {
        let length = package.as_file().metadata()?.len();
        settle(package, &self.folder.join(Self::package(sha256)))?;
        let mut note = self.unfinished()?;
        super::protocol::say(&mut note, &Done { key: self.key(name, sha256), facts: facts.clone(), length, ms })?;
        settle(note, &self.note(sha256))?;
        self.discharge(sha256)
    }

    /// A content that does no harm any more has nothing in quarantine.
    pub(super) fn discharge(&self, sha256: &str) -> Result<()> {
        gone(fs::remove_dir_all(self.folder.join("quarantine").join(sha256)))
    }

    fn note(&self, sha256: &str) -> PathBuf {
        self.folder.join(".phuluc/done").join(sha256)
    }

    /// The name of a document stands in its package: it is part of the key.
    fn key(&self, name: &str, sha256: &str) -> String {
        hex(&Sha256::digest([&self.salt, name, sha256].join("\0")))
    }

    /// Keeps the report of a document that ended its reading process.
    pub(super) fn quarantine(&self, sha256: &str, report: &impl Serialize) -> Result<()> {
        let folder = self.folder.join("quarantine").join(sha256);
        fs::create_dir_all(&folder)?;
        let mut file = self.unfinished()?;
        serde_json::to_writer_pretty(&mut file, report)?;
        settle(file, &folder.join("report.json"))
    }

    /// A content that cannot be read any more has no package.
    pub(super) fn withdraw(&self, sha256: &str) -> Result<()> {
        gone(fs::remove_file(self.folder.join(Self::package(sha256))))
    }
}

/// A digest as it stands in names.
pub(super) fn hex(digest: &[u8]) -> String {
    digest.iter().map(|b| format!("{b:02x}")).collect()
}

/// What is not there need not be removed.
fn gone(removed: Result<()>) -> Result<()> {
    match removed {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(e),
        _ => Ok(()),
    }
}
