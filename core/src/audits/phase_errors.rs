//! What is out of step, and what would bring it back.

use super::record::Recorded;
use super::schedule::{Earlier, Needed};
use super::slots::Slot;
use crate::date::{Day, PartialDate};
use crate::pack::Phase;

/// Something that is out of step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PhaseError {
    pub code: &'static str,
    /// The position of the phase in its programme.
    pub place: usize,
    pub year: i32,
    /// The position of the agency as given.
    pub agency: u32,
    pub message: String,
    pub put_right: &'static str,
}

/// What is looked at in one occurrence.
pub(super) struct Trouble<'t, 'g> {
    pub agency: u32,
    pub slot: Slot,
    pub phase: &'t Phase,
    /// The year is over.
    pub over: bool,
    pub as_of: Day,
    pub opens: PartialDate,
    /// The agency took part when the phase opened, and does so no more.
    pub is_gone: bool,
    /// It is said which agency took it over.
    pub became: bool,
    /// The day from which what is not done passes to the agency that took it over.
    pub passes_on: Option<Day>,
    pub recorded: &'t Recorded<'g>,
    pub done: Option<PartialDate>,
    pub needed: &'t Needed,
    /// It came after the phase that this one needs had opened, and has nothing to show of it.
    pub joined_late: bool,
    /// The phases of the earlier years in which the agency took part.
    pub earlier: &'t [Earlier<'g>],
    /// The year of the phase that this one needs, where that was done, and is recorded as done
    /// again for the year of this one.
    pub assessed_again: Option<i32>,
}

impl Trouble<'_, '_> {
    /// The years of this phase and of the one of its kind before it, where both were done and what
    /// needs the earlier was not, though it lies between them.
    fn unchallenged(&self) -> Option<(i32, i32)> {
        let done = self.done?;
        let mut before = self.earlier.iter().rev();
        let before = before
            .find(|one| one.phase.id == self.phase.id && !one.slot.is_of_cycle_of(self.slot))?;
        let challenge = self.earlier.iter().find(|one| {
            one.phase.needs.as_ref() == Some(&self.phase.id) && one.slot.is_of_cycle_of(before.slot)
        })?;
        let is_missing = challenge.counts
            && challenge.done.is_none_or(|challenged| challenged.first > done.last);
        let was_assessed = before.done.is_some() && !before.waived;
        (was_assessed && is_missing).then_some((self.slot.year, before.slot.year))
    }

    pub(super) fn note(&self, errors: &mut Vec<PhaseError>) {
        let mut add = |code, message: String, put_right| {
            let (place, year, agency) = (self.slot.place, self.slot.year, self.agency);
            errors.push(PhaseError { code, place, year, agency, message, put_right });
        };
        if let Some(done) = self.done {
            let lacks_it = match self.needed {
                Needed::Lacking => true,
                Needed::Done(needed) => needed.first > done.last,
                Needed::Nothing | Needed::Waived => false,
            };
            if lacks_it {
                let message = "it is recorded as done, and what it needs was not done by then";
                let put_right = "Record the assessment that was challenged, or make one and hold \
                                 the challenge again.";
                add("audits.challenge-without-assessment", message.to_owned(), put_right);
            }
        }
        let unfinished = self.earlier.iter().rev().find(|earlier| {
            earlier.phase.id == self.phase.id
                && !earlier.slot.is_of_cycle_of(self.slot)
                && earlier.counts
                && earlier.done.is_none_or(|done| done.first > self.opens.last)
        });
        if let Some(earlier) = unfinished
            && self.as_of >= self.opens.last
        {
            let message = format!(
                "the same phase of {} was not finished when this one opened",
                earlier.slot.year
            );
            let put_right = "Finish the earlier one, or waive it with the reason, and go on with \
                             this one.";
            add("audits.earlier-unfinished", message, put_right);
        }
        let again = self.assessed_again.map(|year| (self.slot.year, year));
        if let Some((year, before)) = again.or_else(|| self.unchallenged()) {
            let message = format!(
                "it was assessed for {before} and again for {year}, with no challenge between"
            );
            let put_right = "Hold the challenge of the assessment that was made, or waive it with \
                             the reason; the next assessment comes after it.";
            add("audits.two-running", message, put_right);
        }
        let is_finished = self.done.is_some() || self.recorded.waived.is_some();
        // What passes on is told once, as `merged`.
        let passes_on = self.passes_on.is_some();
        let left = self.is_gone && !is_finished && self.as_of >= self.opens.last && !passes_on;
        let joined = self.joined_late && self.recorded.waived.is_none();
        if self.over && !self.recorded.any && !passes_on && !left && !joined {
            let message = "the year is over, and nothing is recorded of it".to_owned();
            let put_right = "Record what was done, do it late, or waive it with the reason.";
            add("audits.skipped", message, put_right);
        }
        if joined {
            let message = "it joined after the phase that comes first had opened, so there is \
                           nothing yet to be challenged on"
                .to_owned();
            let put_right = "Make the assessment first, outside the cycle, or waive this phase with \
                             the reason and begin with the next cycle.";
            add("audits.joined-mid-cycle", message, put_right);
        }
        if left {
            let message = "it left with the phase open and not done".to_owned();
            let put_right = if self.became {
                "Ask the agency that took it over for it, or waive it with the reason."
            } else {
                "Name the agency that took it over in `became`, or waive it with the reason."
            };
            add("audits.left-mid-cycle", message, put_right);
        }
        if let Some(done) = self.done
            && done.last < self.opens.first
        {
            let message = format!("it was done before it opened on {}", self.opens.first);
            let put_right = "Correct the day or the year, or let it count as done early.";
            add("audits.early", message, put_right);
        }
    }
}

/// An agency was taken over in mid-cycle.
pub(super) fn merged(agency: u32, slot: Slot) -> PhaseError {
    PhaseError {
        code: "audits.merged",
        place: slot.place,
        year: slot.year,
        agency,
        message:
            "it was taken over in mid-cycle; what it had done counts for the agency that took it \
             over, and what it had not is for that one to do, where it owes the same"
                .to_owned(),
        put_right: "Record what is left of the cycle for the agency that took it over, or waive it \
                    there with the reason.",
    }
}
