//! What recurs beside the audits: when each is due, and when it was done.

use super::by_agency::{ByAgency, Places};
use super::given::Agency;
use super::owers::Owers;
use super::periods::{
    Asking, Version, best, due_of, in_force, is_named, length, not_set, period_of, periods, unfit,
};
use super::plan::Tools;
use super::record::{OfDuty, Record, up_to};
use super::rules::AuditRules;
use super::years::months_later;
use crate::date::{Day, PartialDate};
use crate::error::Problem;
use crate::pack::{Cadence, Duty, fits_a_year};
use crate::truth::Truth;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// One time that a duty falls due.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Time {
    pub agency: Option<u32>,
    /// The period that it is for: its first day, and the first day after it.
    pub period: Option<(Day, Day)>,
    /// When it was called for.
    pub called: Option<PartialDate>,
    pub due: Option<PartialDate>,
    pub done: Option<PartialDate>,
    /// Whether it is to be done by now, should its day not have passed; `None`: it may be.
    pub turn: Option<bool>,
}

impl Time {
    fn of(agency: Option<u32>) -> Time {
        Time { agency, period: None, called: None, due: None, done: None, turn: Some(true) }
    }
}

/// A duty with all its times in a span.
pub(super) struct Recurring<'k> {
    pub duty: &'k Duty,
    pub active: Truth,
    pub not_set: BTreeSet<&'k str>,
    pub times: Vec<Time>,
    /// The agencies of which it is one each, and when.
    owers: Owers,
}

/// What the times of duties are worked out from.
pub(super) struct Duties<'s, 'k> {
    pub rules: &'k AuditRules,
    pub agencies: &'k [Agency],
    pub record: &'s Record<'k>,
    pub as_of: Day,
    pub span: (Day, Day),
    /// They are asked for.
    pub wanted: bool,
    pub places: Places,
}

impl<'k> Duties<'_, 'k> {
    /// Every duty that is in force on some day of the span, in pack order.
    pub(super) fn all(
        &self,
        tools: &mut Tools<'_, 'k>,
        problems: &mut Vec<Problem>,
    ) -> Vec<Recurring<'k>> {
        let (from, until) = self.span;
        let mut duties: Vec<(&'k Duty, bool)> = Vec::new();
        // The stretches that the span touches come first; what is recorded of duties of other
        // times is looked at too.
        let touches = |stretch: &&std::sync::Arc<crate::pack::Layered>| {
            stretch.from < until && stretch.until.is_none_or(|end| end > from)
        };
        let all = || self.rules.stretches().iter().rev();
        let touched = all().filter(touches).map(|stretch| (stretch, true));
        let others = all().filter(|stretch| !touches(stretch)).map(|stretch| (stretch, false));
        for (stretch, is_touched) in touched.chain(others) {
            for duty in stretch.items.audits.duties.iter().map(|one| &one.is) {
                let in_span = is_touched
                    && duty.from.is_none_or(|first| first < until)
                    && duty.until.is_none_or(|end| end > from);
                if !duties.iter().any(|(known, _)| known.id == duty.id) {
                    duties.push((duty, in_span));
                }
            }
        }
        let mut found = Vec::with_capacity(duties.len());
        for (duty, in_span) in duties {
            // What is recorded of them is looked at even where they are left out.
            if !self.wanted && self.record.all_of_duty(&duty.id).next().is_none() {
                continue;
            }
            let recurring = self.one(duty, tools, problems);
            found.extend((in_span && self.wanted).then_some(recurring));
        }
        found
    }

    fn one(
        &self,
        duty: &'k Duty,
        tools: &mut Tools<'_, 'k>,
        problems: &mut Vec<Problem>,
    ) -> Recurring<'k> {
        let mut recurring = Recurring {
            duty,
            active: Truth::True,
            not_set: BTreeSet::new(),
            times: Vec::new(),
            owers: Owers::of(duty, self.rules, self.agencies),
        };
        self.check_entries(duty, tools, problems);
        let versions: Vec<Version<'k>> = self.versions(&duty.id);
        let (from, until) = self.span;
        let in_span = || versions.iter().filter(|(.., first, end)| *first < until && *end > from);
        if let (Some(active), Some((items, ..))) = (&duty.active, in_span().next_back()) {
            recurring.active = match tools.values.choice(items, &active.setting) {
                None => Truth::Unknown,
                Some(word) => Truth::from_bounds(word == active.is, word == active.is),
            };
            if recurring.active == Truth::Unknown {
                recurring.not_set.insert(&active.setting);
            }
        }
        if recurring.active != Truth::False {
            for version in in_span() {
                recurring.not_set.extend(not_set(*version, tools));
            }
        }
        match &duty.cadence {
            Cadence::Continuous => self.continuous(&versions, &mut recurring),
            Cadence::Periodic { .. } => {
                let mut begun: Vec<Asking> = Vec::new();
                let mut all_set = true;
                for version in &versions {
                    all_set &= length(version.0, version.1, tools).is_some();
                    self.periodic(*version, &mut recurring, &mut begun, tools, problems);
                }
                // While the length of the periods is not set, no entry can be called wrong.
                let mut astray = Vec::new();
                self.answered(&mut recurring, &mut begun, &mut astray);
                problems.extend(astray.into_iter().filter(|_| all_set));
            }
            Cadence::FromLast { .. } => self.since_last(&versions, &mut recurring, tools),
            Cadence::PerEvent { event } => {
                let entries = (self.calls_of(duty, event), self.entries_of(duty, &duty.done_by));
                for agency in recurring.owers.all() {
                    self.called(&entries, agency, &mut recurring, tools);
                }
            }
        }
        if recurring.active != Truth::True {
            recurring.times.clear();
            return recurring;
        }
        recurring.times.retain(|time| self.in_span(time));
        if matches!(duty.cadence, Cadence::PerEvent { .. }) {
            self.not_called(&mut recurring);
        }
        crate::order::by_key(&mut recurring.times, |time| {
            let called = time.called.map(|called| called.first);
            let first = time.period.map(|(from, _)| from).or(called);
            let done = time.done.map(|done| done.first);
            (first.or(time.due.map(|due| due.first)).or(done), time.agency)
        });
        recurring
    }

    /// The duty as each stretch has it, with the days of the stretch.
    fn versions(&self, id: &str) -> Vec<Version<'k>> {
        let stretches = self.rules.stretches().iter();
        let own = stretches.filter_map(|stretch| {
            let found = stretch.items.audits.duties.iter().find(|one| one.is.id == id)?;
            let end = stretch.until.unwrap_or(Day::LAST);
            Some((&stretch.items, &found.is, stretch.from, end))
        });
        own.collect()
    }

    fn in_span(&self, time: &Time) -> bool {
        let counts = time.period.map(|(from, _)| from).or(time.called.map(|called| called.first));
        let day = counts.or(time.due.map(|due| due.first)).or(time.done.map(|done| done.first));
        day.is_none_or(|day| self.span.0 <= day && day < self.span.1)
    }

    /// It is always to be seen to, from the day it begins until it ends.
    fn continuous(&self, versions: &[Version<'k>], recurring: &mut Recurring<'k>) {
        // As it is on the day asked about, else as it will be when it begins.
        let here = versions.iter().find_map(|(_, duty, first, end)| {
            let begins = duty.from.map_or(*first, |from| from.max(*first));
            let until = duty.until.map_or(*end, |until| until.min(*end));
            let is_to_come = begins < until && (self.as_of < until || until == Day::LAST);
            is_to_come.then_some((*duty, begins))
        });
        let Some((duty, begins)) = here else { return };
        let turn = Some(begins <= self.as_of);
        let owing = Owers::of(duty, self.rules, self.agencies).on(self.as_of);
        recurring.times.extend(owing.into_iter().map(|agency| Time { turn, ..Time::of(agency) }));
    }

    fn periodic(
        &self,
        (items, duty, first, end): Version<'k>,
        recurring: &mut Recurring<'k>,
        begun: &mut Vec<Asking>,
        tools: &mut Tools<'_, 'k>,
        problems: &mut Vec<Problem>,
    ) {
        let Some((months, kind, year)) = length(items, duty, tools) else { return };
        if !fits_a_year(months, year.is_some()) {
            problems.push(unfit(duty));
            return;
        }
        let owers = Owers::of(duty, self.rules, self.agencies);
        let last = end.min(self.span.1.max(self.as_of.after()));
        for (from, until) in periods(months, kind, year, (first, last)) {
            if !in_force(duty, from) {
                continue;
            }
            let due = match &duty.due {
                None => Some(PartialDate::on(until.before())),
                Some(due) => due_of(due, PartialDate::on(until), items, tools),
            };
            begun.push(Asking { from, until, due: due.map_or(until.before(), |due| due.last) });
            if from < self.span.0 || self.span.1 <= from {
                continue;
            }
            let on = due.map_or(until.before(), |due| due.first);
            for agency in owers.on(on) {
                let (period, turn) = (Some((from, until)), Some(from <= self.as_of));
                recurring.times.push(Time { period, due, turn, ..Time::of(agency) });
            }
        }
    }

    /// Finds for every entry the period that it answers, and so for every time what was done.
    fn answered(
        &self,
        recurring: &mut Recurring<'k>,
        periods: &mut [Asking],
        problems: &mut Vec<Problem>,
    ) {
        let duty = recurring.duty;
        periods.sort_unstable();
        // Those that say what they are for come first; the others in the order of their days.
        let mut entries: Vec<OfDuty<'k>> = self.record.of_duty(&duty.id, &duty.done_by).collect();
        entries.sort_by_key(|one| period_of(one.entry).is_none());
        let mut told: BTreeMap<Day, Vec<OfDuty<'k>>> = BTreeMap::new();
        let mut taken: HashSet<(Day, Option<u32>)> = HashSet::new();
        for one in entries {
            let on = up_to(one.entry.on, self.as_of);
            let whose = one.agency.filter(|_| !duty.each.is_empty());
            let is_taken = |from: Day| taken.contains(&(from, whose));
            let chosen = match period_of(one.entry) {
                Some(day) => Some(day),
                None => best(periods.iter().filter(|one| !is_taken(one.from)), on),
            };
            match chosen {
                Some(from) => {
                    taken.insert((from, whose));
                    told.entry(from).or_default().push(one);
                }
                None => {
                    let at = format!("/happened/{}/on", one.index);
                    let message = format!(
                        "it answers no period of `{}` that had begun by then; name one in `for`",
                        duty.id
                    );
                    problems.push(Problem::new("audits.no-period", at, message));
                }
            }
        }
        let told: BTreeMap<Day, ByAgency<'k>> =
            told.into_iter().map(|(from, entries)| (from, ByAgency::new(entries))).collect();
        for time in &mut recurring.times {
            let entries = time.period.and_then(|(from, _)| told.get(&from));
            let mine = entries
                .map(|one| one.mine(time.agency, self.record, &self.places))
                .unwrap_or_default();
            let days = mine.iter().map(|one| up_to(one.entry.on, self.as_of));
            time.done = days.reduce(|one, other| PartialDate {
                first: one.first.min(other.first),
                last: one.last.min(other.last),
            });
        }
    }

    /// What is recorded of a duty under one word, without a `for`.
    fn entries_of(&self, duty: &Duty, what: &str) -> ByAgency<'k> {
        let all = self.record.of_duty(&duty.id, what);
        ByAgency::new(all.filter(|one| period_of(one.entry).is_none()).collect())
    }

    /// What calls for a duty: what is recorded of it under the word, and the same of other duties.
    fn calls_of(&self, duty: &Duty, event: &str) -> ByAgency<'k> {
        let mut known = HashSet::new();
        let mut own: Vec<OfDuty<'k>> = self.record.of_duty(&duty.id, event).collect();
        own.retain(|one| period_of(one.entry).is_none());
        known.extend(own.iter().map(|one| (one.agency, one.entry.on.first, one.entry.on.last)));
        for one in self.record.under(event) {
            let when = (one.agency, one.entry.on.first, one.entry.on.last);
            if !one.is_of(duty) && period_of(one.entry).is_none() && known.insert(when) {
                own.push(one);
            }
        }
        ByAgency::new(own)
    }

    /// The days of what counts for an agency, in order.
    fn days_of(&self, entries: &ByAgency<'k>, agency: Option<u32>) -> Vec<PartialDate> {
        let mine = entries.mine(agency, self.record, &self.places);
        let mut days: Vec<PartialDate> =
            mine.iter().map(|one| up_to(one.entry.on, self.as_of)).collect();
        crate::order::by_key(&mut days, |days| (days.first, days.last));
        days
    }

    fn since_last(
        &self,
        versions: &[Version<'k>],
        recurring: &mut Recurring<'k>,
        tools: &mut Tools<'_, 'k>,
    ) {
        // As the stretch has it in which the count begins; before all of them, as the first.
        let version_on = |day: Day| {
            let here = versions.iter().find(|(_, _, from, end)| *from <= day && day < *end);
            here.or_else(|| versions.first())
        };
        let Some((items, first)) = versions.last().map(|(items, duty, ..)| (*items, *duty)) else {
            return;
        };
        let Cadence::FromLast { start, .. } = &first.cadence else { return };
        let start = tools.values.day(items, start).ok_or(start.as_str());
        let duty = recurring.duty;
        let entries = self.entries_of(duty, &duty.done_by);
        for agency in recurring.owers.all() {
            let mut done = self.days_of(&entries, agency);
            done.retain(|done| start.is_ok_and(|start| start <= done.last) || start.is_err());
            let mut done = done.into_iter();
            let mut base = match start {
                Ok(start) => PartialDate::on(start),
                // Nobody says from when; what was done first begins the count.
                Err(_) => {
                    let Some(on) = done.next() else { continue };
                    if in_force(duty, on.first) && recurring.owers.has(agency, on.first) {
                        recurring.times.push(Time { done: Some(on), ..Time::of(agency) });
                    }
                    on
                }
            };
            while base.first < self.span.1 {
                let Some((items, version, ..)) = version_on(base.first) else { break };
                let Cadence::FromLast { months, .. } = &version.cadence else { break };
                let Ok(months) = tools.values.number(items, months) else { break };
                let later = |day| months_later(day, months.max(1));
                let due = PartialDate::between(later(base.first), later(base.last));
                let Some(due) = due.filter(|due| due.first > base.first) else { break };
                let happened = done.next();
                if in_force(version, due.first) && recurring.owers.has(agency, due.first) {
                    let turn = match (self.as_of >= base.first, self.as_of >= base.last) {
                        (true, true) => Some(true),
                        (false, _) => Some(false),
                        (true, false) => None,
                    };
                    let due = Some(due);
                    recurring.times.push(Time { due, done: happened, turn, ..Time::of(agency) });
                }
                base = happened.unwrap_or(due);
            }
        }
    }

    /// Each time that it was called for, and what was done of it.
    fn called(
        &self,
        (calls, done): &(ByAgency<'k>, ByAgency<'k>),
        agency: Option<u32>,
        recurring: &mut Recurring<'k>,
        tools: &mut Tools<'_, 'k>,
    ) {
        let duty = recurring.duty;
        let versions = self.versions(&duty.id);
        let mut times: Vec<Time> = Vec::new();
        for called in self.days_of(calls, agency) {
            let mut here = versions.iter();
            let version =
                here.find(|(_, _, from, end)| *from <= called.first && called.first < *end);
            let Some((items, version, ..)) = version else { continue };
            if !in_force(version, called.first) {
                continue;
            }
            let due = version.due.as_ref().and_then(|due| due_of(due, called, items, tools));
            let on = due.map_or(called.first, |due| due.first);
            if recurring.owers.has(agency, on) {
                times.push(Time { called: Some(called), due, ..Time::of(agency) });
            }
        }
        // What was done answers the earliest call not answered, of that day or before.
        for on in self.days_of(done, agency) {
            let open = times.iter_mut().find(|time| {
                time.done.is_none() && time.called.is_some_and(|called| called.first <= on.last)
            });
            if let Some(time) = open {
                time.done = Some(on);
            }
        }
        recurring.times.append(&mut times);
    }

    /// Nothing has called for it in the span: it waits for that.
    fn not_called(&self, recurring: &mut Recurring<'k>) {
        let called: HashSet<Option<u32>> = recurring.times.iter().map(|time| time.agency).collect();
        let waiting: Vec<Time> = recurring
            .owers
            .on(self.as_of)
            .into_iter()
            .filter(|agency| !called.contains(agency))
            .map(|agency| Time { turn: Some(false), ..Time::of(agency) })
            .collect();
        recurring.times.extend(waiting);
    }

    /// Entries for a period that is none, or of an agency that never owes the duty.
    fn check_entries(&self, duty: &'k Duty, tools: &Tools<'_, 'k>, problems: &mut Vec<Problem>) {
        for one in self.record.all_of_duty(&duty.id) {
            let place = |key: &str| format!("/happened/{}{key}", one.index);
            let named = |at: u32| {
                let agency = usize::try_from(at).ok().and_then(|at| self.agencies.get(at));
                agency.is_some_and(|agency| is_named(duty, agency))
            };
            let is_stranger = |at: u32| !named(at) && !self.record.answers_for(at).any(named);
            if !duty.each.is_empty() && one.agency.is_some_and(is_stranger) {
                let message = format!("`{}` is not for an agency of such a type", duty.id);
                problems.push(Problem::new("audits.not-a-member", place("/agency"), message));
            }
            if let Some(day) = period_of(one.entry)
                && !self.is_first_day(&duty.id, day, tools)
            {
                let message = format!(
                    "`for` is not the first day of a period of `{}`; give that day, or leave it out",
                    duty.id
                );
                problems.push(Problem::new("audits.no-period", place("/for"), message));
            }
        }
    }

    fn is_first_day(&self, id: &str, day: Day, tools: &Tools<'_, 'k>) -> bool {
        let versions = self.versions(id);
        // While the length of the periods is not set, no day can be called wrong.
        let is_open = |(items, duty, ..): &Version<'k>| {
            matches!(duty.cadence, Cadence::Periodic { .. }) && length(items, duty, tools).is_none()
        };
        if versions.iter().any(is_open) {
            return true;
        }
        let here = versions.iter().find(|(_, _, from, end)| *from <= day && day < *end);
        let Some((items, duty, first, _)) = here else { return false };
        length(items, duty, tools).is_some_and(|(months, kind, anchor)| {
            in_force(duty, day)
                && periods(months, kind, anchor, (*first, day.after()))
                    .iter()
                    .any(|(from, _)| *from == day)
        })
    }
}
