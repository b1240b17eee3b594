//! What an answer says of a case whatever it was asked: what cannot stand together, what was given
//! without a value, and the documents behind it.

use super::{EditionNamed, Inconsistency, StateGiven};
use crate::case::State;
use crate::date::Span;
use crate::evaluate::{Known, Search};
use crate::truth::Truth;

impl Known {
    pub(crate) fn inconsistent<'k>(&'k self, search: &Search<'k>) -> Vec<Inconsistency<'k>> {
        let broken = self.rules.consistency.iter().filter(|rule| {
            search.truth(rule.never.pair.holds, rule.never.pair.fails) == Truth::True
        });
        let told = broken.map(|rule| Inconsistency {
            rule: &rule.rule.is.id,
            facts: &rule.rule.is.facts,
            words: &rule.rule.is.words,
        });
        told.chain(self.births_out_of_reach()).collect()
    }

    /// Dates of birth that cannot be, most likely mistyped: a living child must not be taken for an
    /// unborn one for the sake of a digit.
    fn births_out_of_reach(&self) -> impl Iterator<Item = Inconsistency<'_>> {
        let latest = self.as_of.plus(Span::weeks(44));
        let earliest = self.as_of.less(Span::years(120));
        self.dates.iter().filter_map(move |(slot, date)| {
            let fact = &self.rules.fact(*slot)?.fact.is;
            let (rule, words) = if date.first > latest {
                ("birth-too-far-ahead", "The date of birth lies more than 44 weeks ahead.")
            } else if date.last < earliest {
                ("birth-too-long-ago", "The date of birth lies more than 120 years back.")
            } else {
                return None;
            };
            let facts = std::slice::from_ref(&fact.id);
            fact.birth.then_some(Inconsistency { rule, facts, words })
        })
    }

    pub(crate) fn states_given(&self) -> Vec<StateGiven<'_>> {
        let facts = self.rules.facts.iter().zip(&self.states);
        let stated = facts.filter(|(_, state)| {
            matches!(state, State::Declined | State::NotApplicable | State::Disputed)
        });
        let told = stated.map(|(fact, state)| {
            let fact = fact.fact.is.id.as_str();
            let by = self.said_by.iter().find(|(disputed, _)| disputed == fact);
            StateGiven { fact, state: *state, by: by.map_or(&[], |(_, by)| by) }
        });
        told.collect()
    }

    pub(crate) fn notices(&self) -> Vec<&str> {
        self.rules.editions.iter().filter_map(|used| used.notice.as_deref()).collect()
    }

    pub(crate) fn editions(&self) -> Vec<EditionNamed<'_>> {
        let named = self.rules.editions.iter().map(|used| EditionNamed {
            pack: &used.pack,
            family: used.family,
            from: used.from,
            until: used.until,
            digest: &used.digest,
            illustrative: used.illustrative,
        });
        named.collect()
    }
}
