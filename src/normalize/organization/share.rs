//! Heads printed once for several names: `Các sở: Tài chính, Xây dựng`, `UBND các xã A, B`, `Sở Tài chính, Nội vụ`.

use super::item::Share;
use super::words::{Cell, Gap};
use crate::lexicon::BodyWord;

/// Words of a place's name that may be mistaken for a body: `Trạm Tấu`.
const PLACE: usize = 2;

impl Cell<'_> {
    /// The piece at a word as one that shares what stood before it: its end and its prefix.
    pub(super) fn shared_piece(&self, at: usize, share: &Share) -> Option<(usize, String)> {
        if at >= self.len() || self.words[at].bracket || self.is(at, BodyWord::Plural) {
            return None;
        }
        match share {
            Share::Field { head, listed } => self.shared_field(at, head, *listed),
            Share::Place { before, unit, listed } => self.shared_place(at, before, unit, *listed),
        }
    }

    fn shared_field(&self, at: usize, head: &str, listed: bool) -> Option<(usize, String)> {
        // `Thanh tra huyện` is a body of its own, though there are rooms of that name.
        let own = self.head(at).filter(|h| h.alone).map_or(0, |h| h.len);
        if !listed && self.head(at).is_some_and(|h| !h.alone || self.gap(at) >= Gap::Semicolon) {
            return None;
        }
        let known = self.known(at, head).filter(|to| (self.ends(*to) || self.small(*to)) && to - at >= own);
        if let Some(to) = known {
            return Some((to, head.to_owned()));
        }
        // `Phòng QLCL, KHTH`: another short form of the same kind, where it is that of no body.
        if self.is_room(head)
            && self.is_short(at)
            && (self.ends(at + 1) || self.head(at + 1).is_some())
            && self.head(at).is_none()
            && self.gap(at) <= Gap::Comma
        {
            return Some((at + 1, head.to_owned()));
        }
        // A school by its kind and name, behind another one.
        if head.to_lowercase() == "trường"
            && let Some(n) = self.phrase(at, BodyWord::School)
            && self.capital(at + n)
            && self.gap(at + n) == Gap::Space
        {
            return Some((self.stop(at), head.to_owned()));
        }
        (listed && self.proper_head(at).is_none() && !self.is(at, BodyWord::Office))
            .then(|| (self.stop(at), head.to_owned()))
    }

    /// Whether a head is that of the rooms inside a body.
    pub(super) fn is_room(&self, head: &str) -> bool {
        ["Phòng", "Khoa", "Tổ", "Bộ môn", "phòng", "khoa", "tổ", "bộ môn"].contains(&head)
    }

    /// A word of capitals only, as names are shortened: `KHTH`, `PC06`.
    pub(super) fn is_short(&self, at: usize) -> bool {
        let text = self.slice(at, at + 1);
        text.chars().take_while(|c| c.is_uppercase() || "&-".contains(*c)).count() > 1
            && !text.contains(char::is_lowercase)
    }

    fn shared_place(&self, at: usize, before: &str, unit: &str, listed: bool) -> Option<(usize, String)> {
        if let Some(n) = self.unit(at) {
            let own = self.place_or_number(at + n).filter(|_| self.gap(at + n) == Gap::Space);
            let level = self.slice(at, at + n).to_lowercase().starts_with("cấp")
                && unit.is_empty()
                && self.gap(at) <= Gap::Comma;
            let to = own.or(level.then_some(at + n))?;
            return (!before.is_empty()).then(|| (to, before.to_owned()));
        }
        if unit.is_empty() && !listed {
            return None;
        }
        let number = || self.place_or_number(at).filter(|to| !unit.is_empty() && self.ends(*to));
        let to = self.place_end(at).or_else(number)?;
        // In a list of places a short name that begins like a body is a place: `các huyện: Mù Cang Chải, Trạm Tấu`.
        let place = listed && to - at <= PLACE && self.ends(to);
        let taken = self.head(at).is_some_and(|h| h.alone || h.len > 1 || !(place || self.ends(at + h.len)))
            || self.is(at, BodyWord::Office)
            || self.is_class(at) && !place
            || self.person(at).is_some()
            || self.known(at, "").is_some();
        let fits = listed || (self.gap(at) <= Gap::Comma && to - at <= 4);
        let prefix = [before, unit].iter().filter(|t| !t.is_empty()).copied().collect::<Vec<_>>().join(" ");
        (fits && !taken).then_some((to, prefix))
    }

    /// A list of names behind `các` and a head or unit: what they share, and where the first one begins. `before`: what
    /// stands before it in the same name.
    pub(super) fn list(&self, at: usize, before: &str) -> Option<(usize, Share)> {
        let n = self.phrase(at, BodyWord::Plural)?;
        let from = at + n;
        self.list_of_places(from, before).or_else(|| self.list_of_fields(from, before))
    }

    /// As [`Cell::list`], of places only; `from`: behind `các`.
    pub(super) fn list_of_places(&self, from: usize, before: &str) -> Option<(usize, Share)> {
        let mut to = from + self.listed_unit(from)?;
        let single = self.slice(from, to);
        let mut units = 1;
        while self.gap(to) > Gap::Space && self.gap(to) <= Gap::Comma {
            let Some(n) = self.listed_unit(to) else { break };
            to += n;
            units += 1;
        }
        let colon = self.gap(to) == Gap::Colon;
        let named = units == 1 && self.gap(to) == Gap::Space && self.capital(to) && !self.is(to, BodyWord::Region);
        let unit = if units == 1 { single.to_owned() } else { String::new() };
        let unit = if before.is_empty() { large(&unit) } else { unit };
        let share = Share::Place { before: before.to_owned(), unit, listed: true };
        ((colon || named) && self.shared_piece(to, &share).is_some()).then_some((to, share))
    }

    fn listed_unit(&self, at: usize) -> Option<usize> {
        let n = (at < self.len()).then(|| self.phrase(at, BodyWord::Unit)).flatten();
        n.or_else(|| (self.slice(at, at + 2).to_lowercase() == "địa phương").then_some(2))
    }

    fn list_of_fields(&self, from: usize, before: &str) -> Option<(usize, Share)> {
        let head = (from < self.len()).then(|| self.head(from)).flatten()?;
        let to = from + head.len;
        let own = self.slice(from, to);
        let head = if before.is_empty() { large(own) } else { format!("{before} {own}") };
        let colon = self.gap(to) == Gap::Colon;
        let share = Share::Field { head: head.clone(), listed: colon };
        if !(colon || self.gap(to) == Gap::Space && self.capital(to)) {
            return None;
        }
        let (end, _) = self.shared_piece(to, &share)?;
        // Without a colon two known fields are needed: one alone may be the name of a class.
        let second = end < self.len()
            && self.gap(end) > Gap::Space
            && self.gap(end) <= Gap::Comma
            && self.shared_piece(end, &share).is_some();
        (colon || second).then_some((to, Share::Field { head, listed: true }))
    }
}

/// With a large first letter, as a name begins.
pub(super) fn large(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |c| c.to_uppercase().chain(letters).collect())
}
