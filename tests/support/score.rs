//! Compares a plan with a truth written by hand.
//!
//! A row is exact when number, section, task, lead, partner and deadline are all equal after white space is folded and a
//! closing mark of a number is gone. A wrong row without a warning is silent, a right row with one a false alarm; a missed
//! row is silent unless the document, the appendix or a neighbour says that rows are missing.

use std::collections::{BTreeMap, BTreeSet};

use phuluc::model::{Code, Deadline, Diagnostic, Plan, PlanItem, Severity};
use serde_json::Value;

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Score {
    pub rows: usize,
    pub exact: usize,
    pub silent: usize,
    pub false_alarms: usize,
    pub missed: usize,
    pub spurious: usize,
    pub sections_right: usize,
    pub sections: usize,
}

impl Score {
    pub fn add(&mut self, other: &Self) {
        self.rows += other.rows;
        self.exact += other.exact;
        self.silent += other.silent;
        self.false_alarms += other.false_alarms;
        self.missed += other.missed;
        self.spurious += other.spurious;
        self.sections_right += other.sections_right;
        self.sections += other.sections;
    }
}

/// One row in the form that is compared.
#[derive(Debug, PartialEq)]
struct Row {
    number: String,
    section: Vec<String>,
    task: String,
    rest: [String; 3],
}

pub fn score(plan: &Plan, truth: &Value) -> (Score, Vec<String>) {
    let wanted: Vec<Row> = appendices(truth).flat_map(|a| array(&a["items"])).map(wanted).collect();
    let found: Vec<(&PlanItem, bool)> =
        plan.appendices.iter().flat_map(|a| a.items.iter().map(move |i| (i, lost(&a.diagnostics)))).collect();
    let rows: Vec<Row> = found.iter().map(|(i, _)| got(i)).collect();
    let pairs = align(&wanted, &rows);
    let mut score = Score { rows: wanted.len(), ..Score::default() };
    let mut errors = Vec::new();
    for (w, g) in &pairs {
        let flagged = found[*g].0.diagnostics.iter().any(|d| d.severity >= Severity::Warning);
        if wanted[*w] == rows[*g] {
            score.exact += 1;
            score.false_alarms += usize::from(flagged);
        } else {
            score.silent += usize::from(!flagged);
            errors.push(format!("flagged={flagged}\n  wanted {:?}\n  found  {:?}", wanted[*w], rows[*g]));
        }
    }
    let said = lost(&plan.diagnostics) || found.iter().any(|(i, a)| *a || lost(&i.diagnostics));
    for w in (0..wanted.len()).filter(|w| pairs.iter().all(|p| p.0 != *w)) {
        score.missed += 1;
        score.silent += usize::from(!said);
        errors.push(format!("missed {:?}", wanted[w]));
    }
    for g in (0..rows.len()).filter(|g| pairs.iter().all(|p| p.1 != *g)) {
        score.spurious += 1;
        score.silent += usize::from(!found[g].0.diagnostics.iter().any(|d| d.severity >= Severity::Warning));
        errors.push(format!("spurious {:?}", rows[g]));
    }
    sections(plan, truth, &mut score);
    (score, errors)
}

/// Names of bodies: found and wanted, wanted, found; of leads and partners apart, over the whole document.
pub fn bodies(plan: &Plan, truth: &Value) -> [usize; 3] {
    let key = |role: &str, name: &str| format!("{role}: {}", fold(name).to_lowercase());
    let mut wanted: Vec<String> = appendices(truth)
        .flat_map(|a| array(&a["items"]))
        .flat_map(|i| ["leads", "partners"].map(|role| array(&i[role]).iter().map(move |n| key(role, text(n)))))
        .flatten()
        .collect();
    let cells =
        plan.appendices.iter().flat_map(|a| &a.items).flat_map(|i| [("leads", &i.lead), ("partners", &i.partner)]);
    let found: Vec<String> =
        cells.flat_map(|(role, cell)| cell.organizations.iter().map(move |o| key(role, &o.name))).collect();
    let all = wanted.len();
    let hits =
        found.iter().filter(|f| wanted.iter().position(|w| w == *f).map(|at| wanted.swap_remove(at)).is_some()).count();
    [hits, all, found.len()]
}

/// Time cells whose day is that of the truth, and all that have one labelled, null too. A day that the truth knows from outside
/// the cell may be missing.
pub fn days(plan: &Plan, truth: &Value) -> [usize; 2] {
    let mut found: BTreeMap<String, BTreeSet<Option<String>>> = BTreeMap::new();
    for item in plan.appendices.iter().flat_map(|a| &a.items) {
        let day = item.deadline.due.map(|d| d.to_string());
        found.entry(fold(item.deadline.text.as_deref().unwrap_or_default())).or_default().insert(day);
    }
    let items = appendices(truth).flat_map(|a| array(&a["items"])).filter(|i| i["deadline_norm"].is_object());
    let mut out = [0; 2];
    for item in items {
        let norm = &item["deadline_norm"];
        let wanted = norm["due"].as_str().map(str::to_owned);
        let outside = ["year_inferred", "context_inferred", "by_convention"].iter().any(|k| norm[*k] == true);
        let days = found.get(&fold(text(&item["deadline"])));
        out[0] += usize::from(days.is_some_and(|d| d.contains(&wanted) || outside && d.contains(&None)));
        out[1] += 1;
    }
    out
}

fn sections(plan: &Plan, truth: &Value, score: &mut Score) {
    let wanted: Vec<_> = appendices(truth)
        .flat_map(|a| array(&a["sections"]))
        .map(|s| (labels(&s["path"]), fold(text(&s["title"])).to_lowercase(), s["printed_count"].as_u64()))
        .collect();
    let mut found: Vec<_> = plan
        .appendices
        .iter()
        .flat_map(|a| &a.sections)
        .map(|s| {
            let path: Vec<String> = s.path.iter().map(|p| number(p)).collect();
            (path, fold(&s.title).to_lowercase(), s.declared_count.map(u64::from))
        })
        .collect();
    score.sections = wanted.len().max(found.len());
    for w in wanted {
        if let Some(i) = found.iter().position(|f| *f == w) {
            found.remove(i);
            score.sections_right += 1;
        }
    }
}

fn lost(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| matches!(d.code, Code::RowsMissing | Code::NoTaskTable))
}

fn appendices(truth: &Value) -> impl Iterator<Item = &Value> {
    array(&truth["appendices"]).iter()
}

fn array(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn number(text: &str) -> String {
    fold(text).trim_end_matches(['.', ')']).trim().to_owned()
}

fn labels(value: &Value) -> Vec<String> {
    array(value).iter().map(|v| number(text(v))).collect()
}

fn wanted(item: &Value) -> Row {
    let field = |name: &str| fold(text(&item[name]));
    Row {
        number: number(text(&item["number"])),
        section: labels(&item["section"]),
        task: field("task"),
        rest: [field("lead"), field("partner"), field("deadline")],
    }
}

fn got(item: &PlanItem) -> Row {
    let field = |value: &Option<String>| fold(value.as_deref().unwrap_or_default());
    Row {
        number: number(&item.number.text),
        section: item.section.iter().map(|s| number(s)).collect(),
        task: field(&item.task.text),
        rest: [field(&item.lead.text), field(&item.partner.text), field(&item.deadline.text)],
    }
}

/// Pairs rows in order, as many alike as possible (longest common subsequence by likeness).
fn align(wanted: &[Row], found: &[Row]) -> Vec<(usize, usize)> {
    let like: Vec<Vec<f64>> = wanted.iter().map(|w| found.iter().map(|f| likeness(w, f)).collect()).collect();
    let (n, m) = (wanted.len(), found.len());
    let mut best = vec![vec![0.0_f64; m + 1]; n + 1];
    for i in (0..n).rev() {
        for j in (0..m).rev() {
            let pair = if like[i][j] > 0.0 { like[i][j] + best[i + 1][j + 1] } else { 0.0 };
            best[i][j] = pair.max(best[i + 1][j]).max(best[i][j + 1]);
        }
    }
    let (mut i, mut j, mut out) = (0, 0, Vec::new());
    while i < n && j < m {
        if like[i][j] > 0.0 && (best[i][j] - like[i][j] - best[i + 1][j + 1]).abs() < 1e-9 {
            out.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if best[i][j] > best[i + 1][j] {
            j += 1;
        } else {
            i += 1;
        }
    }
    out
}

/// 0 where the tasks share too few words to be the same row.
fn likeness(a: &Row, b: &Row) -> f64 {
    let (x, y): (Vec<&str>, Vec<&str>) = (a.task.split(' ').collect(), b.task.split(' ').collect());
    let shared = x.iter().filter(|w| y.contains(w)).count() as f64;
    let words = 2.0 * shared / (x.len() + y.len()) as f64;
    if words < 0.3 { 0.0 } else { 0.7 * words + if a.number == b.number { 0.3 } else { 0.0 } }
}

/// Time cells whose EDTF is the truth's, and all that have one to compare. The truth writes a cell as one string or as a first
/// and a last day; the program writes one string for each of its clauses. So a cell is right where
/// * the string of its last clause is the truth's; or the truth has none and neither has the cell;
/// * or the truth's string is a span (`A/B`) of the strings of its clauses; `P/..` is a period `P` and a duty without an end;
/// * or, where the truth has days, the first and the last day of its clauses are those.
///
/// Not compared: what the truth took from elsewhere than the cell (`context_inferred`), and a year in a text that the truth
/// calls a target and no time (`target`).
pub fn spans(plan: &Plan, truth: &Value) -> ([usize; 2], Vec<String>) {
    let mut found: BTreeMap<String, Vec<&Deadline>> = BTreeMap::new();
    for item in plan.appendices.iter().flat_map(|a| &a.items) {
        found.entry(fold(item.deadline.text.as_deref().unwrap_or_default())).or_default().push(&item.deadline);
    }
    let items = appendices(truth).flat_map(|a| array(&a["items"])).filter(|i| i["deadline_norm"].is_object());
    let (mut out, mut wrong) = ([0; 2], Vec::new());
    for item in items {
        let (cell, norm) = (fold(text(&item["deadline"])), &item["deadline_norm"]);
        if norm["context_inferred"] == true || norm["kind"] == "target" {
            continue;
        }
        out[1] += 1;
        if found.get(&cell).is_some_and(|all| all.iter().any(|d| is_span(d, norm))) {
            out[0] += 1;
        } else {
            wrong.push(format!("{cell}: {norm}"));
        }
    }
    (out, wrong)
}

/// Whether a cell's clauses are the span the truth gives.
fn is_span(cell: &Deadline, norm: &Value) -> bool {
    let Some(wanted) = norm.get("edtf") else {
        let day = |name: &str| norm[name].as_str().map(str::to_owned);
        let first = cell.clauses.iter().filter_map(|c| c.start).min().map(|d| d.to_string());
        let last = cell.clauses.iter().filter_map(|c| c.due).max().map(|d| d.to_string());
        return (first, last) == (day("start"), day("end"));
    };
    let printed: Vec<&str> = cell.clauses.iter().filter_map(|c| c.edtf.as_deref()).collect();
    let Some(wanted) = wanted.as_str() else { return printed.is_empty() };
    let open = wanted.strip_suffix("/..").is_some_and(|p| printed == [p] && cell.ongoing);
    printed.last() == Some(&wanted) || (printed.len() > 1 && printed.join("/") == wanted) || open
}
