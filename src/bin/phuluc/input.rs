//! Files and standard input → bytes and options of the library.

use std::io::Read;
use std::path::{Path, PathBuf};

use phuluc::lang::{Message, Value};
use phuluc::model::Plan;
use phuluc::package::{self, Package};
use phuluc::read::{InputKind, Legacy, Limits, ReadOptions};
use phuluc::{Options, extract};

use crate::args::{Kind, LegacyArg, Reading};
use crate::guard::guarded;

/// A document's bytes.
///
/// # Errors
/// One line for a person: what is wrong, and what to do.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, Message> {
    if is_stdin(path) {
        let mut out = Vec::new();
        return match std::io::stdin().lock().read_to_end(&mut out) {
            Ok(_) => Ok(out),
            Err(e) => Err(unreadable(&e)),
        };
    }
    if path.is_dir() {
        return Err(Message::new("input-folder"));
    }
    std::fs::read(path).map_err(|e| match e.kind() {
        std::io::ErrorKind::NotFound => Message::new("input-missing"),
        _ => unreadable(&e),
    })
}

/// The package of a file: as it stands there, or made of the document that stands there.
///
/// # Errors
/// One line for a person, about the file.
pub(crate) fn package(path: &Path, reading: &Reading) -> Result<Package, Message> {
    let made = either(path, reading, Package::read, |plan| Package::of(&plan));
    made.map_err(|what| crate::summary::about(shown(path), what))
}

/// The plan of a file, as [`package`]: in whole.
///
/// # Errors
/// One line for a person, without the file's name.
pub(crate) fn plan(path: &Path, reading: &Reading) -> Result<Plan, Message> {
    either(path, reading, package::plan, Ok)
}

/// What a file gives: as a package that stands there, or by way of the plan of a document.
fn either<T>(
    path: &Path,
    reading: &Reading,
    package: fn(&[u8]) -> phuluc::Result<T>,
    document: fn(Plan) -> phuluc::Result<T>,
) -> Result<T, Message> {
    let bytes = bytes(path)?;
    let options = options(path, reading);
    let read = || match reading.kind {
        None if Package::looks_like_one(&bytes) => package(&bytes),
        _ => extract(&bytes, &options).and_then(document),
    };
    guarded(read)?.map_err(|e| e.message())
}

/// The files that are meant: a folder stands for the packages in it, in the order of their names.
pub(crate) fn files(paths: &[PathBuf]) -> Vec<PathBuf> {
    let packages = |folder: &PathBuf| -> Vec<PathBuf> {
        let inner = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
        let mut out: Vec<PathBuf> = inner.filter(|p| p.extension().is_some_and(|e| e == "json")).collect();
        out.sort();
        out
    };
    let each = paths.iter().map(|path| (path, packages(path)));
    // Without any it is told as a folder.
    each.flat_map(|(path, inner)| if inner.is_empty() { vec![path.clone()] } else { inner }).collect()
}

fn unreadable(error: &std::io::Error) -> Message {
    Message::new("cannot-read").with("why", reason(error))
}

/// Why the system would not: in the reader's language where it is a usual reason, else in the system's words, without its
/// error number, which differs between systems.
pub(crate) fn reason(error: &std::io::Error) -> Value {
    use std::io::ErrorKind;
    let text = || error.to_string().split(" (os error").next().unwrap_or_default().to_lowercase();
    match error.kind() {
        ErrorKind::NotFound => Message::new("os-missing").into(),
        ErrorKind::PermissionDenied => Message::new("os-denied").into(),
        ErrorKind::AlreadyExists => Message::new("os-exists").into(),
        ErrorKind::NotADirectory => Message::new("os-no-folder").into(),
        ErrorKind::StorageFull => Message::new("os-full").into(),
        ErrorKind::ReadOnlyFilesystem => Message::new("os-read-only").into(),
        _ => text().into(),
    }
}

pub(crate) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// What the document is called in messages.
pub(crate) fn shown(path: &Path) -> Value {
    if is_stdin(path) { Message::new("standard-input").into() } else { path.display().to_string().into() }
}

/// A document's name without folders, or `-`.
pub(crate) fn name(path: &Path) -> String {
    if is_stdin(path) { "-".to_owned() } else { path.file_name().unwrap_or_default().to_string_lossy().into_owned() }
}

/// The library's options for a document.
pub(crate) fn options(path: &Path, reading: &Reading) -> Options {
    options_of(name(path), reading)
}

/// The same, for a document with a name.
pub(crate) fn options_of(name: String, reading: &Reading) -> Options {
    let kind = reading.kind.map(|k| match k {
        Kind::Pdf => InputKind::Pdf,
        Kind::Text => InputKind::Text,
    });
    let legacy = reading.legacy.map(|l| match l {
        LegacyArg::Tcvn3 => Legacy::Tcvn3,
        LegacyArg::Vni => Legacy::Vni,
    });
    let limits = Limits {
        pages: reading.max_pages,
        objects: reading.max_objects,
        unpacked: reading.max_unpacked.saturating_mul(1 << 20),
    };
    Options {
        read: ReadOptions { kind, password: reading.password.clone(), legacy, limits },
        name,
        authority: reading.authority.clone(),
    }
}
