//! Keys of names of bodies, and the small tables of the lexicon as comma-separated lines.
//!
//! In: a name as printed. Out: a key in which case, tone style, `i` for `y`, connecting words and abbreviations no longer
//! matter: `Sở TT&TT`, `Sở Thông tin và truyền thông` have one key. For comparing only, never for output.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::key;

/// Words of the longest abbreviation: `LĐ-TB&XH` with its head.
const LONGEST: usize = 5;

static ABBREVIATIONS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let lines = include_str!("body_abbreviations.csv").lines().skip(1);
    lines.map(csv_fields).filter(|f| f.len() == 2).map(|f| (plain(f[0]), plain(f[1]))).collect()
});

/// The fields of a comma-separated line; a field with a comma stands in quotation marks.
pub(super) fn csv_fields(line: &'static str) -> Vec<&'static str> {
    let (mut out, mut rest) = (Vec::new(), line);
    loop {
        let (field, after) = match rest.strip_prefix('"').and_then(|r| r.split_once('"')) {
            Some((field, after)) => (field, after.strip_prefix(',')),
            None => rest.split_once(',').map_or((rest, None), |(field, after)| (field, Some(after))),
        };
        out.push(field);
        let Some(after) = after else { return out };
        rest = after;
    }
}

/// The key of one word or phrase, its abbreviations left as they are: case, tone style and `i` for `y` folded, `và` gone.
#[must_use]
pub fn word_key(text: &str) -> String {
    plain(text)
}

fn plain(text: &str) -> String {
    let key = key(text);
    let words = key.split(' ').filter(|w| !matches!(*w, "va2" | "va1" | ""));
    words.map(with_i).collect::<Vec<_>>().join(" ")
}

/// `kỹ` and `kĩ`, `quý` and `quí` are one word; `y` behind another vowel is a sound of its own.
fn with_i(word: &str) -> String {
    let bare = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let head = bare.strip_suffix('y').unwrap_or_default();
    let one = head == "qu" || !head.chars().any(|c| "aăâeêioôơuưy".contains(c));
    if bare.ends_with('y') && one { format!("{head}i{}", &word[bare.len()..]) } else { word.to_owned() }
}

/// The key of a name, its abbreviations written out.
#[must_use]
pub fn name_key(text: &str) -> String {
    let plain = plain(text);
    let words: Vec<&str> = plain.split(' ').filter(|w| !w.is_empty()).collect();
    let mut out: Vec<&str> = Vec::with_capacity(words.len() * 2);
    let mut at = 0;
    while at < words.len() {
        let most = LONGEST.min(words.len() - at);
        let found = (1..=most).rev().find_map(|n| Some((n, ABBREVIATIONS.get(&words[at..at + n].join(" "))?)));
        match found {
            Some((n, full)) => {
                out.push(full);
                at += n;
            }
            None => {
                out.push(words[at]);
                at += 1;
            }
        }
    }
    out.join(" ")
}

/// A name as a part of an id: ASCII in small letters, words joined by dashes.
#[must_use]
pub(super) fn slug(text: &str) -> String {
    super::fold(text).replace(' ', "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_in_many_ways_has_one_key() {
        for (a, b) in [
            ("Sở TT&TT", "Sở Thông tin và truyền thông"),
            ("UBND tỉnh", "Uỷ ban nhân dân Tỉnh"),
            ("Sở NN và PTNT", "Sở Nông nghiệp và Phát triển nông thôn"),
            ("Sở VH,TT&DL", "Sở Văn hoá, Thể thao và Du lịch"),
            ("Hội Mĩ thuật", "Hội Mỹ thuật"),
            ("Sở TP", "Sở Tư pháp"),
            ("TP. Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
        ] {
            assert_eq!(name_key(a), name_key(b));
        }
        for (a, b) in [("Tây", "Tai"), ("Sở", "Số"), ("Huy", "Hui")] {
            assert_ne!(name_key(a), name_key(b));
        }
    }

    #[test]
    fn a_quoted_field_keeps_its_comma() {
        assert_eq!(csv_fields("a,\"b, c\",,d"), ["a", "b, c", "", "d"]);
        assert_eq!(csv_fields("\"b, c\",d"), ["b, c", "d"]);
        assert_eq!(csv_fields("a,"), ["a", ""]);
    }
}
