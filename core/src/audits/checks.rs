//! Entries about phases that cannot be as they were given.

use super::given::{About, WAIVED};
use super::record::up_to;
use super::schedule::{Found, InYear, One, Scheduler, in_year};
use crate::date::PartialDate;
use crate::error::Problem;

impl<'k> Scheduler<'_, 'k> {
    /// The entries that name a year in which the phase does not fall, an agency that does not take
    /// part, or a day before the phase opens.
    pub(super) fn check_entries(
        &self,
        one: &One<'_, 'k>,
        turns: &[InYear<'_, 'k>],
        found: &mut Found<'k>,
    ) {
        let mut not_planned: Vec<usize> = Vec::new();
        for noted in self.record.of_programme(one.index) {
            let mut add = |code, key: &str, message: String| {
                let at = format!("/happened/{}{key}", noted.index);
                found.problems.push((noted.index, Problem { code, at, message }));
            };
            let here = |turn: &&InYear<'_, 'k>| {
                turn.slot.year == noted.year && turn.days.phase == noted.phase
            };
            let Some(turn) = turns.iter().find(here) else {
                let About::Phase { phase, .. } = &noted.entry.about else { continue };
                // While it is not told which phase falls in that year, none is called wrong.
                let is_open = one.plan.may_have(noted.year, phase)
                    || found.maybe.iter().any(|slot| {
                        slot.year == noted.year
                            && in_year(one.plan, *slot)
                                .is_some_and(|maybe| maybe.phase.id == *phase)
                    });
                if is_open {
                    not_planned.push(noted.index);
                    continue;
                }
                let message = format!(
                    "the phase does not fall in {}; name the year of the occurrence that it is of",
                    noted.year
                );
                add("audits.no-phase", "/year", message);
                continue;
            };
            let steps = &turn.phase.steps;
            let step = steps.iter().position(|step| step.done_by == noted.entry.what);
            if step.is_none() && noted.entry.what != WAIVED {
                let message = format!(
                    "the phase of {} has no step that is recorded so; name one of its steps",
                    noted.year
                );
                add("audits.unknown-step", "/what", message);
                continue;
            }
            // The agencies for which it may count, with the days on which the phase opens for them.
            let whose: Vec<(u32, PartialDate)> = self
                .record
                .may_count(noted)
                .into_iter()
                .filter_map(|agency| Some((agency, self.part(one, *turn, agency)?.opens)))
                .collect();
            if noted.agency.is_some() && whose.is_empty() {
                let message = format!(
                    "the agency does not take part in that phase of {}; correct the year or \
                     what the agency is",
                    noted.year
                );
                add("audits.not-a-member", "/agency", message);
                continue;
            }
            let is_done = |agency: &u32| {
                let recorded = self.record.of(one.index, turn.days, turn.slot.year, *agency);
                let main = recorded.done.get(turn.days.main).copied().flatten();
                main.is_some() && recorded.waived.is_some_and(|own| std::ptr::eq(own, noted.entry))
            };
            if noted.entry.what == WAIVED && whose.iter().any(|(agency, _)| is_done(agency)) {
                let message =
                    "the phase is waived and its main step recorded as done; it stands as \
                               waived: take one of the two out"
                        .to_owned();
                add("audits.waived-and-done", "/what", message);
            }
            let opening = turn.days.opening;
            let comes_after = step.is_some()
                && match opening {
                    Some(opening) => step > Some(opening),
                    None => true,
                };
            let early = whose.iter().find(|(agency, opens)| {
                comes_after
                    && up_to(noted.entry.on, self.as_of).last < opens.first
                    && self.record.counts(noted, *agency)
            });
            if let Some((_, opens)) = early {
                let message = format!(
                    "it is recorded for a day before the phase opens on {}; it counts all the same",
                    opens.first
                );
                add("audits.before-window", "/on", message);
            }
        }
        if let Some(first) = not_planned.first() {
            let message = format!(
                "what is recorded in {} of the entries of `{}` answers nothing while the settings on \
                 which its years hang are not set; set them",
                not_planned.len(),
                one.plan.programme.id
            );
            let problem =
                Problem { code: "audits.not-planned", at: format!("/happened/{first}"), message };
            found.problems.push((*first, problem));
        }
    }
}
