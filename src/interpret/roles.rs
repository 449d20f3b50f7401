//! Header texts → roles; where no wording is known, the cells' content.

use crate::lexicon::{
    TimeEnd, agency_score, deadline_score, fold, is_calendar_heading, join_lines, match_header, names_only_someone,
    parse_label, time_end,
};
use crate::model::{
    Code, Column, Diagnostic, ItemRow, LogicalCell, Message, Role, RowField, StitchedTable, TextLine, regions_of,
};

/// Share of a column's cells that must look like one thing for its meaning to be read from them.
const MOST: f32 = 0.6;

/// The columns of a table, by meaning.
#[derive(Debug)]
pub(super) struct Columns {
    /// In printed order.
    pub(super) list: Vec<GridColumn>,
    /// All lines of the header.
    pub(super) header_lines: Vec<TextLine>,
    /// What is to be said of them.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// What is to be said of each row that has a text in one of the columns that it names.
    pub(super) doubts: Vec<Doubt>,
    /// Number of grid columns.
    pub(super) grid: usize,
}

/// A printed column: one or more grid columns under one header cell.
#[derive(Debug)]
pub(super) struct GridColumn {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) column: Column,
}

/// Columns of which it is not sure whether they hold a row's deadline.
#[derive(Debug)]
pub(super) struct Doubt {
    headers: Vec<String>,
    diagnostic: Diagnostic,
}

impl Doubt {
    /// Says it at a row that it is about.
    pub(super) fn tell(&self, row: &mut ItemRow) {
        let about =
            |f: &&RowField| self.headers.contains(&f.header) && f.lines.iter().any(|l| !l.text.trim().is_empty());
        let lines: Vec<&TextLine> = row.fields.iter().filter(about).flat_map(|f| &f.lines).collect();
        if !lines.is_empty() {
            row.diagnostics.push(self.diagnostic.clone().at(regions_of(lines)));
        }
    }
}

impl Columns {
    /// A task table names work, in words, and who does it.
    pub(super) fn is_task_table(&self, table: &StitchedTable) -> bool {
        let has = |role| self.list.iter().any(|c| c.column.role == role);
        let task = self.list.iter().find(|c| c.column.role == Role::Task);
        task.is_some_and(|c| !is_figures(&texts(table, c))) && (has(Role::Lead) || has(Role::Partner))
    }
}

impl Columns {
    /// Whether most cells of the first column are row numbers.
    pub(super) fn is_numbered(&self, table: &StitchedTable) -> bool {
        let first = self.list.first().map(|c| texts(table, c)).unwrap_or_default();
        let numbers = first.iter().filter(|t| parse_label(t).is_some()).count();
        numbers > 0 && numbers * 2 >= first.len()
    }
}

/// Reads the columns of a table.
pub(super) fn columns(table: &StitchedTable) -> Columns {
    let header_lines: Vec<TextLine> =
        table.header.rows.iter().flatten().filter(|c| !c.inherited).flat_map(|c| c.lines.clone()).collect();
    let mut list = leaves(table);
    let mut diagnostics = Vec::new();
    let doubts: Vec<Doubt> = chart(&mut list).into_iter().chain(single_core(&mut list)).collect();
    diagnostics.extend(doubts.iter().map(|d| d.diagnostic.clone().at(regions_of(&header_lines))));
    infer(table, &mut list, &mut diagnostics);
    for c in list.iter().filter(|c| c.column.role == Role::Other && !c.column.header.is_empty()) {
        diagnostics.push(
            Diagnostic::new(
                Code::ColumnUnknown,
                Message::new("column-unknown").with("header", c.column.header.as_str()),
            )
            .at(regions_of(&header_lines)),
        );
    }
    Columns { list, header_lines, diagnostics, doubts, grid: table.cols }
}

/// The printed columns: neighbouring grid columns under the same innermost header cell are one.
fn leaves(table: &StitchedTable) -> Vec<GridColumn> {
    let rows: Vec<&Vec<LogicalCell>> = table.header.rows.iter().filter(|r| !is_column_numbers(r)).collect();
    let mut out: Vec<GridColumn> = Vec::new();
    let mut last_leaf: Option<(usize, usize)> = None;
    for col in 0..table.cols {
        let chain: Vec<(usize, &LogicalCell)> = rows
            .iter()
            .enumerate()
            .filter_map(|(r, row)| Some((r, row.iter().find(|c| (c.col..c.col + c.col_span).contains(&col))?)))
            .filter(|(_, c)| !c.inherited && !c.is_empty())
            .collect();
        let leaf = chain.last().map(|(r, c)| (*r, c.col));
        if leaf.is_some() && leaf == last_leaf {
            if let Some(last) = out.last_mut() {
                last.end = col + 1;
            }
            continue;
        }
        last_leaf = leaf;
        out.push(GridColumn { start: col, end: col + 1, column: column(&chain) });
    }
    out
}

/// The meaning of a chain of header cells, outermost first: the innermost known wording decides.
fn column(chain: &[(usize, &LogicalCell)]) -> Column {
    let texts: Vec<String> = chain.iter().map(|(_, c)| join_lines(&c.lines).replace('\n', " ")).collect();
    let header = texts.join(" - ");
    let role = texts.iter().rev().find_map(|t| match_header(t)).map(|m| m.role).unwrap_or_default();
    Column { header, role }
}

fn is_column_numbers(row: &[LogicalCell]) -> bool {
    let mut printed = row.iter().filter(|c| !c.is_empty()).peekable();
    printed.peek().is_some() && printed.all(|c| fold(&c.text()).parse::<u32>().is_ok())
}

/// The innermost heading of a column.
fn leaf(column: &GridColumn) -> &str {
    column.column.header.rsplit(" - ").next().unwrap_or_default()
}

/// `why`: what is said of the headings, which stand between quotation marks.
fn doubt(list: &[GridColumn], columns: &[usize], why: impl FnOnce(String) -> Message) -> Doubt {
    let headers: Vec<String> = columns.iter().map(|i| list[*i].column.header.clone()).collect();
    let diagnostic = Diagnostic::new(Code::RoleInferred, why(headers.join("\", \"")))
        .about(Role::Deadline)
        .hint(Message::new("compare-deadlines"));
    Doubt { headers, diagnostic }
}

/// Columns of marks under times of the calendar (`Quý I` to `Quý IV` under `Thời gian`): no one of them is the deadline.
fn chart(list: &mut [GridColumn]) -> Option<Doubt> {
    let chart = |c: &GridColumn| {
        c.column.role == Role::Deadline && c.column.header.contains(" - ") && is_calendar_heading(leaf(c))
    };
    let columns: Vec<usize> = (0..list.len()).filter(|i| chart(&list[*i])).collect();
    if columns.len() < 2 {
        return None;
    }
    columns.iter().for_each(|i| list[*i].column.role = Role::Other);
    Some(doubt(list, &columns, |headers| Message::new("times-as-marks").with("headers", headers)))
}

/// Each core role stands once (number: twice, TT and Chi tiết); a second column of the same wording is another column.
/// Of columns of times the one that holds the end of a task's time; what is to be said where the headings do not tell.
fn single_core(list: &mut [GridColumn]) -> Option<Doubt> {
    let mut doubtful = None;
    for role in [Role::Task, Role::Lead, Role::Partner, Role::Deadline] {
        let mut found: Vec<usize> = (0..list.len()).filter(|i| list[*i].column.role == role).collect();
        // The wording that is longest is surest; of equals the first.
        found.sort_by_key(|i| {
            let strength = match_header(leaf(&list[*i])).map_or(0, |m| m.strength);
            let leads = role == Role::Lead && fold(&list[*i].column.header).contains("chu tri");
            let end = if role == Role::Deadline { time_end(leaf(&list[*i])) } else { TimeEnd::Unsaid };
            let surest = std::cmp::Reverse((end, if role == Role::Task { 0 } else { strength }));
            (!leads, surest, *i)
        });
        if let (Role::Deadline, Some(first)) = (role, found.first()) {
            let end = time_end(leaf(&list[*first]));
            // `Tiến độ thực hiện` beside the deadline tells how far the work is.
            let rival =
                |i: &&usize| time_end(leaf(&list[**i])) == end && !fold(leaf(&list[**i])).starts_with("tien do");
            if found.iter().skip(1).any(|i| rival(&i)) {
                doubtful =
                    Some(doubt(list, &found, |headers| Message::new("deadline-rivals").with("headers", headers)));
            } else if end == TimeEnd::Start {
                doubtful =
                    Some(doubt(list, &found, |headers| Message::new("times-of-beginning").with("headers", headers)));
            }
        }
        for i in found.into_iter().skip(1) {
            list[i].column.role = Role::Other;
        }
    }
    doubtful
}

/// Reads missing core roles from the cells.
fn infer(table: &StitchedTable, list: &mut [GridColumn], diagnostics: &mut Vec<Diagnostic>) {
    let has = |list: &[GridColumn], role| list.iter().any(|c| c.column.role == role);
    let who = has(list, Role::Lead) || has(list, Role::Partner);
    if who && !has(list, Role::Task) {
        let widest = unknown(list).max_by_key(|i| texts(table, &list[*i]).iter().map(String::len).sum::<usize>());
        set(list, widest, Role::Task, diagnostics);
    }
    if has(list, Role::Task) && !who {
        let share = |t: &String| agency_score(t) >= 2.0;
        set(list, most(table, list, share), Role::Lead, diagnostics);
    }
    if has(list, Role::Lead) && !has(list, Role::Partner) {
        // A column of bodies under a heading that names a body, and does not say what it does.
        let body = |t: &String| agency_score(t) >= 2.0;
        let at = most(table, list, body).filter(|i| names_only_someone(&list[*i].column.header));
        set(list, at, Role::Partner, diagnostics);
    }
    if has(list, Role::Task) && !has(list, Role::Deadline) {
        set(list, most(table, list, |t| deadline_score(t) >= 3.0), Role::Deadline, diagnostics);
    }
    if has(list, Role::Task) && !has(list, Role::Number) {
        let first = most(table, list, |t| parse_label(t).is_some()).filter(|i| *i == 0);
        if let Some(i) = first {
            list[i].column.role = Role::Number;
        }
    }
}

fn unknown(list: &[GridColumn]) -> impl Iterator<Item = usize> + '_ {
    list.iter().enumerate().filter(|(_, c)| c.column.role == Role::Other).map(|(i, _)| i)
}

/// The first unknown column most of whose cells look like what is asked for.
fn most(table: &StitchedTable, list: &[GridColumn], looks: impl Fn(&String) -> bool) -> Option<usize> {
    unknown(list).find(|i| {
        let texts = texts(table, &list[*i]);
        #[allow(clippy::cast_precision_loss, reason = "a table has far fewer than 2^23 rows")]
        let share = texts.iter().filter(|t| looks(t)).count() as f32 / texts.len().max(1) as f32;
        texts.len() >= 2 && share >= MOST
    })
}

/// Whether most of some cells are mere figures: a heading of work (`Chỉ tiêu`) may stand over numbers of something.
fn is_figures(texts: &[String]) -> bool {
    let figure = |t: &&String| !t.chars().any(char::is_alphabetic);
    texts.iter().filter(figure).count() * 2 > texts.len()
}

/// The printed texts of a column's own cells.
fn texts(table: &StitchedTable, column: &GridColumn) -> Vec<String> {
    let own = |c: &&LogicalCell| c.col >= column.start && c.col + c.col_span <= column.end && !c.is_empty();
    table.rows.iter().flat_map(|r| r.cells.iter().filter(own).map(LogicalCell::text)).collect()
}

fn set(list: &mut [GridColumn], at: Option<usize>, role: Role, diagnostics: &mut Vec<Diagnostic>) {
    let Some(i) = at else { return };
    list[i].column.role = role;
    diagnostics.push(
        Diagnostic::new(
            Code::RoleInferred,
            Message::new("role-inferred")
                .with("column", i + 1)
                .with("header", list[i].column.header.as_str())
                .with("role", role.name()),
        )
        .about(role)
        .hint(Message::new("role-inferred-hint")),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(headers: &[&str]) -> Vec<GridColumn> {
        let role =
            |h: &str| h.split(" - ").collect::<Vec<_>>().into_iter().rev().find_map(match_header).map(|m| m.role);
        let column = |(n, h): (usize, &&str)| GridColumn {
            start: n,
            end: n + 1,
            column: Column { header: (*h).to_owned(), role: role(h).unwrap_or_default() },
        };
        headers.iter().enumerate().map(column).collect()
    }

    /// The column that is taken for the deadline, and whether something is said.
    fn deadline(headers: &[&str]) -> (Option<String>, bool) {
        let mut list = list(headers);
        let said = chart(&mut list).is_some() | single_core(&mut list).is_some();
        let taken = list.into_iter().find(|c| c.column.role == Role::Deadline);
        (taken.map(|c| c.column.header), said)
    }

    #[test]
    fn the_end_of_a_time_goes_before_its_beginning() {
        for (headers, taken) in [
            (["Thời gian bắt đầu", "Thời gian kết thúc"], 1),
            (["Thời gian bắt đầu", "Thời gian hoàn thành"], 1),
            (["Thời gian hoàn thành", "Thời gian bắt đầu"], 0),
            (["Thời gian thực hiện - Bắt đầu", "Thời gian thực hiện - Kết thúc"], 1),
            (["Thời gian báo cáo UBND tỉnh", "Thời gian hoàn thành"], 1),
            (["Thời hạn cũ", "Thời hạn điều chỉnh"], 1),
            (["Hạn xử lý", "Ngày hoàn thành"], 0),
            (["Thời gian", "Tiến độ thực hiện"], 0),
        ] {
            assert_eq!(deadline(&headers), (Some(headers[taken].to_owned()), false), "{headers:?}");
        }
    }

    #[test]
    fn rivals_are_said() {
        assert!(deadline(&["Thời gian trình UBND tỉnh", "Thời gian trình HĐND tỉnh"]).1);
        assert!(deadline(&["Nhiệm vụ", "Thời gian bắt đầu"]).1);
        assert_eq!(deadline(&["Thời gian - Quý I", "Thời gian - Quý II", "Thời gian - Quý III"]), (None, true));
        assert_eq!(deadline(&["Thời gian thực hiện - Quý I"]), (Some("Thời gian thực hiện - Quý I".to_owned()), false));
    }
}
