//! Checks what an edition of the family `reviews` declares: that everything named is there, and
//! that no clock or order runs in a circle.

use super::merge::{List, known_ids};
use super::{
    Action, Clock, ClockStart, Family, INCIDENT, Items, Modality, SettingKind, SettingValue, Then,
};
use crate::citation::{Basis, Standing};
use crate::error::did_you_mean;
use crate::fact::Kind;
use crate::json::Problems;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt::Arguments;

/// The most scopes and modalities that one subject may have.
const MOST_GOALS: usize = 64;

/// Checks the merged items of one stretch of time; `own` are those of the pack itself.
pub(super) fn reviews(family: Family, items: &Items, own: &Items, problems: &Problems) {
    check_family(family, items, own, problems);
    let known = Names::of(items);
    for review in &own.reviews {
        if review.is.id == INCIDENT {
            let message =
                format!("`{INCIDENT}` is the name of the incident itself; choose another");
            problems.add("pack.duplicate-id", format!("{}/id", review.at), message);
        }
    }
    for rule in &own.rules {
        if let Then::Review { review, .. } = &rule.is.then {
            known.review(
                review,
                &rule.is.subject,
                format_args!("{}/then/review", rule.at),
                problems,
            );
        }
    }
    for role in &own.roles {
        known.review(
            &role.is.review,
            &role.is.subject,
            format_args!("{}/review", role.at),
            problems,
        );
    }
    for link in &own.links {
        known.review(
            &link.is.review,
            &link.is.subject,
            format_args!("{}/review", link.at),
            problems,
        );
    }
    for event in &own.events {
        if event.is.id == INCIDENT {
            let message =
                format!("the event `{INCIDENT}` is there in every case; leave it out here");
            problems.add("pack.duplicate-id", format!("{}/id", event.at), message);
        }
        for (after, index) in event.is.after.iter().zip(0_u32..) {
            known.event(after, format_args!("{}/after/{index}", event.at), problems);
        }
    }
    for action in &own.actions {
        check_action(&action.is, &action.at, &known, problems);
    }
    check_settings(own, &known, problems);
    check_circles(items, problems);
    check_number(items, problems);
}

/// Whether what an upper pack replaces rests on an Act, which stands beside what a local text says.
pub(super) fn overrides(base: &Items, upper: &Items, problems: &Problems) {
    fn each<T>(
        base: &List<T>,
        upper: &List<T>,
        parts: fn(&T) -> (&str, Option<&str>, &Standing),
        problems: &Problems,
    ) {
        for item in upper {
            let (id, replaced, _) = parts(&item.is);
            let old = base.iter().map(|old| parts(&old.is)).find(|(id, ..)| Some(*id) == replaced);
            if old.is_some_and(|(_, _, standing)| standing.basis == Basis::Statute) {
                let message = format!(
                    "`{id}` replaces `{}`, which rests on an Act and cannot be replaced; state what \
                     differs in `conflicts`, or add one beside it",
                    replaced.unwrap_or_default()
                );
                problems.add("pack.overrides-law", format!("{}/overrides", item.at), message);
            }
        }
    }
    check_replaced_settings(base, upper, problems);
    check_replaced_actions(base, upper, problems);
    each(&base.roles, &upper.roles, |r| (&r.id, r.overrides.as_deref(), &r.standing), problems);
    each(&base.links, &upper.links, |l| (&l.id, l.overrides.as_deref(), &l.standing), problems);
    each(&base.actions, &upper.actions, |a| (&a.id, a.overrides.as_deref(), &a.standing), problems);
}

/// What the base compares with a setting, or counts from it, stays what it is: a setting is given
/// again under its own name and in its own kind.
fn check_replaced_settings(base: &Items, upper: &Items, problems: &Problems) {
    for setting in &upper.settings {
        let replaced = setting.is.overrides.as_deref();
        let Some(old) = base.settings.iter().find(|old| Some(old.is.id.as_str()) == replaced)
        else {
            continue;
        };
        if old.is.id != setting.is.id || old.is.kind != setting.is.kind {
            let message = format!(
                "setting `{}` replaces `{}`, which is of kind `{}`; give it the same id and kind",
                setting.is.id,
                old.is.id,
                old.is.kind.word()
            );
            problems.add("pack.bad-override", format!("{}/overrides", setting.at), message);
        }
    }
}

/// What the base counts from the day on which an action is due is counted from what replaces it.
fn check_replaced_actions(base: &Items, upper: &Items, problems: &Problems) {
    let runs_from = |id: &str| {
        let clocks = base.actions.iter().flat_map(|action| {
            action.is.clock.iter().chain(action.is.also.iter().map(|also| &also.clock))
        });
        let mut starts = clocks.map(|clock| &clock.from);
        starts.any(|from| matches!(from, ClockStart::Due(action) if action == id))
    };
    for action in &upper.actions {
        let Some(replaced) = action.is.overrides.as_deref() else { continue };
        if !has_date(&action.is) && runs_from(replaced) {
            let message = format!(
                "action `{}` has no date, but a clock runs from that of `{replaced}`, which it \
                 replaces; give it a clock with a date",
                action.is.id
            );
            problems.add("pack.no-date", action.at.clone(), message);
        }
    }
}

fn has_date(action: &Action) -> bool {
    action.clock.as_ref().is_some_and(|clock| clock.period.has_date())
}

/// What leads to a level or a route belongs to thresholds, what leads to a review to reviews; a
/// reviews edition knows the day of the incident.
fn check_family(family: Family, items: &Items, own: &Items, problems: &Problems) {
    for rule in &own.rules {
        let fits = match rule.is.then {
            Then::Review { .. } => family == Family::Reviews,
            Then::Level { .. } | Then::Route(_) => family == Family::Thresholds,
            Then::Prompt { .. } | Then::Protective { .. } | Then::GovernedBy(_) | Then::Define => {
                true
            }
        };
        if !fits {
            let message = format!(
                "rule `{}` leads to a {}, which the family `{}` does not have; lead to {}",
                rule.is.id,
                rule.is.then.key(),
                family.word(),
                if family == Family::Reviews { "a review" } else { "a level or a route" }
            );
            problems.add("pack.other-family", format!("{}/then", rule.at), message);
        }
    }
    for fact in &own.facts {
        if fact.is.incident_day && (fact.is.kind != Kind::Date || family != Family::Reviews) {
            let message = format!(
                "fact `{}` cannot give the day of an incident; a date in a reviews edition can",
                fact.is.id
            );
            problems.add("pack.bad-kind", format!("{}/incident_day", fact.at), message);
        }
    }
    if family != Family::Reviews || !items.unread.is_empty() {
        return;
    }
    for subject in &items.subjects {
        let is_day = |fact: &&std::sync::Arc<super::Placed<crate::fact::Fact>>| {
            fact.is.incident_day && fact.is.subjects.contains(&subject.is.id)
        };
        let count = items.facts.iter().filter(is_day).count();
        if count != 1 {
            let message = format!(
                "subject `{}` has {count} facts with `incident_day`; give the key to exactly one of its dates",
                subject.is.id
            );
            problems.add("pack.no-incident-day", subject.at.clone(), message);
        }
    }
}

/// Everything that reviews, roles, links, events and actions can name. Places are written out only
/// when there is a problem.
struct Names<'i> {
    items: &'i Items,
    reviews: HashMap<&'i str, &'i str>,
    events: HashSet<&'i str>,
    actions: HashMap<&'i str, &'i Action>,
    settings: HashMap<&'i str, SettingKind>,
}

impl<'i> Names<'i> {
    fn of(items: &'i Items) -> Names<'i> {
        let reviews = items.reviews.iter().map(|review| &review.is);
        let settings = items.settings.iter().map(|setting| &setting.is);
        let mut events = known_ids(&items.events, |event| &event.id);
        events.insert(INCIDENT);
        Names {
            items,
            reviews: reviews.map(|review| (review.id.as_str(), review.subject.as_str())).collect(),
            events,
            actions: actions_by_name(items),
            settings: settings.map(|setting| (setting.id.as_str(), setting.kind)).collect(),
        }
    }

    fn review(&self, id: &str, subject: &str, at: Arguments<'_>, problems: &Problems) {
        match self.reviews.get(id) {
            None if self.items.may_have(id) => {}
            None => {
                let hint = did_you_mean(id, self.reviews.keys().copied());
                let message = format!("review `{id}` is not declared{hint}");
                problems.add("pack.unknown-review", at.to_string(), message);
            }
            Some(own) if *own != subject => {
                let message = format!("review `{id}` is about subject `{own}`, not `{subject}`");
                problems.add("pack.other-subject", at.to_string(), message);
            }
            Some(_) => {}
        }
    }

    fn event(&self, id: &str, at: Arguments<'_>, problems: &Problems) {
        if !self.events.contains(id) && !self.items.may_have(id) {
            let hint = did_you_mean(id, self.events.iter().copied());
            let message = format!("event `{id}` is not declared{hint}");
            problems.add("pack.unknown-event", at.to_string(), message);
        }
    }

    fn action(&self, id: &str, at: Arguments<'_>, problems: &Problems) {
        if !self.actions.contains_key(id) && !self.items.may_have(id) {
            let hint = did_you_mean(id, self.actions.keys().copied());
            let message = format!("action `{id}` is not declared{hint}");
            problems.add("pack.unknown-action", at.to_string(), message);
        }
    }

    fn clock(&self, clock: &Clock, at: Arguments<'_>, problems: &Problems) {
        match &clock.from {
            ClockStart::Event(id) => self.event(id, format_args!("{at}/from"), problems),
            ClockStart::Due(id) => {
                self.action(id, format_args!("{at}/from/due"), problems);
                if self.actions.get(id.as_str()).is_some_and(|action| !has_date(action)) {
                    let message = format!(
                        "action `{id}` has no date from which a clock could run; name one whose \
                         own clock has one"
                    );
                    problems.add("pack.no-date", format!("{at}/from/due"), message);
                }
            }
            ClockStart::Setting(id) => match self.settings.get(id.as_str()) {
                Some(SettingKind::Event) => {}
                Some(_) => {
                    let message = format!(
                        "setting `{id}` names no event from which a clock could run; expected one \
                         of kind `event`"
                    );
                    problems.add("pack.wrong-comparison", format!("{at}/from/setting"), message);
                }
                None if self.items.may_have(id) => {}
                None => {
                    let hint = did_you_mean(id, self.settings.keys().copied());
                    let message = format!("setting `{id}` is not declared{hint}");
                    problems.add("pack.unknown-setting", format!("{at}/from/setting"), message);
                }
            },
        }
    }
}

/// Every action by its own name, and by that of the one that it replaces.
fn actions_by_name(items: &Items) -> HashMap<&str, &Action> {
    let actions = || items.actions.iter().map(|action| &action.is);
    let replaced = actions().filter_map(|action| Some((action.overrides.as_deref()?, action)));
    replaced.chain(actions().map(|action| (action.id.as_str(), action))).collect()
}

fn check_action(action: &Action, at: &str, known: &Names<'_>, problems: &Problems) {
    known.review(&action.review, &action.subject, format_args!("{at}/review"), problems);
    known.event(&action.done_by, format_args!("{at}/done_by"), problems);
    for (event, index) in action.needs.iter().zip(0_u32..) {
        known.event(event, format_args!("{at}/needs/{index}"), problems);
    }
    if let Some(clock) = &action.clock {
        known.clock(clock, format_args!("{at}/clock"), problems);
    }
    for (also, index) in action.also.iter().zip(0_u32..) {
        known.clock(&also.clock, format_args!("{at}/also/{index}/clock"), problems);
        if let Some(late) = &also.when_late {
            known.action(late, format_args!("{at}/also/{index}/when_late"), problems);
        }
    }
}

/// The events a setting chooses from are declared; a published value is one that can be set.
fn check_settings(own: &Items, known: &Names<'_>, problems: &Problems) {
    for setting in &own.settings {
        for (choice, index) in setting.is.choices.iter().zip(0_u32..) {
            if let SettingValue::Event(event) = &choice.value {
                known.event(event, format_args!("{}/choices/{index}/value", setting.at), problems);
            }
        }
        let is_good = |value: &SettingValue| {
            setting.is.number(value).is_some_and(|number| number >= setting.is.min)
        };
        if setting.is.default.as_ref().is_some_and(|value| !is_good(value)) {
            let message = format!(
                "the default of setting `{}` could not be set; a value of it {}",
                setting.is.id,
                setting.is.expected()
            );
            problems.add("pack.bad-default", format!("{}/default", setting.at), message);
        }
    }
}

/// Refuses events that come after themselves and clocks that run from themselves.
fn check_circles(items: &Items, problems: &Problems) {
    let after: BTreeMap<&str, Vec<&str>> = items
        .events
        .iter()
        .map(|event| (event.is.id.as_str(), event.is.after.iter().map(String::as_str).collect()))
        .collect();
    for event in &items.events {
        if reaches_itself(&event.is.id, &after) {
            let message = format!(
                "event `{}` comes after itself, perhaps through others; take one out of `after`",
                event.is.id
            );
            problems.add("pack.cycle", format!("{}/after", event.at), message);
        }
    }
    let actions = actions_by_name(items);
    let runs_from: BTreeMap<&str, Vec<&str>> = items
        .actions
        .iter()
        .map(|action| {
            // Further counts run from what is due, and nothing runs from them.
            let due = action.is.clock.iter().filter_map(|clock| match &clock.from {
                ClockStart::Due(id) => actions.get(id.as_str()).map(|action| action.id.as_str()),
                _ => None,
            });
            (action.is.id.as_str(), due.collect())
        })
        .collect();
    for action in &items.actions {
        if reaches_itself(&action.is.id, &runs_from) {
            let message = format!(
                "the clock of action `{}` runs from itself, perhaps through others; let one of \
                 them run from an event",
                action.is.id
            );
            problems.add("pack.cycle", format!("{}/clock", action.at), message);
        }
    }
}

fn reaches_itself(start: &str, next: &BTreeMap<&str, Vec<&str>>) -> bool {
    let mut seen = BTreeSet::new();
    let mut waiting: Vec<&str> = next.get(start).into_iter().flatten().copied().collect();
    while let Some(at) = waiting.pop() {
        if at == start {
            return true;
        }
        if seen.insert(at) {
            waiting.extend(next.get(at).into_iter().flatten());
        }
    }
    false
}

/// Scopes and modalities are told apart by bits.
fn check_number(items: &Items, problems: &Problems) {
    for subject in &items.subjects {
        let reviews = items.reviews.iter().filter(|review| review.is.subject == subject.is.id);
        let modalities: BTreeSet<(&str, Modality)> = items
            .rules
            .iter()
            .filter(|rule| rule.is.subject == subject.is.id)
            .filter_map(|rule| match &rule.is.then {
                Then::Review { review, modality } => Some((review.as_str(), *modality)),
                _ => None,
            })
            .collect();
        if reviews.count().saturating_add(modalities.len()) > MOST_GOALS {
            let message = format!(
                "subject `{}` has more than {MOST_GOALS} reviews and modalities together; leave some out",
                subject.is.id
            );
            problems.add("pack.too-many", subject.at.clone(), message);
        }
    }
}
