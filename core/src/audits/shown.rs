//! Occurrences, their steps and the times of duties as an answer shows them, and what comes next.

use super::assess::Audits;
use super::decision::{DutyAnswer, DutyTime, NextDue, OccurrenceAnswer, StepAnswer};
use super::duties::Recurring;
use super::plan::{Plan, Tools};
use super::schedule::{Occurrence, Scheduler};
use super::standing::AuditStanding;
use super::states::{days, in_time, late_days, open_state, overdue_days};
use super::to_do::{Next, furthest};
use crate::date::PartialDate;
use crate::decision::{Days, Standing};
use crate::truth::Truth;

impl Audits {
    pub(super) fn occurrence<'k>(
        &'k self,
        plan: &Plan<'k>,
        occurrence: &Occurrence<'k>,
        scheduler: &Scheduler<'_, 'k>,
        tools: &mut Tools<'_, 'k>,
        next: &mut Next<'k>,
    ) -> OccurrenceAnswer<'k> {
        let at = usize::try_from(occurrence.agency).unwrap_or(usize::MAX);
        let agency = self.agencies.get(at).map_or("", |agency| &*agency.id);
        let phases = plan.year(occurrence.year).map_or(plan.programme, |year| year.programme);
        let phase = phases.phases.get(occurrence.place).map_or("", |phase| &*phase.id);
        let is_overdue =
            matches!(occurrence.standing, AuditStanding::Overdue | AuditStanding::Escalated);
        let mut answer = OccurrenceAnswer {
            programme: &plan.programme.id,
            phase,
            year: occurrence.year,
            agency,
            owed: occurrence.owed,
            opens: Days::of(occurrence.opens),
            due: days(occurrence.due),
            standing: occurrence.standing,
            could_be: occurrence.could_be.clone(),
            overdue_days: overdue_days(occurrence.due, self.as_of).filter(|_| is_overdue),
            done: days(occurrence.done),
            in_time: in_time(occurrence.due, occurrence.done),
            late_days: late_days(occurrence.due, occurrence.done),
            waived: occurrence.waived.and_then(|entry| entry.reason.as_deref()),
            steps: self.with_steps.then(Vec::new),
        };
        let is_over = matches!(
            occurrence.standing,
            AuditStanding::Waived | AuditStanding::Left | AuditStanding::Blocked
        );
        if !self.with_steps && (is_over || !next.may_take(occurrence.to_do)) {
            return answer;
        }
        let opens = answer.opens;
        self.each_step(plan, occurrence, scheduler, tools, |step, is_next| {
            if is_next && !is_over {
                let due = NextDue {
                    programme: Some(&plan.programme.id),
                    duty: None,
                    phase: Some(phase),
                    step: Some(step.step),
                    agency: Some(agency),
                    year: Some(occurrence.year),
                    due: step.due.unwrap_or(opens),
                    state: step.state,
                };
                next.consider(step.due, due);
            }
            if let Some(steps) = &mut answer.steps {
                steps.push(step);
            }
        });
        answer
    }

    /// The steps of an occurrence, each with whether it may be what to do next.
    fn each_step<'k>(
        &'k self,
        plan: &Plan<'k>,
        occurrence: &Occurrence<'k>,
        scheduler: &Scheduler<'_, 'k>,
        tools: &mut Tools<'_, 'k>,
        mut each: impl FnMut(StepAnswer<'k>, bool),
    ) {
        let Some((phase, done, dues)) = scheduler.steps_of(plan, occurrence, tools) else {
            return;
        };
        let as_of = self.as_of;
        let is_over = matches!(occurrence.standing, AuditStanding::Waived | AuditStanding::Left);
        let is_blocked = occurrence.standing == AuditStanding::Blocked;
        let opened =
            Truth::from_bounds(as_of >= occurrence.opens.last, as_of >= occurrence.opens.first);
        let at = |list: &[Option<PartialDate>], place: usize| list.get(place).copied().flatten();
        // What a later step was done without holds nothing up, and is not what comes next.
        let behind = furthest(phase, &done);
        // Everything before a step that something waits for.
        let mut all_done = true;
        for (step, place) in phase.steps.iter().zip(0_usize..) {
            all_done |= place.checked_sub(1).is_some_and(|before| Some(before) == behind);
            let (own_done, due) = (at(&done, place), at(&dues, place));
            let mut turn = match opened {
                Truth::True => Some(all_done),
                Truth::False => Some(false),
                Truth::Unknown => {
                    if all_done {
                        None
                    } else {
                        Some(false)
                    }
                }
            };
            let mut is_shown = true;
            if let Some(chased) = &step.chases {
                let chased = phase.steps.iter().position(|one| one.id == *chased);
                let (was_done, was_due) =
                    chased.map_or((None, None), |place| (at(&done, place), at(&dues, place)));
                let is_late = was_done.is_none()
                    && opened != Truth::False
                    && was_due.is_some_and(|due| as_of > due.last);
                is_shown = own_done.is_some() || is_late;
                turn = Some(is_late);
            } else if step.optional {
                is_shown = own_done.is_some();
            } else if own_done.is_none() {
                all_done = false;
            }
            if !is_shown || (is_over && own_done.is_none()) {
                continue;
            }
            let state = if own_done.is_some() {
                Standing::Done
            } else if is_blocked || opened == Truth::False {
                Standing::NotYetDue
            } else {
                open_state(due, as_of, turn)
            };
            let is_open = own_done.is_none() && step.chases.is_none() && !step.optional;
            let is_next = is_open && due.is_some() && Some(place) > behind;
            let answer = StepAnswer {
                step: &step.id,
                who: &step.who,
                does: &step.does,
                to: &step.to,
                state,
                due: days(due),
                done: days(own_done),
                overdue_days: overdue_days(due, as_of).filter(|_| state == Standing::Overdue),
                late_days: late_days(due, own_done),
            };
            each(answer, is_next);
        }
    }

    pub(super) fn duty<'k>(
        &'k self,
        recurring: &Recurring<'k>,
        next: &mut Next<'k>,
    ) -> DutyAnswer<'k> {
        let duty = recurring.duty;
        let mut occurrences = Vec::with_capacity(recurring.times.len());
        for time in &recurring.times {
            let agency = time.agency.and_then(|at| usize::try_from(at).ok());
            let agency = agency.and_then(|at| self.agencies.get(at)).map(|agency| &*agency.id);
            let state = match time.done {
                Some(_) => Standing::Done,
                None => open_state(time.due, self.as_of, time.turn),
            };
            if let (Some(due), None) = (days(time.due), time.done) {
                let (programme, phase, step, year) = (None, None, None, None);
                let duty = Some(&*duty.id);
                let found = NextDue { programme, duty, phase, step, agency, year, due, state };
                next.consider(Some(due), found);
            }
            occurrences.push(DutyTime {
                agency,
                from: time.period.map(|(from, _)| from),
                until: time.period.map(|(_, until)| until),
                called_on: days(time.called),
                due: days(time.due),
                state,
                overdue_days: overdue_days(time.due, self.as_of)
                    .filter(|_| state == Standing::Overdue),
                done: days(time.done),
                in_time: in_time(time.due, time.done),
                late_days: late_days(time.due, time.done),
            });
        }
        let mut set_by: Vec<&str> = Vec::new();
        for setting in recurring.not_set.iter().filter_map(|id| self.rules.setting(id)) {
            if !set_by.contains(&&*setting.set_by) {
                set_by.push(&setting.set_by);
            }
        }
        DutyAnswer {
            duty: &duty.id,
            label: &duty.label,
            who: &duty.who,
            does: &duty.does,
            to: &duty.to,
            cadence: duty.cadence.word(),
            active: recurring.active,
            not_set: recurring.not_set.iter().copied().collect(),
            set_by,
            occurrences,
            note: duty.note.as_deref(),
            grounds: self.rules.grounds(&duty.standing),
        }
    }
}
