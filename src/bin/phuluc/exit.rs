//! Exit codes, as the contract fixes them.

use std::process::ExitCode;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// Everything asked for was written (or its reader went away).
    Done,
    /// Written, but a person should look.
    Look,
    /// Nothing was written.
    Nothing,
}

impl Exit {
    pub(crate) fn code(self) -> ExitCode {
        ExitCode::from(match self {
            Self::Done => 0,
            Self::Look => 1,
            Self::Nothing => 2,
        })
    }
}
