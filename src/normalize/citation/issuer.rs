//! Who issued a paper: the name behind `của`, up to where the sentence goes on.

use super::token::{Cues, Kind, Token};
use crate::lexicon::{DocumentWord, document_kind_starting, document_phrase, document_phrase_ending, key};
use crate::lexicon::{Rank, place_rank};

/// Words of a name at most, several bodies together.
const WORDS: usize = 24;
/// Small syllables behind one capital at most (`Ủy ban nhân dân`).
const SMALL: usize = 3;
/// Syllables of a place's name at most, a dash not counted.
const PLACE: usize = 4;
/// How far behind a comma the `và` of one and the same name stands (`Văn hóa, Thể thao và Du lịch`).
const REACH: usize = 6;

/// One past the last token of the name that begins at `at`.
pub(super) fn issuer(tokens: &[Token], at: usize, cues: &Cues) -> Option<usize> {
    let first = tokens.get(at).filter(|t| t.kind == Kind::Word && t.has_capital())?;
    let capitals = first.text.chars().filter(|c| c.is_alphabetic()).count() >= 2
        && !first.text.contains(char::is_lowercase)
        && at > 0
        && !tokens[at - 1].text.contains(char::is_lowercase);
    let (mut end, mut small) = (at, 0);
    while let Some(token) = tokens.get(end).filter(|t| (end == at || !t.line) && end - at < WORDS) {
        let ahead = keys(tokens, end);
        if let Some(name) = wider(tokens, at, end) {
            (end, small) = (name, SMALL);
            continue;
        }
        match token.kind {
            Kind::Word if stops(tokens, at, end, &ahead) => break,
            Kind::Word if token.key == cues.and => match joins(tokens, end + 1) {
                true => small = 0,
                false => break,
            },
            Kind::Word if capitals || token.has_capital() => small = 0,
            Kind::Word => {
                if let Some(n) = document_phrase(&ahead, DocumentWord::Place) {
                    end += n;
                    // Behind the noun of a place only its name.
                    small = SMALL;
                    continue;
                }
                small += 1;
                if small > SMALL || (closed(tokens, at, end) && !begins(&ahead, "tối cao")) {
                    break;
                }
            }
            Kind::Sign(',') if lists(tokens, end + 1, cues) => small = 0,
            _ if token.is_dash() && token.space && lists(tokens, end + 1, cues) => small = 0,
            _ => break,
        }
        end += 1;
    }
    // `Ban Chấp hành Trung ương Đảng khóa XIII`
    if let [term, number, ..] = &tokens[end..]
        && term.key == cues.term
        && number.kind == Kind::Word
        && number.text.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
    {
        end += 2;
    }
    while end > at && (tokens[end - 1].kind != Kind::Word || tokens[end - 1].key == cues.and) {
        end -= 1;
    }
    (end > at).then_some(end)
}

/// Where the name of a wider place begins behind a comma: `UBND xã Tân Tiến, huyện Bắc Sơn, tỉnh Lạng Sơn` is one body. A
/// place that is no wider is the next of a list.
fn wider(tokens: &[Token], at: usize, comma: usize) -> Option<usize> {
    tokens.get(comma).filter(|t| t.is(','))?;
    let from = comma + 1;
    let n = document_phrase(&keys(tokens, from), DocumentWord::Place)?;
    let named =
        |i: usize, n: usize| tokens.get(i + n).is_some_and(|t| t.kind == Kind::Word && t.has_capital() && !t.line);
    let rank = |i: usize, n: usize| {
        let end = (i + n..tokens.len().min(i + n + PLACE))
            .take_while(|j| tokens[*j].kind == Kind::Word && tokens[*j].has_capital())
            .last()?;
        let words: Vec<&str> = tokens[i..=end].iter().map(|t| t.text.as_str()).collect();
        place_rank(&words.join(" "))
    };
    let before = (at..comma).rev().find_map(|i| {
        let n = document_phrase(&keys(tokens, i), DocumentWord::Place)?;
        // `UBND tỉnh`: of a place that has no name nothing is wider.
        Some(if named(i, n) { rank(i, n) } else { None })
    });
    let next = rank(from, n).filter(|_| named(from, n))?;
    let goes_on = match before {
        Some(own) => own.is_some_and(|own| own < next),
        None => next == Rank::Province,
    };
    goes_on.then_some(from + n)
}

/// The match keys of the words from a token on, up to the first sign.
fn keys(tokens: &[Token], at: usize) -> Vec<&str> {
    tokens[at..].iter().take(4).take_while(|t| t.kind == Kind::Word).map(|t| t.key.as_str()).collect()
}

fn begins(ahead: &[&str], phrase: &str) -> bool {
    let words = key(phrase);
    words.split(' ').zip(ahead).filter(|(a, b)| a == *b).count() == words.split(' ').count()
}

/// Whether the sentence goes on here, or another paper is named.
fn stops(tokens: &[Token], at: usize, here: usize, ahead: &[&str]) -> bool {
    if document_kind_starting(ahead).is_some_and(|_| tokens[here].has_capital()) {
        return true;
    }
    let small = !tokens[here].has_capital() || tokens[here].text.chars().all(|c| !c.is_lowercase());
    here > at && small && document_phrase(ahead, DocumentWord::Stop).is_some()
}

/// Whether the name so far takes no further small words.
fn closed(tokens: &[Token], at: usize, here: usize) -> bool {
    let words: Vec<&str> = tokens[at..here].iter().map(|t| t.key.as_str()).collect();
    document_phrase_ending(&words, DocumentWord::Closed).is_some()
}

/// Whether a name goes on behind `và`: with a capital that begins no paper's kind.
fn joins(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|t| t.kind == Kind::Word && t.has_capital() && !t.line)
        && document_kind_starting(&keys(tokens, at)).is_none()
}

/// Whether a comma or dash stands inside a name: a capital that begins no body follows, and soon an `và` with another.
fn lists(tokens: &[Token], at: usize, cues: &Cues) -> bool {
    let ahead = keys(tokens, at);
    joins(tokens, at)
        && document_phrase(&ahead, DocumentWord::Body).is_none()
        && (at..tokens.len().min(at + REACH))
            .take_while(|i| tokens[*i].kind == Kind::Word)
            .any(|i| tokens[i].key == cues.and && joins(tokens, i + 1))
}
