//! What holds of every meeting, whoever is there and whatever is known of them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test says what it expects by panicking"
)]
#![cfg(feature = "bundled-packs")]

mod random_meetings;
mod stories;
mod tape;

use proptest::prelude::*;
use random_meetings::{BODIES, LEADS, TESTS, meeting, settings_of, taken};
use safeguarding_rules::{Catalogue, Truth, wire};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use stories::folder;
use tape::Tape;

/// The answer; `None` where too much is open.
fn answered(catalogue: &Catalogue, request: &Value) -> Option<Value> {
    match wire::answer(catalogue, &request.to_string()) {
        Ok(text) => Some(serde_json::from_str(&text).unwrap()),
        Err(error) => {
            assert_eq!(
                error.problems().next().unwrap().code,
                "request.too-open",
                "{error} {request}"
            );
            None
        }
    }
}

/// The tests that are asked of whoever holds a seat.
fn asked_in(catalogue: &Catalogue, meeting: &Value, seat: &str) -> Vec<String> {
    let request = json!({ "question": "seat", "pack": meeting["pack"], "as_of": meeting["as_of"],
        "seat": seat, "as": "holder", "person": { "tests": {} } });
    let answer = answered(catalogue, &request).unwrap();
    let criteria = answer["criteria"].as_array().unwrap().iter();
    let tests = criteria.filter(|one| !one["question"].is_null());
    tests.map(|one| one["criterion"].as_str().unwrap().to_owned()).collect()
}

/// Everything that an answer says could be of some key, in words.
fn could_be(answer: &Value, key: &str) -> BTreeSet<String> {
    let word = answer[key].as_str().unwrap_or("unknown");
    let several = match (key, word) {
        ("outcome", "cannot-tell") => &answer["could_be"],
        ("part", "cannot-tell") => &answer["part_could_be"],
        (_, "unknown") => &json!(["true", "false"]),
        _ => return BTreeSet::from([word.to_owned()]),
    };
    several.as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_owned()).collect()
}

fn check_outcome(catalogue: &Catalogue, request: &Value) {
    let Some(answer) = answered(catalogue, request) else { return };
    let told = wire::meeting(catalogue, &request.to_string()).unwrap().outcome().unwrap();
    let constituted = match answer["constituted"].as_str().unwrap() {
        "true" => Truth::True,
        "false" => Truth::False,
        _ => Truth::Unknown,
    };
    assert_eq!(told.constituted, constituted, "{request}");
    let outcomes: BTreeSet<String> = told.could_be().map(|one| one.word().to_owned()).collect();
    let expected =
        if answer["outcome"].is_null() { BTreeSet::new() } else { could_be(&answer, "outcome") };
    assert_eq!(outcomes, expected, "{request}");
    let only = told.outcome().map(|one| one.word());
    assert_eq!(only.is_some(), outcomes.len() == 1, "{request}");
}

#[test]
fn the_outcome_alone_is_that_of_the_full_answer_in_every_fixture() {
    let catalogue = Catalogue::bundled();
    let all = folder("membership")
        .into_iter()
        .flat_map(|(_, document)| document["fixtures"].as_array().unwrap().clone());
    let mut looked_at = 0;
    for request in all.map(|fixture| fixture["request"].clone()) {
        if request["question"] != "meeting" {
            continue;
        }
        let text = request.to_string();
        match wire::answer(&catalogue, &text) {
            Ok(_) => check_outcome(&catalogue, &request),
            Err(error) => {
                let refused = wire::meeting(&catalogue, &text).and_then(|one| one.outcome());
                assert_eq!(refused.unwrap_err().to_json(), error.to_json(), "{request}");
            }
        }
        looked_at += 1;
    }
    assert!(looked_at > 60, "{looked_at} meetings");
}

/// Something that is not known is given: how, and what the meeting then is.
fn learnt(tape: &mut Tape<'_>, which: usize, request: &Value) -> Option<Value> {
    let mut next = request.clone();
    let is = json!(tape.below(2) == 1);
    let people = request["people"].as_array().unwrap().len();
    match tape.below(8) {
        0 | 1 if people > 0 => {
            let person = &mut next["people"][tape.below(people)];
            let key = *tape.pick(&["present", "agrees"]);
            if !person[key].is_null() {
                return None;
            }
            person[key] = is;
        }
        2 | 3 if people > 0 => {
            let person = &mut next["people"][tape.below(people)];
            let test = *tape.pick(&TESTS);
            if !person["tests"][test].is_null() {
                return None;
            }
            person["tests"][test] = is;
        }
        4 => {
            let key = *tape.pick(&["chair_allows", "delegated"]);
            if !next[key].is_null() {
                return None;
            }
            next[key] = is;
        }
        5 => {
            let settings = settings_of(&BODIES[which]);
            let (id, values) = tape.pick(&settings);
            if !next["settings"][id].is_null() {
                return None;
            }
            next["settings"][id] = tape.pick(values).clone();
        }
        6 => {
            let key = *tape.pick(&["vacant", "interests"]);
            let taken = taken(request);
            let names: Vec<String> = match key {
                "interests" => (0..people).map(|index| format!("p{index}")).collect(),
                _ => BODIES[which].seats.iter().map(ToString::to_string).collect(),
            };
            let known = next[key].to_string();
            let open =
                names.iter().find(|id| !known.contains(id.as_str()) && !taken.contains(*id))?;
            if !next[key].is_object() {
                return None;
            }
            let list = if is == json!(true) { "yes" } else { "no" };
            next[key][list].as_array_mut().unwrap().push(json!(open));
        }
        _ => {
            if next["no_others"] == json!(true) {
                return None;
            }
            next["no_others"] = json!(true);
        }
    }
    Some(next)
}

#[test]
fn the_meetings_looked_at_are_of_every_kind() {
    let catalogue = Catalogue::bundled();
    let (mut bytes, mut seen) = (vec![0_u8; 140], std::collections::BTreeMap::new());
    let mut state = 7_u32;
    for _ in 0..600 {
        for byte in &mut bytes {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            *byte = u8::try_from(state >> 24).unwrap();
        }
        let (_, request) = meeting(&mut Tape(bytes.iter()));
        let Ok(meeting) = wire::meeting(&catalogue, &request.to_string()) else { continue };
        let Ok(told) = meeting.outcome() else { continue };
        let outcome = told.outcome().map_or("none or several", |one| one.word());
        *seen.entry(format!("{:?}", told.constituted)).or_insert(0) += 1;
        *seen.entry(outcome.to_owned()).or_insert(0) += 1;
    }
    for kind in
        ["True", "False", "Unknown", "may-decide", "not-yet", "must-refer", "none or several"]
    {
        assert!(seen.get(kind).is_some_and(|count| *count > 15), "{kind}: {seen:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_outcome_alone_is_that_of_the_full_answer(bytes in prop::collection::vec(any::<u8>(), 140)) {
        let (_, request) = meeting(&mut Tape(bytes.iter()));
        check_outcome(&Catalogue::bundled(), &request);
    }

    #[test]
    fn what_is_learnt_of_presence_is_told_as_if_it_was_known_before(
        bytes in prop::collection::vec(any::<u8>(), 150),
    ) {
        let catalogue = Catalogue::bundled();
        let mut tape = Tape(bytes.iter());
        let (_, mut request) = meeting(&mut tape);
        let Ok(mut ready) = wire::meeting(&catalogue, &request.to_string()) else { return Ok(()) };
        let people = request["people"].as_array().unwrap().len();
        for index in 0..people {
            let present = tape.truth();
            let truth = present.as_bool().map_or(Truth::Unknown, |is| Truth::from_bounds(is, is));
            let is_there = ready.set_present(&format!("p{index}"), truth);
            prop_assert!(is_there);
            request["people"][index]["present"] = present;
        }
        let allows = tape.truth();
        ready.set_chair_allows(allows.as_bool().map_or(Truth::Unknown, |is| Truth::from_bounds(is, is)));
        request["chair_allows"] = allows;
        let again = wire::meeting(&catalogue, &request.to_string()).unwrap();
        prop_assert!(!ready.set_present("nobody", Truth::True));
        prop_assert_eq!(ready.outcome().ok(), again.outcome().ok(), "{}", request);
    }

    /// And so the other way: what is no longer known only adds to what could be.
    #[test]
    fn what_is_learnt_only_narrows_what_could_be(
        first in prop::collection::vec(any::<u8>(), 140),
        then in prop::collection::vec(any::<u8>(), 24),
    ) {
        let catalogue = Catalogue::bundled();
        let (which, request) = meeting(&mut Tape(first.iter()));
        let mut tape = Tape(then.iter());
        let found = (0..8).find_map(|_| learnt(&mut tape, which, &request));
        let Some(next) = found else { return Ok(()) };
        let before = answered(&catalogue, &request);
        let after = answered(&catalogue, &next);
        let (Some(before), Some(after)) = (before, after) else { return Ok(()) };
        for key in ["exists", "constituted", "part", "outcome", "agreed"] {
            if before[key].is_null() {
                continue;
            }
            let (wide, narrow) = (could_be(&before, key), could_be(&after, key));
            prop_assert!(narrow.is_subset(&wide), "{} {:?} {:?}\n{}\n{}", key, wide, narrow, request, next);
        }
    }

    /// What would have to change is never left unsaid.
    #[test]
    fn of_a_meeting_that_may_not_decide_yet_something_is_lacking(
        bytes in prop::collection::vec(any::<u8>(), 140),
    ) {
        let (_, request) = meeting(&mut Tape(bytes.iter()));
        let Some(answer) = answered(&Catalogue::bundled(), &request) else { return Ok(()) };
        if answer["constituted"] == "false" || answer["outcome"] == "not-yet" {
            prop_assert!(!answer["lacking"].as_array().unwrap().is_empty(), "{}", request);
        }
    }

    /// Each of the tests is needed: whoever fails one of them, some or all is nobody there.
    #[test]
    fn somebody_who_fails_a_test_never_makes_a_meeting_quorate(
        bytes in prop::collection::vec(any::<u8>(), 150),
    ) {
        let catalogue = Catalogue::bundled();
        let mut tape = Tape(bytes.iter());
        let (which, mut request) = meeting(&mut tape);
        // Of the leads none of the three is asked.
        prop_assume!(BODIES[which].body != LEADS);
        let tested = |seat: &&&str| !seat.ends_with(".chair");
        let Some(seat) = BODIES[which].seats.iter().filter(tested).nth(tape.below(3)) else {
            return Ok(());
        };
        let Some(before) = answered(&catalogue, &request) else { return Ok(()) };
        let asked = asked_in(&catalogue, &request, seat);
        let fails = tape.pick(&asked).clone();
        let rarely = |tape: &mut Tape<'_>| !tape.one_in(4);
        let tests: Map<String, Value> = asked
            .iter()
            .map(|test| (test.clone(), json!(*test != fails && rarely(&mut tape))))
            .collect();
        let more = json!({ "person": "more", "seats": [seat], "present": true, "agrees": true,
            "tests": tests });
        request["people"].as_array_mut().unwrap().push(more);
        let Some(after) = answered(&catalogue, &request) else { return Ok(()) };
        prop_assert!(
            after["constituted"] != "true" || before["constituted"] == "true",
            "{} {}", before["constituted"], request
        );
        let person = after["people"].as_array().unwrap().last().unwrap();
        prop_assert_eq!(&person["counts"], "false", "{}", request);
        let failed = person["seats"][0]["failed"].as_array().unwrap();
        prop_assert!(failed.contains(&json!(fails)), "{} {}", fails, request);
    }

    /// Whoever takes the quorum away by an interest is named with it, and what would help is said.
    #[test]
    fn an_interest_that_takes_the_quorum_away_is_named(
        bytes in prop::collection::vec(any::<u8>(), 150),
    ) {
        let catalogue = Catalogue::bundled();
        let mut tape = Tape(bytes.iter());
        let (which, mut request) = meeting(&mut tape);
        request["matter"] = json!(tape.pick(BODIES[which].matters));
        request["interests"] = json!([]);
        let Some(before) = answered(&catalogue, &request) else { return Ok(()) };
        let people = request["people"].as_array().unwrap().len();
        if before["constituted"] == "false" || people == 0 {
            return Ok(());
        }
        let of = format!("p{}", tape.below(people));
        request["interests"] = json!([of]);
        let Some(after) = answered(&catalogue, &request) else { return Ok(()) };
        let told = after["people"].as_array().unwrap().iter();
        let person = told.into_iter().find(|one| one["person"] == of.as_str()).unwrap();
        if after["constituted"] == "false" {
            let named = person["seats"].as_array().unwrap().iter().any(|seat| {
                seat["failed"].as_array().unwrap().contains(&json!("interest"))
            });
            prop_assert!(named, "{}", request);
            prop_assert!(!after["lacking"].as_array().unwrap().is_empty(), "{}", request);
            let effect = &request["settings"]["interest_effect"];
            prop_assert_eq!(effect, "out-of-quorum", "no other effect could: {}", request);
        }
    }

    #[test]
    fn one_more_qualified_member_never_makes_a_quorate_meeting_inquorate(
        bytes in prop::collection::vec(any::<u8>(), 150),
    ) {
        let catalogue = Catalogue::bundled();
        let mut tape = Tape(bytes.iter());
        let (which, mut request) = meeting(&mut tape);
        let seat = tape.pick(BODIES[which].seats);
        let Some(before) = answered(&catalogue, &request) else { return Ok(()) };
        if before["constituted"] != "true" {
            return Ok(());
        }
        let met: Map<String, Value> =
            ["speaks", "commits", "holds-to-account", "senior", "skills", "entrusted"]
                .iter().map(|test| ((*test).to_owned(), json!(true))).collect();
        let more = json!({ "person": "more", "seats": [seat], "present": true, "tests": met });
        request["people"].as_array_mut().unwrap().push(more);
        // One whose interest is not known may be taken out of the quorum, by a rule that says so.
        if request["interests"].is_object() {
            request["interests"]["no"].as_array_mut().unwrap().push(json!("more"));
        } else if request["interests"].is_null() {
            request["interests"] = json!({ "yes": [], "no": ["more"] });
        }
        // Where every agency has a seat of its own, a member more is one seat more.
        let is_each = seat.ends_with("added-member") || seat.ends_with("relevant-agency");
        if let Some(members) = request["members"].as_u64().filter(|_| is_each) {
            request["members"] = json!(members + 1);
        }
        let Some(after) = answered(&catalogue, &request) else { return Ok(()) };
        prop_assert_eq!(&after["constituted"], "true", "{}", request);
    }
}
