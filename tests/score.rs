//! Rows against the truth written by hand: what was reached is not lost again.
//!
//! Each line of `EXPECTED` is a source, its truth, and what must hold: exact rows at least, silent errors and false alarms
//! at most. `docs/accuracy.md` holds what is reached, measured here; `SNAPSHOTS=overwrite` writes it anew. The fixtures of
//! the repository are always covered; the corpus beside it where it is there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, reason = "tests")]

mod support;

use std::fmt::Write;
use std::path::{Path, PathBuf};

use phuluc::model::{Code, Ruling};
use phuluc::read::Legacy;
use rayon::prelude::*;
use serde_json::Value;
use snapbox::data::DataFormat;
use snapbox::{Assert, Data};
use support::citations::{Named, in_items, in_places};
use support::icdar::icdar;
use support::score::{Score, bodies, days, score, spans};

/// Source and truth below the corpus; exact at least, silent at most, false alarms at most.
const EXPECTED: [(&str, &str, usize, usize, usize); 31] = [
    ("seed/seed.txt", "seed/truth.json", 39, 0, 0),
    ("seed/seed.pdf", "seed/truth.json", 39, 0, 0),
    ("seed/seed-norepeat.pdf", "seed/truth.json", 39, 0, 0),
    ("seed/seed-raw.txt", "seed/truth.json", 39, 0, 0),
    ("seed/seed-layout.txt", "seed/truth.json", 39, 0, 6),
    ("seed/seed-norepeat-layout.txt", "seed/truth.json", 38, 0, 8),
    ("seed/seed-plain.txt", "seed/truth.json", 0, 0, 39),
    ("plans/pdf/01.pdf", "plans/truth/01.json", 24, 0, 0),
    ("plans/pdf/03.pdf", "plans/truth/03.json", 17, 0, 0),
    ("plans/pdf/05.pdf", "plans/truth/05.json", 12, 0, 0),
    ("plans/pdf/02.pdf", "plans/truth/02.json", 21, 0, 0),
    ("plans/pdf/04.pdf", "plans/truth/04.json", 16, 0, 0),
    ("plans/pdf/06.pdf", "plans/truth/06.json", 20, 0, 0),
    ("plans/pdf/09.pdf", "plans/truth/09.json", 16, 0, 0),
    ("plans/pdf/12.pdf", "plans/truth/12.json", 42, 0, 0),
    ("plans/pdf/07.pdf", "plans/truth/07.json", 17, 0, 0),
    ("plans/pdf/08.pdf", "plans/truth/08.json", 16, 0, 0),
    ("plans/pdf/10.pdf", "plans/truth/10.json", 13, 0, 0),
    ("plans/pdf/11.pdf", "plans/truth/11.json", 18, 0, 0),
    ("plans/text/01.pdftotext-layout.txt", "plans/truth/01.json", 24, 0, 4),
    ("plans/text/02.pdftotext-layout.txt", "plans/truth/02.json", 15, 0, 10),
    ("plans/text/04.pdftotext-layout.txt", "plans/truth/04.json", 14, 0, 5),
    ("plans/text/05.pdftotext-layout.txt", "plans/truth/05.json", 9, 0, 7),
    ("plans/text/06.pdftotext-layout.txt", "plans/truth/06.json", 19, 0, 2),
    ("plans/text/07.pdftotext-layout.txt", "plans/truth/07.json", 12, 1, 3),
    ("plans/text/08.pdftotext-layout.txt", "plans/truth/08.json", 15, 0, 1),
    ("plans/text/09.pdftotext-layout.txt", "plans/truth/09.json", 14, 0, 5),
    ("plans/text/10.pdftotext-layout.txt", "plans/truth/10.json", 11, 0, 2),
    ("plans/text/11.pdftotext-layout.txt", "plans/truth/11.json", 18, 0, 1),
    ("plans/text/12.pdftotext-layout.txt", "plans/truth/12.json", 42, 0, 3),
    ("nq03/plan.pdf", "nq03/truth.json", 140, 0, 0),
];

/// The text dumps of the plans, by the program that made them. `09.pymupdf` is left out: its words are glued by the dumper.
const DUMPERS: [(&str, &str); 6] = [
    ("tika", "Tika"),
    ("pdftotext-raw", "`pdftotext -raw`"),
    ("pymupdf", "PyMuPDF (without plan 09, whose words it glues)"),
    ("pdftotext-layout", "`pdftotext -layout`"),
    ("pdftotext", "`pdftotext`, cells woven into one another"),
    ("pdfminer", "pdfminer, column by column"),
];

/// Whether a ruling is kept.
type Keep = fn(&Ruling) -> bool;

/// Which rulings of the PDFs with tables of any kind are kept.
const RULINGS: [(&str, Keep); 3] =
    [("as printed", |_| true), ("without vertical rulings", |r| !r.vertical), ("without any ruling", |_| false)];

fn truth(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn report(name: &str, s: &Score) {
    println!(
        "{name:34} rows {:3}  exact {:3}  silent {}  false alarms {}  sections {}/{}",
        s.rows, s.exact, s.silent, s.false_alarms, s.sections_right, s.sections
    );
}

/// Right rows that a fixture is known to flag (`alarms` in its `case.toml`; 0 where it does not say).
fn alarms(fixture: &Path) -> usize {
    let case: toml::Table = std::fs::read_to_string(fixture.join("case.toml")).unwrap().parse().unwrap();
    case.get("alarms").and_then(toml::Value::as_integer).unwrap_or_default().try_into().unwrap()
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
            false_alarms: alarms(&fixture),
            ..Score { rows: s.rows, sections: s.sections, ..Score::default() }
        };
        assert_eq!(s, whole, "{name}:\n{}", errors.join("\n"));
    }
}

/// The scores of some sources, added up. A text that is flagged as legacy is read as its hint says, with `--legacy tcvn3`.
fn total(pairs: &[(PathBuf, PathBuf)]) -> Score {
    let one = |(source, labels): &(PathBuf, PathBuf)| {
        let mut plan = support::plan(source);
        if plan.diagnostics.iter().any(|d| d.code == Code::LegacyEncoding) {
            plan = support::plan_in(source, Legacy::Tcvn3);
        }
        score(&plan, &truth(labels)).0
    };
    pairs.par_iter().map(one).reduce(Score::default, |mut sum, s| {
        sum.add(&s);
        sum
    })
}

/// The page of measured scores is what is measured now.
#[test]
fn the_accuracy_page_is_true() {
    let Some(corpus) = support::corpus() else { return };
    let mut page = String::from(
        "# Accuracy\n\nMeasured by `tests/score.rs` on a labelled corpus that is not part of the repository; where it lies beside it, a change of any\n\
         figure fails there, and without it only the fixtures are checked. A row is exact when its\n\
         number, section, task, lead, partner and deadline all equal the truth. A silent error is a wrong row without a warning,\n\
         a false alarm a right row with one. Texts in TCVN3 are read with `--legacy tcvn3`.\n\n| input | rows | exact | silent errors | false alarms | sections |\n|---|---|---|---|---|---|\n",
    );
    let mut row = |name: &str, s: Score| {
        let share = |n: usize| if s.rows == 0 { 0.0 } else { 100.0 * n as f64 / s.rows as f64 };
        writeln!(
            page,
            "| {name} | {} | {} ({:.1} %) | {} ({:.1} %) | {} ({:.1} %) | {} of {} |",
            s.rows,
            s.exact,
            share(s.exact),
            s.silent,
            share(s.silent),
            s.false_alarms,
            share(s.false_alarms),
            s.sections_right,
            s.sections
        )
        .unwrap();
    };
    for (source, labels, ..) in EXPECTED.iter().filter(|e| !e.0.starts_with("plans/")) {
        row(source, total(&[(corpus.join(source), corpus.join(labels))]));
    }
    let pairs = |folder: &str, ending: &str| -> Vec<(PathBuf, PathBuf)> {
        support::files(&corpus.join(folder), ending.rsplit('.').next().unwrap())
            .into_iter()
            .filter_map(|p| {
                let name = p.file_name().unwrap().to_string_lossy().into_owned();
                let number = name.strip_suffix(&format!(".{ending}")).filter(|n| n.len() == 2)?;
                (name != "09.pymupdf.txt").then(|| (p.clone(), corpus.join(format!("plans/truth/{number}.json"))))
            })
            .collect()
    };
    row("the 12 plans as PDF", total(&pairs("plans/pdf", "pdf")));
    for (ending, name) in DUMPERS {
        row(&format!("their text by {name}"), total(&pairs("plans/text", &format!("{ending}.txt"))));
    }
    if let Some(folder) = general(&corpus) {
        page += "\n## Tables of any kind\n\nThe EU half of the ICDAR 2013 table competition, as it is counted there: pairs of neighbouring cells, found against printed,\n\
                 averaged by document. The program is given the whole PDF and not told where its tables are. What it can do without rulings\n\
                 shows when they are taken from it.\n\n| 27 documents | precision | recall | F1 |\n|---|---|---|---|\n";
        for (name, keep) in RULINGS {
            let found = icdar(&folder, keep);
            assert_eq!(found.documents, 27);
            writeln!(page, "| {name} | {:.3} | {:.3} | {:.3} |", found.precision, found.recall, found.f1).unwrap();
        }
    }
    let recorded = Data::read_from(&support::root().join("docs/accuracy.md"), Some(DataFormat::Text)).raw();
    Assert::new().action_env("SNAPSHOTS").eq(Data::text(page).raw(), recorded);
}

/// The PDFs with tables of any kind, where they are beside the corpus; says so where they are not.
fn general(corpus: &Path) -> Option<PathBuf> {
    let folder = corpus.join("icdar2013-eu");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("note: {} is not here: tables of other kinds are not scored", folder.display());
    None
}

/// Tables of any kind are found as well as recorded: half a point of slack for what a mended task table may cost.
#[test]
fn tables_of_any_kind_are_found() {
    let Some(folder) = support::corpus().and_then(|c| general(&c)) else { return };
    let found = icdar(&folder, |_| true);
    println!("{found:?}");
    assert!(found.f1 >= 0.98, "{found:?}");
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

/// Papers named in the cells of the PDFs, and those of the seed with their places: kind, number and day.
#[test]
fn papers_named_in_the_cells_are_read() {
    let Some(corpus) = support::corpus() else { return };
    let mut sum = Named::default();
    for pdf in support::files(&corpus.join("plans/pdf"), "pdf") {
        let name = pdf.file_stem().unwrap().to_string_lossy().into_owned();
        sum.add(in_items(&support::plan(&pdf), &truth(&corpus.join(format!("plans/truth/{name}.json")))));
    }
    let refs = truth(&corpus.join("seed/legal_refs.json"));
    for seed in ["seed/seed.txt", "seed/seed.pdf"] {
        sum.add(in_places(&support::plan(&corpus.join(seed)), &refs));
    }
    println!("{} of {} papers named are exact", sum.exact, sum.wanted);
    assert!(sum.wanted > 40 && sum.exact * 100 >= sum.wanted * 99, "{sum:?}");
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

/// The seed and the plans as PDF, each with its truth.
fn labelled(corpus: &Path) -> Vec<(PathBuf, PathBuf)> {
    let plan = |n| (corpus.join(format!("plans/pdf/{n:02}.pdf")), corpus.join(format!("plans/truth/{n:02}.json")));
    let seed = (corpus.join("seed/seed.pdf"), corpus.join("seed/truth.json"));
    std::iter::once(seed).chain((1..=12).map(plan)).collect()
}

/// The bodies that lead and help are named as in the truth: in the plans alone, and in the seed alone.
#[test]
fn bodies_are_named() {
    let Some(corpus) = support::corpus() else { return };
    let f1 = |pairs: &[(PathBuf, PathBuf)]| {
        let mut sum = [0; 3];
        for (source, labels) in pairs {
            let one = bodies(&support::plan(source), &truth(labels));
            println!("{}: {one:?}", source.display());
            (0..3).for_each(|i| sum[i] += one[i]);
        }
        2.0 * sum[0] as f64 / (sum[1] + sum[2]) as f64
    };
    let all = labelled(&corpus);
    let (seed, plans) = all.split_at(1);
    let (plans, seed) = (f1(plans), f1(seed));
    println!("orgs_f1: plans {plans:.4}, seed {seed:.4}");
    assert!(plans >= 0.99 && seed >= 0.99, "plans {plans:.4}, seed {seed:.4}");
}

/// The day a tracker shows is the truth's for every time cell.
#[test]
fn days_are_the_truths() {
    let Some(corpus) = support::corpus() else { return };
    for (source, labels) in labelled(&corpus) {
        let [right, all] = days(&support::plan(&source), &truth(&labels));
        assert!(right == all && all > 0, "{}: {right} of {all}", source.display());
    }
}

/// What a time cell says as EDTF is what the truth says, up to the conventions named at [`spans`].
#[test]
fn times_are_the_truths() {
    let Some(corpus) = support::corpus() else { return };
    let (mut sum, mut wrong) = ([0; 2], Vec::new());
    for (source, labels) in labelled(&corpus) {
        let (one, errors) = spans(&support::plan(&source), &truth(&labels));
        (0..2).for_each(|i| sum[i] += one[i]);
        wrong.extend(errors);
    }
    println!("{} of {} time cells are the truth's as EDTF", sum[0], sum[1]);
    assert!(sum[1] > 200 && wrong.is_empty(), "{}", wrong.join("\n"));
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
