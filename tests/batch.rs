//! An archive read unattended: what becomes of good and bad documents, that a second run does only what is new, that a run
//! may be stopped at any moment, and that the outputs do not depend on how many work at them.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use serde_json::Value;
use sha2::{Digest, Sha256};
use support::archive::{self, Kind};

fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("batch").join(name);
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).unwrap();
    path
}

fn command(name: &str, paths: &[&Path], out: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_phuluc"));
    command.arg(name).args(paths).arg("--out").arg(out).args(more).env("LC_ALL", "C");
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn batch(archive: &Path, out: &Path, more: &[&str]) -> Output {
    command("batch", &[archive], out, more).output().unwrap()
}

fn last_line(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).lines().last().unwrap_or_default().to_owned()
}

fn manifest(out: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(out.join("manifest.jsonl")).unwrap();
    text.lines().map(|l| serde_json::from_str(l).unwrap()).collect()
}

/// Everything that is meant for others (files by their digests), with how long it took left out.
fn outputs(out: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for folder in ["packages", "quarantine"] {
        for path in support::files(&out.join(folder), "json") {
            let digest = format!("{:x?}", Sha256::digest(std::fs::read(&path).unwrap()).as_slice());
            files.insert(path.strip_prefix(out).unwrap().display().to_string(), digest);
        }
    }
    for mut row in manifest(out) {
        row["ms"] = Value::Null;
        files.insert(row["path"].as_str().unwrap().to_owned(), row.to_string());
    }
    assert_eq!(std::fs::read_dir(out.join(".phuluc/unfinished")).unwrap().count(), 0, "left unfinished");
    files
}

#[test]
fn every_document_is_accounted_for() {
    let here = folder("accounted");
    let documents = archive::make(&here.join("kho"), 24, 1);
    let done = batch(&here.join("kho"), &here.join("out"), &["--jobs", "2", "--max-size", "64"]);
    assert_eq!(done.status.code(), Some(1), "{}", String::from_utf8_lossy(&done.stderr));
    let rows = manifest(&here.join("out"));
    assert_eq!(rows.len(), documents.len());
    for (row, document) in rows.iter().zip(&documents) {
        let name = row["path"].as_str().unwrap();
        assert!(name.ends_with(&document.name), "{name} for {}", document.name);
        match &document.kind {
            Kind::Good { tasks } => {
                assert_eq!(
                    (row["status"].as_str(), row["facts"]["tasks"].as_u64()),
                    (Some("ok"), Some(*tasks)),
                    "{name}"
                );
                let package = std::fs::read(here.join("out").join(row["package"].as_str().unwrap())).unwrap();
                let package: Value = serde_json::from_slice(&package).unwrap();
                assert_eq!(package["source"]["sha256"], row["sha256"], "{name}");
                assert_eq!(package["source"]["name"].as_str(), document.name.rsplit('/').next(), "{name}");
            }
            Kind::Copy => {
                assert_eq!((row["status"].as_str(), row["facts"].is_null()), (Some("duplicate"), true), "{name}")
            }
            Kind::Bad { code } => {
                assert_eq!(
                    (row["status"].as_str(), row["code"].as_str()),
                    (Some("failed"), Some(*code)),
                    "{name}: {row}"
                );
                assert!(row["package"].is_null() && !row["message"].as_str().unwrap().is_empty(), "{name}");
            }
        }
    }
    let sum = last_line(&done);
    assert!(sum.contains(" read, 0 as before") && sum.contains(" failed"), "{sum}");
}

#[test]
fn a_second_run_does_only_what_is_new_or_failed() {
    let here = folder("second");
    let (kho, out) = (here.join("kho"), here.join("out"));
    archive::make(&kho, 8, 1);
    batch(&kho, &out, &["--jobs", "2", "--max-size", "64"]);
    let (first, rows) = (outputs(&out), manifest(&out));
    let good = rows.iter().filter(|r| r["status"] == "ok").count();
    let again = batch(&kho, &out, &["--jobs", "2", "--max-size", "64"]);
    assert!(last_line(&again).contains(&format!(": 0 read, {good} as before")), "{}", last_line(&again));
    assert_eq!(outputs(&out), first);
    let kept =
        |rows: &[Value]| rows.iter().filter(|r| r["status"] == "ok").map(|r| r["ms"].clone()).collect::<Vec<_>>();
    assert_eq!(kept(&manifest(&out)), kept(&rows), "what is not read anew keeps its time");
    // Read in another way, it is read anew.
    let other = batch(&kho, &out, &["--jobs", "2", "--max-size", "64", "--authority", "tỉnh Lào Cai"]);
    assert!(last_line(&other).contains(&format!(": {good} read, 0 as before")), "{}", last_line(&other));
    // What has its place taken by something else is written again.
    let package = out.join(manifest(&out).iter().find_map(|r| r["package"].as_str().map(str::to_owned)).unwrap());
    std::fs::write(&package, "{").unwrap();
    let mended = batch(&kho, &out, &["--jobs", "2", "--max-size", "64", "--authority", "tỉnh Lào Cai"]);
    assert!(last_line(&mended).contains(": 1 read"), "{}", last_line(&mended));
}

#[test]
fn one_job_and_many_write_the_same() {
    let here = folder("jobs");
    archive::make(&here.join("kho"), 16, 1);
    for jobs in ["1", "4"] {
        batch(&here.join("kho"), &here.join(jobs), &["--jobs", jobs, "--max-size", "64"]);
    }
    same(&here.join("1"), &here.join("4"));
}

#[test]
fn parts_together_are_the_whole() {
    let here = folder("parts");
    archive::make(&here.join("kho"), 12, 1);
    let rows = |more: &[&str], out: &str| {
        batch(&here.join("kho"), &here.join(out), &[&["--max-size", "64"], more].concat());
        let rows = manifest(&here.join(out)).into_iter();
        rows.map(|r| r["path"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let whole = rows(&[], "whole");
    let mut parts = [rows(&["--shard", "1/2"], "1"), rows(&["--shard", "2/2"], "2")].concat();
    parts.sort();
    let mut sorted = whole.clone();
    sorted.sort();
    assert_eq!(parts, sorted);
}

#[test]
fn two_runs_do_not_share_a_folder() {
    let here = folder("shared");
    archive::make(&here.join("kho"), 12, 1);
    let mut first = command("watch", &[&here.join("kho")], &here.join("out"), &["--interval", "1"]).spawn().unwrap();
    wait_for(|| here.join("out/.phuluc/lock").exists());
    let second = batch(&here.join("kho"), &here.join("out"), &[]);
    first.kill().unwrap();
    first.wait().unwrap();
    assert_eq!(second.status.code(), Some(2));
    assert!(last_line(&second).contains("another run is at work"), "{}", last_line(&second));
}

#[test]
fn what_breaks_its_process_is_reported() {
    let here = folder("breaks");
    archive::make(&here.join("kho"), 4, 1);
    // So little memory, or so little time, that no PDF is read with it.
    for (limit, code) in [(&["--memory", "16"][..], "crashed memory-limit"), (&["--timeout", "0"], "time-limit")] {
        let out = here.join(code);
        let done = batch(&here.join("kho"), &out, &[limit, &["--max-size", "64"]].concat());
        assert_eq!(done.status.code(), Some(2), "{code}: {}", last_line(&done));
        let broken: Vec<Value> =
            manifest(&out).into_iter().filter(|r| code.contains(r["code"].as_str().unwrap_or("none"))).collect();
        assert!(!broken.is_empty(), "{code}");
        for row in broken {
            let report = out.join("quarantine").join(row["sha256"].as_str().unwrap()).join("report.json");
            let report: Value = serde_json::from_slice(&std::fs::read(report).unwrap()).unwrap();
            // Of several with the same bytes it is the first that was tried.
            let first = manifest(&out).into_iter().find(|r| r["sha256"] == row["sha256"]).unwrap();
            assert_eq!((&report["path"], &report["code"]), (&first["path"], &row["code"]));
        }
        // With limits as usual all is read, and nothing is left in quarantine.
        batch(&here.join("kho"), &out, &["--max-size", "64"]);
        assert_eq!(std::fs::read_dir(out.join("quarantine")).unwrap().count(), 0, "{code}");
    }
}

#[test]
fn logs_for_machines_hold_no_text_of_cells() {
    let here = folder("logs");
    archive::make(&here.join("kho"), 4, 1);
    let done = batch(&here.join("kho"), &here.join("out"), &["--log-format", "json", "--max-size", "64"]);
    let text = String::from_utf8(done.stderr).unwrap();
    let lines: Vec<Value> = text.lines().filter_map(|l| serde_json::from_str(l).ok()).collect();
    assert_eq!(lines.len(), manifest(&here.join("out")).len(), "{text}");
    assert!(lines.iter().all(|l| l["path"].is_string() && l["level"].is_string()));
    assert!(!text.contains("Kiểm tra bếp ăn"), "{text}");
}

#[test]
fn a_folder_is_watched() {
    let here = folder("watched");
    let (inbox, out) = (here.join("inbox"), here.join("out"));
    std::fs::create_dir_all(&inbox).unwrap();
    let source = std::fs::read_to_string(support::root().join("fixtures/markdown/0-source.txt")).unwrap();
    std::fs::write(inbox.join("a.txt"), &source).unwrap();
    let rows = || std::fs::read_to_string(out.join("manifest.jsonl")).unwrap_or_default().lines().count();
    let begin = || command("watch", &[&inbox], &out, &["--interval", "1"]).spawn().unwrap();
    let mut watching = begin();
    wait_for(|| rows() == 1);
    // A file that is still being written is not read.
    let (half, rest) = source.split_at(source.char_indices().nth(600).unwrap().0);
    std::fs::write(inbox.join("b.txt"), half).unwrap();
    for part in [rest, "\n", "\n"] {
        std::thread::sleep(Duration::from_millis(400));
        let mut file = std::fs::OpenOptions::new().append(true).open(inbox.join("b.txt")).unwrap();
        std::io::Write::write_all(&mut file, part.as_bytes()).unwrap();
    }
    wait_for(|| rows() == 2);
    watching.kill().unwrap();
    watching.wait().unwrap();
    // Begun again, it knows what it has read.
    std::fs::write(inbox.join("c.txt"), source.replace("402", "403")).unwrap();
    let mut watching = begin();
    wait_for(|| rows() == 3);
    watching.kill().unwrap();
    watching.wait().unwrap();
    let tasks: Vec<Option<u64>> = manifest(&out).iter().map(|r| r["facts"]["tasks"].as_u64()).collect();
    assert_eq!(tasks, [Some(4), Some(4), Some(4)]);
}

/// Fails naming what differs.
fn same(a: &Path, b: &Path) {
    let (a, b) = (outputs(a), outputs(b));
    let differ = |key: &&String| a.get(*key) != b.get(*key);
    let keys: Vec<&String> = a.keys().chain(b.keys()).filter(differ).collect();
    assert!(keys.is_empty(), "{:#?}", keys.iter().map(|k| (k, a.get(*k), b.get(*k))).collect::<Vec<_>>());
}

fn wait_for(happened: impl Fn() -> bool) {
    // A minute: many times what it takes on a busy machine.
    for _ in 0..600 {
        if happened() {
            return;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("waited in vain");
}

/// Pseudo-random numbers, the same each time.
struct Random(u64);

impl Random {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

/// The parent is killed at 20 moments, each time begun again: in the end all is as if nothing had happened.
#[test]
#[expect(clippy::disallowed_methods, reason = "moments to kill it at are told by how long it takes")]
fn a_run_may_be_killed_at_any_moment() {
    let here = folder("killed");
    let kho = here.join("kho");
    archive::make(&kho, 30, 1);
    let args = ["--jobs", "2", "--max-size", "64"];
    let began = std::time::Instant::now();
    batch(&kho, &here.join("whole"), &args);
    let whole = u64::try_from(began.elapsed().as_millis()).unwrap();
    let mut random = Random(5);
    for n in 0..4 {
        let out = here.join(format!("killed-{n}"));
        for _ in 0..5 {
            let mut run = command("batch", &[&kho], &out, &args).spawn().unwrap();
            std::thread::sleep(Duration::from_millis(random.below(whole / 2)));
            // A run that was faster is whole already.
            let _ = run.kill();
            run.wait().unwrap();
        }
        wait_for(|| last_line(&batch(&kho, &out, &args)).contains("failed"));
        same(&out, &here.join("whole"));
    }
}

/// Its reading processes are killed: the documents at hand are given to new ones.
#[cfg(target_os = "linux")]
#[test]
fn a_reading_process_may_be_killed() {
    let here = folder("worker");
    let kho = here.join("kho");
    archive::make(&kho, 30, 1);
    let args = ["--jobs", "2", "--max-size", "64"];
    batch(&kho, &here.join("whole"), &args);
    let mut run: Child = command("batch", &[&kho], &here.join("out"), &args).spawn().unwrap();
    let mut random = Random(7);
    let mut killed = 0;
    while run.try_wait().unwrap().is_none() {
        std::thread::sleep(Duration::from_millis(20 + random.below(150)));
        if let Some(child) = children(run.id()).first().filter(|_| killed < 20) {
            killed += u64::from(Command::new("kill").args(["-9", child]).status().is_ok_and(|s| s.success()));
        }
    }
    assert!(killed > 0);
    // A document whose fresh process was killed under it is a failed one: the next run reads it.
    batch(&kho, &here.join("out"), &args);
    same(&here.join("out"), &here.join("whole"));
}

/// The processes that a process has begun, whichever of its threads did.
#[cfg(target_os = "linux")]
fn children(process: u32) -> Vec<String> {
    let threads = std::fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
    let texts = threads.filter_map(|t| std::fs::read_to_string(t.path().join("children")).ok());
    texts.flat_map(|t| t.split_whitespace().map(str::to_owned).collect::<Vec<_>>()).collect()
}
