//! The number of a paper: `18/KH-UBND`, `107/2021/NĐ-CP`, `57-NQ/TW`, `1552/BTTTT-TTH`, `107/2021`, `61`.
//!
//! Grammar: Nghị định 30/2020/NĐ-CP (number, sign), legal normative papers (number, year, sign), Hướng dẫn 36-HD/VPTW of the
//! Party (type before the slash). Figures stamped over a blank leave spaces inside, which go.

use super::token::{Cues, Kind, Token};
use crate::lexicon::{DocumentKind, document_kind_of};

/// Figures of a number at most.
const FIGURES: usize = 5;

/// What form a number has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// With a sign of type and body, or of two bodies.
    Full,
    /// With a sign of one word: `06/CP`.
    OneWord,
    /// Without a sign: `61`, `107/2021`.
    Short,
    /// A sign before which nothing is filled in: `/KH-UBND`.
    Blank,
}

/// A number as read from the tokens.
#[derive(Clone, Debug)]
pub(super) struct Number {
    /// `18/KH-UBND`; empty where it is blank.
    pub(super) text: String,
    pub(super) form: Form,
    /// The kind that its sign names.
    pub(super) kind: Option<&'static DocumentKind>,
    /// One past its last token.
    pub(super) end: usize,
}

/// The number that begins at a figure.
pub(super) fn number(tokens: &[Token], at: usize) -> Option<Number> {
    let first = &tokens[at];
    let figures = first.text.trim_end_matches(char::is_alphabetic).len();
    if first.kind != Kind::Figure || figures > FIGURES || is_inside(tokens, at) {
        return None;
    }
    if let Some((end, text, kind)) = party(tokens, at + 1) {
        return Some(Number { text: format!("{}-{text}", first.text), form: Form::Full, kind, end });
    }
    let year = tokens
        .get(at + 2)
        .filter(|_| tokens[at + 1].is('/'))
        .and_then(Token::value)
        .filter(|y| (1945..2100).contains(y) && tokens[at + 2].text.len() == 4);
    let slash = if year.is_some() { at + 3 } else { at + 1 };
    let head = year.map_or_else(|| first.text.clone(), |y| format!("{}/{y}", first.text));
    if let Some(sign) = tokens.get(slash).filter(|t| t.is('/')).and_then(|_| sign(tokens, slash + 1)) {
        let form = if sign.words > 1 || year.is_some() { Form::Full } else { Form::OneWord };
        return Some(Number { text: format!("{head}/{}", sign.text), form, kind: sign.kind, end: sign.end });
    }
    let end = if year.is_some() { at + 3 } else { at + 1 };
    let whole = tokens.get(end).is_none_or(|t| {
        let tight = !t.space && tokens.get(end + 1).is_some_and(|n| !n.space && n.kind != Kind::Sign('"'));
        !(t.is('/') || t.is('%') || ((t.is_dash() || t.is('.') || t.is(',') || t.is(':')) && tight))
    });
    whole.then_some(Number { text: head, form: Form::Short, kind: None, end })
}

/// What is printed where the number is left blank: `/KH-UBND`, `-KH/ĐU`, dots before them, or a slash alone.
pub(super) fn blank(tokens: &[Token], at: usize, cues: &Cues) -> Option<Number> {
    let mut at = at;
    while tokens.get(at).is_some_and(Token::is_blank) {
        at += 1;
    }
    let made = |end, kind| Some(Number { text: String::new(), form: Form::Blank, kind, end });
    if let Some((end, _, kind)) = party(tokens, at) {
        return made(end, kind);
    }
    if !tokens.get(at)?.is('/') {
        return None;
    }
    match sign(tokens, at + 1) {
        Some(sign) => made(sign.end, sign.kind),
        // `chuyển đổi số/dữ liệu số` is none.
        None => made(at + 1, None).filter(|n| tokens.get(n.end).is_some_and(|t| t.is_word(&cues.day))),
    }
}

/// Whether a figure is a part of something longer: `2011` of `01-53:2011`, `5` of `1,5`.
fn is_inside(tokens: &[Token], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|i| &tokens[i]).filter(|_| !tokens[at].space) else { return false };
    let figure = at >= 2 && tokens[at - 2].kind == Kind::Figure;
    match before.kind {
        Kind::Sign('/') => true,
        Kind::Sign(':' | '.' | ',') => figure && !before.space,
        Kind::Sign(_) => before.is_dash() && !before.space && at >= 2,
        _ => !before.key.is_empty() && before.text.chars().any(|c| c.is_ascii_digit() || c.is_uppercase()),
    }
}

/// `-NQ/TW` behind the figures of a Party paper.
fn party(tokens: &[Token], at: usize) -> Option<(usize, String, Option<&'static DocumentKind>)> {
    let (dash, kind, slash) = (tokens.get(at)?, tokens.get(at + 1)?, tokens.get(at + 2)?);
    let known = document_kind_of(&kind.text).filter(|_| kind.kind == Kind::Word)?;
    if !dash.is_dash() || !slash.is('/') {
        return None;
    }
    let body = sign(tokens, at + 3)?;
    Some((body.end, format!("{}/{}", plain(&kind.text), body.text), Some(known)))
}

struct Sign {
    text: String,
    words: usize,
    kind: Option<&'static DocumentKind>,
    end: usize,
}

/// Abbreviations behind one another: `QĐ-UBND-VX`, `QH15`, `SNV-CCHC&VTLT`.
fn sign(tokens: &[Token], at: usize) -> Option<Sign> {
    let first = tokens.get(at).filter(|t| is_abbreviation(t, true))?;
    let kind = document_kind_of(&first.text);
    let mut out = Sign { text: plain(&first.text), words: 1, kind, end: at + 1 };
    while let (Some(mark), Some(next)) = (tokens.get(out.end), tokens.get(out.end + 1)) {
        let tight = !mark.space && !next.space;
        let goes_on = match mark.kind {
            // Spaces on both sides part two things, but for those around the dash behind a known type.
            _ if mark.is_dash() => {
                let loose = mark.space && next.space && !(out.words == 1 && kind.is_some());
                !loose && is_abbreviation(next, false)
            }
            Kind::Sign('&' | '/') => tight && is_abbreviation(next, false),
            Kind::Sign('.') => tight && is_abbreviation(next, false) && !next.text.contains(char::is_lowercase),
            _ => false,
        };
        if !goes_on || next.line {
            break;
        }
        out.text.push(if mark.is_dash() { '-' } else { mark.text.chars().next().unwrap_or('-') });
        out.text.push_str(&plain(&next.text));
        out.words += 1;
        out.end += 2;
    }
    Some(out)
}

/// Two capitals at least (`UBND`, `TTg`, `BGDĐT`), or a known type; behind the first word also a letter with figures.
fn is_abbreviation(token: &Token, first: bool) -> bool {
    if token.kind != Kind::Word {
        return false;
    }
    let capitals = token.text.chars().filter(|c| c.is_uppercase()).count();
    capitals >= 2
        || (first && capitals == 1 && document_kind_of(&token.text).is_some())
        || (!first && (token.key == "ttg" || (capitals == 1 && token.text.chars().any(|c| c.is_ascii_digit()))))
}

/// With the letter Đ of the alphabet for those that only look like it.
fn plain(text: &str) -> String {
    text.chars().map(|c| if matches!(c, '\u{d0}' | '\u{189}') { 'Đ' } else { c }).collect()
}
