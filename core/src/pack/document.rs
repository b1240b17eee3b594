//! Reads an edition or a sources document from text, reporting everything that is ill-formed.

use super::read::{
    id, owned, read_conflict, read_consent, read_consistency, read_fact, read_level, read_list,
    read_rule, read_setting, read_source, read_step, read_subject,
};
use super::read_reviews::{read_action, read_event, read_link, read_review, read_role};
use super::{Edition, Family, Items, Placed};
use crate::citation::Source;
use crate::ids::is_word_id;
use crate::json::{Json, Object, Problems, digest};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A text of the pack format.
pub(super) enum Document {
    Edition(Box<Edition>),
    Sources { pack: String, digest: String, sources: Vec<Placed<Source>>, unread: BTreeSet<String> },
}

/// Reads one text. Problems are reported at places that begin with `base`.
pub(super) fn read_document(value: &Json<'_>, base: &str, problems: &Problems) -> Option<Document> {
    let object = Object::of(value, base.to_owned(), problems)?;
    if let Some(format) = object.require("format") {
        object.whole("format", format, 1, 1);
    }
    let pack = id(&object, "pack", is_word_id);
    let mut sources = read_list(&object, "sources", read_source);
    let digest = digest(value);
    if object.get("family").is_none() {
        if object.get("from").is_some() {
            // Only an edition has a first day; what else stands in it waits for its family.
            object.require("family");
            return None;
        }
        object.finish();
        let unread = unread(&object, "sources", sources.iter().map(|source| &*source.is.id));
        return Some(Document::Sources { pack: pack?, digest, sources, unread });
    }
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
    let mut items = read_items(&object, family);
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
    // Places are kept below a name that is good for as long as the edition is at hand.
    let at = match family {
        Family::Thresholds => format!("{}/{}#", pack.as_deref()?, from?),
        other => format!("{}/{}/{}#", pack.as_deref()?, other.word(), from?),
    };
    items.move_places(base, &at);
    sources.iter_mut().for_each(|source| move_place(&mut source.at, base, &at));
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
        digest,
        at,
        sources,
        items,
    })))
}

fn read_items(object: &Object<'_, '_>, family: Family) -> Items {
    let mut items = Items {
        facts: shared(read_list(object, "facts", read_fact)),
        settings: shared(read_list(object, "settings", read_setting)),
        subjects: shared(read_list(object, "subjects", read_subject)),
        rules: shared(read_list(object, "rules", read_rule)),
        consistency: shared(read_list(object, "consistency", read_consistency)),
        conflicts: shared(read_list(object, "conflicts", read_conflict)),
        ..Items::default()
    };
    match family {
        Family::Thresholds => {
            items.levels = shared(read_list(object, "levels", read_level));
            items.consent = shared(read_list(object, "consent", read_consent));
            items.steps = shared(read_list(object, "steps", read_step));
        }
        Family::Reviews => {
            items.reviews = shared(read_list(object, "reviews", read_review));
            items.roles = shared(read_list(object, "roles", read_role));
            items.links = shared(read_list(object, "links", read_link));
            items.events = shared(read_list(object, "events", read_event));
            items.actions = shared(read_list(object, "actions", read_action));
        }
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

/// The ids in a list that are not among those that were read.
fn unread<'i>(
    object: &Object<'_, '_>,
    key: &'static str,
    read: impl Iterator<Item = &'i str>,
) -> BTreeSet<String> {
    let entries = match object.get(key) {
        None => return BTreeSet::new(),
        Some(Json::List(entries)) => entries,
        Some(_) => return BTreeSet::from([String::new()]),
    };
    let id = |entry: &Json<'_>| match entry {
        Json::Object(fields) => fields.iter().find_map(|(key, value)| match value {
            Json::Text(text) if key == "id" => Some(text.clone().into_owned()),
            _ => None,
        }),
        _ => None,
    };
    let read: BTreeSet<&str> = read.collect();
    let ids = entries.iter().map(|entry| id(entry).unwrap_or_default());
    ids.filter(|id| !read.contains(id.as_str())).collect()
}

/// Puts a place that begins with `base` below another name.
fn move_place(place: &mut String, base: &str, to: &str) {
    if let Some(rest) = place.strip_prefix(base) {
        *place = format!("{to}{rest}");
    }
}

impl Items {
    /// Moves the places of freshly read items.
    fn move_places(&mut self, base: &str, to: &str) {
        fn move_all<T>(list: &mut [Arc<Placed<T>>], base: &str, to: &str) {
            let fresh = list.iter_mut().filter_map(Arc::get_mut);
            fresh.for_each(|item| move_place(&mut item.at, base, to));
        }
        move_all(&mut self.facts, base, to);
        move_all(&mut self.settings, base, to);
        move_all(&mut self.subjects, base, to);
        move_all(&mut self.levels, base, to);
        move_all(&mut self.rules, base, to);
        move_all(&mut self.consent, base, to);
        move_all(&mut self.steps, base, to);
        move_all(&mut self.reviews, base, to);
        move_all(&mut self.roles, base, to);
        move_all(&mut self.links, base, to);
        move_all(&mut self.events, base, to);
        move_all(&mut self.actions, base, to);
        move_all(&mut self.consistency, base, to);
        move_all(&mut self.conflicts, base, to);
    }
}

fn shared<T>(list: Vec<Placed<T>>) -> Vec<Arc<Placed<T>>> {
    list.into_iter().map(Arc::new).collect()
}
