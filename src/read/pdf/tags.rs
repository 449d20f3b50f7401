//! The structure tree → tagged tables.
//!
//! In: an opened PDF. Out: for each page the tables that the file itself marks as such, cells with their spans and the ids
//! of their marked content. Tags are what the exporting program believed: nothing here is trusted further than its bounds,
//! and a tree with cycles or without end is read as far as the bounds go. Source: ISO 32000-1 14.7, 14.8.4.3, 14.8.5.7.

use std::collections::{BTreeMap, BTreeSet};

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Dict, MaybeRef, Name, Object, ObjectIdentifier};
use hayro_interpret::hayro_syntax::xref::XRef;

use super::tiles::{self, Mark, RawCell};
use crate::model::TaggedTable;

/// Elements nest no deeper than this: documents reach about 20.
const DEPTH: usize = 64;
/// Objects of the tree that are looked at: a table of 1,000 pages has some 400,000.
const OBJECTS: usize = 2_000_000;
/// A role is mapped on no more often than this (a map may go in circles).
const MAPPINGS: usize = 8;

/// The tagged tables of each page, by its number from 1, in the order of the tree.
pub(super) fn tables(pdf: &Pdf) -> BTreeMap<u32, Vec<TaggedTable>> {
    let mut out: BTreeMap<u32, Vec<TaggedTable>> = BTreeMap::new();
    let Some(mut tree) = Tree::of(pdf) else { return out };
    let root = tree.root.clone();
    let mut tables = Vec::new();
    tree.find(&root, None, 0, &mut tables);
    for rows in tables {
        for (page, table) in tiles::parts(rows) {
            out.entry(page).or_default().push(table);
        }
    }
    out
}

/// The tree while it is walked.
struct Tree<'a> {
    xref: &'a XRef,
    root: Dict<'a>,
    roles: Dict<'a>,
    classes: Dict<'a>,
    pages: BTreeMap<ObjectIdentifier, u32>,
    seen: BTreeSet<ObjectIdentifier>,
    left: usize,
}

impl<'a> Tree<'a> {
    fn of(pdf: &'a Pdf) -> Option<Self> {
        let xref = pdf.xref();
        let root = xref.get::<Dict<'a>>(xref.root_id())?.get::<Dict<'a>>(b"StructTreeRoot")?;
        let pages = (1..).zip(pdf.pages().iter()).filter_map(|(n, p)| Some((p.raw().obj_id()?, n))).collect();
        let part = |key: &[u8]| root.get::<Dict<'a>>(key).unwrap_or_default();
        let (roles, classes) = (part(b"RoleMap"), part(b"ClassMap"));
        Some(Self { xref, root, roles, classes, pages, seen: BTreeSet::new(), left: OBJECTS })
    }

    /// What stands under an element, each indirect object once.
    fn kids(&mut self, element: &Dict<'a>) -> Vec<Object<'a>> {
        let mut todo: Vec<MaybeRef<Object<'a>>> = element.get_raw::<Object<'a>>(b"K").into_iter().collect();
        let mut out = Vec::new();
        while let Some(next) = todo.pop() {
            if self.left == 0 {
                break;
            }
            self.left -= 1;
            let object = match next {
                MaybeRef::NotRef(object) => Some(object),
                MaybeRef::Ref(id) if self.seen.insert(id.into()) => self.xref.get::<Object<'a>>(id.into()),
                MaybeRef::Ref(_) => None,
            };
            match object {
                Some(Object::Array(list)) => {
                    let from = todo.len();
                    todo.extend(list.raw_iter());
                    todo[from..].reverse();
                }
                Some(object) => out.push(object),
                None => {}
            }
        }
        out
    }

    /// The elements under an element, each with its role and its page.
    fn elements(&mut self, parent: &Dict<'a>, page: Option<u32>) -> Vec<(String, Dict<'a>, Option<u32>)> {
        let dicts: Vec<Dict<'a>> = self.kids(parent).into_iter().filter_map(Object::into_dict).collect();
        dicts
            .into_iter()
            .filter_map(|d| Some((self.role(&d)?, self.page(&d, page), d)))
            .map(|(r, p, d)| (r, d, p))
            .collect()
    }

    /// The standard role of an element; `None` for what is no element.
    fn role(&self, element: &Dict<'a>) -> Option<String> {
        let mut role = element.get::<Name<'a>>(b"S")?;
        for _ in 0..MAPPINGS {
            match self.roles.get::<Name<'a>>(&role) {
                Some(next) if next != role => role = next,
                _ => break,
            }
        }
        Some(role.as_str().to_owned())
    }

    /// The page an element or a reference to content names, else the one above it.
    fn page(&self, holder: &Dict<'a>, above: Option<u32>) -> Option<u32> {
        match holder.get_ref(b"Pg") {
            Some(id) => self.pages.get(&id.into()).copied(),
            None => above,
        }
    }

    /// All tables below an element.
    fn find(&mut self, parent: &Dict<'a>, page: Option<u32>, depth: usize, out: &mut Vec<Vec<Vec<RawCell>>>) {
        if depth > DEPTH {
            return;
        }
        for (role, element, page) in self.elements(parent, page) {
            if role == "Table" {
                let mut rows = Vec::new();
                self.rows(&element, page, depth + 1, &mut rows);
                out.push(rows);
            } else {
                self.find(&element, page, depth + 1, out);
            }
        }
    }

    /// The rows of a table, whatever they are grouped in.
    fn rows(&mut self, parent: &Dict<'a>, page: Option<u32>, depth: usize, out: &mut Vec<Vec<RawCell>>) {
        if depth > DEPTH {
            return;
        }
        for (role, element, page) in self.elements(parent, page) {
            match role.as_str() {
                "TR" => {
                    let row = self.row(&element, page, depth + 1);
                    out.push(row);
                }
                "Caption" => {}
                _ => self.rows(&element, page, depth + 1, out),
            }
        }
    }

    fn row(&mut self, row: &Dict<'a>, page: Option<u32>, depth: usize) -> Vec<RawCell> {
        let mut out = Vec::new();
        for (role, element, page) in self.elements(row, page) {
            if role == "TH" || role == "TD" {
                let (row_span, col_span) = (self.span(&element, b"RowSpan"), self.span(&element, b"ColSpan"));
                let mut marks = Vec::new();
                self.marks(&element, (page, false), depth + 1, &mut marks);
                out.push(RawCell { row_span, col_span, header: role == "TH", marks });
            }
        }
        out
    }

    /// All marked content below an element; a table in a cell is part of the cell.
    fn marks(&mut self, parent: &Dict<'a>, (page, listed): (Option<u32>, bool), depth: usize, out: &mut Vec<Mark>) {
        if depth > DEPTH {
            return;
        }
        for kid in self.kids(parent) {
            match kid {
                Object::Number(id) => out.extend(mark(page, u32::try_from(id.as_i64()).ok(), listed)),
                Object::Dict(dict) if dict.contains_key(b"S") => {
                    let listed = listed || self.role(&dict).is_some_and(|role| role == "LI");
                    let page = self.page(&dict, page);
                    self.marks(&dict, (page, listed), depth + 1, out);
                }
                // The content of a form XObject counts its ids anew.
                Object::Dict(dict) if !dict.contains_key(b"Stm") => {
                    out.extend(mark(self.page(&dict, page), dict.get::<u32>(b"MCID"), listed));
                }
                _ => {}
            }
        }
    }

    /// Rows or columns that a cell covers, by its attributes or its classes.
    fn span(&self, cell: &Dict<'a>, key: &[u8]) -> usize {
        let classes = list(cell.get::<Object<'a>>(b"C")).into_iter().filter_map(Object::into_name);
        let of_classes = classes.flat_map(|name| list(self.classes.get::<Object<'a>>(&name)));
        let own = list(cell.get::<Object<'a>>(b"A"));
        let span = own.into_iter().chain(of_classes).find_map(|a| a.into_dict()?.get::<u32>(key));
        span.map_or(1, |n| usize::try_from(n).unwrap_or(1).max(1))
    }
}

fn mark(page: Option<u32>, id: Option<u32>, listed: bool) -> Option<Mark> {
    Some(Mark { page: page?, id: id?, listed })
}

/// One object, or those of an array.
fn list(object: Option<Object<'_>>) -> Vec<Object<'_>> {
    match object {
        Some(Object::Array(array)) => array.iter::<Object<'_>>().collect(),
        other => other.into_iter().collect(),
    }
}
