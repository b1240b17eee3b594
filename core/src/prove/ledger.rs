//! What was decided and found of packs whose claims need no circuit: every item is looked at.

use super::finding::{Claim, Claimed, Declared, Found, Proof, Proved};
use super::sat::Work;
use crate::citation::Standing;
use crate::date::Day;
use crate::decision::VERSION;
use crate::pack::{Catalogue, Family, Layered};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// One pack on one day.
#[derive(Clone, Copy)]
pub(super) struct Looked<'c> {
    pub catalogue: &'c Catalogue,
    pub family: Family,
    pub pack: &'c str,
    pub as_of: Day,
}

/// What is known of each claim so far.
pub(super) struct Ledger<'w> {
    claims: &'static [Claim],
    subject: String,
    work: &'w Work,
    decided: BTreeMap<Claim, usize>,
    open: Vec<(Claim, String)>,
    found: Vec<Found>,
    declared: Vec<Declared>,
}

impl<'w> Ledger<'w> {
    pub(super) fn of(claims: &'static [Claim], subject: &str, work: &'w Work) -> Ledger<'w> {
        Ledger {
            claims,
            subject: subject.to_owned(),
            work,
            decided: BTreeMap::new(),
            open: Vec::new(),
            found: Vec::new(),
            declared: Vec::new(),
        }
    }

    /// Whether there is work left to look at an item, which is then decided; else it is open.
    pub(super) fn looks_at(&mut self, claim: Claim, item: &str, steps: u64) -> bool {
        let can = !self.work.is_spent();
        if can {
            self.work.spend(steps.max(1));
            *self.decided.entry(claim).or_default() += 1;
        } else {
            self.leave_open(claim, item);
        }
        can
    }

    /// An item that could not be looked at in full.
    pub(super) fn leave_open(&mut self, claim: Claim, item: &str) {
        let entry = (claim, item.to_owned());
        if !self.open.contains(&entry) {
            self.open.push(entry);
        }
    }

    pub(super) fn find(
        &mut self,
        claim: Claim,
        code: &'static str,
        items: &[&str],
        words: String,
        fixtures: Vec<Value>,
    ) {
        let found = self.found_as(claim, code, items, words, fixtures);
        self.found.push(found);
    }

    /// What would be a finding, were it not said why it is so.
    pub(super) fn declare(
        &mut self,
        (claim, code): (Claim, &'static str),
        items: &[&str],
        words: String,
        fixtures: Vec<Value>,
        (because, standings): (&str, &[&Standing]),
    ) {
        let found = self.found_as(claim, code, items, words, fixtures);
        let mut cites = Vec::new();
        for cite in standings.iter().flat_map(|standing| &standing.cites) {
            if !cites.contains(cite) {
                cites.push(cite.clone());
            }
        }
        self.declared.push(Declared { found, because: because.to_owned(), cites });
    }

    fn found_as(
        &self,
        claim: Claim,
        code: &'static str,
        items: &[&str],
        words: String,
        fixtures: Vec<Value>,
    ) -> Found {
        let items = items.iter().map(|item| (*item).to_owned()).collect();
        Found { claim, code, subject: self.subject.clone(), items, words, fixtures }
    }

    /// Every citation resolves and says where.
    pub(super) fn cited(&mut self, layered: &Layered) {
        let mut lost: Vec<(String, String)> = Vec::new();
        let mut all: Vec<String> = Vec::new();
        layered.items.each_cites(&mut |cites, at| {
            all.push(at.to_owned());
            let is_lost = |source: &str, at: &str| {
                !layered.sources.contains_key(source) || at.trim().is_empty()
            };
            let mut cites = cites.iter();
            if let Some(cite) = cites.find(|cite| is_lost(&cite.source, &cite.at)) {
                lost.push((at.to_owned(), cite.source.clone()));
            }
        });
        for at in all {
            if !self.looks_at(Claim::Cited, &at, 1) {
                continue;
            }
            if let Some((_, source)) = lost.iter().find(|(place, _)| *place == at) {
                let words = format!("What stands at {at} cites what cannot be found.");
                self.find(Claim::Cited, "citation-lost", &[&at, source], words, Vec::new());
            }
        }
    }

    pub(super) fn into_proof(mut self, looked: Looked<'_>) -> Proof {
        let claims = self.claims.iter();
        let claims = claims.map(|claim| claimed(*claim, &self.decided, &self.open, &self.found));
        let claims: Vec<Claimed> = claims.collect();
        self.found.sort_by_key(|found| found.claim);
        Proof {
            answer: "proof",
            family: looked.family,
            pack: looked.pack.to_owned(),
            as_of: looked.as_of,
            subjects: vec![self.subject],
            decided: self.open.is_empty(),
            claims,
            findings: self.found,
            declared: self.declared,
            spared: None,
            steps: self.work.spent(),
            version: VERSION,
        }
    }
}

impl Looked<'_> {
    /// What the library answers to a request; null where it refuses it.
    pub(super) fn answer(&self, request: &Value) -> Value {
        super::answering::answer(self, request)
    }

    /// A request of this pack on this day.
    pub(super) fn request(&self, question: &str, more: Value) -> Value {
        let mut request = Map::new();
        request.insert("question".to_owned(), json!(question));
        request.insert("pack".to_owned(), json!(self.pack));
        if self.family == Family::Membership {
            request.insert("as_of".to_owned(), json!(self.as_of));
        }
        if let Value::Object(more) = more {
            request.extend(more.into_iter().filter(|(_, value)| *value != json!({})));
        }
        Value::Object(request)
    }
}

/// A case as people write it.
pub(super) fn fixture(name: &str, story: &str, request: Value, expect: Value) -> Value {
    json!({ "name": name, "story": story, "request": request, "expect": expect })
}

/// What became of a claim: refuted by what was found of it, else open where something was not
/// decided.
pub(super) fn claimed(
    claim: Claim,
    decided: &BTreeMap<Claim, usize>,
    open: &[(Claim, String)],
    found: &[Found],
) -> Claimed {
    let open = open.iter().filter(|(of, _)| *of == claim);
    let not_decided: Vec<String> = open.map(|(_, item)| item.clone()).collect();
    let proved = if found.iter().any(|found| found.claim == claim) {
        Proved::No
    } else if not_decided.is_empty() {
        Proved::Yes
    } else {
        Proved::Open
    };
    Claimed { claim, proved, decided: decided.get(&claim).copied().unwrap_or(0), not_decided }
}
