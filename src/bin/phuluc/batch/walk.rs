//! Folders and files → documents, in one order on every machine: by the names along the path, compared as bytes.

use std::cmp::Ordering;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use walkdir::{DirEntry, WalkDir};

/// A file that was found.
pub(super) struct Source {
    pub(super) path: PathBuf,
    /// As the manifest has it: as it was asked for, with `/` on every system.
    pub(super) shown: String,
    /// Why it is none to read, where it is none.
    pub(super) trouble: Option<Trouble>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Trouble {
    pub(super) code: &'static str,
    pub(super) message: String,
}

/// One of `of` equal parts of an archive, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shard {
    part: u64,
    of: u64,
}

impl Shard {
    /// `2/8`
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (part, of) = text.split_once('/')?;
        let (part, of) = (part.parse().ok()?, of.parse().ok()?);
        (1..=of).contains(&part).then_some(Self { part, of })
    }

    /// A document's part rests on its path alone: it stays where it is when others come.
    fn holds(self, shown: &str) -> bool {
        let digest = Sha256::digest(shown.as_bytes());
        let number = digest.iter().take(8).fold(0_u64, |n, b| n << 8 | u64::from(*b));
        number % self.of == self.part - 1
    }
}

/// All files under some paths, but those under `except` and those of another part.
pub(super) fn sources(paths: &[PathBuf], except: &Path, shard: Option<Shard>) -> impl Iterator<Item = Source> {
    let except = except.canonicalize().unwrap_or_else(|_| except.to_owned());
    let roots = roots(paths);
    let walks = roots.into_iter().flat_map(move |root| {
        let except = except.clone();
        let walk = WalkDir::new(root).follow_links(false).sort_by_file_name();
        walk.into_iter().filter_entry(move |e| wanted(e, &except)).filter_map(source)
    });
    walks.filter(move |s| shard.is_none_or(|part| part.holds(&s.shown)))
}

/// The paths in their order, without those that lie in another one.
fn roots(paths: &[PathBuf]) -> Vec<PathBuf> {
    let real = |p: &Path| p.canonicalize().unwrap_or_else(|_| p.to_owned());
    let mut out: Vec<PathBuf> = paths.to_vec();
    out.sort_by(|a, b| order(&shown(a), &shown(b)));
    out.dedup_by(|a, b| real(a) == real(b));
    let all = out.clone();
    out.retain(|p| !all.iter().any(|o| real(o) != real(p) && real(p).starts_with(real(o))));
    out
}

/// Hidden files and those that Office puts beside an open one are nobody's documents.
fn wanted(entry: &DirEntry, except: &Path) -> bool {
    let name = entry.file_name().to_string_lossy();
    let hidden = entry.depth() > 0 && (name.starts_with('.') || name.starts_with("~$"));
    let own = entry.file_type().is_dir() && entry.path().canonicalize().is_ok_and(|p| p == except);
    !hidden && !own
}

fn source(entry: walkdir::Result<DirEntry>) -> Option<Source> {
    let trouble = |code, message: &str| Some(Trouble { code, message: message.to_owned() });
    match entry {
        Ok(entry) => {
            let kind = entry.file_type();
            let trouble = if kind.is_symlink() {
                trouble("link", "a link: give what it leads to")
            } else if kind.is_file() {
                None
            } else if kind.is_dir() {
                return None;
            } else {
                trouble("not-a-file", "a device or a pipe: no document")
            };
            Some(Source { shown: shown(entry.path()), path: entry.into_path(), trouble })
        }
        Err(error) => {
            let path = error.path().unwrap_or(Path::new("")).to_owned();
            let why = error.io_error().map_or_else(|| "a folder in itself".to_owned(), |e| e.kind().to_string());
            Some(Source { shown: shown(&path), path, trouble: trouble("unreadable", &why) })
        }
    }
}

fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() }
}

/// The order of paths: that of the walk.
pub(super) fn order(a: &str, b: &str) -> Ordering {
    a.split('/').cmp(b.split('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_disjoint_and_whole() {
        let names: Vec<String> = (0..500).map(|n| format!("kho/{n}.pdf")).collect();
        let parts: Vec<Shard> = (1..=3).map(|n| Shard::parse(&format!("{n}/3")).unwrap()).collect();
        let held = |part: &Shard| names.iter().filter(|n| part.holds(n)).count();
        assert!(names.iter().all(|n| parts.iter().filter(|p| p.holds(n)).count() == 1));
        assert!(parts.iter().all(|p| held(p) > 120), "about equal");
        for wrong in ["0/3", "4/3", "1", "a/b", "1/0", "-1/2"] {
            assert_eq!(Shard::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn folders_are_walked_in_one_order() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for name in ["b.pdf", "a/z.pdf", "a/.hidden", "a-1.pdf", "a/~$z.docx", "out/x.json", "A.pdf"] {
            std::fs::create_dir_all(at(name).parent().unwrap()).unwrap();
            std::fs::write(at(name), "").unwrap();
        }
        let paths = [folder.path().to_owned(), at("a"), folder.path().to_owned()];
        let found: Vec<Source> = sources(&paths, &at("out"), None).collect();
        let names: Vec<&str> = found.iter().map(|s| s.shown.rsplit_once("/").map_or("", |(_, n)| n)).collect();
        assert_eq!(names, ["A.pdf", "z.pdf", "a-1.pdf", "b.pdf"]);
        assert!(found.is_sorted_by(|a, b| order(&a.shown, &b.shown) == Ordering::Less));
    }
}
