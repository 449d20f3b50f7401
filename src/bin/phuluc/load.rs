//! `phuluc load`: documents or packages into a database.

use std::path::Path;

use phuluc::ErrorKind;
use phuluc::lang::{Language, Message};
use phuluc::load::{LoadOptions, Loaded, Loader, is_address, path};
use phuluc::model::Severity;

use crate::args::Load;
use crate::exit::Exit;
use crate::guard::guarded;
use crate::output::keep_apart;
use crate::summary::about;
use crate::{input, summary};

/// What became of the documents of a run.
#[derive(Default)]
struct Counts {
    new: usize,
    updated: usize,
    unchanged: usize,
    older: usize,
    refused: usize,
    changes: usize,
}

/// The document is not loaded; or the database is gone, and no other can be.
enum Failed {
    One(Message),
    All(Message),
}

pub(crate) fn run(args: &Load, language: Language) -> Result<Exit, Message> {
    let files = input::files(&args.files);
    if !is_address(&args.to) {
        let apart = files.iter().try_for_each(|file| keep_apart(file, path(&args.to)));
        apart.map_err(|what| about(args.to.clone(), what))?;
    }
    // An address can go without the password, so that it stands in no list of processes.
    let password = std::env::var_os("PGPASSWORD").map(|p| p.to_string_lossy().into_owned());
    let options = LoadOptions { replace: args.replace, password };
    let mut loader = guarded(|| Loader::open(&args.to, &options))?.map_err(|e| about(name(&args.to), e.message()))?;
    let (mut counts, mut worst) = (Counts::default(), None);
    for file in &files {
        match one(file, args, language, &mut loader) {
            Ok((loaded, severity)) => {
                worst = worst.max(severity);
                counts.add(loaded);
            }
            Err(Failed::One(what)) => {
                summary::error(language, &about(input::shown(file), what));
                counts.refused += 1;
            }
            Err(Failed::All(what)) => {
                summary::error(language, &about(name(&args.to), what));
                counts.refused = files.len() - counts.loaded();
                break;
            }
        }
    }
    summary::note(language, &counts.told());
    Ok(match (counts.loaded(), counts.refused, worst) {
        (0, _, _) => Exit::Nothing,
        (_, 1.., _) | (_, _, Some(Severity::Error)) => Exit::Look,
        _ => Exit::Done,
    })
}

fn one(
    file: &Path,
    args: &Load,
    language: Language,
    loader: &mut Loader,
) -> Result<(Loaded, Option<Severity>), Failed> {
    let plan = input::plan(file, &args.reading).map_err(Failed::One)?;
    let loaded = guarded(|| loader.add(&plan)).map_err(Failed::All)?.map_err(|e| match e.kind() {
        ErrorKind::Database(_) => Failed::All(e.message()),
        _ => Failed::One(e.message()),
    })?;
    if loaded != Loaded::Unchanged {
        summary::document(language, &input::shown(file), &plan);
    }
    Ok((loaded, summary::severity(&plan)))
}

/// What the database is called in messages: of an address the kind alone, for the rest may hold a password.
fn name(to: &str) -> String {
    match to.split_once("://") {
        Some(_) if is_address(to) => "PostgreSQL".to_owned(),
        Some((kind, _)) => kind.to_owned(),
        None => path(to).display().to_string(),
    }
}

impl Counts {
    fn add(&mut self, loaded: Loaded) {
        match loaded {
            Loaded::New => self.new += 1,
            Loaded::Unchanged => self.unchanged += 1,
            Loaded::Older => self.older += 1,
            Loaded::Updated(changes) => {
                self.updated += 1;
                self.changes += changes;
            }
        }
    }

    fn loaded(&self) -> usize {
        self.new + self.updated + self.unchanged + self.older
    }

    fn told(&self) -> Message {
        Message::new("load-summary")
            .with("new", self.new)
            .with("updated", self.updated)
            .with("changes", self.changes)
            .with("unchanged", self.unchanged)
            .with("older", self.older)
            .with("refused", self.refused)
    }
}
