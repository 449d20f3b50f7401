//! Match keys: texts in a form in which case, Unicode form and tone placement no longer matter.
//!
//! For comparing only, never for output. [`fold`] also drops all marks (header wordings, page furniture); [`key`] keeps
//! them, as "Sở" (a department) and "Số" (a number) differ in nothing else.

/// Each vowel with its tones in the order: none, huyền, sắc, hỏi, ngã, nặng.
const VOWELS: [&str; 12] = [
    "aàáảãạ",
    "ăằắẳẵặ",
    "âầấẩẫậ",
    "eèéẻẽẹ",
    "êềếểễệ",
    "iìíỉĩị",
    "oòóỏõọ",
    "ôồốổỗộ",
    "ơờớởỡợ",
    "uùúủũụ",
    "ưừứửữự",
    "yỳýỷỹỵ",
];

/// A letter in small form without its tone, and the tone (0 none … 5 nặng).
fn letter(c: char) -> (char, u8) {
    let lower = c.to_lowercase().next().unwrap_or(c);
    if lower.is_ascii() {
        return (lower, 0);
    }
    if matches!(lower, 'ð' | 'ɖ') {
        return ('đ', 0);
    }
    for vowel in VOWELS {
        if let Some(tone) = vowel.chars().position(|v| v == lower) {
            let bare = vowel.chars().next().unwrap_or(lower);
            return (bare, u8::try_from(tone).unwrap_or(0));
        }
    }
    (lower, 0)
}

/// The ASCII letter under a Vietnamese letter without tone.
fn ascii(bare: char) -> char {
    match bare {
        'ă' | 'â' => 'a',
        'ê' => 'e',
        'ô' | 'ơ' => 'o',
        'ư' => 'u',
        'đ' => 'd',
        other => other,
    }
}

/// What a combining mark does.
enum Mark {
    Tone(u8),
    Shape,
}

/// Whether a character is a mark over or under the letter before it.
pub(super) fn is_mark(c: char) -> bool {
    mark(c).is_some()
}

fn mark(c: char) -> Option<Mark> {
    Some(match c {
        '\u{300}' => Mark::Tone(1),
        '\u{301}' => Mark::Tone(2),
        '\u{309}' => Mark::Tone(3),
        '\u{303}' => Mark::Tone(4),
        '\u{323}' => Mark::Tone(5),
        '\u{300}'..='\u{36f}' => Mark::Shape,
        _ => return None,
    })
}

/// A vowel with a combining circumflex, breve or horn.
fn shaped(bare: char, mark: char) -> char {
    match (bare, mark) {
        ('a', '\u{306}') => 'ă',
        ('a', '\u{302}') => 'â',
        ('e', '\u{302}') => 'ê',
        ('o', '\u{302}') => 'ô',
        ('o', '\u{31b}') => 'ơ',
        ('u', '\u{31b}') => 'ư',
        _ => bare,
    }
}

/// Lower case, all marks gone (precomposed or combining), đ → d, every run of other characters one space, trimmed.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if mark(c).is_some() {
            continue;
        }
        if c.is_alphanumeric() {
            out.push(ascii(letter(c).0));
        } else if !out.ends_with(' ') && !out.is_empty() {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Lower case with the marks kept: the tone of each word goes to its end as a figure (`hòa` and `hoà` are both `hoa1`),
/// every run of other characters is one space, trimmed.
#[must_use]
pub fn key(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut tone = 0;
    for c in text.chars().chain([' ']) {
        match mark(c) {
            Some(Mark::Tone(t)) => tone = t,
            Some(Mark::Shape) => {
                if let Some(bare) = out.pop() {
                    out.push(shaped(bare, c));
                }
            }
            None if c.is_alphanumeric() => {
                let (bare, own) = letter(c);
                out.push(bare);
                tone = tone.max(own);
            }
            None => {
                if tone > 0 {
                    out.push(char::from(b'0' + tone));
                }
                tone = 0;
                if !out.ends_with(' ') && !out.is_empty() {
                    out.push(' ');
                }
            }
        }
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_case_and_form_do_not_matter() {
        assert_eq!(fold("Đơn vị\n chủ trì"), "don vi chu tri");
        assert_eq!(fold("ĐƠN VỊ  PHỐI HỢP:"), "don vi phoi hop");
        assert_eq!(fold("Thơ\u{300}i ha\u{323}n"), "thoi han");
        assert_eq!(fold("Uỷ ban – Ủy ban"), "uy ban uy ban");
    }

    #[test]
    fn a_key_keeps_the_marks_but_not_their_place() {
        assert_ne!(key("Sở"), key("Số"));
        assert_ne!(key("Bộ"), key("Bỏ"));
        for (a, b) in [
            ("Ủy ban", "UỶ BAN"),
            ("hòa", "hoà"),
            ("thời hạn", "tho\u{31b}\u{300}i ha\u{323}n"),
            ("Kế", "ke\u{302}\u{301}"),
        ] {
            assert_eq!(key(a), key(b));
        }
    }
}
