//! How well fixtures cover packs, and which mistakes they would miss: packs and fixtures come as texts
//! in the request, and whatever they lie on is at hand. Answered with the feature `prove`.

use crate::coverage::{Coverage, Mutants, Mutation, coverage};
use crate::error::Error;
use crate::json::{Json, Object, Place, Problems};
use crate::pack::Catalogue;

pub(super) fn covered(catalogue: &Catalogue, request: &Json<'_>) -> Result<Coverage, Error> {
    let problems = Problems::default();
    let read = Object::of(request, Place::At(""), &problems).map(|object| {
        object.get("question");
        let texts = (object.texts("packs"), object.texts("fixtures"));
        object.finish();
        texts
    });
    let (packs, fixtures) = problems.finish(read)?;
    coverage(catalogue, &packs, &fixtures)
}

/// Every so many-th mutant, from a first one on, so that several can share the work.
pub(super) fn mutated(catalogue: &Catalogue, request: &Json<'_>) -> Result<Mutation, Error> {
    const MOST: i64 = 1_000_000;
    let problems = Problems::default();
    let read = Object::of(request, Place::At(""), &problems).map(|object| {
        object.get("question");
        let texts = (object.texts("packs"), object.texts("fixtures"));
        let number = |key: &'static str, from: i64| {
            let value = object.get(key)?;
            object.whole(key, value, from, MOST).and_then(|n| usize::try_from(n).ok())
        };
        let (every, first) = (number("every", 1).unwrap_or(1), number("first", 0).unwrap_or(0));
        object.finish();
        (texts, every, first)
    });
    let ((packs, fixtures), every, first) = problems.finish(read)?;
    let mutants = Mutants::of(catalogue, &packs, &fixtures)?;
    let some = (first..mutants.len()).step_by(every.max(1));
    Ok(mutants.told(some.filter_map(|index| mutants.run(index)).collect()))
}
