//! How wide a text is when it is printed.
//!
//! In: a text. Out: its width in ems. The idea: a plain text has lost its widths, but papers after Nghị định 30/2020/NĐ-CP are
//! set in Times New Roman, whose advance widths are known; other text faces are near it. Source: Adobe's metrics of
//! Times-Roman; a letter with marks is as wide as the letter without.

use super::fold;

/// Advance widths of `a`–`z` in thousandths of an em.
const SMALL: [u16; 26] = [
    444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722,
    500, 500, 444,
];
/// Advance widths of `A`–`Z` in thousandths of an em.
const CAPITAL: [u16; 26] = [
    722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944,
    722, 722, 611,
];
/// Width of a space in ems.
pub const SPACE_EM: f32 = 0.25;

/// Width of a text in ems, set in Times.
#[must_use]
pub fn text_width(text: &str) -> f32 {
    text.chars().map(|c| f32::from(width(c)) / 1000.0).sum()
}

fn width(c: char) -> u16 {
    if matches!(c, '\u{300}'..='\u{36f}') {
        return 0;
    }
    if c.is_alphabetic() {
        let letter = fold(c.encode_utf8(&mut [0; 4])).bytes().next().filter(u8::is_ascii_lowercase);
        let table = if c.is_uppercase() { &CAPITAL } else { &SMALL };
        return letter.map_or(500, |l| table[usize::from(l - b'a')]);
    }
    match c {
        ' ' | '.' | ',' | ';' | ':' | '/' | '\u{a0}' => {
            if matches!(c, ';' | ':' | '/') {
                278
            } else {
                250
            }
        }
        '-' | '(' | ')' | '[' | ']' | '!' | '\'' | '‘' | '’' => 333,
        '"' => 408,
        '%' => 833,
        '“' | '”' => 444,
        '…' => 1000,
        _ => 500,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_do_not_widen_and_capitals_do() {
        assert_eq!(text_width("ế"), text_width("e"));
        assert_eq!(text_width("đ"), text_width("d"));
        assert!(text_width("Ủ") > text_width("u"));
        assert!((text_width("Sở Y tế") - 3.0).abs() < 0.01, "{}", text_width("Sở Y tế"));
    }
}
