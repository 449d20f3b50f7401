//! How well a run of atoms is a cell of a column.
//!
//! All scores are in one unit: about the natural logarithm of a likelihood ratio, so 1 is "rather", 3 "almost surely".
//! Three kinds of evidence are added: what the cell's beginning looks like, whether a line is the rest of the one before,
//! and whether lines end where the column's width makes them end.

use std::collections::{BTreeMap, BTreeSet};

use super::atoms::Atom;
use super::metrics::{Break, excess};
use crate::lexicon::{SPACE_EM, key};
use crate::model::Role;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Task,
    Who,
    When,
    Product,
    Money,
    Code,
    Free,
}

impl Kind {
    pub(super) fn of(role: Option<Role>) -> Self {
        match role {
            Some(Role::Task) => Self::Task,
            Some(Role::Lead | Role::Partner) => Self::Who,
            Some(Role::Deadline) => Self::When,
            // What a column of legal bases holds begins like a product: the names of papers.
            Some(Role::Product | Role::Basis) => Self::Product,
            Some(Role::Budget) => Self::Money,
            Some(Role::Code) => Self::Code,
            _ => Self::Free,
        }
    }
}

/// A column and what has been learned of it from the table itself.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub(super) kind: Kind,
    /// In ems; `None` until learned.
    pub(super) width: Option<f32>,
    /// Cost of an empty cell.
    pub(super) empty: f32,
    /// Share of the line breaks inside its cells that show as a blank line.
    pub(super) blank: f32,
    /// Share of its cells that end with a full stop.
    pub(super) stop: f32,
    /// Which of two columns of bodies it is.
    pub(super) body: Body,
    /// What its cells say where nothing is doubtful, as a key.
    pub(super) names: BTreeSet<String>,
    /// What a further body in a cell says, against the other column of bodies: who leads is one, who takes part are several,
    /// as a rule.
    pub(super) another: f32,
    /// How often its cells begin with a word, as a key, in rows in which no body is missing.
    pub(super) heads: BTreeMap<String, u32>,
}

/// Which of two columns of bodies a column is, where there are two: the one merged down over rows, or the one left empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Body {
    Lead,
    Partner,
    /// There is but one, or it is no column of bodies.
    Only,
    /// A column of bodies or persons that neither lead nor help.
    Other,
}

impl Column {
    /// What is believed before anything is learned.
    pub(super) fn new(kind: Kind, body: Body) -> Self {
        let empty = match kind {
            Kind::Task => 8.0,
            Kind::Who if matches!(body, Body::Lead | Body::Only) => 3.0,
            Kind::Who => 1.5,
            Kind::When => 2.5,
            Kind::Product => 1.5,
            Kind::Money | Kind::Code | Kind::Free => 1.0,
        };
        let (blank, stop) = if kind == Kind::Task { (0.1, 0.6) } else { (0.4, 0.1) };
        Self {
            kind,
            width: None,
            empty,
            blank,
            stop,
            body,
            names: BTreeSet::new(),
            another: 0.0,
            heads: BTreeMap::new(),
        }
    }
}

/// Share of the cell boundaries that show as a blank line, where the source has blank lines at all.
#[derive(Clone, Copy, Debug)]
pub(super) struct Blanks {
    pub(super) used: bool,
    pub(super) at_boundary: f32,
}

impl Blanks {
    fn evidence(self, share: f32, blank: bool) -> f32 {
        if !self.used {
            return 0.0;
        }
        let share = share.clamp(0.02, 0.98);
        // Half weight: blank lines of one row are not independent of each other.
        0.5 * if blank { share.ln() } else { (1.0 - share).ln() }
    }

    /// A cell ends before this atom.
    pub(super) fn boundary(self, atom: &Atom) -> f32 {
        // In the middle of a line nothing shows it; on the last line of a page it is as likely as not.
        match (atom.first, atom.page_foot) {
            (true, _) => self.evidence(self.at_boundary, atom.blank),
            (false, true) => -0.3,
            (false, false) if atom.weak => {
                if atom.follows {
                    -3.0
                } else {
                    -1.0
                }
            }
            (false, false) => -1.0,
        }
    }

    /// No cell ends before this atom.
    pub(super) fn inside(self, column: &Column, atom: &Atom) -> f32 {
        if atom.first { self.evidence(column.blank, atom.blank) } else { 0.0 }
    }
}

/// What the empty cell of a column costs more where no row above could lend it a value merged down.
const NOTHING_ABOVE: f32 = 3.0;
/// An empty time below a row costs at most this: it may be merged down, printed once.
const MERGED_TIME: f32 = 2.5;

impl Column {
    /// Cost of leaving its cell in a row empty. `above`: a row stands directly above.
    pub(super) fn left_empty(&self, above: bool) -> f32 {
        match (self.kind, above) {
            (Kind::Who, false) if matches!(self.body, Body::Lead | Body::Only) => self.empty + NOTHING_ABOVE,
            (Kind::When, true) => self.empty.min(MERGED_TIME),
            _ => self.empty,
        }
    }
}

/// What the whole of a cell says for its column: bodies that stand in one column of the table stand there again.
pub(super) fn known_name(columns: &[Column], column: usize, text: &str) -> f32 {
    let name = key(text);
    let holds = |c: &Column| c.names.contains(&name);
    let others = || columns.iter().enumerate().any(|(i, c)| i != column && holds(c));
    match (holds(&columns[column]), others()) {
        (true, false) => 0.8,
        (true, true) => 0.6,
        (false, true) => 0.3,
        (false, false) => 0.0,
    }
}

/// What the first word of a cell says, where the table has bodies or persons beside lead and partner: persons in the one
/// column, bodies in the others.
pub(super) fn known_head(columns: &[Column], column: usize, text: &str) -> f32 {
    /// Most that it may say.
    const MOST: f32 = 2.0;
    if columns.iter().all(|c| c.body != Body::Other) {
        return 0.0;
    }
    let word = key(text.split_whitespace().next().unwrap_or_default());
    let seen = |c: &Column| c.heads.get(&word).copied().unwrap_or_default();
    let own = seen(&columns[column]);
    let most = columns.iter().enumerate().filter(|(i, _)| *i != column).map(|(_, c)| seen(c)).max().unwrap_or_default();
    let share = |n: u32| f64::from(n) + 0.5;
    #[allow(clippy::cast_possible_truncation, reason = "a logarithm of counts")]
    let evidence = (share(own) / share(most)).ln() as f32;
    evidence.clamp(-MOST, MOST)
}

/// A code has at most so many words (`TC 1.1`).
const CODE_WORDS: usize = 3;

/// A cell of the column begins with the atom.
pub(super) fn start(column: &Column, atom: &Atom) -> f32 {
    let kind = column.kind;
    let looks = |score: f32, none: f32| match score {
        s if s >= 3.0 => 2.5,
        s if s >= 2.0 => 1.5,
        s if s >= 1.0 => 0.5,
        s if s > 0.0 => -1.0,
        _ => none,
    };
    let small = if atom.small { -3.0 } else { 0.0 };
    let other = |agency: f32, deadline: f32| {
        let mut sum = 0.0;
        sum -= if atom.agency >= 3.0 { agency } else { 0.0 };
        sum -= if atom.deadline >= 3.0 { deadline } else { 0.0 };
        sum
    };
    // A figure alone is no text; it is the rest of one.
    let bare = if atom.text.bytes().all(|b| b.is_ascii_digit()) { -1.5 } else { 0.0 };
    match kind {
        Kind::Task => 0.5 + small + bare + other(1.5, 2.0),
        Kind::Who => looks(atom.agency, -3.0) + small + other(0.0, 2.0) + many(column.body, atom.text),
        // Times are also printed in small letters ("hằng năm").
        Kind::When => {
            looks(atom.deadline, -2.5) + small.max(if atom.deadline >= 3.0 { -1.0 } else { -3.0 }) + other(1.5, 0.0)
        }
        Kind::Product => looks(atom.product, 0.0) + small + bare + other(1.5, 1.5),
        Kind::Money => {
            if atom.money || atom.figure {
                2.5
            } else {
                -3.0
            }
        }
        // A code has figures in it and is short.
        Kind::Code => {
            let short = atom.text.split(' ').count() <= CODE_WORDS;
            if short && atom.text.contains(|c: char| c.is_ascii_digit()) { 1.0 } else { -3.0 }
        }
        Kind::Free => small + bare + other(1.0, 1.0) - if atom.money { 0.5 } else { 0.0 },
    }
}

/// Those who take part are many, who leads is one, as a rule.
fn many(body: Body, text: &str) -> f32 {
    let first = text.split_whitespace().next().unwrap_or_default();
    match body {
        Body::Partner if key(first) == key("các") => 0.5,
        Body::Lead if key(first) == key("các") => -0.3,
        _ => 0.0,
    }
}

/// A cell does not end in the middle of a name that is known whole.
const CUT_NAME: f32 = 3.0;

/// A cell of the column ends with `a`; `b` begins another one.
/// `alone`: the cell is nothing but `a`. `rest`: it goes on behind a page break, where the rest of another cell may follow.
pub(super) fn end(column: &Column, a: &Atom, b: &Atom, (alone, rest): (bool, bool)) -> f32 {
    let mut sum = full_stop(column, a);
    if a.name_head && !a.page_foot {
        sum -= if alone || a.bare_head { 3.0 } else { 0.7 };
    }
    // The rest of a name that is seen whole elsewhere.
    sum -= if b.follows && !b.breaks && (a.name_head || a.open_end) { 1.5 } else { 0.0 };
    sum -= if b.within { CUT_NAME } else { 0.0 };
    // "năm học" ⏎ "2025 - 2026"
    sum -= if a.school_year && b.text.starts_with(|c: char| c.is_ascii_digit()) { 4.0 } else { 0.0 };
    if a.open_end && !b.breaks && !a.page_foot {
        // "năm" ⏎ "2024", "Nghị định số" ⏎ "61"
        sum -= match b.text.starts_with(|c: char| c.is_ascii_digit()) {
            _ if a.cut_below => 1.0,
            true => 5.0,
            false => 3.0,
        };
    }
    if b.small && !b.breaks && b.deadline < 3.0 {
        // A full stop closes the cell whatever comes; then a row goes on that a page break had cut.
        sum -= if a.text.ends_with('.') || rest { 1.0 } else { 3.0 };
    }
    if !b.first && !b.page_foot && !b.weak && fills_line(column, b) {
        sum -= 1.0;
    }
    match column.kind {
        // What a colon announces has marks or small letters; a capital is as well another cell's.
        Kind::Task if a.text.ends_with(':') && !b.small && !b.bullet && !b.breaks => {}
        Kind::Task if a.text.ends_with([';', ':']) => sum -= 1.0,
        Kind::Who if a.text.ends_with(';') => sum -= 2.5,
        _ => {}
    }
    sum
}

/// Whether the line an atom stands on is as long as a line of the column that was broken for want of room: then it is rather
/// all one cell's.
fn fills_line(column: &Column, atom: &Atom) -> bool {
    let broken = Break { line: atom.line_width, next: atom.next_word };
    column.width.is_some_and(|w| excess(atom.line_width, w) == 0.0 && broken.room(w) <= 0.0)
}

/// What a full stop, or its absence, says of the end of a cell: as often as the column's cells end with one, against the
/// lines that merely end so.
fn full_stop(column: &Column, a: &Atom) -> f32 {
    // Of the lines inside a cell one in twenty ends a sentence.
    const INSIDE: f32 = 0.05;
    let share = column.stop.clamp(0.03, 0.97);
    if a.text.ends_with(['.', '!']) {
        0.7 * (share / INSIDE).ln().clamp(-1.0, 3.0)
    } else {
        0.7 * ((1.0 - share) / (1.0 - INSIDE)).ln()
    }
}

/// Whether a line of a cell ends where the column's width makes it end. `line`: width of the cell's part of the line.
pub(super) fn line_end(column: &Column, line: f32, a: &Atom, b: &Atom) -> f32 {
    let Some(width) = column.width else { return 0.0 };
    let broken = Break { line, next: b.first_word };
    if broken.early(width) {
        // A paragraph may end early; a line in the middle of a sentence does not.
        let paragraph = b.bullet || (!b.small && (a.sentence_end || a.text.ends_with(',') || b.agency >= 2.0));
        return if paragraph { -0.5 } else { -2.0 };
    }
    // Within the error of the measure, whether it would have fitted still says a little.
    if broken.room(width) > 0.0 { -0.4 } else { 0.3 }
}

/// A line of a cell sticks out of its column. `joined`: a number stands before it, behind which two lines may stand on one.
pub(super) fn too_wide(column: &Column, line: f32, joined: bool) -> f32 {
    if joined && column.kind == Kind::Task && column.width.is_some_and(|w| line > w && line < 2.0 * w) {
        return -0.5;
    }
    column.width.map_or(0.0, |w| -(3.0 * excess(line, w)).min(6.0))
}

/// Width of a line after an atom joins it.
pub(super) fn joined(line: f32, atom: &Atom) -> f32 {
    if atom.first { atom.width } else { line + SPACE_EM + atom.width }
}
