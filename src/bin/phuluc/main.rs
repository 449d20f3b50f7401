//! The command line: sees the library's public interface only.

mod args;
mod batch;
mod diff;
mod exit;
mod extract;
mod guard;
mod help;
mod input;
mod inspect;
mod language;
mod load;
mod output;
mod report;
mod schema;
mod summary;

use std::process::ExitCode;

use args::{Cli, Command};
use clap::FromArgMatches;
use clap::error::ErrorKind;
use exit::Exit;
use phuluc::lang::Language;

fn main() -> ExitCode {
    // A panic is an error of the program; people get one line of it, not a trace.
    std::panic::set_hook(Box::new(|_| {}));
    let language = language::of_run();
    let cli = match help::command(language).try_get_matches().and_then(|m| Cli::from_arg_matches(&m)) {
        Ok(cli) => cli,
        Err(error) => return usage(&error, language).code(),
    };
    let run = guard::guarded(|| match &cli.command {
        Command::Extract(args) => extract::run(args, language),
        Command::Inspect(args) => inspect::run(args),
        Command::Diff(args) => diff::run(args, language),
        Command::Report(args) => report::run(args, language),
        Command::Batch(args) => batch::run(args, language),
        Command::Watch(args) => batch::watch::run(args, language),
        Command::Load(args) => load::run(args, language),
        Command::Schema(args) => schema::run(args),
        Command::Worker => batch::worker::run(),
    });
    run.and_then(|exit| exit)
        .unwrap_or_else(|what| {
            summary::error(language, &what);
            Exit::Nothing
        })
        .code()
}

/// Help and version go to standard output with code 0, bad usage to standard error with code 2.
fn usage(error: &clap::Error, language: Language) -> Exit {
    // A closed pipe is no failure here either.
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let _ = error.print();
            return Exit::Done;
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = error.print();
        }
        _ => {
            let (what, hint) = help::refused(error);
            summary::error(language, &what);
            summary::hint(language, &hint);
        }
    }
    Exit::Nothing
}
