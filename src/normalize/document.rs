//! The paper itself: from its head and from the "kèm theo" line of its appendices.
//!
//! In: the raw parts of head and foot, and the lines that tie the appendices to their plan. Out: what the paper prints of
//! itself. The head is heard first, the line where the head is silent; what neither prints is null, or `inferred` with its
//! evidence.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::citation::{cited, day_in};
use super::context::Context;
use super::place::{bare_noun, has_place, named_provinces, needs_place};
use super::text;
use crate::lexicon::{document_kind_starting, key, province_in};
use crate::model::{
    AttachedTo, Code, Diagnostic, DocumentInfo, Inferred, Interpreted, Letterhead, Message, PlanRow, TextLine,
    regions_of,
};

/// What is known of the paper.
pub(super) struct Paper {
    pub(super) info: DocumentInfo,
    /// What the cells' values depend on.
    pub(super) context: Context,
    /// The paper, or the caller, names the place.
    pub(super) placed: bool,
    /// What tells the paper from all others: issuer with its place, number, year; `None` where one of them is not known.
    pub(super) key: Option<String>,
    /// What is to be said of it.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Reads the paper's own data; `authority`: the issuing place, where the paper does not print it.
pub(super) fn paper(interpreted: &Interpreted, authority: Option<&str>) -> Paper {
    let head = &interpreted.letterhead;
    let lines = interpreted.tables.iter().map(|t| &t.heading.attached_to).chain([&head.attached_to]);
    let lines = lines.into_iter().find(|l| !l.is_empty());
    let tied = lines.and_then(|l| tied(l)).unwrap_or_default();
    let mut blanks: Vec<&TextLine> = Vec::new();
    let mut info = own(head, &mut blanks);
    let headed = info.number.is_some() || info.kind.is_some() || !head.number.is_empty();
    let line = &tied.line;
    // A head of another kind of paper is that of another paper (a decision that brings a plan).
    if !headed || info.kind.is_none() || info.kind == line.kind {
        info.kind = info.kind.or_else(|| line.kind.clone());
        info.number = info.number.or_else(|| line.number.clone());
        info.date = info.date.or(line.date);
        info.issuer = info.issuer.or_else(|| line.issuer.clone());
        if tied.blank {
            blanks.extend(lines.into_iter().flatten());
        }
    }
    let mut diagnostics = Vec::new();
    let missing = match (info.number.is_none(), info.date.is_none()) {
        (true, true) => Some(Message::new("number-and-date-blank")),
        (true, false) => Some(Message::new("number-blank")),
        (false, true) => Some(Message::new("date-blank")),
        (false, false) => None,
    };
    if let Some(what) = missing.filter(|_| !blanks.is_empty()) {
        diagnostics.push(
            Diagnostic::new(Code::DocumentFieldBlank, what)
                .hint(Message::new("field-blank-hint"))
                .at(regions_of(blanks)),
        );
    }
    infer(&mut info, interpreted, authority);
    let parent = text::one_line(&head.parent);
    let place = authority.map(str::to_owned).or_else(|| {
        let whole = format!("{} {parent}", info.issuer.as_deref().unwrap_or_default());
        has_place(&whole).then_some(whole)
    });
    let key = id_key(&info, &parent, !head.issuer.is_empty(), authority);
    let province = place.as_deref().and_then(province_in).map(str::to_owned);
    let placed = place.is_some();
    Paper { context: Context { date: info.date, province }, placed, info, key, diagnostics }
}

/// What the paper's own head and foot print.
fn own<'l>(head: &'l Letterhead, blanks: &mut Vec<&'l TextLine>) -> DocumentInfo {
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
            blanks.extend(&head.number);
        }
    }
    if let Some(printed) = some(&head.date) {
        info.place = printed.split_once(',').map(|(place, _)| place.trim().to_owned());
        info.date = day_in(&together(&printed));
        if info.date.is_none() {
            blanks.extend(&head.date);
        }
    }
    info
}

/// The name of the kind that a text begins with.
fn kind(printed: &str) -> Option<&'static str> {
    let keys = key(printed);
    let words: Vec<&str> = keys.split(' ').collect();
    document_kind_starting(&words).map(|(_, k)| k.name)
}

/// A "kèm theo" line, read.
#[derive(Default)]
pub(super) struct Tied {
    pub(super) line: AttachedTo,
    /// Its number or its day is left blank.
    blank: bool,
}

/// Reads a "kèm theo" line; `None` where there is none.
pub(super) fn tied(lines: &[TextLine]) -> Option<Tied> {
    let text = text::text(lines)?.replace('\n', " ");
    let found = cited(&together(&text)).into_iter().next();
    let (line, blank) = match found {
        Some(found) => {
            let c = found.citation;
            let line = AttachedTo { text, kind: c.kind, number: c.number, date: c.date, issuer: c.issuer };
            (line, found.no_number || found.no_date)
        }
        None => (AttachedTo { kind: first_kind(&text), text, ..AttachedTo::default() }, false),
    };
    Some(Tied { line, blank })
}

/// Without the spaces between figures: stamped ones stand apart (`số 1 1 8 7/QĐ-BNV ngày 1 5 tháng 1 0`).
fn together(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let digit = |i: usize| chars.get(i).is_some_and(char::is_ascii_digit);
    let apart = |i: &usize| !(chars[*i] == ' ' && *i > 0 && digit(*i - 1) && digit(*i + 1));
    (0..chars.len()).filter(apart).map(|i| chars[i]).collect()
}

/// The first kind of paper that a text names.
fn first_kind(text: &str) -> Option<String> {
    let keys = key(text);
    let words: Vec<&str> = keys.split(' ').collect();
    (0..words.len()).find_map(|i| document_kind_starting(&words[i..])).map(|(_, k)| k.name.to_owned())
}

/// What the paper does not print but lets conclude.
fn infer(info: &mut DocumentInfo, interpreted: &Interpreted, authority: Option<&str>) {
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
    let issuer = format!("{} {}", text::one_line(&interpreted.letterhead.parent), info.issuer.as_deref().unwrap_or(""));
    if authority.is_none() && !has_place(&issuer) && needs_place(&issuer) {
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
fn id_key(info: &DocumentInfo, parent: &str, headed: bool, authority: Option<&str>) -> Option<String> {
    let (number, issuer) = (info.number.as_deref()?, info.issuer.as_deref()?);
    let year = info.date.map(Date::year)?;
    let placed = match authority {
        // `UBND tỉnh` and "tỉnh Bắc Giang" are `UBND tỉnh Bắc Giang`, as other copies print it.
        Some(place) => match bare_noun(issuer, place) {
            Some(head) => format!("{head}{place}"),
            None => format!("{issuer} {place}"),
        },
        None if has_place(issuer) => issuer.to_owned(),
        None if has_place(parent) => format!("{issuer} {parent}"),
        None if needs_place(issuer) => return None,
        // A body of its own name: the head of a paper prints it whole, the line may print a part.
        None if headed || is_central(issuer) => issuer.to_owned(),
        None => return None,
    };
    Some(format!("{}\u{1f}{}\u{1f}{year}", body(&placed), key(number)))
}

/// Whether there is one such body in the country: `Bộ Y tế`, `Thủ tướng Chính phủ`.
fn is_central(issuer: &str) -> bool {
    let folded = body(issuer);
    ["bộ", "chính phủ", "thủ tướng", "quốc hội", "cục", "tổng cục", "ban bí thư"]
        .iter()
        .any(|b| folded.starts_with(&key(b)))
}

/// The match key of a body: its head's office left out, abbreviations written out.
fn body(name: &str) -> String {
    let mut keys = format!("{} ", key(name));
    for (short, long) in [("ubnd", "ủy ban nhân dân"), ("hđnd", "hội đồng nhân dân"), ("tp", "thành phố")]
    {
        keys = keys.replace(&format!("{} ", key(short)), &format!("{} ", key(long)));
    }
    for office in ["bộ trưởng", "chủ tịch", "giám đốc", "cục trưởng", "phó chủ tịch"] {
        keys = keys.strip_prefix(&format!("{} ", key(office))).map_or(keys.clone(), str::to_owned);
    }
    keys.trim_end().to_owned()
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
