//! Reads a question about reviews: answers, events, settings and the table of working days.

use super::answers::{Asked, Given, given, read_date};
use super::request::{Request, explain_of, facts_of, set_all};
use crate::calendar::Calendar;
use crate::date::PartialDate;
use crate::decision::Explain;
use crate::error::{Error, Problem, quoted};
use crate::json::{Json, Object, Place, Problems, canonical, escape};
use crate::pack::Catalogue;
use crate::reviews::{Incident, When};
use std::borrow::Cow;
use std::collections::HashSet;

/// A question about reviews that has been understood.
pub(super) struct UnderstoodReviews {
    pub incident: Incident,
    pub calendar: CalendarUsed,
    pub explain: Explain,
    pub record: bool,
}

/// The table of working days: the bundled one, or one that was given.
pub(super) enum CalendarUsed {
    Bundled(&'static Calendar),
    Given(Box<Calendar>),
}

impl CalendarUsed {
    pub(super) fn table(&self) -> &Calendar {
        match self {
            CalendarUsed::Bundled(calendar) => calendar,
            CalendarUsed::Given(calendar) => calendar,
        }
    }
}

impl Request<'_> {
    /// Finds the rules and records every answer and event, collecting all problems.
    pub(super) fn understood_reviews(
        self,
        catalogue: &Catalogue,
    ) -> Result<UnderstoodReviews, Error> {
        let problems = Problems::default();
        let rest = Json::Object(self.rest);
        let understood = Object::of(&rest, Place::At(""), &problems).and_then(|object| {
            object.get("question");
            let explain = explain_of(&object);
            let record = object.flag("record");
            let settings = object.get("settings");
            let events = object.get("events");
            let no_other_events = object.flag("no_other_events");
            let calendar = calendar_of(&object, "calendar");
            let incident = incident_of(catalogue, &object);
            object.finish();
            let mut incident = incident?;
            if let Some(settings) = settings {
                set_all(settings, &problems, |id, value| incident.set(id, value));
            }
            if let Some(facts) = facts_of(self.facts, self.facts_are_no_object, &problems) {
                record_all(&mut incident, facts, &problems);
            }
            if let Some(events) = events {
                put_events(&mut incident, events, &problems);
            }
            if no_other_events {
                incident.no_other_events();
            }
            incident.settle();
            Some(UnderstoodReviews { incident, calendar: calendar?, explain: explain?, record })
        });
        problems.finish(understood)
    }
}

fn incident_of(catalogue: &Catalogue, object: &Object<'_, '_>) -> Option<Incident> {
    let pack = object.text("pack");
    let subject = object.text("subject");
    let as_of = object.day("as_of");
    match catalogue.reviews(pack?, subject?) {
        Ok(rules) => Some(Incident::unsettled(&rules, as_of?)),
        Err(error) => {
            object.problems.take(error, "");
            None
        }
    }
}

/// The table of working days that a key names or gives; the bundled one where it is absent.
pub(super) fn calendar_of(object: &Object<'_, '_>, key: &'static str) -> Option<CalendarUsed> {
    let unknown = |found: &str| {
        let known = Calendar::bundled().map_or("none", Calendar::name);
        let message = format!("there is no calendar {found}; at hand: {known}");
        object.problems.add("request.unknown-calendar", object.place(key), message);
    };
    match object.get(key) {
        None => match Calendar::bundled() {
            Some(calendar) => Some(CalendarUsed::Bundled(calendar)),
            None => {
                unknown("`england-and-wales`");
                None
            }
        },
        Some(Json::Text(name)) => {
            let found = Calendar::bundled().filter(|calendar| calendar.name() == name);
            if found.is_none() {
                unknown(&quoted(name));
            }
            found.map(CalendarUsed::Bundled)
        }
        Some(table @ Json::Object(_)) => match Calendar::read(&canonical(table)) {
            Ok(calendar) => Some(CalendarUsed::Given(Box::new(calendar))),
            Err(error) => {
                object.problems.take(error, &object.place(key).to_string());
                None
            }
        },
        Some(other) => {
            object.wrong(key, "the name of a calendar, or a table", other);
            None
        }
    }
}

fn record_all(incident: &mut Incident, facts: Vec<(Cow<'_, str>, Json<'_>)>, problems: &Problems) {
    let mut seen = HashSet::with_capacity(facts.len());
    for (fact, answer) in facts {
        let is_again = !seen.insert(fact.clone());
        let recorded = record_one(incident, &fact, answer, is_again, problems.are_many());
        if let Err(problem) = recorded {
            let place = format!("/facts/{}{}", escape(&fact), problem.at);
            problems.add(problem.code, place, problem.message);
        }
    }
}

pub(super) fn record_one(
    incident: &mut Incident,
    fact: &str,
    answer: Json<'_>,
    is_again: bool,
    are_many: bool,
) -> Result<(), Problem> {
    let rules = incident.review_rules();
    let declared = if are_many { rules.known_fact_or_plain(fact) } else { rules.known_fact(fact) }?;
    if is_again {
        let message = format!("fact {} is answered twice; keep one", quoted(fact));
        return Err(Problem::new("json.duplicate-key", "", message));
    }
    let asked = Asked { fact, kind: Some(declared.kind), birth: declared.birth };
    match given(asked, answer)? {
        Given::Answer(answer) => incident.record(fact, &answer),
        Given::Disputed(by) => incident.dispute(fact, by),
    }
}

fn put_events(incident: &mut Incident, events: &Json<'_>, problems: &Problems) {
    let Json::Object(entries) = events else {
        let message = format!("key `events` should be an object, found {}", events.kind());
        problems.add("json.kind", "/events", message);
        return;
    };
    let mut seen = HashSet::with_capacity(entries.len());
    let mut read = Vec::with_capacity(entries.len());
    for (id, value) in entries {
        if !seen.insert(id) {
            let message = format!("event {} stands twice; keep one", quoted(id));
            problems.add("json.duplicate-key", format!("/events/{}", escape(id)), message);
            continue;
        }
        read.push((id.clone().into_owned(), when(id, value)));
    }
    incident.put_events(read);
}

/// What is said of an event; `None` where that cannot be read.
pub(super) fn when(id: &str, value: &Json<'_>) -> Option<When> {
    match value {
        Json::Null => Some(When::Unknown),
        Json::Bool(false) => Some(When::Not),
        Json::Bool(true) => Some(When::Happened),
        Json::Text(text) => PartialDate::parse(text).map(When::On),
        Json::Object(_) => {
            let problems = Problems::default();
            let object = Object::of(value, Place::At(""), &problems)?;
            let read = read_date(id, false, &object);
            object.finish();
            match read {
                Ok(crate::case::Answer::Date(date)) if problems.is_empty() => Some(When::On(date)),
                _ => None,
            }
        }
        _ => None,
    }
}
