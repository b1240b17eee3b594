//! Checks what an edition of the family `reviews` declares: that everything named is there.

use super::merge::{List, known_ids};
use super::{
    Action, Clock, ClockStart, Event, Family, INCIDENT, Items, Link, Modality, Review, Role, Rule,
    Setting, SettingKind, SettingValue, Then, check_circles,
};
use crate::citation::{Basis, Standing};
use crate::error::did_you_mean;
use crate::fact::Kind;
use crate::json::Problems;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt::Arguments;

/// The most scopes and modalities that one subject may have.
const MOST_GOALS: usize = 64;

/// Checks the merged items of one stretch of time; `own` are those of the pack itself.
pub(super) fn reviews(family: Family, items: &Items, own: &Items, problems: &Problems) {
    check_family(family, own, problems);
    check_incident_days(family, items, problems);
    check_names(&Looked::at_all(own), &Names::of(items), problems);
    check_circles::events(items, problems);
    check_circles::clocks(items, problems);
    check_number(items, problems);
}

/// The same after a stretch in which nothing was found, for what came or went since: `new` are items
/// of the pack itself, and the others of its `own` are looked at again where what they name may have
/// changed.
pub(super) fn new_reviews(
    family: Family,
    items: &Items,
    own: &Items,
    new: &Items,
    (came, went): (&Items, &Items),
    problems: &Problems,
) {
    let is_same = |is_empty: fn(&Items) -> bool| is_empty(came) && is_empty(went);
    let same_reviews = is_same(|some| some.reviews.is_empty());
    let same_events = is_same(|some| some.events.is_empty());
    let same_actions = is_same(|some| some.actions.is_empty());
    let same_settings = is_same(|some| some.settings.is_empty());
    let look_at = |same: bool| if same { new } else { own };
    let by_review = look_at(same_reviews);
    let looked = Looked {
        reviews: &new.reviews,
        rules: &by_review.rules,
        roles: &by_review.roles,
        links: &by_review.links,
        events: &look_at(same_events).events,
        actions: &look_at(same_reviews && same_events && same_actions && same_settings).actions,
        settings: &look_at(same_events).settings,
    };
    check_family(family, new, problems);
    if !is_same(|some| some.facts.is_empty()) {
        check_incident_days(family, items, problems);
    }
    if !looked.is_nothing() {
        check_names(&looked, &Names::of(items), problems);
    }
    if !same_events {
        check_circles::events(items, problems);
    }
    if !same_actions {
        check_circles::clocks(items, problems);
    }
    if !(same_reviews && is_same(|some| some.rules.is_empty())) {
        check_number(items, problems);
    }
}

/// The items whose names are looked at.
struct Looked<'i> {
    reviews: &'i List<Review>,
    rules: &'i List<Rule>,
    roles: &'i List<Role>,
    links: &'i List<Link>,
    events: &'i List<Event>,
    actions: &'i List<Action>,
    settings: &'i List<Setting>,
}

impl<'i> Looked<'i> {
    fn at_all(items: &'i Items) -> Looked<'i> {
        let Items { reviews, rules, roles, links, events, actions, settings, .. } = items;
        Looked { reviews, rules, roles, links, events, actions, settings }
    }

    fn is_nothing(&self) -> bool {
        let Looked { reviews, rules, roles, links, events, actions, settings } = self;
        reviews.is_empty()
            && rules.is_empty()
            && roles.is_empty()
            && links.is_empty()
            && events.is_empty()
            && actions.is_empty()
            && settings.is_empty()
    }
}

/// Everything that is named is declared, and is what it should be.
fn check_names(looked: &Looked<'_>, known: &Names<'_>, problems: &Problems) {
    for review in looked.reviews {
        if review.is.id == INCIDENT {
            let message =
                format!("`{INCIDENT}` is the name of the incident itself; choose another");
            problems.add("pack.duplicate-id", format!("{}/id", review.at), message);
        }
    }
    for rule in looked.rules {
        if let Then::Review { review, .. } = &rule.is.then {
            let subject = &rule.is.subject;
            known.review(review, subject, format_args!("{}/then/review", rule.at), problems);
        }
    }
    for role in looked.roles {
        let (review, subject) = (&role.is.review, &role.is.subject);
        known.review(review, subject, format_args!("{}/review", role.at), problems);
    }
    for link in looked.links {
        let (review, subject) = (&link.is.review, &link.is.subject);
        known.review(review, subject, format_args!("{}/review", link.at), problems);
    }
    for event in looked.events {
        if event.is.id == INCIDENT {
            let message =
                format!("the event `{INCIDENT}` is there in every case; leave it out here");
            problems.add("pack.duplicate-id", format!("{}/id", event.at), message);
        }
        if !event.is.question.ends_with('?') {
            let message =
                format!("the question of event `{}` does not end in `?`; ask one", event.is.id);
            problems.add("pack.not-a-question", format!("{}/question", event.at), message);
        }
        for (after, index) in event.is.after.iter().zip(0_u32..) {
            known.event(after, format_args!("{}/after/{index}", event.at), problems);
        }
    }
    for action in looked.actions {
        check_action(&action.is, &action.at, known, problems);
    }
    check_settings(looked.settings, known, problems);
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
            let (id, Some(replaced), _) = parts(&item.is) else { continue };
            let old = base.iter().map(|old| parts(&old.is)).find(|(id, ..)| *id == replaced);
            if old.is_some_and(|(_, _, standing)| standing.basis == Basis::Statute) {
                let message = format!(
                    "`{id}` replaces `{replaced}`, which rests on an Act and cannot be replaced; state \
                     what differs in `conflicts`, or add one beside it"
                );
                problems.add("pack.overrides-law", format!("{}/overrides", item.at), message);
            }
        }
    }
    check_replaced_settings(base, upper, problems);
    check_replaced_events(base, upper, problems);
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

/// What the base counts from an event, or finds done by it, stays what it is: an event is given
/// again under its own name, comes after all that it came after, and is planned or not as before.
fn check_replaced_events(base: &Items, upper: &Items, problems: &Problems) {
    for event in &upper.events {
        let replaced = event.is.overrides.as_deref();
        let Some(old) = base.events.iter().find(|old| Some(old.is.id.as_str()) == replaced) else {
            continue;
        };
        let lacks = old.is.after.iter().find(|earlier| !event.is.after.contains(earlier));
        let problem = if old.is.id != event.is.id {
            format!("give it the id `{}`, by which the pack below names it", old.is.id)
        } else if let Some(earlier) = lacks {
            format!("it came after `{earlier}`; name that in `after` too")
        } else if old.is.may_lie_ahead != event.is.may_lie_ahead {
            "say of `may_lie_ahead` what the pack below says".to_owned()
        } else {
            continue;
        };
        let message = format!("event `{}` replaces `{}`: {problem}", event.is.id, old.is.id);
        problems.add("pack.bad-override", format!("{}/overrides", event.at), message);
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

/// What leads to a level or a route belongs to thresholds, what leads to a review to reviews, as does
/// the day of an incident.
fn check_family(family: Family, own: &Items, problems: &Problems) {
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
}

/// The day of an incident about each subject is given by one fact.
fn check_incident_days(family: Family, items: &Items, problems: &Problems) {
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
pub(super) fn actions_by_name(items: &Items) -> HashMap<&str, &Action> {
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

/// The events a setting chooses from are declared, and there are some; a published value is one
/// that can be set.
fn check_settings(settings: &List<Setting>, known: &Names<'_>, problems: &Problems) {
    for setting in settings {
        let has_none = setting.is.kind == SettingKind::Event && setting.is.choices.is_empty();
        if has_none && known.items.unread.is_empty() {
            let message = format!(
                "setting `{}` has no event to choose from; name at least one in `choices`",
                setting.is.id
            );
            problems.add("pack.no-choices", format!("{}/choices", setting.at), message);
        }
        for (choice, index) in setting.is.choices.iter().zip(0_u32..) {
            if setting.is.kind == SettingKind::Event
                && let SettingValue::Word(event) = &choice.value
            {
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

/// Scopes and modalities are told apart by bits.
fn check_number(items: &Items, problems: &Problems) {
    for subject in &items.subjects {
        let reviews = items.reviews.iter().filter(|review| review.is.subject == subject.is.id);
        let rules = items.rules.iter();
        let modalities: BTreeSet<(&str, Modality)> =
            crate::order::set_of(rules.filter(|rule| rule.is.subject == subject.is.id).filter_map(
                |rule| match &rule.is.then {
                    Then::Review { review, modality } => Some((review.as_str(), *modality)),
                    _ => None,
                },
            ));
        if reviews.count().saturating_add(modalities.len()) > MOST_GOALS {
            let message = format!(
                "subject `{}` has more than {MOST_GOALS} reviews and modalities together; leave some out",
                subject.is.id
            );
            problems.add("pack.too-many", subject.at.clone(), message);
        }
    }
}
