//! The steps of the pathway: what is to be done, and what already while something is open.

use super::decision::MissingFact;
use super::missing::Candidate;
use crate::case::State;
use crate::evaluate::{Known, Outcome};
use crate::pack::For;
use crate::truth::Truth;

impl Known {
    /// The steps for the level that is certain, for each true route, and for what is open, by
    /// position, with the facts that leave it so.
    pub(super) fn pathway<'k>(
        &'k self,
        outcome: &Outcome,
        candidates: &[Candidate<'k>],
    ) -> Vec<(usize, Vec<&'k str>)> {
        let steps = self.rules.steps.iter().zip(0_usize..).filter_map(|(step, at)| {
            let step = &step.is;
            let while_open = if step.while_open {
                self.gaps_behind(outcome, candidates, &step.belongs_to)
            } else {
                Vec::new()
            };
            let is_shown = match &step.belongs_to {
                _ if step.while_open => !while_open.is_empty(),
                For::Route(route) => self.route_holds(outcome, route),
                For::Level(number) => {
                    outcome.at_least == Some(*number) && outcome.applies != Truth::False
                }
            };
            is_shown.then_some((at, while_open))
        });
        steps.collect()
    }

    /// The facts declined, disputed or not known that could decide a level or route that is open.
    fn gaps_behind<'k>(
        &self,
        outcome: &Outcome,
        candidates: &[Candidate<'k>],
        belongs_to: &For,
    ) -> Vec<&'k str> {
        let could_decide = |missing: &MissingFact<'_>| match belongs_to {
            For::Level(number) => {
                outcome.applies != Truth::False
                    && outcome.at_least.is_some_and(|least| least < *number)
                    && missing.could_reach.is_some_and(|reached| reached >= *number)
            }
            For::Route(id) => missing.routes.contains(&id.as_str()),
        };
        let is_gap = |missing: &MissingFact<'_>| {
            matches!(missing.state, State::Declined | State::Disputed | State::NotKnown)
        };
        let missing = candidates.iter().map(|candidate| &candidate.fact);
        let behind = missing.filter(|missing| is_gap(missing) && could_decide(missing));
        behind.map(|missing| missing.fact).collect()
    }
}
