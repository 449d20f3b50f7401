//! The layout `report`: the 25 columns in which offices report how far their tasks are. What a plan does not know stays empty.

use super::super::columns::{FlatRow, names};
use super::grid::{Cell, Column, Grid, Kind, Line};
use super::layout::{Draft, tint};
use super::rows::items;
use crate::lang::{Language, day};
use crate::model::{Appendix, ClauseKind, DocumentInfo, Field, Plan, Role};

/// The columns by the names they are matched by, whatever language is asked for.
const COLUMNS: [(&str, Kind); 25] = [
    ("STT", Kind::Short),
    ("Tên nhiệm vụ", Kind::Text),
    ("LĐVP chủ trì", Kind::Text),
    ("Đơn vị chủ trì thực hiện", Kind::Text),
    ("Đơn vị phối hợp", Kind::Text),
    ("Đầu mối thực hiện", Kind::Text),
    ("Ngày thực hiện", Kind::Day),
    ("Ngày hoàn thành", Kind::Day),
    ("Loại nhiệm vụ", Kind::Text),
    ("Nguồn gốc", Kind::Text),
    ("Trạng thái nhiệm vụ", Kind::Status),
    ("Kết quả thực hiện", Kind::Text),
    ("Mức độ hoàn thành", Kind::Text),
    ("Khó khăn", Kind::Text),
    ("Đề xuất", Kind::Text),
    ("ID nhiệm vụ", Kind::Text),
    ("Người giao nhiệm vụ", Kind::Text),
    ("Lộ trình thực hiện", Kind::Text),
    ("Ngày cập nhật", Kind::Day),
    ("Ngày hoàn thành thực tế", Kind::Day),
    ("Gia hạn - Số lần", Kind::Short),
    ("Gia hạn - Mốc cũ", Kind::Day),
    ("Người phê duyệt - Họ tên", Kind::Text),
    ("Người phê duyệt - Email", Kind::Text),
    ("Người phê duyệt - Điện thoại", Kind::Text),
];
/// Place of the column with the id.
const ID: usize = 15;

/// A table in this layout: the first row names the columns, and each other one is a task, as programs take them in.
pub(super) fn draft<'p>(plan: &'p Plan, appendix: &'p Appendix) -> Draft<'p> {
    let rows: Vec<FlatRow> = FlatRow::of(plan, appendix).collect();
    let origin = origin(&plan.document);
    let lines = rows.iter().map(|row| Line::Cells(cells(row, &origin))).collect();
    let columns = COLUMNS.map(|(header, kind)| Column::new(header, kind)).into();
    let items = items(&rows);
    Draft { titles: Vec::new(), grid: Grid { columns, lines }, across: COLUMNS.len(), link: ID, items, bare: true }
}

fn cells(row: &FlatRow, origin: &str) -> Vec<Cell> {
    let item = row.item;
    let about = |role: Role| tint(item, |field| field == Some(role));
    let mut out = vec![Cell::BLANK; COLUMNS.len()];
    out[0] = Cell::text(&item.number.text).tinted(tint(item, |f| f.is_none() || f == Some(Role::Number)));
    out[1] = Cell::text(item.task.text.clone().unwrap_or_default()).tinted(about(Role::Task));
    out[3] = Cell::text(bodies(&item.lead)).tinted(about(Role::Lead));
    out[4] = Cell::text(bodies(&item.partner)).tinted(about(Role::Partner));
    // Only a span prints the day that the work begins on.
    let spans = item.deadline.clauses.iter().filter(|c| c.kind == ClauseKind::Interval);
    out[6] = Cell::day(spans.filter_map(|c| c.start).min());
    out[7] = Cell::day(item.deadline.due).tinted(about(Role::Deadline));
    out[9] = Cell::text(origin);
    out[ID] = Cell::text(&item.id);
    out[17] = Cell::text(item.deadline.text.clone().unwrap_or_default()).tinted(about(Role::Deadline));
    out
}

/// The bodies of a cell one by one; the cell as printed where none was read.
fn bodies(field: &Field) -> String {
    if field.organizations.is_empty() { field.text.clone().unwrap_or_default() } else { names(&field.organizations) }
}

/// The paper that sets the tasks, as far as it tells: `Kế hoạch số 18/KH-UBND ngày 23/1/2024 của Chủ tịch UBND tỉnh`.
fn origin(document: &DocumentInfo) -> String {
    let parts = [
        document.kind.clone(),
        document.number.as_ref().map(|n| format!("số {n}")),
        document.date.map(|d| format!("ngày {}", day(&d.to_string(), Language::Vi))),
        document.issuer.as_ref().map(|i| format!("của {i}")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}
