//! What people are told, on standard error: one line a fact, nothing that a terminal could obey.

use std::io::{IsTerminal, Write};

use phuluc::lang::{Language, Message, Value};
use phuluc::model::{Code, Diagnostic, Plan, Severity};

/// Something said of a file or another named thing.
pub(crate) fn about(name: impl Into<Value>, what: Message) -> Message {
    Message::new("about").with("name", name).with("what", what)
}

/// `error: …`
pub(crate) fn error(language: Language, what: &Message) {
    line(language, &Message::new("label-error"), &what.say(language));
}

/// `warning: …`
pub(crate) fn warning(language: Language, what: &Message) {
    line(language, &Message::new("label-warning"), &what.say(language));
}

/// `hint: …`
pub(crate) fn hint(language: Language, what: &Message) {
    line(language, &Message::new("label-hint"), &what.say(language));
}

/// A line without a label.
pub(crate) fn note(language: Language, what: &Message) {
    let _ = writeln!(std::io::stderr(), "{}", harmless(&what.say(language)));
}

fn line(language: Language, label: &Message, what: &str) {
    // Standard error may be closed; there is nobody left to tell.
    let _ = writeln!(std::io::stderr(), "{}: {}", label.say(language), harmless(what));
}

/// Each line without what a terminal could obey.
pub(crate) fn lines(text: &str) -> String {
    text.lines().map(|l| harmless(l) + "\n").collect()
}

/// Without control, direction and invisible characters, which names and texts of strangers may carry.
fn harmless(text: &str) -> String {
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    text.chars().map(|c| if hidden(c) { '\u{fffd}' } else { c }).collect()
}

/// What is to be said of a document: its own and its appendices' warnings each, those of rows as a count a code.
pub(crate) fn document(language: Language, name: &Value, plan: &Plan) {
    let whole = plan.diagnostics.iter().chain(plan.appendices.iter().flat_map(|a| &a.diagnostics));
    let told: Vec<&Diagnostic> = whole.filter(|d| d.severity >= Severity::Warning).collect();
    for (n, d) in told.iter().enumerate() {
        let label = Message::new(if d.severity == Severity::Error { "label-error" } else { "label-warning" });
        let said = about(name.clone(), d.message.clone()).say(language);
        line(language, &label, &format!("{said} [{}]", d.code.name()));
        // What is said of several in a row is advised once, behind the last of them.
        let again = told.get(n + 1).is_some_and(|next| next.hint == d.hint);
        if let Some(what) = d.hint.as_ref().filter(|_| !again) {
            hint(language, what);
        }
    }
    rows(language, name, plan);
    if std::io::stderr().is_terminal() {
        let _ = std::io::stderr().write_all(lines(&table(language, name, plan)).as_bytes());
    }
}

fn rows(language: Language, name: &Value, plan: &Plan) {
    let flagged: Vec<Vec<Code>> = plan
        .appendices
        .iter()
        .flat_map(|a| &a.items)
        .map(|i| i.diagnostics.iter().filter(|d| d.severity >= Severity::Warning).map(|d| d.code).collect())
        .filter(|codes: &Vec<Code>| !codes.is_empty())
        .collect();
    if flagged.is_empty() {
        return;
    }
    let mut counts: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    for mut codes in flagged.iter().cloned() {
        codes.sort_unstable();
        codes.dedup();
        for code in codes {
            *counts.entry(code.name()).or_default() += 1;
        }
    }
    let list: Vec<String> = counts.iter().map(|(code, n)| format!("{code} {n}")).collect();
    let what = Message::new("rows-need-a-look").with("rows", flagged.len()).with("codes", list.join(", "));
    line(language, &Message::new("label-warning"), &about(name.clone(), what).say(language));
}

/// A short table of what was found.
fn table(language: Language, name: &Value, plan: &Plan) -> String {
    let mut out = match plan.appendices.is_empty() {
        true => about(name.clone(), Message::new("summary-no-table")),
        false => Message::new("summary").with("name", name.clone()),
    }
    .say(language);
    out.push('\n');
    for a in &plan.appendices {
        let look = a.items.iter().filter(|i| has_warning(&i.diagnostics)).count();
        let title: String = if a.title.is_empty() { a.heading.clone().unwrap_or_default() } else { a.title.clone() };
        let short: String = title.chars().take(60).collect();
        let label = if a.label.is_empty() { Message::new("summary-no-label").say(language) } else { a.label.clone() };
        let counts = Message::new("summary-counts")
            .with("sections", format!("{:>3}", a.sections.len()))
            .with("rows", format!("{:>4}", a.items.len()))
            .with("look", format!("{look:>4}"));
        out += &format!("  {label:<14} {}  {short}\n", counts.say(language));
    }
    out
}

/// Whether something of at least warning severity is said.
pub(crate) fn has_warning(diagnostics: &[Diagnostic]) -> bool {
    worst(diagnostics) >= Some(Severity::Warning)
}

fn worst(diagnostics: &[Diagnostic]) -> Option<Severity> {
    diagnostics.iter().map(|d| d.severity).max()
}

/// The worst that is said anywhere in a plan.
pub(crate) fn severity(plan: &Plan) -> Option<Severity> {
    let inner = plan
        .appendices
        .iter()
        .flat_map(|a| a.items.iter().map(|i| worst(&i.diagnostics)).chain([worst(&a.diagnostics)]));
    inner.chain([worst(&plan.diagnostics)]).flatten().max()
}

#[cfg(test)]
mod tests {
    use phuluc::model::{Appendix, PlanItem};

    use super::*;

    #[test]
    fn nothing_a_terminal_could_obey() {
        assert_eq!(harmless("a\u{1b}[31mđỏ\u{202e}b\r"), "a\u{fffd}[31mđỏ\u{fffd}b\u{fffd}");
    }

    #[test]
    fn the_summary_on_a_terminal() {
        let flagged = Diagnostic::new(Code::FootnoteMark, Message::new("footnote-mark"));
        let item = PlanItem { diagnostics: vec![flagged], ..PlanItem::default() };
        let appendix =
            Appendix { items: vec![item, PlanItem::default()], title: "NHIỆM VỤ".into(), ..Appendix::default() };
        let plan = Plan { appendices: vec![appendix], ..Plan::default() };
        let name = Value::from("a.pdf");
        let said = |language, plan| table(language, &name, plan);
        let en = "a.pdf\n  (no label)       0 sections    2 rows    1 to look at  NHIỆM VỤ\n";
        assert_eq!(said(Language::En, &plan), en);
        let vi = "a.pdf\n  (không có nhãn)   0 mục    2 nhiệm vụ    1 cần xem lại  NHIỆM VỤ\n";
        assert_eq!(said(Language::Vi, &plan), vi);
        assert_eq!(said(Language::Vi, &Plan::default()), "a.pdf: không có bảng nhiệm vụ\n");
    }
}
