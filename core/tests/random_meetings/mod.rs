//! Meetings put together by chance, of every body that decides anything.

use crate::tape::Tape;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// A body with its seats and matters.
pub(crate) struct Body {
    pub(crate) pack: &'static str,
    pub(crate) body: &'static str,
    pub(crate) seats: &'static [&'static str],
    pub(crate) matters: &'static [&'static str],
    /// Days under different law: before and after the integrated care boards, the guidance of 2023.
    pub(crate) days: &'static [&'static str],
}

const DAYS: &[&str] = &["2021-11-10", "2022-07-01", "2023-12-15", "2026-04-29"];

/// Of its members no test is asked: the guidance names the posts.
pub(crate) const LEADS: &str = "lead-safeguarding-partners";

pub(crate) const BODIES: [Body; 5] = [
    Body {
        pack: "walsall",
        body: "executive-group",
        seats: &[
            "executive.children",
            "executive.adults",
            "executive.health",
            "executive.police",
            "executive.chair",
        ],
        matters: &["child-review.commission", "funding.allocate", "chair-recommendation.decide"],
        days: DAYS,
    },
    Body {
        pack: "walsall",
        body: "operations-and-scrutiny-group",
        seats: &["operations.access", "operations.public-health", "operations.relevant-agency"],
        matters: &["priorities.set", "performance.act", "thresholds.publish"],
        days: DAYS,
    },
    Body {
        pack: "england",
        body: "safeguarding-partners",
        seats: &["partners.council", "partners.health", "partners.police"],
        matters: &["child-review.commission", "arrangements.set"],
        days: DAYS,
    },
    Body {
        pack: "england",
        body: "safeguarding-adults-board",
        seats: &[
            "board.council",
            "board.health",
            "board.police",
            "board.chair",
            "board.added-member",
        ],
        matters: &["adult-review.commission", "strategic-plan.publish"],
        days: DAYS,
    },
    Body {
        pack: "england",
        body: LEADS,
        seats: &["leads.council", "leads.health", "leads.police"],
        matters: &["arrangements.set", "funding.allocate", "partnership-chair.choose"],
        days: &["2023-12-15", "2026-04-29"],
    },
];

const PATTERNS: [&str; 8] = [
    "all-partners",
    "all-partners-or-chair",
    "all-partners-health-substitute",
    "some-partners",
    "some-members",
    "half-of-seats-and-chair",
    "half-of-filled-and-chair",
    "chair-by-agenda",
];

pub(crate) const TESTS: [&str; 3] = ["speaks", "commits", "holds-to-account"];

fn tests(tape: &mut Tape<'_>, is_full: bool) -> Value {
    let mut found = Map::new();
    for test in ["speaks", "commits", "holds-to-account", "entrusted", "senior", "skills"] {
        if is_full || !tape.one_in(5) {
            // A little doubt goes a long way.
            let is = if !is_full && tape.one_in(3) { tape.truth() } else { json!(true) };
            found.insert(test.to_owned(), is);
        }
    }
    Value::Object(found)
}

/// The settings that a body asks, with values that they can have.
pub(crate) fn settings_of(body: &Body) -> Vec<(&'static str, Vec<Value>)> {
    let words = |words: &[&str]| words.iter().map(|word| json!(word)).collect::<Vec<_>>();
    let (quorum, agreement, patterns) = match body.body {
        "executive-group" => ("executive_quorum", "executive_agreement", &PATTERNS[..]),
        "operations-and-scrutiny-group" => {
            ("operations_quorum", "executive_agreement", &PATTERNS[..])
        }
        "safeguarding-partners" | LEADS => {
            ("partners_quorum", "partners_agreement", &PATTERNS[2..4])
        }
        _ => ("board_quorum", "board_agreement", &PATTERNS[..]),
    };
    vec![
        (quorum, words(patterns)),
        (agreement, words(&["all-partners", "majority-of-partners"])),
        ("quorum_partners", vec![json!(1), json!(2), json!(4)]),
        ("quorum_members", vec![json!(1), json!(2), json!(4)]),
        ("several_hats", words(&["one", "each"])),
        ("interest_effect", words(&["out-of-quorum", "no-say", "declared-only"])),
        ("chair_say", words(&["yes", "no"])),
        ("chair_deputy", words(&["yes", "no"])),
        ("deputy_extent", words(&["all", "of-the-matter"])),
    ]
}

/// A meeting, and of which of the bodies.
pub(crate) fn meeting(tape: &mut Tape<'_>) -> (usize, Value) {
    let which = tape.below(BODIES.len());
    let body = &BODIES[which];
    let mut people = Vec::new();
    // Every other meeting is one in which nearly all is as it should be.
    let is_full = tape.one_in(2);
    let count = if is_full { body.seats.len() } else { tape.below(5) };
    for index in 0..count {
        let mut seats: Vec<Value> = Vec::new();
        if is_full {
            seats.push(json!({ "seat": body.seats[index], "as": "holder" }));
        }
        while seats.is_empty() || tape.one_in(6) {
            let role = if tape.one_in(5) { "deputy" } else { "holder" };
            seats.push(json!({ "seat": tape.pick(body.seats), "as": role }));
        }
        let there = if is_full && !tape.one_in(8) { json!(true) } else { tape.truth() };
        people.push(json!({ "person": format!("p{index}"), "seats": seats,
            "present": there, "agrees": tape.truth(), "tests": tests(tape, is_full) }));
    }
    let mut settings = Map::new();
    for (id, values) in settings_of(body) {
        if !tape.one_in(6) {
            settings.insert(id.to_owned(), tape.pick(&values).clone());
        }
    }
    let mut request = json!({ "question": "meeting", "pack": body.pack, "as_of": tape.pick(body.days),
        "body": body.body, "people": people, "settings": settings, "no_others": !tape.one_in(4),
        "chair_allows": tape.truth(), "delegated": tape.truth() });
    if !tape.one_in(5) {
        request["matter"] = json!(tape.pick(body.matters));
    }
    let listed = |tape: &mut Tape<'_>, of: &[&str]| {
        let (mut yes, mut no) = (Vec::new(), Vec::new());
        for id in of {
            match tape.below(6) {
                0 => yes.push(*id),
                1 => {}
                _ => no.push(*id),
            }
        }
        if tape.one_in(2) { json!(yes) } else { json!({ "yes": yes, "no": no }) }
    };
    let named: Vec<String> = (0..5).map(|index| format!("p{index}")).collect();
    let there = request["people"].as_array().unwrap().len();
    let named: Vec<&str> = named.iter().take(there).map(String::as_str).collect();
    let taken = taken(&request);
    let free: Vec<&str> =
        body.seats.iter().filter(|seat| !taken.contains(**seat)).copied().collect();
    request["vacant"] = listed(tape, &free);
    request["interests"] = listed(tape, &named);
    if tape.one_in(4) {
        request["members"] =
            json!(if tape.one_in(3) { 4 + tape.below(60) } else { 4 + tape.below(5) });
    }
    (which, request)
}

/// The seats for which somebody is named.
pub(crate) fn taken(request: &Value) -> BTreeSet<String> {
    let people = request["people"].as_array().unwrap().iter();
    let seats = people.flat_map(|person| person["seats"].as_array().unwrap().clone());
    seats.map(|seat| seat["seat"].as_str().unwrap_or_default().to_owned()).collect()
}
