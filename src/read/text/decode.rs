//! Bytes → Unicode text, or the reason why not.

use crate::error::{ErrorKind, Result};
use crate::model::Message;
use crate::read::legacy;

/// Share of control characters from which on bytes are no text: one in a hundred. Real dumps have form feeds and tabs
/// (not counted) and now and then a stray control character from a symbol font.
const CONTROL_SHARE: usize = 100;

/// `single`: the caller knows that the text is in a code of one byte a character; its bytes stand for what windows-1252 shows.
pub(super) fn decode(bytes: &[u8], single: bool) -> Result<String> {
    let text = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest)?,
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes)?,
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes)?,
        _ if single && std::str::from_utf8(bytes).is_err() => bytes.iter().map(|b| legacy::shown(*b)).collect(),
        _ => utf8(bytes)?,
    };
    if text.is_empty() {
        return Err(ErrorKind::Empty.into());
    }
    if is_binary(text.chars().map(u32::from)) {
        return Err(ErrorKind::UnknownFormat(Message::new("kind-binary")).into());
    }
    Ok(text)
}

fn utf8(bytes: &[u8]) -> Result<String> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(_) if is_binary(bytes.iter().map(|b| u32::from(*b))) => {
            Err(ErrorKind::UnknownFormat(Message::new("kind-binary")).into())
        }
        Err(error) => {
            let at = error.valid_up_to() + 1;
            let what = Message::new("not-utf-8").with("byte", at);
            Err(ErrorKind::Encoding(what).into())
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String> {
    let damaged = || ErrorKind::Encoding(Message::new("damaged-utf-16"));
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return Err(damaged().into());
    }
    char::decode_utf16(pairs.iter().map(|p| unit(*p)))
        .collect::<std::result::Result<_, _>>()
        .map_err(|_| damaged().into())
}

/// Any NUL, or more control characters than a text has.
fn is_binary(codes: impl Iterator<Item = u32>) -> bool {
    let (mut all, mut control) = (0usize, 0usize);
    for code in codes {
        if code == 0 {
            return true;
        }
        all += 1;
        control += usize::from((code < 0x20 && !(0x09..=0x0D).contains(&code)) || code == 0x7F);
    }
    control * CONTROL_SHARE > all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(bytes: &[u8]) -> &'static str {
        decode(bytes, false).map_or_else(|e| e.code(), |_| "ok")
    }

    #[test]
    fn unicode_in_its_usual_clothes() -> Result<()> {
        assert_eq!(decode("\u{feff}Sở".as_bytes(), false)?, "Sở");
        assert_eq!(decode(&[0xFF, 0xFE, b'S', 0, 0xDF, 0x1E], false)?, "Sở");
        assert_eq!(decode(&[0xFE, 0xFF, 0, b'S', 0x1E, 0xDF], false)?, "Sở");
        Ok(())
    }

    #[test]
    fn bytes_of_a_named_code() -> Result<()> {
        assert_eq!(decode(b"K\xD5 ho\xB9ch \x93th\xB8ng\x94", true)?, "KÕ ho¹ch “th¸ng”");
        assert_eq!(decode("KÕ ho¹ch".as_bytes(), true)?, "KÕ ho¹ch");
        assert!(decode(b"ab\0\xB9", true).is_err());
        Ok(())
    }

    #[test]
    fn everything_else_is_refused_by_name() {
        assert_eq!(code(b"K\xD5 ho\xB9ch th\xB8ng 5"), "encoding");
        assert_eq!(code(b"ab\0cd"), "unknown-format");
        assert_eq!(code(b"\x89PNG\r\n\x1a\n\x01\x02\x03\x04"), "unknown-format");
        assert_eq!(code(&[0xFF, 0xFE, b'S']), "encoding");
        assert_eq!(code(&[0xFF, 0xFE, 0x00, 0xD8]), "encoding");
        assert_eq!(code(b"\xEF\xBB\xBF"), "empty");
    }
}
