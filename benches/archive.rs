//! How fast an archive is read, and how much memory the parent takes: `cargo bench --bench archive [-- DOCUMENTS]`.
//!
//! Makes an archive of so many good documents (2,000 unless told otherwise) with the bad ones among them, reads it with one
//! job and with two, and once more when nothing is new. Times on a busy machine say nothing: the ratio does.
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout, reason = "a bench")]
#![expect(clippy::disallowed_methods, reason = "a bench measures time")]

#[path = "../tests/support/mod.rs"]
mod support;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use support::archive::{self, Kind};

fn main() {
    let good = std::env::args().skip(1).find_map(|a| a.parse().ok()).unwrap_or(2000);
    let here = Path::new(env!("CARGO_TARGET_TMPDIR")).join("archive");
    let _ = std::fs::remove_dir_all(&here);
    let documents = archive::make(&here.join("kho"), good, good.div_ceil(500));
    let bad = documents.iter().filter(|d| matches!(d.kind, Kind::Bad { .. })).count();
    println!("{} documents, {bad} of them bad", documents.len());
    let mut times = Vec::new();
    for (name, jobs) in [("one job", "1"), ("two jobs", "2"), ("two jobs, nothing new", "2")] {
        let out = here.join(jobs);
        let (time, memory, sum) = run(&here.join("kho"), &out, jobs);
        println!("{name}: {:.1} s, parent at most {memory} MB; {sum}", time.as_secs_f64());
        times.push(time.as_secs_f64());
    }
    println!("two jobs are {:.2} times as fast as one", times[0] / times[1]);
}

/// Time, most memory of the parent in megabytes (0 where the system does not tell), and the last line said.
fn run(kho: &Path, out: &Path, jobs: &str) -> (Duration, u64, String) {
    let began = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_phuluc"))
        .arg("batch")
        .arg(kho)
        .arg("--out")
        .arg(out)
        .args(["--jobs", jobs])
        .stderr(Stdio::from(std::fs::File::create(out.with_extension("log")).unwrap()))
        .spawn()
        .unwrap();
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let peak = status.lines().find_map(|l| l.strip_prefix("VmHWM:")?.trim().split(' ').next()?.parse::<u64>().ok());
        most = most.max(peak.unwrap_or_default() / 1024);
        std::thread::sleep(Duration::from_millis(50));
    }
    let said = std::fs::read_to_string(out.with_extension("log")).unwrap();
    (began.elapsed(), most, said.lines().last().unwrap_or_default().to_owned())
}
