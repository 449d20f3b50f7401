//! Texts for formats that cannot hold every character.

/// A text in which whatever XML 1.0 and iCalendar cannot hold is a sign that can be seen: control characters by their pictures
/// (U+2400 and on: `␀`), noncharacters by `�`. Tabs and line feeds stay; a line end of Windows is one line feed.
pub(super) fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\t' | '\n' => out.push(c),
            '\0'..='\u{1f}' => out.push(char::from_u32(0x2400 + u32::from(c)).unwrap_or(char::REPLACEMENT_CHARACTER)),
            '\u{7f}' => out.push('␡'),
            '\u{fffe}' | '\u{ffff}' => out.push(char::REPLACEMENT_CHARACTER),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_held_can_be_seen() {
        assert_eq!(visible("a\0b\u{b}c\u{1f}d\u{7f}\u{ffff}"), "a␀b␋c␟d␡\u{fffd}");
        assert_eq!(visible("một\r\nhai\rba\tbốn\nnăm"), "một\nhai␍ba\tbốn\nnăm");
    }
}
