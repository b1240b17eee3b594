//! Which question to ask next.

use super::missing::Candidate;
use crate::case::State;
use crate::decision::NextQuestion;
use crate::evaluate::{Known, Search};
use crate::truth::Truth;

/// The first of the missing facts that nobody has asked about and whose question is to be put.
///
/// Where skip logic leaves none that is certainly to be put, the first that perhaps is.
pub(super) fn next_question<'k>(
    known: &'k Known,
    missing: &[Candidate<'k>],
    search: &Search<'k>,
) -> Option<NextQuestion<'k>> {
    let asked = |candidate: &&Candidate<'k>| candidate.fact.state == State::NotAsked;
    let when = |candidate: &Candidate<'k>| {
        let slot = known.rules.fact(candidate.slot)?;
        let part = slot.asked_when.as_ref();
        Some(part.map_or(Truth::True, |part| search.truth(part.pair.holds, part.pair.fails)))
    };
    let to_be_put = missing.iter().filter(asked).find(|one| when(one) == Some(Truth::True));
    let perhaps = || missing.iter().filter(asked).find(|one| when(one) == Some(Truth::Unknown));
    let chosen = to_be_put.or_else(perhaps)?;
    let fact = &known.rules.fact(chosen.slot)?.fact.is;
    Some(NextQuestion::of(fact))
}
