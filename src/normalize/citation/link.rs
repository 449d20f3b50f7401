//! Short forms and the full numbers they stand for, where the document itself prints those.

use crate::model::Citation;

/// The papers that a document names in full.
#[derive(Clone, Debug, Default)]
pub(super) struct Known(Vec<Citation>);

impl Known {
    /// Adds what a text names in full.
    pub(super) fn add(&mut self, citations: &[Citation]) {
        self.0.extend(citations.iter().filter(|c| c.number.as_deref().is_some_and(is_full)).cloned());
    }
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
        let mut full: Vec<&str> =
            known.0.iter().filter(|k| is_same(short, &number, k)).filter_map(|k| k.number.as_deref()).collect();
        full.sort_unstable();
        full.dedup();
        if let [one] = full.as_slice() {
            short.resolved = Some((*one).to_owned());
        }
    }
}

fn is_same(short: &Citation, number: &str, full: &Citation) -> bool {
    let Some(full_number) = full.number.as_deref() else { return false };
    let ((figures, year), (full_figures, full_year)) = (serial(number), serial(full_number));
    let day = full.date.map(|d| d.year().to_string());
    let own = short.date.map(|d| d.year().to_string());
    let years = |a: Option<&str>, b: Option<&str>| a.is_none() || b.is_none() || a == b;
    short.kind.is_some()
        && short.kind == full.kind
        && figures == full_figures
        && years(year, full_year.or(day.as_deref()))
        && (short.date.is_none() || full.date.is_none() || short.date == full.date)
        && years(own.as_deref(), full_year)
}
