//! Footnotes: the raised mark leaves the text, the note goes to the item.

use super::text;
use crate::model::{Note, TextLine, regions_of};

/// Reads the notes at the foot of a table's pages: each begins with its mark (`1.`, `(1)`, `*`).
pub(super) fn notes(lines: &[TextLine]) -> Vec<Note> {
    let mut groups: Vec<(String, Vec<TextLine>)> = Vec::new();
    for line in lines {
        match split_mark(&line.text) {
            Some((mark, rest)) => {
                groups.push((mark, vec![TextLine { text: rest, raised: Vec::new(), ..line.clone() }]))
            }
            None => match groups.last_mut() {
                Some((_, lines)) => lines.push(line.clone()),
                None => groups.push((String::new(), vec![line.clone()])),
            },
        }
    }
    groups
        .into_iter()
        .map(|(mark, lines)| Note { mark, text: text::one_line(&lines), regions: regions_of(&lines) })
        .collect()
}

fn split_mark(line: &str) -> Option<(String, String)> {
    let line = line.trim_start();
    let inner = line.trim_start_matches(['(', '[']);
    let mark: String = inner.chars().take_while(|c| c.is_ascii_digit() || *c == '*').collect();
    if mark.is_empty() || mark.len() > 3 {
        return None;
    }
    let rest = inner[mark.len()..].trim_start_matches([')', ']', '.', ':', ' ']);
    Some((mark, rest.to_owned()))
}

/// Takes the raised marks that have a note out of some lines; gives the lines and the notes they point at. Raised text
/// without a note (`m²` set as a raised 2) stays.
pub(super) fn take_marks(lines: &[TextLine], notes: &[Note]) -> (Vec<TextLine>, Vec<usize>) {
    let mut found = Vec::new();
    let lines = lines.iter().map(|line| without_marks(line, notes, &mut found)).collect();
    (lines, found)
}

fn without_marks(line: &TextLine, notes: &[Note], found: &mut Vec<usize>) -> TextLine {
    let mut out = line.clone();
    for (start, end) in line.raised.iter().rev() {
        let (start, end) = (*start as usize, *end as usize);
        let Some(raised) = out.text.get(start..end) else { continue };
        let mark = raised.trim_matches(['(', ')', '[', ']', ' ', ',']);
        if let Some(i) = notes.iter().position(|n| !n.mark.is_empty() && n.mark == mark) {
            found.push(i);
            out.text.replace_range(start..end, "");
        }
    }
    out.raised.clear();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_with_a_note_leaves_the_text_and_an_exponent_stays() {
        let foot = TextLine { text: "1. Theo số liệu 2023.".into(), ..TextLine::default() };
        let notes = notes(&[foot]);
        let line = |text: &str| TextLine { text: text.into(), raised: vec![(6, 7)], ..TextLine::default() };
        let (lines, found) = take_marks(&[line("Xã đạt1")], &notes);
        let _ = (lines, found);
        let text = "Diện tích1";
        let start = u32::try_from(text.len() - 1).unwrap();
        let marked = TextLine { text: text.into(), raised: vec![(start, start + 1)], ..TextLine::default() };
        let (lines, found) = take_marks(&[marked], &notes);
        assert_eq!((lines[0].text.as_str(), found.as_slice()), ("Diện tích", &[0][..]));
        let squared = TextLine { text: "24 m2".into(), raised: vec![(4, 5)], ..TextLine::default() };
        assert_eq!(take_marks(&[squared], &notes).0[0].text, "24 m2");
        assert_eq!(notes[0].text, "Theo số liệu 2023.");
    }
}
