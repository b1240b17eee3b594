//! The columns of an answer about a table of incidents.

use crate::batches::since;
use crate::growing::{Growing, Heading, Holds};
use safeguarding_rules::reviews::{
    ActionAnswer, Incident, Met, ReviewDecision, ReviewOutcome, ReviewRules, Standing,
};
use safeguarding_rules::{Modality, Truth};

/// The names that columns are made of.
pub struct Naming {
    reviews: Vec<String>,
    actions: Vec<String>,
}

impl Naming {
    pub fn of(rules: &ReviewRules) -> Naming {
        Naming {
            reviews: rules.reviews().iter().map(|review| review.id.clone()).collect(),
            actions: rules.actions().iter().map(|action| action.id.clone()).collect(),
        }
    }

    pub fn row_headings(&self, following: bool, blocking: bool) -> Vec<Heading> {
        let mut headings = vec![Heading::new("applies", Holds::Flags)];
        let modality = words(Modality::WORDS);
        for review in &self.reviews {
            headings.push(Heading::new(format!("{review}.outcome"), words(Met::WORDS)));
            headings.push(Heading::new(format!("{review}.at_least"), modality.clone()));
            headings.push(Heading::new(format!("{review}.at_most"), modality.clone()));
        }
        headings.push(Heading::new("exact", Holds::Flags));
        if following {
            let next = Holds::Words(self.actions.clone());
            headings.push(Heading::new("next_action", next));
            headings.push(Heading::new("next_state", words(Standing::WORDS)));
            headings.push(Heading::new("next_due", Holds::Days));
            headings.push(Heading::new("overdue", Holds::Counts));
            headings.push(Heading::new("problems", Holds::Lists));
        }
        if blocking {
            headings.push(Heading::new("blocking", Holds::Lists));
            headings.push(Heading::new("blocking_events", Holds::Lists));
        }
        headings
    }

    pub fn put_reviews<'g>(
        &self,
        incident: &Incident,
        outcomes: &[ReviewOutcome],
        cells: &mut impl Iterator<Item = &'g mut Growing>,
    ) {
        for review in &self.reviews {
            // What no edition of the days it can have happened on knows stays null.
            let at = incident.reviews().position(|known| known.id == *review);
            let outcome = at.and_then(|at| outcomes.get(at));
            let met = outcome.map(|outcome| outcome.met() as usize);
            put(cells, |column| column.word(met));
            put(cells, |column| column.word(outcome.map(|it| it.at_least as usize)));
            put(cells, |column| column.word(outcome.map(|it| it.at_most as usize)));
        }
    }

    /// What is to be done next, and how many actions are overdue.
    pub fn put_following<'g>(
        &self,
        decision: &ReviewDecision<'_>,
        cells: &mut impl Iterator<Item = &'g mut Growing>,
    ) {
        let mut actions = decision.actions.iter();
        let next = actions.find(|action| decision.next_action == Some(action.action));
        let id = next.and_then(|action| self.action_at(action.action));
        put(cells, |column| column.word(id));
        put(cells, |column| column.word(next.map(|action| action.state as usize)));
        let due = next.and_then(|action| action.due).map(|due| since(due.earliest));
        put(cells, |column| column.number(due));
        let overdue = decision.actions.iter().filter(|action| is_overdue(action)).count();
        put(cells, |column| column.number(i32::try_from(overdue).ok()));
        put(cells, |column| {
            column.list(Some(decision.problems.iter().map(|problem| problem.code)));
        });
    }

    fn action_at(&self, action: &str) -> Option<usize> {
        self.actions.iter().position(|known| known == action)
    }

    pub fn action_headings(&self) -> Vec<Heading> {
        vec![
            Heading::new("row", Holds::Longs),
            Heading::new("action", Holds::Words(self.actions.clone())),
            Heading::new("review", Holds::Words(self.reviews.clone())),
            Heading::new("applies", Holds::Flags),
            Heading::new("state", words(Standing::WORDS)),
            Heading::new("could_be", Holds::Lists),
            Heading::new("due_earliest", Holds::Days),
            Heading::new("due_latest", Holds::Days),
            Heading::new("outside", Holds::Flags),
            Heading::new("overdue_least", Holds::Counts),
            Heading::new("overdue_most", Holds::Counts),
            Heading::new("done_earliest", Holds::Days),
            Heading::new("done_latest", Holds::Days),
            Heading::new("in_time", Holds::Flags),
            Heading::new("late_least", Holds::Counts),
            Heading::new("late_most", Holds::Counts),
        ]
    }

    pub fn put_action(&self, row: usize, action: &ActionAnswer<'_>, columns: &mut [Growing]) {
        let mut cells = columns.iter_mut();
        let count = |number: u32| i32::try_from(number).ok();
        put(&mut cells, |column| column.long(i64::try_from(row).ok()));
        put(&mut cells, |column| column.word(self.action_at(action.action)));
        let review = self.reviews.iter().position(|known| known == action.review);
        put(&mut cells, |column| column.word(review));
        put(&mut cells, |column| column.flag(truth(action.applies)));
        put(&mut cells, |column| column.word(Some(action.state as usize)));
        put(&mut cells, |column| column.list(Some(action.could_be.iter().map(|it| it.word()))));
        put(&mut cells, |column| column.number(action.due.map(|due| since(due.earliest))));
        put(&mut cells, |column| column.number(action.due.map(|due| since(due.latest))));
        put(&mut cells, |column| column.flag(Some(action.outside)));
        let overdue = action.overdue_days;
        put(&mut cells, |column| column.number(overdue.and_then(|days| count(days.least))));
        put(&mut cells, |column| column.number(overdue.and_then(|days| count(days.most))));
        put(&mut cells, |column| column.number(action.done.map(|done| since(done.earliest))));
        put(&mut cells, |column| column.number(action.done.map(|done| since(done.latest))));
        put(&mut cells, |column| column.flag(action.in_time.and_then(truth)));
        let late = action.late_days;
        put(&mut cells, |column| column.number(late.and_then(|days| count(days.least))));
        put(&mut cells, |column| column.number(late.and_then(|days| count(days.most))));
    }
}

/// Whether an action that surely applies is surely overdue.
fn is_overdue(action: &ActionAnswer<'_>) -> bool {
    action.applies == Truth::True && action.state == Standing::Overdue
}

pub fn put<'g>(cells: &mut impl Iterator<Item = &'g mut Growing>, cell: impl FnOnce(&mut Growing)) {
    if let Some(column) = cells.next() {
        cell(column);
    }
}

pub fn truth(truth: Truth) -> Option<bool> {
    match truth {
        Truth::True => Some(true),
        Truth::False => Some(false),
        Truth::Unknown => None,
    }
}

fn words<T>(words: &[(&str, T)]) -> Holds {
    Holds::Words(words.iter().map(|(word, _)| (*word).to_owned()).collect())
}
