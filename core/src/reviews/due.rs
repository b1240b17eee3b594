//! When an action is due: every day that is possible, while events and settings are open.

use super::events::When;
use super::seen::Seen;
use super::view::{Place, Views};
use crate::calendar::{Calendar, Period};
use crate::date::{Day, PartialDate};
use crate::error::Error;
use crate::pack::{Action, Clock, ClockStart, INCIDENT, SettingValue};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

/// The days on which something can be due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Due {
    /// What the clock runs from may not have happened.
    pub not_started: bool,
    /// The clock may run, to some day of these.
    pub days: Option<PartialDate>,
    /// The days follow from those of other events, or nobody can tell them; they are not shown.
    pub hidden: bool,
    /// A day was counted that lies outside the table of working days, or outside our calendar.
    pub outside: bool,
}

impl Due {
    /// It may be due on any day.
    const ANY: Due = Due {
        not_started: false,
        days: Some(PartialDate { first: Day::FIRST, last: Day::LAST }),
        hidden: true,
        outside: false,
    };

    /// It is due on some day of these, which only follow from others.
    fn within(days: PartialDate) -> Due {
        Due { days: Some(days), hidden: true, ..Due::default() }
    }

    /// The one or the other.
    pub(super) fn or(self, other: Due) -> Due {
        let days = match (self.days, other.days) {
            (Some(one), Some(two)) => {
                Some(PartialDate { first: one.first.min(two.first), last: one.last.max(two.last) })
            }
            (one, two) => one.or(two),
        };
        Due {
            not_started: self.not_started || other.not_started,
            days,
            hidden: self.hidden || other.hidden,
            outside: self.outside || other.outside,
        }
    }

    /// The range to be shown: only where the clock runs from a day that was given.
    pub(super) fn shown(self) -> Option<PartialDate> {
        self.days.filter(|_| !self.hidden)
    }
}

/// Works out when actions are due, each once.
pub(super) struct Clocks<'v, 'k> {
    views: &'v Views<'k>,
    calendar: &'k Calendar,
    /// By the position of the stretch of rules, and the action's place in memory.
    known: RefCell<BTreeMap<(usize, *const Action), Due>>,
    /// Why a day could not be counted, each reason once.
    refused: RefCell<Vec<Error>>,
    /// Some day rests on days for which no holiday has been proclaimed yet.
    forecast: Cell<bool>,
}

impl<'v, 'k> Clocks<'v, 'k> {
    pub(super) fn new(views: &'v Views<'k>, calendar: &'k Calendar) -> Clocks<'v, 'k> {
        let (known, refused, forecast) = Default::default();
        Clocks { views, calendar, known, refused, forecast }
    }

    /// When an action with a clock that has a date is due, wherever it is there in these words;
    /// `None` for every other.
    pub(super) fn of_all(&self, seen: &Seen<'k, Action>) -> Option<Due> {
        let each = seen.places.iter().filter_map(|place| self.of(place, &seen.item.is));
        each.reduce(Due::or)
    }

    /// The same by the rules of one stretch, for an incident on the days in it.
    pub(super) fn of(&self, place: &Place<'k>, action: &'k Action) -> Option<Due> {
        let clock = action.clock.as_ref().filter(|clock| clock.period.has_date())?;
        let key = (place.stretch, std::ptr::from_ref(action));
        if let Some(due) = self.known.borrow().get(&key) {
            return Some(*due);
        }
        // INVARIANT: the check of a pack has refused clocks that run from themselves.
        let due = self.run(place, clock);
        self.known.borrow_mut().insert(key, due);
        Some(due)
    }

    /// When a clock of an action runs out, by the rules of one stretch.
    pub(super) fn run(&self, place: &Place<'k>, clock: &'k Clock) -> Due {
        let after = |event: &str| self.after_event(place, event, &clock.period);
        match &clock.from {
            ClockStart::Event(event) => after(event),
            ClockStart::Setting(setting) => {
                let due = events_of(place, setting).into_iter().map(after);
                due.reduce(Due::or).unwrap_or(Due { not_started: true, ..Due::ANY })
            }
            ClockStart::Due(other) => {
                let other = self.views.action(place, other);
                let due = other.and_then(|other| self.of(place, &other.is));
                let due = due.unwrap_or(Due { not_started: true, ..Due::default() });
                match due.days {
                    None => due,
                    Some(days) if due.hidden => {
                        Due { days: Some(self.widest(days, &clock.period)), ..due }
                    }
                    Some(days) => {
                        let further = self.deadline(days, &clock.period);
                        Due { not_started: due.not_started, ..further }
                    }
                }
            }
        }
    }

    fn after_event(&self, place: &Place<'k>, event: &str, period: &Period) -> Due {
        let incident = self.views.incident;
        let is_incident = event == INCIDENT;
        let within = if is_incident { place.days } else { incident.within(event) };
        let widest = || Due::within(self.widest(within, period));
        match incident.when(event) {
            When::Not => Due { not_started: true, ..Due::default() },
            When::Unknown => Due { not_started: true, ..widest() },
            When::Happened => widest(),
            When::On(_) if is_incident => self.deadline(place.days, period),
            When::On(days) => self.deadline(days, period),
        }
    }

    /// When something is due from days that only follow from others: each end as far as it can be
    /// told.
    fn widest(&self, from: PartialDate, period: &Period) -> PartialDate {
        let due = |day: Day| {
            let is_told = day != Day::FIRST && day != Day::LAST;
            let due = self.calendar.deadline(PartialDate::on(day), period).ok().flatten();
            due.filter(|_| is_told)
        };
        PartialDate {
            first: due(from.first).map_or(Day::FIRST, |due| due.earliest),
            last: due(from.last).map_or(Day::LAST, |due| due.latest),
        }
    }

    fn deadline(&self, from: PartialDate, period: &Period) -> Due {
        if from.first == Day::FIRST || from.last == Day::LAST {
            // Nothing bounds a planned day on that side.
            return Due::within(self.widest(from, period));
        }
        match self.calendar.deadline(from, period) {
            Ok(Some(deadline)) => {
                if self.calendar.is_forecast(from, period, &deadline) {
                    self.forecast.set(true);
                }
                let days = PartialDate { first: deadline.earliest, last: deadline.latest };
                Due { days: Some(days), ..Due::default() }
            }
            Ok(None) => Due::ANY,
            Err(error) => {
                let mut refused = self.refused.borrow_mut();
                if !refused.iter().any(|known| known.code() == error.code()) {
                    refused.push(error);
                }
                Due { outside: true, ..Due::ANY }
            }
        }
    }

    /// Why days could not be counted, each reason once.
    pub(super) fn refused(&self) -> Vec<Error> {
        self.refused.borrow().clone()
    }

    /// Whether a day rests on days for which no holiday has been proclaimed yet.
    pub(super) fn is_forecast(&self) -> bool {
        self.forecast.get()
    }
}

/// The events that may start a clock: the one that is set, or all to choose from.
pub(super) fn events_of<'k>(place: &Place<'k>, setting: &str) -> Vec<&'k str> {
    let Some((declared, set)) = place.setting(setting) else { return Vec::new() };
    let chosen = declared
        .choices
        .iter()
        .zip(0_u32..)
        .filter(|(_, index)| set.is_none_or(|set| set == *index));
    chosen
        .filter_map(|(choice, _)| match &choice.value {
            SettingValue::Word(event) => Some(event.as_str()),
            _ => None,
        })
        .collect()
}
