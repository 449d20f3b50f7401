//! The year of times that print none: by what stands nearest to the cell.

use jiff::civil::Date;

use super::point::point;
use super::series::PlanYear;
use super::token::Words;

/// The year of times that print none, and how far it is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Told {
    pub(super) year: PlanYear,
    /// A heading prints it: it is not just that of the plan's day.
    pub(super) printed: bool,
    /// No other heading prints another one, and it is not before the plan's day.
    pub(super) agreed: bool,
}

/// The year that headings tell, the nearest first; of them the first that names just one. `date`: the plan's day, whose year
/// is taken where no heading names one that is not past.
pub(super) fn told<'t>(headings: impl IntoIterator<Item = &'t str>, date: Option<Date>) -> Told {
    let named: Vec<PlanYear> = headings.into_iter().filter_map(named).collect();
    let past = |y: &PlanYear| date.is_some_and(|d| y.year.is_some_and(|year| year < d.year() - i16::from(y.school)));
    let agreed = named.windows(2).all(|n| n[0] == n[1]) && !named.iter().any(past);
    match named.into_iter().find(|y| !past(y)) {
        Some(year) => Told { year, printed: true, agreed },
        None => Told { year: PlanYear { year: date.map(Date::year), school: false }, printed: false, agreed },
    }
}

/// The year that a heading names, where it names just one: neither the year of a day nor that of a law.
fn named(heading: &str) -> Option<PlanYear> {
    /// Words of the name of a law at most, before its year.
    const NAME: usize = 10;
    let w = Words::of(heading);
    let mut years: Vec<PlanYear> = Vec::new();
    let mut law = None;
    let mut at = 0;
    while at < w.len() {
        if w.word(at) == "luật" && !at.checked_sub(1).is_some_and(|i| matches!(w.word(i), "pháp" | "kỷ")) {
            law = Some(at);
        }
        let Some((point, end)) = point(&w, at, None) else {
            at += 1;
            continue;
        };
        let of_law = law.take().is_some_and(|l| at - l < NAME);
        if (point.is_year() || point.school) && point.year.is_some() && !of_law {
            years.push(PlanYear { year: point.year, school: point.school });
        }
        at = end;
    }
    years.dedup();
    (years.len() == 1).then(|| years[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_of_a_plan() {
        let day = Date::new(2025, 12, 31).ok();
        let year = |headings: &[&str]| {
            let told = told(headings.iter().copied(), day);
            (told.year.year, told.year.school, told.printed, told.agreed)
        };
        assert_eq!(
            year(&["NHIỆM VỤ NĂM 2026", "(Kèm theo Kế hoạch số 8/KH-UBND ngày 31/12/2025)"]),
            (Some(2026), false, true, true)
        );
        assert_eq!(year(&["GIAI ĐOẠN 2026 - 2030", "ngày 14/01/2026"]), (Some(2025), false, false, true));
        assert_eq!(year(&["Thời gian (Năm 2027)", "NHIỆM VỤ NĂM 2026"]), (Some(2027), false, true, false));
        assert_eq!(year(&["SAU TỔNG KẾT CÔNG TÁC NĂM 2024"]), (Some(2025), false, false, false));
        assert_eq!(year(&["THI HÀNH LUẬT ĐẤT ĐAI NĂM 2026"]), (Some(2025), false, false, true));
        assert_eq!(year(&["PHỔ BIẾN PHÁP LUẬT NĂM 2026"]), (Some(2026), false, true, true));
        assert_eq!(year(&["NĂM HỌC 2025 - 2026"]), (Some(2025), true, true, true));
        assert_eq!(year(&["NGHỊ QUYẾT SỐ 57-NQ/TW NGÀY 22/12/2024"]), (Some(2025), false, false, true));
    }
}
