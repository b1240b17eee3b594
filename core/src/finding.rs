//! Findings: what one rule showed, in the shape of its condition.

use crate::case::State;
use crate::citation::Grounds;
use crate::compile::{Part, PartKind, RuleSlot};
use crate::condition::Test;
use crate::evaluate::{Known, Mattering, Search};
use crate::pack::{Modality, Then};
use crate::truth::Truth;
use serde::Serialize;

/// What one rule showed.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Finding<'k> {
    /// The rule.
    pub rule: &'k str,
    /// What a reader sees first.
    pub label: &'k str,
    /// Whether it holds.
    pub truth: Truth,
    /// The level it leads to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
    /// It settles the level whatever else is known: nothing outvotes it.
    #[serde(skip_serializing_if = "is_false")]
    pub trigger: bool,
    /// The route it establishes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub route: Option<&'k str>,
    /// The review it leads to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review: Option<&'k str>,
    /// How firmly.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modality: Option<Modality>,
    /// It comes from an illustrative edition.
    #[serde(skip_serializing_if = "is_false")]
    pub illustrative: bool,
    /// Who says so.
    #[serde(flatten)]
    pub grounds: Grounds<'k>,
    /// What a reader should know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<&'k str>,
    /// The condition, part by part.
    pub parts: PartFinding<'k>,
    /// Facts that could still decide this rule.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<&'k str>,
}

/// What one part of a condition showed.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PartFinding<'k> {
    /// `all`, `any`, `not`, `at_least`, `fact` or `rule`.
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::schema::part_word"))]
    pub is: &'static str,
    /// Whether it holds.
    pub truth: Truth,
    /// The fact compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fact: Option<&'k str>,
    /// The comparison, as the pack writes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::Test>"))]
    pub test: Option<&'k Test>,
    /// Why the fact has no full value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<State>,
    /// The rule referred to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<&'k str>,
    /// How many parts are needed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub needs: Option<u16>,
    /// The parts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PartFinding<'k>>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
pub(crate) fn is_false(value: &bool) -> bool {
    !value
}

impl Known {
    /// What a rule showed.
    pub(crate) fn finding<'k>(&'k self, slot: &'k RuleSlot, search: &Search<'k>) -> Finding<'k> {
        let rule = &slot.rule.is;
        let parts = self.part_finding(&slot.part, search);
        let (level, trigger) = match rule.then {
            Then::Level { number, trigger } => (Some(number), trigger),
            _ => (None, false),
        };
        let route = match &rule.then {
            Then::Route(route) => Some(route.id.as_str()),
            _ => None,
        };
        let (review, modality) = match &rule.then {
            Then::Review { review, modality } => (Some(review.as_str()), Some(*modality)),
            _ => (None, None),
        };
        let missing =
            if parts.truth == Truth::Unknown { self.missing_for(slot, search) } else { Vec::new() };
        Finding {
            rule: &rule.id,
            label: &rule.label,
            truth: parts.truth,
            level,
            trigger,
            route,
            review,
            modality,
            illustrative: rule.illustrative,
            grounds: self.rules.grounds(&rule.standing),
            note: rule.note.as_deref(),
            parts,
            missing,
        }
    }

    fn missing_for<'k>(&'k self, slot: &RuleSlot, search: &Search<'k>) -> Vec<&'k str> {
        let mattering = Mattering::new(search, self);
        let variables = mattering.of_condition(slot.part.pair.holds);
        let facts = self.rules.facts.iter().zip(&self.states);
        let open = facts.filter(|(_, state)| **state != State::Known);
        let matters = open.filter(|(fact, _)| {
            let mut own = self.rules.variables_of(fact);
            own.any(|(variable, _)| variables.contains(&variable))
        });
        matters.map(|(fact, _)| fact.fact.is.id.as_str()).collect()
    }

    pub(crate) fn part_finding<'k>(
        &'k self,
        part: &'k Part,
        search: &Search<'k>,
    ) -> PartFinding<'k> {
        let truth = search.truth(part.pair.holds, part.pair.fails);
        let parts = part.parts.iter().map(|part| self.part_finding(part, search)).collect();
        let empty = PartFinding {
            is: "all",
            truth,
            fact: None,
            test: None,
            state: None,
            rule: None,
            needs: None,
            parts,
        };
        match &part.kind {
            PartKind::All => empty,
            PartKind::Any => PartFinding { is: "any", ..empty },
            PartKind::Not => PartFinding { is: "not", ..empty },
            PartKind::AtLeast(n) => PartFinding { is: "at_least", needs: Some(*n), ..empty },
            PartKind::Rule(index) => {
                let rule = self.rules.rule(*index).map(|slot| slot.rule.is.id.as_str());
                PartFinding { is: "rule", rule, ..empty }
            }
            PartKind::Fact(slot, test) => {
                let fact = self.rules.fact(*slot).map(|slot| slot.fact.is.id.as_str());
                let state = self.states.get(usize::from(*slot)).copied();
                let state = state.filter(|state| *state != State::Known);
                let test = (*test != Test::Yes).then_some(test);
                PartFinding { is: "fact", fact, test, state, ..empty }
            }
        }
    }
}
