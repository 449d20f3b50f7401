//! The kind of paper that a number is of: before it, with `số` and perhaps the paper's title in between.

use super::number::Number;
use super::token::{Cues, Kind, Token};
use crate::lexicon::{DocumentKind, document_kind_ending};

/// Words between a law and its number at most: its title.
const TITLE: usize = 26;
/// Words between another kind and its number at most (`Kế hoạch phối hợp số`).
const BETWEEN: usize = 4;
/// As many where they are its issuer (`Nghị quyết của Bộ Chính trị số`).
const ISSUER: usize = 10;

/// What a number is of.
pub(super) struct Named {
    /// First token of the citation.
    pub(super) start: usize,
    pub(super) kind: Option<&'static str>,
    /// The kind is printed with a capital.
    pub(super) spelled: bool,
    /// It is often cited by a bare number.
    pub(super) bare: bool,
    /// `số` is printed.
    pub(super) worded: bool,
    /// The tokens of an issuer between kind and number.
    pub(super) issuer: Option<(usize, usize)>,
}

/// Looks back from a number at `at`, not beyond `from`; `None` where no kind is printed (and no `số`).
pub(super) fn named(tokens: &[Token], at: usize, from: usize, number: &Number, cues: &Cues) -> Option<Named> {
    let mut end = at;
    end -= usize::from(end > from && tokens[end - 1].is(':'));
    let worded = end > from && tokens[end - 1].is_word(&cues.number);
    end -= usize::from(worded);
    if !worded {
        end = at;
    }
    let full = number.kind.is_some() || number.text.contains('/');
    let mut fallback = None;
    for here in (from..=end).rev() {
        let between = &tokens[here..end];
        if !(between.is_empty() || (full && worded)) {
            break;
        }
        if between.iter().any(closes) || between.len() > TITLE {
            break;
        }
        let Some((words, kind)) = ending(tokens, from, here) else { continue };
        let start = here - words;
        if !reaches(tokens, start, kind, between, number, cues) {
            continue;
        }
        let issuer = between.first().filter(|t| t.is_word(&cues.of) && between.len() > 1).map(|_| (here + 1, end));
        let found = Named {
            start,
            kind: Some(kind.name),
            spelled: tokens[start].has_capital(),
            bare: kind.bare,
            worded,
            issuer,
        };
        // Of two kinds within reach that of the sign: `Thông báo kết luận số 12/TB-VPCP`.
        match number.kind {
            Some(of_sign) if of_sign.name != kind.name && !kind.name.starts_with(of_sign.name) => {
                fallback.get_or_insert(found);
            }
            _ => return Some(found),
        }
    }
    let bare = Named { start: end, kind: None, spelled: false, bare: false, worded, issuer: None };
    fallback.or_else(|| worded.then_some(bare))
}

/// A token that no title of a paper holds.
fn closes(token: &Token) -> bool {
    token.line
        || matches!(token.kind, Kind::Figure)
        || matches!(token.kind, Kind::Sign(c) if !matches!(c, ',' | '-' | '–'))
}

/// The kind whose last word stands before a token.
fn ending(tokens: &[Token], from: usize, here: usize) -> Option<(usize, &'static DocumentKind)> {
    let words: Vec<&str> =
        tokens[from..here].iter().rev().take(4).take_while(|t| t.kind == Kind::Word).map(|t| t.key.as_str()).collect();
    let words: Vec<&str> = words.into_iter().rev().collect();
    document_kind_ending(&words)
}

/// Whether a kind and a number belong together over the words in between.
fn reaches(
    tokens: &[Token],
    start: usize,
    kind: &DocumentKind,
    between: &[Token],
    number: &Number,
    cues: &Cues,
) -> bool {
    if between.is_empty() {
        return true;
    }
    if kind.law {
        let law = number.kind.is_none_or(|k| k.law);
        return law && tokens[start].has_capital() && number.text.contains('/');
    }
    let comma = between.iter().any(|t| t.kind != Kind::Word);
    let limit = if between[0].is_word(&cues.of) { ISSUER } else { BETWEEN };
    !comma && between.len() <= limit
}
