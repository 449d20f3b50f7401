//! The flat row, its columns defined once for every output that is shaped like a table.
//!
//! In: a plan. Out: one row an item, 29 texts each. Columns of the paper with a role (product, budget, note) have their own
//! column and leave `extra`; where several columns have one role, each cell stands behind its header: `2024: 5; 2025: 7`.

use std::collections::{BTreeMap, VecDeque};

use crate::lang::Language;
use crate::model::{Appendix, Organization, Plan, PlanItem, Role, Section};

/// A column of the flat row.
pub struct Column {
    /// Its name, the same in every output.
    pub name: &'static str,
    /// What a Vietnamese office calls it, for the eyes of people only.
    pub vi: &'static str,
    /// What it holds, for the schema and the documentation.
    pub about: &'static str,
    /// Its text for a row; empty where there is nothing.
    pub value: fn(&FlatRow) -> String,
}

impl Column {
    /// What stands over it: its name, or what an office calls it.
    #[must_use]
    pub fn header(&self, language: Language) -> &'static str {
        match language {
            Language::Vi => self.vi,
            Language::En => self.name,
        }
    }
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

    /// The rows of one appendix.
    pub(crate) fn of(plan: &'p Plan, appendix: &'p Appendix) -> impl Iterator<Item = Self> {
        let mut sections = Sections::new(appendix);
        appendix.items.iter().map(move |item| Self { plan, appendix, item, section: sections.above(item) })
    }

    /// The cells of the columns of a role; those of several columns each with their header.
    fn role(&self, role: Role) -> String {
        let keys: Vec<String> = self.keys().filter(|(_, r)| *r == role).map(|(key, _)| key).collect();
        let cells = keys.iter().filter_map(|key| Some((key, self.item.extra.get(key)?.text.as_deref()?)));
        if keys.len() > 1 {
            join(cells.map(|(header, text)| format!("{header}: {text}")))
        } else {
            cells.map(|c| c.1).collect()
        }
    }

    /// The columns of `extra`: key and role. A header that stands twice has the key `header (2)` the second time.
    pub(super) fn keys(&self) -> impl Iterator<Item = (String, Role)> {
        let columns: Vec<&crate::model::Column> = self.appendix.columns.iter().filter(|c| !c.role.is_core()).collect();
        (0..columns.len()).map(move |at| {
            let before = columns[..at].iter().filter(|c| c.header == columns[at].header).count();
            let header = &columns[at].header;
            (if before == 0 { header.clone() } else { format!("{header} ({})", before + 1) }, columns[at].role)
        })
    }

    /// The columns without a place of their own, as a JSON object.
    fn extra(&self) -> String {
        let own: Vec<String> = self
            .keys()
            .filter(|(_, role)| matches!(role, Role::Product | Role::Budget | Role::Note))
            .map(|(key, _)| key)
            .collect();
        let rest: BTreeMap<&str, Option<&str>> = self
            .item
            .extra
            .iter()
            .filter(|(header, _)| !own.contains(header))
            .map(|(header, cell)| (header.as_str(), cell.text.as_deref()))
            .collect();
        if rest.is_empty() { String::new() } else { serde_json::to_string(&rest).unwrap_or_default() }
    }
}

/// Finds the innermost section row above each item, going through an appendix once.
///
/// A path can stand twice (`1` under two headings without label). Sections and items come in one order and each section
/// says how many items it has, so those of a path are dealt out to the sections of that path one after another.
struct Sections<'p> {
    /// By path: the section rows that still wait for items, the next one first, each with the number that is left.
    open: BTreeMap<&'p [String], VecDeque<(&'p Section, u32)>>,
    /// By id of an item: its section, for the items that are parts of it.
    found: BTreeMap<&'p str, Option<&'p Section>>,
}

impl<'p> Sections<'p> {
    fn new(appendix: &'p Appendix) -> Self {
        let mut open: BTreeMap<&[String], VecDeque<_>> = BTreeMap::new();
        for section in &appendix.sections {
            open.entry(&section.path).or_default().push_back((section, section.found_count));
        }
        Self { open, found: BTreeMap::new() }
    }

    /// The section of the next item; a part of an item stands where the whole does.
    fn above(&mut self, item: &'p PlanItem) -> Option<&'p Section> {
        let whole = item.parent.as_deref().and_then(|id| self.found.get(id)).copied();
        let section = whole.unwrap_or_else(|| self.take(&item.section));
        self.found.insert(&item.id, section);
        section
    }

    /// Takes one item off every section above it; gives the innermost.
    fn take(&mut self, path: &[String]) -> Option<&'p Section> {
        let mut innermost = None;
        for depth in 1..=path.len() {
            let Some(rows) = self.open.get_mut(&path[..depth]) else { continue };
            while rows.len() > 1 && rows[0].1 == 0 {
                rows.pop_front();
            }
            if let Some((section, left)) = rows.front_mut() {
                *left = left.saturating_sub(1);
                innermost = Some(*section);
            }
        }
        innermost
    }
}

/// The columns, in the order of the contract.
pub const COLUMNS: [Column; 29] = [
    Column {
        name: "document_kind",
        vi: "Loại văn bản",
        about: "Kind of the plan: Kế hoạch, Quyết định",
        value: |r| text(&r.plan.document.kind),
    },
    Column {
        name: "document_number",
        vi: "Số kế hoạch",
        about: "Its number and sign: 18/KH-UBND",
        value: |r| text(&r.plan.document.number),
    },
    Column {
        name: "document_date",
        vi: "Ngày ban hành",
        about: "Its day of issue, ISO 8601",
        value: |r| day(r.plan.document.date),
    },
    Column {
        name: "issuer",
        vi: "Cơ quan ban hành",
        about: "Who issued it, as printed",
        value: |r| text(&r.plan.document.issuer),
    },
    Column {
        name: "appendix",
        vi: "Phụ lục",
        about: "Label of the appendix: Phụ lục I",
        value: |r| r.appendix.label.clone(),
    },
    Column {
        name: "section",
        vi: "Mục",
        about: "Labels of the sections above, outermost first, joined by /",
        value: |r| r.item.section.join("/"),
    },
    Column {
        name: "section_title",
        vi: "Tên mục",
        about: "Title of the innermost section",
        value: |r| r.section.map(|s| s.title.clone()).unwrap_or_default(),
    },
    Column {
        name: "order", vi: "Thứ tự", about: "Place in the appendix, from 1", value: |r| r.item.order.to_string()
    },
    Column { name: "id", vi: "Mã nhiệm vụ", about: "Stable id of the item", value: |r| r.item.id.clone() },
    Column {
        name: "parent_id",
        vi: "Mã nhiệm vụ cấp trên",
        about: "Id of the item it is a part of",
        value: |r| text(&r.item.parent),
    },
    Column { name: "number", vi: "STT", about: "STT as printed", value: |r| r.item.number.text.clone() },
    Column { name: "task", vi: "Nhiệm vụ", about: "What is to be done", value: |r| text(&r.item.task.text) },
    Column {
        name: "lead",
        vi: "Cơ quan chủ trì",
        about: "Who does it, as printed",
        value: |r| text(&r.item.lead.text),
    },
    Column {
        name: "partner",
        vi: "Cơ quan phối hợp",
        about: "Who helps, as printed",
        value: |r| text(&r.item.partner.text),
    },
    Column { name: "deadline", vi: "Thời hạn", about: "When, as printed", value: |r| text(&r.item.deadline.text) },
    Column {
        name: "leads",
        vi: "Từng cơ quan chủ trì",
        about: "Names of the leading bodies, joined by ;",
        value: |r| names(&r.item.lead.organizations),
    },
    Column {
        name: "partners",
        vi: "Từng cơ quan phối hợp",
        about: "Names of the helping bodies, joined by ;",
        value: |r| names(&r.item.partner.organizations),
    },
    Column {
        name: "due",
        vi: "Hạn hoàn thành",
        about: "The day a tracker shows, ISO 8601",
        value: |r| day(r.item.deadline.due),
    },
    Column {
        name: "deadline_kind",
        vi: "Loại thời hạn",
        about: "Kinds of the clauses of the deadline, joined by ;",
        value: |r| join(r.item.deadline.clauses.iter().map(|c| c.kind.name().to_owned())),
    },
    Column {
        name: "edtf",
        vi: "Thời hạn (EDTF)",
        about: "The clauses in the extended date and time format, joined by ;",
        value: |r| join(r.item.deadline.clauses.iter().filter_map(|c| c.edtf.clone())),
    },
    Column {
        name: "recurrence",
        vi: "Quy tắc định kỳ",
        about: "The clauses' recurrence rules, joined by ;",
        value: |r| join(r.item.deadline.clauses.iter().filter_map(|c| c.recurrence.as_ref()?.rrule.clone())),
    },
    Column {
        name: "product", vi: "Sản phẩm", about: "Cells of the product columns", value: |r| r.role(Role::Product)
    },
    Column { name: "budget", vi: "Kinh phí", about: "Cells of the money columns", value: |r| r.role(Role::Budget) },
    Column { name: "note", vi: "Ghi chú", about: "Cells of the note columns", value: |r| r.role(Role::Note) },
    Column {
        name: "extra",
        vi: "Các cột khác",
        about: "All other columns as a JSON object, by their printed headers",
        value: |r| r.extra(),
    },
    Column {
        name: "citations",
        vi: "Văn bản viện dẫn",
        about: "Documents named in the task, joined by ;",
        value: |r| join(r.item.task.citations.iter().map(|c| c.text.clone())),
    },
    Column {
        name: "page_first",
        vi: "Từ trang",
        about: "First page it stands on",
        value: |r| page(r.item.pages.first()),
    },
    Column {
        name: "page_last",
        vi: "Đến trang",
        about: "Last page it stands on",
        value: |r| page(r.item.pages.last()),
    },
    Column {
        name: "diagnostics",
        vi: "Lưu ý",
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

pub(super) fn names(list: &[Organization]) -> String {
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

    /// People tell columns by these: each one's own.
    #[test]
    fn headers_in_vietnamese() {
        let headers: std::collections::BTreeSet<&str> = COLUMNS.iter().map(|c| c.header(Language::Vi)).collect();
        assert_eq!(headers.len(), COLUMNS.len());
        assert!(headers.iter().all(|h| unicode_normalization::is_nfc(h) && h.starts_with(char::is_uppercase)));
        assert!(COLUMNS.iter().all(|c| c.header(Language::En) == c.name));
    }

    fn labels(path: &[&str]) -> Vec<String> {
        path.iter().map(|p| (*p).to_owned()).collect()
    }

    fn section(path: &[&str], title: &str, found_count: u32) -> Section {
        Section { path: labels(path), title: title.into(), found_count, ..Section::default() }
    }

    fn item(id: &str, path: &[&str], parent: Option<&str>) -> PlanItem {
        let parent = parent.map(str::to_owned);
        PlanItem { id: id.into(), section: labels(path), parent, ..PlanItem::default() }
    }

    #[test]
    fn a_repeated_path_finds_the_section_above_the_item() {
        let appendix = Appendix {
            sections: vec![
                section(&["1"], "Một", 1),
                section(&["1"], "Trống", 0),
                section(&["1"], "Hai", 2),
                section(&["1", "a"], "Trong", 1),
            ],
            items: vec![
                item("x", &["1"], None),
                item("y", &["1"], None),
                item("z", &["1", "a"], None),
                item("z1", &["1", "a", "2"], Some("z")),
                item("z2", &["1", "a", "2", "1"], Some("z1")),
                item("w", &[], None),
            ],
            ..Appendix::default()
        };
        let plan = Plan { appendices: vec![appendix], ..Plan::default() };
        let titles: Vec<_> = FlatRow::all(&plan).iter().map(|r| r.section.map(|s| s.title.as_str())).collect();
        assert_eq!(titles, [Some("Một"), Some("Hai"), Some("Trong"), Some("Trong"), Some("Trong"), None]);
    }

    #[test]
    fn several_columns_of_one_role_keep_their_headers() {
        let column = |header: &str| crate::model::Column { header: header.into(), role: Role::Budget };
        let cell = |text: &str| ExtraField { text: Some(text.into()), ..ExtraField::default() };
        let item = PlanItem {
            extra: [("2024", "5"), ("2025", "7"), ("2025 (2)", "8")].map(|(k, v)| (k.to_owned(), cell(v))).into(),
            ..PlanItem::default()
        };
        let appendix =
            Appendix { columns: ["2024", "2025", "2025"].map(column).into(), items: vec![item], ..Appendix::default() };
        let plan = Plan { appendices: vec![appendix], ..Plan::default() };
        let row = &FlatRow::all(&plan)[0];
        assert_eq!((row.role(Role::Budget), row.extra()), ("2024: 5; 2025: 7; 2025 (2): 8".into(), String::new()));
    }

    #[test]
    fn columns_with_a_role_leave_extra() {
        let column = |header: &str, role| crate::model::Column { header: header.into(), role };
        let cell = |text: &str| ExtraField { text: Some(text.into()), ..ExtraField::default() };
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
