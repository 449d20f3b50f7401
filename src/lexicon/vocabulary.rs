//! The words that the lines of a column are made of: how much of a line could be a body's name, or a time.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::fold::key;

static WHO: LazyLock<BTreeSet<String>> = LazyLock::new(|| words("who"));
static WHEN: LazyLock<BTreeSet<String>> = LazyLock::new(|| words("when"));

/// How surely a word with a capital that is not on the list is part of a name: places and people are not listed.
const NAME: f32 = 0.85;

fn words(column: &str) -> BTreeSet<String> {
    let lines = include_str!("cell_words.csv").lines().skip(1);
    lines.filter_map(|l| l.split_once(',')).filter(|(_, c)| *c == column).map(|(w, _)| key(w)).collect()
}

/// Share of a text's words, 0–1, that names of bodies are made of.
#[must_use]
pub fn who_share(text: &str) -> f32 {
    share(text, |word, first| match word {
        w if WHO.contains(&key(w)) => 1.0,
        w if !first && w.starts_with(char::is_uppercase) => NAME,
        _ => 0.0,
    })
}

/// Share of a text's words, 0–1, that times are made of: figures and the words beside them.
#[must_use]
pub fn when_share(text: &str) -> f32 {
    let figure = |w: &str| w.chars().any(|c| c.is_ascii_digit()) && !w.chars().any(char::is_alphabetic);
    let roman =
        |w: &str| !w.is_empty() && w.split('/').next().is_some_and(|r| r.bytes().all(|b| matches!(b, b'I' | b'V')));
    share(text, |word, _| if figure(word) || roman(word) || WHEN.contains(&key(word)) { 1.0 } else { 0.0 })
}

fn share(text: &str, weigh: impl Fn(&str, bool) -> f32) -> f32 {
    let (mut sum, mut n) = (0.0, 0.0);
    for word in text.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if !bare.is_empty() {
            sum += weigh(bare, n == 0.0);
            n += 1.0;
        }
    }
    if n == 0.0 { 0.5 } else { sum / n }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_names_and_times() {
        assert!(who_share("huyện Hướng Hóa,") > 0.8 && who_share("quy định mức chi hỗ trợ hoạt") < 0.4);
        assert!(when_share("tháng 10/2025") > 0.9 && when_share("Quý II,") > 0.9 && when_share("Sở Tư pháp") < 0.4);
    }
}
