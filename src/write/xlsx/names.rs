//! Names of sheets: what Excel allows, each once.

use std::collections::BTreeSet;

/// UTF-16 units in a sheet's name: a limit of Excel.
const MAX: usize = 31;
/// What a sheet's name cannot hold.
const FORBIDDEN: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];
/// The name that Excel keeps for a sheet of its own.
const RESERVED: &str = "history";

/// Gives out names.
#[derive(Default)]
pub(super) struct Names {
    /// Names given out, as Excel compares them: without case.
    taken: BTreeSet<String>,
}

impl Names {
    /// The wanted name, as near as Excel allows; `or` where nothing of it is left. One that is taken gets a number.
    pub(super) fn give(&mut self, wanted: &str, or: &str) -> String {
        let clean = clean(wanted);
        let base = if clean.is_empty() { or.to_owned() } else { clean };
        let mut name = cut(&base, MAX);
        let mut n = 2_usize;
        while folded(&name) == RESERVED || !self.taken.insert(folded(&name)) {
            let number = format!(" ({n})");
            name = format!("{}{number}", cut(&base, MAX - number.len()));
            n += 1;
        }
        name
    }
}

fn folded(name: &str) -> String {
    name.to_lowercase()
}

fn clean(wanted: &str) -> String {
    let held = wanted.chars().map(|c| if FORBIDDEN.contains(&c) { '-' } else { c });
    let words: String = held.map(|c| if c.is_control() || c.is_whitespace() { ' ' } else { c }).collect();
    let name = words.split(' ').filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
    trimmed(&name).to_owned()
}

/// Without what a name must not begin or end with.
fn trimmed(name: &str) -> &str {
    name.trim_matches(|c: char| c == '\'' || c.is_whitespace())
}

/// The beginning of a name, not longer than so many UTF-16 units.
fn cut(name: &str, max: usize) -> String {
    let mut units = 0;
    let held = name.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > max
    });
    trimmed(held.map_or(name, |(at, _)| &name[..at])).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_excel_allows() {
        let mut names = Names::default();
        let mut give = |wanted: &str| names.give(wanted, "Bảng");
        assert_eq!(give("Phụ lục I"), "Phụ lục I");
        assert_eq!(give("PHỤ LỤC I"), "PHỤ LỤC I (2)");
        assert_eq!(give(" '18/KH-UBND: [a]*?\\'\n"), "18-KH-UBND- -a----");
        assert_eq!(give("''"), "Bảng");
        assert_eq!(give(""), "Bảng (2)");
        assert_eq!(give("History"), "History (2)");
        assert_eq!(give(&"ă".repeat(40)), "ă".repeat(31));
        assert_eq!(give(&"ă".repeat(40)), format!("{} (2)", "ă".repeat(27)));
        assert_eq!(give(&format!("{}'x", "b".repeat(30))), "b".repeat(30));
        assert_eq!(give(&"𝔄".repeat(16)), "𝔄".repeat(15));
    }
}
