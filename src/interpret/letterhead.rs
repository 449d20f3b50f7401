//! The head and the foot of the paper: issuer, number, place and day, kind, subject, signer.
//!
//! Layout after Nghị định 30/2020/NĐ-CP: left the issuer (its parent above it) over the number, right the country's name and
//! motto over place and day, then the kind in capitals and the subject; at the foot the signer's name under the title. Each
//! part is a line or a few; what is not surely there is left out.

use super::halves::{COUNTRY, MOTTO, is_date, is_number, placed, unwoven};
use super::heading::is_capitals;
use crate::lexicon::{
    DocumentWord, document_kind_of, document_kind_starting, document_phrase, fold, is_attached_to, is_signature_stamp,
    is_signature_start, key, split_label,
};
use crate::model::{Letterhead, LineKind, Stitched, TextLine};

/// The head reaches at most this many lines to both sides of the country's name.
const HEAD: usize = 14;
/// Lines of a subject at most.
const SUBJECT: usize = 5;
/// Lines from a signer's title to the name at most: the list of receivers stands beside it.
const FOOT: usize = 14;
/// The middles of the title and the name under it lie at most this far apart, in points.
const ASIDE: f32 = 90.0;

/// Words that a sentence after the subject begins with, as match keys.
const PROSE: [&str; 10] = [
    "căn cứ",
    "kính gửi",
    "theo đề nghị",
    "thực hiện nghị quyết số",
    "thực hiện quyết định số",
    "thực hiện kế hoạch số",
    "thực hiện luật",
    "thực hiện thông tư",
    "thực hiện chỉ thị",
    "để triển khai",
];

/// Words that a first sentence begins with, though a subject may too: heard below its first line only.
const OPENERS: [&str; 7] = ["thực hiện", "theo", "nhằm", "để", "trên cơ sở", "nội dung", "mục đích"];

/// Finds the parts among the lines outside of the tables.
pub(super) fn letterhead(stitched: &Stitched) -> Letterhead {
    let all: Vec<&TextLine> = stitched.tables.iter().flat_map(|t| &t.lead_in).chain(&stitched.tail).collect();
    let lines: Vec<TextLine> = all.iter().filter(|l| l.kind == LineKind::Text).flat_map(|l| unwoven(l)).collect();
    let mut out = head(&lines);
    out.signer = signer(&lines).into_iter().cloned().collect();
    out.stamp = all.iter().filter(|l| is_signature_stamp(&l.text)).map(|l| (*l).clone()).collect();
    if let Some(at) = lines.iter().position(|l| is_attached_to(&l.text)) {
        let end = (at..lines.len().min(at + 4)).find(|i| lines[*i].text.contains(')')).unwrap_or(at);
        out.attached_to = lines[at..=end].to_vec();
    }
    out
}

/// Issuer, number, place and day, kind, subject.
fn head(lines: &[TextLine]) -> Letterhead {
    let mut out = Letterhead::default();
    let Some((country, rest)) =
        lines.iter().enumerate().find_map(|(i, l)| rest_of_country(&l.text).map(|rest| (i, rest)))
    else {
        return out;
    };
    let from = country.saturating_sub(HEAD);
    let to = lines.len().min(country + HEAD);
    let (lines, kind) = &kind_apart(lines, country, to);
    let (lines, kind) = (lines.as_slice(), *kind);
    let to = lines.len().min(to + 1);
    let end = kind.unwrap_or(to);
    let number = (from..end).find(|i| is_number(&lines[*i].text));
    let date = (from..end).find(|i| is_date(&lines[*i].text));
    let line = |at: Option<usize>| at.map(|i| lines[i].clone()).into_iter().collect::<Vec<_>>();
    (out.number, out.date, out.kind) = (line(number), line(date), line(kind));
    out.subject = match kind {
        Some(at) => subject(lines, at),
        None => (from..to)
            .find(|i| fold(&lines[*i].text).starts_with("v v "))
            .map(|i| lines[i].clone())
            .into_iter()
            .collect(),
    };
    let right = |l: &TextLine| {
        let folded = fold(&l.text);
        folded == rest || folded.starts_with(MOTTO) || rest_of_country(&l.text).is_some()
    };
    let left = |i: &usize| {
        let line = &lines[*i];
        let placed = line.bbox.width() > 0.0 && lines[country].bbox.width() > 0.0;
        let beside = !placed || line.bbox.center_x() < lines[country].bbox.x0;
        let above = !placed || number.is_none_or(|n| line.bbox.center_y() < lines[n].bbox.center_y());
        Some(*i) != date && is_capitals(&line.text) && !right(line) && beside && above
    };
    // In text that runs line by line the issuer stands above its number.
    let stop = number.unwrap_or(end).max(country);
    let names: Vec<TextLine> = (from..stop).filter(left).map(|i| lines[i].clone()).collect();
    (out.parent, out.issuer) = bodies(names);
    out
}

/// The country's name: what of it is still to come on the next line.
fn rest_of_country(text: &str) -> Option<String> {
    let folded = fold(text);
    let whole = COUNTRY.iter().find(|c| c.starts_with(&folded) && folded.split(' ').count() >= 4)?;
    is_capitals(text).then(|| whole[folded.len()..].trim().to_owned())
}

/// The line that is only the paper's kind. Where there is none, the subject begins on its line (`KẾ HOẠCH TRIỂN KHAI …`): that
/// line as two, if the kind is the one that the sign of the number names.
fn kind_apart(lines: &[TextLine], country: usize, to: usize) -> (Vec<TextLine>, Option<usize>) {
    let lone = (country + 1..to).find(|i| is_kind(&lines[*i].text));
    let signs = (0..to).filter(|i| is_number(&lines[*i].text));
    let signs: Vec<&str> =
        signs.flat_map(|i| lines[i].text.split(|c: char| !c.is_alphanumeric()).filter(|s| !s.is_empty())).collect();
    let begins = |i: &usize| {
        let keys = key(&lines[*i].text);
        let words: Vec<&str> = keys.split(' ').collect();
        let (n, kind) = document_kind_starting(&words).filter(|_| is_capitals(&lines[*i].text))?;
        let own = signs.iter().any(|s| document_kind_of(s).is_some_and(|k| k.name == kind.name));
        let cut = placed(&lines[*i].text).get(n).map(|w| w.0)?;
        own.then_some((*i, cut))
    };
    let Some((at, cut)) = (country + 1..to).find_map(|i| begins(&i)).filter(|_| lone.is_none()) else {
        return (lines.to_vec(), lone);
    };
    let part = |text: &str| TextLine { text: text.trim().to_owned(), raised: Vec::new(), ..lines[at].clone() };
    let mut out = lines.to_vec();
    out.splice(at..=at, [part(&lines[at].text[..cut]), part(&lines[at].text[cut..])]);
    (out, Some(at))
}

/// A line that is only the kind of a paper, in capitals.
fn is_kind(text: &str) -> bool {
    let keys = key(text);
    let words: Vec<&str> = keys.split(' ').collect();
    is_capitals(text) && document_kind_starting(&words).is_some_and(|(n, _)| n == words.len())
}

/// The lines below the kind up to the first sentence; none where that is not seen.
fn subject(lines: &[TextLine], kind: usize) -> Vec<TextLine> {
    let bold = lines[kind].bold && lines.get(kind + 1).is_some_and(|l| l.bold);
    let ends = |i: usize| {
        let (line, before) = (&lines[i], &lines[i - 1]);
        let text = key(&line.text);
        // What begins small goes on with the line before; a dump may part lines of one subject.
        let first = i == kind + 1;
        let begins = !first && line.text.trim_start().starts_with(char::is_uppercase);
        let apart = begins && line.line.zip(before.line).is_some_and(|(a, b)| a > b + 1);
        let opens = begins && OPENERS.iter().any(|p| text.starts_with(&format!("{} ", key(p))));
        (bold && !line.bold)
            || apart
            || opens
            || line.page != before.page
            || PROSE.iter().any(|p| text.starts_with(&key(p)))
            || split_label(&line.text).is_some()
            || line.text.trim_start().starts_with('(')
            || (begins && begins_body(&text))
    };
    let end = (kind + 1..lines.len().min(kind + SUBJECT + 2)).find(|i| ends(*i));
    end.map(|end| lines[kind + 1..end].to_vec()).unwrap_or_default()
}

/// Whether a name of a body begins here.
fn begins_body(keys: &str) -> bool {
    let words: Vec<&str> = keys.split(' ').collect();
    document_phrase(&words, DocumentWord::Body).is_some()
}

/// The lines on the left as parent and issuer: a body begins where its name does, unless the line before is as bold.
fn bodies(lines: Vec<TextLine>) -> (Vec<TextLine>, Vec<TextLine>) {
    let mut start = 0;
    for i in 1..lines.len() {
        let words = lines[i].text.split_whitespace().count();
        if begins_body(&key(&lines[i].text)) && words >= 2 && !(lines[i].bold && lines[i - 1].bold) {
            start = i;
        }
    }
    let issuer = lines[start..].to_vec();
    let mut parent = lines;
    parent.truncate(start);
    (parent, issuer)
}

/// The name under the signer's title.
fn signer(lines: &[TextLine]) -> Option<&TextLine> {
    let title =
        |l: &TextLine| is_signature_start(&l.text) && !fold(&l.text).starts_with("noi nhan") || is_title(&l.text);
    lines.iter().enumerate().filter(|(_, l)| title(l)).find_map(|(at, title)| {
        lines[at + 1..].iter().take(FOOT).find(|l| {
            let placed = l.bbox.width() > 0.0 && title.bbox.width() > 0.0;
            let under = !placed || (l.bbox.center_x() - title.bbox.center_x()).abs() <= ASIDE;
            under && l.page == title.page && is_person(&l.text)
        })
    })
}

/// `PHÓ CHỦ TỊCH`, `HIỆU TRƯỞNG`: an office in capitals.
fn is_title(text: &str) -> bool {
    if !is_capitals(text) {
        return false;
    }
    let keys = key(text);
    let last = keys.rsplit(' ').next().unwrap_or_default();
    let offices = ["tịch", "trưởng", "đốc", "thư", "trực", "chánh", "viên"];
    keys.split(' ').count() <= 7 && offices.iter().any(|o| last == key(o))
}

/// Two to six words, each with one capital.
fn is_person(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let name = |w: &&str| {
        w.starts_with(char::is_uppercase)
            && w.chars().all(char::is_alphabetic)
            && w.chars().skip(1).all(char::is_lowercase)
    };
    (2..=6).contains(&words.len()) && words.iter().all(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(texts: &[&str]) -> Letterhead {
        let line = |(i, t): (usize, &&str)| TextLine {
            text: (*t).into(),
            line: u32::try_from(i + 1).ok(),
            ..TextLine::default()
        };
        let tail = texts.iter().enumerate().filter(|(_, t)| !t.is_empty()).map(line).collect();
        letterhead(&Stitched { tail, ..Stitched::default() })
    }

    fn texts(lines: &[TextLine]) -> String {
        lines.iter().map(|l| l.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn two_columns_line_by_line() {
        let h = read(&[
            "UBND TỈNH LÂM ĐỒNG",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA",
            "SỞ GIÁO DỤC VÀ ĐÀO TẠO",
            "VIỆT NAM",
            "Số: 508/KH-SGDĐT",
            "Độc lập - Tự do - Hạnh phúc",
            "Lâm Đồng, ngày 09 tháng 3 năm 2026",
            "KẾ HOẠCH",
            "Tuyển sinh vào lớp 10",
            "Căn cứ Luật Giáo dục",
            "KT. GIÁM ĐỐC",
            "PHÓ GIÁM ĐỐC",
            "Bùi Đức Toàn",
        ]);
        let parts = h.parts().map(|(_, lines)| texts(lines));
        assert_eq!(
            parts[..7],
            [
                "UBND TỈNH LÂM ĐỒNG",
                "SỞ GIÁO DỤC VÀ ĐÀO TẠO",
                "Số: 508/KH-SGDĐT",
                "Lâm Đồng, ngày 09 tháng 3 năm 2026",
                "KẾ HOẠCH",
                "Tuyển sinh vào lớp 10",
                "Bùi Đức Toàn"
            ]
        );
    }

    #[test]
    fn halves_run_together_and_blanks() {
        let h = read(&[
            "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "TỈNH AN GIANG Độc lập - Tự do - Hạnh phúc",
            "Số: /KH-UBND",
            "An Giang, ngày tháng 9 năm 2025",
            "KẾ HOẠCH",
            "Làm sạch dữ liệu",
            "",
            "Nội dung",
        ]);
        assert_eq!(texts(&h.issuer), "ỦY BAN NHÂN DÂN TỈNH AN GIANG");
        assert_eq!((texts(&h.number), texts(&h.subject)), ("Số: /KH-UBND".into(), "Làm sạch dữ liệu".into()));
        assert_eq!(texts(&h.date), "An Giang, ngày tháng 9 năm 2025");
    }

    #[test]
    fn a_subject_that_begins_on_the_line_of_the_kind() {
        let h = read(&[
            "TỈNH LÀO CAI",
            "Số: 45/KH-UBND",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "KẾ HOẠCH TRIỂN KHAI",
            "CẢI CÁCH HÀNH CHÍNH NĂM 2025",
            "Căn cứ Luật",
        ]);
        assert_eq!(texts(&h.kind), "KẾ HOẠCH");
        assert_eq!(texts(&h.subject), "TRIỂN KHAI CẢI CÁCH HÀNH CHÍNH NĂM 2025");
    }

    #[test]
    fn a_paper_without_a_head_has_none() {
        let h = read(&["PHỤ LỤC", "(Kèm theo Kế hoạch số 1/KH-UBND", "của UBND tỉnh)", "Số: 3 thửa"]);
        assert_eq!((texts(&h.issuer), texts(&h.number), h.attached_to.len()), (String::new(), String::new(), 2));
    }
}
