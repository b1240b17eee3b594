//! What a person reads in place of the ids of an answer.

use crate::compile::Ruleset;
use crate::pack::Then;

/// What a person reads in place of the ids of an answer.
///
/// ```
/// # #[cfg(feature = "bundled-packs")] {
/// use safeguarding_rules::{thresholds::Explain, Catalogue, Day, Known};
/// let as_of = Day::parse("2024-01-05").unwrap();
/// let rules = Catalogue::bundled().rules("walsall", "child", as_of).unwrap();
/// let known = Known::new(&rules, as_of);
/// let labels = known.assess(Explain::Deciding).labels;
/// assert!(labels.question("immediate_danger").ends_with('?'));
/// assert_eq!(labels.rule("level4.under-13"), "Sexual activity under 13");
/// # }
/// ```
#[derive(Clone, Copy)]
pub struct Labels<'k> {
    rules: &'k Ruleset,
}

impl<'k> Labels<'k> {
    pub(super) fn new(rules: &'k Ruleset) -> Labels<'k> {
        Labels { rules }
    }

    /// The question of a fact; the id where there is no such fact.
    #[must_use]
    pub fn question(&self, fact: &'k str) -> &'k str {
        let slot = self.rules.fact_slot(fact).and_then(|slot| self.rules.fact(slot));
        slot.map_or(fact, |slot| &slot.fact.is.question)
    }

    /// The label of a rule; the id where there is no such rule.
    #[must_use]
    pub fn rule(&self, rule: &'k str) -> &'k str {
        self.rules.rules().find(|known| known.id == rule).map_or(rule, |known| &known.label)
    }

    /// The label of the rule that leads to a route; the id where there is no such route.
    #[must_use]
    pub fn route(&self, route: &'k str) -> &'k str {
        let leads = |then: &Then| matches!(then, Then::Route(led_to) if led_to.id == route);
        self.rules.rules().find(|known| leads(&known.then)).map_or(route, |known| &known.label)
    }
}

impl std::fmt::Debug for Labels<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Labels")
    }
}

/// Two answers are the same whichever copy of the rules their labels come from.
impl PartialEq for Labels<'_> {
    fn eq(&self, _: &Labels<'_>) -> bool {
        true
    }
}
