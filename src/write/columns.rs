//! The flat row: one item a row, its columns defined once for every output that is shaped like a table.

use std::collections::BTreeMap;

use crate::model::{Appendix, Organization, Plan, PlanItem, Role, Section};

/// A column of the flat row.
pub struct Column {
    /// Its name, the same in every output.
    pub name: &'static str,
    /// What it holds, for the schema and the documentation.
    pub about: &'static str,
    /// Its text for a row; empty where there is nothing.
    pub value: fn(&FlatRow) -> String,
}

/// An item with the document and appendix it stands in.
pub struct FlatRow<'p> {
    /// The document.
    pub plan: &'p Plan,
    /// Its appendix.
    pub appendix: &'p Appendix,
    /// The item.
    pub item: &'p PlanItem,
    /// The innermost section above it, where there is one.
    pub section: Option<&'p Section>,
}

impl<'p> FlatRow<'p> {
    /// All rows of a plan, in printed order.
    #[must_use]
    pub fn all(plan: &'p Plan) -> Vec<Self> {
        plan.appendices.iter().flat_map(|a| Self::of(plan, a)).collect()
    }

    fn of(plan: &'p Plan, appendix: &'p Appendix) -> impl Iterator<Item = Self> {
        // A path can stand twice ("1" under two unlabelled headings): sections and items come in one order, so the section
        // of an item is the first of its path that is not before the section of the item above it.
        let mut from = 0;
        appendix.items.iter().map(move |item| {
            let depth = appendix
                .items
                .iter()
                .find(|i| Some(&i.id) == item.parent.as_ref())
                .map_or(&item.section, |p| &p.section);
            let found = appendix.sections[from..].iter().position(|s| s.path == *depth).map(|n| n + from);
            from = found.unwrap_or(from);
            Self { plan, appendix, item, section: found.map(|n| &appendix.sections[n]) }
        })
    }

    /// The cells of the columns of a role; those of several columns each with their header.
    fn role(&self, role: Role) -> String {
        let columns: Vec<&str> =
            self.appendix.columns.iter().filter(|c| c.role == role).map(|c| c.header.as_str()).collect();
        let cells: Vec<(&str, &str)> = columns
            .iter()
            .filter_map(|header| Some((*header, self.item.extra.get(*header)?.text.as_deref()?)))
            .collect();
        match (columns.len(), cells.as_slice()) {
            (0 | 1, cells) => cells.iter().map(|c| c.1).collect(),
            (_, cells) => join(cells.iter().map(|(header, text)| format!("{header}: {text}"))),
        }
    }

    /// The columns without a place of their own, as a JSON object.
    fn extra(&self) -> String {
        let own = |header: &str| {
            let role = self.appendix.columns.iter().find(|c| c.header == header).map(|c| c.role);
            matches!(role, Some(Role::Product | Role::Budget | Role::Note))
        };
        let rest: BTreeMap<&str, Option<&str>> = self
            .item
            .extra
            .iter()
            .filter(|(header, _)| !own(header))
            .map(|(header, cell)| (header.as_str(), cell.text.as_deref()))
            .collect();
        if rest.is_empty() { String::new() } else { serde_json::to_string(&rest).unwrap_or_default() }
    }
}

/// The columns, in the order of the contract.
pub const COLUMNS: [Column; 29] = [
    Column {
        name: "document_kind",
        about: "Kind of the plan: Kế hoạch, Quyết định",
        value: |r| text(&r.plan.document.kind),
    },
    Column {
        name: "document_number",
        about: "Its number and sign: 18/KH-UBND",
        value: |r| text(&r.plan.document.number),
    },
    Column { name: "document_date", about: "Its day of issue, ISO 8601", value: |r| day(r.plan.document.date) },
    Column { name: "issuer", about: "Who issued it, as printed", value: |r| text(&r.plan.document.issuer) },
    Column { name: "appendix", about: "Label of the appendix: Phụ lục I", value: |r| r.appendix.label.clone() },
    Column {
        name: "section",
        about: "Labels of the sections above, outermost first, joined by /",
        value: |r| r.item.section.join("/"),
    },
    Column {
        name: "section_title",
        about: "Title of the innermost section",
        value: |r| r.section.map(|s| s.title.clone()).unwrap_or_default(),
    },
    Column { name: "order", about: "Place in the appendix, from 1", value: |r| r.item.order.to_string() },
    Column { name: "id", about: "Stable id of the item", value: |r| r.item.id.clone() },
    Column { name: "parent_id", about: "Id of the item it is a part of", value: |r| text(&r.item.parent) },
    Column { name: "number", about: "STT as printed", value: |r| r.item.number.text.clone() },
    Column { name: "task", about: "What is to be done", value: |r| text(&r.item.task.text) },
    Column { name: "lead", about: "Who does it, as printed", value: |r| text(&r.item.lead.text) },
    Column { name: "partner", about: "Who helps, as printed", value: |r| text(&r.item.partner.text) },
    Column { name: "deadline", about: "When, as printed", value: |r| text(&r.item.deadline.text) },
    Column {
        name: "leads",
        about: "Names of the leading bodies, joined by ;",
        value: |r| names(&r.item.lead.organizations),
    },
    Column {
        name: "partners",
        about: "Names of the helping bodies, joined by ;",
        value: |r| names(&r.item.partner.organizations),
    },
    Column { name: "due", about: "The day a tracker shows, ISO 8601", value: |r| day(r.item.deadline.due) },
    Column {
        name: "deadline_kind",
        about: "Kinds of the clauses of the deadline, joined by ;",
        value: |r| join(r.item.deadline.clauses.iter().map(|c| c.kind.clone())),
    },
    Column {
        name: "edtf",
        about: "The clauses in the extended date and time format, joined by ;",
        value: |r| join(r.item.deadline.clauses.iter().filter_map(|c| c.edtf.clone())),
    },
    Column {
        name: "recurrence",
        about: "The clauses' recurrence rules, joined by ;",
        value: |r| join(r.item.deadline.clauses.iter().filter_map(|c| c.recurrence.clone())),
    },
    Column { name: "product", about: "Cells of the product columns", value: |r| r.role(Role::Product) },
    Column { name: "budget", about: "Cells of the money columns", value: |r| r.role(Role::Budget) },
    Column { name: "note", about: "Cells of the note columns", value: |r| r.role(Role::Note) },
    Column {
        name: "extra",
        about: "All other columns as a JSON object, by their printed headers",
        value: |r| r.extra(),
    },
    Column {
        name: "citations",
        about: "Documents named in the task, joined by ;",
        value: |r| join(r.item.task.citations.iter().map(|c| c.text.clone())),
    },
    Column { name: "page_first", about: "First page it stands on", value: |r| page(r.item.pages.first()) },
    Column { name: "page_last", about: "Last page it stands on", value: |r| page(r.item.pages.last()) },
    Column {
        name: "diagnostics",
        about: "Codes of what is to be said of the row, joined by ;",
        value: |r| join(r.item.diagnostics.iter().map(|d| d.code.name().to_owned())),
    },
];

fn text(value: &Option<String>) -> String {
    value.clone().unwrap_or_default()
}

fn day(value: Option<jiff::civil::Date>) -> String {
    value.map(|d| d.to_string()).unwrap_or_default()
}

fn page(value: Option<&u32>) -> String {
    value.map(u32::to_string).unwrap_or_default()
}

fn names(list: &[Organization]) -> String {
    join(list.iter().map(|o| o.name.clone()))
}

fn join(values: impl Iterator<Item = String>) -> String {
    values.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ExtraField;

    #[test]
    fn the_columns_of_the_contract() {
        let names: Vec<&str> = COLUMNS.iter().map(|c| c.name).collect();
        assert_eq!(
            names.join(", "),
            "document_kind, document_number, document_date, issuer, appendix, section, section_title, order, id, parent_id, \
             number, task, lead, partner, deadline, leads, partners, due, deadline_kind, edtf, recurrence, product, budget, \
             note, extra, citations, page_first, page_last, diagnostics"
        );
    }

    #[test]
    fn a_repeated_path_finds_the_section_above_the_item() {
        let section = |title: &str| Section { path: vec!["1".into()], title: title.into(), ..Section::default() };
        let item = |order| PlanItem { order, section: vec!["1".into()], id: order.to_string(), ..PlanItem::default() };
        let appendix =
            Appendix { sections: vec![section("Một"), section("Hai")], items: vec![item(1)], ..Appendix::default() };
        let plan = Plan { appendices: vec![appendix], ..Plan::default() };
        assert_eq!(FlatRow::all(&plan)[0].section.map(|s| s.title.as_str()), Some("Một"));
    }

    #[test]
    fn columns_with_a_role_leave_extra() {
        let column = |header: &str, role| crate::model::Column { header: header.into(), role };
        let cell = |text: &str| ExtraField { text: Some(text.into()), regions: Vec::new() };
        let item = PlanItem {
            extra: [("Kết quả".to_owned(), cell("Báo cáo")), ("Mã".to_owned(), cell("N01"))].into(),
            ..PlanItem::default()
        };
        let appendix = Appendix {
            columns: vec![column("Kết quả", Role::Product), column("Mã", Role::Code)],
            items: vec![item],
            ..Appendix::default()
        };
        let plan = Plan { appendices: vec![appendix], ..Plan::default() };
        let row = &FlatRow::all(&plan)[0];
        assert_eq!((row.role(Role::Product), row.extra()), ("Báo cáo".into(), "{\"Mã\":\"N01\"}".into()));
    }
}
