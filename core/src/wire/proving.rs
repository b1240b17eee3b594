//! Questions about packs themselves: what is proved of one, how two differ, and what would change
//! an answer. Answered where the library is built with the feature `prove`.

use super::request::Request;
use crate::date::Day;
use crate::error::Error;
use crate::json::{Json, Object, Place, Problems};
use crate::pack::{Catalogue, Family, Modality};
use crate::prove::{self, Called, Comparison, Limits, Proof, Wanted, Ways, WhyNot};

pub(super) fn proof(catalogue: &Catalogue, request: &Json<'_>) -> Result<Proof, Error> {
    let problems = Problems::default();
    let read = Object::of(request, Place::At(""), &problems).and_then(|object| {
        object.get("question");
        let pack = object.text("pack");
        let family = family(&object);
        let subject = object.optional_text("subject");
        let as_of = object.day("as_of");
        let limits = limits(&object);
        object.finish();
        Some((family?, pack?, subject, as_of?, limits))
    });
    let (family, pack, subject, as_of, limits) = problems.finish(read)?;
    prove::prove(catalogue, family, pack, subject, as_of, limits)
}

pub(super) fn comparison(catalogue: &Catalogue, request: &Json<'_>) -> Result<Comparison, Error> {
    let problems = Problems::default();
    let read = Object::of(request, Place::At(""), &problems).and_then(|object| {
        object.get("question");
        let family = family(&object);
        let subject = object.text("subject");
        let (before, after) = (side(&object, "before"), side(&object, "after"));
        let limits = limits(&object);
        object.finish();
        Some((family?, subject?, before?, after?, limits))
    });
    let (family, subject, before, after, limits) = problems.finish(read)?;
    prove::compare(catalogue, family, before, after, subject, limits)
}

/// The family; thresholds where none is named.
fn family(object: &Object<'_, '_>) -> Option<Family> {
    match object.get("family") {
        Some(_) => object.word("family", Family::WORDS),
        None => Some(Family::Thresholds),
    }
}

/// A pack with a day.
fn side<'j>(object: &Object<'j, '_>, key: &'static str) -> Option<(&'j str, Day)> {
    let inner = Object::of(object.require(key)?, object.place(key), object.problems)?;
    let (pack, as_of) = (inner.text("pack"), inner.day("as_of"));
    inner.finish();
    Some((pack?, as_of?))
}

/// The families whose answers are asked about.
const ASKED_WHY_NOT: &[(&str, Family)] =
    &[("thresholds", Family::Thresholds), ("reviews", Family::Reviews)];

pub(super) fn ways(catalogue: &Catalogue, mut request: Request<'_>) -> Result<Ways, Error> {
    let own = ["family", "wanted", "fixed", "most_changes", "most_ways", "steps"];
    let (asked, rest) = request.rest.into_iter().partition(|(key, _)| own.contains(&&**key));
    request.rest = rest;
    let asked = Json::Object(asked);
    let problems = Problems::default();
    let read = Object::of(&asked, Place::At(""), &problems).and_then(|object| {
        let wanted = object.require("wanted").and_then(|value| {
            let inner = Object::of(value, object.place("wanted"), object.problems)?;
            let wanted = wanted(&inner);
            inner.finish();
            wanted
        });
        let fixed = match object.get("fixed") {
            Some(_) => object.texts("fixed").into_iter().map(str::to_owned).collect(),
            None => Vec::new(),
        };
        let number = |key: &'static str, to: i64| {
            let value = object.get(key)?;
            object.whole(key, value, 1, to).and_then(|n| usize::try_from(n).ok())
        };
        let (changes, ways) = (number("most_changes", 10), number("most_ways", 1_000));
        let limits = limits(&object);
        let family = match object.get("family") {
            Some(_) => object.word("family", ASKED_WHY_NOT),
            None => Some(Family::Thresholds),
        };
        object.finish();
        let plain = WhyNot::of(wanted?);
        let asked = WhyNot {
            fixed,
            most_changes: changes.unwrap_or(plain.most_changes),
            most_ways: ways.unwrap_or(plain.most_ways),
            ..plain
        };
        Some((family?, asked, limits))
    });
    let (family, asked, limits) = problems.finish(read)?;
    if family == Family::Reviews {
        let understood = request.understood_reviews(catalogue)?;
        return prove::why_not_of_reviews(&understood.incident, &asked, limits);
    }
    let understood = request.understood(catalogue)?;
    prove::why_not(&understood.known, &asked, limits)
}

fn wanted(object: &Object<'_, '_>) -> Option<Wanted> {
    let level = |key: &'static str| {
        let value = object.get(key)?;
        object.whole(key, value, 1, 20).and_then(|level| u8::try_from(level).ok())
    };
    let route = |key: &'static str| object.optional_text(key).map(str::to_owned);
    level("level_at_least")
        .map(Wanted::LevelAtLeast)
        .or_else(|| level("level_at_most").map(Wanted::LevelAtMost))
        .or_else(|| route("route").map(Wanted::Route))
        .or_else(|| route("no_route").map(Wanted::NoRoute))
        .or_else(|| called(object, "review_at_least").map(Wanted::ReviewAtLeast))
        .or_else(|| called(object, "review_at_most").map(Wanted::ReviewAtMost))
        .or_else(|| {
            object.require("level_at_least");
            None
        })
}

/// A review with how firmly it is called for.
fn called(object: &Object<'_, '_>, key: &'static str) -> Option<Called> {
    let inner = Object::of(object.get(key)?, object.place(key), object.problems)?;
    let (review, modality) = (inner.text("review"), inner.word("modality", Modality::WORDS));
    inner.finish();
    Some(Called { review: review?.to_owned(), modality: modality? })
}

/// How much work it may be.
fn limits(object: &Object<'_, '_>) -> Limits {
    let plain = Limits::default();
    let Some(value) = object.get("steps") else { return plain };
    let steps = object.whole("steps", value, 1, 1_000_000_000_000);
    let steps = steps.and_then(|steps| u64::try_from(steps).ok());
    steps.map_or(plain, |steps| Limits { steps })
}
