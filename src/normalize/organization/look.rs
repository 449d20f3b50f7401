//! What begins at a word of a cell.

use super::words::{Cell, Gap};
use crate::lexicon::{BodyWord, body_word, is_known_name};

/// A head of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// Words it has.
    pub(super) len: usize,
    /// Names a body without more.
    pub(super) alone: bool,
    /// A body of the first rank.
    pub(super) top: bool,
}

/// Words of the longest name that is looked up.
const LONGEST_NAME: usize = 16;

impl Cell<'_> {
    /// The head of a body that begins here.
    pub(super) fn head(&self, at: usize) -> Option<Head> {
        let phrase = |kind| self.phrase(at, kind).unwrap_or(0);
        let (alone, top) = (phrase(BodyWord::Alone), phrase(BodyWord::Top));
        let mut other = phrase(BodyWord::Head);
        if let Some(n) = self.phrase(at, BodyWord::Bare).filter(|n| self.ends(at + n)) {
            other = other.max(n);
        }
        let len = alone.max(top).max(other);
        let not = phrase(BodyWord::Word).max(phrase(BodyWord::Cross));
        (len > 0 && not < len.max(2)).then_some(Head { len, alone: alone == len, top: top == len })
    }

    /// A head that surely begins a name: printed large, of several words, or before a large letter.
    pub(super) fn proper_head(&self, at: usize) -> Option<Head> {
        let next = |h: &Head| self.gap(at + h.len) == Gap::Space && self.capital(at + h.len);
        self.head(at).filter(|h| self.capital(at) || h.alone || h.len > 1 || next(h))
    }

    /// Whether what stands before this word ends there.
    pub(super) fn ends(&self, at: usize) -> bool {
        at >= self.len() || self.gap(at) > Gap::Dash || self.words[at].bracket
    }

    /// The longest name from here that is known as it is, separators inside: `Sở Văn hóa, Thể thao và Du lịch`. `head`
    /// stands before it where it is shared.
    pub(super) fn known(&self, at: usize, head: &str) -> Option<usize> {
        let last = (at + 1..self.hard_stop(at).min(at + LONGEST_NAME))
            .find(|i| self.words[*i].bracket || self.gap(*i) == Gap::Colon);
        let last = last.unwrap_or_else(|| self.hard_stop(at).min(at + LONGEST_NAME));
        (at + 1..=last).rev().find(|to| {
            let text = self.slice(at, *to);
            let whole = if head.is_empty() { text.to_owned() } else { format!("{head} {text}") };
            is_known_name(&whole) || (head.is_empty() && self.phrase_of(at, to - at, BodyWord::Name))
        })
    }

    /// Whether just so many words are a phrase of a kind.
    pub(super) fn phrase_of(&self, at: usize, len: usize, kind: BodyWord) -> bool {
        let Some(words) = self.words.get(at..at + len) else { return false };
        let keys: Vec<&str> = words.iter().flat_map(|w| w.key.split(' ')).collect();
        body_word(kind, &keys) == Some(keys.len())
    }

    /// A level of administration: `cấp xã`.
    pub(super) fn is_level(&self, at: usize) -> bool {
        self.is(at, BodyWord::Unit) && self.slice(at, at + 1).to_lowercase() == "cấp"
    }

    /// A unit without a name, behind another one: `xã, phường`.
    pub(super) fn is_bare_unit(&self, at: usize) -> bool {
        self.after_unit(at) && self.phrase(at, BodyWord::Unit).is_some_and(|n| !self.capital(at + n))
    }

    /// Whether a word is one for a class of bodies or a unit.
    pub(super) fn is_class(&self, at: usize) -> bool {
        [BodyWord::Class, BodyWord::Unit, BodyWord::Own].iter().any(|k| self.is(at, *k)) && !self.is_word(at)
    }

    /// A class that is named by what it is a part of, not by `các`: `lực lượng Công an`.
    pub(super) fn is_force(&self, at: usize) -> bool {
        self.is(at, BodyWord::Class) && self.head(at).is_none()
    }

    /// Whether a phrase begins here that only looks like a class.
    fn is_word(&self, at: usize) -> bool {
        let not = self.phrase(at, BodyWord::Word).unwrap_or(0).max(self.phrase(at, BodyWord::Cross).unwrap_or(0));
        not > self.phrase(at, BodyWord::Class).unwrap_or(0).max(self.phrase(at, BodyWord::Own).unwrap_or(0))
    }

    /// The word before this one ends a phrase of a class or unit.
    pub(super) fn after_class(&self, at: usize) -> bool {
        (1..=3.min(at)).any(|n| {
            [BodyWord::Class, BodyWord::Unit].iter().any(|k| self.phrase(at - n, *k) == Some(n))
                && !self.is_word(at - n)
        })
    }

    /// The word before this one ends a phrase of a unit.
    pub(super) fn after_unit(&self, at: usize) -> bool {
        (1..=2.min(at)).any(|n| self.phrase(at - n, BodyWord::Unit) == Some(n))
    }

    /// `các` before a class of bodies, not before things.
    pub(super) fn plural(&self, at: usize) -> Option<usize> {
        self.phrase(at, BodyWord::Plural).filter(|n| !self.ends(at + n) && !self.is(at + n, BodyWord::Thing))
    }

    /// The end of a place's name that begins here: large letters and figures as far as nothing parts them.
    pub(super) fn place_end(&self, at: usize) -> Option<usize> {
        let figure = |i: usize| self.words[i].key.starts_with(|c: char| c.is_ascii_digit());
        if at >= self.len() || !self.capital(at) {
            return None;
        }
        let more = |i: &usize| self.gap(*i) <= Gap::Dash && !self.words[*i].bracket && (self.capital(*i) || figure(*i));
        Some((at + 1..self.len()).take_while(more).last().map_or(at + 1, |l| l + 1))
    }

    /// The end of a hamlet or quarter with its name or number: `ấp Tân Lập`, `khu phố 3`.
    pub(super) fn hamlet(&self, at: usize) -> Option<usize> {
        let name = at + self.phrase(at, BodyWord::Hamlet)?;
        self.place_or_number(name).filter(|_| self.gap(name) == Gap::Space)
    }

    /// As [`Cell::place_end`], or behind a number.
    pub(super) fn place_or_number(&self, at: usize) -> Option<usize> {
        let number = self.words.get(at)?.key.starts_with(|c: char| c.is_ascii_digit());
        self.place_end(at).or(number.then_some(at + 1))
    }

    /// Words for a unit of administration, or for a hamlet that has a name here.
    pub(super) fn unit(&self, at: usize) -> Option<usize> {
        let hamlet = || self.phrase(at, BodyWord::Hamlet).filter(|_| self.small(at) && self.hamlet(at).is_some());
        self.phrase(at, BodyWord::Unit).or_else(hamlet)
    }

    /// A person's name: a form of address before it, or a family name and two more.
    pub(super) fn person(&self, at: usize) -> Option<usize> {
        let named = |from: usize| {
            let end = self.place_end(from)?;
            let to = (from + 1..end).find(|i| self.gap(*i) > Gap::Space).unwrap_or(end);
            (self.head(from).is_none() || matches!(self.words.get(from + 1)?.key.as_str(), "văn" | "thi5"))
                .then_some(to)
        };
        if let Some(n) = self.titles(at) {
            let from = at + n;
            let printed = self.slice(at, from).to_lowercase();
            let own = ["thầy", "cô", "đ/c", "đc", "đồng chí"].iter().any(|t| printed.starts_with(t));
            let surname = from < self.len() && self.is(from, BodyWord::Surname);
            let office = from < self.len() && self.is(from, BodyWord::Office);
            return named(from).filter(|_| (surname || own) && !office);
        }
        let to = named(at).filter(|_| self.is(at, BodyWord::Surname))?;
        (to - at >= 3 && to - at <= 5 && self.ends(to)).then_some(to)
    }

    /// Forms of address and degrees, one or more.
    pub(super) fn titles(&self, at: usize) -> Option<usize> {
        let mut to = at;
        while let Some(n) = (to < self.len()).then(|| self.phrase(to, BodyWord::Title)).flatten() {
            to += n;
        }
        (to > at && to < self.len() && self.gap(to) == Gap::Space && self.capital(to)).then_some(to - at)
    }

    /// A word that begins what somebody is to do.
    pub(super) fn deed(&self, at: usize) -> Option<usize> {
        [BodyWord::Act, BodyWord::Verb, BodyWord::Deed].iter().filter_map(|k| self.phrase(at, *k)).max()
    }
}
