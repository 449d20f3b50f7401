//! VNI (the code of the `VNI-` fonts): a base letter and, mostly, a mark behind it.
//!
//! In: a base and perhaps the character after it. Out: the Vietnamese letter. The idea: the mark's code says tone and shape
//! together, so a letter is at most two characters and the longer reading is right. Source: the table that VNI published.

/// Marks of the five tones, in the order huyền, sắc, hỏi, ngã, nặng.
const TONES: &str = "øùûõï";
/// The circumflex alone, then with each tone.
const CIRCUMFLEX: &str = "âàáåãä";
/// The breve alone, then with each tone.
const BREVE: &str = "êèéúüë";

/// A base, the marks it takes, and the letters that come of it.
const PAIRS: [(char, &str, &str); 11] = [
    ('a', TONES, "àáảãạ"),
    ('a', CIRCUMFLEX, "âầấẩẫậ"),
    ('a', BREVE, "ăằắẳẵặ"),
    ('e', TONES, "èéẻẽẹ"),
    ('e', CIRCUMFLEX, "êềếểễệ"),
    ('o', TONES, "òóỏõọ"),
    ('o', CIRCUMFLEX, "ôồốổỗộ"),
    ('ô', TONES, "ờớởỡợ"),
    ('u', TONES, "ùúủũụ"),
    ('ö', TONES, "ừứửữự"),
    ('y', TONES, "ỳýỷỹỵ"),
];

/// Letters that have a code of their own.
const SINGLES: [(char, char); 9] =
    [('ñ', 'đ'), ('ô', 'ơ'), ('ö', 'ư'), ('ì', 'ì'), ('í', 'í'), ('æ', 'ỉ'), ('ó', 'ĩ'), ('ò', 'ị'), ('î', 'ỵ')];

/// The letter of a base with the mark behind it. The base says whether it is a capital: typists mix the case of marks.
pub(super) fn pair(base: char, mark: char) -> Option<char> {
    let (small, mark) = (lower(base), lower(mark));
    let found = PAIRS.iter().filter(|(letter, ..)| *letter == small).find_map(|(_, marks, letters)| {
        let at = marks.chars().position(|m| m == mark)?;
        letters.chars().nth(at)
    });
    found.map(|c| cased(c, base))
}

/// The letter of a character that stands alone.
pub(super) fn single(c: char) -> Option<char> {
    let small = lower(c);
    SINGLES.iter().find(|(code, _)| *code == small).map(|(_, letter)| cased(*letter, c))
}

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

fn cased(letter: char, like: char) -> char {
    if like.is_uppercase() { letter.to_uppercase().next().unwrap_or(letter) } else { letter }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    /// Every marked letter of Vietnamese, small and capital, has a spelling, and no two letters share one.
    #[test]
    fn every_letter_can_be_written() {
        let mut all: Vec<char> = SINGLES.iter().map(|(c, _)| *c).filter_map(single).collect();
        for (base, marks, _) in PAIRS {
            for mark in marks.chars() {
                all.extend(pair(base, mark));
                let (base, mark) = (base.to_uppercase().next().unwrap(), mark.to_uppercase().next().unwrap());
                assert!(pair(base, mark).unwrap().is_uppercase(), "{base}{mark}");
            }
        }
        all.sort_unstable();
        all.dedup();
        let mut wanted: Vec<char> =
            "đàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ".chars().collect();
        wanted.sort_unstable();
        assert_eq!(all, wanted);
    }

    #[test]
    fn other_pairs_are_none() {
        assert_eq!(pair('o', 'ê'), None);
        assert_eq!(pair('t', 'ø'), None);
        assert_eq!(pair('a', 'n'), None);
        assert_eq!(single('a'), None);
        assert_eq!(pair('U', 'û'), Some('Ủ'));
    }
}
