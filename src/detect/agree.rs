//! Do rulings and tags say the same?
//!
//! In: a page and its ruled tables, filled. Out: the same, with doubts on the cells in which rulings and tags differ, and
//! with the tables that only the tags know, or know better. Two cells are one where they hold the same glyphs; they stand in
//! the same place where the cells beside them and the rows they cover are the same too. What only one reading has (a header
//! repeated on each page is no part of the tags) is not compared.

use std::collections::{BTreeMap, BTreeSet};

use super::fill::Filled;
use super::heads;
use super::tagged::{self, Reading};
use crate::model::{Cell, Code, Diagnostic, Message, Page, Region, Table, regions_of};

/// What is said of a cell in which the readings differ.
const DIFFER: Message = Message::new("doubt-readings-differ");

/// A cell: table and index in it.
type Place = (usize, usize);

/// How the two readings of a page stand to each other.
struct Verdict {
    /// Ruled cells that are tagged cells.
    same: BTreeMap<Place, Place>,
    /// Ruled cells in which the readings differ.
    differing: BTreeSet<Place>,
    /// Ruled table → the tagged one that is better.
    better: BTreeMap<usize, usize>,
    /// Tagged tables without a glyph in a ruled one.
    alone: Vec<usize>,
    /// Where the tags continue a ruled table beyond its rulings.
    outside: Vec<Region>,
}

/// Checks the ruled tables of a page by its tags: cells in which they differ are doubted, irregular ones that the tags
/// confirm are not, and tables that only the tags know, or know better, are taken from them.
pub(super) fn settle(page: &Page, found: &mut Filled) -> Option<Diagnostic> {
    let mut tags = tagged::read(page);
    let verdict = compare(page, &found.tables, &found.places, &tags);
    for (r, t) in &verdict.same {
        if tags.is_cell_sound(*t) {
            found.tables[r.0].cells[r.1].doubt = None;
        }
    }
    for (table, cell) in &verdict.differing {
        found.tables[*table].cells[*cell].doubt.get_or_insert(DIFFER);
    }
    let confirmed: BTreeSet<Place> = verdict.same.values().copied().collect();
    for (r, t) in &verdict.better {
        for (c, cell) in tags.tables[*t].cells.iter_mut().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            cell.doubt = (!confirmed.contains(&(*t, c))).then_some(DIFFER);
        }
        found.tables[*r].rows = 0;
        found.places.iter_mut().filter(|p| p.is_some_and(|p| p.0 == *r)).for_each(|p| *p = None);
    }
    let alone = verdict.alone.into_iter().filter(|t| tags.is_sound(*t) && tagged::is_data(&tags.tables[*t]));
    for t in alone.chain(verdict.better.values().copied()) {
        take(page, &tags, t, found);
    }
    drop_replaced(found);
    let (message, hint) =
        (Message::new("readings-differ").with("page", page.number), Message::new("readings-differ-hint"));
    let outside = verdict.outside;
    (!outside.is_empty()).then(|| Diagnostic::new(Code::ReadingsDiffer, message).hint(hint).at(outside))
}

/// Takes a table from the tags, with the header over it.
fn take(page: &Page, tags: &Reading, t: usize, found: &mut Filled) {
    let mut table = tags.tables[t].clone();
    let free: Vec<bool> = found.places.iter().zip(&tags.places).map(|(a, b)| a.is_none() && b.is_none()).collect();
    let header = heads::adopt(page, &free, &mut table);
    let (index, above) = (found.tables.len(), if header.is_empty() { 0 } else { table.cols });
    for (place, tag) in found.places.iter_mut().zip(&tags.places) {
        if let Some((_, cell)) = tag.filter(|p| p.0 == t) {
            *place = Some((index, cell + above));
        }
    }
    for (glyph, cell) in header {
        found.places[glyph] = Some((index, cell));
    }
    found.tables.push(table);
}

/// Takes out the tables that gave way to others; their glyphs are elsewhere by now.
fn drop_replaced(found: &mut Filled) {
    let mut index = Vec::new();
    let mut kept = 0;
    for table in &found.tables {
        index.push(kept);
        kept += usize::from(table.rows > 0);
    }
    for place in found.places.iter_mut().flatten() {
        place.0 = index[place.0];
    }
    found.tables.retain(|t| t.rows > 0);
}

fn compare(page: &Page, ruled: &[Table], places: &[Option<Place>], tags: &Reading) -> Verdict {
    let shared = Shared::of(page, places, &tags.places);
    let mut same = shared.pairs();
    let mut differing = shared.cut(&same);
    differing.extend(displaced(ruled, &tags.tables, &same));
    differing.retain(|r| {
        !shared.nested.contains(&r.0) && shared.of_ruled[r].keys().flatten().all(|t| tags.is_cell_sound(*t))
    });
    same.retain(|r, _| !differing.contains(r));
    let better = better(ruled, tags, &shared, &differing);
    let in_ruled =
        |(t, held): (&Place, &BTreeMap<Option<Place>, usize>)| held.keys().any(Option::is_some).then_some(t.0);
    let met: BTreeSet<usize> = shared.of_tag.iter().filter_map(in_ruled).collect();
    let alone = (0..tags.tables.len()).filter(|t| !met.contains(t)).collect();
    let outside = outside(ruled, tags, &shared);
    Verdict { same, differing, better, alone, outside }
}

/// How many glyphs each ruled cell shares with each tagged one.
struct Shared {
    of_ruled: BTreeMap<Place, BTreeMap<Option<Place>, usize>>,
    of_tag: BTreeMap<Place, BTreeMap<Option<Place>, usize>>,
    /// Ruled tables that stand in one tagged cell: the tags say nothing about their inside.
    nested: BTreeSet<usize>,
}

impl Shared {
    fn of(page: &Page, ruled: &[Option<Place>], tagged: &[Option<Place>]) -> Self {
        let mut out = Self { of_ruled: BTreeMap::new(), of_tag: BTreeMap::new(), nested: BTreeSet::new() };
        for ((g, r), t) in page.glyphs.iter().zip(ruled).zip(tagged) {
            if g.is_space() || g.angle % 90 != 0 {
                continue;
            }
            if let Some(r) = r {
                *out.of_ruled.entry(*r).or_default().entry(*t).or_default() += 1;
            }
            if let Some(t) = t {
                *out.of_tag.entry(*t).or_default().entry(*r).or_default() += 1;
            }
        }
        let mut inside: BTreeMap<usize, (usize, BTreeSet<Place>)> = BTreeMap::new();
        for (r, held) in &out.of_ruled {
            let (cells, tags) = inside.entry(r.0).or_default();
            *cells += 1;
            tags.extend(held.keys().flatten());
        }
        out.nested =
            inside.iter().filter(|(_, (cells, tags))| *cells > 1 && tags.len() == 1).map(|(r, _)| *r).collect();
        out
    }

    /// Cells that hold the same glyphs.
    fn pairs(&self) -> BTreeMap<Place, Place> {
        let only = |held: &BTreeMap<Option<Place>, usize>| match held.iter().next() {
            Some((one, _)) if held.len() == 1 => *one,
            _ => None,
        };
        let pair = |(r, held): (&Place, &BTreeMap<_, _>)| {
            let t = only(held)?;
            (only(self.of_tag.get(&t)?) == Some(*r)).then_some((*r, t))
        };
        self.of_ruled.iter().filter_map(pair).collect()
    }

    /// Ruled cells whose glyphs the tags put otherwise; those without tags are not compared.
    fn cut(&self, pairs: &BTreeMap<Place, Place>) -> BTreeSet<Place> {
        let tagged = |held: &BTreeMap<Option<Place>, usize>| held.keys().any(Option::is_some);
        self.of_ruled.iter().filter(|(r, held)| tagged(held) && !pairs.contains_key(r)).map(|(r, _)| *r).collect()
    }
}

/// Ruled cells that hold the same glyphs as tagged ones but stand elsewhere in their table.
fn displaced(ruled: &[Table], tagged: &[Table], pairs: &BTreeMap<Place, Place>) -> BTreeSet<Place> {
    let ruled_cell = |p: &Place| &ruled[p.0].cells[p.1];
    let tagged_cell = |p: &Place| &tagged[p.0].cells[p.1];
    let rows = rows(pairs, |p| (p.0, ruled_cell(p).row), |p| (p.0, tagged_cell(p).row));
    let back: BTreeMap<(usize, usize), (usize, usize)> = rows.iter().map(|(r, t)| (*t, *r)).collect();
    let covered = |table: usize, cell: &Cell| (cell.row..cell.row + cell.row_span).map(move |row| (table, row));
    let mut out = BTreeSet::new();
    for (r, t) in pairs {
        let (a, b) = (ruled_cell(r), tagged_cell(t));
        let mine: BTreeSet<_> = covered(r.0, a).filter_map(|row| rows.get(&row).copied()).collect();
        let theirs: BTreeSet<_> = covered(t.0, b).filter(|row| back.contains_key(row)).collect();
        let same_columns = (a.col, a.col_span) == (b.col, b.col_span) || ruled[r.0].cols != tagged[t.0].cols;
        if rows.get(&(r.0, a.row)) != Some(&(t.0, b.row)) || mine != theirs || !same_columns {
            out.insert(*r);
        }
    }
    out
}

/// Which tagged row each ruled row is, by the cells that begin in both; rows that are cut or joined have none.
fn rows(
    pairs: &BTreeMap<Place, Place>,
    ruled: impl Fn(&Place) -> (usize, usize),
    tagged: impl Fn(&Place) -> (usize, usize),
) -> BTreeMap<(usize, usize), (usize, usize)> {
    let mut there: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    let mut back: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for (r, t) in pairs {
        there.entry(ruled(r)).or_default().insert(tagged(t));
        back.entry(tagged(t)).or_default().insert(ruled(r));
    }
    let one = |(r, set): (&(usize, usize), &BTreeSet<(usize, usize)>)| {
        let t = set.first().filter(|_| set.len() == 1)?;
        (back.get(t)?.len() == 1).then_some((*r, *t))
    };
    there.iter().filter_map(one).collect()
}

/// Ruled tables that the tags know better: trusted tags hold every glyph of it, and where they differ they only cut finer
/// (a ruling proves a border, but coloured headers and airy tables have borders without one), or the rulings make no
/// rectangles.
fn better(ruled: &[Table], tags: &Reading, shared: &Shared, differing: &BTreeSet<Place>) -> BTreeMap<usize, usize> {
    let mut out = BTreeMap::new();
    for (r, table) in ruled.iter().enumerate().filter(|(r, _)| differing.iter().any(|d| d.0 == *r)) {
        let cells = || shared.of_ruled.iter().filter(|(place, _)| place.0 == r);
        let held: BTreeSet<Option<usize>> = cells().flat_map(|(_, t)| t.keys().map(|k| k.map(|k| k.0))).collect();
        let Some(t) = held.first().copied().flatten().filter(|t| held.len() == 1 && tags.is_sound(*t)) else {
            continue;
        };
        let mut of_tag = shared.of_tag.iter().filter(|(p, _)| p.0 == t);
        let inside = of_tag.clone().all(|(_, k)| k.keys().all(|k| k.is_none_or(|k| k.0 == r)));
        let finer = of_tag.all(|(_, k)| k.len() == 1);
        let shapeless = table.cells.iter().any(|c| c.doubt.is_some());
        if inside && (finer || shapeless) {
            out.insert(r, t);
        }
    }
    out
}

/// Where rows that the tags put below the head of a ruled table stand outside of its rulings: each with its page and box.
fn outside(ruled: &[Table], tags: &Reading, shared: &Shared) -> Vec<Region> {
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    let mut out: Vec<Region> = Vec::new();
    for (t, held) in &shared.of_tag {
        let cell = &tags.tables[t.0].cells[t.1];
        if held.keys().flatten().any(|r| !shared.nested.contains(&r.0)) {
            first.entry(t.0).or_insert(cell.row);
        } else if held.keys().all(Option::is_none)
            && first.get(&t.0).is_some_and(|row| *row < cell.row)
            && tags.is_cell_sound(*t)
        {
            out.extend(regions_of(&cell.lines));
        }
    }
    if ruled.is_empty() { Vec::new() } else { out }
}
