//! Reads a question about audits: agencies, what happened, settings and the table of working days.

use super::answers::read_date;
use super::request::set_all;
use super::reviews::{CalendarUsed, calendar_of};
use crate::audits::{
    About, Agency, AuditRules, Audits, Carried, Entry, Membership, Planned, Rated, ReportAnswer,
    Return, ReturnsAnswer,
};
use crate::case::Answer;
use crate::date::{Day, PartialDate, Span};
use crate::error::{Error, Problem};
use crate::json::{Json, Object, Place, Problems, escape};
use crate::pack::Catalogue;
use std::collections::BTreeMap;

/// A question about audits that has been understood.
pub(super) struct UnderstoodAudits {
    pub audits: Audits,
    pub calendar: CalendarUsed,
    pub record: bool,
}

/// The longest span, in years.
const LONGEST: u16 = 100;

/// Reads the question, whatever is wanted of its answer.
pub(super) fn understood(
    catalogue: &Catalogue,
    request: &Json<'_>,
) -> Result<UnderstoodAudits, Error> {
    let problems = Problems::default();
    let read = Object::of(request, Place::At(""), &problems).and_then(|object| {
        object.get("question");
        let record = object.flag("record");
        let settings = object.get("settings");
        let calendar = calendar_of(&object, "calendar");
        let audits = begun(catalogue, &object);
        let programmes = object.get("programmes").map(|_| object.texts("programmes"));
        let without_duties = is_false(&object, "duties");
        let without_steps = is_false(&object, "steps");
        let agencies: Vec<Agency> = object
            .list("agencies")
            .filter_map(|(at, value)| agency(value, at, &problems))
            .collect();
        let mut late = Vec::new();
        let entries: Vec<Option<Entry>> = object
            .list("happened")
            .map(|(at, value)| entry(value, at, &problems, &mut late))
            .collect();
        object.finish();
        let mut audits = audits?;
        if let Some(settings) = settings {
            set_all(settings, &problems, |id, value| audits.set(id, value));
        }
        if let Some(programmes) = programmes {
            audits.only(programmes.into_iter().map(str::to_owned).collect());
        }
        if without_duties {
            audits.without_duties();
        }
        if without_steps {
            audits.without_steps();
        }
        agencies.into_iter().for_each(|agency| audits.agency(agency));
        for entry in entries {
            audits.entry(entry);
        }
        audits.noted(late);
        Some(UnderstoodAudits { audits, calendar: calendar?, record })
    });
    problems.finish(read)
}

fn is_false(object: &Object<'_, '_>, key: &'static str) -> bool {
    object.get(key).is_some() && !object.flag(key)
}

fn begun(catalogue: &Catalogue, object: &Object<'_, '_>) -> Option<Audits> {
    let pack = object.text("pack");
    let as_of = object.day("as_of");
    let from = object.day("from");
    let until = object.day("until");
    let rules = match catalogue.audits(pack?) {
        Ok(rules) => rules,
        Err(error) => {
            object.problems.take(error, "");
            return None;
        }
    };
    let (from, until) = (from?, until?);
    if until <= from || until > from.plus(Span::years(LONGEST)) {
        let message = format!(
            "`until` is the first day outside the span: it lies after `from`, and at most {LONGEST} \
             years after it"
        );
        object.problems.add("case.bad-range", object.place("until"), message);
        return None;
    }
    if !rules.touches(from, until) {
        let message = format!(
            "no edition of `{}` is for any day of the span; give one that {} is in, or a later one",
            rules.pack(),
            rules.first()
        );
        object.problems.add("request.no-edition", object.place("from"), message);
        return None;
    }
    Some(Audits::new(&rules, as_of?, from, until))
}

fn agency(value: &Json<'_>, at: Place<'_>, problems: &Problems) -> Option<Agency> {
    let object = Object::of(value, at, problems)?;
    let id = object.text("agency").map(str::to_owned);
    let label = object.optional_text("label").map(str::to_owned);
    let mut types = Vec::new();
    for (at, value) in object.list("types") {
        match value {
            Json::Text(id) => types.push(Membership {
                agency_type: id.clone().into_owned(),
                from: None,
                until: None,
            }),
            _ => types.extend(membership(value, at, problems)),
        }
    }
    let from = object.optional_day("from");
    let until = object.optional_day("until");
    let became = object.optional_text("became").map(str::to_owned);
    let answered_by = object.optional_text("answered_by").map(str::to_owned);
    object.finish();
    Some(Agency { id: id?, label, types, from, until, became, answered_by })
}

fn membership(value: &Json<'_>, at: Place<'_>, problems: &Problems) -> Option<Membership> {
    let object = Object::of(value, at, problems)?;
    let agency_type = object.text("type").map(str::to_owned);
    let from = object.optional_day("from");
    let until = object.optional_day("until");
    object.finish();
    Some(Membership { agency_type: agency_type?, from, until })
}

/// An entry of the record; `None` where its day cannot be read, which is noted and answered
/// without it.
fn entry(
    value: &Json<'_>,
    at: Place<'_>,
    problems: &Problems,
    late: &mut Vec<String>,
) -> Option<Entry> {
    let object = Object::of(value, at, problems)?;
    let agency = object.optional_text("agency").map(str::to_owned);
    let what = object.text("what").map(str::to_owned);
    let reason = object.optional_text("reason").map(str::to_owned);
    let on = object.require("on").and_then(|value| date(value, &object, "on", late));
    let about = if object.get("duty").is_some() {
        let duty = object.text("duty").map(str::to_owned);
        let period = object.optional_day("for");
        duty.map(|duty| About::Duty { duty, period })
    } else {
        let programme = object.text("programme").map(str::to_owned);
        let phase = object.text("phase").map(str::to_owned);
        let year = object.require("year").and_then(|year| object.whole("year", year, 1, 9999));
        programme.zip(phase).zip(year).and_then(|((programme, phase), year)| {
            Some(About::Phase { programme, phase, year: i32::try_from(year).ok()? })
        })
    };
    object.finish();
    Some(Entry { about: about?, agency, what: what?, on: on?, reason })
}

/// A date in every form that a date takes in facts.
fn date(
    value: &Json<'_>,
    object: &Object<'_, '_>,
    key: &str,
    late: &mut Vec<String>,
) -> Option<PartialDate> {
    let read = match value {
        Json::Text(text) => PartialDate::parse(text),
        Json::Object(_) => {
            let inner_problems = Problems::default();
            let inner = Object::of(value, Place::At(""), &inner_problems)?;
            let read = read_date("on", false, &inner);
            inner.finish();
            match read {
                Ok(Answer::Date(date)) if inner_problems.is_empty() => Some(date),
                _ => None,
            }
        }
        _ => None,
    };
    if read.is_none() {
        late.push(object.place(key).to_string());
    }
    read.filter(|date| date.first != Day::FIRST || date.last != Day::LAST)
}

/// A question about returns, answered in the form that `write` gives it, and whether a record is
/// wanted.
pub(super) fn returns(
    catalogue: &Catalogue,
    request: &Json<'_>,
    write: impl Fn(&ReturnsAnswer<'_>) -> Result<String, Error>,
) -> Result<(String, bool), Error> {
    let problems = Problems::default();
    let mut late = Vec::new();
    let read = Object::of(request, Place::At(""), &problems).and_then(|object| {
        object.get("question");
        let rules = rules_of(catalogue, &object);
        let as_of = object.day("as_of");
        let set = object.text("set").map(str::to_owned);
        let scale = object.text("scale").map(str::to_owned);
        let overall = object.flag("overall");
        let record = object.flag("record");
        let returns: Vec<Return> = object
            .list("returns")
            .filter_map(|(at, value)| one_return(value, at, &problems, &mut late))
            .collect();
        object.finish();
        Some(((rules?, as_of?, set?, scale?, overall, returns), record))
    });
    let ((rules, as_of, set, scale, overall, returns), record) = problems.finish(read)?;
    let mut answer = rules.returns(as_of, (&set, &scale), &returns, overall)?;
    // Of what is given twice, and so not looked at, nothing more is said.
    let twice = answer.problems.iter().filter(|problem| problem.code == "audits.twice");
    let twice: Vec<String> =
        twice.filter_map(|problem| Some(format!("{}/", problem.at.rsplit_once('/')?.0))).collect();
    late.retain(|at| !twice.iter().any(|twice| at.starts_with(twice)));
    answer.problems.extend(late.into_iter().map(no_date));
    Ok((write(&answer)?, record))
}

fn one_return(
    value: &Json<'_>,
    at: Place<'_>,
    problems: &Problems,
    late: &mut Vec<String>,
) -> Option<Return> {
    let object = Object::of(value, at, problems)?;
    let agency = object.text("agency").map(str::to_owned);
    let on = object.get("on").and_then(|value| date(value, &object, "on", late));
    let year = year_of(&object, "year");
    let mut carried = Vec::new();
    for (at, value) in object.list("carried") {
        carried.extend(one_carried(value, at, problems, late));
    }
    let mut ratings = Vec::new();
    for (at, value) in object.list("ratings") {
        ratings.extend(rated(value, at, problems, late));
    }
    object.finish();
    Some(Return { agency: agency?, on, year, ratings, carried })
}

/// A year by its number.
fn year_of(object: &Object<'_, '_>, key: &'static str) -> Option<i32> {
    let year = object.whole(key, object.get(key)?, 1, 9999)?;
    i32::try_from(year).ok()
}

fn one_carried(
    value: &Json<'_>,
    at: Place<'_>,
    problems: &Problems,
    late: &mut Vec<String>,
) -> Option<Carried> {
    let object = Object::of(value, at, problems)?;
    let standard = object.text("standard").map(str::to_owned);
    let plan = plan(&object, late);
    object.finish();
    Some(Carried { standard: standard?, plan: plan? })
}

fn rated(
    value: &Json<'_>,
    at: Place<'_>,
    problems: &Problems,
    late: &mut Vec<String>,
) -> Option<Rated> {
    let object = Object::of(value, at, problems)?;
    let standard = object.text("standard").map(str::to_owned);
    let own = object.optional_text("self").map(str::to_owned);
    let peer = object.optional_text("peer").map(str::to_owned);
    let evidence = object
        .get("evidence")
        .and_then(|value| object.whole("evidence", value, 0, 1_000_000))
        .and_then(|n| u32::try_from(n).ok());
    // An empty reason is no reason, and is said to be none with the answer.
    let not_applicable = match object.get("not_applicable") {
        Some(Json::Text(reason)) => Some(reason.clone().into_owned()),
        Some(other) => {
            object.wrong("not_applicable", "a text", other);
            None
        }
        None => None,
    };
    let mut actions = Vec::new();
    for (at, value) in object.list("actions") {
        actions.extend(planned(value, at, problems, late));
    }
    object.finish();
    Some(Rated { standard: standard?, own, peer, evidence, not_applicable, actions })
}

fn planned(
    value: &Json<'_>,
    at: Place<'_>,
    problems: &Problems,
    late: &mut Vec<String>,
) -> Option<Planned> {
    let object = Object::of(value, at, problems)?;
    let planned = plan(&object, late);
    object.finish();
    planned
}

fn plan(object: &Object<'_, '_>, late: &mut Vec<String>) -> Option<Planned> {
    let action = object.text("action").map(str::to_owned);
    let owner = object.optional_text("owner").map(str::to_owned);
    let due = object.get("due").and_then(|value| date(value, object, "due", late));
    let closed = object.get("closed").and_then(|value| date(value, object, "closed", late));
    let from = year_of(object, "from");
    Some(Planned { action: action?, owner, due, closed, from })
}

/// A question about a report, answered in the form that `write` gives it, and whether a record is
/// wanted.
pub(super) fn report(
    catalogue: &Catalogue,
    request: &Json<'_>,
    write: impl Fn(&ReportAnswer<'_>) -> Result<String, Error>,
) -> Result<(String, bool), Error> {
    let problems = Problems::default();
    let mut late = Vec::new();
    let read = Object::of(request, Place::At(""), &problems).and_then(|object| {
        object.get("question");
        let rules = rules_of(catalogue, &object);
        let as_of = object.day("as_of");
        let report = match object.get("report") {
            None => Some("annual-report".to_owned()),
            Some(_) => object.text("report").map(str::to_owned),
        };
        let published =
            object.get("published").and_then(|value| date(value, &object, "published", &mut late));
        let mut parts = BTreeMap::new();
        match object.get("parts") {
            None => {}
            Some(Json::Object(entries)) => {
                for (id, value) in entries {
                    let there = match value {
                        Json::Bool(there) => Some(*there),
                        Json::Null => None,
                        other => {
                            let at = format!("/parts/{}", escape(id));
                            let message =
                                format!("expected true, false or null, found {}", other.kind());
                            problems.add("json.kind", at, message);
                            None
                        }
                    };
                    if parts.insert(id.clone().into_owned(), there).is_some() {
                        let at = format!("/parts/{}", escape(id));
                        problems.add("json.duplicate-key", at, "the part stands twice; keep one");
                    }
                }
            }
            Some(other) => object.wrong("parts", "an object", other),
        }
        let record = object.flag("record");
        let given = object.get("settings");
        object.finish();
        let mut settings = BTreeMap::new();
        let rules = rules?;
        if let Some(given) = given {
            set_all(given, &problems, |id, value| {
                rules.takes(id, value)?;
                settings.insert(id.to_owned(), value.clone());
                Ok(())
            });
        }
        Some(((rules, as_of?, report?), (parts, settings, published), record))
    });
    let ((rules, as_of, report), (parts, settings, published), record) = problems.finish(read)?;
    let mut answer = rules.report(as_of, &report, &parts, &settings)?;
    answer.problems.extend(late.into_iter().map(no_date));
    if published.is_some_and(|published| published.first > as_of) {
        let message = format!(
            "it is said to be published after {as_of}, the day asked about; give a day up to it"
        );
        answer.problems.push(Problem::new("audits.ahead", "/published", message));
    }
    Ok((write(&answer)?, record))
}

pub(super) fn rules_of(catalogue: &Catalogue, object: &Object<'_, '_>) -> Option<AuditRules> {
    let pack = object.text("pack")?;
    match catalogue.audits(pack) {
        Ok(rules) => Some(rules),
        Err(error) => {
            object.problems.take(error, "");
            None
        }
    }
}

fn no_date(at: String) -> Problem {
    let message = "no date of the calendar; expected YYYY-MM-DD, YYYY-MM, YYYY or an object";
    Problem::new("audits.not-a-date", at, message)
}
