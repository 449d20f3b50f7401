//! `phuluc inspect`: what each stage made of a document.

use phuluc::lang::Message;
use phuluc::model::{Content, Document, Severity};
use phuluc::pipeline::{Stages, stages};
use phuluc::write::{Format, WriteOptions, draw, dump, write};

use crate::args::{DumpFormat, Inspect, Stage};
use crate::exit::Exit;
use crate::guard::guarded;
use crate::input;
use crate::output::{keep_apart, put, stdout};
use crate::summary::{about, severity};

pub(crate) fn run(args: &Inspect) -> Result<Exit, Message> {
    let own = |what: Message| about(input::shown(&args.file), what);
    if let Some(path) = args.draw.as_deref() {
        if !path.extension().is_some_and(|e| e.eq_ignore_ascii_case("svg")) {
            return Err(about(path.display().to_string(), Message::new("draw-makes-svg")));
        }
        keep_apart(&args.file, path)?;
        let (picture, exit) = view(args).map_err(own)?;
        return put(path, &picture).map(|()| exit);
    }
    let (text, exit) = view(args).map_err(own)?;
    stdout(&text).map(|_| exit)
}

/// What is asked for, of one document, and whether a person should look at it.
fn view(args: &Inspect) -> Result<(Vec<u8>, Exit), Message> {
    let bytes = input::bytes(&args.file)?;
    let options = input::options(&args.file, &args.reading);
    guarded(|| {
        let seen = stages(&bytes, &options).map_err(|e| e.message())?;
        let shown = match (&args.draw, args.format) {
            (Some(_), _) => picture(&seen, args.page).map(String::into_bytes),
            (None, DumpFormat::Text) => text(&seen, args.stage),
            (None, DumpFormat::Json) => json(&seen, args.stage),
        }?;
        let wrong = severity(&seen.plan) == Some(Severity::Error);
        Ok((shown, if wrong { Exit::Look } else { Exit::Done }))
    })?
}

fn text(seen: &Stages, stage: Stage) -> Result<Vec<u8>, Message> {
    Ok(match stage {
        Stage::Pages => dump::pages(&seen.document),
        Stage::Blocks => dump::blocks(&seen.blocks) + &dump::tagged(&seen.tagged),
        Stage::Stitched => dump::stitched(&seen.stitched),
        Stage::Rows => dump::rows(&seen.interpreted),
        Stage::Plan => return json(seen, stage),
    }
    .into_bytes())
}

fn json(seen: &Stages, stage: Stage) -> Result<Vec<u8>, Message> {
    match stage {
        Stage::Blocks => Ok(format!("{:#}\n", dump::blocks_json(&seen.blocks, &seen.tagged)).into_bytes()),
        Stage::Plan => write(&seen.plan, Format::Json, &WriteOptions::default()).map_err(|e| e.message()),
        _ => Err(Message::new("inspect-json")),
    }
}

fn picture(seen: &Stages, number: u32) -> Result<String, Message> {
    let Document { content: Content::Pages(pages), .. } = &seen.document else {
        return Err(Message::new("nothing-to-draw"));
    };
    let page = pages.iter().find(|p| p.number == number);
    let page = page.ok_or_else(|| Message::new("no-such-page").with("page", number).with("pages", pages.len()))?;
    Ok(draw::page(page, &seen.blocks, &seen.stitched))
}
