//! How much does a file unpack to?
//!
//! In: the bytes. Out: whether its streams stay within so many bytes, found without keeping any. Runs before the library
//! opens the file, which unpacks whole streams into memory. Only `FlateDecode` makes much of little: the other ways to pack
//! text make at most some hundred bytes of one. Source: RFC 1951; ISO 32000-1 7.3.8 (streams), 7.4.4 (the filter).

use flate2::{Decompress, FlushDecompress, Status};

/// Most bytes that deflate makes of one (258 bytes of two bits).
const RATIO: u64 = 1032;
/// Bytes that are unpacked at a time.
const SCRATCH: usize = 1 << 16;
/// A stream's dictionary stands within so many bytes before it.
const DICTIONARY: usize = 1024;

/// Whether all streams together unpack to at most so many bytes.
pub(super) fn is_within(bytes: &[u8], most: u64) -> bool {
    // The usual file is so small that what is packed once cannot be more.
    let small = (bytes.len() as u64).saturating_mul(RATIO) <= most;
    let (mut rest, mut at) = (most, 0);
    while let Some(start) = next_stream(bytes, at) {
        let layers = layers(&bytes[start.saturating_sub(DICTIONARY)..start]);
        if layers > usize::from(small) {
            let Some(left) = Unpacking::of(layers).all(&bytes[start..], rest) else { return false };
            rest = left;
        }
        at = start;
    }
    true
}

/// Where the data of the next stream begins.
fn next_stream(bytes: &[u8], from: usize) -> Option<usize> {
    const WORD: &[u8] = b"stream";
    let words = bytes.get(from..)?.windows(WORD.len()).enumerate().filter(|(_, w)| *w == WORD);
    let mut data =
        words.map(|(at, _)| from + at).filter(|at| !bytes[..*at].ends_with(b"end")).map(|at| at + WORD.len());
    let data = data.next()?;
    let line_end = bytes[data..].iter().take(2).take_while(|b| matches!(b, b'\r' | b'\n')).count();
    Some(data + line_end)
}

/// How often a stream is packed, by the names in its dictionary.
fn layers(before: &[u8]) -> usize {
    let begins = before.windows(3).rposition(|w| w == b"obj").unwrap_or(0);
    let dictionary = &before[begins..];
    let names = dictionary.split(|b| *b == b'/').skip(1);
    names.filter(|n| n.starts_with(b"FlateDecode") || n.starts_with(b"Fl ") || n.starts_with(b"Fl]")).count()
}

/// One unpacking behind the other.
struct Unpacking {
    inflate: Decompress,
    inner: Option<Box<Unpacking>>,
}

impl Unpacking {
    fn of(layers: usize) -> Self {
        let inner = (layers > 1).then(|| Box::new(Self::of(layers - 1)));
        Self { inflate: Decompress::new(true), inner }
    }

    /// What is left of so many bytes when all is unpacked; `None`: it does not suffice. Data that is broken ends there.
    fn all(&mut self, packed: &[u8], mut rest: u64) -> Option<u64> {
        let (mut scratch, mut read) = (vec![0; SCRATCH], 0);
        loop {
            let before = (self.inflate.total_in(), self.inflate.total_out());
            let status = self.inflate.decompress(&packed[read..], &mut scratch, FlushDecompress::None);
            let taken = usize::try_from(self.inflate.total_in() - before.0).ok()?;
            let made = usize::try_from(self.inflate.total_out() - before.1).ok()?;
            read += taken;
            rest = rest.checked_sub(made as u64)?;
            if let Some(inner) = &mut self.inner {
                rest = inner.all(&scratch[..made], rest)?;
            }
            let goes_on = matches!(status, Ok(Status::Ok)) && (taken, made) != (0, 0) && read < packed.len();
            if !goes_on {
                return Some(rest);
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use std::io::Write;

    use super::*;

    fn packed(data: &[u8]) -> Vec<u8> {
        let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        packer.write_all(data).unwrap();
        packer.finish().unwrap()
    }

    fn stream(filter: &str, data: &[u8]) -> Vec<u8> {
        let head = format!("1 0 obj\n<< /Length {} /Filter {filter} >>\nstream\r\n", data.len());
        [head.as_bytes(), data, b"\nendstream\nendobj\n"].concat()
    }

    #[test]
    fn all_streams_are_counted_together() {
        let one = stream("/FlateDecode", &packed(&[0; 600_000]));
        let file = [one.clone(), one].concat();
        assert!(is_within(&file, 1_200_000));
        assert!(!is_within(&file, 1_199_999));
        assert!(!is_within(&file, 500_000));
    }

    #[test]
    fn what_is_packed_twice_is_unpacked_twice() {
        let twice = packed(&packed(&vec![0; 50_000_000]));
        assert!(twice.len() < 1000);
        for filter in ["[/FlateDecode /FlateDecode]", "[ /Fl /Fl ]"] {
            let file = stream(filter, &twice);
            assert!(!is_within(&file, 50_000_000), "{filter}: with what lies between");
            assert!(is_within(&file, 50_200_000), "{filter}");
        }
    }

    #[test]
    fn other_streams_and_broken_ones_do_no_harm() {
        let whole = packed(&[7; 100_000]);
        let broken = &whole[..whole.len() / 2];
        for file in [stream("/DCTDecode", b"no zlib"), stream("/FlateDecode", broken), b"stream".to_vec(), Vec::new()] {
            assert!(is_within(&file, 100_000));
        }
    }
}
