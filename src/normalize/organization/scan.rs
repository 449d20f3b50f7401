//! A cell → the names in it, from left to right.
//!
//! Each name begins with what tells its kind (a head, `các`, an office), and at every separator it is decided whether the
//! name goes on, another one begins, or the next piece shares the head of this one.

use super::item::{Item, Mode, Share};
use super::words::{Cell, Gap};
use crate::lexicon::BodyWord;

/// All names of a cell.
pub(super) fn scan(cell: &Cell) -> Vec<Item> {
    let mut scan = Scan { cell, out: Vec::new(), share: None, around: Vec::new() };
    let mut at = 0;
    while at < cell.len() {
        at = scan.next(at).max(at + 1);
    }
    // What stands before a name that never came is said of the last one.
    if let (Some(last), false) = (scan.out.last_mut(), scan.around.is_empty()) {
        last.qualifier.append(&mut scan.around);
    }
    scan.out
}

pub(super) struct Scan<'c, 't> {
    pub(super) cell: &'c Cell<'t>,
    out: Vec<Item>,
    /// What the next piece may take over.
    pub(super) share: Option<Share>,
    /// Said before the next name.
    around: Vec<String>,
}

impl Scan<'_, '_> {
    /// Reads the name at a word; gives where the next one begins.
    fn next(&mut self, at: usize) -> usize {
        let cell = self.cell;
        if let Some((to, prefix)) = self.share.as_ref().and_then(|s| cell.shared_piece(at, s)) {
            let before = Cell::new(&prefix);
            let mode = if before.is(0, BodyWord::Office) {
                Mode::Office
            } else if before.is_force(0) && matches!(self.share, Some(Share::Field { .. })) {
                Mode::Class
            } else {
                Mode::Head
            };
            let mut item = Item::new(at, to, mode);
            item.many = cell.is_level(at);
            (item.prefix, item.top) = (prefix, true);
            return self.read(item, to);
        }
        // Other places of the same body; bodies of another kind begin anew: `Công an tỉnh, các Sở: Nội vụ`.
        if let Some(Share::Place { before, .. }) = &self.share
            && let Some(n) = cell.phrase(at, BodyWord::Plural)
            && let Some((first, share)) = cell.list_of_places(at + n, before)
        {
            self.share = Some(share);
            return self.next(first);
        }
        self.share = None;
        if cell.words[at].bracket {
            if !is_count(cell, at) {
                self.around.push(bare(cell.slice(at, at + 1)));
            }
            return at + 1;
        }
        if let Some(n) = self.said_before(at) {
            self.around.push(cell.slice(at, at + n).to_owned());
            return at + n;
        }
        if let Some((first, share)) = cell.list(at, "") {
            self.share = Some(share);
            return self.next(first);
        }
        let item = self.begin(at);
        let from = item.head_end;
        self.read(item, from)
    }

    /// Words that ask before the name of whom they ask.
    fn said_before(&self, at: usize) -> Option<usize> {
        let cell = self.cell;
        let n = cell.phrase(at, BodyWord::Before)?;
        let to = at + n;
        let follows = to < cell.len()
            && (cell.gap(to) == Gap::Colon
                || (cell.gap(to) == Gap::Space
                    && (cell.proper_head(to).is_some() || cell.plural(to).is_some() || cell.is(to, BodyWord::Office))));
        follows.then_some(n)
    }

    /// The kind of the name at a word.
    fn begin(&self, at: usize) -> Item {
        let cell = self.cell;
        if let Some(n) = cell.phrase(at, BodyWord::Same).filter(|n| cell.ends(at + n)) {
            return Item::new(at, at + n, Mode::Same);
        }
        if let Some(to) = cell.person(at) {
            return Item::new(at, to, Mode::Person);
        }
        let after = at + cell.titles(at).unwrap_or(0);
        let after = after + cell.phrase(after, BodyWord::Plural).unwrap_or(0);
        if after < cell.len()
            && let Some(n) = cell.phrase(after, BodyWord::Office)
        {
            return Item::new(at, after + n, Mode::Office);
        }
        if let Some(n) = cell.phrase(at, BodyWord::Plural) {
            let to = (at + n).min(cell.len());
            let class = if to < cell.len() { cell.phrase(to, BodyWord::Class).unwrap_or(0) } else { 0 };
            return Item::new(at, to + class, Mode::Class);
        }
        if let Some(head) = cell.head(at).filter(|h| !self.is_class_here(at, h.len)) {
            let known = cell.known(at, "").filter(|to| *to > at + head.len);
            let mut item = Item::new(at, known.unwrap_or(at + head.len), Mode::Head);
            (item.top, item.alone) = (head.top, head.alone);
            return item;
        }
        if let Some(to) = cell.known(at, "") {
            let mode = if cell.is_force(at) { Mode::Class } else { Mode::Head };
            return Item { alone: true, ..Item::new(at, to, mode) };
        }
        if let Some(to) = cell.hamlet(at) {
            return Item::new(at, to, Mode::Head);
        }
        if let Some(n) = cell.phrase(at, BodyWord::Unit) {
            let mode = if cell.capital(at + n) && cell.gap(at + n) == Gap::Space { Mode::Head } else { Mode::Class };
            return Item::new(at, at + n, mode);
        }
        let class = cell.phrase(at, BodyWord::Own).or_else(|| cell.phrase(at, BodyWord::Class));
        match class {
            Some(n) => Item::new(at, at + n, Mode::Class),
            None => Item::new(at, at + 1, Mode::Other),
        }
    }

    /// Whether a head is only the name of a class here: `Bộ, ngành`, `sở liên quan`.
    fn is_class_here(&self, at: usize, len: usize) -> bool {
        let cell = self.cell;
        let Some(n) = cell.phrase(at, BodyWord::Class).filter(|n| *n >= len) else { return false };
        if cell.head(at).is_some_and(|h| h.alone) && n == len {
            return false;
        }
        let to = at + n;
        let listed = cell.gap(to) > Gap::Dash
            && cell.gap(to) <= Gap::Comma
            && to < cell.len()
            && cell.is_class(to)
            && (cell.small(to) || cell.ends(to + 1));
        (n > len && cell.small(at)) || listed || cell.is(to.min(cell.len() - 1), BodyWord::Tail)
    }

    /// Reads a name to its end.
    fn read(&mut self, mut item: Item, mut at: usize) -> usize {
        let cell = self.cell;
        item.qualifier.append(&mut self.around);
        while at < cell.len() {
            if cell.words[at].bracket {
                // `Sở A; (2) Sở B`: it counts the next name, and says nothing of this one.
                let begins = || cell.gap(at + 1) == Gap::Space && self.begins(at + 1);
                if is_count(cell, at) && (cell.gap(at) > Gap::Dash || begins()) {
                    return self.close(item, at);
                }
                if at + 1 < cell.len() && cell.gap(at + 1) < Gap::Slash {
                    at += 1;
                    continue;
                }
                item.to = at;
                item.qualifier.push(bare(cell.slice(at, at + 1)));
                at += 1;
                // A name goes on behind a bracket where the class does: `các sở (…), ngành`.
                if self.parts(&item, at) {
                    return self.close(item, at);
                }
                continue;
            }
            if cell.gap(at) == Gap::Space && at > item.from {
                let before = item.prefix.is_empty() && item.mode != Mode::Class;
                let list = if before { cell.list(at, cell.slice(item.from, at)) } else { None };
                if let Some((first, share)) = list {
                    let field = matches!(share, Share::Field { .. });
                    if field && item.mode == Mode::Head && cell.after_unit(at) {
                        return self.close(item, at);
                    }
                    self.share = Some(share);
                    self.around.append(&mut item.qualifier);
                    return self.next(first);
                }
                item.many |= item.mode == Mode::Head && cell.plural(at).is_some_and(|n| cell.is_class(at + n));
                item.many |= item.mode == Mode::Head && cell.is_level(at);
            }
            if let Some(n) = self.joins(&item, at) {
                return self.close(item, at + n);
            }
            if let Some(to) = self.instruction(&item, at) {
                item.to = item.to.max(last_word(cell, item.from, at));
                item.qualifier.push(cell.slice(at, to).to_owned());
                return self.close(item, to);
            }
            if self.parts(&item, at) {
                return self.end(item, at);
            }
            item.many |= item.mode == Mode::Head && cell.gap(at) > Gap::Dash && cell.is_bare_unit(at);
            at += 1;
            item.to = at;
        }
        self.close(item, at)
    }

    /// Ends a name before a word that begins another one.
    fn end(&mut self, mut item: Item, at: usize) -> usize {
        let cell = self.cell;
        if let Some(share) = self.opens_list(&item, at) {
            self.share = Some(share);
            self.around.append(&mut item.qualifier);
            return self.next(at);
        }
        let intro = matches!(item.mode, Mode::Class | Mode::Other) || self.is_label(&item, at);
        if cell.gap(at) == Gap::Colon && intro {
            // `Các đơn vị: A, B`: what follows is who is meant.
            self.around.append(&mut item.qualifier);
            self.around.push(item.text(cell));
            return at;
        }
        if item.mode == Mode::Person && self.is_apposition(at) {
            let to = self.apposition_end(at);
            item.qualifier.push(cell.slice(at, to).to_owned());
            return self.close(item, to);
        }
        self.close(item, at)
    }

    fn close(&mut self, item: Item, at: usize) -> usize {
        // A list goes on with what it began with; a place of another unit goes on with that.
        let own = item.share(self.cell);
        self.share = match (self.share.take(), own) {
            (Some(Share::Field { head, listed }), _) if !item.prefix.is_empty() => Some(Share::Field { head, listed }),
            (Some(Share::Place { listed, .. }), Some(Share::Place { before, unit, .. })) if !item.prefix.is_empty() => {
                Some(Share::Place { before, unit, listed })
            }
            (Some(place), None) if !item.prefix.is_empty() => Some(place),
            (_, own) => own,
        };
        self.out.push(item);
        at
    }

    /// Whether what stands behind a person is the office held.
    pub(super) fn is_apposition(&self, at: usize) -> bool {
        let cell = self.cell;
        at < cell.len()
            && cell.gap(at) < Gap::Dot
            && cell.person(at).is_none()
            && cell.titles(at).is_none()
            && (cell.is(at, BodyWord::Office) || cell.gap(at) == Gap::Dash)
    }

    fn apposition_end(&self, at: usize) -> usize {
        let cell = self.cell;
        (at + 1..cell.len())
            .find(|i| cell.gap(*i) >= Gap::Dot || (cell.gap(*i) > Gap::Dash && cell.person(*i).is_some()))
            .unwrap_or(cell.len())
    }

    /// Where what somebody is to do ends, if it begins at this word.
    fn instruction(&self, item: &Item, at: usize) -> Option<usize> {
        let cell = self.cell;
        if !cell.small(at) || at <= item.from || cell.gap(at) >= Gap::Dot {
            return None;
        }
        let act = cell.is(at, BodyWord::Act);
        let verb = cell.is(at, BodyWord::Verb);
        let deed = cell.is(at, BodyWord::Deed);
        let complete = item.complete(cell, at) || (item.mode == Mode::Head && item.many) || cell.after_unit(at);
        // `Sở Nội vụ - cơ quan thường trực`
        if cell.gap(at) == Gap::Dash && item.complete(cell, at) {
            return Some(cell.stop(at));
        }
        let begins = match item.mode {
            Mode::Class => {
                let does = verb || ["thực hiện", "triển khai"].contains(&cell.slice(at, at + 2));
                let closes = does && cell.deed(at).is_some_and(|n| cell.ends(at + n)) && !self.is_general(item, at);
                (act && at > item.head_end) || closes
            }
            Mode::Head => ((act || verb) && (at > item.head_end || complete)) || (deed && complete),
            Mode::Office | Mode::Person => act || verb || (deed && at > item.head_end),
            Mode::Same | Mode::Other => act,
        };
        begins.then(|| self.instruction_end(at))
    }

    /// Whether the class is one that is told by what it does: `các đơn vị phối hợp`.
    fn is_general(&self, item: &Item, at: usize) -> bool {
        let text = self.cell.slice(item.from, at).to_lowercase();
        ["đơn vị", "cơ quan", "tổ chức", "cá nhân", "bộ phận", "doanh nghiệp", "phòng", "bên"]
            .iter()
            .any(|w| text.ends_with(w))
    }

    fn instruction_end(&self, from: usize) -> usize {
        let cell = self.cell;
        let (mut at, mut object) = (from, false);
        while at < cell.len() {
            let gap = cell.gap(at);
            if at > from && gap >= Gap::Dot {
                break;
            }
            if let Some(n) = cell.deed(at) {
                at += n;
                continue;
            }
            let begins = cell.proper_head(at).is_some() || cell.plural(at).is_some();
            if at > from && gap > Gap::Dash && begins {
                let acts = (at..cell.stop(at)).any(|i| cell.small(i) && cell.is(i, BodyWord::Verb));
                if !object || acts {
                    break;
                }
            }
            object = true;
            at += 1;
        }
        at
    }
}

/// Behind the last word before `at` that is no bracket.
fn last_word(cell: &Cell, from: usize, at: usize) -> usize {
    (from..at).rev().find(|i| !cell.words[*i].bracket).map_or(at, |i| i + 1)
}

/// A bracket that only counts: `(2)`, `(b)`.
fn is_count(cell: &Cell, at: usize) -> bool {
    let text = bare(cell.slice(at, at + 1));
    let figures = !text.is_empty() && text.len() < 3 && text.bytes().all(|b| b.is_ascii_digit());
    figures || (text.chars().count() == 1 && text.chars().all(char::is_lowercase))
}

/// What a bracket says.
fn bare(text: &str) -> String {
    text.trim_matches(['(', ')', '[', ']', ' ']).to_owned()
}
