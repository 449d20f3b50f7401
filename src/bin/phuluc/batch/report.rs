//! What is kept of a document that ended its reading process: enough to try it again alone.

use serde::Serialize;

use super::pass::How;
use super::reader::Ending;

#[derive(Serialize)]
pub(super) struct Report<'a> {
    path: &'a str,
    sha256: &'a str,
    code: &'a str,
    message: &'a str,
    /// What the process said last.
    words: &'a str,
    version: &'static str,
    /// Seconds.
    timeout: u64,
    /// Seconds of a processor.
    cpu_time: u64,
    /// Megabytes.
    memory: u64,
}

impl<'a> Report<'a> {
    pub(super) fn new(path: &'a str, sha256: &'a str, ending: &'a Ending, how: &How) -> Self {
        Self {
            path,
            sha256,
            code: ending.code,
            message: &ending.message,
            words: &ending.words,
            version: env!("CARGO_PKG_VERSION"),
            timeout: how.wall,
            cpu_time: how.settings.cpu,
            memory: how.settings.memory,
        }
    }
}
