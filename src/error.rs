//! Why an input was refused or an output not written: one line for a person, a stable code for machines.

use std::fmt;

use crate::lang::Message;

/// The error of the two ends, `read` and `write`; the stages between them cannot fail.
#[derive(Debug)]
pub struct Error(Box<ErrorKind>);

/// `Result` with [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

/// What happened.
#[derive(Debug)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The input has no bytes.
    Empty,
    /// The input is no kind of file that is read (with what it looks like).
    UnknownFormat(Message),
    /// The bytes are text in no encoding that is read.
    Encoding(Message),
    /// The PDF needs a password (or the given one is wrong).
    Encrypted {
        /// A password was given, and it does not open the file.
        wrong_password: bool,
    },
    /// The PDF is locked in a way that no password opens here (a certificate, a rights service).
    EncryptionUnknown,
    /// The file is damaged beyond reading.
    Damaged(Message),
    /// There is more in the file than may be taken in.
    TooLarge(Message),
    /// The pages hold pictures only, or pictures and the stamp of a signature.
    NoTextLayer,
    /// The pages hold nothing at all.
    Blank,
    /// JSON that is no package of `phuluc extract` (with what is wrong).
    NotAPackage(String),
    /// A package of another shape (with its version).
    PackageVersion(String),
    /// The output could not be made.
    Write(String),
    /// The system would not take the output.
    Output(std::io::Error),
    /// A database cannot be used (with what is wrong).
    Database(Message),
    /// A document might be another version of one that is in the database (with which, and why).
    Taken(Message),
}

impl Error {
    /// What happened.
    #[must_use]
    pub fn kind(&self) -> &ErrorKind {
        &self.0
    }

    /// What happened and what to do, to be said in any language.
    #[must_use]
    pub fn message(&self) -> Message {
        match &*self.0 {
            ErrorKind::Empty => Message::new("empty"),
            ErrorKind::UnknownFormat(what) => Message::new("unknown-format").with("what", what.clone()),
            ErrorKind::Encoding(what) => Message::new("encoding").with("what", what.clone()),
            ErrorKind::Encrypted { wrong_password: false } => Message::new("encrypted"),
            ErrorKind::Encrypted { wrong_password: true } => Message::new("encrypted-wrong-password"),
            ErrorKind::EncryptionUnknown => Message::new("encryption-unknown"),
            ErrorKind::Damaged(what) => Message::new("damaged").with("what", what.clone()),
            ErrorKind::TooLarge(what) => Message::new("too-large").with("what", what.clone()),
            ErrorKind::NoTextLayer => Message::new("no-text-layer"),
            ErrorKind::Blank => Message::new("blank"),
            ErrorKind::NotAPackage(what) => Message::new("not-a-package").with("what", what.clone()),
            ErrorKind::PackageVersion(version) => Message::new("package-version").with("version", version.clone()),
            ErrorKind::Write(what) => Message::new("cannot-write").with("why", what.clone()),
            ErrorKind::Output(error) => Message::new("cannot-write").with("why", error.to_string()),
            ErrorKind::Database(what) | ErrorKind::Taken(what) => what.clone(),
        }
    }

    /// Whether the reader of the output went away (`phuluc … | head`): no failure.
    #[must_use]
    pub fn is_closed_pipe(&self) -> bool {
        matches!(&*self.0, ErrorKind::Output(e) if e.kind() == std::io::ErrorKind::BrokenPipe)
    }

    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match *self.0 {
            ErrorKind::Empty => "empty",
            ErrorKind::UnknownFormat(_) => "unknown-format",
            ErrorKind::Encoding(_) => "encoding",
            ErrorKind::Encrypted { .. } => "encrypted",
            ErrorKind::EncryptionUnknown => "encryption-unknown",
            ErrorKind::Damaged(_) => "damaged",
            ErrorKind::TooLarge(_) => "too-large",
            ErrorKind::NoTextLayer => "no-text-layer",
            ErrorKind::Blank => "blank",
            ErrorKind::NotAPackage(_) => "not-a-package",
            ErrorKind::PackageVersion(_) => "package-version",
            ErrorKind::Write(_) | ErrorKind::Output(_) => "write",
            ErrorKind::Database(_) => "database",
            ErrorKind::Taken(_) => "document-taken",
        }
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        ErrorKind::Output(error).into()
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Self(Box::new(kind))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}

impl std::error::Error for Error {}
