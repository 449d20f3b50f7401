//! Match keys: letters without case and marks, so that NFC, NFD, old and new tone placement compare equal.

/// Lower case, Vietnamese marks gone (precomposed or combining), đ → d, every run of other characters one space, trimmed.
///
/// For comparing only, never for output.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match base(c) {
            Some(b) => out.push(b),
            None if ('\u{300}'..='\u{36f}').contains(&c) => {}
            None if c.is_alphanumeric() => out.extend(c.to_lowercase()),
            None => {
                if !out.ends_with(' ') && !out.is_empty() {
                    out.push(' ');
                }
            }
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

/// The ASCII letter under a Latin or Vietnamese letter.
fn base(c: char) -> Option<char> {
    let lower = c.to_lowercase().next().unwrap_or(c);
    Some(match lower {
        'a'..='z' | '0'..='9' => lower,
        'à' | 'á' | 'â' | 'ã' | 'ă' | 'ạ'..='ặ' => 'a',
        'è' | 'é' | 'ê' | 'ẹ'..='ệ' => 'e',
        'ì' | 'í' | 'ĩ' | 'ỉ'..='ị' => 'i',
        'ò' | 'ó' | 'ô' | 'õ' | 'ơ' | 'ọ'..='ợ' => 'o',
        'ù' | 'ú' | 'ũ' | 'ư' | 'ụ'..='ự' => 'u',
        'ý' | 'ỳ'..='ỹ' => 'y',
        'đ' | 'ð' | 'ɖ' => 'd',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn marks_case_and_form_do_not_matter() {
        assert_eq!(fold("Đơn vị\n chủ trì"), "don vi chu tri");
        assert_eq!(fold("ĐƠN VỊ  PHỐI HỢP:"), "don vi phoi hop");
        assert_eq!(fold("Thơ\u{300}i ha\u{323}n"), "thoi han");
        assert_eq!(fold("Uỷ ban – Ủy ban"), "uy ban uy ban");
    }
}
