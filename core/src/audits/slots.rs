//! Which phase of a programme falls in which year.

use super::plan::{Plan, Tools, YearPlan};
use crate::pack::{Chosen, Slippage};
use std::collections::BTreeMap;

/// A phase that falls in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    pub year: i32,
    pub place: usize,
    /// The year of the first phase of the same cycle.
    pub begins: i32,
    /// By how many years that one was late.
    pub late: i32,
    /// Which of the runs of years over which the cycle is the same.
    pub run: usize,
}

impl Slot {
    /// The year of another phase of the same cycle.
    pub(super) fn year_of(self, place: usize) -> i32 {
        let offset = i32::try_from(place).unwrap_or(0);
        let late = if place == 0 { 0 } else { self.late };
        self.begins.saturating_add(late).saturating_add(offset)
    }

    /// Whether another phase is of the same cycle.
    pub(super) fn is_of_cycle_of(self, other: Slot) -> bool {
        (self.run, self.begins) == (other.run, other.begins)
    }
}

/// What can fall in a year: each slot that can be there, and `None` where nothing can.
type Possible = BTreeMap<i32, Vec<Option<Slot>>>;

/// The phases that fall in each year, and those that may fall in it, each in order. A year in which
/// not every possibility has the same phase has none.
///
/// `lateness` says by how many years, at least and at most, the first phase of a year was late.
pub(super) fn slots<'k>(
    plan: &Plan<'k>,
    is_recorded: bool,
    lateness: &dyn Fn(&YearPlan<'k>) -> (i32, i32),
    tools: &mut Tools<'_, 'k>,
) -> (Vec<Slot>, Vec<Slot>) {
    let mut found = Vec::with_capacity(plan.years.len());
    let mut maybe = Vec::new();
    // Where the cycle changes between editions, a new run of years begins.
    let runs = plan.years.chunk_by(|one, other| one.is_of_run_of(other));
    for (years, run) in runs.zip(0_usize..) {
        let fixed = fixed(years, run);
        let slippage = years.first().and_then(|year| year.slippage);
        if slippage == Some(Slippage::FixedParity) || !is_recorded {
            found.extend(fixed.into_values());
            continue;
        }
        let mut possible = moved(years, run, lateness);
        if slippage.is_none() {
            let differs = years.iter().any(|year| {
                let one = fixed.get(&year.year);
                let mut ways = possible.get(&year.year).into_iter().flatten();
                ways.any(|way| !is_same(way.as_ref(), one))
            });
            if differs {
                let unset = years.iter().find_map(|year| match &year.programme.slippage {
                    Chosen::Setting(id) => Some(id.as_str()),
                    Chosen::Given(_) => None,
                });
                tools.open.extend(unset);
                for year in years {
                    let ways = possible.entry(year.year).or_default();
                    ways.push(fixed.get(&year.year).copied());
                }
            }
        }
        for ways in possible.into_values() {
            let Some((first, others)) = ways.split_first() else { continue };
            if others.iter().all(|way| is_same(way.as_ref(), first.as_ref())) {
                found.extend(*first);
            } else {
                maybe.extend(ways.into_iter().flatten());
            }
        }
    }
    (found, maybe)
}

/// The same phase of the same cycle. How late that was differs while nobody knows; that it falls in
/// this year does not.
fn is_same(one: Option<&Slot>, other: Option<&Slot>) -> bool {
    one.map(|slot| (slot.place, slot.begins)) == other.map(|slot| (slot.place, slot.begins))
}

/// The phases that fall in each year while nothing moves them.
fn fixed(years: &[YearPlan<'_>], run: usize) -> BTreeMap<i32, Slot> {
    let mut found = BTreeMap::new();
    for year in years {
        let Ok(place) = usize::try_from(year.place) else { continue };
        if place < year.programme.phases.len() {
            let begins = year.year.saturating_sub(year.place);
            found.insert(year.year, Slot { year: year.year, place, begins, late: 0, run });
        }
    }
    found
}

/// All that can fall in each year where late first phases move the rest: every cycle that can
/// begin in a year fills the years up to the next, with each number of years by which it can have
/// been late.
fn moved<'k>(
    years: &[YearPlan<'k>],
    run: usize,
    lateness: &dyn Fn(&YearPlan<'k>) -> (i32, i32),
) -> Possible {
    let mut possible: Possible = years.iter().map(|year| (year.year, Vec::new())).collect();
    let (Some(first), Some(last)) = (years.first(), years.last()) else { return possible };
    let (cycle, count) = (first.cycle.max(1), first.programme.phases.len());
    let mut open = crate::order::set_of([first.year.saturating_sub(first.place)]);
    while let Some(begins) = open.pop_first() {
        if begins > last.year {
            break;
        }
        let year = years.iter().find(|year| year.year == begins);
        let (least, most) = year.map_or((0, 0), lateness);
        for late in least..=most.min(least.saturating_add(9_999)) {
            let slot = Slot { year: begins, place: 0, begins, late, run };
            let own: Vec<Slot> =
                (0..count).map(|place| Slot { year: slot.year_of(place), place, ..slot }).collect();
            let next = begins.saturating_add(late).saturating_add(cycle);
            for (year, ways) in possible.range_mut(begins..next) {
                let here = own.iter().find(|slot| slot.year == *year).copied();
                if !ways.iter().any(|way| is_same(way.as_ref(), here.as_ref())) {
                    ways.push(here);
                }
            }
            open.insert(next);
        }
    }
    possible
}
