//! What of the rules an answer shows, before it is put in words: what an answer as data and one
//! written straight as text have in common.

use super::decision::{MissingFact, StrengthShown};
use super::missing::{concerns, missing, open_settings, route_bit};
use super::next::next_question;
use crate::compile::{NodeId, RuleSlot};
use crate::decision::{Explain, Inconsistency, NextQuestion, OpenSetting, Prompted};
use crate::evaluate::{Known, Outcome, Search};
use crate::finding::Finding;
use crate::pack::{For, Then};
use crate::truth::Truth;

/// What is shown; levels, rules, consent, steps and conflicts by their positions.
pub(crate) struct Picked<'k> {
    pub outcome: Outcome,
    pub level: Option<LevelPicked>,
    /// With whether one may go on without it.
    pub consent: Vec<(usize, Truth)>,
    /// With the facts that leave open whether the step is due.
    pub pathway: Vec<(usize, Vec<&'k str>)>,
    pub prompts: Vec<Prompted<'k>>,
    pub strengths: Vec<StrengthShown<'k>>,
    pub findings: Vec<Finding<'k>>,
    pub missing: Vec<MissingFact<'k>>,
    pub next_question: Option<NextQuestion<'k>>,
    pub open_settings: Vec<OpenSetting<'k>>,
    pub inconsistent: Vec<Inconsistency<'k>>,
    pub conflicts: Vec<usize>,
    pub governed_by: Vec<(usize, Truth)>,
    pub exact: bool,
}

/// The range of levels.
pub(crate) struct LevelPicked {
    pub at_least: u8,
    pub at_most: u8,
    /// By published rules alone.
    pub published: (u8, u8),
    /// Those that can be reached, by position.
    pub names: Vec<usize>,
}

impl Known {
    pub(crate) fn picked(&self, explain: Explain) -> Picked<'_> {
        let outcome = self.outcome();
        let search = Search::new(self);
        let findings = self.findings(explain, &outcome, &search);
        let candidates = missing(self, &outcome, &search);
        let pathway = self.pathway(&outcome, &candidates);
        let conflicts = self.conflicts(&outcome, &findings, &pathway);
        let mut picked = Picked {
            outcome,
            level: self.level_picked(&outcome, &search),
            consent: self.consent(&outcome),
            pathway,
            prompts: self.prompts(&search),
            strengths: self.strengths(&search),
            findings,
            next_question: next_question(self, &candidates, &search),
            open_settings: open_settings(self, &outcome, &search),
            inconsistent: self.inconsistent(&search),
            missing: candidates.into_iter().map(|candidate| candidate.fact).collect(),
            conflicts,
            governed_by: self.governing(&search),
            exact: outcome.exact,
        };
        picked.exact &= search.is_exact();
        picked
    }

    pub(super) fn truth_of(&self, slot: &RuleSlot, search: &Search<'_>) -> Truth {
        search.truth(slot.part.pair.holds, slot.part.pair.fails)
    }

    fn level_picked(&self, outcome: &Outcome, search: &Search<'_>) -> Option<LevelPicked> {
        let (at_least, at_most) = outcome.at_least.zip(outcome.at_most)?;
        if outcome.applies == Truth::False {
            return None;
        }
        let published = search.published_levels(at_most);
        let numbers = self.rules.levels.iter().map(|level| level.is.number).zip(0_usize..);
        let in_range = numbers
            .filter(|(number, _)| at_least <= *number && *number <= at_most)
            .filter(|(number, _)| *number == at_least || self.may_reach(*number, search));
        let names = in_range.map(|(_, at)| at).collect();
        Some(LevelPicked { at_least, at_most, published, names })
    }

    /// Whether this can be the level reached: one of its own rules holds in some filling in which
    /// no rule of a higher level does.
    fn may_reach(&self, level: u8, search: &Search<'_>) -> bool {
        let mut higher = self.rules.reach.iter().filter(|reach| reach.number > level);
        let above = higher.next().map_or(&[] as &[NodeId], |reach| reach.whole.nodes.as_slice());
        let mut rules = self.rules.rules.iter().filter(
            |slot| matches!(slot.rule.is.then, Then::Level { number, .. } if number == level),
        );
        rules.any(|slot| {
            let pair = slot.part.pair;
            let or_higher: Vec<NodeId> =
                std::iter::once(pair.fails).chain(above.iter().copied()).collect();
            !search.holds_always(&or_higher)
        })
    }

    /// Whether something that belongs to a level or route is shown: for a level, when it is in
    /// the range; for a route, when it holds.
    fn consent(&self, outcome: &Outcome) -> Vec<(usize, Truth)> {
        let shown =
            self.rules.consent.iter().zip(0_usize..).filter(|(consent, _)| {
                match &consent.consent.is.belongs_to {
                    For::Route(route) => self.route_holds(outcome, route),
                    level => outcome.applies != Truth::False && concerns(self, outcome, level),
                }
            });
        let rules = shown.map(|(_, at)| {
            let bit = 1_u64 << (at & 63);
            let certain = outcome.without_consent_certain & bit != 0;
            (at, Truth::from_bounds(certain, outcome.without_consent_possible & bit != 0))
        });
        rules.collect()
    }

    pub(super) fn route_holds(&self, outcome: &Outcome, route: &str) -> bool {
        outcome.routes_certain != 0
            && route_bit(self, route).is_some_and(|bit| outcome.routes_certain & bit != 0)
    }

    fn prompts<'k>(&'k self, search: &Search<'k>) -> Vec<Prompted<'k>> {
        let found = self.rules.rules.iter().filter_map(|slot| {
            let rule = &slot.rule.is;
            let Then::Prompt { consider, direction } = &rule.then else { return None };
            (self.truth_of(slot, search) == Truth::True).then(|| Prompted {
                rule: &rule.id,
                consider,
                direction: *direction,
                grounds: self.rules.grounds(&rule.standing),
            })
        });
        found.collect()
    }

    fn governing(&self, search: &Search<'_>) -> Vec<(usize, Truth)> {
        let rules = self.rules.rules.iter().zip(0_usize..);
        let found = rules.filter_map(|(slot, at)| {
            let governs = matches!(slot.rule.is.then, Then::GovernedBy(_));
            let truth = if governs { self.truth_of(slot, search) } else { Truth::False };
            (truth != Truth::False).then_some((at, truth))
        });
        found.collect()
    }

    fn strengths<'k>(&'k self, search: &Search<'k>) -> Vec<StrengthShown<'k>> {
        let found = self.rules.rules.iter().filter_map(|slot| {
            let rule = &slot.rule.is;
            let Then::Protective { note } = &rule.then else { return None };
            let holds = self.truth_of(slot, search) == Truth::True;
            holds.then_some(StrengthShown { rule: &rule.id, label: &rule.label, note })
        });
        found.collect()
    }

    fn findings<'k>(
        &'k self,
        explain: Explain,
        outcome: &Outcome,
        search: &Search<'k>,
    ) -> Vec<Finding<'k>> {
        let rules = self.rules.rules.iter();
        match explain {
            Explain::Brief => Vec::new(),
            Explain::All => rules.map(|slot| self.finding(slot, search)).collect(),
            Explain::Deciding => {
                let carries_level = self.rules_that_carry(outcome, search);
                let deciding = rules.filter(|slot| match &slot.rule.is.then {
                    Then::Level { .. } => carries_level.contains(&slot.rule.is.id.as_str()),
                    Then::Route(route) => self.route_holds(outcome, &route.id),
                    Then::Prompt { .. } => self.truth_of(slot, search) == Truth::True,
                    Then::Protective { .. }
                    | Then::Review { .. }
                    | Then::GovernedBy(_)
                    | Then::Define => false,
                });
                deciding.map(|slot| self.finding(slot, search)).collect()
            }
        }
    }

    /// The rules that carry the level that is certain: those of that level that hold, and where
    /// no single one does, the undecided ones that together leave no other possibility.
    fn rules_that_carry<'k>(&'k self, outcome: &Outcome, search: &Search<'k>) -> Vec<&'k str> {
        let Some(least) = outcome.at_least else { return Vec::new() };
        let of_level = |wanted: fn(u8, u8) -> bool, truth: Truth| {
            let rules = self.rules.rules.iter().filter(|slot| {
                matches!(slot.rule.is.then, Then::Level { number, .. } if wanted(number, least))
                    && self.truth_of(slot, search) == truth
            });
            rules.map(|slot| slot.rule.is.id.as_str()).collect::<Vec<_>>()
        };
        let certain = of_level(|number, least| number == least, Truth::True);
        if certain.is_empty() && least > 1 {
            return of_level(|number, least| number >= least, Truth::Unknown);
        }
        certain
    }

    fn conflicts(
        &self,
        outcome: &Outcome,
        findings: &[Finding<'_>],
        pathway: &[(usize, Vec<&str>)],
    ) -> Vec<usize> {
        let level = outcome.at_least.map(|level| format!("level-{level}"));
        let steps = pathway.iter().filter_map(|(at, _)| self.rules.steps.get(*at));
        let steps: Vec<&str> = steps.map(|step| step.is.id.as_str()).collect();
        let conflicts = self.rules.conflicts.iter().zip(0_usize..).filter(|(conflict, _)| {
            conflict.is.touches.iter().any(|touched| {
                let true_finding =
                    |finding: &Finding<'_>| finding.rule == touched && finding.truth == Truth::True;
                findings.iter().any(true_finding)
                    || steps.contains(&touched.as_str())
                    || self.route_holds(outcome, touched)
                    || level.as_ref() == Some(touched)
            })
        });
        conflicts.map(|(_, at)| at).collect()
    }
}
