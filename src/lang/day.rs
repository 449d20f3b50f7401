//! A day as people write it.

use super::Language;

/// A day given in ISO 8601 (`2024-03-31`) as a language writes it; a text that is no day stays as it is.
#[must_use]
pub fn day(iso: &str, language: Language) -> String {
    let parts: Vec<&str> = iso.split('-').collect();
    match (language, parts.as_slice()) {
        (Language::Vi, [year, month, day]) => format!("{day}/{}/{year}", month_figure(month)),
        _ => iso.to_owned(),
    }
}

/// The figure of a month as Nghị định 30/2020/NĐ-CP has it: a nought before 1 and 2 alone, lest they be made 11 and 12.
#[must_use]
pub fn month_figure(month: &str) -> &str {
    if matches!(month, "01" | "02") { month } else { month.trim_start_matches('0') }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_in_both_languages() {
        assert_eq!(day("2024-03-01", Language::En), "2024-03-01");
        assert_eq!(day("2024-03-01", Language::Vi), "01/3/2024");
        assert_eq!(day("2024-02-15", Language::Vi), "15/02/2024");
        assert_eq!(day("tháng 3", Language::Vi), "tháng 3");
    }
}
