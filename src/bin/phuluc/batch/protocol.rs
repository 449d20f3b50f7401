//! What the parent and a reading process say to each other, over the process's standard input and output.
//!
//! First one line of [`Settings`]. Then, for each document, one line of [`Request`] and its bytes; and back one line of
//! [`Reply`] and the bytes of the package. The reading process opens no file.

use std::collections::BTreeMap;
use std::io::{BufRead, Error, Read, Result, Write};

use phuluc::model::{Plan, Severity};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::args::Reading;
use crate::summary::has_warning;

/// No line is longer: what does not end is no line of these.
const LINE: u64 = 1 << 20;

/// What holds for all documents of a reading process.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Settings {
    pub(crate) reading: Reading,
    /// Most address space in megabytes.
    pub(crate) memory: u64,
    /// Most seconds of a processor that a document may take.
    pub(crate) cpu: u64,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Request {
    /// Of the document, without folders.
    pub(crate) name: String,
    pub(crate) bytes: u64,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Reply {
    pub(crate) outcome: Outcome,
    /// Length of the package behind this line.
    pub(crate) bytes: u64,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Outcome {
    Read(Facts),
    /// The document was refused.
    Refused {
        code: String,
        /// In English: it stands in the manifest.
        message: String,
    },
}

/// What the manifest tells of a document that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Facts {
    pub(crate) kind: Option<String>,
    pub(crate) number: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) issuer: Option<String>,
    pub(crate) pages: u32,
    pub(crate) appendices: usize,
    pub(crate) sections: usize,
    pub(crate) tasks: usize,
    /// Tasks that carry a warning.
    pub(crate) look: usize,
    /// Warnings and errors anywhere, by code.
    pub(crate) warnings: BTreeMap<String, usize>,
    /// Whether one of them is an error.
    pub(crate) error: bool,
}

impl Facts {
    pub(crate) fn of(plan: &Plan) -> Self {
        let items = || plan.appendices.iter().flat_map(|a| &a.items);
        let tables = plan.appendices.iter().flat_map(|a| &a.diagnostics);
        let all = plan.diagnostics.iter().chain(tables).chain(items().flat_map(|i| &i.diagnostics));
        let mut out = Self {
            kind: plan.document.kind.clone(),
            number: plan.document.number.clone(),
            date: plan.document.date.map(|d| d.to_string()),
            issuer: plan.document.issuer.clone(),
            pages: plan.source.pages,
            appendices: plan.appendices.len(),
            sections: plan.appendices.iter().map(|a| a.sections.len()).sum(),
            tasks: items().count(),
            look: items().filter(|i| has_warning(&i.diagnostics)).count(),
            ..Self::default()
        };
        for d in all.filter(|d| d.severity >= Severity::Warning) {
            *out.warnings.entry(d.code.name().to_owned()).or_default() += 1;
            out.error |= d.severity == Severity::Error;
        }
        out
    }
}

/// Writes a line.
pub(crate) fn say(out: &mut impl Write, what: &impl Serialize) -> Result<()> {
    let mut line = serde_json::to_vec(what)?;
    line.push(b'\n');
    out.write_all(&line)
}

/// Reads a line; `None`: the other end is gone.
pub(crate) fn hear<T: DeserializeOwned>(from: &mut impl BufRead) -> Result<Option<T>> {
    let mut line = Vec::new();
    from.by_ref().take(LINE).read_until(b'\n', &mut line)?;
    if line.is_empty() {
        return Ok(None);
    }
    serde_json::from_slice(&line).map(Some).map_err(Error::from)
}
