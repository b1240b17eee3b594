//! A request about thresholds that is read once, and asked again as its answers change.

use super::answers::record;
use super::record::write;
use super::request::{Asked, Understood, read};
use crate::case::{Answer, State};
use crate::decision::Explain;
use crate::error::{Error, Problem};
use crate::evaluate::{Known, Outcome};
use crate::fact::Kind;
use crate::json::{Json, escape};
use crate::pack::{Catalogue, Then};

/// A request about thresholds, read once; its answers are then changed one by one.
///
/// ```
/// # #[cfg(feature = "bundled-packs")] {
/// use safeguarding_rules::{wire, Catalogue};
/// let request = r#"{"question":"thresholds","pack":"walsall","subject":"child",
///     "as_of":"2024-01-05","facts":{}}"#;
/// let mut asking = wire::asking(&Catalogue::bundled(), request).unwrap();
/// assert_eq!(asking.outcome().at_least, Some(1));
/// asking.set("reasonable_cause_significant_harm", "true").unwrap();
/// assert_eq!(asking.outcome().at_least, Some(4));
/// assert_eq!(asking.set("reasonable_cause", "true").unwrap_err().code(), "case.unknown-fact");
/// # }
/// ```
pub struct Asking {
    understood: Understood,
}

impl Asking {
    /// The facts that can be answered, in the order of their positions.
    pub fn facts(&self) -> impl Iterator<Item = &str> {
        self.known().rules().facts().map(|fact| fact.id.as_str())
    }

    /// The routes, in the order of the bits of an [`Outcome`].
    pub fn routes(&self) -> impl Iterator<Item = &str> {
        let rules = self.known().rules();
        rules.routes.iter().map(|slot| {
            let rule = slot.rule.and_then(|rule| rules.rule(rule));
            match rule.map(|rule| &rule.rule.is.then) {
                Some(Then::Route(route)) => route.id.as_str(),
                _ => "",
            }
        })
    }

    /// What the answers given so far show.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        self.known().outcome()
    }

    /// Answers the yes-no question at a position, in place of an earlier answer; `None` says that
    /// it is not known. `false`, and nothing is changed, where no yes-no question stands there.
    pub fn set_yes_no(&mut self, position: u16, answer: Option<bool>) -> bool {
        let known = &mut self.understood.known;
        match answer {
            Some(yes) => known.record_yes_no(position, yes),
            None => {
                let fact = known.rules().fact(position).map(|slot| slot.fact.is.kind);
                let gap = Answer::Gap(State::NotKnown);
                fact == Some(Kind::YesNo) && known.record_at(position, &gap).is_ok()
            }
        }
    }

    /// Answers a question with a JSON text, in place of an earlier answer.
    ///
    /// # Errors
    ///
    /// Those of an answer in a request, at its place there; the earlier answer then stands.
    pub fn set(&mut self, fact: &str, answer: &str) -> Result<(), Error> {
        let answer = Json::parse(answer).map_err(|error| below("facts", fact, &error))?;
        self.change(fact, |known, position| record(known, position, fact, answer))
    }

    /// Takes an answer back, as if the question had not been put.
    ///
    /// # Errors
    ///
    /// `case.unknown-fact`.
    pub fn take_back(&mut self, fact: &str) -> Result<(), Error> {
        let not_asked = Answer::Gap(State::NotAsked);
        self.change(fact, |known, position| known.record_at(position, &not_asked))
    }

    /// Answers the request as it now stands.
    ///
    /// # Errors
    ///
    /// `wire.unwritable`, which does not happen.
    pub fn answer(&self) -> Result<String, Error> {
        write(&self.understood)
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

    fn known(&self) -> &Known {
        &self.understood.known
    }

    fn change(
        &mut self,
        fact: &str,
        change: impl FnOnce(&mut Known, u16) -> Result<(), Problem>,
    ) -> Result<(), Error> {
        let known = &mut self.understood.known;
        let position = known.slot(fact).map_err(|problem| at_fact(fact, problem))?;
        let before = known.clone();
        change(known, position).map_err(|problem| {
            *known = before;
            at_fact(fact, problem)
        })
    }
}

/// Reads a request about thresholds once. What it says of `record` belongs to a request that is
/// answered once, and is refused.
///
/// # Errors
///
/// As [`answer`](super::answer), and `request.unknown-question` where it is another question.
pub fn asking(catalogue: &Catalogue, text: &str) -> Result<Asking, Error> {
    let Asked::Thresholds(request) = read(text)? else {
        let message = "only a request of the question `thresholds` is kept and asked again";
        return Err(Error::new("request.unknown-question", "/question", message));
    };
    let understood = request.understood(catalogue)?;
    if understood.record {
        let message = "key `record` is not known here; answer the whole request to keep a record";
        return Err(Error::new("json.unknown-key", "/record", message));
    }
    Ok(Asking { understood })
}

/// A problem with an answer, at its place in a request.
pub(super) fn at_fact(fact: &str, problem: Problem) -> Error {
    Error::new(problem.code, format!("/facts/{}{}", escape(fact), problem.at), problem.message)
}

/// What is wrong with the text of one item, at its place below `list` in a request.
pub(super) fn below(list: &str, id: &str, error: &Error) -> Error {
    let message = error.problems().next().map_or("", |problem| &*problem.message);
    Error::new(error.code(), format!("/{list}/{}{}", escape(id), error.at()), message)
}
