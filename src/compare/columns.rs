//! Which column of the old table is which of the new: by header, else by a meaning that only one column of each has.

use std::collections::BTreeSet;

use super::diff::{Change, ChangeKind};
use super::sections::Kin;
use crate::lexicon::key;
use crate::package::{Appendix, Column, Package, Task};

/// The columns of two tables.
pub(super) struct Columns<'p> {
    /// Headers that belong together.
    pairs: Vec<(&'p str, &'p str)>,
    /// Headers that only one of the tables has.
    alone: BTreeSet<&'p str>,
    /// Whether the tables are one: then a column that only one has is told once, and not of each row.
    one_table: bool,
}

/// The columns of the tables of an old and a new row.
pub(super) fn pairs_of<'p>(old: &'p Package, new: &'p Package, of: (usize, usize), kin: &Kin) -> Columns<'p> {
    let (a, b) = (&old.appendices[of.0], &new.appendices[of.1]);
    let pairs = pairs(a, b);
    let headers = pairs.iter().filter_map(|(x, y)| Some((x.as_ref()?.header.as_str(), y.as_ref()?.header.as_str())));
    let alone = pairs.iter().filter(|(x, y)| x.is_none() || y.is_none());
    let alone = alone.filter_map(|(x, y)| Some(x.or(*y)?.header.as_str())).collect();
    Columns { pairs: headers.collect(), alone, one_table: kin.same_appendix(of.0, of.1) }
}

impl<'p> Columns<'p> {
    /// The other columns of two rows: header in the old table, in the new one.
    pub(super) fn cells<'t>(&'t self, old: &'t Task, new: &'t Task) -> Vec<(Option<&'t str>, Option<&'t str>)> {
        let known = |h: &str| !(self.one_table && self.alone.contains(h));
        let mut out: Vec<(Option<&str>, Option<&str>)> = Vec::new();
        for header in old.extra.keys().map(String::as_str).filter(|h| known(h)) {
            let other = self.pairs.iter().find(|(a, _)| *a == header).map(|(_, b)| *b);
            out.push((Some(header), other.or(Some(header).filter(|h| new.extra.contains_key(*h)))));
        }
        let paired: Vec<&str> = out.iter().filter_map(|(_, b)| *b).collect();
        let rest = new.extra.keys().map(String::as_str).filter(|h| known(h) && !paired.contains(h));
        let rest: Vec<_> = rest.map(|h| (self.pairs.iter().find(|(_, b)| *b == h).map(|(a, _)| *a), Some(h))).collect();
        out.extend(rest);
        out
    }
}

/// Columns of one table that came, went or have another header.
pub(super) fn changes(old: &Appendix, new: &Appendix) -> Vec<Change> {
    let header = |c: Option<&Column>| c.map(|c| c.header.clone());
    pairs(old, new)
        .into_iter()
        .filter(|(a, b)| a.map(|a| &a.header) != b.map(|b| &b.header))
        .map(|(a, b)| {
            let kind = match (a, b) {
                (None, _) => ChangeKind::ColumnAdded,
                (_, None) => ChangeKind::ColumnDropped,
                _ => ChangeKind::ColumnRenamed,
            };
            Change::new(kind, "column", header(a), header(b))
        })
        .collect()
}

fn pairs<'p>(old: &'p Appendix, new: &'p Appendix) -> Vec<(Option<&'p Column>, Option<&'p Column>)> {
    let mut to: Vec<Option<usize>> = vec![None; old.columns.len()];
    let by_header = |a: &Column, b: &Column| key(&a.header) == key(&b.header) && a.role == b.role;
    let free = |to: &[Option<usize>], j: usize| !to.contains(&Some(j));
    for (i, column) in old.columns.iter().enumerate() {
        to[i] = new.columns.iter().enumerate().position(|(j, c)| free(&to, j) && by_header(column, c));
    }
    for i in (0..to.len()).filter(|i| old.columns[*i].role != "other") {
        let role = &old.columns[i].role;
        let left: Vec<usize> = (0..to.len()).filter(|n| to[*n].is_none() && old.columns[*n].role == *role).collect();
        let open: Vec<usize> =
            (0..new.columns.len()).filter(|j| free(&to, *j) && new.columns[*j].role == *role).collect();
        if let ([only], [other]) = (left.as_slice(), open.as_slice())
            && *only == i
        {
            to[i] = Some(*other);
        }
    }
    let mut out: Vec<_> = (0..to.len()).map(|i| (Some(&old.columns[i]), to[i].map(|j| &new.columns[j]))).collect();
    out.extend((0..new.columns.len()).filter(|j| free(&to, *j)).map(|j| (None, Some(&new.columns[j]))));
    out
}
