//! The dump of `interpret`: headings, columns by meaning, sections and items.

use super::{line, outside, quoted};
use crate::model::{Interpreted, InterpretedTable, ItemRow, PlanRow};

/// What was interpreted.
#[must_use]
pub fn rows(interpreted: &Interpreted) -> String {
    let mut out = String::new();
    for (name, lines) in interpreted.letterhead.parts().into_iter().filter(|(_, lines)| !lines.is_empty()) {
        line(&mut out, 0, &format!("paper's {name} {}", quoted(lines)));
    }
    for table in &interpreted.tables {
        one(&mut out, table);
    }
    if !interpreted.outside.is_empty() {
        line(&mut out, 0, &format!("outside: {} lines", interpreted.outside.len()));
        for l in &interpreted.outside {
            line(&mut out, 1, &outside(l));
        }
    }
    line(&mut out, 0, &format!("furniture: {} lines", interpreted.furniture.len()));
    out
}

fn one(out: &mut String, t: &InterpretedTable) {
    let h = &t.heading;
    for (name, lines) in
        [("label", &h.label), ("title", &h.title), ("attached to", &h.attached_to), ("heading", &h.heading)]
    {
        if !lines.is_empty() {
            line(out, 0, &format!("{name} {}", quoted(lines)));
        }
    }
    for c in &t.columns {
        line(out, 1, &format!("column {} \"{}\"", c.role.name(), c.header));
    }
    for row in &t.rows {
        match row {
            PlanRow::Section(s) => {
                let count = s.declared_count.map(|n| format!(", {n} printed")).unwrap_or_default();
                let path = s.path.join("/");
                line(out, 1, &format!("section {path} \"{}\" ({} found{count})", s.title, s.found_count));
            }
            PlanRow::Item(i) => item(out, i),
        }
    }
    if !t.footnotes.is_empty() {
        line(out, 1, &format!("footnotes {}", quoted(&t.footnotes)));
    }
}

fn item(out: &mut String, i: &ItemRow) {
    let part = if i.parent.is_some() { ", a part" } else { "" };
    line(out, 1, &format!("item in {}{part}", if i.section.is_empty() { "-".to_owned() } else { i.section.join("/") }));
    for f in i.fields.iter().filter(|f| !f.lines.is_empty()) {
        let name =
            if f.role.is_core() { f.role.name().to_owned() } else { format!("{} \"{}\"", f.role.name(), f.header) };
        let marks = [(f.inherited, " inherited"), (f.shared, " shared")];
        let marks: String = marks.iter().filter(|m| m.0).map(|m| m.1).collect();
        line(out, 2, &format!("{name}{marks} {}", quoted(&f.lines)));
    }
}
