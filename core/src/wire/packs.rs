//! What packs are at hand.

use super::to_text;
use crate::date::Day;
use crate::finding::is_false;
use crate::pack::{Catalogue, Family};
use serde::Serialize;
use std::collections::BTreeSet;

/// The packs at hand.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Packs<'c> {
    /// By name.
    packs: Vec<Pack<'c>>,
}

/// The rules of one authority and family.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Pack<'c> {
    /// The authority.
    pack: &'c str,
    /// Which kind of question it answers.
    family: Family,
    /// Whom a request can be about.
    subjects: BTreeSet<&'c str>,
    /// Its editions, earliest first.
    editions: Vec<Edition<'c>>,
}

/// The rules from one day on.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Edition<'c> {
    /// What a person would call it.
    title: &'c str,
    /// First day it applies.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Day"))]
    from: Day,
    /// First day it no longer applies.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::Day>"))]
    until: Option<Day>,
    /// The day somebody last compared it with its sources.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Day"))]
    checked_on: Day,
    /// The pack that lies underneath.
    #[serde(skip_serializing_if = "Option::is_none")]
    extends: Option<&'c str>,
    /// Nothing in it is anybody's adopted policy.
    #[serde(skip_serializing_if = "is_false")]
    illustrative: bool,
    /// SHA-256 of its canonical JSON.
    digest: &'c str,
}

pub(super) fn packs(catalogue: &Catalogue) -> String {
    let families = Family::WORDS.iter().map(|(_, family)| *family);
    let lines = catalogue.packs().flat_map(|pack| {
        families.clone().filter_map(move |family| line_of(catalogue, pack, family))
    });
    // INVARIANT: names, dates and digests always serialize.
    to_text(&Packs { packs: lines.collect() }).unwrap_or_default()
}

/// The pack of an authority and family, where there is one.
fn line_of<'c>(catalogue: &'c Catalogue, pack: &'c str, family: Family) -> Option<Pack<'c>> {
    let line = catalogue.line(family, pack);
    let subjects = line.iter().flat_map(|layered| layered.subjects()).collect();
    let editions = catalogue.editions(pack).filter(|edition| edition.family == family);
    let editions = editions.map(|edition| Edition {
        title: &edition.title,
        from: edition.from,
        until: edition.until,
        checked_on: edition.checked_on,
        extends: edition.extends.as_deref(),
        illustrative: edition.illustrative,
        digest: &edition.digest,
    });
    (!line.is_empty()).then(|| Pack { pack, family, subjects, editions: editions.collect() })
}
