//! Answers as text, records that keep request and answer together, and their replay.

use super::deadlines::{compare_calendars, deadline};
#[cfg(feature = "render")]
use super::rendering;
use super::request::{Asked, AuditsForm, Understood, asked, read};
use super::reviews::UnderstoodReviews;
use super::to_text;
use super::{audits, audits_exports, brief, membership, thresholds};
#[cfg(feature = "prove")]
use super::{measuring, proving};
use crate::decision::Explain;
use crate::error::Error;
use crate::evaluate::Known;
use crate::json::{Json, Object, Place, Problems, canonical, check_depth, escape};
use crate::pack::Catalogue;
use crate::thresholds::Judgement;

/// A request as it came, for its record.
#[derive(Clone, Copy)]
pub(super) enum Written<'w> {
    Text(&'w str),
    /// A value; `None` where no record is wanted.
    Value(Option<&'w Json<'w>>),
}

pub(super) fn answer(catalogue: &Catalogue, text: &str) -> Result<String, Error> {
    answered(catalogue, read(text)?, Written::Text(text))
}

pub(super) fn answer_value(catalogue: &Catalogue, value: Json<'_>) -> Result<String, Error> {
    check_depth(&value)?;
    let kept = wants_record(&value).then(|| value.clone());
    answered(catalogue, asked(value.try_into()?)?, Written::Value(kept.as_ref()))
}

fn wants_record(value: &Json<'_>) -> bool {
    match value {
        Json::Object(entries) => {
            entries.iter().any(|(key, value)| key == "record" && *value == Json::Bool(true))
        }
        _ => false,
    }
}

fn answered(catalogue: &Catalogue, asked: Asked<'_>, text: Written<'_>) -> Result<String, Error> {
    match asked {
        Asked::Thresholds(request) => {
            let understood = request.understood(catalogue)?;
            let answer = write(&understood)?;
            if understood.record { as_record(text, &answer) } else { Ok(answer) }
        }
        Asked::Reviews(request) => {
            let understood = request.understood_reviews(catalogue)?;
            let answer = write_reviews(&understood)?;
            if understood.record { as_record(text, &answer) } else { Ok(answer) }
        }
        Asked::Audits(request, form) => {
            let understood = audits::understood(catalogue, &request)?;
            let decision = understood.audits.assess(understood.calendar.table());
            let answer = match form {
                AuditsForm::Whole => to_text(&decision),
                AuditsForm::Calendar => audits_exports::calendar(decision),
                AuditsForm::Timeline => audits_exports::timeline(decision),
            }?;
            if understood.record { as_record(text, &answer) } else { Ok(answer) }
        }
        Asked::Returns(request) => {
            let (answer, record) = audits::returns(catalogue, &request, |answer| to_text(answer))?;
            if record { as_record(text, &answer) } else { Ok(answer) }
        }
        Asked::Report(request) => {
            let (answer, record) = audits::report(catalogue, &request, |answer| to_text(answer))?;
            if record { as_record(text, &answer) } else { Ok(answer) }
        }
        Asked::Membership(question, request) => {
            membership::answer(catalogue, question, &request, text)
        }
        Asked::Deadline(request) => deadline(&request),
        Asked::CompareCalendars(request) => compare_calendars(&request),
        Asked::Replay(request) => replay(catalogue, &request),
        #[cfg(feature = "prove")]
        Asked::Prove(request) => to_text(&proving::proof(catalogue, &request)?),
        #[cfg(feature = "prove")]
        Asked::Compare(request) => to_text(&proving::comparison(catalogue, &request)?),
        #[cfg(feature = "prove")]
        Asked::WhyNot(request) => to_text(&proving::ways(catalogue, request)?),
        #[cfg(feature = "prove")]
        Asked::Coverage(request) => to_text(&measuring::covered(catalogue, &request)?),
        #[cfg(feature = "prove")]
        Asked::Mutate(request) => to_text(&measuring::mutated(catalogue, &request)?),
        #[cfg(feature = "render")]
        Asked::Render(request) => rendering::rendered(catalogue, &request),
        #[cfg(feature = "render")]
        Asked::Changes(request) => to_text(&rendering::changes(catalogue, &request)?),
    }
}

pub(super) fn answer_in_words(catalogue: &Catalogue, text: &str) -> Result<String, Error> {
    in_words(catalogue, read(text)?, Written::Text(text))
}

pub(super) fn value_in_words(catalogue: &Catalogue, value: Json<'_>) -> Result<String, Error> {
    check_depth(&value)?;
    in_words(catalogue, asked(value.try_into()?)?, Written::Value(None))
}

fn in_words(catalogue: &Catalogue, asked: Asked<'_>, text: Written<'_>) -> Result<String, Error> {
    let request = match asked {
        Asked::Thresholds(request) => request,
        Asked::Reviews(request) => {
            let understood = request.understood_reviews(catalogue)?;
            let calendar = understood.calendar.table();
            let decision = understood.incident.assess(calendar, Explain::Deciding);
            return Ok(crate::words::reviews_in_words(&decision));
        }
        Asked::Audits(request, form) => {
            let understood = audits::understood(catalogue, &request)?;
            let decision = understood.audits.assess(understood.calendar.table());
            return Ok(match form {
                AuditsForm::Whole => crate::words::audits_in_words(&decision),
                AuditsForm::Calendar => decision.to_icalendar().text,
                AuditsForm::Timeline => decision.to_timeline().svg,
            });
        }
        Asked::Returns(request) => {
            let (words, _) = audits::returns(catalogue, &request, |answer| {
                Ok(crate::words::returns_in_words(answer))
            })?;
            return Ok(words);
        }
        Asked::Report(request) => {
            let (words, _) = audits::report(catalogue, &request, |answer| {
                Ok(crate::words::report_in_words(answer))
            })?;
            return Ok(words);
        }
        Asked::Membership(question, request) => {
            return membership::answer_in_words(catalogue, question, &request);
        }
        #[cfg(feature = "prove")]
        Asked::Prove(request) => {
            return Ok(crate::words::proof_in_words(&proving::proof(catalogue, &request)?));
        }
        #[cfg(feature = "prove")]
        Asked::Compare(request) => {
            let comparison = proving::comparison(catalogue, &request)?;
            return Ok(crate::words::comparison_in_words(&comparison));
        }
        #[cfg(feature = "prove")]
        Asked::WhyNot(request) => {
            return Ok(crate::words::ways_in_words(&proving::ways(catalogue, request)?));
        }
        #[cfg(feature = "prove")]
        Asked::Coverage(request) => {
            return Ok(crate::words::coverage_in_words(&measuring::covered(catalogue, &request)?));
        }
        #[cfg(feature = "prove")]
        Asked::Mutate(request) => {
            return Ok(crate::words::mutation_in_words(&measuring::mutated(catalogue, &request)?));
        }
        #[cfg(feature = "render")]
        Asked::Render(request) => return rendering::file(catalogue, &request),
        #[cfg(feature = "render")]
        Asked::Changes(request) => {
            return Ok(rendering::changes(catalogue, &request)?.in_words());
        }
        asked => return answered(catalogue, asked, text),
    };
    let understood = request.understood(catalogue)?;
    let known = &understood.known;
    let mut decision = known.assess(Explain::Deciding);
    decision.judgement = understood.judgement.as_ref().map(|judgement| known.judged(judgement));
    Ok(crate::words::in_words(&decision))
}

pub(super) fn write(understood: &Understood) -> Result<String, Error> {
    write_decision(&understood.known, understood.explain, understood.judgement.as_ref())
}

pub(super) fn write_decision(
    known: &Known,
    explain: Explain,
    judgement: Option<&Judgement>,
) -> Result<String, Error> {
    if explain == Explain::Brief && judgement.is_none() {
        return brief::write(known);
    }
    thresholds::write(known, explain, judgement)
}

pub(super) fn write_reviews(understood: &UnderstoodReviews) -> Result<String, Error> {
    if understood.explain == Explain::Brief {
        return to_text(&understood.incident.brief());
    }
    to_text(&understood.incident.assess(understood.calendar.table(), understood.explain))
}

/// A record holds its request some levels down, and is itself held by the request to replay it.
const DEEPEST_RECORDED: usize = 120;

/// Request and answer together; the request in canonical form and without the wish for a record.
pub(super) fn as_record(request: Written<'_>, answer: &str) -> Result<String, Error> {
    let request = match request {
        Written::Text(text) => Json::parse(text)?,
        Written::Value(value) => value.cloned().unwrap_or(Json::Null),
    };
    let Json::Object(mut entries) = request else {
        return Err(Error::new("json.kind", "", "a request is an object"));
    };
    entries.retain(|(key, _)| key != "record");
    let request = Json::Object(entries);
    if request.depth() > DEEPEST_RECORDED {
        let message = format!(
            "the request is nested {} levels deep, and its record could not be read again; at most \
             {DEEPEST_RECORDED}",
            request.depth()
        );
        return Err(Error::new("json.too-deep", "", message));
    }
    let request = canonical(&request);
    Ok(format!(r#"{{"record":1,"request":{request},"answer":{answer}}}"#))
}

/// Whether a recorded answer would be given today.
#[derive(serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Replayed {
    /// `replay`.
    #[cfg_attr(feature = "schema", schemars(extend("const" = "replay")))]
    answer: &'static str,
    /// Whether it would.
    same: bool,
    /// Where the two differ.
    differences: Vec<Difference>,
}

/// Where a recorded answer and today's differ. `null` stands for what is not there.
#[derive(serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Difference {
    /// The place in the answer, a JSON pointer.
    at: String,
    /// What was recorded.
    was: serde_json::Value,
    /// What is answered today.
    now: serde_json::Value,
}

fn replay(catalogue: &Catalogue, request: &Json<'_>) -> Result<String, Error> {
    let problems = Problems::default();
    let found = Object::of(request, Place::At(""), &problems).and_then(|object| {
        object.get("question");
        let record = object.require("record");
        object.finish();
        let record = Object::of(record?, Place::At("/record"), &problems)?;
        record.require("record").and_then(|version| record.whole("record", version, 1, 1));
        let request = record.require("request");
        let answer = record.require("answer");
        record.finish();
        Some((canonical(request?), canonical(answer?)))
    });
    let (request, was) = match (Error::from_problems(problems.into_vec()), found) {
        (None, Some(found)) => found,
        (Some(error), _) => return Err(error),
        (None, None) => return Err(Error::new("json.kind", "/record", "expected a record")),
    };
    let now = match answer(catalogue, &request) {
        Ok(now) => now,
        Err(error) => error.to_json(),
    };
    let (was, now) = (as_value(&was), as_value(&now));
    let mut differences = Vec::new();
    compare(&was, &now, String::new(), &mut differences);
    to_text(&Replayed { answer: "replay", same: differences.is_empty(), differences })
}

fn as_value(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap_or_default()
}

fn compare(
    was: &serde_json::Value,
    now: &serde_json::Value,
    at: String,
    differences: &mut Vec<Difference>,
) {
    use serde_json::Value::{Array, Null, Object};
    match (was, now) {
        (Object(before), Object(after)) => {
            let added = after.keys().filter(|key| !before.contains_key(*key));
            for key in before.keys().chain(added) {
                let (was, now) =
                    (before.get(key).unwrap_or(&Null), after.get(key).unwrap_or(&Null));
                compare(was, now, format!("{at}/{}", escape(key)), differences);
            }
        }
        (Array(before), Array(after)) if before.len() == after.len() => {
            for ((was, now), index) in before.iter().zip(after).zip(0_u32..) {
                compare(was, now, format!("{at}/{index}"), differences);
            }
        }
        _ if was == now => {}
        _ => differences.push(Difference { at, was: was.clone(), now: now.clone() }),
    }
}
