//! The paper itself: from its head and from the "kèm theo" line of its appendices.
//!
//! In: the raw parts of head and foot, and the lines that tie the appendices to their plan. Out: what the paper prints of
//! itself. The head is heard first, the line where the head is silent; what neither prints is null, or `inferred` with its
//! evidence; where they disagree it is said.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::citation::{cited, day_in};
use super::context::Context;
use super::identity::Issuer;
use super::place::{Given, named_provinces, needs_place, province_of};
use super::text;
use super::tied::{tied, together};
use crate::lexicon::{document_kind_starting, key};
use crate::model::{
    AttachedTo, Code, Diagnostic, DocumentInfo, Inferred, Interpreted, Letterhead, Message, PlanRow, TextLine,
    regions_of,
};

/// What is known of the paper.
pub(super) struct Paper {
    pub(super) info: DocumentInfo,
    /// What the cells' values depend on.
    pub(super) context: Context,
    /// The paper, or the caller, names the province.
    pub(super) placed: bool,
    /// What tells the paper from all others: issuer with its place, number, year; `None` where one of them is not known.
    pub(super) key: Option<String>,
    /// What is to be said of it.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// What the parts of a paper leave out or get wrong.
#[derive(Default)]
struct Gaps<'l> {
    blank: Vec<&'l TextLine>,
    bad_date: Vec<&'l TextLine>,
}

/// Reads the paper's own data; `authority`: the issuing place, where the paper does not print it.
pub(super) fn paper(interpreted: &Interpreted, authority: Option<&str>) -> Paper {
    let head = &interpreted.letterhead;
    let lines = interpreted.tables.iter().map(|t| &t.heading.attached_to).chain([&head.attached_to]);
    let lines = lines.into_iter().find(|l| !l.is_empty());
    let tied = lines.and_then(|l| tied(l)).unwrap_or_default();
    let mut gaps = Gaps::default();
    let mut info = own(head, &mut gaps);
    let headed = info.number.is_some() || info.kind.is_some() || !head.number.is_empty();
    let line = &tied.line;
    // A head of another kind of paper is that of another paper (a decision that brings a plan).
    let same = !headed || info.kind.is_none() || info.kind == line.kind;
    let mut given = None;
    if same {
        info.kind = info.kind.or_else(|| line.kind.clone());
        info.number = info.number.or_else(|| line.number.clone());
        info.date = info.date.or(line.date);
        info.issuer = info.issuer.or_else(|| line.issuer.clone());
        let of_line = |wrong: bool| lines.into_iter().flatten().filter(move |_| wrong);
        gaps.blank.extend(of_line(tied.blank));
        gaps.bad_date.extend(of_line(tied.bad_date));
        // The line may print the province that the head leaves out.
        given = line.issuer.as_deref().and_then(Given::printed);
    }
    let parent = text::one_line(&head.parent);
    let mut diagnostics = gaps.said(&info);
    let name = info.issuer.clone().unwrap_or_default();
    let own = province_of(&name).or_else(|| province_of(&parent));
    let printed = own.or_else(|| given.as_ref().and_then(|g| g.province));
    if let Some(text) = authority {
        let read = Given::read(text);
        diagnostics.extend(unheard(text, read.as_ref(), printed));
        given = given.or(read.filter(|r| printed.is_none_or(|p| r.province == Some(p))));
    }
    let issuer = Issuer { name: &name, parent: &parent, given: given.unwrap_or_default(), date: info.date };
    let province = issuer.province();
    infer(&mut info, interpreted, province.is_some());
    let key = id_key(&info, &issuer);
    if let Some(lines) = lines.filter(|l| **l == head.attached_to) {
        diagnostics.extend(disagreement(&info, line, printed).map(|d| d.at(regions_of(lines))));
    }
    let context = Context { date: info.date, province: province.map(str::to_owned) };
    Paper { context, placed: province.is_some(), info, key, diagnostics }
}

/// What is to be said of a place that the caller gives.
fn unheard(text: &str, read: Option<&Given>, printed: Option<&str>) -> Option<Diagnostic> {
    let what = match (read, printed) {
        (None, _) => Message::new("given-place-unknown").with("place", text),
        (Some(given), Some(own)) if given.province != Some(own) => {
            Message::new("given-place-differs").with("place", text)
        }
        _ => return None,
    };
    Some(Diagnostic::new(Code::DocumentFieldUnsure, what).hint(Message::new("given-place-hint")))
}

/// What an appendix's line says otherwise than the paper; `None` where they agree, or where one of them is silent.
pub(super) fn disagreement(info: &DocumentInfo, line: &AttachedTo, printed: Option<&str>) -> Option<Diagnostic> {
    // A plan that a decision brought has the decision's number in its line, or the other way round.
    if info.kind.is_some() && line.kind.is_some() && info.kind != line.kind {
        return None;
    }
    let figures = |n: &str| key(n).trim_start_matches('0').to_owned();
    let number = info.number.as_deref().zip(line.number.as_deref()).filter(|(a, b)| figures(a) != figures(b));
    let date = info.date.zip(line.date).filter(|(a, b)| a != b);
    let place = printed.zip(line.issuer.as_deref().and_then(province_of)).filter(|(a, b)| a != b);
    let parts = [
        number.is_some().then(|| Message::new("field-number")),
        date.is_some().then(|| Message::new("field-date")),
        place.is_some().then(|| Message::new("field-issuer")),
    ];
    let differs: Vec<Message> = parts.into_iter().flatten().collect();
    (!differs.is_empty()).then(|| {
        let what = Message::new("line-differs").with("what", differs);
        Diagnostic::new(Code::DocumentFieldUnsure, what).hint(Message::new("line-differs-hint"))
    })
}

/// The number that an appendix's line names, where it is not the paper's.
pub(super) fn another_number<'l>(info: &DocumentInfo, line: Option<&'l AttachedTo>) -> Option<&'l str> {
    let line = line?;
    disagreement(info, line, None)?;
    line.number.as_deref()
}

impl Gaps<'_> {
    fn said(self, info: &DocumentInfo) -> Vec<Diagnostic> {
        let mut out = Vec::new();
        if info.date.is_none() && !self.bad_date.is_empty() {
            let what = Message::new("date-not-in-calendar");
            let said = Diagnostic::new(Code::DocumentFieldUnsure, what).hint(Message::new("look-at-paper"));
            out.push(said.at(regions_of(self.bad_date)));
            if info.number.is_some() {
                return out;
            }
        }
        let missing = match (info.number.is_none(), info.date.is_none()) {
            (true, true) => Some(Message::new("number-and-date-blank")),
            (true, false) => Some(Message::new("number-blank")),
            (false, true) => Some(Message::new("date-blank")),
            (false, false) => None,
        };
        if let Some(what) = missing.filter(|_| !self.blank.is_empty()) {
            out.push(
                Diagnostic::new(Code::DocumentFieldBlank, what)
                    .hint(Message::new("field-blank-hint"))
                    .at(regions_of(self.blank)),
            );
        }
        out
    }
}

/// What the paper's own head and foot print.
fn own<'l>(head: &'l Letterhead, gaps: &mut Gaps<'l>) -> DocumentInfo {
    let some = |lines: &[TextLine]| Some(text::one_line(lines)).filter(|t| !t.is_empty());
    let mut info = DocumentInfo {
        kind: some(&head.kind).map(|k| kind(&k).map_or(k, str::to_owned)),
        issuer: some(&head.issuer),
        subject: some(&head.subject),
        signer: some(&head.signer),
        ..DocumentInfo::default()
    };
    if let Some(printed) = some(&head.number) {
        // The parser wants a kind before a number of one word.
        let found = cited(&together(&format!("Văn bản {printed}"))).into_iter().next();
        info.number = found.and_then(|c| c.citation.number);
        if info.number.is_none() {
            gaps.blank.extend(&head.number);
        }
    }
    if let Some(printed) = some(&head.date) {
        info.place = place(&printed);
        let (date, bad) = day_in(&together(&printed));
        info.date = date;
        if date.is_none() {
            if bad { &mut gaps.bad_date } else { &mut gaps.blank }.extend(&head.date);
        }
    }
    info
}

/// What stands before `ngày`: `Lào Cai, ngày 12/02/2025`.
fn place(printed: &str) -> Option<String> {
    let word = printed.split_whitespace().find(|w| key(w) == key("ngày"))?;
    let at = word.as_ptr() as usize - printed.as_ptr() as usize;
    Some(printed[..at].trim().trim_end_matches(',').trim_end().to_owned()).filter(|p| !p.is_empty())
}

/// The name of the kind that a text begins with.
fn kind(printed: &str) -> Option<&'static str> {
    let keys = key(printed);
    let words: Vec<&str> = keys.split(' ').collect();
    document_kind_starting(&words).map(|(_, k)| k.name)
}

/// What the paper does not print but lets conclude.
fn infer(info: &mut DocumentInfo, interpreted: &Interpreted, placed: bool) {
    let stamp = &interpreted.letterhead.stamp;
    for line in stamp {
        let text = text::clean(&line.text);
        let number = cited(&format!("Văn bản {text}")).into_iter().next().and_then(|c| c.citation.number);
        let mut conclude = |field: &str, value: Option<String>| {
            if let Some(value) = value.filter(|_| !info.inferred.iter().any(|i| i.field == field)) {
                let why = "printed in the stamp of the electronic signature".to_owned();
                info.inferred.push(Inferred { field: field.to_owned(), value, why, regions: vec![line.region()] });
            }
        };
        if info.number.is_none() {
            conclude("number", number.filter(|n| n.contains('/')));
        }
    }
    let sign = info.number.as_deref().and_then(|n| cited(&format!("số {n}")).into_iter().next()?.citation.kind);
    if let Some(value) = sign.filter(|_| info.kind.is_none()) {
        let why = "the sign of its number names it".to_owned();
        let regions = regions_of(&interpreted.letterhead.number);
        info.inferred.push(Inferred { field: "kind".to_owned(), value, why, regions });
    }
    if !placed && needs_place(info.issuer.as_deref().unwrap_or_default()) {
        info.inferred.extend(province(interpreted));
    }
}

/// The one province that the rows name, where they name one only.
fn province(interpreted: &Interpreted) -> Option<Inferred> {
    let mut seen: BTreeMap<String, (String, Vec<TextLine>)> = BTreeMap::new();
    for row in interpreted.tables.iter().flat_map(|t| &t.rows) {
        let PlanRow::Item(item) = row else { continue };
        for field in item.fields.iter().filter(|f| !f.inherited) {
            for name in named_provinces(&text::one_line(&field.lines)) {
                seen.entry(key(&name)).or_insert_with(|| (name, Vec::new())).1.extend(field.lines.iter().cloned());
            }
        }
    }
    let mut all = seen.into_values();
    let (name, lines) = all.next().filter(|_| all.next().is_none())?;
    let why = "the only province that the rows name".to_owned();
    Some(Inferred { field: "province".to_owned(), value: name, why, regions: regions_of(&lines) })
}

/// What the ids of the rows rest on.
fn id_key(info: &DocumentInfo, issuer: &Issuer) -> Option<String> {
    let (number, year) = (info.number.as_deref()?, info.date.map(Date::year)?);
    Some(format!("{}\u{1f}{}\u{1f}{year}", issuer.key()?, key(number)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Heading, InterpretedTable};

    fn line(text: &str) -> Vec<TextLine> {
        vec![TextLine { text: text.into(), ..TextLine::default() }]
    }

    fn tied_only(text: &str) -> Interpreted {
        let heading = Heading { attached_to: line(text), ..Heading::default() };
        Interpreted {
            tables: vec![InterpretedTable { heading, ..InterpretedTable::default() }],
            ..Interpreted::default()
        }
    }

    #[test]
    fn the_line_alone_tells_the_paper() {
        let found =
            paper(&tied_only("(Kèm theo Kế hoạch số 277 /KH-UBND ngày 14 / 7 /2026 của UBND thành phố Hà Nội)"), None);
        let info = found.info;
        assert_eq!((info.kind.as_deref(), info.number.as_deref()), (Some("Kế hoạch"), Some("277/KH-UBND")));
        assert_eq!((info.date, info.issuer.as_deref()), (Date::new(2026, 7, 14).ok(), Some("UBND thành phố Hà Nội")));
        assert!(found.key.is_some() && found.diagnostics.is_empty() && info.inferred.is_empty());
    }

    #[test]
    fn stamped_figures_stand_apart() {
        let line = "(Ban hành kèm theo Quyết định số1 1 8 7/QĐ-BNV ngày1 5 tháng1 0 năm 2025 của Bộ Nội vụ)";
        let info = paper(&tied_only(line), None).info;
        assert_eq!((info.number.as_deref(), info.date), (Some("1187/QĐ-BNV"), Date::new(2025, 10, 15).ok()));
        let line = "(Kèm theo Công văn số 12094 /BNV-CCHC ngày1 5 / 1 2 /2025 của Bộ Nội vụ)";
        let info = paper(&tied_only(line), None).info;
        assert_eq!((info.number.as_deref(), info.date), (Some("12094/BNV-CCHC"), Date::new(2025, 12, 15).ok()));
    }

    #[test]
    fn a_place_that_is_given_and_one_that_is_printed_make_the_same_ids() {
        let bare = tied_only("(Kèm theo Kế hoạch số 18/KH-UBND ngày 23/01/2024 của Chủ tịch UBND tỉnh)");
        let whole = tied_only("(Kèm theo Kế hoạch số 18/KH-UBND ngày 23/01/2024 của Ủy ban nhân dân tỉnh Bắc Giang)");
        assert_eq!(paper(&bare, None).key, None);
        assert_eq!(paper(&bare, Some("tỉnh Bắc Giang")).key, paper(&whole, None).key);
        assert_ne!(paper(&bare, Some("tỉnh Bắc Ninh")).key, paper(&whole, None).key);
        assert_eq!(paper(&bare, Some("tỉnh Bắc Giang")).info.issuer.as_deref(), Some("Chủ tịch UBND tỉnh"));
    }

    #[test]
    fn blanks_are_null_and_said_once() {
        let mut read = tied_only("(Kèm theo Kế hoạch số      /KH-UBND ngày      /10/2026 của UBND tỉnh Gia Lai)");
        read.letterhead.number = line("Số:        /KH-UBND");
        read.letterhead.date = line("Gia Lai, ngày      tháng 10 năm 2026");
        let found = paper(&read, None);
        assert_eq!((found.info.number, found.info.date, found.info.place.as_deref()), (None, None, Some("Gia Lai")));
        assert_eq!(found.diagnostics.len(), 1);
        assert_eq!(found.diagnostics[0].message.to_string(), "the paper leaves its number and its date blank");
        assert_eq!(found.key, None);
        read.letterhead.stamp = line("Số: 2061/QĐ-UBND; Thời gian ký: 13/05/2026");
        let found = paper(&read, None).info;
        assert_eq!((found.number, found.inferred[0].value.as_str()), (None, "2061/QĐ-UBND"));
    }
}
