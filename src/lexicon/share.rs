//! Who leads and who helps, said in one cell.
//!
//! `Chủ trì: A; Phối hợp: B`, `A (chủ trì), B (phối hợp)`, `A phối hợp với B`: where a table has one column for both, its cells
//! say which is which.

use std::sync::LazyLock;

use regex::Regex;

/// A word for either part before a colon, in whatever form: `Đơn vị chủ trì:`, `- Phối hợp:`.
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    built(
        r"(?ix) (?:^|[;,.\s\-–+•]) [-–+•\s]*
          ((?:(?:cơ\s+quan|đơn\s+vị|bộ\s+phận|phòng|ban|cấp|người|[,/]|và)\s+)*
           (?: (chủ\s+trì|chủ\s+trì\s+thực\s+hiện|phụ\s+trách|đầu\s+mối) | (phối\s+hợp|phối\s+hợp\s+thực\s+hiện|hỗ\s+trợ|tham\s+gia) ) )
          \s*:\s*",
    )
});

/// The same in brackets behind a name.
static BRACKET: LazyLock<Regex> =
    LazyLock::new(|| built(r"(?i)\s*\(\s*(?:(chủ trì|đầu mối)|(phối hợp|hỗ trợ|tham gia))\s*\)"));

/// The sentence that joins the two.
static SENTENCE: LazyLock<Regex> = LazyLock::new(|| {
    built(r"(?i)\s*[,;]?\s+(?:chủ\s+trì\s*[,;]?\s+)?(?:và\s+)?phối\s+hợp\s+(?:cùng\s+với|với|cùng)\s+")
});

#[allow(clippy::expect_used, reason = "the patterns are constants, compiled by the tests below")]
fn built(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a constant pattern")
}

/// Lead and partner.
pub type Share = (Option<String>, Option<String>);

/// Reads a cell that names lead and partner by words of its own (`Chủ trì: A; Phối hợp: B`, `A (chủ trì), B (phối hợp)`).
#[must_use]
pub fn labelled_share(text: &str) -> Option<Share> {
    by_labels(text).or_else(|| by_brackets(text))
}

/// Reads a cell whose column is for both: as [`labelled_share`], and `A phối hợp với B`.
#[must_use]
pub fn share(text: &str) -> Option<Share> {
    labelled_share(text).or_else(|| {
        let found = SENTENCE.find(text)?;
        // A second one would make the parts a guess.
        let (lead, partner) = (part(&text[..found.start()]), part(&text[found.end()..]));
        (SENTENCE.find_iter(text).count() == 1 && lead.is_some() && partner.is_some()).then_some((lead, partner))
    })
}

/// Whether a heading is for lead and partner at once: `Đơn vị chủ trì/phối hợp`.
#[must_use]
pub fn is_shared_heading(header: &str) -> bool {
    let folded = super::fold(header);
    ["chu tri", "thuc hien", "phu trach", "dau moi"]
        .iter()
        .any(|w| folded.find(w).is_some_and(|at| folded[at..].contains("phoi hop")))
}

/// A text that begins with the word for one of the two parts and a colon (`Phối hợp: …`); `true`: for those who help.
#[must_use]
pub fn begins_part(text: &str) -> Option<bool> {
    let found = LABEL.captures(text)?;
    let before = &text[..found.get(1)?.start()];
    (!before.contains(char::is_alphanumeric)).then(|| found.get(2).is_none())
}

fn by_labels(text: &str) -> Option<Share> {
    let labels: Vec<(usize, usize, bool)> = LABEL
        .captures_iter(text)
        .filter_map(|c| Some((c.get(1)?.start(), c.get(0)?.end(), c.get(2).is_some())))
        .collect();
    let (first, _, _) = labels.first()?;
    let mut out: Share = (part(&text[..*first]), None);
    // Text before a label of its own belongs to neither.
    if out.0.is_some() && !matches!(labels.as_slice(), [(_, _, false)]) {
        return None;
    }
    for (i, (_, from, lead)) in labels.iter().enumerate() {
        let to = labels.get(i + 1).map_or(text.len(), |l| l.0);
        let own = part(&text[*from..to]);
        // Another label: what it is about is not known.
        if own.as_ref().is_some_and(|t| t.contains(':')) {
            return None;
        }
        let place = if *lead { &mut out.0 } else { &mut out.1 };
        if place.is_some() {
            return None;
        }
        *place = own;
    }
    Some(out)
}

fn by_brackets(text: &str) -> Option<Share> {
    let marks: Vec<(usize, usize, bool)> = BRACKET
        .captures_iter(text)
        .filter_map(|c| Some((c.get(0)?.start(), c.get(0)?.end(), c.get(1).is_some())))
        .collect();
    let [a, b] = marks.as_slice() else { return None };
    let last = part(&text[b.1..]).is_none();
    match (a.2, b.2, last) {
        (true, false, true) => Some((part(&text[..a.0]), part(&text[a.1..b.0]))),
        (false, true, true) => Some((part(&text[a.1..b.0]), part(&text[..a.0]))),
        _ => None,
    }
}

/// A part without what parted it from the other.
fn part(text: &str) -> Option<String> {
    let bare =
        text.trim_start_matches([';', ',', '.', ' ', '\n']).trim_end_matches([';', ',', ' ', '\n', '-', '–', '+']);
    (!bare.is_empty()).then(|| bare.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(a: &str, b: &str) -> Option<Share> {
        let some = |t: &str| (!t.is_empty()).then(|| t.to_owned());
        Some((some(a), some(b)))
    }

    #[test]
    fn labels_in_whatever_form() {
        assert_eq!(share("Chủ trì: Sở Y tế; Phối hợp: Sở Nội vụ, UBND xã"), pair("Sở Y tế", "Sở Nội vụ, UBND xã"));
        assert_eq!(share("- Cơ quan chủ trì: Sở Y tế\n- Cơ quan phối hợp: Sở Nội vụ"), pair("Sở Y tế", "Sở Nội vụ"));
        assert_eq!(share("Phối hợp: Công an xã. Chủ trì: Phòng Kinh tế"), pair("Phòng Kinh tế", "Công an xã."));
        assert_eq!(share("Chủ trì: Phòng Văn hóa - Xã hội"), pair("Phòng Văn hóa - Xã hội", ""));
        assert_eq!(share("Sở Y tế; phối hợp: Sở Nội vụ"), pair("Sở Y tế", "Sở Nội vụ"));
        assert_eq!(share("Chủ trì: Sở Y tế; Phối hợp: Sở Nội vụ; Giám sát: Thanh tra"), None);
        assert_eq!(share("Sở Y tế (chủ trì), Sở Nội vụ (phối hợp)"), pair("Sở Y tế", "Sở Nội vụ"));
    }

    #[test]
    fn a_sentence_parts_only_where_asked() {
        assert_eq!(share("Công an xã phối hợp với Ban nhân dân các ấp"), pair("Công an xã", "Ban nhân dân các ấp"));
        assert_eq!(share("Sở Y tế chủ trì, phối hợp với Sở Nội vụ"), pair("Sở Y tế", "Sở Nội vụ"));
        assert_eq!(share("Sở Y tế phối hợp cùng với Sở Nội vụ"), pair("Sở Y tế", "Sở Nội vụ"));
        assert_eq!(labelled_share("Công an xã phối hợp với Ban nhân dân các ấp"), None);
        assert_eq!(share("Sở Thông tin chủ trì, chỉ đạo các doanh nghiệp"), None);
        assert_eq!(share("Sở Nội vụ, Sở Y tế"), None);
    }

    #[test]
    fn a_part_begins_with_its_word_and_a_colon() {
        assert_eq!(begins_part("- Phối hợp: Sở Y tế"), Some(true));
        assert_eq!(begins_part("Đơn vị chủ trì: Sở Y tế"), Some(false));
        assert_eq!(begins_part("Chủ trì, phối hợp với Sở Y tế"), None);
        assert_eq!(begins_part("Sở Y tế; Phối hợp: Sở Nội vụ"), None);
    }

    #[test]
    fn headings_for_both() {
        assert!(is_shared_heading("Đơn vị chủ trì/phối hợp"));
        assert!(is_shared_heading("Cơ quan thực hiện, phối hợp"));
        assert!(!is_shared_heading("Đơn vị phối hợp thực hiện"));
    }
}
