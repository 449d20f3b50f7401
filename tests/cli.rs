//! The command line: transcripts, and what a transcript cannot show. `TRYCMD=overwrite cargo test --test cli` records the
//! transcripts anew: read the difference.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn phuluc(args: &[&str]) -> Output {
    command(args).output().unwrap()
}

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_phuluc"));
    // Whatever the locale of the machine is, messages are English here.
    command.args(args).current_dir(support::root()).env("LC_ALL", "C");
    command
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A new empty folder, named after its test.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).unwrap();
    path
}

const SEED: &str = "fixtures/seed-pdf/0-source.pdf";
const TABS: &str = "fixtures/tabs-from-word/0-source.txt";
const MARKDOWN: &str = "fixtures/markdown/0-source.txt";

#[test]
fn transcripts() {
    trycmd::TestCases::new().env("LC_ALL", "C").case("tests/cli/*.trycmd");
    trycmd::TestCases::new().case("tests/cli/*.toml");
}

/// Only what people read changes with the language: JSON (with its English messages), CSV and dumps are the same bytes.
#[test]
fn machines_read_one_language() {
    for args in [
        &["extract", SEED][..],
        &["extract", SEED, "-f", "csv"],
        &["inspect", "--stage", "rows", SEED],
        &["inspect", "--stage", "blocks", "-f", "json", TABS],
        &["schema", "plan"],
    ] {
        let (vi, en) = (phuluc(&[args, &["--lang", "vi"]].concat()), phuluc(&[args, &["--lang", "en"]].concat()));
        assert_eq!(vi.stdout, en.stdout, "{args:?}");
        assert_eq!((vi.status.code(), en.status.code()), (Some(0), Some(0)), "{args:?}");
    }
    let (vi, en) = (phuluc(&["--lang", "vi", "extract", SEED]), phuluc(&["extract", SEED]));
    assert!(text(&vi.stdout).contains("\"message\": \"section B/1 says 2, 3 rows were found\""));
    assert!(text(&en.stderr).contains("section B/1 says 2, 3 rows were found [count-mismatch]"));
    assert!(text(&vi.stderr).contains("mục B/1 ghi 2 nhiệm vụ, nhưng tìm thấy 3 [count-mismatch]"));
}

/// Two counts printed in the seed are wrong: nothing else is to be said of it, and `--strict` makes it the exit code.
#[test]
fn strict_turns_a_warning_into_the_exit_code() {
    let lax = phuluc(&["extract", SEED, "-f", "csv"]);
    assert_eq!(lax.status.code(), Some(0));
    let said = text(&lax.stderr);
    assert_eq!(said.matches("warning: ").count(), 2, "{said}");
    assert_eq!(said.matches("[count-mismatch]").count(), 2, "{said}");
    assert_eq!(phuluc(&["extract", SEED, "-f", "csv", "--strict"]).status.code(), Some(1));
    assert_eq!(phuluc(&["extract", MARKDOWN, "-f", "csv", "--strict"]).status.code(), Some(0));
}

#[test]
fn a_failed_document_in_a_set_is_exit_1_and_the_others_are_written() {
    let out = folder("set");
    let path = out.to_str().unwrap();
    let run = phuluc(&["extract", TABS, "tests/cli/data/empty.pdf", MARKDOWN, "-o", path, "-f", "csv"]);
    assert_eq!(run.status.code(), Some(1));
    assert_eq!(text(&run.stderr), "error: tests/cli/data/empty.pdf: empty file: nothing to read\n");
    let mut names: Vec<String> =
        std::fs::read_dir(&out).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names, ["0-source-2.csv", "0-source.csv"]);
    assert_eq!(phuluc(&["extract", "tests/cli/data/empty.pdf", "-o", path]).status.code(), Some(2));
}

/// The input is never written over, neither as a file nor by its name in a folder.
#[test]
fn the_input_is_kept() {
    let out = folder("kept");
    let path = out.join("rows.csv");
    std::fs::copy(support::root().join(TABS), &path).unwrap();
    let before = std::fs::read(&path).unwrap();
    for output in [path.clone(), out.clone()] {
        let run = phuluc(&["extract", path.to_str().unwrap(), "-o", output.to_str().unwrap(), "-f", "csv"]);
        assert_eq!(run.status.code(), Some(2));
        assert!(text(&run.stderr).contains("would overwrite it"), "{}", text(&run.stderr));
        assert_eq!(std::fs::read(&path).unwrap(), before);
    }
}

/// What stands at the output's place is filled, not replaced: a link leads on, a private file stays private, a pipe is written into.
#[cfg(unix)]
#[test]
fn links_permissions_and_pipes_stay() {
    use std::os::unix::fs::{FileTypeExt, PermissionsExt};
    let out = folder("stay");
    let (real, link) = (out.join("real.csv"), out.join("link.csv"));
    std::fs::write(&real, "old").unwrap();
    std::fs::set_permissions(&real, PermissionsExt::from_mode(0o600)).unwrap();
    std::os::unix::fs::symlink("real.csv", &link).unwrap();
    assert_eq!(phuluc(&["extract", TABS, "-o", link.to_str().unwrap()]).status.code(), Some(0));
    assert!(link.symlink_metadata().unwrap().is_symlink());
    assert!(std::fs::read_to_string(&real).unwrap().starts_with("document_kind,"));
    assert_eq!(real.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    let pipe = out.join("pipe.csv");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let run = command(&["extract", TABS, "-o", pipe.to_str().unwrap()]).spawn().unwrap();
    assert!(std::fs::read_to_string(&pipe).unwrap().starts_with("document_kind,"));
    assert_eq!(run.wait_with_output().unwrap().status.code(), Some(0));
    assert!(pipe.metadata().unwrap().file_type().is_fifo());
    assert_eq!(std::fs::read_dir(&out).unwrap().count(), 3, "nothing is left beside them");
}

/// What is taken for a table, of whatever kind, in the shape that scorers of table finders read.
#[test]
fn blocks_as_json() {
    let run = phuluc(&["inspect", "--stage", "blocks", "--format", "json", SEED]);
    assert_eq!(run.status.code(), Some(0));
    let seen: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap();
    let tables = seen["tables"].as_array().unwrap();
    assert_eq!(tables.len(), 11);
    for table in tables {
        let count = |name: &str| usize::try_from(table[name].as_u64().unwrap()).unwrap();
        assert_eq!((table["bbox"].as_array().unwrap().len(), &table["method"]), (4, &"lattice".into()));
        assert!(count("page") >= 1);
        let mut grid = vec![0; count("rows") * count("cols")];
        for cell in table["cells"].as_array().unwrap() {
            let number = |name: &str| usize::try_from(cell[name].as_u64().unwrap()).unwrap();
            assert!(cell["text"].is_string() && cell["bbox"].as_array().unwrap().len() == 4);
            for row in number("row")..number("row") + number("row_span") {
                for col in number("col")..number("col") + number("col_span") {
                    grid[row * count("cols") + col] += 1;
                }
            }
        }
        assert!(grid.iter().all(|n| *n == 1), "the cells tile the grid");
    }
    assert!(seen["lines"].as_array().unwrap().iter().any(|l| l["text"] == "Phụ lục I" && l["page"] == 1));
}

/// A file's name can hold what a terminal obeys; it is told without.
#[cfg(unix)]
#[test]
fn names_are_harmless() {
    let run = phuluc(&["extract", "\u{1b}[31mx\u{202e}fdp.txt"]);
    assert_eq!(text(&run.stderr), "error: \u{fffd}[31mx\u{fffd}fdp.txt: no such file: check the name\n");
    let run = phuluc(&["extract", "x", "--format", "\u{202e}"]);
    assert_eq!(run.status.code(), Some(2));
    assert!(!text(&run.stderr).contains('\u{202e}'));
}

#[test]
fn the_ending_of_the_output_tells_the_format() {
    let out = folder("ending");
    for (name, begins) in
        [("a.csv", "document_kind,"), ("a.json", "{\n  \"schema_version\""), ("a.jsonl", "{\"schema_version\"")]
    {
        let path = out.join(name);
        assert_eq!(phuluc(&["extract", TABS, "-o", path.to_str().unwrap()]).status.code(), Some(0));
        assert!(std::fs::read_to_string(&path).unwrap().starts_with(begins), "{name}");
    }
}

#[test]
fn several_documents_make_one_csv_with_one_header() {
    let run = phuluc(&["extract", TABS, MARKDOWN, "-f", "csv"]);
    let csv = text(&run.stdout);
    assert_eq!(csv.matches("document_kind").count(), 1);
    let rows = csv::Reader::from_reader(csv.as_bytes()).into_records().map(Result::unwrap).count();
    assert_eq!(rows, 8);
}

/// `phuluc … | head -1`: the reader goes away, and that is no failure.
/// A package of before stands for its document, and what Excel would compute is kept from it where that is asked for.
#[test]
fn a_package_is_written_as_its_document_is() {
    let package = folder("package").join("plan.json");
    std::fs::write(&package, phuluc(&["extract", MARKDOWN]).stdout).unwrap();
    for form in [&["-f", "json"][..], &["-f", "csv"], &["-f", "csv", "--profile", "excel", "--headers", "vi"]] {
        let of = |file: &str| text(&phuluc(&[&["extract", file], form].concat()).stdout);
        let (again, first) = (of(package.to_str().unwrap()), of(MARKDOWN));
        assert_eq!(again, first, "{form:?}");
        assert!(!form.contains(&"excel") || first.starts_with("\u{feff}Loại văn bản;Số kế hoạch;"), "{first}");
    }
    let comma = phuluc(&["extract", MARKDOWN, "-f", "csv", "--profile", "excel", "--delimiter", ","]);
    assert!(text(&comma.stdout).starts_with("\u{feff}document_kind,"));
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let mut child = command(&["extract", SEED]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let out = child.wait_with_output().unwrap();
    assert_eq!(out.status.code(), Some(0));
    assert!(!text(&out.stderr).contains("error"), "{}", text(&out.stderr));
}

#[test]
fn a_picture_of_a_page_is_drawn() {
    let path = folder("draw").join("page.svg");
    let run = phuluc(&["inspect", "--draw", path.to_str().unwrap(), "--page", "3", SEED]);
    assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    let svg = std::fs::read_to_string(path).unwrap();
    // 13 rows begin before page 3, which holds the rest of one and four new ones.
    for wanted in ["<svg ", "row 12<", "from p. 2<", "row 16<", "to p. 4<", "</svg>"] {
        assert!(svg.contains(wanted), "{wanted}");
    }
    assert!(!svg.contains("row 11<") && !svg.contains("row 17<"));
}

/// A PDF cut in the middle gives its readable pages with a warning, or is refused in one line; never a trace.
#[test]
fn a_pdf_cut_in_half() {
    let out = folder("half");
    let whole = std::fs::read(support::root().join(SEED)).unwrap();
    let path = out.join("half.pdf");
    std::fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    let run = phuluc(&["extract", path.to_str().unwrap(), "-f", "csv"]);
    let said = text(&run.stderr);
    match run.status.code() {
        Some(2) => assert_eq!(said.lines().count(), 1, "{said}"),
        Some(0 | 1) => assert!(said.contains("[damaged-file]") && said.contains("[rows-missing]"), "{said}"),
        other => panic!("{other:?}: {said}"),
    }
}

/// Page numbers behind the signature stand behind the table: each line is written once, and the audit adds up.
#[test]
fn nothing_stands_twice_behind_a_signature() {
    let path = folder("signature").join("plan.txt");
    let header = "STT Nhiệm vụ\nĐơn vị chủ trì\nThời hạn\n";
    let rows = ["1\nRà soát văn bản.\nSở Tư pháp\nQuý I/2026\n", "2\nBáo cáo.\nSở Nội vụ\nQuý II/2026\n"];
    let foot = "Nơi nhận:\n- UBND tỉnh;\n\u{c}13\nTM. ỦY BAN NHÂN DÂN\n";
    std::fs::write(&path, format!("Phụ lục I\n{header}{}\u{c}12\n{header}{}{foot}", rows[0], rows[1])).unwrap();
    let run = phuluc(&["extract", path.to_str().unwrap(), "-f", "csv"]);
    assert_eq!((run.status.code(), text(&run.stderr).as_str()), (Some(0), ""));
    assert_eq!(csv::Reader::from_reader(run.stdout.as_slice()).into_records().map(Result::unwrap).count(), 2);
}

/// `phuluc extract b.txt b.csv -o ./` must not write b.txt's rows over b.csv before it is read.
#[test]
fn no_input_is_written_over_whatever_the_order() {
    let out = folder("inputs");
    let (a, b) = (out.join("b.txt"), out.join("b.csv"));
    std::fs::copy(support::root().join(TABS), &a).unwrap();
    std::fs::write(&b, "một tệp khác\n").unwrap();
    let args = ["extract", a.to_str().unwrap(), b.to_str().unwrap(), "-f", "csv", "-o", out.to_str().unwrap()];
    assert_ne!(phuluc(&args).status.code(), Some(0));
    assert_eq!(std::fs::read_to_string(&b).unwrap(), "một tệp khác\n");
}

#[test]
fn a_text_of_white_space_is_refused() {
    let path = folder("blank").join("blank.txt");
    std::fs::write(&path, "  \n \n").unwrap();
    let run = phuluc(&["extract", path.to_str().unwrap()]);
    assert_eq!(run.status.code(), Some(2));
    assert_eq!(text(&run.stderr).lines().count(), 1);
}

/// What is said of a document, hints too, is said of its package in the same words, in either language.
#[test]
fn a_package_is_told_as_its_document_is() {
    let package = "fixtures/seed-pdf/5-plan.json";
    let said = |lang: &str, file: &str| {
        let run = phuluc(&["--lang", lang, "extract", file, "-f", "csv"]);
        text(&run.stderr).replace(file, "FILE")
    };
    let (vi, en) = (said("vi", package), said("en", package));
    assert_eq!((vi.as_str(), en.as_str()), (said("vi", SEED).as_str(), said("en", SEED).as_str()));
    assert!(vi.starts_with("cảnh báo: FILE: mục B ghi 32 nhiệm vụ") && vi.contains("\ngợi ý: "), "{vi}");
    assert!(!vi.contains("rows") && en.contains("hint: count the rows"), "{vi}{en}");
}
