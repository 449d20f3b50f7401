//! `phuluc extract`: documents in, rows out.

use std::path::{Path, PathBuf};

use phuluc::lang::{Language, Message};
use phuluc::model::{Plan, Severity};
use phuluc::write::{Format, WriteOptions, Writer, write};

use crate::args::{Extract, Profile};
use crate::exit::Exit;
use crate::output::{Target, file_in, format_of, keep_apart, put, stdout};
use crate::summary::about;
use crate::{input, summary};

pub(crate) fn run(args: &Extract, language: Language) -> Result<Exit, Message> {
    let target = Target::of(args.output.as_deref());
    let files = input::files(&args.files);
    let format = format(args, &target)?;
    if files.len() > 1 && format == Format::Json && !matches!(target, Target::Folder(_)) {
        return Err(Message::new("several-documents"));
    }
    if let Target::Folder(folder) = &target {
        std::fs::create_dir_all(folder).map_err(|e| {
            let what = Message::new("cannot-make-folder").with("why", input::reason(&e));
            about(folder.display().to_string(), what)
        })?;
    }
    let options = options(args, format);
    let whole = Writer::new(format, &options, Vec::new());
    let run = Run {
        args,
        files: &files,
        language,
        format,
        options,
        target,
        written: 0,
        failed: false,
        worst: None,
        taken: Vec::new(),
    };
    run.all(whole)
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

/// The profile asked for, and what is asked for otherwise.
fn options(args: &Extract, format: Format) -> WriteOptions {
    let profile = match args.profile {
        Profile::Data => WriteOptions::default(),
        Profile::Excel => WriteOptions::EXCEL,
    };
    WriteOptions {
        bom: args.bom || profile.bom,
        delimiter: args.delimiter.unwrap_or(profile.delimiter),
        headers: args.headers.map_or(format.headers(), Into::into),
        layout: args.layout.into(),
        ..profile
    }
}

struct Run<'a> {
    args: &'a Extract,
    files: &'a [PathBuf],
    language: Language,
    format: Format,
    options: WriteOptions,
    target: Target,
    /// Documents written.
    written: usize,
    failed: bool,
    worst: Option<Severity>,
    taken: Vec<PathBuf>,
}

/// What goes to one file or to standard output.
type Whole = Writer<Vec<u8>>;

impl Run<'_> {
    fn all(mut self, mut whole: Whole) -> Result<Exit, Message> {
        if let Target::File(path) = &self.target {
            let apart = self.files.iter().try_for_each(|file| keep_apart(file, path));
            apart.map_err(|what| about(path.display().to_string(), what))?;
        }
        for file in self.files {
            if let Err(what) = self.one(file, &mut whole) {
                summary::error(self.language, &about(input::shown(file), what));
                self.failed = true;
            }
        }
        if self.written > 0 {
            self.put_whole(whole)?;
        }
        Ok(match (self.written, self.failed, self.worst) {
            (0, _, _) => Exit::Nothing,
            (_, true, _) | (_, _, Some(Severity::Error)) => Exit::Look,
            (_, _, Some(Severity::Warning)) if self.args.strict => Exit::Look,
            _ => Exit::Done,
        })
    }

    fn one(&mut self, file: &Path, whole: &mut Whole) -> Result<(), Message> {
        let plan = input::plan(file, &self.args.reading)?;
        self.write(&plan, &input::name(file), whole)?;
        summary::document(self.language, &input::shown(file), &plan);
        self.worst = self.worst.max(summary::severity(&plan));
        self.written += 1;
        Ok(())
    }

    fn write(&mut self, plan: &Plan, name: &str, whole: &mut Whole) -> Result<(), Message> {
        let Target::Folder(folder) = &self.target else { return whole.add(plan).map_err(|e| e.message()) };
        let out = write(plan, self.format, &self.options).map_err(|e| e.message())?;
        let path = file_in(folder, name, self.format, &mut self.taken);
        for input in self.files {
            keep_apart(input, &path)?;
        }
        put(&path, &out)
    }

    fn put_whole(&self, whole: Whole) -> Result<(), Message> {
        let bytes = || whole.finish().map_err(|e| e.message());
        match &self.target {
            Target::Stdout => stdout(&bytes()?).map(|_| ()),
            Target::File(path) => put(path, &bytes()?),
            Target::Folder(_) => Ok(()),
        }
    }
}
