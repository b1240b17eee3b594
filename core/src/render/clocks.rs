//! Numbers and times as a person says them: fifteen working days after an event.

use super::names::{Names, setting_key, spaced};
use super::tree::Line;
use crate::calendar::{Counting, Direction, Period, PeriodUnit};
use crate::pack::{Clock, ClockStart, INCIDENT, Number};

/// When something is due by a clock.
pub(super) fn clock(clock: &Clock, names: &Names<'_>) -> Line {
    let start = match &clock.from {
        ClockStart::Event(id) => Line::text(format!("“{}”", event(id, names))),
        ClockStart::Setting(id) => match names.set_word(id) {
            Some(word) => {
                Line::text(format!("“{}” (", event(word, names))).join(as_set(id)).then(")")
            }
            None => Line::text("an event that is ").here("left open", setting_key(id)),
        },
        ClockStart::Due(id) => {
            let actions = &names.items().actions;
            let found = actions.iter().find(|one| one.is.id == *id);
            let does = found.map_or(id.as_str(), |one| &one.is.does);
            Line::text("the day on which this is due: ").here(does, format!("action {id}"))
        }
    };
    Line::text(format!("{} ", period(&clock.period))).join(start)
}

/// An event by its label.
pub(super) fn event(id: &str, names: &Names<'_>) -> String {
    let found = names.items().events.iter().find(|one| one.is.id == id);
    match found {
        Some(event) => event.is.label.clone(),
        None if id == INCIDENT => "The incident happened".to_owned(),
        None => spaced(id),
    }
}

fn period(period: &Period) -> String {
    let direction = match period.direction {
        Direction::After => "after",
        Direction::Before => "before",
    };
    if !period.has_date() {
        return format!("as soon as possible {direction}");
    }
    let counting = match period.counting {
        Counting::Exclusive => "",
        Counting::Inclusive => ", counting the day of the event as the first,",
        Counting::Clear => ", counting neither that day nor the day of the event,",
    };
    format!("{} {}{counting} {direction}", period.n, unit(period.unit, period.n == 1))
}

/// A unit for one or for several.
pub(super) fn unit(unit: PeriodUnit, is_one: bool) -> &'static str {
    match (unit, is_one) {
        (PeriodUnit::Days, true) => "day",
        (PeriodUnit::Days, false) => "days",
        (PeriodUnit::WorkingDays, true) => "working day",
        (PeriodUnit::WorkingDays, false) => "working days",
        (PeriodUnit::Weeks, true) => "week",
        (PeriodUnit::Weeks, false) => "weeks",
        (PeriodUnit::Months, true) => "month",
        (PeriodUnit::Months, false) => "months",
        (PeriodUnit::Years, true) => "year",
        (PeriodUnit::Years, false) => "years",
        (PeriodUnit::AsSoonAsPossible, _) => "as soon as possible",
    }
}

/// So many of something, the number given or set.
pub(super) fn so_many(number: &Number, (one, several): (&str, &str), names: &Names<'_>) -> Line {
    match number {
        Number::Given(1) => Line::text(format!("1 {one}")),
        Number::Given(n) => Line::text(format!("{n} {several}")),
        Number::Setting(id) => match names.set_number(id) {
            Some(1) => Line::text(format!("1 {one}")).then(" (").join(as_set(id)).then(")"),
            Some(n) => Line::text(format!("{n} {several} (")).join(as_set(id)).then(")"),
            None => Line::text(format!("a number of {several} that is "))
                .here("left open", setting_key(id)),
        },
    }
}

/// Says that something can be set otherwise.
pub(super) fn as_set(id: &str) -> Line {
    Line::default().here("unless set otherwise", setting_key(id))
}
