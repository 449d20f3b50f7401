//! One table: its columns over all pages, its rows on each.
//!
//! In: the parts of a table. Out: for each part the lines in columns and the rows. The idea: columns and rows are guessed,
//! measured on what was found, and found again, until both agree.

use std::collections::BTreeMap;

use super::body::{self, BodyLine};
use super::columns::{self, Column, Place, Sample};
use super::gaps::{self, Hint};
use super::header::HeaderCell;
use super::region::Part;
use super::rows::{self, Facts, MODES, Mode, Row};
use super::ruled::{self, Ruled};
use super::span::span_cost;
use super::split::{Layout, Pairs, Piece, Reading, ems, is_number_like, readings};
use super::tail;
use crate::detect::sheet::{Line, Sheet, middle};
use crate::model::Role;

/// Rounds of measuring the columns and reading the lines again; two are enough on clean pages.
const ROUNDS: usize = 4;

/// A part with its rows.
pub(super) struct Read {
    pub(super) places: Vec<Place>,
    /// Cells stand in the middle of their rows.
    pub(super) centred: bool,
    /// The page prints the table's header.
    pub(super) headed: bool,
    pub(super) body: Vec<BodyLine>,
    pub(super) rows: Vec<Row>,
    /// Of each line the columns that a rule right above it covers.
    pub(super) above: Vec<Vec<bool>>,
    /// Rules part all rows of the table.
    pub(super) strict: bool,
    /// Rules or clean white space part the columns.
    pub(super) fenced: bool,
}

/// A page's lines and what is known of them so far.
struct PageState<'a> {
    /// A character grid, no printed page.
    grid: bool,
    ruled: Ruled,
    /// Rules are the separators, or white space that no word stands on.
    fenced: bool,
    lines: Vec<&'a Line<'a>>,
    at: &'a [usize],
    /// Middle of each line and the empty lines above it, in line heights, as they would be without a watermark.
    ys: Vec<(f32, f32)>,
    separators: Vec<f32>,
    places: Vec<Place>,
    pieces: Vec<Vec<Option<Piece>>>,
    readings: Vec<Vec<Reading>>,
    spans: Vec<Option<f32>>,
}

/// The columns of the core meanings, by the header.
#[derive(Clone, Copy, Debug)]
pub(super) struct Roles {
    pub(super) number: Option<usize>,
    pub(super) task: Option<usize>,
    pub(super) lead: Option<usize>,
    pub(super) partner: Option<usize>,
    pub(super) deadline: Option<usize>,
}

/// Reads a table; `None` where it has no two columns.
pub(super) fn read(sheets: &[Sheet], parts: &[Part]) -> Option<(Roles, Vec<Read>)> {
    let header = parts.iter().find_map(|p| p.header.as_ref())?;
    let n = header.leaves.len();
    if n < 2 {
        return None;
    }
    let role = |wanted| header.leaves.iter().position(|c| c.role() == Some(wanted));
    let number = role(Role::Number).filter(|k| *k == 0);
    let roles = Roles {
        number,
        task: role(Role::Task),
        lead: role(Role::Lead),
        partner: role(Role::Partner),
        deadline: role(Role::Deadline),
    };
    let meanings: Vec<Option<Role>> = header.leaves.iter().map(HeaderCell::role).collect();
    let (parts, printed) = &without_prose(sheets, parts, &header.leaves);
    let mut pages = start(sheets, parts, &header.leaves, printed);
    let mut columns = measure(&pages, n);
    for _ in 0..ROUNDS {
        let pairs = pairs(&pages);
        for page in &mut pages {
            again(page, &columns, number, &meanings, &pairs);
        }
        columns = measure(&pages, n);
    }
    let pairs = pairs(&pages);
    let bodies: Vec<Vec<BodyLine>> = pages
        .iter()
        .map(|p| {
            let (places, separators) = (&p.places, &p.separators);
            let layout = Layout {
                columns: &columns,
                places,
                separators,
                number,
                roles: &meanings,
                pairs: &pairs,
                grid: p.grid,
                fenced: p.fenced,
            };
            body::read(&p.lines, p.at, &p.ys, &p.readings, &p.spans, &layout)
        })
        .collect();
    let above: Vec<Vec<Vec<bool>>> = pages.iter().map(|p| p.ruled.above(&p.lines, &p.places)).collect();
    let (mode, strict, cut) = cut(&bodies, &above, &columns, &roles);
    let centred = mode.cells_middle;
    let each = pages.into_iter().zip(bodies).zip(cut).zip(above).zip(parts);
    Some((
        roles,
        each.map(|((((p, body), rows), above), part)| Read {
            fenced: p.fenced,
            places: p.places,
            centred,
            headed: part.header.is_some(),
            body,
            rows,
            above,
            strict,
        })
        .collect(),
    ))
}

/// First guess of every page, by white space: each by itself, then with what most pages say. Printed pages of one width are laid
/// out alike: they are one long page.
fn start<'a>(
    sheets: &'a [Sheet<'a>],
    parts: &'a [Part],
    header: &[HeaderCell],
    printed: &LaidOut,
) -> Vec<PageState<'a>> {
    let alone = guess(sheets, parts, header, printed, &[]);
    // What parts the columns of such pages does not depend on the others.
    if alone.iter().all(|p| p.fenced) {
        return alone;
    }
    let common: Vec<f32> = match alone.as_slice() {
        [] | [_] => return alone,
        // Of two pages the first has the header above.
        [first, _] => first.separators.clone(),
        _ => (0..header.len() - 1).map(|k| middle(alone.iter().filter_map(|p| p.separators.get(k).copied()))).collect(),
    };
    guess(sheets, parts, header, printed, &common)
}

/// The parts of a table without the prose below it on its last page, and how their pages are laid out.
fn without_prose(sheets: &[Sheet], parts: &[Part], header: &[HeaderCell]) -> (Vec<Part>, LaidOut) {
    let mut out = parts.to_vec();
    let mut printed = laid_out(sheets, parts, header);
    if let Some(last) = out.iter_mut().rfind(|p| !p.body.is_empty())
        && let Some((separators, _)) = printed.get(&width(&sheets[last.sheet])).filter(|_| !sheets[last.sheet].grid)
    {
        let numbered = header.first().is_some_and(|c| c.role() == Some(Role::Number));
        let prose = tail::prose(&lines(sheets, last), separators, numbered);
        if prose > 0 {
            last.body.truncate(last.body.len() - prose);
            printed = laid_out(sheets, &out, header);
        }
    }
    (out, printed)
}

/// The separators of printed pages, by the width of the page in points, and whether hardly a line has a word on one.
type LaidOut = BTreeMap<u32, (Vec<f32>, bool)>;

fn laid_out(sheets: &[Sheet], parts: &[Part], header: &[HeaderCell]) -> LaidOut {
    let mut widths: BTreeMap<u32, Vec<&Part>> = BTreeMap::new();
    for part in parts.iter().filter(|p| !sheets[p.sheet].grid) {
        widths.entry(width(&sheets[part.sheet])).or_default().push(part);
    }
    let each = widths.into_iter().map(|(width, parts)| {
        let own = parts.iter().find_map(|p| p.header.as_ref()).map_or(header, |h| &h.leaves);
        let lines: Vec<&Line> = parts.iter().flat_map(|p| lines(sheets, p)).collect();
        let separators = gaps::separators(&lines, &hints(own), &[], parts.len());
        let clean = gaps::is_clean(&lines, &separators);
        (width, (separators, clean))
    });
    each.collect()
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a page is some hundred points wide")]
fn width(sheet: &Sheet) -> u32 {
    sheet.page.width.max(0.0) as u32
}

fn lines<'a>(sheets: &'a [Sheet<'a>], part: &Part) -> Vec<&'a Line<'a>> {
    part.body.iter().map(|i| &sheets[part.sheet].lines[*i]).collect()
}

fn hints(cells: &[HeaderCell]) -> Vec<Hint> {
    cells.iter().map(|c| Hint { x0: c.x0, x1: c.x1, role: c.role() }).collect()
}

fn guess<'a>(
    sheets: &'a [Sheet<'a>],
    parts: &'a [Part],
    header: &[HeaderCell],
    printed: &LaidOut,
    common: &[f32],
) -> Vec<PageState<'a>> {
    let mut hints = self::hints(header);
    let mut out = Vec::new();
    for part in parts {
        if let Some(own) = &part.header {
            hints = self::hints(&own.leaves);
        }
        let sheet = &sheets[part.sheet];
        let lines = lines(sheets, part);
        let ruled = Ruled::new(sheet);
        let rules = ruled.separators(&lines, hints.len()).map(|s| (s, true));
        // Pages bound on both sides have other margins left and right: then each is read by itself.
        let alike = || printed.get(&width(sheet)).filter(|p| !sheet.grid && p.1).cloned();
        let (separators, fenced) =
            rules.or_else(alike).unwrap_or_else(|| (gaps::separators(&lines, &hints, common, 1), false));
        let pieces: Vec<_> = lines.iter().map(|l| gaps::roughly(l, &separators)).collect();
        let before: Vec<Place> =
            hints.iter().map(|h| Place { left: h.x0, middle: f32::midpoint(h.x0, h.x1), x0: h.x0, x1: h.x1 }).collect();
        let places = columns::places(&lines, &pieces, &before);
        for (hint, place) in hints.iter_mut().zip(&places) {
            (hint.x0, hint.x1) = (place.x0, place.x1);
        }
        let (readings, spans) = (vec![Vec::new(); lines.len()], vec![None; lines.len()]);
        let ys = heights(&lines, part);
        let (grid, at) = (sheet.grid, part.body.as_slice());
        out.push(PageState { grid, ruled, fenced, lines, at, ys, separators, places, pieces, readings, spans });
    }
    out
}

/// Letters of a watermark between two lines push them apart.
fn heights(lines: &[&Line], part: &Part) -> Vec<(f32, f32)> {
    let mut out: Vec<(f32, f32)> = Vec::new();
    let mut shift = 0.0;
    for (i, line) in lines.iter().enumerate() {
        let marked = i > 0 && part.marks.iter().any(|m| (part.body[i - 1]..part.body[i]).contains(m));
        if marked {
            shift += line.y - lines[i - 1].y - 1.0;
        }
        out.push((line.y - shift, if marked { 0.0 } else { line.blank }));
    }
    out
}

/// How the columns are set and how wide they are.
fn measure(pages: &[PageState], n: usize) -> Vec<Column> {
    (0..n)
        .map(|k| {
            let pieces: Vec<_> = pages.iter().flat_map(|p| own(p, k)).collect();
            columns::column(&pieces)
        })
        .collect()
}

/// A column's pieces on a page: place, edges, ems, and whether its width is surely its own: white space parts it from both
/// neighbours, and what stands behind it is the next column's, where that has text hereabouts.
fn own(page: &PageState, k: usize) -> Vec<Sample> {
    let next = |i: usize| page.pieces.get(i).is_some_and(|p| p.get(k + 1).is_some_and(Option::is_some));
    let mut out = Vec::new();
    for (i, (line, pieces)) in page.lines.iter().zip(&page.pieces).enumerate() {
        if let Some((a, b)) = pieces[k] {
            let free = next(i) || !(next(i.wrapping_sub(1)) || next(i + 1));
            out.push(Sample {
                place: page.places[k],
                x0: line.words[a].x0,
                x1: line.words[b - 1].x1,
                em: ems(line, (a, b)),
                sure: free && alone(line, (a, b)),
            });
        }
    }
    out
}

fn alone(line: &Line, (a, b): Piece) -> bool {
    line.gap(a) >= columns::SURE_GAP && (b == line.words.len() || line.gap(b) >= columns::SURE_GAP)
}

/// Words that stand side by side in pieces that stand alone.
fn pairs(pages: &[PageState]) -> Pairs {
    let mut out = Pairs::default();
    for page in pages {
        for (line, pieces) in page.lines.iter().zip(&page.pieces) {
            for piece in pieces.iter().flatten().filter(|p| alone(line, **p)) {
                out.note(line, *piece);
            }
        }
    }
    out
}

/// Reads a page's lines with the columns as they are known now, and measures its places again.
fn again(page: &mut PageState, columns: &[Column], number: Option<usize>, roles: &[Option<Role>], pairs: &Pairs) {
    let layout = Layout {
        columns,
        places: &page.places,
        separators: &page.separators,
        number,
        roles,
        pairs,
        grid: page.grid,
        fenced: page.fenced,
    };
    page.readings = page.lines.iter().map(|l| readings(l, &layout)).collect();
    page.spans = page.lines.iter().map(|l| span_cost(l, &layout).filter(|_| !page.ruled.crosses(l))).collect();
    for i in 0..page.lines.len() {
        let best = page.readings[i].first();
        let cost = best.map_or(f32::INFINITY, |r| r.cost);
        let spans = page.spans[i].is_some_and(|s| s < cost);
        let nothing = vec![None; columns.len()];
        page.pieces[i] = best.filter(|_| !spans).map_or(nothing, |r| r.pieces.clone());
    }
    page.places = columns::places(&page.lines, &page.pieces, &page.places);
}

/// The rows of every page, in the one mode that suits the whole table best.
fn cut(
    bodies: &[Vec<BodyLine>],
    above: &[Vec<Vec<bool>>],
    columns: &[Column],
    roles: &Roles,
) -> (Mode, bool, Vec<Vec<Row>>) {
    let numbered = roles.number.filter(|k| {
        let seen = |l: &&BodyLine| l.pieces[*k].as_ref().is_some_and(|c| is_number_like(&c.text));
        bodies.iter().flatten().filter(seen).count() >= 2
    });
    let task = roles.task.unwrap_or(0);
    let rules: Vec<Vec<bool>> = above.iter().map(|p| p.iter().map(|cover| cover[task]).collect()).collect();
    let strict = numbered.is_some_and(|k| ruled::parts_all(bodies, &rules, k));
    let each: Vec<Vec<(f32, Vec<Row>)>> = bodies
        .iter()
        .zip(&rules)
        .enumerate()
        .map(|(i, (body, rules))| {
            let (later, goes_on) = (i > 0, i + 1 < bodies.len());
            let facts = Facts { columns, number: numbered, task: roles.task, later, goes_on, rules, strict };
            rows::rows(body, &facts)
        })
        .collect();
    let total = |m: usize| each.iter().map(|modes| modes[m].0).sum::<f32>();
    let best = (0..MODES.len()).min_by(|a, b| total(*a).total_cmp(&total(*b))).unwrap_or(0);
    (MODES[best], strict, each.into_iter().map(|mut modes| modes.swap_remove(best).1).collect())
}
