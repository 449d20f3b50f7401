//! The page of `report` in a browser: what is seen there, at the widths of a phone, a tablet and a screen, and on paper.
//!
//! Chromium is driven by its own options. The page has no script, so a page around it, with the same pages in frames, measures
//! them and prints what it found. Where there is no Chromium and none can be installed, the tests say so and pass.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use phuluc::lang::Language;
use phuluc::model::{Content, Page, PlanItem};
use phuluc::package::{Number, Package, Task};
use phuluc::pipeline::Stages;
use phuluc::report::html;
use scraper::{Html, Selector};
use serde_json::Value;

/// CSS pixels: a phone, the narrowest table of columns, a tablet, a screen.
const WIDTHS: [u32; 4] = [360, 761, 800, 1280];
/// Bars that a drawing of leads holds, as `src/report/chart.rs` says.
const BARS: usize = 30;
/// A browser that has not come to its end by then hangs; it takes about two seconds.
const PATIENCE: Duration = Duration::from_secs(90);
/// How long to sleep between looks at whether it has.
const LOOK: Duration = Duration::from_millis(20);

/// A4, in points.
const PAPER: (f32, f32) = (595.3, 841.9);
/// Points that a printer leaves white at least.
const MARGIN: f32 = 28.0;
/// A page before the last is filled down to here at least, as a share of its height: the next row may be a long one.
const FILLED: f32 = 0.55;
/// What must stay text.
const HOSTILE: &str = "<script>document.title=1</script><img src=x onerror=alert(1)> & \"'></td></style><b onclick=x>";

/// What a browser does on its own account: nothing, and it finds nobody but this machine.
const ALONE: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

/// Chromium, with a font that has the letters of Vietnamese.
fn chromium() -> Option<PathBuf> {
    support::system::program("chromium", &["chromium", "fonts-dejavu-core"])
}

/// A new empty folder, named after its test.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser").join(name);
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).unwrap();
    path
}

/// Opens a file in a browser of its own. Out: what it printed, and what its console says.
fn open(browser: &Path, folder: &Path, file: &str, options: &[&str]) -> (String, Vec<String>) {
    let log = |name: &str| std::fs::File::create(folder.join(name)).unwrap();
    let mut child = Command::new(browser)
        .args(ALONE)
        .arg("--enable-logging=stderr")
        .arg(format!("--user-data-dir={}", folder.join("profile").display()))
        .args(options)
        .arg(folder.join(file))
        .stdin(Stdio::null())
        .stdout(log("out"))
        .stderr(log("err"))
        .spawn()
        .unwrap();
    let mut looks = 0;
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        looks += 1;
        if looks * LOOK > PATIENCE {
            child.kill().unwrap();
            panic!("{file}: the browser hangs");
        }
        std::thread::sleep(LOOK);
    };
    let read = |name: &str| String::from_utf8_lossy(&std::fs::read(folder.join(name)).unwrap()).into_owned();
    let said = read("err");
    assert!(status.success(), "{file}: {status}: {said}");
    (read("out"), said.lines().filter(|l| l.contains(":CONSOLE")).map(str::to_owned).collect())
}

/// The page around: each file in a frame of each width; what is found in them stands in its `pre`.
fn around(files: &[String]) -> String {
    let frames = files.iter().flat_map(|f| {
        WIDTHS.map(|w| {
            format!("<iframe src=\"{f}\" name=\"{f} {w}\" style=\"width:{w}px;height:900px;border:0\"></iframe>")
        })
    });
    let frames: String = frames.collect();
    format!(
        "<!DOCTYPE html><meta charset=utf-8>{frames}<pre></pre><script>{}</script>",
        include_str!("support/measure.js")
    )
}

/// What stands out of the frame, lies on another text, and how much of everything there is.
#[test]
fn every_page_fits_every_screen_and_shows_what_the_package_holds() {
    let Some(browser) = chromium() else { return };
    let folder = folder("screens");
    let cases = cases();
    let files: Vec<String> = cases.iter().map(|(name, _)| format!("{name}.html")).collect();
    for (file, (_, package)) in files.iter().zip(&cases) {
        std::fs::write(folder.join(file), html(std::slice::from_ref(package), Language::Vi)).unwrap();
    }
    std::fs::write(folder.join("around.html"), around(&files)).unwrap();
    let (out, console) = open(&browser, &folder, "around.html", &["--allow-file-access-from-files", "--dump-dom"]);
    assert!(console.is_empty(), "{console:#?}");
    let page = Html::parse_document(&out);
    let found: String = page.select(&Selector::parse("pre").unwrap()).next().unwrap().text().collect();
    let found: Vec<Value> = serde_json::from_str(&found).unwrap_or_else(|e| panic!("{e}: {found}"));
    assert_eq!(found.len(), cases.len() * WIDTHS.len());
    for (seen, (name, package)) in found.iter().zip(cases.iter().flat_map(|c| [c; WIDTHS.len()])) {
        let name = format!("{name} ({} px)", seen["width"]);
        assert_eq!(seen["outside"], Value::Array(Vec::new()), "{name}: stands out of the page");
        assert_eq!(seen["onAnother"], Value::Array(Vec::new()), "{name}: lies on another text");
        let tasks: Vec<&Task> = package.tasks().collect();
        let cells: Vec<[&str; 4]> = tasks.iter().map(|t| cells(t)).collect();
        assert_eq!(seen["cells"], serde_json::json!(cells), "{name}");
        assert_eq!(seen["bars"], leads(&tasks).min(BARS), "{name}");
        assert_eq!(seen["marks"], tasks.iter().filter(|t| t.deadline.due.is_some()).count(), "{name}");
        assert_eq!(seen["brokenDays"], 0, "{name}");
        assert_eq!((&seen["foreign"], &seen["loaded"]), (&Value::from(0), &Value::from(0)), "{name}");
    }
}

fn cells(task: &Task) -> [&str; 4] {
    [Some(&task.number.text), task.task.text.as_ref(), task.lead.text.as_ref(), task.deadline.text.as_ref()]
        .map(|t| t.map_or("", String::as_str))
}

/// Names that lead something.
fn leads(tasks: &[&Task]) -> usize {
    let names = |t: &&Task| -> Vec<String> {
        let bodies = t.lead.organizations.iter().map(|b| b.canonical.clone().unwrap_or_else(|| b.name.clone()));
        let bodies: Vec<String> = bodies.collect();
        if bodies.is_empty() { vec![t.lead.text.clone().unwrap_or_default()] } else { bodies }
    };
    tasks.iter().flat_map(names).collect::<BTreeSet<String>>().len()
}

/// Plans of every kind, and such as nobody writes.
fn cases() -> Vec<(&'static str, Package)> {
    let package = |tasks: Vec<Task>| {
        let mut package = seed();
        package.appendices.truncate(1);
        package.appendices[0].items = tasks;
        package
    };
    let filled = |n: usize, lead: String, due: Option<String>| {
        let number = Number { text: n.to_string() };
        let mut task = Task { id: format!("t{n}"), number, ..Task::default() };
        task.task.text =
            Some("Rà soát, sửa đổi, bổ sung quy chế phối hợp giữa các cơ quan, đơn vị. ".repeat(n % 5 + 1));
        task.lead.text = Some(lead);
        task.deadline.text = due.clone();
        task.deadline.due = due;
        task
    };
    let long = "Ban Quản lý dự án đầu tư xây dựng các công trình nông nghiệp và phát triển nông thôn ".repeat(3);
    let sixty = (0..60).map(|n| filled(n, format!("{long}số {n}"), Some(format!("20{:02}-03-31", 20 + n))));
    let none_dated = (0..20).map(|n| filled(n, format!("Phòng {n}"), None));
    let unbroken = (0..9).map(|n| {
        let word = "Ủybannhândân".repeat(30);
        let mut task = filled(n, word.clone(), Some("2025-06-30".to_owned()));
        (task.task.text, task.partner.text, task.deadline.text) =
            (Some(word.clone()), Some(word.clone()), Some(word.clone()));
        task.number.text = "1.2.3.4.5.6.7.8.9.10".to_owned();
        task
    });
    let many = (0..500).map(|n| filled(n, format!("Sở {}", n % 40), Some(format!("2025-{:02}-28", n * n % 12 + 1))));
    let one_month = (0..150).map(|n| filled(n, "Sở Y tế".to_owned(), Some("2025-12-31".to_owned())));
    let hostile = (0..3).map(|n| {
        let mut task = filled(n, HOSTILE.to_owned(), Some("2025-06-30".to_owned()));
        (task.task.text, task.number.text) = (Some(HOSTILE.to_owned()), HOSTILE.to_owned());
        task.deadline.text = Some(HOSTILE.to_owned());
        task.id = format!("\" onmouseover=\"x{n}");
        task
    });
    let mut evil = package(hostile.collect());
    evil.document.subject = Some(HOSTILE.to_owned());
    evil.source.name = HOSTILE.to_owned();
    vec![
        ("seed", seed()),
        ("sixty-leads", package(sixty.collect())),
        ("none-dated", package(none_dated.collect())),
        ("no-task", package(Vec::new())),
        ("nothing", Package::default()),
        ("unbroken", package(unbroken.collect())),
        ("many", package(many.collect())),
        ("one-month", package(one_month.collect())),
        ("hostile", evil),
    ]
}

const SEED: &str = "fixtures/seed-pdf/5-plan.json";

fn seed() -> Package {
    Package::read(&std::fs::read(support::root().join(SEED)).unwrap()).unwrap()
}

/// Were a text of a paper taken for markup, the page's policy would still let nothing run and nothing in; without the policy
/// the same page asks for all of it, so that silence here means something.
#[test]
fn the_policy_stops_what_markup_would_ask_for() {
    let Some(browser) = chromium() else { return };
    let folder = folder("policy");
    let (port, asked) = listen();
    let outside = format!("http://127.0.0.1:{port}");
    let markup = format!(
        "<img src=\"{outside}/a\"><link rel=stylesheet href=\"{outside}/b\"><iframe src=\"{outside}/c\"></iframe>\
         <script>new Image().src = \"{outside}/d\"; document.title = \"taken\"</script>"
    );
    let whole = html(&[seed()], Language::Vi);
    let (before, after) = whole.split_once("<body>").unwrap();
    let guarded = format!("{before}<body>{markup}{after}");
    let (start, rest) = before.split_once("<meta http-equiv").unwrap();
    let bare = format!("{start}{}<body>{markup}{after}", rest.split_once('>').unwrap().1);
    std::fs::write(folder.join("guarded.html"), guarded).unwrap();
    std::fs::write(folder.join("bare.html"), bare).unwrap();
    let (page, console) = open(&browser, &folder, "guarded.html", &["--dump-dom"]);
    assert_eq!(asked.load(Ordering::SeqCst), 0, "{console:#?}");
    assert!(console.len() >= 4 && console.iter().all(|l| l.contains("Content Security Policy")), "{console:#?}");
    assert!(!page.contains("<title>taken"));
    let (page, _) = open(&browser, &folder, "bare.html", &["--dump-dom"]);
    assert!(asked.load(Ordering::SeqCst) >= 4 && page.contains("<title>taken"));
}

/// A server that has nothing and counts how often it is asked.
fn listen() -> (u16, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let (port, asked) = (listener.local_addr().unwrap().port(), Arc::new(AtomicUsize::new(0)));
    let count = Arc::clone(&asked);
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let count = Arc::clone(&count);
            // A browser opens connections that it then does not need: only a request counts.
            std::thread::spawn(move || {
                if stream.read(&mut [0; 4096]).is_ok_and(|n| n > 0) {
                    count.fetch_add(1, Ordering::SeqCst);
                    let _ =
                        stream.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                }
            });
        }
    });
    (port, asked)
}

/// The printed page is read by this very program: each task stands in it as in the package.
#[test]
fn what_is_printed_is_what_the_package_holds() {
    let Some(browser) = chromium() else { return };
    let (_, seen) = printed(&browser, "seed", &[seed()]);
    let text = |text: &Option<String>| text.as_deref().unwrap_or_default().replace('\n', " ");
    let tasks = |t: &Task| [&t.task.text, &t.lead.text, &t.partner.text, &t.deadline.text].map(text);
    let items = |i: &PlanItem| [&i.task.text, &i.lead.text, &i.partner.text, &i.deadline.text].map(text);
    let wanted: Vec<_> = seed().tasks().map(|t| (t.number.text.clone(), tasks(t))).collect();
    let read = seen.plan.appendices.iter().flat_map(|a| &a.items);
    let read: Vec<_> = read.map(|i| (i.number.text.clone(), items(i))).collect();
    assert_eq!(read, wanted);
}

/// On A4 within the margins; only the last page of a plan may be short, so none is left empty for what did not fit.
#[test]
fn every_page_fits_the_paper() {
    let Some(browser) = chromium() else { return };
    let packages: Vec<Package> = cases().into_iter().map(|c| c.1).collect();
    let (pages, _) = printed(&browser, "all", &packages);
    assert!(pages.len() > 20, "{} pages", pages.len());
    let mut short = 0;
    for (n, page) in pages.iter().enumerate() {
        let size = (page.width, page.height);
        assert!((size.0 - PAPER.0).abs() < 1.0 && (size.1 - PAPER.1).abs() < 1.0, "page {}: {size:?}", n + 1);
        for glyph in page.glyphs.iter().filter(|g| !g.is_space()) {
            let b = glyph.bbox;
            let across = b.x0 >= MARGIN && b.x1 <= size.0 - MARGIN;
            let down = b.y0 >= MARGIN && b.y1 <= size.1 - MARGIN;
            assert!(across && down, "page {}: {:?} at {b:?}", n + 1, glyph.text);
        }
        let foot = page.glyphs.iter().map(|g| g.bbox.y1).fold(0.0, f32::max);
        short += usize::from(foot < size.1 * FILLED);
    }
    assert!(short <= packages.len(), "{short} of {} pages are short", pages.len());
}

fn printed(browser: &Path, name: &str, packages: &[Package]) -> (Vec<Page>, Stages) {
    let folder = folder(name);
    std::fs::write(folder.join("page.html"), html(packages, Language::Vi)).unwrap();
    let paper = folder.join("paper.pdf");
    let print = format!("--print-to-pdf={}", paper.display());
    let (_, console) = open(browser, &folder, "page.html", &[&print, "--no-pdf-header-footer"]);
    assert!(console.is_empty(), "{console:#?}");
    let seen = support::run(&paper).unwrap();
    let Content::Pages(pages) = &seen.document.content else { panic!("{name}: no pages") };
    (pages.clone(), seen)
}
