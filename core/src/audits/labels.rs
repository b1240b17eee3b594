//! What a person reads in place of ids.

use super::rules::AuditRules;
use crate::pack::{Chosen, Number, Phase, Programme, Scale, Setting, StandardSet, StepStart};

/// The words for phases, steps, standards and ratings, as the latest edition that has each has them.
#[derive(Clone, Copy)]
pub struct AuditLabels<'k>(&'k AuditRules);

impl<'k> AuditLabels<'k> {
    pub(super) fn of(rules: &'k AuditRules) -> AuditLabels<'k> {
        AuditLabels(rules)
    }

    fn phase_of(&self, programme: &str, phase: &str) -> Option<&'k Phase> {
        let has = |one: &Programme| {
            one.id == programme && one.phases.iter().any(|known| known.id == phase)
        };
        let found = self.0.latest(|items| &items.audits.programmes, has)?;
        found.phases.iter().find(|known| known.id == phase)
    }

    /// The label of a phase; the id where there is no such phase.
    #[must_use]
    pub fn phase(&self, programme: &str, phase: &'k str) -> &'k str {
        self.phase_of(programme, phase).map_or(phase, |known| &known.label)
    }

    /// Who takes a step and what they do; empty where there is no such step.
    #[must_use]
    pub fn step(&self, programme: &str, phase: &str, step: &str) -> (&'k str, &'k str) {
        let steps = self.phase_of(programme, phase).map_or(&[][..], |known| &known.steps);
        let found = steps.iter().find(|known| known.id == step);
        found.map_or(("", ""), |known| (&known.who, &known.does))
    }

    /// Whether a step is the one by which its phase counts as done.
    #[must_use]
    pub fn is_main(&self, programme: &str, phase: &str, step: &str) -> bool {
        let steps = self.phase_of(programme, phase).map_or(&[][..], |known| &known.steps);
        steps.iter().any(|known| known.id == step && known.main)
    }

    /// The ids of the phases of a programme, in order.
    #[must_use]
    pub fn phases(&self, programme: &str) -> Vec<&'k str> {
        let is = |one: &Programme| one.id == programme;
        let found = self.0.latest(|items| &items.audits.programmes, is);
        found.map_or_else(Vec::new, |one| one.phases.iter().map(|phase| &*phase.id).collect())
    }

    /// The settings without which a programme has no years, in whichever edition.
    #[must_use]
    pub fn settings_of_years(&self, programme: &str) -> Vec<&'k str> {
        let all = self.0.stretches().iter().flat_map(|one| &one.items.audits.programmes);
        let own = all.map(|one| &one.is).filter(|one| one.id == programme);
        let each = own.flat_map(|one| {
            let kind = match &one.year_kind {
                Chosen::Setting(id) => Some(&**id),
                Chosen::Given(_) => None,
            };
            [of_number(&one.cycle_years), of_number(&one.anchor), kind]
        });
        each.flatten().collect()
    }

    /// The setting that says what a late phase does to the rest, where it is left open.
    #[must_use]
    pub fn setting_of_slippage(&self, programme: &str) -> Option<&'k str> {
        let is = |one: &Programme| one.id == programme;
        match &self.0.latest(|items| &items.audits.programmes, is)?.slippage {
            Chosen::Setting(id) => Some(id),
            Chosen::Given(_) => None,
        }
    }

    /// The settings on which the due day of a phase hangs; `None` where it has none in any case.
    #[must_use]
    pub fn settings_of_due_day(&self, programme: &str, phase: &str) -> Option<Vec<&'k str>> {
        let steps = &self.phase_of(programme, phase)?.steps;
        let mut step = steps.iter().find(|step| step.main);
        step?.due.as_ref()?;
        let mut found = Vec::new();
        // A step is counted from an earlier one, so this ends.
        for _ in steps {
            let Some(due) = step.and_then(|step| step.due.as_ref()) else { break };
            found.extend(of_number(&due.n));
            step = match &due.from {
                Some(StepStart::Step(id)) => steps.iter().find(|step| step.id == *id),
                _ => None,
            };
        }
        Some(found)
    }

    /// The label of a setting and who sets it.
    #[must_use]
    pub fn setting(&self, id: &str) -> Option<(&'k str, &'k str)> {
        let is = |one: &Setting| one.id == id;
        let found = self.0.latest(|items| &items.settings, is)?;
        Some((&found.label, &found.set_by))
    }

    /// The label of a set of standards; the id where there is no such set.
    #[must_use]
    pub fn set(&self, set: &'k str) -> &'k str {
        let is = |one: &StandardSet| one.id == set;
        self.0.latest(|items| &items.audits.standard_sets, is).map_or(set, |one| &one.label)
    }

    /// The label of a scale; the id where there is no such scale.
    #[must_use]
    pub fn scale(&self, scale: &'k str) -> &'k str {
        let is = |one: &Scale| one.id == scale;
        self.0.latest(|items| &items.audits.scales, is).map_or(scale, |one| &one.label)
    }

    /// The label of a rating; the id where there is no such rating.
    #[must_use]
    pub fn rating(&self, scale: &str, rating: &'k str) -> &'k str {
        let is = |one: &Scale| one.id == scale && one.ratings.iter().any(|one| one.id == rating);
        let scale = self.0.latest(|items| &items.audits.scales, is);
        let found = scale.and_then(|scale| scale.ratings.iter().find(|one| one.id == rating));
        found.map_or(rating, |one| &one.label)
    }
}

fn of_number(number: &Number) -> Option<&str> {
    match number {
        Number::Setting(id) => Some(id),
        Number::Given(_) => None,
    }
}

/// Two answers are the same when what they say is, whatever the words at hand.
impl PartialEq for AuditLabels<'_> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl std::fmt::Debug for AuditLabels<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AuditLabels")
    }
}
