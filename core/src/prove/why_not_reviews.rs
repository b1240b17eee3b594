//! What would have to be answered otherwise for a review to be called for, or not to be.
//!
//! The rules are those of the day of the incident; while that is open, a way leads to the outcome on
//! every day that it can have happened on.
//! Each of these days has its rules in one circuit with the others, over the same answers, but with
//! dates of its own: which part of its range a date lies in hangs on the day from which spans count.

use super::circuit::Edge;
use super::fixture::answers_told;
use super::sat::Work;
use super::smallest::Answers;
use super::why_not::{Search, Wanted, Ways, WhyNot, edge_of, fixed};
use super::world::World;
use super::{Limits, shown};
use crate::case::Answer;
use crate::compile::Ruleset;
use crate::date::Day;
use crate::error::Error;
use crate::evaluate::Known;
use crate::reviews::Incident;
use std::sync::Arc;

/// Finds the smallest changes of answers with which a review is called for so firmly, or is not.
///
/// Each way is told in full, and was put in place and evaluated.
/// The day of the incident and dates of birth stand as they are; where the day is open, all dates do.
///
/// # Errors
///
/// `request.unknown-review`, `request.unknown-level`, `request.unknown-route`, `case.unknown-fact`
/// for what the subject does not have.
///
/// ```
/// # #[cfg(feature = "bundled-packs")] {
/// use safeguarding_rules::reviews::Incident;
/// use safeguarding_rules::{Answer, Catalogue, Day, Modality, prove};
/// let day = |text| Day::parse(text).unwrap();
/// let rules = Catalogue::bundled().reviews("england", "incident").unwrap();
/// let mut incident = Incident::new(&rules, day("2024-05-01"));
/// incident.record("incident_date", &Answer::on(day("2024-03-01"))).unwrap();
/// incident.record("date_of_birth", &Answer::on(day("2019-05-04"))).unwrap();
/// let called = prove::Called { review: "child-death-review".to_owned(), modality: Modality::Duty };
/// let asked = prove::WhyNot::of(prove::Wanted::ReviewAtLeast(called));
/// let ways = prove::why_not_of_reviews(&incident, &asked, prove::Limits::default()).unwrap();
/// assert!(ways.all && ways.ways.iter().any(|way| way.contains_key("died")));
/// # }
/// ```
pub fn why_not_of_reviews(
    incident: &Incident,
    asked: &WhyNot,
    limits: Limits,
) -> Result<Ways, Error> {
    let rules = incident.review_rules();
    let knowns = incident.clone().into_knowns();
    let reviews: Vec<&str> = incident.reviews().map(|review| review.id.as_str()).collect();
    let declared = rules.facts();
    let facts: Vec<&str> = declared.iter().map(|fact| fact.id.as_str()).collect();
    let on_days: Vec<&Ruleset> = knowns.iter().map(|known| &**known.rules()).collect();
    asked.check(&on_days, &reviews, &facts)?;
    let work = Work::of(limits.steps);
    let sides: Vec<(Arc<Ruleset>, Day)> =
        knowns.iter().map(|known| (Arc::clone(known.rules()), known.as_of())).collect();
    let mut world = World::of_days(&sides);
    let days = 0..sides.len();
    let each = days.clone().map(|day| edge_of(&mut world, day, &asked.wanted));
    let each: Vec<Edge> = each.collect();
    let always = world.circuit.all(each);
    let stands = days.map(|day| {
        let together = shown::consistent(&mut world, day);
        world.circuit.all(together)
    });
    let stands: Vec<Edge> = stands.collect();
    let together = vec![world.circuit.any(stands)];
    let (given, is_exact) = given(&world, &knowns);
    let mut standing = asked.clone();
    let own_day = declared.iter().filter(|fact| fact.incident_day);
    standing.fixed.extend(own_day.map(|fact| fact.id.clone()));
    // Which days of an open one are looked at hangs on the dates that are known.
    let fixed = fixed(&world, &standing, !incident.is_of_one_day());
    let search = Search { always, together, given, is_exact, fixed };
    let leads =
        |world: &World, way: &Answers| leads(incident, &answers_told(world, way), &asked.wanted);
    Ok(search.ways(&mut world, asked, &work, leads))
}

/// The cells in which slots can stand by what is known on every day.
fn given(world: &World, knowns: &[Known]) -> (Vec<Vec<usize>>, bool) {
    let mut all: Option<Vec<Vec<usize>>> = None;
    let mut is_exact = true;
    for (day, known) in knowns.iter().enumerate() {
        let (own, is_exact_here) = world.given(day, known);
        is_exact &= is_exact_here;
        match &mut all {
            None => all = Some(own),
            Some(all) => {
                for (cells, own) in all.iter_mut().zip(own) {
                    cells.retain(|cell| own.contains(cell));
                }
            }
        }
    }
    (all.unwrap_or_default(), is_exact)
}

/// Whether the incident with these answers is what is wanted, as everybody would be told.
fn leads(incident: &Incident, answers: &[(&str, Answer)], wanted: &Wanted) -> bool {
    let mut changed = incident.clone();
    if answers.iter().any(|(fact, answer)| changed.record(fact, answer).is_err()) {
        return false;
    }
    let outcome = changed.outcome();
    let of = |review: &str| {
        let place = changed.reviews().position(|known| known.id == review)?;
        outcome.reviews().get(place).copied()
    };
    match wanted {
        Wanted::ReviewAtLeast(called) => {
            of(&called.review).is_some_and(|outcome| outcome.at_least >= called.modality)
        }
        Wanted::ReviewAtMost(called) => {
            of(&called.review).is_some_and(|outcome| outcome.at_most <= called.modality)
        }
        // They were refused: there are none of them.
        _ => false,
    }
}
