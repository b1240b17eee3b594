//! Reads a request: one pass over the text, answers kept as they stand until the rules are known.

use super::answers::record;
use super::membership::Question;
use crate::date::Day;
use crate::decision::Explain;
use crate::error::{Error, Problem, did_you_mean, quoted};
use crate::evaluate::Known;
use crate::json::{Json, Object, Place, Problems, escape};
use crate::pack::{Catalogue, Family, SettingValue, Then};
use crate::thresholds::{Judgement, Judges};
use std::borrow::Cow;
use std::collections::HashSet;

/// A request as it was written.
#[derive(Default)]
pub(super) struct Request<'t> {
    pub(super) facts: Option<Vec<(Cow<'t, str>, Json<'t>)>>,
    pub(super) facts_are_no_object: bool,
    /// All other keys.
    pub(super) rest: Vec<(Cow<'t, str>, Json<'t>)>,
}

/// A request that has been understood.
pub(super) struct Understood {
    pub known: Known,
    pub explain: Explain,
    pub judgement: Option<Judgement>,
    pub record: bool,
}

/// What a text asks.
pub(super) enum Asked<'t> {
    Thresholds(Request<'t>),
    Reviews(Request<'t>),
    Audits(Json<'t>, AuditsForm),
    Returns(Json<'t>),
    Report(Json<'t>),
    Membership(Question, Json<'t>),
    Deadline(Json<'t>),
    CompareCalendars(Json<'t>),
    Replay(Json<'t>),
    #[cfg(feature = "prove")]
    Prove(Json<'t>),
    #[cfg(feature = "prove")]
    Compare(Json<'t>),
    #[cfg(feature = "prove")]
    WhyNot(Request<'t>),
    #[cfg(feature = "prove")]
    Coverage(Json<'t>),
    #[cfg(feature = "prove")]
    Mutate(Json<'t>),
    #[cfg(feature = "render")]
    Render(Json<'t>),
    #[cfg(feature = "render")]
    Changes(Json<'t>),
}

/// As what the answer about audits is wanted.
pub(super) enum AuditsForm {
    Whole,
    Calendar,
    Timeline,
}

/// What can be asked of every build, so that each refuses the same request in the same words;
/// questions about packs themselves are answered where a feature brings them.
const QUESTIONS: &[&str] = &[
    "thresholds",
    "reviews",
    "audits",
    "audits-calendar",
    "audits-timeline",
    "audit-returns",
    "annual-report",
    "membership",
    "seat",
    "meeting",
    "authority",
    "structure-diagram",
    "authority-table",
    "deadline",
    "compare-calendars",
    "replay",
];

pub(super) fn read(text: &str) -> Result<Asked<'_>, Error> {
    asked(Json::parse(text)?.try_into()?)
}

/// What a request asks, by its question.
pub(super) fn asked(mut request: Request<'_>) -> Result<Asked<'_>, Error> {
    let question = request.rest.iter().find(|(key, _)| key == "question").map(|(_, value)| value);
    let expected = QUESTIONS.join(", ");
    let word = match question {
        Some(Json::Text(word)) => word.clone(),
        Some(other) => {
            let message = format!("key `question` should be a text, found {}", other.kind());
            return Err(Error::new("json.kind", "/question", message));
        }
        None => {
            let message = format!("key `question` is missing here; expected one of {expected}");
            return Err(Error::new("json.missing-key", "", message));
        }
    };
    // Only thresholds and reviews take facts; elsewhere the key is reported as any unknown one.
    let takes_facts = matches!(&*word, "thresholds" | "reviews")
        || cfg!(feature = "prove") && &*word == "why-not";
    if !takes_facts && (request.facts.is_some() || request.facts_are_no_object) {
        request.rest.push((Cow::Borrowed("facts"), Json::Null));
    }
    match &*word {
        "thresholds" => Ok(Asked::Thresholds(request)),
        "reviews" => Ok(Asked::Reviews(request)),
        "audits" => Ok(Asked::Audits(Json::Object(request.rest), AuditsForm::Whole)),
        "audits-calendar" => Ok(Asked::Audits(Json::Object(request.rest), AuditsForm::Calendar)),
        "audits-timeline" => Ok(Asked::Audits(Json::Object(request.rest), AuditsForm::Timeline)),
        "audit-returns" => Ok(Asked::Returns(Json::Object(request.rest))),
        "annual-report" => Ok(Asked::Report(Json::Object(request.rest))),
        "membership" => Ok(of_membership(Question::Membership, request)),
        "seat" => Ok(of_membership(Question::Seat, request)),
        "meeting" => Ok(of_membership(Question::Meeting, request)),
        "authority" => Ok(of_membership(Question::Authority, request)),
        "structure-diagram" => Ok(of_membership(Question::StructureDiagram, request)),
        "authority-table" => Ok(of_membership(Question::AuthorityTable, request)),
        "deadline" => Ok(Asked::Deadline(Json::Object(request.rest))),
        "compare-calendars" => Ok(Asked::CompareCalendars(Json::Object(request.rest))),
        "replay" => Ok(Asked::Replay(Json::Object(request.rest))),
        #[cfg(feature = "prove")]
        "prove" => Ok(Asked::Prove(Json::Object(request.rest))),
        #[cfg(feature = "prove")]
        "compare" => Ok(Asked::Compare(Json::Object(request.rest))),
        #[cfg(feature = "prove")]
        "why-not" => Ok(Asked::WhyNot(request)),
        #[cfg(feature = "prove")]
        "coverage" => Ok(Asked::Coverage(Json::Object(request.rest))),
        #[cfg(feature = "prove")]
        "mutate" => Ok(Asked::Mutate(Json::Object(request.rest))),
        #[cfg(feature = "render")]
        "render" => Ok(Asked::Render(Json::Object(request.rest))),
        #[cfg(feature = "render")]
        "changes" => Ok(Asked::Changes(Json::Object(request.rest))),
        _ => {
            let message = format!(
                "there is no question {}; expected one of {expected}{}",
                quoted(&word),
                did_you_mean(&word, QUESTIONS.iter().copied())
            );
            Err(Error::new("request.unknown-question", "/question", message))
        }
    }
}

fn of_membership(question: Question, request: Request<'_>) -> Asked<'_> {
    Asked::Membership(question, Json::Object(request.rest))
}

impl Request<'_> {
    /// Finds the rules and records every answer, collecting all problems.
    pub(super) fn understood(self, catalogue: &Catalogue) -> Result<Understood, Error> {
        let problems = Problems::default();
        let rest = Json::Object(self.rest);
        let understood = Object::of(&rest, Place::At(""), &problems).and_then(|object| {
            object.get("question");
            let explain = explain_of(&object);
            let record_it = object.flag("record");
            let judgement = object.get("judgement").and_then(|value| {
                let inner = Object::of(value, Place::At("/judgement"), &problems)?;
                read_judgement(&inner)
            });
            let settings = object.get("settings");
            let known = rules_of(catalogue, Some(Family::Thresholds), &object);
            object.finish();
            let mut known = known?;
            if let Some(settings) = settings {
                set_all(settings, &problems, |id, value| known.set_value(id, value));
            }
            record_all(&mut known, self.facts, self.facts_are_no_object, &problems);
            if let Some(judgement) = &judgement {
                check_judgement(judgement, &known, &problems);
            }
            Some(Understood { known, explain: explain?, judgement, record: record_it })
        });
        problems.finish(understood)
    }
}

/// How much of the reasoning is wanted; what decides, where nothing is said.
pub(super) fn explain_of(object: &Object<'_, '_>) -> Option<Explain> {
    match object.get("explain") {
        None => Some(Explain::Deciding),
        Some(_) => object.word("explain", Explain::WORDS),
    }
}

/// The rules that a request's pack, subject and day ask for.
pub(super) fn rules_of(
    catalogue: &Catalogue,
    family: Option<Family>,
    object: &Object<'_, '_>,
) -> Option<Known> {
    let pack = object.text("pack");
    let subject = object.text("subject");
    let as_of = object.day("as_of");
    match catalogue.rules_of(family?, pack?, subject?, as_of?) {
        Ok(rules) => Some(Known::new(&rules, as_of?)),
        Err(error) => {
            object.problems.take(error, "");
            None
        }
    }
}

fn read_judgement(object: &Object<'_, '_>) -> Option<Judgement> {
    let judges = match object.optional_text("route") {
        Some(route) => match object.require("holds") {
            Some(Json::Bool(holds)) => {
                Some(Judges::Route { route: route.to_owned(), holds: *holds })
            }
            Some(other) => {
                object.wrong("holds", "true or false", other);
                None
            }
            None => None,
        },
        None => object
            .require("level")
            .and_then(|value| object.whole("level", value, 1, 20))
            .and_then(|level| u8::try_from(level).ok())
            .map(Judges::Level),
    };
    let by = object.text("by").map(str::to_owned);
    let reason = object.text("reason").map(str::to_owned);
    let on: Option<Day> = object.optional_day("on");
    object.finish();
    Some(Judgement { judges: judges?, by: by?, reason: reason?, on })
}

/// A judgement is about a level or a route that the subject has.
fn check_judgement(judgement: &Judgement, known: &Known, problems: &Problems) {
    let rules = known.rules();
    match &judgement.judges {
        Judges::Level(level) if !rules.levels().any(|known| known.number == *level) => {
            let message = format!("subject `{}` has no level {level}", rules.subject());
            problems.add("request.unknown-level", "/judgement/level", message);
        }
        Judges::Level(_) => {}
        Judges::Route { route, .. } => {
            let mut routes = rules.rules().filter_map(|rule| match &rule.then {
                Then::Route(known) => Some(known.id.as_str()),
                _ => None,
            });
            if !routes.any(|known| known == route) {
                let message =
                    format!("subject `{}` has no route {}", rules.subject(), quoted(route));
                problems.add("request.unknown-route", "/judgement/route", message);
            }
        }
    }
}

/// Sets every value given, with `set`, which says what is wrong with one.
pub(super) fn set_all(
    settings: &Json<'_>,
    problems: &Problems,
    mut set: impl FnMut(&str, &SettingValue) -> Result<(), Problem>,
) {
    let Json::Object(entries) = settings else {
        let message = format!("key `settings` should be an object, found {}", settings.kind());
        problems.add("json.kind", "/settings", message);
        return;
    };
    let mut seen = HashSet::with_capacity(entries.len());
    for (id, value) in entries {
        let place = format!("/settings/{}", escape(id));
        if !seen.insert(id) {
            let message = format!("setting {} stands twice; keep one", quoted(id));
            problems.add("json.duplicate-key", place, message);
            continue;
        }
        let value = match value {
            Json::Int(number) => u32::try_from(*number).ok().map(SettingValue::Count),
            Json::Text(text) => Some(match Day::parse(text) {
                Some(day) => SettingValue::Day(day),
                None => SettingValue::Word(text.clone().into_owned()),
            }),
            Json::Null => continue,
            _ => None,
        };
        let Some(value) = value else {
            let message =
                format!("setting {} should be a whole number, a day or an event", quoted(id));
            problems.add("json.kind", place, message);
            continue;
        };
        if let Err(problem) = set(id, &value) {
            problems.add(problem.code, place, problem.message);
        }
    }
}

/// The answers of a request, or the problem that there are none.
pub(super) fn facts_of<'t>(
    facts: Option<Vec<(Cow<'t, str>, Json<'t>)>>,
    no_object: bool,
    problems: &Problems,
) -> Option<Vec<(Cow<'t, str>, Json<'t>)>> {
    if facts.is_none() {
        let (code, message) = if no_object {
            ("json.kind", "key `facts` should be an object of answers")
        } else {
            ("json.missing-key", "key `facts` is missing here; give `{}` when nothing is known")
        };
        problems.add(code, if no_object { "/facts" } else { "" }, message);
    }
    facts
}

fn record_all(
    known: &mut Known,
    facts: Option<Vec<(Cow<'_, str>, Json<'_>)>>,
    no_object: bool,
    problems: &Problems,
) {
    let Some(facts) = facts_of(facts, no_object, problems) else { return };
    let mut seen = vec![false; known.rules().facts().count()];
    let mut next = 0;
    for (fact, answer) in facts {
        // Whoever asks by the form answers in its order.
        let ahead = known.rules().fact(next).is_some_and(|slot| slot.fact.is.id == fact);
        let slot = match ahead {
            true => Ok(next),
            false if problems.are_many() => known.slot_or_plain(&fact),
            false => known.slot(&fact),
        };
        let found = slot.and_then(|slot| {
            next = slot.saturating_add(1);
            let seen = seen.get_mut(usize::from(slot));
            if seen.is_some_and(|seen| std::mem::replace(seen, true)) {
                let message = format!("fact {} is answered twice; keep one", quoted(&fact));
                return Err(Problem::new("json.duplicate-key", "", message));
            }
            match answer {
                Json::Bool(yes) if known.record_yes_no(slot, yes) => Ok(()),
                answer => record(known, slot, &fact, answer),
            }
        });
        if let Err(problem) = found {
            let place = format!("/facts/{}{}", escape(&fact), problem.at);
            problems.add(problem.code, place, problem.message);
        }
    }
}

impl<'t> TryFrom<Json<'t>> for Request<'t> {
    type Error = Error;

    fn try_from(value: Json<'t>) -> Result<Request<'t>, Error> {
        let Json::Object(entries) = value else {
            return Err(Error::new("json.kind", "", "a request is an object"));
        };
        let mut request = Request::default();
        for (key, value) in entries {
            match value {
                Json::Object(facts) if key == "facts" && request.facts.is_none() => {
                    request.facts = Some(facts);
                }
                _ if key == "facts" && request.facts.is_none() => {
                    request.facts_are_no_object = true;
                }
                value => request.rest.push((key, value)),
            }
        }
        Ok(request)
    }
}
