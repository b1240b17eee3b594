//! Which agency owes which phase in which year, and where it stands with it.

use super::agencies::TakenOver;
use super::given::{Agency, Entry};
use super::owes::{self, Owing};
use super::phase_errors::{PhaseError, Trouble, merged};
use super::plan::{Done, PhaseDays, Plan, Tools, YearPlan};
use super::record::{EVERY, Record, Recorded};
use super::slots::{Slot, slots};
use super::standing::{AuditStanding, Situation};
use super::taking_part::{Part, due_since, opening, owing_of, takes_part};
use super::to_do::ToDo;
use crate::date::{Day, PartialDate};
use crate::error::Problem;
use crate::pack::{Owed, Phase, YearKind};

/// A phase of a year of one agency.
#[derive(Clone, Debug)]
pub(super) struct Occurrence<'k> {
    /// The position of the programme in the schedule.
    pub programme: usize,
    /// The position of the phase in the programme.
    pub place: usize,
    pub year: i32,
    /// The position of the agency as given.
    pub agency: u32,
    pub owed: Owed,
    pub opens: PartialDate,
    /// The day from which it stands in for one that it took over.
    pub taken_on: Option<Day>,
    pub due: Option<PartialDate>,
    pub standing: AuditStanding,
    pub could_be: Vec<AuditStanding>,
    pub done: Option<PartialDate>,
    pub waived: Option<&'k Entry>,
    /// The first due day of what is to be done still.
    pub to_do: ToDo,
}

/// What the whole schedule is worked out from.
pub(super) struct Scheduler<'s, 'k> {
    pub agencies: &'k [Agency],
    pub record: &'s Record<'k>,
    pub as_of: Day,
    /// For each agency, those that it took over, directly or through others.
    pub before: &'s [Vec<TakenOver>],
}

/// What is found of one programme.
#[derive(Default)]
pub(super) struct Found<'k> {
    /// The phase of each year, in order.
    pub slots: Vec<Slot>,
    /// What may fall in a year of which that is not settled.
    pub maybe: Vec<Slot>,
    /// For each slot, its occurrences in the order of the agencies.
    pub occurrences: Vec<Vec<Occurrence<'k>>>,
    pub errors: Vec<PhaseError>,
    /// With the position of the entry in the record.
    pub problems: Vec<(usize, Problem)>,
}

/// What each agency owes of a programme, by the stretch whose rules count.
pub(super) type OwingByStretch<'k> = Vec<Vec<Vec<Owing<'k>>>>;

/// One programme being scheduled.
pub(super) struct One<'o, 'k> {
    pub index: usize,
    pub plan: &'o Plan<'k>,
    pub owing: &'o OwingByStretch<'k>,
}

/// A phase in a year, with what the year says of it.
#[derive(Clone, Copy)]
pub(super) struct InYear<'y, 'k> {
    pub slot: Slot,
    pub year: &'y YearPlan<'k>,
    pub phase: &'k Phase,
    pub days: &'y PhaseDays,
}

/// What is known of the phase that another needs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Needed {
    /// It needs none.
    Nothing,
    Done(PartialDate),
    Waived,
    Lacking,
}

/// An earlier cycle's turn of the same phase.
#[derive(Clone, Copy)]
pub(super) struct Earlier<'k> {
    pub slot: Slot,
    pub phase: &'k Phase,
    /// When it was done; a waived one counts as done from the first.
    pub done: Option<PartialDate>,
    pub waived: bool,
    /// The agency took part by itself.
    pub itself: bool,
    /// It is looked at: it lies in the span, or something of it is recorded.
    pub counts: bool,
}

impl<'k> Scheduler<'_, 'k> {
    /// Every occurrence of a programme in the span, by year and agency.
    pub(super) fn programme(
        &self,
        index: usize,
        plan: &Plan<'k>,
        owing: &OwingByStretch<'k>,
        tools: &mut Tools<'_, 'k>,
    ) -> Found<'k> {
        let one = One { index, plan, owing };
        let is_recorded = self.record.years(index).is_some();
        let lateness = |year: &YearPlan<'k>| self.lateness(&one, year);
        let (slots, maybe) = slots(plan, is_recorded, &lateness, tools);
        let mut found = Found { slots, maybe, ..Found::default() };
        let turns: Vec<InYear<'_, 'k>> =
            found.slots.iter().filter_map(|slot| in_year(plan, *slot)).collect();
        let of_each = |turn: &InYear<'_, 'k>| {
            Vec::with_capacity(if turn.year.in_span { self.agencies.len() } else { 0 })
        };
        found.occurrences = turns.iter().map(of_each).collect();
        for agency in 0..u32::try_from(self.agencies.len()).unwrap_or(EVERY) {
            self.agency(&one, agency, &turns, &mut found, tools);
        }
        crate::order::by_key(&mut found.errors, |error| (error.year, error.agency));
        self.check_entries(&one, &turns, &mut found);
        found
    }

    /// By how many years the first phase of a year was late, at least and at most: from its own
    /// year to that in which the first agency had done it. What nobody has done yet moves nothing.
    fn lateness(&self, one: &One<'_, 'k>, year: &YearPlan<'k>) -> (i32, i32) {
        let Some(days) = year.phases.first() else { return (0, 0) };
        if !self.record.is_done(one.index, days, year.year) {
            return (0, 0);
        }
        let mut found: Option<(i32, i32)> = None;
        for agency in 0..u32::try_from(self.agencies.len()).unwrap_or(EVERY) {
            let done = self.record.of(one.index, days, year.year, agency).done;
            let Some(main) = done.get(days.main).copied().flatten() else { continue };
            let opens = opening(days, &done);
            if takes_part(owing_of(one, year, agency), opens).is_none() {
                continue;
            }
            let late = |day| year.kind.year_of(day).saturating_sub(year.year).max(0);
            let own = (late(main.first), late(main.last));
            found = Some(found.map_or(own, |known| (known.0.min(own.0), known.1.min(own.1))));
        }
        found.unwrap_or((0, 0))
    }

    fn agency(
        &self,
        one: &One<'_, 'k>,
        agency: u32,
        turns: &[InYear<'_, 'k>],
        found: &mut Found<'k>,
        tools: &mut Tools<'_, 'k>,
    ) {
        let mut earlier: Vec<Earlier<'k>> = Vec::new();
        for (turn, at) in turns.iter().copied().zip(0_usize..) {
            let (phase, days, year, slot) = (turn.phase, turn.days, turn.year, turn.slot);
            let recorded = self.record.of(one.index, days, slot.year, agency);
            let done = &recorded.done;
            let owing = owing_of(one, year, agency);
            let Some(Part { owed, opens, taken_on }) =
                self.part_where_opens(one, turn, agency, opening(days, done))
            else {
                continue;
            };
            let own_dues = (recorded.any || taken_on.is_some()).then(|| {
                let dues = days.dues_after(phase, (year.first, year.last), done, tools);
                due_since(dues, taken_on)
            });
            let step_dues = own_dues.as_ref().unwrap_or(&days.dues);
            let due = step_dues.get(days.main).copied().flatten();
            let main_done = done.get(days.main).copied().flatten();
            let needed = self.needed(one, turns, turn, agency, &earlier);
            let gone = |day: Day| owes::on(owing, day) == Owed::OutOfScope;
            // Before the phase opened it had not come.
            let is_gone = gone(self.as_of.max(opens.first));
            let situation = Situation {
                phase,
                days,
                done,
                dues: step_dues,
                opens,
                as_of: self.as_of,
                waived: recorded.waived.is_some(),
                left: is_gone,
                lacks_needed: needed == Needed::Lacking,
            };
            let (standing, could_be) = situation.judged();
            if year.in_span {
                Trouble {
                    agency,
                    slot,
                    phase,
                    over: self.as_of > year.last && taken_on.is_none_or(|day| day <= year.last),
                    as_of: self.as_of,
                    opens,
                    is_gone,
                    became: self.became(agency),
                    passes_on: self.passes_on(turn, agency),
                    recorded: &recorded,
                    done: main_done,
                    needed: &needed,
                    joined_late: needed == Needed::Lacking
                        && self.joined_late(one, turns, turn, agency, opens),
                    earlier: &earlier,
                    assessed_again: self.assessed_again(one, turn, agency, &needed, &recorded),
                }
                .note(&mut found.errors);
                let (place, year, waived, done) =
                    (slot.place, slot.year, recorded.waived, main_done);
                let occurrence = Occurrence {
                    programme: one.index,
                    place,
                    year,
                    agency,
                    owed,
                    opens,
                    taken_on,
                    due,
                    standing,
                    could_be,
                    done,
                    waived,
                    to_do: ToDo::of(phase, &recorded.done, step_dues, self.as_of),
                };
                if let Some(list) = found.occurrences.get_mut(at) {
                    list.push(occurrence);
                }
            }
            let waived = recorded.waived.map(|_| PartialDate::on(Day::FIRST));
            earlier.push(Earlier {
                slot,
                phase,
                done: waived.or(main_done),
                waived: recorded.waived.is_some(),
                itself: taken_on.is_none(),
                counts: year.in_span || recorded.any,
            });
        }
        self.note_merger(one, agency, turns, &earlier, found);
    }

    /// An agency that was taken over in mid-cycle.
    fn note_merger(
        &self,
        one: &One<'_, 'k>,
        agency: u32,
        turns: &[InYear<'_, 'k>],
        taken: &[Earlier<'k>],
        found: &mut Found<'k>,
    ) {
        for (last, at) in taken.iter().zip(1_usize..) {
            let later = taken.get(at..);
            let is_of_cycle = |one: &&Earlier<'k>| one.slot.is_of_cycle_of(last.slot);
            let in_span = |slot: Slot| one.plan.year(slot.year).is_some_and(|year| year.in_span);
            let mut later = later.into_iter().flatten();
            let is_last = !later.any(|one| is_of_cycle(&one) && in_span(one.slot));
            let year = Some(last.slot).filter(|slot| in_span(*slot));
            let turn = turns.iter().find(|turn| turn.slot == last.slot);
            let until = turn.and_then(|turn| self.passes_on(*turn, agency));
            let (Some(until), Some(_), true) = (until, year, is_last) else { continue };
            let mut of_cycle = taken.iter().filter(is_of_cycle);
            let to_open = |turn: &InYear<'_, 'k>| {
                turn.slot.is_of_cycle_of(last.slot)
                    && turn.slot.year > last.slot.year
                    && self.opens_for(one, *turn, agency).first >= until
            };
            if of_cycle.any(|one| one.done.is_none()) || turns.iter().any(to_open) {
                found.errors.push(merged(agency, last.slot));
            }
        }
    }

    /// Whether the phase that this one needs was done, by the agency or by one that it took over.
    fn needed(
        &self,
        one: &One<'_, 'k>,
        turns: &[InYear<'_, 'k>],
        turn: InYear<'_, 'k>,
        agency: u32,
        earlier: &[Earlier<'k>],
    ) -> Needed {
        if turn.phase.needs.is_none() {
            return Needed::Nothing;
        }
        // It would lie before the first edition, or before the run of years, or is not settled.
        let Some(needed) = needed_turn(turns, turn) else { return Needed::Nothing };
        // One that took part itself needs its own.
        let own = earlier.iter().rev().find(|known| known.slot == needed.slot && known.itself);
        if let Some(own) = own {
            return match own.done {
                _ if own.waived => Needed::Waived,
                Some(done) => Needed::Done(done),
                None => Needed::Lacking,
            };
        }
        let at = usize::try_from(agency).unwrap_or(usize::MAX);
        let before = self.before.get(at).into_iter().flatten();
        let before = before.filter(|other| other.on <= self.as_of).map(|other| other.agency);
        let mut earliest: Option<PartialDate> = None;
        for agency in std::iter::once(agency).chain(before) {
            let recorded = self.record.of(one.index, needed.days, needed.slot.year, agency);
            // What is recorded counts only for those that took part.
            if self.part(one, needed, agency).is_none() {
                continue;
            }
            if recorded.waived.is_some() {
                return Needed::Waived;
            }
            let own = recorded.done.get(needed.days.main).copied().flatten();
            earliest = match (earliest, own) {
                (Some(known), Some(own)) => Some(PartialDate {
                    first: known.first.min(own.first),
                    last: known.last.min(own.last),
                }),
                (known, own) => known.or(own),
            };
        }
        earliest.map_or(Needed::Lacking, Needed::Done)
    }

    /// The year of the phase that this one needs, where that was done, this one was not, and the
    /// needed one is recorded as done again for the year of this one.
    fn assessed_again(
        &self,
        one: &One<'_, 'k>,
        turn: InYear<'_, 'k>,
        agency: u32,
        needed: &Needed,
        recorded: &Recorded<'_>,
    ) -> Option<i32> {
        let main = recorded.done.get(turn.days.main).copied().flatten();
        let is_settled = main.is_some() || recorded.waived.is_some();
        let (Needed::Done(_), false) = (needed, is_settled) else { return None };
        let id = turn.phase.needs.as_ref()?;
        let mut phases = turn.year.programme.phases.iter().zip(&turn.year.phases);
        let (_, days) = phases.find(|(phase, _)| phase.id == *id)?;
        let again = self.record.of(one.index, days, turn.slot.year, agency).done;
        again.get(days.main).copied().flatten()?;
        let place = turn.year.programme.phases.iter().position(|phase| phase.id == *id)?;
        Some(turn.slot.year_of(place))
    }

    /// It did not take part in the phase that this one needs on the day that opened, and came, by
    /// the rules of the year of this one, before this one opens.
    fn joined_late(
        &self,
        one: &One<'_, 'k>,
        turns: &[InYear<'_, 'k>],
        turn: InYear<'_, 'k>,
        agency: u32,
        opens: PartialDate,
    ) -> bool {
        let Some(needed) = needed_turn(turns, turn) else { return false };
        if self.part(one, needed, agency).is_some() {
            return false;
        }
        let opened = self.opens_for(one, needed, agency);
        let owing = owing_of(one, turn.year, agency).iter();
        let came = owing.filter(|one| one.owed != Owed::OutOfScope).filter_map(|one| {
            let came = one.from.max(opened.last.after());
            (came < one.until || one.until == Day::LAST).then_some(came)
        });
        came.min().is_some_and(|came| came <= self.as_of && came <= opens.last)
    }

    /// What was recorded of an occurrence, its days up to `as_of`, and when its steps are due.
    pub(super) fn steps_of(
        &self,
        plan: &Plan<'k>,
        occurrence: &Occurrence<'k>,
        tools: &mut Tools<'_, 'k>,
    ) -> Option<(&'k Phase, Done, Done)> {
        let year = plan.year(occurrence.year)?;
        let phase = year.programme.phases.get(occurrence.place)?;
        let days = year.phases.get(occurrence.place)?;
        let (programme, agency) = (occurrence.programme, occurrence.agency);
        let done = self.record.of(programme, days, occurrence.year, agency).done;
        let dues = days.dues_after(phase, (year.first, year.last), &done, tools);
        let dues = due_since(dues, occurrence.taken_on);
        Some((phase, done, dues))
    }
}

pub(super) fn in_year<'y, 'k>(plan: &'y Plan<'k>, slot: Slot) -> Option<InYear<'y, 'k>> {
    let year = plan.year(slot.year)?;
    let (phase, days) = (year.programme.phases.get(slot.place)?, year.phases.get(slot.place)?);
    Some(InYear { slot, year, phase, days })
}

/// The phase that another needs, in the same cycle.
fn needed_turn<'y, 'k>(turns: &[InYear<'y, 'k>], turn: InYear<'_, 'k>) -> Option<InYear<'y, 'k>> {
    let id = turn.phase.needs.as_ref()?;
    let mut of_cycle = turns.iter().filter(|other| other.slot.is_of_cycle_of(turn.slot));
    of_cycle.find(|other| other.phase.id == *id).copied()
}

/// The years of a kind through which a programme is followed: so far back that what still counts is
/// seen, and as far on as the day asked about and anything that is recorded.
pub(super) fn years_back(
    kind: YearKind,
    (cycle, anchor): (u32, u32),
    (from, as_of): (Day, Day),
    recorded: Option<(i32, i32)>,
) -> (i32, i32) {
    let year = |year: u32| i32::try_from(year).unwrap_or(0);
    let cycle = year(cycle.max(1));
    let first = kind.year_of(from).saturating_sub(cycle.saturating_mul(2));
    let first = recorded.map_or(first, |(earliest, _)| first.min(earliest));
    // Back to the beginning of a cycle.
    let first = first.saturating_sub(first.saturating_sub(year(anchor)).rem_euclid(cycle));
    let last = kind.year_of(as_of);
    (first, recorded.map_or(last, |(_, latest)| last.max(latest)))
}
