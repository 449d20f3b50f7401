//! `phuluc worker`: reads documents for `batch` and `watch`, one after another, in a process of its own. Whatever a document
//! does to it (a crash, a loop without end, all memory taken), the parent and the other documents go on.

use std::io::{BufRead, BufReader, BufWriter, Read, Write};

use phuluc::extract;
use phuluc::lang::Message;
use phuluc::write::{Format, WriteOptions, write};

use super::limits;
use super::protocol::{Facts, Outcome, Reply, Request, Settings, hear, say};
use crate::exit::Exit;
use crate::guard::guarded;
use crate::input;

pub(crate) fn run() -> Result<Exit, Message> {
    let (mut from, mut to) = (BufReader::new(std::io::stdin().lock()), BufWriter::new(std::io::stdout().lock()));
    serve(&mut from, &mut to)
        .map(|()| Exit::Done)
        .map_err(|e| Message::new("cannot-read").with("why", input::reason(&e)))
}

/// Answers until there is nothing more to answer.
fn serve(from: &mut impl BufRead, to: &mut impl Write) -> std::io::Result<()> {
    let Some(settings) = hear::<Settings>(from)? else { return Ok(()) };
    limits::memory(settings.memory)?;
    while let Some(request) = hear::<Request>(from)? {
        let mut bytes = Vec::new();
        from.by_ref().take(request.bytes).read_to_end(&mut bytes)?;
        limits::cpu(settings.cpu)?;
        let (outcome, package) = read(&bytes, &request.name, &settings);
        say(to, &Reply { outcome, bytes: package.len() as u64 })?;
        to.write_all(&package)?;
        to.flush()?;
    }
    Ok(())
}

/// What became of a document, and its package.
fn read(bytes: &[u8], name: &str, settings: &Settings) -> (Outcome, Vec<u8>) {
    let options = input::options_of(name.to_owned(), &settings.reading);
    let refused = |code: &str, message: &Message| {
        (Outcome::Refused { code: code.to_owned(), message: message.to_string() }, Vec::new())
    };
    let plan = match guarded(|| extract(bytes, &options)) {
        Err(panicked) => return refused("internal-error", &panicked),
        Ok(Err(e)) => return refused(e.code(), &e.message()),
        Ok(Ok(plan)) => plan,
    };
    match write(&plan, Format::Json, &WriteOptions::default()) {
        Err(e) => refused(e.code(), &e.message()),
        Ok(package) => (Outcome::Read(Facts::of(&plan)), package),
    }
}
