//! The score of the ICDAR 2013 table competition: relations between neighbouring cells (Göbel et al. 2012), averaged by document.
//!
//! A relation is the texts of two cells that are neighbours in a row or a column, blank cells between them skipped; texts are
//! compared without white space.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use phuluc::detect::detect;
use phuluc::model::{Block, Content, Diagnostics, Ruling, Table};
use phuluc::read::{ReadOptions, read};
use rayon::prelude::*;

/// First and last row, first and last column, text.
type Square = (usize, usize, usize, usize, String);

/// How often each relation is met: text, text, whether in a row.
type Relations = BTreeMap<(String, String, bool), usize>;

/// Means over the documents.
#[derive(Clone, Copy, Debug, Default)]
pub struct Icdar {
    pub documents: usize,
    pub precision: f64,
    pub recall: f64,
    pub f1: f64,
}

/// Scores every `NAME.pdf` of a folder against its `NAME-str.xml`, or `NAMEa-str.xml` and `NAMEb-str.xml` together. `keep`: which
/// of the rulings the program gets to see.
pub fn icdar(folder: &Path, keep: fn(&Ruling) -> bool) -> Icdar {
    let mut truths: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for xml in super::files(folder, "xml") {
        let name = xml.file_name().unwrap().to_string_lossy().into_owned();
        let name = name.strip_suffix("-str.xml").unwrap().trim_end_matches(['a', 'b']).to_owned();
        truths.entry(name).or_default().push(xml);
    }
    let one = |(name, xmls): (&String, &Vec<PathBuf>)| {
        let mut wanted = Relations::new();
        for xml in xmls {
            truth(&std::fs::read_to_string(xml).unwrap(), &mut wanted);
        }
        let mut found = Relations::new();
        let bytes = std::fs::read(folder.join(format!("{name}.pdf"))).unwrap();
        let mut document = read(&bytes, &ReadOptions::default()).unwrap();
        if let Content::Pages(pages) = &mut document.content {
            pages.iter_mut().for_each(|p| p.rulings.retain(keep));
        }
        for block in &detect(&document, &mut Diagnostics::default()) {
            if let Block::Table(table) = block {
                relations(&squares(table), &mut found);
            }
        }
        let hits: usize = wanted.iter().map(|(k, n)| found.get(k).map_or(0, |m| *n.min(m))).sum();
        let share = |of: &Relations| hits as f64 / of.values().sum::<usize>().max(1) as f64;
        let (precision, recall) = (share(&found), share(&wanted));
        let f1 = if hits == 0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) };
        (precision, recall, f1)
    };
    let scores: Vec<(f64, f64, f64)> = truths.par_iter().map(one).collect();
    let mean = |part: fn(&(f64, f64, f64)) -> f64| scores.iter().map(part).sum::<f64>() / scores.len() as f64;
    Icdar { documents: scores.len(), precision: mean(|s| s.0), recall: mean(|s| s.1), f1: mean(|s| s.2) }
}

fn squares(table: &Table) -> Vec<Square> {
    let square =
        |c: &phuluc::model::Cell| (c.row, c.row + c.row_span - 1, c.col, c.col + c.col_span - 1, bare(&c.text()));
    table.cells.iter().map(square).collect()
}

fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Adds the relations of a table.
fn relations(cells: &[Square], out: &mut Relations) {
    let mut grid: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (i, cell) in cells.iter().enumerate().filter(|(_, c)| !c.4.is_empty()) {
        for row in cell.0..=cell.1 {
            for col in cell.2..=cell.3 {
                grid.entry((row, col)).or_insert(i);
            }
        }
    }
    let mut pairs: Vec<(usize, usize, bool)> = Vec::new();
    for across in [true, false] {
        // Sorted by line, then along it.
        let mut line: Vec<((usize, usize), usize)> =
            grid.iter().map(|((r, c), i)| (if across { (*r, *c) } else { (*c, *r) }, *i)).collect();
        line.sort_unstable();
        let next = |w: &[((usize, usize), usize)]| w[0].0.0 == w[1].0.0 && w[0].1 != w[1].1;
        pairs.extend(line.windows(2).filter(|w| next(w)).map(|w| (w[0].1, w[1].1, across)));
    }
    pairs.sort_unstable();
    pairs.dedup();
    for (a, b, across) in pairs {
        *out.entry((cells[a].4.clone(), cells[b].4.clone(), across)).or_default() += 1;
    }
}

/// Adds the relations of a truth file, whose tables may stand in several regions.
fn truth(xml: &str, out: &mut Relations) {
    for table in elements(xml, "table") {
        let mut cells = Vec::new();
        for region in elements(table, "region") {
            let shift = |name| attribute(region, name).unwrap_or(0);
            let (down, right) = (shift("row-increment"), shift("col-increment"));
            for cell in elements(region, "cell") {
                let at = |name| attribute(cell, name);
                let (r0, c0) = (at("start-row").unwrap(), at("start-col").unwrap());
                let (r1, c1) = (at("end-row").unwrap_or(r0), at("end-col").unwrap_or(c0));
                let text: String = elements(cell, "content").map(inner).collect();
                // A part that goes on before the first row of the table is told by a negative shift; only neighbours count.
                let place = |at: i64, shift: i64| usize::try_from(at + shift + MARGIN).unwrap();
                cells.push((place(r0, down), place(r1, down), place(c0, right), place(c1, right), bare(&text)));
            }
        }
        relations(&cells, out);
    }
}

/// Added to all places, so that none is negative.
const MARGIN: i64 = 8;

/// The elements of a name, none of them inside another of that name, each from its `<` on.
fn elements<'x>(xml: &'x str, name: &'x str) -> impl Iterator<Item = &'x str> {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let starts: Vec<usize> = xml
        .match_indices(&open)
        .filter(|(at, _)| xml[at + open.len()..].starts_with(|c: char| c.is_whitespace() || c == '>'))
        .map(|(at, _)| at)
        .collect();
    starts.into_iter().map(move |at| &xml[at..at + xml[at..].find(&close).unwrap()])
}

/// A number in an element's first tag.
fn attribute(element: &str, name: &str) -> Option<i64> {
    let tag = &element[..element.find('>')?];
    let rest = &tag[tag.find(&format!(" {name}="))? + name.len() + 2..];
    let quote = rest.chars().next()?;
    rest[1..].split(quote).next()?.parse().ok()
}

/// The text of an element without others inside.
fn inner(element: &str) -> String {
    let text = &element[element.find('>').unwrap() + 1..];
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&")
}
