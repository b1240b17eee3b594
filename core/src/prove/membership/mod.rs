//! What is proved of who sits where and who decides what, on one day.
//!
//! Everything there is finite: matters, bodies, seats and the values that settings can have.
//! Each is looked at in every way in which the settings on which it hangs can be set, by the same
//! code that answers questions about it.

mod beneath;
mod deciding;
mod quorums;
mod unused;
mod values;

use super::Limits;
use super::finding::{Claim, Proof};
use super::ledger::{Ledger, Looked};
use super::prover::base_of;
use super::sat::Work;
use crate::date::Day;
use crate::error::Error;
use crate::membership::{MembershipRules, Scene};
use crate::pack::membership::Days;
use crate::pack::{Catalogue, Family, Items, Layered, Setting, SettingValue};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What is claimed of the family.
const CLAIMS: &[Claim] =
    &[Claim::OneOutcome, Claim::NothingDead, Claim::NotBelowBase, Claim::Cited];

/// So many steps it counts for to ask the library once.
const STEPS_OF_AN_ANSWER: u64 = 1_000;

/// Proves what is claimed of the membership of a pack.
///
/// # Errors
///
/// `request.unknown-pack`, `request.no-edition`, `request.unknown-subject`.
pub(super) fn prove(
    catalogue: &Catalogue,
    pack: &str,
    subject: Option<&str>,
    as_of: Day,
    limits: Limits,
) -> Result<Proof, Error> {
    let layered = catalogue.layered(Family::Membership, pack, as_of)?;
    let first = layered.subjects().next().unwrap_or_default().to_owned();
    let asked = subject.unwrap_or(&first);
    layered.check_subject(Some(asked))?;
    let rules = catalogue.membership(pack, as_of)?;
    let work = Work::of(limits.steps);
    let mut ledger = Ledger::of(CLAIMS, asked, &work);
    let looked = Looked { catalogue, family: Family::Membership, pack, as_of };
    let (around, beneath) = (around(&looked, layered), beneath(&looked));
    let inquiry = Inquiry { looked, rules: &rules, layered, around, beneath };
    deciding::prove(&inquiry, &mut ledger);
    quorums::prove(&inquiry, &mut ledger);
    unused::prove(&inquiry, &mut ledger);
    values::prove(&inquiry, &mut ledger);
    beneath::prove(&inquiry, &mut ledger);
    ledger.cited(layered);
    Ok(ledger.into_proof(looked))
}

/// What is looked at.
struct Inquiry<'p> {
    looked: Looked<'p>,
    rules: &'p MembershipRules,
    layered: &'p Arc<Layered>,
    /// The lists of every day of the pack, of the one beneath and of those laid over it.
    around: Vec<&'p Items>,
    /// What stands in the pack beneath, of which it is proved there.
    beneath: BTreeSet<&'p str>,
}

impl<'p> Inquiry<'p> {
    /// The day with these values set, and all other settings open or as published.
    fn scene_with(&self, values: &BTreeMap<String, SettingValue>) -> Scene<'p> {
        self.rules.scene_with(values.clone())
    }

    fn scene(&self) -> Scene<'p> {
        self.scene_with(&BTreeMap::new())
    }

    /// Every way of setting the choices among these settings that have a published value, since
    /// nothing else would look at their other values.
    fn published(&self, settings: &[&str]) -> Vec<BTreeMap<String, SettingValue>> {
        let mut all = vec![BTreeMap::new()];
        for setting in self.layered.items.settings.iter().map(|one| &one.is) {
            if setting.default.is_none() || !settings.contains(&setting.id.as_str()) {
                continue;
            }
            let mut next = Vec::new();
            for known in &all {
                for choice in &setting.choices {
                    let mut more: BTreeMap<String, SettingValue> = known.clone();
                    more.insert(setting.id.clone(), choice.value.clone());
                    next.push(more);
                }
            }
            if !next.is_empty() {
                all = next;
            }
        }
        all
    }

    /// The settings that the pack itself declares, or in its own words.
    fn own_settings(&self) -> impl Iterator<Item = &'p Setting> {
        let all = self.layered.items.settings.iter().map(|one| &one.is);
        all.filter(|one| one.overrides.is_some() || !self.beneath.contains(one.id.as_str()))
    }

    /// Whether something is in force on the day in some way of setting the settings.
    fn may_be(&self, days: &'p Days) -> bool {
        let scene = self.scene();
        let ways = scene.worlds(|world| world.in_force(days));
        ways.into_iter().any(|(_, is)| is)
    }

    fn request(&self, question: &str, more: Value) -> Value {
        self.looked.request(question, more)
    }
}

/// The ids of what may be used nowhere and stands in the pack beneath on some day.
fn beneath<'p>(looked: &Looked<'p>) -> BTreeSet<&'p str> {
    let base = base_of(looked.catalogue, looked.family, looked.pack, looked.as_of);
    let line = base.iter().flat_map(|base| looked.catalogue.line(looked.family, base));
    let mut found = BTreeSet::new();
    for items in line.map(|one| &one.items) {
        let lists = &items.membership;
        found.extend(lists.bodies.iter().map(|one| one.is.id.as_str()));
        found.extend(lists.offices.iter().map(|one| one.is.id.as_str()));
        found.extend(lists.patterns.iter().map(|one| one.is.id.as_str()));
        found.extend(lists.seats.iter().map(|one| one.is.id.as_str()));
        found.extend(items.settings.iter().map(|one| one.is.id.as_str()));
    }
    found
}

/// The lists of other days and packs in which something may be used.
fn around<'p>(looked: &Looked<'p>, layered: &'p Arc<Layered>) -> Vec<&'p Items> {
    let (catalogue, family) = (looked.catalogue, looked.family);
    let mut names = vec![looked.pack];
    for pack in catalogue.packs() {
        let mut editions = catalogue.editions(pack).filter(|one| one.family == family);
        if editions.any(|one| one.extends.as_deref() == Some(looked.pack)) {
            names.push(pack);
        }
    }
    let own = catalogue.editions(looked.pack).filter(|one| one.family == family);
    names.extend(own.filter_map(|one| one.extends.as_deref()));
    let lines = names.into_iter().flat_map(|name| catalogue.line(family, name));
    std::iter::once(layered).chain(lines).map(|one| &one.items).collect()
}

/// Values of settings as a request writes them.
fn written<'v>(values: impl IntoIterator<Item = (&'v str, &'v SettingValue)>) -> Value {
    let all = values.into_iter().map(|(id, value)| (id.to_owned(), json!(value)));
    Value::Object(all.collect::<Map<String, Value>>())
}
