//! The report as one HTML file: no script, nothing from outside, and a policy that lets nothing in.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::text::{place, sum, title};
use super::{Overview, chart, counted};
use crate::lang::{Language, Message, day};
use crate::package::{Package, Task};

/// What the page may load: its own style, and pictures that stand in it.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/// Documents at a glance, as an HTML page.
#[must_use]
pub fn html(packages: &[Package], language: Language) -> String {
    let seen: Vec<Overview<'_>> = packages.iter().map(Overview::of).collect();
    let name = seen.iter().map(Overview::name).collect::<Vec<_>>().join("; ");
    let page = html! {
        (DOCTYPE)
        html lang=(language.code()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (name) }
                style { (PreEscaped(include_str!("style.css"))) }
            }
            body {
                @for (n, seen) in seen.iter().enumerate() { (paper(seen, &format!("d{}-", n + 1), language)) }
            }
        }
    };
    page.into_string()
}

fn paper(seen: &Overview<'_>, anchor: &str, language: Language) -> Markup {
    let say = |message: Message| message.say(language);
    html! {
        section {
            h1 { (title(seen, language)) }
            @if let Some(subject) = &seen.package.document.subject { p { (subject) } }
            @for a in &seen.package.appendices {
                p { (a.label) " " (a.name()) " (" (say(Message::new("tasks").with("n", a.items.len()))) ")" }
            }
            p.sum { (say(sum(seen))) }
            @if !seen.leads.is_empty() {
                h2 { (say(Message::new("report-by-lead"))) }
                (chart::leads(seen, language))
            }
            h2 { (say(Message::new("report-by-month"))) }
            (chart::timeline(seen, anchor, language))
            (list(&say(Message::new("report-ongoing").with("n", seen.ongoing.len())), &seen.ongoing, anchor))
            (list(&say(Message::new("report-undated").with("n", seen.undated.len())), &seen.undated, anchor))
            (counts(seen, language))
            (look(seen, anchor, language))
            @if seen.tasks() > 0 { (tasks(seen, anchor, language)) }
        }
    }
}

fn list(heading: &str, tasks: &[&Task], anchor: &str) -> Markup {
    html! {
        @if !tasks.is_empty() {
            h2 { (heading) }
            ul { @for task in tasks { li { (link(task, anchor)) @if let Some(text) = &task.deadline.text { " — " (text) } } } }
        }
    }
}

fn link(task: &Task, anchor: &str) -> Markup {
    html! { a href=(format!("#{anchor}{}", task.id)) { (task.number.text) " " (task.task.text.as_deref().unwrap_or_default()) } }
}

fn counts(seen: &Overview<'_>, language: Language) -> Markup {
    let rows: Vec<_> = counted(seen.package).collect();
    html! {
        @if !rows.is_empty() {
            h2 { (Message::new("report-counts").say(language)) }
            table.counts {
                @for (name, printed, found) in &rows {
                    tr.wrong[printed != found] {
                        td { (name) }
                        td.n { (printed) @if printed != found { " ≠ " } @else { " = " } (found) }
                    }
                }
            }
        }
    }
}

fn look(seen: &Overview<'_>, anchor: &str, language: Language) -> Markup {
    let whole: Vec<_> = seen.warnings().collect();
    html! {
        @if !(whole.is_empty() && seen.look.is_empty()) {
            h2 { (Message::new("report-look").with("n", seen.look.len()).say(language)) }
            ul {
                @for d in whole { li { (d.say(language)) " " code { (d.code) } } }
                @for (task, findings) in &seen.look {
                    li {
                        (link(task, anchor)) " (" (place(task, language)) ")"
                        ul { @for d in findings { li { (d.say(language)) " " code { (d.code) } } } }
                    }
                }
            }
        }
    }
}

/// All tasks, each an anchor.
fn tasks(seen: &Overview<'_>, anchor: &str, language: Language) -> Markup {
    let say = |message: Message| message.say(language);
    let [task, lead, partner, deadline, due] = [
        say(Message::new("report-task")),
        say(Message::new("field-lead")),
        say(Message::new("field-partner")),
        say(Message::new("field-deadline")),
        say(Message::new("report-due")),
    ];
    html! {
        h2 { (say(Message::new("report-all"))) }
        table.tasks {
            thead { tr { th { (say(Message::new("report-number"))) } th { (task) } th { (lead) } th { (partner) } th { (deadline) } th { (due) } } }
            tbody {
                @for t in seen.package.tasks() {
                    @let cell = |text: &Option<String>| text.clone().unwrap_or_default();
                    tr.look[t.diagnostics.iter().any(|d| d.is_warning())] id=(format!("{anchor}{}", t.id)) {
                        td.no { (t.number.text) }
                        td { (cell(&t.task.text)) }
                        td data-name=(lead) { (cell(&t.lead.text)) }
                        td data-name=(partner) { (cell(&t.partner.text)) }
                        td data-name=(deadline) { (cell(&t.deadline.text)) }
                        td.no data-name=(due) { (t.deadline.due.as_deref().map(|d| day(d, language)).unwrap_or_default()) }
                    }
                }
            }
        }
    }
}
