//! What a document tells of itself that the values in its cells depend on.

use jiff::civil::Date;

use crate::lexicon::province_in;

/// When and where a document was made, so far as that is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// Day of issue.
    pub date: Option<Date>,
    /// Id of the province: `bac-giang`.
    pub province: Option<String>,
}

impl Context {
    /// From the line that ties an appendix to its plan.
    #[must_use]
    pub fn of_line(line: &str) -> Self {
        Self { date: day(line), province: province_in(line).map(str::to_owned) }
    }
}

/// The first day behind the word `ngày`, in figures or in words; blanks that were never filled give none.
fn day(line: &str) -> Option<Date> {
    let rest = &line[line.to_lowercase().find("ngày")?..];
    let mut parts = rest.split(|c: char| !c.is_ascii_digit()).filter(|p| !p.is_empty());
    let mut next = || parts.next()?.parse::<i16>().ok();
    let (day, month, year) = (next()?, next()?, next()?);
    // A number of four figures alone is a year: what stands before it is day and month.
    if year < 1000 {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn day_and_province_of_the_line() {
        let of = Context::of_line;
        let line = of("(Kèm theo Kế hoạch số 18/KH-UBND ngày 23/01/2024 của Chủ tịch UBND tỉnh Bắc Giang)");
        assert_eq!(line, Context { date: Date::new(2024, 1, 23).ok(), province: Some("bac-giang".to_owned()) });
        let line = of("(Kèm theo Kế hoạch số 277 /KH-UBND ngày 14 tháng 7 năm 2026 của UBND thành phố Hà Nội)");
        assert_eq!(line.date, Date::new(2026, 7, 14).ok());
        assert_eq!(line.province.as_deref(), Some("ha-noi"));
        assert_eq!(of("(Kèm theo Kế hoạch số     /KH-UBND ngày     /12/2025 của UBND tỉnh)"), Context::default());
    }
}
