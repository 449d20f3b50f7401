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
    /// Somebody stopped it; what was done until then is written.
    Interrupted,
}

impl Exit {
    /// The code of a run that was stopped, as shells have it: 128 and the number of SIGINT.
    pub(crate) const INTERRUPTED: u8 = 130;

    pub(crate) fn code(self) -> ExitCode {
        ExitCode::from(match self {
            Self::Done => 0,
            Self::Look => 1,
            Self::Nothing => 2,
            Self::Interrupted => Self::INTERRUPTED,
        })
    }
}
