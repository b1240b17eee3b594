//! What would have to be answered otherwise for another outcome.

use super::circuit::Edge;
use super::sat::Work;
use super::ways::{Wish, ways};
use super::world::World;
use super::{Limits, shown};
use crate::compile::Ruleset;
use crate::decision::VERSION;
use crate::error::{Error, Problem, did_you_mean, shortened};
use crate::evaluate::Known;
use crate::pack::Then;
use serde::Serialize;
use serde_json::{Map, Value};
use std::sync::Arc;

/// An outcome that somebody asks about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Wanted {
    /// This level or a higher one, whatever else is answered.
    LevelAtLeast(u8),
    /// This level or a lower one.
    LevelAtMost(u8),
    /// The route holds.
    Route(String),
    /// The route does not hold.
    NoRoute(String),
}

/// What is looked for, and how far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhyNot {
    /// The outcome.
    pub wanted: Wanted,
    /// Facts whose answers stand; dates of birth always do.
    pub fixed: Vec<String>,
    /// At most so many answers are changed at once.
    pub most_changes: usize,
    /// At most so many ways are given.
    pub most_ways: usize,
}

impl WhyNot {
    /// Up to twenty ways of changing up to four answers.
    #[must_use]
    pub fn of(wanted: Wanted) -> WhyNot {
        WhyNot { wanted, fixed: Vec::new(), most_changes: 4, most_ways: 20 }
    }

    /// What is asked about is declared.
    fn check(&self, rules: &Ruleset) -> Result<(), Error> {
        let mut problems = Vec::new();
        let subject = rules.subject();
        match &self.wanted {
            Wanted::LevelAtLeast(level) | Wanted::LevelAtMost(level) => {
                let numbers: Vec<String> =
                    rules.levels().map(|known| known.number.to_string()).collect();
                if !rules.levels().any(|known| known.number == *level) {
                    let which = match numbers.as_slice() {
                        [] => "it has none".to_owned(),
                        numbers => format!("expected one of {}", numbers.join(", ")),
                    };
                    let message = format!("subject `{subject}` has no level {level}; {which}");
                    let at = format!("/wanted/{}", self.wanted.key());
                    problems.push(Problem::new("request.unknown-level", at, message));
                }
            }
            Wanted::Route(route) | Wanted::NoRoute(route) => {
                let routes = || {
                    rules.rules().filter_map(|rule| match &rule.then {
                        Then::Route(known) => Some(known.id.as_str()),
                        _ => None,
                    })
                };
                if !routes().any(|known| known == route) {
                    let hint = did_you_mean(route, routes());
                    let route = shortened(route);
                    let message = format!("subject `{subject}` has no route `{route}`{hint}");
                    let at = format!("/wanted/{}", self.wanted.key());
                    problems.push(Problem::new("request.unknown-route", at, message));
                }
            }
        }
        for (fact, index) in self.fixed.iter().zip(0_u32..) {
            if rules.fact_slot(fact).is_none() {
                let known = rules.facts.iter().map(|slot| slot.fact.is.id.as_str());
                let hint = did_you_mean(fact, known);
                let fact = shortened(fact);
                let message = format!("fact `{fact}` is not declared for `{subject}`{hint}");
                problems.push(Problem::new(
                    "case.unknown-fact",
                    format!("/fixed/{index}"),
                    message,
                ));
            }
        }
        Error::from_problems(problems).map_or(Ok(()), Err)
    }
}

impl Wanted {
    /// Its key in a request.
    fn key(&self) -> &'static str {
        match self {
            Wanted::LevelAtLeast(_) => "level_at_least",
            Wanted::LevelAtMost(_) => "level_at_most",
            Wanted::Route(_) => "route",
            Wanted::NoRoute(_) => "no_route",
        }
    }
}

/// The smallest changes that lead to an outcome.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Ways {
    /// `why-not`.
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::schema::why_not_word"))]
    pub answer: &'static str,
    /// The outcome that was asked about.
    pub wanted: Wanted,
    /// Whether the answers given lead to it already, and can stand together.
    pub already: bool,
    /// Whether the answers given can stand together; where they cannot, each way makes them do so.
    pub consistent: bool,
    /// Answers that, put in place of those given, lead to it whatever else is answered, and can
    /// stand together with the others: the fewest first; of none could one be left out.
    pub ways: Vec<Map<String, Value>>,
    /// Whether these are all ways up to the number of changes.
    pub all: bool,
    /// How much work it was, in steps of the search.
    pub steps: u64,
    /// The library's version.
    pub version: &'static str,
}

/// Finds the smallest changes of answers that lead to another outcome.
///
/// A way stands with the other answers as given; it is told in full, so that putting it in place
/// and asking again gives the outcome.
/// The answers of a way, the other answers as given and some answers to what is open never
/// contradict each other.
///
/// # Errors
///
/// `request.unknown-level`, `request.unknown-route`, `case.unknown-fact` for what the subject does
/// not have.
///
/// ```
/// # #[cfg(feature = "bundled-packs")] {
/// use safeguarding_rules::{Catalogue, Day, Known, prove};
/// let day = Day::parse("2024-05-01").unwrap();
/// let rules = Catalogue::bundled().rules("walsall", "child", day).unwrap();
/// let known = Known::new(&rules, day);
/// let asked = prove::WhyNot { most_changes: 1, ..prove::WhyNot::of(prove::Wanted::LevelAtLeast(4)) };
/// let ways = prove::why_not(&known, &asked, prove::Limits::default()).unwrap();
/// assert!(ways.all && ways.ways.iter().any(|way| way.contains_key("injury_non_mobile")));
/// # }
/// ```
pub fn why_not(known: &Known, asked: &WhyNot, limits: Limits) -> Result<Ways, Error> {
    asked.check(known.rules())?;
    let work = Work::of(limits.steps);
    let mut world = World::of(&[(Arc::clone(known.rules()), known.as_of())]);
    let always = edge_of(&mut world, &asked.wanted);
    let (given, is_exact) = world.given(0, known);
    let together = shown::consistent(&mut world, 0);
    let fixed = (0..world.slots.len()).filter(|slot| {
        world.slots.get(*slot).is_none_or(|slot| {
            slot.birth || slot.against_setting || asked.fixed.contains(&slot.fact)
        })
    });
    let fixed = fixed.collect();
    let none = ruled_out(&given, &world);
    let consistent = world.can_within(&together, &[], &none, &work);
    let wish = Wish {
        always,
        together,
        given,
        fixed,
        most: asked.most_changes,
        // One more than is shown, to know whether there are more.
        limit: asked.most_ways.saturating_add(1),
    };
    let found = ways(&mut world, &wish, &work);
    let decided = found.is_ok() && is_exact;
    let mut ways = found.unwrap_or_default();
    let already = ways.first().is_some_and(Vec::is_empty);
    let all = decided && ways.len() <= asked.most_ways;
    ways.retain(|way| !way.is_empty());
    ways.truncate(asked.most_ways);
    crate::order::by_key(&mut ways, |way| (way.len(), way.clone()));
    let told = ways.iter().map(|way| super::fixture::facts_told(&world, way));
    Ok(Ways {
        answer: "why-not",
        wanted: asked.wanted.clone(),
        already,
        // What was not decided is not called a contradiction.
        consistent: consistent.unwrap_or(true),
        ways: told.collect(),
        all,
        steps: work.spent(),
        version: VERSION,
    })
}

/// The cells in which slots cannot stand by what is given.
fn ruled_out(given: &[Vec<usize>], world: &World) -> Vec<(usize, usize)> {
    let mut without = Vec::new();
    for (slot, (of, cells)) in world.slots.iter().zip(given).enumerate() {
        let gone = (0..of.answers.len()).filter(|cell| !cells.contains(cell));
        without.extend(gone.map(|cell| (slot, cell)));
    }
    without
}

fn edge_of(world: &mut World, wanted: &Wanted) -> Edge {
    let route = |world: &mut World, id: &str| {
        shown::belongs(world, 0, &crate::pack::For::Route(id.to_owned()))
    };
    match wanted {
        Wanted::LevelAtLeast(level) => shown::level(world, 0, *level),
        Wanted::LevelAtMost(level) => shown::level(world, 0, level.saturating_add(1)).not(),
        Wanted::Route(id) => route(world, id),
        Wanted::NoRoute(id) => route(world, id).not(),
    }
}
