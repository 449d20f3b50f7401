//! JSON: the whole package, or one item a line.

use std::io::Write;

use serde::Serialize;

use crate::error::{ErrorKind, Result};
use crate::model::{Appendix, DocumentInfo, Plan, PlanItem};

/// Writes the package, indented by two spaces, with a line end behind it.
pub(super) fn package(plan: &Plan, out: &mut impl Write) -> Result<()> {
    let mut text = serde_json::to_vec_pretty(plan).map_err(|e| ErrorKind::Write(e.to_string()))?;
    text.push(b'\n');
    put(&text, out)
}

/// An item with what it needs to stand alone.
#[derive(Serialize)]
struct Line<'p> {
    schema_version: &'p str,
    source: &'p str,
    sha256: &'p str,
    document: &'p DocumentInfo,
    appendix: Label<'p>,
    item: &'p PlanItem,
}

#[derive(Serialize)]
struct Label<'p> {
    /// 1-based place in the document.
    index: usize,
    label: &'p str,
    title: &'p str,
}

/// Writes one item a line: the item under `item`, with the document and the appendix it stands in.
pub(super) fn lines(plan: &Plan, out: &mut impl Write) -> Result<()> {
    for (index, appendix) in plan.appendices.iter().enumerate() {
        for item in &appendix.items {
            let mut text = serde_json::to_vec(&line(plan, index + 1, appendix, item))
                .map_err(|e| ErrorKind::Write(e.to_string()))?;
            text.push(b'\n');
            put(&text, out)?;
        }
    }
    Ok(())
}

fn line<'p>(plan: &'p Plan, index: usize, appendix: &'p Appendix, item: &'p PlanItem) -> Line<'p> {
    Line {
        schema_version: &plan.schema_version,
        source: &plan.source.name,
        sha256: &plan.source.sha256,
        document: &plan.document,
        appendix: Label { index, label: &appendix.label, title: &appendix.title },
        item,
    }
}

fn put(text: &[u8], out: &mut impl Write) -> Result<()> {
    Ok(out.write_all(text)?)
}
