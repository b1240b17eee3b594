//! The years of a programme: which phase falls in each, when it opens, when its steps are due.

use super::names::Names;
use super::rules::{AuditRules, Values};
use super::years::months_later;
use crate::calendar::{Calendar, Period, PeriodUnit};
use crate::date::{Day, PartialDate};
use crate::pack::{Items, Layered, Phase, Programme, Slippage, StepStart, YearKind};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The most steps of a phase that are judged.
pub(super) const MOST_STEPS: usize = 16;

/// When each step was done, as far as it was.
pub(super) type Done = [Option<PartialDate>; MOST_STEPS];

/// A programme through the years of a span, and those before it that still count.
pub(super) struct Plan<'k> {
    /// As the latest edition has it.
    pub programme: &'k Programme,
    /// The settings that are not set and without which there is no year.
    pub not_set: Vec<&'k str>,
    pub slippage: Option<Slippage>,
    /// What the latest year in the span goes by.
    pub cycle: Option<u32>,
    pub kind: Option<YearKind>,
    pub anchor: Option<u32>,
    /// In order, without gaps where every edition has the programme.
    pub years: Vec<YearPlan<'k>>,
    /// The editions in which something is not set without which there is no year.
    pub untold: Vec<Untold<'k>>,
}

/// An edition that cannot tell its years.
pub(super) struct Untold<'k> {
    programme: &'k Programme,
    stretch: &'k Layered,
    kind: Option<YearKind>,
}

/// One year of a programme.
pub(super) struct YearPlan<'k> {
    pub year: i32,
    pub first: Day,
    pub last: Day,
    pub kind: YearKind,
    pub cycle: i32,
    /// The place in the cycle, from 0.
    pub place: i32,
    pub anchor: i32,
    pub slippage: Option<Slippage>,
    pub programme: &'k Programme,
    /// The position of the stretch whose rules count.
    pub stretch: usize,
    /// It begins in the span.
    pub in_span: bool,
    /// The days of each phase, should it fall in this year.
    pub phases: Vec<PhaseDays>,
}

/// The days of a phase in one year, and what its steps go by.
pub(super) struct PhaseDays {
    /// The number of the phase's name.
    pub phase: u16,
    /// The number of the word under which each step is recorded.
    pub words: [u16; MOST_STEPS],
    /// The step by which the phase is opened.
    pub opening: Option<usize>,
    /// The phase opens on this day at the latest.
    pub opens: Day,
    /// The day that is set for opening it.
    pub opens_by: Option<PartialDate>,
    /// When each step is due while nothing is done.
    pub dues: Done,
    /// How many of its unit each step is due after, where that is set.
    numbers: [Option<u32>; MOST_STEPS],
    /// The step from which each is counted, or that it chases.
    starts: [Option<usize>; MOST_STEPS],
    pub main: usize,
}

/// What the days of a plan are worked out with.
pub(super) struct Tools<'t, 'k> {
    pub values: &'t Values,
    pub names: &'t Names<'k>,
    pub calendar: &'t Calendar,
    /// Settings that something hangs on and that are not set.
    pub open: BTreeSet<&'k str>,
    /// Something is due outside the table of working days.
    pub outside: BTreeSet<String>,
}

impl<'k> Plan<'k> {
    /// The years from `first` on whose first days lie before `until`.
    pub(super) fn new(
        rules: &'k AuditRules,
        programme: &'k Programme,
        (from, until): (Day, Day),
        back: impl Fn(YearKind, (u32, u32)) -> (i32, i32),
        tools: &mut Tools<'_, 'k>,
    ) -> Plan<'k> {
        let mut plan = Plan {
            programme,
            not_set: Vec::new(),
            slippage: None,
            cycle: None,
            kind: None,
            anchor: None,
            years: Vec::new(),
            untold: Vec::new(),
        };
        for (stretch, at) in rules.stretches().iter().zip(0_usize..) {
            let declared = stretch.items.audits.programmes.iter();
            let Some(own) = declared.map(|one| &one.is).find(|one| one.id == programme.id) else {
                continue;
            };
            plan.add_years((stretch, at), own, (from, until), &back, tools);
        }
        crate::order::by_key(&mut plan.years, |year| (year.year, year.first));
        // Where another kind of year gives a year a name that it had already, the earlier stays.
        plan.years.dedup_by_key(|year| year.year);
        plan
    }

    fn add_years(
        &mut self,
        (stretch, at): (&'k Arc<Layered>, usize),
        programme: &'k Programme,
        (from, until): (Day, Day),
        back: &impl Fn(YearKind, (u32, u32)) -> (i32, i32),
        tools: &mut Tools<'_, 'k>,
    ) {
        let items = &stretch.items;
        let values = tools.values;
        let cycle = values.number(items, &programme.cycle_years);
        let anchor = values.number(items, &programme.anchor);
        let kind = values.word(items, &programme.year_kind, YearKind::WORDS);
        let slippage = values.word(items, &programme.slippage, Slippage::WORDS);
        let ids = [cycle.err(), anchor.err(), kind.err()];
        for id in ids.into_iter().flatten() {
            tools.open.insert(id);
            if !self.not_set.contains(&id) {
                self.not_set.push(id);
            }
        }
        // What is named beside the years, though they can be told without it.
        let steps = programme.phases.iter().flat_map(|phase| &phase.steps);
        let numbers = steps.filter_map(|step| step.due.as_ref()).map(|due| &due.n);
        let unset = numbers.filter_map(|n| values.number(items, n).err());
        for id in slippage.err().into_iter().chain(unset) {
            if !self.not_set.contains(&id) {
                self.not_set.push(id);
            }
        }
        (self.cycle, self.anchor) = (cycle.ok(), anchor.ok());
        (self.kind, self.slippage) = (kind.ok(), slippage.ok());
        let (Ok(cycle), Ok(anchor), Ok(kind)) = (cycle, anchor, kind) else {
            self.untold.push(Untold { programme, stretch, kind: kind.ok() });
            return;
        };
        let count = u32::try_from(programme.phases.len()).unwrap_or(1);
        let cycle_years = i32::try_from(cycle.max(count).max(1)).unwrap_or(1);
        let anchor_year = i32::try_from(anchor).unwrap_or(0);
        let (first, last) = back(kind, (cycle, anchor));
        let first = first.max(kind.year_of(stretch.from)).max(1);
        let last = kind.year_of(until.before()).max(last);
        // Whether a cycle that has begun goes on is seen in the years after it.
        let after = last.saturating_add(i32::try_from(count).unwrap_or(0));
        for year in first..=after {
            let (Some(begins), Some(next)) =
                (kind.first_day(year), kind.first_day(year.saturating_add(1)))
            else {
                continue;
            };
            if !stretch.covers(begins) {
                continue;
            }
            let is_after = year > last;
            let last = next.before();
            let in_span = from <= begins && begins < until;
            // Nothing is answered of those, so it does not matter where the table ends.
            let outside = is_after.then(|| tools.outside.clone());
            let mut phases = Vec::with_capacity(programme.phases.len());
            for phase in &programme.phases {
                phases.push(PhaseDays::new(phase, items, (begins, last), tools));
            }
            if let Some(outside) = outside {
                tools.outside = outside;
            }
            self.years.push(YearPlan {
                year,
                first: begins,
                last,
                kind,
                cycle: cycle_years,
                place: year.saturating_sub(anchor_year).rem_euclid(cycle_years),
                anchor: anchor_year,
                slippage: slippage.ok(),
                programme,
                stretch: at,
                in_span,
                phases,
            });
        }
    }

    /// Whether a phase may fall in a year of which nothing can be told.
    pub(super) fn may_have(&self, year: i32, phase: &str) -> bool {
        self.untold.iter().any(|untold| {
            let mut phases = untold.programme.phases.iter();
            let mut kinds = YearKind::WORDS.iter().filter(|(_, kind)| {
                untold.kind.is_none_or(|set| set == *kind)
                    && kind.first_day(year).is_some_and(|first| untold.stretch.covers(first))
            });
            phases.any(|one| one.id == phase) && kinds.next().is_some()
        })
    }

    pub(super) fn year(&self, year: i32) -> Option<&YearPlan<'k>> {
        let found = self.years.binary_search_by_key(&year, |known| known.year).ok()?;
        self.years.get(found)
    }
}

impl YearPlan<'_> {
    /// The first day on which the cycle of the phase of this year is over.
    pub(super) fn cycle_ends(&self, place: usize) -> Day {
        let place = i32::try_from(place).unwrap_or(0);
        let next = self.year.saturating_add(self.cycle).saturating_sub(place);
        self.kind.first_day(next).unwrap_or(Day::LAST)
    }

    /// Whether another year goes by the same cycle, with the same phases.
    pub(super) fn is_of_run_of(&self, other: &YearPlan<'_>) -> bool {
        let (own, others) = (&self.programme.phases, &other.programme.phases);
        (self.kind, self.cycle, self.anchor, self.slippage)
            == (other.kind, other.cycle, other.anchor, other.slippage)
            && own.iter().map(|phase| &phase.id).eq(others.iter().map(|phase| &phase.id))
    }
}

impl PhaseDays {
    fn new<'k>(
        phase: &'k Phase,
        items: &Items,
        year: (Day, Day),
        tools: &mut Tools<'_, 'k>,
    ) -> PhaseDays {
        let mut numbers = [None; MOST_STEPS];
        for (step, number) in phase.steps.iter().zip(&mut numbers) {
            let Some(due) = &step.due else { continue };
            match tools.values.number(items, &due.n) {
                Ok(n) => *number = Some(n),
                Err(setting) => {
                    tools.open.insert(setting);
                }
            }
        }
        let mut starts = [None; MOST_STEPS];
        // No word has the number of those that are not there.
        let mut words = [u16::MAX; MOST_STEPS];
        for ((step, start), word) in phase.steps.iter().zip(&mut starts).zip(&mut words) {
            *word = tools.names.of(&step.done_by);
            let id = match step.due.as_ref().map(|due| &due.from) {
                Some(Some(StepStart::Step(id))) => Some(id),
                Some(None) => step.chases.as_ref(),
                Some(Some(StepStart::YearStart | StepStart::YearEnd)) | None => None,
            };
            *start = id.and_then(|id| phase.steps.iter().position(|step| step.id == *id));
        }
        let mut days = PhaseDays {
            phase: tools.names.of(&phase.id),
            words,
            opening: phase.steps.iter().position(|step| step.done_by == OPENED),
            opens: year.0,
            opens_by: None,
            dues: [None; MOST_STEPS],
            numbers,
            starts,
            main: phase.main(),
        };
        days.dues = days.dues_after(phase, year, &[None; MOST_STEPS], tools);
        days.opens_by = days.opening.and_then(|at| days.dues.get(at).copied().flatten());
        days.opens = days.opens_by.map_or(year.0, |due| due.first);
        days
    }

    /// When each step is due, counted from the days on which earlier ones were done or are due.
    pub(super) fn dues_after(
        &self,
        phase: &Phase,
        year: (Day, Day),
        done: &Done,
        tools: &mut Tools<'_, '_>,
    ) -> Done {
        let mut found: Done = [None; MOST_STEPS];
        let counts = self.numbers.iter().zip(&self.starts);
        for ((step, (number, start)), place) in phase.steps.iter().zip(counts).zip(0_usize..) {
            let day = step.due.as_ref().zip(*number).and_then(|(due, n)| {
                let of = |days: &Done| start.and_then(|at| days.get(at).copied().flatten());
                let from = match &due.from {
                    Some(StepStart::YearStart) => PartialDate::on(year.0),
                    Some(StepStart::YearEnd) => PartialDate::on(year.1),
                    Some(StepStart::Step(_)) => of(done).or_else(|| of(&found))?,
                    // What chases a step is counted from the day on which that one was due.
                    None => of(&found)?,
                };
                counted(from, due.unit, n, tools)
            });
            if let Some(place) = found.get_mut(place) {
                *place = day;
            }
        }
        found
    }
}

/// The word under which the record says that a phase was opened.
pub(super) const OPENED: &str = "opened";

/// So many of a unit after a day that may be known in part.
pub(super) fn counted(
    from: PartialDate,
    unit: PeriodUnit,
    n: u32,
    tools: &mut Tools<'_, '_>,
) -> Option<PartialDate> {
    if n == 0 {
        return Some(from);
    }
    if unit == PeriodUnit::Months {
        let first = months_later(from.first, n);
        let is_exact = from.first == from.last;
        let last = if is_exact { first } else { months_later(from.last, n) };
        return PartialDate::between(first, last);
    }
    let period = Period::new(unit, u16::try_from(n).unwrap_or(u16::MAX));
    match tools.calendar.deadline(from, &period) {
        Ok(deadline) => deadline.and_then(|due| PartialDate::between(due.earliest, due.latest)),
        Err(error) => {
            tools.outside.extend(error.problems().map(|problem| problem.message.clone()));
            // It may still be due on a day that is in the table; the others are as good as none.
            let first = PartialDate::on(from.first);
            let first = tools.calendar.deadline(first, &period).ok().flatten();
            first.and_then(|due| PartialDate::between(due.earliest, Day::LAST))
        }
    }
}
