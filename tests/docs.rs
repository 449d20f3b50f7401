//! The documentation keeps to the program: its commands run, every code is explained, every column is named.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use std::collections::BTreeSet;
use std::process::Command;

use phuluc::model::{Code, Content};
use phuluc::write::columns::COLUMNS;
use snapbox::data::DataFormat;
use snapbox::{Assert, Data};

fn read(name: &str) -> String {
    std::fs::read_to_string(support::root().join(name)).unwrap()
}

/// The commands of a page's `sh` blocks.
fn commands(page: &str) -> Vec<String> {
    page.split("```sh\n")
        .skip(1)
        .flat_map(|block| block.split("```").next().unwrap().lines())
        .map(str::to_owned)
        .filter(|l| !l.is_empty())
        .collect()
}

/// Splits a command at spaces, quotation marks taken off.
fn words(command: &str) -> Vec<String> {
    command.split_whitespace().map(|w| w.trim_matches('"').to_owned()).collect()
}

/// Every `phuluc …` and `cargo run … -- …` of the README and the docs runs and succeeds. (`cargo test` is this.)
#[test]
fn the_commands_of_the_documentation_run() {
    let out = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("docs");
    let _ = std::fs::remove_dir_all(&out);
    std::fs::create_dir_all(&out).unwrap();
    let mut run = 0;
    for page in ["README.md", "README.vi.md", "docs/how-it-works.md", "docs/database.md"] {
        for command in commands(&read(page)).iter().filter(|c| *c != "cargo test") {
            let command =
                command.strip_prefix("cargo run --release -- ").map_or(command.clone(), |c| format!("phuluc {c}"));
            let mut args = words(command.strip_prefix("phuluc ").unwrap_or_else(|| panic!("{page}: {command}")));
            for arg in args.iter_mut().filter(|a| a.starts_with("fixtures/")) {
                *arg = support::root().join(&*arg).to_string_lossy().into_owned();
            }
            let result = Command::new(env!("CARGO_BIN_EXE_phuluc")).args(&args).current_dir(&out).output().unwrap();
            assert!(result.status.success(), "{page}: {command}: {}", String::from_utf8_lossy(&result.stderr));
            run += 1;
        }
    }
    assert!(run >= 16, "only {run} commands were found");
    for made in [
        "plan.csv",
        "excel.csv",
        "bang.csv",
        "bang.xlsx",
        "report.xlsx",
        "lich.ics",
        "page.svg",
        "tasks.db",
        "tasks.xlsx",
    ] {
        assert!(out.join(made).metadata().unwrap().len() > 1000, "{made}");
    }
}

/// The first command of the README shows the rows it promises.
#[test]
fn the_first_command_shows_39_rows() {
    let readme = read("README.md");
    let first = &commands(&readme)[0];
    let args = first.strip_prefix("cargo run --release -- ").unwrap();
    let result =
        Command::new(env!("CARGO_BIN_EXE_phuluc")).args(words(args)).current_dir(support::root()).output().unwrap();
    let rows = csv::Reader::from_reader(result.stdout.as_slice()).into_records().map(Result::unwrap).count();
    assert_eq!(rows, 39);
    assert!(readme.contains("prints its 39 task rows") && read("README.vi.md").contains("39 dòng nhiệm vụ"));
    assert_eq!(commands(&readme)[1], "cargo test");
}

/// The drawing in the docs is what the program draws. `SNAPSHOTS=overwrite` draws it anew: look at it.
#[test]
fn the_drawing_is_fresh() {
    let seen = support::run(&support::source(&support::root().join("fixtures/seed-pdf"))).unwrap();
    let Content::Pages(pages) = &seen.document.content else { panic!("a PDF has pages") };
    let drawn = phuluc::write::draw::page(&pages[2], &seen.blocks, &seen.stitched);
    let recorded = Data::read_from(&support::root().join("docs/seed-page-3.svg"), Some(DataFormat::Text)).raw();
    Assert::new().action_env("SNAPSHOTS").eq(Data::text(drawn).raw(), recorded);
}

#[test]
fn every_code_is_explained() {
    let page = read("docs/diagnostics.md");
    for code in Code::ALL {
        let severity = serde_json::to_value(code.severity()).unwrap();
        let heading = format!("### `{}` ({})", code.name(), severity.as_str().unwrap());
        assert_eq!(page.matches(&heading).count(), 1, "docs/diagnostics.md: {heading}");
    }
}

#[test]
fn every_column_is_named() {
    let (en, vi) = (read("README.md"), read("README.vi.md"));
    for column in &COLUMNS {
        for (page, text) in [("README.md", &en), ("README.vi.md", &vi)] {
            assert!(text.contains(&format!("`{}`", column.name)), "{page}: {}", column.name);
        }
        let cell = |line: &str| line.split('|').nth(2).is_some_and(|c| c.split(',').any(|h| h.trim() == column.vi));
        assert!(vi.lines().any(cell), "README.vi.md: {}", column.vi);
    }
}

/// Both READMEs have the same commands, the same sections, tables and lists, and the same pages to go on with.
#[test]
fn both_readmes_are_one() {
    let (en, vi) = (read("README.md"), read("README.vi.md"));
    assert_eq!(commands(&en), commands(&vi));
    let shape = |page: &str, mark: &str| page.lines().filter(|l| l.starts_with(mark)).count();
    for mark in ["## ", "|", "* ", "```"] {
        assert_eq!(shape(&en, mark), shape(&vi, mark), "{mark}");
    }
    let links = |page: &str| -> BTreeSet<String> {
        page.split("](").skip(1).map(|rest| rest.split(')').next().unwrap().to_owned()).collect()
    };
    let (mut there, mut here) = (links(&en), links(&vi));
    assert!(there.remove("README.vi.md") && here.remove("README.md"));
    assert_eq!(there, here);
    assert!(unicode_normalization::is_nfc(&vi));
}
