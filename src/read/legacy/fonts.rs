//! A font's name → the code of its text.
//!
//! In: a PostScript name without subset prefix. Out: TCVN3 or VNI, and whether the font draws capitals for small letters.
//! The idea: the makers put their code into the name, `.Vn` and `VNI-`; a TCVN3 family with an H at its end has capitals.
//! Source: the font lists of the ABC and VNI packages.

use super::Legacy;

/// Families that some programs write without their leading dot. Only these: other fonts begin with Vn too.
const FAMILIES: [&str; 16] = [
    "3DH",
    "Arial",
    "Aristote",
    "Avant",
    "Bodoni",
    "Book",
    "Century",
    "Clarendon",
    "Cooper",
    "Courier",
    "Helvet",
    "Memorandum",
    "Monotype",
    "Southern",
    "Time",
    "Univers",
];
/// Words behind the family that tell its style.
const STYLES: [&str; 8] = ["bold", "italic", "oblique", "regular", "normal", "mt", "ps", "true"];

/// What a name tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) struct Named {
    /// The code of its text.
    pub(in crate::read) legacy: Legacy,
    /// Whether it draws capitals for small letters.
    pub(super) capitals: bool,
}

/// The code that a font's name tells.
pub(in crate::read) fn named(font: &str) -> Option<Named> {
    let begins = |with: &str| font.get(..with.len()).is_some_and(|s| s.eq_ignore_ascii_case(with));
    if begins("VNI-") || begins("VNI ") {
        return Some(Named { legacy: Legacy::Vni, capitals: false });
    }
    let bare = font.strip_prefix("Vn").is_some_and(|rest| FAMILIES.iter().any(|f| rest.starts_with(f)));
    (begins(".Vn") || bare).then(|| Named { legacy: Legacy::Tcvn3, capitals: family(font).ends_with('H') })
}

/// What a glyph of such a font says where its code does and the file does not: the font is one byte a letter, and readers
/// of PDF take the byte 0xAD (`ư` in TCVN3) for a hyphen or a bullet, as the standard encodings have no such letter.
pub(in crate::read) fn by_code(code: u32, text: &str) -> Option<char> {
    let byte = u8::try_from(code).ok().filter(|b| (0xA1..=0xFE).contains(b))?;
    let lost = text == "\u{fffd}" || (byte == 0xAD && matches!(text, "-" | "•" | "\u{2010}"));
    lost.then(|| char::from(byte))
}

/// The name without its style.
fn family(font: &str) -> &str {
    let mut name = font;
    loop {
        name = name.trim_end_matches([',', '-', ' ', '_']);
        let shorter = STYLES.iter().find_map(|style| {
            let at = name.len().checked_sub(style.len())?;
            name.get(at..).is_some_and(|end| end.eq_ignore_ascii_case(style)).then(|| &name[..at])
        });
        match shorter {
            Some(rest) => name = rest,
            None => return name,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_speaks_where_the_file_is_silent() {
        assert_eq!(by_code(0xAD, "•"), Some('\u{ad}'));
        assert_eq!(by_code(0xB5, "\u{fffd}"), Some('µ'));
        assert_eq!(by_code(0xB5, "µ"), None);
        assert_eq!(by_code(0x2D, "-"), None);
        assert_eq!(by_code(0x1AD, "\u{fffd}"), None);
    }

    #[test]
    fn names_tell_code_and_capitals() {
        let tcvn3 = |capitals| Some(Named { legacy: Legacy::Tcvn3, capitals });
        for name in [".VnTime", ".VnTime-Bold", ".VnArial,Italic", "VnTime", ".VnBook-Antiqua", ".vntime"] {
            assert_eq!(named(name), tcvn3(false), "{name}");
        }
        for name in [".VnTimeH", ".VnTimeH-BoldItalic", ".VnArial NarrowH,Bold", "VnTimeH", ".VnBook-AntiquaH"] {
            assert_eq!(named(name), tcvn3(true), "{name}");
        }
        for name in ["VNI-Times", "VNI-Times,Bold", "VNI-HelveH", "Vni-Helve"] {
            assert_eq!(named(name), Some(Named { legacy: Legacy::Vni, capitals: false }), "{name}");
        }
        for name in ["TimesNewRomanPSMT", "VnMyFont", "VNtimes", "Vnu-Serif", "", "VNI", "UVNTime", "Vế"] {
            assert_eq!(named(name), None, "{name}");
        }
    }
}
