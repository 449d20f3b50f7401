//! What the beginning of a cell looks like: a body, a time, a bullet, the rest of a sentence.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;

use super::fold::{fold, is_mark, key};
use super::share::begins_part;

/// What a cue is a cue for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Agency,
    Deadline,
    Product,
    /// A text that ends so is not over: connecting words.
    Open,
    /// The head of a name that cannot stand alone (`Văn phòng`, `Chi nhánh`): a text is not over that is nothing else, or
    /// whose last member is nothing else. (`Môi trường` ends in a word that is also a head.)
    Head,
    /// Not over where it ends with this word, or office, written with a capital: `của Bộ`, but `cán bộ`.
    Capital,
    /// Over all the same: `hằng năm`, though `năm` alone asks for a figure.
    Closed,
    /// Begins like a cue and is none (`Ban hành`, `Phòng ngừa`).
    None,
}

struct Cue {
    phrase: String,
    kind: Kind,
    weight: f32,
}

/// Cues have at most four words; of a text so many characters are looked at.
const LOOK: usize = 40;

static CUES: LazyLock<Vec<Cue>> =
    LazyLock::new(|| include_str!("cues.csv").lines().skip(1).filter_map(cue_line).collect());

/// The cues a text may begin with, by their first word, longest phrase first.
static BY_WORD: LazyLock<BTreeMap<&'static str, Vec<&'static Cue>>> = LazyLock::new(|| {
    let mut out: BTreeMap<&str, Vec<&Cue>> = BTreeMap::new();
    let begins = |c: &&Cue| matches!(c.kind, Kind::Agency | Kind::Deadline | Kind::Product | Kind::None);
    for cue in CUES.iter().filter(begins) {
        out.entry(first_word(&cue.phrase)).or_default().push(cue);
    }
    out.values_mut().for_each(|cues| cues.sort_by_key(|c| std::cmp::Reverse(c.phrase.len())));
    out
});

fn first_word(key: &str) -> &str {
    key.split(' ').next().unwrap_or_default()
}

/// The phrases after which a text is not over.
static OPEN: LazyLock<BTreeSet<String>> = LazyLock::new(|| phrases(Kind::Open));

/// The names' heads that cannot stand alone.
static HEADS: LazyLock<BTreeSet<String>> = LazyLock::new(|| phrases(Kind::Head));

/// The words that leave a text open where they have a capital.
static CAPITALS: LazyLock<BTreeSet<String>> = LazyLock::new(|| phrases(Kind::Capital));

fn phrases(kind: Kind) -> BTreeSet<String> {
    CUES.iter().filter(|c| c.kind == kind).map(|c| c.phrase.clone()).collect()
}

/// The phrases that end a text although their last word is one of those.
static CLOSED: LazyLock<BTreeSet<String>> = LazyLock::new(|| phrases(Kind::Closed));

/// Words of the longest of them.
const OPEN_WORDS: usize = 3;

fn cue_line(line: &str) -> Option<Cue> {
    let mut parts = line.split(',');
    let (phrase, kind, weight) = (key(parts.next()?), parts.next()?, parts.next()?);
    let kind = match kind {
        "agency" => Kind::Agency,
        "deadline" => Kind::Deadline,
        "product" => Kind::Product,
        "open" => Kind::Open,
        "head" => Kind::Head,
        "capital" => Kind::Capital,
        "closed" => Kind::Closed,
        "none" => Kind::None,
        _ => return None,
    };
    Some(Cue { phrase, kind, weight: weight.parse().ok()? })
}

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    #[allow(clippy::unwrap_used, reason = "a constant pattern, tried by the test below")]
    Regex::new(r"^(\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\d{1,2}\s*[-–]\s*\d{1,2}/\d{1,2}|\d{1,2}\s*[/.-]\s*\d{4}|20\d\d)\b").unwrap()
});

/// Words that begin a time before a figure: `Từ 15/8/2025`, `Trong 30 ngày`.
static BOUNDS: LazyLock<BTreeSet<String>> =
    LazyLock::new(|| ["từ", "đến", "trước", "sau", "trong", "khoảng", "hết"].into_iter().map(key).collect());

/// `6 tháng cuối năm`, `02 lần/tuần`, `100 ngày`, `16 giờ thứ Tư`, `24/24 giờ`, as a [`key`].
static DURATION: LazyLock<Regex> = LazyLock::new(|| {
    #[allow(clippy::unwrap_used, reason = "a constant pattern, tried by the test below")]
    Regex::new(r"^(\d{1,2} )?\d{1,3} (thang2|ngay1|tuân1|nam|năm|quy2|giơ1|lân1)\b").unwrap()
});

/// What stands before how often something is done: `Ít nhất 02 lần/tháng`.
static LEAST: LazyLock<Vec<String>> =
    LazyLock::new(|| ["ít nhất", "tối thiểu", "không quá"].into_iter().map(key).collect());

/// How often, as a [`key`].
static TIMES: LazyLock<Regex> = LazyLock::new(|| {
    #[allow(clippy::unwrap_used, reason = "a constant pattern, tried by the test below")]
    Regex::new(r"^ \d{1,3} lân1\b").unwrap()
});

/// What is counted in a section title, as [`fold`] has it.
static COUNT: LazyLock<Regex> = LazyLock::new(|| {
    #[allow(clippy::unwrap_used, reason = "a constant pattern, tried by the test below")]
    Regex::new(
        r"^(?:gom |co )?(\d{1,4}) (?:nhom )?(?:nhiem vu|noi dung|cong viec|viec|dau viec|du an|de an|hoat dong)\b",
    )
    .unwrap()
});

/// Weight of the longest cue a text begins with, where it is one of the asked kind.
fn cue(text: &str, kind: Kind) -> f32 {
    let head: String = text.trim_start_matches(|c: char| !c.is_alphanumeric()).chars().take(LOOK).collect();
    let text = key(&head);
    let Some(cues) = BY_WORD.get(first_word(&text)) else { return 0.0 };
    cues.iter()
        .filter(|c| c.kind == kind || c.kind == Kind::None)
        .find(|c| text.strip_prefix(c.phrase.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
        .map_or(0.0, |c| c.weight)
}

/// How much the beginning of a text looks like a body's name: 0 not at all, 1 a little, 3 surely.
#[must_use]
pub fn agency_score(text: &str) -> f32 {
    if begins_part(text).is_some() { 3.0 } else { cue(behind_letter(text), Kind::Agency) }
}

/// A text behind the letter or figure of a list: `a) Sở Y tế`.
fn behind_letter(text: &str) -> &str {
    let rest = text.trim_start().split_once(") ").filter(|(mark, _)| (1..=2).contains(&mark.chars().count()));
    rest.map_or(text, |(_, rest)| rest)
}

/// How much the beginning of a text looks like a time: 0 not at all, 1 a little, 3 and more surely.
#[must_use]
pub fn deadline_score(text: &str) -> f32 {
    let text = text.trim_start();
    let figures = text.starts_with(|c: char| c.is_ascii_digit());
    if let Some((first, rest)) = text.split_once(' ')
        && rest.starts_with(|c: char| c.is_ascii_digit())
        && BOUNDS.contains(&key(first))
    {
        return 3.0;
    }
    let least = |t: &str| LEAST.iter().any(|l| t.strip_prefix(l.as_str()).is_some_and(|rest| TIMES.is_match(rest)));
    if text.starts_with(char::is_uppercase) && least(&key(text)) {
        return 3.0;
    }
    if figures && (DATE.is_match(text) || DURATION.is_match(&key(text))) { 3.0 } else { cue(text, Kind::Deadline) }
}

/// How much the beginning of a text looks like a product (a paper, a list): 0 not at all, 2 well.
#[must_use]
pub fn product_score(text: &str) -> f32 {
    cue(text, Kind::Product)
}

/// Whether the text begins with a list mark: `-`, `+`, `•`, `a)`, `1)`.
#[must_use]
pub fn starts_bullet(text: &str) -> bool {
    let text = text.trim_start();
    let mut chars = text.chars();
    match chars.next() {
        Some('-' | '+' | '*' | '–' | '•' | '▪' | '●' | '○' | '\u{f0b7}' | '\u{f0a7}') => {
            chars.next().is_some_and(|c| c.is_whitespace() || c.is_alphanumeric())
        }
        Some(c) if c.is_alphanumeric() => match (chars.next(), chars.next()) {
            (Some(')'), Some(' ')) => true,
            (Some(d), Some(')')) => c.is_ascii_digit() && d.is_ascii_digit(),
            _ => false,
        },
        _ => false,
    }
}

/// Whether the text cannot begin a cell of its own: it begins with a small letter, a closing mark or a comma.
#[must_use]
pub fn continues_sentence(text: &str) -> bool {
    match text.trim_start().chars().next() {
        Some(c) => c.is_lowercase() || matches!(c, ',' | ';' | '.' | ')' | ':' | '/' | '”' | '…' | '%'),
        None => false,
    }
}

/// Whether the text ends like a finished sentence.
#[must_use]
pub fn ends_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', '!', '?', ';', ':', '”', '"'])
}

/// Whether a text ends with a letter or figure; a letter may be followed by its marks.
fn ends_in_word(text: &str) -> bool {
    text.ends_with(|c: char| c.is_alphanumeric() || is_mark(c))
}

/// Whether the text breaks off in the middle: after a comma, a dash, a connecting word, the beginning of a name.
#[must_use]
pub fn breaks_off(text: &str) -> bool {
    let text = text.trim_end();
    if text.ends_with([',', '-', '/', '(', '–']) {
        return true;
    }
    if !ends_in_word(text) {
        return false;
    }
    if is_name_head(text) {
        return true;
    }
    let mut tail: Vec<&str> = text.rsplitn(OPEN_WORDS + 1, char::is_whitespace).take(OPEN_WORDS).collect();
    tail.reverse();
    let ends_with = |set: &BTreeSet<String>| (0..tail.len()).any(|from| set.contains(&key(&tail[from..].join(" "))));
    ends_with(&OPEN) && !ends_with(&CLOSED)
}

/// Whether a text ends with two words that close it, though the last one alone would not: `hằng năm`, `mỗi quý`, `trực thuộc`.
#[must_use]
pub fn ends_closed(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    CLOSED.contains(&key(&words[words.len().saturating_sub(2)..].join(" ")))
}

/// Whether a text is surely cut: after a comma, a dash or a connecting word that never ends a text (`và`, `của`).
#[must_use]
pub fn is_cut(text: &str) -> bool {
    let text = text.trim_end();
    let last = key(text.rsplit(char::is_whitespace).next().unwrap_or(text));
    text.ends_with([',', '-', '/', '(', '–'])
        || (ends_in_word(text)
            && !ends_closed(text)
            && CUES.iter().any(|c| c.kind == Kind::Open && c.weight >= 2.0 && c.phrase == last))
}

/// Whether a text ends with the head of a name that asks for more: `Văn phòng`, `Sở Nội vụ; Ban`, `của Bộ`.
#[must_use]
pub fn is_name_head(text: &str) -> bool {
    let text = text.trim_end();
    if HEADS.contains(&key(text.rsplit([',', ';', ':']).next().unwrap_or(text))) {
        return true;
    }
    let words: Vec<&str> = text.rsplitn(3, char::is_whitespace).collect();
    let last = words.first().copied().unwrap_or(text);
    let two = words.get(1).map(|first| format!("{first} {last}"));
    [Some(last.to_owned()), two].into_iter().flatten().any(|end| {
        let mut letters = end.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.all(|c| c.is_lowercase() || c == ' ' || is_mark(c))
            && CAPITALS.contains(&key(&end))
    })
}

/// Whether a text is the beginning of a time that is cut short: `Thường` of `Thường xuyên`.
#[must_use]
pub fn begins_deadline(text: &str) -> bool {
    let text = key(text) + " ";
    CUES.iter().any(|c| c.kind == Kind::Deadline && c.weight >= 3.0 && c.phrase.starts_with(&text))
}

/// A printed count at the end of a section title: `(06 nhiệm vụ)` → 6 and the byte where the bracket begins.
#[must_use]
pub fn declared_count(text: &str) -> Option<(u32, usize)> {
    let start = text.rfind('(')?;
    let (inside, rest) = text[start + 1..].split_once(')')?;
    if !rest.trim_matches(['.', ':', ';', ' ']).is_empty() {
        return None;
    }
    Some((COUNT.captures(&fold(inside))?.get(1)?.as_str().parse().ok()?, start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_begin_like_this() {
        assert!(agency_score("Sở Thông tin và") >= 3.0);
        assert!(agency_score("Ủy ban nhân dân") >= 3.0);
        assert!(agency_score("tin và Truyền") < 0.5);
        assert!(agency_score("Số hóa hồ sơ") < 0.5 && agency_score("Ban hành danh mục") < 0.5);
        assert!(product_score("Tờ trình") > 1.0);
        assert!(deadline_score("Thực hiện thường xuyên") >= 3.0);
        assert!(deadline_score("30/6/2025") >= 3.0);
        assert!(deadline_score("Tháng 01/2024") >= 3.0);
        assert!(deadline_score("6 tháng cuối năm") >= 3.0 && deadline_score("02 lần/tuần") >= 3.0);
        assert!(deadline_score("24/24 giờ") >= 3.0 && deadline_score("Từ 15/8/2025") >= 3.0);
        assert!(deadline_score("100% hồ sơ") < 1.0 && deadline_score("53 DVC") < 1.0);
        assert!(
            breaks_off("Các sở và") && breaks_off("Trong Năm") && breaks_off("Văn phòng") && !breaks_off("Sở Nội vụ")
        );
        assert!(breaks_off("PCCC va\u{300}") && is_name_head("cu\u{309}a Bo\u{323}\u{302}"));
        assert!(continues_sentence("tỉnh") && !continues_sentence("Tỉnh"));
        assert!(starts_bullet("- Giai đoạn 1") && starts_bullet("a) Kiểm tra") && !starts_bullet("Sở"));
    }

    #[test]
    fn counts() {
        assert_eq!(declared_count("Về pháp lý (02 nhiệm vụ)"), Some((2, "Về pháp lý ".len())));
        assert_eq!(declared_count("NHÓM A (06 NHIỆM VỤ)").map(|c| c.0), Some(6));
        assert_eq!(declared_count("(05 nhie\u{323}\u{302}m vu\u{323}) ").map(|c| c.0), Some(5));
        assert_eq!(declared_count("Giai đoạn (từ 16/9 đến 15/11/2025)"), None);
    }

    #[test]
    fn every_line_of_the_data_is_read() {
        assert_eq!(CUES.len(), include_str!("cues.csv").lines().count() - 1);
    }
}
