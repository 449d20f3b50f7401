//! Number schemes: `1`, `1.1`, `2.10`, `3.3.`, `A.`, `I`, `II.2`, `a)`, `đ)`.

/// The form of a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LabelKind {
    /// `I`, `XIV`
    Roman,
    /// `A`, `B`
    Upper,
    /// `1`, `12`
    Arabic,
    /// `1.1`, `2.10`, `II.2`, `1.2.3`
    Dotted,
    /// `a)`, `đ)`
    Lower,
}

/// A printed label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Its form. `I`, `V`, `X`, `C`, `D`, `L`, `M` alone are told as [`LabelKind::Roman`]; who has context may know better.
    pub kind: LabelKind,
    /// Without trailing dot, bracket, colon or dash.
    pub text: String,
    /// Its last number: `2.10` → 10, `IV` → 4, `C` → 3, `đ)` → 5.
    pub value: u32,
}

/// Vietnamese order of small letters in lists: `đ` after `d`; no f, j, w, z.
const LOWER: &str = "abcdđeghiklmnopqrstuvxy";

/// Reads a text that is nothing but a label (`1`, `2.10`, `3.3.`, `A.`, `a)`).
#[must_use]
pub fn parse_label(text: &str) -> Option<Label> {
    let text = text.trim();
    let bare = text.trim_end_matches(['.', ')', ':', '-', '–', '/']).trim_end();
    if bare.is_empty() || bare.len() > 12 || text.len() - bare.len() > 3 {
        return None;
    }
    let parts: Vec<&str> = bare.split('.').collect();
    let (kind, value) = match parts.as_slice() {
        [one] => single(one, text.len() > bare.len())?,
        [first, rest @ ..] => {
            let head = number(first).is_some() || roman(first).is_some() || upper(first).is_some();
            if !head || rest.iter().any(|p| number(p).is_none()) {
                return None;
            }
            (LabelKind::Dotted, number(rest.last()?)?)
        }
        [] => return None,
    };
    Some(Label { kind, text: bare.to_owned(), value })
}

/// Splits a label from the text that follows it on the same line: `1 Về pháp lý`, `A. NHÓM …`, `I - Chuẩn bị`.
#[must_use]
pub fn split_label(text: &str) -> Option<(Label, &str)> {
    let text = text.trim();
    let end = text.find(char::is_whitespace)?;
    let (head, rest) = (&text[..end], text[end..].trim_start());
    let label = parse_label(head)?;
    let rest = rest.strip_prefix(['-', '–', ':']).map_or(rest, str::trim_start);
    (!rest.is_empty()).then_some((label, rest))
}

fn single(text: &str, closed: bool) -> Option<(LabelKind, u32)> {
    if let Some(n) = number(text) {
        return Some((LabelKind::Arabic, n));
    }
    if let Some(n) = roman(text) {
        return Some((LabelKind::Roman, n));
    }
    if let Some(n) = upper(text) {
        return Some((LabelKind::Upper, n));
    }
    let mut chars = text.chars();
    let (c, rest) = (chars.next()?, chars.next());
    let position = LOWER.chars().position(|l| l == c)?;
    (rest.is_none() && closed).then_some((LabelKind::Lower, u32::try_from(position).ok()? + 1))
}

fn number(text: &str) -> Option<u32> {
    // Four digits are a year, not a label.
    (!text.is_empty() && text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

fn upper(text: &str) -> Option<u32> {
    let mut chars = text.chars();
    match (chars.next()?, chars.next()) {
        (c @ 'A'..='Z', None) => Some(u32::from(c) - u32::from('A') + 1),
        ('Đ', None) => Some(5),
        _ => None,
    }
}

fn roman(text: &str) -> Option<u32> {
    if text.is_empty() || text.len() > 7 {
        return None;
    }
    let mut total = 0;
    let mut last = 0;
    for c in text.chars().rev() {
        let v = match c {
            'I' => 1,
            'V' => 5,
            'X' => 10,
            'L' => 50,
            _ => return None,
        };
        if v < last {
            total -= v;
        } else {
            total += v;
            last = v;
        }
    }
    (to_roman(total) == text).then_some(total)
}

fn to_roman(mut n: u32) -> String {
    let mut out = String::new();
    for (value, text) in [(50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")] {
        while n >= value {
            out.push_str(text);
            n -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_real_papers() {
        for (text, kind, bare, value) in [
            ("1", LabelKind::Arabic, "1", 1),
            ("2.10", LabelKind::Dotted, "2.10", 10),
            ("3.3.", LabelKind::Dotted, "3.3", 3),
            ("A.", LabelKind::Upper, "A", 1),
            ("XIV", LabelKind::Roman, "XIV", 14),
            ("II.2", LabelKind::Dotted, "II.2", 2),
            ("đ)", LabelKind::Lower, "đ", 5),
        ] {
            assert_eq!(parse_label(text), Some(Label { kind, text: bare.into(), value }), "{text}");
        }
        for text in ["2024", "IIII", "a", "", "1985/QĐ-", "Sở", "1.a"] {
            assert_eq!(parse_label(text), None, "{text}");
        }
    }

    #[test]
    fn a_label_before_text() {
        assert_eq!(split_label("1 Về pháp lý").map(|(l, r)| (l.text, r)), Some(("1".into(), "Về pháp lý")));
        assert_eq!(split_label("B - TỔ CHỨC").map(|(l, r)| (l.text, r)), Some(("B".into(), "TỔ CHỨC")));
    }
}
