//! The pieces a table's body is made of: lines, cut where a cell may end in the middle of one.

use super::lines::Line;
use super::metrics::width;
use crate::lexicon::{
    agency_score, breaks_off, continues_sentence, deadline_score, ends_sentence, key, product_score, starts_bullet,
};

/// Of the text a piece begins, so many pieces are looked at to recognise it: names break over lines.
const AHEAD: usize = 3;

/// A piece of a line that belongs to one cell.
#[derive(Clone, Debug)]
pub(super) struct Atom<'a> {
    pub(super) text: &'a str,
    /// Index of its line among the printed lines of the source.
    pub(super) line: usize,
    /// It begins a printed line.
    pub(super) first: bool,
    /// A page break stands before it.
    pub(super) breaks: bool,
    pub(super) blank: bool,
    pub(super) empty: bool,
    /// In ems.
    pub(super) width: f32,
    pub(super) first_word: f32,
    /// What its beginning looks like, each 0–4.
    pub(super) agency: f32,
    pub(super) deadline: f32,
    pub(super) product: f32,
    /// Figures with thousands' dots, `x`, `-`: a cell of money.
    pub(super) money: bool,
    pub(super) small: bool,
    pub(super) bullet: bool,
    pub(super) sentence_end: bool,
    pub(super) open_end: bool,
    /// It ends like a time that is complete.
    pub(super) whole_time: bool,
}

/// Cuts a body line into atoms. `skip`: bytes of a row's number at its beginning, which is an atom of its own.
pub(super) fn cut<'a>(out: &mut Vec<Atom<'a>>, line: &Line<'a>, index: usize, breaks: bool, skip: usize) {
    let mut starts = vec![0];
    if skip > 0 && skip < line.text.len() {
        starts.push(skip);
    }
    let words: Vec<(usize, &str)> = offsets(line.text).collect();
    for pair in words.windows(2) {
        let (at, word) = pair[1];
        if at > skip && may_begin_cell(line.text, pair[0].1, word, at) {
            starts.push(at);
        }
    }
    for (n, start) in starts.iter().enumerate() {
        let end = starts.get(n + 1).copied().unwrap_or(line.text.len());
        let text = line.text[*start..end].trim();
        out.push(Atom {
            text,
            line: index,
            first: n == 0,
            breaks: breaks && n == 0,
            blank: line.blank && n == 0,
            empty: line.empty && n == 0,
            width: width(text),
            first_word: width(text.split_whitespace().next().unwrap_or_default()),
            agency: 0.0,
            deadline: 0.0,
            product: 0.0,
            money: is_money(text),
            small: continues_sentence(text),
            bullet: starts_bullet(text),
            sentence_end: ends_sentence(text),
            open_end: breaks_off(text),
            whole_time: is_whole_time(text),
        });
    }
}

/// Fills in what each atom's beginning looks like; needs the atoms after it.
pub(super) fn recognise(atoms: &mut [Atom]) {
    let texts: Vec<&str> = atoms.iter().map(|a| a.text).collect();
    for i in 0..atoms.len() {
        let head = texts[i..texts.len().min(i + AHEAD)].join(" ");
        let atom = &mut atoms[i];
        atom.agency = agency_score(&head);
        atom.deadline = deadline_score(&head);
        atom.product = product_score(&head);
    }
}

fn offsets(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace().map(move |w| (w.as_ptr() as usize - text.as_ptr() as usize, w))
}

/// Whether a cell may begin at a word in the middle of a line: a capital or a figure that looks like the beginning of a
/// body, a time, a product or a sum, where the word before does not ask for more.
fn may_begin_cell(line: &str, before: &str, word: &str, at: usize) -> bool {
    let big = word.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    if !big || before.ends_with([',', ';', '/', '-', '(']) || breaks_off(&line[..at]) {
        return false;
    }
    let rest = &line[at..];
    agency_score(rest) >= 2.0 || deadline_score(rest) >= 3.0 || product_score(rest) >= 2.0 || is_money(word)
}

fn is_money(text: &str) -> bool {
    let text = text.trim();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    matches!(text, "x" | "X" | "-")
        || (digits >= 3
            && text.contains(['.', ','])
            && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ')))
}

/// `31/12/2025`, `Tháng 5/2025`, `thường xuyên`: seldom does a time go on behind it.
fn is_whole_time(text: &str) -> bool {
    let last = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    let year = last.rsplit('/').next().unwrap_or_default();
    let dated = last.contains('/') && year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    dated || key(text).ends_with(&key("thường xuyên"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn atoms(text: &str, skip: usize) -> Vec<String> {
        let mut out = Vec::new();
        cut(&mut out, &Line { text, line: 1, page: 0, blank: false, empty: false }, 0, false, skip);
        out.into_iter().map(|a| a.text.to_owned()).collect()
    }

    #[test]
    fn lines_are_cut_where_a_cell_may_begin() {
        assert_eq!(
            atoms("Sở Tài chính Các chủ đầu tư Trước ngày 31/01/2026", 0),
            ["Sở Tài chính", "Các chủ đầu tư", "Trước ngày 31/01/2026"]
        );
        assert_eq!(atoms("1.2 Duy trì, vận hành", 4), ["1.2", "Duy trì, vận hành"]);
        assert_eq!(atoms("Sở Nội vụ, Sở Tài chính", 0), ["Sở Nội vụ, Sở Tài chính"]);
        assert_eq!(
            atoms("4 Bồi dưỡng giáo viên cốt cán 965.000.000", 2),
            ["4", "Bồi dưỡng giáo viên cốt cán", "965.000.000"]
        );
    }
}
