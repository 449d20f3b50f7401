//! iCalendar (RFC 5545): a to-do for each task that has a day, and one for each duty that comes again by a rule.
//!
//! In: plans. Out: one calendar. Decisions, each where the RFC asks for what a paper does not print:
//!
//! * `DTSTAMP`, when the to-do was made, is the document's own day, or the epoch where it has none: never the clock, so that the
//!   same plan is the same calendar.
//! * A rule needs a `DTSTART`: the clause's own first day, else the document's day, moved on to the first day that the rule
//!   itself names. Without either there is no rule, and so no to-do.
//! * `UID` is the item's id, which outlives a rewording; a rule of it has its place among the rules behind it.
//! * A to-do that comes again has no `DUE`, for that would have to be later than its `DTSTART`, which is the day meant.

use std::io::Write;

use icalendar::{Component, Property, Todo};
use jiff::civil::{Date, Weekday};

use super::WriteOptions;
use super::columns::{COLUMNS, FlatRow};
use super::visible::visible;
use crate::error::{ErrorKind, Result};
use crate::model::Plan;

/// What made the calendar, without a version: another version of it changes no calendar.
const PRODUCT: &str = "-//phuluc//phuluc//EN";
/// Behind every id, as ids alone are no world-wide names.
const DOMAIN: &str = "phuluc";
/// Characters of a title that a list of to-dos shows.
const TITLE: usize = 120;
/// Octets of a line, its end apart: a limit of the RFC.
const OCTETS: usize = 75;
/// Days within which a rule must name one: the 29th of February comes once in 8 years at the least.
const SEARCH: usize = 8 * 366 + 1;
/// Days of the month that every month has.
const EVERY_MONTH: i8 = 28;

/// Columns of the flat row that the description holds, with their names.
const PRINTED: [&str; 6] = ["number", "task", "lead", "partner", "deadline", "document_number"];

/// The to-dos of documents.
pub(super) struct Calendar<W: Write> {
    options: WriteOptions,
    out: W,
    begun: bool,
}

impl<W: Write> Calendar<W> {
    pub(super) fn new(options: WriteOptions, out: W) -> Self {
        Self { options, out, begun: false }
    }

    pub(super) fn add(&mut self, plan: &Plan) -> Result<()> {
        self.begin()?;
        for row in FlatRow::all(plan) {
            for todo in self.todos(&row) {
                let text = todo.try_into_string().map_err(|e| ErrorKind::Write(e.to_string()))?;
                self.out.write_all(folded(&text).as_bytes())?;
            }
        }
        Ok(())
    }

    pub(super) fn finish(mut self) -> Result<W> {
        self.begin()?;
        self.out.write_all(b"END:VCALENDAR\r\n")?;
        Ok(self.out)
    }

    fn begin(&mut self) -> Result<()> {
        if !std::mem::replace(&mut self.begun, true) {
            let head = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{PRODUCT}\r\nCALSCALE:GREGORIAN\r\n");
            self.out.write_all(head.as_bytes())?;
        }
        Ok(())
    }

    fn todos(&self, row: &FlatRow) -> Vec<Todo> {
        let mut out = Vec::new();
        if let Some(due) = row.item.deadline.due {
            let mut todo = self.todo(row, "");
            out.push(todo.append_property(date("DUE", due)).done());
        }
        let clauses = row.item.deadline.clauses.iter();
        let rules = clauses.filter_map(|c| Some((c, c.recurrence.as_ref()?.rrule.as_deref()?)));
        for (n, (clause, rule)) in (1..).zip(rules) {
            let Some(from) = clause.start.or(row.plan.document.date) else { continue };
            let Some(start) = Rule::of(rule).and_then(|r| r.first(from)) else { continue };
            let mut todo = self.todo(row, &format!("-r{n}"));
            todo.append_property(date("DTSTART", start))
                .append_property(Property::new("RRULE", ended(rule, clause.due)));
            out.push(todo.done());
        }
        out
    }

    /// A to-do with all but its time.
    fn todo(&self, row: &FlatRow, behind: &str) -> Todo {
        let task = visible(row.item.task.text.as_deref().unwrap_or_default());
        let stamp = row.plan.document.date.map_or_else(|| "19700101".to_owned(), compact);
        let printed = PRINTED.iter().filter_map(|name| {
            let column = COLUMNS.iter().find(|c| c.name == *name)?;
            let text = visible(&(column.value)(row));
            (!text.is_empty()).then(|| format!("{}: {text}", column.header(self.options.headers)))
        });
        let mut todo = Todo::with_uid(&format!("{}{behind}@{DOMAIN}", visible(&row.item.id).replace('\n', " ")));
        todo.add_property("DTSTAMP", format!("{stamp}T000000Z"));
        todo.summary(&title(&task)).description(&printed.collect::<Vec<_>>().join("\n"));
        todo
    }
}

/// Content lines cut at 75 octets, between characters. The crate's own cuts leave some last lines one octet too long.
fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.replace("\r\n ", "").split_inclusive("\r\n") {
        let mut used = 0;
        for c in line.chars() {
            let end = matches!(c, '\r' | '\n');
            if !end && used + c.len_utf8() > OCTETS {
                out.push_str("\r\n ");
                used = 1;
            }
            used += c.len_utf8();
            out.push(c);
        }
    }
    out
}

/// The first line of a task, cut between words where it is long.
fn title(task: &str) -> String {
    let line = task.lines().map(str::trim).find(|l| !l.is_empty()).unwrap_or_default();
    let Some((end, _)) = line.char_indices().nth(TITLE) else { return line.to_owned() };
    let cut = line[..end].rfind(' ').filter(|at| *at > 0).unwrap_or(end);
    format!("{} …", line[..cut].trim_end_matches([' ', ',', ';']))
}

fn compact(day: Date) -> String {
    day.strftime("%Y%m%d").to_string()
}

fn date(key: &str, day: Date) -> Property {
    Property::new(key, compact(day)).add_parameter("VALUE", "DATE").done()
}

/// A rule with the last day that the paper sets to it.
fn ended(rule: &str, last: Option<Date>) -> String {
    match last {
        Some(last) if !rule.contains("UNTIL=") && !rule.contains("COUNT=") => format!("{rule};UNTIL={}", compact(last)),
        _ => rule.to_owned(),
    }
}

/// What a recurrence rule says of its days.
#[derive(Debug, Default)]
struct Rule {
    /// Months; empty: any.
    months: Vec<i8>,
    /// Days of the month, negative ones from its end; empty: any.
    days: Vec<i8>,
    /// Days of the week; empty: any.
    weekdays: Vec<Weekday>,
    /// A day of the month is taken from the start, as the rule names none.
    borrows_day: bool,
}

impl Rule {
    /// `None` where a part is not understood: then nobody can say which day fits it.
    fn of(rule: &str) -> Option<Self> {
        let (mut out, mut frequency) = (Self::default(), "");
        for part in rule.split(';') {
            let (name, value) = part.split_once('=')?;
            let numbers = || value.split(',').map(|n| n.parse().ok()).collect::<Option<Vec<i8>>>();
            match name {
                "FREQ" => frequency = value,
                "BYMONTH" => out.months = numbers()?,
                "BYMONTHDAY" => out.days = numbers()?,
                "BYDAY" => out.weekdays = value.split(',').map(weekday).collect::<Option<_>>()?,
                "INTERVAL" | "UNTIL" | "COUNT" | "WKST" => {}
                _ => return None,
            }
        }
        if value_has_break(rule) || frequency.is_empty() {
            return None;
        }
        out.borrows_day = matches!(frequency, "MONTHLY" | "YEARLY") && out.days.is_empty() && out.weekdays.is_empty();
        Some(out)
    }

    /// The first day from a day on that fits.
    fn first(&self, from: Date) -> Option<Date> {
        std::iter::successors(Some(from), |d| d.tomorrow().ok()).take(SEARCH).find(|d| self.fits(*d))
    }

    fn fits(&self, day: Date) -> bool {
        let from_end = day.day() - day.days_in_month() - 1;
        (self.months.is_empty() || self.months.contains(&day.month()))
            && (self.days.is_empty() || self.days.contains(&day.day()) || self.days.contains(&from_end))
            && (self.weekdays.is_empty() || self.weekdays.contains(&day.weekday()))
            && (!self.borrows_day || day.day() <= EVERY_MONTH)
    }
}

/// Whether a rule could break its line: it is written as it is.
fn value_has_break(rule: &str) -> bool {
    rule.chars().any(|c| !c.is_ascii_alphanumeric() && !matches!(c, '=' | ';' | ',' | '-' | '+'))
}

fn weekday(code: &str) -> Option<Weekday> {
    Some(match code {
        "MO" => Weekday::Monday,
        "TU" => Weekday::Tuesday,
        "WE" => Weekday::Wednesday,
        "TH" => Weekday::Thursday,
        "FR" => Weekday::Friday,
        "SA" => Weekday::Saturday,
        "SU" => Weekday::Sunday,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(rule: &str, from: &str) -> Option<String> {
        Rule::of(rule)?.first(from.parse().unwrap()).map(|d| d.to_string())
    }

    #[test]
    fn a_rule_starts_on_a_day_of_its_own() {
        for (rule, from, wanted) in [
            ("FREQ=MONTHLY", "2024-01-23", "2024-01-23"),
            ("FREQ=MONTHLY;INTERVAL=3", "2024-01-31", "2024-02-01"),
            ("FREQ=MONTHLY;BYMONTHDAY=20", "2024-01-23", "2024-02-20"),
            ("FREQ=MONTHLY;BYMONTHDAY=10,25", "2024-01-23", "2024-01-25"),
            ("FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=-1", "2024-01-23", "2024-10-31"),
            ("FREQ=YEARLY;BYMONTH=6,12", "2024-01-23", "2024-06-01"),
            ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2097-03-01", "2104-02-29"),
            ("FREQ=WEEKLY;BYDAY=MO,TH", "2024-01-23", "2024-01-25"),
            ("FREQ=DAILY", "2024-01-31", "2024-01-31"),
            ("FREQ=YEARLY", "2024-02-29", "2024-03-01"),
        ] {
            assert_eq!(first(rule, from).as_deref(), Some(wanted), "{rule}");
        }
        for rule in ["", "FREQ", "FREQ=MONTHLY;BYDAY=1MO", "FREQ=YEARLY;BYWEEKNO=3", "FREQ=DAILY\r\nX:1", "BYMONTH=1"] {
            assert_eq!(first(rule, "2024-01-01"), None, "{rule:?}");
        }
        assert_eq!(first("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "2024-01-01"), None);
    }

    #[test]
    fn titles_end_between_words() {
        assert_eq!(title("\n Rà soát\nhai"), "Rà soát");
        let long = title(&"nhiệm vụ, ".repeat(30));
        assert!(long.ends_with("vụ …") && long.chars().count() <= TITLE + 2, "{long}");
        assert_eq!(title(&"ă".repeat(200)).chars().count(), TITLE + 2);
    }

    #[test]
    fn a_rule_ends_where_the_paper_says() {
        assert_eq!(ended("FREQ=MONTHLY", Some("2024-12-31".parse().unwrap())), "FREQ=MONTHLY;UNTIL=20241231");
        assert_eq!(ended("FREQ=MONTHLY;COUNT=2", Some("2024-12-31".parse().unwrap())), "FREQ=MONTHLY;COUNT=2");
    }
}
