//! What would have to be answered otherwise for another outcome.

use super::cells::Given;
use super::circuit::Edge;
use super::sat::Work;
use super::smallest::Answers;
use super::ways::{Wish, ways};
use super::world::World;
use super::{Limits, shown, shown_reviews};
use crate::compile::Ruleset;
use crate::decision::VERSION;
use crate::error::{Error, Problem, did_you_mean, shortened};
use crate::evaluate::Known;
use crate::pack::{Modality, Then};
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
    /// The review is called for so firmly or more, whatever else is answered and on whatever day
    /// the incident can have happened.
    ReviewAtLeast(Called),
    /// The review is called for so firmly or less.
    ReviewAtMost(Called),
}

/// A review, and how firmly it is called for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Called {
    /// The review.
    pub review: String,
    /// How firmly.
    pub modality: Modality,
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
    ///
    /// Reviews and facts are those of every day that is looked at.
    pub(super) fn check(
        &self,
        rules: &[&Ruleset],
        reviews: &[&str],
        facts: &[&str],
    ) -> Result<(), Error> {
        let mut problems = Vec::new();
        let subject = rules.first().map_or("", |rules| rules.subject());
        match &self.wanted {
            Wanted::ReviewAtLeast(called) | Wanted::ReviewAtMost(called) => {
                if !reviews.contains(&called.review.as_str()) {
                    let hint = did_you_mean(&called.review, reviews.iter().copied());
                    let review = shortened(&called.review);
                    let message = format!("subject `{subject}` has no review `{review}`{hint}");
                    let at = format!("/wanted/{}/review", self.wanted.key());
                    problems.push(Problem::new("request.unknown-review", at, message));
                }
            }
            Wanted::LevelAtLeast(level) | Wanted::LevelAtMost(level) => {
                let levels = || rules.iter().flat_map(|rules| rules.levels());
                let numbers: Vec<String> = levels().map(|known| known.number.to_string()).collect();
                if !levels().any(|known| known.number == *level) {
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
                    let all = rules.iter().flat_map(|rules| rules.rules());
                    all.filter_map(|rule| match &rule.then {
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
            if !facts.contains(&fact.as_str()) {
                let hint = did_you_mean(fact, facts.iter().copied());
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
            Wanted::ReviewAtLeast(_) => "review_at_least",
            Wanted::ReviewAtMost(_) => "review_at_most",
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
    /// Whether the answers given lead to it already, and can stand together; not so either where
    /// that was not decided within the steps, which `all` then tells.
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
    let rules = known.rules();
    let facts: Vec<&str> = rules.facts.iter().map(|slot| slot.fact.is.id.as_str()).collect();
    asked.check(&[rules], &[], &facts)?;
    let work = Work::of(limits.steps);
    let mut world = World::of(&[(Arc::clone(rules), known.as_of())]);
    let always = edge_of(&mut world, 0, &asked.wanted);
    let (given, is_exact) = world.given(0, known);
    let together = shown::consistent(&mut world, 0);
    let fixed = fixed(&world, asked, false);
    Ok(Search { always, together, given, is_exact, fixed }.ways(
        &mut world,
        asked,
        &work,
        |_, _| true,
    ))
}

/// The slots whose answers stand.
pub(super) fn fixed(world: &World, asked: &WhyNot, are_days: bool) -> Vec<usize> {
    let fixed = (0..world.slots.len()).filter(|slot| {
        world.slots.get(*slot).is_none_or(|slot| {
            let is_day = matches!(slot.answers.first(), Some(Given::Day(_)));
            slot.birth
                || slot.against_setting
                || are_days && is_day
                || asked.fixed.contains(&slot.fact)
        })
    });
    fixed.collect()
}

/// What is known of the answers, and what they are to lead to.
pub(super) struct Search {
    /// Holds just where the outcome is the wanted one.
    pub always: Edge,
    /// What holds of answers that stand together.
    pub together: Vec<Edge>,
    /// In which cells each slot may stand.
    pub given: Vec<Vec<usize>>,
    /// Cells tell all that is known.
    pub is_exact: bool,
    /// The slots whose answers stand.
    pub fixed: Vec<usize>,
}

impl Search {
    /// The ways as they are told; each of which `leads` says no is left out, and then these are not
    /// called all.
    pub(super) fn ways(
        self,
        world: &mut World,
        asked: &WhyNot,
        work: &Work,
        leads: impl Fn(&World, &Answers) -> bool,
    ) -> Ways {
        let none = ruled_out(&self.given, world);
        let consistent = world.can_within(&self.together, &[], &none, work);
        let wish = Wish {
            always: self.always,
            together: self.together,
            given: self.given,
            fixed: self.fixed,
            most: asked.most_changes,
            // One more than is shown, to know whether there are more.
            limit: asked.most_ways.saturating_add(1),
        };
        let found = ways(world, &wish, work);
        let decided = found.is_ok() && self.is_exact;
        let mut ways = found.unwrap_or_default();
        let already = ways.first().is_some_and(Vec::is_empty);
        let mut all = decided && ways.len() <= asked.most_ways;
        ways.retain(|way| !way.is_empty());
        ways.truncate(asked.most_ways);
        crate::order::by_key(&mut ways, |way| (way.len(), way.clone()));
        let whole = ways.iter().map(|way| with_other_options(world, &wish.given, way));
        let mut ways: Vec<Answers> = whole.collect();
        let before = ways.len();
        ways.retain(|way| leads(world, way));
        all &= ways.len() == before;
        let told = ways.iter().map(|way| super::fixture::facts_told(world, way));
        Ways {
            answer: "why-not",
            wanted: asked.wanted.clone(),
            already,
            // What was not decided is not called a contradiction.
            consistent: consistent.unwrap_or(true),
            ways: told.collect(),
            all,
            steps: work.spent(),
            version: VERSION,
        }
    }
}

/// A way with what is known of the other options of its facts: an answer is put in place of the
/// whole one before.
fn with_other_options(world: &World, given: &[Vec<usize>], way: &Answers) -> Answers {
    let mut told = way.clone();
    for (slot, of) in world.slots.iter().enumerate().filter(|(_, of)| of.option.is_some()) {
        let is_of_way = |(own, _): &(usize, usize)| {
            *own != slot && world.slots.get(*own).is_some_and(|own| own.fact == of.fact)
        };
        let is_changed = way.iter().any(|(own, _)| *own == slot);
        if let Some([cell]) = given.get(slot).map(Vec::as_slice)
            && !is_changed
            && way.iter().any(is_of_way)
        {
            told.push((slot, *cell));
        }
    }
    told.sort_unstable();
    told
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

/// The gate that holds just where the outcome is this one.
pub(super) fn edge_of(world: &mut World, ruleset: usize, wanted: &Wanted) -> Edge {
    let route = |world: &mut World, id: &str| {
        shown::belongs(world, ruleset, &crate::pack::For::Route(id.to_owned()))
    };
    match wanted {
        Wanted::LevelAtLeast(level) => shown::level(world, ruleset, *level),
        Wanted::LevelAtMost(level) => shown::level(world, ruleset, level.saturating_add(1)).not(),
        Wanted::Route(id) => route(world, id),
        Wanted::NoRoute(id) => route(world, id).not(),
        Wanted::ReviewAtLeast(called) => {
            review(world, ruleset, &called.review, Some(called.modality))
        }
        Wanted::ReviewAtMost(called) => {
            review(world, ruleset, &called.review, firmer(called.modality)).not()
        }
    }
}

/// A review is called for at least so firmly; never where there is nothing so firm.
fn review(world: &mut World, ruleset: usize, id: &str, firmness: Option<Modality>) -> Edge {
    let Some(firmness) = firmness else { return Edge::FALSE };
    if firmness == Modality::NotAvailable {
        return Edge::TRUE;
    }
    let Some(rules) = world.rules.get(ruleset).cloned() else { return Edge::FALSE };
    // An edition that does not know the review never calls for it.
    let slot = rules.reviews.reviews.iter().find(|slot| slot.review.is.id == id);
    slot.map_or(Edge::FALSE, |slot| {
        shown_reviews::called_for(world, ruleset, &rules, slot, firmness)
    })
}

/// The next that is firmer.
fn firmer(modality: Modality) -> Option<Modality> {
    match modality {
        Modality::NotAvailable => Some(Modality::Power),
        Modality::Power => Some(Modality::Expectation),
        Modality::Expectation => Some(Modality::Duty),
        Modality::Duty => None,
    }
}
