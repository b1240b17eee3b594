//! What would have to be answered otherwise for another outcome.

use super::circuit::Edge;
use super::sat::Work;
use super::smallest::{Sought, smallest};
use super::world::World;
use super::{Limits, shown};
use crate::decision::VERSION;
use crate::evaluate::Known;
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
    /// Whether the answers given lead to it already.
    pub already: bool,
    /// Answers that, put in place of those given, lead to it whatever else is answered: the fewest
    /// first; of none could one be left out.
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
/// Answers of a way never contradict each other or the other answers.
///
/// ```
/// # #[cfg(feature = "bundled-packs")] {
/// use safeguarding_rules::{Catalogue, Day, Known, prove};
/// let day = Day::parse("2024-05-01").unwrap();
/// let rules = Catalogue::bundled().rules("walsall", "child", day).unwrap();
/// let known = Known::new(&rules, day);
/// let asked = prove::WhyNot { most_changes: 1, ..prove::WhyNot::of(prove::Wanted::LevelAtLeast(4)) };
/// let ways = prove::why_not(&known, &asked, prove::Limits::default());
/// assert!(ways.all && ways.ways.iter().any(|way| way.contains_key("injury_non_mobile")));
/// # }
/// ```
#[must_use]
pub fn why_not(known: &Known, asked: &WhyNot, limits: Limits) -> Ways {
    let work = Work::of(limits.steps);
    let mut world = World::of(&[(Arc::clone(known.rules()), known.as_of())]);
    let always = edge_of(&mut world, &asked.wanted);
    let given = world.given(0, known);
    let consistent = shown::consistent(&mut world, 0);
    let fixed = (0..world.slots.len()).filter(|slot| {
        world.slots.get(*slot).is_none_or(|slot| {
            slot.birth || slot.against_setting || asked.fixed.contains(&slot.fact)
        })
    });
    let sought = Sought {
        always,
        possible: consistent,
        given: given.into_iter().map(Some).collect(),
        fixed: fixed.collect(),
        most: asked.most_changes,
        // One more than is shown, to know whether there are more.
        limit: asked.most_ways.saturating_add(1),
    };
    let found = smallest(&mut world, &sought, &work);
    let decided = found.is_ok();
    let mut ways = found.unwrap_or_default();
    let already = ways.first().is_some_and(Vec::is_empty);
    let all = decided && ways.len() <= asked.most_ways;
    ways.retain(|way| !way.is_empty());
    ways.truncate(asked.most_ways);
    crate::order::by_key(&mut ways, |way| (way.len(), way.clone()));
    let told = ways.iter().map(|way| super::fixture::facts_told(&world, way));
    Ways {
        answer: "why-not",
        wanted: asked.wanted.clone(),
        already,
        ways: told.collect(),
        all,
        steps: work.spent(),
        version: VERSION,
    }
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
