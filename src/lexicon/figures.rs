//! Figures: what stands in the cells of a table of numbers, and the words a table's caption begins with.

use super::fold;

/// Share of the letters and digits of a text that are digits where the text is a figure (`12 km`, `3.4%`, `1,538a`).
const MOSTLY_DIGITS: f32 = 0.6;

/// Whether a text is a figure: digits with their signs, units and marks. `(000)` is a unit.
#[must_use]
pub fn is_figure(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    #[allow(clippy::cast_precision_loss, reason = "cells are short")]
    let share = digits as f32 / (digits + letters).max(1) as f32;
    let first = text.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| c.is_ascii_digit());
    let unit = text.starts_with('(') && text.ends_with(')') && text.chars().all(|c| !c.is_ascii_digit() || c == '0');
    digits > 0 && !unit && ((share >= MOSTLY_DIGITS && letters <= 3 && first) || is_measure(text))
}

/// `100 million`, `5 years`: a figure with one word behind it.
fn is_measure(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default();
    let number = first.starts_with(|c: char| c.is_ascii_digit()) && !first.chars().any(char::is_alphabetic);
    number && words.next().is_some_and(|w| w.chars().all(char::is_alphabetic)) && words.next().is_none()
}

/// Whether a text says that there is no figure: `-`, `..`, `n.a.`, `*`.
#[must_use]
pub fn is_no_figure(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let marks = !bare.is_empty() && bare.chars().count() <= 5 && !bare.chars().any(char::is_alphanumeric);
    marks || matches!(bare.to_lowercase().as_str(), "n.a." | "n/a" | "na" | "n.a" | "nd" | "n.d." | "(x)" | "x")
}

/// Whether a line is the caption over or under a table, or the note below it: `Table 3`, `Bảng 2.`, `Source: …`.
#[must_use]
pub fn is_caption(text: &str) -> bool {
    let folded = fold(text);
    let mut words = folded.split_whitespace();
    let first = words.next().unwrap_or_default().trim_matches(|c: char| !c.is_alphanumeric());
    let second = words.next().unwrap_or_default();
    let counted = || second.chars().next().is_some_and(|c| c.is_ascii_digit()) || is_short_label(second);
    match first {
        "source" | "sources" | "note" | "notes" | "nguon" => text.contains(':'),
        "table" | "figure" | "fig" | "chart" | "exhibit" | "bang" | "hinh" | "bieu" => counted(),
        _ => false,
    }
}

/// `A-1`, `IV.`, `SA3.`: the number of a table that begins with letters.
fn is_short_label(word: &str) -> bool {
    let bare = word.trim_end_matches(['.', ':', ',']);
    let roman = bare.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'l'));
    !bare.is_empty()
        && bare.chars().count() <= 5
        && (roman || bare.chars().any(|c| c.is_ascii_digit()) || bare.len() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_told_from_words() {
        for yes in ["12", "-0.01", "$ 1,234", "17.4%", "1 107", "(5.6)", "1,538a", "100.0", "100 million"] {
            assert!(is_figure(yes), "{yes}");
        }
        for no in ["", "Q1 2010", "Total (4 MSs)", "n.a.", "Category 1", "-", "(000)"] {
            assert!(!is_figure(no), "{no}");
        }
        assert!(is_no_figure("-") && is_no_figure("n.a.") && !is_no_figure("0") && !is_no_figure(""));
    }

    #[test]
    fn captions_are_told_from_headers() {
        assert!(is_caption("Table 8.15 - Turnover") && is_caption("Bảng 2. Số liệu") && is_caption("Source: GIRA"));
        assert!(!is_caption("Table of results") && !is_caption("Sources of income") && !is_caption("Country"));
    }
}
