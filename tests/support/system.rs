//! Programs of other people that the tests drive: an office suite, a database, a browser, a Python with its readers.
//!
//! Where a program is missing it is installed, if that can be done without asking anybody (Debian's packages as root, Python's
//! in a folder under `target`). Where it cannot, the test says what it leaves uncovered and passes: a user has only the
//! repository. On a machine that could have installed it, a failure is one.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

/// Tests of one binary run side by side; packages are installed one after another.
static INSTALLING: Mutex<()> = Mutex::new(());

/// The path of a program, of the Debian packages that bring it where it is missing.
pub fn program(name: &str, packages: &[&str]) -> Option<PathBuf> {
    let _one = INSTALLING.lock().unwrap_or_else(|e| e.into_inner());
    if let Some(path) = found(name) {
        return Some(path);
    }
    if !is_root() || found("apt-get").is_none() {
        eprintln!("note: {name} is not here and cannot be installed: what it would read is not covered");
        return None;
    }
    let apt = |args: &[&str]| {
        let done = Command::new("apt-get")
            .args(["-qq", "-y", "-o", "DPkg::Lock::Timeout=600"])
            .args(args)
            .env("DEBIAN_FRONTEND", "noninteractive")
            .output();
        let done = done.unwrap_or_else(|e| panic!("apt-get: {e}"));
        assert!(done.status.success(), "apt-get {args:?}: {}", String::from_utf8_lossy(&done.stderr));
    };
    apt(&["update"]);
    apt(&[&["install", "--no-install-recommends"], packages].concat());
    Some(found(name).unwrap_or_else(|| panic!("{packages:?} brought no {name}")))
}

/// A Python with packages from PyPI (`name==version`), in a folder of its own that later runs find again.
pub fn python(packages: &[&str]) -> Option<PathBuf> {
    let Some(python) = found("python3") else {
        eprintln!("note: python3 is not here: what {packages:?} would read is not covered");
        return None;
    };
    let _one = INSTALLING.lock().unwrap_or_else(|e| e.into_inner());
    let name: String = packages.join("-").chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("python-{name}"));
    let own = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let whole = folder.join("whole");
    if whole.is_file() {
        return Some(own);
    }
    let _ = std::fs::remove_dir_all(&folder);
    let run = |program: &Path, args: &[&str]| {
        Command::new(program).args(args).output().is_ok_and(|done| done.status.success())
    };
    let target = folder.to_string_lossy().into_owned();
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    if run(&python, &["-m", "venv", &target]) && run(&own, &[&pip[..], packages].concat()) {
        std::fs::write(whole, "").unwrap();
        return Some(own);
    }
    assert!(!is_root(), "no Python with {packages:?} could be made");
    eprintln!("note: {packages:?} cannot be installed: what they would read is not covered");
    None
}

/// A program on the search path, or where Debian keeps a database server's own.
fn found(name: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    let names = [name.to_owned(), format!("{name}.exe")];
    let servers = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let servers = servers.map(|version| version.path().join("bin"));
    std::env::split_paths(&folders).chain(servers).flat_map(|f| names.clone().map(|n| f.join(n))).find(|p| p.is_file())
}

/// Whether packages can be installed without asking: as in a container.
pub fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|done| done.stdout.trim_ascii() == b"0")
}
