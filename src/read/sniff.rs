//! First bytes → what kind of file it is.
//!
//! In: the bytes. Out: whether they are a PDF, or the name of a kind that is not read. The content decides, never a file
//! name. Source: the signatures registered for each format (the `file` database).

/// A PDF header may stand this far (bytes) into the file: mail gateways and web servers put their own lines before it.
const HEADER_WITHIN: usize = 1024;
/// How far (bytes) into a ZIP package the names of its first parts stand.
const FIRST_PARTS: usize = 4096;

/// Signatures at the very beginning, and what a person calls the file.
const SIGNATURES: [(&[u8], &str); 17] = [
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"\0\0\0\x0cjP  ", "a JPEG 2000 picture"),
    (b"AT&TFORM", "a DjVu file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (.doc, .xls or .ppt)"),
    (b"{\\rtf", "an RTF file"),
    (b"%!PS", "a PostScript file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "a program"),
];

/// What a ZIP package is by the folders in it.
const PACKAGES: [(&[u8], &str); 6] = [
    (b"word/", "a Word file (.docx)"),
    (b"xl/", "an Excel file (.xlsx)"),
    (b"ppt/", "a PowerPoint file (.pptx)"),
    (b"opendocument.text", "an OpenDocument text (.odt)"),
    (b"opendocument.spreadsheet", "an OpenDocument sheet (.ods)"),
    (b"epub+zip", "an EPUB book"),
];

/// Where the PDF header stands, if the bytes are a PDF.
pub(super) fn pdf_header(bytes: &[u8]) -> Option<usize> {
    let head = &bytes[..bytes.len().min(HEADER_WITHIN)];
    head.windows(6).position(|w| w.starts_with(b"%PDF-") && w[5].is_ascii_digit())
}

/// What the bytes are, where they are a known kind that is neither PDF nor text.
pub(super) fn other_kind(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Some(package(bytes));
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Some("a WebP picture");
    }
    SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)).map(|(_, what)| *what)
}

/// What a ZIP file holds: the names of its parts stand in the clear, at its beginning and in the directory at its end.
fn package(bytes: &[u8]) -> &'static str {
    let (head, tail) = (&bytes[..bytes.len().min(FIRST_PARTS)], &bytes[bytes.len().saturating_sub(FIRST_PARTS)..]);
    let holds = |name: &[u8]| [head, tail].iter().any(|part| part.windows(name.len()).any(|w| w == name));
    PACKAGES.iter().find(|(name, _)| holds(name)).map_or("a ZIP archive", |(_, what)| what)
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
            assert_eq!(other_kind(bytes), Some(what));
        }
        assert_eq!(other_kind("Phụ lục I".as_bytes()), None);
        assert_eq!(other_kind(b"<html>"), None);
        assert_eq!(other_kind(b""), None);
    }
}
