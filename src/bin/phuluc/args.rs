//! What can be asked for.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use phuluc::write::Format;

/// Reads the appendix (phụ lục) of Vietnamese plans and rebuilds every task row as data.
#[derive(Debug, Parser)]
#[command(name = "phuluc", version, propagate_version = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// The task rows of each document, as JSON or CSV.
    #[command(after_help = "Example:\n  phuluc extract plan.pdf -o plan.csv\n\n\
        Exit codes: 0 everything was written; 1 written, but a person should look; 2 nothing was written.")]
    Extract(Extract),
    /// What each stage made of a document: to see where a row went wrong.
    #[command(
        after_help = "Example:\n  phuluc inspect --stage stitched plan.pdf\n  phuluc inspect --draw page.svg --page 3 plan.pdf"
    )]
    Inspect(Inspect),
    /// The JSON Schema (2020-12) of an output.
    #[command(after_help = "Example:\n  phuluc schema plan > plan.schema.json")]
    Schema(Schema),
}

/// Where documents come from.
#[derive(Debug, Args)]
pub(crate) struct Reading {
    /// What the input is, when its content does not tell.
    #[arg(long = "as", value_name = "KIND")]
    pub(crate) kind: Option<Kind>,
    /// Password of an encrypted PDF.
    #[arg(long, value_name = "P")]
    pub(crate) password: Option<String>,
    /// The issuing place, where the paper does not print it: "tỉnh Bắc Giang".
    #[arg(long, value_name = "PLACE", value_parser = place)]
    pub(crate) authority: Option<String>,
    /// Text input in a code from before Unicode (the fonts of a PDF tell theirs).
    #[arg(long, value_name = "CODE")]
    pub(crate) legacy: Option<LegacyArg>,
}

#[derive(Debug, Args)]
pub(crate) struct Extract {
    /// Documents (PDF or text); `-` reads standard input.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// A file, or a folder (it ends with / or exists) for many documents.
    #[arg(short, long, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,
    /// The format; else by the ending of --output, else JSON.
    #[arg(short, long, value_name = "FORMAT")]
    pub(crate) format: Option<FormatArg>,
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// CSV: begin with a byte order mark, for Excel.
    #[arg(long)]
    pub(crate) bom: bool,
    /// CSV: what parts the fields; `;` for Excel with Vietnamese settings.
    #[arg(long, value_name = "CHAR", default_value = ",", value_parser = delimiter)]
    pub(crate) delimiter: u8,
    /// Any warning makes the exit code 1.
    #[arg(long)]
    pub(crate) strict: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Inspect {
    /// The document; `-` reads standard input.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The stage to show.
    #[arg(long, value_enum, default_value_t = Stage::Blocks)]
    pub(crate) stage: Stage,
    /// As text for people, or (stage blocks and plan) as JSON.
    #[arg(short, long, value_enum, default_value_t = DumpFormat::Text)]
    pub(crate) format: DumpFormat,
    /// Draw what every stage saw on one page, as SVG.
    #[arg(long, value_name = "FILE.svg")]
    pub(crate) draw: Option<PathBuf>,
    /// The page to draw, from 1.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) page: u32,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Debug, Args)]
pub(crate) struct Schema {
    /// Which output.
    #[arg(value_enum)]
    pub(crate) of: SchemaOf,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Kind {
    Pdf,
    Text,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum LegacyArg {
    Tcvn3,
    Vni,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum FormatArg {
    Json,
    Jsonl,
    Csv,
}

impl From<FormatArg> for Format {
    fn from(format: FormatArg) -> Self {
        match format {
            FormatArg::Json => Self::Json,
            FormatArg::Jsonl => Self::Jsonl,
            FormatArg::Csv => Self::Csv,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Stage {
    Pages,
    Blocks,
    Stitched,
    Rows,
    Plan,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DumpFormat {
    Text,
    Json,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum SchemaOf {
    /// The JSON package.
    Plan,
    /// The flat row.
    Rows,
}

/// A place that the ids may rest on: one that names a province.
fn place(text: &str) -> Result<String, String> {
    let known = phuluc::normalize::is_authority(text);
    let unknown = || "it names no province: give one, as \"tỉnh Bắc Giang\"".to_owned();
    if known { Ok(text.to_owned()) } else { Err(unknown()) }
}

/// One character of ASCII that CSV can part fields with.
fn delimiter(text: &str) -> Result<u8, String> {
    match text {
        "\\t" | "tab" => Ok(b'\t'),
        _ => match text.as_bytes() {
            [c] if !matches!(c, b'"' | b'\r' | b'\n') => Ok(*c),
            _ => Err("one character: , ; | or tab".to_owned()),
        },
    }
}
