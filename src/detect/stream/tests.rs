//! Headers found and pages cut, on lines written by hand.
#![allow(clippy::unwrap_used, reason = "tests")]

use super::body;
use super::columns::{Align, Column, Place};
use super::header::{Header, find};
use super::rows::{Facts, rows};
use super::span::span_cost;
use super::split::{Layout, Pairs, readings};
use crate::detect::sheet::{Line, lines};
use crate::model::Role;

fn texts(header: &Header) -> Vec<&str> {
    header.leaves.iter().map(|c| c.text.as_str()).collect()
}

#[test]
fn a_centred_header_over_three_lines() {
    let page = lines(&[
        "          BẢNG PHÂN CÔNG NHIỆM VỤ NĂM 2025",
        "                                         Cơ quan      Thời gian",
        "STT     Nội dung công việc   Đơn vị chủ",
        "                                 trì     phối hợp     hoàn thành",
        "  1     Rà soát              Sở Y tế     Sở Nội vụ    Quý I",
    ]);
    let header = find(&page, 0, page.len()).unwrap();
    assert_eq!((header.from, header.to), (1, 4));
    assert_eq!(
        texts(&header),
        ["STT", "Nội dung công việc", "Đơn vị chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành"]
    );
}

#[test]
fn cells_that_meet_and_cells_over_others() {
    let page = lines(&[
        "                            Thời gian     Phân công",
        "TT   Nhiệm vụ",
        "                            thực hiện  Chủ trì Phối hợp",
        "I    Về thể chế",
    ]);
    let header = find(&page, 0, page.len()).unwrap();
    assert_eq!(texts(&header), ["TT", "Nhiệm vụ", "Thời gian thực hiện", "Chủ trì", "Phối hợp"]);
    assert_eq!(header.groups.iter().map(|g| (g.0.text.as_str(), g.1, g.2)).collect::<Vec<_>>(), [("Phân công", 3, 5)]);
}

#[test]
fn a_header_again_in_another_layout() {
    let one = lines(&["TT  Nhiệm vụ    Đơn vị      Đơn vị", "                chủ trì    phối hợp"]);
    let two = lines(&["  Nhiệm vụ   Đơn vị Đơn vị", "TT", "             chủ trì phối hợp"]);
    let header = find(&one, 0, 2).unwrap();
    assert_eq!(texts(&header), ["TT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp"]);
    let again = header.again(&one, &two, 0, 3).unwrap();
    assert_eq!(texts(&again), texts(&header));
    assert!(header.again(&one, &two, 0, 2).is_none());
}

#[test]
fn prose_is_no_header() {
    let page = lines(&["Nơi nhận:                  TM. ỦY BAN NHÂN DÂN", "- Lưu: VT.                       CHỦ TỊCH"]);
    assert!(find(&page, 0, page.len()).is_none());
}

/// Cuts a page of number, task and lead columns; the rows' lines and whether they are titles.
fn cut(texts: &[&str], mode: usize) -> Vec<(usize, usize, bool)> {
    let place = |left: f32, x1: f32| Place { left, middle: f32::midpoint(left, x1), x0: left, x1 };
    let column = |width| Column { align: Align::Left, width, trust: 1.0 };
    let columns = [column(1.0), column(9.0), column(5.0)];
    let layout = Layout {
        columns: &columns,
        places: &[place(0.0, 2.0), place(4.0, 24.0), place(28.0, 40.0)],
        separators: &[3.0, 26.0],
        number: Some(0),
        roles: &[Some(Role::Number), Some(Role::Task), Some(Role::Lead)],
        pairs: &Pairs::default(),
        grid: true,
        fenced: false,
    };
    let page = lines(texts);
    let refs: Vec<&Line> = page.iter().collect();
    let at: Vec<usize> = (0..page.len()).collect();
    let ys: Vec<(f32, f32)> = page.iter().map(|l| (l.y, l.blank)).collect();
    let read: Vec<_> = page.iter().map(|l| readings(l, &layout)).collect();
    let spans: Vec<_> = page.iter().map(|l| span_cost(l, &layout)).collect();
    let body = body::read(&refs, &at, &ys, &read, &spans, &layout);
    let rules = vec![false; body.len()];
    let facts = Facts {
        columns: &columns,
        number: Some(0),
        task: Some(1),
        later: false,
        goes_on: false,
        rules: &rules,
        strict: false,
    };
    let (_, rows) = rows(&body, &facts).swap_remove(mode);
    rows.iter().map(|r| (r.from, r.to, r.spans)).collect()
}

#[test]
fn numbers_in_the_middle_of_their_rows() {
    let found = cut(
        &[
            "A. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH (02 nhiệm vụ)",
            "    Rà soát các văn bản về",
            "1   đất đai, trình Chủ      Sở Tư pháp",
            "    tịch xem xét.",
            "    Tổng kết, báo cáo kết   Sở Nội vụ,",
            "2   quả thực hiện về Sở     các cơ quan",
            "    Nội vụ.                 liên quan",
        ],
        0,
    );
    assert_eq!(found, [(0, 1, true), (1, 4, false), (4, 7, false)]);
}

#[test]
fn numbers_at_the_top_and_a_row_without_one() {
    let found = cut(
        &[
            "1   Rà soát các văn bản về  Sở Tư pháp",
            "    đất đai.",
            "",
            "    Kiểm tra bếp ăn.        Trạm y tế",
            "2   Sơ kết.                 Sở Nội vụ",
        ],
        1,
    );
    assert_eq!(found, [(0, 2, false), (2, 3, false), (3, 4, false)]);
}
