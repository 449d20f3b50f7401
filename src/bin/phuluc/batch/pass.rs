//! One pass over some documents: what is new is read, what is known is taken as it is, and the manifest tells of all.
//!
//! One thread walks and looks at the contents, some read (each with a reading process of its own), one puts the lines in
//! order. Between them stand queues of bounded length. Which document is another's duplicate is told in the order of the
//! walk, so that the outputs do not depend on who is faster.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{Error, Read, Result};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};

use sha2::{Digest, Sha256};

use super::manifest::{Manifest, Row, Status};
use super::place::{Place, hex};
use super::protocol::{Outcome, Request, Settings};
use super::reader::{Broken, Reader, now};
use super::report::Report;
use super::walk::{Source, Trouble};
use super::{is_interrupted, progress};
use crate::input::name;
use crate::output::settle;

/// How documents are read.
pub(super) struct How {
    pub(super) settings: Settings,
    pub(super) jobs: usize,
    /// Most bytes of a document.
    pub(super) most: u64,
    /// Seconds that a document may take.
    pub(super) wall: u64,
}

/// What became of the documents of a pass.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Totals {
    /// Read in this pass.
    pub(super) read: usize,
    /// Read by a former one.
    pub(super) known: usize,
    pub(super) duplicates: usize,
    pub(super) failed: usize,
    pub(super) skipped: usize,
    pub(super) tasks: usize,
    pub(super) look: usize,
    /// Documents with a diagnostic of severity error.
    pub(super) errors: usize,
    /// Documents with a warning.
    pub(super) warned: usize,
}

/// A document to be read.
struct Job {
    index: usize,
    source: Source,
    sha256: String,
    bytes: u64,
}

/// A line, its place in the walk, and whether it is of a former run.
type Finished = (usize, Row, bool);

/// Reads what has to be read of some documents and writes the manifest.
///
/// # Errors
/// The system's, where an output cannot be written. What is wrong with a document is no error: it stands in the manifest.
pub(super) fn pass(
    place: &Place,
    how: &How,
    sources: impl Iterator<Item = Source> + Send,
    progress: &progress::Progress,
) -> Result<Totals> {
    let (to_read, documents) = sync_channel::<Job>(how.jobs * 2);
    let (done, rows) = sync_channel::<Finished>(how.jobs * 2);
    let documents = Mutex::new(documents);
    std::thread::scope(|scope| {
        for _ in 0..how.jobs {
            let done = done.clone();
            let documents = &documents;
            scope.spawn(move || read_all(place, how, documents, &done));
        }
        scope.spawn(move || look_at_all(place, how, sources, &to_read, &done));
        collect(place, &rows, progress)
    })
}

/// Goes through the documents in their order and sends on those that have to be read.
fn look_at_all(
    place: &Place,
    how: &How,
    sources: impl Iterator<Item = Source>,
    to_read: &SyncSender<Job>,
    done: &SyncSender<Finished>,
) {
    let mut seen = BTreeSet::new();
    for (index, source) in sources.enumerate() {
        if is_interrupted() {
            return;
        }
        let sent = match look_at(place, how, &source, &mut seen) {
            Look::Told(row, known) => done.send((index, *row, known)).is_ok(),
            Look::Read(sha256, bytes) => to_read.send(Job { index, source, sha256, bytes }).is_ok(),
        };
        if !sent {
            return;
        }
    }
}

enum Look {
    Told(Box<Row>, bool),
    Read(String, u64),
}

fn look_at(place: &Place, how: &How, source: &Source, seen: &mut BTreeSet<[u8; 32]>) -> Look {
    let told = |row| Look::Told(Box::new(row), false);
    if let Some(trouble) = &source.trouble {
        let status = if trouble.code == "unreadable" { Status::Failed } else { Status::Skipped };
        return told(Row { status, ..failed(source, trouble.clone()) });
    }
    let unread = |e: Error| told(failed(source, unreadable(&e)));
    let bytes = match std::fs::metadata(&source.path) {
        Ok(found) => found.len(),
        Err(e) => return unread(e),
    };
    if bytes > how.most {
        let message = format!("{} MB: raise --max-size if it may be read", bytes >> 20);
        return told(Row { bytes: Some(bytes), ..failed(source, Trouble { code: "too-large", message }) });
    }
    let digest = match File::open(&source.path).and_then(|mut file| digest(&mut file)) {
        Ok(digest) => digest,
        Err(e) => return unread(e),
    };
    let sha256 = hex(&digest);
    let row = Row { path: source.shown.clone(), sha256: Some(sha256.clone()), bytes: Some(bytes), ..Row::default() };
    if !seen.insert(digest) {
        return told(Row { status: Status::Duplicate, package: Some(Place::package(&sha256)), ..row });
    }
    match place.done(&name(&source.path), &sha256) {
        Some(done) => {
            let (facts, ms) = (Some(done.facts), Some(done.ms));
            let row = Row { status: Status::Ok, package: Some(Place::package(&sha256)), facts, ms, ..row };
            Look::Told(Box::new(row), true)
        }
        None => Look::Read(sha256, bytes),
    }
}

fn failed(source: &Source, why: Trouble) -> Row {
    let (code, message) = (Some(why.code.to_owned()), Some(why.message));
    Row { path: source.shown.clone(), status: Status::Failed, code, message, ..Row::default() }
}

fn unreadable(error: &Error) -> Trouble {
    // The kind alone: the system's own words differ from machine to machine.
    Trouble { code: "unreadable", message: error.kind().to_string() }
}

fn digest(file: &mut impl Read) -> Result<[u8; 32]> {
    let (mut digest, mut chunk) = (Sha256::new(), vec![0; 1 << 16]);
    loop {
        match file.read(&mut chunk)? {
            0 => return Ok(digest.finalize().into()),
            read => digest.update(&chunk[..read]),
        }
    }
}

/// Reads documents as long as there are any.
fn read_all(place: &Place, how: &How, documents: &Mutex<Receiver<Job>>, done: &SyncSender<Finished>) {
    let mut reader = None;
    loop {
        let job = documents.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(job) = job else { break };
        if is_interrupted() {
            break;
        }
        let row = read(place, how, &job, &mut reader);
        if done.send((job.index, row, false)).is_err() {
            break;
        }
    }
    if let Some(reader) = reader {
        reader.end();
    }
}

/// Reads a document; where its process breaks, the fault may be another document's before it, so a new one gets it once more.
fn read(place: &Place, how: &How, job: &Job, reader: &mut Option<Reader>) -> Row {
    let mut row = failed(&job.source, Trouble { code: "unreadable", message: String::new() });
    (row.sha256, row.bytes) = (Some(job.sha256.clone()), Some(job.bytes));
    let began = now();
    let taken = || u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    loop {
        let fresh = reader.is_none();
        match attempt(place, how, job, reader) {
            Ok((Outcome::Read(facts), package)) => {
                let ms = taken();
                row.ms = Some(ms);
                return match place.keep(&name(&job.source.path), &job.sha256, package, &facts, ms) {
                    Err(e) => troubled(row, Trouble { code: "not-written", message: e.kind().to_string() }),
                    Ok(()) => Row {
                        status: Status::Ok,
                        code: None,
                        message: None,
                        package: Some(Place::package(&job.sha256)),
                        facts: Some(facts),
                        ..row
                    },
                };
            }
            Ok((Outcome::Refused { code, message }, _)) => {
                (row.code, row.message) = (Some(code), Some(message));
                told("report not removed", job, place.discharge(&job.sha256));
                break;
            }
            Err(Broken::System(e)) => {
                row = troubled(row, unreadable(&e));
                break;
            }
            Err(Broken::Process) => {
                let Some(ending) = reader.take().map(Reader::end) else { break };
                if !fresh && ending.code != "time-limit" {
                    continue;
                }
                row = troubled(row, Trouble { code: ending.code, message: ending.message.clone() });
                let report = Report::new(&job.source.shown, &job.sha256, &ending, how);
                told("report not written", job, place.quarantine(&job.sha256, &report));
                break;
            }
        }
    }
    told("package not removed", job, place.withdraw(&job.sha256));
    row.ms = Some(taken());
    row
}

/// What goes wrong beside a document is no fault of the document.
fn told(what: &str, job: &Job, done: Result<()>) {
    if let Err(e) = done {
        tracing::error!(path = job.source.shown, error = %e.kind(), "{what}");
    }
}

fn troubled(row: Row, why: Trouble) -> Row {
    Row { code: Some(why.code.to_owned()), message: Some(why.message), ..row }
}

/// Gives a document to the reading process, which is begun where there is none.
fn attempt(
    place: &Place,
    how: &How,
    job: &Job,
    reader: &mut Option<Reader>,
) -> std::result::Result<(Outcome, tempfile::NamedTempFile), Broken> {
    let process = match reader {
        Some(reader) => reader,
        None => reader.insert(Reader::begin(&how.settings, how.wall).map_err(Broken::System)?),
    };
    let file = File::open(&job.source.path).map_err(Broken::System)?;
    let mut document = Hashing { file, digest: Sha256::new() };
    let mut package = place.unfinished().map_err(Broken::System)?;
    let request = Request { name: name(&job.source.path), bytes: job.bytes };
    let outcome = process.read(&request, &mut document, &mut package);
    if matches!(outcome, Err(Broken::System(_))) {
        // In the middle of a document nothing more can be said to it.
        reader.take().map(Reader::end);
    }
    let outcome = outcome?;
    if hex(&document.digest.finalize()) != job.sha256 {
        return Err(Broken::System(Error::from(std::io::ErrorKind::InvalidData)));
    }
    Ok((outcome, package))
}

/// What was read is what was looked at: a file may change in between.
struct Hashing {
    file: File,
    digest: Sha256,
}

impl Read for Hashing {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        let read = self.file.read(into)?;
        self.digest.update(&into[..read]);
        Ok(read)
    }
}

/// Puts the lines in the order of the walk, into the manifest and into the sum.
fn collect(place: &Place, rows: &Receiver<Finished>, progress: &progress::Progress) -> Result<Totals> {
    let unfinished = place.unfinished()?;
    let mut manifest = Manifest::begin(&place.manifest(), unfinished.reopen()?);
    let (mut waiting, mut next, mut totals) = (BTreeMap::new(), 0, Totals::default());
    let mut bad: BTreeMap<String, Row> = BTreeMap::new();
    let mut put = |row: Row, known: bool| {
        let row = settled(row, &mut bad);
        totals.count(&row, known);
        progress.told(&row, known);
        manifest.add(&row)
    };
    for (index, row, known) in rows {
        waiting.insert(index, (row, known));
        while let Some((row, known)) = waiting.remove(&next) {
            put(row, known)?;
            next += 1;
        }
    }
    // A run that was stopped left out some.
    waiting.into_values().try_for_each(|(row, known)| put(row, known))?;
    manifest.finish()?;
    settle(unfinished, &place.manifest())?;
    Ok(totals)
}

/// The duplicate of a document that could not be read is one that cannot be read.
fn settled(row: Row, bad: &mut BTreeMap<String, Row>) -> Row {
    let Some(sha256) = row.sha256.clone() else { return row };
    match row.status {
        Status::Failed => {
            bad.insert(sha256, Row { path: String::new(), ms: None, ..row.clone() });
            row
        }
        Status::Duplicate => match bad.get(&sha256) {
            Some(first) => Row { path: row.path, ..first.clone() },
            None => row,
        },
        _ => row,
    }
}

impl Totals {
    fn count(&mut self, row: &Row, known: bool) {
        match row.status {
            Status::Ok if known => self.known += 1,
            Status::Ok => self.read += 1,
            Status::Duplicate => self.duplicates += 1,
            Status::Failed => self.failed += 1,
            Status::Skipped => self.skipped += 1,
        }
        let Some(facts) = &row.facts else { return };
        self.tasks += facts.tasks;
        self.look += facts.look;
        self.errors += usize::from(facts.error);
        self.warned += usize::from(!facts.warnings.is_empty());
    }

    /// All documents.
    pub(super) fn all(&self) -> usize {
        self.read + self.known + self.duplicates + self.failed
    }
}
