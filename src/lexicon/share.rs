//! Who leads and who helps, said in one cell.
//!
//! `Chủ trì: A; Phối hợp: B`, `A (chủ trì), B (phối hợp)`, `A chủ trì; B phối hợp`, `A phối hợp với B`: where a table has one
//! column for both, its cells say which is which. A cell is cut at the words that give a part. Such a word before its bodies
//! (a label, `phối hợp với`) takes what follows; one behind them (`A chủ trì`, `A (PH)`) takes what stands before.

use std::sync::LazyLock;

use regex::Regex;

use super::agency_score;

/// A word for either part; `hỗ trợ`, `tham gia` and `cùng` stand in names and sentences of any kind.
static WORD: LazyLock<Regex> = LazyLock::new(|| {
    built(
        r"\b(?:(?P<lead>(?:đồng\s+)?chủ\s+trì|phụ\s+trách(?:\s+chính)?|đầu\s+mối|đvct|ct)
          |(?P<help>phối\s+(?:kết\s+)?hợp|đvph|ph)|(?P<soft>hỗ\s+trợ|tham\s+gia)|(?P<beside>cùng))\b
          (?:\s+(?:thực\s+hiện|triển\s+khai|chặt\s+chẽ)\b)*(?P<with>\s+(?:cùng\s+với|cùng|với|của)\b)?",
    )
});

/// What belongs to the word in a label or bracket: `cơ quan`, `ban, đơn vị`.
static NOUNS: LazyLock<Regex> =
    LazyLock::new(|| built(r"\b(?:(?:các|cơ\s+quan|đơn\s+vị|bộ\s+phận|phòng|ban|cấp|người|cq|đv|và)\b[\s,/]*)+$"));

/// The same in a sentence: `là cơ quan`, `với sự`.
static VERBS: LazyLock<Regex> = LazyLock::new(|| {
    built(r"\b(?:(?:là|làm)\s+(?:(?:cơ\s+quan|đơn\s+vị|bộ\s+phận)\s+)?|(?:(?:có|với)\s+)?sự\s+|và\s+|có\s+)$")
});

/// The figure or letter that counts a line, before a label.
static COUNTER: LazyLock<Regex> = LazyLock::new(|| built(r"(?:^|\n)\s*(?:\d{1,2}|[a-zđ])[.)]\s*$"));

/// What a sentence ends with behind the bodies.
static CLOSING: LazyLock<Regex> = LazyLock::new(|| built(r"\s+(?:để\s+)?(?:thực\s+hiện|triển\s+khai)\s*\.?$"));

/// The beginning of a list of bodies of one kind, which is no label: `các Sở:`.
static LIST: LazyLock<Regex> = LazyLock::new(|| built(r"\bcác\s+[^\s,;:]+(?:\s+[^\s,;:]+)?\s*:"));

/// A word for either part before a colon, in whatever form: `Đơn vị chủ trì:`, `- Phối hợp:`.
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    built(
        r"(?:^|[;,.\s\-–+•]) [-–+•\s]*
          ((?:(?:cơ\s+quan|đơn\s+vị|bộ\s+phận|phòng|ban|cấp|người|[,/]|và)\s+)*
           (?: (chủ\s+trì|chủ\s+trì\s+thực\s+hiện|phụ\s+trách|đầu\s+mối) | (phối\s+hợp|phối\s+hợp\s+thực\s+hiện|hỗ\s+trợ|tham\s+gia) ) )
          \s*:\s*",
    )
});

#[allow(clippy::expect_used, reason = "the patterns are constants, compiled by the tests below")]
fn built(pattern: &str) -> Regex {
    Regex::new(&format!("(?ix){pattern}")).expect("a constant pattern")
}

/// What a cell says of lead and partner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Share {
    /// Nothing: all of it is one part.
    Whole,
    /// The bodies of either part, without the words that say so.
    Split(Option<String>, Option<String>),
    /// It holds words for the parts, but what belongs to which is not sure.
    Unsure,
}

/// A word for a part, in its place.
#[derive(Clone, Copy, Debug)]
struct Mark {
    start: usize,
    end: usize,
    lead: bool,
    /// Its bodies follow; else they stand before.
    follows: bool,
    /// A colon, or a dash as one, stands behind it.
    label: bool,
    /// `hỗ trợ` behind a body: a part only where another word names the lead.
    soft: bool,
}

/// Reads a cell that may name lead and partner by words of its own.
#[must_use]
pub fn share(text: &str) -> Share {
    let Some(mut marks) = marks(text) else { return Share::Unsure };
    if !marks.iter().any(|m| m.lead) {
        marks.retain(|m| !m.soft);
    }
    if marks.iter().all(|m| m.lead && !m.label) {
        return Share::Whole;
    }
    // `A và B phối hợp`: who of them leads is not said.
    let helps = |m: &Mark| !m.lead && !m.follows && several(&text[..m.start]);
    if marks.iter().all(|m| !m.lead) && marks.first().is_some_and(helps) {
        return Share::Unsure;
    }
    match parts(text, &marks) {
        Some([lead, partner]) if lead.is_some() || partner.is_some() => Share::Split(lead, partner),
        Some(_) => Share::Whole,
        None => Share::Unsure,
    }
}

/// What belongs to lead and partner; `None` where a piece belongs to neither or may belong to both.
fn parts(text: &str, marks: &[Mark]) -> Option<[Option<String>; 2]> {
    let mut parts: [Vec<String>; 2] = Default::default();
    let (mut from, mut open): (usize, Option<Mark>) = (0, None);
    for (i, mark) in marks.iter().enumerate() {
        let (own, next) = pieces(&text[from..mark.start], open.is_some(), mark.follows)?;
        let mut mark = *mark;
        match (open.take(), own) {
            (Some(before), Some(own)) => parts[usize::from(!before.lead)].push(own),
            // `Chủ trì, phối hợp: A`: the one who leads gathers the others.
            (Some(before), None) if before.lead && !before.label && mark.label => mark.lead = true,
            // Text before the first word for a part leads, where that word is for those who help.
            (None, Some(own)) if i == 0 && !mark.lead => parts[0].push(own),
            (None, Some(_)) => return None,
            _ => {}
        }
        if mark.follows {
            open = Some(mark);
        } else {
            parts[usize::from(!mark.lead)].push(next?);
        }
        from = mark.end;
    }
    match (open, part(&text[from..])) {
        (Some(mark), Some(own)) => {
            let bare = if mark.label { own.as_str() } else { CLOSING.split(&own).next().unwrap_or(&own) };
            parts[usize::from(!mark.lead)].push(bare.to_owned());
        }
        (None, Some(_)) => return None,
        (_, None) => {}
    }
    // Another label: what it is about is not known.
    if parts.iter().flatten().any(|p| LIST.replace_all(p, "").contains(':')) {
        return None;
    }
    Some(parts.map(|p| (!p.is_empty()).then(|| p.join("; "))))
}

/// The text between two words for parts: what belongs to the one before, and to the one behind where that comes after its
/// bodies. Between a word that takes what follows and one that takes what stands before, one strong sign must part them.
fn pieces(text: &str, open: bool, follows: bool) -> Option<(Option<String>, Option<String>)> {
    if follows {
        return Some((part(text), None));
    }
    if !open {
        return Some((None, part(text)));
    }
    let mut signs = text.match_indices([';', '\n']).filter(|(at, _)| part(&text[at + 1..]).is_some());
    let (at, _) = signs.next()?;
    if signs.next().is_some() {
        return None;
    }
    Some((part(&text[..at]), part(&text[at + 1..])))
}

/// The words for parts; `None` where one is seen whose place does not tell what it does.
fn marks(text: &str) -> Option<Vec<Mark>> {
    let mut out: Vec<Mark> = Vec::new();
    for found in WORD.captures_iter(text) {
        let (Some(whole), Some(word)) = (found.get(0), found.iter().skip(1).flatten().next()) else { continue };
        let (before, rest) = (&text[..word.start()], text[whole.end()..].trim_start_matches(' '));
        let from = out.last().map_or(0, |m| m.end);
        let is = |name: &str| found.name(name).is_some();
        let (lead, soft) = (is("lead"), is("soft"));
        let nouns = NOUNS.find(before).map_or(word.start(), |n| n.start()).max(from);
        let bracket = text[from..nouns].trim_end().ends_with(['(', '[']).then(|| text[..nouns].trim_end().len() - 1);
        let begins = opens(&text[from..nouns]);
        let mark = |start, follows, label, skip: &str| {
            let end = text.len() - rest.trim_start_matches(|c| skip.contains(c)).len();
            Mark { start, end, lead, follows, label, soft: false }
        };
        let colon = rest.starts_with(':');
        let dash = rest.starts_with(['-', '–']) && begins;
        let short = matches!(word.as_str().to_lowercase().as_str(), "ct" | "ph" | "đvct" | "đvph");
        if let Some(at) = bracket {
            if rest.starts_with([')', ']']) {
                out.push(mark(at, false, false, ")] "));
            } else if !lead && (colon || is("with") || (!soft && !short && names_body(rest))) {
                out.push(mark(at, true, colon, ": "));
            }
            continue;
        }
        // A label needs no sign before it where it is printed large: `Chủ trì: A Phối hợp: B`.
        let large = colon && text[nouns..].starts_with(char::is_uppercase);
        if large || ((colon || dash) && begins) {
            out.push(mark(nouns, true, true, ":-– "));
            continue;
        }
        let inside = before.matches(['(', '[']).count() > before.matches([')', ']']).count();
        // A large letter in the middle of a name: `Trung tâm Phối hợp`.
        let named = !begins && word.as_str().starts_with(char::is_uppercase);
        if inside || named || short {
            // What a bracket says of those who help is not read.
            if inside && is("help") && !named {
                return None;
            }
            continue;
        }
        let start = VERBS.find(before).map_or(word.start(), |v| v.start()).max(from);
        let ends = rest.is_empty() || rest.starts_with([';', ',', '.', '\n', '(', '[']);
        let alone = part(&text[from..start]).is_none();
        let after_lead = alone && out.last().is_some_and(|m| m.lead);
        if is("beside") {
            if after_lead && names_body(rest) {
                out.push(mark(start, true, false, " "));
            }
        } else if lead {
            out.push(mark(start, alone, false, " "));
        } else if soft {
            let sentence = before[start..].to_lowercase().contains("sự") && is("with");
            if sentence || (ends && !alone) {
                out.push(Mark { soft: !sentence, ..mark(start, sentence, false, " ") });
            }
        } else if is("with") || colon {
            if !colon && !names_body(rest) {
                return None;
            }
            out.push(mark(start, true, false, ": "));
        } else if ends && !alone {
            out.push(mark(start, false, false, " "));
        } else if !ends && agency_score(rest) > 0.0 {
            out.push(mark(start, true, false, " "));
        }
    }
    Some(out)
}

/// Whether more than one body may stand in a text.
fn several(text: &str) -> bool {
    let text = text.to_lowercase();
    text.contains([',', ';', '\n', '/']) || [" và ", " - ", " – ", " cùng "].iter().any(|t| text.contains(t))
}

/// Whether a new clause begins behind this text.
fn opens(before: &str) -> bool {
    let bare = before.trim_end_matches([' ', '-', '–', '+', '•']);
    bare.is_empty() || bare.ends_with([';', ',', '.', '\n', '(', '[', '/']) || COUNTER.is_match(before)
}

/// Whether a body, a class or a person may begin here.
fn names_body(text: &str) -> bool {
    text.starts_with(char::is_uppercase) || agency_score(text) > 0.0 || text.to_lowercase().starts_with("các ")
}

/// Whether a heading is for lead and partner at once: `Đơn vị chủ trì/phối hợp`.
#[must_use]
pub fn is_shared_heading(header: &str) -> bool {
    let folded = super::fold(header);
    ["chu tri", "thuc hien", "phu trach", "dau moi"]
        .iter()
        .any(|w| folded.find(w).is_some_and(|at| folded[at..].contains("phoi hop")))
}

/// A text that begins with the word for one of the two parts and a colon (`Phối hợp: …`); `true`: for those who help.
#[must_use]
pub fn begins_part(text: &str) -> Option<bool> {
    let found = LABEL.captures(text)?;
    let before = &text[..found.get(1)?.start()];
    (!before.contains(char::is_alphanumeric)).then(|| found.get(2).is_none())
}

/// A part without what parted it from the other.
fn part(text: &str) -> Option<String> {
    let text = COUNTER.find(text).map_or(text, |c| &text[..c.start()]);
    let bare = text.trim_start_matches([';', ',', '.', ')', ']', ' ', '\n']);
    let mut bare = bare.trim_end_matches([';', ',', ' ', '\n', '-', '–', '+', '/']);
    // The end of a bracket that began with the word for the part.
    for (open, close) in [('(', ')'), ('[', ']')] {
        if bare.matches(open).count() < bare.matches(close).count() {
            bare = bare.trim_end_matches([close, '.', ' ']);
        }
    }
    bare.contains(char::is_alphanumeric).then(|| bare.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cells of columns for both parts, `|` for a line's end, with what they mean: the lead and the partner, or `whole`, or
    /// `unsure`.
    #[test]
    fn cells_are_parted_as_they_say() {
        let cases = include_str!("../../tests/data/shares.tsv");
        assert!(cases.lines().count() > 40);
        let some = |t: &str| Some(t.replace('|', "\n")).filter(|t| !t.is_empty());
        let mut wrong = Vec::new();
        for line in cases.lines().filter(|l| !l.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            let wanted = match fields[1..] {
                ["whole"] => Share::Whole,
                ["unsure"] => Share::Unsure,
                [lead, partner] => Share::Split(some(lead), some(partner)),
                _ => panic!("{line}"),
            };
            let found = share(&fields[0].replace('|', "\n"));
            if found != wanted {
                wrong.push(format!("{line}: {found:?}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn a_part_begins_with_its_word_and_a_colon() {
        assert_eq!(begins_part("- Phối hợp: Sở Y tế"), Some(true));
        assert_eq!(begins_part("Đơn vị chủ trì: Sở Y tế"), Some(false));
        assert_eq!(begins_part("Chủ trì, phối hợp với Sở Y tế"), None);
        assert_eq!(begins_part("Sở Y tế; Phối hợp: Sở Nội vụ"), None);
    }

    #[test]
    fn headings_for_both() {
        assert!(is_shared_heading("Đơn vị chủ trì/phối hợp"));
        assert!(is_shared_heading("Cơ quan thực hiện, phối hợp"));
        assert!(!is_shared_heading("Đơn vị phối hợp thực hiện"));
    }
}
