//! Section titles among the rows: what they look like and what it costs to take a text for one.

use crate::lexicon::declared_count;

/// Cost of a section title without a label behind a row, where nothing is known of the table.
pub(super) const UNLABELLED_TITLE: f32 = 4.0;
/// And where the table itself begins with one: its sections have no labels.
pub(super) const LIKE_THE_FIRST: f32 = 1.5;
/// And of one that begins the table.
pub(super) const FIRST_TITLE: f32 = 1.5;

/// A title in capitals has at least so many letters.
const CAPITALS: usize = 8;

/// How much a text looks like a section title.
pub(super) fn looks_like_title(text: &str, lines: usize) -> f32 {
    let text = text.trim();
    let mut sum = 0.0;
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let small = text.chars().filter(|c| c.is_lowercase()).count();
    // Fewer letters are rather the rest of something else, of a watermark for one.
    sum += if letters >= CAPITALS && small * 10 <= letters { 2.5 } else { 0.0 };
    sum += if declared_count(text).is_some() { 4.0 } else { 0.0 };
    sum -= if text.ends_with(['.', ';', ',']) { 2.0 } else { 0.0 };
    sum -= if text.starts_with(char::is_lowercase) { 3.0 } else { 0.0 };
    for _ in 1..lines {
        sum -= 0.7;
    }
    sum
}

/// No letter is small.
pub(super) fn is_capitals(text: &str) -> bool {
    !text.chars().any(char::is_lowercase)
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
