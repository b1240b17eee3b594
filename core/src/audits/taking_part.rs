//! Which agency takes part in a phase of a year, by itself or in place of one that it took over.

use super::agencies::TakenOver;
use super::owes::{self, Owing};
use super::plan::{Done, PhaseDays, YearPlan};
use super::schedule::{InYear, One, Scheduler};
use crate::date::{Day, PartialDate};
use crate::pack::Owed;

impl<'k> Scheduler<'_, 'k> {
    /// Whether an agency takes part in a phase of a year: what it owes, and when that opens for it.
    pub(super) fn part(
        &self,
        one: &One<'_, 'k>,
        turn: InYear<'_, 'k>,
        agency: u32,
    ) -> Option<(Owed, PartialDate)> {
        let opens = self.opens_for(one, turn, agency);
        if let Some(owed) = takes_part(owing_of(one, turn.year, agency), opens) {
            return Some((owed, opens));
        }
        self.inherited(one, turn, agency, opens)
    }

    /// The same where it took over an agency that took part, in the same cycle and with the phase
    /// neither done nor waived.
    fn inherited(
        &self,
        one: &One<'_, 'k>,
        turn: InYear<'_, 'k>,
        agency: u32,
        opens: PartialDate,
    ) -> Option<(Owed, PartialDate)> {
        let at = usize::try_from(agency).ok()?;
        let before = self.before.get(at)?;
        let recorded = |agency| self.record.of(one.index, turn.days, turn.slot.year, agency);
        let is_settled = before.iter().any(|other| {
            let recorded = recorded(other.agency);
            let main = recorded.done.get(turn.days.main).copied().flatten();
            recorded.waived.is_some() || main.is_some()
        });
        if is_settled {
            return None;
        }
        let of_cycle =
            before.iter().filter(|other| other.on < turn.year.cycle_ends(turn.slot.place));
        let took_part = |other: &&TakenOver| {
            let opened = self.opens_for(one, turn, other.agency);
            takes_part(owing_of(one, turn.year, other.agency), opened).is_some()
        };
        let on = of_cycle.filter(took_part).map(|other| other.on).min()?;
        let owed = owes::on(owing_of(one, turn.year, agency), on);
        let opens = PartialDate { first: opens.first.max(on), last: opens.last.max(on) };
        (owed != Owed::OutOfScope).then_some((owed, opens))
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
