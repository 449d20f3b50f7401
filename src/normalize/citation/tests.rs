use super::*;

/// Kind, number, day and issuer of each citation, parted by bars.
fn read(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    citations(text)
        .into_iter()
        .map(|c| {
            let span: String = chars[c.of[0] as usize..c.of[1] as usize].iter().collect();
            assert_eq!(span, c.text);
            let part = |v: Option<String>| v.unwrap_or_else(|| "-".to_owned());
            format!("{}|{}|{}|{}", part(c.kind), part(c.number), part(c.date.map(|d| d.to_string())), part(c.issuer))
        })
        .collect()
}

#[test]
fn numbers_of_every_class() {
    for (text, wanted) in [
        (
            "theo Kế hoạch số 18/KH-UBND ngày 23/01/2024 của Chủ tịch UBND tỉnh)",
            "Kế hoạch|18/KH-UBND|2024-01-23|Chủ tịch UBND tỉnh",
        ),
        (
            "Quyết định số 766/QĐ-TTg ngày 23 tháng 6 năm 2022 của Thủ tướng Chính phủ, bảo đảm",
            "Quyết định|766/QĐ-TTg|2022-06-23|Thủ tướng Chính phủ",
        ),
        ("tại Nghị định số 107/2021/NĐ-CP ngày 06/12/2021; rà soát", "Nghị định|107/2021/NĐ-CP|2021-12-06|-"),
        (
            "Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá",
            "Nghị quyết|57-NQ/TW|2024-12-22|Bộ Chính trị",
        ),
        ("Nghị quyết của Bộ Chính trị số 57-NQ/TW", "Nghị quyết|57-NQ/TW|-|Bộ Chính trị"),
        (
            "Luật Phòng cháy, chữa cháy và cứu nạn, cứu hộ số 55/2024/QH15 ngày 29/11/2024",
            "Luật|55/2024/QH15|2024-11-29|-",
        ),
        ("văn bản số 1552/BTTTT-TTH của Bộ", "Văn bản|1552/BTTTT-TTH|-|Bộ"),
        ("Nghị quyết số 30a/2008/NQ-CP", "Nghị quyết|30a/2008/NQ-CP|-|-"),
        ("Thông tư liên tịch số 01/2019/TTLT-BTP-BCA", "Thông tư liên tịch|01/2019/TTLT-BTP-BCA|-|-"),
        ("Nghị quyết số 388/NQ-UBTVQH16", "Nghị quyết|388/NQ-UBTVQH16|-|-"),
        ("Quyết định số 234/QĐ-UBND-VX", "Quyết định|234/QĐ-UBND-VX|-|-"),
        ("Công văn số 2775/SNV-CCHC&VTLT ngày 10/11/2025", "Công văn|2775/SNV-CCHC&VTLT|2025-11-10|-"),
        ("Thông báo kết luận số 12/TB-VPCP", "Thông báo|12/TB-VPCP|-|-"),
        ("thực hiện 107/2021/NĐ-CP", "Nghị định|107/2021/NĐ-CP|-|-"),
        ("Quyết định số 15/QÐ-TTg", "Quyết định|15/QĐ-TTg|-|-"),
        (
            "của Kế hoạch số 277 /KH-UBND ngày 14 / 7 /2026 của UBND thành phố Hà Nội",
            "Kế hoạch|277/KH-UBND|2026-07-14|UBND thành phố Hà Nội",
        ),
        ("Công văn số12094/BNV-CCHC ngày15 / 12/2025 của Bộ Nội vụ", "Công văn|12094/BNV-CCHC|2025-12-15|Bộ Nội vụ"),
        (
            "Kế hoạch số /KH-UBND ngày /9/2025 của Ủy ban nhân dân tỉnh An Giang",
            "Kế hoạch|-|-|Ủy ban nhân dân tỉnh An Giang",
        ),
        ("Kế hoạch số …/KH-UBND ngày … tháng 11 năm 2010 của UBND tỉnh", "Kế hoạch|-|-|UBND tỉnh"),
        ("Chương trình hành động tại Nghị quyết số /NQ-CP ngày 01 tháng 01 năm 2025", "Nghị quyết|-|2025-01-01|-"),
        (
            "Thông tư số 54/2015/TT-BYT ngày 28/12/2015 của Bộ trưởng Bộ Y tế cho 100% viên chức",
            "Thông tư|54/2015/TT-BYT|2015-12-28|Bộ trưởng Bộ Y tế",
        ),
        (
            "Kế hoạch số 515/KH-BCA-BNNMT ngày 31 tháng 8 năm 2025 của Bộ Công an và Bộ Nông nghiệp và Môi trường, Ủy ban nhân dân tỉnh",
            "Kế hoạch|515/KH-BCA-BNNMT|2025-08-31|Bộ Công an và Bộ Nông nghiệp và Môi trường",
        ),
        (
            "Quyết định số 1/QĐ-SVHTTDL của Sở Văn hóa, Thể thao và Du lịch, các sở",
            "Quyết định|1/QĐ-SVHTTDL|-|Sở Văn hóa, Thể thao và Du lịch",
        ),
        (
            "NGHỊ QUYẾT SỐ 57-NQ/TW NGÀY 22 THÁNG 12 NĂM 2024 CỦA BỘ CHÍNH TRỊ VỀ ĐỘT PHÁ",
            "Nghị quyết|57-NQ/TW|2024-12-22|BỘ CHÍNH TRỊ",
        ),
        (
            "Nghị quyết số 30/NQ-HĐND của Hội đồng nhân dân tỉnh khóa XV ngày 12/12/2025; và",
            "Nghị quyết|30/NQ-HĐND|2025-12-12|Hội đồng nhân dân tỉnh khóa XV",
        ),
        ("Báo cáo số 15/BC-SNV (ngày 12/3/2026) của Sở", "Báo cáo|15/BC-SNV|2026-03-12|Sở"),
        ("Quyết định số: 08 /QĐ-UBND.HC ngày 02-01-2026", "Quyết định|08/QĐ-UBND.HC|2026-01-02|-"),
        ("Công văn 1234/UBND-KGVX ngày 03.02.2026", "Công văn|1234/UBND-KGVX|2026-02-03|-"),
    ] {
        assert_eq!(read(text), [wanted], "{text}");
    }
}

#[test]
fn short_forms() {
    for (text, wanted) in [
        ("theo Nghị định số 61, báo cáo", "Nghị định|61|-|-"),
        ("Nghị định số 107/2021 báo cáo", "Nghị định|107/2021|-|-"),
        ("Nghị định 107 ngày 06/12/2021 và", "Nghị định|107|2021-12-06|-"),
        ("Đề án 06/CP năm 2024", "Đề án|06/CP|-|-"),
        ("Đề án 06 của Chính phủ trên địa bàn", "Đề án|06|-|Chính phủ"),
        ("Chỉ thị 18.", "Chỉ thị|18|-|-"),
    ] {
        assert_eq!(read(text), [wanted], "{text}");
    }
}

#[test]
fn several_in_a_row() {
    let all = read("văn bản số 1552/BTTTT-TTH và 708/BTTTT-CATTT; hoàn thành");
    assert_eq!(all, ["Văn bản|1552/BTTTT-TTH|-|-", "Văn bản|708/BTTTT-CATTT|-|-"]);
    let all = read("Quyết định số 318/QĐ-TTg và số 319/QĐ-TTg cùng ngày 08/3/2022");
    assert_eq!(all, ["Quyết định|318/QĐ-TTg|2022-03-08|-", "Quyết định|319/QĐ-TTg|2022-03-08|-"]);
    let all = read("Nghị định số 79/2021/NĐ-CP, Nghị định số 97/2018/NĐ-CP về cho vay");
    assert_eq!(all, ["Nghị định|79/2021/NĐ-CP|-|-", "Nghị định|97/2018/NĐ-CP|-|-"]);
}

#[test]
fn what_is_no_paper() {
    for text in [
        "Hoàn thành trong tháng 3/2024.",
        "Quý II/2026",
        "đạt 110 bé trai/100 bé gái, 60 tấn/ha, 24/7",
        "theo QCVN 01-53:2011/BNNPTNT và TCVN 9001:2015",
        "Kế hoạch 2025, Kế hoạch năm 2026",
        "ban hành Quyết định 3 nội dung, Báo cáo 6 tháng",
        "Mẫu số 01/ĐK-TCT",
        "Đề án 1 triệu ha lúa",
        "01 tin/01 tháng",
        "công nghệ số/dữ liệu số, văn bản số/ký hiệu",
        "trước ngày 31/12/2025",
    ] {
        assert_eq!(read(text), [""; 0], "{text}");
    }
}

#[test]
fn a_short_form_is_linked_where_the_document_has_it_in_full() {
    let mut known = Known::default();
    known.add(&citations("Nghị định số 107/2021/NĐ-CP ngày 06/12/2021; Quyết định số 61/QĐ-TTg"));
    let linked = |text: &str| {
        let mut all = citations(text);
        link(&mut all, &known);
        all[0].resolved.clone()
    };
    assert_eq!(linked("Nghị định số 107/2021").as_deref(), Some("107/2021/NĐ-CP"));
    assert_eq!(linked("Nghị định 107 ngày 06/12/2021").as_deref(), Some("107/2021/NĐ-CP"));
    for other in ["Nghị định số 61", "Nghị định số 107/2020", "Nghị định 107 ngày 05/12/2021"] {
        assert_eq!(linked(other), None, "{other}");
    }
}
