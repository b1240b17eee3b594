//! Years of each kind: when they begin, what they are called, in which a day lies.

use crate::date::{Day, Span};
use crate::pack::YearKind;

impl YearKind {
    fn month(self) -> i8 {
        match self {
            YearKind::Calendar => 1,
            YearKind::Financial => 4,
            YearKind::Academic => 9,
        }
    }

    /// The first day of a year; `None` outside the years 1 to 9999.
    #[must_use]
    pub fn first_day(self, year: i32) -> Option<Day> {
        Day::new(i16::try_from(year).ok()?, self.month(), 1)
    }

    /// The year in which a day lies, by the calendar year in which that year begins.
    #[must_use]
    pub fn year_of(self, day: Day) -> i32 {
        let year = i32::from(day.year());
        let begun = self.first_day(year).is_some_and(|first| first <= day);
        if begun { year } else { year.saturating_sub(1) }
    }

    /// What a year is called: `2021`, or `2021/22` where it lies in two.
    ///
    /// ```
    /// use safeguarding_rules::YearKind;
    /// assert_eq!(YearKind::Financial.name(2021), "2021/22");
    /// assert_eq!(YearKind::Calendar.name(2021), "2021");
    /// ```
    #[must_use]
    pub fn name(self, year: i32) -> String {
        match self {
            YearKind::Calendar => year.to_string(),
            _ => format!("{year}/{:02}", year.saturating_add(1).rem_euclid(100)),
        }
    }
}

/// The day after so many months.
pub(super) fn months_later(day: Day, months: u32) -> Day {
    day.plus(Span::months(u16::try_from(months).unwrap_or(u16::MAX)))
}
