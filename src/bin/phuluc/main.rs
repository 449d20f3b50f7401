//! The command line: sees the library's public interface only.

mod args;
mod diff;
mod exit;
mod extract;
mod guard;
mod input;
mod inspect;
mod language;
mod output;
mod report;
mod schema;
mod summary;

use std::process::ExitCode;

use args::{Cli, Command};
use clap::Parser;
use exit::Exit;

fn main() -> ExitCode {
    // A panic is an error of the program; people get one line of it, not a trace.
    std::panic::set_hook(Box::new(|_| {}));
    let language = language::of_run();
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return usage(&error).code(),
    };
    let run = guard::guarded(|| match &cli.command {
        Command::Extract(args) => extract::run(args, language),
        Command::Inspect(args) => inspect::run(args),
        Command::Diff(args) => diff::run(args, language),
        Command::Report(args) => report::run(args, language),
        Command::Schema(args) => schema::run(args),
    });
    run.and_then(|exit| exit)
        .unwrap_or_else(|what| {
            summary::error(language, &what);
            Exit::Nothing
        })
        .code()
}

/// Help and version go to standard output with code 0, bad usage to standard error with code 2.
fn usage(error: &clap::Error) -> Exit {
    if error.use_stderr() {
        summary::usage(&error.render().to_string());
        return Exit::Nothing;
    }
    // A closed pipe is no failure here either.
    let _ = error.print();
    Exit::Done
}
