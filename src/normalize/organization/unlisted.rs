//! Bodies of a cell that its list leaves out: each is said.

use super::super::context::Context;
use super::item::{Item, Mode};
use super::scan::scan;
use super::words::{Cell, Gap};
use crate::lexicon::{BodyWord, resolve};
use crate::model::Message;

/// What of a cell names a body that its list leaves out: a piece taken for a deed (`Nội vụ, Xây dựng`), a body inside of what
/// is said of another (`A chủ trì, phối hợp B`).
pub(super) fn unlisted(text: &str, context: &Context) -> Vec<Message> {
    let cell = Cell::new(text);
    let items = scan(&cell);
    let mut out = Vec::new();
    for (n, item) in items.iter().enumerate() {
        let listed = n > 0 && cell.gap(item.from) >= Gap::Comma;
        let deed = is_nobody(&cell, item) && cell.is(item.from, BodyWord::Deed);
        if listed && deed && !cell.small(item.from) {
            out.push(Message::new("taken-for-deed").with("text", item.text(&cell)));
        }
        let helped = item.qualifier.iter().filter(|q| q.to_lowercase().contains("phối hợp"));
        for said in helped {
            let inner = Cell::new(said);
            let known = |at: usize| {
                let tail = Cell::new(inner.slice(at, inner.len()));
                let first = scan(&tail).into_iter().next().filter(|i| i.mode == Mode::Head);
                let name = first.map(|i| i.name(&tail)).unwrap_or_default();
                resolve(&name, context.date, context.province.as_deref()).is_some()
            };
            if (0..inner.len()).filter(|at| !inner.small(*at) && inner.proper_head(*at).is_some()).any(known) {
                out.push(Message::new("body-within").with("text", said.as_str()));
            }
        }
    }
    out
}

/// A sentence that begins with what is to be done names nobody: `Theo phân công tại Quyết định …`.
pub(super) fn is_nobody(cell: &Cell, item: &Item) -> bool {
    item.mode == Mode::Other && (cell.deed(item.from).is_some() || cell.is(item.from, BodyWord::None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_left_out_is_said() {
        for cell in ["Tài chính, Nội vụ, Xây dựng", "Bộ Công an chủ trì, phối hợp Bộ Quốc phòng"]
        {
            assert_eq!(unlisted(cell, &Context::default()).len(), 1, "{cell}");
        }
        for cell in [
            "Sở Nội vụ, Sở Tài chính",
            "Theo phân công tại Quyết định số 5/QĐ-UBND",
            "Sở Thông tin và Truyền thông chủ trì, chỉ đạo các doanh nghiệp viễn thông trên địa bàn tỉnh",
            "Sở Nội vụ, rà soát hồ sơ",
        ] {
            assert_eq!(unlisted(cell, &Context::default()), [], "{cell}");
        }
    }

    #[test]
    fn a_bracket_that_counts_begins_a_name() {
        let cell = Cell::new("(1) Sở Nội vụ; (2) Sở Tài chính");
        let names: Vec<String> = scan(&cell).iter().map(|i| i.name(&cell)).collect();
        assert_eq!(names, ["Sở Nội vụ", "Sở Tài chính"]);
    }
}
