//! Who has to be consulted before a matter is decided, whoever decides it.

use super::holders::Named;
use super::world::{Scene, World};
use crate::error::shortened;
use crate::pack::AuthorityPart;
use crate::pack::membership::{Authority, Matter};
use crate::truth::Truth;
use serde::Serialize;

/// Somebody who has to be consulted.
#[derive(Debug, Serialize)]
pub struct Consultation<'k> {
    /// The entry that says so.
    pub entry: &'k str,
    /// Who, as the pack names them.
    pub by: Named<'k>,
    /// Who, in words.
    pub who: String,
    /// Whether they were, as given.
    pub consulted: Truth,
}

impl<'k> Scene<'k> {
    /// Those who have to be consulted in a matter, and whether all of them were; nothing of it
    /// where nobody has to be.
    pub(super) fn consultation(
        &self,
        matter: &'k Matter,
        given: &[(String, Truth)],
    ) -> (Vec<Consultation<'k>>, Option<Truth>) {
        let said = |entry: &Authority| {
            let found = given.iter().find(|(id, _)| *id == entry.id);
            found.map_or(Truth::Unknown, |(_, is)| *is)
        };
        let found = self.worlds(|world| {
            Ok(World::to_consult(&world.entries(matter)?).collect::<Vec<&'k Authority>>())
        });
        let entries = self.lists().authority.iter().map(|one| &one.is);
        let entries = entries
            .filter(|entry| found.iter().any(|(_, all)| all.iter().any(|one| one.id == entry.id)));
        let consultation: Vec<Consultation<'k>> = entries
            .map(|entry| Consultation {
                entry: &entry.id,
                by: self.named(&entry.by),
                who: self.who_acts(entry),
                consulted: said(entry),
            })
            .collect();
        if consultation.is_empty() {
            return (consultation, None);
        }
        let mut all = found.iter().map(|(_, entries)| {
            entries.iter().fold(Truth::True, |all, entry| all.and(said(entry)))
        });
        let first = all.next().unwrap_or(Truth::Unknown);
        let ready = if all.all(|one| one == first) { first } else { Truth::Unknown };
        (consultation, Some(ready))
    }

    /// Reports what is given of an entry by which nobody is consulted in these matters.
    pub(super) fn check_consultations(&self, matters: &[&'k Matter], given: &[(String, Truth)]) {
        for (id, _) in given {
            if !matters.iter().any(|matter| self.is_consultation(matter, id)) {
                self.unknown_consultation(id);
            }
        }
    }

    /// Whether somebody is consulted in a matter by an entry of this id that is or may be in force.
    pub(super) fn is_consultation(&self, matter: &'k Matter, id: &str) -> bool {
        let entries = self.lists().authority.iter().map(|one| &one.is);
        let mut named = entries.filter(|entry| entry.id == id && entry.matter == matter.id);
        named.any(|entry| {
            entry.part == AuthorityPart::Consulted
                && self.in_force_quietly(&entry.days) != Truth::False
                && self.in_force_quietly(&matter.days) != Truth::False
        })
    }

    pub(super) fn unknown_consultation(&self, id: &str) {
        let at = format!("/consulted/{}", crate::json::escape(id));
        let message = format!(
            "nobody is consulted in this matter by an entry `{}` that is in force; it is left out",
            shortened(id)
        );
        self.problem("membership.unknown-consultation", at, message);
    }
}
