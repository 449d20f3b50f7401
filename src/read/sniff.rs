//! First bytes → what kind of file it is.
//!
//! In: the bytes. Out: whether they are a PDF, or the name of a kind that is not read. The content decides, never a file
//! name. Source: the signatures registered for each format (the `file` database).

use crate::model::Message;

/// A PDF header may stand this far (bytes) into the file: mail gateways and web servers put their own lines before it.
const HEADER_WITHIN: usize = 1024;
/// How far (bytes) into a ZIP package the names of its first parts stand.
const FIRST_PARTS: usize = 4096;

/// Signatures at the very beginning, and what a person calls the file.
static SIGNATURES: [(&[u8], Message); 17] = [
    (b"\x89PNG\r\n\x1a\n", Message::new("kind-png")),
    (b"\xff\xd8\xff", Message::new("kind-jpeg")),
    (b"GIF87a", Message::new("kind-gif")),
    (b"GIF89a", Message::new("kind-gif")),
    (b"II*\0", Message::new("kind-tiff")),
    (b"MM\0*", Message::new("kind-tiff")),
    (b"\0\0\0\x0cjP  ", Message::new("kind-jpeg-2000")),
    (b"AT&TFORM", Message::new("kind-djvu")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Message::new("kind-old-office")),
    (b"{\\rtf", Message::new("kind-rtf")),
    (b"%!PS", Message::new("kind-postscript")),
    (b"\x1f\x8b", Message::new("kind-gzip")),
    (b"BZh", Message::new("kind-bzip2")),
    (b"\xfd7zXZ\0", Message::new("kind-xz")),
    (b"7z\xbc\xaf\x27\x1c", Message::new("kind-7z")),
    (b"Rar!\x1a\x07", Message::new("kind-rar")),
    (b"\x7fELF", Message::new("kind-program")),
];

/// What a ZIP package is by the folders in it.
static PACKAGES: [(&[u8], Message); 6] = [
    (b"word/", Message::new("kind-docx")),
    (b"xl/", Message::new("kind-xlsx")),
    (b"ppt/", Message::new("kind-pptx")),
    (b"opendocument.text", Message::new("kind-odt")),
    (b"opendocument.spreadsheet", Message::new("kind-ods")),
    (b"epub+zip", Message::new("kind-epub")),
];

/// Where the PDF header stands, if the bytes are a PDF.
pub(super) fn pdf_header(bytes: &[u8]) -> Option<usize> {
    let head = &bytes[..bytes.len().min(HEADER_WITHIN)];
    head.windows(6).position(|w| w.starts_with(b"%PDF-") && w[5].is_ascii_digit())
}

/// What the bytes are, where they are a known kind that is neither PDF nor text.
pub(super) fn other_kind(bytes: &[u8]) -> Option<Message> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Some(package(bytes));
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Some(Message::new("kind-webp"));
    }
    SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)).map(|(_, what)| what.clone())
}

/// What a ZIP file holds: the names of its parts stand in the clear, at its beginning and in the directory at its end.
fn package(bytes: &[u8]) -> Message {
    let (head, tail) = (&bytes[..bytes.len().min(FIRST_PARTS)], &bytes[bytes.len().saturating_sub(FIRST_PARTS)..]);
    let holds = |name: &[u8]| [head, tail].iter().any(|part| part.windows(name.len()).any(|w| w == name));
    PACKAGES.iter().find(|(name, _)| holds(name)).map_or(Message::new("kind-zip"), |(_, what)| what.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_may_stand_behind_other_lines() {
        assert_eq!(pdf_header(b"%PDF-1.7\n"), Some(0));
        assert_eq!(pdf_header(b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.4\n"), Some(19));
        let far = [vec![b' '; 2000], b"%PDF-1.4".to_vec()].concat();
        assert_eq!(pdf_header(&far), None);
        assert_eq!(pdf_header(b"a text about %PDF-headers"), None);
        assert_eq!(pdf_header(b"%PD"), None);
    }

    #[test]
    fn other_files_are_called_by_name() {
        let cases: [(&[u8], &str); 6] = [
            (b"\x89PNG\r\n\x1a\n\0\0", "a PNG picture"),
            (b"PK\x03\x04\x14\0[Content_Types].xml\0word/document.xml", "a Word file (.docx)"),
            (b"PK\x03\x04\x14\0xl/workbook.xml", "an Excel file (.xlsx)"),
            (b"PK\x03\x04anything", "a ZIP archive"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "an old Office file (.doc, .xls or .ppt)"),
            (b"{\\rtf1\\ansi", "an RTF file"),
        ];
        for (bytes, what) in cases {
            assert_eq!(other_kind(bytes).map(|k| k.to_string()).as_deref(), Some(what));
        }
        assert_eq!(other_kind("Phụ lục I".as_bytes()), None);
        assert_eq!(other_kind(b"<html>"), None);
        assert_eq!(other_kind(b""), None);
    }
}
