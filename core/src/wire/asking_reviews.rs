//! A request about reviews that is read once, and asked again as its answers and events change.

use super::asking::{at_fact, below};
use super::record::write_reviews;
use super::request::{Asked, read};
use super::reviews::{UnderstoodReviews, record_one, when};
use crate::decision::Explain;
use crate::error::Error;
use crate::json::Json;
use crate::pack::Catalogue;
use crate::reviews::{Incident, ReviewOutcome, ReviewOutcomes};

/// A request about reviews, read once; its answers and events are then changed one by one.
///
/// ```
/// # #[cfg(feature = "bundled-packs")] {
/// use safeguarding_rules::{wire, Catalogue};
/// let request = r#"{"question":"reviews","pack":"england","subject":"incident",
///     "as_of":"2021-11-01","facts":{"incident_date":"2021-10-01"}}"#;
/// let mut asking = wire::asking_reviews(&Catalogue::bundled(), request).unwrap();
/// asking.set("date_of_birth", "\"2019-05-04\"").unwrap();
/// let changed = asking.set("died", "true").unwrap();
/// assert!(changed.iter().any(|review| review == "child-death-review"));
/// assert!(asking.set("died", "true").unwrap().is_empty());
/// # }
/// ```
pub struct AskingReviews {
    understood: UnderstoodReviews,
}

impl AskingReviews {
    /// The reviews in the order of [`outcome`](AskingReviews::outcome), by their ids; which ones
    /// there are can change with the day of the incident.
    pub fn reviews(&self) -> impl Iterator<Item = &str> {
        self.understood.incident.reviews().map(|review| review.id.as_str())
    }

    /// What the answers given so far show of every review.
    #[must_use]
    pub fn outcome(&self) -> ReviewOutcomes {
        self.understood.incident.outcome()
    }

    /// Answers a question with a JSON text, in place of an earlier answer; gives the reviews of
    /// which more or less is now said.
    ///
    /// # Errors
    ///
    /// Those of an answer in a request, at its place there; the earlier answer then stands.
    pub fn set(&mut self, fact: &str, answer: &str) -> Result<Vec<String>, Error> {
        let answer = Json::parse(answer).map_err(|error| below("facts", fact, &error))?;
        self.change(|incident| {
            record_one(incident, fact, answer, false, false)
                .map_err(|problem| at_fact(fact, problem))
        })
    }

    /// Takes an answer back, as if the question had not been put.
    ///
    /// # Errors
    ///
    /// `case.unknown-fact`.
    pub fn take_back(&mut self, fact: &str) -> Result<Vec<String>, Error> {
        self.change(|incident| incident.take_back(fact).map_err(|problem| at_fact(fact, problem)))
    }

    /// Puts down an event with a JSON text, as in `events` of a request. What an event does not
    /// take, and an event that is not known, is a problem of the answer, as there.
    ///
    /// # Errors
    ///
    /// Those of a text that is not JSON.
    pub fn set_event(&mut self, event: &str, given: &str) -> Result<Vec<String>, Error> {
        let given = Json::parse(given).map_err(|error| below("events", event, &error))?;
        let when = when(event, &given);
        self.change(|incident| {
            incident.put_event(event, when);
            Ok(())
        })
    }

    /// Takes an event back, as if nothing had been said of it.
    ///
    /// # Errors
    ///
    /// None today.
    pub fn take_back_event(&mut self, event: &str) -> Result<Vec<String>, Error> {
        self.change(|incident| {
            incident.take_back_event(event);
            Ok(())
        })
    }

    /// Answers the request as it now stands.
    ///
    /// # Errors
    ///
    /// `wire.unwritable`, which does not happen.
    pub fn answer(&self) -> Result<String, Error> {
        write_reviews(&self.understood)
    }

    /// The same, with as much of the reasoning as is asked for here: `deciding`, `all` or `none`.
    ///
    /// # Errors
    ///
    /// `json.unknown-word` where the word is another.
    pub fn answer_with(&mut self, explain: &str) -> Result<String, Error> {
        let explain = Explain::of_word(explain)?;
        let asked = std::mem::replace(&mut self.understood.explain, explain);
        let answer = self.answer();
        self.understood.explain = asked;
        answer
    }

    /// Makes a change, and gives the reviews of which something else is now said.
    fn change(
        &mut self,
        change: impl FnOnce(&mut Incident) -> Result<(), Error>,
    ) -> Result<Vec<String>, Error> {
        let before = self.understood.incident.clone();
        if let Err(error) = change(&mut self.understood.incident) {
            self.understood.incident = before;
            return Err(error);
        }
        let (was, now) = (said(&before), said(&self.understood.incident));
        let mut changed: Vec<String> = Vec::new();
        for (review, outcome) in now.iter().chain(&was) {
            let other = |all: &[(String, ReviewOutcome)]| {
                all.iter().find(|(id, _)| id == review).map(|(_, outcome)| *outcome)
            };
            let is_known = changed.contains(review);
            if !is_known && (other(&was) != Some(*outcome) || other(&now) != Some(*outcome)) {
                changed.push(review.clone());
            }
        }
        Ok(changed)
    }
}

/// What is said of each review.
fn said(incident: &Incident) -> Vec<(String, ReviewOutcome)> {
    let ids = incident.reviews().map(|review| review.id.clone());
    ids.zip(incident.outcome().reviews().iter().copied()).collect()
}

/// Reads a request about reviews once. What it says of `record` belongs to a request that is
/// answered once, and is refused.
///
/// # Errors
///
/// As [`answer`](super::answer), and `request.unknown-question` where it is another question.
pub fn asking_reviews(catalogue: &Catalogue, text: &str) -> Result<AskingReviews, Error> {
    let Asked::Reviews(request) = read(text)? else {
        let message =
            "only a request of the question `reviews` is kept and asked again in this way";
        return Err(Error::new("request.unknown-question", "/question", message));
    };
    let understood = request.understood_reviews(catalogue)?;
    if understood.record {
        let message = "key `record` is not known here; answer the whole request to keep a record";
        return Err(Error::new("json.unknown-key", "/record", message));
    }
    Ok(AskingReviews { understood })
}
