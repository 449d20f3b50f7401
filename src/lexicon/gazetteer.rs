//! Which body a name names on a day: its official name, a stable id, and what became of it.
//!
//! In: a name as printed, the day of the document, the province it was made in. Out: a [`Body`]. The names are data
//! (`organizations.csv`), each line with the days it holds and the law it rests on (`docs/gazetteer.md` says by what each was
//! checked). A name that is not in the data is not bent to the nearest one: it is not known.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use jiff::civil::Date;

use super::names::{csv_fields, name_key};
use super::places::{DISTRICTS_BASIS, DISTRICTS_END, Level, Place, holds, place, province_by_id};

/// Printed words of a body's own name at most: the longest in the data has fewer, and connecting words may be added.
const LONGEST_NAME: usize = 24;
/// Words of a body's name that say the level of its place, and whether that is a city.
const OWN_LEVELS: [(&str, bool); 2] = [("Tỉnh", false), ("Thành", true)];
/// What the name of a province begins with.
const LEVELS: [&str; 2] = ["Tỉnh ", "Thành phố "];
/// Printed words of a place at most: noun, name, dash.
const LONGEST_PLACE: usize = 12;

/// Where bodies of a name are found.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    /// Once in the country.
    Nation,
    /// Once in each province; the place need not be printed.
    Province,
    /// In each province, behind its level: `Công an tỉnh`.
    LocalProvince,
    /// On several levels.
    Local,
    /// As `Local`, in districts.
    LocalDistrict,
    /// As `Local`, in communes.
    LocalCommune,
    /// Once in each district.
    District,
    /// Once in each commune.
    Commune,
    /// In numbered regions: `khu vực IV`.
    Region,
}

struct Row {
    id: &'static str,
    name: &'static str,
    keys: Vec<String>,
    scope: Scope,
    from: Option<Date>,
    to: Option<Date>,
    successors: Vec<&'static str>,
    basis: &'static str,
}

static ROWS: LazyLock<Vec<Row>> =
    LazyLock::new(|| include_str!("organizations.csv").lines().skip(1).filter_map(row).collect());

fn row(line: &'static str) -> Option<Row> {
    let fields = csv_fields(line);
    let [id, name, also, scope, from, to, successors, basis, _checked] = fields.as_slice() else { return None };
    let scope = match *scope {
        "nation" => Scope::Nation,
        "province" => Scope::Province,
        "local-province" => Scope::LocalProvince,
        "local" => Scope::Local,
        "local-district" => Scope::LocalDistrict,
        "local-commune" => Scope::LocalCommune,
        "district" => Scope::District,
        "commune" => Scope::Commune,
        "region" => Scope::Region,
        _ => return None,
    };
    let keys = also.split('|').chain([*name]).filter(|a| !a.is_empty()).map(name_key).collect();
    let successors = successors.split(' ').filter(|s| !s.is_empty()).collect();
    Some(Row { id, name, keys, scope, from: from.parse().ok(), to: to.parse().ok(), successors, basis })
}

/// The lines that hold a name, by its key.
static BY_NAME: LazyLock<BTreeMap<&'static str, Vec<usize>>> = LazyLock::new(|| {
    let mut out: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, row) in ROWS.iter().enumerate() {
        for key in &row.keys {
            let lines = out.entry(key.as_str()).or_default();
            if lines.last() != Some(&at) {
                lines.push(at);
            }
        }
    }
    out
});

fn rows_named(key: &str) -> impl Iterator<Item = &'static Row> {
    BY_NAME.get(key).into_iter().flatten().filter_map(|at| ROWS.get(*at))
}

/// Names that are printed by themselves, and what offices call their parts (`Phòng Nội vụ`), as keys.
static KNOWN: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let own = ROWS.iter().flat_map(|r| r.keys.iter().cloned());
    let lines = include_str!("body_fields.csv").lines().skip(1).map(csv_fields);
    own.chain(lines.filter(|f| f.len() == 2).map(|f| name_key(&format!("{} {}", f[0], f[1])))).collect()
});

/// Whether a name is that of a body of which there is one in the country, on a day; `None` where the data does not hold it.
#[must_use]
pub fn is_national(name: &str, date: Option<Date>) -> Option<bool> {
    let held = |r: &&Row| date.is_none() || holds(r.from, r.to, date);
    let key = name_key(name);
    let mut rows = rows_named(&key).filter(held).peekable();
    rows.peek()?;
    Some(rows.all(|r| r.scope == Scope::Nation))
}

/// A body on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// Stable over its names.
    pub id: String,
    /// The official full name.
    pub name: String,
    /// The first day it holds; `None`: before all papers this program is for.
    pub from: Option<Date>,
    /// The last day it holds, where it has ended.
    pub to: Option<Date>,
    /// Whether it holds on the day asked for; where no day was given, whether it holds today as far as the data goes.
    pub current: bool,
    /// Ids of what it became. Empty where nothing is certain (a body split up) or nothing changed.
    pub successors: Vec<String>,
    /// What it rests on.
    pub basis: &'static str,
}

/// Whether a name stands in the data as it is, without a place behind it.
#[must_use]
pub fn is_known_name(text: &str) -> bool {
    KNOWN.contains(&name_key(text))
}

/// The body a name names. `date`: of the document; `province`: its id, where the document tells.
#[must_use]
pub fn resolve(name: &str, date: Option<Date>, province: Option<&str>) -> Option<Body> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let whole = match place(&words, date) {
        Some(Place::Province(p)) => Some(Body {
            id: p.id.to_owned(),
            name: p.name.to_owned(),
            from: p.from,
            to: p.to,
            current: holds(p.from, p.to, date),
            // A new name of the same province is no other body.
            successors: p.successors.iter().filter(|s| **s != p.id).map(|s| (*s).to_owned()).collect(),
            basis: p.basis,
        }),
        _ => None,
    };
    // A name too long for any body and its place is looked up no further: the work of a long cell stays bounded.
    let least = words.len().saturating_sub(LONGEST_PLACE).max(1);
    let most = words.len().min(LONGEST_NAME);
    whole.or_else(|| (least..=most).rev().find_map(|n| named(&words[..n], &words[n..], date, province)))
}

// How often a name was looked up: what the work of a long cell is measured by.
#[cfg(test)]
thread_local!(pub(crate) static LOOKUPS: std::cell::Cell<usize> = const { std::cell::Cell::new(0) });

/// The body whose own name is `stem` and whose place `rest` is.
fn named(stem: &[&str], rest: &[&str], date: Option<Date>, province: Option<&str>) -> Option<Body> {
    #[cfg(test)]
    LOOKUPS.with(|n| n.set(n.get() + 1));
    let key = name_key(&stem.join(" "));
    let found: Vec<Body> = rows_named(&key).filter_map(|r| body(r, rest, date, province)).collect();
    // What holds goes before what has ended last, and that before what is still to come.
    let rank = |b: &&Body| {
        let past = date.is_some_and(|d| b.to.is_some_and(|t| t < d));
        (b.current, past, b.to.filter(|_| past))
    };
    found.iter().rev().max_by_key(rank).cloned()
}

fn body(row: &Row, rest: &[&str], date: Option<Date>, province: Option<&str>) -> Option<Body> {
    if row.scope == Scope::Region {
        return region(row, rest, date);
    }
    let printed = if rest.is_empty() { None } else { Some(place(rest, date)?) };
    if !fits(row.scope, printed.as_ref(), date) {
        return None;
    }
    // What ended in the districts alone has a line of its own.
    let apart = || ROWS.iter().any(|r| r.scope == Scope::LocalDistrict && r.id == row.id);
    if row.scope == Scope::Local && printed.as_ref().is_some_and(|p| p.level() == Level::District) && apart() {
        return None;
    }
    let home = || province.and_then(|p| province_by_id(p, date)).map(Place::Province);
    let own = match printed {
        None if row.scope == Scope::Province => home(),
        Some(Place::Unit { level: Level::Province, name: None, unit }) => {
            // "Thành phố" in the paper of a province that is none is one of its own cities.
            let same = |p: &Place| unit != "thành phố" || matches!(p, Place::Province(p) if p.is_city());
            home().filter(same).or(Some(Place::Unit { level: Level::Province, name: None, unit }))
        }
        other => other,
    };
    Some(located(row, own.as_ref(), date))
}

/// Whether a body of this scope can stand at such a place.
fn fits(scope: Scope, place: Option<&Place>, date: Option<Date>) -> bool {
    let Some(level) = place.map(Place::level) else {
        return !matches!(scope, Scope::LocalDistrict | Scope::LocalCommune);
    };
    // Until the district level ended a city may also have been one of a province.
    let city = matches!(place, Some(Place::Unit { unit: "thành phố", .. }));
    let either = city && date.is_none_or(|d| d <= DISTRICTS_END);
    match scope {
        Scope::Nation | Scope::Region => false,
        Scope::Province | Scope::LocalProvince => level == Level::Province,
        Scope::Local => true,
        Scope::LocalDistrict | Scope::District => level == Level::District || either,
        Scope::LocalCommune | Scope::Commune => level == Level::Commune,
    }
}

fn located(row: &Row, place: Option<&Place>, date: Option<Date>) -> Body {
    let levelled =
        matches!(row.scope, Scope::Local | Scope::LocalProvince | Scope::LocalDistrict | Scope::LocalCommune);
    let id = place.map_or_else(|| row.id.to_owned(), |p| p.id(row.id, levelled));
    let at = match place {
        Some(Place::Province(p)) => Some(*p),
        _ => None,
    };
    // The name says the level of its place itself: `Tỉnh ủy Bắc Ninh`, and there is none in a city.
    let level = row.name.split(' ').find_map(|w| OWN_LEVELS.iter().find(|l| l.0 == w)).map(|l| l.1);
    let elsewhere = level.zip(at).is_some_and(|(city, p)| p.is_city() != city);
    let bare =
        at.filter(|_| level.is_some()).map(|p| LEVELS.iter().fold(p.name, |n, l| n.strip_prefix(l).unwrap_or(n)));
    let whole = |p: &Place| format!("{} {}", row.name, bare.map_or_else(|| p.words(), str::to_owned));
    let name = place.map_or_else(|| row.name.to_owned(), whole);
    let (mut to, mut basis) = (row.to, row.basis);
    if place.is_some_and(|p| p.level() == Level::District) && to.is_none_or(|t| t > DISTRICTS_END) {
        (to, basis) = (Some(DISTRICTS_END), DISTRICTS_BASIS);
    }
    let mut successors: Vec<String> = row
        .successors
        .iter()
        .filter_map(|s| {
            let (next, but) = s.split_once('!').unwrap_or((s, ""));
            let at = at.map(|p| p.id);
            // One province took a way of its own.
            (at != Some(but)).then(|| at.map_or_else(|| next.to_owned(), |p| format!("{next}@{p}")))
        })
        .collect();
    // A body of a province goes with its province, where nothing became of it before.
    let gone = at.filter(|p| p.to.is_some_and(|end| to.is_none_or(|t| end < t)));
    if let Some(province) = gone {
        if row.scope != Scope::Nation {
            (to, basis) = (province.to, province.basis);
        }
        let moved = province.successors.iter().filter(|s| **s != province.id);
        successors.extend(moved.map(|s| format!("{}@{s}", row.id)));
    }
    Body { id, name, from: row.from, to, current: !elsewhere && holds(row.from, to, date), successors, basis }
}

/// A body of a numbered region.
fn region(row: &Row, rest: &[&str], date: Option<Date>) -> Option<Body> {
    let number = rest.last().filter(|w| w.chars().all(|c| "IVX".contains(c) || c.is_ascii_digit()))?;
    (name_key(&rest.join(" ")) == name_key(&format!("khu vực {number}"))).then(|| Body {
        id: format!("{}@khu-vuc-{}", row.id, number.to_lowercase()),
        name: format!("{} {}", row.name, rest.join(" ")),
        from: row.from,
        to: row.to,
        current: holds(row.from, row.to, date),
        successors: Vec::new(),
        basis: row.basis,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_data_is_read_and_names_its_law() {
        assert_eq!(ROWS.len(), include_str!("organizations.csv").lines().count() - 1);
        for row in ROWS.iter() {
            assert!(!row.basis.is_empty(), "{}", row.name);
            for next in &row.successors {
                let next = next.split('!').next().unwrap();
                assert!(ROWS.iter().any(|r| r.id == next), "{} -> {next}", row.name);
            }
        }
    }

    /// Days and successors are claimed only where a public text was read for the line.
    #[test]
    fn an_unchecked_line_claims_no_change() {
        for fields in include_str!("organizations.csv").lines().skip(1).map(csv_fields) {
            let claims = fields[4..7].iter().any(|f| !f.is_empty());
            assert!(fields[8] == "yes" || (fields[8] == "no" && !claims), "{fields:?}");
        }
    }

    #[test]
    fn no_two_lines_hold_one_name_on_one_day() {
        for (n, a) in ROWS.iter().enumerate() {
            for b in ROWS[n + 1..].iter().filter(|b| b.scope == a.scope && b.keys.iter().any(|k| a.keys.contains(k))) {
                let before = |x: &Row, y: &Row| x.to.is_some() && x.to < y.from;
                assert!(before(a, b) || before(b, a), "{} / {}", a.name, b.name);
            }
        }
    }

    /// Written by hand from the laws named in it: name, day and province against what holds on that day, the id, what it became
    /// and by which law. No id: not known. No official name: known, but it does not hold.
    #[test]
    fn names_on_days_are_those_of_the_table() {
        let cases = include_str!("../../tests/data/resolve.csv").lines().skip(1).map(csv_fields);
        let mut wrong = Vec::new();
        for fields in cases {
            let [name, date, province, official, id, successors, basis, _note] = fields.as_slice() else {
                panic!("{fields:?}");
            };
            let body = resolve(name, date.parse().ok(), Some(*province).filter(|p| !p.is_empty()));
            let found = body.as_ref().map_or((String::new(), String::new(), String::new()), |b| {
                (if b.current { b.name.clone() } else { String::new() }, b.id.clone(), b.successors.join(" "))
            });
            if found != ((*official).to_owned(), (*id).to_owned(), (*successors).to_owned()) {
                wrong.push(format!("{name} on {date}: {found:?}"));
            }
            if body.as_ref().is_some_and(|b| !b.basis.split("; ").any(|l| l == *basis)) {
                wrong.push(format!("{name} on {date}: {:?}", body.map(|b| b.basis)));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn an_unknown_name_is_not_bent_to_a_known_one() {
        for name in ["Sở Tài chính Xây", "Trạm Sông Bôi", "Sở", "Công an tỉnh và", "UBND các xã"] {
            assert_eq!(resolve(name, None, None), None, "{name}");
        }
    }
}
