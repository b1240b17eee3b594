//! What is still to be done in an occurrence, and which of everything comes next.

use super::decision::NextDue;
use super::plan::Done;
use crate::date::Day;
use crate::decision::{Days, Standing};
use crate::pack::Phase;

/// The step after which nothing is still to be done: the last that was done, chasing aside.
pub(super) fn furthest(phase: &Phase, done: &Done) -> Option<usize> {
    let steps = phase.steps.iter().zip(done).zip(0_usize..);
    let steps = steps.filter(|((step, done), _)| step.chases.is_none() && done.is_some());
    steps.map(|(_, place)| place).last()
}

/// The first due days of what is still to be done in an occurrence.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ToDo {
    /// The first of all.
    pub first: Option<Day>,
    /// The first from the day asked about on.
    pub ahead: Option<Day>,
}

impl ToDo {
    pub(super) fn of(phase: &Phase, done: &Done, dues: &Done, as_of: Day) -> ToDo {
        let behind = furthest(phase, done);
        let steps = phase.steps.iter().zip(dues.iter().zip(done)).zip(0_usize..);
        let mut found = ToDo::default();
        for ((step, (due, done)), place) in steps {
            let is_open = done.is_none() && step.chases.is_none() && !step.optional;
            let Some(due) = due.filter(|_| is_open && Some(place) > behind) else { continue };
            let sooner = |known: Option<Day>| known.is_none_or(|known| due.first < known);
            if sooner(found.first) {
                found.first = Some(due.first);
            }
            if due.first >= as_of && sooner(found.ahead) {
                found.ahead = Some(due.first);
            }
        }
        found
    }
}

/// What comes next.
pub(super) struct Next<'k> {
    as_of: Day,
    /// The longest overdue, else the one due first.
    pub found: Option<((bool, Day), NextDue<'k>)>,
    /// The one due first from the day asked about on.
    pub coming: Option<NextDue<'k>>,
}

impl<'k> Next<'k> {
    pub(super) fn new(as_of: Day) -> Next<'k> {
        Next { as_of, found: None, coming: None }
    }

    /// Whether something of an occurrence can come before what is known so far.
    pub(super) fn may_take(&self, to_do: ToDo) -> bool {
        let rank = |day: Day| (day >= self.as_of, day);
        let first = to_do
            .first
            .is_some_and(|day| self.found.as_ref().is_none_or(|(known, _)| rank(day) < *known));
        first || to_do.ahead.is_some_and(|day| self.is_sooner(day))
    }

    fn is_sooner(&self, day: Day) -> bool {
        self.coming.as_ref().is_none_or(|known| day < known.due.earliest)
    }

    pub(super) fn consider(&mut self, due: Option<Days>, next: NextDue<'k>) {
        let Some(due) = due else { return };
        if due.earliest >= self.as_of && self.is_sooner(due.earliest) {
            self.coming = Some(next.clone());
        }
        let rank = (next.state != Standing::Overdue, due.earliest);
        if self.found.as_ref().is_none_or(|(known, _)| rank < *known) {
            self.found = Some((rank, next));
        }
    }
}
