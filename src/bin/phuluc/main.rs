//! The command line: sees the library's public interface only.

mod args;
mod exit;
mod extract;
mod input;
mod inspect;
mod output;
mod report;
mod schema;

use std::process::ExitCode;

use args::{Cli, Command};
use clap::Parser;
use exit::Exit;

fn main() -> ExitCode {
    // A panic is an error of the program; people get one line of it, not a trace.
    std::panic::set_hook(Box::new(|_| {}));
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version go to standard output with code 0, bad usage to standard error with code 2.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let run = std::panic::catch_unwind(|| match &cli.command {
        Command::Extract(args) => extract::run(args),
        Command::Inspect(args) => inspect::run(args),
        Command::Schema(args) => schema::run(args),
    });
    run.unwrap_or_else(|_| {
        report::error("internal error: please report it with the file");
        Exit::Nothing
    })
    .code()
}
