//! What is to be done and by when: which steps and actions are the same act, and whether one allows
//! no more time than another.
//!
//! The same act is what has the same id, what takes the place of another, or what the same people do
//! from the same event: of a step in the same words, of an action what the same event shows to be
//! done. Another step of the same event is another act, however short its time.

use super::circuit::Edge;
use super::shown::belongs;
use super::world::World;
use crate::calendar::{Counting, Direction, PeriodUnit};
use crate::compile::Ruleset;
use crate::pack::{Action, ClockStart, For, Limit, LimitUnit, SettingValue, Step};

/// A step or an action, with the time that it has.
pub(super) struct Doing {
    /// The rule set that has it.
    pub ruleset: usize,
    pub id: String,
    pub overrides: Option<String>,
    /// When it is shown.
    pub edge: Edge,
    /// `None`: no time at all.
    pub time: Option<Time>,
    pub belongs_to: Of,
    /// What is done, to tell the same act by.
    act: Vec<String>,
}

/// What a step or an action belongs to.
#[derive(Clone)]
pub(super) enum Of {
    Step(For),
    Review(String),
}

/// So many of a unit from an event, or before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Time {
    from: Start,
    unit: Unit,
    n: u64,
    is_before: bool,
    counting: Counting,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Start {
    words: String,
    /// Of an event that a setting names, the one that is chosen.
    chosen: Option<SettingValue>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Soon,
    Hours,
    Days,
    WorkingDays,
    Months,
}

/// The acts of some of the rule sets: each with all that is the same act.
pub(super) fn acts(world: &mut World, rulesets: &[usize]) -> Vec<Vec<Doing>> {
    let mut acts: Vec<Vec<Doing>> = Vec::new();
    for ruleset in rulesets {
        for doing in doings(world, *ruleset) {
            // Whatever is the same as this is the same act.
            let (same, others) =
                acts.into_iter().partition(|act| act.iter().any(|one| one.is_same(&doing)));
            acts = others;
            let mut act: Vec<Doing> = Vec::<Vec<Doing>>::into_iter(same).flatten().collect();
            act.push(doing);
            acts.push(act);
        }
    }
    // In the order of their first, whatever was joined when.
    let place = |act: &Vec<Doing>| act.first().map(|one| (one.ruleset, one.id.clone()));
    crate::order::by_key(&mut acts, place);
    acts
}

fn doings(world: &mut World, ruleset: usize) -> Vec<Doing> {
    let Some(rules) = world.rules.get(ruleset).cloned() else { return Vec::new() };
    let mut all = Vec::new();
    for step in rules.steps.iter().map(|step| &step.is).filter(|step| !step.while_open) {
        let edge = belongs(world, ruleset, &step.belongs_to);
        all.push(of_step(step, ruleset, edge));
    }
    for action in &rules.reviews.actions {
        let edge = world.edge(ruleset, action.when.pair.holds);
        all.push(of_action(&rules, &action.item.is, ruleset, edge));
    }
    all
}

fn of_step(step: &Step, ruleset: usize, edge: Edge) -> Doing {
    let time = step.limit.as_ref().map(of_limit);
    let from = step.limit.iter().map(|limit| limit.from.clone());
    Doing {
        ruleset,
        id: step.id.clone(),
        overrides: step.overrides.clone(),
        edge,
        belongs_to: Of::Step(step.belongs_to.clone()),
        act: [step.who.clone(), step.does.clone()].into_iter().chain(from).collect(),
        time,
    }
}

fn of_action(rules: &Ruleset, action: &Action, ruleset: usize, edge: Edge) -> Doing {
    let time = action.clock.as_ref().map(|clock| {
        let chosen = match &clock.from {
            ClockStart::Setting(id) => {
                let setting = rules.settings.iter().find(|setting| setting.is.id == *id);
                setting.and_then(|setting| setting.is.default.clone())
            }
            _ => None,
        };
        let words = match &clock.from {
            ClockStart::Event(event) => event.clone(),
            ClockStart::Setting(setting) => format!("setting:{setting}"),
            ClockStart::Due(action) => format!("due:{action}"),
        };
        let n = u64::from(clock.period.n);
        let (unit, n) = match clock.period.unit {
            PeriodUnit::AsSoonAsPossible => (Unit::Soon, 0),
            PeriodUnit::Days => (Unit::Days, n),
            PeriodUnit::Weeks => (Unit::Days, n.saturating_mul(7)),
            PeriodUnit::WorkingDays => (Unit::WorkingDays, n),
            PeriodUnit::Months => (Unit::Months, n),
            PeriodUnit::Years => (Unit::Months, n.saturating_mul(12)),
        };
        Time {
            from: Start { words, chosen },
            unit,
            n,
            is_before: clock.period.direction == Direction::Before,
            counting: clock.period.counting,
        }
    });
    let from = time.iter().map(|time| time.from.words.clone());
    let act = [action.review.clone(), action.done_by.clone()].into_iter().chain(from);
    Doing {
        ruleset,
        id: action.id.clone(),
        overrides: action.overrides.clone(),
        edge,
        belongs_to: Of::Review(action.review.clone()),
        act: act.collect(),
        time,
    }
}

fn of_limit(limit: &Limit) -> Time {
    let n = u64::from(limit.n.unwrap_or(0));
    let (unit, n) = match limit.unit {
        LimitUnit::AsSoonAsPossible => (Unit::Soon, 0),
        LimitUnit::Hours => (Unit::Hours, n),
        LimitUnit::Days => (Unit::Days, n),
        LimitUnit::Weeks => (Unit::Days, n.saturating_mul(7)),
        LimitUnit::WorkingDays => (Unit::WorkingDays, n),
        LimitUnit::Months => (Unit::Months, n),
    };
    let from = Start { words: limit.from.clone(), chosen: None };
    Time { from, unit, n, is_before: false, counting: Counting::Exclusive }
}

impl Doing {
    fn is_same(&self, other: &Doing) -> bool {
        let names = |one: &Doing, other: &Doing| one.overrides.as_ref() == Some(&other.id);
        let replaces_the_same = self.overrides.is_some() && self.overrides == other.overrides;
        // What has no time is told by its id alone.
        let has_time = self.time.is_some() && other.time.is_some();
        self.id == other.id
            || names(self, other)
            || names(other, self)
            || replaces_the_same
            || (has_time && self.act == other.act)
    }

    /// The id by which it is known in both of two packs: that of what it takes the place of.
    pub(super) fn known_as(&self) -> &str {
        self.overrides.as_deref().unwrap_or(&self.id)
    }

    /// Whether this never allows more time than the other; `None` where that hangs on the days, or
    /// where they run from different events.
    pub(super) fn is_no_longer(&self, other: &Doing) -> Option<bool> {
        match (&self.time, &other.time) {
            (_, None) => Some(true),
            (None, Some(_)) => Some(false),
            (Some(own), Some(other)) => own.is_no_longer(other),
        }
    }
}

impl Time {
    fn is_no_longer(&self, other: &Time) -> Option<bool> {
        // What a setting leaves open below is for whoever sets it.
        let is_chosen = other.from.chosen.is_none() || self.from.chosen == other.from.chosen;
        if self.from.words != other.from.words || !is_chosen || self.is_before != other.is_before {
            return None;
        }
        if self.unit == other.unit && self.counting == other.counting {
            // Before an event there is the less time the more days it has to be before.
            return Some(if self.is_before { self.n >= other.n } else { self.n <= other.n });
        }
        if self.unit == Unit::Soon || other.unit == Unit::Soon {
            return None;
        }
        let is_of_hours = self.unit == Unit::Hours || other.unit == Unit::Hours;
        let (one, other) = match self.is_before {
            false => (self.bounds(is_of_hours), other.bounds(is_of_hours)),
            true => (other.bounds(is_of_hours), self.bounds(is_of_hours)),
        };
        if one.1 <= other.0 {
            Some(true)
        } else if one.0 > other.1 {
            Some(false)
        } else {
            None
        }
    }

    /// The fewest and the most days that it can be, from whichever event, or in hours, where a day
    /// ends at midnight.
    ///
    /// Of n working days the last is the n-th day at the earliest, and at the latest, with every
    /// weekend and holiday between, the (2n + 14)-th (the calendar's own tables hold this: the most
    /// is five days for one and 294 for two hundred).
    fn bounds(&self, in_hours: bool) -> (u64, u64) {
        let (fewest, most) = match self.counting {
            Counting::Exclusive => (self.n, self.n),
            Counting::Inclusive | Counting::Clear => {
                (self.n.saturating_sub(1), self.n.saturating_add(1))
            }
        };
        let days = match self.unit {
            Unit::Soon => return (0, u64::MAX),
            Unit::Hours => return (self.n, self.n),
            Unit::Days => (fewest, most),
            Unit::WorkingDays => (fewest, most.saturating_mul(2).saturating_add(14)),
            // February is two days short of thirty, and whatever follows it makes up for one.
            Unit::Months => (
                self.n.saturating_mul(30).saturating_sub(3),
                self.n.saturating_mul(31).saturating_add(1),
            ),
        };
        if in_hours {
            (days.0.saturating_mul(24), days.1.saturating_add(1).saturating_mul(24))
        } else {
            days
        }
    }
}
