//! `phuluc inspect`: what each stage made of a document.

use phuluc::model::{Content, Document, Severity};
use phuluc::pipeline::{Stages, stages};
use phuluc::write::{Format, WriteOptions, draw, dump, write};

use crate::args::{DumpFormat, Inspect, Stage};
use crate::exit::Exit;
use crate::guard::guarded;
use crate::output::{keep_apart, put, stdout};
use crate::{input, report};

pub(crate) fn run(args: &Inspect) -> Exit {
    match inspect(args) {
        Ok(exit) => exit,
        Err(what) => {
            report::error(&what);
            Exit::Nothing
        }
    }
}

fn inspect(args: &Inspect) -> Result<Exit, String> {
    let about = |what: String| format!("{}: {what}", input::shown(&args.file));
    if let Some(path) = args.draw.as_deref() {
        if !path.extension().is_some_and(|e| e.eq_ignore_ascii_case("svg")) {
            return Err(format!("{}: --draw makes SVG: give a name that ends with .svg", path.display()));
        }
        keep_apart(&args.file, path)?;
        let (picture, exit) = view(args).map_err(about)?;
        return put(path, &picture).map(|()| exit);
    }
    let (text, exit) = view(args).map_err(about)?;
    stdout(&text).map(|_| exit)
}

/// What is asked for, of one document, and whether a person should look at it.
fn view(args: &Inspect) -> Result<(Vec<u8>, Exit), String> {
    let bytes = input::bytes(&args.file)?;
    let options = input::options(&args.file, &args.reading);
    guarded(|| {
        let seen = stages(&bytes, &options).map_err(|e| e.to_string())?;
        let shown = match (&args.draw, args.format) {
            (Some(_), _) => picture(&seen, args.page).map(String::into_bytes),
            (None, DumpFormat::Text) => text(&seen, args.stage),
            (None, DumpFormat::Json) => json(&seen, args.stage),
        }?;
        let wrong = report::severity(&seen.plan) == Some(Severity::Error);
        Ok((shown, if wrong { Exit::Look } else { Exit::Done }))
    })?
}

fn text(seen: &Stages, stage: Stage) -> Result<Vec<u8>, String> {
    Ok(match stage {
        Stage::Pages => dump::pages(&seen.document),
        Stage::Blocks => dump::blocks(&seen.blocks) + &dump::tagged(&seen.tagged),
        Stage::Stitched => dump::stitched(&seen.stitched),
        Stage::Rows => dump::rows(&seen.interpreted),
        Stage::Plan => return plan(seen),
    }
    .into_bytes())
}

fn json(seen: &Stages, stage: Stage) -> Result<Vec<u8>, String> {
    match stage {
        Stage::Blocks => Ok(format!("{:#}\n", dump::blocks_json(&seen.blocks, &seen.tagged)).into_bytes()),
        Stage::Plan => plan(seen),
        _ => Err("JSON of a stage: --stage blocks or --stage plan".to_owned()),
    }
}

fn plan(seen: &Stages) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    write(&seen.plan, Format::Json, &WriteOptions::default(), &mut out).map_err(|e| e.to_string())?;
    Ok(out)
}

fn picture(seen: &Stages, number: u32) -> Result<String, String> {
    let Document { content: Content::Pages(pages), .. } = &seen.document else {
        return Err("nothing to draw: this text has no layout".to_owned());
    };
    let page = pages.iter().find(|p| p.number == number);
    let page = page.ok_or_else(|| format!("no page {number}: it has {}", pages.len()))?;
    Ok(draw::page(page, &seen.blocks, &seen.stitched))
}
