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
    let format = format(args, output)?;
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
    let out = guarded(|| match format {
        ReportFormat::Html => html(&packages, language),
        ReportFormat::Text => summary::lines(&text(&packages, language)),
    })?;
    match output {
        Some(path) => put(path, out.as_bytes())?,
        None => stdout(out.as_bytes()).map(|_| ())?,
    }
    Ok(if packages.len() < args.files.len() { Exit::Look } else { Exit::Done })
}

/// The format asked for, else that of the output's ending, else text.
fn format(args: &Report, output: Option<&Path>) -> Result<ReportFormat, Message> {
    let ending = output.and_then(Path::extension).map(|e| e.to_string_lossy().to_lowercase());
    match (args.format, ending.as_deref(), output) {
        (Some(format), ..) => Ok(format),
        (None, Some("html" | "htm"), _) => Ok(ReportFormat::Html),
        (None, None | Some("txt" | "text"), _) | (None, _, None) => Ok(ReportFormat::Text),
        (None, _, Some(path)) => Err(about(path.display().to_string(), Message::new("report-format-unknown"))),
    }
}
