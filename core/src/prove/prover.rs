//! Proves the claims about a pack, subject by subject.

use super::circuit::Edge;
use super::elsewhere::Elsewhere;
use super::finding::{Claim, Claimed, Declared, Found, Proof};
use super::fixture::fixture;
use super::ledger::claimed;
use super::sat::{Spent, Work};
use super::shown;
use super::smallest::{Answers, Sought, smallest};
use super::spared::{Spared, spared};
use super::world::World;
use super::{audits, dead, facts, floor, membership, monotone, outcomes};
use crate::compile::Ruleset;
use crate::date::Day;
use crate::decision::VERSION;
use crate::error::Error;
use crate::pack::{Catalogue, Family, no_subject};
use crate::reviews::ReviewRules;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How much work a question may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Steps of the search, whatever the machine: the same question is decided everywhere alike.
    pub steps: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { steps: 400_000_000 }
    }
}

/// At most so many steps to find a smallest case; beyond them a small one is given.
const STEPS_OF_A_CASE: u64 = 4_000_000;

/// One step in so many may go into finding smallest cases; what is claimed is decided first.
const PART_FOR_CASES: u64 = 4;

/// So many gates looked at are one step of the search.
pub(super) const GATES_OF_A_STEP: u64 = 16;

/// A case of more answers is told by those that are not no.
const MOST_PLAIN: usize = 5;

/// Proves what is claimed of one family of a pack, with the rules of a day.
///
/// Every finding comes with a smallest case.
/// What was not decided within the limit is named; nothing undecided is called proved.
///
/// # Errors
///
/// `request.unknown-pack`, `request.no-edition`, `request.unknown-subject`.
///
/// ```
/// # #[cfg(feature = "bundled-packs")] {
/// use safeguarding_rules::{Catalogue, Day, Family, prove};
/// let (day, carer) = (Day::parse("2024-05-01").unwrap(), Some("carer"));
/// let (packs, limits) = (Catalogue::bundled(), Default::default());
/// let proof = prove::prove(&packs, Family::Thresholds, "walsall", carer, day, limits);
/// assert!(proof.unwrap().decided);
/// # }
/// ```
pub fn prove(
    catalogue: &Catalogue,
    family: Family,
    pack: &str,
    subject: Option<&str>,
    as_of: Day,
    limits: Limits,
) -> Result<Proof, Error> {
    let layered = catalogue.layered(family, pack, as_of)?;
    match family {
        Family::Thresholds | Family::Reviews => {}
        Family::Audits => return audits::prove(catalogue, pack, subject, as_of, limits),
        Family::Membership => return membership::prove(catalogue, pack, subject, as_of, limits),
    }
    let subjects: Vec<String> = match subject {
        Some(subject) => vec![subject.to_owned()],
        None => layered.subjects().map(str::to_owned).collect(),
    };
    let work = Work::of(limits.steps);
    let mut results = Results { spared: Some(Vec::new()), ..Results::default() };
    let mut all: Vec<(Arc<Ruleset>, Day)> = Vec::new();
    for subject in &subjects {
        let rules = rules_of(catalogue, family, pack, subject, as_of)?;
        all.push((Arc::clone(&rules), as_of));
        let mut elsewhere = elsewhere(catalogue, (family, pack), subject, (&rules, as_of));
        let mut prover = Prover::new(&[(rules, as_of)], &work, &mut results);
        prover.world.reviews = reviews_of(catalogue, family, &[pack], subject);
        outcomes::prove(&mut prover);
        outcomes::of_reviews(&mut prover);
        dead::prove(&mut prover, &mut elsewhere);
        facts::prove(
            &mut prover,
            &compared_on_other_days(catalogue, (family, pack), subject, as_of),
        );
        monotone::prove(&mut prover);
        if let Some(base) = base_of(catalogue, family, pack, as_of)
            && let Ok(rules) = rules_of(catalogue, family, &base, subject, as_of)
            && let Some((own, _)) = all.last().cloned()
        {
            let both = [(own, as_of), (rules, as_of)];
            let mut prover = Prover::new(&both, &work, &mut results);
            prover.world.reviews = reviews_of(catalogue, family, &[pack, &base], subject);
            floor::prove(&mut prover, &base);
        }
    }
    if subject.is_none() && !all.is_empty() {
        outcomes::nobody_between(&mut Prover::new(&all, &work, &mut results));
    }
    results.cited(&all);
    // Last, so that what is claimed is decided first.
    for side in &all {
        let Some(mut listed) = results.spared.take() else { break };
        let prover = Prover::new(std::slice::from_ref(side), &work, &mut results);
        let own = spared(&prover);
        results.spared = own.map(|own| {
            listed.extend(own);
            listed
        });
    }
    Ok(results.into_proof(family, pack, as_of, subjects, work.spent()))
}

/// The rules about a subject on a day, of a family of which something is proved.
pub(super) fn rules_of(
    catalogue: &Catalogue,
    family: Family,
    pack: &str,
    subject: &str,
    as_of: Day,
) -> Result<Arc<Ruleset>, Error> {
    match family {
        Family::Thresholds => catalogue.rules(pack, subject, as_of),
        Family::Reviews => {
            let layered = catalogue.layered(family, pack, as_of)?;
            layered.rules(subject).ok_or_else(|| no_subject(layered, subject))
        }
        Family::Audits | Family::Membership => {
            let message = format!("packs of the family `{}` are not compared", family.word());
            Err(Error::new("prove.family", "/family", message))
        }
    }
}

/// The rules of these packs about incidents, with which cases are told; none for other families.
pub(super) fn reviews_of(
    catalogue: &Catalogue,
    family: Family,
    packs: &[&str],
    subject: &str,
) -> Vec<Arc<ReviewRules>> {
    if family != Family::Reviews {
        return Vec::new();
    }
    packs.iter().filter_map(|pack| catalogue.reviews(pack, subject).ok()).collect()
}

/// The rules about a subject on all days, and on every day of the pack beneath.
fn elsewhere(
    catalogue: &Catalogue,
    (family, pack): (Family, &str),
    subject: &str,
    (own, as_of): (&Arc<Ruleset>, Day),
) -> Elsewhere {
    let line = catalogue.line(family, pack).iter();
    let base = base_of(catalogue, family, pack, as_of);
    let below = base.iter().flat_map(|base| catalogue.line(family, base));
    let all = line.chain(below);
    let all = all.filter_map(|one| Some((one.rules(subject)?, one.from, one.until))).collect();
    Elsewhere::of(all, (own, as_of), replaced(catalogue, family, pack, subject))
}

/// The rules of a pack that packs laid over it take the place of.
fn replaced(catalogue: &Catalogue, family: Family, pack: &str, subject: &str) -> Vec<String> {
    let extends = |name: &&str| {
        let mut editions = catalogue.editions(name);
        editions.any(|edition| edition.extends.as_deref() == Some(pack))
    };
    let lines = catalogue.packs().filter(extends).flat_map(|name| catalogue.line(family, name));
    let mut found = Vec::new();
    for rules in lines.filter_map(|layered| layered.rules(subject)) {
        found.extend(rules.rules.iter().filter_map(|slot| slot.rule.is.overrides.clone()));
    }
    found
}

/// The facts that some rule compares on a day with other rules.
fn compared_on_other_days(
    catalogue: &Catalogue,
    (family, pack): (Family, &str),
    subject: &str,
    as_of: Day,
) -> Vec<String> {
    let line = catalogue.line(family, pack).iter();
    let others = line.filter(|layered| !layered.covers(as_of));
    let rulesets = others.filter_map(|layered| layered.rules(subject));
    let mut found: Vec<String> = Vec::new();
    for rules in rulesets {
        let compared = rules
            .facts
            .iter()
            .filter(|fact| rules.variables_of(fact).any(|(_, variable)| variable.literals > 0));
        found.extend(compared.map(|fact| fact.fact.is.id.clone()));
    }
    found.sort();
    found.dedup();
    found
}

/// The pack that lies beneath on a day.
pub(super) fn base_of(
    catalogue: &Catalogue,
    family: Family,
    pack: &str,
    as_of: Day,
) -> Option<String> {
    let mut editions = catalogue.editions(pack).filter(|edition| {
        edition.family == family
            && edition.from <= as_of
            && edition.until.is_none_or(|until| as_of < until)
    });
    editions.next().and_then(|edition| edition.extends.clone())
}

/// What was decided so far.
#[derive(Debug, Default)]
pub(super) struct Results {
    decided: BTreeMap<Claim, usize>,
    open: Vec<(Claim, String)>,
    found: Vec<Found>,
    declared: Vec<Declared>,
    /// What single answers spare, where it was decided for every subject.
    spared: Option<Vec<Spared>>,
    /// Steps that went into finding smallest cases.
    steps_of_cases: u64,
}

impl Results {
    fn into_proof(
        mut self,
        family: Family,
        pack: &str,
        as_of: Day,
        subjects: Vec<String>,
        steps: u64,
    ) -> Proof {
        let claims = Claim::WORDS.iter();
        let claims =
            claims.map(|(_, claim)| claimed(*claim, &self.decided, &self.open, &self.found));
        let claims: Vec<Claimed> = claims.collect();
        self.found.sort_by_key(|found| found.claim);
        Proof {
            answer: "proof",
            family,
            pack: pack.to_owned(),
            as_of,
            subjects,
            decided: self.open.is_empty(),
            claims,
            findings: self.found,
            declared: self.declared,
            spared: self.spared,
            steps,
            version: VERSION,
        }
    }

    /// One deadline that several facts lengthen is one finding; the others join its items.
    fn unless_known(&mut self, found: Found) -> Option<Found> {
        let is_same = |known: &&mut Found| {
            known.code == found.code
                && known.code == "deadline-lengthened"
                && known.items.get(1) == found.items.get(1)
        };
        let Some(known) = self.found.iter_mut().find(is_same) else { return Some(found) };
        known.items.extend(found.items.into_iter().next());
        None
    }

    /// A pack that loads cites what there is, and marks how it knows; here both are seen again.
    fn cited(&mut self, all: &[(Arc<Ruleset>, Day)]) {
        for (rules, _) in all {
            for slot in &rules.rules {
                let rule = &slot.rule.is;
                let lost =
                    rule.standing.cites.iter().find(|cite| {
                        rules.source(&cite.source).is_none() || cite.at.trim().is_empty()
                    });
                let count = self.decided.entry(Claim::Cited).or_default();
                *count = count.saturating_add(1);
                if let Some(lost) = lost {
                    self.found.push(Found {
                        claim: Claim::Cited,
                        code: "citation-lost",
                        subject: rules.subject().to_owned(),
                        items: vec![rule.id.clone(), lost.source.clone()],
                        words: format!("Rule `{}` cites what cannot be found.", rule.id),
                        fixtures: Vec::new(),
                    });
                }
            }
        }
    }
}

/// The rules of a subject, with what was found of them.
pub(super) struct Prover<'p> {
    pub world: World,
    pub days: Vec<Day>,
    /// What holds of every case that is looked at: the rules apply, no answers contradict.
    pub domain: Vec<Edge>,
    pub work: &'p Work,
    results: &'p mut Results,
}

/// What was found of one item, before it has its case.
pub(super) struct Defect {
    pub code: &'static str,
    pub items: Vec<String>,
    pub words: String,
    pub fixtures: Vec<Value>,
}

impl<'p> Prover<'p> {
    pub(super) fn new(
        rules: &[(Arc<Ruleset>, Day)],
        work: &'p Work,
        results: &'p mut Results,
    ) -> Prover<'p> {
        let mut world = World::of(rules);
        let domain = shown::domain(&mut world, 0);
        let days = rules.iter().map(|(_, day)| *day).collect();
        Prover { world, days, domain, work, results }
    }

    pub(super) fn rules(&self) -> Option<Arc<Ruleset>> {
        self.world.rules.first().cloned()
    }

    /// Gates once a slot stands in a cell; looking at them is work too.
    pub(super) fn fixed(&mut self, edges: &[Edge], slot: usize, cell: usize) -> Vec<Edge> {
        let (fixed, looked_at) = self.world.circuit.fixed(edges, slot, cell);
        self.work.spend(u64::try_from(looked_at).unwrap_or(u64::MAX));
        fixed
    }

    /// Decides a claim for one item.
    pub(super) fn decide(
        &mut self,
        claim: Claim,
        item: &str,
        decide: impl FnOnce(&mut Self) -> Result<Option<Defect>, Spent>,
    ) {
        let found = if self.work.is_spent() { Err(Spent) } else { decide(self) };
        match found {
            Err(Spent) => self.results.open.push((claim, item.to_owned())),
            Ok(found) => {
                let count = self.results.decided.entry(claim).or_default();
                *count = count.saturating_add(1);
                let found = found.map(|defect| self.found(claim, defect));
                let found = found.and_then(|found| self.results.unless_known(found));
                self.results.found.extend(found);
            }
        }
    }

    pub(super) fn found(&self, claim: Claim, defect: Defect) -> Found {
        let subject = self.world.rules.first().map_or("", |rules| rules.subject()).to_owned();
        let Defect { code, items, words, fixtures } = defect;
        Found { claim, code, subject, items, words, fixtures }
    }

    pub(super) fn declare(&mut self, declared: Declared) {
        self.results.declared.push(declared);
    }

    /// Whether these can hold in a case that is looked at.
    pub(super) fn can(&mut self, edges: &[Edge]) -> Result<bool, Spent> {
        let all: Vec<Edge> = self.domain.iter().chain(edges).copied().collect();
        self.world.can(&all, &[], self.work)
    }

    /// The fewest answers with which a gate holds whatever else is answered, in cases in which
    /// these can hold too; a few where the fewest are not found soon, none where there are none.
    pub(super) fn case(&mut self, always: Edge, possible: &[Edge]) -> Result<Answers, Spent> {
        let (always, looked_at) = self.world.circuit.simpler(always);
        self.work.spend(u64::try_from(looked_at).unwrap_or(u64::MAX) / GATES_OF_A_STEP);
        if self.results.steps_of_cases > self.work.given() / PART_FOR_CASES {
            return self.few(always, possible);
        }
        let plain =
            self.fewest(Sought { most: MOST_PLAIN, ..Sought::one(always, possible.to_vec()) });
        if let Ok(Some(answers)) = plain {
            return Ok(answers);
        }
        // Many answers of a long case are no: there those that are not are counted.
        let no = self.world.slots.iter().map(|slot| slot.is_no_by_itself().then(|| vec![0]));
        let no: Vec<Option<Vec<usize>>> = no.collect();
        let others =
            self.fewest(Sought { given: no.clone(), ..Sought::one(always, possible.to_vec()) });
        match others {
            Ok(Some(mut answers)) => {
                let of_no = no.iter().enumerate().filter(|(_, given)| given.is_some());
                let left: Answers = of_no
                    .map(|(slot, _)| (slot, 0))
                    .filter(|(slot, _)| !answers.iter().any(|(own, _)| own == slot))
                    .collect();
                answers.extend(left);
                answers.sort_unstable();
                Ok(answers)
            }
            Ok(None) | Err(Spent) => self.few(always, possible),
        }
    }

    fn fewest(&mut self, sought: Sought) -> Result<Option<Answers>, Spent> {
        let some = Work::of(STEPS_OF_A_CASE);
        let found = smallest(&mut self.world, &sought, &some);
        self.work.spend(some.spent());
        self.results.steps_of_cases = self.results.steps_of_cases.saturating_add(some.spent());
        Ok(found?.into_iter().next())
    }

    /// A case from which no single answer can be left out; found at once.
    pub(super) fn few(&mut self, always: Edge, possible: &[Edge]) -> Result<Answers, Spent> {
        let all: Vec<Edge> = possible.iter().chain([&always]).copied().collect();
        // Everything else is no, where that can be.
        let no: Answers = self
            .world
            .slots
            .iter()
            .enumerate()
            .filter(|(_, slot)| slot.is_no_by_itself())
            .map(|(slot, _)| (slot, 0))
            .collect();
        let mut kept: Answers = Vec::new();
        if self.world.can(&all, &no, self.work)? {
            kept = no;
        } else if !self.world.can(&all, &[], self.work)? {
            return Ok(Vec::new());
        }
        let mut slots: Vec<usize> = self.world.circuit.helping(always).into_keys().collect();
        slots.sort_unstable();
        let cells = self.world.found();
        slots.retain(|slot| !kept.iter().any(|(own, _)| own == slot));
        let of = |slot: &usize| cells.get(*slot).map(|cell| (*slot, *cell));
        let mut answers: Answers = slots.iter().filter_map(of).collect();
        for slot in slots {
            let fewer: Answers = answers.iter().copied().filter(|(own, _)| *own != slot).collect();
            let all: Answers = fewer.iter().chain(&kept).copied().collect();
            if !self.world.can(&[always.not()], &all, self.work)? {
                answers = fewer;
            }
        }
        answers.extend(kept);
        answers.sort_unstable();
        Ok(answers)
    }

    /// The case as people write it, for one of the rule sets.
    pub(super) fn fixture(
        &self,
        ruleset: usize,
        answers: &Answers,
        name: &str,
        story: &str,
    ) -> Value {
        let day = self.days.get(ruleset).copied().unwrap_or(Day::FIRST);
        fixture(&self.world, ruleset, day, answers, (name, story))
    }
}
