//! One name of a cell while it is read, and what is known of it so far.

use super::words::{Cell, Gap};
use crate::lexicon::{BodyWord, is_known_name, resolve};

/// Words of a body's name with its place at most: what is longer is not looked up, so that a long cell costs no more a word.
const LONGEST: usize = 36;
/// Words of a place at the end of a name at most, its noun among them.
const PLACE: usize = 12;

/// What kind of name it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// A class of bodies: `Các sở, ban, ngành`.
    Class,
    /// A body by its head.
    Head,
    /// A person by office.
    Office,
    /// A named person.
    Person,
    /// The same as above: `nt`.
    Same,
    /// None of these.
    Other,
}

/// What the next piece may take over from the name before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Share {
    /// The head before a field: `Sở`. `listed`: behind `các sở:` also of fields nobody knows.
    Field { head: String, listed: bool },
    /// The body before a place, and its unit: `UBND`, `xã`.
    Place { before: String, unit: String, listed: bool },
}

/// A name found, in words of its cell.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) from: usize,
    /// Behind its last word; what is said around it apart.
    pub(super) to: usize,
    /// What it shares with the name before, already in the singular.
    pub(super) prefix: String,
    pub(super) mode: Mode,
    /// Behind its head, or behind the part of it that is known.
    pub(super) head_end: usize,
    /// Of the first rank, or a body without more.
    pub(super) top: bool,
    pub(super) alone: bool,
    /// Several bodies of one kind: `UBND các xã`.
    pub(super) many: bool,
    pub(super) qualifier: Vec<String>,
}

impl Item {
    pub(super) fn new(from: usize, head_end: usize, mode: Mode) -> Self {
        let (prefix, qualifier) = (String::new(), Vec::new());
        Self { from, to: head_end, prefix, mode, head_end, top: false, alone: false, many: false, qualifier }
    }

    /// The printed piece.
    pub(super) fn text(&self, cell: &Cell) -> String {
        cell.slice(self.from, self.to).to_owned()
    }

    /// The name, with what it shares with the one before.
    pub(super) fn name(&self, cell: &Cell) -> String {
        let text = self.text(cell);
        if self.prefix.is_empty() { text } else { format!("{} {text}", self.prefix) }
    }

    /// Whether the name, as far as it is read, is that of a known body.
    pub(super) fn complete(&self, cell: &Cell, to: usize) -> bool {
        if self.mode != Mode::Head || to.saturating_sub(self.from) > LONGEST {
            return false;
        }
        let read = Self { to, ..self.clone() };
        resolve(&read.name(cell), None, None).is_some()
    }

    /// What the piece behind this name may take over from it.
    pub(super) fn share(&self, cell: &Cell) -> Option<Share> {
        if !matches!(self.mode, Mode::Head | Mode::Office | Mode::Class) {
            return None;
        }
        // A place at the end: a unit and a name, or a unit in general (`cấp huyện`).
        let tail = self.to.saturating_sub(PLACE).max(self.from + 1)..self.to;
        let unit = tail.filter(|_| self.mode != Mode::Class).find(|i| {
            let n = cell.unit(*i).unwrap_or(0);
            n > 0 && cell.gap(*i) == Gap::Space && (i + n == self.to || cell.place_or_number(i + n) == Some(self.to))
        });
        let prefixed = |text: &str| {
            if self.prefix.is_empty() { text.to_owned() } else { format!("{} {text}", self.prefix) }
        };
        if let Some(at) = unit {
            let n = cell.unit(at).unwrap_or(1);
            let named = at + n < self.to;
            let unit = if named { cell.slice(at, at + n).to_owned() } else { String::new() };
            return Some(Share::Place { before: prefixed(cell.slice(self.from, at)), unit, listed: false });
        }
        // `Khu phố 1, 2`
        if let Some(n) = cell.phrase(self.from, BodyWord::Hamlet).filter(|_| self.mode == Mode::Head) {
            let unit = cell.slice(self.from, self.from + n).to_owned();
            return Some(Share::Place { before: self.prefix.clone(), unit, listed: false });
        }
        // Only what is a field of such bodies leaves its head to another field; schools are told by their kind.
        let kinds: &[BodyWord] =
            if self.mode == Mode::Class { &[BodyWord::Class] } else { &[BodyWord::Head, BodyWord::Top] };
        let n = (1..=2).find(|n| kinds.iter().any(|k| cell.phrase_of(self.from, *n, *k)))?;
        let head = cell.slice(self.from, self.from + n).to_owned();
        let short = self.to - self.from <= LONGEST;
        let own = (short && is_known_name(cell.slice(self.from, self.to)))
            || head.to_lowercase() == "trường"
            || (cell.is_room(&head) && self.from + n + 1 == self.to && cell.is_short(self.from + n));
        (own && self.prefix.is_empty()).then_some(Share::Field { head, listed: false })
    }
}
