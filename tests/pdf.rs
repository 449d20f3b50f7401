//! Whole PDFs: what is read from them, what is left out by rule, and how the others are refused.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stderr, reason = "tests")]

mod support;

use phuluc::model::{Code, Content, Document, Page, Severity};
use phuluc::read::{InputKind, ReadOptions, read};
use phuluc::{Error, ErrorKind};
use support::pdf::{Leaf, leaf, pdf};

fn document(bytes: &[u8]) -> Document {
    read(bytes, &ReadOptions::default()).unwrap()
}

fn pages(document: &Document) -> &[Page] {
    match &document.content {
        Content::Pages(pages) => pages,
        _ => panic!("a PDF has pages"),
    }
}

fn text(page: &Page) -> String {
    page.glyphs.iter().map(|g| g.text.as_str()).collect()
}

fn codes(document: &Document) -> Vec<Code> {
    document.diagnostics.iter().map(|d| d.code).collect()
}

fn data(name: &str) -> Vec<u8> {
    std::fs::read(support::root().join("tests/data/pdf").join(name)).unwrap()
}

/// The code and the one line of a refusal.
fn refusal(bytes: &[u8], options: &ReadOptions) -> (&'static str, String) {
    let error: Error = read(bytes, options).expect_err("must be refused");
    let line = error.to_string();
    assert!(!line.contains('\n') && !line.is_empty(), "{line}");
    (error.code(), line)
}

fn refused(bytes: &[u8]) -> &'static str {
    refusal(bytes, &ReadOptions::default()).0
}

#[test]
fn glyphs_stand_where_they_are_printed() {
    let d = document(&pdf(&[leaf("BT /F2 10 Tf 50 150 Td (Ab) Tj ET")]));
    let page = &pages(&d)[0];
    assert_eq!((text(page), page.width, page.height), ("Ab".to_owned(), 300.0, 200.0));
    let a = &page.glyphs[0];
    assert_eq!((a.baseline, a.size, a.angle), (50.0, 10.0, 0));
    assert!((a.bbox.x0 - 50.0).abs() < 0.01 && (a.bbox.y0 - 42.0).abs() < 0.01 && (a.bbox.y1 - 52.0).abs() < 0.01);
    assert!((a.bbox.x1 - page.glyphs[1].bbox.x0).abs() < 0.01);
    let font = &page.fonts[usize::from(a.font)];
    assert_eq!((font.name.as_str(), font.bold), ("Times-Bold", true));
    assert!(d.diagnostics.is_empty() && d.ignored == 0);
}

#[test]
fn turned_and_cropped_pages_are_read_as_seen() {
    // Written upwards on paper that is shown turned by 90 degrees: upright for the reader.
    let entries = "/MediaBox[0 0 300 200]/CropBox[100 20 290 190]/Rotate 90";
    let content =
        b"BT /F1 10 Tf 0 1 -1 0 200 100 Tm (seen) Tj ET BT /F1 10 Tf 10 10 Td (gone) Tj ET 120 30 m 120 150 l S";
    let d = document(&pdf(&[Leaf { entries, content }]));
    let page = &pages(&d)[0];
    assert_eq!((page.width, page.height), (170.0, 190.0));
    assert_eq!((text(page).as_str(), d.ignored), ("seen", 4));
    let s = &page.glyphs[0];
    assert_eq!(s.angle, 0);
    assert!((s.bbox.x0 - 80.0).abs() < 0.1 && (s.baseline - 100.0).abs() < 0.1, "{s:?}");
    assert_eq!((page.rulings.len(), page.rulings[0].vertical), (1, false));
}

#[test]
fn invisible_and_doubled_glyphs_are_left_out_and_counted() {
    let d = document(&pdf(&[leaf(
        "BT /F1 12 Tf 20 150 Td (all) Tj ET BT 3 Tr /F1 12 Tf 20 100 Td (two words) Tj ET \
         BT 0 Tr /F1 12 Tf 20.4 150 Td (all) Tj ET BT 2 Tr 1 w /F1 12 Tf 20 50 Td (fat) Tj ET",
    )]));
    let page = &pages(&d)[0];
    assert_eq!((text(page).as_str(), d.ignored), ("allfat", 8 + 3));
    assert!(page.glyphs.iter().all(|g| page.fonts[usize::from(g.font)].bold), "drawn twice or stroked: bold");
}

#[test]
fn marks_and_marked_content_belong_to_their_glyphs() {
    let d = document(&pdf(&[leaf(
        "BT /P <</MCID 7>> BDC /Span BMC /F1 12 Tf 20 150 Td (xa) Tj 6.2 0 Td (\\203) Tj EMC EMC (z) Tj ET",
    )]));
    let page = &pages(&d)[0];
    assert_eq!(page.glyphs.iter().map(|g| g.text.as_str()).collect::<Vec<_>>(), ["x", "a\u{301}", "z"]);
    assert_eq!(page.glyphs.iter().map(|g| g.mcid).collect::<Vec<_>>(), [Some(7), Some(7), None]);
}

#[test]
fn a_table_of_thin_boxes_and_one_of_strokes_have_lines() {
    let d = document(&pdf(&[leaf(
        "20 100 200 .5 re 20 50 200 .5 re 20 50 .5 50 re 220 50 .5 50 re f 1 0 0 1 0 60 cm 20 50 200 50 re S \
         0.9 g 20 50 200 50 re f BT /F1 12 Tf 30 70 Td (x) Tj ET",
    )]));
    let rulings = &pages(&d)[0].rulings;
    assert_eq!(rulings.len(), 8);
    assert_eq!(rulings.iter().filter(|r| r.vertical).count(), 4);
}

/// The byte 0xAD is `ư` in TCVN3; readers of PDF take it for a bullet in an encoding that has no such letter.
#[test]
fn fonts_from_before_unicode_tell_the_code_of_their_text() {
    let d = document(&pdf(&[leaf(
        "BT /F3 12 Tf 20 150 Td (ph\\364 l\\364c s\\350 2, ch\\255\\254ng tr\\327nh) Tj ET BT /F4 12 Tf 20 100 Td (S\\364\\373 No\\342ng) Tj ET",
    )]));
    assert_eq!(text(&pages(&d)[0]), "PHỤ LỤC SỐ 2, CHƯƠNG TRÌNHSở Nông");
    assert_eq!(codes(&d), [Code::LegacyConverted, Code::LegacyConverted]);
}

#[test]
fn an_embedded_font_tells_what_the_file_does_not() {
    let d = document(&data("no-to-unicode.pdf"));
    assert_eq!(text(&pages(&d)[0]), "ụ Đấ\u{fffd}");
    assert_eq!(codes(&d), [Code::UnreadableCharacters]);
    let said = d.diagnostics[0].message.to_string();
    assert!(said.starts_with("1 character on 1 page"), "{said}");
}

#[test]
fn passwords_open_locked_files() {
    let options = |password: Option<&str>| ReadOptions { password: password.map(Into::into), ..ReadOptions::default() };
    for name in ["rc4-40.pdf", "rc4-128.pdf", "aes-128.pdf", "aes-256.pdf"] {
        let bytes = data(name);
        for password in ["user", "owner"] {
            let d = read(&bytes, &options(Some(password))).unwrap_or_else(|e| panic!("{name} {password}: {e}"));
            assert_eq!(text(&pages(&d)[0]), "Phu luc: giao So Noi vu chu tri thuc hien");
        }
        let (code, line) = refusal(&bytes, &options(None));
        assert_eq!((code, line.as_str()), ("encrypted", "encrypted: give --password"));
        let error = read(&bytes, &options(Some("wrong"))).expect_err(name);
        assert!(matches!(error.kind(), ErrorKind::Encrypted { wrong_password: true }), "{name}: {error}");
    }
    assert!(text(&pages(&document(&data("empty-user.pdf")))[0]).starts_with("Phu luc"));
}

#[test]
fn what_is_no_pdf_is_called_by_name() {
    assert_eq!(refused(b""), "empty");
    let (code, line) = refusal(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", &ReadOptions::default());
    assert_eq!((code, line.as_str()), ("unknown-format", "a PNG picture: give a PDF or a text file"));
    let forced = ReadOptions { kind: Some(InputKind::Pdf), ..ReadOptions::default() };
    assert_eq!(refusal(b"PK\x03\x04 word/document.xml", &forced).0, "unknown-format");
    assert_eq!(refusal(b"plain text", &forced).0, "unknown-format");
    assert_eq!(refusal(b"", &forced).0, "empty");
}

#[test]
fn other_lines_may_stand_before_the_header() {
    let bytes = [b"HTTP/1.1 200 OK\r\n\r\n".to_vec(), pdf(&[leaf("BT /F1 12 Tf 20 150 Td (text) Tj ET")])].concat();
    let d = document(&bytes);
    assert_eq!((text(&pages(&d)[0]).as_str(), d.diagnostics.len()), ("text", 0));
}

#[test]
fn a_file_cut_off_gives_what_is_left_or_one_line() {
    let line = "BT /F1 12 Tf 20 150 Td (text of a page) Tj ET";
    let whole = pdf(&[leaf(line), leaf(line)]);
    assert_eq!(refused(&whole[..40]), "damaged");
    let d = document(&whole[..whole.len() - 200]);
    assert_eq!(pages(&d).len(), 2);
    assert_eq!(codes(&d), [Code::DamagedFile, Code::RowsMissing]);
}

#[test]
fn a_page_whose_content_is_lost_stays_and_is_told() {
    let whole = pdf(&[leaf("BT /F1 12 Tf 20 150 Td (text) Tj ET"), leaf("BT /F1 12 Tf 20 150 Td (lost) Tj ET")]);
    let text_of_whole = String::from_utf8_lossy(&whole).replace("/Contents 103 0 R", "/Contents 999 0 R");
    let d = document(text_of_whole.as_bytes());
    assert_eq!((pages(&d).len(), codes(&d)), (2, vec![Code::PageUnreadable, Code::RowsMissing]));
    let fewer = String::from_utf8_lossy(&whole).replace("/Count 2", "/Count 5");
    assert_eq!(codes(&document(fewer.as_bytes())), [Code::DamagedFile, Code::RowsMissing]);
}

#[test]
fn scans_stamps_and_blank_pages_are_refused() {
    let scan = "q 300 0 0 200 0 0 cm /Im Do Q";
    // Người ký: UBND (letters beyond ASCII by the encoding of the test font)
    let stamp = format!("{scan} BT /F1 8 Tf 10 10 Td (Ng\\200\\201i k\\202: UBND 27/12/2021) Tj ET");
    let ocr = format!("{scan} BT 3 Tr /F1 8 Tf 10 10 Td (words of an OCR program) Tj ET");
    for content in [scan, &stamp, &ocr] {
        assert_eq!(refused(&pdf(&[leaf(content), leaf(scan)])), "no-text-layer", "{content}");
    }
    assert_eq!(refused(&pdf(&[leaf(""), leaf("")])), "blank");
    let mixed = document(&pdf(&[leaf("BT /F1 12 Tf 20 150 Td (text) Tj ET"), leaf(scan)]));
    assert_eq!(codes(&mixed), [Code::PageUnreadable, Code::RowsMissing]);
}

#[test]
fn the_corpus_is_read_without_a_complaint_and_always_the_same() {
    let Some(corpus) = support::corpus() else { return };
    for folder in ["seed", "plans/pdf", "nq03", "word"] {
        for file in support::files(&corpus.join(folder), "pdf") {
            let bytes = std::fs::read(&file).unwrap();
            let d = document(&bytes);
            let complaints = d.diagnostics.iter().filter(|d| d.severity > Severity::Info).count();
            assert!(complaints == 0 && d.ignored == 0, "{}: {:?}", file.display(), d.diagnostics);
            assert_eq!(d, document(&bytes), "{}", file.display());
            let glyphs = || pages(&d).iter().flat_map(|p| &p.glyphs);
            assert!(glyphs().all(|g| !('\u{300}'..='\u{36f}').contains(&g.text.chars().next().unwrap())));
            assert!(pages(&d).iter().all(|p| p.fonts.iter().all(|f| !f.name.is_empty())), "{}", file.display());
        }
    }
    for file in support::files(&corpus.join("plans/scan"), "pdf") {
        assert_eq!(refused(&std::fs::read(&file).unwrap()), "no-text-layer", "{}", file.display());
    }
}
