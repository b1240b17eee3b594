//! Which agency takes part in a phase of a year, by itself or in place of one that it took over.

use super::agencies::TakenOver;
use super::owes::{self, Owing};
use super::plan::{Done, PhaseDays, YearPlan};
use super::schedule::{InYear, One, Scheduler};
use crate::date::{Day, PartialDate};
use crate::pack::Owed;

/// What an agency has to do with a phase of a year.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub owed: Owed,
    pub opens: PartialDate,
    /// The day from which it stands in for one that it took over.
    pub taken_on: Option<Day>,
}

impl<'k> Scheduler<'_, 'k> {
    /// Whether an agency takes part in a phase of a year, by itself or for one that it took over.
    pub(super) fn part(
        &self,
        one: &One<'_, 'k>,
        turn: InYear<'_, 'k>,
        agency: u32,
    ) -> Option<Part> {
        self.part_where_opens(one, turn, agency, self.opens_for(one, turn, agency))
    }

    /// The same where it is known when the phase opens for it.
    pub(super) fn part_where_opens(
        &self,
        one: &One<'_, 'k>,
        turn: InYear<'_, 'k>,
        agency: u32,
        opens: PartialDate,
    ) -> Option<Part> {
        let owed = takes_part(owing_of(one, turn.year, agency), opens);
        owed.map(|owed| Part { owed, opens, taken_on: None })
            .or_else(|| self.inherited(one, turn, agency))
    }

    /// Whether it does by itself.
    pub(super) fn itself(
        &self,
        one: &One<'_, 'k>,
        turn: InYear<'_, 'k>,
        agency: u32,
    ) -> Option<Part> {
        let opens = self.opens_for(one, turn, agency);
        let owed = takes_part(owing_of(one, turn.year, agency), opens)?;
        Some(Part { owed, opens, taken_on: None })
    }

    /// Whether it took over an agency that did, in the same cycle and with the phase neither done
    /// nor waived, by that one or by one that had it before.
    fn inherited(&self, one: &One<'_, 'k>, turn: InYear<'_, 'k>, agency: u32) -> Option<Part> {
        let before_of =
            |agency: u32| usize::try_from(agency).ok().and_then(|at| self.before.get(at));
        let before = before_of(agency)?;
        let is_settled = |agency: u32| {
            let recorded = self.record.of(one.index, turn.days, turn.slot.year, agency);
            let main = recorded.done.get(turn.days.main).copied().flatten();
            recorded.waived.is_some() || main.is_some()
        };
        let is_left = |other: &&TakenOver| {
            let passed = before.iter().filter(|later| {
                let had = before_of(later.agency).into_iter().flatten();
                had.into_iter().any(|known| known.agency == other.agency)
            });
            let mut all = std::iter::once(*other).chain(passed);
            other.on < turn.year.cycle_ends(turn.slot.place)
                && self.itself(one, turn, other.agency).is_some()
                && !all.any(|one| is_settled(one.agency))
        };
        let on = before.iter().filter(is_left).map(|other| other.on).min()?;
        let owed = owes::on(owing_of(one, turn.year, agency), on);
        let opens = self.opens_for(one, turn, agency);
        let opens = PartialDate { first: opens.first.max(on), last: opens.last.max(on) };
        (owed != Owed::OutOfScope).then_some(Part { owed, opens, taken_on: Some(on) })
    }

    /// The day on which another agency that is given took one over, in the cycle of a phase, if it
    /// has by now.
    pub(super) fn passes_on(&self, turn: InYear<'_, 'k>, agency: u32) -> Option<Day> {
        let agency = usize::try_from(agency).ok().and_then(|at| self.agencies.get(at))?;
        let (until, became) = agency.until.zip(agency.became.as_ref())?;
        let is_known = self.agencies.iter().any(|agency| agency.id == *became);
        let is_of_cycle = until < turn.year.cycle_ends(turn.slot.place);
        (is_known && until <= self.as_of && is_of_cycle).then_some(until)
    }

    /// Whether it is said which agency took one over.
    pub(super) fn became(&self, agency: u32) -> bool {
        let at = usize::try_from(agency).ok();
        at.and_then(|at| self.agencies.get(at)).is_some_and(|agency| agency.became.is_some())
    }

    /// When a phase of a year opens for an agency.
    pub(super) fn opens_for(
        &self,
        one: &One<'_, 'k>,
        turn: InYear<'_, 'k>,
        agency: u32,
    ) -> PartialDate {
        let recorded = self.record.of(one.index, turn.days, turn.slot.year, agency);
        opening(turn.days, &recorded.done)
    }
}

pub(super) fn owing_of<'o, 'k>(
    one: &One<'o, 'k>,
    year: &YearPlan<'k>,
    agency: u32,
) -> &'o [Owing<'k>] {
    let of_stretch = one.owing.get(year.stretch);
    let at = usize::try_from(agency).ok();
    of_stretch.zip(at).and_then(|(list, at)| list.get(at)).map_or(&[], Vec::as_slice)
}

/// What is owed on the day a phase opens; `None` where the agency does not take part.
pub(super) fn takes_part(owing: &[Owing<'_>], opens: PartialDate) -> Option<Owed> {
    let found = [opens.first, opens.last].map(|day| owes::on(owing, day));
    found.into_iter().find(|owed| *owed != Owed::OutOfScope)
}

/// The day on which a phase opens: on its day at the latest, earlier where that was recorded.
pub(super) fn opening(days: &PhaseDays, done: &Done) -> PartialDate {
    let recorded = days.opening.and_then(|place| done.get(place).copied().flatten());
    match recorded {
        None => PartialDate::on(days.opens),
        Some(opened) if days.opens_by.is_none() => opened,
        Some(opened) => {
            PartialDate { first: opened.first.min(days.opens), last: opened.last.min(days.opens) }
        }
    }
}

/// Due days, less those that had passed when an agency took the phase over.
pub(super) fn due_since(mut dues: Done, taken_on: Option<Day>) -> Done {
    let Some(on) = taken_on else { return dues };
    for due in &mut dues {
        let left = due.filter(|due| due.last >= on);
        *due = left.map(|due| PartialDate { first: due.first.max(on), ..due });
    }
    dues
}
