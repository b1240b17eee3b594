//! Whether somebody in a seat has no say in a matter, since an office stands back in it.

use super::given::PersonGiven;
use super::world::Scene;
use crate::citation::Grounds;
use crate::pack::AuthorityPart;
use crate::pack::membership::{By, Matter, Seat};
use crate::truth::Truth;
use serde::Serialize;

/// An entry by which somebody has, or may have, no say in a matter.
#[derive(Debug, Serialize)]
pub struct StandsBack<'k> {
    /// The entry.
    pub entry: &'k str,
    /// The office whose holder stands back.
    pub office: &'k str,
    /// Whether this person does, in this seat.
    pub stands_back: Truth,
    /// What that means.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<&'k str>,
    /// Who says so.
    #[serde(flatten)]
    pub grounds: Grounds<'k>,
}

impl<'k> Scene<'k> {
    /// The entries by which somebody in a seat stands back, or may: whoever holds such an office
    /// does in every seat, and a deputy in that of such an office.
    pub(super) fn stands_back(
        &self,
        seat: &Seat,
        matter: &'k Matter,
        person: &PersonGiven,
    ) -> Vec<StandsBack<'k>> {
        let entries = self.lists().authority.iter().map(|one| &one.is);
        let of_it = entries.filter(|one| one.matter == matter.id);
        let found = of_it.filter_map(|entry| {
            let (AuthorityPart::StandsBack, By::Office(office)) = (entry.part, &entry.by) else {
                return None;
            };
            let is_its =
                if seat.office.as_ref() == Some(office) { Truth::True } else { Truth::False };
            let is_theirs = is_its.or(person.offices.truth(office));
            let stands_back = match is_theirs {
                Truth::False => Truth::False,
                is => is.and(self.truth(&mut |world| {
                    Ok(world.in_force(&entry.days)? && world.in_force(&matter.days)?)
                })),
            };
            (stands_back != Truth::False).then(|| StandsBack {
                entry: &entry.id,
                office,
                stands_back,
                words: entry.words.as_deref(),
                grounds: self.show(entry),
            })
        });
        found.collect()
    }
}
