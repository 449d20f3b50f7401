//! Rows against the truth written by hand: what was reached is not lost again.
//!
//! Each line of `EXPECTED` is a source, its truth, and what must hold: exact rows at least, silent errors and false alarms
//! at most. The fixtures of the repository are always covered; the corpus beside it where it is there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, reason = "tests")]

mod support;

use std::path::Path;

use serde_json::Value;
use support::score::{Score, score};

/// Source and truth below the corpus; exact at least, silent at most, false alarms at most.
const EXPECTED: [(&str, &str, usize, usize, usize); 23] = [
    ("seed/seed.txt", "seed/truth.json", 39, 0, 0),
    ("seed/seed.pdf", "seed/truth.json", 39, 0, 0),
    ("seed/seed-norepeat.pdf", "seed/truth.json", 39, 0, 0),
    ("seed/seed-raw.txt", "seed/truth.json", 39, 0, 0),
    ("seed/seed-layout.txt", "seed/truth.json", 39, 0, 6),
    ("seed/seed-norepeat-layout.txt", "seed/truth.json", 38, 0, 8),
    ("seed/seed-plain.txt", "seed/truth.json", 0, 0, 39),
    ("plans/pdf/01.pdf", "plans/truth/01.json", 24, 0, 0),
    ("plans/pdf/07.pdf", "plans/truth/07.json", 17, 0, 0),
    ("plans/pdf/08.pdf", "plans/truth/08.json", 16, 0, 0),
    ("plans/pdf/10.pdf", "plans/truth/10.json", 13, 0, 0),
    ("plans/pdf/11.pdf", "plans/truth/11.json", 18, 0, 0),
    ("plans/text/01.pdftotext-layout.txt", "plans/truth/01.json", 24, 0, 4),
    ("plans/text/02.pdftotext-layout.txt", "plans/truth/02.json", 15, 0, 10),
    ("plans/text/04.pdftotext-layout.txt", "plans/truth/04.json", 14, 0, 5),
    ("plans/text/05.pdftotext-layout.txt", "plans/truth/05.json", 10, 0, 5),
    ("plans/text/06.pdftotext-layout.txt", "plans/truth/06.json", 19, 0, 2),
    ("plans/text/07.pdftotext-layout.txt", "plans/truth/07.json", 12, 1, 3),
    ("plans/text/08.pdftotext-layout.txt", "plans/truth/08.json", 15, 0, 1),
    ("plans/text/09.pdftotext-layout.txt", "plans/truth/09.json", 14, 0, 5),
    ("plans/text/10.pdftotext-layout.txt", "plans/truth/10.json", 11, 0, 2),
    ("plans/text/11.pdftotext-layout.txt", "plans/truth/11.json", 18, 0, 1),
    ("plans/text/12.pdftotext-layout.txt", "plans/truth/12.json", 42, 0, 3),
];

fn truth(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn report(name: &str, s: &Score) {
    println!(
        "{name:34} rows {:3}  exact {:3}  silent {}  false alarms {}  sections {}/{}",
        s.rows, s.exact, s.silent, s.false_alarms, s.sections_right, s.sections
    );
}

#[test]
fn every_fixture_is_exact() {
    for fixture in support::fixtures() {
        let plan = support::plan(&support::source(&fixture));
        let (s, errors) = score(&plan, &truth(&fixture.join("truth.json")));
        let name = fixture.file_name().unwrap().to_string_lossy().into_owned();
        report(&name, &s);
        let whole = Score {
            exact: s.rows,
            sections_right: s.sections,
            ..Score { rows: s.rows, sections: s.sections, ..Score::default() }
        };
        assert_eq!(s, whole, "{name}:\n{}", errors.join("\n"));
    }
}

#[test]
fn the_corpus_scores_as_recorded() {
    let Some(corpus) = support::corpus() else { return };
    let mut wrong = Vec::new();
    for (source, labels, exact, silent, alarms) in EXPECTED {
        let plan = support::plan(&corpus.join(source));
        let (s, errors) = score(&plan, &truth(&corpus.join(labels)));
        report(source, &s);
        if s.exact < exact || s.silent > silent || s.false_alarms > alarms {
            wrong.push(format!("{source}: {s:?}\n{}", errors.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Plans whose shapes are not all read yet may be wrong, but never silently.
#[test]
fn no_plan_is_silently_wrong() {
    let Some(corpus) = support::corpus() else { return };
    let mut wrong = Vec::new();
    for pdf in support::files(&corpus.join("plans/pdf"), "pdf") {
        let name = pdf.file_stem().unwrap().to_string_lossy().into_owned();
        let (s, errors) = score(&support::plan(&pdf), &truth(&corpus.join(format!("plans/truth/{name}.json"))));
        report(&name, &s);
        if s.silent > 0 {
            wrong.push(format!("{name}: {s:?}\n{}", errors.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every character of every readable PDF is somewhere in the output.
#[test]
fn nothing_is_lost() {
    let Some(corpus) = support::corpus() else { return };
    let (mut read, mut refused) = (0, 0);
    for pdf in support::files(&corpus, "pdf") {
        match support::run(&pdf) {
            Ok(stages) => {
                let a = stages.plan.audit;
                let parts = a.in_items + a.in_sections + a.in_headings + a.in_furniture + a.outside + a.lost;
                assert_eq!((a.lost, parts), (0, a.characters), "{}", pdf.display());
                read += 1;
            }
            Err(_) => refused += 1,
        }
    }
    println!("{read} PDFs read, {refused} refused");
    assert!(read > 0);
}
