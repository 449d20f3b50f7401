//! TCVN3 ("ABC", the code of the `.Vn` fonts): one byte a letter.
//!
//! In: a byte. Out: its Vietnamese letter. The idea: small letters have all codes they need, of the capitals only those
//! without a tone; other capitals are small letters in a font that draws capitals. Source: TCVN 5712:1993, part VN3.

/// The first byte that is no ASCII.
const FIRST: u8 = 0xA1;

/// Letters from [`FIRST`] to 0xFE; a full stop where the code has none (VN3 leaves out the marks and capitals of VN1).
const LETTERS: &str = "\
ĂÂÊÔƠƯĐăâêôơưđ......\
àảãáạ.ằẳẵắ.......ặầẩẫấậ\
è.ẻẽéẹềểễếệìỉ...ĩíịò\
.ỏõóọồổỗốộờởỡớợù\
.ủũúụừửữứựỳỷỹýỵ";

/// The letter of a byte.
pub(super) fn letter(byte: u8) -> Option<char> {
    let at = byte.checked_sub(FIRST)?;
    LETTERS.chars().nth(usize::from(at)).filter(|c| *c != '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From the table of VN3, by hand: the first and last of each run of codes.
    #[test]
    fn runs_begin_and_end_where_they_should() {
        for (byte, c) in [
            (0xA1, 'Ă'),
            (0xA7, 'Đ'),
            (0xA8, 'ă'),
            (0xAD, 'ư'),
            (0xAE, 'đ'),
            (0xB5, 'à'),
            (0xB9, 'ạ'),
            (0xBB, 'ằ'),
            (0xBE, 'ắ'),
            (0xC6, 'ặ'),
            (0xCB, 'ậ'),
            (0xCC, 'è'),
            (0xCE, 'ẻ'),
            (0xD8, 'ỉ'),
            (0xDC, 'ĩ'),
            (0xDF, 'ò'),
            (0xE1, 'ỏ'),
            (0xEF, 'ù'),
            (0xF1, 'ủ'),
            (0xFE, 'ỵ'),
        ] {
            assert_eq!(letter(byte), Some(c), "{byte:x}");
        }
        let none: Vec<u8> = (0..=0xFF).filter(|b| letter(*b).is_none()).filter(|b| *b >= FIRST).collect();
        assert_eq!(
            none,
            [
                0xAF, 0xB0, 0xB1, 0xB2, 0xB3, 0xB4, 0xBA, 0xBF, 0xC0, 0xC1, 0xC2, 0xC3, 0xC4, 0xC5, 0xCD, 0xD9, 0xDA,
                0xDB, 0xE0, 0xF0, 0xFF
            ]
        );
    }

    #[test]
    fn every_small_letter_has_one_code() {
        let mut all: Vec<char> = (0..=0xFF).filter_map(letter).collect();
        all.sort_unstable();
        let mut wanted: Vec<char> =
            "ĂÂÊÔƠƯĐđàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ".chars().collect();
        wanted.sort_unstable();
        assert_eq!(all, wanted);
    }
}
