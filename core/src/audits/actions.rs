//! What is done about the standards of a return, with what earlier cycles left open.

use super::given::{Carried, Planned};
use crate::citation::words;
use crate::date::{Day, PartialDate};
use crate::decision::{Days, answers};
use crate::error::Problem;
use serde::Serialize;

answers! {
    /// Something that is to be done about a standard.
    PlannedAnswer {
        /// Its name.
        action: &'k str,
        /// Who does it.
        #[serde(skip_serializing_if = "Option::is_none")]
        owner: Option<&'k str>,
        /// By when.
        #[serde(skip_serializing_if = "Option::is_none")]
        due: Option<Days>,
        /// Where it stands.
        state: ActionState,
        /// What it lacks while it is not closed: an owner, a day.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        lacks: Vec<ActionLacks>,
        /// The year of the cycle that it is carried over from.
        #[serde(skip_serializing_if = "Option::is_none")]
        carried_from: Option<i32>,
    }

    /// An action that is not closed, as the next cycle's return takes it.
    CarriedAnswer {
        /// The standard.
        standard: &'k str,
        /// Its name.
        action: &'k str,
        /// Who does it.
        #[serde(skip_serializing_if = "Option::is_none")]
        owner: Option<&'k str>,
        /// By when.
        #[serde(skip_serializing_if = "Option::is_none")]
        due: Option<Days>,
        /// The year of the cycle in which it arose.
        #[serde(skip_serializing_if = "Option::is_none")]
        from: Option<i32>,
    }
}

words! {
    /// Where something that is to be done stands.
    ActionState {
        /// It is to be done.
        Open = "open",
        /// It is to be done, and its day has passed.
        Overdue = "overdue",
        /// It is done.
        Closed = "closed",
    }
}

words! {
    /// What an action lacks.
    ActionLacks {
        /// Who does it.
        Owner = "owner",
        /// By when.
        Due = "due",
    }
}

/// What is said of an action, in the return and in what is carried over.
#[derive(Clone, Copy)]
pub(super) struct Action<'k> {
    name: &'k str,
    owner: Option<&'k str>,
    due: Option<PartialDate>,
    closed: Option<PartialDate>,
    from: Option<i32>,
}

impl<'k> Action<'k> {
    fn of(plan: &'k Planned, as_of: Day) -> Action<'k> {
        Action {
            name: &plan.action,
            owner: plan.owner.as_deref(),
            due: plan.due,
            // What is ahead of the day asked about has not happened.
            closed: plan.closed.filter(|closed| closed.first <= as_of),
            from: plan.from,
        }
    }

    /// What this says, and for the rest what was carried over.
    fn over(self, carried: Action<'k>) -> Action<'k> {
        Action {
            name: self.name,
            owner: self.owner.or(carried.owner),
            due: self.due.or(carried.due),
            closed: self.closed.or(carried.closed),
            from: self.from.or(carried.from),
        }
    }

    /// Whether it is, or was once the return had been made, something planned about what that
    /// rates.
    pub(super) fn answers(self, made_on: Option<PartialDate>) -> bool {
        let Some(closed) = self.closed else { return true };
        made_on.is_none_or(|made_on| closed.last >= made_on.first)
    }

    pub(super) fn planned(self, as_of: Day) -> PlannedAnswer<'k> {
        let is_late = self.due.is_some_and(|due| due.last < as_of);
        let state = match (self.closed, is_late) {
            (Some(_), _) => ActionState::Closed,
            (None, true) => ActionState::Overdue,
            (None, false) => ActionState::Open,
        };
        let lacks = [
            self.owner.is_none().then_some(ActionLacks::Owner),
            self.due.is_none().then_some(ActionLacks::Due),
        ];
        PlannedAnswer {
            action: self.name,
            owner: self.owner,
            due: self.due.map(Days::of),
            state,
            lacks: lacks.into_iter().flatten().filter(|_| self.closed.is_none()).collect(),
            carried_from: self.from,
        }
    }

    /// As the next cycle takes it, of a return of a year; `None` where it is closed.
    pub(super) fn carried(self, standard: &'k str, year: Option<i32>) -> Option<CarriedAnswer<'k>> {
        self.closed.is_none().then(|| CarriedAnswer {
            standard,
            action: self.name,
            owner: self.owner,
            due: self.due.map(Days::of),
            from: self.from.or(year),
        })
    }
}

/// The actions of a standard: those carried over, with what the return says of them, then its own.
pub(super) fn of_standard<'k>(
    standard: &str,
    own: &'k [Planned],
    carried: &'k [Carried],
    as_of: Day,
) -> Vec<Action<'k>> {
    let here = || carried.iter().filter(|one| one.standard == standard);
    let own = || own.iter().map(|plan| Action::of(plan, as_of));
    let mut found: Vec<Action<'k>> = Vec::new();
    for one in here() {
        let before = Action::of(&one.plan, as_of);
        let said = own().find(|said| said.name == before.name);
        found.push(said.map_or(before, |said| said.over(before)));
    }
    found.extend(own().filter(|said| !here().any(|one| one.plan.action == said.name)));
    found
}

/// Days that are given and lie after the one asked about.
pub(super) fn check(plan: &Planned, at: &str, as_of: Day, problems: &mut Vec<Problem>) {
    if plan.closed.is_some_and(|closed| closed.first > as_of) {
        problems.push(ahead(format!("{at}/closed"), as_of));
    }
}

pub(super) fn ahead(at: String, as_of: Day) -> Problem {
    let message = format!("it lies after {as_of}, the day asked about; give a day up to it");
    Problem::new("audits.ahead", at, message)
}
