//! Every matter is decided by somebody who exists on the day, and by one alone.

use super::{Inquiry, STEPS_OF_AN_ANSWER, written};
use crate::citation::{Basis, Standing};
use crate::membership::{NotSet, Scene, World};
use crate::pack::membership::{Authority, By, Matter};
use crate::pack::{BodyKind, CapacityKind, SettingValue};
use crate::prove::finding::Claim;
use crate::prove::ledger::{Ledger, fixture};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// One holder of authority, whatever words name it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Holder<'k> {
    /// One body, or several that act together.
    Bodies(Vec<&'k str>),
    Office(&'k str),
    Partner(&'k str),
    /// The statutory partners, each by itself or as a body.
    Partners,
    /// Those beside one.
    Others(&'k str, &'k str),
    Capacity(CapacityKind),
    Kind(&'k str),
}

/// Who decides in one way of setting the settings.
struct Decided<'k> {
    entries: Vec<&'k Authority>,
    /// The different ones of those who exist, each with its entry.
    holders: Vec<(Holder<'k>, &'k Authority)>,
}

pub(super) fn prove(inquiry: &Inquiry<'_>, ledger: &mut Ledger<'_>) {
    for matter in inquiry.layered.items.membership.matters.iter().map(|one| &one.is) {
        let (mut nobody, mut several) = (false, false);
        for values in inquiry.published(&settings_of(inquiry, matter)) {
            let scene = inquiry.scene_with(&values);
            let ways = scene.worlds(|world| decided(world, matter));
            if scene.is_spent() {
                ledger.leave_open(Claim::OneOutcome, &matter.id);
                continue;
            }
            for (set, decided) in ways {
                let Some(decided) = decided else { continue };
                if !ledger.looks_at(Claim::OneOutcome, &matter.id, STEPS_OF_AN_ANSWER) {
                    continue;
                }
                let mut all: BTreeMap<&str, &SettingValue> =
                    values.iter().map(|(id, value)| (id.as_str(), value)).collect();
                all.extend(set.iter().map(|(id, value)| (*id, value)));
                let settings = written(all);
                match decided.holders.as_slice() {
                    [] if !nobody => {
                        nobody = true;
                        no_decider(inquiry, ledger, matter, &decided, &settings);
                    }
                    [_, _, ..] if !several => {
                        several = true;
                        two_deciders(inquiry, ledger, (matter, &scene), &decided, &settings);
                    }
                    _ => {}
                }
            }
        }
    }
}

/// The settings with a published value that say who decides.
fn settings_of<'k>(inquiry: &Inquiry<'k>, matter: &Matter) -> Vec<&'k str> {
    let entries = inquiry.layered.items.membership.authority.iter().map(|one| &one.is);
    let of_matter = entries.filter(|one| one.matter == matter.id);
    let found = of_matter.filter_map(|one| match &one.by {
        By::Setting { id, .. } => Some(id.as_str()),
        _ => None,
    });
    found.collect()
}

/// Who decides a matter; nothing where it is not in force.
fn decided<'k>(
    world: &World<'_, 'k>,
    matter: &'k Matter,
) -> Result<Option<Decided<'k>>, NotSet<'k>> {
    if !world.in_force(&matter.days)? {
        return Ok(None);
    }
    let entries = World::deciders(&world.entries(matter)?);
    let mut holders: Vec<(Holder<'k>, &'k Authority)> = Vec::new();
    for entry in &entries {
        if let Some(holder) = holder(world, &entry.by, matter)?
            && !holders.iter().any(|(known, _)| *known == holder)
        {
            holders.push((holder, entry));
        }
    }
    Ok(Some(Decided { entries, holders }))
}

/// Who somebody is on the day; nobody where they do not exist.
pub(super) fn holder<'k>(
    world: &World<'_, 'k>,
    by: &'k By,
    matter: &Matter,
) -> Result<Option<Holder<'k>>, NotSet<'k>> {
    let scene = world.scene;
    let lists = scene.lists();
    Ok(match by {
        By::Body(id) => bodies(world, &[id.as_str()])?,
        By::Setting { id, together } => {
            let word = world.choice(id)?;
            let several = together.iter().find(|(choice, _)| choice == word);
            match (several, lists.bodies.iter().find(|one| one.is.id == word)) {
                (Some((_, all)), _) => {
                    bodies(world, &all.iter().map(String::as_str).collect::<Vec<_>>())?
                }
                (None, Some(body)) => bodies(world, &[body.is.id.as_str()])?,
                (None, None) => None,
            }
        }
        By::Members { body, but } => {
            bodies(world, &[body.as_str()])?.map(|_| Holder::Others(body, but))
        }
        By::Office(id) => {
            let office = lists.offices.iter().find(|one| one.is.id == *id);
            match office {
                Some(office) if world.in_force(&office.is.days)? => Some(Holder::Office(id)),
                _ => None,
            }
        }
        By::Partner(id) => match scene.partner(id) {
            Some(partner) => world.holder(partner)?.map(|_| Holder::Partner(id)),
            None => None,
        },
        By::AllPartners => Some(Holder::Partners),
        By::OtherPartners(id) => Some(Holder::Others("", id)),
        By::Capacity(kind) => {
            let mut found = None;
            for one in lists.capacities.iter().map(|one| &one.is) {
                let is_of_it = one.of.iter().any(|side| matter.of.contains(side));
                if one.capacity == *kind && is_of_it && world.in_force(&one.days)? {
                    found = Some(Holder::Capacity(*kind));
                }
            }
            found
        }
        By::Kind(id) => {
            let kind = lists.kinds.iter().find(|one| one.is.id == *id);
            match kind {
                Some(kind) if world.in_force(&kind.is.days)? => Some(Holder::Kind(id)),
                _ => None,
            }
        }
    })
}

/// Those of the bodies that there are; the partners where the one body is theirs.
fn bodies<'k>(world: &World<'_, 'k>, ids: &[&'k str]) -> Result<Option<Holder<'k>>, NotSet<'k>> {
    let (mut found, mut is_of_partners) = (Vec::new(), false);
    for id in ids {
        let Some(body) = world.scene.body(id) else { continue };
        if world.in_force(&body.days)? {
            found.push(*id);
            is_of_partners = body.kind == BodyKind::Partners;
        }
    }
    found.sort_unstable();
    Ok(match found.as_slice() {
        [] => None,
        [_] if is_of_partners => Some(Holder::Partners),
        _ => Some(Holder::Bodies(found)),
    })
}

fn no_decider(
    inquiry: &Inquiry<'_>,
    ledger: &mut Ledger<'_>,
    matter: &Matter,
    decided: &Decided<'_>,
    settings: &Value,
) {
    let mut items = vec![matter.id.as_str()];
    items.extend(decided.entries.iter().map(|entry| entry.id.as_str()));
    let story = "Nobody who exists on the day decides the matter.";
    let words = format!(
        "Nobody who exists on the day decides `{}`, where settings are as in the case.",
        matter.id
    );
    let case = case(inquiry, &format!("nobody-decides-{}", matter.id), story, matter, settings);
    ledger.find(Claim::OneOutcome, "matter-without-decider", &items, words, vec![case]);
}

fn two_deciders<'k>(
    inquiry: &Inquiry<'k>,
    ledger: &mut Ledger<'_>,
    (matter, scene): (&'k Matter, &Scene<'k>),
    decided: &Decided<'k>,
    settings: &Value,
) {
    let mut items = vec![matter.id.as_str()];
    items.extend(decided.holders.iter().map(|(_, entry)| entry.id.as_str()));
    let words = format!("More than one decides `{}`, and not together.", matter.id);
    let name = format!("several-decide-{}", matter.id);
    let case = case(inquiry, &name, "More than one decides the matter.", matter, settings);
    let acts: Vec<&'k Standing> =
        decided.holders.iter().filter_map(|(_, entry)| act_of(scene, entry)).collect();
    let code = "matter-with-several-deciders";
    if acts.len() == decided.holders.len() {
        let because = "Each rests on an Act, which lays it on all of them.";
        let because = (because, acts.as_slice());
        ledger.declare((Claim::OneOutcome, code), &items, words, vec![case], because);
    } else {
        ledger.find(Claim::OneOutcome, code, &items, words, vec![case]);
    }
}

/// The Act on which an entry rests, itself or as the one whose authority it exercises.
fn act_of<'k>(scene: &Scene<'k>, entry: &'k Authority) -> Option<&'k Standing> {
    let mut entry = entry;
    loop {
        if entry.standing.basis == Basis::Statute {
            return Some(&entry.standing);
        }
        // What exercises what leads back to nothing: packs in which it does are refused.
        let id = entry.exercises.as_ref()?;
        entry = scene.lists().authority.iter().map(|one| &one.is).find(|one| one.id == *id)?;
    }
}

/// A question about who decides a matter, with what the library answers.
pub(super) fn case(
    inquiry: &Inquiry<'_>,
    name: &str,
    story: &str,
    matter: &Matter,
    settings: &Value,
) -> Value {
    let more = json!({ "matter": matter.id, "settings": settings });
    let request = inquiry.request("authority", more);
    let answer = inquiry.looked.answer(&request);
    let deciders = answer.pointer("/matters/0/deciders").and_then(Value::as_array);
    let ids: Vec<Value> =
        deciders.into_iter().flatten().filter_map(|one| one.get("entry").cloned()).collect();
    let mut expect = json!({ "deciders": {} });
    if let Some(of) = expect.pointer_mut("/deciders").and_then(Value::as_object_mut) {
        of.insert(matter.id.clone(), json!(ids));
    }
    fixture(name, story, request, expect)
}
