//! `phuluc watch`: a folder that documents are dropped into. It is looked at again and again, so that network shares, which
//! tell nobody of new files, are watched like any other folder. What was read before is known from the folder of the outputs.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use phuluc::lang::{Language, Message};

use super::pass::pass;
use super::place::Place;
use super::progress::Progress;
use super::walk::{Source, sources};
use super::{exists, heed_interrupts, how, is_interrupted, told, unwritten};
use crate::args::Watch;
use crate::exit::Exit;

/// How long an interrupt may wait.
const NAP: Duration = Duration::from_millis(100);

/// What tells that a file has changed.
type Stamp = (u64, Option<SystemTime>);

pub(crate) fn run(args: &Watch, language: Language) -> Result<Exit, Message> {
    exists(&args.folder)?;
    let place = Place::open(&args.running.out, &args.running.reading)?;
    heed_interrupts();
    let progress = Progress::begin(args.running.log_format.or(Some(crate::args::LogFormat::Text)));
    let (how, folders) = (how(&args.running), [args.folder.clone()]);
    let mut folder = Folder::default();
    while !is_interrupted() {
        let complete = folder.complete(&folders, &place);
        if !complete.is_empty() {
            let totals = pass(&place, &how, complete.into_iter(), &progress);
            told(language, &totals.map_err(|e| unwritten(&args.running.out, &e))?);
        }
        rest(Duration::from_secs(args.interval.max(1)));
    }
    Ok(Exit::Interrupted)
}

fn rest(whole: Duration) {
    let naps = whole.as_millis() / NAP.as_millis();
    (0..naps).take_while(|_| !is_interrupted()).for_each(|_| std::thread::sleep(NAP));
}

/// What is known of the files of a folder.
#[derive(Default)]
struct Folder {
    /// As they were at the last look.
    last: BTreeMap<PathBuf, Stamp>,
    /// As they were when they were read.
    read: BTreeMap<PathBuf, Stamp>,
}

impl Folder {
    /// The documents that are to be read: new or changed, and the same at two looks, so that nobody is writing to them.
    fn complete(&mut self, folders: &[PathBuf], place: &Place) -> Vec<Source> {
        let now: Vec<(Source, Stamp)> =
            sources(folders, place.folder(), None).filter_map(|s| stamp(&s).map(|stamp| (s, stamp))).collect();
        let stamps = now.iter().map(|(s, stamp)| (s.path.clone(), *stamp)).collect();
        let last = std::mem::replace(&mut self.last, stamps);
        self.read.retain(|path, _| self.last.contains_key(path));
        let still = |s: &Source, stamp: &Stamp| last.get(&s.path) == Some(stamp);
        let mut out = Vec::new();
        for (source, stamp) in now {
            if still(&source, &stamp) && self.read.get(&source.path) != Some(&stamp) {
                self.read.insert(source.path.clone(), stamp);
                out.push(source);
            }
        }
        out
    }
}

/// `None`: the file is gone again.
fn stamp(source: &Source) -> Option<Stamp> {
    let found = std::fs::symlink_metadata(&source.path).ok()?;
    Some((found.len(), found.modified().ok()))
}
