//! The parent's side of a reading process: it is begun, given documents, watched by the clock, and ended.

use std::io::{BufReader, Error, ErrorKind, Read, Result, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::limits;
use super::protocol::{Outcome, Reply, Request, Settings, hear, say};

/// So many bytes of what a reading process says last are kept for the report.
const LAST_WORDS: usize = 2048;
/// What Rust programs say when they get no more memory.
const NO_MEMORY: &str = "memory allocation of";

/// Why a document has no answer.
pub(super) enum Broken {
    /// The reading process is gone, or does not answer as it should.
    Process,
    /// The document would not be read, or its package not be written.
    System(Error),
}

/// How a reading process ended.
#[derive(Debug)]
pub(super) struct Ending {
    pub(super) code: &'static str,
    pub(super) message: String,
    /// What it said last.
    pub(super) words: String,
}

pub(super) struct Reader {
    child: Arc<Mutex<Child>>,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    words: JoinHandle<String>,
    clock: Arc<Clock>,
    /// Seconds that a document may take.
    wall: u64,
}

impl Reader {
    /// Begins a reading process.
    ///
    /// # Errors
    /// The system's, where it begins none.
    pub(super) fn begin(settings: &Settings, wall: u64) -> Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        // Ctrl-C is the parent's matter: the documents at hand are read to their end.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command
            .arg("worker")
            // One job is one core: the number of jobs alone tells how much of the machine is taken.
            .env("RAYON_NUM_THREADS", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let gone = || Error::other("a pipe of the reading process is missing");
        let mut to = child.stdin.take().ok_or_else(gone)?;
        let from = BufReader::new(child.stdout.take().ok_or_else(gone)?);
        let errors = child.stderr.take().ok_or_else(gone)?;
        say(&mut to, settings)?;
        let child = Arc::new(Mutex::new(child));
        let clock = Clock::watching(&child);
        Ok(Self { child, to, from, words: std::thread::spawn(|| last_words(errors)), clock, wall })
    }

    /// Has a document read; its package goes into a file.
    ///
    /// # Errors
    /// After any of them the process is of no more use.
    pub(super) fn read(
        &mut self,
        request: &Request,
        document: &mut impl Read,
        package: &mut impl Write,
    ) -> std::result::Result<Outcome, Broken> {
        self.clock.set(Duration::from_secs(self.wall));
        let outcome = self.exchange(request, document, package);
        self.clock.stop();
        outcome
    }

    fn exchange(
        &mut self,
        request: &Request,
        document: &mut impl Read,
        package: &mut impl Write,
    ) -> std::result::Result<Outcome, Broken> {
        let gone = |_| Broken::Process;
        say(&mut self.to, request).map_err(gone)?;
        carry(document, &mut self.to, request.bytes, Broken::System, gone)?;
        self.to.flush().map_err(gone)?;
        let reply: Reply = hear(&mut self.from).map_err(gone)?.ok_or(Broken::Process)?;
        carry(&mut self.from, package, reply.bytes, gone, Broken::System)?;
        Ok(reply.outcome)
    }

    /// Ends the process, and says how it had ended where it had.
    pub(super) fn end(self) -> Ending {
        let Self { child, to, from, words, clock, wall } = self;
        drop((to, from));
        let late = clock.is_late();
        clock.end();
        let status = {
            let mut child = held(&child);
            // It is gone, or of no more use.
            let _ = child.kill();
            child.wait()
        };
        let words = words.join().unwrap_or_default();
        let (code, message) = ended(status.ok(), late.then_some(wall), &words);
        Ending { code, message, words }
    }
}

/// Carries so many bytes from one to the other; either may fail, each in its own way.
fn carry<E>(
    from: &mut impl Read,
    to: &mut impl Write,
    bytes: u64,
    unread: impl Fn(Error) -> E,
    unwritten: impl Fn(Error) -> E,
) -> std::result::Result<(), E> {
    let (mut chunk, mut left) = (vec![0; 1 << 16], bytes);
    while left > 0 {
        let most = chunk.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        let read = from.read(&mut chunk[..most]).map_err(&unread)?;
        if read == 0 {
            return Err(unread(ErrorKind::UnexpectedEof.into()));
        }
        to.write_all(&chunk[..read]).map_err(&unwritten)?;
        left -= read as u64;
    }
    Ok(())
}

fn ended(status: Option<ExitStatus>, late: Option<u64>, words: &str) -> (&'static str, String) {
    if let Some(wall) = late {
        return ("time-limit", format!("not read within {wall} seconds: raise --timeout if it may take longer"));
    }
    if status.is_some_and(limits::is_cpu_time_up) {
        return ("cpu-limit", "its time of a processor is up: raise --cpu-time if it may take longer".to_owned());
    }
    if words.contains(NO_MEMORY) {
        return ("memory-limit", "not read within the memory: raise --memory if it may take more".to_owned());
    }
    let how = status.map_or_else(|| "it cannot be told how".to_owned(), |s| s.to_string());
    ("crashed", format!("the reading process ended: {how}"))
}

/// The end of what is said, read to its end lest the process wait for a reader.
fn last_words(mut from: impl Read) -> String {
    let (mut kept, mut chunk) = (Vec::new(), [0; 1024]);
    while let Ok(read @ 1..) = from.read(&mut chunk) {
        kept.extend_from_slice(&chunk[..read]);
        kept.drain(..kept.len().saturating_sub(LAST_WORDS));
    }
    String::from_utf8_lossy(&kept).into_owned()
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // A thread that panicked left nothing half done behind these locks.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Ends the process of a document whose time is up.
struct Clock {
    state: Mutex<Time>,
    changed: Condvar,
}

#[derive(Clone, Copy, PartialEq)]
enum Time {
    /// Nothing is read.
    Still,
    Until(Instant),
    /// Time was up.
    Late,
    /// There is nothing more to watch.
    Over,
}

impl Clock {
    fn watching(child: &Arc<Mutex<Child>>) -> Arc<Self> {
        let clock = Arc::new(Self { state: Mutex::new(Time::Still), changed: Condvar::new() });
        let (own, child) = (Arc::clone(&clock), Arc::clone(child));
        std::thread::spawn(move || own.watch(&child));
        clock
    }

    fn watch(&self, child: &Mutex<Child>) {
        let mut state = held(&self.state);
        loop {
            state = match *state {
                Time::Over => return,
                Time::Still | Time::Late => self.changed.wait(state).unwrap_or_else(PoisonError::into_inner),
                Time::Until(end) => {
                    let left = end.saturating_duration_since(now());
                    if left.is_zero() {
                        *state = Time::Late;
                        let _ = held(child).kill();
                        continue;
                    }
                    self.changed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0
                }
            };
        }
    }

    fn put(&self, time: Time) {
        *held(&self.state) = time;
        self.changed.notify_all();
    }

    fn set(&self, wall: Duration) {
        self.put(Time::Until(now() + wall));
    }

    fn stop(&self) {
        if !self.is_late() {
            self.put(Time::Still);
        }
    }

    fn is_late(&self) -> bool {
        *held(&self.state) == Time::Late
    }

    fn end(&self) {
        self.put(Time::Over);
    }
}

/// The clock that documents are stopped by: nothing of it reaches an output.
#[expect(clippy::disallowed_methods, reason = "how long a document takes")]
pub(super) fn now() -> Instant {
    Instant::now()
}
