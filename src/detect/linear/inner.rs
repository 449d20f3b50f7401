//! How well an atom goes on in the cell of the one before it.
//!
//! Scores as in [`super::score`].

use super::atoms::Atom;
use super::score::{Blanks, Column, Kind};

/// Two words stand together elsewhere in the text.
pub(super) const SEEN: f32 = 0.8;

/// The atom `b` goes on in the same cell behind `a`.
pub(super) fn inner(column: &Column, blanks: Blanks, a: &Atom, b: &Atom) -> f32 {
    if b.weak {
        return if b.follows { 0.0 } else { -0.5 };
    }
    let seen = if b.follows { SEEN } else { 0.0 };
    let another = if another_body(a, b) { column.another } else { 0.0 };
    blanks.inside(column, b) + goes_on(column.kind, a, b) + seen + another
}

/// Whether one body ends with `a` and another begins with `b`.
pub(super) fn another_body(a: &Atom, b: &Atom) -> bool {
    b.agency >= 3.0 && !(b.small || b.within || a.open_end || a.name_head)
}

/// As [`inner`], by the words alone.
pub(super) fn goes_on(kind: Kind, a: &Atom, b: &Atom) -> f32 {
    if b.small || (b.follows && b.agency < 3.0) || a.open_end || a.name_head || b.within {
        return match kind {
            // After the full stop of a task a small letter is the rest of another cell.
            _ if b.small && a.text.ends_with('.') => -1.0,
            Kind::Money | Kind::Code => -1.0,
            Kind::When if a.whole_time => -1.5,
            _ => 0.3,
        };
    }
    // A list of bodies has bodies behind its marks.
    let listed = a.text.ends_with([';', ',']) || b.bullet && (kind != Kind::Who || b.agency > 0.0);
    match kind {
        Kind::Task => {
            let mut sum = 0.0;
            if b.deadline >= 3.0 {
                sum -= if a.sentence_end { 2.5 } else { 1.5 };
            }
            if b.agency >= 2.0 && !b.bullet {
                sum -= if a.sentence_end && !listed { 2.0 } else { 0.4 };
            }
            sum - if a.text.ends_with(['.', ':']) && !b.bullet { 0.3 } else { 0.0 }
        }
        Kind::Who => {
            // A capital that no name asks for is rather the next cell's.
            let mut sum = match (b.deadline >= 2.0, b.agency >= 2.0 || listed) {
                (true, _) => {
                    if b.deadline >= 3.0 {
                        -3.0
                    } else {
                        -2.5
                    }
                }
                (false, true) => 0.0,
                // What is to be done before a time is the time's cell.
                (false, false) if b.deadline > 0.0 => -1.4,
                (false, false) => -0.7,
            };
            sum -= match b.agency {
                _ if listed => 0.0,
                s if s >= 3.0 => 2.0,
                s if s >= 2.0 => 1.0,
                _ => 0.0,
            };
            sum -= if b.product >= 2.0 || b.text.starts_with(|c: char| c.is_ascii_digit()) { 1.0 } else { 0.0 };
            sum -= if a.text.ends_with('.') { 1.5 } else { 0.0 };
            sum - if b.money { 3.0 } else { 0.0 }
        }
        Kind::When => {
            let figures = b.text.starts_with(|c: char| c.is_ascii_digit() || c == '(');
            let sum_of_money = if b.figure && a.whole_time { 1.5 } else { 0.0 };
            let mut sum = if figures || b.deadline >= 2.0 { 0.0 } else { -0.8 };
            sum -= if b.agency >= 2.0 { 1.5 } else { 0.0 };
            sum -= if b.product >= 2.0 { 1.5 } else { 0.0 };
            sum -= sum_of_money;
            sum - if a.whole_time && b.deadline < 2.0 { 1.5 } else { 0.0 }
        }
        Kind::Product => {
            let mut sum = if b.deadline >= 3.0 { -2.5 } else { 0.0 };
            sum -= if b.agency >= 2.0 { 1.5 } else { 0.0 };
            sum - if b.product >= 2.0 && !listed { 0.5 } else { 0.0 }
        }
        Kind::Money | Kind::Code => {
            if b.deadline >= 2.0 {
                -4.0
            } else {
                -2.0
            }
        }
        Kind::Free => {
            let mut sum = if b.deadline >= 3.0 { -2.0 } else { 0.0 };
            sum -= if b.agency >= 3.0 { 1.0 } else { 0.0 };
            sum - if b.money { 2.0 } else { 0.0 }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::atoms::{Place, cut, recognise};
    use super::super::lines::Line;
    use super::super::pairs::Pairs;
    use super::super::score::{Body, end};
    use super::*;

    /// The atoms of some lines.
    fn atoms<'a>(lines: &[&'a str]) -> Vec<Atom<'a>> {
        let mut out = Vec::new();
        for text in lines {
            let line = Line { text, line: 1, page: 0, blank: false, empty: false, wide: false };
            cut(&mut out, &line, Place::default());
        }
        recognise(&mut out, &Pairs::default());
        out
    }

    /// How much better the last line goes on than it begins another cell.
    fn goes_on_by(lines: &[&str], kind: Kind) -> f32 {
        let atoms = atoms(lines);
        let at = atoms.iter().rposition(|a| a.first).unwrap();
        let column = Column::new(kind, Body::Lead);
        goes_on(kind, &atoms[at - 1], &atoms[at]) - end(&column, &atoms[at - 1], &atoms[at], (at == 1, false))
    }

    #[test]
    fn a_known_name_holds_two_lines_together() {
        let whole = goes_on_by(&["Ban Quản lý Khu kinh tế Hải", "Phòng"], Kind::Who);
        let other = goes_on_by(&["Ban Quản lý Khu kinh tế Dung", "Quất"], Kind::Who);
        assert!(whole > 2.0 && whole > other + 2.0, "{whole} {other}");
        assert!(goes_on_by(&["Các đơn vị trực thuộc", "Bộ"], Kind::Who) > 2.0);
        assert!(
            goes_on_by(&["Công an tỉnh", "Sở Y tế"], Kind::Who) < goes_on_by(&["Công an tỉnh", "Hải Phòng"], Kind::Who)
        );
    }

    #[test]
    fn a_list_of_bodies_has_bodies_behind_its_marks() {
        let atoms = atoms(&["Sở Y tế", "- Đợt một"]);
        assert!(goes_on(Kind::Who, &atoms[0], &atoms[1]) < 0.0);
        assert!(goes_on(Kind::Free, &atoms[0], &atoms[1]) >= 0.0);
    }

    #[test]
    fn what_is_to_be_done_before_a_time_is_no_body() {
        let atoms = atoms(&["Sở Nội vụ", "Ký cam kết", "trước 15/02/2026"]);
        assert!(goes_on(Kind::Who, &atoms[0], &atoms[1]) < -1.0);
    }

    #[test]
    fn a_body_behind_a_head_is_no_further_one() {
        let further = |lines: &[&str]| {
            let atoms = atoms(lines);
            another_body(&atoms[0], &atoms[1])
        };
        assert!(further(&["Công an tỉnh", "Sở Xây dựng"]));
        assert!(!further(&["kết luận của Chủ tịch", "UBND tỉnh"]));
        assert!(!further(&["Ủy ban", "Mặt trận Tổ quốc Việt Nam"]));
    }
}
