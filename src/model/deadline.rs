//! What a time cell says, part by part. Field order is the order in the JSON.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::day::Day;

/// What a part of a time cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClauseKind {
    /// `ngày 15/3/2024`
    OnDate,
    /// `chậm nhất ngày 15/3/2024`, `đến ngày …`
    ByDate,
    /// `trước ngày 15/3/2024`
    Before,
    /// `Quý II/2024`, `trong năm 2024`
    ByPeriod,
    /// `từ tháng 3 đến tháng 6/2024`; without an end: `từ tháng 3/2024`
    Interval,
    /// `hằng tháng`, `02 lần/năm`
    Recurring,
    /// `thường xuyên`
    Continuous,
    /// `10 ngày kể từ ngày ban hành`
    Relative,
    /// `khi có yêu cầu`, `trước mùa mưa`
    Conditional,
    /// `theo Kế hoạch riêng`
    ByReference,
    /// Something else than a time.
    NotADeadline,
    /// A time that could not be read.
    #[serde(other)]
    Unparsed,
}

impl ClauseKind {
    /// The name in the output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::OnDate => "on_date",
            Self::ByDate => "by_date",
            Self::Before => "before",
            Self::ByPeriod => "by_period",
            Self::Interval => "interval",
            Self::Recurring => "recurring",
            Self::Continuous => "continuous",
            Self::Relative => "relative",
            Self::Conditional => "conditional",
            Self::ByReference => "by_reference",
            Self::NotADeadline => "not_a_deadline",
            Self::Unparsed => "unparsed",
        }
    }
}

/// Which side of a day a clause means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// `trước ngày`: practice reads the day itself.
    Before,
    /// `chậm nhất ngày`: the day counts.
    Inclusive,
    /// `sau ngày`: the day does not count.
    Exclusive,
}

/// How fine a printed time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// A day.
    Day,
    /// A month.
    Month,
    /// A quarter.
    Quarter,
    /// Half a year.
    Half,
    /// A year, a school year too.
    Year,
    /// Several years.
    MultiYear,
}

/// A duty that comes again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Recurrence {
    /// RFC 5545 rule without its start: `FREQ=MONTHLY;BYMONTHDAY=20`; null where the text names no calendar period.
    pub rrule: Option<String>,
    /// Length of a period, ISO 8601: `P1M`; null as above.
    pub period: Option<String>,
    /// Printed number of times in a period.
    pub count: Option<u32>,
    /// For whom or at what each time: `xã` in `mỗi xã 01 lần/năm`.
    pub per: Option<String>,
}

/// A time counted from an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Relative {
    /// How many units; null for `ngay sau khi …`.
    pub amount: Option<u32>,
    /// `hour`, `day`, `workday`, `week`, `month`, `year`.
    pub unit: Option<String>,
    /// As printed: `ngày ban hành Kế hoạch`; null where the cell does not say.
    pub event: Option<String>,
}

/// A part of a time cell. The parts' texts together are the cell's, but for the signs between them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Clause {
    /// As printed.
    pub text: String,
    /// What it is.
    pub kind: ClauseKind,
    /// Extended date and time format, level 2 (quarters `2024-33` to `-36`, halves `-40` and `-41`).
    pub edtf: Option<String>,
    /// First day.
    #[schemars(with = "Option<Day>")]
    pub start: Option<Date>,
    /// Last day.
    #[schemars(with = "Option<Day>")]
    pub due: Option<Date>,
    /// Which side of the day is meant.
    pub bound: Option<Bound>,
    /// How fine it is.
    pub precision: Option<Precision>,
    /// How it comes again.
    pub recurrence: Option<Recurrence>,
    /// From which event it is counted.
    pub relative: Option<Relative>,
    /// The event waited for.
    pub condition: Option<String>,
    /// The paper or plan that sets the time.
    pub reference: Option<String>,
    /// To which part of the task it applies: the words around the time.
    pub applies_to: Option<String>,
    /// What was concluded: `year`, `school-year`.
    pub inferred: Vec<String>,
}

impl Clause {
    /// A clause of a kind that says nothing more yet.
    #[must_use]
    pub fn new(kind: ClauseKind) -> Self {
        Self {
            text: String::new(),
            kind,
            edtf: None,
            start: None,
            due: None,
            bound: None,
            precision: None,
            recurrence: None,
            relative: None,
            condition: None,
            reference: None,
            applies_to: None,
            inferred: Vec::new(),
        }
    }
}
