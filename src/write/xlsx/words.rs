//! What stands on the sheets beside the words of the papers.

use crate::lang::{Language, Message};
use crate::model::{Region, Severity, tenth};

/// What an office sets a task to.
pub(super) fn statuses(language: Language) -> [String; 4] {
    let all = [
        Message::new("sheet-not-started"),
        Message::new("sheet-under-way"),
        Message::new("sheet-done"),
        Message::new("sheet-overdue"),
    ];
    all.map(|m| m.say(language))
}

/// How bad it is.
pub(super) fn severity(severity: Severity, language: Language) -> String {
    let word = match severity {
        Severity::Info => Message::new("sheet-info"),
        Severity::Warning => Message::new("sheet-warning"),
        Severity::Error => Message::new("sheet-error"),
    };
    word.say(language)
}

/// Pages as people write them: `2–3, 5`.
pub(super) fn pages(pages: &[u32]) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for page in pages {
        match runs.last_mut() {
            Some((_, last)) if *page == *last || Some(*page) == last.checked_add(1) => *last = *page,
            _ => runs.push((*page, *page)),
        }
    }
    let run = |(first, last): &(u32, u32)| if first == last { first.to_string() } else { format!("{first}–{last}") };
    runs.iter().map(run).collect::<Vec<_>>().join(", ")
}

/// The pages or lines that places are on, to be read at a glance.
pub(super) fn roughly<'r>(regions: impl IntoIterator<Item = &'r Region>, language: Language) -> String {
    let (mut on, mut span) = (Vec::new(), None::<(u32, u32)>);
    for region in regions {
        match *region {
            Region::Page { page, .. } => on.push(page),
            Region::Lines { line, end_line } => {
                span = Some(span.map_or((line, end_line), |(a, b)| (a.min(line), b.max(end_line))));
            }
        }
    }
    on.sort_unstable();
    match span {
        Some((first, last)) => lines(first, last, language),
        None => pages(&on),
    }
}

fn lines(first: u32, last: u32, language: Language) -> String {
    if first == last {
        Message::new("report-line").with("line", first).say(language)
    } else {
        Message::new("sheet-lines").with("first", first).with("last", last).say(language)
    }
}

/// Places to the point: `page 2 [56.7 101.2 300.0 140.1]`, or lines.
pub(super) fn exactly(regions: &[Region], language: Language) -> String {
    let place = |region: &Region| match region {
        Region::Page { page, bbox } => {
            let page = Message::new("report-page").with("page", *page).say(language);
            let [x0, y0, x1, y1] = [bbox.x0, bbox.y0, bbox.x1, bbox.y1].map(tenth);
            format!("{page} [{x0:.1} {y0:.1} {x1:.1} {y1:.1}]")
        }
        Region::Lines { line, end_line } => lines(*line, *end_line, language),
    };
    regions.iter().map(place).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_in_runs() {
        assert_eq!(pages(&[2, 3, 4, 7]), "2–4, 7");
        assert_eq!(pages(&[5, 5]), "5");
        assert_eq!(pages(&[]), "");
        let regions = [Region::Lines { line: 8, end_line: 9 }, Region::Lines { line: 3, end_line: 3 }];
        assert_eq!(roughly(&regions, Language::Vi), "dòng 3–9");
        assert_eq!(roughly(&regions[1..], Language::En), "line 3");
    }
}
