//! Which rules are responsible for what is shown.

use super::acts::Of;
use super::fixture;
use super::prover::Prover;
use super::shown::Shown;
use super::smallest::Answers;
use crate::compile::{Ruleset, WhenSlot};
use crate::date::Day;
use crate::evaluate::{Known, Search};
use crate::pack::{For, Rule, Then};
use crate::truth::Truth;

/// What differs between two rule sets.
pub(super) enum About<'a> {
    Shown(&'a Shown),
    Doing(&'a Of),
}

/// The rules that lead to such an item and hold in a case, of each side those that do so there alone.
pub(super) fn alone(prover: &Prover<'_>, about: &About<'_>, answers: &Answers) -> [Vec<String>; 2] {
    let [before, after] = [0, 1].map(|ruleset| true_rules(prover, ruleset, about, answers));
    let alone = |own: &[String], others: &[String]| -> Vec<String> {
        own.iter().filter(|rule| !others.contains(rule)).cloned().collect()
    };
    [alone(&before, &after), alone(&after, &before)]
}

fn true_rules(
    prover: &Prover<'_>,
    ruleset: usize,
    about: &About<'_>,
    answers: &Answers,
) -> Vec<String> {
    let world = &prover.world;
    let Some(rules) = world.rules.get(ruleset) else { return Vec::new() };
    let day = prover.days.get(ruleset).copied().unwrap_or(Day::FIRST);
    let known: Known = fixture::known_in(world, rules, day, answers);
    let search = Search::new(&known);
    let holds = rules.rules.iter().filter(|slot| {
        leads(rules, &slot.rule.is, about)
            && search.truth(slot.part.pair.holds, slot.part.pair.fails) == Truth::True
    });
    holds.map(|slot| slot.rule.is.id.clone()).collect()
}

/// Whether a rule leads to such an item.
fn leads(rules: &Ruleset, rule: &Rule, about: &About<'_>) -> bool {
    let item = match about {
        About::Doing(Of::Step(to)) => return leads_to(rule, to),
        About::Doing(Of::Review(review)) => return calls_for(rule, review),
        About::Shown(item) => *item,
    };
    let consent = |id: &String| rules.consent.iter().find(|one| one.consent.is.id == *id);
    match item {
        Shown::Applies => false,
        Shown::Level(number) => leads_to(rule, &For::Level(*number)),
        Shown::Route(id) => leads_to(rule, &For::Route(id.clone())),
        Shown::Consent(id) | Shown::WithoutConsent(id) => {
            consent(id).is_some_and(|one| leads_to(rule, &one.consent.is.belongs_to))
        }
        Shown::Step(id) => {
            let step = rules.steps.iter().find(|step| step.is.id == *id);
            step.is_some_and(|step| leads_to(rule, &step.is.belongs_to))
        }
        Shown::Rule(id) => rule.id == *id,
        Shown::Scope(review) | Shown::Review(review, _) => calls_for(rule, review),
        Shown::Role(id) => {
            of_review(&rules.reviews.roles, |role| (&role.id, &role.review), id, rule)
        }
        Shown::Link(id) => {
            of_review(&rules.reviews.links, |link| (&link.id, &link.review), id, rule)
        }
        Shown::Action(id) => {
            of_review(&rules.reviews.actions, |action| (&action.id, &action.review), id, rule)
        }
    }
}

fn leads_to(rule: &Rule, to: &For) -> bool {
    match (&rule.then, to) {
        // A higher level is what takes one out of a lower one.
        (Then::Level { number, .. }, For::Level(reached)) => number >= reached,
        (Then::Route(route), For::Route(id)) => route.id == *id,
        _ => false,
    }
}

fn calls_for(rule: &Rule, id: &str) -> bool {
    matches!(&rule.then, Then::Review { review, .. } if review == id)
}

fn of_review<T>(
    list: &[WhenSlot<T>],
    names: impl Fn(&T) -> (&String, &String),
    id: &str,
    rule: &Rule,
) -> bool {
    list.iter().any(|slot| {
        let (own, review) = names(&slot.item.is);
        own == id && calls_for(rule, review)
    })
}
