//! What can be asked for. Help texts and the names of values are keys of the catalogue; `help.rs` says them.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use phuluc::lang::{Language, Message};
use phuluc::read::Limits;
use phuluc::write::{Format, Layout};
use serde::{Deserialize, Serialize};

use crate::batch::Shard;

#[derive(Debug, Parser)]
#[command(name = "phuluc", version, propagate_version = true, about = "help-phuluc")]
#[command(subcommand_value_name = "value-command")]
pub(crate) struct Cli {
    #[arg(long, global = true, display_order = 900, value_name = "value-lang", help = "help-lang")]
    pub(crate) lang: Option<Lang>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    #[command(about = "help-extract", after_help = "help-extract-more")]
    Extract(Extract),
    #[command(about = "help-inspect", after_help = "help-inspect-more")]
    Inspect(Inspect),
    #[command(about = "help-diff", after_help = "help-diff-more")]
    Diff(Diff),
    #[command(about = "help-report", after_help = "help-report-more")]
    Report(Report),
    #[command(about = "help-batch", after_help = "help-batch-more")]
    Batch(Batch),
    #[command(about = "help-watch", after_help = "help-watch-more")]
    Watch(Watch),
    #[command(about = "help-load", after_help = "help-load-more")]
    Load(Load),
    #[command(about = "help-schema", after_help = "help-schema-more")]
    Schema(Schema),
    #[command(hide = true, about = "help-worker")]
    Worker,
}

// Where documents come from.
#[derive(Clone, Debug, Args, Serialize, Deserialize)]
pub(crate) struct Reading {
    #[arg(long = "as", value_name = "value-kind", help = "help-as")]
    pub(crate) kind: Option<Kind>,
    #[arg(long, value_name = "value-password", help = "help-password")]
    pub(crate) password: Option<String>,
    #[arg(long, value_name = "value-place", help = "help-authority", value_parser = place)]
    pub(crate) authority: Option<String>,
    #[arg(long, value_name = "value-code", help = "help-legacy")]
    pub(crate) legacy: Option<LegacyArg>,
    #[arg(long, value_name = "value-number", default_value_t = Limits::default().pages, help = "help-max-pages")]
    pub(crate) max_pages: usize,
    #[arg(long, value_name = "value-number", default_value_t = Limits::default().objects, help = "help-max-objects")]
    pub(crate) max_objects: usize,
    #[arg(long, value_name = "value-megabytes", default_value_t = Limits::default().unpacked >> 20, help = "help-max-unpacked")]
    pub(crate) max_unpacked: u64,
}

#[derive(Debug, Args)]
pub(crate) struct Extract {
    #[arg(required = true, value_name = "value-file", help = "help-files")]
    pub(crate) files: Vec<PathBuf>,
    #[arg(short, long, value_name = "value-path", help = "help-output")]
    pub(crate) output: Option<PathBuf>,
    #[arg(short, long, value_name = "value-format", help = "help-format")]
    pub(crate) format: Option<FormatArg>,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[arg(long, value_enum, value_name = "value-profile", default_value_t = Profile::Data, help = "help-profile")]
    pub(crate) profile: Profile,
    #[arg(long, help = "help-bom")]
    pub(crate) bom: bool,
    #[arg(long, value_name = "value-char", value_parser = delimiter, help = "help-delimiter")]
    pub(crate) delimiter: Option<u8>,
    #[arg(long, value_name = "value-lang", help = "help-headers")]
    pub(crate) headers: Option<Lang>,
    #[arg(long, value_enum, value_name = "value-layout", default_value_t = LayoutArg::Rows, help = "help-layout")]
    pub(crate) layout: LayoutArg,
    #[arg(long, help = "help-strict")]
    pub(crate) strict: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Inspect {
    #[arg(value_name = "value-file", help = "help-file")]
    pub(crate) file: PathBuf,
    #[arg(long, value_enum, value_name = "value-stage", default_value_t = Stage::Blocks, help = "help-stage")]
    pub(crate) stage: Stage,
    #[arg(short, long, value_enum, value_name = "value-format", default_value_t = DumpFormat::Text, help = "help-dump-format")]
    pub(crate) format: DumpFormat,
    #[arg(long, value_name = "value-svg", help = "help-draw")]
    pub(crate) draw: Option<PathBuf>,
    #[arg(long, value_name = "value-number", default_value_t = 1, help = "help-page")]
    pub(crate) page: u32,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Debug, Args)]
pub(crate) struct Diff {
    #[arg(value_name = "value-old", display_order = 1, help = "help-old")]
    pub(crate) old: PathBuf,
    #[arg(value_name = "value-new", display_order = 2, help = "help-new")]
    pub(crate) new: PathBuf,
    #[arg(short, long, value_enum, value_name = "value-format", default_value_t = DumpFormat::Text, help = "help-diff-format")]
    pub(crate) format: DumpFormat,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Debug, Args)]
pub(crate) struct Report {
    #[arg(required = true, value_name = "value-file", help = "help-report-files")]
    pub(crate) files: Vec<PathBuf>,
    #[arg(short, long, value_name = "value-path", help = "help-report-output")]
    pub(crate) output: Option<PathBuf>,
    #[arg(short, long, value_name = "value-format", help = "help-report-format")]
    pub(crate) format: Option<ReportFormat>,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Debug, Args)]
pub(crate) struct Load {
    #[arg(required = true, value_name = "value-file", help = "help-report-files")]
    pub(crate) files: Vec<PathBuf>,
    #[arg(long, value_name = "value-database", help = "help-to")]
    pub(crate) to: String,
    #[arg(long, help = "help-replace")]
    pub(crate) replace: bool,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    Text,
    Html,
}

#[derive(Debug, Args)]
pub(crate) struct Batch {
    #[arg(required = true, value_name = "value-path", help = "help-paths")]
    pub(crate) paths: Vec<PathBuf>,
    #[arg(long, value_name = "value-shard", value_parser = shard, help = "help-shard")]
    pub(crate) shard: Option<Shard>,
    #[command(flatten)]
    pub(crate) running: Running,
}

#[derive(Debug, Args)]
pub(crate) struct Watch {
    #[arg(value_name = "value-folder", help = "help-watch-folder")]
    pub(crate) folder: PathBuf,
    #[arg(long, value_name = "value-seconds", default_value_t = 5, help = "help-interval")]
    pub(crate) interval: u64,
    #[command(flatten)]
    pub(crate) running: Running,
}

// How many documents are read unattended.
#[derive(Debug, Args)]
pub(crate) struct Running {
    #[arg(short, long, value_name = "value-folder", help = "help-out")]
    pub(crate) out: PathBuf,
    #[arg(short, long, value_name = "value-number", help = "help-jobs")]
    pub(crate) jobs: Option<usize>,
    #[arg(long, value_name = "value-seconds", default_value_t = 120, help = "help-timeout")]
    pub(crate) timeout: u64,
    #[arg(long, value_name = "value-seconds", default_value_t = 120, help = "help-cpu-time")]
    pub(crate) cpu_time: u64,
    #[arg(long, value_name = "value-megabytes", default_value_t = 4096, help = "help-memory")]
    pub(crate) memory: u64,
    #[arg(long, value_name = "value-megabytes", default_value_t = 256, help = "help-max-size")]
    pub(crate) max_size: u64,
    #[arg(long, value_enum, value_name = "value-format", help = "help-log-format")]
    pub(crate) log_format: Option<LogFormat>,
    #[arg(long, help = "help-strict")]
    pub(crate) strict: bool,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogFormat {
    Text,
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct Schema {
    #[arg(value_enum, value_name = "value-output", help = "help-schema-of")]
    pub(crate) of: SchemaOf,
}

#[derive(Clone, Copy, Debug, ValueEnum, Serialize, Deserialize)]
pub(crate) enum Kind {
    Pdf,
    Text,
}

#[derive(Clone, Copy, Debug, ValueEnum, Serialize, Deserialize)]
pub(crate) enum LegacyArg {
    Tcvn3,
    Vni,
}

// `language.rs` reads it before anything is parsed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Lang {
    Vi,
    En,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum FormatArg {
    Json,
    Jsonl,
    Csv,
    Xlsx,
    Ics,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum LayoutArg {
    Rows,
    Report,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Profile {
    Data,
    Excel,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Vi => Self::Vi,
            Lang::En => Self::En,
        }
    }
}

impl From<FormatArg> for Format {
    fn from(format: FormatArg) -> Self {
        match format {
            FormatArg::Json => Self::Json,
            FormatArg::Jsonl => Self::Jsonl,
            FormatArg::Csv => Self::Csv,
            FormatArg::Xlsx => Self::Xlsx,
            FormatArg::Ics => Self::Ics,
        }
    }
}

impl From<LayoutArg> for Layout {
    fn from(layout: LayoutArg) -> Self {
        match layout {
            LayoutArg::Rows => Self::Rows,
            LayoutArg::Report => Self::Report,
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
    Plan,
    Rows,
    Diff,
}

fn shard(text: &str) -> Result<Shard, Message> {
    Shard::parse(text).ok_or(Message::new("bad-shard"))
}

/// A place that the ids may rest on: one that names a province.
fn place(text: &str) -> Result<String, Message> {
    let known = phuluc::normalize::is_authority(text);
    if known { Ok(text.to_owned()) } else { Err(Message::new("not-a-province")) }
}

/// One character of ASCII that CSV can part fields with.
fn delimiter(text: &str) -> Result<u8, Message> {
    match text {
        "\\t" | "tab" => Ok(b'\t'),
        _ => match text.as_bytes() {
            [c] if !matches!(c, b'"' | b'\r' | b'\n') => Ok(*c),
            _ => Err(Message::new("bad-delimiter")),
        },
    }
}
