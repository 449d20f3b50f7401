//! The two drawings of a report, as SVG within the page.
//!
//! Unit: pixels of a drawing [`WIDTH`] wide, which a phone shows nearly as large and a screen a third larger. Dark on white with
//! figures beside, so that print in black and white loses nothing; every mark has its words in a `title`.

use maud::{Markup, html};

use super::Overview;
use super::text::month_of;
use crate::lang::{Language, Message};

/// Width of a drawing: a phone's.
const WIDTH: usize = 420;
/// Height of a name over its bar.
const NAME: usize = 16;
/// Height of a bar.
const BAR: usize = 10;
/// Bars that are drawn: those behind are told as a sum.
const MOST: usize = 30;
/// Letters of a name that fit over its bar.
const LETTERS: usize = 62;
/// Height of the marks of the fullest month.
const STACK: usize = 160;
/// Side of a task's mark, where there is room.
const MARK: f64 = 14.0;
/// Names of months that fit below.
const NAMES: usize = 7;

/// Tasks by lead: a name and a bar each, for names are long.
pub(super) fn leads(seen: &Overview<'_>, language: Language) -> Markup {
    let shown = &seen.leads[..seen.leads.len().min(MOST)];
    let most = shown.iter().map(|l| l.1).max().unwrap_or(1).max(1);
    let step = NAME + BAR + 8;
    let height = shown.len() * step + 4;
    let nobody = Message::new("report-nobody").say(language);
    let rest = &seen.leads[shown.len()..];
    html! {
        svg role="img" viewBox=(format!("0 0 {WIDTH} {height}")) {
            @for (n, (name, tasks)) in shown.iter().enumerate() {
                @let name = if name.is_empty() { &nobody } else { name };
                @let length = tasks * (WIDTH - 40) / most;
                g {
                    title { (name) ": " (tasks) }
                    text x="0" y=(n * step + NAME - 3) { (cut(name)) }
                    rect x="0" y=(n * step + NAME) width=(length.max(2)) height=(BAR) {}
                    text x=(length.max(2) + 6) y=(n * step + NAME + BAR - 1) { (tasks) }
                }
            }
        }
        @if !rest.is_empty() {
            p { (Message::new("report-more-leads").with("leads", rest.len()).with("tasks", rest.iter().map(|l| l.1).sum::<usize>()).say(language)) }
        }
    }
}

/// Dated tasks by month: a mark each, stacked, that leads to its row. `paper`: what the row's anchor begins with.
pub(super) fn timeline(seen: &Overview<'_>, paper: &str, language: Language) -> Markup {
    let index = |month: &str| {
        month.split_once('-').and_then(|(y, m)| Some(y.parse::<usize>().ok()? * 12 + m.parse::<usize>().ok()?))
    };
    let months: Vec<(usize, &String)> = seen.months.keys().filter_map(|m| Some((index(m)?, m))).collect();
    let (Some(first), Some(last)) = (months.first().map(|m| m.0), months.last().map(|m| m.0)) else {
        return html! { p { (Message::new("report-none-dated").say(language)) } };
    };
    let count = last - first + 1;
    let most = seen.months.values().map(Vec::len).max().unwrap_or(1).max(1);
    let column = WIDTH as f64 / count.max(6) as f64;
    // Months of many years stand close: a mark is then as thin as its column.
    let gap = (column * 0.1).min(1.0);
    let side = MARK.min(column - 2.0 * gap).min(STACK as f64 / most as f64 - 1.0).max(0.5);
    let base = (side + 1.0) * most as f64 + 16.0;
    let every = count.div_ceil(NAMES);
    let x = |n: usize| n as f64 * column;
    html! {
        svg role="img" viewBox=(format!("0 0 {WIDTH} {:.0}", base + 20.0)) {
            line x1="0" y1=(px(base)) x2=(WIDTH) y2=(px(base)) {}
            @for (at, month) in &months {
                @let left = x(at - first);
                @let tasks = &seen.months[*month];
                @for (n, task) in tasks.iter().enumerate() {
                    a href=(format!("#{paper}{}", task.id)) {
                        title { (task.number.text) " " (task.task.text.as_deref().unwrap_or_default()) }
                        rect x=(px(left + gap)) y=(px(base - (n as f64 + 1.0) * (side + 1.0))) width=(px(side)) height=(px(side)) {}
                    }
                }
                @if column >= 12.0 {
                    text x=(px(left + gap)) y=(px(base - tasks.len() as f64 * (side + 1.0) - 3.0)) { (tasks.len()) }
                }
            }
            @for n in (0..count).step_by(every) {
                @let month = first + n - 1;
                text x=(px(x(n))) y=(px(base + 14.0)) { (month_of(&format!("{:04}-{:02}", month / 12, month % 12 + 1), language)) }
            }
        }
    }
}

/// One decimal: finer than a screen.
fn px(value: f64) -> String {
    format!("{value:.1}")
}

fn cut(name: &str) -> String {
    if name.chars().count() <= LETTERS {
        name.to_owned()
    } else {
        name.chars().take(LETTERS - 1).collect::<String>() + "…"
    }
}
