//! PDF → pages of glyphs and rulings.
//!
//! In: the bytes, perhaps a password. Out: a [`Document`] of [`Page`]s in the visible frame, with what was damaged or
//! unreadable said; or a refusal in one line. The only room that knows the PDF libraries: hayro interprets the pages,
//! lopdf helps with locked files. Pages are read one after another: the interpreter's cache belongs to one thread.

mod device;
mod fonts;
mod frame;
mod layer;
mod locked;
mod named;
mod packed;
mod places;
mod rulings;
mod sheet;
mod sound;
mod tags;
mod tiles;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hayro_font::FontCache;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::page::Page as PdfPage;
use hayro_interpret::kurbo::{Affine, Rect as Area};
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, InterpreterWarning, interpret_page};

use super::{Limits, ReadOptions, legacy, sniff};
use crate::error::{ErrorKind, Result};
use crate::model::{Code, Content, Diagnostic, Document, MediaType, Message, Page, Rect, Region, TextLayer};
use device::{Collected, Collector};
use fonts::Fonts;
use named::Named;

/// Reads a PDF.
///
/// # Errors
/// Refuses what is no PDF, is locked, beyond the limits, has no readable page, or has no text.
pub(super) fn read(bytes: &[u8], options: &ReadOptions) -> Result<Document> {
    let Some(header) = sniff::pdf_header(bytes) else {
        let what = sniff::other_kind(bytes).unwrap_or(Message::new("kind-no-pdf"));
        return Err(ErrorKind::UnknownFormat(what).into());
    };
    // Offsets in the file count from its header.
    let bytes = &bytes[header..];
    let limits = &options.limits;
    if !packed::is_within(bytes, limits.unpacked) {
        let most = limits.unpacked >> 20;
        return Err(ErrorKind::TooLarge(Message::new("unpacks-to-more").with("most", most)).into());
    }
    let pdf = locked::open(bytes, options.password.as_deref())?;
    within(&pdf, limits)?;
    let (mut pages, mut diagnostics) = pages(&pdf);
    if pages.is_empty() {
        return Err(ErrorKind::Damaged(Message::new("no-pages")).into());
    }
    diagnostics.splice(0..0, sound::damage(bytes, &pdf));
    let legacy = legacy::convert_pages(pages.iter_mut().map(|p| &mut p.page));
    if let Some(reason) = layer::missing(&pages) {
        let damaged = diagnostics.iter().any(|d| matches!(d.code, Code::DamagedFile | Code::PageUnreadable));
        let blank = matches!(reason, ErrorKind::Blank);
        return Err(if damaged && blank { unreadable() } else { reason }.into());
    }
    diagnostics.extend(pages.iter().filter(|p| layer::is_picture(p)).map(picture));
    if !diagnostics.is_empty() {
        diagnostics.push(rows_missing());
    }
    diagnostics.extend(unreadable_characters(&pages));
    diagnostics.extend(legacy);
    tag(&pdf, &mut pages);
    Ok(document(pages, diagnostics))
}

fn within(pdf: &Pdf, limits: &Limits) -> Result<()> {
    let (pages, objects) = (pdf.pages().len(), pdf.len());
    let what = if pages > limits.pages {
        Message::new("more-pages").with("pages", pages).with("most", limits.pages)
    } else if objects > limits.objects {
        Message::new("more-objects").with("objects", objects).with("most", limits.objects)
    } else {
        return Ok(());
    };
    Err(ErrorKind::TooLarge(what).into())
}

fn unreadable() -> ErrorKind {
    ErrorKind::Damaged(Message::new("no-page-readable"))
}

/// Interprets all pages; one that fails keeps what it gave until then.
fn pages(pdf: &Pdf) -> (Vec<Collected>, Vec<Diagnostic>) {
    let missing_font = Arc::new(AtomicBool::new(false));
    let settings = settings(&missing_font);
    let (mut fonts, mut cache, mut font_cache) = (Fonts::default(), InterpreterCache::new(), FontCache::new());
    let (mut out, mut diagnostics) = (Vec::new(), Vec::new());
    for (number, page) in (1..).zip(pdf.pages().iter()) {
        let named = Named::new(page.resources(), &font_cache, &settings);
        let mut collector = Collector::new(number, size(page), &mut fonts, named);
        let drawn = catch_unwind(AssertUnwindSafe(|| interpret(pdf, page, &cache, settings.clone(), &mut collector)));
        let collected = collector.finish();
        if drawn.is_err() {
            // What the interpreter left behind half done must not reach the next page.
            (cache, font_cache) = (InterpreterCache::new(), FontCache::new());
        }
        if drawn.is_err() || !sound::has_whole_content(page) {
            diagnostics.push(damaged_page(&collected.page));
        }
        if missing_font.swap(false, Ordering::Relaxed) {
            diagnostics.push(damaged_font(&collected.page));
        }
        out.push(collected);
    }
    (out, diagnostics)
}

/// Gives each page the tables that the file's structure tree names on it; a tree that cannot be read is none.
fn tag(pdf: &Pdf, pages: &mut [Collected]) {
    let mut tables = catch_unwind(AssertUnwindSafe(|| tags::tables(pdf))).unwrap_or_default();
    for collected in pages {
        collected.page.tags = tables.remove(&collected.page.number).unwrap_or_default();
    }
}

/// The interpreter also warns of pictures that it cannot decode and of annotations without looks: neither holds rows.
fn settings(missing_font: &Arc<AtomicBool>) -> InterpreterSettings {
    let seen = Arc::clone(missing_font);
    let warning_sink = Arc::new(move |warning: InterpreterWarning| {
        if matches!(warning, InterpreterWarning::UnsupportedFont) {
            seen.store(true, Ordering::Relaxed);
        }
    });
    InterpreterSettings { warning_sink, ..InterpreterSettings::default() }
}

/// Draws one page into the collector, in the visible frame.
fn interpret<'a>(
    pdf: &'a Pdf,
    page: &PdfPage<'a>,
    cache: &InterpreterCache<'a>,
    settings: InterpreterSettings,
    collector: &mut Collector<'_, 'a>,
) {
    let (width, height) = size(page);
    let visible = Area::new(0.0, 0.0, f64::from(width), f64::from(height));
    let frame = Affine::new(page.initial_transform(true).as_coeffs());
    let mut context = Context::new(frame, visible, cache, pdf.xref(), settings);
    interpret_page(page, &mut context, collector);
}

/// Visible size in points.
fn size(page: &PdfPage<'_>) -> (f32, f32) {
    page.render_dimensions()
}

fn whole(page: &Page) -> Vec<Region> {
    vec![Region::Page { page: page.number, bbox: Rect::new(0.0, 0.0, page.width, page.height) }]
}

fn damaged_page(page: &Page) -> Diagnostic {
    let message = Message::new("page-unreadable").with("page", page.number);
    Diagnostic::new(Code::PageUnreadable, message).hint(Message::new("get-again-hint")).at(whole(page))
}

fn damaged_font(page: &Page) -> Diagnostic {
    let message = Message::new("font-unreadable").with("page", page.number);
    Diagnostic::new(Code::DamagedFile, message).hint(Message::new("compare-page-hint")).at(whole(page))
}

fn picture(collected: &Collected) -> Diagnostic {
    let message = Message::new("page-is-picture").with("page", collected.page.number);
    Diagnostic::new(Code::PageUnreadable, message).hint(Message::new("run-ocr-hint")).at(whole(&collected.page))
}

/// Whatever was damaged, or a picture, may have held rows.
fn rows_missing() -> Diagnostic {
    let message = Message::new("rows-missing-damaged");
    Diagnostic::new(Code::RowsMissing, message).hint(Message::new("compare-rows-hint"))
}

fn unreadable_characters(pages: &[Collected]) -> Option<Diagnostic> {
    let (characters, on) = pages
        .iter()
        .filter(|p| p.unreadable > 0)
        .fold((0, 0_u32), |(characters, on), p| (characters + p.unreadable, on + 1));
    let message = Message::new("characters-unreadable").with("characters", characters).with("pages", on);
    let hint = Message::new("characters-unreadable-hint");
    (characters > 0).then(|| Diagnostic::new(Code::UnreadableCharacters, message).hint(hint))
}

fn document(pages: Vec<Collected>, diagnostics: Vec<Diagnostic>) -> Document {
    Document {
        media_type: MediaType::Pdf,
        text_layer: TextLayer::Native,
        page_count: u32::try_from(pages.len()).unwrap_or(u32::MAX),
        ignored: pages.iter().map(|p| p.ignored).sum(),
        content: Content::Pages(pages.into_iter().map(|p| p.page).collect()),
        diagnostics,
    }
}
