//! Which facts, events and settings could still change an answer about reviews.

use super::decision::{ActionAnswer, EventMissing, MissingForReviews};
use super::view::{Place, View, Views};
use crate::case::State;
use crate::compile::{FactSlot, VariableKind};
use crate::decision::{LATE, NextQuestion, OpenSetting, urgency_rank};
use crate::evaluate::Mattering;
use crate::fact::Fact;
use crate::pack::{Action, ClockStart};
use crate::truth::Truth;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::rc::Rc;

/// A missing fact with what decides its place in the order of questions.
struct Candidate<'k> {
    fact: &'k Fact,
    state: State,
    reviews: Vec<&'k str>,
    actions: Vec<&'k str>,
    decides_subject: bool,
    /// The more urgent what it could decide, the higher.
    rank: u16,
    order: usize,
}

/// The facts that could still change the answer, most urgent first, and what to ask next.
pub(super) fn missing<'k>(
    views: &Views<'k>,
    mattering: &[Mattering<'_, 'k>],
) -> (Vec<MissingForReviews<'k>>, Option<NextQuestion<'k>>) {
    let mut found: Vec<Candidate<'k>> = Vec::new();
    for (view, mattering) in views.list.iter().zip(mattering) {
        collect(view, mattering, &mut found);
    }
    add_incident_day(views, &mut found);
    found.retain(|one| one.decides_subject || !one.reviews.is_empty() || !one.actions.is_empty());
    for one in found.iter_mut().filter(|one| one.fact.asked_late) {
        one.rank = one.rank.min(LATE);
    }
    crate::order::by_key(&mut found, |one| (Reverse(one.rank), one.fact.burden, one.order));
    let next = next_question(views, &found);
    let told = found.into_iter().map(|one| MissingForReviews {
        fact: &one.fact.id,
        state: one.state,
        reviews: one.reviews,
        actions: one.actions,
    });
    (told.collect(), next)
}

/// What each fact could change on one day.
fn collect<'k>(view: &View<'k>, mattering: &Mattering<'_, 'k>, found: &mut Vec<Candidate<'k>>) {
    let rules = view.rules();
    let open_actions = open_actions(view, mattering);
    let facts = rules.facts.iter().zip(&view.known.states).zip(rules.uses.iter().zip(0_usize..));
    for ((slot, state), (uses, order)) in facts {
        if *state == State::Known || slot.fact.is.incident_day {
            continue;
        }
        let variables = || rules.variables_of(slot).map(|(index, _)| index);
        let mut rank = 0;
        let mut reviews = Vec::new();
        for index in &uses.routes {
            let bit = 1_u64 << (index & 63);
            let is_open = view.outcome.routes_possible & !view.outcome.routes_certain & bit != 0;
            let goal = rules.routes.get(usize::from(*index)).filter(|_| is_open);
            let Some(goal) = goal.map(|route| &route.goal) else { continue };
            if !variables().any(|variable| mattering.goal(goal, variable)) {
                continue;
            }
            for review in reviews_of_bit(view, u32::from(*index)) {
                rank = rank.max(urgency_rank(review.urgency));
                if !reviews.contains(&review.id.as_str()) {
                    reviews.push(review.id.as_str());
                }
            }
        }
        let of_actions = open_actions
            .iter()
            .filter(|(_, open)| variables().any(|variable| open.contains(&variable)));
        let actions: Vec<&'k str> = of_actions.map(|(action, _)| action.id.as_str()).collect();
        if !actions.is_empty() {
            rank = rank.max(ACTION_RANK);
        }
        let applies_is_open = uses.applies && view.outcome.applies == Truth::Unknown;
        let decides_subject = applies_is_open
            && variables().any(|variable| mattering.goal(&rules.applies_goal, variable));
        let candidate = Candidate {
            fact: &slot.fact.is,
            state: *state,
            reviews,
            actions,
            decides_subject,
            rank,
            order,
        };
        add(found, candidate);
    }
}

/// The actions of which it is not known whether they apply, by a condition of their own, and the
/// variables that could change that.
fn open_actions<'k>(
    view: &View<'k>,
    mattering: &Mattering<'_, 'k>,
) -> Vec<(&'k Action, Rc<[u16]>)> {
    let conditional =
        view.rules().reviews.actions.iter().filter(|slot| slot.item.is.when.is_some());
    let open = conditional.filter(|slot| view.truth(&slot.when) == Truth::Unknown);
    open.map(|slot| (&slot.item.is, mattering.of_condition(slot.when.pair.holds))).collect()
}

fn reviews_of_bit<'k>(view: &View<'k>, bit: u32) -> impl Iterator<Item = &'k crate::pack::Review> {
    let slots = view.rules().reviews.reviews.iter();
    slots
        .filter(move |slot| {
            slot.scope_bit == bit || slot.reach.iter().any(|(_, reach)| *reach == bit)
        })
        .map(|slot| &slot.review.is)
}

fn add<'k>(found: &mut Vec<Candidate<'k>>, candidate: Candidate<'k>) {
    let Some(known) = found.iter_mut().find(|known| known.fact.id == candidate.fact.id) else {
        found.push(candidate);
        return;
    };
    known.rank = known.rank.max(candidate.rank);
    known.decides_subject |= candidate.decides_subject;
    for review in candidate.reviews {
        if !known.reviews.contains(&review) {
            known.reviews.push(review);
        }
    }
    for action in candidate.actions {
        if !known.actions.contains(&action) {
            known.actions.push(action);
        }
    }
}

/// The day of the incident matters where what is said differs between the days it can be, or
/// something open is compared with it.
fn add_incident_day<'k>(views: &Views<'k>, found: &mut Vec<Candidate<'k>>) {
    let incident = views.incident;
    if incident.days.exact().is_some() {
        return;
    }
    let day = views.list.iter().find_map(|view| {
        let slot = view.rules().reviews.incident_day?;
        Some((&view.rules().fact(slot)?.fact.is, usize::from(slot)))
    });
    let Some((fact, order)) = day else { return };
    let mut reviews = Vec::new();
    let mut rank = 0;
    for (review, index) in incident.order.iter().zip(0_usize..) {
        let differs = |one: &View<'k>, other: &View<'k>| said(one, index) != said(other, index);
        let moves = views.list.windows(2).any(|pair| match pair {
            [one, other] => differs(one, other),
            _ => false,
        });
        if moves || views.list.iter().any(|view| hangs_on_the_day(view, index)) {
            rank = rank.max(urgency_rank(review.is.urgency));
            reviews.push(review.is.id.as_str());
        }
    }
    let state = incident.day_state;
    let actions = moved_actions(views);
    if !actions.is_empty() {
        rank = rank.max(ACTION_RANK);
    }
    let mut applies = views.list.iter().map(|view| view.outcome.applies);
    let first = applies.next();
    let decides_subject = applies.any(|applies| Some(applies) != first);
    found.push(Candidate { fact, state, reviews, actions, decides_subject, rank, order });
}

/// The actions with a condition of their own that apply on one day and not, or not surely, on
/// another.
fn moved_actions<'k>(views: &Views<'k>) -> Vec<&'k str> {
    let truth_on = |view: &View<'k>, id: &str| {
        let mut slots = view.rules().reviews.actions.iter();
        let slot = slots.find(|slot| slot.item.is.id == id);
        slot.map_or(Truth::False, |slot| view.truth(&slot.when))
    };
    let conditional =
        views.actions.iter().map(|seen| &seen.item.is).filter(|action| action.when.is_some());
    let mut moved: Vec<&'k str> = conditional.map(|action| action.id.as_str()).collect();
    // The wordings of one action stand together.
    moved.dedup();
    moved.retain(|action| {
        let mut truths = views.list.iter().map(|view| truth_on(view, action));
        let first = truths.next();
        truths.any(|truth| Some(truth) != first)
    });
    moved
}

/// What one day says of a review, as the bits of its scope and modalities.
fn said(view: &View<'_>, index: usize) -> super::outcome::ReviewOutcome {
    let position = view.moment.positions.get(index).copied().flatten();
    let slot = view.moment.review(position);
    slot.map_or(super::outcome::ReviewOutcome::ABSENT, |slot| {
        super::outcome::of_bits(slot, &view.outcome)
    })
}

/// Whether a review is open on that day and an age or a span in it is not known.
fn hangs_on_the_day(view: &View<'_>, index: usize) -> bool {
    let position = view.moment.positions.get(index).copied().flatten();
    let Some(slot) = view.moment.review(position) else { return false };
    let rules = view.rules();
    let bits = slot.reach.iter().map(|(_, bit)| *bit).chain([slot.scope_bit]);
    let open = view.outcome.routes_possible & !view.outcome.routes_certain;
    let mut hangs = false;
    for bit in bits.filter(|bit| open & (1_u64 << (bit & 63)) != 0) {
        let goal = usize::try_from(bit).ok().and_then(|bit| rules.routes.get(bit));
        for node in goal.into_iter().flat_map(|route| &route.goal.nodes) {
            rules.nodes.literals(*node, &mut |literal| {
                let kind = rules.literal_kinds.get(usize::from(literal));
                let goes_back = kind
                    .is_some_and(|kind| kind.cuts().into_iter().any(|cut| cut.span().is_some()));
                hangs |= goes_back && view.known.is_open(literal);
            });
        }
    }
    hangs
}

fn next_question<'k>(views: &Views<'k>, found: &[Candidate<'k>]) -> Option<NextQuestion<'k>> {
    let not_asked = || found.iter().filter(|one| one.state == State::NotAsked);
    let when = |one: &&Candidate<'k>| asked_when(views, one.fact);
    let to_be_put = not_asked().find(|one| when(one) == Truth::True);
    let chosen = to_be_put.or_else(|| not_asked().find(|one| when(one) == Truth::Unknown))?;
    Some(NextQuestion::of(chosen.fact))
}

/// Whether a fact's question is to be put.
fn asked_when(views: &Views<'_>, fact: &Fact) -> Truth {
    let each = views.list.iter().filter_map(|view| {
        let slot = view.rules().fact_slot(&fact.id)?;
        let asked = view.rules().fact(slot)?.asked_when.as_ref();
        Some(asked.map_or(Truth::True, |part| view.truth(part)))
    });
    each.reduce(super::outcome::either).unwrap_or(Truth::False)
}

/// The events that leave an action open, in the order in which they are declared.
pub(super) fn missing_events<'k>(
    views: &Views<'k>,
    actions: &[ActionAnswer<'k>],
) -> Vec<EventMissing<'k>> {
    let waited: BTreeSet<&str> =
        actions.iter().flat_map(|action| action.waits_for.iter().copied()).collect();
    let events = views.incident.rules.events.events.iter().map(|event| &event.is);
    let told = events.filter(|event| waited.contains(event.id.as_str()));
    told.map(|event| EventMissing {
        event: &event.id,
        label: &event.label,
        question: &event.question,
    })
    .collect()
}

/// The settings that are not set and could change the answer: those that a review, an action or the
/// subject hangs on, and those that name the start of a clock.
pub(super) fn open_settings<'k>(
    views: &Views<'k>,
    mattering: &[Mattering<'_, 'k>],
) -> Vec<OpenSetting<'k>> {
    let mut wanted: BTreeSet<&'k str> = BTreeSet::new();
    for (view, mattering) in views.list.iter().zip(mattering) {
        let open_actions = open_actions(view, mattering);
        for slot in &view.rules().facts {
            let Some(position) = setting_of(view, slot) else { continue };
            let variable = slot.first_variable;
            let is_open = |index: u32| {
                let bit = 1_u64 << (index & 63);
                view.outcome.routes_possible & !view.outcome.routes_certain & bit != 0
            };
            let goals =
                view.rules().routes.iter().zip(0_u32..).filter(|(_, index)| is_open(*index));
            let applies = (view.outcome.applies == Truth::Unknown)
                .then_some(&view.rules().applies_goal)
                .into_iter();
            let mut goals = goals.map(|(route, _)| &route.goal).chain(applies);
            let decides_action = || open_actions.iter().any(|(_, open)| open.contains(&variable));
            if goals.any(|goal| mattering.goal(goal, variable)) || decides_action() {
                let setting = view.rules().settings.get(usize::from(position));
                wanted.extend(setting.map(|setting| setting.is.id.as_str()));
            }
        }
    }
    for seen in &views.actions {
        let is_open = |place: &Place<'k>, setting: &str| {
            place.setting(setting).is_some_and(|(_, set)| set.is_none())
        };
        let action = &seen.item.is;
        let also = action.also.iter().map(|also| &also.clock);
        for clock in action.clock.iter().chain(also) {
            if let ClockStart::Setting(setting) = &clock.from
                && seen.places.iter().any(|place| is_open(place, setting))
            {
                wanted.insert(setting);
            }
        }
    }
    let told = wanted.into_iter().filter_map(|id| views.setting(id)).map(OpenSetting::of);
    told.collect()
}

/// The setting that a fact is compared with, where it is not set.
fn setting_of(view: &View<'_>, slot: &FactSlot) -> Option<u16> {
    let variable = view.rules().variables.get(usize::from(slot.first_variable))?;
    let VariableKind::AgainstSetting(position) = variable.kind else { return None };
    let is_set = view.known.settings.get(usize::from(position)).copied().flatten().is_some();
    (!is_set).then_some(position)
}

/// The rank of what could only decide whether there is an action.
const ACTION_RANK: u16 = 100;
