//! `phuluc diff`: what changed between two versions of a plan.

use phuluc::compare::{compare, text};
use phuluc::lang::{Language, Message};

use crate::args::{Diff, DumpFormat};
use crate::exit::Exit;
use crate::guard::guarded;
use crate::output::stdout;
use crate::summary::about;
use crate::{input, summary};

/// Exit codes are those of `diff`: [`Exit::Look`] where the two differ.
pub(crate) fn run(args: &Diff, language: Language) -> Result<Exit, Message> {
    let old = input::package(&args.old, &args.reading)?;
    let new = input::package(&args.new, &args.reading)?;
    match (old.tasks().next(), new.tasks().next()) {
        (None, None) => return Err(Message::new("nothing-to-compare")),
        // All tasks added, or all dropped, is hardly what became of a plan.
        (None, _) => return Err(Message::new("no-tasks-on-one-side").with("name", input::shown(&args.old))),
        (_, None) => return Err(Message::new("no-tasks-on-one-side").with("name", input::shown(&args.new))),
        _ => {}
    }
    for (file, package) in [(&args.old, &old), (&args.new, &new)] {
        let rows = package.look();
        if rows > 0 {
            summary::warning(
                language,
                &about(input::shown(file), Message::new("side-needs-a-look").with("rows", rows)),
            );
        }
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
