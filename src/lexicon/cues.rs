//! What the beginning of a cell looks like: a body, a time, a bullet, the rest of a sentence.

use std::sync::LazyLock;

use regex::Regex;

use super::fold;

struct Cue {
    folded: &'static str,
    agency: bool,
    weight: f32,
}

static CUES: LazyLock<Vec<Cue>> = LazyLock::new(|| {
    let mut cues: Vec<Cue> = include_str!("cues.csv")
        .lines()
        .skip(1)
        .filter_map(|line| {
            let mut parts = line.split(',');
            let (folded, kind, weight) = (parts.next()?, parts.next()?, parts.next()?);
            Some(Cue { folded, agency: kind == "agency", weight: weight.parse().ok()? })
        })
        .collect();
    cues.sort_by_key(|c| std::cmp::Reverse(c.folded.len()));
    cues
});

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    #[allow(clippy::unwrap_used, reason = "a constant pattern, tried by the test below")]
    Regex::new(r"^(\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\d{1,2}\s*[/.-]\s*\d{4}|20\d\d)\b").unwrap()
});

static COUNT: LazyLock<Regex> = LazyLock::new(|| {
    #[allow(clippy::unwrap_used, reason = "a constant pattern, tried by the test below")]
    Regex::new(r"\(\s*(?:gồm\s+|có\s+)?(\d{1,4})\s+(?:nhiệm\s+vụ|nội\s+dung|công\s+việc|việc|đầu\s+việc|dự\s+án|đề\s+án|hoạt\s+động|nhóm\s+nhiệm\s+vụ)[^()]*\)\s*[.:;]?\s*$").unwrap()
});

fn cue(text: &str, agency: bool) -> f32 {
    let folded = fold(text);
    CUES.iter()
        .filter(|c| c.agency == agency)
        .find(|c| folded.strip_prefix(c.folded).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
        .map_or(0.0, |c| c.weight)
}

/// How much the beginning of a text looks like a body's name: 0 not at all, 1 a little, 3 surely.
#[must_use]
pub fn agency_score(text: &str) -> f32 {
    cue(text, true)
}

/// How much the beginning of a text looks like a time: 0 not at all, 1 a little, 3 and more surely.
#[must_use]
pub fn deadline_score(text: &str) -> f32 {
    if DATE.is_match(text.trim_start()) { 3.0 } else { cue(text, false) }
}

/// Whether the text begins with a list mark: `-`, `+`, `•`, `a)`, `1)`.
#[must_use]
pub fn starts_bullet(text: &str) -> bool {
    let text = text.trim_start();
    let mut chars = text.chars();
    match chars.next() {
        Some('-' | '+' | '*' | '–' | '•' | '▪' | '●' | '○' | '\u{f0b7}' | '\u{f0a7}') => {
            chars.next().is_some_and(|c| c.is_whitespace() || c.is_alphanumeric())
        }
        Some(c) if c.is_alphanumeric() => match (chars.next(), chars.next()) {
            (Some(')'), Some(' ')) => true,
            (Some(d), Some(')')) => c.is_ascii_digit() && d.is_ascii_digit(),
            _ => false,
        },
        _ => false,
    }
}

/// Whether the text cannot begin a cell of its own: it begins with a small letter, a closing mark or a comma.
#[must_use]
pub fn continues_sentence(text: &str) -> bool {
    match text.trim_start().chars().next() {
        Some(c) => c.is_lowercase() || matches!(c, ',' | ';' | '.' | ')' | ':' | '/' | '”' | '…' | '%'),
        None => false,
    }
}

/// Whether the text ends like a finished sentence.
#[must_use]
pub fn ends_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', '!', '?', ';', ':', '”', '"'])
}

/// Whether the text breaks off in the middle: after a comma, a dash, a connecting word, the beginning of a name.
#[must_use]
pub fn breaks_off(text: &str) -> bool {
    const OPEN: [&str; 32] = [
        "và", "của", "các", "với", "cho", "tại", "theo", "hoặc", "về", "trong", "từ", "đến", "số", "ngày", "tháng",
        "năm", "Quý", "quý", "Sở", "Bộ", "Ủy", "UBND", "Ban", "ban", "Các", "Và", "để", "do", "bởi", "trên", "dưới",
        "là",
    ];
    let text = text.trim_end();
    let last = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    text.ends_with([',', '-', '/', '(', '–']) || OPEN.contains(&last)
}

/// Whether the text is surely unfinished: it ends with a comma, a dash, a bracket or a connecting word.
#[must_use]
pub fn cut_off(text: &str) -> bool {
    const OPEN: [&str; 12] = ["và", "của", "các", "với", "cho", "tại", "theo", "hoặc", "về", "bởi", "do", "thuộc"];
    let text = text.trim_end();
    let last = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    text.ends_with([',', '-', '/', '(', '–']) || OPEN.contains(&last)
}

/// A printed count at the end of a section title: `(06 nhiệm vụ)` → 6 and the byte where the bracket begins.
#[must_use]
pub fn declared_count(text: &str) -> Option<(u32, usize)> {
    let lower = text.to_lowercase();
    let (hay, found) = if lower.len() == text.len() { (lower.as_str(), true) } else { (text, false) };
    let _ = found;
    let captures = COUNT.captures(hay)?;
    let start = captures.get(0)?.start();
    Some((captures.get(1)?.as_str().parse().ok()?, start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_begin_like_this() {
        assert!(agency_score("Sở Thông tin và") >= 3.0);
        assert!(agency_score("Ủy ban nhân dân") >= 3.0);
        assert!(agency_score("tin và Truyền") < 0.5);
        assert!(deadline_score("Thực hiện thường xuyên") >= 3.0);
        assert!(deadline_score("30/6/2025") >= 3.0);
        assert!(deadline_score("Tháng 01/2024") >= 3.0);
        assert!(continues_sentence("tỉnh") && !continues_sentence("Tỉnh"));
        assert!(starts_bullet("- Giai đoạn 1") && starts_bullet("a) Kiểm tra") && !starts_bullet("Sở"));
    }

    #[test]
    fn counts() {
        assert_eq!(declared_count("Về pháp lý (02 nhiệm vụ)"), Some((2, "Về pháp lý ".len())));
        assert_eq!(declared_count("NHÓM A (06 NHIỆM VỤ)").map(|c| c.0), Some(6));
        assert_eq!(declared_count("Giai đoạn (từ 16/9 đến 15/11/2025)"), None);
    }

    #[test]
    fn every_line_of_the_data_is_read() {
        assert_eq!(CUES.len(), include_str!("cues.csv").lines().count() - 1);
    }
}
