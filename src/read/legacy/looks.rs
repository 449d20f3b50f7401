//! Does a text look like a legacy code, or like Unicode already?
//!
//! In: text. Out: the code it looks like, for a warning only. The idea: words of one syllable with signs inside them that
//! no language writes there (`c«ng`, `vµ`), or with vowels in pairs that only VNI has; several different ones, and many.
//! Guarded against French, Spanish, German and others, whose letters stand in the same range. Source: measured on dumps.

use std::collections::BTreeSet;

use super::{Legacy, convert, converted, plain, tcvn3, vni};
use crate::model::{Code, Diagnostic, Message};

/// Vietnamese is written by syllables; none has more letters than this (nghiêng), a VNI one as many marks besides.
const SYLLABLE: usize = 9;
/// Fewest suspicious words: fewer prove nothing.
const WORDS: usize = 5;
/// Fewest different signs in words: catalan `l·l`, footnote figures and trade marks are one or two.
const SIGNS: usize = 4;
/// One word in so many has a sign, for TCVN3: every second one has in real text; mixed documents have less.
const ONE_IN: usize = 25;
/// Fewest different vowel pairs of VNI: French has three or four (où, aï, oû, aé).
const PAIRS: usize = 6;
/// One word in so many has a pair, for VNI: every second one has in real text, one in fifty in French.
const PAIR_IN: usize = 8;
/// From this share of marked letters on, one in so many, proper Unicode ones prove that a text is Unicode: half of them
/// are in real text.
const UNICODE_IN: u64 = 10;

/// Letters counted to tell Unicode from a legacy code.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::read) struct Tally {
    /// Characters that the code gives a meaning.
    coded: u64,
    /// Characters that only Unicode Vietnamese has.
    unicode: u64,
}

impl Tally {
    /// Counts the characters of a text.
    pub(in crate::read) fn add(&mut self, text: &str, legacy: Legacy) {
        for c in text.chars() {
            // TCVN3 has no 0xE0, the commonest marked vowel of Unicode. Đ may stand for a byte.
            if is_vietnamese(c) || (legacy == Legacy::Tcvn3 && c == 'à') {
                self.unicode += 1;
            } else if c != 'Đ' && !plain(c).is_ascii() && is_coded(c, legacy) {
                self.coded += 1;
            }
        }
    }

    /// Whether the text is in Unicode already.
    pub(in crate::read) fn is_unicode(self) -> bool {
        self.unicode > 0 && self.unicode * UNICODE_IN >= self.unicode + self.coded
    }

    /// Whether anything speaks for the code.
    pub(super) fn is_coded(self) -> bool {
        self.coded > 0 && !self.is_unicode()
    }

    /// Whether there is nothing to tell by.
    pub(super) fn is_silent(self) -> bool {
        self.coded == 0 && self.unicode == 0
    }
}

fn is_coded(c: char, legacy: Legacy) -> bool {
    match legacy {
        Legacy::Tcvn3 => tcvn3(c).is_some(),
        Legacy::Vni => ('À'..='ÿ').contains(&plain(c)),
    }
}

/// Letters of Vietnamese beyond Latin-1.
fn is_vietnamese(c: char) -> bool {
    matches!(c, '\u{1ea0}'..='\u{1ef9}' | 'ă' | 'Ă' | 'đ' | 'ĩ' | 'Ĩ' | 'ũ' | 'Ũ' | 'ơ' | 'Ơ' | 'ư' | 'Ư')
}

/// Reads a text with what the caller says of its code: the text, and what is to be said of it.
pub(in crate::read) fn text(text: String, asked: Option<Legacy>) -> (String, Vec<Diagnostic>) {
    let seen = looks(&text);
    let Some(legacy) = asked.filter(|a| seen.is_none_or(|s| s == *a)) else {
        return (text, seen.map(|s| flagged(s, asked)).into_iter().collect());
    };
    let mut tally = Tally::default();
    tally.add(&text, legacy);
    if tally.is_unicode() {
        return (text, vec![converted(legacy, 0, Message::new("legacy-is-unicode"))]);
    }
    let (text, count) = convert(&text, legacy);
    (text, vec![converted(legacy, count, Message::new("legacy-asked"))])
}

fn flagged(looks: Legacy, asked: Option<Legacy>) -> Diagnostic {
    let message = match asked {
        None => Message::new("legacy-kept").with("code", looks.name()),
        Some(asked) => Message::new("legacy-kept-other").with("code", looks.name()).with("asked", asked.name()),
    };
    let hint = Message::new("legacy-kept-hint").with("option", looks.option());
    Diagnostic::new(Code::LegacyEncoding, message).hint(hint)
}

/// The code that a text looks like.
pub(in crate::read) fn looks(text: &str) -> Option<Legacy> {
    let (mut words, mut signed, mut paired) = (0, 0, 0);
    let (mut signs, mut pairs) = (BTreeSet::new(), BTreeSet::new());
    for word in text.split(|c: char| !(c.is_alphabetic() || tcvn3(c).is_some())).filter(|w| !w.is_empty()) {
        words += 1;
        let letters: Vec<char> = word.chars().take(SYLLABLE + 1).collect();
        if letters.len() > SYLLABLE {
            continue;
        }
        let here = signs_of(&letters);
        signed += usize::from(!here.is_empty());
        signs.extend(here);
        let here: Vec<(char, char)> = letters
            .windows(2)
            .filter(|w| !w[1].is_ascii() && vni::pair(w[0], w[1]).is_some())
            .map(|w| (w[0], w[1]))
            .collect();
        paired += usize::from(!here.is_empty());
        pairs.extend(here);
    }
    if signed >= WORDS && signs.len() >= SIGNS && signed * ONE_IN >= words {
        return Some(Legacy::Tcvn3);
    }
    (paired >= WORDS && pairs.len() >= PAIRS && paired * PAIR_IN >= words).then_some(Legacy::Vni)
}

/// Signs (no letters of any language) that stand as letters in a word that could be TCVN3.
fn signs_of(word: &[char]) -> Vec<char> {
    let possible = |c: &char| c.is_ascii_alphabetic() || tcvn3(*c).is_some();
    if !word.iter().all(possible) {
        return Vec::new();
    }
    let stands = |at: usize| {
        let before = at > 0;
        let after = word.get(at + 1).is_some_and(char::is_ascii_alphabetic);
        match word[at] {
            // đ and Đ begin a syllable.
            '®' | '§' => !before && after,
            // Signs that other languages put before or behind a word.
            '«' | '»' | 'ª' | '©' => before && after,
            '\u{a1}'..='\u{bf}' | '×' | 'μ' | '∙' if word[at] != '\u{ad}' => before,
            _ => false,
        }
    };
    (0..word.len()).filter(|at| stands(*at)).map(|at| word[at]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TCVN3: &str = "Céng hoµ x· héi chñ nghÜa ViÖt Nam. Uû ban nh©n d©n tØnh giao c¸c së, ban, ngµnh x©y dùng kÕ ho¹ch \
        n¨m 2009 vµ b¸o c¸o kÕt qu¶ tr\u{ad}íc ngµy 15 th¸ng 12; ®¬n vÞ chñ tr× lµ Së N«ng nghiÖp.";
    const VNI: &str = "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam. Uûy ban nhaân daân tænh giao caùc sôû, ban, ngaønh xaây döïng \
        keá hoaïch naêm 2009 vaø baùo caùo keát quaû tröôùc ngaøy 15 thaùng 12.";

    #[test]
    fn legacy_text_is_seen() {
        assert_eq!(looks(TCVN3), Some(Legacy::Tcvn3));
        assert_eq!(looks(VNI), Some(Legacy::Vni));
        assert_eq!(looks(&convert(TCVN3, Legacy::Tcvn3).0), None);
        assert_eq!(looks(&convert(VNI, Legacy::Vni).0), None);
    }

    #[test]
    fn other_languages_are_not() {
        for text in [
            "« Où êtes-vous ? » demanda-t-il à l’élève naïf ; le goût de l’aérien, du poêle et de la poésie. Raphaël aïeul \
             paraît «fort» à son aise©, déjà là-bas, œuvre n° 5 à 20 °C, soit 12 µm ± 3 %.",
            "¿Dónde está el niño? La 1ª edición, Mª José, aún, baúl, país, leí, aéreo, «años», pingüino, caída ½ kg, él°.",
            "Über die Straße läuft größer die Mädchenschule; geändert, beübt, Israël, Öl, „Häuser“ §5 §Abs 10 µm Größe¹ ².",
            "O coração não põe à avó três pães; ação, união, saúde, país, caí, raízes, maçã, pôr, às, órgãos; 2ª série.",
            "Levyä leveä ylpeä korkeä hyvää työtä; søen oår, beør, grøft på ål, kW·h N·m col·lecció Marca® Word© x¹ y² z³.",
            "A kazatlanság és a hazaáruló leány; teát, ideát, Noé, koordinált õ ûr, aézio, szeáncok, fiaé, tudóé.",
            "Phối hợp với Sở Nông nghiệp và Phát triển nông thôn; chương trình, kế hoạch, ưu tiên, đường, 5 m², 20 °C, ½.",
        ] {
            assert_eq!(looks(&text.repeat(20)), None, "{text}");
        }
    }

    #[test]
    fn text_is_converted_only_when_asked_and_fitting() {
        let (kept, said) = text(TCVN3.to_owned(), None);
        assert_eq!((kept.as_str(), said[0].code), (TCVN3, Code::LegacyEncoding));
        let (_, said) = text(TCVN3.to_owned(), Some(Legacy::Tcvn3));
        assert_eq!(said[0].code, Code::LegacyConverted);
        let (kept, said) = text(VNI.to_owned(), Some(Legacy::Tcvn3));
        assert_eq!((kept.as_str(), said[0].code), (VNI, Code::LegacyEncoding));
        let unicode = "Kế hoạch của Ủy ban nhân dân tỉnh và các sở".to_owned();
        assert_eq!(text(unicode.clone(), Some(Legacy::Tcvn3)).0, unicode);
        assert!(text(unicode, None).1.is_empty());
    }
}
