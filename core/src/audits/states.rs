//! Where a step of a phase, or one time of a duty, stands.

use crate::date::{Day, PartialDate};
use crate::decision::{Days, NumberOfDays, Standing};
use crate::truth::Truth;

/// Whether something was done by the day that it was due.
pub(super) fn in_time(due: Option<PartialDate>, done: Option<PartialDate>) -> Option<Truth> {
    let (due, done) = known(due).zip(done)?;
    Some(Truth::from_bounds(done.last <= due.first, done.first <= due.last))
}

/// By how many days it was late, where it was not surely in time.
pub(super) fn late_days(
    due: Option<PartialDate>,
    done: Option<PartialDate>,
) -> Option<NumberOfDays> {
    let is_in_time = in_time(due, done)? == Truth::True;
    let (due, done) = due.zip(done)?;
    (!is_in_time).then(|| NumberOfDays::between(due, done))
}

/// By how many days it is overdue.
pub(super) fn overdue_days(due: Option<PartialDate>, as_of: Day) -> Option<NumberOfDays> {
    due.map(|due| NumberOfDays::between(due, PartialDate::on(as_of)))
}

/// Where something stands that is not done: `turn` says whether it is its turn, if nothing has
/// passed.
pub(super) fn open_state(due: Option<PartialDate>, as_of: Day, turn: Option<bool>) -> Standing {
    let before = match turn {
        Some(true) => Standing::Due,
        Some(false) => Standing::NotYetDue,
        None => Standing::CannotTell,
    };
    match due {
        Some(due) if as_of > due.last => Standing::Overdue,
        Some(due) if as_of > due.first => Standing::CannotTell,
        _ => before,
    }
}

/// A day as it can be shown: one that may lie outside the table of working days is not.
fn known(date: Option<PartialDate>) -> Option<PartialDate> {
    date.filter(|date| date.last < Day::LAST)
}

pub(super) fn days(date: Option<PartialDate>) -> Option<Days> {
    known(date).map(Days::of)
}
