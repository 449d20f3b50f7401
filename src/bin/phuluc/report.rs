//! `phuluc report`: a plan at a glance.

use std::path::Path;

use phuluc::lang::{Language, Message};
use phuluc::report::{html, text};

use crate::args::{Report, ReportFormat};
use crate::exit::Exit;
use crate::guard::guarded;
use crate::output::{keep_apart, put, stdout};
use crate::summary::about;
use crate::{input, summary};

/// Files that cannot be read are named, and the others told.
pub(crate) fn run(args: &Report, language: Language) -> Result<Exit, Message> {
    let output = args.output.as_deref().filter(|p| p.as_os_str() != "-");
    if let Some(path) = output {
        let apart = args.files.iter().try_for_each(|file| keep_apart(file, path));
        apart.map_err(|what| about(path.display().to_string(), what))?;
    }
    let mut packages = Vec::new();
    for file in &args.files {
        match input::package(file, &args.reading) {
            Ok(package) => packages.push(package),
            Err(what) => summary::error(language, &what),
        }
    }
    if packages.is_empty() {
        return Ok(Exit::Nothing);
    }
    let out = guarded(|| match format(args, output) {
        ReportFormat::Html => html(&packages, language),
        ReportFormat::Text => summary::lines(&text(&packages, language)),
    })?;
    match output {
        Some(path) => put(path, out.as_bytes())?,
        None => stdout(out.as_bytes()).map(|_| ())?,
    }
    Ok(if packages.len() < args.files.len() { Exit::Look } else { Exit::Done })
}

/// The format asked for, else HTML for a file that ends so, else text.
fn format(args: &Report, output: Option<&Path>) -> ReportFormat {
    let ending = output.and_then(Path::extension).map(|e| e.to_string_lossy().to_lowercase());
    let page = matches!(ending.as_deref(), Some("html" | "htm"));
    args.format.unwrap_or(if page { ReportFormat::Html } else { ReportFormat::Text })
}
