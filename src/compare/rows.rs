//! The tasks of both papers in one row each, with what they are matched by.

use std::collections::BTreeMap;

use super::diff::TaskRef;
use super::likeness::Words;
use crate::lexicon::key;
use crate::package::{Appendix, Package, Task};

/// What parts the titles above a task.
const BETWEEN: &str = " › ";

/// A task in its place.
pub(super) struct Row<'p> {
    pub(super) task: &'p Task,
    /// Index of its appendix.
    pub(super) appendix: usize,
    appendix_label: &'p str,
    /// Index of the section row it stands under, within its appendix.
    pub(super) section: Option<usize>,
    /// Row of the task it is a part of.
    pub(super) parent: Option<usize>,
    /// 1.. within its appendix.
    pub(super) order: usize,
    /// Titles above it, outermost first.
    above: Vec<&'p str>,
    /// The titles above it, as a key.
    pub(super) above_key: String,
    /// The words of its task, as a key.
    pub(super) key: String,
    /// The same, numbered.
    pub(super) words: Vec<u32>,
    /// Keys of the tasks before and behind it; empty at the ends.
    pub(super) beside: [String; 2],
}

impl Row<'_> {
    /// The task as a diff tells it.
    pub(super) fn told(&self) -> TaskRef {
        let task = self.task;
        TaskRef {
            id: task.id.clone(),
            appendix: self.appendix_label.to_owned(),
            section: task.section.clone(),
            order: self.order,
            number: task.number.text.clone(),
            task: task.task.text.clone(),
            lead: task.lead.text.clone(),
            partner: task.partner.text.clone(),
            deadline: task.deadline.text.clone(),
            due: task.deadline.due.clone(),
            pages: task.pages.clone(),
        }
    }

    /// Where it stands, for people: appendix, labels and the innermost title.
    pub(super) fn home(&self) -> String {
        let labels = self.task.section.join("/");
        let title = self.above.last().copied().unwrap_or_default();
        let mut parts = vec![self.appendix_label, labels.as_str()];
        parts.extend((title != labels).then_some(title));
        parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(BETWEEN)
    }
}

/// The rows of both papers; their words have the same numbers.
pub(super) fn rows<'p>(old: &'p Package, new: &'p Package) -> (Vec<Row<'p>>, Vec<Row<'p>>) {
    let mut words = Words::default();
    (of(old, &mut words), of(new, &mut words))
}

fn of<'p>(package: &'p Package, words: &mut Words) -> Vec<Row<'p>> {
    let mut out: Vec<Row<'p>> = Vec::new();
    for (n, appendix) in package.appendices.iter().enumerate() {
        let first = out.len();
        let homes = homes(appendix);
        let by_id: BTreeMap<&str, usize> =
            appendix.items.iter().enumerate().map(|(at, t)| (t.id.as_str(), first + at)).collect();
        for (at, task) in appendix.items.iter().enumerate() {
            let parent = task.parent.as_deref().and_then(|p| by_id.get(p)).copied();
            let text = task.task.text.as_deref().unwrap_or_default();
            let mut above = titles(appendix, homes[at]);
            above.extend(parent.map(|p| appendix.items[p - first].task.text.as_deref().unwrap_or_default()));
            let key = key(text);
            out.push(Row {
                task,
                appendix: n,
                appendix_label: &appendix.label,
                section: homes[at],
                parent,
                order: at + 1,
                above_key: above.iter().map(|t| self::key(t)).collect::<Vec<_>>().join("/"),
                above,
                words: words.of(&key),
                key,
                beside: Default::default(),
            });
        }
        let keys: Vec<String> = out[first..].iter().map(|r| r.key.clone()).collect();
        for (at, row) in out[first..].iter_mut().enumerate() {
            let behind = keys.get(at + 1).cloned().unwrap_or_default();
            row.beside = [at.checked_sub(1).map(|b| keys[b].clone()).unwrap_or_default(), behind];
        }
    }
    out
}

/// The section row that each task stands under: that of the longest path. Where a paper uses one path twice, its sections are
/// filled in printed order.
fn homes(appendix: &Appendix) -> Vec<Option<usize>> {
    let mut by_path: BTreeMap<&[String], Vec<usize>> = BTreeMap::new();
    for (n, section) in appendix.sections.iter().enumerate() {
        by_path.entry(section.path.as_slice()).or_default().push(n);
    }
    let mut filled = vec![0; appendix.sections.len()];
    let home = |task: &Task| {
        let same = (1..=task.section.len()).rev().find_map(|n| by_path.get(&task.section[..n]))?;
        let open = same.iter().find(|n| filled[**n] < appendix.sections[**n].found_count);
        let found = *open.or(same.last())?;
        filled[found] += 1;
        Some(found)
    };
    appendix.items.iter().map(home).collect()
}

/// The titles from the outermost section down to one.
fn titles(appendix: &Appendix, section: Option<usize>) -> Vec<&str> {
    let Some(at) = section else { return Vec::new() };
    let chain = std::iter::successors(Some(at), |n| outer(appendix, *n));
    let mut out: Vec<&str> = chain.map(|n| appendix.sections[n].title.as_str()).collect();
    out.reverse();
    out
}

/// The section that one stands in: the nearest before it with its path but for the last label.
pub(super) fn outer(appendix: &Appendix, section: usize) -> Option<usize> {
    let (_, path) = appendix.sections[section].path.split_last()?;
    (0..section).rev().find(|n| !path.is_empty() && appendix.sections[*n].path == path)
}
