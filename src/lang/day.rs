//! A day as people write it.

use super::Language;

/// A day given in ISO 8601 (`2024-03-31`) as a language writes it; a text that is no day stays as it is.
#[must_use]
pub fn day(iso: &str, language: Language) -> String {
    let parts: Vec<&str> = iso.split('-').collect();
    let bare = |text: &str| text.trim_start_matches('0').to_owned();
    match (language, parts.as_slice()) {
        (Language::Vi, [year, month, day]) => format!("{}/{}/{year}", bare(day), bare(month)),
        _ => iso.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_in_both_languages() {
        assert_eq!(day("2024-03-01", Language::En), "2024-03-01");
        assert_eq!(day("2024-03-01", Language::Vi), "1/3/2024");
        assert_eq!(day("tháng 3", Language::Vi), "tháng 3");
    }
}
