//! Where an agency stands with a phase of a year.

use super::plan::{Done, PhaseDays};
use crate::citation::words;
use crate::date::{Day, PartialDate};
use crate::pack::{Phase, StepStanding};

words! {
    /// Where an agency stands with a phase of a year.
    AuditStanding {
        /// It has not opened yet.
        NotDue = "not-due",
        /// It is open, and nothing has been done.
        Open = "open",
        /// It has begun.
        InProgress = "in-progress",
        /// The return is in.
        Returned = "returned",
        /// Others are looking at it.
        UnderModeration = "under-moderation",
        /// Others have looked at it.
        Moderated = "moderated",
        /// What is to be done is agreed, and is being done.
        PlanOpen = "plan-open",
        /// All is there for the challenge.
        ReadyForChallenge = "ready-for-challenge",
        /// Peers have challenged it.
        Challenged = "challenged",
        /// Nothing is left to do.
        Closed = "closed",
        /// Its day has passed, and it is not done.
        Overdue = "overdue",
        /// The same, and it was asked for again, higher up.
        Escalated = "escalated",
        /// The phase that it needs was not done.
        Blocked = "blocked",
        /// It was waived.
        Waived = "waived",
        /// The agency left before it was done.
        Left = "left",
        /// A day known only in part leaves more than one.
        CannotTell = "cannot-tell",
    }
}

impl From<StepStanding> for AuditStanding {
    fn from(step: StepStanding) -> AuditStanding {
        match step {
            StepStanding::InProgress => AuditStanding::InProgress,
            StepStanding::Escalated => AuditStanding::Escalated,
            StepStanding::Returned => AuditStanding::Returned,
            StepStanding::UnderModeration => AuditStanding::UnderModeration,
            StepStanding::Moderated => AuditStanding::Moderated,
            StepStanding::PlanOpen => AuditStanding::PlanOpen,
            StepStanding::ReadyForChallenge => AuditStanding::ReadyForChallenge,
            StepStanding::Challenged => AuditStanding::Challenged,
            StepStanding::Closed => AuditStanding::Closed,
        }
    }
}

/// What is known of an occurrence when it is judged.
pub(super) struct Situation<'s> {
    pub phase: &'s Phase,
    pub days: &'s PhaseDays,
    pub done: &'s Done,
    /// When each step is due, with what was done taken into account.
    pub dues: &'s [Option<PartialDate>],
    pub opens: PartialDate,
    pub as_of: Day,
    pub waived: bool,
    pub left: bool,
    /// The phase that this one needs was neither done nor waived.
    pub lacks_needed: bool,
}

/// What the days known in part leave open.
#[derive(Clone, Copy)]
struct Passed {
    opened: bool,
    main: bool,
    escalation: bool,
}

impl Situation<'_> {
    fn is_done(&self, place: usize) -> bool {
        self.done.get(place).copied().flatten().is_some()
    }

    fn due(&self, place: usize) -> Option<PartialDate> {
        self.dues.get(place).copied().flatten()
    }

    /// Where it stands, and what it can be where days known in part leave more than one.
    pub(super) fn judged(&self) -> (AuditStanding, Vec<AuditStanding>) {
        let main = self.due(self.days.main).map_or([false; 2], |due| self.after(due));
        let opened = [self.opens.first, self.opens.last].map(|day| self.as_of >= day);
        let escalation = self.escalation();
        if opened[0] == opened[1] && main[0] == main[1] && escalation[0] == escalation[1] {
            let [opened, main, escalation] = [opened[0], main[0], escalation[0]];
            return (self.standing(Passed { opened, main, escalation }), Vec::new());
        }
        let mut could_be = Vec::new();
        for opened in opened {
            for main in main {
                for escalation in escalation {
                    let standing = self.standing(Passed { opened, main, escalation });
                    if !could_be.contains(&standing) {
                        could_be.push(standing);
                    }
                }
            }
        }
        crate::order::by_key(&mut could_be, |one| *one);
        match could_be.as_slice() {
            [one] => (*one, Vec::new()),
            _ => (AuditStanding::CannotTell, could_be),
        }
    }

    /// Whether a day has passed, taken early and taken late.
    fn after(&self, days: PartialDate) -> [bool; 2] {
        [days.first, days.last].map(|day| self.as_of > day)
    }

    /// Whether somebody higher up was asked, or is to be asked by now.
    fn escalation(&self) -> [bool; 2] {
        let mut found = [false; 2];
        for (step, place) in self.phase.steps.iter().zip(0_usize..) {
            if step.then != Some(StepStanding::Escalated) {
                continue;
            }
            if self.is_done(place) {
                return [true; 2];
            }
            if let Some(due) = self.due(place) {
                found[0] |= self.as_of >= due.first;
                found[1] |= self.as_of >= due.last;
            }
        }
        found
    }

    fn standing(&self, passed: Passed) -> AuditStanding {
        if self.waived {
            return AuditStanding::Waived;
        }
        let main = self.days.main;
        if self.is_done(main) {
            return self.furthest(usize::MAX).unwrap_or(AuditStanding::Closed);
        }
        if self.left {
            return AuditStanding::Left;
        }
        if self.lacks_needed && passed.opened {
            return AuditStanding::Blocked;
        }
        if passed.main && passed.opened {
            let higher = passed.escalation;
            return if higher { AuditStanding::Escalated } else { AuditStanding::Overdue };
        }
        match self.furthest(main) {
            Some(standing) => standing,
            None if passed.opened => AuditStanding::Open,
            None => AuditStanding::NotDue,
        }
    }

    /// Where the furthest step leads that was done and stands before a place.
    fn furthest(&self, before: usize) -> Option<AuditStanding> {
        let steps = self.phase.steps.iter().zip(0_usize..).take_while(|(_, place)| *place < before);
        let done = steps.filter(|(step, place)| self.is_done(*place) && step.chases.is_none());
        done.filter_map(|(step, _)| step.then).last().map(AuditStanding::from)
    }
}
