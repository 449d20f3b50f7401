//! Cells whose own text says that something else got into them.

use super::score::Kind;
use crate::lexicon::{deadline_score, holds_signature_stamp};
use crate::model::{Message, TextLine};

/// A number of a page or a note has at most so many figures.
const FIGURES: usize = 2;
/// A word before the mark of a note has at least so many letters: `m2` and `km2` are units.
const LETTERS: usize = 3;

/// Why a cell is not to be trusted; `None` where nothing speaks against it.
pub(super) fn suspect(kind: Kind, lines: &[TextLine]) -> Option<Message> {
    let texts: Vec<&str> = lines.iter().map(|l| l.text.trim()).collect();
    let pairs = || texts.windows(2).map(|w| (w[0], w[1]));
    if texts.iter().any(|t| holds_signature_stamp(t)) {
        return Some(Message::new("doubt-stamp"));
    }
    if texts.last().is_some_and(|t| t.ends_with("./.")) {
        return Some(Message::new("doubt-end-of-paper"));
    }
    if kind == Kind::Who && texts.len() > 1 && texts.iter().any(|t| is_number(t))
        || kind == Kind::When && pairs().any(|(a, b)| is_number(b) && ends_with_year(a))
    {
        return Some(Message::new("doubt-page-number"));
    }
    if texts.iter().flat_map(|t| t.split(' ')).any(has_mark) {
        return Some(Message::new("doubt-note-mark"));
    }
    if kind == Kind::When && texts.first().is_some_and(|t| t.starts_with(char::is_lowercase)) {
        let again = |t: &&str| t.starts_with(char::is_uppercase) && deadline_score(t) >= 3.0;
        if texts.iter().skip(1).any(again) {
            return Some(Message::new("doubt-second-time"));
        }
    }
    None
}

fn is_number(text: &str) -> bool {
    text.len() <= FIGURES && !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn ends_with_year(text: &str) -> bool {
    text.len() - text.trim_end_matches(|c: char| c.is_ascii_digit()).len() == 4
}

/// `gia1`: small letters and a figure in one word.
fn has_mark(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ',', ';', ':']);
    let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
    (1..=FIGURES).contains(&(word.len() - letters.len()))
        && letters.chars().count() >= LETTERS
        && letters.chars().skip(1).all(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(kind: Kind, texts: &[&str]) -> bool {
        let line = |t: &&str| TextLine { text: (*t).to_owned(), ..TextLine::default() };
        suspect(kind, &texts.iter().map(line).collect::<Vec<_>>()).is_some()
    }

    #[test]
    fn what_does_not_belong_is_seen() {
        assert!(found(Kind::Who, &["Văn phòng Sở", "2"]));
        assert!(found(Kind::When, &["31/8/2026", "1"]) && !found(Kind::When, &["Tháng", "9"]));
        assert!(found(Kind::Task, &["bảo vật quốc gia1 đang"]) && !found(Kind::Task, &["300 km2 rừng"]));
        assert!(found(Kind::When, &["trước", "Tháng 5/2026"]) && !found(Kind::When, &["Trước", "tháng 5/2026"]));
    }
}
