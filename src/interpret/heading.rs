//! The lines above a table: appendix label, title, "kèm theo" line, or the heading it stands under.
//!
//! Layout after Nghị định 30/2020/NĐ-CP: label and title centred, title in capitals, then the line in brackets.

use crate::lexicon::{is_appendix_label, is_attached_to, is_signature_start, split_label};
use crate::model::{Heading, TextLine};

/// Lines of a title at most: longer runs of capitals are not titles.
const TITLE_LINES: usize = 6;

/// Finds the heading among the lines before a table; gives back the lines that are no part of it, in order.
pub(super) fn heading(lines: Vec<TextLine>) -> (Heading, Vec<TextLine>) {
    let label = lines.iter().rposition(|l| is_appendix_label(&l.text).is_some());
    let attached = lines.iter().rposition(|l| is_attached_to(&l.text)).filter(|a| label.is_none_or(|l| *a > l));
    match (label, attached) {
        (Some(start), attached) => with_label(lines, start, attached),
        (None, Some(attached)) => {
            let start = title_start(&lines, attached);
            split(lines, start, start, Some(attached))
        }
        (None, None) => under(lines),
    }
}

/// `Phụ lục I` stands at `start`.
fn with_label(mut lines: Vec<TextLine>, start: usize, attached: Option<usize>) -> (Heading, Vec<TextLine>) {
    let end = is_appendix_label(&lines[start].text).unwrap_or_default();
    let mut title_from = start + 1;
    let mut attached = attached;
    let rest = lines[start].text[end..].trim_start_matches(['.', ':', '-', '–', ' ']);
    if !rest.is_empty() {
        // Label and title on one line: two lines from here on; the signs between them stay with the label.
        let cut = lines[start].text.len() - rest.len();
        let mut second = lines[start].clone();
        second.text = lines[start].text[cut..].to_owned();
        lines[start].text.truncate(cut);
        lines.insert(start + 1, second);
        title_from = start + 1;
        attached = attached.map(|a| a + 1);
    }
    let (mut heading, rest) = split(lines, start, title_from, attached);
    if heading.title.len() > TITLE_LINES {
        heading.title.truncate(TITLE_LINES);
    }
    (heading, rest)
}

/// Cuts the lines into label (`start..title_from`), title (up to the line in brackets) and that line.
fn split(lines: Vec<TextLine>, start: usize, title_from: usize, attached: Option<usize>) -> (Heading, Vec<TextLine>) {
    let title_to = attached.unwrap_or_else(|| title_end(&lines, title_from));
    let attached_to = attached.map_or(title_to, |a| bracket_end(&lines, a));
    let mut heading = Heading::default();
    let mut rest = Vec::new();
    for (i, line) in lines.into_iter().enumerate() {
        let slot = if i < start || i >= attached_to {
            &mut rest
        } else if i < title_from {
            &mut heading.label
        } else if i < title_to.min(title_from + TITLE_LINES) {
            &mut heading.title
        } else if i < title_to {
            &mut rest
        } else {
            &mut heading.attached_to
        };
        slot.push(line);
    }
    (heading, rest)
}

/// Where a title without a "kèm theo" line ends: capitals or bold lines in a row, at least one line.
fn title_end(lines: &[TextLine], from: usize) -> usize {
    let mut end = from;
    while end < lines.len() && end - from < TITLE_LINES {
        let line = &lines[end];
        let goes_on = line.bold || is_capitals(&line.text);
        if end > from && !goes_on {
            break;
        }
        end += 1;
    }
    end
}

/// Where the title before a "kèm theo" line begins: capitals or bold lines directly above it.
fn title_start(lines: &[TextLine], attached: usize) -> usize {
    let mut start = attached;
    while start > 0 && attached - start < TITLE_LINES {
        let line = &lines[start - 1];
        if !(line.bold || is_capitals(&line.text)) || is_signature_start(&line.text) {
            break;
        }
        start -= 1;
    }
    start
}

/// One past the line that closes the bracket opened at `from`.
fn bracket_end(lines: &[TextLine], from: usize) -> usize {
    let mut depth = 0_i32;
    for (i, line) in lines.iter().enumerate().skip(from).take(TITLE_LINES) {
        for c in line.text.chars() {
            depth += match c {
                '(' | '[' => 1,
                ')' | ']' => -1,
                _ => 0,
            };
        }
        if depth <= 0 {
            return i + 1;
        }
    }
    from + 1
}

/// No appendix: the nearest numbered or bold line above the table is what it stands under.
fn under(lines: Vec<TextLine>) -> (Heading, Vec<TextLine>) {
    let near = lines.len().saturating_sub(TITLE_LINES);
    let found = (near..lines.len())
        .rev()
        .find(|i| {
            let line = &lines[*i];
            let short = line.text.chars().count() <= 120;
            short && (line.bold || (split_label(&line.text).is_some() && is_capitals(&line.text)))
        })
        .or_else(|| (near..lines.len()).rev().find(|i| split_label(&lines[*i].text).is_some()))
        .or_else(|| {
            (near..lines.len()).rev().find(|i| is_capitals(&lines[*i].text) && !is_signature_start(&lines[*i].text))
        });
    let Some(at) = found else { return (Heading::default(), lines) };
    let mut heading = Heading::default();
    let mut rest = lines;
    heading.heading.push(rest.remove(at));
    (heading, rest)
}

/// Whether the letters are capitals (at least three of them).
pub(super) fn is_capitals(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let (mut all, mut small) = (0, 0);
    for c in letters {
        all += 1;
        small += usize::from(c.is_lowercase());
    }
    all >= 3 && small * 10 <= all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(texts: &[&str]) -> Vec<TextLine> {
        texts.iter().map(|t| TextLine { text: (*t).into(), ..TextLine::default() }).collect()
    }

    fn texts(lines: &[TextLine]) -> Vec<&str> {
        lines.iter().map(|l| l.text.as_str()).collect()
    }

    #[test]
    fn label_title_and_bracket() {
        let (h, rest) = heading(lines(&[
            "Lưu: VT.",
            "Phụ lục I",
            "BẢNG PHÂN CÔNG",
            "NĂM 2024",
            "(Kèm theo Kế hoạch số 1/KH-UBND",
            "của tỉnh)",
            "ĐVT: đồng",
        ]));
        assert_eq!(texts(&h.label), ["Phụ lục I"]);
        assert_eq!(texts(&h.title), ["BẢNG PHÂN CÔNG", "NĂM 2024"]);
        assert_eq!(texts(&h.attached_to), ["(Kèm theo Kế hoạch số 1/KH-UBND", "của tỉnh)"]);
        assert_eq!(texts(&rest), ["Lưu: VT.", "ĐVT: đồng"]);
    }

    #[test]
    fn label_and_title_on_one_line() {
        let (h, _) = heading(lines(&["PHỤ LỤC I. DANH MỤC NHIỆM VỤ", "NĂM 2025"]));
        assert_eq!((texts(&h.label), texts(&h.title)), (vec!["PHỤ LỤC I. "], vec!["DANH MỤC NHIỆM VỤ", "NĂM 2025"]));
    }

    #[test]
    fn a_numbered_heading_instead_of_an_appendix() {
        let (h, rest) = heading(lines(&["Căn cứ Luật", "6. Tiến độ thực hiện"]));
        assert_eq!((texts(&h.heading), texts(&rest)), (vec!["6. Tiến độ thực hiện"], vec!["Căn cứ Luật"]));
    }
}
