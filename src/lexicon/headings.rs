//! Lines around tables: appendix labels, "kèm theo" lines, page numbers, signature blocks.

use super::{fold, key};

/// `Phụ lục`, `PHỤ LỤC I.`, `Phụ lục số 02`, `BIỂU SỐ 01`, `Biểu mẫu 1`: a line that is only the label of an appendix, or
/// the label with the title behind it (`PHỤ LỤC I. DANH MỤC …`). Returns the length in bytes of the label.
#[must_use]
pub fn is_appendix_label(text: &str) -> Option<usize> {
    let trimmed = text.trim();
    let offset = text.len() - text.trim_start().len();
    let mut words = trimmed.split_whitespace();
    let first = fold(words.next()?);
    let second = fold(words.next().unwrap_or_default());
    let base_words = match (first.as_str(), second.as_str()) {
        ("phu", "luc") => 2,
        ("bieu", s) if s == "so" || s == "mau" || numberish(s) => 1,
        ("mau", "so") => 1,
        _ => return None,
    };
    let mut end = 0;
    let mut closed = false;
    for (index, (start, word)) in word_starts(trimmed).enumerate() {
        let folded = fold(word);
        let part = index < base_words || (!closed && (folded == "so" || folded == "mau" || numberish(&folded)));
        if !part {
            break;
        }
        end = start + word.len();
        closed = index >= base_words && numberish(&folded);
    }
    let rest = trimmed[end..].trim_start_matches(['.', ':', '-', '–', ' ']);
    // "Phụ lục kèm theo …" and "Phụ lục này quy định" are sentences, not labels: a title begins with a capital.
    (rest.is_empty() || rest.starts_with('(') || (closed && rest.chars().next().is_some_and(char::is_uppercase)))
        .then_some(offset + end)
}

fn numberish(folded: &str) -> bool {
    let arabic = !folded.is_empty() && folded.len() <= 3 && folded.bytes().all(|b| b.is_ascii_digit());
    let roman = !folded.is_empty() && folded.len() <= 5 && folded.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'));
    let letter = folded.len() == 1 && folded.bytes().all(|b| b.is_ascii_alphabetic());
    arabic || roman || letter
}

fn word_starts(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace().map(move |w| (w.as_ptr() as usize - text.as_ptr() as usize, w))
}

/// `(Kèm theo Kế hoạch số …`, `(Ban hành kèm theo …`, `(Đính kèm …`: the first line of the line that ties an appendix to its
/// plan.
#[must_use]
pub fn is_attached_to(text: &str) -> bool {
    let folded = fold(text);
    let bracket = text.trim_start().starts_with(['(', '[']);
    ["kem theo", "ban hanh kem theo", "dinh kem", "ban hanh theo"].iter().any(|p| folded.starts_with(p)) && bracket
}

/// `2`, `- 2 -`, `2/11`, `Trang 2/11`: a running page number. `3/2024.` is the rest of a date.
#[must_use]
pub fn is_page_number(text: &str) -> bool {
    let folded = fold(text);
    let digits = |s: &str| !s.is_empty() && s.len() <= 4 && s.bytes().all(|b| b.is_ascii_digit());
    match folded.split(' ').collect::<Vec<_>>().as_slice() {
        [n] => digits(n),
        ["trang", n] => digits(n),
        ["trang", n, m] | [n, m] => {
            let of = |a: &str, b: &str| a.parse::<u32>().is_ok_and(|a| b.parse().is_ok_and(|b| a <= b));
            digits(n) && digits(m) && m.len() <= 3 && of(n, m) && text.contains('/') && !text.trim().ends_with('.')
        }
        _ => false,
    }
}

/// What the lines of an electronic signature begin with.
const STAMP: [&str; 7] =
    ["ký bởi", "người ký", "ký số bởi", "thời gian ký", "ngày ký", "digitally signed by", "signed by"];

/// `Ký bởi: …`, `Số: 5/KH; Thời gian ký: …`: a line of what an electronic signature leaves on the page.
#[must_use]
pub fn is_signature_stamp(line: &str) -> bool {
    line.split(';').filter_map(|part| part.split_once(':')).any(|(head, _)| STAMP.iter().any(|c| key(head) == key(c)))
}

/// Whether such a line stands somewhere in a text.
#[must_use]
pub fn holds_signature_stamp(text: &str) -> bool {
    let lower = text.to_lowercase();
    STAMP.iter().any(|cue| lower.contains(&format!("{cue}:")))
}

/// `Nơi nhận:`, `TM. ỦY BAN NHÂN DÂN`, `KT. CHỦ TỊCH`: the foot of a paper begins here.
#[must_use]
pub fn is_signature_start(text: &str) -> bool {
    let folded = fold(text);
    folded.starts_with("noi nhan")
        || ["TM.", "KT.", "TL.", "TUQ.", "Q."].iter().any(|p| text.trim_start().starts_with(p))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn appendix_labels() {
        for (text, label) in [
            ("Phụ lục I", "Phụ lục I"),
            ("PHỤ LỤC", "PHỤ LỤC"),
            ("Phụ lục số 01", "Phụ lục số 01"),
            ("PHỤ LỤC I. DANH MỤC NHIỆM VỤ", "PHỤ LỤC I."),
            ("BIỂU SỐ 01", "BIỂU SỐ 01"),
        ] {
            assert_eq!(is_appendix_label(text).map(|n| &text[..n]), Some(label), "{text}");
        }
        for text in ["Phụ lục kèm theo Kế hoạch này", "BIỂU DƯƠNG", "Phụ nữ", ""] {
            assert_eq!(is_appendix_label(text), None, "{text}");
        }
    }

    #[test]
    fn page_numbers() {
        assert!(is_page_number("2") && is_page_number("- 12 -") && is_page_number("Trang 2/11"));
        assert!(!is_page_number("2.1") && !is_page_number("Quý 2") && !is_page_number("3/2024."));
    }
}
