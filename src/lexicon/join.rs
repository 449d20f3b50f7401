//! How the lines of a cell make a text.

use super::cues::starts_bullet;
use crate::model::TextLine;

/// Joins lines: one space between them; none after a `-` or `/` that stands directly behind a letter or digit and before a
/// letter or digit (`1985/QĐ-` ⏎ `TTg`); `\n` where a paragraph or bullet begins. The lines' own text is not touched.
#[must_use]
pub fn join_lines(lines: &[TextLine]) -> String {
    let texts: Vec<&str> = lines.iter().map(|l| l.text.trim()).collect();
    join(lines, &texts)
}

/// As [`join_lines`], with the lines' texts already cleaned by the caller (`texts[i]` stands for `lines[i]`).
#[must_use]
pub fn join(lines: &[TextLine], texts: &[&str]) -> String {
    let bulleted = texts.first().is_some_and(|t| starts_bullet(t));
    let mut out = String::new();
    let mut previous: Option<&TextLine> = None;
    for (line, text) in lines.iter().zip(texts) {
        if text.is_empty() {
            continue;
        }
        if let Some(before) = previous {
            if breaks(before, &out, text, bulleted) {
                out.push('\n');
            } else if !glues(&out, text) {
                out.push(' ');
            }
        }
        out.push_str(text);
        previous = Some(line);
    }
    out
}

/// Whether a word or number goes on over the line end.
fn glues(before: &str, after: &str) -> bool {
    let mut tail = before.chars().rev();
    matches!(tail.next(), Some('-' | '/'))
        && tail.next().is_some_and(char::is_alphanumeric)
        && after.chars().next().is_some_and(char::is_alphanumeric)
}

/// Whether a new paragraph begins. A dash at the beginning of a line is a bullet where the line before ended early or with a
/// stop; else it is the dash of a name (`Phòng Văn hóa` ⏎ `- Xã hội`).
fn breaks(before: &TextLine, text: &str, after: &str, bulleted: bool) -> bool {
    if before.hard_break {
        return true;
    }
    starts_bullet(after) && (text.ends_with(['.', ';', ':', '!', '?', ',']) || (bulleted && before.bbox.width() == 0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(texts: &[&str]) -> Vec<TextLine> {
        texts.iter().map(|t| TextLine { text: (*t).into(), ..TextLine::default() }).collect()
    }

    #[test]
    fn the_rules_of_the_contract() {
        for (given, wanted) in [
            (&["số 1985/QĐ-", "TTg ngày"][..], "số 1985/QĐ-TTg ngày"),
            (&["29/2024/", "TT-BGDĐT"], "29/2024/TT-BGDĐT"),
            (&["Khánh Hòa -", "Buôn Ma Thuột"], "Khánh Hòa - Buôn Ma Thuột"),
            (&["theo 03 giai đoạn:", "- Giai đoạn 1"], "theo 03 giai đoạn:\n- Giai đoạn 1"),
            (&["Phòng Văn hóa", "- Xã hội"], "Phòng Văn hóa - Xã hội"),
            (&["- Sở A", "- Sở B"], "- Sở A\n- Sở B"),
        ] {
            assert_eq!(join_lines(&lines(given)), wanted);
        }
    }
}
