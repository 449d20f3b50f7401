//! The two drawings of a report: bars and marks of SVG in the page.
//!
//! Dark on white with figures beside, so that print in black and white loses nothing; every mark has its words in a `title`.
//! Names of leads are text of the page and not of a drawing: it breaks lines where they are long, and pages where they are many.

use maud::{Markup, html};

use super::Overview;
use super::text::month_of;
use crate::lang::{Language, Message};

/// Bars that are drawn: those behind are told as a sum.
const MOST: usize = 30;
/// Length of the longest bar, in percent of the line: the rest is for its figure.
const LONGEST: usize = 88;

/// Unit of the timeline: pixels of a drawing this wide, which a phone shows a fifth smaller and a screen a little larger.
const WIDTH: f64 = 420.0;
/// Height of the marks of the fullest month.
const STACK: f64 = 160.0;
/// Side of a task's mark, where there is room.
const MARK: f64 = 14.0;
/// Width of a figure, of the widest common font.
const FIGURE: f64 = 8.5;
/// Room at both sides: half a month's name, which is up to seven signs wide and stands under the middle of its month.
const SIDE: f64 = 28.0;
/// Names of months that fit below.
const NAMES: usize = 6;

/// Tasks by lead: a name and a bar each, for names are long.
pub(super) fn leads(seen: &Overview<'_>, language: Language) -> Markup {
    let shown = &seen.leads[..seen.leads.len().min(MOST)];
    let most = shown.iter().map(|l| l.1).max().unwrap_or(1).max(1);
    let nobody = Message::new("report-nobody").say(language);
    let rest = &seen.leads[shown.len()..];
    html! {
        ul.leads {
            @for (name, tasks) in shown {
                @let name = if name.is_empty() { &nobody } else { name };
                li {
                    (name)
                    div {
                        svg aria-hidden="true" width=(format!("{}%", (tasks * LONGEST / most).max(1))) height="10" {
                            rect width="100%" height="100%" {}
                        }
                        " " (tasks)
                    }
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
    let column = (WIDTH - 2.0 * SIDE) / count.max(NAMES) as f64;
    let middle = |month: usize| SIDE + (month as f64 + 0.5) * column;
    // Months of many years stand close, and so do many tasks of one month: a mark is then as thin as its place.
    let step = (MARK + 1.0).min(STACK / most as f64);
    let (side, high) = (MARK.min(apart(column)), apart(step));
    let base = step * most as f64 + 18.0;
    let every = count.div_ceil(NAMES);
    let figures = FIGURE * most.to_string().len() as f64;
    html! {
        svg.months role="img" viewBox=(format!("0 0 {WIDTH} {:.0}", base + 22.0)) {
            line x1="0" y1=(px(base)) x2=(WIDTH) y2=(px(base)) {}
            @for (at, month) in &months {
                @let middle = middle(at - first);
                @let tasks = &seen.months[*month];
                @for (n, task) in tasks.iter().enumerate() {
                    a href=(format!("#{paper}{}", task.id)) {
                        title { (task.number.text) " " (task.task.text.as_deref().unwrap_or_default()) }
                        rect x=(px(middle - side / 2.0)) y=(px(base - (n as f64 + 1.0) * step)) width=(px(side)) height=(px(high)) {}
                    }
                }
                @if column >= figures {
                    text x=(px(middle)) y=(px(base - tasks.len() as f64 * step - 4.0)) { (tasks.len()) }
                }
            }
            @for n in (0..count).step_by(every) {
                // A month of year 0 that is none: a package may say anything.
                @let month = (first + n).saturating_sub(1);
                line x1=(px(middle(n))) y1=(px(base)) x2=(px(middle(n))) y2=(px(base + 4.0)) {}
                text x=(px(middle(n))) y=(px(base + 17.0)) { (month_of(&format!("{:04}-{:02}", month / 12, month % 12 + 1), language)) }
            }
        }
    }
}

/// What a mark takes of its place: most of it, and all but a pixel where it is large.
fn apart(place: f64) -> f64 {
    place - (place * 0.2).min(1.0)
}

/// Two decimals: finer than a screen, and than a mark among thousands.
fn px(value: f64) -> String {
    format!("{value:.2}")
}
