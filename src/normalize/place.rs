//! Places in the names of bodies: `tỉnh Bắc Giang` names one, `UBND tỉnh` needs one.

use crate::lexicon::{DocumentWord, document_phrase, document_phrase_ending, key};

/// Syllables of a province's name at most (`Bà Rịa - Vũng Tàu` has its second half behind a dash).
const NAME: usize = 3;

/// Bodies of which every place has one, as match keys are made of.
const LOCAL: [&str; 14] = [
    "ủy ban nhân dân",
    "ubnd",
    "hội đồng nhân dân",
    "hđnd",
    "sở",
    "phòng",
    "công an",
    "ban thường vụ",
    "giám đốc",
    "hiệu trưởng",
    "chủ tịch",
    "tỉnh ủy",
    "thành ủy",
    "đảng ủy",
];

/// Whether a noun of a place stands in the text with a name behind it.
pub(super) fn has_place(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (0..words.len()).any(|i| {
        let keys: Vec<String> = words[i..].iter().take(2).map(|w| key(w)).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        document_phrase(&keys, DocumentWord::Place)
            .and_then(|n| words.get(i + n))
            .is_some_and(|w| w.starts_with(char::is_uppercase))
    })
}

/// Whether the body is one of many of its name: a noun of a place at its end, or a kind that every place has.
pub(super) fn needs_place(text: &str) -> bool {
    let keys = key(text);
    let words: Vec<&str> = keys.split(' ').collect();
    document_phrase_ending(&words, DocumentWord::Place).is_some()
        || LOCAL.iter().any(|l| keys.starts_with(&key(l)))
        || keys.is_empty()
}

/// A body's name without the noun of a place at its end, where that is the first word of the place (`UBND tỉnh`, `tỉnh Bắc
/// Giang`).
pub(super) fn bare_noun<'t>(issuer: &'t str, place: &str) -> Option<&'t str> {
    let words: Vec<&str> = issuer.split_whitespace().collect();
    let place = key(place);
    (1..=2.min(words.len())).find_map(|n| {
        let noun = words[words.len() - n..].join(" ");
        let at = issuer.rfind(words[words.len() - n])?;
        let known = document_phrase(&key(&noun).split(' ').collect::<Vec<_>>(), DocumentWord::Place) == Some(n);
        (known && place.starts_with(&format!("{} ", key(&noun)))).then(|| &issuer[..at])
    })
}

/// The provinces that a text names with their noun: `tỉnh Bắc Giang`.
pub(super) fn named_provinces(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut out = Vec::new();
    for (i, word) in words.iter().enumerate().filter(|(_, w)| w.to_lowercase() == "tỉnh") {
        let mut name = vec![*word];
        for next in words[i + 1..].iter().take(NAME) {
            let bare = next.trim_end_matches(|c: char| !c.is_alphanumeric());
            let syllable = bare.starts_with(char::is_uppercase) && bare.chars().skip(1).all(char::is_lowercase);
            if !syllable {
                break;
            }
            name.push(bare);
            if bare.len() < next.len() {
                break;
            }
        }
        if name.len() > 2 {
            out.push(name.join(" "));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_named_and_needed() {
        assert!(has_place("UBND tỉnh Bắc Giang") && has_place("ỦY BAN NHÂN DÂN TỈNH AN GIANG"));
        assert!(!has_place("Chủ tịch UBND tỉnh") && needs_place("Chủ tịch UBND tỉnh") && needs_place("Sở Y tế"));
        assert!(!needs_place("Bộ Y tế"));
        assert_eq!(bare_noun("Chủ tịch UBND tỉnh", "tỉnh Bắc Giang"), Some("Chủ tịch UBND "));
        assert_eq!(bare_noun("Sở Y tế", "tỉnh Bắc Giang"), None);
        assert_eq!(named_provinces("chi nhánh tỉnh Bắc Giang, tỉnh ban hành"), ["tỉnh Bắc Giang"]);
        assert!(named_provinces("Công an tỉnh; Sở Tư pháp").is_empty());
    }
}
