//! What fixtures show of conditions: every part true, false and unknown, and its limit touched.

use super::boundary::{self, Side};
use super::texts::Fixture;
use crate::compile::{Node, Part, PartKind, Ruleset};
use crate::evaluate::{Known, Search};
use crate::truth::Truth;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A condition or a part of one, with what was seen of it.
#[derive(Debug, Default)]
pub(super) struct PartSeen {
    /// What it says, in short.
    pub words: String,
    /// It is true, or false, whatever is answered.
    pub constant: bool,
    pub truths: BTreeSet<Truth>,
    /// The sides of its limit that there are, and those that some case stands on.
    pub sides: BTreeSet<Side>,
    pub touched: BTreeSet<Side>,
}

/// Everything seen, by the place where it is written.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub parts: BTreeMap<String, PartSeen>,
    /// The options of facts, by their places, and whether somebody chose each.
    pub options: BTreeMap<String, (String, bool)>,
}

impl Parts {
    /// Adds the conditions of a rule set, seen by nobody yet.
    pub(super) fn declare(&mut self, rules: &Ruleset) {
        each_condition(rules, &mut |at, part| self.declare_part(rules, at, part));
        for slot in &rules.facts {
            for (option, index) in slot.fact.is.options.iter().zip(0_usize..) {
                let at = format!("{}/options/{index}", slot.fact.at);
                let words = format!("{} is {}", slot.fact.is.id, option.id);
                self.options.entry(at).or_insert((words, false));
            }
        }
    }

    fn declare_part(&mut self, rules: &Ruleset, at: &str, part: &Part) {
        let seen = self.parts.entry(at.to_owned()).or_default();
        seen.words = words(rules, part);
        seen.constant = matches!(rules.nodes.get(part.pair.holds), Node::Constant(_));
        if let PartKind::Fact(slot, test) = &part.kind
            && let Some(fact) = rules.fact(*slot)
        {
            seen.sides = boundary::sides(test, &fact.fact.is);
        }
        for (place, inner) in inside(at, part) {
            self.declare_part(rules, &place, inner);
        }
    }

    /// Adds what one fixture shows, on each day that its incident can have happened on.
    pub(super) fn see(&mut self, fixture: &Fixture, views: &[Known]) {
        let mut truths: BTreeMap<String, BTreeSet<Truth>> = BTreeMap::new();
        for known in views {
            let search = Search::new(known);
            let rules = &known.rules;
            each_condition(rules, &mut |at, part| {
                self.see_part(fixture, known, &search, (at, part), &mut truths);
            });
            for slot in &rules.facts {
                let given = fixture.given(&slot.fact.is.id);
                for (option, index) in slot.fact.is.options.iter().zip(0_usize..) {
                    let at = format!("{}/options/{index}", slot.fact.at);
                    if given.is_some_and(|given| chooses(given, &option.id))
                        && let Some((_, seen)) = self.options.get_mut(&at)
                    {
                        *seen = true;
                    }
                }
            }
        }
        for (at, found) in truths {
            let Some(part) = self.parts.get_mut(&at) else { continue };
            // What differs between the days is not known of the incident.
            let one = found.first().copied().filter(|_| found.len() == 1);
            part.truths.insert(one.unwrap_or(Truth::Unknown));
        }
    }

    fn see_part(
        &mut self,
        fixture: &Fixture,
        known: &Known,
        search: &Search<'_>,
        (at, part): (&str, &Part),
        truths: &mut BTreeMap<String, BTreeSet<Truth>>,
    ) {
        let truth = search.truth(part.pair.holds, part.pair.fails);
        truths.entry(at.to_owned()).or_default().insert(truth);
        if let PartKind::Fact(slot, test) = &part.kind
            && let Some(fact) = known.rules.fact(*slot)
            && let Some(given) = fixture.given(&fact.fact.is.id)
            && let Some(seen) = self.parts.get_mut(at)
        {
            seen.touched.extend(boundary::touched(test, &fact.fact.is, given, known));
        }
        for (place, inner) in inside(at, part) {
            self.see_part(fixture, known, search, (&place, inner), truths);
        }
    }
}

impl Fixture {
    /// The answer to a question, where there is one.
    fn given(&self, fact: &str) -> Option<&Value> {
        self.request.get("facts")?.get(fact)
    }
}

fn chooses(given: &Value, option: &str) -> bool {
    let of_list = |list: Option<&Value>| {
        let list = list.and_then(Value::as_array);
        list.is_some_and(|list| list.iter().any(|one| one == option))
    };
    given == option || of_list(Some(given)) || of_list(given.get("yes"))
}

/// The parts of a part, with their places.
fn inside<'p>(at: &str, part: &'p Part) -> impl Iterator<Item = (String, &'p Part)> {
    let key = match part.kind {
        PartKind::All => "all",
        PartKind::Any => "any",
        PartKind::AtLeast(_) => "of",
        PartKind::Not | PartKind::Fact(..) | PartKind::Rule(_) => "",
    };
    let at = at.to_owned();
    part.parts.iter().zip(0_usize..).map(move |(inner, index)| match key {
        "" => (format!("{at}/not"), inner),
        key => (format!("{at}/{key}/{index}"), inner),
    })
}

/// Calls `visit` with every condition of a rule set and its place.
fn each_condition<'r>(rules: &'r Ruleset, visit: &mut impl FnMut(&str, &'r Part)) {
    let mut whole = |at: &str, key: &str, part: &'r Part| visit(&format!("{at}/{key}"), part);
    whole(&rules.subject.at, "applies", &rules.applies);
    for slot in &rules.facts {
        if let Some(part) = &slot.asked_when {
            whole(&slot.fact.at, "asked_when", part);
        }
    }
    for slot in &rules.rules {
        whole(&slot.rule.at, "when", &slot.part);
    }
    for slot in &rules.consent {
        if let Some(part) = &slot.unless {
            whole(&slot.consent.at, "unless", part);
        }
    }
    for slot in &rules.consistency {
        whole(&slot.rule.at, "never", &slot.never);
    }
    let reviews = &rules.reviews;
    for slot in &reviews.reviews {
        if slot.review.is.scope.is_some() {
            whole(&slot.review.at, "scope", &slot.scope);
        }
    }
    for slot in &reviews.roles {
        if slot.item.is.when.is_some() {
            whole(&slot.item.at, "when", &slot.when);
        }
    }
    for slot in &reviews.links {
        if slot.item.is.when.is_some() {
            whole(&slot.item.at, "when", &slot.when);
        }
    }
    for slot in &reviews.actions {
        if slot.item.is.when.is_some() {
            whole(&slot.item.at, "when", &slot.when);
        }
    }
}

/// What a part says, in short.
fn words(rules: &Ruleset, part: &Part) -> String {
    match &part.kind {
        PartKind::All => "all".to_owned(),
        PartKind::Any => "any".to_owned(),
        PartKind::Not => "not".to_owned(),
        PartKind::AtLeast(n) => format!("at least {n}"),
        PartKind::Rule(index) => {
            let rule = rules.rule(*index).map_or("", |slot| slot.rule.is.id.as_str());
            format!("rule {rule}")
        }
        PartKind::Fact(slot, test) => {
            let fact = rules.fact(*slot).map_or("", |slot| slot.fact.is.id.as_str());
            let test = serde_json::to_string(test).unwrap_or_default();
            if test == "{}" { fact.to_owned() } else { format!("{fact} {test}") }
        }
    }
}
