//! Where every action stands: not yet due, due, overdue or done, or what it can be.

use super::decision::{
    ActionAnswer, AlsoCounted, ClockShown, Days, EditionDays, NumberOfDays, Standing,
};
use super::due::{Clocks, Due, events_of};
use super::events::When;
use super::outcome::either;
use super::seen::Seen;
use super::view::{Place, Views};
use crate::date::{Day, PartialDate};
use crate::decision::urgency_rank;
use crate::pack::{Action, Clock, ClockStart, INCIDENT};
use crate::truth::Truth;
use std::cmp::Reverse;

/// Every action that applies or may apply.
pub(super) fn actions<'k>(views: &Views<'k>, clocks: &Clocks<'_, 'k>) -> Vec<ActionAnswer<'k>> {
    let each = views.actions.iter().map(|seen| answer(views, clocks, seen));
    let mut answers: Vec<ActionAnswer<'k>> = each.collect();
    add_counts(views, clocks, &mut answers);
    answers
}

/// The action to take next, of those that surely apply: the longest overdue; then what comes at
/// once; then what is due, of the most urgent review first, and there what has an order but no date
/// before what is due first. What may have been done already comes behind what surely was not.
pub(super) fn next_action<'k>(views: &Views<'k>, actions: &[ActionAnswer<'k>]) -> Option<&'k str> {
    let certain = actions.iter().filter(|action| action.applies == Truth::True);
    let ranked = certain.zip(0_u32..).filter_map(|(action, index)| {
        let (is_overdue, is_sure) = wants_doing(action)?;
        let at_once = action.clock.as_ref().is_some_and(|clock| !clock.period.has_date());
        let urgency = views
            .incident
            .order
            .iter()
            .find(|review| review.is.id == action.review)
            .map_or(0, |review| urgency_rank(review.is.urgency));
        let (class, urgency) = match (is_overdue, at_once) {
            (true, _) => (0, 0),
            (false, true) => (1, urgency),
            (false, false) => (2, urgency),
        };
        let due = action.due.map(|days| days.earliest);
        Some(((class, !is_sure, Reverse(urgency), due, index), action.action))
    });
    ranked.min_by_key(|(rank, _)| *rank).map(|(_, action)| action)
}

/// Whether something is overdue (or else due), and whether that is sure; `None` where it is done,
/// or may not be due yet.
fn wants_doing(action: &ActionAnswer<'_>) -> Option<(bool, bool)> {
    let can_be = |state| action.could_be.contains(&state);
    match action.state {
        Standing::Overdue => Some((true, true)),
        Standing::Due => Some((false, true)),
        Standing::NotYetDue | Standing::Done => None,
        Standing::CannotTell if can_be(Standing::NotYetDue) => None,
        Standing::CannotTell => Some((!can_be(Standing::Due), false)),
    }
}

fn answer<'k>(
    views: &Views<'k>,
    clocks: &Clocks<'_, 'k>,
    seen: &Seen<'k, Action>,
) -> ActionAnswer<'k> {
    let action = &seen.item.is;
    let incident = views.incident;
    let done = incident.when(&action.done_by);
    let due = clocks.of_all(seen);
    let places = seen.places.iter();
    let mut could_be: Vec<Standing> =
        places.flat_map(|place| possible(views, clocks, place, action)).collect();
    crate::order::by_key(&mut could_be, |one| *one);
    could_be.dedup();
    let state = match could_be.as_slice() {
        [one] => *one,
        _ => Standing::CannotTell,
    };
    let is_open = state == Standing::CannotTell;
    let full_due = due;
    let shown = due.and_then(Due::shown);
    let bounded = due.and_then(|due| due.days).filter(|days| is_bounded(*days));
    let happened = match done {
        When::On(days) => Some(days),
        _ => None,
    };
    let is_done = state == Standing::Done;
    let done_within = happened.unwrap_or_else(|| incident.within(&action.done_by));
    let in_time = due.filter(|_| is_done).map(|due| in_time(due, done_within));
    ActionAnswer {
        action: &action.id,
        edition: EditionDays::of(seen),
        review: &action.review,
        applies: seen.truth,
        who: &action.who,
        does: &action.does,
        to: &action.to,
        state,
        could_be: if is_open { could_be } else { Vec::new() },
        due: shown.map(Days::of),
        outside: due.is_some_and(|due| due.outside),
        overdue_days: bounded
            .filter(|_| state == Standing::Overdue)
            .map(|due| NumberOfDays::between(due, PartialDate::on(incident.as_of))),
        done: Some(done_within).filter(|days| is_done && is_bounded(*days)).map(Days::of),
        in_time,
        late_days: match (in_time, bounded) {
            (Some(Truth::False | Truth::Unknown), Some(due)) if is_bounded(done_within) => {
                let late = NumberOfDays::between(due, done_within);
                // Where the clock may not have begun it may not have been late at all.
                let may_not_run = full_due.is_some_and(|due| due.not_started);
                Some(if may_not_run { NumberOfDays { least: 0, ..late } } else { late })
            }
            _ => None,
        },
        waits_for: if is_open { waits_for(views, clocks, seen) } else { Vec::new() },
        needs: needs(views, action),
        clock: action.clock.as_ref().and_then(|clock| shown_clock(views, seen, clock)),
        also: Vec::new(),
        note: action.note.as_deref(),
        grounds: Some(seen.rules.grounds(&action.standing)),
    }
}

/// Whether both ends of a range can be told.
fn is_bounded(days: PartialDate) -> bool {
    days.first != Day::FIRST && days.last != Day::LAST
}

/// Every state that is possible by the rules of one stretch.
fn possible<'k>(
    views: &Views<'k>,
    clocks: &Clocks<'_, 'k>,
    place: &Place<'k>,
    action: &'k Action,
) -> Vec<Standing> {
    let done = views.incident.happened(&action.done_by);
    if done == Truth::True {
        return vec![Standing::Done];
    }
    let mut found = match clocks.of(place, action) {
        Some(due) => by_date(due, views.incident.as_of),
        None => by_order(views, place, action),
    };
    if done == Truth::Unknown {
        found.push(Standing::Done);
    }
    found
}

/// Where something stands that is not done and has a date.
fn by_date(due: Due, as_of: Day) -> Vec<Standing> {
    let mut found = Vec::new();
    if due.not_started {
        found.push(Standing::NotYetDue);
    }
    if due.days.is_some_and(|days| as_of <= days.last) {
        found.push(Standing::Due);
    }
    if due.days.is_some_and(|days| as_of > days.first) {
        found.push(Standing::Overdue);
    }
    found
}

/// Where something stands that is not done and has an order but no date.
fn by_order<'k>(views: &Views<'k>, place: &Place<'k>, action: &'k Action) -> Vec<Standing> {
    let needs = action.needs.iter().map(|event| views.incident.happened(event));
    let needs = needs.fold(Truth::True, Truth::and);
    let starts = starts(place, action);
    let begun = starts.iter().map(|event| views.incident.happened(event));
    // Each event that an open setting may name is one way that it can be.
    let begun = begun.reduce(either).unwrap_or(Truth::True);
    match needs.and(begun) {
        Truth::False => vec![Standing::NotYetDue],
        Truth::Unknown => vec![Standing::NotYetDue, Standing::Due],
        Truth::True => vec![Standing::Due],
    }
}

/// The events that a clock without a date may come after; more than one where a setting is open.
fn starts<'k>(place: &Place<'k>, action: &'k Action) -> Vec<&'k str> {
    match action.clock.as_ref().map(|clock| &clock.from) {
        Some(ClockStart::Event(event)) => vec![event],
        Some(ClockStart::Setting(setting)) => events_of(place, setting),
        Some(ClockStart::Due(_)) | None => Vec::new(),
    }
}

/// Whether something was done by the day that it was due.
fn in_time(due: Due, done: PartialDate) -> Truth {
    let Some(days) = due.days else {
        // What is done before its clock begins is in time.
        return if due.not_started { Truth::True } else { Truth::Unknown };
    };
    if done.last <= days.first {
        Truth::True
    } else if done.first > days.last && !due.not_started {
        Truth::False
    } else {
        Truth::Unknown
    }
}

/// The events that are not known and leave the action open.
fn waits_for<'k>(
    views: &Views<'k>,
    clocks: &Clocks<'_, 'k>,
    seen: &Seen<'k, Action>,
) -> Vec<&'k str> {
    let mut events: Vec<&'k str> = Vec::new();
    let action = &seen.item.is;
    for place in &seen.places {
        if clocks.of(place, action).is_some() {
            collect_starts(views, place, action, &mut events);
        } else {
            let open = |event: &&str| views.incident.happened(event) == Truth::Unknown;
            let needs = action.needs.iter().map(String::as_str);
            events.extend(needs.chain(starts(place, action)).filter(open));
        }
    }
    events.push(&action.done_by);
    let mut found = Vec::new();
    for event in events {
        let is_open = matches!(views.incident.when(event), When::Unknown | When::Happened);
        if is_open && event != INCIDENT && !found.contains(&event) {
            found.push(event);
        }
    }
    found
}

/// The events that a clock runs from, through other actions too.
fn collect_starts<'k>(
    views: &Views<'k>,
    place: &Place<'k>,
    action: &'k Action,
    events: &mut Vec<&'k str>,
) {
    match action.clock.as_ref().map(|clock| &clock.from) {
        Some(ClockStart::Event(event)) => events.push(event),
        Some(ClockStart::Setting(setting)) => events.extend(events_of(place, setting)),
        // INVARIANT: the check of a pack has refused clocks that run from themselves.
        Some(ClockStart::Due(other)) => {
            if let Some(other) = views.action(place, other) {
                collect_starts(views, place, &other.is, events);
            }
        }
        None => {}
    }
}

/// The events that come first and are not recorded as having happened.
fn needs<'k>(views: &Views<'k>, action: &'k Action) -> Vec<&'k str> {
    let not_yet = |event: &&String| !views.incident.is_recorded(event);
    action.needs.iter().filter(not_yet).map(String::as_str).collect()
}

/// A clock as the latest rules that have it lead it back to an event or an action.
fn shown_clock<'k>(
    views: &Views<'k>,
    seen: &Seen<'k, Action>,
    clock: &'k Clock,
) -> Option<ClockShown<'k>> {
    let place = seen.places.first()?;
    let from = match &clock.from {
        ClockStart::Event(event) => Some(event.as_str()),
        ClockStart::Setting(setting) => match events_of(place, setting).as_slice() {
            [event] => Some(*event),
            _ => None,
        },
        ClockStart::Due(_) => None,
    };
    let due_of = match &clock.from {
        ClockStart::Due(other) => {
            let named = views.action(place, other).map(|action| action.is.id.as_str());
            Some(named.unwrap_or(other.as_str()))
        }
        _ => None,
    };
    Some(ClockShown { from, due_of, period: &clock.period })
}

/// Adds the further counts, which may depend on whether another action is late.
fn add_counts<'k>(views: &Views<'k>, clocks: &Clocks<'_, 'k>, answers: &mut [ActionAnswer<'k>]) {
    let is_late: Vec<bool> = answers.iter().map(may_be_late).collect();
    let late = || views.actions.iter().zip(&is_late).filter(|(_, late)| **late);
    for (answer, seen) in answers.iter_mut().zip(&views.actions) {
        for also in &seen.item.is.also {
            // By the rules of the same edition, and in the words that it has there.
            let is_late_in = |place: &Place<'k>, id: &str| {
                let has = |(other, _): (&Seen<'k, Action>, &bool)| {
                    let mut places = other.places.iter();
                    other.item.is.id == id && places.any(|own| own.stretch == place.stretch)
                };
                late().any(has)
            };
            let is_late = |other: &str| {
                seen.places.iter().any(|place| {
                    let named = views.action(place, other);
                    named.is_some_and(|named| is_late_in(place, &named.is.id))
                })
            };
            if also.when_late.as_deref().is_some_and(|other| !is_late(other)) {
                continue;
            }
            let each = seen.places.iter().map(|place| clocks.run(place, &also.clock));
            let Some(due) = each.reduce(Due::or) else { continue };
            let Some(clock) = shown_clock(views, seen, &also.clock) else { continue };
            answer.also.push(AlsoCounted {
                label: &also.label,
                clock,
                due: due.shown().map(Days::of),
                outside: due.outside,
            });
        }
    }
}

fn may_be_late(answer: &ActionAnswer<'_>) -> bool {
    answer.state == Standing::Overdue
        || answer.could_be.contains(&Standing::Overdue)
        || matches!(answer.in_time, Some(Truth::False | Truth::Unknown))
}
