//! A plan at a glance, for a person.
//!
//! In: a package. Out: who leads how much, what is due when, what has no day, which printed counts are wrong and what needs a
//! look; as text for a terminal or as one HTML file that holds all it needs.

mod chart;
mod html;
mod text;

use std::collections::BTreeMap;

use crate::package::{Finding, Package, Task};

pub use html::html;
pub use text::text;

/// What a report tells of one document.
struct Overview<'p> {
    package: &'p Package,
    /// Lead → tasks; the busiest first.
    leads: Vec<(String, usize)>,
    /// Month (`2025-06`) → tasks due.
    months: BTreeMap<String, Vec<&'p Task>>,
    ongoing: Vec<&'p Task>,
    /// Neither a day nor ongoing.
    undated: Vec<&'p Task>,
    /// Tasks with what is to be said of them.
    look: Vec<(&'p Task, Vec<&'p Finding>)>,
}

impl<'p> Overview<'p> {
    fn of(package: &'p Package) -> Self {
        let mut leads: BTreeMap<String, usize> = BTreeMap::new();
        let mut months: BTreeMap<String, Vec<&Task>> = BTreeMap::new();
        for task in package.tasks() {
            for lead in leads_of(task) {
                *leads.entry(lead).or_default() += 1;
            }
            if let Some(month) = task.deadline.due.as_deref().and_then(|d| d.get(..7)) {
                months.entry(month.to_owned()).or_default().push(task);
            }
        }
        let mut leads: Vec<(String, usize)> = leads.into_iter().collect();
        leads.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let warnings = |t: &'p Task| t.diagnostics.iter().filter(|d| d.is_warning()).collect::<Vec<_>>();
        Self {
            package,
            leads,
            months,
            ongoing: package.tasks().filter(|t| t.deadline.ongoing).collect(),
            undated: package.tasks().filter(|t| t.deadline.due.is_none() && !t.deadline.ongoing).collect(),
            look: package.tasks().map(|t| (t, warnings(t))).filter(|(_, w)| !w.is_empty()).collect(),
        }
    }

    fn tasks(&self) -> usize {
        self.package.tasks().count()
    }

    /// Ongoing, and without a day.
    fn only_ongoing(&self) -> usize {
        self.ongoing.iter().filter(|t| t.deadline.due.is_none()).count()
    }

    fn dated(&self) -> usize {
        self.months.values().map(Vec::len).sum()
    }

    /// Warnings of the document and its tables.
    fn warnings(&self) -> impl Iterator<Item = &'p Finding> {
        let own = self.package.diagnostics.iter().chain(self.package.appendices.iter().flat_map(|a| &a.diagnostics));
        own.filter(|d| d.is_warning())
    }

    /// Kind and number; the file's name where the paper prints neither.
    fn name(&self) -> String {
        let head = &self.package.document;
        let parts: Vec<&str> = [&head.kind, &head.number].into_iter().filter_map(Option::as_deref).collect();
        if parts.is_empty() { self.package.source.name.clone() } else { parts.join(" ") }
    }
}

/// Who leads a task: official names where they are known; the cell where no body was read in it; nobody: an empty name.
fn leads_of(task: &Task) -> Vec<String> {
    let named = task.lead.organizations.iter().map(|b| b.canonical.clone().unwrap_or_else(|| b.name.clone()));
    let mut out: Vec<String> = named.collect();
    out.sort();
    out.dedup();
    if out.is_empty() {
        out.push(task.lead.text.as_deref().map(one_line).unwrap_or_default());
    }
    out
}

/// Sections whose count is printed: section (with its appendix, where there are several), printed, found.
fn counted(package: &Package) -> impl Iterator<Item = (String, u32, u32)> {
    let several = package.appendices.len() > 1;
    package.appendices.iter().flat_map(move |a| {
        a.sections.iter().filter_map(move |s| {
            let appendix = if several { a.label.as_str() } else { "" };
            let title = if s.label.is_some() { s.title.as_str() } else { "" };
            let name = [appendix, &s.path.join("/"), title].join(" ");
            Some((name.trim().to_owned(), s.declared_count?, s.found_count))
        })
    })
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
