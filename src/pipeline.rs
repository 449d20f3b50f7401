//! The whole way from bytes to a plan; the only file that names every stage.

use sha2::{Digest, Sha256};

use crate::detect::{detect, tagged};
use crate::error::Result;
use crate::interpret::interpret;
use crate::model::{
    Appendix, Audit, Block, Code, Content, Diagnostic, Diagnostics, Document, Generator, Interpreted, Message, Plan,
    PlanRow, SCHEMA_VERSION, Source, Stitched, Table, TextLayer, TextLine, count_chars,
};
use crate::normalize::normalize;
use crate::read::{ReadOptions, read};
use crate::stitch::stitch;

/// What the whole way needs to know.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How to read.
    pub read: ReadOptions,
    /// Name of the source for the output: a file name without folders, or `-`.
    pub name: String,
    /// The issuing place (`tỉnh Bắc Giang`), where the paper does not print it.
    pub authority: Option<String>,
}

/// Every stage's result, kept for `inspect`.
#[derive(Clone, Debug)]
pub struct Stages {
    /// After read.
    pub document: Document,
    /// After detect.
    pub blocks: Vec<Block>,
    /// What the tags of the file say, where it has any: the second reading that `detect` checks the first by.
    pub tagged: Vec<Table>,
    /// After stitch.
    pub stitched: Stitched,
    /// After interpret.
    pub interpreted: Interpreted,
    /// After normalize.
    pub plan: Plan,
}

/// Reads a document and rebuilds its task rows.
///
/// # Errors
/// As [`read`]: the stages behind it cannot fail.
pub fn extract(bytes: &[u8], options: &Options) -> Result<Plan> {
    let document = read(bytes, &options.read)?;
    let mut diagnostics = Diagnostics(document.diagnostics.clone());
    let blocks = detect(&document, &mut diagnostics);
    let stitched = stitch(blocks, &mut diagnostics);
    let interpreted = interpret(stitched, &mut diagnostics);
    Ok(plan(bytes, options, &document, &interpreted, diagnostics))
}

/// As [`extract`], with what each stage made of it, kept for `inspect`.
///
/// # Errors
/// As [`extract`].
pub fn stages(bytes: &[u8], options: &Options) -> Result<Stages> {
    let document = read(bytes, &options.read)?;
    let mut diagnostics = Diagnostics(document.diagnostics.clone());
    let blocks = detect(&document, &mut diagnostics);
    let stitched = stitch(blocks.clone(), &mut diagnostics);
    let interpreted = interpret(stitched.clone(), &mut diagnostics);
    let plan = plan(bytes, options, &document, &interpreted, diagnostics);
    Ok(Stages { tagged: tagged(&document), document, blocks, stitched, interpreted, plan })
}

/// The last stage, and the account of what became of every character.
fn plan(
    bytes: &[u8],
    options: &Options,
    document: &Document,
    interpreted: &Interpreted,
    mut diagnostics: Diagnostics,
) -> Plan {
    let source = source(bytes, document, options);
    let authority = options.authority.as_deref();
    let (info, mut appendices) = normalize(interpreted, &source.sha256, authority, &mut diagnostics);
    flag_legacy(&mut appendices, &diagnostics);
    let audit = audit(document, interpreted, &mut diagnostics);
    Plan {
        schema_version: SCHEMA_VERSION.to_owned(),
        generator: Generator { name: "phuluc".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() },
        source,
        document: info,
        appendices,
        diagnostics: diagnostics.0,
        audit,
    }
}

/// Says at every row that its text was kept in a code that nobody reads: the reader only sees the document.
fn flag_legacy(appendices: &mut [Appendix], diagnostics: &Diagnostics) {
    if !diagnostics.0.iter().any(|d| d.code == Code::LegacyEncoding) {
        return;
    }
    for item in appendices.iter_mut().flat_map(|a| &mut a.items) {
        item.diagnostics.push(Diagnostic::new(Code::LegacyEncoding, Message::new("legacy-row")));
    }
}

fn source(bytes: &[u8], document: &Document, options: &Options) -> Source {
    let sha256 = Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect();
    Source {
        name: options.name.clone(),
        media_type: document.media_type.name().to_owned(),
        sha256,
        bytes: bytes.len() as u64,
        pages: document.page_count,
        text: match document.text_layer {
            TextLayer::Native => "native",
            TextLayer::None => "none",
        }
        .to_owned(),
    }
}

/// Where every character of the source went; a difference is an error of the program, and said.
fn audit(document: &Document, found: &Interpreted, diagnostics: &mut Diagnostics) -> Audit {
    let sum = |lines: &[TextLine]| lines.iter().map(TextLine::chars).sum::<u64>();
    let mut audit = Audit { characters: characters(document), ignored: document.ignored, ..Audit::default() };
    audit.in_furniture = sum(&found.furniture);
    audit.outside = sum(&found.outside);
    for table in &found.tables {
        let heading = &table.heading;
        audit.in_headings +=
            [&heading.label, &heading.title, &heading.attached_to, &heading.heading, &table.header_lines]
                .iter()
                .map(|lines| sum(lines))
                .sum::<u64>();
        audit.in_items += sum(&table.footnotes);
        for row in &table.rows {
            match row {
                PlanRow::Section(section) => audit.in_sections += sum(&section.lines),
                PlanRow::Item(item) => {
                    let own = item.fields.iter().filter(|f| !f.inherited && !f.shared);
                    audit.in_items += own.map(|f| sum(&f.lines)).sum::<u64>();
                }
            }
        }
    }
    let kept = audit.in_items + audit.in_sections + audit.in_headings + audit.in_furniture + audit.outside;
    audit.lost = audit.characters.abs_diff(kept);
    if audit.lost > 0 {
        let message = Message::new("characters-lost").with("read", audit.characters).with("kept", kept);
        diagnostics.push(Diagnostic::new(Code::CharactersLost, message).hint(Message::new("characters-lost-hint")));
    }
    audit
}

/// Non-space characters of the source, counted before any stage touches them.
fn characters(document: &Document) -> u64 {
    match &document.content {
        Content::Pages(pages) => pages.iter().flat_map(|p| &p.glyphs).map(|g| count_chars(&g.text)).sum(),
        Content::Lines(lines) => lines.iter().map(|l| count_chars(&l.text)).sum(),
        Content::Blocks(blocks) => blocks
            .iter()
            .map(|b| match b {
                Block::Line(line) => line.chars(),
                Block::Table(table) => table.cells.iter().flat_map(|c| &c.lines).map(TextLine::chars).sum(),
            })
            .sum(),
    }
}
