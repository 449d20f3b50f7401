//! Lines in which the two halves of a paper's head were run together, and what tells the halves.
//!
//! Left stand issuer and number, right the country's name, its motto, place and day; a tool that reads line by line puts them
//! behind one another.

use crate::lexicon::{fold, key};
use crate::model::TextLine;

/// The words over the right half, folded: of the state, of the Party.
pub(super) const COUNTRY: [&str; 2] = ["cong hoa xa hoi chu nghia viet nam", "dang cong san viet nam"];
/// As much of the first of them as stands on one line at least.
const RIGHT: &str = "cong hoa xa hoi chu nghia";
/// The words under the first of them, folded.
pub(super) const MOTTO: &str = "doc lap tu do hanh phuc";
/// Words of a place's name at most, where no comma parts it from the day.
const PLACE: usize = 6;
/// A line in which the two halves of the head were run together, as two.
pub(super) fn unwoven(line: &TextLine) -> Vec<TextLine> {
    let Some(cut) = right_half(&line.text).or_else(|| day_behind(&line.text)) else { return vec![line.clone()] };
    let part = |text: &str| TextLine { text: text.trim().to_owned(), raised: Vec::new(), ..line.clone() };
    vec![part(&line.text[..cut]), part(&line.text[cut..])]
}

/// Words with the bytes at which they begin.
pub(super) fn placed(text: &str) -> Vec<(usize, &str)> {
    text.split_whitespace().map(|w| (w.as_ptr() as usize - text.as_ptr() as usize, w)).collect()
}

/// Where the country's name or its motto begins behind something else.
fn right_half(text: &str) -> Option<usize> {
    let whole = fold(text);
    let rights = [RIGHT, MOTTO, COUNTRY[1]];
    if !rights.iter().any(|words| whole.contains(words)) {
        return None;
    }
    let words = placed(text);
    let starts = |at: usize| {
        let folded = fold(&words[at..].iter().map(|w| w.1).collect::<Vec<_>>().join(" "));
        rights.iter().any(|phrase| folded.starts_with(phrase))
    };
    (1..words.len()).find(|i| starts(*i)).map(|i| words[i].0)
}

/// Where place and day begin behind the number, behind a sign, or behind a wide gap: `Số: 45/KH-UBND  Lào Cai, ngày …`.
fn day_behind(text: &str) -> Option<usize> {
    let words = placed(text);
    let day = (1..words.len()).find(|i| key(words[*i].1) == key("ngày") && is_day(&text[words[*i].0..]))?;
    let gap = |i: usize| &text[words[i - 1].0 + words[i - 1].1.len()..words[i].0];
    let wide = |i: usize| gap(i).contains('\t') || gap(i).chars().count() > 1;
    let mut from = day;
    // Only its last word has a comma; a dash stands inside of a name.
    while from > 1 && !wide(from) && is_name_word(words[from - 1].1, from == day) {
        from -= 1;
    }
    let dash = |i: usize| !words[i].1.contains(char::is_alphanumeric);
    while from < day && dash(from) {
        from += 1;
    }
    let before = text[..words[from].0].trim();
    let apart = is_number(before) || !before.contains(char::is_alphanumeric) || wide(from);
    (from < day && apart).then_some(words[from].0)
}

/// A word of a place's name: one capital, or a dash, or the short form of "thành phố". `last`: a comma may end it.
fn is_name_word(word: &str, last: bool) -> bool {
    let bare = if last { word.trim_end_matches(',') } else { word };
    let small = bare.chars().skip(1).all(|c| c.is_lowercase() || c == '\'');
    matches!(bare, "-" | "–" | "TP" | "TP.") || (bare.starts_with(char::is_uppercase) && small)
}

/// A day from its word to the end of the line, blanks too: `ngày 14 tháng 7 năm 2026`, `ngày 12/8/2025`.
fn is_day(text: &str) -> bool {
    let keys = key(text);
    if !keys.starts_with(&key("ngày")) {
        return false;
    }
    let rest = text.trim().chars().skip("ngày".chars().count());
    let figures = rest.clone().filter(char::is_ascii_digit).count() >= 3;
    keys.contains(&key("năm")) || (figures && rest.into_iter().all(|c| c.is_ascii_digit() || " /.-–…".contains(c)))
}

/// `Hà Nội, ngày 14 tháng 7 năm 2026`, `Bản Lầu ngày 12/8/2025`, blanks too.
pub(super) fn is_date(text: &str) -> bool {
    let words = placed(text.trim());
    let text = text.trim();
    let Some(at) = (1..words.len()).find(|i| key(words[*i].1) == key("ngày")) else { return false };
    let name = text[..words[at].0].trim();
    let comma = name.ends_with(',');
    let syllables = || (0..at).all(|i| is_name_word(words[i].1, i + 1 == at));
    is_day(&text[words[at].0..])
        && name.starts_with(char::is_uppercase)
        && name.chars().count() <= 40
        && !name.contains(|c: char| c.is_ascii_digit())
        && !name.trim_end_matches(',').contains(',')
        && (comma || (at <= PLACE && syllables()))
}

/// `Số: 37/KH-UBND`, `Số 18-KH/ĐU`, `Số:      /KH-UBND`.
pub(super) fn is_number(text: &str) -> bool {
    let text = text.trim();
    let Some((first, rest)) = text.char_indices().nth(2).map(|(at, _)| text.split_at(at)) else { return false };
    let rest = rest.trim_start_matches([':', '.', ' ', '\u{a0}', '…', '_']);
    key(first) == key("số")
        && rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '/' | '-'))
        && rest.contains(['/', '-'])
        && rest.chars().count() <= 40
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_and_day_run_together() {
        for (line, halves) in [
            (
                "Số: 45/KH-UBND      Lào Cai, ngày 12 tháng 02 năm 2025",
                ["Số: 45/KH-UBND", "Lào Cai, ngày 12 tháng 02 năm 2025"],
            ),
            ("Số: 5/KH-UBND TP. Hồ Chí Minh, ngày 1/3/2025", ["Số: 5/KH-UBND", "TP. Hồ Chí Minh, ngày 1/3/2025"]),
            (
                "Số 8-KH/TU Bà Rịa - Vũng Tàu, ngày 9 tháng 5 năm 2025",
                ["Số 8-KH/TU", "Bà Rịa - Vũng Tàu, ngày 9 tháng 5 năm 2025"],
            ),
            (
                "Số:     /KH-UBND Lào Cai, ngày    tháng 02 năm 2025",
                ["Số:     /KH-UBND", "Lào Cai, ngày    tháng 02 năm 2025"],
            ),
            ("Số 2 - KH/TU\tSơn La ngày 12/8/2025", ["Số 2 - KH/TU", "Sơn La ngày 12/8/2025"]),
            ("*      Lào Cai, ngày 06 tháng 3 năm 2025", ["*", "Lào Cai, ngày 06 tháng 3 năm 2025"]),
            ("TỈNH ỦY LÀO CAI    ĐẢNG CỘNG SẢN VIỆT NAM", ["TỈNH ỦY LÀO CAI", "ĐẢNG CỘNG SẢN VIỆT NAM"]),
        ] {
            let found: Vec<String> =
                unwoven(&TextLine { text: line.into(), ..TextLine::default() }).into_iter().map(|l| l.text).collect();
            assert_eq!(found, halves);
        }
        for line in ["(Kèm theo Kế hoạch số 5/KH-UBND ngày 12/8/2025", "Căn cứ Luật Căn cước ngày 27/11/2023"]
        {
            assert_eq!(unwoven(&TextLine { text: line.into(), ..TextLine::default() }).len(), 1, "{line}");
        }
    }

    #[test]
    fn a_day_behind_its_place() {
        assert!(is_date("Hà Nội, ngày 14 tháng 7 năm 2026") && is_date("Bản Lầu, ngày 12/8/2025"));
        assert!(is_date("Lào Cai ngày 12 tháng 02 năm 2025") && is_date("Sơn La, ngày 08.4.2025"));
        assert!(!is_date("Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/02/2025"));
        assert!(!is_date("Thực hiện Kế hoạch ngày 12 tháng 02 năm 2025 của UBND tỉnh"));
    }
}
