//! Reads what an edition of the family `membership` declares.

use super::Chosen;
use super::membership::{
    Accountability, Agreement, Authority, AuthorityPart, Between, Body, BodyKind, BodyName, By,
    CapacityKind, Commitment, Days, Delegable, Dispute, DisputeAct, Extent, Half, Hats, Holding,
    Interests, Listing, ListingKind, Matter, MembersAsked, MembersKnown, Need, OrgKind,
    Organisation, Partner, PartnersAsked, Pattern, Relation, RelationKind, Seat, SeatPart,
    SeatRole, SeatTest, Side, Substitute, When, YesNo,
};
use super::read::{id, optional_id, owned, owned_list, read_list, read_standing};
use super::read_audits::{chosen, number, setting};
use crate::ids::{is_fact_id, is_rule_id};
use crate::json::{Json, Object};

pub(super) fn read_kind(object: &Object<'_, '_>) -> Option<OrgKind> {
    let kind = id(object, "id", is_rule_id);
    let label = owned(object.text("label"));
    let days = read_days(object);
    let became = owned_list(object.texts("became"));
    let part_of = optional_id(object, "part_of", is_rule_id);
    object.optional_text("note");
    let standing = read_standing(object);
    Some(OrgKind { id: kind?, label: label?, days: days?, became, part_of, standing: standing? })
}

pub(super) fn read_organisation(object: &Object<'_, '_>) -> Option<Organisation> {
    let organisation = id(object, "id", is_rule_id);
    let label = owned(object.text("label"));
    let also_called = owned_list(object.texts("also_called"));
    let kinds = owned_list(object.texts("kinds"));
    let days = read_days(object);
    let became = owned_list(object.texts("became"));
    object.optional_text("note");
    let standing = read_standing(object);
    let (id, label) = (organisation?, label?);
    Some(Organisation { id, label, also_called, kinds, days: days?, became, standing: standing? })
}

pub(super) fn read_partner(object: &Object<'_, '_>) -> Option<Partner> {
    let partner = id(object, "id", is_rule_id);
    let label = owned(object.text("label"));
    let of = words_of(object, "of", Side::WORDS);
    let held_by = read_list(object, "held_by", |held| {
        let kind = id(held, "kind", is_rule_id);
        let days = read_days(held);
        Some(Holding { kind: kind?, days: days? })
    });
    let standing = read_standing(object);
    Some(Partner { id: partner?, label: label?, of: of?, held_by, standing: standing? })
}

pub(super) fn read_listing(object: &Object<'_, '_>) -> Option<Listing> {
    let listing = id(object, "id", is_rule_id);
    let is = object.word("standing", ListingKind::WORDS);
    let label = owned(object.text("label"));
    let of = words_of(object, "of", Side::WORDS);
    let kinds = some_texts(object, "kinds");
    let needs = words_of(object, "needs", Need::WORDS);
    let days = read_days(object);
    object.optional_text("note");
    let standing = read_standing(object);
    Some(Listing {
        id: listing?,
        is: is?,
        label: label?,
        of: of?,
        kinds,
        needs: needs?,
        days: days?,
        standing: standing?,
    })
}

pub(super) fn read_body(object: &Object<'_, '_>) -> Option<Body> {
    let body = id(object, "id", is_rule_id);
    let label = owned(object.text("label"));
    let also_called = owned_list(object.texts("also_called"));
    let names = read_list(object, "names", |name| {
        let text = owned(name.text("name"));
        let days = read_days(name);
        Some(BodyName { name: text?, days: days? })
    });
    let kind = object.word("kind", BodyKind::WORDS);
    let of = words_of(object, "of", Side::WORDS);
    let members = object.word("members", MembersKnown::WORDS);
    let quorum = optional(object, "quorum", || match object.get("quorum") {
        Some(Json::Object(_)) => setting(object, "quorum").map(Chosen::Setting),
        _ => id(object, "quorum", is_rule_id).map(Chosen::Given),
    });
    let hats = optional(object, "hats", || chosen(object, "hats", Hats::WORDS));
    let interests = optional(object, "interests", || chosen(object, "interests", Interests::WORDS));
    let agreement = optional(object, "agreement", || chosen(object, "agreement", Agreement::WORDS));
    let capacity = optional(object, "capacity", || object.word("capacity", CapacityKind::WORDS));
    let days = read_days(object);
    let note = owned(object.optional_text("note"));
    let standing = read_standing(object);
    Some(Body {
        id: body?,
        label: label?,
        also_called,
        names,
        kind: kind?,
        of: of?,
        members: members?,
        quorum: quorum?,
        hats: hats?,
        interests: interests?,
        agreement: agreement?,
        capacity: capacity?,
        days: days?,
        note,
        standing: standing?,
    })
}

pub(super) fn read_relation(object: &Object<'_, '_>) -> Option<Relation> {
    let relation = id(object, "id", is_rule_id);
    let body = id(object, "body", is_rule_id);
    let how = object.word("how", RelationKind::WORDS);
    let with = id(object, "with", is_rule_id);
    let words = owned(object.optional_text("words"));
    let days = read_days(object);
    let standing = read_standing(object);
    Some(Relation {
        id: relation?,
        body: body?,
        how: how?,
        with: with?,
        words,
        days: days?,
        standing: standing?,
    })
}

pub(super) fn read_seat(object: &Object<'_, '_>) -> Option<Seat> {
    let seat = id(object, "id", is_rule_id);
    let body = id(object, "body", is_rule_id);
    let label = owned(object.text("label"));
    let part = object.word("part", SeatPart::WORDS);
    let office = optional_id(object, "office", is_rule_id);
    let listing = optional(object, "standing", || object.word("standing", ListingKind::WORDS));
    let kinds = some_texts(object, "kinds");
    let each = object.flag("each");
    let represents = optional_id(object, "represents", is_rule_id);
    let capacities = words_of(object, "capacities", CapacityKind::WORDS);
    let decides = optional(object, "decides", || chosen(object, "decides", YesNo::WORDS));
    let deputy = optional(object, "deputy", || chosen(object, "deputy", YesNo::WORDS));
    let provisional = owned(object.optional_text("provisional"));
    let days = read_days(object);
    let overrides = optional_id(object, "overrides", is_rule_id);
    let note = owned(object.optional_text("note"));
    let standing = read_standing(object);
    Some(Seat {
        id: seat?,
        body: body?,
        label: label?,
        part: part?,
        office,
        listing: listing?,
        kinds,
        each,
        represents,
        capacities: capacities?,
        decides: decides?,
        deputy: deputy?,
        provisional,
        days: days?,
        overrides,
        note,
        standing: standing?,
    })
}

pub(super) fn read_test(object: &Object<'_, '_>) -> Option<SeatTest> {
    let test = id(object, "id", is_rule_id);
    let label = owned(object.text("label"));
    let question = owned(object.text("question"));
    let asked_of = words_of(object, "asked_of", SeatRole::WORDS);
    let bodies = some_texts(object, "bodies");
    let untested = object.flag("untested");
    let by_commitment = object.flag("by_commitment");
    let extent = optional(object, "extent", || chosen(object, "extent", Extent::WORDS));
    let day = |key| optional(object, key, || object.day(key).map(When::Given));
    let (from, until) = (day("from"), day("until"));
    let overrides = optional_id(object, "overrides", is_rule_id);
    object.optional_text("note");
    let standing = read_standing(object);
    Some(SeatTest {
        id: test?,
        label: label?,
        question: question?,
        asked_of: asked_of?,
        bodies,
        untested,
        by_commitment,
        extent: extent?,
        days: Days { from: from?, until: until? },
        overrides,
        standing: standing?,
    })
}

pub(super) fn read_pattern(object: &Object<'_, '_>) -> Option<Pattern> {
    let pattern = id(object, "id", is_rule_id);
    let label = owned(object.text("label"));
    let partners = optional(object, "partners", || match object.get("partners") {
        Some(Json::Text(_)) => object.word("partners", &[("all", ())]).map(|()| PartnersAsked::All),
        _ => number(object, "partners", 1).map(PartnersAsked::AtLeast),
    });
    let members = optional(object, "members", || read_members(object));
    let chair = object.flag("chair");
    let substitutes = read_list(object, "substitutes", |one| {
        let partner = id(one, "for", is_rule_id);
        let by = owned_list(one.texts("by"));
        Some(Substitute { partner: partner?, by })
    });
    let chair_may = object.flag("chair_may");
    object.optional_text("note");
    let standing = read_standing(object);
    Some(Pattern {
        id: pattern?,
        label: label?,
        partners: partners?,
        members: members?,
        chair,
        substitutes,
        chair_may,
        standing: standing?,
    })
}

fn read_members(object: &Object<'_, '_>) -> Option<MembersAsked> {
    let value = object.require("members")?;
    let inner = Object::of(value, object.place("members"), object.problems)?;
    let half = optional(&inner, "half_of", || inner.word("half_of", Half::WORDS));
    let read = match half? {
        Some(half) => Some(MembersAsked::HalfOf(half)),
        None => number(&inner, "at_least", 1).map(MembersAsked::AtLeast),
    };
    inner.finish();
    read
}

pub(super) fn read_matter(object: &Object<'_, '_>) -> Option<Matter> {
    let matter = id(object, "id", is_rule_id);
    let label = owned(object.text("label"));
    let of = words_of(object, "of", Side::WORDS);
    let commits = words_of(object, "commits", Commitment::WORDS);
    let days = read_days(object);
    object.optional_text("note");
    let standing = read_standing(object);
    Some(Matter {
        id: matter?,
        label: label?,
        of: of?,
        commits: commits?,
        days: days?,
        standing: standing?,
    })
}

pub(super) fn read_authority(object: &Object<'_, '_>) -> Option<Authority> {
    let entry = id(object, "id", is_rule_id);
    let matter = id(object, "matter", is_rule_id);
    let part = object.word("part", AuthorityPart::WORDS);
    let by = read_by(object, "by");
    let agreement = optional(object, "agreement", || chosen(object, "agreement", Agreement::WORDS));
    let delegable = optional(object, "delegable", || object.word("delegable", Delegable::WORDS));
    let to = object.list("to").map(|(at, value)| {
        let one = Object::of(value, at, object.problems)?;
        let read = by_of(&one);
        one.finish();
        read
    });
    let to: Vec<Option<By>> = to.collect();
    let exercises = optional_id(object, "for", is_rule_id);
    let yields_to = optional_id(object, "yields_to", is_rule_id);
    let words = owned(object.optional_text("words"));
    let days = read_days(object);
    let overrides = optional_id(object, "overrides", is_rule_id);
    let note = owned(object.optional_text("note"));
    let standing = read_standing(object);
    Some(Authority {
        id: entry?,
        matter: matter?,
        part: part?,
        by: by?,
        agreement: agreement?,
        delegable: delegable?,
        to: to.into_iter().collect::<Option<Vec<By>>>()?,
        exercises,
        yields_to,
        words,
        days: days?,
        overrides,
        note,
        standing: standing?,
    })
}

pub(super) fn read_accountability(object: &Object<'_, '_>) -> Option<Accountability> {
    let one = id(object, "id", is_rule_id);
    let what = read_by(object, "for");
    let who = read_by(object, "who");
    let of = words_of(object, "of", Side::WORDS);
    let matter = optional_id(object, "matter", is_rule_id);
    let words = owned(object.text("words"));
    let days = read_days(object);
    let overrides = optional_id(object, "overrides", is_rule_id);
    object.optional_text("note");
    let standing = read_standing(object);
    Some(Accountability {
        id: one?,
        what: what?,
        who: who?,
        of: of?,
        matter,
        words: words?,
        days: days?,
        overrides,
        standing: standing?,
    })
}

pub(super) fn read_dispute(object: &Object<'_, '_>) -> Option<Dispute> {
    let dispute = id(object, "id", is_rule_id);
    let between = object.word("between", Between::WORDS);
    let step = object.require("step").and_then(|step| object.whole("step", step, 1, 1000));
    let by = optional(object, "by", || read_by(object, "by"));
    let does = object.word("does", DisputeAct::WORDS);
    let of = object.get("of").map(|_| words_of(object, "of", Side::WORDS));
    let not_for = owned_list(object.texts("not_for"));
    let words = owned(object.text("words"));
    let days = read_days(object);
    let overrides = optional_id(object, "overrides", is_rule_id);
    object.optional_text("note");
    let standing = read_standing(object);
    Some(Dispute {
        id: dispute?,
        between: between?,
        step: u32::try_from(step?).ok()?,
        by: by?,
        does: does?,
        of: match of {
            Some(of) => of?,
            None => Vec::new(),
        },
        not_for,
        words: words?,
        days: days?,
        overrides,
        standing: standing?,
    })
}

fn read_by(object: &Object<'_, '_>, key: &'static str) -> Option<By> {
    let value = object.require(key)?;
    let inner = Object::of(value, object.place(key), object.problems)?;
    let read = by_of(&inner);
    inner.finish();
    read
}

/// What the choices of a setting mean that mean several bodies.
fn together(object: &Object<'_, '_>) -> Vec<(String, Vec<String>)> {
    read_list(object, "together", |inner| {
        let choice = id(inner, "choice", is_rule_id);
        inner.require("bodies");
        let bodies = owned_list(inner.texts("bodies"));
        Some((choice?, bodies))
    })
}

/// Exactly one of the forms in which a holder is named.
fn by_of(object: &Object<'_, '_>) -> Option<By> {
    type Form = (&'static str, fn(&Object<'_, '_>) -> Option<By>);
    const FORMS: &[Form] = &[
        ("body", |by| id(by, "body", is_rule_id).map(By::Body)),
        ("office", |by| id(by, "office", is_rule_id).map(By::Office)),
        ("partner", |by| id(by, "partner", is_rule_id).map(By::Partner)),
        ("partners", |by| by.word("partners", &[("all", ())]).map(|()| By::AllPartners)),
        ("other_partners", |by| id(by, "other_partners", is_rule_id).map(By::OtherPartners)),
        ("members", |by| {
            let body = id(by, "members", is_rule_id);
            let but = id(by, "but", is_rule_id);
            Some(By::Members { body: body?, but: but? })
        }),
        ("capacity", |by| by.word("capacity", CapacityKind::WORDS).map(By::Capacity)),
        ("kind", |by| id(by, "kind", is_rule_id).map(By::Kind)),
        ("setting", |by| {
            let setting = id(by, "setting", is_fact_id);
            Some(By::Setting { id: setting?, together: together(by) })
        }),
    ];
    let given: Vec<&Form> = FORMS.iter().filter(|(key, _)| object.get(key).is_some()).collect();
    match given.as_slice() {
        [(_, read)] => read(object),
        _ => {
            let keys: Vec<&str> = FORMS.iter().map(|(key, _)| *key).collect();
            let message = format!(
                "{} keys say who it is; give exactly one of {}",
                given.len(),
                keys.join(", ")
            );
            object.problems.add("json.kind", object.at, message);
            None
        }
    }
}

pub(super) fn read_days(object: &Object<'_, '_>) -> Option<Days> {
    let from = optional(object, "from", || when(object, "from"));
    let until = optional(object, "until", || when(object, "until"));
    Some(Days { from: from?, until: until? })
}

fn when(object: &Object<'_, '_>, key: &'static str) -> Option<When> {
    match object.get(key)? {
        Json::Object(_) => setting(object, key).map(When::Setting),
        _ => object.day(key).map(When::Given),
    }
}

/// What a key that may be absent holds; `None` where it is there and cannot be read.
fn optional<T>(
    object: &Object<'_, '_>,
    key: &'static str,
    read: impl FnOnce() -> Option<T>,
) -> Option<Option<T>> {
    match object.get(key) {
        None => Some(None),
        Some(_) => read().map(Some),
    }
}

fn some_texts(object: &Object<'_, '_>, key: &'static str) -> Option<Vec<String>> {
    object.get(key).map(|_| owned_list(object.texts(key)))
}

/// A list of words of a closed list, each once; a missing list is empty.
pub(super) fn words_of<T: Copy + PartialEq>(
    object: &Object<'_, '_>,
    key: &'static str,
    words: &[(&str, T)],
) -> Option<Vec<T>> {
    let mut found = Vec::new();
    let mut all_read = true;
    for (at, value) in object.list(key) {
        let text = if let Json::Text(text) = value { text } else { "" };
        match words.iter().find(|(word, _)| *word == text) {
            Some((_, word)) if !found.contains(word) => found.push(*word),
            Some(_) => {}
            None => {
                let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
                let message = format!("expected one of {}", known.join(", "));
                object.problems.add("json.unknown-word", at, message);
                all_read = false;
            }
        }
    }
    all_read.then_some(found)
}
