//! Text whose reading order is lost → tables.
//!
//! In: the lines of a dump whose tool weaves the cells of a row into one another or prints a page column by column. Out:
//! tables, all of whose cells carry a doubt, and the lines outside of them. The idea: the header is put together from pieces
//! (`head`), the printed numbers tell the rows of each page (`slots`), and each piece of text is given to a column and a row
//! by the best of many readings (`weave`). What a pass learns of the columns' widths and of empty cells sharpens the next.

mod fit;
mod flow;
mod head;
mod learn;
mod rows;
mod sheet;
mod slots;
mod walk;
mod weave;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::anchors::{Anchor, BodyText, Numbers, anchors};
use super::atoms::{Atom, Place, cut, is_money, recognise};
use super::header::HeaderCell;
use super::lines::Line;
use super::pairs::Pairs;
use super::score::{Blanks, Kind};
use super::table::Grid;
use crate::lexicon::{LabelKind, begins_deadline, fold, parse_label, split_label, text_width, when_share};
use crate::model::{Block, LineKind, Role, Table, TextLine};
use flow::Align;
use sheet::Sheet;
use slots::{Slot, slots};
use weave::{Known, Order, Page, Spot, weave};

/// Passes of reading; the learned values hardly change after the third.
const PASSES: usize = 3;
/// Before anything is learned the other columns are believed to be at most so wide, as a share of the tasks' column.
const NARROW: f32 = 0.75;
/// Where most long lines are shared by two cells, the widest column takes such a share of them.
const SHARED: std::ops::Range<f32> = 0.6..0.88;
/// Share of a line's words that make it look like a time, whatever it begins with.
const TIME: f32 = 0.9;
/// Lines of a page, and bytes of a line, beyond which it is none: the work stays bounded.
const LARGEST: usize = 400;
const LONGEST: usize = 400;

/// Reads the tables of a text; `None` where it has none, or none that reads like one, or where a row's mean score is not above
/// the given one.
pub(super) fn woven(printed: &[Line], above: f32) -> Option<Vec<Block>> {
    // Justified lines come with several spaces between words.
    let texts: Vec<String> = printed.iter().map(|l| l.text.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    let lines: Vec<Line> = printed.iter().zip(&texts).map(|(l, text)| Line { text, ..*l }).collect();
    tables(&lines, above)
}

fn tables(lines: &[Line], above: f32) -> Option<Vec<Block>> {
    let sheets = sheet::sheets(lines);
    if sheets.is_empty() {
        return None;
    }
    let mut tables = Vec::new();
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    let (mut rows, mut score) = (0.0, 0.0);
    for sheet in &sheets {
        let (table, outside, own) = read(lines, sheet)?;
        #[allow(clippy::cast_precision_loss, reason = "a text has far fewer than 2^23 rows")]
        let count = (table.rows - 1) as f32;
        (rows, score) = (rows + count, score + own);
        let whole = sheet.pages.iter().flatten().chain(&sheet.head.lines);
        taken.extend(whole);
        taken.extend(sheet.head.loose.iter());
        taken.extend(sheet.furniture.iter().map(|f| f.0));
        taken.extend(sheet.notes.iter());
        tables.push((sheet, table, outside));
    }
    if score <= above * rows {
        return None;
    }
    let mut out = Vec::new();
    let mut tables = tables.into_iter().peekable();
    for (i, line) in lines.iter().enumerate() {
        while let Some((sheet, table, outside)) = tables.next_if(|t| t.0.end <= i) {
            push(&mut out, lines, sheet, table, outside);
        }
        if !taken.contains(&i) {
            out.push(Block::Line(line.whole()));
        }
    }
    for (sheet, table, outside) in tables {
        push(&mut out, lines, sheet, table, outside);
    }
    Some(out)
}

fn push(out: &mut Vec<Block>, lines: &[Line], sheet: &Sheet, table: Table, outside: Vec<TextLine>) {
    out.push(Block::Table(table));
    let loose = sheet.head.loose.iter().map(|i| (*i, LineKind::Furniture));
    let notes = sheet.notes.iter().map(|i| (*i, LineKind::Footnote));
    for (i, kind) in sheet.furniture.iter().copied().chain(loose).chain(notes) {
        out.push(Block::Line(TextLine { kind, ..lines[i].whole() }));
    }
    out.extend(outside.into_iter().map(Block::Line));
}

/// The body of a sheet as far as it is read the same in every pass.
struct Body<'s, 'a> {
    lines: &'s [Line<'a>],
    /// Lines of the body, page after page.
    own: Vec<usize>,
    /// Pages as ranges of `own`.
    pages: Vec<Range<usize>>,
    anchors: Vec<Anchor>,
    grid: Grid,
    numbered: bool,
    /// The column of leads, where there is one of partners too.
    lead: Option<usize>,
    /// Width of the widest column by its lines alone.
    widest: Option<f32>,
    /// And if those were lines that two cells share.
    narrower: Option<f32>,
}

/// A reading of a body, and what it rests on.
struct Reading<'a> {
    known: Known,
    score: f32,
    cut: Cut<'a>,
    spots: Vec<Spot>,
}

/// The body cut into atoms, with the places of each page's rows.
pub(super) struct Cut<'a> {
    pub(super) atoms: Vec<Atom<'a>>,
    pub(super) pages: Vec<Range<usize>>,
    slots: Vec<Vec<Slot>>,
    /// Atom → slot of its page, for the numbers.
    pub(super) labels: BTreeMap<usize, usize>,
    /// Atoms that are page numbers.
    pub(super) loose: BTreeSet<usize>,
}

/// The table, the lines that belong to none of its cells, and the reading's score.
fn read(lines: &[Line], sheet: &Sheet) -> Option<(Table, Vec<TextLine>, f32)> {
    if sheet.pages.iter().any(|p| p.len() > LARGEST) {
        return None;
    }
    let cells: Vec<HeaderCell> = sheet
        .head
        .cells
        .iter()
        .map(|c| HeaderCell { pieces: c.pieces.clone(), role: c.role, grouped: false })
        .collect();
    let grid = Grid::of(&cells);
    let own: Vec<usize> = sheet.pages.iter().flatten().copied().collect();
    let mut pages = Vec::new();
    for page in &sheet.pages {
        let from = pages.last().map_or(0, |r: &Range<usize>| r.end);
        pages.push(from..from + page.len());
    }
    let anchors = labels(lines, &own, &pages, cells.iter().any(|c| c.role == Some(Role::Number)));
    let numbered = anchors.iter().filter(|a| !a.opens).count() > 2 && grid.number.is_some();
    let widest = learn::widest(own.iter().map(|i| text_width(lines[*i].text)).collect());
    let of = |role| grid.place.iter().position(|col| cells[*col].role == Some(role));
    let lead = of(Role::Partner).and(of(Role::Lead));
    let shared = |w: &f32| widest.is_some_and(|most| SHARED.contains(&(w / most)));
    let narrower = learn::widest(own.iter().map(|i| text_width(lines[*i].text)).filter(shared).collect());
    let body = Body { lead, lines, own, pages, anchors, grid, numbered, widest, narrower };
    let Reading { cut, spots, score, .. } = body.best()?;
    let (table, outside) = rows::table(lines, sheet, &cells, &body.grid, &cut, &spots);
    Some((table, outside, score))
}

/// The letters of a text across the page, or the text itself: `DỰ THẢO`.
fn is_watermark(text: &str) -> bool {
    let letter = |w: &str| w.chars().count() == 1 && w.chars().all(char::is_uppercase);
    fold(text) == "du thao" || text.split(' ').all(letter)
}

/// Whether a text is a capital that counts on from none: a letter of a watermark, no section's label.
fn is_stray_letter(lines: &[Line], own: &[usize], text: &str) -> bool {
    let letter = |text: &str| {
        let label = parse_label(text).or_else(|| split_label(text).map(|s| s.0));
        label.filter(|l| l.kind == LabelKind::Upper && text.chars().count() > 0).map(|l| l.value)
    };
    let Some(value) = letter(text).filter(|v| *v > 1 && text.chars().count() == 1) else { return false };
    !own.iter().any(|i| letter(lines[*i].text) == Some(value - 1))
}

/// The numbers of a body. What stands before and behind a number in the text says nothing here: between two lines stands
/// one that says nothing.
fn labels(lines: &[Line], own: &[usize], pages: &[Range<usize>], numbered: bool) -> Vec<Anchor> {
    const NOTHING: &str = "…";
    let mut texts: Vec<BodyText> = Vec::with_capacity(own.len() * 2);
    for (n, i) in own.iter().enumerate() {
        let breaks = n > 0 && pages.iter().any(|p| p.start == n);
        // `1.509.175` has the form of a number of the third level.
        let text = if is_money(lines[*i].text) || is_stray_letter(lines, own, lines[*i].text) {
            NOTHING
        } else {
            lines[*i].text
        };
        texts.push(BodyText { text, apart: true, breaks });
        texts.push(BodyText { text: NOTHING, apart: false, breaks: false });
    }
    let mut out = anchors(&texts, if numbered { Numbers::Plain } else { Numbers::None });
    out.iter_mut().for_each(|a| a.at /= 2);
    if numbered {
        slots::complete(&mut out, &own.iter().map(|i| lines[*i].text).collect::<Vec<_>>());
    }
    out
}

impl<'a> Body<'_, 'a> {
    /// What is believed of the table, if a tool prints it in an order, before anything is learned.
    fn before(&self, order: Order, widest: Option<f32>) -> Known {
        let mut known = Known {
            columns: self.grid.columns(),
            blanks: Blanks { used: true, at_boundary: 0.5 },
            numbered: self.numbered,
            lead: self.lead,
            order,
        };
        for column in &mut known.columns {
            column.blank = 0.05;
            column.width = widest.map(|w| if column.kind == Kind::Task { w } else { w * NARROW });
        }
        known
    }

    /// The best reading of all orders a tool may print the lines in.
    fn best(&self) -> Option<Reading<'a>> {
        let mut starts = vec![self.before(Order::Woven, self.widest), self.before(Order::Columns, self.widest)];
        for align in [Align::Top, Align::Middle] {
            starts.push(self.before(Order::Sorted(align), self.widest));
            starts.extend(self.narrower.map(|w| self.before(Order::Sorted(align), Some(w))));
        }
        let all = starts.into_iter().map(|known| {
            let mut reading = self.read(known);
            for _ in 1..PASSES {
                learn::learn(&mut reading.known, &reading.cut, &reading.spots);
                reading = self.read(reading.known);
            }
            reading
        });
        all.reduce(|a, b| if b.score > a.score { b } else { a })
    }

    fn read(&self, known: Known) -> Reading<'a> {
        let cut = self.cut(&known);
        let (mut score, mut spots) = (0.0, Vec::new());
        let mut carried = vec![None; known.columns.len()];
        for (n, range) in cut.pages.iter().enumerate() {
            let page = Page {
                atoms: &cut.atoms,
                range: range.clone(),
                slots: &cut.slots[n],
                labels: &cut.labels,
                loose: &cut.loose,
                carried: carried.clone(),
            };
            let (own, found) = weave(&page, &known);
            score += own;
            carried = rows::last_row(&cut, range, &found, known.columns.len(), &carried);
            spots.extend(found);
        }
        Reading { known, score, cut, spots }
    }

    fn cut(&self, known: &Known) -> Cut<'a> {
        let widest = known.columns.iter().filter(|c| c.kind == Kind::Task).find_map(|c| c.width);
        let sorted = matches!(known.order, Order::Sorted(_));
        let widest = widest.into_iter().chain(self.widest.filter(|_| !sorted)).max_by(f32::total_cmp);
        let narrow = known.columns.iter().filter(|c| matches!(c.kind, Kind::Who | Kind::When | Kind::Product));
        let narrow = narrow.filter_map(|c| c.width).min_by(f32::total_cmp).filter(|_| sorted);
        let mut out = Cut {
            atoms: Vec::new(),
            pages: Vec::new(),
            slots: Vec::new(),
            labels: BTreeMap::new(),
            loose: BTreeSet::new(),
        };
        for (page, range) in self.pages.iter().enumerate() {
            let from = out.atoms.len();
            let own: Vec<usize> = (0..self.anchors.len()).filter(|n| range.contains(&self.anchors[*n].at)).collect();
            let places = slots(&self.anchors, &own, page == 0, self.numbered);
            for n in range.clone() {
                let i = self.own[n];
                let line = &self.lines[i];
                let anchor = own.iter().copied().find(|a| self.anchors[*a].at == n);
                if let Some(a) = anchor {
                    let slot = places.iter().position(|s| matches!(s, Slot::Numbered { anchor, .. } if *anchor == a));
                    out.labels.insert(out.atoms.len(), slot.unwrap_or(0));
                }
                let number = line.blank && line.text.parse() == Ok(line.page);
                if anchor.is_none() && (number || is_watermark(line.text)) {
                    out.loose.insert(out.atoms.len());
                }
                let skip = anchor.map_or(0, |a| self.anchors[a].bytes);
                let text = &line.text[skip.min(line.text.len())..];
                let place = Place {
                    index: i,
                    breaks: n == range.start && n > 0,
                    last_on_page: false,
                    rest: false,
                    cut_below: false,
                    skip,
                    anywhere: text.len() < LONGEST
                        && widest.is_some_and(|w| flow::may_join(text_width(text), w, narrow)),
                    following: "",
                    figures: false,
                };
                cut(&mut out.atoms, line, place);
            }
            out.pages.push(from..out.atoms.len());
            out.slots.push(places);
        }
        let pairs = Pairs::of(&out.atoms);
        recognise(&mut out.atoms, &pairs);
        for atom in &mut out.atoms {
            let big = atom.text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
            if begins_deadline(atom.text) || big && atom.text.contains(' ') && when_share(atom.text) >= TIME {
                atom.deadline = atom.deadline.max(2.0);
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cells of the rows of the one table in a text, header apart.
    fn rows(text: &str) -> Vec<Vec<String>> {
        let lines: Vec<&str> = text.lines().collect();
        let mut printed = Vec::new();
        for (i, line) in (0_u32..).zip(&lines).filter(|(_, l)| !l.is_empty()) {
            let blank = i > 0 && lines[i as usize - 1].is_empty();
            printed.push(Line { text: line, line: i + 1, page: 1, blank, empty: false, wide: false });
        }
        let blocks = woven(&printed, f32::NEG_INFINITY).unwrap();
        let table = blocks.iter().find_map(|b| if let Block::Table(t) = b { Some(t) } else { None }).unwrap();
        let row = |r: usize| table.cells.iter().filter(|c| c.row == r).map(crate::model::Cell::text).collect();
        (1..table.rows).map(row).collect()
    }

    #[test]
    fn a_page_printed_column_by_column() {
        let text = "STT\n\nNhiệm vụ\n\nCơ quan chủ trì\n\nThời hạn\n\n1\n\n2\n\nBan hành quy chế quản lý\ndữ liệu dùng chung.\n\nTổ chức sơ kết phong trào\nthi đua năm 2025.\n\nSở Nội vụ\n\nSở Tài chính\n\nQuý I/2025\n\nTháng 6/2025\n";
        assert_eq!(
            rows(text),
            [
                ["1", "Ban hành quy chế quản lý dữ liệu dùng chung.", "Sở Nội vụ", "Quý I/2025"],
                ["2", "Tổ chức sơ kết phong trào thi đua năm 2025.", "Sở Tài chính", "Tháng 6/2025"]
            ]
        );
    }

    #[test]
    fn cells_woven_into_one_another() {
        let text = "STT\n\nNhiệm vụ\n\nCơ quan chủ trì\n\nThời hạn\n\nBan hành quy chế quản lý\nSở Nội vụ\n1\ndữ liệu dùng chung.\nQuý I/2025\nTổ chức sơ kết phong trào\nSở Tài chính\n2\nthi đua năm 2025.\nTháng 6/2025\n";
        assert_eq!(rows(text)[1][1..], ["Tổ chức sơ kết phong trào thi đua năm 2025.", "Sở Tài chính", "Tháng 6/2025"]);
    }
}
