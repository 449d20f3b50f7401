//! Provinces with the days their names hold, and where a body stands: `tỉnh Bắc Giang`, `huyện`, `xã Ngọc Chiến`.

use std::sync::LazyLock;

use jiff::civil::Date;

use super::names::{csv_fields, name_key, slug};

/// The last day of the district level.
pub(super) const DISTRICTS_END: Date = jiff::civil::date(2025, 6, 30);

/// By what law the district level ended.
pub(super) const DISTRICTS_BASIS: &str = "Nghị quyết số 203/2025/QH15";

/// A name of a province or city under the central government, with the days it holds.
pub(super) struct Province {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    keys: Vec<String>,
    pub(super) from: Option<Date>,
    pub(super) to: Option<Date>,
    pub(super) successors: Vec<&'static str>,
    pub(super) basis: &'static str,
}

/// Whether what holds from one day to another holds on a day; where that is not known, whether it holds to this day.
pub(super) fn holds(from: Option<Date>, to: Option<Date>, date: Option<Date>) -> bool {
    match date {
        Some(d) => from.is_none_or(|f| f <= d) && to.is_none_or(|t| d <= t),
        None => to.is_none(),
    }
}

impl Province {
    pub(super) fn is_city(&self) -> bool {
        self.name.starts_with("Thành phố")
    }
}

static PROVINCES: LazyLock<Vec<Province>> =
    LazyLock::new(|| include_str!("provinces.csv").lines().skip(1).filter_map(province).collect());

fn province(line: &'static str) -> Option<Province> {
    let fields = csv_fields(line);
    let [id, name, also, from, to, successors, basis] = fields.as_slice() else { return None };
    let bare = name.strip_prefix("Tỉnh ").or(name.strip_prefix("Thành phố "))?;
    let keys = also.split('|').chain([bare]).filter(|a| !a.is_empty()).map(name_key).collect();
    let successors = successors.split(' ').filter(|s| !s.is_empty()).collect();
    Some(Province { id, name, keys, from: from.parse().ok(), to: to.parse().ok(), successors, basis })
}

/// The province of a name without its unit (`Bắc Giang`), as it is on a day; the last one where the day is not known or no
/// name holds on it.
pub(super) fn province_named(name: &str, date: Option<Date>) -> Option<&'static Province> {
    let key = name_key(name);
    let first = PROVINCES.iter().find(|p| p.keys.contains(&key))?;
    province_by_id(first.id, date)
}

/// As [`province_named`], with the unit printed: it tells which where the day is not known.
fn province_printed(unit: &str, name: &str, date: Option<Date>) -> Option<&'static Province> {
    let found = province_named(name, date)?;
    match date {
        Some(_) => Some(found),
        None => PROVINCES.iter().rfind(|p| p.id == found.id && p.is_city() == (unit == "thành phố")).or(Some(found)),
    }
}

/// The province a text names, by its id or in words: `bac-giang`, `UBND tỉnh Bắc Giang`.
#[must_use]
pub fn province_in(text: &str) -> Option<&'static str> {
    let key = format!(" {} ", name_key(text));
    let named = |p: &&Province| {
        let unit = if p.is_city() { "thành phố" } else { "tỉnh" };
        p.keys.iter().any(|k| key.contains(&format!(" {} {k} ", name_key(unit))))
    };
    PROVINCES.iter().find(|p| p.id == text).or_else(|| PROVINCES.iter().find(named)).map(|p| p.id)
}

/// The province with an id, as it is on a day.
pub(super) fn province_by_id(id: &str, date: Option<Date>) -> Option<&'static Province> {
    let all: Vec<&Province> = PROVINCES.iter().filter(|p| p.id == id).collect();
    all.iter().find(|p| date.is_some() && holds(p.from, p.to, date)).copied().or_else(|| all.last().copied())
}

/// How wide a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// `xã`, `phường`, `thị trấn`, `đặc khu`
    Commune,
    /// `huyện`, `quận`, `thị xã`, a city of a province
    District,
    /// A province, or a city under the central government.
    Province,
}

/// How wide a named place is: `xã Tân Tiến`, `thành phố Bắc Giang`.
#[must_use]
pub fn place_rank(text: &str) -> Option<Rank> {
    let words: Vec<&str> = text.split_whitespace().collect();
    Some(match place(&words, None)? {
        Place::Province(_) => Rank::Province,
        Place::Unit { level, .. } => match level {
            Level::Province => Rank::Province,
            Level::District => Rank::District,
            Level::Commune => Rank::Commune,
        },
    })
}

/// Whether there are districts on a day.
#[must_use]
pub fn has_districts(date: Date) -> bool {
    date <= DISTRICTS_END
}

/// How high a body stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    Province,
    District,
    Commune,
}

/// Where a body stands.
pub(super) enum Place {
    /// A province, known.
    Province(&'static Province),
    /// A unit, with its name where it is printed.
    Unit { level: Level, unit: &'static str, name: Option<String> },
}

const UNITS: [(&str, &str, Level); 16] = [
    ("thị trấn", "thị trấn", Level::Commune),
    ("thị xã", "thị xã", Level::District),
    ("thành phố", "thành phố", Level::Province),
    ("đặc khu", "đặc khu", Level::Commune),
    ("cấp tỉnh", "cấp tỉnh", Level::Province),
    ("cấp huyện", "cấp huyện", Level::District),
    ("cấp xã", "cấp xã", Level::Commune),
    ("tỉnh", "tỉnh", Level::Province),
    ("tp.", "thành phố", Level::Province),
    ("tp", "thành phố", Level::Province),
    ("tx.", "thị xã", Level::District),
    ("huyện", "huyện", Level::District),
    ("quận", "quận", Level::District),
    ("xã", "xã", Level::Commune),
    ("phường", "phường", Level::Commune),
    ("tx", "thị xã", Level::District),
];

/// Reads the words behind a body's own name as a place; `None` where they are none.
pub(super) fn place(words: &[&str], date: Option<Date>) -> Option<Place> {
    let text = words.join(" ");
    if let Some(province) = province_named(&text, date) {
        return Some(Place::Province(province));
    }
    let lower = text.to_lowercase();
    let own = |printed: &str| {
        lower == printed || lower.strip_prefix(printed).is_some_and(|r| r.starts_with(' ') || printed.ends_with('.'))
    };
    let (printed, unit, level) = *UNITS.iter().find(|u| own(u.0))?;
    let name = text.get(printed.len()..)?.trim();
    if name.is_empty() {
        return Some(Place::Unit { level, unit, name: None });
    }
    let is_name =
        name.split(' ').all(|w| w.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "-–".contains(c)));
    if !is_name || unit.starts_with("cấp") {
        return None;
    }
    if level == Level::Province {
        let found = province_printed(unit, name, date);
        if let Some(p) = found.filter(|p| unit == "tỉnh" || p.is_city()) {
            return Some(Place::Province(p));
        }
        // A city of that name that is no province is one of a province; a province the list does not hold is none.
        let city = unit != "tỉnh";
        return city.then(|| Place::Unit { level: Level::District, unit, name: Some(name.to_owned()) });
    }
    Some(Place::Unit { level, unit, name: Some(name.to_owned()) })
}

impl Place {
    pub(super) fn level(&self) -> Level {
        match self {
            Self::Province(_) => Level::Province,
            Self::Unit { level, .. } => *level,
        }
    }

    /// As a name goes on with it: `tỉnh Bắc Giang`.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Province(p) => p.name.replacen("Tỉnh", "tỉnh", 1).replacen("Thành phố", "thành phố", 1),
            Self::Unit { unit, name: Some(name), .. } => format!("{unit} {name}"),
            Self::Unit { unit, name: None, .. } => (*unit).to_owned(),
        }
    }

    /// The id of a body that stands here. Where a province is known its id tells the level.
    pub(super) fn id(&self, stem: &str, levelled: bool) -> String {
        match self {
            Self::Province(p) => format!("{stem}@{}", p.id),
            Self::Unit { unit, name, level } => {
                let own = if levelled || *level != Level::Province {
                    format!("{stem}-{}", slug(unit))
                } else {
                    stem.to_owned()
                };
                name.as_ref().map_or(own.clone(), |n| format!("{own}@{}", slug(n)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_data_is_read() {
        assert_eq!(PROVINCES.len(), include_str!("provinces.csv").lines().count() - 1);
        assert!(PROVINCES.iter().all(|p| !p.basis.is_empty()));
        for p in PROVINCES.iter() {
            assert!(p.successors.iter().all(|s| PROVINCES.iter().any(|q| q.id == *s)), "{}", p.name);
        }
    }

    #[test]
    fn sixty_three_became_thirty_four() {
        let on = |y, m, d| PROVINCES.iter().filter(|p| holds(p.from, p.to, Some(jiff::civil::date(y, m, d)))).count();
        assert_eq!((on(2024, 6, 1), on(2025, 6, 30), on(2025, 7, 1), on(2026, 10, 1)), (63, 63, 34, 34));
    }
}
