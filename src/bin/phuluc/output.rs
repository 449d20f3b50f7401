//! Where the output goes: standard output, or files that are whole or not there at all.

use std::io::Write;
use std::path::{Path, PathBuf};

use phuluc::lang::Message;
use phuluc::write::Format;

use crate::input::reason;
use crate::summary::about;

/// Where the documents of a run are written.
pub(crate) enum Target {
    Stdout,
    File(PathBuf),
    Folder(PathBuf),
}

impl Target {
    /// A path that ends with a separator or is a folder means a folder.
    pub(crate) fn of(output: Option<&Path>) -> Self {
        let Some(path) = output.filter(|p| p.as_os_str() != "-") else { return Self::Stdout };
        let folder = path.as_os_str().to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR]);
        if folder || path.is_dir() { Self::Folder(path.to_owned()) } else { Self::File(path.to_owned()) }
    }
}

/// The format by the ending of a file.
pub(crate) fn format_of(path: &Path) -> Option<Format> {
    let ending = path.extension()?.to_string_lossy().to_lowercase();
    Format::ALL.into_iter().find(|f| f.name() == ending)
}

/// The file of a document in a folder: its name with the format's ending; a name that is taken gets a number.
pub(crate) fn file_in(folder: &Path, source: &str, format: Format, taken: &mut Vec<PathBuf>) -> PathBuf {
    let stem = Path::new(source).file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let stem = if stem.is_empty() || stem == "-" { "stdin".to_owned() } else { stem };
    let mut path = folder.join(format!("{stem}.{}", format.name()));
    let mut n = 2;
    // Names that differ in case only are one name on Windows and macOS.
    let same = |a: &Path, b: &Path| a.to_string_lossy().to_lowercase() == b.to_string_lossy().to_lowercase();
    while taken.iter().any(|t| same(t, &path)) {
        path = folder.join(format!("{stem}-{n}.{}", format.name()));
        n += 1;
    }
    taken.push(path.clone());
    path
}

/// Refuses to write over a document that is being read.
pub(crate) fn keep_apart(source: &Path, output: &Path) -> Result<(), Message> {
    match (source.canonicalize(), output.canonicalize()) {
        (Ok(a), Ok(b)) if a == b => Err(Message::new("output-is-input")),
        _ => Ok(()),
    }
}

/// Writes a file in one step: a reader sees the old one or the whole new one, on Windows too.
pub(crate) fn put(path: &Path, bytes: &[u8]) -> Result<(), Message> {
    let written = match std::fs::metadata(path) {
        // A device or a pipe takes bytes; it must not be replaced by a file.
        Ok(old) if !old.is_file() => std::fs::write(path, bytes),
        Ok(old) => path.canonicalize().and_then(|real| replace(&real, bytes, Some(old.permissions()))),
        Err(_) => replace(path, bytes, None),
    };
    match written {
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => {
            let what = Message::new("cannot-write").with("why", reason(&e));
            Err(about(path.display().to_string(), what))
        }
        _ => Ok(()),
    }
}

/// Puts a whole new file in the place of an old one (with its permissions) or of none.
fn replace(path: &Path, bytes: &[u8], permissions: Option<std::fs::Permissions>) -> std::io::Result<()> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = temporary(folder)?;
    file.write_all(bytes)?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    settle(file, path)
}

/// Brings a file to the disk and puts it into its place.
pub(crate) fn settle(file: tempfile::NamedTempFile, path: &Path) -> std::io::Result<()> {
    file.as_file().sync_all()?;
    file.persist(path).map(|_| ()).map_err(|e| e.error)
}

/// A file that is to be put into its place when it is whole.
pub(crate) fn temporary(folder: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".phuluc-");
    // Readable as any other new file is: on Unix a temporary file is its owner's alone; Windows inherits from the folder.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// Writes to standard output; `Ok(false)`: its reader went away.
pub(crate) fn stdout(bytes: &[u8]) -> Result<bool, Message> {
    let mut out = std::io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Ok(()) => Ok(true),
        Err(e) if e.kind() == std::io::ErrorKind::BrokenPipe => Ok(false),
        Err(e) => {
            let what = Message::new("cannot-write").with("why", reason(&e));
            Err(about(Message::new("standard-output"), what))
        }
    }
}
