//! A comparison for people: one block a task, old → new.
//!
//! Numbers that only moved on (a task was put in above) are told together, as far as they moved by the same.

use std::collections::BTreeSet;

use super::diff::{Change, ChangeKind, Diff, Piece, Side, Status, TaskChange, TaskRef, Word};
use super::said::{field, kind};
use crate::lang::{Language, Message, day};

/// Characters of a task's beginning that name it: a line of a terminal beside its number.
const SHORT: usize = 90;

/// Words that stay visible on either side of a changed one.
const AROUND: usize = 5;

/// The comparison as text, in a language.
#[must_use]
pub fn text(diff: &Diff, language: Language) -> String {
    let say = |message: Message| message.say(language);
    let appendices: BTreeSet<&str> =
        diff.tasks.iter().flat_map(|c| [&c.old, &c.new]).flatten().map(|t| t.appendix.as_str()).collect();
    let mut out = Out { language, several: appendices.len() > 1, text: String::new() };
    out.side(say(Message::new("diff-old")), &diff.old);
    out.side(say(Message::new("diff-new")), &diff.new);
    if !diff.differ {
        out.line(0, &say(Message::new("diff-none")));
        return out.text;
    }
    let counts = &diff.counts;
    out.line(
        0,
        &say(Message::new("diff-counts")
            .with("added", counts.added)
            .with("dropped", counts.dropped)
            .with("changed", counts.changed)
            .with("unchanged", counts.unchanged)),
    );
    if !diff.document.is_empty() {
        out.heading(say(Message::new("diff-document")));
        diff.document.iter().for_each(|c| out.change(1, c));
    }
    if !diff.appendices.is_empty() {
        out.heading(say(Message::new("diff-appendices")));
    }
    for change in &diff.appendices {
        let name = change.new.as_ref().or(change.old.as_ref()).map(|a| join(&[&a.label, &short(&a.title)]));
        out.block(change.status, &name.unwrap_or_default(), None, &change.changes);
    }
    if !diff.sections.is_empty() {
        out.heading(say(Message::new("diff-sections")));
    }
    for change in &diff.sections {
        let name = change.new.as_ref().or(change.old.as_ref());
        let name = name.map(|s| join(&[&s.appendix, &s.path.join("/"), &short(&s.title)]));
        out.block(change.status, &name.unwrap_or_default(), None, &change.changes);
    }
    if !diff.tasks.is_empty() {
        out.heading(say(Message::new("diff-tasks")));
    }
    let mut rest = diff.tasks.as_slice();
    while let Some((first, behind)) = rest.split_first() {
        let run = 1 + behind.iter().zip(rest).take_while(|(next, before)| goes_on(before, next)).count();
        match run {
            1 => out.task(first),
            _ => out.run(first, &rest[run - 1], run),
        }
        rest = &rest[run..];
    }
    out.text
}

struct Out {
    language: Language,
    /// Whether the tasks are of more than one appendix: then each is told with its own.
    several: bool,
    text: String,
}

impl Out {
    fn line(&mut self, depth: usize, text: &str) {
        let pad = "    ".repeat(depth);
        // A cell of several paragraphs stays within its block.
        self.text += &format!("{pad}{}\n", text.split_whitespace().collect::<Vec<_>>().join(" "));
    }

    fn heading(&mut self, text: String) {
        self.text += &format!("\n{text}\n");
    }

    fn side(&mut self, which: String, side: &Side) {
        let tasks = Message::new("tasks").with("n", side.tasks).say(self.language);
        let date = side.date.as_deref().map(|d| day(d, self.language)).unwrap_or_default();
        let paper =
            join_by(" ", &[side.kind.as_deref().unwrap_or_default(), side.number.as_deref().unwrap_or_default()]);
        let parts = join_by(" · ", &[&side.name, &paper, &date, &tasks]);
        self.line(0, &format!("{which}: {parts}"));
    }

    fn block(&mut self, status: Status, name: &str, told: Option<&TaskRef>, changes: &[Change]) {
        let sign = match status {
            Status::Added => '+',
            Status::Dropped => '-',
            Status::Changed => '~',
        };
        self.line(0, &format!("{sign} {name}"));
        match status {
            Status::Added => self.line(1, &Message::new("diff-added").say(self.language)),
            Status::Dropped => self.line(1, &Message::new("diff-dropped").say(self.language)),
            Status::Changed => {}
        }
        if let Some(task) = told {
            for (name, cell) in [("lead", &task.lead), ("partner", &task.partner), ("deadline", &task.deadline)] {
                if let Some(cell) = cell {
                    self.line(1, &format!("{}: {cell}", field(name, self.language)));
                }
            }
        }
        changes.iter().for_each(|c| self.change(1, c));
    }

    fn task(&mut self, change: &TaskChange) {
        let Some(task) = change.new.as_ref().or(change.old.as_ref()) else { return };
        let told = if change.status == Status::Changed { None } else { Some(task) };
        self.block(change.status, &self.name(task), told, &change.changes);
    }

    /// Several tasks whose numbers moved on by the same.
    fn run(&mut self, first: &TaskChange, last: &TaskChange, n: usize) {
        let number = |task: Option<&TaskRef>| task.map(|t| t.number.clone()).unwrap_or_default();
        let span = |of: fn(&TaskChange) -> Option<&TaskRef>| format!("{}–{}", number(of(first)), number(of(last)));
        let (old, new) = (span(|c| c.old.as_ref()), span(|c| c.new.as_ref()));
        let renumbered = Message::new("diff-renumbered").say(self.language);
        let tasks = Message::new("tasks").with("n", n).say(self.language);
        let home = first.new.as_ref().map(|t| self.home(t)).filter(|h| !h.is_empty());
        let home = home.map(|h| h + " ").unwrap_or_default();
        self.line(0, &format!("~ {home}{renumbered}: {old} → {new} ({tasks})"));
    }

    /// A task by where it stands, its number and first words: `[B/2] 2.1 Hợp nhất …`.
    fn name(&self, task: &TaskRef) -> String {
        join(&[&self.home(task), &task.number, &short(task.task.as_deref().unwrap_or_default())])
    }

    /// Its section, and its appendix where there are several.
    fn home(&self, task: &TaskRef) -> String {
        let appendix = if self.several { task.appendix.as_str() } else { "" };
        let home = join_by(": ", &[appendix, &task.section.join("/")]);
        if home.is_empty() { home } else { format!("[{home}]") }
    }

    fn change(&mut self, depth: usize, change: &Change) {
        let none = Message::new("diff-empty").say(self.language);
        let cell = |text: &Option<String>| text.clone().unwrap_or_else(|| none.clone());
        let what = match change.kind {
            ChangeKind::Reworded if !change.words.is_empty() && change.old.is_some() && change.new.is_some() => {
                marked(&change.words)
            }
            ChangeKind::DeadlineMoved => {
                let side = |text: &Option<String>, due: &Option<String>| match due {
                    Some(due) => format!("{} ({})", cell(text), day(due, self.language)),
                    None => cell(text),
                };
                format!("{} → {}", side(&change.old, &change.old_due), side(&change.new, &change.new_due))
            }
            ChangeKind::ColumnAdded => cell(&change.new),
            ChangeKind::ColumnDropped => cell(&change.old),
            _ if change.field == "date" => {
                let side = |text: &Option<String>| text.as_deref().map_or(none.clone(), |d| day(d, self.language));
                format!("{} → {}", side(&change.old), side(&change.new))
            }
            _ => format!("{} → {}", cell(&change.old), cell(&change.new)),
        };
        self.line(depth, &format!("{}: {what}", kind(change, self.language)));
        if change.kind == ChangeKind::Reassigned && change.bodies.len() > 1 {
            self.line(depth + 1, &bodies(&change.bodies));
        }
    }
}

/// Whether a task's number moved on as that of the one before, and nothing else of it changed.
fn goes_on(before: &TaskChange, next: &TaskChange) -> bool {
    let only = |c: &TaskChange| matches!(c.changes.as_slice(), [one] if one.kind == ChangeKind::Renumbered);
    let place = |c: &TaskChange| c.old.as_ref().zip(c.new.as_ref()).map(|(a, b)| (last(&a.number), last(&b.number)));
    let shift = |c: &TaskChange| match place(c) {
        Some((Some(a), Some(b))) => Some((a.0, b.0, a.1.wrapping_sub(b.1))),
        _ => None,
    };
    let orders = |c: &TaskChange| c.new.as_ref().map(|t| (t.appendix.clone(), t.section.clone(), t.order));
    let beside = match (orders(before), orders(next)) {
        (Some(a), Some(b)) => a.0 == b.0 && a.1 == b.1 && a.2 + 1 == b.2,
        _ => false,
    };
    only(before) && only(next) && beside && shift(before).is_some() && shift(before) == shift(next)
}

/// What stands before a number's last figure, and that figure: `2.` and 10 of `2.10`.
fn last(number: &str) -> Option<(String, u32)> {
    let head = number.trim_end_matches(|c: char| c.is_ascii_digit());
    number[head.len()..].parse().ok().map(|n| (head.to_owned(), n))
}

/// The beginning of a text, cut behind a word.
fn short(text: &str) -> String {
    let mut out = String::new();
    for word in text.split_whitespace() {
        if out.chars().count() + word.chars().count() >= SHORT {
            return out + " …";
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out += word;
    }
    out
}

fn join(parts: &[&str]) -> String {
    join_by(" ", parts)
}

fn join_by(between: &str, parts: &[&str]) -> String {
    parts.iter().copied().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(between)
}

/// The changed words in their surroundings: `… Xây dựng [-kế hoạch-] {+đề án+} số hóa …`.
fn marked(words: &[Word]) -> String {
    let mut out = Vec::new();
    for (n, word) in words.iter().enumerate() {
        out.push(match word.piece {
            Piece::Dropped => format!("[-{}-]", word.text),
            Piece::Added => format!("{{+{}+}}", word.text),
            Piece::Same => elided(&word.text, n > 0, n + 1 < words.len()),
        });
    }
    out.join(" ")
}

/// The ends of a run of words that stand beside a change.
fn elided(text: &str, head: bool, tail: bool) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let keep = AROUND * (usize::from(head) + usize::from(tail));
    if words.len() <= keep + 1 {
        return text.to_owned();
    }
    let first = if head { words[..AROUND].join(" ") } else { String::new() };
    let last = if tail { words[words.len() - AROUND..].join(" ") } else { String::new() };
    join_by(" ", &[&first, "…", &last])
}

fn bodies(bodies: &[Word]) -> String {
    let one = |w: &Word| format!("{} {}", if w.piece == Piece::Dropped { '-' } else { '+' }, w.text);
    bodies.iter().map(one).collect::<Vec<_>>().join("; ")
}
