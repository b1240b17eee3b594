//! Days, partial dates and spans: everything about time that rules compare.

use jiff::civil::Date;

/// A day of the civil calendar.
///
/// There is no clock in this library: the day whose rules apply is always given.
///
/// ```
/// use safeguarding_rules::Day;
/// let day = Day::parse("2024-02-29").unwrap();
/// assert_eq!(day.to_string(), "2024-02-29");
/// assert!(Day::parse("2023-02-29").is_none());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

impl Day {
    /// The first day that can be written.
    pub const FIRST: Day = Day(Date::constant(1, 1, 1));
    /// The last day that can be written.
    pub const LAST: Day = Day(Date::constant(9999, 12, 31));

    /// A day from its year (1 to 9999), month and day of the month; `None` where there is no such day.
    #[must_use]
    pub fn new(year: i16, month: i8, day: i8) -> Option<Day> {
        if !(1..=9999).contains(&year) {
            return None;
        }
        Date::new(year, month, day).ok().map(Day)
    }

    /// Reads `YYYY-MM-DD`, and nothing else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Day> {
        match PartialDate::parse(text)? {
            PartialDate { first, last } if first == last && text.len() == 10 => Some(first),
            _ => None,
        }
    }

    /// How many days lie between 1 January of the year 1 and this day.
    ///
    /// ```
    /// use safeguarding_rules::Day;
    /// let day = Day::parse("0001-01-02").unwrap();
    /// assert_eq!(day.number(), 1);
    /// assert_eq!(Day::of_number(1), Some(day));
    /// ```
    #[must_use]
    pub fn number(self) -> u32 {
        // INVARIANT: years lie between 1 and 9999, so nothing here is negative or too large.
        let years = u32::try_from(self.0.year()).unwrap_or(1).saturating_sub(1);
        let leap_days = (years / 4).saturating_sub(years / 100).saturating_add(years / 400);
        let of_year = u32::try_from(self.0.day_of_year()).unwrap_or(1).saturating_sub(1);
        years.saturating_mul(365).saturating_add(leap_days).saturating_add(of_year)
    }

    /// The day of a number; `None` after the last that can be written.
    #[must_use]
    pub fn of_number(number: u32) -> Option<Day> {
        let span = jiff::Span::new().try_days(i64::from(number)).ok()?;
        Day::FIRST.0.checked_add(span).ok().map(Day)
    }

    /// The day of the week: 0 is Monday, 6 is Sunday.
    #[must_use]
    pub fn weekday(self) -> u8 {
        // 1 January of the year 1 is a Monday.
        u8::try_from(self.number() % 7).unwrap_or(0)
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The day before; the first day has none before it.
    #[must_use]
    pub fn before(self) -> Day {
        self.less(Span::days(1))
    }

    /// The day after; the last day has none after it.
    #[must_use]
    pub fn after(self) -> Day {
        self.plus(Span::days(1))
    }

    /// This day less a span. A day that does not exist gives the last of its month.
    ///
    /// ```
    /// use safeguarding_rules::{Day, Span};
    /// let as_of = Day::parse("2023-03-31").unwrap();
    /// assert_eq!(as_of.less(Span::months(1)).to_string(), "2023-02-28");
    /// ```
    #[must_use]
    pub fn less(self, span: Span) -> Day {
        self.checked_less(span).unwrap_or(Day::FIRST)
    }

    /// This day and a span after it. A day that does not exist gives the last of its month.
    #[must_use]
    pub fn plus(self, span: Span) -> Day {
        self.checked_plus(span).unwrap_or(Day::LAST)
    }

    /// As [`less`](Day::less); `None` where that lies before the first day that can be written.
    pub(crate) fn checked_less(self, span: Span) -> Option<Day> {
        self.0.checked_sub(span.to_jiff()).ok().map(Day).filter(|day| *day >= Day::FIRST)
    }

    /// As [`plus`](Day::plus); `None` where that lies after the last day that can be written.
    pub(crate) fn checked_plus(self, span: Span) -> Option<Day> {
        self.0.checked_add(span.to_jiff()).ok().map(Day)
    }

    /// Which day of its month it is, from 1.
    pub(crate) fn day_of_month(self) -> i8 {
        self.0.day()
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

impl serde::Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A length of time in one unit of the calendar, as rules state them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// How many.
    pub n: u16,
    /// Of what.
    pub unit: Unit,
}

/// The units in which rules count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Calendar days.
    Days,
    /// Weeks of seven days.
    Weeks,
    /// Calendar months.
    Months,
    /// Calendar years.
    Years,
}

impl Unit {
    /// The word of the pack format: `days`, `weeks`, `months`, `years`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Unit::Days => "days",
            Unit::Weeks => "weeks",
            Unit::Months => "months",
            Unit::Years => "years",
        }
    }
}

impl Span {
    /// So many days.
    #[must_use]
    pub fn days(n: u16) -> Span {
        Span { n, unit: Unit::Days }
    }

    /// So many weeks.
    #[must_use]
    pub fn weeks(n: u16) -> Span {
        Span { n, unit: Unit::Weeks }
    }

    /// So many months.
    #[must_use]
    pub fn months(n: u16) -> Span {
        Span { n, unit: Unit::Months }
    }

    /// So many years.
    #[must_use]
    pub fn years(n: u16) -> Span {
        Span { n, unit: Unit::Years }
    }

    fn to_jiff(self) -> jiff::Span {
        // INVARIANT: 65,535 of any of these units is inside what a jiff span can hold
        // (its smallest limit here is 19,998 years), so years are capped at that.
        let n = i64::from(self.n);
        let span = jiff::Span::new();
        let built = match self.unit {
            Unit::Days => span.try_days(n),
            Unit::Weeks => span.try_weeks(n),
            Unit::Months => span.try_months(n),
            Unit::Years => span.try_years(n.min(9_999)),
        };
        built.unwrap_or(span)
    }
}

/// A date of which perhaps only the month or the year is known: every day from `first` to `last`.
///
/// ```
/// use safeguarding_rules::PartialDate;
/// let march = PartialDate::parse("2019-03").unwrap();
/// assert_eq!(march.first.to_string(), "2019-03-01");
/// assert_eq!(march.last.to_string(), "2019-03-31");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartialDate {
    /// The earliest day it can be.
    pub first: Day,
    /// The latest day it can be; never before `first`.
    pub last: Day,
}

impl PartialDate {
    /// Exactly this day.
    #[must_use]
    pub fn on(day: Day) -> PartialDate {
        PartialDate { first: day, last: day }
    }

    /// Some day between the two, both included; `None` where the second is earlier.
    #[must_use]
    pub fn between(first: Day, last: Day) -> Option<PartialDate> {
        (first <= last).then_some(PartialDate { first, last })
    }

    /// Reads `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    #[must_use]
    pub fn parse(text: &str) -> Option<PartialDate> {
        let year = i16::try_from(digits(text.get(0..4)?)?).ok()?;
        match text.len() {
            4 => PartialDate::between(Day::new(year, 1, 1)?, Day::new(year, 12, 31)?),
            7 => {
                let first = Day::new(year, dashed(text, 4)?, 1)?;
                PartialDate::between(first, Day(first.0.last_of_month()))
            }
            10 => Day::new(year, dashed(text, 4)?, dashed(text, 7)?).map(PartialDate::on),
            _ => None,
        }
    }

    /// "About" this date: one unit wider on each side (a day: one week).
    ///
    /// ```
    /// use safeguarding_rules::PartialDate;
    /// let about = PartialDate::about("2019-03").unwrap();
    /// assert_eq!(about.first.to_string(), "2019-02-01");
    /// assert_eq!(about.last.to_string(), "2019-04-30");
    /// ```
    #[must_use]
    pub fn about(text: &str) -> Option<PartialDate> {
        let stated = PartialDate::parse(text)?;
        let (first, last) = match text.len() {
            4 => (stated.first.less(Span::years(1)), stated.last.plus(Span::years(1))),
            7 => {
                let next = stated.first.plus(Span::months(1));
                (stated.first.less(Span::months(1)), Day(next.0.last_of_month()))
            }
            _ => (stated.first.less(Span::weeks(1)), stated.last.plus(Span::weeks(1))),
        };
        PartialDate::between(first, last)
    }

    /// The day of birth of a child expected on `day`: from 18 weeks before it (a birth at
    /// 22 weeks of pregnancy) to 4 weeks after it.
    #[must_use]
    pub fn expected_delivery(day: Day) -> PartialDate {
        PartialDate { first: day.less(Span::weeks(18)), last: day.plus(Span::weeks(4)) }
    }

    /// The single day, where it is one.
    #[must_use]
    pub fn exact(self) -> Option<Day> {
        (self.first == self.last).then_some(self.first)
    }
}

/// Two digits after a dash at `at`.
fn dashed(text: &str, at: usize) -> Option<i8> {
    let dash = text.as_bytes().get(at)?;
    let number = digits(text.get(at.checked_add(1)?..at.checked_add(3)?)?)?;
    (*dash == b'-').then_some(i8::try_from(number).ok()?)
}

/// A number written in ASCII digits only.
fn digits(text: &str) -> Option<u16> {
    let all_digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if all_digits { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::{Day, PartialDate, Span};

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn days_are_numbered_one_after_the_other() {
        let mut day = day("1995-01-01");
        assert_eq!((day.number(), day.weekday()), (728_293, 6));
        for number in 728_293..745_000 {
            assert_eq!((day.number(), Day::of_number(number)), (number, Some(day)));
            day = day.after();
        }
        assert_eq!(Day::FIRST.number(), 0);
        assert_eq!(Day::of_number(Day::LAST.number()), Some(Day::LAST));
        assert_eq!(Day::of_number(Day::LAST.number() + 1), None);
    }

    #[test]
    fn only_real_days_are_read() {
        for bad in [
            "",
            "2023",
            "2023-02-29",
            "2023-13-01",
            "2023-00-10",
            "2023-1-01",
            "0000-01-01",
            "2023-01-1x",
            "+023-01-01",
            "2023/01/01",
            "2023-01-011",
            "２０２３-01-01",
        ] {
            assert_eq!(Day::parse(bad), None, "{bad}");
        }
        assert_eq!(day("2024-02-29").to_string(), "2024-02-29");
    }

    #[test]
    fn going_back_stays_inside_the_month() {
        assert_eq!(day("2023-03-31").less(Span::months(1)), day("2023-02-28"));
        assert_eq!(day("2024-02-29").less(Span::years(1)), day("2023-02-28"));
        assert_eq!(day("2024-01-01").before(), day("2023-12-31"));
    }

    #[test]
    fn somebody_born_on_29_february_is_older_on_1_march() {
        let born = day("2020-02-29");
        assert!(born > day("2021-02-28").less(Span::years(1)));
        assert!(born <= day("2021-03-01").less(Span::years(1)));
    }

    #[test]
    fn the_ends_of_the_calendar_hold() {
        assert_eq!(Day::FIRST.before(), Day::FIRST);
        assert_eq!(Day::LAST.after(), Day::LAST);
        assert_eq!(Day::LAST.plus(Span::years(u16::MAX)), Day::LAST);
        assert_eq!(Day::FIRST.less(Span::years(u16::MAX)), Day::FIRST);
    }

    #[test]
    fn about_widens_by_one_unit() {
        let year = PartialDate::about("2019").unwrap();
        assert_eq!((year.first, year.last), (day("2018-01-01"), day("2020-12-31")));
        let exact = PartialDate::about("2019-03-10").unwrap();
        assert_eq!((exact.first, exact.last), (day("2019-03-03"), day("2019-03-17")));
    }
}
