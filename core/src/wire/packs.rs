//! What packs are at hand.

use super::to_text;
use crate::date::Day;
use crate::finding::is_false;
use crate::pack::Catalogue;
use serde::Serialize;
use std::collections::BTreeSet;

#[derive(Serialize)]
struct Packs<'c> {
    packs: Vec<Pack<'c>>,
}

#[derive(Serialize)]
struct Pack<'c> {
    pack: &'c str,
    subjects: BTreeSet<&'c str>,
    editions: Vec<Edition<'c>>,
}

#[derive(Serialize)]
struct Edition<'c> {
    family: &'static str,
    title: &'c str,
    from: Day,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<Day>,
    checked_on: Day,
    #[serde(skip_serializing_if = "Option::is_none")]
    extends: Option<&'c str>,
    #[serde(skip_serializing_if = "is_false")]
    illustrative: bool,
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
