//! `phuluc extract`: documents in, rows out.

use std::path::{Path, PathBuf};

use phuluc::extract;
use phuluc::lang::{Language, Message};
use phuluc::model::{Plan, Severity};
use phuluc::write::{Format, WriteOptions, write};

use crate::args::Extract;
use crate::exit::Exit;
use crate::guard::guarded;
use crate::output::{Target, file_in, format_of, keep_apart, put, stdout};
use crate::summary::about;
use crate::{input, summary};

pub(crate) fn run(args: &Extract, language: Language) -> Result<Exit, Message> {
    let target = Target::of(args.output.as_deref());
    let format = format(args, &target)?;
    if args.files.len() > 1 && format == Format::Json && !matches!(target, Target::Folder(_)) {
        return Err(Message::new("several-documents"));
    }
    if let Target::Folder(folder) = &target {
        std::fs::create_dir_all(folder).map_err(|e| {
            let what = Message::new("cannot-make-folder").with("why", input::reason(&e));
            about(folder.display().to_string(), what)
        })?;
    }
    Run { args, language, format, target, written: 0, failed: false, worst: None, whole: Vec::new(), taken: Vec::new() }
        .all()
}

/// The format asked for, or that of the output's ending; JSON where neither tells.
fn format(args: &Extract, target: &Target) -> Result<Format, Message> {
    match (args.format, target) {
        (Some(format), _) => Ok(format.into()),
        (None, Target::File(path)) => {
            format_of(path).ok_or_else(|| about(path.display().to_string(), Message::new("no-format")))
        }
        _ => Ok(Format::Json),
    }
}

struct Run<'a> {
    args: &'a Extract,
    language: Language,
    format: Format,
    target: Target,
    /// Documents written.
    written: usize,
    failed: bool,
    worst: Option<Severity>,
    /// What goes to one file or to standard output.
    whole: Vec<u8>,
    taken: Vec<PathBuf>,
}

impl Run<'_> {
    fn all(mut self) -> Result<Exit, Message> {
        if let Target::File(path) = &self.target {
            let apart = self.args.files.iter().try_for_each(|file| keep_apart(file, path));
            apart.map_err(|what| about(path.display().to_string(), what))?;
        }
        for file in &self.args.files {
            if let Err(what) = self.one(file) {
                summary::error(self.language, &about(input::shown(file), what));
                self.failed = true;
            }
        }
        if self.written > 0 {
            self.put_whole()?;
        }
        Ok(match (self.written, self.failed, self.worst) {
            (0, _, _) => Exit::Nothing,
            (_, true, _) | (_, _, Some(Severity::Error)) => Exit::Look,
            (_, _, Some(Severity::Warning)) if self.args.strict => Exit::Look,
            _ => Exit::Done,
        })
    }

    fn one(&mut self, file: &Path) -> Result<(), Message> {
        let bytes = input::bytes(file)?;
        let options = input::options(file, &self.args.reading);
        let plan = guarded(|| extract(&bytes, &options))?.map_err(|e| e.message())?;
        self.write(&plan, &options.name)?;
        summary::document(self.language, &input::shown(file), &plan);
        self.worst = self.worst.max(summary::severity(&plan));
        self.written += 1;
        Ok(())
    }

    fn write(&mut self, plan: &Plan, name: &str) -> Result<(), Message> {
        let options = WriteOptions {
            bom: self.args.bom,
            delimiter: self.args.delimiter,
            header: self.written == 0 || matches!(self.target, Target::Folder(_)),
            headers: self.args.headers.into(),
        };
        let mut out = Vec::new();
        write(plan, self.format, &options, &mut out).map_err(|e| e.message())?;
        match &self.target {
            Target::Folder(folder) => {
                let path = file_in(folder, name, self.format, &mut self.taken);
                for input in &self.args.files {
                    keep_apart(input, &path)?;
                }
                put(&path, &out)
            }
            _ => {
                self.whole.append(&mut out);
                Ok(())
            }
        }
    }

    fn put_whole(&self) -> Result<(), Message> {
        match &self.target {
            Target::Stdout => stdout(&self.whole).map(|_| ()),
            Target::File(path) => put(path, &self.whole),
            Target::Folder(_) => Ok(()),
        }
    }
}
