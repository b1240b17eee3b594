//! Two editions or packs compared: the smallest cases on which they differ.

use super::circuit::Edge;
use super::finding::Proved;
use super::prover::{Limits, Prover, Results, reviews_of, rules_of};
use super::sat::{Spent, Work};
use super::shown::{self, Shown};
use super::smallest::Answers;
use super::{fixture, reworded};
use crate::citation::words;
use crate::compile::Ruleset;
use crate::date::Day;
use crate::decision::VERSION;
use crate::error::Error;
use crate::evaluate::{Known, Search};
use crate::pack::{Catalogue, Family, Then};
use crate::reviews::ReviewRules;
use crate::truth::Truth;
use serde::Serialize;
use serde_json::Value;
use std::sync::Arc;

words! {
    /// What changes between two editions.
    Change {
        /// The second puts some case higher.
        LevelUp = "level-up",
        /// The second puts some case lower.
        LevelDown = "level-down",
        /// The second calls for a review more firmly in some case.
        Firmer = "firmer",
        /// The second calls for a review less firmly in some case.
        LessFirm = "less-firm",
        /// A duty of the first is not there in some case.
        DutyLost = "duty-lost",
        /// A duty is there in some case that the first had not.
        DutyGained = "duty-gained",
        /// A case that the first settles is open in the second, which asks more.
        NewlyUndecided = "newly-undecided",
        /// There is less time.
        DeadlineEarlier = "deadline-earlier",
        /// There is more time.
        DeadlineLater = "deadline-later",
        /// Something else that the first shows is not there in some case.
        Lost = "lost",
        /// Something else is shown that the first does not show.
        Gained = "gained",
    }
}

/// One way in which the two differ.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "PackDifference"))]
pub struct Difference {
    /// What changes.
    pub change: Change,
    /// What it changes: a level, route, step or rule.
    pub item: String,
    /// The rules of the first that hold in the case and of which the second has none that does.
    pub rules_before: Vec<String>,
    /// The rules of the second that hold in the case, likewise.
    pub rules_after: Vec<String>,
    /// A smallest case, as the first and as the second answer it.
    pub cases: [Value; 2],
}

/// A pack with the day whose rules are meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "PackSide"))]
pub struct Side {
    /// The pack.
    pub pack: String,
    /// The day.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Day"))]
    pub as_of: Day,
}

/// What two editions or packs have in common, and how they differ.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "PacksCompared"))]
pub struct Comparison {
    /// `comparison`.
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::schema::comparison_word"))]
    pub answer: &'static str,
    /// The family.
    pub family: Family,
    /// Whom the rules are about.
    pub subject: String,
    /// The first pack and its day.
    pub before: Side,
    /// The second.
    pub after: Side,
    /// Whether every case comes to the same levels, routes, reviews and steps; what these say (who,
    /// how strongly, in which unit) is not compared.
    pub equal: Proved,
    /// How they differ, by what changes.
    pub differences: Vec<Difference>,
    /// What was not decided within the limit.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_decided: Vec<String>,
    /// Facts that the first alone asks about.
    pub facts_before: Vec<String>,
    /// Facts that the second alone asks about.
    pub facts_after: Vec<String>,
    /// Rules, levels, consent rules and steps of both that say it in other words.
    pub reworded: Vec<String>,
    /// How much work it was, in steps of the search.
    pub steps: u64,
    /// The library's version.
    pub version: &'static str,
}

/// Compares the thresholds or reviews of two packs, or of one on two days.
///
/// Ages and spans are those of the case, whatever the day: both are asked about the same age.
///
/// # Errors
///
/// As [`prove`](super::prove()).
///
/// ```
/// # #[cfg(feature = "bundled-packs")] {
/// use safeguarding_rules::{Catalogue, Day, Family, prove};
/// let day = |text| Day::parse(text).unwrap();
/// let (before, after) = (("england", day("2019-01-01")), ("england", day("2019-02-01")));
/// let (packs, family) = (Catalogue::bundled(), Family::Thresholds);
/// let same = prove::compare(&packs, family, before, after, "carer", Default::default());
/// assert_eq!(same.unwrap().equal, prove::Proved::Yes);
/// # }
/// ```
pub fn compare(
    catalogue: &Catalogue,
    family: Family,
    before: (&str, Day),
    after: (&str, Day),
    subject: &str,
    limits: Limits,
) -> Result<Comparison, Error> {
    let first = rules_of(catalogue, family, before.0, subject, before.1)?;
    let second = rules_of(catalogue, family, after.0, subject, after.1)?;
    let work = Work::of(limits.steps);
    let reviews = reviews_of(catalogue, family, &[before.0, after.0, after.0], subject);
    let (differences, not_decided) =
        looked_at(&first, &second, [before.1, after.1], reviews, &work, Depth::Cases);
    let only = |one: &Ruleset, other: &Ruleset| {
        let facts = one.facts().filter(|fact| other.fact_slot(&fact.id).is_none());
        facts.map(|fact| fact.id.clone()).collect()
    };
    let equal = equal(&differences, &not_decided);
    Ok(Comparison {
        answer: "comparison",
        family,
        subject: subject.to_owned(),
        before: Side { pack: before.0.to_owned(), as_of: before.1 },
        after: Side { pack: after.0.to_owned(), as_of: after.1 },
        equal,
        differences,
        not_decided,
        facts_before: only(&first, &second),
        facts_after: only(&second, &first),
        reworded: reworded::between(&first, &second),
        steps: work.spent(),
        version: VERSION,
    })
}

/// Whether two rule sets about one subject answer every case alike on a day.
pub(crate) fn compare_rules(
    first: &Arc<Ruleset>,
    second: &Arc<Ruleset>,
    day: Day,
    limits: Limits,
) -> Proved {
    let work = Work::of(limits.steps);
    let (differences, not_decided) =
        looked_at(first, second, [day, day], Vec::new(), &work, Depth::Whether);
    equal(&differences, &not_decided)
}

fn equal(differences: &[Difference], not_decided: &[String]) -> Proved {
    match (differences.is_empty(), not_decided.is_empty()) {
        (false, _) => Proved::No,
        (true, true) => Proved::Yes,
        (true, false) => Proved::Open,
    }
}

/// How two rule sets differ, and what was not decided.
fn looked_at(
    first: &Arc<Ruleset>,
    second: &Arc<Ruleset>,
    days: [Day; 2],
    reviews: Vec<Arc<ReviewRules>>,
    work: &Work,
    depth: Depth,
) -> (Vec<Difference>, Vec<String>) {
    let [_, day] = days;
    let mut results = Results::default();
    let mut both = vec![(Arc::clone(first), day), (Arc::clone(second), day)];
    // Where the second asks more, once more with other answers to that.
    if second.facts().any(|fact| first.fact_slot(&fact.id).is_none()) {
        both.push((Arc::clone(second), day));
    }
    let mut prover = Prover::new(&both, work, &mut results);
    prover.world.reviews = reviews;
    prover.domain = shown::consistent(&mut prover.world, 0);
    let of_second = shown::consistent(&mut prover.world, 1);
    prover.domain.extend(of_second);
    let once_more = shown::consistent(&mut prover.world, 2);
    prover.domain.extend(once_more);
    let mut comparing =
        Comparing { prover, depth, days, differences: Vec::new(), not_decided: Vec::new() };
    comparing.look();
    (comparing.differences, comparing.not_decided)
}

/// How much is wanted of a comparison.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    /// Every difference, each with its smallest case.
    Cases,
    /// Whether there is one.
    Whether,
}

struct Comparing<'p> {
    prover: Prover<'p>,
    depth: Depth,
    days: [Day; 2],
    differences: Vec<Difference>,
    not_decided: Vec<String>,
}

impl Comparing<'_> {
    fn look(&mut self) {
        let (before, after) = (self.everything(0), self.everything(1));
        let mut items: Vec<Shown> =
            before.iter().chain(&after).map(|(item, _)| item.clone()).collect();
        items.sort();
        items.dedup();
        let of = |all: &[(Shown, Edge)], item: &Shown| {
            let found = all.iter().find(|(own, _)| own == item);
            found.map_or(Edge::FALSE, |(_, edge)| *edge)
        };
        let duties = [self.duties(0), self.duties(1)].concat();
        for item in items {
            let (one, other) = (of(&before, &item), of(&after, &item));
            let is_duty = matches!(&item, Shown::Route(id) if duties.contains(id));
            let (gained, lost) = match item {
                Shown::Level(_) => (Change::LevelUp, Change::LevelDown),
                Shown::Review(..) => (Change::Firmer, Change::LessFirm),
                _ if is_duty => (Change::DutyGained, Change::DutyLost),
                _ => (Change::Gained, Change::Lost),
            };
            self.differ(gained, &name(&item), [other, one.not()]);
            self.differ(lost, &name(&item), [one, other.not()]);
        }
        self.deadlines();
        if self.prover.world.rules.len() > 2 {
            self.undecided(&before, &after);
        }
        self.differences
            .sort_by(|one, other| (one.change, &one.item).cmp(&(other.change, &other.item)));
    }

    fn everything(&mut self, ruleset: usize) -> Vec<(Shown, Edge)> {
        shown::everything(&mut self.prover.world, ruleset)
    }

    fn duties(&self, ruleset: usize) -> Vec<String> {
        let duties = shown::duties(&self.prover.world, ruleset).into_iter();
        duties.map(|(id, _)| id).collect()
    }

    fn deadlines(&mut self) {
        let before = shown::limits(&mut self.prover.world, 0);
        let after = shown::limits(&mut self.prover.world, 1);
        for one in &before {
            let Some(other) = after.iter().find(|other| other.is_like(one)) else { continue };
            let mut lengths: Vec<u32> =
                one.steps.iter().chain(&other.steps).map(|(length, ..)| *length).collect();
            lengths.sort_unstable();
            lengths.dedup();
            for length in lengths {
                let mut up_to = |limits: &shown::Limits| {
                    let steps = limits.steps.iter().filter(|(own, ..)| *own <= length);
                    self.prover.world.circuit.any(steps.map(|(_, edge, _)| *edge))
                };
                let (in_time, as_soon) = (up_to(one), up_to(other));
                let mut some = |limits: &shown::Limits| {
                    let steps = limits.steps.iter();
                    self.prover.world.circuit.any(steps.map(|(_, edge, _)| *edge))
                };
                let (here, there) = (some(one), some(other));
                let item = format!("from {}", one.from);
                let later = self.prover.world.circuit.all([as_soon.not(), there]);
                self.differ(Change::DeadlineLater, &item, [in_time, later]);
                let earlier = self.prover.world.circuit.all([in_time.not(), here]);
                self.differ(Change::DeadlineEarlier, &item, [as_soon, earlier]);
            }
        }
    }

    /// Levels and routes that the first settles and that hang on what the second asks beside.
    fn undecided(&mut self, before: &[(Shown, Edge)], after: &[(Shown, Edge)]) {
        let again = self.everything(2);
        for ((item, one), (_, other)) in after.iter().zip(&again) {
            let Some((_, settled)) = before.iter().find(|(own, _)| own == item) else { continue };
            if !matches!(item, Shown::Level(_) | Shown::Route(_) | Shown::Review(..)) {
                continue;
            }
            let open = self.prover.world.circuit.all([*one, other.not()]);
            for settled in [*settled, settled.not()] {
                let (change, item) = (Change::NewlyUndecided, name(item));
                let mut known = self.differences.iter();
                if known.any(|one| one.change == change && one.item == item) {
                    break;
                }
                match self.told(change, &item, settled, &[open]) {
                    Ok(found) => self.differences.extend(found),
                    Err(Spent) => self.not_decided.push(format!("{} {item}", change.word())),
                }
            }
        }
    }

    fn differ(&mut self, change: Change, item: &str, edges: [Edge; 2]) {
        let known = self.differences.iter();
        let is_enough = self.depth == Depth::Whether && !self.differences.is_empty();
        if is_enough || known.clone().any(|known| known.change == change && known.item == item) {
            return;
        }
        let differ = self.prover.world.circuit.all(edges);
        match self.told(change, item, differ, &[]) {
            Ok(found) => self.differences.extend(found),
            Err(Spent) => self.not_decided.push(format!("{} {item}", change.word())),
        }
    }

    /// A smallest case in which `always` holds and these can.
    fn told(
        &mut self,
        change: Change,
        item: &str,
        always: Edge,
        possible: &[Edge],
    ) -> Result<Option<Difference>, Spent> {
        let mut all = possible.to_vec();
        all.push(always);
        if !self.prover.can(&all)? {
            return Ok(None);
        }
        if self.depth == Depth::Whether {
            return Ok(Some(Difference {
                change,
                item: item.to_owned(),
                rules_before: Vec::new(),
                rules_after: Vec::new(),
                cases: [Value::Null, Value::Null],
            }));
        }
        all.extend(&self.prover.domain);
        let answers = self.prover.case(always, &all)?;
        let (before, after) = (self.true_rules(0, &answers), self.true_rules(1, &answers));
        let alone = |own: &[String], others: &[String]| -> Vec<String> {
            own.iter().filter(|rule| !others.contains(rule)).cloned().collect()
        };
        let [first, second] = self.days;
        let [told, other] = [(0, first, "before"), (1, second, "after")].map(|(at, day, word)| {
            let name = format!("{}-{item}-{word}", change.word());
            let story = format!("What the rules say {word}.");
            let from = self.prover.days.first().copied().unwrap_or(day);
            fixture::fixture_moved(&self.prover.world, at, (from, day), &answers, (&name, &story))
        });
        Ok(Some(Difference {
            change,
            item: item.to_owned(),
            rules_before: alone(&before, &after),
            rules_after: alone(&after, &before),
            cases: [told, other],
        }))
    }

    /// The rules of a level or route that hold in a case.
    fn true_rules(&self, ruleset: usize, answers: &Answers) -> Vec<String> {
        let world = &self.prover.world;
        let Some(rules) = world.rules.get(ruleset) else { return Vec::new() };
        let day = self.prover.days.get(ruleset).copied().unwrap_or(Day::FIRST);
        let known: Known = fixture::known_in(world, rules, day, answers);
        let search = Search::new(&known);
        let holds = rules.rules.iter().filter(|slot| {
            let leads = !matches!(slot.rule.is.then, Then::Define | Then::Protective { .. });
            leads && search.truth(slot.part.pair.holds, slot.part.pair.fails) == Truth::True
        });
        holds.map(|slot| slot.rule.is.id.clone()).collect()
    }
}

fn name(item: &Shown) -> String {
    match item {
        Shown::Applies => "applies".to_owned(),
        Shown::Level(number) => format!("level-{number}"),
        Shown::Route(id) => format!("route:{id}"),
        Shown::WithoutConsent(id) => format!("without-consent:{id}"),
        Shown::Scope(id) => format!("scope:{id}"),
        Shown::Review(id, modality) => format!("{id}:{}", modality.word()),
        Shown::Consent(id)
        | Shown::Step(id)
        | Shown::Rule(id)
        | Shown::Role(id)
        | Shown::Link(id)
        | Shown::Action(id) => id.clone(),
    }
}
