//! Who is what on a day: the statutory partners, and with `structure` the bodies, who sits on them
//! and how they stand to each other: the answer to `membership`.

use super::authority::DisputeAnswer;
use super::given::OrganisationGiven;
use super::holders::Named;
use super::organisations::{OrganisationAnswer, OrganisationMissing};
use super::world::{Scene, Tail};
use crate::citation::Grounds;
use crate::date::Day;
use crate::pack::membership::{Body, Days};
use crate::pack::{
    BodyKind, CapacityKind, Chosen, ListingKind, MembersKnown, RelationKind, SeatPart, Side,
};
use crate::truth::Truth;
use serde::Serialize;
use std::collections::BTreeSet;

/// The whole answer.
#[derive(Debug, Serialize)]
pub(crate) struct MembershipAnswer<'k> {
    pub answer: &'static str,
    pub pack: &'k str,
    pub as_of: Day,
    pub partners: Vec<PartnerAnswer<'k>>,
    pub organisations: Vec<OrganisationAnswer<'k>>,
    #[serde(flatten)]
    pub structure: Option<Structure<'k>>,
    pub missing: Vec<OrganisationMissing>,
    #[serde(flatten)]
    pub tail: Tail<'k>,
}

#[derive(Debug, Serialize)]
pub(crate) struct PartnerAnswer<'k> {
    pub partner: &'k str,
    pub label: &'k str,
    pub of: &'k [Side],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held_by: Option<&'k str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation: Option<&'k str>,
    pub leads: Vec<&'k str>,
    pub delegates: Vec<&'k str>,
    #[serde(flatten)]
    pub grounds: Grounds<'k>,
}

/// Everything that is, or may be, in force.
#[derive(Debug, Serialize)]
pub(crate) struct Structure<'k> {
    pub bodies: Vec<BodyAnswer<'k>>,
    pub seats: Vec<SeatShown<'k>>,
    pub relations: Vec<RelationAnswer<'k>>,
    pub capacities: Vec<CapacityAnswer<'k>>,
    pub accountability: Vec<AccountabilityAnswer<'k>>,
    pub disputes: Vec<DisputeAnswer<'k>>,
}

/// A word, or the setting on which it hangs.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum Word<'k> {
    Given(&'k str),
    Setting { setting: &'k str },
}

impl<'k> Word<'k> {
    fn of<T: Copy>(chosen: &'k Chosen<T>, word: fn(T) -> &'static str) -> Word<'k> {
        match chosen {
            Chosen::Given(is) => Word::Given(word(*is)),
            Chosen::Setting(setting) => Word::Setting { setting },
        }
    }

    fn of_text(chosen: &'k Chosen<String>) -> Word<'k> {
        match chosen {
            Chosen::Given(is) => Word::Given(is),
            Chosen::Setting(setting) => Word::Setting { setting },
        }
    }
}

#[derive(Debug, Serialize)]
pub(crate) struct BodyAnswer<'k> {
    pub id: &'k str,
    pub label: &'k str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<&'k str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub name_could_be: Vec<&'k str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    pub also_called: &'k [String],
    pub kind: BodyKind,
    pub of: &'k [Side],
    pub members: MembersKnown,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quorum: Option<Word<'k>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hats: Option<Word<'k>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interests: Option<Word<'k>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreement: Option<Word<'k>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<&'k str>,
    pub in_force: Truth,
    #[serde(flatten)]
    pub grounds: Grounds<'k>,
}

#[derive(Debug, Serialize)]
pub(crate) struct SeatShown<'k> {
    pub id: &'k str,
    pub body: &'k str,
    pub label: &'k str,
    pub part: SeatPart,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<&'k str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standing: Option<ListingKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kinds: Option<&'k [String]>,
    #[serde(skip_serializing_if = "crate::finding::is_false")]
    pub each: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub represents: Option<&'k str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decides: Option<Word<'k>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deputy: Option<Word<'k>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provisional: Option<&'k str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<&'k str>,
    pub in_force: Truth,
    #[serde(flatten)]
    pub grounds: Grounds<'k>,
}

#[derive(Debug, Serialize)]
pub(crate) struct RelationAnswer<'k> {
    pub id: &'k str,
    pub body: &'k str,
    pub how: RelationKind,
    pub with: &'k str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<&'k str>,
    pub in_force: Truth,
    #[serde(flatten)]
    pub grounds: Grounds<'k>,
}

#[derive(Debug, Serialize)]
pub(crate) struct CapacityAnswer<'k> {
    pub id: &'k str,
    pub capacity: CapacityKind,
    pub title: &'k str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partner: Option<&'k str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<&'k str>,
    pub of: &'k [Side],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<&'k str>,
    pub in_force: Truth,
    #[serde(flatten)]
    pub grounds: Grounds<'k>,
}

#[derive(Debug, Serialize)]
pub(crate) struct AccountabilityAnswer<'k> {
    pub id: &'k str,
    #[serde(rename = "for")]
    pub what: Named<'k>,
    pub who: Named<'k>,
    pub of: &'k [Side],
    pub words: &'k str,
    pub in_force: Truth,
    #[serde(flatten)]
    pub grounds: Grounds<'k>,
}

impl<'k> Scene<'k> {
    /// Who is what.
    pub(crate) fn membership(
        &self,
        organisations: &[OrganisationGiven],
        structure: bool,
    ) -> MembershipAnswer<'k> {
        let partners = self.partner_answers();
        let mut seen = BTreeSet::new();
        let (mut answers, mut missing) = (Vec::new(), Vec::new());
        for given in organisations {
            if !seen.insert(given.id.as_str()) {
                let message = "the organisation is given twice; keep one".to_owned();
                self.problem("membership.twice", format!("{}/organisation", given.at), message);
                continue;
            }
            let is_own = self.lists().organisations.iter().any(|one| one.is.id == given.id);
            let is_described = given.kinds.is_whole || given.kinds.names().next().is_some();
            if !is_own && !is_described {
                let hint = self.organisation_meant(&given.id);
                let message = format!(
                    "the pack names no organisation `{}`, and none of its `kinds` is given{hint}",
                    crate::error::shortened(&given.id)
                );
                let at = format!("{}/organisation", given.at);
                self.problem("membership.unknown-organisation", at, message);
                continue;
            }
            let (answer, lacks) = self.organisation(given);
            answers.push(answer);
            missing.extend(lacks);
        }
        MembershipAnswer {
            answer: "membership",
            pack: &self.layered.pack,
            as_of: self.as_of,
            partners,
            organisations: answers,
            structure: structure.then(|| self.structure()),
            missing,
            tail: self.tail(),
        }
    }

    /// The kind that holds a partner's place on the day.
    pub(crate) fn held_by(&self, partner: &'k crate::pack::membership::Partner) -> Option<&'k str> {
        let found = self.each(|world| world.holder(partner));
        match found.as_slice() {
            [only] => *only,
            _ => None,
        }
    }

    fn partner_answers(&self) -> Vec<PartnerAnswer<'k>> {
        let lists = self.lists();
        let offices = |partner: &str, capacity: CapacityKind| {
            let mut found: Vec<&'k str> = Vec::new();
            for one in lists.capacities.iter().map(|one| &one.is) {
                let is_it = one.capacity == capacity && one.partner.as_deref() == Some(partner);
                if let Some(office) = one.office.as_deref()
                    && is_it
                    && !found.contains(&office)
                    && self.is_or_may_be(&one.days)
                {
                    self.show(one);
                    self.show_offices(std::iter::once(office));
                    found.push(office);
                }
            }
            found
        };
        let answers = lists.partners.iter().map(|one| &one.is).map(|partner| {
            let held_by = self.held_by(partner);
            let organisation = lists.organisations.iter().map(|one| &one.is).find(|one| {
                held_by.is_some_and(|kind| one.kinds.iter().any(|of| of == kind))
                    && self.is_or_may_be(&one.days)
            });
            organisation.map(|one| self.show(one));
            PartnerAnswer {
                partner: &partner.id,
                label: &partner.label,
                of: &partner.of,
                held_by,
                organisation: organisation.map(|one| one.id.as_str()),
                leads: offices(&partner.id, CapacityKind::Lead),
                delegates: offices(&partner.id, CapacityKind::Delegate),
                grounds: self.show(partner),
            }
        });
        answers.collect()
    }

    fn is_or_may_be(&self, days: &'k Days) -> bool {
        self.in_force(days) != Truth::False
    }

    pub(crate) fn body_answer(&self, body: &'k Body) -> BodyAnswer<'k> {
        let (name, name_could_be) = self.name_of(body);
        BodyAnswer {
            id: &body.id,
            label: &body.label,
            name,
            name_could_be,
            also_called: &body.also_called,
            kind: body.kind,
            of: &body.of,
            members: body.members,
            quorum: body.quorum.as_ref().map(Word::of_text),
            hats: body.hats.as_ref().map(|one| Word::of(one, crate::pack::Hats::word)),
            interests: body
                .interests
                .as_ref()
                .map(|one| Word::of(one, crate::pack::Interests::word)),
            agreement: body
                .agreement
                .as_ref()
                .map(|one| Word::of(one, crate::pack::Agreement::word)),
            note: body.note.as_deref(),
            in_force: self.in_force(&body.days),
            grounds: self.show(body),
        }
    }

    /// Every item that is, or may be, in force.
    pub(crate) fn structure(&self) -> Structure<'k> {
        let lists = self.lists();
        let bodies = lists.bodies.iter().map(|one| &one.is);
        let seats = lists.seats.iter().map(|one| &one.is);
        let relations = lists.relations.iter().map(|one| &one.is);
        let capacities = lists.capacities.iter().map(|one| &one.is);
        let accountability = lists.accountability.iter().map(|one| &one.is);
        Structure {
            bodies: bodies
                .filter(|one| self.is_or_may_be(&one.days))
                .map(|one| self.body_answer(one))
                .collect(),
            seats: seats
                .filter(|one| self.is_or_may_be(&one.days))
                .map(|one| SeatShown {
                    id: &one.id,
                    body: &one.body,
                    label: &one.label,
                    part: one.part,
                    office: one.office.as_deref(),
                    standing: one.listing,
                    kinds: one.kinds.as_deref(),
                    each: one.each,
                    represents: one.represents.as_deref(),
                    decides: one.decides.as_ref().map(|is| Word::of(is, crate::pack::YesNo::word)),
                    deputy: one.deputy.as_ref().map(|is| Word::of(is, crate::pack::YesNo::word)),
                    provisional: one.provisional.as_deref(),
                    note: one.note.as_deref(),
                    in_force: self.in_force(&one.days),
                    grounds: self.show(one),
                })
                .collect(),
            relations: relations
                .filter(|one| self.is_or_may_be(&one.days))
                .map(|one| RelationAnswer {
                    id: &one.id,
                    body: &one.body,
                    how: one.how,
                    with: &one.with,
                    words: one.words.as_deref(),
                    in_force: self.in_force(&one.days),
                    grounds: self.show(one),
                })
                .collect(),
            capacities: capacities
                .filter(|one| self.is_or_may_be(&one.days))
                .map(|one| CapacityAnswer {
                    id: &one.id,
                    capacity: one.capacity,
                    title: &one.title,
                    partner: one.partner.as_deref(),
                    office: one.office.as_deref(),
                    of: &one.of,
                    note: one.note.as_deref(),
                    in_force: self.in_force(&one.days),
                    grounds: self.show(one),
                })
                .collect(),
            accountability: accountability
                .filter(|one| self.is_or_may_be(&one.days))
                .map(|one| AccountabilityAnswer {
                    id: &one.id,
                    what: self.named(&one.what),
                    who: self.named(&one.who),
                    of: &one.of,
                    words: &one.words,
                    in_force: self.in_force(&one.days),
                    grounds: self.show(one),
                })
                .collect(),
            disputes: self.dispute_answers(None),
        }
    }
}
