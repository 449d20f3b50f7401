//! The pages of a text whose order is lost → its tables, each with the lines of its pages.

use std::collections::BTreeSet;

use super::super::lines::Line;
use super::super::notes;
use super::head::{Head, find};
use crate::lexicon::{is_appendix_label, is_attached_to, is_page_number, is_signature_start, parse_label};
use crate::model::LineKind;

/// The bracket that ties an appendix to its plan takes at most so many lines.
const BRACKET: usize = 4;
/// Between the label of an appendix and that bracket stand at most so many lines.
const TITLE: usize = 8;

/// A table: its header, and the body lines of each of its pages.
pub(super) struct Sheet {
    pub(super) head: Head,
    pub(super) pages: Vec<Vec<usize>>,
    pub(super) furniture: Vec<(usize, LineKind)>,
    pub(super) notes: Vec<usize>,
    /// One past its last line.
    pub(super) end: usize,
}

/// The tables of a text, in order.
pub(super) fn sheets(lines: &[Line]) -> Vec<Sheet> {
    let mut out: Vec<Sheet> = Vec::new();
    let mut open = false;
    let mut number = 0;
    for stretch in stretches(lines) {
        let (page, numbers) = without_numbers(lines, stretch, &mut number);
        let heading = heading_end(lines, &page);
        let body: Vec<usize> = page.iter().copied().filter(|i| *i >= heading).collect();
        let repeated = match out.last().filter(|_| open && heading == 0) {
            Some(sheet) => sheet.head.repeated(lines, &body),
            None => BTreeSet::new(),
        };
        if repeated.is_empty()
            && let Some(head) = find(lines, &body).filter(|h| heading > 0 || !open || differs(h, out.last()))
        {
            let first = if heading > 0 { heading } else { start(lines, &page, &head) };
            out.push(Sheet { head, pages: Vec::new(), furniture: Vec::new(), notes: Vec::new(), end: 0 });
            open = true;
            if let Some(sheet) = out.last_mut() {
                let own = body.into_iter().filter(|i| *i >= first).collect();
                open = add(lines, sheet, own, &BTreeSet::new());
                sheet.furniture.extend(numbers.into_iter().filter(|i| *i >= first).map(|i| (i, LineKind::PageNumber)));
            }
        } else if let Some(sheet) = out.last_mut().filter(|_| open && heading == 0) {
            open = add(lines, sheet, body, &repeated);
            sheet.furniture.extend(numbers.into_iter().map(|i| (i, LineKind::PageNumber)));
        } else {
            open = false;
        }
    }
    out
}

/// Whether a header is another table's: other columns, surely read.
fn differs(head: &Head, before: Option<&Sheet>) -> bool {
    let roles = |h: &Head| h.cells.iter().map(|c| c.role).collect::<BTreeSet<_>>();
    before.is_some_and(|s| roles(head) != roles(&s.head) && head.score >= s.head.score)
}

/// Takes the lines of a page; whether the table may go on behind it.
fn add(lines: &[Line], sheet: &mut Sheet, page: Vec<usize>, repeated: &BTreeSet<usize>) -> bool {
    let foot = page.iter().position(|i| is_signature_start(lines[*i].text));
    let page = &page[..foot.unwrap_or(page.len())];
    sheet.end = page.last().map_or(sheet.end, |l| l + 1).max(sheet.end);
    sheet.furniture.extend(repeated.iter().filter(|i| page.contains(i)).map(|i| (*i, LineKind::Furniture)));
    let head = &sheet.head;
    let mut own: Vec<usize> = page
        .iter()
        .copied()
        .filter(|i| !(repeated.contains(i) || head.lines.contains(i) || head.loose.contains(i)))
        .collect();
    // A page number that the heading of the table does not stand above.
    if own.len() > 1
        && lines[own[0]].text.parse() == Ok(lines[own[0]].page)
        && parse_label(lines[own[1]].text).is_none()
        && head.lines.first().is_some_and(|f| own[0] < *f)
    {
        sheet.furniture.push((own.remove(0), LineKind::PageNumber));
    }
    let printed: Vec<&Line> = own.iter().map(|i| &lines[*i]).collect();
    let next = 1 + u32::try_from(sheet.notes.len()).unwrap_or(0);
    sheet.notes.extend(own.split_off(own.len() - notes::at_foot(&printed, next)));
    sheet.pages.push(own);
    foot.is_none()
}

/// The pages, cut where an appendix begins.
fn stretches(lines: &[Line]) -> Vec<Vec<usize>> {
    let mut out: Vec<Vec<usize>> = Vec::new();
    let mut label = 0;
    for (i, line) in lines.iter().enumerate() {
        let labelled = is_appendix_label(line.text).is_some();
        let begins = labelled || (is_attached_to(line.text) && i > label + TITLE);
        if labelled || begins {
            label = i;
        }
        if i == 0 || begins || line.page != lines[i - 1].page {
            out.push(Vec::new());
        }
        if let Some(page) = out.last_mut() {
            page.push(i);
        }
    }
    out
}

/// Sets the page number apart that stands on the first or the last line of a page.
fn without_numbers(lines: &[Line], mut page: Vec<usize>, last: &mut u32) -> (Vec<usize>, Vec<usize>) {
    let value = |i: usize| {
        let digits: String = lines[i].text.chars().filter(char::is_ascii_digit).collect();
        is_page_number(lines[i].text).then(|| digits.parse::<u32>().ok())?
    };
    let mut numbers = Vec::new();
    for at in [0, page.len().saturating_sub(1)] {
        let Some(i) = page.get(at).copied() else { continue };
        let edge = (i == 0 || lines[i - 1].page != lines[i].page)
            || lines.get(i + 1).is_none_or(|next| next.page != lines[i].page);
        if let Some(n) = value(i).filter(|n| edge && !numbers.contains(&i) && (*n == lines[i].page || *n == *last + 1))
        {
            *last = n;
            numbers.push(i);
        }
    }
    page.retain(|i| !numbers.contains(i));
    (page, numbers)
}

/// One past the heading of an appendix on a page; 0 where none begins there.
fn heading_end(lines: &[Line], page: &[usize]) -> usize {
    if let Some(at) = page.iter().position(|i| is_attached_to(lines[*i].text)) {
        let closes = |i: &&usize| lines[**i].text.ends_with([')', ']']);
        return page[at..].iter().take(BRACKET).find(closes).unwrap_or(&page[at]) + 1;
    }
    page.iter().find(|i| is_appendix_label(lines[**i].text).is_some()).map_or(0, |i| i + 1)
}

/// Where a table begins that has no heading: at its header, or at the numbers printed before it.
fn start(lines: &[Line], page: &[usize], head: &Head) -> usize {
    let first = head.lines.first().copied().unwrap_or(0);
    let before = page.iter().rev().filter(|i| **i < first).take_while(|i| parse_label(lines[**i].text).is_some());
    before.last().copied().unwrap_or(first)
}
