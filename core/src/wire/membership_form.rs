//! What can be given about a meeting, a seat or an organisation, as a form needs it.

use super::meeting_form::{BodyAsked, Meeting, is_there};
use super::questions::OpenValue;
use super::to_text;
use crate::date::Day;
use crate::error::Error;
use crate::finding::is_false;
use crate::json::Object;
use crate::membership::Scene;
use crate::pack::membership::{Days, Matter, Office, OrgKind, Organisation, Partner, SeatTest};
use crate::pack::{BodyKind, Catalogue, Commitment, Family, SeatRole, Side};
use crate::truth::Truth;
use serde::Serialize;

/// What can be given about the membership of one pack on one day.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct MembershipForm<'k> {
    /// The pack asked.
    pack: &'k str,
    /// `membership`.
    #[cfg_attr(feature = "schema", schemars(extend("const" = "membership")))]
    family: &'static str,
    /// The day whose rules apply.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Day"))]
    as_of: Day,
    /// The bodies that may meet, each with its seats and with what is asked of a meeting.
    bodies: Vec<BodyAsked<'k>>,
    /// What can be decided.
    matters: Vec<MatterAsked<'k>>,
    /// The tests of those who sit.
    tests: Vec<TestAsked<'k>>,
    /// The places of the statutory partners.
    partners: Vec<PartnerAsked<'k>>,
    /// The organisations that the pack names, also those of other days.
    organisations: Vec<OrganisationAsked<'k>>,
    /// The kinds of organisation, also those of other days.
    kinds: Vec<KindAsked<'k>>,
    /// The posts that a person can hold.
    offices: Vec<OfficeAsked<'k>>,
    /// What can be set; of one body, what its meetings hang on.
    settings: Vec<OpenValue<'k>>,
}

/// A matter.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct MatterAsked<'k> {
    /// Its id.
    matter: &'k str,
    /// What a person reads.
    label: &'k str,
    /// Whose matter it is.
    of: &'k [Side],
    /// What a decision commits the organisations to.
    commits: &'k [Commitment],
}

/// A test.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct TestAsked<'k> {
    /// Its id.
    test: &'k str,
    /// What a person reads.
    label: &'k str,
    /// What a person is asked.
    question: &'k str,
    /// Of whom it is asked.
    asked_of: &'k [SeatRole],
    /// It is answered for policy, resourcing and practice each.
    #[serde(skip_serializing_if = "is_false")]
    by_commitment: bool,
}

/// The place of a statutory partner.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct PartnerAsked<'k> {
    /// Its id.
    partner: &'k str,
    /// What a person reads.
    label: &'k str,
    /// Whose.
    of: &'k [Side],
    /// The kind of organisation that holds it on the day, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    held_by: Option<&'k str>,
}

/// An organisation that the pack names.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct OrganisationAsked<'k> {
    /// Its id.
    organisation: &'k str,
    /// What a person reads.
    label: &'k str,
    /// What kind of organisation it is.
    kinds: &'k [String],
    /// Whether there is such a one on the day; left out where there surely is.
    #[serde(skip_serializing_if = "is_surely")]
    in_force: Truth,
}

/// A kind of organisation.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct KindAsked<'k> {
    /// Its id.
    kind: &'k str,
    /// What a person reads.
    label: &'k str,
    /// The kind of which it is a part.
    #[serde(skip_serializing_if = "Option::is_none")]
    part_of: Option<&'k str>,
    /// Whether there is such a one on the day; left out where there surely is.
    #[serde(skip_serializing_if = "is_surely")]
    in_force: Truth,
}

/// A post.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct OfficeAsked<'k> {
    /// Its id.
    office: &'k str,
    /// What a person reads.
    label: &'k str,
    /// The partner whose post it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    partner: Option<&'k str>,
    /// Its holder is elected, and no officer.
    #[serde(skip_serializing_if = "is_false")]
    elected: bool,
}

/// The form for one day, and perhaps for one body and one matter.
pub(super) fn form(
    catalogue: &Catalogue,
    object: &Object<'_, '_>,
) -> Option<Result<String, Error>> {
    let pack = object.text("pack");
    let as_of = object.day("as_of");
    let body = object.optional_text("body");
    let matter = object.optional_text("matter");
    object.finish();
    let rules = match catalogue.membership(pack?, as_of?) {
        Ok(rules) => rules,
        Err(error) => return Some(Err(error)),
    };
    Some(for_scene(&rules.scene(), body, matter))
}

fn for_scene<'k>(
    scene: &Scene<'k>,
    body: Option<&str>,
    matter: Option<&str>,
) -> Result<String, Error> {
    let body = body.map(|id| scene.known_body(id)).transpose()?;
    let matter = matter.map(|id| scene.known_matter(id)).transpose()?;
    let lists = scene.lists();
    let is_there = |days: &'k Days| is_there(scene, days);
    let matters: Vec<&Matter> = lists
        .matters
        .iter()
        .map(|one| &one.is)
        .filter(|one| matter.is_none_or(|only| only.id == one.id) && is_there(&one.days))
        .collect();
    let bodies = lists.bodies.iter().map(|one| &one.is).filter(|one| {
        let is_asked = match body {
            Some(only) => only.id == one.id,
            None => one.kind != BodyKind::Outside,
        };
        is_asked && is_there(&one.days)
    });
    let bodies: Vec<BodyAsked<'_>> =
        bodies.map(|one| Meeting { scene, body: one, matters: &matters }.asked()).collect();
    let settings = &scene.layered.items.settings;
    let of_body = |id: &str| body.is_none() || bodies.iter().any(|one| one.settings.contains(&id));
    let settings = settings.iter().map(|one| &one.is).filter(|one| of_body(&one.id));
    let tests = lists.tests.iter().map(|one| &one.is).filter(|one| one.is_of(scene.as_of));
    let form = MembershipForm {
        pack: &scene.layered.pack,
        family: Family::Membership.word(),
        as_of: scene.as_of,
        matters: matters.iter().map(|one| MatterAsked::of(one)).collect(),
        tests: tests.map(TestAsked::of).collect(),
        partners: lists.partners.iter().map(|one| PartnerAsked::of(scene, &one.is)).collect(),
        organisations: lists
            .organisations
            .iter()
            .map(|one| OrganisationAsked::of(scene, &one.is))
            .collect(),
        kinds: lists.kinds.iter().map(|one| KindAsked::of(scene, &one.is)).collect(),
        offices: lists
            .offices
            .iter()
            .filter(|one| is_there(&one.is.days))
            .map(|one| OfficeAsked::of(&one.is))
            .collect(),
        settings: settings.map(OpenValue::of).collect(),
        bodies,
    };
    to_text(&form)
}

impl<'k> MatterAsked<'k> {
    fn of(one: &'k Matter) -> MatterAsked<'k> {
        MatterAsked { matter: &one.id, label: &one.label, of: &one.of, commits: &one.commits }
    }
}

impl<'k> TestAsked<'k> {
    fn of(one: &'k SeatTest) -> TestAsked<'k> {
        TestAsked {
            test: &one.id,
            label: &one.label,
            question: &one.question,
            asked_of: &one.asked_of,
            by_commitment: one.by_commitment,
        }
    }
}

impl<'k> PartnerAsked<'k> {
    fn of(scene: &Scene<'k>, one: &'k Partner) -> PartnerAsked<'k> {
        let held_by = scene.held_by(one);
        PartnerAsked { partner: &one.id, label: &one.label, of: &one.of, held_by }
    }
}

impl<'k> OrganisationAsked<'k> {
    fn of(scene: &Scene<'k>, one: &'k Organisation) -> OrganisationAsked<'k> {
        let in_force = scene.in_force_quietly(&one.days);
        OrganisationAsked { organisation: &one.id, label: &one.label, kinds: &one.kinds, in_force }
    }
}

impl<'k> KindAsked<'k> {
    fn of(scene: &Scene<'k>, one: &'k OrgKind) -> KindAsked<'k> {
        let in_force = scene.in_force_quietly(&one.days);
        KindAsked { kind: &one.id, label: &one.label, part_of: one.part_of.as_deref(), in_force }
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_surely(is: &Truth) -> bool {
    *is == Truth::True
}

impl<'k> OfficeAsked<'k> {
    fn of(one: &'k Office) -> OfficeAsked<'k> {
        OfficeAsked {
            office: &one.id,
            label: &one.label,
            partner: one.partner.as_deref(),
            elected: one.elected,
        }
    }
}
