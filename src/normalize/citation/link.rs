//! Short forms and the full numbers they stand for, where the document itself prints those.

use std::collections::BTreeMap;

use crate::model::Citation;

/// The papers that a document names in full, by kind and figures: what a short form tells of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Known(BTreeMap<(String, String), Vec<Citation>>);

impl Known {
    /// Adds what a text names in full.
    pub(super) fn add(&mut self, citations: &[Citation]) {
        for full in citations.iter().filter(|c| c.number.as_deref().is_some_and(is_full)) {
            let Some(place) = place(full) else { continue };
            let same = self.0.entry(place).or_default();
            // Another print of the same paper tells nothing more.
            if !same.iter().any(|k| k.number == full.number && k.date == full.date) {
                same.push(full.clone());
            }
        }
    }
}

/// Kind and figures of a citation that has both.
fn place(citation: &Citation) -> Option<(String, String)> {
    Some((citation.kind.clone()?, serial(citation.number.as_deref()?).0.to_owned()))
}

/// Whether a number holds a sign: letters behind a slash.
fn is_full(number: &str) -> bool {
    number.rsplit_once('/').is_some_and(|(head, tail)| {
        let body = tail.contains(char::is_alphabetic);
        body && (tail.contains('-') || head.contains(['/', '-']))
    })
}

/// The figures of a number, leading zeros gone, and the year behind them.
fn serial(number: &str) -> (&str, Option<&str>) {
    let end = number.find(['/', '-']).unwrap_or(number.len());
    let year = number[end..].strip_prefix('/').map(|r| r.split('/').next().unwrap_or(r));
    let year = year.filter(|y| y.len() == 4 && y.bytes().all(|b| b.is_ascii_digit()));
    (number[..end].trim_start_matches('0'), year)
}

/// Points each short form at the one full number of the same kind and figures that nothing printed contradicts.
pub(super) fn link(citations: &mut [Citation], known: &Known) {
    for short in citations {
        let Some(number) = short.number.clone().filter(|n| !n.contains(char::is_uppercase)) else { continue };
        let same = place(short).and_then(|p| known.0.get(&p)).into_iter().flatten();
        let mut full: Vec<&str> =
            same.filter(|k| is_same(short, &number, k)).filter_map(|k| k.number.as_deref()).collect();
        full.sort_unstable();
        full.dedup();
        if let [one] = full.as_slice() {
            short.resolved = Some((*one).to_owned());
        }
    }
}

/// Whether nothing printed of two papers of one kind and figures tells them apart.
fn is_same(short: &Citation, number: &str, full: &Citation) -> bool {
    let Some(full_number) = full.number.as_deref() else { return false };
    let ((_, year), (_, full_year)) = (serial(number), serial(full_number));
    let day = full.date.map(|d| d.year().to_string());
    let own = short.date.map(|d| d.year().to_string());
    let years = |a: Option<&str>, b: Option<&str>| a.is_none() || b.is_none() || a == b;
    years(year, full_year.or(day.as_deref()))
        && (short.date.is_none() || full.date.is_none() || short.date == full.date)
        && years(own.as_deref(), full_year)
}
