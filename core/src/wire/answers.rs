//! Answers to facts as the wire writes them.

use crate::case::{Answer, State};
use crate::date::{Day, PartialDate};
use crate::error::Problem;
use crate::evaluate::Known;
use crate::fact::Kind;
use crate::json::{Json, Object, Place, Problems};
use std::borrow::Cow;

/// An answer as it is recorded.
pub(super) enum Given {
    Answer(Answer),
    /// People say different things; who says something.
    Disputed(Vec<String>),
}

/// What a fact is, as far as its answers are read by it.
#[derive(Clone, Copy)]
pub(super) struct Asked<'f> {
    pub fact: &'f str,
    pub kind: Option<Kind>,
    pub birth: bool,
}

/// Records an answer to the fact at `slot`.
pub(super) fn record(
    known: &mut Known,
    slot: u16,
    fact: &str,
    answer: Json<'_>,
) -> Result<(), Problem> {
    let declared = known.rules().fact(slot).map(|slot| &slot.fact.is);
    let kind = declared.map(|declared| declared.kind);
    let birth = declared.is_some_and(|declared| declared.birth);
    match given(Asked { fact, kind, birth }, answer)? {
        Given::Answer(answer) => known.record_at(slot, &answer),
        Given::Disputed(by) => known.dispute(fact, by),
    }
}

/// What an answer in the text means.
pub(super) fn given(asked: Asked<'_>, answer: Json<'_>) -> Result<Given, Problem> {
    let Asked { fact, kind, .. } = asked;
    let answer = match answer {
        Json::Bool(yes) => Answer::YesNo(yes),
        Json::Int(n) => match u32::try_from(n) {
            Ok(n) => Answer::count(n),
            Err(_) if kind == Some(Kind::Count) => return Err(bad_count(fact)),
            Err(_) => of_another_kind(kind),
        },
        Json::Text(text) => text_answer(fact, kind, text)?,
        Json::Null => Answer::Gap(State::NotKnown),
        Json::List(items) => Answer::Exactly(options(fact, &items, "")?),
        Json::Object(entries) => {
            return given_object(asked, &Json::Object(entries));
        }
        Json::NotWhole if kind == Some(Kind::Count) => return Err(bad_count(fact)),
        Json::NotWhole => of_another_kind(kind),
    };
    Ok(Given::Answer(answer))
}

/// An answer that no fact of this kind takes, so that recording it says what is expected.
fn of_another_kind(kind: Option<Kind>) -> Answer {
    if kind == Some(Kind::YesNo) { Answer::count(0) } else { Answer::YesNo(false) }
}

fn bad_count(fact: &str) -> Problem {
    let message = format!("the answer to `{fact}` is no whole number from 0 to {}", u32::MAX);
    Problem::new("case.wrong-kind", "", message)
}

fn text_answer(fact: &str, kind: Option<Kind>, text: Cow<'_, str>) -> Result<Answer, Problem> {
    match kind {
        Some(Kind::Date) => {
            let date = PartialDate::parse(&text).ok_or_else(|| not_a_date(fact, ""))?;
            Ok(Answer::Date(date))
        }
        _ => Ok(Answer::Choice(text.into_owned())),
    }
}

fn not_a_date(fact: &str, place: &str) -> Problem {
    let message = format!(
        "the answer to `{fact}` is no date of the calendar; expected YYYY-MM-DD, YYYY-MM or YYYY"
    );
    Problem::new("case.not-a-date", place, message)
}

fn options(fact: &str, items: &[Json<'_>], place: &str) -> Result<Vec<String>, Problem> {
    let texts = items.iter().map(|item| match item {
        Json::Text(text) => Some(text.clone().into_owned()),
        _ => None,
    });
    let texts: Option<Vec<String>> = texts.collect();
    texts.ok_or_else(|| {
        let message = format!("the answer to `{fact}` should be a list of option ids");
        Problem::new("case.wrong-kind", place, message)
    })
}

/// An object: a state, a range, a partial date, or some of the options.
fn given_object(asked: Asked<'_>, value: &Json<'_>) -> Result<Given, Problem> {
    let problems = Problems::default();
    let given = Object::of(value, Place::At(""), &problems).and_then(|object| {
        let given = read_object(asked, &object);
        object.finish();
        given
    });
    if let Some(Err(problem)) = given {
        return Err(problem);
    }
    if let Some(problem) = problems.into_vec().into_iter().next() {
        return Err(problem);
    }
    given.unwrap_or(Ok(Given::Answer(Answer::Gap(State::NotKnown))))
}

/// `None` when what is wrong has been reported.
fn read_object(asked: Asked<'_>, object: &Object<'_, '_>) -> Option<Result<Given, Problem>> {
    let Asked { fact, kind, birth } = asked;
    const STATES: [(&str, State); 4] = [
        ("declined", State::Declined),
        ("not-applicable", State::NotApplicable),
        ("disputed", State::Disputed),
        ("not-known", State::NotKnown),
    ];
    if object.get("state").is_some() {
        let given = object.text("state")?;
        // What stands there is not repeated: it may be about a person.
        let Some((_, state)) = STATES.iter().find(|(word, _)| *word == given) else {
            let message = format!(
                "the answer to `{fact}` has no such state; expected declined, not-applicable, \
                 disputed or not-known"
            );
            return Some(Err(Problem::new("json.unknown-word", "/state", message)));
        };
        let state = *state;
        if state == State::Disputed {
            let by = object.list("by").filter_map(|(at, item)| {
                let said = Object::of(item, at, object.problems)?;
                let who = said.text("who").map(str::to_owned);
                said.require("says");
                said.finish();
                who
            });
            return Some(Ok(Given::Disputed(by.collect())));
        }
        return Some(Ok(Given::Answer(Answer::Gap(state))));
    }
    match kind {
        Some(Kind::Count) => {
            let bound = |key: &'static str| {
                object.get(key).and_then(|value| object.whole(key, value, 0, i64::from(u32::MAX)))
            };
            let low = bound("from").and_then(|n| u32::try_from(n).ok()).unwrap_or(0);
            let high = bound("to").and_then(|n| u32::try_from(n).ok()).unwrap_or(u32::MAX);
            Some(Ok(Given::Answer(Answer::Count(low, high))))
        }
        Some(Kind::Date) => Some(read_date(fact, birth, object).map(Given::Answer)),
        Some(Kind::Choices) => Some(read_some_options(fact, object).map(Given::Answer)),
        _ => Some(Err(Problem::new(
            "case.wrong-kind",
            "",
            format!(
                "the answer to `{fact}` is an object without a state; expected a value, null, or a \
                 state: declined, not-applicable, disputed, not-known"
            ),
        ))),
    }
}

fn read_some_options(fact: &str, object: &Object<'_, '_>) -> Result<Answer, Problem> {
    let list = |key: &'static str, place: &str| match object.get(key) {
        None => Ok(Vec::new()),
        Some(Json::List(items)) => options(fact, items, place),
        Some(_) => options(fact, &[Json::Null], place),
    };
    Ok(Answer::Choices { yes: list("yes", "/yes")?, no: list("no", "/no")? })
}

pub(super) fn read_date(
    fact: &str,
    birth: bool,
    object: &Object<'_, '_>,
) -> Result<Answer, Problem> {
    let day = |key: &'static str, place: &str| {
        let text = object.optional_text(key);
        text.map(|text| PartialDate::parse(text).ok_or_else(|| not_a_date(fact, place))).transpose()
    };
    if birth && object.flag("unborn") {
        return Ok(Answer::Unborn);
    }
    if let Some(text) = object.optional_text("about") {
        let date = PartialDate::about(text).ok_or_else(|| not_a_date(fact, "/about"))?;
        return Ok(Answer::Date(date));
    }
    if birth && let Some(expected) = day("expected", "/expected")? {
        let first = PartialDate::expected_delivery(expected.first);
        let last = PartialDate::expected_delivery(expected.last);
        return Ok(Answer::Date(PartialDate { first: first.first, last: last.last }));
    }
    let first = day("from", "/from")?.map_or(Day::FIRST, |date| date.first);
    let last = day("to", "/to")?.map_or(Day::LAST, |date| date.last);
    let date = PartialDate::between(first, last).ok_or_else(|| {
        let message = format!("the range given for `{fact}` ends before it begins");
        Problem::new("case.bad-range", "", message)
    })?;
    Ok(Answer::Date(date))
}
