//! Two editions or packs compared: the smallest cases on which they differ.

use super::acts::{Doing, Of, acts};
use super::circuit::Edge;
use super::comparison::{Change, Comparison, Difference, Side, groups};
use super::finding::Proved;
use super::prover::{Limits, Prover, Results, reviews_of, rules_of};
use super::responsible::{About, alone};
use super::sat::{Spent, Work};
use super::shown::{self, Shown};
use super::{fixture, reworded};
use crate::compile::Ruleset;
use crate::date::Day;
use crate::decision::VERSION;
use crate::error::Error;
use crate::pack::{Catalogue, Family};
use crate::reviews::ReviewRules;
use serde_json::Value;
use std::sync::Arc;

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
        groups: groups(&differences),
        differences,
        not_decided,
        facts_before: only(&first, &second),
        facts_after: only(&second, &first),
        reworded: reworded::between(&first, &second),
        steps: work.spent(),
        version: VERSION,
    })
}

/// Whether two rule sets about one subject answer every case alike on a day, and each rule holds in
/// the same ones.
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
    let consistent = [0, 1].map(|ruleset| {
        let all = shown::consistent(&mut prover.world, ruleset);
        prover.world.circuit.all(all)
    });
    prover.domain = consistent.to_vec();
    let either = prover.world.circuit.any(consistent);
    let (differences, not_decided) = (Vec::new(), Vec::new());
    let mut comparing = Comparing { prover, either, depth, days, differences, not_decided };
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
    /// Its cases are those that contradict themselves for neither of the two.
    prover: Prover<'p>,
    /// The case contradicts itself for one of them at most.
    either: Edge,
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
            // Who calls for it more firmly calls for it so firmly too.
            let found = all.iter().filter(|(own, _)| match (own, item) {
                (Shown::Review(own, firm), Shown::Review(review, modality)) => {
                    own == review && firm >= modality
                }
                _ => own == item,
            });
            let least = found.min_by(|(one, _), (other, _)| one.cmp(other));
            least.map_or(Edge::FALSE, |(_, edge)| *edge)
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
            let (name, about) = (name(&item), About::Shown(&item));
            self.differ(gained, &name, &about, [other, one.not()]);
            self.differ(lost, &name, &about, [one, other.not()]);
        }
        self.deadlines();
        if self.prover.world.rules.len() > 2 {
            self.undecided(&before, &after);
        }
        self.differences
            .sort_by(|one, other| (one.change, &one.item).cmp(&(other.change, &other.item)));
    }

    fn everything(&mut self, ruleset: usize) -> Vec<(Shown, Edge)> {
        let mut all = shown::everything(&mut self.prover.world, ruleset);
        if self.depth == Depth::Whether {
            all.extend(shown::each_other_rule(&self.prover.world, ruleset));
        }
        all
    }

    fn duties(&self, ruleset: usize) -> Vec<String> {
        let duties = shown::duties(&self.prover.world, ruleset).into_iter();
        duties.map(|(id, _)| id).collect()
    }

    /// Where each act has more time, less, or a time that is counted otherwise.
    fn deadlines(&mut self) {
        for act in acts(&mut self.prover.world, &[0, 1]) {
            let (before, after): (Vec<&Doing>, Vec<&Doing>) =
                act.iter().partition(|doing| doing.ruleset == 0);
            for one in &before {
                self.time_of(Change::DeadlineLater, one, &after);
            }
            for one in &after {
                self.time_of(Change::DeadlineEarlier, one, &before);
            }
        }
    }

    /// Whether one has its time in some case in which the others allow more, or another one.
    fn time_of(&mut self, change: Change, one: &Doing, others: &[&Doing]) {
        let mut some = |is: Option<bool>| {
            let some = others.iter().filter(|other| other.is_no_longer(one) == is);
            self.prover.world.circuit.any(some.map(|other| other.edge))
        };
        let (in_time, longer, unclear) = (some(Some(true)), some(Some(false)), some(None));
        let (item, of): (String, Of) = (one.known_as().to_owned(), one.belongs_to.clone());
        let about = About::Doing(&of);
        let later = self.prover.world.circuit.all([longer, in_time.not(), unclear.not()]);
        self.differ(change, &item, &about, [one.edge, later]);
        let changed = self.prover.world.circuit.all([unclear, in_time.not()]);
        self.differ(Change::DeadlineChanged, &item, &about, [one.edge, changed]);
    }

    /// Levels and routes that the first settles and that hang on what the second asks beside.
    fn undecided(&mut self, before: &[(Shown, Edge)], after: &[(Shown, Edge)]) {
        let again = self.everything(2);
        let once_more = shown::consistent(&mut self.prover.world, 2);
        for ((item, one), (_, other)) in after.iter().zip(&again) {
            let Some((_, settled)) = before.iter().find(|(own, _)| own == item) else { continue };
            if !matches!(item, Shown::Level(_) | Shown::Route(_) | Shown::Review(..)) {
                continue;
            }
            // What hangs on nothing else has the same gate both times.
            let open = self.prover.world.circuit.all([*one, other.not()]);
            let possible: Vec<Edge> = once_more.iter().copied().chain([open]).collect();
            for settled in [*settled, settled.not()] {
                let item = (Change::NewlyUndecided, name(item), About::Shown(item));
                if open != Edge::FALSE {
                    self.tell((item.0, &item.1, &item.2), settled, &possible);
                }
            }
        }
    }

    fn differ(&mut self, change: Change, item: &str, about: &About<'_>, edges: [Edge; 2]) {
        let is_enough = self.depth == Depth::Whether && !self.differences.is_empty();
        let differ = self.prover.world.circuit.all(edges);
        if !is_enough && differ != Edge::FALSE {
            self.tell((change, item, about), differ, &[]);
        }
    }

    /// Keeps a difference of which no case was seen before.
    fn tell(&mut self, item: (Change, &str, &About<'_>), always: Edge, possible: &[Edge]) {
        let (change, name, _) = item;
        let mut known = self.differences.iter();
        if known.any(|known| known.change == change && known.item == name) {
            return;
        }
        match self.told(item, always, possible) {
            Ok(found) => self.differences.extend(found),
            Err(Spent) => self.not_decided.push(format!("{} {name}", change.word())),
        }
    }

    /// A smallest case in which `always` holds and these can.
    fn told(
        &mut self,
        (change, item, about): (Change, &str, &About<'_>),
        always: Edge,
        possible: &[Edge],
    ) -> Result<Option<Difference>, Spent> {
        let all = |domain: &[Edge]| -> Vec<Edge> {
            [always].iter().chain(possible).chain(domain).copied().collect()
        };
        let mut domain = self.prover.domain.clone();
        if !self.prover.world.can(&all(&domain), &[], self.prover.work)? {
            // What only one of the two calls contradicting is answered by both all the same.
            domain = vec![self.either];
            if !self.prover.world.can(&all(&domain), &[], self.prover.work)? {
                return Ok(None);
            }
        }
        if self.depth == Depth::Whether {
            return Ok(Some(Difference {
                change,
                item: item.to_owned(),
                rules_before: Vec::new(),
                rules_after: Vec::new(),
                contradicting: Vec::new(),
                cases: [Value::Null, Value::Null],
            }));
        }
        let answers = self.prover.case(always, &all(&domain))?;
        let contradicting = self.contradicting(&answers)?;
        let [rules_before, rules_after] = alone(&self.prover, about, &answers);
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
            rules_before,
            rules_after,
            contradicting,
            cases: [told, other],
        }))
    }

    /// The consistency rules that a case breaks.
    fn contradicting(&mut self, answers: &[(usize, usize)]) -> Result<Vec<String>, Spent> {
        let mut found: Vec<String> = Vec::new();
        for ruleset in [0, 1] {
            let Some(rules) = self.prover.world.rules.get(ruleset).cloned() else { continue };
            for rule in &rules.consistency {
                let never = self.prover.world.edge(ruleset, rule.never.pair.holds);
                let id = &rule.rule.is.id;
                let fails = [never.not()];
                if !found.contains(id)
                    && !self.prover.world.can(&fails, answers, self.prover.work)?
                {
                    found.push(id.clone());
                }
            }
        }
        Ok(found)
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
