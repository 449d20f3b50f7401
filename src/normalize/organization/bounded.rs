//! The work of a cell grows with its words, not faster: measured by look-ups, for a clock tells nothing on a busy machine.

use super::{Context, organizations};
use crate::lexicon::LOOKUPS;

/// Look-ups for a cell of a beginning and so many times a piece.
fn work(begin: &str, piece: &str, times: usize) -> usize {
    let text = format!("{begin}{}", piece.repeat(times));
    LOOKUPS.with(|n| n.set(0));
    organizations(&text, &Context::default(), &[]);
    LOOKUPS.with(std::cell::Cell::get)
}

#[test]
fn twice_the_words_are_twice_the_work() {
    for (begin, piece) in [
        ("Sở Văn hóa", ", Thể"),
        ("Trung tâm hỗ trợ", ", phát triển"),
        ("Ban Quản lý dự án", ", Giao"),
        ("UBND ", "xã Tân Tiến "),
        ("Sở ", "Văn Hóa "),
        ("Các đơn vị", ", Nguyễn"),
        ("Sở Nội vụ ", "rà soát các nội dung theo quy định của pháp luật "),
    ] {
        let (once, twice) = (work(begin, piece, 100), work(begin, piece, 200));
        // Some cells need no look-up at all; what a cell begins with counts once.
        assert!(twice <= once * 2 + 200, "{begin}{piece}…: {once} then {twice}");
    }
}
