//! The events of an incident: what happened on which day, and what cannot be as it was given.

use super::decision::EventProblem;
use super::incident::Incident;
use crate::case::State;
use crate::date::{Day, PartialDate};
use crate::error::{did_you_mean, quoted};
use crate::json::escape;
use crate::pack::{Event, INCIDENT};
use crate::truth::Truth;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// So many names that are not known are given with what may have been meant.
const MOST_HINTS: usize = 100;

/// What is known of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// It is not known whether it has happened.
    Unknown,
    /// It has not happened.
    Not,
    /// It has happened; nobody knows when.
    Happened,
    /// It happened, or is planned, on some day of these.
    On(PartialDate),
}

/// The events given, and what follows of those that were not.
#[derive(Clone, Debug, Default)]
pub(super) struct Events {
    /// As they were given.
    given: BTreeMap<String, When>,
    /// What was given for these is nothing that an event takes.
    not_read: BTreeSet<String>,
    no_others: bool,
    /// What follows, once somebody has asked for it.
    settled: OnceLock<Settled>,
}

/// The events judged together.
#[derive(Clone, Debug, Default)]
struct Settled {
    /// As they are taken, in the order in which they are declared: without what cannot be, and with
    /// what must not have happened.
    taken: Vec<Taken>,
    problems: Vec<EventProblem>,
}

/// An event as it is taken.
#[derive(Clone, Copy, Debug)]
struct Taken {
    when: When,
    /// It was given as having happened.
    recorded: bool,
    /// The days between which it lies, if it happened at all.
    within: PartialDate,
}

/// What is wrong with the order of an event and those that it comes after.
#[derive(Default)]
struct Disorder {
    problems: Vec<EventProblem>,
    /// The events that cannot all be as they were given, by position.
    between: Vec<usize>,
}

impl Incident {
    /// Puts down what is known of an event. What cannot be is reported with the answer, and the
    /// events that contradict each other are then all taken as not known.
    pub fn event(&mut self, event: &str, when: When) {
        self.events.given.insert(event.to_owned(), when);
        self.forget_events();
    }

    /// Puts down many events at once; `None`: what was given is nothing that an event takes.
    pub(crate) fn put_events(&mut self, events: Vec<(String, Option<When>)>) {
        for (event, when) in events {
            match when {
                Some(when) => {
                    self.events.given.insert(event, when);
                }
                None => {
                    self.events.not_read.insert(event);
                }
            }
        }
        self.forget_events();
    }

    /// Puts down one event in place of what was given of it before; `None`: what was given is nothing
    /// that an event takes.
    pub(crate) fn put_event(&mut self, event: &str, when: Option<When>) {
        self.events.given.remove(event);
        self.events.not_read.remove(event);
        self.put_events(vec![(event.to_owned(), when)]);
    }

    /// Takes back what was given of an event.
    pub(crate) fn take_back_event(&mut self, event: &str) {
        self.events.given.remove(event);
        self.events.not_read.remove(event);
        self.forget_events();
    }

    /// No event has happened but those put down; one that another needs, and that is not put down
    /// itself, is then not known.
    pub fn no_other_events(&mut self) {
        self.events.no_others = true;
        self.forget_events();
    }

    /// What is known of an event. A day that is known in part lies between its neighbours' days.
    pub(super) fn when(&self, event: &str) -> When {
        if event == INCIDENT {
            return match self.day_state {
                State::Known | State::Partial => When::On(self.days),
                _ => When::Happened,
            };
        }
        self.taken(event).map_or(When::Unknown, |taken| taken.when)
    }

    /// The days between which an event lies, if it happened at all.
    pub(super) fn within(&self, event: &str) -> PartialDate {
        if event == INCIDENT {
            return self.days;
        }
        let any = PartialDate { first: Day::FIRST, last: self.as_of };
        self.taken(event).map_or(any, |taken| taken.within)
    }

    /// Events that cannot be as they were given.
    pub(super) fn event_problems(&self) -> &[EventProblem] {
        &self.settled_events().problems
    }

    fn taken(&self, event: &str) -> Option<&Taken> {
        let at = self.rules.events.position(event)?;
        self.settled_events().taken.get(at)
    }

    fn settled_events(&self) -> &Settled {
        self.events.settled.get_or_init(|| self.judge_events())
    }

    /// Something has been recorded that the events are judged by.
    pub(super) fn forget_events(&mut self) {
        self.events.settled = OnceLock::new();
    }

    /// Judges all events together, against each other and against the day of the incident.
    fn judge_events(&self) -> Settled {
        let graph = &*self.rules.events;
        let mut problems = Vec::new();
        let (given, mut whens) = self.read_events(&mut problems);
        // Of two events that contradict each other either may be the mistake: neither is believed.
        let mut aside = BTreeSet::new();
        for (event, at) in graph.events.iter().zip(0_usize..) {
            let disorder = self.disorder(&event.is, at, &whens);
            aside.extend(disorder.between);
            problems.extend(disorder.problems);
        }
        for at in aside {
            whens.get_mut(at).into_iter().for_each(|place| *place = When::Unknown);
        }
        self.rule_out(&given, &mut whens);
        let within: Vec<PartialDate> =
            (0..graph.events.len()).map(|at| self.bounds(at, &whens)).collect();
        let is_ahead = |at: usize, within: &PartialDate| {
            let event = graph.events.get(at);
            within.first > self.as_of && event.is_some_and(|event| !event.is.may_lie_ahead)
        };
        let taken = whens.iter().zip(within).zip(0_usize..).map(|((when, within), at)| Taken {
            when: match when {
                When::On(days) => {
                    let first = days.first.max(within.first);
                    // Up to a day, and nothing says from when: it happened, nobody knows when.
                    if first == Day::FIRST && days.last <= self.as_of {
                        When::Happened
                    } else {
                        When::On(PartialDate { first, last: days.last.min(within.last) })
                    }
                }
                // What comes after a day ahead cannot have happened yet.
                When::Unknown if is_ahead(at, &within) => When::Not,
                // What something that has happened comes after has happened too.
                When::Unknown if self.is_needed(at, &whens) => When::Happened,
                other => *other,
            },
            recorded: self.has_happened(*when),
            within: match when {
                When::On(days) => PartialDate {
                    first: days.first.max(within.first),
                    last: days.last.min(within.last),
                },
                _ => within,
            },
        });
        Settled { taken: taken.collect(), problems }
    }

    /// The events as they were given, each by itself: what was given of each, and what it can mean.
    fn read_events(&self, problems: &mut Vec<EventProblem>) -> (Vec<Option<When>>, Vec<When>) {
        let graph = &*self.rules.events;
        let count = graph.events.len();
        let mut given: Vec<Option<When>> = vec![None; count];
        let mut whens = vec![When::Unknown; count];
        let unread = self.events.not_read.iter().map(|id| (id, None));
        let read = self.events.given.iter().map(|(id, when)| (id, Some(*when)));
        for (id, when) in read.chain(unread) {
            let Some(at) = graph.position(id) else {
                // Where there are many, hints would cost more than they help.
                let hinted =
                    if problems.len() < MOST_HINTS { graph.events.as_slice() } else { &[] };
                problems.push(unknown_event(id, hinted.iter().map(|event| &event.is)));
                continue;
            };
            let Some(event) = graph.events.get(at).map(|event| &event.is) else { continue };
            given.get_mut(at).into_iter().for_each(|place| *place = when.or(Some(When::Unknown)));
            let meant = match when {
                None => {
                    problems.push(not_read(id));
                    When::Unknown
                }
                Some(When::On(date)) if !event.may_lie_ahead && date.first > self.as_of => {
                    problems.push(self.ahead(id));
                    When::Unknown
                }
                Some(when) => self.clipped(event, when),
            };
            whens.get_mut(at).into_iter().for_each(|place| *place = meant);
        }
        (given, whens)
    }

    /// Events that have not happened because of what is known of others.
    fn rule_out(&self, given: &[Option<When>], whens: &mut [When]) {
        let graph = &*self.rules.events;
        if self.events.no_others {
            let unrecorded: Vec<usize> = (0..whens.len())
                .filter(|at| given.get(*at) == Some(&None) && !self.is_needed(*at, whens))
                .collect();
            for at in unrecorded {
                whens.get_mut(at).into_iter().for_each(|place| *place = When::Not);
            }
        }
        let not: Vec<bool> = whens.iter().map(|when| *when == When::Not).collect();
        for (when, before) in whens.iter_mut().zip(&graph.before) {
            let impossible = before.iter().any(|at| not.get(usize::from(*at)) == Some(&true));
            if impossible && *when == When::Unknown {
                *when = When::Not;
            }
        }
    }

    /// Whether something that has happened comes after an event.
    fn is_needed(&self, at: usize, whens: &[When]) -> bool {
        let position = u16::try_from(at).unwrap_or(u16::MAX);
        let mut later = self.rules.events.before.iter().zip(whens);
        later.any(|(before, when)| self.has_happened(*when) && before.contains(&position))
    }

    /// Whether an event has happened by `as_of`, as far as it was given.
    fn has_happened(&self, when: When) -> bool {
        match when {
            When::Happened => true,
            When::On(days) => days.last <= self.as_of,
            When::Unknown | When::Not => false,
        }
    }

    /// Whether an event has happened by `as_of`.
    pub(super) fn happened(&self, event: &str) -> Truth {
        match self.when(event) {
            When::Not => Truth::False,
            // What comes after a day ahead cannot have happened yet.
            When::Unknown if self.within(event).first > self.as_of => Truth::False,
            When::Unknown => Truth::Unknown,
            When::Happened => Truth::True,
            When::On(days) => Truth::from_bounds(days.last <= self.as_of, days.first <= self.as_of),
        }
    }

    /// Whether an event is recorded as having happened.
    pub(super) fn is_recorded(&self, event: &str) -> bool {
        event == INCIDENT || self.taken(event).is_some_and(|taken| taken.recorded)
    }

    /// The days between which an event lies, by those that come before and after it.
    fn bounds(&self, at: usize, whens: &[When]) -> PartialDate {
        let graph = &*self.rules.events;
        let days_of = |other: u16| match whens.get(usize::from(other)) {
            Some(When::On(days)) => Some(*days),
            _ => None,
        };
        let before = graph.before.get(at).into_iter().flatten().copied();
        let is_dated = matches!(self.day_state, State::Known | State::Partial);
        let after_incident = graph.after_incident.get(at) == Some(&true);
        let incident = (after_incident && is_dated).then_some(self.days.first);
        let first = before.filter_map(days_of).map(|days| days.first).chain(incident).max();
        let position = u16::try_from(at).unwrap_or(u16::MAX);
        let after = graph.before.iter().zip(0_u16..);
        let after = after.filter(|(before, _)| before.contains(&position)).map(|(_, other)| other);
        let after: Vec<u16> = after
            .filter(|other| {
                self.has_happened(whens.get(usize::from(*other)).copied().unwrap_or(When::Unknown))
            })
            .collect();
        let may_lie_ahead = graph.events.get(at).is_some_and(|event| event.is.may_lie_ahead);
        let is_past = whens.get(at) == Some(&When::Happened) || !after.is_empty();
        let last = after.into_iter().filter_map(days_of).map(|days| days.last).min();
        let end = if may_lie_ahead && !is_past { Day::LAST } else { self.as_of };
        PartialDate { first: first.unwrap_or(Day::FIRST), last: last.unwrap_or(end).min(end) }
    }

    /// What is wrong with the order of an event and those that it comes after.
    fn disorder(&self, event: &Event, at: usize, whens: &[When]) -> Disorder {
        let mut found = Disorder::default();
        let date = match whens.get(at).copied().unwrap_or(When::Unknown) {
            When::On(date) => date,
            When::Happened => PartialDate { first: Day::FIRST, last: self.as_of },
            When::Unknown | When::Not => return found,
        };
        let graph = &*self.rules.events;
        let (mut without, mut out_of_order) = (None, None);
        for other in graph.before.get(at).into_iter().flatten() {
            let other = usize::from(*other);
            let id = graph.events.get(other).map(|event| event.is.id.as_str());
            match whens.get(other) {
                Some(When::Not) if date.first <= self.as_of => without = without.or(id),
                Some(When::On(days)) if date.last < days.first => {
                    out_of_order = out_of_order.or(id);
                }
                _ => continue,
            }
            found.between.extend([other, at]);
        }
        // The rules themselves are those of the day of the incident, which stands.
        let days = match self.when(INCIDENT) {
            When::On(days) => days.first,
            _ => Day::FIRST,
        };
        if graph.after_incident.get(at) == Some(&true) && date.last < days {
            out_of_order = out_of_order.or(Some(INCIDENT));
            found.between.push(at);
        }
        let (id, at) = (&event.id, format!("/events/{}", escape(&event.id)));
        let out_of_order = out_of_order.map(|earlier| EventProblem {
            code: "events.out-of-order",
            at: at.clone(),
            message: format!(
                "event `{id}` lies before `{earlier}`, which it comes after; correct one of the two"
            ),
        });
        let without = without.map(|earlier| EventProblem {
            code: "events.without",
            at: at.clone(),
            message: format!(
                "event `{id}` is given, but `{earlier}`, which comes before it, is said not to have \
                 happened; correct one of the two"
            ),
        });
        found.problems = out_of_order.into_iter().chain(without).collect();
        found
    }

    fn ahead(&self, id: &str) -> EventProblem {
        let message = format!(
            "event `{id}` lies after the day asked about, {}; give a day up to it, or false",
            self.as_of
        );
        EventProblem { code: "events.ahead", at: format!("/events/{}", escape(id)), message }
    }

    /// An event that is not planned lies on `as_of` at the latest.
    fn clipped(&self, event: &Event, when: When) -> When {
        match when {
            When::On(date) if !event.may_lie_ahead => {
                let last = date.last.min(self.as_of);
                if date.first == Day::FIRST && date.last > self.as_of {
                    return When::Happened;
                }
                When::On(PartialDate { first: date.first.min(last), last })
            }
            other => other,
        }
    }
}

fn not_read(id: &str) -> EventProblem {
    EventProblem {
        code: "events.not-a-date",
        at: format!("/events/{}", escape(id)),
        message: format!(
            "event {} has no date of the calendar; expected YYYY-MM-DD, YYYY-MM, YYYY, an object, \
             true, false or null",
            quoted(id)
        ),
    }
}

/// The name given is repeated only as far as it can be a name of the pack.
fn unknown_event<'e>(id: &str, declared: impl Iterator<Item = &'e Event>) -> EventProblem {
    let hint = did_you_mean(id, declared.map(|event| event.id.as_str()));
    EventProblem {
        code: "events.unknown",
        at: format!("/events/{}", escape(id)),
        message: format!("no event {} is declared{hint}", quoted(id)),
    }
}
