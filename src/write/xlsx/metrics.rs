//! How wide words are in the sheets' type, and how many lines they make in a column.

use unicode_normalization::char::decompose_canonical;

/// Size of the type, in points.
pub(super) const SIZE: f64 = 11.0;
/// Points of a unit of column width: a digit of Excel's standard font, 7 pixels of 3/4 point.
const UNIT: f64 = 5.25;
/// Advance widths of Times New Roman from the space to the tilde, in thousandths of the size, as its metric-compatible fonts
/// have them too.
const ADVANCE: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500,
    500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889,
    722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500,
    444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480,
    200, 480, 541,
];
/// Of the horn of `ơ` and `ư`, which stands beside its letter.
const HORN: u16 = 60;
/// Of a character that is none of these: as wide as any.
const OTHER: u16 = 1000;
/// Share of a column that a line fills at most: programs round widths to whole pixels, letter by letter.
const FILLED: f64 = 0.95;

/// Width of a text on one line, in units of column width.
pub(super) fn measure(text: &str) -> f64 {
    text.chars().map(|c| f64::from(advance(c))).sum::<f64>() * SIZE / 1000.0 / UNIT
}

/// Marks over and under a letter take no room.
fn advance(c: char) -> u16 {
    let (mut base, mut horn) = (c, false);
    let mut first = true;
    decompose_canonical(c, |part| {
        if std::mem::replace(&mut first, false) {
            base = part;
        } else {
            horn |= part == '\u{31b}';
        }
    });
    let plain = match base {
        'đ' => 500,
        'Đ' => 722,
        '–' => 500,
        '\t' => 2000,
        '\u{300}'..='\u{36f}' => 0,
        c => usize::try_from(u32::from(c))
            .ok()
            .and_then(|n| n.checked_sub(usize::from(b' ')))
            .and_then(|n| ADVANCE.get(n))
            .map_or(OTHER, |w| *w),
    };
    plain + if horn { HORN } else { 0 }
}

/// Lines that a text makes in a column of a width. `scale`: of a larger or bolder type.
pub(super) fn lines(text: &str, width: f64, scale: f64) -> f64 {
    let room = (width * FILLED / scale).max(1.0);
    let space = measure(" ");
    let paragraph = |text: &str| {
        let (mut lines, mut used) = (1.0_f64, 0.0_f64);
        for word in text.split(' ') {
            let wide = measure(word);
            if used > 0.0 && used + wide > room {
                lines += 1.0;
                used = 0.0;
            }
            // A word wider than the column is broken.
            let more = ((used + wide) / room).ceil() - 1.0;
            if more > 0.0 {
                lines += more;
                used = (used + wide - more * room).max(0.0);
            } else {
                used += wide;
            }
            used += space;
        }
        lines
    };
    text.split('\n').map(paragraph).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_with_marks_are_as_wide_as_without() {
        assert!((measure("Tệp kế hoạch") - measure("Tep ke hoach")).abs() < 1e-9);
        assert!((measure("e\u{301}") - measure("é")).abs() < 1e-9);
        assert!(measure("ư") > measure("u") && measure("国") > measure("W"));
    }

    #[test]
    fn lines_break_between_words() {
        let unit = measure("nhiệm") / FILLED + 0.01;
        assert!((lines("nhiệm nhiệm nhiệm", unit, 1.0) - 3.0).abs() < 1e-9);
        assert!((lines("nhiệm nhiệm\n\nx", unit * 2.5, 1.0) - 3.0).abs() < 1e-9);
        assert!((lines("nhiệmnhiệmnhiệm", unit, 1.0) - 3.0).abs() < 1e-9);
        assert!((lines("", 5.0, 1.0) - 1.0).abs() < 1e-9);
        assert!(lines("nhiệm nhiệm", unit * 2.3, 1.3) > lines("nhiệm nhiệm", unit * 2.3, 1.0));
    }
}
