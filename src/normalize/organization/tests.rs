//! Cells as offices print them, and what a clerk would make of them.

use proptest::prelude::*;

use super::*;
use jiff::civil::date;

fn read(text: &str) -> Vec<Organization> {
    organizations(text, &Context::default(), &[]).0
}

fn names(text: &str) -> Vec<String> {
    read(text).into_iter().map(|o| o.name).collect()
}

/// Cell → names, apart by ` | `.
fn check(cases: &[(&str, &str)]) {
    let wrong = cases.iter().map(|(cell, wanted)| (*cell, *wanted, names(cell).join(" | "))).filter(|w| w.1 != w.2);
    let wrong: Vec<_> = wrong.collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn commas_inside_names_part_nothing() {
    check(&[
        (
            "Sở Y tế, Sở Văn hóa, Thể thao và Du lịch; UBND các xã",
            "Sở Y tế | Sở Văn hóa, Thể thao và Du lịch | UBND các xã",
        ),
        ("Sở Lao động, Thương binh và Xã hội", "Sở Lao động, Thương binh và Xã hội"),
        ("Phòng Kinh tế, Hạ tầng và Đô thị, Công an xã", "Phòng Kinh tế, Hạ tầng và Đô thị | Công an xã"),
        ("Trung tâm Tư vấn, hỗ trợ doanh nghiệp, hợp tác xã", "Trung tâm Tư vấn, hỗ trợ doanh nghiệp, hợp tác xã"),
        ("Chi cục Thủy lợi và Phòng, chống thiên tai", "Chi cục Thủy lợi và Phòng, chống thiên tai"),
        ("Ban Quản lý Khu kinh tế và các khu công nghiệp", "Ban Quản lý Khu kinh tế và các khu công nghiệp"),
        ("Trường Đại học Y Dược, Đại học Huế; Đại học Đà Nẵng", "Trường Đại học Y Dược, Đại học Huế | Đại học Đà Nẵng"),
        ("Phòng Cảnh sát môi trường, Công an tỉnh", "Phòng Cảnh sát môi trường, Công an tỉnh"),
        ("Văn phòng HĐND và UBND, các phòng", "Văn phòng HĐND và UBND | các phòng"),
    ]);
}

#[test]
fn collectives_are_kept_whole() {
    check(&[
        ("Các sở, ban, ngành; UBND cấp huyện", "Các sở, ban, ngành | UBND cấp huyện"),
        ("Các sở, ngành, UBND các huyện, thị xã", "Các sở, ngành | UBND các huyện, thị xã"),
        ("Các sở, ban, ngành Ủy ban nhân dân các xã, phường", "Các sở, ban, ngành | Ủy ban nhân dân các xã, phường"),
        ("Các doanh nghiệp, hợp tác xã và hộ gia đình", "Các doanh nghiệp, hợp tác xã và hộ gia đình"),
        ("Bộ, ngành, địa phương; Bộ Tài chính", "Bộ, ngành, địa phương | Bộ Tài chính"),
        ("Bộ Tài chính, bộ, ngành liên quan", "Bộ Tài chính | bộ, ngành liên quan"),
        ("Các trường mầm non, tiểu học, THCS trên địa bàn", "Các trường mầm non, tiểu học, THCS trên địa bàn"),
        ("UBND xã/phường", "UBND xã/phường"),
        ("UBND các tỉnh Tây Nguyên", "UBND các tỉnh Tây Nguyên"),
        ("Sở Xây dựng/các công ty quản lý liên quan", "Sở Xây dựng | các công ty quản lý liên quan"),
    ]);
    assert!(read("Các khoa, phòng; UBND xã, phường").iter().all(|o| o.kind == OrganizationKind::Collective));
}

#[test]
fn a_head_is_shared_among_several() {
    check(&[
        ("Các sở: Tài chính, Xây dựng", "Sở Tài chính | Sở Xây dựng"),
        (
            "Các sở: Nội vụ; Văn hóa, Thể thao và Du lịch; UBND cấp xã",
            "Sở Nội vụ | Sở Văn hóa, Thể thao và Du lịch | UBND cấp xã",
        ),
        ("Sở Tài chính, Nội vụ, Tư pháp và Công an tỉnh", "Sở Tài chính | Sở Nội vụ | Sở Tư pháp | Công an tỉnh"),
        ("UBND các xã Ea Kar, Cư Yang và phường Tân Lập", "UBND xã Ea Kar | UBND xã Cư Yang | UBND phường Tân Lập"),
        ("UBND huyện Mộc Châu, Vân Hồ", "UBND huyện Mộc Châu | UBND huyện Vân Hồ"),
        ("UBND các tỉnh, thành phố: Hà Nội, Cần Thơ", "UBND Hà Nội | UBND Cần Thơ"),
        ("Sở Y tế các tỉnh Bắc Ninh, Hà Tĩnh", "Sở Y tế tỉnh Bắc Ninh | Sở Y tế tỉnh Hà Tĩnh"),
        ("Giám đốc các Sở: Tài chính, Nội vụ", "Giám đốc Sở Tài chính | Giám đốc Sở Nội vụ"),
        ("Các khoa: Nội, Ngoại; Phòng Điều dưỡng", "Khoa Nội | Khoa Ngoại | Phòng Điều dưỡng"),
        ("Trường THPT Nguyễn Huệ, THCS Lê Lợi", "Trường THPT Nguyễn Huệ | Trường THCS Lê Lợi"),
        ("Các đơn vị: VNPT, Viettel, Gtel", "VNPT | Viettel | Gtel"),
        ("Hội Nông dân, Phụ nữ, CCB", "Hội Nông dân | Hội Phụ nữ | Hội CCB"),
    ]);
    assert_eq!(read("Sở Tài chính, Nội vụ")[1].text, "Nội vụ");
}

#[test]
fn separators_missing_and_of_every_kind() {
    check(&[
        ("- Sở Y tế\n- Sở Nội vụ", "Sở Y tế | Sở Nội vụ"),
        ("1. Công an xã\n2. Trạm Y tế", "Công an xã | Trạm Y tế"),
        ("Sở Tư pháp Sở Nội vụ", "Sở Tư pháp | Sở Nội vụ"),
        ("Văn phòng UBND tỉnh. Các Sở, ban, ngành", "Văn phòng UBND tỉnh | Các Sở, ban, ngành"),
        ("Đảng ủy Ủy ban nhân dân xã", "Đảng ủy Ủy ban nhân dân xã"),
        ("Hội Nông dân tỉnh Trung tâm Khuyến nông", "Hội Nông dân tỉnh | Trung tâm Khuyến nông"),
        ("Hội Nông dân Hội Cựu chiến binh xã", "Hội Nông dân | Hội Cựu chiến binh xã"),
        ("Các phòng chuyên môn Văn phòng HĐND và UBND", "Các phòng chuyên môn | Văn phòng HĐND và UBND"),
        ("Sở Y tế:", "Sở Y tế"),
        ("UBND TP. Huế và Sở Khoa học và Công nghệ", "UBND TP. Huế | Sở Khoa học và Công nghệ"),
        ("SỞ TÀI CHÍNH, SỞ NỘI VỤ", "SỞ TÀI CHÍNH | SỞ NỘI VỤ"),
    ]);
}

#[test]
fn names_parted_without_a_sign_are_said() {
    let said = |cell: &str| organizations(cell, &Context::default(), &[]).1.joined.map(|d| d.code);
    assert_eq!(said("Sở Tư pháp Sở Nội vụ"), Some(Code::NamesJoined));
    for sure in ["Sở Tư pháp, Sở Nội vụ", "Sở Y tế (đầu mối) Sở Nội vụ", "Các sở: Nội vụ, Tư pháp", "Đề nghị Sở Y tế"]
    {
        assert_eq!(said(sure), None, "{sure}");
    }
}

/// What looks like a second name and is a part of the first one.
#[test]
fn one_name_is_not_parted_without_a_sign() {
    for name in [
        "Đoàn Thanh niên Trường Đại học Vinh",
        "Phòng Cảnh sát cơ động Công an tỉnh",
        "Các phòng chuyên môn Sở Y tế",
        "Các phòng chuyên môn Trung tâm Kiểm soát bệnh tật",
        "Chi nhánh Ngân hàng Nhà nước Chi nhánh tỉnh",
        "Trung tâm Phục vụ hành chính công Văn phòng UBND tỉnh",
        "Công đoàn Hội Nông dân tỉnh",
        "UBND xã Hội Sơn",
        "UBND xã Trung Tâm",
        "Công an thành phố Hội An",
        "Công an xã Trường Sơn",
        "Phòng Kinh tế Hội An",
        "Hợp tác xã Đoàn Kết",
        "Trường Tiểu học Bản Lầu",
    ] {
        assert_eq!(names(name), [name]);
    }
}

/// Cells as offices of every kind print them, split by hand before the program saw them. `\n` is a line break.
#[test]
fn cells_of_every_kind_of_office() {
    let lines = include_str!("../../../tests/data/names.tsv").lines().skip(1);
    let cases: Vec<(String, &str)> =
        lines.filter_map(|l| l.split_once('\t')).map(|(cell, names)| (cell.replace("\\n", "\n"), names)).collect();
    assert!(cases.len() > 60);
    check(&cases.iter().map(|(cell, names)| (cell.as_str(), *names)).collect::<Vec<_>>());
}

#[test]
fn what_is_said_around_a_name_is_its_qualifier() {
    for (cell, wanted, said) in [
        ("Sở Y tế chủ trì, hướng dẫn các địa phương", "Sở Y tế", "chủ trì, hướng dẫn các địa phương"),
        ("Đề nghị phối hợp với các Bộ, ngành", "các Bộ, ngành", "Đề nghị phối hợp với"),
        ("Sở Xây dựng (đầu mối)", "Sở Xây dựng", "đầu mối"),
        ("Sở Nội vụ - cơ quan thường trực", "Sở Nội vụ", "cơ quan thường trực"),
        ("UBND các xã trực tiếp thực hiện", "UBND các xã", "trực tiếp thực hiện"),
        ("Ông Trần Văn Nam - Phó Chủ tịch UBND xã", "Ông Trần Văn Nam", "Phó Chủ tịch UBND xã"),
    ] {
        let found = read(cell);
        assert_eq!(
            (found.len(), found[0].name.as_str(), found[0].qualifier.as_deref()),
            (1, wanted, Some(said)),
            "{cell}"
        );
    }
    check(&[
        ("Công an tỉnh chủ trì, Sở Y tế phối hợp", "Công an tỉnh | Sở Y tế"),
        ("UBND các xã có rừng", "UBND các xã có rừng"),
        ("Theo phân công tại Quyết định số 12/QĐ-UBND", ""),
    ]);
}

#[test]
fn persons_by_office_and_by_name() {
    for (cell, wanted, kind) in [
        (
            "Giám đốc, Thủ trưởng các Sở, ban, ngành",
            "Giám đốc, Thủ trưởng các Sở, ban, ngành",
            OrganizationKind::OfficeHolder,
        ),
        ("Thầy Hùng, cô Lan", "Thầy Hùng | cô Lan", OrganizationKind::Person),
        ("TS. Lê Văn Bình; Nguyễn Thị Hoa Mai", "TS. Lê Văn Bình | Nguyễn Thị Hoa Mai", OrganizationKind::Person),
        (
            "Hiệu trưởng, Phó Hiệu trưởng các trường",
            "Hiệu trưởng, Phó Hiệu trưởng các trường",
            OrganizationKind::OfficeHolder,
        ),
        ("Cán bộ, công chức, viên chức", "Cán bộ, công chức, viên chức", OrganizationKind::OfficeHolder),
        ("Kế toán, thủ quỹ", "Kế toán | thủ quỹ", OrganizationKind::OfficeHolder),
        ("Bí thư chi bộ, Trưởng thôn", "Bí thư chi bộ | Trưởng thôn", OrganizationKind::OfficeHolder),
    ] {
        assert_eq!(names(cell).join(" | "), wanted);
        assert!(read(cell).iter().all(|o| o.kind == kind), "{cell}");
    }
}

#[test]
fn as_above_is_who_stands_above() {
    let above = read("Sở Y tế; Công an tỉnh");
    for same in ["nt", "Như trên", "-nt-", "\""] {
        let found = organizations(same, &Context::default(), &above).0;
        assert_eq!(found.iter().map(|o| o.name.as_str()).collect::<Vec<_>>(), ["Sở Y tế", "Công an tỉnh"], "{same}");
    }
    assert_eq!(organizations("nt; Sở Nội vụ", &Context::default(), &above).0.len(), 3);
    // Without anybody above it is not known who is meant.
    assert_eq!(organizations("nt", &Context::default(), &[]).1.unknown.len(), 1);
}

#[test]
fn a_body_is_that_of_the_day_and_the_province() {
    let context = Context { date: Some(date(2024, 1, 23)), province: Some("bac-giang".to_owned()) };
    let found = &organizations("Sở TT&TT", &context, &[]).0[0];
    assert_eq!(found.name, "Sở TT&TT");
    assert_eq!(found.canonical.as_deref(), Some("Sở Thông tin và Truyền thông tỉnh Bắc Giang"));
    assert_eq!(found.id.as_deref(), Some("so-thong-tin-va-truyen-thong@bac-giang"));
    assert_eq!(found.successors, ["so-khoa-hoc-va-cong-nghe@bac-giang"]);
}

#[test]
fn an_unknown_name_is_kept_and_reported() {
    let (found, said) = organizations("Trạm Sông Bôi; Sở Y tế; các khoa", &Context::default(), &[]);
    assert_eq!(found[0].name, "Trạm Sông Bôi");
    assert_eq!((found[0].id.as_deref(), found[0].canonical.as_deref()), (None, None));
    assert_eq!(said.unknown.len(), 1);
    assert!(said.joined.is_none());
}

/// Names with every kind of head and class.
const PIECES: [&str; 22] = [
    "Sở Tài chính",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Các sở, ban, ngành",
    "UBND các xã, phường, đặc khu",
    "UBND cấp huyện",
    "UBND huyện Mộc Châu",
    "Công an tỉnh",
    "các cơ quan, đơn vị có liên quan",
    "Văn phòng HĐND và UBND",
    "Phòng Kinh tế, Hạ tầng và Đô thị",
    "Trường Đại học Sư phạm, Đại học Huế",
    "Bộ Nông nghiệp và Môi trường",
    "Trung tâm Giám sát, điều hành đô thị thông minh",
    "VNPT Hà Giang",
    "Chủ tịch UBND các xã",
    "Thầy Nguyễn Văn An",
    "Hội Nông dân tỉnh",
    "Các sở: Nội vụ, Tư pháp",
    "UBND các xã Ea Kar, Cư Yang",
    "Tỉnh đoàn",
    "Ban Quản lý các chợ",
    "các chủ rừng",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// What was made of a cell reads as itself: normalising twice changes nothing.
    #[test]
    fn normalising_twice_changes_nothing(
        pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 1..5),
        between in prop::sample::select(&["; ", "\n", ", ", " và "][..]),
    ) {
        let once = names(&pieces.join(between));
        prop_assert_eq!(&names(&once.join("; ")), &once);
        for name in &once {
            prop_assert_eq!(&names(name), &vec![name.clone()]);
        }
    }

    /// Whatever a cell holds, it is read, and every name but for its shared head is printed in it.
    #[test]
    fn every_text_is_read(text in "[SởUBNDcácphòng,;:/()\\- \n.xãXà0-9]{0,60}") {
        for found in read(&text) {
            prop_assert!(text.contains(&found.text));
            prop_assert!(found.name.ends_with(&found.text));
        }
    }
}
