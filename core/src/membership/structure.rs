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
pub struct MembershipAnswer<'k> {
    /// What was asked.
    pub answer: &'static str,
    /// The pack asked.
    pub pack: &'k str,
    /// The day asked about.
    pub as_of: Day,
    /// The places of the statutory partners.
    pub partners: Vec<PartnerAnswer<'k>>,
    /// The organisations asked about, as asked.
    pub organisations: Vec<OrganisationAnswer<'k>>,
    /// The bodies with their seats, where they were asked for.
    #[serde(flatten)]
    pub structure: Option<Structure<'k>>,
    /// What is not known of each and could change what it is.
    pub missing: Vec<OrganisationMissing>,
    /// Problems, open settings, conflicts, editions.
    #[serde(flatten)]
    pub tail: Tail<'k>,
}

/// The place of a statutory partner on the day.
#[derive(Debug, Serialize)]
pub struct PartnerAnswer<'k> {
    /// The partner.
    pub partner: &'k str,
    /// What a person reads.
    pub label: &'k str,
    /// A safeguarding partner (children), a member of the board by law (adults).
    pub of: &'k [Side],
    /// The kind of organisation that holds it; left out where that is not set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held_by: Option<&'k str>,
    /// The one of the pack that is of that kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation: Option<&'k str>,
    /// The offices that lead for it.
    pub leads: Vec<&'k str>,
    /// The offices to which that is delegated.
    pub delegates: Vec<&'k str>,
    /// The offices that a text names as leading, where each chooses anew who does.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub leads_could_be: Vec<&'k str>,
    /// The offices to which a text says that it is delegated, where each chooses anew to whom.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub delegates_could_be: Vec<&'k str>,
    /// Who says so.
    #[serde(flatten)]
    pub grounds: Grounds<'k>,
}

/// Everything that is, or may be, in force.
#[derive(Debug, Serialize)]
pub struct Structure<'k> {
    /// The bodies that are, or may be, in force.
    pub bodies: Vec<BodyAnswer<'k>>,
    /// Their seats.
    pub seats: Vec<SeatShown<'k>>,
    /// How bodies stand to each other.
    pub relations: Vec<RelationAnswer<'k>>,
    /// What offices are for the partnership.
    pub capacities: Vec<CapacityAnswer<'k>>,
    /// Who stays answerable.
    pub accountability: Vec<AccountabilityAnswer<'k>>,
    /// The steps of a disagreement.
    pub disputes: Vec<DisputeAnswer<'k>>,
}

/// A word, or the setting on which it hangs.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Word<'k> {
    /// The word.
    Given(&'k str),
    /// The setting that says it.
    Setting {
        /// Its id.
        setting: &'k str,
    },
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

/// A body.
#[derive(Debug, Serialize)]
pub struct BodyAnswer<'k> {
    /// The body.
    pub id: &'k str,
    /// What it is called.
    pub label: &'k str,
    /// Its name on the day; `None` where that is not set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<&'k str>,
    /// Where it is not set, every name that it could have.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub name_could_be: Vec<&'k str>,
    /// What it is called besides.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    pub also_called: &'k [String],
    /// What kind of body it is.
    pub kind: BodyKind,
    /// For children, for adults.
    pub of: &'k [Side],
    /// Whether its seats are all listed.
    pub members: MembersKnown,
    /// When it is quorate: a pattern, or the setting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quorum: Option<Word<'k>>,
    /// Whether somebody in several seats stands for one partner or for each.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hats: Option<Word<'k>>,
    /// What an interest takes from somebody.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interests: Option<Word<'k>>,
    /// Whose agreement it needs where the matter does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreement: Option<Word<'k>>,
    /// A note for a person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<&'k str>,
    /// It is in force on the day.
    pub in_force: Truth,
    /// How strongly it is said, by whom, and where.
    #[serde(flatten)]
    pub grounds: Grounds<'k>,
}

/// A seat that is, or may be, in force.
#[derive(Debug, Serialize)]
pub struct SeatShown<'k> {
    /// Its id.
    pub id: &'k str,
    /// The body.
    pub body: &'k str,
    /// What a person reads.
    pub label: &'k str,
    /// What its holder is there.
    pub part: SeatPart,
    /// The office that it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<&'k str>,
    /// It is for an organisation of that standing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standing: Option<ListingKind>,
    /// It is for an organisation of one of these kinds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kinds: Option<&'k [String]>,
    /// There is such a seat for every such organisation.
    #[serde(skip_serializing_if = "crate::finding::is_false")]
    pub each: bool,
    /// The partner for whom its holder speaks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub represents: Option<&'k str>,
    /// Its holder is one of these for that partner.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub capacities: &'k [CapacityKind],
    /// Whether its holder has a say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decides: Option<Word<'k>>,
    /// Whether somebody may attend in the holder's place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deputy: Option<Word<'k>>,
    /// For how long, where it is not meant to last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provisional: Option<&'k str>,
    /// What a reader should know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<&'k str>,
    /// Whether it is in force.
    pub in_force: Truth,
    /// Who says so.
    #[serde(flatten)]
    pub grounds: Grounds<'k>,
}

/// To whom a body reports, or with whom it exchanges.
#[derive(Debug, Serialize)]
pub struct RelationAnswer<'k> {
    /// The relation.
    pub id: &'k str,
    /// The body.
    pub body: &'k str,
    /// What it does.
    pub how: RelationKind,
    /// With whom.
    pub with: &'k str,
    /// The same in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<&'k str>,
    /// It is in force on the day.
    pub in_force: Truth,
    /// How strongly it is said, by whom, and where.
    #[serde(flatten)]
    pub grounds: Grounds<'k>,
}

/// What an office is for the partnership.
#[derive(Debug, Serialize)]
pub struct CapacityAnswer<'k> {
    /// The item.
    pub id: &'k str,
    /// In what capacity somebody acts.
    pub capacity: CapacityKind,
    /// What it is called.
    pub title: &'k str,
    /// For which partner.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partner: Option<&'k str>,
    /// The office that acts in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<&'k str>,
    /// Each chooses anew: whoever is named is this only where that is said of them.
    #[serde(skip_serializing_if = "crate::finding::is_false")]
    pub others: bool,
    /// For children, for adults.
    pub of: &'k [Side],
    /// A note for a person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<&'k str>,
    /// It is in force on the day.
    pub in_force: Truth,
    /// How strongly it is said, by whom, and where.
    #[serde(flatten)]
    pub grounds: Grounds<'k>,
}

/// Who stays answerable, and for what.
#[derive(Debug, Serialize)]
pub struct AccountabilityAnswer<'k> {
    /// The item.
    pub id: &'k str,
    /// For what.
    #[serde(rename = "for")]
    pub what: Named<'k>,
    /// Who stays answerable.
    pub who: Named<'k>,
    /// For children, for adults.
    pub of: &'k [Side],
    /// The same in words.
    pub words: &'k str,
    /// It is in force on the day.
    pub in_force: Truth,
    /// How strongly it is said, by whom, and where.
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
            let (mut found, mut could_be): (Vec<&'k str>, Vec<&'k str>) = (Vec::new(), Vec::new());
            for one in lists.capacities.iter().map(|one| &one.is) {
                let is_it = one.capacity == capacity && one.partner.as_deref() == Some(partner);
                if let Some(office) = one.office.as_deref()
                    && is_it
                    && self.is_or_may_be(&one.days)
                {
                    let list = if self.is_chosen_anew(one) { &mut could_be } else { &mut found };
                    if !list.contains(&office) {
                        self.show(one);
                        self.show_offices(std::iter::once(office));
                        list.push(office);
                    }
                }
            }
            (found, could_be)
        };
        let answers = lists.partners.iter().map(|one| &one.is).map(|partner| {
            let held_by = self.held_by(partner);
            let organisation = lists.organisations.iter().map(|one| &one.is).find(|one| {
                held_by.is_some_and(|kind| one.kinds.iter().any(|of| of == kind))
                    && self.is_or_may_be(&one.days)
            });
            organisation.map(|one| self.show(one));
            let (leads, leads_could_be) = offices(&partner.id, CapacityKind::Lead);
            let (delegates, delegates_could_be) = offices(&partner.id, CapacityKind::Delegate);
            PartnerAnswer {
                partner: &partner.id,
                label: &partner.label,
                of: &partner.of,
                held_by,
                organisation: organisation.map(|one| one.id.as_str()),
                leads,
                delegates,
                leads_could_be,
                delegates_could_be,
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
                    capacities: &one.capacities,
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
                    others: one.others,
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
