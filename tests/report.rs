//! The report as an HTML page: well-formed, whole in itself, and harmless whatever the paper says. A real parser of HTML5 reads
//! it; what a browser makes of it is tested in `browser.rs`.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use std::collections::BTreeSet;

use phuluc::lang::Language;
use phuluc::package::{Finding, Package};
use phuluc::report::{html, text};
use scraper::{Html, Selector};

fn packages() -> Vec<Package> {
    let read = |path: std::path::PathBuf| Package::read(&std::fs::read(path.join("5-plan.json")).unwrap()).unwrap();
    support::fixtures().into_iter().map(read).collect()
}

fn page(packages: &[Package]) -> (String, Html) {
    let page = html(packages, Language::Vi);
    let read = Html::parse_document(&page);
    assert!(read.errors.is_empty(), "{:?}", read.errors);
    (page, read)
}

fn all<'h>(page: &'h Html, selector: &str) -> Vec<scraper::ElementRef<'h>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

#[test]
fn every_task_has_its_row_and_every_link_its_row() {
    let packages = packages();
    let (_, read) = page(&packages);
    let rows: Vec<&str> = all(&read, "table.tasks tbody tr").iter().map(|r| r.value().attr("id").unwrap()).collect();
    let own: BTreeSet<&str> = rows.iter().copied().collect();
    assert_eq!(rows.len(), packages.iter().map(|p| p.tasks().count()).sum::<usize>());
    assert_eq!(rows.len(), own.len(), "anchors are unique");
    let links = all(&read, "a");
    assert!(links.len() > 100);
    for link in links {
        let to = link.value().attr("href").unwrap();
        assert!(own.contains(to.strip_prefix('#').unwrap()), "{to}");
    }
    let marks = all(&read, "svg a rect").len();
    assert_eq!(marks, packages.iter().flat_map(Package::tasks).filter(|t| t.deadline.due.is_some()).count());
}

#[test]
fn nothing_comes_from_outside() {
    let (page, read) = page(&packages());
    let policy = all(&read, "meta[http-equiv=Content-Security-Policy]");
    assert_eq!(policy[0].value().attr("content"), Some("default-src 'none'; style-src 'unsafe-inline'; img-src data:"));
    for outside in ["script", "link", "img", "iframe", "object", "embed", "base", "form"] {
        assert!(all(&read, outside).is_empty(), "{outside}");
    }
    let lower = page.to_lowercase();
    for word in ["http:", "https:", "src=", "url(", "@import", "//"] {
        assert!(!lower.contains(word), "{word}");
    }
}

#[test]
fn what_a_paper_says_is_no_markup() {
    let mut package = packages().remove(0);
    let evil = "<script>alert(1)</script> & \"'></td></style><b onclick=x>";
    package.document.subject = Some(evil.to_owned());
    package.source.name = evil.to_owned();
    package.document.number = Some(evil.to_owned());
    let task = &mut package.appendices[0].items[0];
    task.id = "\" onmouseover=\"x".to_owned();
    task.task.text = Some(evil.to_owned());
    task.lead.text = Some(evil.to_owned());
    task.lead.organizations.clear();
    task.deadline.text = Some(evil.to_owned());
    (task.deadline.due, task.number.text) = (Some("<i>-</i>".to_owned()), evil.to_owned());
    let (page, read) = page(&[package]);
    assert!(all(&read, "script, b, i").is_empty());
    assert!(!page.contains("<script"));
    for element in all(&read, "*") {
        assert!(element.value().attrs().all(|(name, _)| !name.starts_with("on")), "{:?}", element.value());
    }
    let cell = all(&read, "table.tasks tbody tr td")[1].text().collect::<String>();
    assert_eq!(cell, evil);
}

/// Nothing dated, nobody leading, sixty leads, years apart, no task at all: every drawing keeps to its frame.
#[test]
fn plans_out_of_the_common() {
    let mut plan = packages().into_iter().find(|p| p.tasks().count() > 10).unwrap();
    let task = plan.appendices[0].items[0].clone();
    let many = (0..60).map(|n| {
        let mut task = task.clone();
        task.id = format!("t{n}");
        task.lead.organizations.clear();
        task.lead.text = Some(format!("Trung tâm {} số {n}", "Kiểm định chất lượng công trình xây dựng ".repeat(3)));
        task.deadline.due = Some(format!("20{:02}-03-31", 20 + n));
        task
    });
    plan.appendices[0].items = many.collect();
    let (_, read) = page(std::slice::from_ref(&plan));
    assert_eq!(all(&read, ".leads li").len(), 30, "the rest is told as a sum");
    for rect in all(&read, ".months rect") {
        let number = |name: &str| rect.value().attr(name).unwrap().parse::<f64>().unwrap();
        assert!(
            number("x") >= 0.0 && number("x") + number("width") <= 420.0 && number("y") >= 0.0,
            "{:?}",
            rect.value()
        );
    }
    plan.appendices[0].items[0].deadline.due = Some("0000-00-00".to_owned());
    page(std::slice::from_ref(&plan));
    for task in &mut plan.appendices[0].items {
        (task.deadline.due, task.lead.text) = (None, None);
    }
    let (page_of_none, read) = page(std::slice::from_ref(&plan));
    assert_eq!(all(&read, ".leads svg").len(), 1);
    assert!(page_of_none.contains("Không nhiệm vụ nào có ngày đến hạn."));
    let (_, read) = page(&[Package::default()]);
    assert_eq!(all(&read, "table.tasks tbody tr").len(), 0);
    assert!(text(&[Package::default()], Language::En).contains("0 tasks"));
}

/// What is to be said of a paper is said in either language, whether the paper or its package is told.
#[test]
fn a_package_speaks_both_languages_too() {
    let mut said = 0;
    for fixture in support::fixtures() {
        let plan = support::plan(&support::source(&fixture));
        let package = Package::read(&std::fs::read(fixture.join("5-plan.json")).unwrap()).unwrap();
        let of_rows = plan.appendices.iter().flat_map(|a| a.items.iter().map(|i| &i.diagnostics));
        let own = [&plan.diagnostics].into_iter().chain(plan.appendices.iter().map(|a| &a.diagnostics)).chain(of_rows);
        let rows = package.appendices.iter().flat_map(|a| a.items.iter().map(|i| &i.diagnostics));
        let read = [&package.diagnostics].into_iter().chain(package.appendices.iter().map(|a| &a.diagnostics));
        for (diagnostic, finding) in own.flatten().zip(read.chain(rows).flatten()) {
            assert_eq!(finding.say(Language::En), finding.message);
            assert_eq!(finding.say(Language::Vi), diagnostic.message.say(Language::Vi));
            assert_ne!(finding.say(Language::Vi), finding.message);
            said += 1;
        }
    }
    assert!(said > 100, "only {said}");
}

/// A package of before the particulars were written speaks as it was written.
#[test]
fn a_package_without_particulars_keeps_its_words() {
    let mut package = packages().remove(0);
    package.diagnostics = vec![Finding {
        code: "rows-missing".to_owned(),
        severity: "warning".to_owned(),
        message: "rows may be missing".to_owned(),
        ..Finding::default()
    }];
    assert!(text(&[package], Language::Vi).contains("  rows may be missing [rows-missing]"));
}

/// What is told by lead and month adds up.
#[test]
fn the_text_counts_what_the_plan_holds() {
    for package in packages().iter().filter(|p| p.tasks().count() > 0) {
        let said = text(std::slice::from_ref(package), Language::En);
        let dated = package.tasks().filter(|t| t.deadline.due.is_some()).count();
        assert!(said.contains(&format!("{} tasks: {dated} with a day", package.tasks().count())), "{said}");
        let months = said.split("By month due\n").nth(1).unwrap_or_default().split("\n\n").next().unwrap();
        let sum: usize = months.lines().filter_map(|l| l.split_whitespace().nth(1)?.parse::<usize>().ok()).sum();
        assert_eq!(sum, dated, "{said}");
        assert!(said.lines().all(|l| unicode_width::UnicodeWidthStr::width(l) <= 200), "{said}");
    }
}
