//! Reads an edition or a sources document from text, reporting everything that is ill-formed.

use super::membership::{Item, each_list};
use super::read::{
    id, owned, read_conflict, read_consent, read_consistency, read_fact, read_level, read_list,
    read_placed, read_rule, read_setting, read_source, read_step, read_subject,
};
use super::read_audits::{
    read_agency_type, read_duty, read_obligation, read_programme, read_report, read_report_part,
    read_scale, read_standard_set,
};
use super::read_membership::{
    read_accountability, read_authority, read_body, read_dispute, read_kind, read_listing,
    read_matter, read_organisation, read_partner, read_pattern, read_relation, read_seat,
    read_test,
};
use super::read_offices::{read_capacity, read_office};
use super::read_reviews::{read_action, read_event, read_link, read_review, read_role};
use super::{AuditLists, Edition, Family, Items, MembershipLists, Placed};
use crate::citation::Source;
use crate::date::Day;
use crate::ids::is_word_id;
use crate::json::{Json, Object, Place, Problems, digest};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A text of the pack format.
pub(super) enum Document {
    Edition(Box<Edition>),
    Sources { pack: String, digest: String, sources: Vec<Source>, unread: BTreeSet<String> },
}

/// Reads one text. Problems are reported at places that begin with `base`.
pub(super) fn read_document(value: &Json<'_>, base: &str, problems: &Problems) -> Option<Document> {
    let object = Object::of(value, Place::At(base), problems)?;
    if let Some(format) = object.require("format") {
        object.whole("format", format, 1, 1);
    }
    let pack = id(&object, "pack", is_word_id);
    if object.get("family").is_none() {
        let sources = read_list(&object, "sources", read_source);
        if object.get("from").is_some() {
            // Only an edition has a first day; what else stands in it waits for its family.
            object.require("family");
            return None;
        }
        object.finish();
        let unread = unread(&object, "sources", sources.iter().map(|source| &*source.id));
        let digest = digest(value);
        return Some(Document::Sources { pack: pack?, digest, sources, unread });
    }
    // Places are kept below a name that is good for as long as the edition is at hand.
    let at = name(&object).unwrap_or_default();
    let sources = read_placed(&object, "sources", &at, read_source);
    let family = object.word("family", Family::WORDS)?;
    let title = object.text("title").map(str::to_owned);
    let from = object.day("from");
    let until = object.optional_day("until");
    let checked_on = object.day("checked_on");
    let amends = object.optional_day("amends");
    let drops = object.texts("drops").into_iter().map(str::to_owned).collect();
    let extends = object.get("extends").and_then(|_| id(&object, "extends", is_word_id));
    let illustrative = object.flag("illustrative");
    let notice = owned(object.optional_text("notice"));
    let mut items = read_items(&object, family, &at);
    object.finish();
    if let (Some(from), Some(until)) = (from, until)
        && until <= from
    {
        let message =
            "`until` is the first day an edition no longer applies, so it lies after `from`";
        problems.add("pack.bad-interval", object.place("until"), message);
    }
    for rule in &mut items.rules {
        Arc::make_mut(rule).is.illustrative = illustrative;
    }
    items.unread.extend(unread(&object, "sources", sources.iter().map(|source| &*source.is.id)));
    Some(Document::Edition(Box::new(Edition {
        pack: pack?,
        family,
        // What is missing has been reported; with a stand-in the rest can be checked too.
        title: title.unwrap_or_default(),
        from: from?,
        until,
        checked_on: checked_on.or(from)?,
        amends,
        drops,
        extends,
        illustrative,
        notice,
        digest: digest(value),
        at,
        sources,
        items,
    })))
}

/// The lists of the family `membership`, in the order of its fields.
const MEMBERSHIP_KEYS: [&str; 15] = [
    "kinds",
    "organisations",
    "partners",
    "standings",
    "bodies",
    "relations",
    "offices",
    "capacities",
    "seats",
    "tests",
    "patterns",
    "matters",
    "authority",
    "accountability",
    "disputes",
];

/// The name of the edition that a document is.
fn name(object: &Object<'_, '_>) -> Option<String> {
    let text = |key| match object.get(key)? {
        Json::Text(text) => Some(text),
        _ => None,
    };
    let from = Day::parse(text("from")?)?;
    let (pack, family) = (text("pack")?, text("family")?);
    Some(if family == Family::Thresholds.word() {
        format!("{pack}/{from}#")
    } else {
        format!("{pack}/{family}/{from}#")
    })
}

fn read_items(object: &Object<'_, '_>, family: Family, name: &str) -> Items {
    let mut items = Items {
        settings: read_placed(object, "settings", name, read_setting),
        subjects: read_placed(object, "subjects", name, read_subject),
        conflicts: read_placed(object, "conflicts", name, read_conflict),
        ..Items::default()
    };
    if !matches!(family, Family::Audits | Family::Membership) {
        items.facts = read_placed(object, "facts", name, read_fact);
        items.rules = read_placed(object, "rules", name, read_rule);
        items.consistency = read_placed(object, "consistency", name, read_consistency);
    }
    match family {
        Family::Thresholds => {
            items.levels = read_placed(object, "levels", name, read_level);
            items.consent = read_placed(object, "consent", name, read_consent);
            items.steps = read_placed(object, "steps", name, read_step);
        }
        Family::Reviews => {
            items.reviews = read_placed(object, "reviews", name, read_review);
            items.roles = read_placed(object, "roles", name, read_role);
            items.links = read_placed(object, "links", name, read_link);
            items.events = read_placed(object, "events", name, read_event);
            items.actions = read_placed(object, "actions", name, read_action);
        }
        Family::Audits => {
            items.audits = AuditLists {
                agency_types: read_placed(object, "agency_types", name, read_agency_type),
                programmes: read_placed(object, "programmes", name, read_programme),
                obligations: read_placed(object, "obligations", name, read_obligation),
                duties: read_placed(object, "duties", name, read_duty),
                reports: read_placed(object, "reports", name, read_report),
                report_parts: read_placed(object, "report_parts", name, read_report_part),
                scales: read_placed(object, "scales", name, read_scale),
                standard_sets: read_placed(object, "standard_sets", name, read_standard_set),
            };
        }
        Family::Membership => items.membership = read_membership(object, name),
    }
    // Only where something was amiss: in a good document all ids have been read.
    if !object.problems.is_empty() {
        let facts = items.facts.iter().map(|fact| &*fact.is.id);
        let mut found = unread(object, "facts", facts);
        found.extend(unread(object, "settings", items.settings.iter().map(|one| &*one.is.id)));
        found.extend(unread(object, "subjects", items.subjects.iter().map(|one| &*one.is.id)));
        found.extend(unread(object, "rules", items.rules.iter().map(|one| &*one.is.id)));
        found.extend(unread(object, "consent", items.consent.iter().map(|one| &*one.is.id)));
        found.extend(unread(object, "steps", items.steps.iter().map(|one| &*one.is.id)));
        found.extend(unread(object, "reviews", items.reviews.iter().map(|one| &*one.is.id)));
        found.extend(unread(object, "roles", items.roles.iter().map(|one| &*one.is.id)));
        found.extend(unread(object, "links", items.links.iter().map(|one| &*one.is.id)));
        found.extend(unread(object, "events", items.events.iter().map(|one| &*one.is.id)));
        found.extend(unread(object, "actions", items.actions.iter().map(|one| &*one.is.id)));
        let audits = &items.audits;
        found.extend(unread(object, "agency_types", ids(&audits.agency_types, |one| &one.id)));
        found.extend(unread(object, "programmes", ids(&audits.programmes, |one| &one.id)));
        found.extend(unread(object, "obligations", ids(&audits.obligations, |one| &one.id)));
        found.extend(unread(object, "duties", ids(&audits.duties, |one| &one.id)));
        found.extend(unread(object, "reports", ids(&audits.reports, |one| &one.id)));
        found.extend(unread(object, "report_parts", ids(&audits.report_parts, |one| &one.id)));
        found.extend(unread(object, "scales", ids(&audits.scales, |one| &one.id)));
        found.extend(unread(object, "standard_sets", ids(&audits.standard_sets, |one| &one.id)));
        let membership = &items.membership;
        let mut keys = MEMBERSHIP_KEYS.iter();
        each_list!(membership, list => {
            if let Some(key) = keys.next() {
                found.extend(unread(object, key, list.iter().map(|one| one.is.id())));
            }
        });
        let levels = match object.get("levels") {
            Some(Json::List(levels)) => levels.len(),
            _ => items.levels.len(),
        };
        if levels > items.levels.len() {
            found.insert(String::new());
        }
        items.unread = found;
    }
    items
}

fn read_membership(object: &Object<'_, '_>, name: &str) -> MembershipLists {
    MembershipLists {
        kinds: read_placed(object, "kinds", name, read_kind),
        organisations: read_placed(object, "organisations", name, read_organisation),
        partners: read_placed(object, "partners", name, read_partner),
        standings: read_placed(object, "standings", name, read_listing),
        bodies: read_placed(object, "bodies", name, read_body),
        relations: read_placed(object, "relations", name, read_relation),
        offices: read_placed(object, "offices", name, read_office),
        capacities: read_placed(object, "capacities", name, read_capacity),
        seats: read_placed(object, "seats", name, read_seat),
        tests: read_placed(object, "tests", name, read_test),
        patterns: read_placed(object, "patterns", name, read_pattern),
        matters: read_placed(object, "matters", name, read_matter),
        authority: read_placed(object, "authority", name, read_authority),
        accountability: read_placed(object, "accountability", name, read_accountability),
        disputes: read_placed(object, "disputes", name, read_dispute),
    }
}

fn ids<T>(list: &[Arc<Placed<T>>], id: fn(&T) -> &String) -> impl Iterator<Item = &str> {
    list.iter().map(move |item| id(&item.is).as_str())
}

/// The ids in a list that are not among those that were read.
fn unread<'i>(
    object: &Object<'_, '_>,
    key: &'static str,
    read: impl Iterator<Item = &'i str>,
) -> BTreeSet<String> {
    unread_of(object, key, read.collect())
}

/// The same, compiled once and not for each kind of item.
fn unread_of(object: &Object<'_, '_>, key: &'static str, read: Vec<&str>) -> BTreeSet<String> {
    let entries = match object.get(key) {
        None => return BTreeSet::new(),
        Some(Json::List(entries)) => entries,
        Some(_) => return crate::order::set_of([String::new()]),
    };
    let id = |entry: &Json<'_>| match entry {
        Json::Object(fields) => fields.iter().find_map(|(key, value)| match value {
            Json::Text(text) if key == "id" => Some(text.clone().into_owned()),
            _ => None,
        }),
        _ => None,
    };
    let read: BTreeSet<&str> = read.into_iter().collect();
    let ids = entries.iter().map(|entry| id(entry).unwrap_or_default());
    crate::order::set_of(ids.filter(|id| !read.contains(id.as_str())))
}
