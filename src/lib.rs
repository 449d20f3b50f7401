//! Reads the appendix (phụ lục) of Vietnamese administrative plans and rebuilds every task row as data.
#![doc = include_str!("../ARCHITECTURE.md")]

pub mod error;
pub mod lang;
pub mod model;
pub mod package;
pub mod pipeline;

pub mod compare;
pub mod detect;
pub mod interpret;
pub mod lexicon;
pub mod load;
pub mod normalize;
pub mod read;
pub mod report;
pub mod stitch;
pub mod write;

pub use error::{Error, ErrorKind, Result};
pub use pipeline::{Options, extract};
