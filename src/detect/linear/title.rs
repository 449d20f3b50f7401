//! What a section title looks like in flattened text.

use crate::lexicon::declared_count;

/// How much a text looks like a section title.
pub(super) fn looks_like_title(text: &str, lines: usize) -> f32 {
    let text = text.trim();
    let mut sum = 0.0;
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let small = text.chars().filter(|c| c.is_lowercase()).count();
    sum += if letters >= 3 && small * 10 <= letters { 2.5 } else { 0.0 };
    sum += if declared_count(text).is_some() { 4.0 } else { 0.0 };
    sum -= if text.ends_with(['.', ';', ',']) { 2.0 } else { 0.0 };
    sum -= if text.starts_with(char::is_lowercase) { 3.0 } else { 0.0 };
    for _ in 1..lines {
        sum -= 0.7;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_and_counts_make_a_title() {
        assert!(looks_like_title("NHÓM PHÁP LÝ", 1) > 2.0 && looks_like_title("Về pháp lý (02 nhiệm vụ)", 1) > 3.0);
        assert!(looks_like_title("của tỉnh; các sở.", 2) < -4.0);
    }
}
