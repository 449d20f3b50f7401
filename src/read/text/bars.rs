//! Cells set apart by bars: Markdown, `+---+` frames, box-drawing characters.
//!
//! In: lines. Out: the runs of lines that are tables. A line of bars is a row, a line of dashes a rule; where rules stand
//! between the rows, everything between two of them is one row. Border characters are no content.

use super::lines::RawLine;
use super::table::{Draft, Found, build, most_frequent, text_line};
use crate::model::TextLine;

/// One row line must agree with this share of the others in its number of cells, in tenths: OCR makes bars out of rulings
/// and dirt, and those agree with nothing.
const AGREEING_TENTHS: usize = 8;
/// Fewest row lines of a table without a Markdown rule.
const MIN_ROWS: usize = 3;
/// Fewest row lines of a table of two columns without outer bars: `a | b` also stands in prose and menus.
const MIN_BARE_ROWS: usize = 5;

/// What a line is.
enum Kind {
    Rule { markdown: bool, strong: bool },
    Row { parts: Vec<Part>, outer: bool },
    Blank,
    Other,
}

/// Text between two bars and the columns (in characters) at which it begins and ends.
struct Part {
    text: String,
    start: usize,
    end: usize,
}

/// The tables of a text in which cells are set apart by bars.
pub(super) fn find(lines: &[RawLine]) -> Vec<Found> {
    let kinds: Vec<Kind> = lines.iter().map(|l| kind(l.text)).collect();
    let mut out = Vec::new();
    let mut from = 0;
    while from < kinds.len() {
        let to = run_end(&kinds, from);
        if to > from
            && let Some(found) = table(lines, &kinds, from, to)
        {
            out.push(found);
        }
        from = to.max(from + 1);
    }
    out
}

fn run_end(kinds: &[Kind], from: usize) -> usize {
    let mut end = from;
    for (index, kind) in kinds.iter().enumerate().skip(from) {
        match kind {
            Kind::Rule { .. } | Kind::Row { .. } => end = index + 1,
            // One blank line may stand between two rows (double-spaced copies).
            Kind::Blank if end > from && index == end => {}
            Kind::Blank | Kind::Other => break,
        }
    }
    end
}

fn is_bar(c: char) -> bool {
    matches!(c, '|' | '│' | '┃' | '║' | '╎' | '┆' | '┊')
}

fn is_border(c: char) -> bool {
    matches!(c, '-' | '=' | '+' | ':' | '|' | '_' | '\u{2500}'..='\u{257f}')
}

fn kind(text: &str) -> Kind {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Kind::Blank;
    }
    let horizontal = |c: char| is_border(c) && !is_bar(c) && c != ':';
    if trimmed.chars().all(|c| is_border(c) || c == ' ') && trimmed.chars().filter(|c| horizontal(*c)).count() >= 3 {
        let markdown = trimmed.contains('|') && trimmed.chars().all(|c| matches!(c, '-' | ':' | '|' | ' '));
        return Kind::Rule { markdown, strong: trimmed.contains(['=', '═']) };
    }
    // Where boxes are drawn, an upright stroke of the keyboard is text.
    let drawn = text.chars().any(|c| is_bar(c) && c != '|');
    let parts = split(text, drawn);
    if parts.len() < 2 {
        return Kind::Other;
    }
    let outer = trimmed.starts_with(is_bar) && trimmed.ends_with(is_bar);
    let skip_first = usize::from(trimmed.starts_with(is_bar));
    let skip_last = usize::from(trimmed.ends_with(is_bar) && !trimmed.ends_with("\\|"));
    let count = parts.len().saturating_sub(skip_first + skip_last);
    let parts: Vec<Part> = parts.into_iter().skip(skip_first).take(count).collect();
    if parts.is_empty() { Kind::Other } else { Kind::Row { parts, outer } }
}

/// Splits at bars; `\|` is a bar that is printed.
fn split(text: &str, drawn: bool) -> Vec<Part> {
    let mut out = vec![Part { text: String::new(), start: 0, end: 0 }];
    let mut escaped = false;
    for (column, c) in text.chars().enumerate() {
        let cuts = if drawn { is_bar(c) && c != '|' } else { c == '|' };
        let Some(last) = out.last_mut() else { break };
        last.end = column;
        if cuts && !escaped {
            out.push(Part { text: String::new(), start: column + 1, end: column + 1 });
            continue;
        }
        if cuts {
            last.text.pop();
        }
        last.text.push(c);
        last.end = column + 1;
        escaped = c == '\\';
    }
    out
}

fn table(lines: &[RawLine], kinds: &[Kind], from: usize, to: usize) -> Option<Found> {
    let rows: Vec<usize> = (from..to).filter(|i| matches!(kinds[*i], Kind::Row { .. })).collect();
    let parts = |i: usize| match &kinds[i] {
        Kind::Row { parts, .. } => parts.as_slice(),
        _ => &[],
    };
    let (cols, agreeing) = most_frequent(rows.iter().map(|i| parts(*i).len()).filter(|n| *n > 1))?;
    let outer = rows.iter().all(|i| matches!(kinds[*i], Kind::Row { outer: true, .. }));
    let markdown = (from..to).find(|i| matches!(kinds[*i], Kind::Rule { markdown: true, .. }));
    let framed = (from..to).any(|i| matches!(kinds[i], Kind::Rule { .. }));
    let enough = if markdown.is_some() || (framed && outer) {
        !rows.is_empty()
    } else if outer || cols > 2 {
        rows.len() >= MIN_ROWS
    } else {
        rows.len() >= MIN_BARE_ROWS
    };
    // Rows that stand across columns have fewer cells and one with text.
    let across = rows.iter().filter(|i| parts(**i).len() < cols && outer).count();
    if !enough || (agreeing + across) * 10 < rows.len() * AGREEING_TENTHS {
        return None;
    }
    let borders = rows.iter().find(|i| parts(**i).len() == cols).map(|i| parts(*i)).unwrap_or_default();
    let groups = groups(kinds, from, to);
    let by_rule = groups.len() >= 3 && markdown.is_none() && one_label_a_group(kinds, &groups);
    let header_rules = (from..to).find(|i| matches!(kinds[*i], Kind::Rule { strong: true, .. })).or(markdown);
    let mut drafts: Vec<Vec<Draft>> = Vec::new();
    let mut header_rows = None;
    for (nth, group) in groups.iter().enumerate() {
        for (at, index) in group.iter().enumerate() {
            let row = row(&lines[*index], parts(*index), borders, cols, markdown.is_some());
            let header = !by_rule && nth == 0 && groups.len() == 2;
            let joins = at > 0
                && (by_rule
                    || header && markdown.is_none()
                    || continues(drafts.last(), &row, parts(*index), borders, markdown.is_some()));
            match drafts.last_mut() {
                Some(above) if joins => join(above, row),
                _ => drafts.push(row),
            }
        }
        let next_rule = group.last().map_or(from, |i| i + 1);
        if header_rules.is_some_and(|r| r == next_rule) || (nth == 0 && groups.len() == 2 && !by_rule) {
            header_rows = header_rows.or(Some(drafts.len()));
        }
    }
    Some(Found { from, to, table: build(drafts, cols, lines[from].page, header_rows) })
}

/// Row lines between rules.
fn groups(kinds: &[Kind], from: usize, to: usize) -> Vec<Vec<usize>> {
    let mut out: Vec<Vec<usize>> = vec![Vec::new()];
    for (index, kind) in kinds.iter().enumerate().take(to).skip(from) {
        match kind {
            Kind::Rule { .. } => out.push(Vec::new()),
            Kind::Row { .. } => {
                if let Some(last) = out.last_mut() {
                    last.push(index);
                }
            }
            Kind::Blank | Kind::Other => {}
        }
    }
    out.retain(|g| !g.is_empty());
    out
}

/// Whether rules close rows, not sections: hardly a group has two lines with a number in the first cell.
fn one_label_a_group(kinds: &[Kind], groups: &[Vec<usize>]) -> bool {
    let numbered = |i: &usize| match &kinds[*i] {
        Kind::Row { parts, .. } => {
            parts.first().is_some_and(|p| p.text.trim().starts_with(|c: char| c.is_ascii_digit()))
        }
        _ => false,
    };
    let several = groups.iter().filter(|g| g.iter().filter(|i| numbered(i)).count() > 1).count();
    several * 2 <= groups.len()
}

fn row(source: &RawLine, parts: &[Part], borders: &[Part], cols: usize, markdown: bool) -> Vec<Draft> {
    let mut spans: Vec<usize> = vec![1; parts.len()];
    if parts.len() < cols {
        let inside = |p: &Part| borders.iter().skip(1).filter(|b| b.start > p.start && b.start <= p.end).count();
        let by_place: Vec<usize> = parts.iter().map(|p| inside(p) + 1).collect();
        if by_place.iter().sum::<usize>() == cols {
            spans = by_place;
        } else if let [_] = parts {
            spans = vec![cols];
        }
    }
    parts.iter().zip(spans).map(|(p, span)| Draft { span, lines: cell_lines(source, &p.text, markdown) }).collect()
}

fn cell_lines(source: &RawLine, text: &str, markdown: bool) -> Vec<TextLine> {
    if !markdown {
        return text_line(source, text).into_iter().collect();
    }
    let bold = text.trim().len() > 4 && text.trim().starts_with("**") && text.trim().ends_with("**");
    let text = text.replace("**", "").replace("<br/>", "<br>").replace("<br />", "<br>").replace("<BR>", "<br>");
    let mut lines: Vec<TextLine> = text.split("<br>").filter_map(|piece| text_line(source, piece)).collect();
    let last = lines.len().saturating_sub(1);
    for (index, line) in lines.iter_mut().enumerate() {
        line.bold = bold;
        line.hard_break = index < last;
    }
    lines
}

/// Whether a line without a first cell goes on with the row above: its cells begin in the middle of a sentence, or (in a
/// table padded to columns, not in Markdown, where a line is a row) a first word did not fit on the line above.
fn continues(above: Option<&Vec<Draft>>, row: &[Draft], parts: &[Part], borders: &[Part], markdown: bool) -> bool {
    let Some(above) = above.filter(|a| a.len() == row.len()) else { return false };
    if row.first().is_none_or(|c| !c.is_empty()) {
        return false;
    }
    let padded = !markdown && parts.iter().zip(borders).all(|(p, b)| p.start == b.start);
    let (mut small, mut printed, mut full) = (0, 0, false);
    for ((draft, over), part) in row.iter().zip(above).zip(parts) {
        let Some(line) = draft.lines.first() else { continue };
        printed += 1;
        small += usize::from(line.text.starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | ';' | ')' | '/')));
        let Some(last) = over.lines.last() else { continue };
        let word = line.text.split(' ').next().unwrap_or("").chars().count();
        let room = (part.end - part.start).saturating_sub(2);
        full |= room >= 8 && last.text.chars().count() + 1 + word > room && last.text.chars().count() <= room;
    }
    if markdown { printed > 0 && small == printed } else { small > 0 || (padded && full) }
}

fn join(above: &mut [Draft], row: Vec<Draft>) {
    let last = above.len().saturating_sub(1);
    for (col, draft) in row.into_iter().enumerate() {
        if let Some(cell) = above.get_mut(col.min(last)) {
            cell.lines.extend(draft.lines);
        }
    }
}
