//! Figures stamped over a blank: `12094` a little above `(Kèm theo Công văn số      /BNV-CCHC …` belongs into that line.

use crate::lexicon::key;
use crate::model::TextLine;

/// Figures of a number at most.
const FIGURES: usize = 5;
/// Share of the figures' height that lies beside the line.
const BESIDE: f32 = 0.4;
/// A figure stands at most this many characters from the blank, as far as even widths tell.
const OFF: usize = 6;

/// Puts stamped figures into the lines whose blanks they fill.
pub(super) fn fill(lines: &mut Vec<TextLine>) {
    let mut at = 0;
    while at < lines.len() {
        let place = is_figures(&lines[at].text).then(|| blank_under(lines, at)).flatten();
        let Some((line, byte)) = place else {
            at += 1;
            continue;
        };
        let figures = format!(" {} ", lines[at].text.trim());
        lines[line].text.insert_str(byte, &figures);
        lines[line].raised.clear();
        lines.remove(at);
    }
}

fn is_figures(text: &str) -> bool {
    let text = text.trim();
    (1..=FIGURES).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// The line and the place in it that the figures at `at` are stamped over.
fn blank_under(lines: &[TextLine], at: usize) -> Option<(usize, usize)> {
    let figures = &lines[at];
    lines.iter().enumerate().find_map(|(i, line)| {
        let (a, b) = (&figures.bbox, &line.bbox);
        let shared = a.y1.min(b.y1) - a.y0.max(b.y0);
        let over = line.page == figures.page
            && b.width() > a.width()
            && shared >= BESIDE * (a.y1 - a.y0)
            && (b.x0..b.x1).contains(&a.center_x());
        if i == at || !over {
            return None;
        }
        let chars = line.text.chars().count();
        let near = ((a.center_x() - b.x0) / b.width() * chars as f32) as usize;
        let gap = gaps(&line.text).into_iter().min_by_key(|(n, _)| n.abs_diff(near))?;
        (gap.0.abs_diff(near) <= OFF).then_some((i, gap.1))
    })
}

/// Where figures are missing behind `số`, `ngày` or `tháng`: by characters and by bytes.
fn gaps(text: &str) -> Vec<(usize, usize)> {
    let cues = [key("số"), key("ngày"), key("tháng")];
    let mut out = Vec::new();
    for word in text.split_whitespace() {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let end = start + word.len();
        let open = text[end..].trim_start().chars().next().is_none_or(|c| !c.is_ascii_digit());
        if open && cues.contains(&key(word)) && word.chars().all(|c| c.is_alphabetic() || c == ':') {
            out.push((text[..end].chars().count(), end));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Rect;

    fn line(text: &str, bbox: Rect) -> TextLine {
        TextLine { text: text.into(), bbox, page: 1, ..TextLine::default() }
    }

    #[test]
    fn figures_fill_the_blank_they_stand_over() {
        let printed = "(Kèm theo Công văn số /BNV-CCHC ngày tháng 12 năm 2025 của Bộ Nội vụ)";
        let mut lines = vec![
            line("HƯỚNG DẪN", Rect::new(90.0, 127.0, 780.0, 140.0)),
            line("12094", Rect::new(356.0, 138.0, 391.0, 152.0)),
            line(printed, Rect::new(229.0, 143.0, 644.0, 158.0)),
            line("15", Rect::new(450.0, 140.0, 462.0, 154.0)),
            line("7", Rect::new(450.0, 240.0, 462.0, 254.0)),
        ];
        fill(&mut lines);
        let texts: Vec<String> =
            lines.iter().map(|l| l.text.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        let filled = "(Kèm theo Công văn số 12094 /BNV-CCHC ngày 15 tháng 12 năm 2025 của Bộ Nội vụ)";
        assert_eq!(texts, ["HƯỚNG DẪN", filled, "7"]);
    }
}
