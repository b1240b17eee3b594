//! Every body that may decide can be quorate in some meeting, by every pattern that it can have.

use super::{Inquiry, STEPS_OF_AN_ANSWER, written};
use crate::membership::World;
use crate::pack::membership::{Body, Matter, MembersAsked, PartnersAsked, Pattern, Seat};
use crate::pack::{AuthorityPart, Chosen, Number, SettingValue};
use crate::prove::finding::Claim;
use crate::prove::ledger::{Ledger, fixture};
use serde_json::{Map, Value, json};

/// So many people are read of a meeting.
const MOST_PEOPLE: usize = 64;

pub(super) fn prove(inquiry: &Inquiry<'_>, ledger: &mut Ledger<'_>) {
    let lists = &inquiry.layered.items.membership;
    for body in lists.bodies.iter().map(|one| &one.is).filter(|one| inquiry.may_be(&one.days)) {
        for pattern in patterns(inquiry, body) {
            let mut never: Vec<(&Matter, Value)> = Vec::new();
            let mut looked_at = false;
            for matter in different(inquiry, body) {
                let item = format!("{} {}", body.id, pattern.id);
                if !ledger.looks_at(Claim::OneOutcome, &item, STEPS_OF_AN_ANSWER) {
                    continue;
                }
                looked_at = true;
                for settings in values_of(inquiry, body, pattern) {
                    match is_ever(inquiry, (body, matter, pattern), &settings) {
                        Ever::Yes => {}
                        Ever::No(case) => {
                            never.push((matter, case));
                            break;
                        }
                        Ever::Open => ledger.leave_open(Claim::OneOutcome, &item),
                    }
                }
            }
            if !looked_at || never.is_empty() {
                continue;
            }
            let mut items = vec![body.id.as_str(), pattern.id.as_str()];
            items.extend(never.iter().map(|(matter, _)| matter.id.as_str()));
            let words = format!(
                "No meeting of `{}` is ever quorate by `{}`, whoever comes, for what it may decide.",
                body.id, pattern.id
            );
            let cases = never.iter().take(1).map(|(_, case)| case.clone()).collect();
            ledger.find(Claim::OneOutcome, "quorum-never-met", &items, words, cases);
        }
    }
}

/// The patterns that a body can have.
pub(super) fn patterns<'p>(inquiry: &Inquiry<'p>, body: &'p Body) -> Vec<&'p Pattern> {
    let items = &inquiry.layered.items;
    let can_be = |id: &str| match &body.quorum {
        None => false,
        Some(Chosen::Given(given)) => given == id,
        Some(Chosen::Setting(setting)) => {
            let setting = items.settings.iter().find(|one| one.is.id == *setting);
            let mut choices = setting.into_iter().flat_map(|one| &one.is.choices);
            choices.any(|one| matches!(&one.value, SettingValue::Word(word) if word == id))
        }
    };
    items.membership.patterns.iter().map(|one| &one.is).filter(|one| can_be(&one.id)).collect()
}

/// Whether a body may decide a matter on the day, itself or as a delegate.
pub(super) fn may_decide<'p>(inquiry: &Inquiry<'p>, body: &'p Body, matter: &'p Matter) -> bool {
    let scene = inquiry.scene();
    let ways = scene.worlds(|world: &World<'_, 'p>| {
        if !world.in_force(&body.days)? {
            return Ok(false);
        }
        let part = world.body_part(&world.entries(matter)?, &body.id, true)?;
        Ok(part.is_deciding())
    });
    ways.into_iter().any(|(_, is)| is)
}

/// The settings with which a pattern is asked: its own, and for each number that it leaves open the
/// values seen in practice and the published one; where there are none, any.
fn values_of(inquiry: &Inquiry<'_>, body: &Body, pattern: &Pattern) -> Vec<Value> {
    let word = SettingValue::Word(pattern.id.clone());
    let mut fixed: Vec<(&str, SettingValue)> = Vec::new();
    if let Some(Chosen::Setting(id)) = &body.quorum {
        fixed.push((id, word));
    }
    let numbers = [
        pattern.partners.as_ref().and_then(|asked| match asked {
            PartnersAsked::AtLeast(Number::Setting(id)) => Some(id),
            _ => None,
        }),
        pattern.members.as_ref().and_then(|asked| match asked {
            MembersAsked::AtLeast(Number::Setting(id)) => Some(id),
            _ => None,
        }),
    ];
    let mut all = vec![fixed];
    for id in numbers.into_iter().flatten() {
        let setting = inquiry.layered.items.settings.iter().find(|one| one.is.id == *id);
        let Some(setting) = setting.map(|one| &one.is) else { continue };
        let seen = setting.choices.iter().map(|choice| &choice.value).chain(&setting.default);
        let seen: Vec<&SettingValue> = seen.collect();
        let mut next = Vec::new();
        for known in &all {
            for value in &seen {
                let mut more = known.clone();
                more.push((id, (*value).clone()));
                next.push(more);
            }
        }
        if !next.is_empty() {
            all = next;
        }
    }
    all.iter().map(|one| written(one.iter().map(|(id, value)| (*id, value)))).collect()
}

/// The matters that a body may decide, of those that are alike for its quorum the first: whose
/// partners are asked for hangs on the sides, and some stand back in some matters.
fn different<'p>(inquiry: &Inquiry<'p>, body: &'p Body) -> Vec<&'p Matter> {
    let lists = &inquiry.layered.items.membership;
    let standing_back = |matter: &Matter| -> Vec<&str> {
        let entries = lists.authority.iter().map(|one| &one.is);
        let own =
            entries.filter(|one| one.matter == matter.id && one.part == AuthorityPart::StandsBack);
        own.map(|one| one.id.as_str()).collect()
    };
    let mut found: Vec<&Matter> = Vec::new();
    for matter in lists.matters.iter().map(|one| &one.is) {
        let own = standing_back(matter);
        let is_alike =
            |one: &&Matter| one.of == matter.of && own.is_empty() && standing_back(one).is_empty();
        if !found.iter().any(is_alike) && may_decide(inquiry, body, matter) {
            found.push(matter);
        }
    }
    found
}

/// Somebody in each seat of a body, who meets every test and agrees.
fn everybody(inquiry: &Inquiry<'_>, body: &Body) -> Value {
    let lists = &inquiry.layered.items.membership;
    let tests: Map<String, Value> =
        lists.tests.iter().map(|one| (one.is.id.clone(), json!(true))).collect();
    let seats = lists.seats.iter().map(|one| &one.is).filter(|one| one.body == body.id);
    let person = |seat: &Seat| {
        json!({ "person": seat.id, "seats": [seat.id], "present": true, "tests": tests,
            "agrees": true })
    };
    seats.take(MOST_PEOPLE).map(person).collect()
}

/// Whether some meeting is quorate.
enum Ever {
    Yes,
    No(Value),
    /// Too much is open to look at every way.
    Open,
}

fn is_ever(inquiry: &Inquiry<'_>, of: (&Body, &Matter, &Pattern), settings: &Value) -> Ever {
    let constituted = |case: &Value| case.pointer("/expect/constituted").cloned();
    // Where everybody came tells soon of most; whoever came may be anybody.
    let full = case_of(inquiry, of, &everybody(inquiry, of.0), settings);
    if constituted(&full).is_some_and(|is| is == "true" || is == "unknown") {
        return Ever::Yes;
    }
    let any = case(inquiry, of, settings);
    match constituted(&any) {
        Some(is) if is == "false" => Ever::No(any),
        Some(Value::String(_)) => Ever::Yes,
        _ => Ever::Open,
    }
}

/// A meeting of which nothing is known, so that it may be any: what holds of it holds of all.
pub(super) fn case(
    inquiry: &Inquiry<'_>,
    of: (&Body, &Matter, &Pattern),
    settings: &Value,
) -> Value {
    case_of(inquiry, of, &json!([]), settings)
}

fn case_of(
    inquiry: &Inquiry<'_>,
    (body, matter, pattern): (&Body, &Matter, &Pattern),
    people: &Value,
    settings: &Value,
) -> Value {
    let more =
        json!({ "body": body.id, "matter": matter.id, "people": people, "settings": settings });
    let request = inquiry.request("meeting", more);
    let answer = inquiry.looked.answer(&request);
    let constituted = answer.get("constituted").cloned().unwrap_or(Value::Null);
    let name = format!("{}-of-{}-for-{}", pattern.id, body.id, matter.id);
    let story = "Who came is not known: it may be everybody.";
    fixture(&name, story, request, json!({ "constituted": constituted }))
}
