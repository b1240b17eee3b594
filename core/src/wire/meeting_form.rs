//! What is asked of the meetings of a body, as a form needs it.

use crate::citation::Strength;
use crate::finding::is_false;
use crate::membership::Scene;
use crate::pack::membership::{
    Authority, AuthorityPart, Body, By, Days, Matter, MembersAsked, PartnersAsked, Pattern, Seat,
    SeatTest, When,
};
use crate::pack::{
    BodyKind, CapacityKind, Chosen, Half, Interests, ListingKind, MembersKnown, Number, SeatPart,
    SeatRole, SettingValue, Side, YesNo,
};
use crate::truth::Truth;
use serde::Serialize;
use std::collections::BTreeSet;

/// A body.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct BodyAsked<'k> {
    /// Its id.
    body: &'k str,
    /// What it is called on the day.
    label: String,
    /// What kind of body.
    kind: BodyKind,
    /// Whose arrangements it belongs to.
    of: &'k [Side],
    /// How much is said of who sits there; unless `listed`, further seats can be given.
    members: MembersKnown,
    /// The seats that are, or may be, in force.
    seats: Vec<SeatAsked<'k>>,
    /// What is asked of a meeting, in the order in which a form asks.
    asks: Vec<Ask>,
    /// The settings on which its meetings hang.
    pub settings: Vec<&'k str>,
    /// What a reader should know.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'k str>,
}

/// A seat.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct SeatAsked<'k> {
    /// Its id.
    seat: &'k str,
    /// What a person reads.
    label: &'k str,
    /// What its holder is there.
    part: SeatPart,
    /// The office that it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    office: Option<&'k str>,
    /// It is for organisations of this standing.
    #[serde(skip_serializing_if = "Option::is_none")]
    standing: Option<ListingKind>,
    /// It is for organisations of these kinds.
    #[serde(skip_serializing_if = "Option::is_none")]
    kinds: Option<&'k [String]>,
    /// There is one for every such organisation.
    #[serde(skip_serializing_if = "is_false")]
    each: bool,
    /// The partner for whom its holder speaks.
    #[serde(skip_serializing_if = "Option::is_none")]
    represents: Option<&'k str>,
    /// Its holder is one of these for that partner.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    capacities: &'k [CapacityKind],
    /// Those of them that can be asked of its holder, since the rules leave, or may leave, open who
    /// it is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    open_capacities: Vec<CapacityAsked>,
    /// For how long, where it is not meant to last.
    #[serde(skip_serializing_if = "Option::is_none")]
    provisional: Option<&'k str>,
    /// The tests that its holder has to meet.
    holder: Vec<&'k str>,
    /// The tests that a deputy has to meet; left out where the seat allows none.
    #[serde(skip_serializing_if = "Option::is_none")]
    deputy: Option<Vec<&'k str>>,
    /// What a reader should know.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'k str>,
}

/// What can be asked of whoever holds a seat for capacities.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct CapacityAsked {
    /// The word that `capacities` of a person has for it.
    capacity: CapacityKind,
    /// What a person is asked.
    question: &'static str,
}

impl CapacityAsked {
    fn of(capacity: CapacityKind) -> CapacityAsked {
        let question = match capacity {
            CapacityKind::Lead => "Does this person lead for the partner?",
            CapacityKind::Delegate => {
                "Is this the officer to whom the partner's lead has delegated?"
            }
            CapacityKind::Chair => "Does this person chair the partnership?",
            CapacityKind::Scrutineer => "Does this person scrutinise independently?",
            CapacityKind::Signatory => "Does this person sign the arrangements for the partner?",
        };
        CapacityAsked { capacity, question }
    }
}

/// Something that a form asks of a meeting.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Ask {
    /// The key of the request under which the answer is given.
    key: &'static str,
    /// Of what it is asked.
    of: AskedOf,
    /// What a person is asked.
    question: &'static str,
}

/// Of what something is asked.
#[derive(Clone, Copy, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
enum AskedOf {
    /// Of each person.
    Person,
    /// Of the meeting as a whole.
    Meeting,
}

/// Whether something is, or may be, in force.
pub(super) fn is_there<'k>(scene: &Scene<'k>, days: &'k Days) -> bool {
    // What is in force only as a day may be set is offered as well.
    scene.in_force_quietly(days) != Truth::False
}

/// The meetings of one body, about some matters.
pub(super) struct Meeting<'f, 'k> {
    pub scene: &'f Scene<'k>,
    pub body: &'k Body,
    pub matters: &'f [&'k Matter],
}

impl<'k> Meeting<'_, 'k> {
    /// The body with its seats, and what is asked of its meetings.
    pub(super) fn asked(&self) -> BodyAsked<'k> {
        let (scene, body) = (self.scene, self.body);
        BodyAsked {
            body: &body.id,
            label: scene.body_name(body),
            kind: body.kind,
            of: &body.of,
            members: body.members,
            seats: self.seats().map(|seat| self.seat(seat)).collect(),
            asks: self.asks(),
            settings: self.settings(),
            note: body.note.as_deref(),
        }
    }

    fn seats(&self) -> impl Iterator<Item = &'k Seat> {
        let seats = self.scene.lists().seats.iter().map(|one| &one.is);
        seats.filter(|seat| seat.body == self.body.id && is_there(self.scene, &seat.days))
    }

    fn seat(&self, seat: &'k Seat) -> SeatAsked<'k> {
        let scene = self.scene;
        let tests = |role| self.tests(seat, role).map(|test| test.id.as_str()).collect();
        let has_deputy = !matches!(&seat.deputy, Some(Chosen::Given(word)) if *word == YesNo::No);
        SeatAsked {
            seat: &seat.id,
            label: &seat.label,
            part: seat.part,
            office: seat.office.as_deref(),
            standing: seat.listing,
            kinds: seat.kinds.as_deref(),
            each: seat.each,
            represents: seat.represents.as_deref(),
            capacities: &seat.capacities,
            open_capacities: scene.open_capacities(seat).map(CapacityAsked::of).collect(),
            provisional: seat.provisional.as_deref(),
            holder: tests(SeatRole::Holder),
            deputy: has_deputy.then(|| tests(SeatRole::Deputy)),
            note: seat.note.as_deref(),
        }
    }

    fn tests(&self, seat: &'k Seat, role: SeatRole) -> impl Iterator<Item = &'k SeatTest> {
        let outside = self.body.kind == BodyKind::Outside;
        let tests = self.scene.lists().tests.iter().map(|one| &one.is);
        let tests = tests.filter(|test| test.is_of(self.scene.as_of));
        tests.filter(move |test| test.is_asked(&seat.body, seat.is_tested(outside), role))
    }

    /// The patterns that its quorum is, or can be set to.
    fn patterns(&self) -> Vec<&'k Pattern> {
        let all = self.scene.lists().patterns.iter().map(|one| &one.is);
        let ids: Vec<&str> = match &self.body.quorum {
            None => Vec::new(),
            Some(Chosen::Given(id)) => vec![id],
            Some(Chosen::Setting(id)) => {
                let choices = self.scene.setting(id).map(|one| one.choices.iter());
                let words = choices.into_iter().flatten().filter_map(|one| match &one.value {
                    SettingValue::Word(word) => Some(word.as_str()),
                    _ => None,
                });
                words.collect()
            }
        };
        all.filter(|pattern| ids.contains(&pattern.id.as_str())).collect()
    }

    /// What is said of the matters with this body in it.
    fn entries(&self) -> impl Iterator<Item = &'k Authority> {
        let all = self.scene.lists().authority.iter().map(|one| &one.is);
        all.filter(|entry| {
            let is_asked = self.matters.iter().any(|one| one.id == entry.matter);
            is_asked && is_there(self.scene, &entry.days)
        })
    }

    fn may_be(&self, by: &'k By) -> bool {
        match by {
            By::Body(id) => *id == self.body.id,
            By::AllPartners => self.scene.is_of_partners(&self.body.id),
            By::Members { body, .. } => *body == self.body.id,
            By::Capacity(kind) => self.scene.is_made_up_of(&self.body.id, *kind),
            By::Setting { id, together } => {
                let mut bodies = self.scene.bodies_meant(id, together).into_iter();
                bodies.any(|one| one.id == self.body.id)
            }
            _ => false,
        }
    }

    fn asks(&self) -> Vec<Ask> {
        use AskedOf::{Meeting, Person};
        let patterns = self.patterns();
        let is_delegate = self.entries().any(|one| one.to.iter().any(|by| self.may_be(by)));
        let has_matters = !self.matters.is_empty();
        let decides = self.entries().filter(|one| {
            let is_its = self.may_be(&one.by) || one.to.iter().any(|by| self.may_be(by));
            let decides = matches!(one.part, AuthorityPart::Decides | AuthorityPart::SignsOff);
            let matter = self.matters.iter().find(|matter| matter.id == one.matter);
            is_its && decides && matter.is_some_and(|of| self.scene.may_have_effect(one, of))
        });
        let decided: BTreeSet<&str> = decides.map(|one| one.matter.as_str()).collect();
        let has_to_consult = self.entries().any(|one| {
            let is_needed = one.standing.strength == Strength::Must;
            let is_consulted = one.part == AuthorityPart::Consulted;
            is_needed && is_consulted && decided.contains(one.matter.as_str())
        });
        let declared = Interests::DeclaredOnly;
        let has_interests = match &self.body.interests {
            None => false,
            Some(Chosen::Given(word)) => *word != declared,
            Some(Chosen::Setting(_)) => true,
        };
        let half = |of: Option<Half>| {
            let is_it = |one: &&Pattern| match one.members {
                Some(MembersAsked::HalfOf(half)) => of.is_none_or(|of| of == half),
                _ => false,
            };
            patterns.iter().any(is_it)
        };
        let is_listed =
            self.body.members == MembersKnown::Listed && !self.seats().any(|seat| seat.each);
        let asks = [
            (true, "seats", Person, "In which seat does this person sit, as holder or as deputy?"),
            (true, "present", Person, "Was this person there?"),
            (
                self.seats().any(|seat| self.tests(seat, SeatRole::Holder).next().is_some())
                    || !is_listed,
                "tests",
                Person,
                "Which of the tests of the seat does this person meet, and what shows it?",
            ),
            (has_matters, "agrees", Person, "Does this person agree with what is to be decided?"),
            (
                has_interests && has_matters,
                "interests",
                Meeting,
                "Who has an interest in the matter?",
            ),
            (true, "no_others", Meeting, "Is this everybody who was there?"),
            (!is_listed, "extra_seats", Meeting, "Which seats are there that are not named here?"),
            (half(Some(Half::Filled)), "vacant", Meeting, "Which seats are vacant?"),
            (
                half(None) && !is_listed,
                "members",
                Meeting,
                "How many seats in which the tests are asked has this body, filled and vacant?",
            ),
            (
                patterns.iter().any(|one| one.chair_may),
                "chair_allows",
                Meeting,
                "Does the chair let the matter go ahead?",
            ),
            (
                is_delegate,
                "delegated",
                Meeting,
                "Is it on record that the decision was delegated to this body?",
            ),
            (
                has_to_consult,
                "consulted",
                Meeting,
                "Were those consulted who have to be before it is decided?",
            ),
        ];
        let asked = asks.into_iter().filter(|(is_asked, ..)| *is_asked);
        asked.map(|(_, key, of, question)| Ask { key, of, question }).collect()
    }

    /// The settings on which its meetings hang, in pack order.
    fn settings(&self) -> Vec<&'k str> {
        let body = self.body;
        let mut found: BTreeSet<&'k str> = BTreeSet::new();
        found.extend(body.quorum.as_ref().and_then(set_by));
        found.extend(body.hats.as_ref().and_then(set_by));
        found.extend(body.interests.as_ref().and_then(set_by));
        found.extend(body.agreement.as_ref().and_then(set_by));
        found.extend(of_days(&body.days));
        found.extend(body.names.iter().flat_map(|name| of_days(&name.days)));
        for pattern in self.patterns() {
            let partners = match &pattern.partners {
                Some(PartnersAsked::AtLeast(number)) => Some(number),
                Some(PartnersAsked::All) | None => None,
            };
            let members = match &pattern.members {
                Some(MembersAsked::AtLeast(number)) => Some(number),
                Some(MembersAsked::HalfOf(_)) | None => None,
            };
            found.extend(partners.into_iter().chain(members).filter_map(|number| match number {
                Number::Setting(id) => Some(id.as_str()),
                Number::Given(_) => None,
            }));
        }
        for seat in self.seats() {
            found.extend(seat.decides.as_ref().and_then(set_by));
            found.extend(seat.deputy.as_ref().and_then(set_by));
            found.extend(of_days(&seat.days));
            let tests = self.tests(seat, SeatRole::Deputy);
            found.extend(tests.filter_map(|test| test.extent.as_ref().and_then(set_by)));
        }
        for entry in self.entries() {
            if !self.may_be(&entry.by) && !entry.to.iter().any(|by| self.may_be(by)) {
                continue;
            }
            if let By::Setting { id, .. } = &entry.by {
                found.insert(id);
            }
            found.extend(entry.agreement.as_ref().and_then(set_by));
            found.extend(of_days(&entry.days));
        }
        let all = self.scene.layered.items.settings.iter().map(|one| one.is.id.as_str());
        all.filter(|id| found.contains(id)).collect()
    }
}

fn set_by<T>(chosen: &Chosen<T>) -> Option<&str> {
    match chosen {
        Chosen::Setting(id) => Some(id),
        Chosen::Given(_) => None,
    }
}

fn of_days(days: &Days) -> impl Iterator<Item = &str> {
    let bounds = days.from.iter().chain(&days.until);
    bounds.filter_map(|when| match when {
        When::Setting(id) => Some(id.as_str()),
        When::Given(_) => None,
    })
}
