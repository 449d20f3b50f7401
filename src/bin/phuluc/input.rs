//! Files and standard input → bytes and options of the library.

use std::io::Read;
use std::path::Path;

use phuluc::Options;
use phuluc::read::{InputKind, Legacy, ReadOptions};

use crate::args::{Kind, LegacyArg, Reading};

/// A document's bytes.
///
/// # Errors
/// One line for a person: what is wrong, and what to do.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    if is_stdin(path) {
        let mut out = Vec::new();
        return match std::io::stdin().lock().read_to_end(&mut out) {
            Ok(_) => Ok(out),
            Err(e) => Err(format!("cannot read: {}", reason(&e))),
        };
    }
    if path.is_dir() {
        return Err("a folder: give the files in it".to_owned());
    }
    std::fs::read(path).map_err(|e| match e.kind() {
        std::io::ErrorKind::NotFound => "no such file: check the name".to_owned(),
        _ => format!("cannot read: {}", reason(&e)),
    })
}

/// The system's words without its error number, which differs between systems.
pub(crate) fn reason(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_lowercase()
}

pub(crate) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// What the document is called in messages.
pub(crate) fn shown(path: &Path) -> String {
    if is_stdin(path) { "standard input".to_owned() } else { path.display().to_string() }
}

/// The library's options for a document.
pub(crate) fn options(path: &Path, reading: &Reading) -> Options {
    let name = if is_stdin(path) {
        "-".to_owned()
    } else {
        path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    };
    let kind = reading.kind.map(|k| match k {
        Kind::Pdf => InputKind::Pdf,
        Kind::Text => InputKind::Text,
    });
    let legacy = reading.legacy.map(|l| match l {
        LegacyArg::Tcvn3 => Legacy::Tcvn3,
        LegacyArg::Vni => Legacy::Vni,
    });
    Options {
        read: ReadOptions { kind, password: reading.password.clone(), legacy },
        name,
        authority: reading.authority.clone(),
    }
}
