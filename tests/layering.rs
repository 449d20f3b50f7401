//! Who may import whom: reads `src/` and names the file and the room that break the rule.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use std::path::{Path, PathBuf};

/// Room → rooms it may import, and outside crates that may appear in it (those of every room apart).
const RULES: [(&str, &[&str], &[&str]); 14] = [
    ("lang", &[], &["fluent_bundle", "serde"]),
    ("model", &["lang"], &["jiff", "schemars", "serde", "smol_str"]),
    ("error", &["lang", "model"], &[]),
    (
        "read",
        &["model", "error"],
        &["flate2", "hayro_font", "hayro_interpret", "hayro_syntax", "lopdf", "skrifa", "smol_str"],
    ),
    ("lexicon", &["model"], &["jiff", "regex"]),
    ("detect", &["model", "lexicon"], &["rayon"]),
    ("stitch", &["model", "lexicon"], &[]),
    ("interpret", &["model", "lexicon"], &[]),
    ("normalize", &["model", "lexicon"], &["jiff", "sha2", "unicode_normalization"]),
    ("package", &["lang", "model", "error"], &["serde", "serde_json"]),
    ("compare", &["lang", "lexicon", "package"], &["schemars", "serde", "serde_json", "similar"]),
    ("report", &["lang", "package"], &["maud", "unicode_width"]),
    (
        "write",
        &["lang", "model", "error"],
        &["csv", "icalendar", "jiff", "rust_xlsxwriter", "schemars", "serde", "serde_json", "unicode_normalization"],
    ),
    (
        "load",
        &["lang", "model", "error", "package", "compare", "write"],
        &["postgres", "rusqlite", "serde", "serde_json"],
    ),
];

/// Rooms that see everything: the one that names every stage, and the crate's root.
const FREE: [&str; 2] = ["pipeline", "lib"];

/// What the command line may use beside the public interface.
const CLI: [&str; 12] = [
    "clap",
    "ctrlc",
    "indicatif",
    "phuluc",
    "serde",
    "serde_json",
    "sha2",
    "sys_locale",
    "tempfile",
    "tracing",
    "tracing_subscriber",
    "walkdir",
];

/// A file is not longer than this: then it does one thing.
const MAX_LINES: usize = 400;

fn sources() -> Vec<PathBuf> {
    support::files(&support::root().join("src"), "rs")
}

/// The room of a file: the folder or file directly under `src/`.
fn room(path: &Path) -> String {
    let inner = path.strip_prefix(support::root().join("src")).unwrap();
    inner.components().next().unwrap().as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()
}

/// The code of a file, its tests and comments left out.
fn code(path: &Path) -> String {
    let text = std::fs::read_to_string(path).unwrap();
    let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
    code.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The rooms that a file's code names: behind `crate::`, also in braces. A `super::` that leaves the file's own room counts
/// as the room it reaches. `depth`: how deep under the crate's root the file's module is.
fn named(code: &str, depth: usize) -> Vec<String> {
    let mut out = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        out.extend(heads(&code[at + "crate::".len()..]));
    }
    let up = "super::".repeat(depth);
    for (at, _) in code.match_indices(&up).filter(|(at, _)| !code[..*at].ends_with("super::")) {
        out.extend(heads(&code[at + up.len()..]));
    }
    out
}

/// First names of a path, or of each path of a group in braces.
fn heads(rest: &str) -> Vec<String> {
    let name = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(group) = rest.strip_prefix('{') else { return vec![name(rest)] };
    let (mut level, mut out, mut begins) = (0, Vec::new(), true);
    for (at, c) in group.char_indices() {
        match c {
            '{' => level += 1,
            '}' if level == 0 => break,
            '}' => level -= 1,
            ',' if level == 0 => begins = true,
            c if begins && !c.is_whitespace() => {
                out.push(name(&group[at..]));
                begins = false;
            }
            _ => {}
        }
    }
    out
}

/// How many modules lie between the crate's root and a file's own.
fn depth(path: &Path) -> usize {
    let inner = path.strip_prefix(support::root().join("src")).unwrap();
    inner.components().count() - usize::from(inner.file_name().is_some_and(|n| n == "mod.rs"))
}

#[test]
fn imports_are_seen_in_every_form() {
    let seen = |code: &str, depth| named(code, depth).join(" ");
    assert_eq!(seen("use crate::model::{Plan, Block};", 1), "model");
    assert_eq!(seen("use crate::{error, model::{self, Plan}, read};", 1), "error model read");
    assert_eq!(seen("let x = crate::stitch::stitch(y);", 2), "stitch");
    assert_eq!(seen("use super::stitch::Part;", 1), "stitch");
    assert_eq!(seen("use super::own; use super::super::stitch;", 2), "stitch");
}

fn dependencies() -> Vec<String> {
    let manifest: toml::Table = std::fs::read_to_string(support::root().join("Cargo.toml")).unwrap().parse().unwrap();
    manifest["dependencies"].as_table().unwrap().keys().map(|k| k.replace('-', "_")).collect()
}

#[test]
fn no_room_imports_what_it_may_not() {
    let rooms: Vec<&str> = RULES.iter().map(|r| r.0).collect();
    let mut wrong = Vec::new();
    for path in sources() {
        let name = room(&path);
        if FREE.contains(&name.as_str()) || name == "bin" {
            continue;
        }
        let Some((_, may, _)) = RULES.iter().find(|r| r.0 == name) else {
            wrong.push(format!("{}: room {name} has no rule", path.display()));
            continue;
        };
        for used in named(&code(&path), depth(&path)) {
            let used = used.as_str();
            let foreign = rooms.contains(&used) && used != name && !may.contains(&used);
            if foreign || FREE.contains(&used) {
                wrong.push(format!("{}: {name} imports {used}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn outside_crates_stay_in_their_rooms() {
    let all = dependencies();
    let mut wrong = Vec::new();
    for path in sources() {
        let name = room(&path);
        let may: &[&str] = match RULES.iter().find(|r| r.0 == name) {
            Some(rule) => rule.2,
            None if name == "bin" => &CLI,
            None => continue,
        };
        let code = code(&path);
        for krate in all.iter().filter(|k| !may.contains(&k.as_str())) {
            let used = code.match_indices(&format!("{krate}::")).any(|(at, _)| {
                let before = code[..at].chars().next_back();
                // `csv::` may also be the room's own file.
                !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
            });
            if used {
                wrong.push(format!("{}: {name} uses {krate}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The table for people says what the table for the test says.
#[test]
fn the_architecture_page_has_the_same_rules() {
    let page = std::fs::read_to_string(support::root().join("ARCHITECTURE.md")).unwrap();
    for (name, may, _) in RULES {
        let row = page.lines().find(|l| l.starts_with(&format!("| `{name}` |")));
        let row = row.unwrap_or_else(|| panic!("ARCHITECTURE.md: no row for {name}"));
        let cell = row.split('|').nth(3).unwrap().trim();
        assert_eq!(cell, if may.is_empty() { "–".to_owned() } else { may.join(", ") }, "ARCHITECTURE.md: {name}");
    }
}

#[test]
fn only_its_own_folder_knows_the_pdf_library() {
    for path in sources().iter().filter(|p| !p.to_string_lossy().replace('\\', "/").contains("read/pdf")) {
        let code = code(path);
        for krate in ["hayro", "lopdf", "skrifa"] {
            assert!(!code.contains(krate), "{} knows {krate}", path.display());
        }
    }
}

#[test]
fn files_are_short() {
    let long: Vec<String> = sources()
        .iter()
        .map(|p| (p, std::fs::read_to_string(p).unwrap().lines().count()))
        .filter(|(_, n)| *n > MAX_LINES)
        .map(|(p, n)| format!("{}: {n} lines", p.display()))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}
