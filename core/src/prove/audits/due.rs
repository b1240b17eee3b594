//! Every duty is due in some schedule, and every step of every phase is taken in some.

use super::bound::some_kind;
use super::{Inquiry, STEPS_OF_A_SCHEDULE, YEARS_AFTER, agency, of, overlap, rows, word};
use crate::date::{Day, Span};
use crate::pack::{Cadence, Duty, Programme};
use crate::prove::finding::Claim;
use crate::prove::ledger::{Ledger, fixture};
use serde_json::{Map, Value, json};

pub(super) fn prove(inquiry: &Inquiry<'_>, ledger: &mut Ledger<'_>) {
    duties(inquiry, ledger);
    let programmes = inquiry.lists().programmes.iter().map(|one| &one.is);
    for programme in programmes.filter(|one| inquiry.is_own_programme(one)) {
        steps(inquiry, ledger, programme);
    }
}

/// Duties that hang on the same word of the same setting, or on none, are looked at together.
fn duties(inquiry: &Inquiry<'_>, ledger: &mut Ledger<'_>) {
    let all = inquiry.lists().duties.iter().map(|one| &one.is);
    let mut left: Vec<&Duty> = all.filter(|one| inquiry.is_own_duty(one)).collect();
    while let Some(first) = left.first().copied() {
        let active = first.active.as_ref().map(|one| (&one.setting, &one.is));
        let (own, others): (Vec<&Duty>, Vec<&Duty>) = left
            .into_iter()
            .partition(|one| one.active.as_ref().map(|one| (&one.setting, &one.is)) == active);
        left = others;
        let mut settings = inquiry.all_set();
        if let Some((setting, is)) = active {
            settings.insert(setting.clone(), json!(is));
        }
        let request = schedule_of(inquiry, &own, &settings);
        let mut answer = Value::Null;
        for duty in &own {
            if !ledger.looks_at(Claim::NothingDead, &duty.id, STEPS_OF_A_SCHEDULE) {
                continue;
            }
            if answer.is_null() {
                answer = inquiry.looked.answer(&request);
            }
            if answer.is_null() {
                ledger.leave_open(Claim::NothingDead, &duty.id);
                continue;
            }
            // What goes on all the time has no day, and is seen to as long as it is in force.
            let is_seen_to = matches!(duty.cadence, Cadence::Continuous)
                && overlap(inquiry.span, &[(duty.from, duty.until)]);
            if is_seen_to {
                continue;
            }
            let row = rows(&answer, "duties").find(|one| word(one, "duty") == duty.id);
            if row.is_some_and(|row| rows(row, "occurrences").next().is_some()) {
                continue;
            }
            let words = format!("`{}` is due in no schedule, whoever there is.", duty.id);
            let request = schedule_of(inquiry, &[duty], &settings);
            let expect = count_of(&inquiry.looked.answer(&request), &duty.id);
            let story = "Whoever owes it is there, and whatever calls for it has happened.";
            let case = fixture(&format!("never-due-{}", duty.id), story, request, expect);
            ledger.find(Claim::NothingDead, "duty-never-due", &[&duty.id], words, vec![case]);
        }
    }
}

/// How many occurrences of a duty an answer has, as fixtures expect it.
pub(super) fn count_of(answer: &Value, duty: &str) -> Value {
    let row = rows(answer, "duties").find(|one| word(one, "duty") == duty);
    let parts = row.map_or(Value::Null, |row| json!({ "count": rows(row, "occurrences").count() }));
    json!({ "duties": of(duty, parts) })
}

/// A schedule in which somebody of a kind that owes each of these is there, and each event that
/// calls for one has happened on its first day.
fn schedule_of(inquiry: &Inquiry<'_>, duties: &[&Duty], settings: &Map<String, Value>) -> Value {
    let mut kinds: Vec<&str> = Vec::new();
    let mut happened = Vec::new();
    for duty in duties {
        let days = (duty.from, duty.until);
        let mut own = duty.each.iter().filter_map(|id| inquiry.kind(id));
        let kind = own.find(|kind| overlap(inquiry.span, &[days, (kind.from, kind.until)]));
        let kind = kind.or_else(|| duty.each.first().and_then(|id| inquiry.kind(id)));
        if let Some(kind) = kind
            && !kinds.contains(&kind.id.as_str())
        {
            kinds.push(&kind.id);
        }
        if let Cadence::PerEvent { event } = &duty.cadence {
            let first = duty.from.into_iter().chain(kind.and_then(|kind| kind.from));
            let on = first.fold(inquiry.span.0, Day::max);
            let mut entry = json!({ "duty": duty.id, "what": event, "on": on });
            if let (Some(kind), Some(entry)) = (kind, entry.as_object_mut()) {
                entry.insert("agency".to_owned(), json!(kind.id));
            }
            happened.push(entry);
        }
    }
    let agencies: Vec<Value> = kinds.into_iter().map(agency).collect();
    inquiry.schedule(json!({ "agencies": agencies, "programmes": [], "settings": settings,
        "happened": happened }))
}

/// Steps that wait for nothing are there where nothing was recorded; the others where they were.
fn steps(inquiry: &Inquiry<'_>, ledger: &mut Ledger<'_>, programme: &Programme) {
    let Some(kind) = some_kind(inquiry, &programme.id) else { return };
    let ask = |happened: &[Value]| {
        // Long after the last of the years everything that was not done is late.
        let later = inquiry.span.1.plus(Span::years(YEARS_AFTER));
        let request = inquiry.schedule(json!({ "agencies": [agency(&kind.id)], "duties": false,
            "programmes": [programme.id], "settings": inquiry.all_set(), "happened": happened,
            "as_of": later }));
        let answer = inquiry.looked.answer(&request);
        (request, answer)
    };
    let mut asked: Option<[(Value, Value); 2]> = None;
    for phase in &programme.phases {
        for step in &phase.steps {
            let item = format!("{} {} {}", programme.id, phase.id, step.id);
            if !ledger.looks_at(Claim::NothingDead, &item, STEPS_OF_A_SCHEDULE) {
                continue;
            }
            let [(request, plain), (_, recorded)] = asked.get_or_insert_with(|| {
                let plain = ask(&[]);
                let recorded = ask(&optional(&plain.1, programme));
                [plain, recorded]
            });
            if plain.is_null() || recorded.is_null() {
                ledger.leave_open(Claim::NothingDead, &item);
                continue;
            }
            let own = |answer: &Value| {
                let mut occurrences =
                    rows(answer, "occurrences").filter(|one| word(one, "phase") == phase.id);
                occurrences.any(|one| rows(one, "steps").any(|row| word(row, "step") == step.id))
            };
            let falls = rows(plain, "occurrences").find(|one| word(one, "phase") == phase.id);
            let Some(falls) = falls else { continue };
            if own(plain) || own(recorded) {
                continue;
            }
            let words =
                format!("The step `{}` of `{}` is taken in no schedule.", step.id, phase.id);
            let year = falls.get("year").cloned().unwrap_or_default();
            let name = format!("{}/{}/{year}/{}", programme.id, phase.id, kind.id);
            let steps = json!({ "steps": of(&step.id, Value::Null) });
            let expect = json!({ "occurrences": of(&name, steps) });
            let story = "Nothing was recorded, and every day on which anything was due is past.";
            let name = format!("never-taken-{}", step.id);
            let case = fixture(&name, story, request.clone(), expect);
            let items = [programme.id.as_str(), &phase.id, &step.id];
            ledger.find(Claim::NothingDead, "step-never-taken", &items, words, vec![case]);
        }
    }
}

/// Every optional step as taken on the day on which its phase opens.
fn optional(answer: &Value, programme: &Programme) -> Vec<Value> {
    let mut found = Vec::new();
    for phase in &programme.phases {
        let Some(one) = rows(answer, "occurrences").find(|one| word(one, "phase") == phase.id)
        else {
            continue;
        };
        for step in phase.steps.iter().filter(|step| step.optional) {
            found.push(json!({ "programme": programme.id, "phase": phase.id,
                "year": one.get("year"), "agency": one.get("agency"), "what": step.done_by,
                "on": one.pointer("/opens/earliest") }));
        }
    }
    found
}
