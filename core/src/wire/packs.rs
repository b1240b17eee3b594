//! What packs are at hand.

use super::to_text;
use crate::date::Day;
use crate::finding::is_false;
use crate::pack::Catalogue;
use serde::Serialize;
use std::collections::BTreeSet;

/// The packs at hand.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Packs<'c> {
    /// By name.
    packs: Vec<Pack<'c>>,
}

/// One authority's rules.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Pack<'c> {
    /// The authority.
    pack: &'c str,
    /// Whom a request can be about.
    subjects: BTreeSet<&'c str>,
    /// Its editions, earliest first.
    editions: Vec<Edition<'c>>,
}

/// The rules from one day on.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Edition<'c> {
    /// Which rules these are.
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::schema::answer_word"))]
    family: &'static str,
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
    let packs = catalogue.packs().map(|pack| {
        let subjects = catalogue.line(pack).iter().flat_map(|layered| layered.subjects());
        let editions = catalogue.editions(pack).map(|edition| Edition {
            family: "thresholds",
            title: &edition.title,
            from: edition.from,
            until: edition.until,
            checked_on: edition.checked_on,
            extends: edition.extends.as_deref(),
            illustrative: edition.illustrative,
            digest: &edition.digest,
        });
        Pack { pack, subjects: subjects.collect(), editions: editions.collect() }
    });
    // INVARIANT: names, dates and digests always serialize.
    to_text(&Packs { packs: packs.collect() }).unwrap_or_default()
}
