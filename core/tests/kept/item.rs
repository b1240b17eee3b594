//! What is asked, of which packs, and all that is answered.

use super::stories::{Speaks, differences, shown};
use safeguarding_rules::{Catalogue, Error, Truth, wire};
use serde_json::Value;
use std::sync::Arc;

/// What lies at hand when something is asked.
pub(crate) enum Packs {
    /// The bundled packs, with these on top.
    Bundled(Vec<String>),
    /// These alone.
    Alone(Vec<String>),
}

impl Packs {
    pub(crate) fn load(&self) -> Result<Catalogue, Error> {
        let (beneath, texts) = match self {
            Packs::Bundled(texts) => (Catalogue::bundled(), texts),
            Packs::Alone(texts) => (Catalogue::empty(), texts),
        };
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        beneath.with(&texts)
    }
}

/// How a request is put.
pub(crate) enum How {
    Answer,
    Words,
    Questions,
    /// The outcome alone, of a request that is read once.
    Outcome,
    /// As a form puts it: nothing is known at first, then each fact by itself.
    OneByOne,
    /// Where the answer differs from what is expected, and from what it should show.
    Expecting(Speaks, Value, Value),
}

/// The outcome as it is learnt who is there, what the chair allows, and what is on record.
fn meeting_one_by_one(catalogue: &Catalogue, request: &str) -> Result<String, Error> {
    let given = read(request);
    let mut meeting = wire::meeting(catalogue, request)?;
    let problems = meeting.problems().iter().map(|problem| problem.at.to_string());
    let mut told: Vec<String> = problems.collect();
    for person in given["people"].as_array().into_iter().flatten() {
        let person = person["person"].as_str().unwrap_or_default();
        for present in [Truth::Unknown, Truth::False, Truth::True] {
            let is_there = meeting.set_present(person, present);
            told.push(format!("{is_there} {:?}", meeting.outcome()));
        }
    }
    told.push(format!("{}", meeting.set_present("somebody else", Truth::True)));
    for entry in given["consulted"].as_object().into_iter().flatten().map(|(entry, _)| entry) {
        let is_one = meeting.set_consulted(entry, Truth::True);
        told.push(format!("{is_one} {:?}", meeting.outcome()));
    }
    told.push(format!("{}", meeting.set_consulted("another entry", Truth::True)));
    for is in [Truth::True, Truth::Unknown, Truth::False] {
        meeting.set_chair_allows(is);
        told.push(format!("{:?}", meeting.outcome()));
        meeting.set_delegated(is);
        told.push(format!("{:?}", meeting.outcome()));
    }
    Ok(told.join("\n"))
}

/// What each fact changes, and the answer at the end; some of it is taken back.
fn one_by_one(catalogue: &Catalogue, request: &str) -> Result<String, Error> {
    let mut empty = read(request);
    let facts = std::mem::take(&mut empty["facts"]);
    empty["facts"] = serde_json::json!({});
    let facts =
        facts.as_object().into_iter().flatten().map(|(fact, given)| (fact, given.to_string()));
    let is_of_reviews = match empty["question"].as_str() {
        Some("meeting") => return meeting_one_by_one(catalogue, request),
        question => question == Some("reviews"),
    };
    let empty = empty.to_string();
    let mut told = Vec::new();
    if is_of_reviews {
        let mut asking = wire::asking_reviews(catalogue, &empty)?;
        told.push(format!("{:?}", asking.reviews().collect::<Vec<_>>()));
        for (number, (fact, given)) in facts.enumerate() {
            told.push(format!("{:?} {:?}", asking.set(fact, &given)?, asking.outcome()));
            if number % 3 == 1 {
                told.push(format!("{:?}", asking.take_back(fact)?));
            }
        }
        told.push(asking.answer()?);
    } else {
        let mut asking = wire::asking(catalogue, &empty)?;
        told.push(format!("{:?}", asking.routes().collect::<Vec<_>>()));
        for (number, (fact, given)) in facts.enumerate() {
            asking.set(fact, &given)?;
            told.push(format!("{:?}", asking.outcome()));
            if number % 3 == 1 {
                asking.take_back(fact)?;
            }
        }
        told.push(asking.answer()?);
    }
    Ok(told.join("\n"))
}

/// Where an answer differs from what is expected of it, in words.
fn differing(
    catalogue: &Catalogue,
    request: &str,
    speaks: Speaks,
    expect: &Value,
    shows: &Value,
) -> Result<String, Error> {
    let text = wire::answer(catalogue, request).unwrap_or_else(|error| error.to_json());
    let answer: Value = serde_json::from_str(&text).expect("an answer is JSON");
    let mut all = differences(speaks, &answer, expect);
    all.extend(shown(&answer, shows));
    Ok(all.join("\n"))
}

fn read(request: &str) -> Value {
    serde_json::from_str(request).expect("a request is JSON")
}

/// What is told without a decision being made.
fn outcome(catalogue: &Catalogue, request: &str) -> Result<String, Error> {
    match read(request)["question"].as_str() {
        Some("meeting") => {
            let outcome = wire::meeting(catalogue, request)?.outcome()?;
            Ok(format!("{outcome:?} {:?}", outcome.outcome()))
        }
        Some("reviews") => Ok(format!("{:?}", wire::asking_reviews(catalogue, request)?.outcome())),
        _ => Ok(format!("{:?}", wire::asking(catalogue, request)?.outcome())),
    }
}

/// What is kept as one digest: the answers to some requests, one after the other.
///
/// Without a request it is what is said of the packs: what they are, or why they are refused.
pub(crate) struct Item {
    /// The list that its digest stands in.
    pub(crate) group: String,
    pub(crate) packs: Arc<Packs>,
    pub(crate) asked: Vec<(How, String)>,
}

impl Item {
    /// All that is answered, of packs that were loaded or refused.
    pub(crate) fn answered(&self, loaded: &Result<Catalogue, Error>) -> String {
        let catalogue = match loaded {
            Ok(catalogue) => catalogue,
            Err(error) => return error.to_json(),
        };
        if self.asked.is_empty() {
            return wire::packs(catalogue);
        }
        let told = |(how, request): &(How, String)| match how {
            How::Answer => wire::answer(catalogue, request),
            How::Words => wire::answer_in_words(catalogue, request),
            How::Questions => wire::questions(catalogue, request),
            How::Outcome => outcome(catalogue, request),
            How::OneByOne => one_by_one(catalogue, request),
            How::Expecting(speaks, expect, shows) => {
                differing(catalogue, request, *speaks, expect, shows)
            }
        };
        let texts = self.asked.iter().map(|asked| told(asked).unwrap_or_else(|e| e.to_json()));
        texts.collect::<Vec<_>>().join("\n")
    }
}
