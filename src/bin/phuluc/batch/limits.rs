//! What a reading process may take of the machine. On Windows there are no such limits: there the parent's clock alone stops
//! a document.

use std::io::Result;

/// From now on the process gets no more address space than so many megabytes: what asks for more ends the process.
#[cfg(unix)]
pub(super) fn memory(megabytes: u64) -> Result<()> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let old = getrlimit(Resource::As);
    let most = megabytes.saturating_mul(1 << 20);
    let current = Some(old.maximum.map_or(most, |hard| most.min(hard)));
    Ok(setrlimit(Resource::As, Rlimit { current, maximum: old.maximum })?)
}

/// From now on the process may take so many seconds of a processor more: then the system ends it (SIGXCPU).
#[cfg(unix)]
pub(super) fn cpu(seconds: u64) -> Result<()> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    use rustix::time::{ClockId, clock_gettime};
    let old = getrlimit(Resource::Cpu);
    let taken = u64::try_from(clock_gettime(ClockId::ProcessCPUTime).tv_sec).unwrap_or_default();
    // The system counts whole seconds.
    let most = taken.saturating_add(seconds).saturating_add(1);
    let current = Some(old.maximum.map_or(most, |hard| most.min(hard)));
    Ok(setrlimit(Resource::Cpu, Rlimit { current, maximum: old.maximum })?)
}

#[cfg(not(unix))]
pub(super) fn memory(_: u64) -> Result<()> {
    Ok(())
}

#[cfg(not(unix))]
pub(super) fn cpu(_: u64) -> Result<()> {
    Ok(())
}

/// Whether the system ended a process because its time of a processor was up.
#[cfg(unix)]
pub(super) fn is_cpu_time_up(status: std::process::ExitStatus) -> bool {
    std::os::unix::process::ExitStatusExt::signal(&status) == Some(rustix::process::Signal::XCPU.as_raw())
}

#[cfg(not(unix))]
pub(super) fn is_cpu_time_up(_: std::process::ExitStatus) -> bool {
    false
}
