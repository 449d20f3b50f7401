//! What every stage makes of every fixture, as recorded. `SNAPSHOTS=overwrite cargo test --test stages` records anew: read
//! the difference before you commit it. `truth.json` is never touched.
#![allow(missing_docs, clippy::unwrap_used, clippy::disallowed_methods)]

mod support;

use phuluc::write::{Format, WriteOptions, dump, write};
use snapbox::data::DataFormat;
use snapbox::{Assert, Data};

#[test]
fn every_stage_is_as_recorded() {
    let assert = Assert::new().action_env("SNAPSHOTS");
    for fixture in support::fixtures() {
        let seen = support::run(&support::source(&fixture)).unwrap();
        let plan = write(&seen.plan, Format::Json, &WriteOptions::default()).unwrap();
        for (name, text) in [
            ("1-pages.txt", dump::pages(&seen.document)),
            ("2-blocks.txt", dump::blocks(&seen.blocks) + &dump::tagged(&seen.tagged)),
            ("3-stitched.txt", dump::stitched(&seen.stitched)),
            ("4-rows.txt", dump::rows(&seen.interpreted)),
            ("5-plan.json", String::from_utf8(plan).unwrap()),
            ("diagnostics.txt", dump::diagnostics(&seen.plan)),
        ] {
            let path = fixture.join(name);
            if !path.exists() && std::env::var("SNAPSHOTS").is_ok() {
                std::fs::write(&path, "").unwrap();
            }
            let recorded = Data::read_from(&path, Some(DataFormat::Text)).raw();
            assert.eq(Data::text(text).raw(), recorded);
        }
    }
}

/// `extract` goes the same way as `stages`, without keeping what each stage made.
#[test]
fn extract_and_stages_make_the_same_plan() {
    for fixture in support::fixtures() {
        let source = support::source(&fixture);
        let name = source.file_name().unwrap().to_string_lossy().into_owned();
        let options = phuluc::Options { name, ..phuluc::Options::default() };
        let plan = phuluc::extract(&std::fs::read(&source).unwrap(), &options).unwrap();
        assert_eq!(plan, support::plan(&source), "{}", source.display());
    }
}
