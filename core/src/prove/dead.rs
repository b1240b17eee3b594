//! Is there a rule, an indicator or a part of one that can never matter?

use super::circuit::Edge;
use super::elsewhere::Elsewhere;
use super::finding::Claim;
use super::parts;
use super::prover::{Defect, Prover};
use super::sat::Spent;
use super::shown::{self, Shown};
use super::shown_reviews;
use crate::compile::{Part, PartKind, RuleSlot, Ruleset, WhenSlot};
use crate::pack::Then;

pub(super) fn prove(prover: &mut Prover<'_>, elsewhere: &mut Elsewhere) {
    let Some(rules) = prover.rules() else { return };
    if matches!(prover.can(&[]), Ok(false)) {
        return;
    }
    let referred = referred(&rules);
    for (index, slot) in rules.rules.iter().enumerate() {
        let id = slot.rule.is.id.clone();
        let mut holds = true;
        prover.decide(Claim::NothingDead, &id, |prover| {
            let found = never_holds(prover, slot, elsewhere)?;
            holds = found.is_none();
            if found.is_none()
                && slot.rule.is.then == Then::Define
                && !referred.contains(&index)
                && !elsewhere.refers_to(&id)
            {
                return Ok(Some(Defect {
                    code: "definition-not-used",
                    items: vec![id.clone()],
                    words: format!("No rule refers to the definition `{id}`."),
                    fixtures: Vec::new(),
                }));
            }
            Ok(found)
        });
        if !holds {
            continue;
        }
        prover.decide(Claim::NothingDead, &id, |prover| {
            parts::without_effect(prover, slot, elsewhere)
        });
        let leads = match slot.rule.is.then {
            Then::Level { number, .. } => number > 1,
            Then::Review { .. } => true,
            _ => false,
        };
        if leads {
            prover.decide(Claim::NothingImplied, &id, |prover| implied(prover, index, slot));
        }
    }
    of_reviews(prover, &rules);
    for consent in &rules.consent {
        let is = &consent.consent.is;
        prover.decide(Claim::NothingDead, &is.id, |prover| {
            let here = shown::belongs(&mut prover.world, 0, &is.belongs_to);
            if !prover.can(&[here])? {
                return Ok(None);
            }
            let (Some(unless), Some(_)) = (&consent.unless, &is.unless) else { return Ok(None) };
            let unless = prover.world.edge(0, unless.pair.holds);
            if prover.can(&[here, unless])? {
                return Ok(None);
            }
            let domain = prover.domain.clone();
            let answers = prover.case(here, &domain)?;
            let story = "What would let one go on without agreement cannot be together with this.";
            let fixtures = vec![prover.fixture(0, &answers, "agreement-always", story)];
            let words = format!("The exception of consent rule `{}` can never hold.", is.id);
            Ok(Some(Defect {
                code: "consent-exception-never",
                items: vec![is.id.clone()],
                words,
                fixtures,
            }))
        });
    }
    for rule in &rules.consistency {
        let id = rule.rule.is.id.clone();
        prover.decide(Claim::NothingDead, &id, |prover| {
            let never = prover.world.edge(0, rule.never.pair.holds);
            let can = never != Edge::FALSE && prover.world.can(&[never], &[], prover.work)?;
            Ok((!can).then(|| Defect {
                code: "consistency-never-broken",
                items: vec![id.clone()],
                words: format!("No answers can break the consistency rule `{id}`."),
                fixtures: Vec::new(),
            }))
        });
    }
}

/// Roles, links and actions of reviews that are shown in no case.
fn of_reviews(prover: &mut Prover<'_>, rules: &Ruleset) {
    // What belongs to a review that has ended stands for incidents of earlier days.
    let mut ended = Vec::new();
    for slot in &rules.reviews.reviews {
        let available = prover.world.edge(0, slot.available.holds);
        if matches!(prover.can(&[available]), Ok(false)) {
            ended.push(slot.review.is.id.as_str());
        }
    }
    let is_ended = |item: &Shown| {
        let review = match item {
            Shown::Role(id) => of_id(&rules.reviews.roles, |role| (&role.id, &role.review), id),
            Shown::Link(id) => of_id(&rules.reviews.links, |link| (&link.id, &link.review), id),
            Shown::Action(id) => {
                of_id(&rules.reviews.actions, |action| (&action.id, &action.review), id)
            }
            _ => None,
        };
        review.is_some_and(|review| ended.contains(&review))
    };
    let mut all = shown_reviews::everything(&mut prover.world, 0, rules);
    all.retain(|(item, _)| !is_ended(item));
    for (item, edge) in all {
        let (code, id, what) = match item {
            Shown::Role(id) => ("role-never", id, "role"),
            Shown::Link(id) => ("link-never", id, "link"),
            Shown::Action(id) => ("action-never", id, "action"),
            _ => continue,
        };
        prover.decide(Claim::NothingDead, &id.clone(), |prover| {
            Ok((!prover.can(&[edge])?).then(|| Defect {
                code,
                words: format!("The {what} `{id}` is there in no case."),
                items: vec![id],
                fixtures: Vec::new(),
            }))
        });
    }
}

/// The review to which something of this id belongs.
fn of_id<'r, T>(
    list: &'r [WhenSlot<T>],
    names: impl Fn(&'r T) -> (&'r String, &'r String),
    id: &str,
) -> Option<&'r str> {
    let mut named = list.iter().map(|slot| names(&slot.item.is));
    named.find(|(own, _)| *own == id).map(|(_, review)| review.as_str())
}

/// The rules that others refer to, by position.
pub(super) fn referred(rules: &Ruleset) -> Vec<usize> {
    fn walk(part: &Part, found: &mut Vec<usize>) {
        if let PartKind::Rule(index) = part.kind {
            found.push(usize::from(index));
        }
        part.parts.iter().for_each(|part| walk(part, found));
    }
    let mut found = Vec::new();
    rules.rules.iter().for_each(|slot| walk(&slot.part, &mut found));
    rules.consent.iter().flat_map(|one| &one.unless).for_each(|part| walk(part, &mut found));
    rules.consistency.iter().for_each(|rule| walk(&rule.never, &mut found));
    let reviews = &rules.reviews;
    reviews.reviews.iter().for_each(|slot| walk(&slot.scope, &mut found));
    reviews.roles.iter().for_each(|slot| walk(&slot.when, &mut found));
    reviews.links.iter().for_each(|slot| walk(&slot.when, &mut found));
    reviews.actions.iter().for_each(|slot| walk(&slot.when, &mut found));
    let asked = rules.facts.iter().flat_map(|fact| &fact.asked_when);
    asked.chain([&rules.applies]).for_each(|part| walk(part, &mut found));
    found
}

fn never_holds(
    prover: &mut Prover<'_>,
    slot: &RuleSlot,
    elsewhere: &mut Elsewhere,
) -> Result<Option<Defect>, Spent> {
    let id = &slot.rule.is.id;
    let holds = prover.world.edge(0, slot.part.pair.holds);
    // Only the level waits for the rules to apply, and a prompt is also for answers that contradict
    // each other, beside the words about those.
    let is_prompt = matches!(slot.rule.is.then, Then::Prompt { .. });
    let is_level = matches!(slot.rule.is.then, Then::Level { .. });
    let around = match (is_prompt, is_level) {
        (true, _) => Vec::new(),
        (_, true) => prover.domain.clone(),
        _ => shown::consistent(&mut prover.world, 0),
    };
    let around: Vec<Edge> = around.into_iter().chain([holds]).collect();
    if prover.world.can(&around, &[], prover.work)? {
        return Ok(None);
    }
    // Some day the rule waits for, or it says on purpose that what it replaces never holds here.
    let is_said = holds == Edge::FALSE
        && matches!(slot.part.kind, PartKind::Any)
        && slot.part.parts.is_empty()
        && (slot.rule.is.overrides.is_some() || elsewhere.has(&slot.rule.is.id));
    if is_said || elsewhere.holds(slot, prover.work)? {
        return Ok(None);
    }
    let (mut fixtures, mut items) = (Vec::new(), vec![id.clone()]);
    let mut words = format!("Rule `{id}` holds in no case: its parts contradict each other.");
    if holds != Edge::FALSE && prover.world.can(&[holds], &[], prover.work)? {
        words = format!("Rule `{id}` holds only where other answers contradict it.");
        // The case that would be needed, with the consistency rules that it breaks.
        let answers = prover.case(holds, &[])?;
        let story = "Only these answers would make the rule hold, and they cannot be together.";
        let Some(rules) = prover.rules() else { return Ok(None) };
        for rule in &rules.consistency {
            let never = prover.world.edge(0, rule.never.pair.holds);
            if !prover.world.can(&[holds, never.not()], &[], prover.work)? {
                items.push(rule.rule.is.id.clone());
            }
        }
        if items.len() == 1 {
            words = format!("Rule `{id}` holds only for people to whom the rules do not apply.");
        }
        fixtures.push(prover.fixture(0, &answers, &format!("{id}-never"), story));
    }
    Ok(Some(Defect { code: "rule-never-holds", items, words, fixtures }))
}

/// Whether one rule leads to as much as another, when both hold.
fn leads_as_far(one: &Then, other: &Then) -> bool {
    match (one, other) {
        (Then::Level { number: reached, trigger: binds }, Then::Level { number, trigger }) => {
            reached >= number && (*binds || !trigger)
        }
        (Then::Review { review: one, modality: firm }, Then::Review { review, modality }) => {
            one == review && firm >= modality
        }
        _ => false,
    }
}

/// A rule of a level or review that never decides it: whenever it holds, others lead as far.
fn implied(
    prover: &mut Prover<'_>,
    index: usize,
    slot: &RuleSlot,
) -> Result<Option<Defect>, Spent> {
    let Some(rules) = prover.rules() else { return Ok(None) };
    let own = prover.world.edge(0, slot.part.pair.holds);
    let mut others: Vec<(Edge, String)> = Vec::new();
    for (at, other) in rules.rules.iter().enumerate() {
        let (leads, binds) = (&other.rule.is.then, &slot.rule.is.then);
        if at != index && leads_as_far(leads, binds) {
            let edge = prover.world.edge(0, other.part.pair.holds);
            // Of two that say the same the earlier stands.
            let says_the_same = edge == own && leads_as_far(binds, leads);
            if !(says_the_same && at > index) {
                others.push((edge, other.rule.is.id.clone()));
            }
        }
    }
    let edges: Vec<Edge> =
        std::iter::once(own).chain(others.iter().map(|(edge, _)| edge.not())).collect();
    if prover.can(&edges)? {
        let Some(repeated) = &slot.rule.is.repeats else { return Ok(None) };
        return Ok(Some(Defect {
            code: "exception-not-needed",
            items: vec![slot.rule.is.id.clone(), repeated.clone()],
            words: format!("Rule `{}` says more than `{repeated}`.", slot.rule.is.id),
            fixtures: Vec::new(),
        }));
    }
    // As few of the others as suffice, the one that is named among them where it can be.
    let named = |id: &String| Some(id) == slot.rule.is.repeats.as_ref();
    others.sort_by_key(|(_, id)| named(id));
    // Only those that the solver needed are looked at one by one.
    let all: Vec<Edge> = prover.domain.iter().copied().chain(edges).collect();
    let needed = prover.world.contradicting(&all, prover.work)?;
    others.retain(|(edge, id)| needed.contains(&edge.not()) || named(id));
    let mut enough = others.clone();
    for (_, id) in &others {
        let fewer: Vec<(Edge, String)> =
            enough.iter().filter(|(_, own)| own != id).cloned().collect();
        let mut left: Vec<Edge> = fewer.iter().map(|(edge, _)| edge.not()).collect();
        left.push(own);
        if !prover.can(&left)? {
            enough = fewer;
        }
    }
    let by: Vec<String> = enough.into_iter().map(|(_, id)| id).collect();
    let id = &slot.rule.is.id;
    // A rule that never holds on this day is covered by nobody: it lives on another day, or is taken
    // out on purpose.
    if by.is_empty() {
        return Ok(None);
    }
    if by.len() == 1 && by.first() == slot.rule.is.repeats.as_ref() {
        return Ok(None);
    }
    let domain = prover.domain.clone();
    let answers = prover.case(own, &domain)?;
    let story = "The rule holds, and others lead as far without it.";
    let fixtures = vec![prover.fixture(0, &answers, &format!("{id}-implied"), story)];
    let code = if by.len() == 1 { "rule-implied" } else { "rule-covered" };
    let words = format!("Whenever rule `{id}` holds, {} lead as far.", by.join(", "));
    Ok(Some(Defect {
        code,
        items: std::iter::once(id.clone()).chain(by).collect(),
        words,
        fixtures,
    }))
}
