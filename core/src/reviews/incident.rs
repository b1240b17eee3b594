//! What is known of one incident: answers, events, and every day that it can have happened on.

use super::events::Events;
use super::rules::ReviewRules;
use super::turning::turning_days;
use crate::case::{Answer, State};
use crate::compile::{Cut, ReviewSlot, Ruleset, VariableKind};
use crate::date::{Day, PartialDate};
use crate::error::Problem;
use crate::evaluate::Known;
use crate::fact::Kind;
use crate::order::set_of;
use crate::pack::{Placed, Review, SettingValue};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What is known of one incident, ready to be evaluated.
///
/// The rules are those in force on the day of the incident, and ages are counted on it. While that
/// day is not known exactly, every day on which something may change is looked at, and only what
/// holds on each of them is claimed.
///
/// ```
/// # #[cfg(feature = "bundled-packs")] {
/// use safeguarding_rules::{Answer, Catalogue, Day, reviews::{Incident, Met}};
/// let day = |text| Day::parse(text).unwrap();
/// let rules = Catalogue::bundled().reviews("england", "incident").unwrap();
/// let mut incident = Incident::new(&rules, day("2021-11-01"));
/// incident.record("incident_date", &Answer::on(day("2021-10-01"))).unwrap();
/// incident.record("date_of_birth", &Answer::on(day("2019-05-04"))).unwrap();
/// incident.record("died", &Answer::YesNo(true)).unwrap();
/// let outcome = incident.outcome();
/// let death_review = incident.reviews().position(|review| review.id == "child-death-review");
/// assert_ne!(outcome.reviews()[death_review.unwrap()].met(), Met::NotMet);
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Incident {
    pub(super) rules: Arc<ReviewRules>,
    pub(super) as_of: Day,
    /// The days that the incident can have happened on.
    pub(super) days: PartialDate,
    pub(super) day_state: State,
    answers: Vec<(String, Recorded)>,
    settings: Vec<(String, SettingValue)>,
    pub(super) events: Events,
    /// What is known on each day that matters, the earliest first; never empty.
    pub(super) moments: Vec<Moment>,
    /// The reviews of all moments, as the latest that has each declares it.
    pub(super) order: Vec<Arc<Placed<Review>>>,
    /// While many answers are recorded, the rules of the newest stretch, which say whether each can
    /// be taken; the moments are then built once, at the end.
    scratch: Option<Box<Known>>,
}

#[derive(Clone, Debug)]
enum Recorded {
    Answer(Answer),
    Disputed(Vec<String>),
}

/// What is known if the incident happened on one day.
#[derive(Clone, Debug)]
pub(super) struct Moment {
    pub known: Known,
    /// For each review of the incident, its position in the rules of this day.
    pub positions: Vec<Option<u16>>,
    /// The position of the stretch of rules that the day lies in.
    pub stretch: usize,
}

impl Moment {
    pub(super) fn review(&self, position: Option<u16>) -> Option<&ReviewSlot> {
        self.known.rules.reviews.reviews.get(usize::from(position?))
    }
}

impl Incident {
    /// Nothing known yet but that it happened on `as_of` or before.
    #[must_use]
    pub fn new(rules: &Arc<ReviewRules>, as_of: Day) -> Incident {
        let mut incident = Incident::unsettled(rules, as_of);
        incident.settle();
        incident
    }

    /// The same with what `record` puts down, looked at once when all of it is there; so many
    /// answers are taken several times faster than one by one.
    ///
    /// # Errors
    ///
    /// What `record` gives.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-packs")] {
    /// use safeguarding_rules::{Answer, Catalogue, Day, reviews::Incident};
    /// let day = |text| Day::parse(text).unwrap();
    /// let rules = Catalogue::bundled().reviews("england", "incident").unwrap();
    /// let record = |incident: &mut Incident| {
    ///     incident.record("incident_date", &Answer::on(day("2021-10-01")))?;
    ///     incident.record("died", &Answer::YesNo(true))
    /// };
    /// let incident = Incident::recorded(&rules, day("2021-11-01"), record).unwrap();
    /// assert!(incident.reviews().next().is_some());
    /// # }
    /// ```
    pub fn recorded<E>(
        rules: &Arc<ReviewRules>,
        as_of: Day,
        record: impl FnOnce(&mut Incident) -> Result<(), E>,
    ) -> Result<Incident, E> {
        let mut incident = Incident::unsettled(rules, as_of);
        record(&mut incident)?;
        incident.settle();
        Ok(incident)
    }

    /// The same before anything is looked at: answers and events are recorded first, and
    /// [`settle`](Incident::settle) ends that.
    pub(crate) fn unsettled(rules: &Arc<ReviewRules>, as_of: Day) -> Incident {
        let newest = rules.stretches.last();
        let scratch = newest.map(|stretch| Box::new(Known::new(&stretch.rules, stretch.from)));
        Incident {
            scratch,
            days: all_days(rules, as_of),
            day_state: State::NotAsked,
            answers: Vec::new(),
            settings: Vec::new(),
            events: Events::default(),
            moments: Vec::new(),
            order: Vec::new(),
            rules: Arc::clone(rules),
            as_of,
        }
    }

    /// What is known on each day that matters.
    #[cfg(feature = "prove")]
    pub(crate) fn into_knowns(self) -> Vec<Known> {
        self.moments.into_iter().map(|moment| moment.known).collect()
    }

    /// Whether the day of the incident is known.
    #[cfg(feature = "prove")]
    pub(crate) fn is_of_one_day(&self) -> bool {
        self.days.exact().is_some()
    }

    /// Looks at what has been recorded.
    pub(crate) fn settle(&mut self) {
        self.scratch = None;
        self.rebuild();
    }

    pub(super) fn is_unsettled(&self) -> bool {
        self.scratch.is_some()
    }

    /// The day on which it is asked where everything stands.
    #[must_use]
    pub fn as_of(&self) -> Day {
        self.as_of
    }

    pub(crate) fn review_rules(&self) -> Arc<ReviewRules> {
        Arc::clone(&self.rules)
    }

    /// The reviews that the rules know on the days that the incident can have happened on.
    pub fn reviews(&self) -> impl Iterator<Item = &Review> {
        self.order.iter().map(|review| &review.is)
    }

    /// Records an answer, in place of an earlier one to the same question.
    ///
    /// # Errors
    ///
    /// `case.unknown-fact`, `case.wrong-kind`, `case.unknown-option`, `case.bad-range`; for the day
    /// of the incident also `request.no-edition` and `request.partly-no-edition` (all its days, or
    /// some, lie outside every edition; nothing is guessed) and `case.after-as-of`.
    pub fn record(&mut self, fact: &str, answer: &Answer) -> Result<(), Problem> {
        self.record_given(fact, Recorded::Answer(answer.clone()))
    }

    /// Records that people say different things, and who says something.
    ///
    /// # Errors
    ///
    /// `case.unknown-fact`.
    pub fn dispute(&mut self, fact: &str, by: Vec<String>) -> Result<(), Problem> {
        self.record_given(fact, Recorded::Disputed(by))
    }

    /// Takes an answer back, as if the question had not been put.
    ///
    /// # Errors
    ///
    /// `case.unknown-fact`.
    pub fn take_back(&mut self, fact: &str) -> Result<(), Problem> {
        if self.rules.known_fact(fact)?.incident_day {
            self.days = all_days(&self.rules, self.as_of);
            self.day_state = State::NotAsked;
        }
        self.answers.retain(|(known, _)| known != fact);
        if !self.is_unsettled() {
            self.rebuild();
        }
        Ok(())
    }

    /// Sets a value that the text leaves open.
    ///
    /// # Errors
    ///
    /// `request.unknown-setting` and `request.bad-setting`.
    pub fn set(&mut self, setting: &str, value: &SettingValue) -> Result<(), Problem> {
        if let Some(scratch) = &mut self.scratch
            && scratch.set_value(setting, value).is_ok()
        {
            self.settings.push((setting.to_owned(), value.clone()));
            return Ok(());
        }
        let mut found = None;
        let stretches = self.rules.stretches.iter().rev();
        let is_declared =
            |rules: &Ruleset| rules.settings.iter().any(|known| known.is.id == setting);
        // Where none declares it, what the newest says of it is enough.
        let some = stretches.clone().any(|stretch| is_declared(&stretch.rules));
        for stretch in stretches.take(if some { usize::MAX } else { 1 }) {
            match Known::new(&stretch.rules, stretch.from).set_value(setting, value) {
                Ok(()) => {
                    found = None;
                    break;
                }
                Err(problem) => found = Some(found.unwrap_or(problem)),
            }
        }
        if let Some(problem) = found {
            return Err(problem);
        }
        self.settings.retain(|(known, _)| known != setting);
        self.settings.push((setting.to_owned(), value.clone()));
        if !self.is_unsettled() {
            self.rebuild();
        }
        Ok(())
    }

    fn record_given(&mut self, fact: &str, given: Recorded) -> Result<(), Problem> {
        let declared = self.rules.known_fact(fact)?;
        let (is_day, is_date) = (declared.incident_day, declared.kind == Kind::Date);
        if is_day {
            self.check(fact, &given)?;
            let (days, state) = self.days_of(&given)?;
            self.days = days;
            self.day_state = state;
        } else if let Some(scratch) = &mut self.scratch
            && let Some(slot) = scratch.rules.fact_slot(fact)
        {
            put(scratch, slot, fact, &given)?;
        } else if self.record_in_moments(fact, &given)? == 0 {
            self.check(fact, &given)?;
        }
        self.answers.retain(|(known, _)| known != fact);
        self.answers.push((fact.to_owned(), given));
        if !self.is_unsettled() && (is_day || (is_date && self.days.exact().is_none())) {
            self.rebuild();
        }
        Ok(())
    }

    /// Records where the rules know the fact, and says in how many moments they do.
    fn record_in_moments(&mut self, fact: &str, given: &Recorded) -> Result<usize, Problem> {
        let mut count = 0_usize;
        for moment in &mut self.moments {
            if let Some(slot) = moment.known.rules.fact_slot(fact) {
                put(&mut moment.known, slot, fact, given)?;
                count = count.saturating_add(1);
            }
        }
        Ok(count)
    }

    /// Whether the newest edition that knows the fact takes the answer.
    fn check(&self, fact: &str, given: &Recorded) -> Result<(), Problem> {
        let mut stretches = self.rules.stretches.iter().rev();
        let found = stretches.find_map(|stretch| {
            Some((stretch.rules.fact_slot(fact)?, Known::new(&stretch.rules, stretch.from)))
        });
        found.map_or(Ok(()), |(slot, mut known)| put(&mut known, slot, fact, given))
    }

    /// The days that an answer leaves for the incident.
    fn days_of(&self, given: &Recorded) -> Result<(PartialDate, State), Problem> {
        let all = all_days(&self.rules, self.as_of);
        let date = match given {
            Recorded::Answer(Answer::Date(date)) => *date,
            Recorded::Answer(Answer::Gap(state)) => return Ok((all, *state)),
            Recorded::Answer(_) => return Ok((all, State::NotKnown)),
            Recorded::Disputed(_) => return Ok((all, State::Disputed)),
        };
        if date.first > self.as_of {
            let message = format!(
                "the incident lies after the day asked about, {}; give a day up to it",
                self.as_of
            );
            return Err(Problem::new("case.after-as-of", String::new(), message));
        }
        let last = date.last.min(self.as_of);
        let covered = self.rules.covered();
        // An open end is bounded by what the editions cover.
        let first = if date.first == Day::FIRST { covered.first.min(last) } else { date.first };
        if first < covered.first || last > covered.last {
            return Err(no_edition(&self.rules, PartialDate { first, last }));
        }
        let state = if first == last { State::Known } else { State::Partial };
        Ok((PartialDate { first, last }, state))
    }

    /// Looks at every day on which something may change, and puts down what is known on it.
    fn rebuild(&mut self) {
        let mut moments: Vec<Moment> = Vec::new();
        for (stretch, position) in self.rules.stretches.iter().zip(0_usize..) {
            let Some(days) = stretch.part_of(self.days) else { continue };
            let from = moments.len();
            for day in self.days_that_matter(&stretch.rules, days) {
                let known = self.known_on(day, &stretch.rules);
                let alike = |other: &Moment| other.known.says_as(&known);
                if !moments.iter().skip(from).any(alike) {
                    moments.push(Moment { known, positions: Vec::new(), stretch: position });
                }
            }
        }
        if moments.is_empty() {
            // INVARIANT: rules have a stretch, and the days recorded lie inside what they cover;
            // only days before every edition leave none, and then the first edition answers.
            if let Some(stretch) = self.rules.stretches.first() {
                let known = self.known_on(self.days.last, &stretch.rules);
                moments.push(Moment { known, positions: Vec::new(), stretch: 0 });
            }
        }
        let mut order: Vec<Arc<Placed<Review>>> = Vec::new();
        for moment in moments.iter().rev() {
            for slot in &moment.known.rules.reviews.reviews {
                if !order.iter().any(|known| known.is.id == slot.review.is.id) {
                    order.push(Arc::clone(&slot.review));
                }
            }
        }
        for moment in &mut moments {
            let own = &moment.known.rules.reviews.reviews;
            let position = |id: &str| own.iter().position(|slot| slot.review.is.id == id);
            let positions = order.iter().map(|review| {
                position(&review.is.id).and_then(|position| u16::try_from(position).ok())
            });
            moment.positions = positions.collect();
        }
        (self.moments, self.order) = (moments, order);
        self.forget_events();
    }

    /// What is known if the incident happened on a day.
    fn known_on(&self, day: Day, rules: &Arc<Ruleset>) -> Known {
        let mut known = Known::new(rules, day);
        for (setting, value) in &self.settings {
            // An edition that does not know the setting does without it.
            let _unknown_here = known.set_value(setting, value);
        }
        for (fact, given) in &self.answers {
            if let Some(slot) = rules.fact_slot(fact) {
                // The answer was taken when it was recorded; what another edition cannot take is
                // not known to it.
                let _not_taken_here = put(&mut known, slot, fact, given);
            }
        }
        if let Some(slot) = rules.reviews.incident_day {
            let _taken = known.record_at(slot, &Answer::on(day));
            known.set_state(slot, self.day_state);
        }
        known
    }

    /// Days such that between two of them, in this stretch, nothing changes that is compared.
    fn days_that_matter(&self, rules: &Ruleset, days: PartialDate) -> BTreeSet<Day> {
        let mut found = set_of([days.first]);
        if days.exact().is_some() {
            return found;
        }
        for variable in &rules.variables {
            let Some(fact) = rules.fact(variable.fact).map(|slot| &slot.fact.is) else { continue };
            // Who is not born yet is born after the day of the incident.
            if fact.incident_day || fact.birth {
                let of_setting = match variable.kind {
                    VariableKind::AgainstSetting(position) => self.days_of_setting(rules, position),
                    _ => Vec::new(),
                };
                let cuts = rules.kinds_of(variable).iter().flat_map(|kind| kind.cuts());
                for day in cuts.filter_map(Cut::fixed).chain(of_setting) {
                    found.extend([day.before(), day, day.after()]);
                }
            }
        }
        found.extend(turning_days(rules, days, |fact| self.date_of(fact)));
        found.retain(|day| days.first <= *day && *day <= days.last);
        found
    }

    /// The day that a setting gives, and the day before which it is known not to lie.
    fn days_of_setting(&self, rules: &Ruleset, position: u16) -> Vec<Day> {
        let Some(setting) = rules.settings.get(usize::from(position)) else { return Vec::new() };
        let set = self.settings.iter().find(|(id, _)| *id == setting.is.id);
        let value = set.map(|(_, value)| value).or(setting.is.default.as_ref());
        let day = value.and_then(|value| setting.is.number(value));
        day.into_iter().chain([setting.is.min]).filter_map(Day::of_number).collect()
    }

    fn date_of(&self, fact: &str) -> Option<PartialDate> {
        let (_, given) = self.answers.iter().find(|(known, _)| known == fact)?;
        match given {
            Recorded::Answer(Answer::Date(date)) => Some(*date),
            _ => None,
        }
    }
}

/// Why days are refused of which the editions cover none, or some only: what holds on those alone
/// would be claimed for all.
fn no_edition(rules: &ReviewRules, days: PartialDate) -> Problem {
    let (pack, covered) = (&rules.pack, rules.covered());
    let until = rules.stretches.last().and_then(|stretch| stretch.until);
    if days.last < covered.first || days.first > covered.last {
        let end = until.map_or_else(String::new, |until| format!(" until {until}"));
        let message = format!(
            "the editions of `{pack}` are for the incidents from {}{end}; give a day of that time",
            covered.first
        );
        return Problem::new("request.no-edition", String::new(), message);
    }
    let before = (days.first < covered.first).then(|| format!("before {}", covered.first));
    let after = until.filter(|_| days.last > covered.last).map(|until| format!("from {until} on"));
    let part = before.into_iter().chain(after).collect::<Vec<_>>().join(" and ");
    let message = format!(
        "the incident can have happened on days that no edition of `{pack}` covers, those {part}, and an \
         answer for the other days alone would not hold for all; give days that are covered, where it \
         is known that it was on one of them"
    );
    Problem::new("request.partly-no-edition", String::new(), message)
}

/// Every day that the editions cover, up to `as_of`.
fn all_days(rules: &ReviewRules, as_of: Day) -> PartialDate {
    let covered = rules.covered();
    let last = covered.last.min(as_of);
    PartialDate { first: covered.first.min(last), last }
}

fn put(known: &mut Known, slot: u16, fact: &str, given: &Recorded) -> Result<(), Problem> {
    match given {
        Recorded::Answer(answer) => known.record_at(slot, answer),
        Recorded::Disputed(by) => known.dispute(fact, by.clone()),
    }
}
