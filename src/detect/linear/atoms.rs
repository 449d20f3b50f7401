//! The pieces a table's body is made of: lines, cut where a cell may end in the middle of one.

use super::lines::Line;
use super::pairs::Pairs;
use crate::lexicon::{
    agency_score, begins_deadline, begins_part, breaks_off, continues_sentence, cuts_name, deadline_score, ends_closed,
    ends_sentence, is_name_head, key, parse_label, product_score, starts_bullet, text_width,
};

/// Of the text a piece begins, so many pieces are looked at to recognise it: names break over lines.
const AHEAD: usize = 3;

/// So many bytes before and behind a place in a line are looked at to tell whether a cell begins there.
const WINDOW: usize = 160;

/// What merely may begin so, scored as cues are.
const HINT: f32 = 0.5;
/// Capitals alone, where nothing asks for more, are a little more than that.
const ACRONYM: f32 = 1.0;

/// A piece of a line that belongs to one cell.
#[derive(Clone, Debug)]
pub(super) struct Atom<'a> {
    pub(super) text: &'a str,
    /// Index of its line among the printed lines of the source.
    pub(super) line: usize,
    /// It begins a printed line.
    pub(super) first: bool,
    /// Its line is the last of a page: each cell of a row that is cut there may have one line on it.
    pub(super) page_foot: bool,
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
    /// A plain figure in a table with money: rather a cell of it than a text.
    pub(super) figure: bool,
    pub(super) small: bool,
    /// A list mark, or the word for those who help in a cell that names the lead too.
    pub(super) bullet: bool,
    pub(super) sentence_end: bool,
    pub(super) open_end: bool,
    /// It ends with the head of a name: a cell may end so (`Các đơn vị trực thuộc` ⏎ `Sở`), but seldom is one nothing else.
    pub(super) name_head: bool,
    /// That head is all there is of its last member: `Trường Đại học; Viện`.
    pub(super) bare_head: bool,
    /// It ends like a time that is complete.
    pub(super) whole_time: bool,
    /// Its first word is seen elsewhere behind the last word of the atom before.
    pub(super) follows: bool,
    /// A known name goes on over the cut before it: `Khu kinh tế Hải` ⏎ `Phòng`.
    pub(super) within: bool,
    /// In a row that a page break cut: the cut before it stands in the middle of a line where nothing shows that a cell
    /// begins; only the rest of a cell may begin so.
    pub(super) weak: bool,
    /// It stands behind a row's number on the same line.
    pub(super) behind_label: bool,
    /// A page break stands below it in the same row: the cell may go on behind that.
    pub(super) cut_below: bool,
    /// Of its whole line: width, and that of the next line's first word, in ems.
    pub(super) line_width: f32,
    pub(super) next_word: f32,
    /// It is nothing but the beginning of a time: `Thường`.
    pub(super) begun_time: bool,
    /// It ends with the word for a school year, whose figures follow.
    pub(super) school_year: bool,
}

/// What `cut` knows of a line beside its text.
#[derive(Clone, Copy, Default)]
pub(super) struct Place<'a> {
    /// Index of the line among the printed lines of the source.
    pub(super) index: usize,
    /// A page break stands before it, or behind it.
    pub(super) breaks: bool,
    pub(super) last_on_page: bool,
    /// It stands in the rest of a row that a page break cut: each cell's rest may have one line on it.
    pub(super) rest: bool,
    /// A page break follows in the same row.
    pub(super) cut_below: bool,
    /// Bytes of a row's number at its beginning, which is an atom of its own.
    pub(super) skip: usize,
    /// A cell may end at any of its words: the line is too wide to be one cell's.
    pub(super) anywhere: bool,
    /// The next line: a time may break over it.
    pub(super) following: &'a str,
    /// The table has columns of money.
    pub(super) figures: bool,
}

/// Cuts a body line into atoms.
pub(super) fn cut<'a>(out: &mut Vec<Atom<'a>>, line: &Line<'a>, place: Place) {
    let Place { index, breaks, skip, .. } = place;
    let mut starts = vec![0];
    let mut weak = Vec::new();
    let words: Vec<(usize, &str)> = offsets(line.text).collect();
    let skip_to = words.iter().map(|w| w.0).find(|at| *at >= skip).unwrap_or_default();
    if skip > 0 && skip < line.text.len() {
        starts.push(skip_to);
    }
    for pair in words.windows(2) {
        let (at, _) = pair[1];
        if at <= skip_to {
            continue;
        }
        if may_begin_cell(line.text, pair[0].1, at, place) {
            starts.push(at);
        } else if place.rest {
            starts.push(at);
            weak.push(at);
        }
    }
    let line_width = text_width(line.text[skip..].trim());
    let next_word = place.following.split_whitespace().next().map_or(0.0, text_width);
    for (n, start) in starts.iter().enumerate() {
        let end = starts.get(n + 1).copied().unwrap_or(line.text.len());
        let text = line.text[*start..end].trim();
        out.push(Atom {
            text,
            line: index,
            first: n == 0,
            page_foot: place.last_on_page,
            breaks: breaks && n == 0,
            blank: line.blank && n == 0,
            empty: line.empty && n == 0,
            width: text_width(text),
            first_word: text_width(text.split_whitespace().next().unwrap_or_default()),
            agency: 0.0,
            deadline: 0.0,
            product: 0.0,
            money: is_money(text),
            figure: place.figures && is_figure(text),
            small: continues_sentence(text),
            bullet: starts_bullet(text) || begins_part(text) == Some(true),
            sentence_end: ends_sentence(text),
            open_end: breaks_off(text) && !is_name_head(text),
            name_head: is_name_head(text),
            bare_head: is_bare_head(text),
            whole_time: is_whole_time(text),
            follows: false,
            within: false,
            weak: weak.contains(start),
            behind_label: skip > 0 && *start == skip_to,
            cut_below: place.cut_below,
            line_width,
            next_word,
            begun_time: begins_deadline(text),
            school_year: key(text).ends_with(&key("năm học")),
        });
    }
}

/// Fills in what each atom's beginning looks like; needs the atoms after it.
pub(super) fn recognise(atoms: &mut [Atom], pairs: &Pairs) {
    let texts: Vec<&str> = atoms.iter().map(|a| a.text).collect();
    let strong: Vec<bool> = atoms.iter().map(|a| !a.weak).collect();
    for i in 0..atoms.len() {
        let mut ahead = AHEAD;
        let mut to = i + 1;
        while to < texts.len() && !atoms[to].breaks {
            ahead -= usize::from(strong[to]);
            if ahead == 0 {
                break;
            }
            to += 1;
        }
        let head = texts[i..to].join(" ");
        let cut_short = atoms.get(i + 1).is_some_and(|a| a.breaks) && atoms[i].begun_time;
        let atom = &mut atoms[i];
        atom.follows = i > 0 && (atom.first || atom.weak) && pairs.joins(texts[i - 1], atom.text);
        let before = before_cut(&texts[..i]);
        atom.within = !before.is_empty()
            && !atom.breaks
            && (cuts_name(&before, &head) || under_head(&before, atom.text, texts.get(i + 1)));
        // A name's head may itself stand on two lines: `Giám` ⏎ `đốc`.
        atom.name_head |= !atom.breaks && !atom.text.contains(' ') && is_name_head(&format!("{before} {}", atom.text));
        atom.agency =
            agency_score(&head).max(if is_acronym(atom.text) && !breaks_off(&before) { ACRONYM } else { 0.0 });
        atom.product = product_score(&head);
        atom.deadline = deadline_score(&head).max(if cut_short { 2.0 } else { 0.0 });
        // `Ký cam kết` ⏎ `trước 15/02/2026`
        if atom.agency == 0.0
            && atom.product == 0.0
            && !atom.small
            && texts[i..to].iter().skip(1).any(|t| small_time(t))
        {
            atom.deadline = atom.deadline.max(HINT);
        }
    }
}

/// The end of the text before a cut: a name may stand on several lines of a narrow column.
fn before_cut(texts: &[&str]) -> String {
    texts[texts.len().saturating_sub(AHEAD)..].join(" ")
}

/// Whether a text ends with the words for what stands under a body, and the next is nothing but the head of a name, whose
/// own words do not follow: `Các đơn vị trực thuộc` ⏎ `Bộ` ⏎ `Báo cáo năm`.
fn under_head(before: &str, text: &str, next: Option<&&str>) -> bool {
    let begins = |t: &&str| agency_score(t) >= 3.0 || deadline_score(t) >= 3.0 || product_score(t) >= 2.0;
    is_lone_head(text) && next.is_none_or(begins) && key(before).ends_with(&key("trực thuộc"))
}

impl Atom<'_> {
    /// It looks like the beginning of a cell that is no task.
    pub(super) fn begins_cell(&self) -> bool {
        self.agency >= 3.0 || self.deadline >= 3.0 || self.product >= 2.0 || self.money
    }
}

fn offsets(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace().map(move |w| (w.as_ptr() as usize - text.as_ptr() as usize, w))
}

/// Whether a cell may begin at a word in the middle of a line: a capital or a figure where the word before does not ask for
/// more. On the last line of a page any capital may, as each cell of a row cut there has one line on it.
fn may_begin_cell(line: &str, before: &str, at: usize, place: Place) -> bool {
    let rest = &line[at..line.floor_char_boundary(at + WINDOW)];
    let first = rest.chars().next();
    let big = first.is_some_and(char::is_uppercase);
    let figure = first.is_some_and(|c| c.is_ascii_digit());
    if place.anywhere {
        return true;
    }
    if !(big || figure) {
        return false;
    }
    if place.last_on_page && (big || deadline_score(rest) >= 3.0) {
        return true;
    }
    let head = line[line.ceil_char_boundary(at.saturating_sub(WINDOW))..at].trim_end();
    if before.ends_with([',', ';', '/', '-', '(']) || (breaks_off(head) && !is_name_head(head)) {
        return false;
    }
    let following = &place.following[..place.following.floor_char_boundary(WINDOW)];
    let ahead = format!("{rest} {following}");
    // A count with a zero before it (`06 khóa`) is rather a result's than a name's.
    let counted = rest.starts_with('0') && rest.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
    // A name's second word has a capital too; a sentence, a date or a figure before it ends a cell.
    let sum = |word: &str| is_money(word) || place.figures && is_figure(word);
    let closed = counted || before.ends_with('.') || is_whole_time(head) || sum(before);
    closed
        || agency_score(&ahead) > 0.0
        || deadline_score(&ahead) >= 2.0
        || product_score(rest) >= 1.0
        || is_money(rest.split(' ').next().unwrap_or_default())
}

/// `Trường Đại học; Viện`: the last member of a list of names is begun and no more.
fn is_bare_head(text: &str) -> bool {
    let member = text.rsplit_once(';').map_or("", |(_, member)| member.trim());
    member.starts_with(char::is_uppercase) && is_lone_head(member)
}

/// One word that is the head of a name: `Bộ`.
fn is_lone_head(text: &str) -> bool {
    !text.contains(' ') && is_name_head(text)
}

/// `VEC E`, `EVN`: a body that is known by its letters.
fn is_acronym(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    (2..=8).contains(&letters)
        && text.chars().all(|c| c.is_uppercase() || c.is_whitespace())
        && parse_label(text).is_none()
}

/// A time in small letters.
fn small_time(text: &str) -> bool {
    text.starts_with(char::is_lowercase) && deadline_score(text) >= 2.0
}

pub(super) fn is_money(text: &str) -> bool {
    let text = text.trim();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    matches!(text, "x" | "X" | "-")
        || (digits >= 3
            && text.contains(['.', ','])
            && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ')))
}

/// `260`, `1200`, but no year.
fn is_figure(text: &str) -> bool {
    let year = text.len() == 4 && (text.starts_with("19") || text.starts_with("20"));
    (2..=6).contains(&text.len()) && !year && text.bytes().all(|b| b.is_ascii_digit())
}

/// `31/12/2025`, `Tháng 5/2025`, `thường xuyên`: seldom does a time go on behind it.
fn is_whole_time(text: &str) -> bool {
    let text = text.trim_end();
    let last = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    let year = last.rsplit('/').next().unwrap_or_default();
    let dated = last.contains('/') && year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    // `năm 2025`, `2025 - 2026`
    let is_year = |w: &str| w.len() == 4 && w.bytes().all(|b| b.is_ascii_digit());
    let words: Vec<&str> = text.rsplitn(4, char::is_whitespace).collect();
    let span = matches!(words.as_slice(), [_, "-" | "–", from, ..] if is_year(from));
    let of_year = is_year(last) && (span || key(text).contains(&key("năm")));
    dated || of_year || key(text).ends_with(&key("thường xuyên")) || ends_closed(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn atoms(text: &str, skip: usize) -> Vec<String> {
        let mut out = Vec::new();
        cut(
            &mut out,
            &Line { text, line: 1, page: 0, blank: false, empty: false, wide: false },
            Place { skip, ..Place::default() },
        );
        out.into_iter().map(|a| a.text.to_owned()).collect()
    }

    #[test]
    fn some_times_are_whole() {
        assert!(is_whole_time("2025 - 2026") && is_whole_time("Cả năm 2025") && is_whole_time("Hằng năm"));
        assert!(!is_whole_time("Tháng 9") && !is_whole_time("2025 -"));
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
