//! What answers about days have in common: when something is due, where it stands, by which table.

use super::answers;
use crate::calendar::Calendar;
use crate::citation::words;
use crate::date::{Day, PartialDate};
use serde::Serialize;

words! {
    /// Where an action stands.
    Standing {
        /// What its clock runs from has not happened.
        NotYetDue = "not-yet-due",
        /// It is to be done.
        Due = "due",
        /// It should have been done.
        Overdue = "overdue",
        /// It was done.
        Done = "done",
        /// More than one of these is possible.
        CannotTell = "cannot-tell",
    }
}

answers! {
    /// The table of working days.
    CalendarNamed {
        /// Its name.
        calendar: &'k str,
        /// SHA-256 of its canonical JSON.
        digest: &'k str,
        /// The first day that it covers.
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Day"))]
        from: Day,
        /// The first day that it no longer covers.
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Day"))]
        until: Day,
        /// The first day for which no holiday had been proclaimed when it was written.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::Day>"))]
        proclaimed_until: Option<Day>,
    }
}

impl CalendarNamed<'_> {
    /// What an answer names of a table.
    pub(crate) fn of(calendar: &Calendar) -> CalendarNamed<'_> {
        CalendarNamed {
            calendar: calendar.name(),
            digest: calendar.digest(),
            from: calendar.from(),
            until: calendar.until(),
            proclaimed_until: calendar.proclaimed_until(),
        }
    }
}

/// Some day of these; the two are the same where it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Days {
    /// The first.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Day"))]
    pub earliest: Day,
    /// The last.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Day"))]
    pub latest: Day,
}

impl Days {
    pub(crate) fn of(date: PartialDate) -> Days {
        Days { earliest: date.first, latest: date.last }
    }
}

/// A number of calendar days, or what is known of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NumberOfDays {
    /// At least so many.
    pub least: u32,
    /// At most so many.
    pub most: u32,
}

impl NumberOfDays {
    /// From one day until another, not below nothing.
    pub(crate) fn between(from: PartialDate, to: PartialDate) -> NumberOfDays {
        let days = |from: Day, to: Day| to.number().saturating_sub(from.number());
        NumberOfDays { least: days(from.last, to.first), most: days(from.first, to.last) }
    }
}
