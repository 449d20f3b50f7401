//! Cells set apart by tabs: copied from a spreadsheet or from a table in a word processor.

use super::lines::RawLine;
use super::table::{Draft, Found, build, most_frequent, text_line};

/// Fewest records of the same width that make a table: two could be a letterhead set with tabs.
const MIN_RECORDS: usize = 3;

/// A record: its lines (as a range of indices) and its fields, each a list of (line index, text).
struct Record {
    from: usize,
    to: usize,
    fields: Vec<Vec<(usize, String)>>,
}

/// The tables of a text in which cells are set apart by tabs; at most one, from the first to the last wide record.
pub(super) fn find(lines: &[RawLine]) -> Vec<Found> {
    if lines.iter().filter(|l| l.text.contains('\t')).count() < 2 {
        return Vec::new();
    }
    let records = records(lines);
    let Some((cols, count)) = most_frequent(records.iter().map(|r| r.fields.len()).filter(|n| *n > 1)) else {
        return Vec::new();
    };
    let wide = records.iter().filter(|r| r.fields.len() > 1).count();
    // Tabs that only indent or align prose make records of all widths.
    if count < MIN_RECORDS || count * 2 < wide {
        return Vec::new();
    }
    let first = records.iter().position(|r| r.fields.len() > 1).unwrap_or(0);
    let last = records.iter().rposition(|r| r.fields.len() > 1).unwrap_or(0);
    let joined = join_split_records(&records[first..=last], cols);
    let page = lines[records[first].from].page;
    let rows = joined.into_iter().map(|fields| drafts(lines, fields, cols)).collect();
    vec![Found { from: records[first].from, to: records[last].to, table: build(rows, cols, page, None) }]
}

/// Splits lines into records; a field that opens with a quotation mark may run over several lines.
fn records(lines: &[RawLine]) -> Vec<Record> {
    let mut out = Vec::new();
    let mut index = 0;
    while index < lines.len() {
        let record = quoted_record(lines, index).unwrap_or_else(|| Record {
            from: index,
            to: index + 1,
            fields: lines[index].text.split('\t').map(|f| vec![(index, f.to_owned())]).collect(),
        });
        index = record.to;
        if record.fields.iter().flatten().any(|(_, t)| !t.trim().is_empty()) {
            out.push(record);
        }
    }
    out
}

/// A record with at least one quoted field; `None` where there is none or its quotation mark never closes before a tab
/// or a line end (then it is an ordinary quotation mark).
fn quoted_record(lines: &[RawLine], from: usize) -> Option<Record> {
    let starts_quoted = |t: &str| t.split('\t').any(|f| f.starts_with('"'));
    if !lines[from].text.contains('\t') || !starts_quoted(lines[from].text) {
        return None;
    }
    // A cell with more lines than this is no cell but a stray quotation mark.
    const MAX_CELL_LINES: usize = 200;
    let mut fields: Vec<Vec<(usize, String)>> = vec![vec![(from, String::new())]];
    let mut inside = false;
    for (index, line) in lines.iter().enumerate().skip(from).take(MAX_CELL_LINES) {
        if index > from
            && let Some(field) = fields.last_mut()
        {
            field.push((index, String::new()));
        }
        let mut chars = line.text.chars().peekable();
        let mut field_start = index == from;
        while let Some(c) = chars.next() {
            match c {
                '\t' if !inside => {
                    fields.push(vec![(index, String::new())]);
                    field_start = true;
                    continue;
                }
                '"' if field_start => inside = true,
                '"' if inside && chars.peek() == Some(&'"') => {
                    chars.next();
                    push(&mut fields, '"');
                }
                '"' if inside => inside = false,
                _ => push(&mut fields, c),
            }
            field_start = false;
        }
        if !inside {
            return Some(Record { from, to: index + 1, fields });
        }
    }
    None
}

fn push(fields: &mut [Vec<(usize, String)>], c: char) {
    if let Some((_, text)) = fields.last_mut().and_then(|f| f.last_mut()) {
        text.push(c);
    }
}

/// A word processor puts each paragraph of a cell on a line of its own: records that are too short are one record
/// where their fields, the last of one glued to the first of the next, make up exactly one row.
fn join_split_records(records: &[Record], cols: usize) -> Vec<Vec<Vec<(usize, String)>>> {
    let mut out = Vec::new();
    let mut index = 0;
    while index < records.len() {
        let mut fields = records[index].fields.clone();
        let mut next = index + 1;
        while fields.len() > 1 && fields.len() < cols {
            let Some(more) = records.get(next).map(|r| &r.fields).filter(|f| f.len() < cols) else { break };
            if fields.len() + more.len() - 1 > cols {
                break;
            }
            let (head, tail) = more.split_at(1);
            if let Some(last) = fields.last_mut() {
                last.extend(head.iter().flatten().cloned());
            }
            fields.extend(tail.iter().cloned());
            next += 1;
        }
        if fields.len() == cols {
            index = next;
        } else {
            fields = records[index].fields.clone();
            index += 1;
        }
        out.push(fields);
    }
    out
}

fn drafts(lines: &[RawLine], fields: Vec<Vec<(usize, String)>>, cols: usize) -> Vec<Draft> {
    // One field alone in a wide table stands across it: a section row.
    let span = if fields.len() == 1 { cols } else { 1 };
    fields
        .into_iter()
        .map(|field| Draft { span, lines: field.iter().filter_map(|(i, t)| text_line(&lines[*i], t)).collect() })
        .collect()
}
