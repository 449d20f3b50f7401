//! `phuluc diff`: what changed between two versions of a plan.

use phuluc::compare::{compare, text};
use phuluc::lang::{Language, Message};

use crate::args::{Diff, DumpFormat};
use crate::exit::Exit;
use crate::guard::guarded;
use crate::output::stdout;
use crate::{input, summary};

/// Exit codes are those of `diff`: [`Exit::Look`] where the two differ.
pub(crate) fn run(args: &Diff, language: Language) -> Result<Exit, Message> {
    let old = input::package(&args.old, &args.reading)?;
    let new = input::package(&args.new, &args.reading)?;
    if old.tasks().chain(new.tasks()).next().is_none() {
        return Err(Message::new("nothing-to-compare"));
    }
    let diff = guarded(|| compare(&old, &new))?;
    let out = match args.format {
        DumpFormat::Text => summary::lines(&text(&diff, language)),
        DumpFormat::Json => {
            let json = serde_json::to_string_pretty(&diff);
            json.map_err(|e| Message::new("cannot-write").with("why", e.to_string()))? + "\n"
        }
    };
    stdout(out.as_bytes())?;
    Ok(if diff.differ { Exit::Look } else { Exit::Done })
}
