//! Working days and deadlines: which days count, by which dated table, and when something is due.
//!
//! A table of holidays is data with a digest of its own (`core/calendars`); a day past its ends is
//! an error, never a guess. Another table, newer or of another place, can be given at any time.

mod compare;
mod deadline;
mod period;
mod read;

pub use compare::{Compared, Given, Moved};
pub use deadline::Deadline;
pub(crate) use deadline::NOT_PROCLAIMED;
pub use period::{Counting, Direction, Period, PeriodUnit};

use crate::citation::words;
use crate::date::Day;
use crate::error::Error;

/// A table of working days between two days.
///
/// ```
/// # #[cfg(feature = "bundled-packs")] {
/// use safeguarding_rules::{Calendar, Day};
/// let calendar = Calendar::england_and_wales();
/// let day = |text| Day::parse(text).unwrap();
/// // Five working days from Wednesday 14 September 2022: the 19th was the state funeral.
/// assert_eq!(calendar.add_working_days(day("2022-09-14"), 5).unwrap(), day("2022-09-22"));
/// assert_eq!(calendar.holiday(day("2020-05-08")), Some("Early May bank holiday"));
/// assert!(calendar.is_working_day(day("2020-05-04")).unwrap());
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    name: String,
    title: String,
    digest: String,
    from: Day,
    until: Day,
    proclaimed_until: Option<Day>,
    holidays: Vec<Holiday>,
    first: u32,
    /// For each day of the table, how many working days lie before it.
    before: Vec<u16>,
    /// The working days, as days of the table.
    working: Vec<u16>,
}

/// A day on which nobody has to work although it is no weekend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    /// The day.
    pub day: Day,
    /// Its name.
    pub name: String,
    /// How it comes to lie there.
    pub kind: HolidayKind,
}

words! {
    /// How a holiday comes to lie on its day.
    HolidayKind {
        /// Every year by statute, custom or proclamation.
        Regular = "regular",
        /// In place of one that fell on a weekend.
        Substitute = "substitute",
        /// Moved from its usual day by proclamation.
        Moved = "moved",
        /// Added by proclamation, once.
        Extra = "extra",
    }
}

impl Calendar {
    /// The table of England and Wales that comes with the library.
    #[cfg(feature = "bundled-packs")]
    #[must_use]
    pub fn england_and_wales() -> &'static Calendar {
        use std::sync::OnceLock;
        static BUNDLED: OnceLock<Calendar> = OnceLock::new();
        const TEXT: &str = include_str!("../../calendars/england-and-wales.json");
        // INVARIANT: the bundled table is read by a test; were it broken every day would lie
        // outside it, and every deadline be an error.
        BUNDLED.get_or_init(|| Calendar::read(TEXT).unwrap_or_else(|_| Calendar::nothing()))
    }

    /// The table that comes with the library, where one does.
    pub(crate) fn bundled() -> Option<&'static Calendar> {
        #[cfg(feature = "bundled-packs")]
        return Some(Calendar::england_and_wales());
        #[cfg(not(feature = "bundled-packs"))]
        None
    }

    #[cfg(feature = "bundled-packs")]
    fn nothing() -> Calendar {
        let (name, title, digest) = (String::new(), String::new(), String::new());
        let (from, until, proclaimed_until) = (Day::FIRST, Day::FIRST, None);
        let (holidays, before, working) = (Vec::new(), Vec::new(), Vec::new());
        Calendar {
            name,
            title,
            digest,
            from,
            until,
            proclaimed_until,
            holidays,
            first: 0,
            before,
            working,
        }
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What a person would call it.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// SHA-256 of its canonical JSON, in lower case hex.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// The first day that it covers.
    #[must_use]
    pub fn from(&self) -> Day {
        self.from
    }

    /// The first day that it no longer covers.
    #[must_use]
    pub fn until(&self) -> Day {
        self.until
    }

    /// The first day for which nothing has been proclaimed yet when the table was written: from
    /// there on it has the holidays of every year and no others.
    #[must_use]
    pub fn proclaimed_until(&self) -> Option<Day> {
        self.proclaimed_until
    }

    /// The holidays, earliest first.
    #[must_use]
    pub fn holidays(&self) -> &[Holiday] {
        &self.holidays
    }

    /// The name of the holiday on a day.
    #[must_use]
    pub fn holiday(&self, day: Day) -> Option<&str> {
        let found = self.holidays.binary_search_by_key(&day, |holiday| holiday.day).ok()?;
        self.holidays.get(found).map(|holiday| holiday.name.as_str())
    }

    /// Whether a day is neither on a weekend nor a holiday.
    ///
    /// # Errors
    ///
    /// `calendar.outside` for a day that the table does not cover.
    pub fn is_working_day(&self, day: Day) -> Result<bool, Error> {
        let at = self.index(day).ok_or_else(|| self.outside())?;
        let next = at.checked_add(1).and_then(|next| self.before.get(next));
        let own = self.before.get(at);
        Ok(own.zip(next).is_some_and(|(own, next)| own < next))
    }

    /// So many working days after a day, or before it where `n` is negative.
    ///
    /// The day itself is day 0, whether it is a working day or not; day 1 is the next working day.
    /// `n` of 0 is the day itself. This is a look-up in two tables.
    ///
    /// # Errors
    ///
    /// `calendar.outside` where the day or the result is not covered.
    pub fn add_working_days(&self, day: Day, n: i32) -> Result<Day, Error> {
        self.moved(day, n).ok_or_else(|| self.outside())
    }

    fn moved(&self, day: Day, n: i32) -> Option<Day> {
        let at = self.index(day)?;
        if n == 0 {
            return Some(day);
        }
        // The working day with this number is the first on or after the day.
        let here = i64::from(*self.before.get(at)?);
        let number = if n > 0 {
            // Up to the end of the day itself.
            i64::from(*self.before.get(at.checked_add(1)?)?)
                .checked_add(i64::from(n))?
                .checked_sub(1)?
        } else {
            here.checked_add(i64::from(n))?
        };
        let found = *self.working.get(usize::try_from(number).ok()?)?;
        Day::of_number(self.first.checked_add(u32::from(found))?)
    }

    /// How many working days lie after the one day, up to and including the other; 0 where that is
    /// not later.
    ///
    /// # Errors
    ///
    /// `calendar.outside` where one of them is not covered.
    pub fn working_days_between(&self, from: Day, to: Day) -> Result<u32, Error> {
        let upto = |day: Day| {
            let next = self.index(day)?.checked_add(1)?;
            self.before.get(next).map(|before| u32::from(*before))
        };
        let (from, to) = upto(from).zip(upto(to)).ok_or_else(|| self.outside())?;
        Ok(to.saturating_sub(from))
    }

    /// The position of a day in the table.
    fn index(&self, day: Day) -> Option<usize> {
        if day < self.from || day >= self.until {
            return None;
        }
        usize::try_from(day.number().checked_sub(self.first)?).ok()
    }

    fn outside(&self) -> Error {
        let message = format!(
            "the day, or the day that it leads to, lies outside the calendar `{}`, which covers {} to {}; \
             give a table that covers it",
            self.name,
            self.from,
            self.until.before()
        );
        Error::new("calendar.outside", "", message)
    }
}
