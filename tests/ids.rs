//! Ids rest on where a row stands in which paper, not on what it says.
#![allow(missing_docs, clippy::unwrap_used)]

use std::collections::BTreeSet;

use phuluc::model::Plan;
use phuluc::{Options, extract};

const WHOLE: &str = "Kèm theo Kế hoạch số 18/KH-UBND ngày 23/01/2026 của UBND tỉnh Lai Châu";
const BARE: &str = "Kèm theo Kế hoạch số 18/KH-UBND ngày 23/01/2026 của UBND tỉnh";
const TASKS: [(&str, &str); 3] = [("1", "Rà soát văn bản"), ("2", "Tổng hợp"), ("3", "Báo cáo kết quả")];

/// An appendix with these rows: number and task; a row whose task is empty is a heading over all columns.
fn appendix(label: &str, line: &str, rows: &[(&str, &str)]) -> String {
    let row = |(number, task): &(&str, &str)| match *task {
        "" => format!("| {number} | | | |\n"),
        _ => format!("| {number} | {task} | Sở Nội vụ | Quý I/2026 |\n"),
    };
    let rows: String = rows.iter().map(row).collect();
    format!("{label}\n\n({line})\n\n| STT | Nhiệm vụ | Đơn vị chủ trì | Thời hạn |\n|---|---|---|---|\n{rows}\n")
}

fn plan(text: &str, authority: Option<&str>) -> Plan {
    extract(text.as_bytes(), &Options { authority: authority.map(str::to_owned), ..Options::default() }).unwrap()
}

fn ids_of(text: &str, authority: Option<&str>) -> Vec<String> {
    plan(text, authority).appendices.iter().flat_map(|a| &a.items).map(|i| i.id.clone()).collect()
}

fn ids(line: &str, rows: &[(&str, &str)]) -> Vec<String> {
    ids_of(&appendix("PHỤ LỤC", line, rows), None)
}

fn has(text: &str, authority: Option<&str>, code: &str) -> bool {
    let plan = plan(text, authority);
    plan.diagnostics.iter().chain(plan.appendices.iter().flat_map(|a| &a.diagnostics)).any(|d| d.code.name() == code)
}

#[test]
fn ids_are_unique_and_survive_other_words() {
    let first = ids(WHOLE, &[("1", "Rà soát văn bản"), ("1", "Báo cáo kết quả")]);
    assert_eq!(first.iter().collect::<BTreeSet<_>>().len(), 2);
    assert_eq!(ids(WHOLE, &[("1", "Rà soát các văn bản đã ban hành"), ("1", "Báo cáo")]), first);
    let other = WHOLE.replace("18/", "19/");
    assert!(ids(&other, &TASKS).iter().all(|id| !first.contains(id)));
}

#[test]
fn a_number_counts_as_it_is_meant() {
    let first = ids(WHOLE, &TASKS);
    for dress in ["1.", "01", "01."] {
        assert_eq!(ids(WHOLE, &[(dress, "Rà soát văn bản"), TASKS[1], TASKS[2]]), first, "{dress}");
    }
    let tens = ids(WHOLE, &[("2.1", "Một"), ("2.10", "Mười")]);
    assert_ne!(tens[0], tens[1]);
}

#[test]
fn words_in_the_place_of_a_number_are_wording() {
    let sections =
        |first, second| ids(WHOLE, &[(first, ""), ("1", "Rà soát"), (second, ""), ("1", "Tổng hợp"), ("2", "Báo cáo")]);
    let plain = sections("Nhóm công tác chỉ đạo", "Nhóm công tác tuyên truyền");
    assert_eq!(plain.iter().collect::<BTreeSet<_>>().len(), 5);
    assert_eq!(sections("Nhóm công tác chỉ đạo, điều hành", "Nhóm truyền thông"), plain);
}

#[test]
fn an_appendix_counts_among_those_of_its_label() {
    let second = appendix("PHỤ LỤC", WHOLE, &TASKS);
    let both = |first: &[(&str, &str)]| ids_of(&(appendix("PHỤ LỤC", WHOLE, first) + &second), None);
    let (whole, less) = (both(&TASKS), both(&TASKS[1..]));
    assert_eq!(whole[3..], less[2..]);
    assert!(!whole[..3].contains(&less[2]));
}

#[test]
fn a_place_that_is_given_stands_for_one_that_is_printed() {
    let (whole, bare) = (appendix("PHỤ LỤC", WHOLE, &TASKS), appendix("PHỤ LỤC", BARE, &TASKS));
    for place in ["tỉnh Lai Châu", "Lai Châu", "UBND tỉnh Lai Châu"] {
        assert_eq!(ids_of(&bare, Some(place)), ids_of(&whole, None), "{place}");
        // Given where it is printed, it says nothing new.
        assert_eq!(ids_of(&whole, Some(place)), ids_of(&whole, None), "{place}");
    }
    assert!(!has(&whole, Some("tỉnh Lai Châu"), "document-field-unsure"));
    assert_ne!(ids_of(&bare, None), ids_of(&whole, None));
}

#[test]
fn a_place_that_is_printed_goes_before_one_that_is_given() {
    let whole = appendix("PHỤ LỤC", WHOLE, &TASKS);
    assert_eq!(ids_of(&whole, Some("tỉnh Hà Giang")), ids_of(&whole, None));
    assert!(has(&whole, Some("tỉnh Hà Giang"), "document-field-unsure"));
    let bare = appendix("PHỤ LỤC", BARE, &TASKS);
    assert!(has(&bare, Some("Xyz"), "document-field-unsure") && has(&bare, Some("Xyz"), "id-from-content"));
}

/// Papers that a name alone does not tell apart have ids of their content, and those that their place tells have their own.
#[test]
fn papers_of_two_places_never_share_their_ids() {
    let line = |issuer: &str| format!("Kèm theo Kế hoạch số 15/KH-UBND ngày 05/9/2025 của {issuer}");
    let alone = appendix("PHỤ LỤC", &line("UBND xã Tân Tiến"), &TASKS);
    assert!(has(&alone, None, "id-from-content"));
    let placed = |place| ids(&line(&format!("UBND xã Tân Tiến, {place}")), &TASKS);
    let (lang_son, bac_ninh) = (placed("tỉnh Lạng Sơn"), placed("tỉnh Bắc Ninh"));
    assert!(lang_son.iter().all(|id| !bac_ninh.contains(id)));
    assert_eq!(ids_of(&alone, Some("tỉnh Lạng Sơn")), lang_son);
}

#[test]
fn a_paper_that_the_line_only_is_about_gives_no_ids() {
    let line =
        "Ban hành kèm theo Chương trình hành động thực hiện Nghị quyết số 66-NQ/TW ngày 30/4/2025 của Bộ Chính trị";
    assert!(has(&appendix("PHỤ LỤC", line, &TASKS), None, "id-from-content"));
}

#[test]
fn an_appendix_of_another_paper_is_said_and_has_ids_of_its_own() {
    let other = WHOLE.replace("18/", "99/");
    let text = appendix("PHỤ LỤC I", WHOLE, &TASKS) + &appendix("PHỤ LỤC II", &other, &TASKS);
    assert!(has(&text, None, "document-field-unsure"));
    let same = appendix("PHỤ LỤC I", WHOLE, &TASKS) + &appendix("PHỤ LỤC II", WHOLE, &TASKS);
    assert!(!has(&same, None, "document-field-unsure"));
    assert!(ids_of(&text, None)[3..].iter().all(|id| !ids_of(&same, None).contains(id)));
}
