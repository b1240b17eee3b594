//! What no fixture shows of a pack.

use super::expected::Speaks;
use super::items::{self, Seen};
use super::mutants::item_of;
use super::parts::{PartSeen, Parts};
use super::texts::{Texts, Written};
use crate::date::Day;
use crate::decision::VERSION;
use crate::error::Error;
use crate::pack::Catalogue;
use crate::truth::Truth;
use crate::wire;
use serde::Serialize;
use std::collections::BTreeSet;

/// How far fixtures cover packs.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Coverage {
    /// `coverage`.
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::schema::coverage_word"))]
    pub answer: &'static str,
    /// Every edition that was measured.
    pub editions: Vec<CoverageOfEdition>,
    /// The names of fixtures that are not answered as they expect.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub failing: Vec<String>,
    /// The library's version.
    pub version: &'static str,
}

/// How many of something there are, and how many some fixture shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "SeenOf"))]
pub struct Counted {
    /// How many there are.
    pub of: usize,
    /// How many of them are seen.
    pub seen: usize,
}

/// How far fixtures cover one edition.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CoverageOfEdition {
    /// Such as `england/thresholds/2018-07-04`.
    pub edition: String,
    /// How many fixtures touch its pack.
    pub fixtures: usize,
    /// Conditions and their parts, each true, false and unknown.
    pub truths: Counted,
    /// The sides of the limits of comparisons.
    pub limits: Counted,
    /// The options of facts.
    pub options: Counted,
    /// Ways in which duties, reviews, seats and the like can be seen.
    pub items: Counted,
    /// What is not seen, in the order of the text.
    pub gaps: Vec<Gap>,
}

/// Something that no fixture shows.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "NotShown"))]
pub struct Gap {
    /// A JSON pointer into the edition.
    pub at: String,
    /// The item that it lies in.
    pub item: String,
    /// What stands there, in short.
    pub words: String,
    /// As what it is not seen: a truth, the side of a limit, `chosen`, or a standing.
    pub lacking: Vec<String>,
}

/// Says what of these packs no fixture shows.
///
/// `packs` are texts of editions and sources, `beneath` what they may extend, which is not measured
/// (one of the same name gives way); `fixtures` are files of the battery and stories, of which those
/// about other packs are left aside.
///
/// # Errors
///
/// Everything that is wrong with the packs, as [`Catalogue::with`] says it, and `json.syntax` of a
/// text of fixtures that is none; places begin with `/packs/0` and `/fixtures/0`.
///
/// ```
/// use safeguarding_rules::{Catalogue, coverage::coverage};
/// let pack = r#"{"format":1,"pack":"p","family":"thresholds","title":"T","from":"2024-01-01",
///   "checked_on":"2024-01-01","sources":[{"id":"s","title":"S","publisher":"P"}],
///   "subjects":[{"id":"child","label":"Child","applies":{"all":[]},"strength":"must",
///     "basis":"statute","evidence":"text-checked","cites":[{"source":"s","at":"1"}]}],
///   "levels":[{"subject":"child","number":1,"name":"One","summary":"S.","responders":["R"],
///     "route_in":"I","strength":"must","basis":"statute","evidence":"text-checked",
///     "cites":[{"source":"s","at":"1"}]}],
///   "facts":[{"id":"hurt","subject":["child"],"kind":"yes-no","question":"Hurt?","burden":"plain"}],
///   "rules":[{"id":"hurt","subject":"child","label":"Hurt","when":{"fact":"hurt"},
///     "then":{"level":1},"strength":"must","basis":"statute","evidence":"text-checked",
///     "cites":[{"source":"s","at":"1"}]}]}"#;
/// let fixtures = r#"{"fixtures":[{"name":"f","request":{"question":"thresholds","pack":"p",
///   "subject":"child","as_of":"2024-01-01","facts":{"hurt":true}},"expect":{"at_least":1}}]}"#;
/// let found = coverage(&Catalogue::empty(), &[pack], &[fixtures]).unwrap();
/// assert_eq!(found.editions[0].gaps[0].lacking, ["false", "unknown"]);
/// ```
pub fn coverage(beneath: &Catalogue, packs: &[&str], fixtures: &[&str]) -> Result<Coverage, Error> {
    let texts = Texts::read(beneath, packs, fixtures)?;
    let mut editions = Vec::new();
    for speaks in Speaks::ALL {
        let Some(catalogue) = texts.catalogue(speaks) else { continue };
        let (mut parts, mut seen) = (Parts::default(), Seen::new());
        declare(catalogue, speaks, &mut parts);
        for fixture in texts.fixtures.iter().filter(|fixture| fixture.speaks == speaks) {
            let known = wire::known_of(catalogue, &fixture.request.to_string());
            parts.see(fixture, &known.unwrap_or_default());
            items::see(fixture, &fixture.answer(catalogue), &mut seen);
        }
        let own = texts.editions.iter().filter(|edition| edition.speaks == speaks);
        editions.extend(own.map(|edition| covered(&texts, edition, &parts, &seen)));
    }
    Ok(Coverage { answer: "coverage", editions, failing: texts.failing(), version: VERSION })
}

/// Everything that can be seen, on every stretch of days.
fn declare(catalogue: &Catalogue, speaks: Speaks, parts: &mut Parts) {
    // What these have besides conditions is seen in the answers.
    if matches!(speaks, Speaks::Audits | Speaks::Membership) {
        return;
    }
    let family = speaks.family();
    for pack in catalogue.packs() {
        for stretch in catalogue.line(family, pack) {
            for subject in stretch.subjects() {
                if let Some(rules) = stretch.rules(subject) {
                    parts.declare(&rules);
                }
            }
        }
    }
}

fn covered(texts: &Texts, edition: &Written, parts: &Parts, seen: &Seen) -> CoverageOfEdition {
    let mut found = CoverageOfEdition {
        edition: edition.name.clone(),
        fixtures: texts.touching(edition).len(),
        truths: Counted::default(),
        limits: Counted::default(),
        options: Counted::default(),
        items: Counted::default(),
        gaps: Vec::new(),
    };
    let names = edition.places();
    let pointer = |at: &str| {
        let (name, pointer) = at.split_once('#')?;
        names.iter().any(|known| known == name).then(|| pointer.to_owned())
    };
    for (at, part) in &parts.parts {
        let Some(at) = pointer(at) else { continue };
        let lacking = found.part(part);
        found.gap(edition, at, &part.words, lacking);
    }
    for (at, (words, is_seen)) in &parts.options {
        let Some(at) = pointer(at) else { continue };
        found.options.add(*is_seen);
        let lacking = if *is_seen { Vec::new() } else { vec!["chosen".to_owned()] };
        found.gap(edition, at, words, lacking);
    }
    for wanted in items::wanted(edition) {
        let lacking = wanted.words.iter().filter(|word| {
            let is_seen = items::shows(edition, &wanted, word, seen);
            found.items.add(is_seen);
            !is_seen
        });
        let lacking = lacking.map(|word| (*word).to_owned()).collect();
        found.gap(edition, wanted.at.clone(), wanted.kind, lacking);
    }
    found.gaps.sort_by_cached_key(|gap| in_order(&gap.at));
    found
}

/// A place such that the tenth item comes after the ninth.
fn in_order(at: &str) -> Vec<(usize, String)> {
    at.split('/').map(|step| (step.parse().unwrap_or(0), step.to_owned())).collect()
}

impl CoverageOfEdition {
    /// Counts a part, and says as what it is not seen.
    fn part(&mut self, part: &PartSeen) -> Vec<String> {
        let mut lacking = Vec::new();
        if !part.constant {
            for truth in [Truth::True, Truth::False, Truth::Unknown] {
                let is_seen = part.truths.contains(&truth);
                self.truths.add(is_seen);
                lacking.extend((!is_seen).then(|| word_of(&truth)));
            }
        }
        for side in &part.sides {
            let is_seen = part.touched.contains(side);
            self.limits.add(is_seen);
            lacking.extend((!is_seen).then(|| word_of(side)));
        }
        lacking
    }

    fn gap(&mut self, edition: &Written, at: String, words: &str, lacking: Vec<String>) {
        if !lacking.is_empty() {
            let item = item_of(&edition.value, &at);
            self.gaps.push(Gap { at, item, words: words.to_owned(), lacking });
        }
    }
}

impl Counted {
    fn add(&mut self, is_seen: bool) {
        self.of = self.of.saturating_add(1);
        self.seen = self.seen.saturating_add(usize::from(is_seen));
    }
}

impl Written {
    /// The names under which the library keeps places in this edition.
    fn places(&self) -> BTreeSet<String> {
        let from = self.value.get("from").and_then(serde_json::Value::as_str);
        let from = from.and_then(Day::parse).map_or_else(String::new, |day| day.to_string());
        let thresholds = format!("{}/{from}", self.pack);
        match self.speaks {
            Speaks::Thresholds => BTreeSet::from([thresholds]),
            _ => BTreeSet::from([self.name.clone()]),
        }
    }
}

fn word_of(value: &impl Serialize) -> String {
    let text = serde_json::to_string(value).unwrap_or_default();
    text.trim_matches('"').to_owned()
}
