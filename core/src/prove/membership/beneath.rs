//! A local pack does not give to others what the pack beneath says may not be given to them.

use super::deciding::{case, holder};
use super::{Inquiry, STEPS_OF_AN_ANSWER};
use crate::citation::Basis;
use crate::pack::membership::{Authority, Matter};
use crate::pack::{AuthorityPart, Delegable, Items};
use crate::prove::finding::Claim;
use crate::prove::ledger::Ledger;
use serde_json::json;

pub(super) fn prove(inquiry: &Inquiry<'_>, ledger: &mut Ledger<'_>) {
    let Some(base) = base(inquiry) else { return };
    let lists = &inquiry.layered.items.membership;
    let beneath = |id: &str| base.membership.authority.iter().any(|one| one.is.id == id);
    let decides = |one: &&Authority| {
        matches!(one.part, AuthorityPart::Decides | AuthorityPart::SignsOff) && !beneath(&one.id)
    };
    for own in lists.authority.iter().map(|one| &one.is).filter(decides) {
        if !ledger.looks_at(Claim::NotBelowBase, &own.id, STEPS_OF_AN_ANSWER) {
            continue;
        }
        let Some(law) = own.exercises.as_ref().filter(|id| beneath(id)) else { continue };
        let mut entries = lists.authority.iter().map(|one| &one.is);
        let law = entries.find(|one| one.id == *law);
        let matter = lists.matters.iter().map(|one| &one.is).find(|one| one.id == own.matter);
        let (Some(law), Some(matter)) = (law, matter) else { continue };
        let binds = matches!(law.standing.basis, Basis::Statute | Basis::StatutoryGuidance);
        if !binds || !are_together(inquiry, own, law, matter) {
            continue;
        }
        let is_to_others = !law.to.is_empty() && !law.to.contains(&own.by);
        let what = match law.delegable {
            Some(Delegable::MayNot) => "may not be given to anybody",
            Some(Delegable::May) if is_to_others => "may be given to others alone",
            _ => continue,
        };
        let words = format!("`{}` exercises `{}`, which {what}.", own.id, law.id);
        let story = "Somebody decides by the local pack to whom it may not be given.";
        let case = case(inquiry, &format!("given-by-{}", own.id), story, matter, &json!({}));
        let items = [own.id.as_str(), law.id.as_str(), matter.id.as_str()];
        ledger.find(Claim::NotBelowBase, "decided-below-base", &items, words, vec![case]);
    }
}

/// What the pack beneath says on the day.
fn base<'p>(inquiry: &Inquiry<'p>) -> Option<&'p Items> {
    let looked = &inquiry.looked;
    let base =
        crate::prove::prover::base_of(looked.catalogue, looked.family, looked.pack, looked.as_of)?;
    let line = looked.catalogue.line(looked.family, &base);
    line.iter().find(|one| one.covers(looked.as_of)).map(|one| &one.items)
}

/// Whether both are in force in some way of setting the settings, and somebody has each.
fn are_together<'p>(
    inquiry: &Inquiry<'p>,
    own: &'p Authority,
    law: &'p Authority,
    matter: &'p Matter,
) -> bool {
    let scene = inquiry.scene();
    let ways = scene.worlds(|world| {
        if !world.in_force(&matter.days)? || !world.in_force(&own.days)? {
            return Ok(false);
        }
        // Whoever is the same as those by law was given nothing.
        let differ = holder(world, &own.by, matter)? != holder(world, &law.by, matter)?;
        Ok(differ && world.in_force(&law.days)?)
    });
    ways.into_iter().any(|(_, is)| is)
}
