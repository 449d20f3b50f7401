//! Opening, with or without a password.
//!
//! In: the bytes and perhaps a password. Out: the opened file. The reader itself opens user passwords; owner passwords of the
//! older schemes (RC4, AES-128) go through lopdf, which decrypts the file in memory. lopdf is used for nothing else: it
//! could give the metadata too, which no output needs. Source: ISO 32000-2 7.6; measured on files of qpdf.

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use crate::error::{Error, ErrorKind, Result};
use crate::model::Message;

/// Opens a PDF.
pub(super) fn open(bytes: &[u8], password: Option<&str>) -> Result<Pdf> {
    match load(bytes.to_vec(), password.unwrap_or_default())? {
        Ok(pdf) => Ok(pdf),
        Err(LoadPdfError::Invalid) => Err(no_pages()),
        Err(LoadPdfError::Decryption(reason)) => {
            let plain = unlock(bytes, password.unwrap_or_default()).ok_or_else(|| refusal(reason, password))?;
            load(plain, "")?.map_err(|_| no_pages())
        }
    }
}

fn load(bytes: Vec<u8>, password: &str) -> Result<std::result::Result<Pdf, LoadPdfError>> {
    catch_unwind(AssertUnwindSafe(|| Pdf::new_with_password(bytes, password))).map_err(|_| no_pages())
}

fn no_pages() -> Error {
    ErrorKind::Damaged(Message::new("no-page-found")).into()
}

fn refusal(reason: DecryptionError, password: Option<&str>) -> Error {
    match reason {
        DecryptionError::PasswordProtected => {
            ErrorKind::Encrypted { wrong_password: password.is_some_and(|p| !p.is_empty()) }.into()
        }
        DecryptionError::MissingIDEntry
        | DecryptionError::InvalidEncryption
        | DecryptionError::UnsupportedAlgorithm => ErrorKind::EncryptionUnknown.into(),
    }
}

/// The file without its encryption. lopdf says that it could open files that it could not: only a file that is no longer
/// encrypted and has pages counts.
fn unlock(bytes: &[u8], password: &str) -> Option<Vec<u8>> {
    let decrypted = || {
        let mut file =
            lopdf::Document::load_mem_with_options(bytes, lopdf::LoadOptions::with_password(password)).ok()?;
        if file.is_encrypted() || file.get_pages().is_empty() {
            return None;
        }
        let mut plain = Vec::with_capacity(bytes.len());
        file.save_to(&mut plain).ok()?;
        Some(plain)
    };
    catch_unwind(AssertUnwindSafe(decrypted)).ok().flatten()
}
