//! `phuluc batch` and `phuluc watch`: an archive, or a folder that documents are dropped into, read unattended.
//!
//! In: folders and files. Out: a folder with a package for each content and a manifest with a line for each path. A run may
//! be stopped at any moment, in any way; the next one goes on where it was.

mod limits;
mod manifest;
mod pass;
mod place;
mod progress;
mod protocol;
mod reader;
mod report;
mod walk;
pub(crate) mod watch;
pub(crate) mod worker;

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use phuluc::lang::{Language, Message};

use crate::args::{Batch, Running};
use crate::exit::Exit;
use crate::input::reason;
use crate::summary::{self, about};
use pass::{How, Totals, pass};
use place::Place;
use progress::Progress;
use protocol::Settings;

pub(crate) use walk::Shard;

/// Whether somebody asked the run to stop.
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

fn is_interrupted() -> bool {
    INTERRUPTED.load(Ordering::Relaxed)
}

/// The documents at hand are read to their end; who asks a second time is obeyed at once.
fn heed_interrupts() {
    let asked = || {
        if INTERRUPTED.swap(true, Ordering::Relaxed) {
            std::process::exit(Exit::INTERRUPTED.into());
        }
    };
    // Without it the system ends the process: the next run goes on all the same.
    let _ = ctrlc::set_handler(asked);
}

pub(crate) fn run(args: &Batch, language: Language) -> Result<Exit, Message> {
    for path in &args.paths {
        exists(path)?;
    }
    let place = Place::open(&args.running.out, &args.running.reading)?;
    heed_interrupts();
    let progress = Progress::begin(args.running.log_format);
    let sources = || walk::sources(&args.paths, place.folder(), args.shard);
    progress.expect(|| sources().count());
    let totals = pass(&place, &how(&args.running), sources(), &progress);
    progress.end();
    let totals = totals.map_err(|e| unwritten(&args.running.out, &e))?;
    told(language, &totals);
    Ok(exit(&totals, args.running.strict))
}

fn exists(path: &Path) -> Result<(), Message> {
    match std::fs::metadata(path) {
        Ok(_) => Ok(()),
        Err(e) => Err(about(path.display().to_string(), Message::new("cannot-read").with("why", reason(&e)))),
    }
}

fn unwritten(folder: &Path, error: &std::io::Error) -> Message {
    about(folder.display().to_string(), Message::new("cannot-write").with("why", reason(error)))
}

fn how(args: &Running) -> How {
    let settings = Settings { reading: args.reading.clone(), memory: args.memory, cpu: args.cpu_time };
    let cores = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    How {
        settings,
        jobs: args.jobs.unwrap_or_else(cores).max(1),
        most: args.max_size.saturating_mul(1 << 20),
        wall: args.timeout,
    }
}

fn told(language: Language, totals: &Totals) {
    let said = Message::new("batch-sum")
        .with("documents", totals.all())
        .with("read", totals.read)
        .with("known", totals.known)
        .with("duplicates", totals.duplicates)
        .with("failed", totals.failed)
        .with("skipped", totals.skipped)
        .with("tasks", totals.tasks)
        .with("look", totals.look);
    summary::note(language, &said);
    if is_interrupted() {
        summary::note(language, &Message::new("batch-stopped"));
    }
}

fn exit(totals: &Totals, strict: bool) -> Exit {
    let done = totals.read + totals.known;
    match () {
        () if is_interrupted() => Exit::Interrupted,
        () if done == 0 => Exit::Nothing,
        () if totals.failed > 0 || totals.errors > 0 || strict && totals.warned > 0 => Exit::Look,
        () => Exit::Done,
    }
}
