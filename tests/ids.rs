//! Ids rest on where a row stands in which paper, not on what it says.
#![allow(missing_docs, clippy::unwrap_used)]

use std::collections::BTreeSet;

use phuluc::{Options, extract};

/// A plan with these two tasks, tied to its paper by this line.
fn ids(line: &str, tasks: [&str; 2], authority: Option<&str>) -> Vec<String> {
    let text = format!(
        "PHỤ LỤC\n\n({line})\n\n| STT | Nhiệm vụ | Đơn vị chủ trì | Thời hạn |\n|---|---|---|---|\n\
         | 1 | {} | Sở Nội vụ | Quý I/2026 |\n| 1 | {} | Sở Nội vụ | Quý II/2026 |\n",
        tasks[0], tasks[1]
    );
    let options = Options { authority: authority.map(str::to_owned), ..Options::default() };
    let plan = extract(text.as_bytes(), &options).unwrap();
    plan.appendices.iter().flat_map(|a| &a.items).map(|i| i.id.clone()).collect()
}

const WHOLE: &str = "Kèm theo Kế hoạch số 18/KH-UBND ngày 23/01/2026 của UBND tỉnh Lai Châu";
const BARE: &str = "Kèm theo Kế hoạch số 18/KH-UBND ngày 23/01/2026 của UBND tỉnh";

#[test]
fn ids_are_unique_and_survive_other_words() {
    let first = ids(WHOLE, ["Rà soát văn bản", "Báo cáo kết quả"], None);
    assert_eq!(first.iter().collect::<BTreeSet<_>>().len(), 2);
    assert_eq!(ids(WHOLE, ["Rà soát các văn bản đã ban hành", "Báo cáo"], None), first);
    let other = WHOLE.replace("18/", "19/");
    assert_ne!(ids(&other, ["Rà soát văn bản", "Báo cáo kết quả"], None), first);
}

#[test]
fn a_place_that_is_given_stands_for_one_that_is_printed() {
    let tasks = ["Rà soát văn bản", "Báo cáo kết quả"];
    assert_eq!(ids(BARE, tasks, Some("tỉnh Lai Châu")), ids(WHOLE, tasks, None));
    assert_ne!(ids(BARE, tasks, None), ids(WHOLE, tasks, None));
}
