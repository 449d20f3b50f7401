//! The workbook: read back by another library, opened by an office suite, the same cells as the flat rows.
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stderr)]

mod support;

use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::Command;

use calamine::{Data, Range, Reader, Xlsx};
use phuluc::lang::Language;
use phuluc::model::{Appendix, Content, ExtraField, Field, Plan, PlanItem, Region, Section};
use phuluc::write::columns::{COLUMNS, FlatRow};
use phuluc::write::{Format, Layout, WriteOptions, Writer, write};
use proptest::prelude::*;

type Book = Xlsx<Cursor<Vec<u8>>>;

const VI: WriteOptions =
    WriteOptions { bom: false, delimiter: b',', guard: false, headers: Language::Vi, layout: Layout::Rows };
const REPORT: WriteOptions = WriteOptions { layout: Layout::Report, ..VI };

fn open(bytes: Vec<u8>) -> Book {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

fn book(plan: &Plan, options: &WriteOptions) -> Book {
    open(write(plan, Format::Xlsx, options).unwrap())
}

/// One workbook of several documents.
fn together(plans: &[&Plan], options: &WriteOptions) -> Vec<u8> {
    let mut writer = Writer::new(Format::Xlsx, options, Vec::new());
    plans.iter().for_each(|p| writer.add(p).unwrap());
    writer.finish().unwrap()
}

fn plans() -> Vec<(String, Plan)> {
    let mut sources: Vec<_> = support::fixtures().iter().map(|f| support::source(f)).collect();
    if let Some(corpus) = support::corpus() {
        sources.extend(support::files(&corpus.join("plans/pdf"), "pdf"));
    }
    sources.into_iter().map(|s| (s.display().to_string(), support::plan(&s))).collect()
}

fn seed() -> Plan {
    support::plan(&support::source(&support::root().join("fixtures/seed-pdf")))
}

/// A part of the file as it is stored.
fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = String::new();
    zip.by_name(name).unwrap_or_else(|e| panic!("{name}: {e}")).read_to_string(&mut out).unwrap();
    out
}

/// A cell as text; a day in ISO 8601.
fn text(range: &Range<Data>, row: u32, column: usize) -> String {
    match range.get_value((row, u32::try_from(column).unwrap())) {
        None | Some(Data::Empty) => String::new(),
        Some(Data::String(text)) => text.clone(),
        Some(Data::DateTime(day)) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        other => panic!("row {row}, column {column}: {other:?} is neither a string nor a day"),
    }
}

/// The sheet row that names the columns: the first with this cell.
fn header(range: &Range<Data>, first: &str) -> (u32, Vec<String>) {
    let (end, width) = range.end().unwrap();
    let row = (0..=end).find(|r| text(range, *r, 0) == first).unwrap_or_else(|| panic!("no row begins with {first}"));
    (row, (0..=width as usize).map(|c| text(range, row, c)).collect())
}

/// What the writer does to what XML cannot hold.
fn visible(text: &str) -> String {
    let held = |c: char| match c {
        '\t' | '\n' => c,
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap(),
        '\u{7f}' => '␡',
        '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        c => c,
    };
    text.replace("\r\n", "\n").chars().map(held).collect()
}

/// Every cell of every row is that of the flat row; section rows are merged, in their place; nothing else stands between.
fn compare(name: &str, plan: &Plan, book: &mut Book, language: Language) {
    let sheets = book.sheet_names();
    assert_eq!(sheets.len(), plan.appendices.len() + 2, "{name}: {sheets:?}");
    let rows = FlatRow::all(plan);
    for (appendix, sheet) in plan.appendices.iter().zip(&sheets) {
        let range = book.worksheet_range(sheet).unwrap();
        let merged = book.merge_cells_by_sheet_name(sheet).unwrap();
        let of = |column: &str| COLUMNS.iter().find(|c| c.name == column).unwrap();
        let (top, headers) = header(&range, of("number").header(language));
        let at = |header: &str| headers.iter().position(|h| h == header).unwrap_or_else(|| panic!("{name}: {header}"));
        let id = headers.iter().rposition(|h| h == of("id").header(language)).unwrap();
        let mut row = top + 1;
        let mut sections = Vec::new();
        for flat in rows.iter().filter(|r| std::ptr::eq(r.appendix, appendix)) {
            while text(&range, row, id).is_empty() {
                let wide = merged.iter().any(|m| m.start == (row, 0) && m.end == (row, u32::try_from(id - 1).unwrap()));
                assert!(wide, "{name}: {sheet}: row {row} is neither a task nor a section");
                sections.push((row, text(&range, row, 0)));
                row += 1;
            }
            for column in ["number", "task", "lead", "partner", "deadline", "due", "diagnostics", "id"] {
                let wanted = visible(&(of(column).value)(flat));
                let column = if column == "id" { id } else { at(of(column).header(language)) };
                assert_eq!(text(&range, row, column), wanted, "{name}: {sheet}: {} of row {row}", headers[column]);
            }
            for (key, cell) in &flat.item.extra {
                // Headers of the paper may be those of the workbook's own columns.
                let found: Vec<String> = headers
                    .iter()
                    .enumerate()
                    .filter(|(_, h)| **h == visible(key))
                    .map(|(c, _)| text(&range, row, c))
                    .collect();
                let wanted = visible(cell.text.as_deref().unwrap_or_default());
                assert!(found.contains(&wanted), "{name}: {sheet}: {key} of row {row}: {wanted} not in {found:?}");
            }
            if !flat.item.pages.is_empty() {
                let pages = text(&range, row, id - 1);
                assert!(pages.starts_with(&flat.item.pages[0].to_string()), "{name}: {sheet}: row {row}: {pages}");
            }
            if let Some(section) = flat.section {
                let (_, above) = sections.last().unwrap();
                assert!(above.contains(&visible(&section.title)), "{name}: {sheet}: row {row} under {above}");
            }
            row += 1;
        }
        let end = range.end().unwrap().0;
        let titles = appendix.sections.iter().map(|s| visible(&s.title)).filter(|t| !t.is_empty());
        for title in titles {
            let stands = (top..=end).any(|r| text(&range, r, 0).contains(&title));
            assert!(stands, "{name}: {sheet}: no section row {title}");
        }
    }
}

#[test]
fn read_back_equal_to_the_rows() {
    for (name, plan) in plans() {
        for options in [VI, WriteOptions::default()] {
            compare(&name, &plan, &mut book(&plan, &options), options.headers);
        }
    }
}

/// Whatever is said stands on the sheet of notes, and each row leads to its place on the sheet of sources and back.
#[test]
fn notes_and_sources() {
    for (name, plan) in plans() {
        let mut book = book(&plan, &VI);
        let notes = book.worksheet_range("Lưu ý").unwrap();
        let said = notes.end().map_or(0, |e| e.0) as usize;
        let appendices = &plan.appendices;
        let items: usize = appendices.iter().flat_map(|a| &a.items).map(|i| i.diagnostics.len()).sum();
        let tables: usize = appendices.iter().map(|a| a.diagnostics.len()).sum();
        let all = plan.diagnostics.len() + tables + items;
        // Of rows that are too high for Excel it is told besides.
        let codes = (1..=notes.end().map_or(0, |e| e.0)).filter(|r| !text(&notes, *r, 1).is_empty()).count();
        assert!(codes == all && said >= all, "{name}: {codes} of {all}");
        let sources = book.worksheet_range("Nguồn").unwrap();
        assert_eq!(
            (text(&sources, 1, 0), text(&sources, 1, 1)),
            (plan.source.name.clone(), plan.source.sha256.clone())
        );
        let (top, _) = header(&sources, "Mã nhiệm vụ");
        let names = book.sheet_names();
        for (appendix, sheet) in appendices.iter().zip(&names) {
            let links = book.hyperlinks_by_sheet_name(sheet).unwrap();
            assert_eq!(links.len(), appendix.items.len(), "{name}: {sheet}");
            for (link, item) in links.iter().zip(&appendix.items) {
                assert_eq!(link.target, None, "{name}: leads out of the workbook");
                let there =
                    link.location.as_ref().unwrap().strip_prefix("'Nguồn'!A").unwrap().parse::<u32>().unwrap() - 1;
                assert!(there > top);
                assert_eq!(text(&sources, there, 0), item.id, "{name}: {sheet}");
                assert_eq!(text(&sources, there, 2), *sheet);
                let regions = text(&sources, there, 1);
                if let Some(Region::Page { page, bbox }) = item.task.regions.first() {
                    let wanted =
                        format!("task: trang {page} [{:.1} {:.1} {:.1} {:.1}]", bbox.x0, bbox.y0, bbox.x1, bbox.y1);
                    assert!(regions.lines().any(|l| l.starts_with(&wanted)), "{name}: {regions}");
                }
            }
        }
        for sheet in ["Lưu ý", "Nguồn"] {
            for link in book.hyperlinks_by_sheet_name(sheet).unwrap() {
                let place = link.location.unwrap();
                let name = place.rsplit_once("!A").unwrap().0.trim_matches('\'').replace("''", "'");
                assert!(link.target.is_none() && names.contains(&name), "{place}");
            }
        }
    }
}

/// What makes it a sheet to work with and to print.
#[test]
fn an_office_can_work_with_it() {
    let bytes = write(&seed(), Format::Xlsx, &VI).unwrap();
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    for wanted in [
        "state=\"frozen\"",
        "<autoFilter ref=\"A4:",
        "<pageSetUpPr fitToPage=\"1\"/>",
        "paperSize=\"9\"",
        "orientation=\"landscape\"",
        "fitToHeight=\"0\"",
        "<oddFooter>&amp;C&amp;P/&amp;N</oddFooter>",
        "<dataValidation type=\"list\"",
        "\"Chưa thực hiện,Đang thực hiện,Hoàn thành,Quá hạn\"",
    ] {
        assert!(sheet.contains(wanted), "{wanted}");
    }
    assert!(part(&bytes, "xl/workbook.xml").contains("_xlnm.Print_Titles"));
    assert!(!sheet.contains("<f>"));
    assert!(part(&bytes, "docProps/core.xml").contains("2000-01-01T00:00:00Z"));
    let styles = part(&bytes, "xl/styles.xml");
    assert!(styles.contains("formatCode=\"dd/mm/yyyy\"") && styles.contains("FFFFF2CC"), "{styles}");
}

/// The 25 columns, in their wording, and what a plan knows of them.
#[test]
fn the_layout_of_the_report() {
    let plan = seed();
    let mut book = book(&plan, &REPORT);
    let name = book.sheet_names()[0].clone();
    let range = book.worksheet_range(&name).unwrap();
    let headers: Vec<String> = (0..25).map(|c| text(&range, 0, c)).collect();
    let wanted = "STT; Tên nhiệm vụ; LĐVP chủ trì; Đơn vị chủ trì thực hiện; Đơn vị phối hợp; Đầu mối thực hiện; Ngày thực hiện; \
        Ngày hoàn thành; Loại nhiệm vụ; Nguồn gốc; Trạng thái nhiệm vụ; Kết quả thực hiện; Mức độ hoàn thành; Khó khăn; Đề xuất; \
        ID nhiệm vụ; Người giao nhiệm vụ; Lộ trình thực hiện; Ngày cập nhật; Ngày hoàn thành thực tế; Gia hạn - Số lần; \
        Gia hạn - Mốc cũ; Người phê duyệt - Họ tên; Người phê duyệt - Email; Người phê duyệt - Điện thoại";
    assert_eq!(headers.join("; "), wanted);
    for (row, item) in (1..).zip(&plan.appendices[0].items) {
        let partners: Vec<&str> = item.partner.organizations.iter().map(|o| o.name.as_str()).collect();
        assert_eq!(text(&range, row, 1), item.task.text.clone().unwrap_or_default());
        assert_eq!(text(&range, row, 4), partners.join("; "));
        assert_eq!(text(&range, row, 7), item.deadline.due.map(|d| d.to_string()).unwrap_or_default());
        assert_eq!(text(&range, row, 9), "Kế hoạch số 18/KH-UBND ngày 23/01/2024 của Chủ tịch UBND tỉnh");
        assert_eq!(text(&range, row, 15), item.id);
        assert_eq!(text(&range, row, 17), item.deadline.text.clone().unwrap_or_default());
        for unknown in [2, 5, 8, 10, 11, 12, 13, 14, 16, 18, 19, 20, 21, 22, 23, 24] {
            assert_eq!(text(&range, row, unknown), "", "{}", headers[unknown]);
        }
    }
    assert_eq!(range.end().unwrap().0, 39, "nothing stands under the rows");
    assert!(
        part(&write(&plan, Format::Xlsx, &REPORT).unwrap(), "xl/worksheets/sheet1.xml")
            .contains("<autoFilter ref=\"A1:Y40\"")
    );
}

/// Sheets of several documents are told apart, and an empty workbook opens too.
#[test]
fn several_documents_and_none() {
    let (one, two) = (seed(), support::plan(&support::source(&support::root().join("fixtures/plan-nfd"))));
    let names = open(together(&[&one, &two, &one], &VI)).sheet_names();
    let unique: std::collections::BTreeSet<String> = names.iter().map(|n| n.to_lowercase()).collect();
    assert_eq!(unique.len(), names.len());
    assert_eq!(names[0], "18-KH-UBND Phụ lục I");
    assert!(names.contains(&"18-KH-UBND Phụ lục I (2)".to_owned()), "{names:?}");
    assert_eq!(open(together(&[], &VI)).sheet_names(), ["Lưu ý", "Nguồn"]);
}

fn nasty() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("=1+1".to_owned()),
        Just("https://a.vn/?q=1&b".to_owned()),
        Just("_x0041_".to_owned()),
        Just("_x005F_".to_owned()),
        Just("<a>&amp;\"'".to_owned()),
        Just("'".to_owned()),
        Just("\r\n".to_owned()),
        Just("mailto:a@b".to_owned()),
        Just("file:///x#page=2".to_owned()),
        Just("2024-01-01".to_owned()),
        Just("  ".to_owned()),
        Just("Ẵ\u{301}𝔄\u{202e}".to_owned()),
        any::<char>().prop_map(|c| c.to_string()),
        (0_u8..0x20).prop_map(|c| char::from(c).to_string()),
    ];
    proptest::collection::vec(piece, 0..6).prop_map(|p| p.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever stands in a document is a string in its cell, the same when it is read back, and no formula and no link.
    #[test]
    fn strings_stay_strings(texts in proptest::collection::vec(nasty(), 8)) {
        let field = |t: &String| Field { text: Some(t.clone()), ..Field::default() };
        let item = PlanItem {
            id: "abc".to_owned(),
            task: field(&texts[0]),
            lead: field(&texts[1]),
            partner: field(&texts[2]),
            extra: [(format!("{}x", texts[3]), ExtraField { text: Some(texts[4].clone()), ..ExtraField::default() })].into(),
            ..PlanItem::default()
        };
        let section = Section { title: texts[5].clone(), path: vec![texts[5].clone()], ..Section::default() };
        let appendix = Appendix {
            label: texts[6].clone(),
            title: texts[7].clone(),
            items: vec![PlanItem { section: vec![texts[5].clone()], ..item }],
            sections: vec![section],
            ..Appendix::default()
        };
        let mut plan = Plan { appendices: vec![appendix], ..Plan::default() };
        plan.source.name = texts[7].clone();
        plan.document.number = Some(texts[6].clone());
        let bytes = write(&plan, Format::Xlsx, &VI).unwrap();
        let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
        prop_assert!(!sheet.contains("<f>") && !sheet.contains("r:id"), "{sheet}");
        let mut book = open(bytes);
        let name = book.sheet_names()[0].clone();
        let range = book.worksheet_range(&name).unwrap();
        let last = range.end().unwrap().0;
        let row = (0..=last).find(|r| text(&range, *r, 11) == "abc" || text(&range, *r, 10) == "abc").unwrap();
        for (column, wanted) in [(1, &texts[0]), (2, &texts[1]), (3, &texts[2]), (6, &texts[4])] {
            prop_assert_eq!(text(&range, row, column), visible(wanted));
        }
        let links = book.hyperlinks_by_sheet_name(&name).unwrap();
        prop_assert!(links.iter().all(|l| l.target.is_none()));
    }
}

/// A cell holds 32,767 characters; what is more is cut, seen to be, and said.
#[test]
fn cells_that_are_too_long() {
    let item = PlanItem {
        id: "a".to_owned(),
        task: Field { text: Some("nhiệm vụ ".repeat(5000)), ..Field::default() },
        ..PlanItem::default()
    };
    let plan = Plan { appendices: vec![Appendix { items: vec![item], ..Appendix::default() }], ..Plan::default() };
    let mut book = book(&plan, &VI);
    let name = book.sheet_names()[0].clone();
    let range = book.worksheet_range(&name).unwrap();
    let cell = text(&range, 1, 1);
    assert!(cell.ends_with(" […]") && cell.encode_utf16().count() == 32_767, "{}", cell.len());
    let notes = book.worksheet_range("Lưu ý").unwrap();
    assert!(text(&notes, 1, 2).starts_with("ô bị cắt bớt: 45000 ký tự"), "{}", text(&notes, 1, 2));
}

/// Where the office suite puts what it makes.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).unwrap();
    path
}

fn convert(soffice: &Path, folder: &Path, file: &str, to: &str) {
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let done = Command::new(soffice)
        .args([&profile, "--headless", "--convert-to", to, "--outdir"])
        .arg(folder)
        .arg(folder.join(file))
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

/// All that leaves ink, without the spaces.
fn ink(text: &str) -> String {
    text.chars().filter(|c| phuluc::model::is_counted(*c)).collect()
}

/// LibreOffice opens it, shows every task whole on paper, and takes no cell for anything but what it is.
#[test]
fn an_office_suite_opens_it() {
    let Some(soffice) = support::system::program("localc", &["libreoffice-calc", "fonts-liberation"]) else { return };
    let folder = folder("xlsx");
    let plans: Vec<Plan> = support::fixtures().iter().map(|f| support::plan(&support::source(f))).collect();
    let bytes = together(&plans.iter().collect::<Vec<_>>(), &VI);
    let names = open(bytes.clone()).sheet_names();
    std::fs::write(folder.join("plans.xlsx"), bytes).unwrap();
    convert(&soffice, &folder, "plans.xlsx", "pdf");
    let read = support::run(&folder.join("plans.pdf")).unwrap();
    let Content::Pages(pages) = &read.document.content else { panic!("a PDF has pages") };
    let landscape = pages.iter().filter(|p| (p.width - 842.0).abs() < 2.0 && (p.height - 595.0).abs() < 2.0).count();
    assert_eq!(landscape, pages.len(), "A4 across");
    let glyphs: String = pages.iter().flat_map(|p| &p.glyphs).map(|g| g.text.as_str()).collect();
    assert!(glyphs.contains("31/03/2026"), "days as an office writes them");
    // Each row is as high as its text: what hung over would be read as another row's.
    // Of the two columns of times the printed words stand in the first, and the days in the one that is heard.
    let cells = |i: &PlanItem, time: Option<&str>| {
        let fields = [i.task.text.as_deref(), i.lead.text.as_deref(), i.partner.text.as_deref(), time];
        fields.map(|t| ink(t.unwrap_or_default()))
    };
    let items = |plan: &Plan| -> Vec<PlanItem> { plan.appendices.iter().flat_map(|a| a.items.clone()).collect() };
    let words = |i: &PlanItem| i.extra.get("Thời hạn").and_then(|c| c.text.clone());
    let printed: Vec<_> = items(&read.plan).iter().map(|i| cells(i, words(i).as_deref())).collect();
    let wanted: Vec<_> = plans.iter().flat_map(items).map(|i| cells(&i, i.deadline.text.as_deref())).collect();
    let lost: Vec<_> = wanted.iter().filter(|w| !printed.contains(w)).collect();
    assert!(wanted.len() > 100 && lost.is_empty(), "{} of {}: not on paper: {lost:#?}", lost.len(), wanted.len());
    // Every sheet as CSV: the last number says so.
    convert(
        &soffice,
        &folder,
        "plans.xlsx",
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1",
    );
    let sheet = &names[0];
    let text = std::fs::read_to_string(folder.join(format!("plans-{sheet}.csv"))).unwrap();
    let csv = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let cells: Vec<csv::StringRecord> = csv.into_records().map(Result::unwrap).collect();
    for item in &plans[0].appendices[0].items {
        let row = cells.iter().find(|r| r.iter().any(|c| c == item.id)).unwrap_or_else(|| panic!("no {}", item.id));
        assert_eq!(&row[1], item.task.text.as_deref().unwrap_or_default());
        // A day is a day: in CSV the suite writes it as its own locale does, which is the machine's.
        let day = |form: &str| item.deadline.due.map(|d| d.strftime(form).to_string()).unwrap_or_default();
        assert!([day("%d/%m/%Y"), day("%m/%d/%Y"), day("%Y-%m-%d")].contains(&row[5].to_owned()), "{}", &row[5]);
    }
}
