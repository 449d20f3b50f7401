//! What is told while a run is at work: a bar on a terminal, else a line a document, for people or as JSON. No line holds the
//! text of a cell.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::manifest::{Row, Status};
use crate::args::LogFormat;

pub(super) struct Progress(ProgressBar);

impl Progress {
    /// Begins to tell. `format`: that of the lines, where lines are asked for.
    pub(super) fn begin(format: Option<LogFormat>) -> Self {
        let bar = format.is_none() && std::io::stderr().is_terminal();
        if !bar {
            let lines = tracing_subscriber::fmt().with_writer(std::io::stderr).with_target(false).with_ansi(false);
            // Begun twice in a process (by tests), the first one stays.
            let _ = match format {
                Some(LogFormat::Json) => lines.json().flatten_event(true).try_init().is_ok(),
                _ => lines.try_init().is_ok(),
            };
        }
        let target = if bar { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        if let Ok(style) = ProgressStyle::with_template("{elapsed_precise} {bar:30} {human_pos}/{human_len} {eta}") {
            bar.set_style(style);
        }
        Self(bar)
    }

    /// So many documents are to come: counted only where a bar shows it.
    pub(super) fn expect(&self, documents: impl FnOnce() -> usize) {
        if !self.0.is_hidden() {
            self.0.set_length(documents() as u64);
        }
    }

    /// A document is done.
    pub(super) fn told(&self, row: &Row, known: bool) {
        self.0.inc(1);
        let (path, code) = (row.path.as_str(), row.code.as_deref().unwrap_or_default());
        match (row.status, &row.facts) {
            (Status::Ok, Some(facts)) => {
                let (tasks, look, ms) = (facts.tasks, facts.look, row.ms.unwrap_or_default());
                tracing::info!(path, tasks, look, ms, known, "read");
            }
            (Status::Failed, _) => {
                tracing::warn!(path, code, message = row.message.as_deref().unwrap_or_default(), "failed");
            }
            (Status::Duplicate, _) => tracing::info!(path, "duplicate"),
            _ => tracing::info!(path, code, "skipped"),
        }
    }

    /// Takes the bar away.
    pub(super) fn end(&self) {
        self.0.finish_and_clear();
    }
}
