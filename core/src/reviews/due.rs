//! When an action is due: every day that is possible, while events and settings are open.

use super::events::When;
use super::view::Views;
use crate::calendar::{Calendar, Period};
use crate::date::{Day, PartialDate};
use crate::error::Error;
use crate::pack::{Action, Clock, ClockStart, SettingValue};
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
    /// By the place of the action's wording in memory.
    known: RefCell<BTreeMap<*const Action, Due>>,
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

    /// When an action with a clock that has a date is due; `None` for every other.
    pub(super) fn of(&self, action: &'k Action) -> Option<Due> {
        let clock = action.clock.as_ref().filter(|clock| clock.period.has_date())?;
        if let Some(due) = self.known.borrow().get(&std::ptr::from_ref(action)) {
            return Some(*due);
        }
        // The check of a pack refuses clocks that run from themselves in one edition. Where the day
        // of the incident lies in several, one may run from another and that from the first: until
        // it is known it may be due on any day.
        self.known
            .borrow_mut()
            .insert(std::ptr::from_ref(action), Due { not_started: true, ..Due::ANY });
        let due = self.run(clock);
        self.known.borrow_mut().insert(std::ptr::from_ref(action), due);
        Some(due)
    }

    /// When a clock of an action runs out.
    pub(super) fn run(&self, clock: &'k Clock) -> Due {
        match &clock.from {
            ClockStart::Event(event) => self.after_event(event, &clock.period),
            ClockStart::Setting(setting) => {
                let events = self.events_of(setting);
                let due = events.into_iter().map(|event| self.after_event(event, &clock.period));
                due.reduce(Due::or).unwrap_or(Due { not_started: true, ..Due::ANY })
            }
            ClockStart::Due(other) => {
                let others = self.views.action(other).iter();
                let due = others.map(|other| {
                    let due = self.of(&other.is).unwrap_or_default();
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
                });
                due.reduce(Due::or).unwrap_or(Due { not_started: true, ..Due::default() })
            }
        }
    }

    /// The events that may start a clock: the one that is set, or all to choose from.
    pub(super) fn events_of(&self, setting: &str) -> Vec<&'k str> {
        let Some((declared, set)) = self.views.setting(setting) else { return Vec::new() };
        let chosen = declared
            .choices
            .iter()
            .zip(0_u32..)
            .filter(|(_, index)| set.is_none_or(|set| set == *index));
        chosen
            .filter_map(|(choice, _)| match &choice.value {
                SettingValue::Event(event) => Some(event.as_str()),
                _ => None,
            })
            .collect()
    }

    fn after_event(&self, event: &str, period: &Period) -> Due {
        let within = || self.widest(self.views.incident.within(event), period);
        match self.views.incident.when(event) {
            When::Not => Due { not_started: true, ..Due::default() },
            When::Unknown => Due { not_started: true, ..Due::within(within()) },
            When::Happened => Due::within(within()),
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
