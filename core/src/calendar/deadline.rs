//! When something is due, from a day that may be known in part.

use super::{Calendar, Counting, Direction, Period, PeriodUnit};
use crate::date::{Day, PartialDate, Span};
use crate::error::Error;

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
    /// years it falls where it falls, and a day that the month does not have is its last.
    ///
    /// A later start never makes anything due earlier, so the two ends of what is known give the
    /// two ends of what is due.
    ///
    /// # Errors
    ///
    /// `calendar.outside` where working days are counted past the ends of the table.
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

    fn due(&self, from: Day, period: Period) -> Result<Day, Error> {
        match period.span() {
            Some(span) => Ok(calendar_due(from, span, period)),
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

fn calendar_due(from: Day, span: Span, period: Period) -> Day {
    let one = Span::days(1);
    type Step = fn(Day, Span) -> Day;
    let (day, outward, inward): (Day, Step, Step) = match period.direction {
        Direction::After => (from.plus(span), Day::plus, Day::less),
        Direction::Before => (from.less(span), Day::less, Day::plus),
    };
    match period.counting {
        Counting::Exclusive => day,
        Counting::Inclusive => inward(day, one),
        Counting::Clear => outward(day, one),
    }
}
