//! Checks an edition, with all that lies below it, for everything that would make answers wrong.

use super::check_condition::check_conditions;
use super::layered::Sources;
use super::merge::{List, names};
use super::since::{Changed, Names};
use super::{Conflict, Edition, For, Governing, Items, Level, Placed, Rule, Then};
use crate::citation::{Basis, Citation, Standing};
use crate::error::did_you_mean;
use crate::fact::{Fact, Kind};
use crate::json::Problems;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// The most routes, and the most consent rules, that one subject may have.
const MOST_ROUTES: usize = 64;

/// Checks that the editions of a pack follow each other without overlap or hole, and that each
/// says nothing twice.
pub(super) fn neighbours(editions: &[Arc<Edition>], problems: &Problems) {
    for pair in editions.windows(2) {
        let [earlier, later] = pair else { continue };
        let from = later.from;
        let place = format!("{}/from", later.at);
        match earlier.until {
            Some(until) if until == from => {}
            Some(until) if until < from => {
                let message = format!(
                    "there is a hole between {until}, where the edition from {} ends, and {from}; \
                     editions follow each other day by day",
                    earlier.from
                );
                problems.add("pack.hole", place, message);
            }
            _ => {
                let message = format!(
                    "the edition from {} still applies on {from}; give it the key `until` with {from}",
                    earlier.from
                );
                problems.add("pack.overlap", place, message);
            }
        }
    }
    for edition in editions {
        let items = &edition.items;
        let mut seen = HashSet::new();
        let rules = items.rules.iter().map(|item| (&item.at, item.is.id.as_str()));
        let consent = items.consent.iter().map(|item| (&item.at, item.is.id.as_str()));
        let steps = items.steps.iter().map(|item| (&item.at, item.is.id.as_str()));
        let consistency = items.consistency.iter().map(|item| (&item.at, item.is.id.as_str()));
        let conflicts = items.conflicts.iter().map(|item| (&item.at, item.is.id.as_str()));
        let roles = items.roles.iter().map(|item| (&item.at, item.is.id.as_str()));
        let links = items.links.iter().map(|item| (&item.at, item.is.id.as_str()));
        let actions = items.actions.iter().map(|item| (&item.at, item.is.id.as_str()));
        let reviews = items.reviews.iter().map(|item| (&item.at, item.is.id.as_str()));
        let events = items.events.iter().map(|item| (&item.at, item.is.id.as_str()));
        let facts = items.facts.iter().map(|item| (&item.at, item.is.id.as_str()));
        let settings = items.settings.iter().map(|item| (&item.at, item.is.id.as_str()));
        let subjects = items.subjects.iter().map(|item| (&item.at, item.is.id.as_str()));
        let sources = edition.sources.iter().map(|item| (&item.at, item.is.id.as_str()));
        let kinds = [
            (
                "rule",
                rules
                    .chain(consent)
                    .chain(steps)
                    .chain(consistency)
                    .chain(conflicts)
                    .chain(roles)
                    .chain(links)
                    .chain(actions)
                    .chain(of(&items.audits.obligations, |item| &item.id))
                    .chain(of(&items.audits.duties, |item| &item.id))
                    .chain(of(&items.audits.report_parts, |item| &item.id))
                    .chain(super::check_membership::placed_ids(&items.membership))
                    .collect::<Vec<_>>(),
            ),
            ("review", reviews.collect()),
            ("event", events.collect()),
            ("fact", facts.chain(settings).collect()),
            ("subject", subjects.collect()),
            ("agency type", of(&items.audits.agency_types, |item| &item.id)),
            ("programme", of(&items.audits.programmes, |item| &item.id)),
            ("report", of(&items.audits.reports, |item| &item.id)),
            ("scale", of(&items.audits.scales, |item| &item.id)),
            ("standard set", of(&items.audits.standard_sets, |item| &item.id)),
            ("source", sources.collect()),
        ];
        for (noun, list) in kinds {
            for (at, id) in list {
                if !seen.insert((noun, id)) {
                    let message = format!(
                        "the id `{id}` stands twice in this edition; give this one another"
                    );
                    problems.add("pack.duplicate-id", at.clone(), message);
                }
            }
        }
        super::check_replacing::never_in_force(edition, problems);
        for rule in &items.rules {
            let (from, until) = (rule.is.from, rule.is.until);
            let ends_first = from.zip(until).is_some_and(|(from, until)| until <= from);
            let outside = until.is_some_and(|until| until <= edition.from)
                || from.zip(edition.until).is_some_and(|(from, end)| end <= from);
            if ends_first || outside {
                let message = format!("rule `{}` is in force on no day of its edition", rule.is.id);
                problems.add("pack.never-in-force", rule.at.clone(), message);
            }
        }
    }
}

/// The items of a list with their places and ids.
fn of<T>(list: &[Arc<Placed<T>>], id: fn(&T) -> &String) -> Vec<(&String, &str)> {
    list.iter().map(|item| (&item.at, id(&item.is).as_str())).collect()
}

/// Checks that a rule replaces one of its own subject and kind, and none that rests on an Act or is
/// a statutory trigger: what a local text says differently from the law is stated as a conflict,
/// and both stand.
pub(super) fn overrides(base: &Items, upper: &Items, problems: &Problems) {
    for rule in &upper.rules {
        let Some(replaced) = rule.is.overrides.as_deref() else { continue };
        let Some(old) = base.rules.iter().find(|old| old.is.id == replaced) else { continue };
        if old.is.subject != rule.is.subject || old.is.then.key() != rule.is.then.key() {
            let message = format!(
                "rule `{}` replaces `{}`, but has another subject or leads to something of another kind",
                rule.is.id, old.is.id
            );
            problems.add("pack.bad-override", format!("{}/overrides", rule.at), message);
            continue;
        }
        let is_trigger = matches!(old.is.then, Then::Level { trigger: true, .. });
        if is_trigger || old.is.standing.basis == Basis::Statute {
            let message = format!(
                "rule `{}` replaces `{}`, which rests on an Act or is a statutory trigger and cannot be \
                 replaced; state what differs in `conflicts`, or add a rule beside it",
                rule.is.id, old.is.id
            );
            problems.add("pack.overrides-law", format!("{}/overrides", rule.at), message);
        }
    }
}

/// Checks the merged items of one stretch of time.
///
/// `own` are those of the pack itself: what lies below has been checked with its own pack, and
/// here only for what adding to it can change.
pub(super) fn items(items: &Items, own: &Items, sources: &Sources, problems: &Problems) {
    for fact in &own.facts {
        check_fact(&fact.is, &fact.at, items, problems);
    }
    check_levels(items, problems);
    check_rules(&items.rules, items, problems);
    check_belongings(items, problems);
    check_citations(own, items, sources, problems);
    check_conditions(items, own, problems);
}

/// The same after a stretch in which nothing was found, for what came or went since: `new` are items
/// of the pack itself. Subjects and levels have stayed, and every source is still there.
pub(super) fn new_items(
    items: &Items,
    new: &Items,
    (came, went): (&Items, &Items),
    changed: &Changed<'_>,
    sources: &Sources,
    problems: &Problems,
) {
    for fact in &new.facts {
        check_fact(&fact.is, &fact.at, items, problems);
    }
    let sets_route = |some: &Items| {
        some.rules.iter().any(|rule: &Arc<Placed<Rule>>| matches!(rule.is.then, Then::Route(_)))
    };
    let is_about_all = |some: &Items| {
        let lists = (some.consent.is_empty(), some.steps.is_empty(), some.conflicts.is_empty());
        lists != (true, true, true) || sets_route(some)
    };
    // A route is set once among all.
    let rules = if sets_route(came) { &items.rules } else { &came.rules };
    check_rules(rules, items, problems);
    let touches_gone = |conflict: &Arc<Placed<Conflict>>| {
        conflict.is.touches.iter().any(|touched| changed.gone.contains(touched))
    };
    if is_about_all(came) || is_about_all(went) || items.conflicts.iter().any(touches_gone) {
        check_belongings(items, problems);
    } else {
        for (subject, at) in subjects_of_reviews(came) {
            known_subject(subject, at, items, problems);
        }
    }
    check_citations(new, items, sources, problems);
}

fn check_fact(fact: &Fact, at: &str, items: &Items, problems: &Problems) {
    let id = &fact.id;
    for subject in &fact.subjects {
        known_subject(subject, at, items, problems);
    }
    if fact.subjects.is_empty() {
        let message = format!("fact `{id}` has no subject; name at least one");
        problems.add("pack.no-subject", at, message);
    }
    if !fact.question.ends_with('?') {
        let message = format!("the question of fact `{id}` does not end in `?`; ask one");
        problems.add("pack.not-a-question", format!("{at}/question"), message);
    }
    let takes_options = matches!(fact.kind, Kind::Choice | Kind::Choices);
    let count = fact.options.len();
    if takes_options && !(2..=64).contains(&count) {
        let message = format!("fact `{id}` has {count} options; a choice has from 2 to 64");
        problems.add("pack.bad-options", at, message);
    }
    if !takes_options && count > 0 {
        let message = format!("fact `{id}` is no choice, so it takes no options; leave them out");
        problems.add("pack.bad-options", format!("{at}/options"), message);
    }
    let mut seen = BTreeSet::new();
    for option in &fact.options {
        if !seen.insert(&option.id) {
            let message = format!("option `{}` of fact `{id}` stands twice", option.id);
            problems.add("pack.duplicate-id", format!("{at}/options"), message);
        }
    }
    if fact.birth && fact.kind != Kind::Date {
        let message = format!("fact `{id}` is no date, so it cannot be a date of birth");
        problems.add("pack.bad-kind", format!("{at}/birth"), message);
    }
}

fn known_subject(subject: &str, item: &str, items: &Items, problems: &Problems) {
    let is_known = items.subjects.iter().any(|known| known.is.id == subject);
    if !is_known && !items.may_have(subject) {
        let hint = did_you_mean(subject, names(&items.subjects, |subject| &subject.id));
        let message = format!("subject `{subject}` is not declared{hint}");
        problems.add("pack.unknown-subject", format!("{item}/subject"), message);
    }
}

fn check_levels(items: &Items, problems: &Problems) {
    let mut expected: BTreeMap<&str, u8> = BTreeMap::new();
    let mut sorted: Vec<_> = items.levels.iter().collect();
    crate::order::by_key(&mut sorted, |level| (level.is.subject.as_str(), level.is.number));
    for level in sorted {
        known_subject(&level.is.subject, &level.at, items, problems);
        let next = expected.entry(&level.is.subject).or_insert(1);
        if level.is.number != *next && !items.may_have("") {
            let message = format!(
                "levels are numbered from 1 without gaps; expected number {next}, found {}",
                level.is.number
            );
            problems.add("pack.bad-levels", format!("{}/number", level.at), message);
        }
        *next = level.is.number.saturating_add(1);
    }
}

fn check_rules(rules: &List<Rule>, items: &Items, problems: &Problems) {
    let mut routes: HashMap<(&str, &str), &str> = HashMap::new();
    let mut per_subject: BTreeMap<&str, usize> = BTreeMap::new();
    for rule in rules {
        let (at, rule) = (&rule.at, &rule.is);
        known_subject(&rule.subject, at, items, problems);
        match &rule.then {
            Then::Level { number, .. } if !has_level(items, &rule.subject, *number) => {
                let message = format!(
                    "rule `{}` leads to level {number}, which subject `{}` does not have",
                    rule.id, rule.subject
                );
                problems.add("pack.unknown-level", format!("{at}/then/level"), message);
            }
            Then::Route(route) => {
                if let Some(other) = routes.insert((&rule.subject, &route.id), &rule.id) {
                    let message = format!(
                        "rules `{other}` and `{}` both set the route `{}`; join them with `any`, or let \
                         one name the other in `overrides`",
                        rule.id, route.id
                    );
                    problems.add("pack.set-twice", format!("{at}/then/route"), message);
                }
                let count = per_subject.entry(&rule.subject).or_default();
                *count = count.saturating_add(1);
                if *count > MOST_ROUTES {
                    let message =
                        format!("subject `{}` has more than {MOST_ROUTES} routes", rule.subject);
                    problems.add("pack.too-many", at.clone(), message);
                }
            }
            _ => {}
        }
    }
}

fn has_level(items: &Items, subject: &str, number: u8) -> bool {
    let is_this =
        |level: &Arc<Placed<Level>>| level.is.subject == subject && level.is.number == number;
    items.levels.iter().any(is_this) || items.may_have("")
}

/// Consent rules and steps belong to levels and routes that exist; conflicts touch what exists.
fn check_belongings(items: &Items, problems: &Problems) {
    let routes = &routes_of(items);
    let mut consent_of: HashMap<(&str, &For), &str> = HashMap::new();
    for consent in &items.consent {
        let (at, consent) = (&consent.at, &consent.is);
        known_subject(&consent.subject, at, items, problems);
        check_for((&consent.belongs_to, &consent.subject), at, routes, items, problems);
        let key = (consent.subject.as_str(), &consent.belongs_to);
        if let Some(other) = consent_of.insert(key, &consent.id) {
            let message = format!(
                "consent rules `{other}` and `{}` are both for {}; keep one, or let one name the other \
                 in `overrides`",
                consent.id, consent.belongs_to
            );
            problems.add("pack.set-twice", format!("{at}/for"), message);
        }
    }
    if items.consent.len() > MOST_ROUTES {
        let at = items.consent.last().map_or(String::new(), |consent| consent.at.clone());
        problems.add(
            "pack.too-many",
            at,
            format!("there are more than {MOST_ROUTES} consent rules"),
        );
    }
    for (subject, at) in subjects_of_reviews(items) {
        known_subject(subject, at, items, problems);
    }
    for step in &items.steps {
        known_subject(&step.is.subject, &step.at, items, problems);
        check_for((&step.is.belongs_to, &step.is.subject), &step.at, routes, items, problems);
    }
    let touched = items.conflicts.iter().flat_map(|conflict| &conflict.is.touches);
    let touched = Names::of(touched.map(String::as_str).collect());
    let known = Names::of(touchable(items).filter(|known| touched.contains(known)).collect());
    for conflict in &items.conflicts {
        let (at, conflict) = (&conflict.at, &conflict.is);
        known_subject(&conflict.subject, at, items, problems);
        for (touched, index) in conflict.touches.iter().zip(0_u32..) {
            let is_level = touched.strip_prefix("level-").is_some_and(|number| {
                number.parse().is_ok_and(|number| has_level(items, &conflict.subject, number))
            });
            let is_known = known.contains(touched) || is_level;
            if !is_known && items.unread.is_empty() {
                let hint = did_you_mean(touched, touchable(items));
                let message =
                    format!("`{touched}` is nothing that a conflict can touch here{hint}");
                problems.add("pack.unknown-reference", format!("{at}/touches/{index}"), message);
            }
        }
    }
}

/// What a conflict can touch besides levels.
pub(super) fn touchable(items: &Items) -> impl Iterator<Item = &str> {
    let routes = items.rules.iter().filter_map(|rule| match &rule.is.then {
        Then::Route(route) => Some(route.id.as_str()),
        _ => None,
    });
    let rules = items.rules.iter().map(|rule| rule.is.id.as_str());
    rules
        .chain(routes)
        .chain(items.steps.iter().map(|step| step.is.id.as_str()))
        .chain(items.consent.iter().map(|consent| consent.is.id.as_str()))
        .chain(items.reviews.iter().map(|review| review.is.id.as_str()))
        .chain(items.roles.iter().map(|role| role.is.id.as_str()))
        .chain(items.links.iter().map(|link| link.is.id.as_str()))
        .chain(items.actions.iter().map(|action| action.is.id.as_str()))
        // What replaces something is touched where that was.
        .chain(items.roles.iter().filter_map(|role| role.is.overrides.as_deref()))
        .chain(items.links.iter().filter_map(|link| link.is.overrides.as_deref()))
        .chain(items.actions.iter().filter_map(|action| action.is.overrides.as_deref()))
        .chain(super::check_audits::touchable(items))
        .chain(super::check_membership::touchable(&items.membership))
}

/// The subjects that what belongs to reviews is about, with the places.
fn subjects_of_reviews(items: &Items) -> impl Iterator<Item = (&str, &str)> {
    let reviews = items.reviews.iter().map(|item| (item.is.subject.as_str(), item.at.as_str()));
    let roles = items.roles.iter().map(|item| (item.is.subject.as_str(), item.at.as_str()));
    let links = items.links.iter().map(|item| (item.is.subject.as_str(), item.at.as_str()));
    let events = items.events.iter().map(|item| (item.is.subject.as_str(), item.at.as_str()));
    let actions = items.actions.iter().map(|item| (item.is.subject.as_str(), item.at.as_str()));
    reviews.chain(roles).chain(links).chain(events).chain(actions)
}

/// The routes with their subjects.
fn routes_of(items: &Items) -> HashSet<(&str, &str)> {
    let routes = items.rules.iter().filter_map(|rule| match &rule.is.then {
        Then::Route(route) => Some((rule.is.subject.as_str(), route.id.as_str())),
        _ => None,
    });
    routes.collect()
}

fn check_for(
    (belongs_to, subject): (&For, &str),
    at: &str,
    routes: &HashSet<(&str, &str)>,
    items: &Items,
    problems: &Problems,
) {
    match belongs_to {
        For::Level(number) if !has_level(items, subject, *number) => {
            let message = format!("subject `{subject}` has no level {number}");
            problems.add("pack.unknown-level", format!("{at}/for"), message);
        }
        For::Level(_) => {}
        For::Route(id) => {
            if !routes.contains(&(subject, id.as_str())) && items.unread.is_empty() {
                let of_subject = routes.iter().filter(|(known, _)| *known == subject);
                let hint = did_you_mean(id, of_subject.map(|(_, route)| *route));
                let message = format!("subject `{subject}` has no route `{id}`{hint}");
                problems.add("pack.unknown-route", format!("{at}/for"), message);
            }
        }
    }
}

fn check_citations(items: &Items, merged: &Items, sources: &Sources, problems: &Problems) {
    let known = |source: &str, at: &dyn Fn() -> String| {
        if !sources.contains_key(source) && !merged.may_have(source) {
            let hint = did_you_mean(source, sources.keys().map(String::as_str));
            let message = format!("source `{source}` is not declared{hint}");
            problems.add("pack.unknown-source", at(), message);
        }
    };
    let check = |cites: &[Citation], at: &dyn Fn() -> String| {
        for (cite, index) in cites.iter().zip(0_u32..) {
            known(&cite.source, &|| format!("{}/cites/{index}/source", at()));
        }
    };
    for rule in &items.rules {
        let Then::GovernedBy(Governing { source, .. }) = &rule.is.then else { continue };
        known(source, &|| format!("{}/then/governed_by/source", rule.at));
    }
    let standing = |standing: &Standing, at: &str| check(&standing.cites, &|| at.to_owned());
    items.subjects.iter().for_each(|item| standing(&item.is.standing, &item.at));
    items.levels.iter().for_each(|item| standing(&item.is.standing, &item.at));
    items.rules.iter().for_each(|item| standing(&item.is.standing, &item.at));
    items.consent.iter().for_each(|item| standing(&item.is.standing, &item.at));
    items.steps.iter().for_each(|item| standing(&item.is.standing, &item.at));
    items.reviews.iter().for_each(|item| standing(&item.is.standing, &item.at));
    items.roles.iter().for_each(|item| standing(&item.is.standing, &item.at));
    items.links.iter().for_each(|item| standing(&item.is.standing, &item.at));
    items.actions.iter().for_each(|item| standing(&item.is.standing, &item.at));
    super::check_audits::each_standing(items, &mut |found, at| standing(found, at));
    super::check_membership::each_standing(&items.membership, &mut |found, at| standing(found, at));
    for fact in &items.facts {
        let exceptions = [("may_ease", &fact.is.may_ease), ("for_record", &fact.is.for_record)];
        for (key, exception) in exceptions {
            let cites = exception.as_ref().map_or(&[] as &[Citation], |found| &found.cites);
            check(cites, &|| format!("{}/{key}", fact.at));
        }
    }
    for rule in &items.consistency {
        let cites = rule.is.only_here.as_ref().map_or(&[] as &[Citation], |found| &found.cites);
        check(cites, &|| format!("{}/only_here", rule.at));
    }
    for setting in &items.settings {
        standing(&setting.is.standing, &setting.at);
        for (choice, index) in setting.is.choices.iter().zip(0_u32..) {
            check(&choice.cites, &|| format!("{}/choices/{index}", setting.at));
        }
    }
    for conflict in &items.conflicts {
        for (saying, index) in conflict.is.says.iter().zip(0_u32..) {
            check(&saying.cites, &|| format!("{}/says/{index}", conflict.at));
        }
    }
}
