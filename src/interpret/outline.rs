//! Logical rows → sections and items, with their place in the outline.

use super::cells::Read;
use super::counts::count;
use super::roles::Columns;
use crate::lexicon::{Label, LabelKind, declared_count, join_lines, parse_label, split_label};
use crate::model::{Code, Diagnostic, ItemRow, LogicalRow, Message, PlanRow, Role, SectionRow, regions_of};

/// A title without a section's number is not longer than this many characters.
const TITLE: usize = 220;

/// In place of the parts before a number: that of a column that counts all rows of the table, beside another one.
const COUNTER: &str = "#";

/// The rows of a table with their meaning.
pub(super) struct Outline {
    pub(super) rows: Vec<PlanRow>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Reads the outline.
pub(super) fn outline(rows: &[LogicalRow], columns: &Columns) -> Outline {
    let read: Vec<Read> = rows.iter().map(|r| Read::new(r, columns)).collect();
    let mut state = State::default();
    for (i, row) in read.iter().enumerate() {
        match section(&read, i).or_else(|| state.next_section(&read, i)) {
            Some((label, title)) => state.section(row, label, title),
            None => state.item(row),
        }
    }
    count(&mut state.rows, &mut state.diagnostics);
    Outline { rows: state.rows, diagnostics: state.diagnostics }
}

/// Whether a row is a section: its label and title text.
fn section(rows: &[Read], at: usize) -> Option<(Option<Label>, String)> {
    let row = &rows[at];
    if row.spanning {
        let text = join_lines(&row.lines).replace('\n', " ");
        return Some(match (row.label(), split_label(&text)) {
            (Some(label), Some((_, rest))) => (Some(label), rest.to_owned()),
            (None, Some((label, rest))) => (Some(label), rest.to_owned()),
            _ => (None, text),
        });
    }
    if row.assigned || row.task.is_empty() {
        return None;
    }
    let title = row.task.replace('\n', " ");
    let label = row.label();
    let inner = if label.is_none() { split_label(&title).map(|(l, rest)| (l, rest.to_owned())) } else { None };
    let kind = label.as_ref().or(inner.as_ref().map(|(l, _)| l)).map(|l| l.kind);
    let numbered = matches!(kind, Some(LabelKind::Roman | LabelKind::Upper)) || declared_count(&title).is_some();
    let short = title.chars().count() <= TITLE;
    let strong = short && (row.bold || is_capitals(&title) || is_parent(rows, at));
    (numbered || strong).then_some(match inner {
        Some((l, rest)) => (Some(l), rest),
        None => (label, title),
    })
}

/// Whether the next row's number is a part of this one's: `2` before `2.1`.
fn is_parent(rows: &[Read], at: usize) -> bool {
    let (Some(own), Some(next)) = (rows[at].label(), rows.get(at + 1).and_then(Read::label)) else { return false };
    next.text.strip_prefix(own.text.as_str()).is_some_and(|rest| rest.starts_with('.'))
}

fn is_capitals(text: &str) -> bool {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
    letters.len() >= 4 && !letters.iter().any(|c| c.is_lowercase())
}

/// A level of the outline that is open.
#[derive(Clone, Debug)]
struct Level {
    /// Form of its labels; `None`: without label.
    kind: Option<LabelKind>,
    /// Its label, or its title where it has none.
    name: String,
    /// For dotted labels: how many parts.
    parts: usize,
    value: u32,
    /// It has no label, and whether it is a heading at all was guessed.
    guessed: bool,
}

#[derive(Default)]
struct State {
    rows: Vec<PlanRow>,
    levels: Vec<Level>,
    diagnostics: Vec<Diagnostic>,
    /// Items that later ones can be parts of: row index, label, path of its parts.
    parents: Vec<(usize, Label, Vec<String>)>,
    /// Last number of each form in the current run: (form, parts before the last) → value, rows without number since.
    last: Vec<(LabelKind, String, u32, u32)>,
}

impl State {
    fn path(&self) -> Vec<String> {
        self.levels.iter().map(|l| l.name.clone()).collect()
    }

    fn section(&mut self, row: &Read, label: Option<Label>, title: String) {
        let (declared, title) = match declared_count(&title) {
            Some((n, at)) => (Some(n), title[..at].trim_end().to_owned()),
            None => (None, title),
        };
        let label = label.map(|l| self.letter_or_roman(l));
        let level = Level {
            kind: label.as_ref().map(|l| l.kind),
            parts: label.as_ref().map_or(0, |l| l.text.split('.').count()),
            value: label.as_ref().map_or(0, |l| l.value),
            name: label.as_ref().map_or_else(|| title.clone(), |l| l.text.clone()),
            guessed: label.is_none() && row.spanning && !row.doubts.is_empty(),
        };
        self.open(level);
        self.parents.clear();
        self.last.retain(|(kind, prefix, _, _)| *kind == LabelKind::Arabic && (prefix.is_empty() || prefix == COUNTER));
        let mut section = SectionRow {
            path: self.path(),
            label: label.map(|l| l.text),
            title,
            declared_count: declared,
            found_count: 0,
            lines: row.lines.clone(),
            diagnostics: Vec::new(),
        };
        section.diagnostics = row.diagnostics();
        // A section carries no diagnostics in the output: what is doubtful about it is said of the table.
        self.diagnostics.append(&mut section.diagnostics);
        self.rows.push(PlanRow::Section(section));
    }

    /// A row without anyone in charge is a section too where its number goes on with the numbers of the sections, or where it
    /// stands between two items whose numbers run on without it.
    fn next_section(&self, rows: &[Read], at: usize) -> Option<(Option<Label>, String)> {
        let row = &rows[at];
        let label = row.label().filter(|_| !row.assigned && !row.task.is_empty())?;
        let short = row.task.chars().count() <= TITLE;
        let next = rows.get(at + 1).filter(|r| r.assigned).and_then(Read::label);
        if let (LabelKind::Dotted, Some((head, _))) = (label.kind, label.text.rsplit_once('.')) {
            let under = self.levels.iter().any(|l| l.name == head) || self.levels.iter().any(|l| l.parts > 1);
            let sibling = next.as_ref().is_some_and(|n| n.kind == LabelKind::Dotted);
            return (short && under && next.is_some() && !sibling).then(|| (Some(label), row.task.replace('\n', " ")));
        }
        if label.kind != LabelKind::Arabic {
            return None;
        }
        let follows = |l: &&Level| l.kind == Some(label.kind) && l.parts == 1 && l.value + 1 == label.value;
        let last = self.last.iter().find(|(kind, prefix, _, _)| *kind == label.kind && prefix.is_empty()).map(|l| l.2);
        let next = next.filter(|l| l.kind == label.kind);
        let between =
            last.zip(next.as_ref()).is_some_and(|(last, next)| next.value == last + 1 && label.value != next.value);
        // Its rows begin at 1 again.
        let restart = next.is_some_and(|n| n.value == 1);
        (short && (self.levels.iter().rev().any(|l| follows(&l)) || between || restart))
            .then(|| (Some(label), row.task.replace('\n', " ")))
    }

    /// `I` after `H` is a letter.
    fn letter_or_roman(&self, mut label: Label) -> Label {
        let letters = self.levels.iter().rfind(|l| l.kind == Some(LabelKind::Upper));
        let romans = self.levels.iter().any(|l| l.kind == Some(LabelKind::Roman));
        if let (Some(open), LabelKind::Roman, Some(c), 1) =
            (letters, label.kind, label.text.chars().next(), label.text.len())
        {
            let value = u32::from(c) - u32::from('A') + 1;
            if !romans && open.value + 1 == value {
                (label.kind, label.value) = (LabelKind::Upper, value);
            }
        }
        label
    }

    /// Closes the levels that end here and opens the new one.
    fn open(&mut self, level: Level) {
        let under = level.name.rsplit_once('.').map(|(head, _)| head.to_owned());
        let parent =
            self.levels.iter().position(|l| level.kind == Some(LabelKind::Dotted) && Some(&l.name) == under.as_ref());
        let same = self.levels.iter().position(|l| l.kind == level.kind && l.parts == level.parts);
        match (parent, same) {
            (Some(at), _) => self.levels.truncate(at + 1),
            (None, Some(at)) => self.levels.truncate(at),
            (None, None) => {}
        }
        self.levels.push(level);
    }

    fn item(&mut self, row: &Read) {
        let index = self.rows.len();
        let mut item = ItemRow { section: self.path(), fields: row.fields.clone(), ..ItemRow::default() };
        item.diagnostics = row.diagnostics();
        if self.levels.iter().any(|l| l.guessed) {
            let said = Diagnostic::new(Code::CellGuessed, Message::new("heading-guessed"));
            item.diagnostics.push(said.hint(Message::new("compare-row-hint")).at(regions_of(&row.lines)));
        }
        if let Some(label) = row.label().filter(|_| !row.detail.is_empty()) {
            item.diagnostics.extend(self.order(&label, COUNTER, row));
        }
        match parse_label(&row.detail).or_else(|| row.label()) {
            Some(label) => {
                if let Some((parent, path)) = self.parent_of(&label) {
                    item.parent = Some(parent);
                    item.section = path;
                }
                let mut path = item.section.clone();
                path.push(label.text.clone());
                self.parents.retain(|(_, l, _)| l.kind != label.kind && label.kind != LabelKind::Arabic);
                self.parents.push((index, label.clone(), path));
                let prefix = label.text.rsplit_once('.').map_or("", |(head, _)| head);
                item.diagnostics.extend(self.order(&label, prefix, row));
            }
            None => self.last.iter_mut().for_each(|l| l.3 += 1),
        }
        if !row.assigned && item.parent.is_none() {
            item.diagnostics.push(
                Diagnostic::new(Code::CellGuessed, Message::new("task-only"))
                    .about(Role::Lead)
                    .at(regions_of(&row.lines)),
            );
        }
        self.rows.push(PlanRow::Item(item));
    }

    /// The item a label is a part of: `2` for `2.1`, the last number for `a)`.
    fn parent_of(&self, label: &Label) -> Option<(usize, Vec<String>)> {
        let found = match label.kind {
            LabelKind::Dotted => {
                let head = label.text.rsplit_once('.')?.0;
                self.parents.iter().rev().find(|(_, l, _)| l.text == head)
            }
            LabelKind::Lower => self.parents.iter().rev().find(|(_, l, _)| l.kind != LabelKind::Lower),
            _ => None,
        }?;
        Some((found.0, found.2.clone()))
    }

    /// A number that leaves a gap or stands twice. A restart at 1 is none, nor is a number that runs on over sections.
    fn order(&mut self, label: &Label, prefix: &str, row: &Read) -> Option<Diagnostic> {
        let last = self.last.iter_mut().find(|(kind, p, _, _)| *kind == label.kind && *p == prefix);
        let Some(last) = last else {
            self.last.push((label.kind, prefix.to_owned(), label.value, 0));
            return None;
        };
        let (before, unnumbered) = (last.2, last.3);
        (last.2, last.3) = (label.value, 0);
        let next = label.value > before && label.value <= before + 1 + unnumbered;
        if next || (label.value == 1 && before != 1) {
            return None;
        }
        let message = Message::new("number-out-of-order").with("number", label.text.as_str()).with("before", before);
        Some(
            Diagnostic::new(Code::NumberOutOfOrder, message)
                .about(Role::Number)
                .hint(Message::new("number-out-of-order-hint"))
                .at(regions_of(row.lines.iter().take(1))),
        )
    }
}
