//! What the library answers to a case of membership or audits, as it is told in a proof.
//!
//! Cases are requests as people write them; of what they can say this reads what proofs say, and asks
//! the families themselves, since how requests are read and answers written stands above proofs.
//! The tests ask every case as everybody does, and expect the same.

use super::ledger::Looked;
use crate::audits::{About, Agency, Audits, Entry};
use crate::calendar::Calendar;
use crate::date::{Day, PartialDate};
use crate::membership::{
    AttendeeGiven, ListGiven, MeetingGiven, OrganisationGiven, PersonGiven, Scene, SeatGiven,
    TestGiven, TestsGiven,
};
use crate::pack::{SeatRole, Setting, SettingKind, SettingValue};
use crate::truth::Truth;
use serde_json::Value;
use std::collections::BTreeMap;

/// The answer; null where it is refused.
pub(super) fn answer(looked: &Looked<'_>, request: &Value) -> Value {
    let found = match text(request, "question") {
        "audits" => schedule(looked, request),
        question => of_membership(looked, question, request),
    };
    found.unwrap_or(Value::Null)
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn owned(value: &Value, key: &str) -> Option<String> {
    value.get(key).and_then(Value::as_str).map(str::to_owned)
}

fn day(value: &Value, key: &str) -> Option<Day> {
    Day::parse(text(value, key))
}

fn rows<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    value.get(key).and_then(Value::as_array).into_iter().flatten()
}

fn texts(value: &Value, key: &str) -> Vec<String> {
    rows(value, key).filter_map(Value::as_str).map(str::to_owned).collect()
}

fn settings(request: &Value) -> impl Iterator<Item = (&String, &Value)> {
    request.get("settings").and_then(Value::as_object).into_iter().flatten()
}

/// The value of a setting as its kind is written.
fn value_of(setting: &Setting, written: &Value) -> Option<SettingValue> {
    Some(match setting.kind {
        SettingKind::Count => SettingValue::Count(u32::try_from(written.as_u64()?).ok()?),
        SettingKind::Day => SettingValue::Day(Day::parse(written.as_str()?)?),
        SettingKind::Event | SettingKind::Choice => {
            SettingValue::Word(written.as_str()?.to_owned())
        }
    })
}

fn of_membership(looked: &Looked<'_>, question: &str, request: &Value) -> Option<Value> {
    let rules = looked.catalogue.membership(looked.pack, looked.as_of).ok()?;
    let mut values = BTreeMap::new();
    {
        let scene = rules.scene();
        for (id, written) in settings(request) {
            values.insert(id.clone(), value_of(scene.setting(id)?, written)?);
        }
    }
    let scene = rules.scene_with(values);
    let found = match question {
        "authority" => {
            let (matter, body) = (owned(request, "matter"), owned(request, "body"));
            let answer = scene.authority(matter.as_deref(), body.as_deref(), &[]).ok()?;
            serde_json::to_value(answer)
        }
        "meeting" => serde_json::to_value(scene.meeting(&meeting(request)).ok()?),
        _ => seat(&scene, request)?,
    };
    scene.finished().ok()?;
    found.ok()
}

/// Whether somebody may sit, of whom all that is said is which offices they hold, or of which kinds
/// their organisation is.
fn seat(scene: &Scene<'_>, request: &Value) -> Option<serde_json::Result<Value>> {
    let list = |key: &str| {
        let given = request.get("person").and_then(|person| person.get(key));
        let person = request.get("person").unwrap_or(&Value::Null);
        ListGiven { yes: texts(person, key), no: Vec::new(), is_whole: given.is_some() }
    };
    let person = PersonGiven {
        offices: list("offices"),
        capacities: list("capacities"),
        organisation: OrganisationGiven {
            at: String::new(),
            id: String::new(),
            label: None,
            kinds: list("kinds"),
            in_area: Truth::Unknown,
            functions_in_area: Truth::Unknown,
            named: Truth::Unknown,
            added: Truth::Unknown,
        },
        tests: TestsGiven::new(),
    };
    let answer = scene.seat(text(request, "seat"), SeatRole::Holder, None, &person).ok()?;
    Some(serde_json::to_value(answer))
}

/// A meeting of which nothing is known but people who are all there, meet what they are said to
/// meet, and agree.
fn meeting(request: &Value) -> MeetingGiven {
    let nothing = ListGiven::default();
    let person = |one: &Value| {
        let tests = one.get("tests").and_then(Value::as_object).into_iter().flatten();
        let met = |(id, _): (&String, &Value)| {
            let test = TestGiven { met: Truth::True, by_commitment: None, evidence: None };
            (id.clone(), test)
        };
        let seats = texts(one, "seats").into_iter().map(|seat| SeatGiven {
            at: String::new(),
            seat,
            role: SeatRole::Holder,
            organisation: None,
            tests: TestsGiven::new(),
        });
        AttendeeGiven {
            at: String::new(),
            id: text(one, "person").to_owned(),
            seats: seats.collect(),
            present: Truth::True,
            agrees: Truth::True,
            tests: tests.map(met).collect(),
        }
    };
    MeetingGiven {
        body: text(request, "body").to_owned(),
        matter: owned(request, "matter"),
        people: rows(request, "people").map(person).collect(),
        extra_seats: Vec::new(),
        no_others: false,
        vacant: nothing.clone(),
        interests: nothing,
        members: None,
        chair_allows: Truth::Unknown,
        delegated: Truth::Unknown,
        consulted: Vec::new(),
    }
}

/// A schedule, with the bundled table of working days.
fn schedule(looked: &Looked<'_>, request: &Value) -> Option<Value> {
    let rules = looked.catalogue.audits(looked.pack).ok()?;
    let (from, until) = (day(request, "from")?, day(request, "until")?);
    let mut audits = Audits::new(&rules, day(request, "as_of")?, from, until);
    let line = looked.catalogue.line(looked.family, looked.pack);
    for (id, written) in settings(request) {
        let mut declared = line.iter().rev().flat_map(|one| &one.items.settings);
        let setting = declared.find(|one| one.is.id == *id)?;
        audits.set(id, &value_of(&setting.is, written)?).ok()?;
    }
    if request.get("programmes").is_some() {
        audits.only(texts(request, "programmes"));
    }
    let is_without = |key: &str| request.get(key) == Some(&Value::Bool(false));
    if is_without("duties") {
        audits.without_duties();
    }
    if is_without("steps") {
        audits.without_steps();
    }
    for one in rows(request, "agencies") {
        let kind = texts(one, "types").into_iter().next()?;
        audits.agency(Agency::new(text(one, "agency"), &kind));
    }
    for one in rows(request, "happened") {
        let about = match owned(one, "duty") {
            Some(duty) => About::Duty { duty, period: None },
            None => About::Phase {
                programme: text(one, "programme").to_owned(),
                phase: text(one, "phase").to_owned(),
                year: i32::try_from(one.get("year")?.as_i64()?).ok()?,
            },
        };
        audits.record(Entry {
            about,
            agency: owned(one, "agency"),
            what: text(one, "what").to_owned(),
            on: PartialDate::on(day(one, "on")?),
            reason: None,
        });
    }
    serde_json::to_value(audits.assess(Calendar::bundled()?)).ok()
}
