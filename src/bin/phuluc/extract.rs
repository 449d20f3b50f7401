//! `phuluc extract`: documents in, rows out.

use std::path::{Path, PathBuf};

use phuluc::extract;
use phuluc::model::{Plan, Severity};
use phuluc::write::{Format, WriteOptions, write};

use crate::args::Extract;
use crate::exit::Exit;
use crate::guard::guarded;
use crate::output::{Target, file_in, format_of, keep_apart, put, stdout};
use crate::{input, report};

pub(crate) fn run(args: &Extract) -> Exit {
    let target = Target::of(args.output.as_deref());
    let Some(format) = format(args, &target) else { return Exit::Nothing };
    if args.files.len() > 1 && format == Format::Json && !matches!(target, Target::Folder(_)) {
        report::error("several documents make no single JSON");
        report::hint("use --format jsonl (one item a line), or -o DIR/ (one file a document)");
        return Exit::Nothing;
    }
    if let Target::Folder(folder) = &target
        && let Err(e) = std::fs::create_dir_all(folder)
    {
        report::error(&format!("{}: cannot make the folder: {}", folder.display(), input::reason(&e)));
        return Exit::Nothing;
    }
    Run { args, format, target, written: 0, failed: false, worst: None, whole: Vec::new(), taken: Vec::new() }.all()
}

/// The format asked for, or that of the output's ending; JSON where neither tells.
fn format(args: &Extract, target: &Target) -> Option<Format> {
    if let Some(format) = args.format {
        return Some(format.into());
    }
    match target {
        Target::File(path) => format_of(path).or_else(|| {
            report::error(&format!("{}: the ending tells no format", path.display()));
            report::hint("use --format json, jsonl or csv");
            None
        }),
        _ => Some(Format::Json),
    }
}

struct Run<'a> {
    args: &'a Extract,
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
    fn all(mut self) -> Exit {
        if let Target::File(path) = &self.target
            && let Some(what) = self.args.files.iter().find_map(|f| keep_apart(f, path).err())
        {
            report::error(&format!("{}: {what}", path.display()));
            return Exit::Nothing;
        }
        for file in &self.args.files {
            if let Err(what) = self.one(file) {
                report::error(&format!("{}: {what}", input::shown(file)));
                self.failed = true;
            }
        }
        if self.written > 0
            && let Err(what) = self.put_whole()
        {
            report::error(&what);
            return Exit::Nothing;
        }
        match (self.written, self.failed, self.worst) {
            (0, _, _) => Exit::Nothing,
            (_, true, _) | (_, _, Some(Severity::Error)) => Exit::Look,
            (_, _, Some(Severity::Warning)) if self.args.strict => Exit::Look,
            _ => Exit::Done,
        }
    }

    fn one(&mut self, file: &Path) -> Result<(), String> {
        let bytes = input::bytes(file)?;
        let options = input::options(file, &self.args.reading);
        let plan = guarded(|| extract(&bytes, &options))?.map_err(|e| e.to_string())?;
        self.write(&plan, &options.name)?;
        report::document(&input::shown(file), &plan);
        self.worst = self.worst.max(report::severity(&plan));
        self.written += 1;
        Ok(())
    }

    fn write(&mut self, plan: &Plan, name: &str) -> Result<(), String> {
        let options = WriteOptions {
            bom: self.args.bom,
            delimiter: self.args.delimiter,
            header: self.written == 0 || matches!(self.target, Target::Folder(_)),
        };
        let mut out = Vec::new();
        write(plan, self.format, &options, &mut out).map_err(|e| e.to_string())?;
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

    fn put_whole(&self) -> Result<(), String> {
        match &self.target {
            Target::Stdout => stdout(&self.whole).map(|_| ()),
            Target::File(path) => put(path, &self.whole),
            Target::Folder(_) => Ok(()),
        }
    }
}
