//! What cells of real papers say, and what holds for every text.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::normalize::citation::cited;

/// Time cells of real papers and of the forms around them, read by hand: cell, the plan's year, and what it says:
/// due, ongoing, kinds, EDTF, rules.
const CELLS: &str = include_str!("../../../tests/data/deadlines.tsv");

fn known(year: &str) -> Known {
    Known { year: PlanYear { year: year.parse().ok(), school: false }, ..Known::default() }
}

fn rows() -> impl Iterator<Item = (String, Known, Vec<&'static str>)> {
    CELLS.lines().filter(|l| !l.starts_with('#')).map(|line| {
        let mut parts = line.split('\t');
        let text = parts.next().unwrap_or_default().replace("\\n", "\n");
        let year = known(parts.next().unwrap_or_default());
        (text, year, parts.collect())
    })
}

fn said(reading: &Reading) -> Vec<String> {
    let join = |parts: Vec<String>| parts.join("; ");
    vec![
        reading.due.map(|d| d.to_string()).unwrap_or_default(),
        if reading.ongoing { "ongoing" } else { "" }.to_owned(),
        join(reading.clauses.iter().map(|c| c.kind.name().to_owned()).collect()),
        join(reading.clauses.iter().filter_map(|c| c.edtf.clone()).collect()),
        join(reading.clauses.iter().filter_map(|c| c.recurrence.as_ref()?.rrule.clone()).collect()),
    ]
}

#[test]
fn what_cells_say() {
    let read = rows().map(|(text, known, wanted)| (said(&deadline(&text, &[], known)), wanted, text));
    let wrong: Vec<_> = read.filter(|(read, wanted, _)| read != wanted).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Cells whose meaning was written down before they were read: what is read otherwise must be told.
const JUDGED: &str = include_str!("../../../tests/data/time-cells.tsv");

/// What is told of a reading: nothing, where its day is sure.
fn is_told(reading: &Reading) -> bool {
    let doubtful = |c: &Clause| {
        c.kind == ClauseKind::Unparsed || !c.inferred.is_empty() || c.edtf.as_ref().is_some_and(|e| e.contains('~'))
    };
    !reading.unread.is_empty() || reading.clauses.iter().any(doubtful)
}

#[test]
fn what_is_read_otherwise_is_told() {
    let plan = Date::new(2025, 1, 15).ok();
    let known = Known { after: plan, ..known("2025") };
    let mut wrong = Vec::new();
    for line in JUDGED.lines().filter(|l| !l.starts_with('#')) {
        let parts: Vec<&str> = line.split('\t').collect();
        let [cell, due, ongoing, told, rules, ref applies @ ..] = parts[..] else { panic!("{line}") };
        let text = cell.replace("<br>", "\n");
        let cited: Vec<_> = cited(&text).into_iter().map(|c| c.citation).collect();
        let reading = deadline(&text, &fill::places(&text, &cited), known);
        let day = reading.due.map_or("-".to_owned(), |d| d.to_string());
        let each = reading.clauses.iter().filter_map(|c| c.recurrence.as_ref());
        let each: Vec<String> = each.map(|r| r.rrule.clone().unwrap_or_default()).collect();
        let right = due == "?" || due.split('|').any(|d| d == day);
        let right = right && (ongoing == "*" || reading.ongoing == (ongoing == "y"));
        let right = right && (rules == "*" || rules.split('|').any(|r| r == each.join(";;")));
        let own: Vec<&str> = reading.clauses.iter().map(|c| c.applies_to.as_deref().unwrap_or_default()).collect();
        let right = right && applies.first().is_none_or(|a| *a == own.join(";;"));
        let said = if told.is_empty() { is_told(&reading) } else { told == "said" };
        if !right || said != is_told(&reading) {
            wrong.push(format!("{line}: {day} {} {:?} {:?} {own:?}", reading.ongoing, reading.unread, each));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_clauses_cover_the_cell() {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    // Ties between clauses belong to none.
    let ties = |text: &str| {
        let words = Words::of(text);
        words
            .tokens
            .iter()
            .filter(|t| !TIES.contains(&t.word.as_str()) && t.word != "sau")
            .map(|t| letters(t.text))
            .collect::<String>()
    };
    for (text, known, _) in rows() {
        let joined: Vec<String> = deadline(&text, &[], known).clauses.into_iter().map(|c| c.text).collect();
        assert_eq!(ties(&joined.join(" ")), ties(&text), "{text}");
    }
}

#[test]
fn what_hangs_on_no_day_has_none() {
    for (text, known, _) in rows() {
        for clause in deadline(&text, &[], known).clauses {
            let dated = clause.start.is_some() || clause.due.is_some();
            let timed = matches!(
                clause.kind,
                ClauseKind::OnDate
                    | ClauseKind::ByDate
                    | ClauseKind::Before
                    | ClauseKind::ByPeriod
                    | ClauseKind::Interval
            );
            assert!(!dated || timed, "{text}: {clause:?}");
            assert!(clause.start.zip(clause.due).is_none_or(|(a, b)| a <= b), "{text}: {clause:?}");
        }
    }
}

#[test]
fn the_date_of_a_cited_paper_is_no_deadline() {
    let text = "Hoàn thành các nội dung của Kế hoạch số 12/KH-UBND ngày 03/02/2025 trong tháng 6/2025";
    let from = text.find("Kế hoạch").unwrap();
    let to = text.find(" trong").unwrap();
    let cited = from..to;
    let reading = deadline(text, std::slice::from_ref(&cited), Known::default());
    assert_eq!(reading.due.unwrap().to_string(), "2025-06-30");
    assert_eq!(reading.clauses.len(), 1);
}

#[test]
fn a_cell_too_long_to_be_a_time_is_said() {
    let reading = deadline(&"khi có, ".repeat(1000), &[], Known::default());
    assert_eq!(reading.clauses.len(), 1);
    assert_eq!(reading.clauses[0].kind, ClauseKind::Unparsed);
}

#[test]
fn a_column_that_counts_days() {
    let reading = deadline("30", &[], Known { days: true, ..Known::default() });
    assert_eq!(reading.clauses[0].relative.as_ref().unwrap().amount, Some(30));
}

proptest::proptest! {
    /// Printed anew in words and read again, a time is the same.
    #[test]
    fn a_day_printed_is_the_day_read(y in 1990_i16..2100, m in 1_i8..13, d in 1_i8..29, form in 0_usize..5, mode in 0_usize..4) {
        let date = Date::new(y, m, d).unwrap();
        let day = [
            format!("{d}/{m}/{y}"), format!("{d:02}/{m:02}/{y}"), format!("ngày {d:02} tháng {m} năm {y}"),
            format!("{d}.{m}.{y}"), format!("ngày {d:02}-{m:02}-{y}"),
        ];
        let (before, kind) = [("", ClauseKind::OnDate), ("trước ", ClauseKind::Before), ("chậm nhất là ", ClauseKind::ByDate), ("Đến ", ClauseKind::ByDate)][mode];
        let reading = deadline(&format!("{before}{}", day[form]), &[], Known::default());
        assert_eq!(reading.due, Some(date));
        assert_eq!(reading.clauses.len(), 1);
        assert_eq!(reading.clauses[0].kind, kind);
        let again = deadline(&reading.clauses[0].text, &[], Known::default());
        assert_eq!(again.clauses, reading.clauses);
    }

    #[test]
    fn a_span_printed_is_the_span_read(y in 1990_i16..2100, a in 1_i8..13, n in 0_i8..12, form in 0_usize..3) {
        let b = (a + n).min(12);
        let text = [format!("Từ tháng {a} đến tháng {b}/{y}"), format!("tháng {a:02}/{y} - {b:02}/{y}"), format!("Tháng {a} - {b}/{y}")];
        let reading = deadline(&text[form], &[], Known::default());
        assert_eq!(reading.clauses[0].start, Date::new(y, a, 1).ok());
        assert_eq!(reading.due, Date::new(y, b, 1).ok().map(Date::last_of_month));
    }

    #[test]
    fn any_text_is_read_without_harm(text in "[a-zà-ỹ0-9/.,;() -]{0,60}") {
        let reading = deadline(&text, &[], known("2024"));
        assert_eq!(reading.clauses.is_empty(), text.trim().is_empty());
    }
}
