//! The "kèm theo" line, which ties an appendix to its paper.
//!
//! In: the line. Out: the paper that it names as its own. Only the first kind of paper named is that: behind it papers are
//! named that it is about (`Kế hoạch thực hiện Nghị quyết số …`), and one that brought it (`ban hành theo Quyết định số …`).

use super::citation::{Cited, cited};
use super::text;
use crate::lexicon::{document_kind_starting, key};
use crate::model::{AttachedTo, TextLine};

/// Words before the paper that brought the first one, as match keys are made of.
const BROUGHT_BY: [&str; 6] =
    ["ban hành theo", "ban hành kèm theo", "ban hành tại", "kèm theo", "đính kèm", "được phê duyệt tại"];

/// A "kèm theo" line, read.
#[derive(Default)]
pub(super) struct Tied {
    pub(super) line: AttachedTo,
    /// Its number or its day is left blank.
    pub(super) blank: bool,
    /// Its day is printed and is none of the calendar.
    pub(super) bad_date: bool,
}

/// Reads a "kèm theo" line; `None` where there is none.
pub(super) fn tied(lines: &[TextLine]) -> Option<Tied> {
    let text = text::text(lines)?.replace('\n', " ");
    let whole = together(&text);
    let first = first_kind(&whole);
    let found = cited(&whole).into_iter().find(|c| is_own(&whole, c, first.as_ref()));
    Some(match found {
        Some(found) => {
            let c = found.citation;
            Tied {
                line: AttachedTo { text, kind: c.kind, number: c.number, date: c.date, issuer: c.issuer },
                blank: found.no_number || found.no_date,
                bad_date: found.bad_date,
            }
        }
        None => {
            let kind = first.map(|f| f.1.to_owned());
            Tied { line: AttachedTo { kind, text, ..AttachedTo::default() }, ..Tied::default() }
        }
    })
}

/// Whether a citation is of the line's own paper. `first`: where the first kind is named, in characters, and which it is.
fn is_own(text: &str, cited: &Cited, first: Option<&(usize, &'static str)>) -> bool {
    let Some((at, kind)) = first else { return true };
    let start = cited.citation.of[0] as usize;
    // The first kind names it, or stands behind its number.
    if start <= *at {
        return true;
    }
    // Its number stands apart, and its sign is that of the first kind: `Kế hoạch thực hiện Đề án 06 (số 12/KH-UBND …)`.
    let bare = cited.citation.text.starts_with(|c: char| c.is_ascii_digit()) || key_begins(&cited.citation.text, "số");
    if bare && cited.citation.kind.as_deref() == Some(kind) {
        return true;
    }
    let before: String = text.chars().take(start).collect();
    let before = key(&before);
    BROUGHT_BY.iter().any(|words| before.ends_with(&key(words)))
}

fn key_begins(text: &str, word: &str) -> bool {
    text.split_whitespace().next().is_some_and(|first| key(first) == key(word))
}

/// Without the spaces between figures: stamped ones stand apart (`số 1 1 8 7/QĐ-BNV ngày 1 5 tháng 1 0`).
pub(super) fn together(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let digit = |i: usize| chars.get(i).is_some_and(char::is_ascii_digit);
    let apart = |i: &usize| !(chars[*i] == ' ' && *i > 0 && digit(*i - 1) && digit(*i + 1));
    (0..chars.len()).filter(apart).map(|i| chars[i]).collect()
}

/// The first kind of paper that a text names, and at which character.
fn first_kind(text: &str) -> Option<(usize, &'static str)> {
    let (mut at, mut words): (usize, Vec<(usize, String)>) = (0, Vec::new());
    for word in text.split(' ') {
        words.push((at, key(word)));
        at += word.chars().count() + 1;
    }
    let keys: Vec<&str> = words.iter().map(|w| w.1.as_str()).collect();
    (0..keys.len()).find_map(|i| {
        let (_, kind) = document_kind_starting(&keys[i..])?;
        let bracket = text.chars().nth(words[i].0).is_some_and(|c| !c.is_alphanumeric());
        Some((words[i].0 + usize::from(bracket), kind.name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> [Option<String>; 4] {
        let line = tied(&[TextLine { text: text.into(), ..TextLine::default() }]).unwrap().line;
        [line.kind, line.number, line.date.map(|d| d.to_string()), line.issuer]
    }

    #[test]
    fn the_first_paper_named_is_the_line_s_own() {
        let some = |t: &[&str]| t.iter().map(|t| Some((*t).to_owned()).filter(|t| !t.is_empty())).collect::<Vec<_>>();
        for (line, wanted) in [
            (
                "(Kèm theo Kế hoạch số 30/KH-UBND ngày 11/3/2025 của UBND tỉnh Lào Cai thực hiện Nghị quyết số 57-NQ/TW)",
                ["Kế hoạch", "30/KH-UBND", "2025-03-11", "UBND tỉnh Lào Cai"],
            ),
            (
                "(Kèm theo Kế hoạch thực hiện Chỉ thị số 05/CT-TTg ngày 01/3/2025 của Thủ tướng Chính phủ)",
                ["Kế hoạch", "", "", ""],
            ),
            (
                "(Ban hành kèm theo Chương trình hành động thực hiện Nghị quyết số 66-NQ/TW ngày 30/4/2025 của Bộ Chính trị)",
                ["Chương trình hành động", "", "", ""],
            ),
            (
                "(Kèm theo Kế hoạch triển khai thi hành Luật số 72/2025/QH15 của UBND tỉnh Bắc Ninh)",
                ["Kế hoạch", "", "", ""],
            ),
            (
                "(Kèm theo Kế hoạch thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị, ban hành theo Quyết \
                 định số 99/QĐ-UBND ngày 11/3/2025 của UBND tỉnh Lào Cai)",
                ["Quyết định", "99/QĐ-UBND", "2025-03-11", "UBND tỉnh Lào Cai"],
            ),
            (
                "(Kèm theo Kế hoạch thực hiện Kết luận số 91-KL/TW, số 12/KH-UBND ngày 11/3/2025 của UBND tỉnh Lào Cai)",
                ["Kế hoạch", "12/KH-UBND", "2025-03-11", "UBND tỉnh Lào Cai"],
            ),
            (
                "(Kèm theo Kế hoạch số 15/KH-UBND ngày 05/9/25 của UBND xã Tân Tiến, tỉnh Lạng Sơn)",
                ["Kế hoạch", "15/KH-UBND", "2025-09-05", "UBND xã Tân Tiến, tỉnh Lạng Sơn"],
            ),
        ] {
            assert_eq!(read(line).to_vec(), some(&wanted), "{line}");
        }
    }
}
