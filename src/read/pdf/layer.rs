//! Is there a text layer?
//!
//! In: the collected pages. Out: nothing, or the refusal: a scan, a scan whose only text is the stamp of an electronic
//! signature or of the scanning program, or blank paper. Source: signed scans of district and province offices (80–200
//! characters of stamp on 4–10 pages).

use super::device::Collected;
use crate::error::ErrorKind;
use crate::model::count_chars;

/// The stamps of a scan have at most this many non-space characters.
const STAMP_CHARACTERS: u64 = 400;
/// A page that holds fewer non-space characters than this on average, under pictures, is a scan with a page number.
const SCAN_CHARACTERS: u64 = 20;
/// A scan fills at least this share of its page.
const SCAN_SHARE: f64 = 0.5;
/// A picture that covers less of a page than this is a logo or a seal: nothing was written on it.
const PICTURE_SHARE: f64 = 0.2;
/// What stands in stamps, without spaces and in lower case.
const STAMPS: [&str; 14] = [
    "ngườiký:",
    "thờigianký",
    "ngàyký:",
    "giờký:",
    "kýbởi",
    "kýsốbởi",
    "chữkýsố",
    "kýđiệntử",
    "cơquan:",
    "email:",
    "signedby",
    "signaturevalid",
    "camscanner",
    "scannedwith",
];

/// Why the pages cannot be read as text, if they cannot.
pub(super) fn missing(pages: &[Collected]) -> Option<ErrorKind> {
    let characters: u64 = pages.iter().map(characters).sum();
    let pictures = pages.iter().any(|p| p.pictures >= SCAN_SHARE);
    if characters == 0 {
        let painted = pages.iter().any(|p| p.painted || p.ignored > 0);
        return Some(if painted { ErrorKind::NoTextLayer } else { ErrorKind::Blank });
    }
    let scans = pages.iter().all(|p| p.pictures >= SCAN_SHARE);
    let only_marks = scans && characters < SCAN_CHARACTERS * pages.len() as u64;
    let only_stamps = pictures && characters <= STAMP_CHARACTERS && pages.iter().all(is_stamped);
    (only_marks || only_stamps).then_some(ErrorKind::NoTextLayer)
}

/// Whether a page shows a picture in place of text, bare or with a stamp or a page number on it.
pub(super) fn is_picture(page: &Collected) -> bool {
    match characters(page) {
        0 => page.pictures >= PICTURE_SHARE,
        few if few < SCAN_CHARACTERS => page.pictures >= SCAN_SHARE,
        some => some <= STAMP_CHARACTERS && page.pictures >= SCAN_SHARE && is_stamped(page),
    }
}

fn characters(page: &Collected) -> u64 {
    page.page.glyphs.iter().map(|g| count_chars(&g.text)).sum()
}

/// Whether a page has no text or only that of a stamp.
fn is_stamped(page: &Collected) -> bool {
    let text: String = page.page.glyphs.iter().filter(|g| !g.is_space()).map(|g| g.text.as_str()).collect();
    text.is_empty() || is_stamp(&text)
}

/// Whether some text, given without spaces, is a stamp's.
fn is_stamp(text: &str) -> bool {
    let text: String = text.chars().flat_map(char::to_lowercase).filter(|c| !c.is_whitespace()).collect();
    STAMPS.iter().any(|words| text.contains(words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Glyph, Page, Rect};

    fn page(text: &str, pictures: f64) -> Collected {
        let glyph = |c: char| Glyph {
            text: c.to_string().into(),
            bbox: Rect::new(0.0, 0.0, 6.0, 12.0),
            baseline: 10.0,
            size: 12.0,
            font: 0,
            angle: 0,
            mcid: None,
        };
        let has_image = pictures > 0.0;
        Collected {
            page: Page { glyphs: text.chars().map(glyph).collect(), has_image, ..Page::default() },
            ignored: 0,
            unreadable: 0,
            pictures,
            painted: has_image,
        }
    }

    fn kind(pages: &[Collected]) -> &'static str {
        match missing(pages) {
            None => "text",
            Some(ErrorKind::Blank) => "blank",
            Some(_) => "scan",
        }
    }

    #[test]
    fn scans_and_stamps_have_no_text_layer() {
        let stamp = "Người ký: Trung tâm Công báo và Tin học\nEmail: congbao@quangngai.gov.vn\nCơ quan: Văn phòng Ủy ban Nhân dân, Tỉnh Quảng Ngãi\n27/12/2021 17:22:11";
        assert_eq!(kind(&[page("", 1.0), page("", 1.0)]), "scan");
        assert_eq!(kind(&[page(stamp, 1.0), page("", 1.0)]), "scan");
        assert_eq!(kind(&[page("Số: 2061/QĐ-UBND  Thời gian ký: 2026-05-13T14:41:57+07:00", 0.9)]), "scan");
        assert_eq!(kind(&[page("1", 1.0), page("2", 1.0)]), "scan");
        assert_eq!(kind(&[page("", 0.0)]), "blank");
    }

    #[test]
    fn text_with_a_stamp_or_a_picture_is_text() {
        let body = "Giao Sở Nội vụ chủ trì, phối hợp với các sở, ngành thực hiện. ".repeat(10);
        assert_eq!(kind(&[page(&body, 0.1)]), "text");
        assert_eq!(kind(&[page(&format!("{body} Người ký: A"), 1.0)]), "text");
        assert_eq!(kind(&[page("Phụ lục", 0.0)]), "text");
        assert_eq!(kind(&[page("Email: a@b.vn", 0.0)]), "text", "no picture: nothing else was on it");
        assert!(is_picture(&page("", 0.3)) && !is_picture(&page("", 0.05)));
        assert!(is_picture(&page("12", 0.9)) && !is_picture(&page("12", 0.3)) && !is_picture(&page(&body, 0.9)));
        assert!(is_picture(&page("Ký bởi: UBND tỉnh Quảng Ngãi, 27/12/2021", 0.9)));
    }
}
