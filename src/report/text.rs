//! The report for a terminal.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{Overview, counted, one_line};
use crate::lang::{Language, Message, day, month_figure};
use crate::package::{Package, Task};

/// Columns of a line: of a terminal that is not made wider, and then some.
const WIDTH: usize = 96;
/// Columns of a name beside a bar, and of a task beside what is said of it.
const NAME: usize = 52;
/// Columns of the longest bar.
const BAR: usize = 32;

/// Documents at a glance, as text.
#[must_use]
pub fn text(packages: &[Package], language: Language) -> String {
    let parts: Vec<String> = packages.iter().map(|p| paper(&Overview::of(p), language)).collect();
    parts.join(&format!("\n{}\n\n", "─".repeat(WIDTH)))
}

fn paper(seen: &Overview<'_>, language: Language) -> String {
    let say = |message: Message| message.say(language);
    let mut out = vec![fitted(&title(seen, language), WIDTH)];
    out.extend(seen.package.document.subject.as_deref().map(|s| format!("  {}", fitted(s, WIDTH - 2))));
    for a in &seen.package.appendices {
        let tasks = say(Message::new("tasks").with("n", a.items.len()));
        let name = format!("{} {}", a.label, a.name());
        out.push(format!("  {} ({tasks})", fitted(name.trim(), WIDTH - 20)));
    }
    out.push(String::new());
    out.push(say(sum(seen)));
    let most = seen.leads.iter().map(|l| l.1).max().unwrap_or(1);
    let nobody = say(Message::new("report-nobody"));
    let lead = |(name, n): &(String, usize)| bar(if name.is_empty() { &nobody } else { name }, *n, most);
    block(&mut out, say(Message::new("report-by-lead")), seen.leads.iter().map(lead).collect());
    let most = seen.months.values().map(Vec::len).max().unwrap_or(1);
    let month = |(m, tasks): (&String, &Vec<&Task>)| bar(&month_of(m, language), tasks.len(), most);
    block(&mut out, say(Message::new("report-by-month")), seen.months.iter().map(month).collect());
    let line = |t: &&Task| row(t, t.deadline.text.as_deref());
    let ongoing = say(Message::new("report-ongoing").with("n", seen.ongoing.len()));
    block(&mut out, ongoing, seen.ongoing.iter().map(line).collect());
    let undated = say(Message::new("report-undated").with("n", seen.undated.len()));
    block(&mut out, undated, seen.undated.iter().map(line).collect());
    let counts = counted(seen.package).map(|(name, printed, found)| {
        let sign = if printed == found { ' ' } else { '≠' };
        format!("  {} {printed:>4} {sign} {found:>4}", padded(&name, WIDTH - 16))
    });
    block(&mut out, say(Message::new("report-counts")), counts.collect());
    let mut look: Vec<String> = seen.warnings().map(|d| format!("  {} [{}]", d.say(language), d.code)).collect();
    for (task, findings) in &seen.look {
        look.push(row(task, Some(&place(task, language))));
        look.extend(findings.iter().map(|d| format!("      {} [{}]", d.say(language), d.code)));
    }
    block(&mut out, say(Message::new("report-look").with("n", seen.look.len())), look);
    out.join("\n") + "\n"
}

fn block(out: &mut Vec<String>, heading: String, lines: Vec<String>) {
    if !lines.is_empty() {
        out.push(format!("\n{heading}"));
        out.extend(lines);
    }
}

/// The paper in one line.
pub(super) fn title(seen: &Overview<'_>, language: Language) -> String {
    let head = &seen.package.document;
    let date = head.date.as_deref().map(|d| day(d, language));
    let parts = [Some(seen.name()), date, head.issuer.clone()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// How many tasks of which kind.
pub(super) fn sum(seen: &Overview<'_>) -> Message {
    Message::new("report-sum")
        .with("tasks", seen.tasks())
        .with("dated", seen.dated())
        .with("ongoing", seen.only_ongoing())
        .with("undated", seen.undated.len())
        .with("look", seen.look.len())
}

/// `2025-06` as people write it.
pub(super) fn month_of(month: &str, language: Language) -> String {
    match (language, month.split_once('-')) {
        (Language::Vi, Some((year, month))) => format!("{}/{year}", month_figure(month)),
        _ => month.to_owned(),
    }
}

/// Where a task stands: its page, or in a text its line.
pub(super) fn place(task: &Task, language: Language) -> String {
    let line = task.task.regions.iter().find_map(|r| r.line);
    match (task.pages.first(), line) {
        (Some(page), _) => Message::new("report-page").with("page", *page).say(language),
        (None, Some(line)) => Message::new("report-line").with("line", line).say(language),
        _ => String::new(),
    }
}

fn row(task: &Task, behind: Option<&str>) -> String {
    let behind = fitted(&one_line(behind.unwrap_or_default()), WIDTH - NAME - 12);
    let text = one_line(task.task.text.as_deref().unwrap_or_default());
    format!("  {} {}  {behind}", padded(&task.number.text, 6), padded(&text, NAME)).trim_end().to_owned()
}

fn bar(name: &str, n: usize, most: usize) -> String {
    let length = (n * BAR).div_ceil(most.max(1));
    format!("  {} {n:>4} {}", padded(name, NAME), "█".repeat(length))
}

/// Cut to a width in columns: a letter and its marks are one, whatever bytes they take.
fn fitted(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut used = 1;
    let kept = text.chars().take_while(|c| {
        used += c.width().unwrap_or(0);
        used <= width
    });
    let kept: String = kept.collect();
    format!("{}…", kept.trim_end())
}

/// Cut or filled up to a width.
fn padded(text: &str, width: usize) -> String {
    let text = fitted(text, width);
    let rest = width.saturating_sub(text.width());
    text + &" ".repeat(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_as_a_terminal_shows_them() {
        for name in ["Sở Tài chính", "So\u{309} Ta\u{300}i chi\u{301}nh", "中文"] {
            assert_eq!(padded(name, 20).width(), 20, "{name}");
        }
        assert_eq!(fitted("Ủy ban nhân dân", 7), "Ủy ban…");
        assert_eq!(fitted("Ủy ban", 6), "Ủy ban");
    }
}
