//! Text in the codes from before Unicode, TCVN3 and VNI → Unicode (NFC).
//!
//! In: text whose characters stand for bytes of such a code (`Céng hoµ`). Out: what it says (`Cộng hoà`), and what was
//! done. Nothing is guessed: a font's name or the caller says which code it is; text that only looks like one is flagged.
//! Source: TCVN 5712:1993 and the published VNI table; windows-1252 for the bytes between them.

mod fonts;
mod looks;
mod pages;
mod tcvn3;
mod vni;

pub(super) use fonts::{by_code, named};
pub(super) use looks::text;
pub(super) use pages::convert_pages;

use crate::model::{Code, Diagnostic, Message};
use fonts::Named;
use looks::{Tally, looks};

/// A code for Vietnamese from before Unicode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Legacy {
    /// TCVN3, also called ABC: the `.Vn` fonts.
    Tcvn3,
    /// VNI: the `VNI-` fonts.
    Vni,
}

impl Legacy {
    /// Its name for people.
    fn name(self) -> &'static str {
        match self {
            Self::Tcvn3 => "TCVN3",
            Self::Vni => "VNI",
        }
    }

    /// Its name for `--legacy`.
    fn option(self) -> &'static str {
        match self {
            Self::Tcvn3 => "tcvn3",
            Self::Vni => "vni",
        }
    }
}

/// Characters that programs write for a byte's own one: Greek mu for micro, other dots for the middle dot, Đ for eth.
const ALIASES: [(char, char); 4] = [('μ', 'µ'), ('∙', '·'), ('⋅', '·'), ('Đ', 'Ð')];
/// Symbol fonts have their bytes here, in the private area.
const SYMBOLS: u32 = 0xF000;

/// Bytes 0x80 to 0x9F in windows-1252; a space where it has none.
const BETWEEN: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/// The character that a byte shows as where nobody knows the code (windows-1252).
pub(super) fn shown(byte: u8) -> char {
    match byte {
        0x80..=0x9F => BETWEEN.chars().nth(usize::from(byte - 0x80)).unwrap_or(' '),
        _ => char::from(byte),
    }
}

/// The character of the byte that a character stands for; itself where it stands for none.
fn plain(c: char) -> char {
    let symbol = u32::from(c).checked_sub(SYMBOLS).and_then(|code| u8::try_from(code).ok()).filter(|b| *b >= 0x20);
    symbol.map(char::from).or_else(|| ALIASES.iter().find(|(from, _)| *from == c).map(|(_, to)| *to)).unwrap_or(c)
}

/// The letter of a character that stands for a TCVN3 byte.
fn tcvn3(c: char) -> Option<char> {
    u8::try_from(u32::from(plain(c))).ok().and_then(tcvn3::letter)
}

/// Converts a text; also gives the number of letters that were in the code.
pub(super) fn convert(text: &str, legacy: Legacy) -> (String, u64) {
    let (mut out, mut count) = (String::with_capacity(text.len()), 0);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let both =
            rest.peek().and_then(|mark| if legacy == Legacy::Vni { vni::pair(plain(c), plain(*mark)) } else { None });
        let letter = match (legacy, both) {
            (_, Some(letter)) => {
                rest.next();
                Some(letter)
            }
            (Legacy::Tcvn3, None) => tcvn3(c),
            (Legacy::Vni, None) => vni::single(plain(c)),
        };
        count += u64::from(letter.is_some());
        // A byte that is no letter is at least a character, not a private one.
        out.push(letter.unwrap_or_else(|| if u32::from(c) >= SYMBOLS { plain(c) } else { c }));
    }
    (out, count)
}

/// Says what was converted; `why` names the evidence.
pub(super) fn converted(legacy: Legacy, count: u64, why: Message) -> Diagnostic {
    let message = Message::new("legacy-converted").with("letters", count).with("code", legacy.name()).with("why", why);
    Diagnostic::new(Code::LegacyConverted, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str, legacy: Legacy) -> String {
        convert(text, legacy).0
    }

    #[test]
    fn sentences() {
        assert_eq!(said("Céng hoµ x· héi chñ nghÜa ViÖt Nam", Legacy::Tcvn3), "Cộng hoà xã hội chủ nghĩa Việt Nam");
        assert_eq!(said("ch\u{ad}¬ng tr×nh; ®\u{ad}êng §¾k L¾k 5°", Legacy::Tcvn3), "chương trình; đường Đắk Lắk 5°");
        assert_eq!(said("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", Legacy::Vni), "Cộng hòa xã hội chủ nghĩa Việt Nam");
        assert_eq!(said("ÑOÄC LAÄP – TÖÏ DO – HAÏNH PHUÙC", Legacy::Vni), "ĐỘC LẬP – TỰ DO – HẠNH PHÚC");
        assert_eq!(said("Uûy ban, ñöôøng, thöù, kyø, kyõ", Legacy::Vni), "Ủy ban, đường, thứ, kỳ, kỹ");
    }

    #[test]
    fn other_clothes_of_the_same_bytes() {
        assert_eq!(said("vμ x∙ \u{f0ae}\u{f0e5}ng\u{f020}", Legacy::Tcvn3), "và xã đồng ");
        assert_eq!(shown(0x93), '“');
        assert_eq!(shown(0x96), '–');
        assert_eq!(BETWEEN.chars().count(), 32);
    }

    #[test]
    fn what_is_in_no_code_stays() {
        let ascii: String = (0..0x80).map(char::from).collect();
        for legacy in [Legacy::Tcvn3, Legacy::Vni] {
            assert_eq!(convert(&ascii, legacy), (ascii.clone(), 0));
            assert_eq!(said("“ạ” – … ế", legacy), "“ạ” – … ế");
        }
    }
}
