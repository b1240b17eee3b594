//! When something is due, from a day that may be known in part.

use super::{Calendar, Counting, Direction, Period, PeriodUnit};
use crate::date::{Day, PartialDate, Span, Unit};
use crate::error::Error;

/// What an answer says where a day rests on holidays that are only expected.
pub(crate) const NOT_PROCLAIMED: &str = "A due day rests on days for which no holiday had been proclaimed when the table of working days was \
     written; one that is proclaimed later moves it.";

/// The days on which something can be due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// The earliest: whatever the day it runs from, what is done by then is in time.
    pub earliest: Day,
    /// The latest.
    pub latest: Day,
}

impl Calendar {
    /// When something is due that takes a period from some day of these; `None` where it has no
    /// date but an order.
    ///
    /// In working days it never falls on a day that is none. In calendar days, weeks, months and
    /// years it falls where it falls. Where the month has no day that corresponds, it ends with its
    /// last day; that is also the day before the one that is not there, however the days count.
    ///
    /// A later start never makes anything due earlier, so the two ends of what is known give the
    /// two ends of what is due.
    ///
    /// # Errors
    ///
    /// `calendar.outside` where working days are counted past the ends of the table,
    /// `calendar.no-such-day` where other units lead before the year 1 or past the year 9999.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-packs")] {
    /// use safeguarding_rules::{Calendar, PartialDate, Period, PeriodUnit};
    /// let calendar = Calendar::england_and_wales();
    /// let some_day_in_april = PartialDate::parse("2023-04").unwrap();
    /// let period = Period::new(PeriodUnit::WorkingDays, 5);
    /// let due = calendar.deadline(some_day_in_april, &period).unwrap().unwrap();
    /// assert_eq!(due.earliest.to_string(), "2023-04-11");
    /// assert_eq!(due.latest.to_string(), "2023-05-09");
    /// # }
    /// ```
    pub fn deadline(&self, from: PartialDate, period: &Period) -> Result<Option<Deadline>, Error> {
        if !period.has_date() {
            return Ok(None);
        }
        let earliest = self.due(from.first, *period)?;
        let latest = if from.exact().is_some() { earliest } else { self.due(from.last, *period)? };
        Ok(Some(Deadline { earliest, latest }))
    }

    /// Whether a deadline in working days, counted from some day of these, rests on days for which
    /// nothing had been proclaimed when the table was written.
    #[must_use]
    pub fn is_forecast(&self, from: PartialDate, period: &Period, deadline: &Deadline) -> bool {
        let last = from.last.max(deadline.latest);
        let is_open = self.proclaimed_until.is_some_and(|until| last >= until);
        is_open && period.unit == PeriodUnit::WorkingDays
    }

    fn due(&self, from: Day, period: Period) -> Result<Day, Error> {
        match period.span() {
            Some(span) => calendar_due(from, span, period).ok_or_else(no_such_day),
            None => self.working_due(from, period),
        }
    }

    fn working_due(&self, from: Day, period: Period) -> Result<Day, Error> {
        debug_assert!(period.unit == PeriodUnit::WorkingDays);
        let n = i32::from(period.n);
        let steps = match period.counting {
            Counting::Exclusive => n,
            // A working day counts itself; on any other day the count begins with the next.
            Counting::Inclusive if self.is_working_day(from)? => n.saturating_sub(1),
            Counting::Inclusive => n,
            Counting::Clear => n.saturating_add(1),
        };
        let forward = period.direction == Direction::After;
        let day =
            self.add_working_days(from, if forward { steps } else { steps.saturating_neg() })?;
        if steps == 0 && !self.is_working_day(day)? {
            return self.add_working_days(day, if forward { 1 } else { -1 });
        }
        Ok(day)
    }
}

/// The day that corresponds, or the one beside it where the first day counts too, or neither does.
fn calendar_due(from: Day, span: Span, period: Period) -> Option<Day> {
    let one = Span::days(1);
    let day = match period.direction {
        Direction::After => from.checked_plus(span)?,
        Direction::Before => from.checked_less(span)?,
    };
    let is_in_days = matches!(span.unit, Unit::Days | Unit::Weeks);
    let corresponds = is_in_days || day.day_of_month() == from.day_of_month();
    match (period.counting, period.direction) {
        (Counting::Exclusive, _) => Some(day),
        (Counting::Inclusive, Direction::After) | (Counting::Clear, Direction::Before) => {
            // The last of a shorter month lies before the day that is not there already.
            if corresponds { day.checked_less(one) } else { Some(day) }
        }
        (Counting::Inclusive, Direction::Before) | (Counting::Clear, Direction::After) => {
            day.checked_plus(one)
        }
    }
}

fn no_such_day() -> Error {
    let message = "the day that it leads to lies before the year 1 or after the year 9999; give a day \
                   nearer to our time, or count fewer";
    Error::new("calendar.no-such-day", "", message)
}
