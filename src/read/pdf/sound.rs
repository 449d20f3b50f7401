//! Is the file whole?
//!
//! In: the bytes, and the opened file. Out: what is missing from it. The library mends what it can without a word; these
//! checks find what mending cannot bring back. Source: ISO 32000-1 7.5 (file structure), 7.7.3 (page tree).

use flate2::{Decompress, FlushDecompress, Status};
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Stream};
use hayro_interpret::hayro_syntax::page::Page;

use crate::model::{Code, Diagnostic, Message};

/// A whole file says so within this many bytes of its end; some servers append a few lines of their own.
const END_WITHIN: usize = 4096;

/// Bytes that are unpacked at a time.
const SCRATCH: usize = 1 << 15;

/// What tells that the file is not whole.
pub(super) fn damage(bytes: &[u8], pdf: &Pdf) -> Option<Diagnostic> {
    let found = pdf.pages().len();
    let cut = (!has_end(bytes)).then(|| Message::new("file-ends-early"));
    let lost = declared_pages(pdf)
        .filter(|declared| *declared > found)
        .map(|declared| Message::new("pages-found").with("found", found).with("pages", declared));
    let reasons: Vec<Message> = cut.into_iter().chain(lost).collect();
    (!reasons.is_empty()).then(|| {
        Diagnostic::new(Code::DamagedFile, Message::new("damaged-file").with("why", reasons))
            .hint(Message::new("get-again-hint"))
    })
}

/// Whether the end mark stands at the end; padding behind it does not count.
fn has_end(bytes: &[u8]) -> bool {
    let end = bytes.iter().rposition(|b| *b != 0 && !b.is_ascii_whitespace()).map_or(0, |i| i + 1);
    bytes[end.saturating_sub(END_WITHIN)..end].windows(5).any(|w| w == b"%%EOF")
}

/// How many pages the page tree says there are.
fn declared_pages(pdf: &Pdf) -> Option<usize> {
    let root: Dict<'_> = pdf.xref().get(pdf.xref().root_id())?;
    root.get::<Dict<'_>>(b"Pages")?.get::<usize>(b"Count")
}

/// Whether every part of a page's content is there and can be unpacked to its end. A page without content is whole.
pub(super) fn has_whole_content(page: &Page<'_>) -> bool {
    let raw = page.raw();
    if let Some(parts) = raw.get::<Array<'_>>(b"Contents") {
        let streams: Vec<Stream<'_>> = parts.iter::<Stream<'_>>().collect();
        return streams.len() == parts.raw_iter().count() && streams.iter().all(is_whole);
    }
    match raw.get::<Stream<'_>>(b"Contents") {
        Some(stream) => page.page_stream().is_some() && is_whole(&stream),
        None => !raw.contains_key(b"Contents"),
    }
}

/// Whether a stream can be unpacked to its end. The library takes what it gets out of a broken one, so the usual packing
/// is looked at here; its checksum is not, as programs write wrong ones.
fn is_whole(stream: &Stream<'_>) -> bool {
    let filters: Vec<Name<'_>> = match stream.dict().get::<Name<'_>>(b"Filter") {
        Some(one) => vec![one],
        None => stream.dict().get::<Array<'_>>(b"Filter").map(|a| a.iter().collect()).unwrap_or_default(),
    };
    match filters.as_slice() {
        [one] if matches!(one.as_ref(), b"FlateDecode" | b"Fl") => inflates(&stream.raw_data()),
        _ => stream.decoded_data().is_ok(),
    }
}

/// Whether zlib data has an end. Data without a zlib header is left to the library.
fn inflates(data: &[u8]) -> bool {
    let [method, flags, packed @ ..] = data else { return data.is_empty() };
    if method & 0x0f != 8 || u16::from_be_bytes([*method, *flags]) % 31 != 0 {
        return true;
    }
    let (mut inflate, mut page) = (Decompress::new(false), vec![0; SCRATCH]);
    loop {
        let rest = usize::try_from(inflate.total_in()).ok().and_then(|read| packed.get(read..)).unwrap_or_default();
        let before = (inflate.total_in(), inflate.total_out());
        match inflate.decompress(rest, &mut page, FlushDecompress::None) {
            Ok(Status::StreamEnd) => return true,
            Ok(_) if (inflate.total_in(), inflate.total_out()) != before => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn the_end_mark_may_be_followed_by_a_little() {
        assert!(has_end(b"startxref\n9\n%%EOF\n"));
        assert!(has_end(&[b"%%EOF".to_vec(), vec![0; 100_000]].concat()));
        assert!(!has_end(&[b"%%EOF".to_vec(), vec![b'x'; 10_000]].concat()), "an earlier revision's end");
        assert!(!has_end(b""));
    }

    #[test]
    fn packed_data_must_come_to_its_end() {
        use std::io::Write;
        let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        let text: Vec<u8> = (0..200_000_u32).flat_map(|i| i.wrapping_mul(i).to_le_bytes()).collect();
        packer.write_all(&text).unwrap();
        let packed = packer.finish().unwrap();
        assert!(inflates(&packed));
        assert!(inflates(&packed[..packed.len() - 4]), "without its checksum");
        assert!(!inflates(&packed[..packed.len() / 2]));
        assert!(inflates(b"no zlib"), "left to the library");
    }
}
