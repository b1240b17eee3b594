//! Names of phases and words of the record as numbers, so that an occurrence compares no texts.

use super::given::WAIVED;
use super::rules::AuditRules;
use crate::pack::Programme;

/// Every name of a phase and every word under which a step is recorded, in whichever edition.
pub(super) struct Names<'k> {
    names: Vec<&'k str>,
    /// Programme, phase and word: what can be recorded of what.
    fitting: Vec<(usize, u16, u16)>,
}

/// Stands for a name that no edition has.
const NOWHERE: u16 = u16::MAX;

impl<'k> Names<'k> {
    pub(super) fn new(rules: &'k AuditRules, programmes: &[&Programme]) -> Names<'k> {
        let all = || rules.stretches().iter().flat_map(|one| &one.items.audits.programmes);
        let mut names = vec![WAIVED];
        for phase in all().flat_map(|programme| &programme.is.phases) {
            names.push(&phase.id);
            names.extend(phase.steps.iter().map(|step| step.done_by.as_str()));
        }
        names.sort_unstable();
        names.dedup();
        let mut found = Names { names, fitting: Vec::new() };
        let mut fitting = Vec::new();
        for programme in all() {
            let place = programmes.iter().position(|one| one.id == programme.is.id);
            let place = place.unwrap_or(usize::MAX);
            for phase in &programme.is.phases {
                let words = phase.steps.iter().map(|step| step.done_by.as_str()).chain([WAIVED]);
                let number = found.of(&phase.id);
                fitting.extend(words.map(|word| (place, number, found.of(word))));
            }
        }
        fitting.sort_unstable();
        found.fitting = fitting;
        found
    }

    /// The number of a name.
    pub(super) fn of(&self, name: &str) -> u16 {
        let found = self.names.binary_search(&name).ok();
        found.and_then(|at| u16::try_from(at).ok()).unwrap_or(NOWHERE)
    }

    /// The numbers of a phase and of a word that can be recorded of it in some edition.
    pub(super) fn fitting(&self, programme: usize, phase: &str, word: &str) -> Option<(u16, u16)> {
        let (phase, word) = (self.of(phase), self.of(word));
        self.fitting.binary_search(&(programme, phase, word)).ok().map(|_| (phase, word))
    }
}
