//! The rules of one reviews pack through time.

use crate::compile::{EventGraph, Ruleset};
use crate::date::{Day, PartialDate};
use crate::error::{Error, Problem, did_you_mean, quoted};
use crate::fact::Fact;
use crate::pack::{Action, Catalogue, Family, INCIDENT, Review, no_subject};
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

/// The rules of one reviews pack for one subject, for incidents of every day that its editions
/// cover.
///
/// Obtained from [`Catalogue::reviews`].
#[derive(Debug)]
pub struct ReviewRules {
    pub(super) pack: String,
    pub(super) subject: String,
    /// Earliest first; never empty.
    pub(super) stretches: Vec<Stretch>,
    /// The declared events, each as the newest edition that has it declares it.
    pub(super) events: Arc<EventGraph>,
    /// For the hints about names that are not known.
    fact_names: OnceLock<BTreeSet<String>>,
}

/// The rules for the incidents of days between two changes.
#[derive(Debug)]
pub(super) struct Stretch {
    pub from: Day,
    pub until: Option<Day>,
    pub rules: Arc<Ruleset>,
}

impl Stretch {
    /// The days of a range on which these rules apply.
    pub(super) fn part_of(&self, days: PartialDate) -> Option<PartialDate> {
        let last = self.until.map_or(Day::LAST, Day::before);
        PartialDate::between(self.from.max(days.first), last.min(days.last))
    }
}

impl ReviewRules {
    /// The pack.
    #[must_use]
    pub fn pack(&self) -> &str {
        &self.pack
    }

    /// Whom these rules are about.
    #[must_use]
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// The rules for an incident of a day; `None` where no edition applies.
    #[must_use]
    pub fn on(&self, day: Day) -> Option<&Arc<Ruleset>> {
        let here = PartialDate::on(day);
        let mut stretches = self.stretches.iter();
        stretches.find(|stretch| stretch.part_of(here).is_some()).map(|stretch| &stretch.rules)
    }

    /// Every review that some edition has, those of the newest first, each in its words.
    #[must_use]
    pub fn reviews(&self) -> Vec<&Review> {
        let newest_first = self.stretches.iter().rev();
        let all = newest_first.flat_map(|stretch| &stretch.rules.reviews.reviews);
        each_once(all.map(|slot| &slot.review.is), |review| &review.id)
    }

    /// Every action that some edition has, those of the newest first, each in its words.
    #[must_use]
    pub fn actions(&self) -> Vec<&Action> {
        let newest_first = self.stretches.iter().rev();
        let all = newest_first.flat_map(|stretch| &stretch.rules.reviews.actions);
        each_once(all.map(|slot| &slot.item.is), |action| &action.id)
    }

    /// Every fact that some edition asks about, those of the newest first, each in its words.
    #[must_use]
    pub fn facts(&self) -> Vec<&Fact> {
        let newest_first = self.stretches.iter().rev();
        each_once(newest_first.flat_map(|stretch| stretch.rules.facts()), |fact| &fact.id)
    }

    /// The ids of the events that can be put down.
    pub fn events(&self) -> impl Iterator<Item = &str> {
        self.events.events.iter().map(|event| event.is.id.as_str())
    }

    /// The days that the editions cover.
    pub(super) fn covered(&self) -> PartialDate {
        let first = self.stretches.first().map_or(Day::FIRST, |stretch| stretch.from);
        let last = self.stretches.last().and_then(|stretch| stretch.until);
        PartialDate { first, last: last.map_or(Day::LAST, Day::before) }
    }

    /// A fact, as the newest edition that has it declares it.
    pub(super) fn fact(&self, id: &str) -> Option<&Fact> {
        self.stretches.iter().rev().find_map(|stretch| {
            let slot = stretch.rules.fact_slot(id)?;
            stretch.rules.fact(slot).map(|slot| &slot.fact.is)
        })
    }

    pub(crate) fn known_fact(&self, id: &str) -> Result<&Fact, Problem> {
        self.known_fact_or_plain(id).map_err(|problem| {
            let hint = did_you_mean(id, self.fact_names().iter().map(String::as_str));
            Problem { message: problem.message + &hint, ..problem }
        })
    }

    /// The same, without looking for a name that may have been meant.
    pub(crate) fn known_fact_or_plain(&self, id: &str) -> Result<&Fact, Problem> {
        self.fact(id).ok_or_else(|| {
            let message =
                format!("no fact {} is asked about subject `{}`", quoted(id), self.subject);
            Problem::new("case.unknown-fact", String::new(), message)
        })
    }

    /// The names of the facts of every stretch, each once.
    fn fact_names(&self) -> &BTreeSet<String> {
        self.fact_names.get_or_init(|| {
            let facts = self.stretches.iter().flat_map(|stretch| stretch.rules.facts());
            crate::order::set_of(facts.map(|fact| fact.id.clone()))
        })
    }
}

/// The words for facts and events.
#[derive(Clone, Copy)]
pub struct ReviewLabels<'k>(&'k ReviewRules);

impl<'k> ReviewLabels<'k> {
    pub(super) fn of(rules: &'k ReviewRules) -> ReviewLabels<'k> {
        ReviewLabels(rules)
    }

    /// A fact's question.
    #[must_use]
    pub fn question(&self, fact: &'k str) -> &'k str {
        self.0.fact(fact).map_or(fact, |fact| &fact.question)
    }

    /// What happened, as a person reads it.
    #[must_use]
    pub fn event<'e>(&self, event: &'e str) -> &'e str
    where
        'k: 'e,
    {
        if event == INCIDENT {
            return "The incident";
        }
        let graph = &self.0.events;
        let known = graph.position(event).and_then(|at| graph.events.get(at));
        known.map_or(event, |known| &known.is.label)
    }
}

/// Two answers are the same when what they say is, whatever the words at hand.
impl PartialEq for ReviewLabels<'_> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl std::fmt::Debug for ReviewLabels<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ReviewLabels")
    }
}

impl Catalogue {
    /// The rules of a reviews pack for one subject.
    ///
    /// # Errors
    ///
    /// `request.unknown-pack` and `request.unknown-subject`.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-packs")] {
    /// use safeguarding_rules::{Catalogue, Day};
    /// let rules = Catalogue::bundled().reviews("england", "incident").unwrap();
    /// let day = Day::parse("2021-10-01").unwrap();
    /// assert!(rules.on(day).is_some());
    /// # }
    /// ```
    pub fn reviews(&self, pack: &str, subject: &str) -> Result<Arc<ReviewRules>, Error> {
        let line = self.line_of(Family::Reviews, pack)?;
        let with_subject = line.iter().filter_map(|layered| {
            let rules = layered.rules(subject)?;
            Some(Stretch { from: layered.from, until: layered.until, rules })
        });
        let stretches: Vec<Stretch> = with_subject.collect();
        match line.last() {
            Some(last) if stretches.is_empty() => Err(no_subject(last, subject)),
            _ => Ok(Arc::new(ReviewRules {
                pack: pack.to_owned(),
                subject: subject.to_owned(),
                events: events_of(&stretches),
                fact_names: OnceLock::new(),
                stretches,
            })),
        }
    }
}

fn each_once<T>(all: impl Iterator<Item = T>, id: impl Fn(&T) -> &str) -> Vec<T> {
    let mut found: Vec<T> = Vec::new();
    for one in all {
        if !found.iter().any(|known| id(known) == id(&one)) {
            found.push(one);
        }
    }
    found
}

/// The events of every stretch; as a rule the newest has them all.
fn events_of(stretches: &[Stretch]) -> Arc<EventGraph> {
    let mut graphs = stretches.iter().rev().map(|stretch| &stretch.rules.reviews.events);
    let Some(newest) = graphs.next() else { return Arc::default() };
    let others: Vec<_> = graphs.filter(|other| !other.is_same(newest)).collect();
    let mut events = newest.events.clone();
    for event in others.into_iter().flat_map(|other| &other.events) {
        if !events.iter().any(|known| known.is.id == event.is.id) {
            events.push(Arc::clone(event));
        }
    }
    if events.len() == newest.events.len() {
        return Arc::clone(newest);
    }
    Arc::new(EventGraph::new(events))
}
