//! The bundled packs, while more and more is learnt of one incident: facts, events, and the day itself
//! from nothing through years and months. Nothing that was claimed is taken back.

use super::events::{
    Ground, Told, World, any_told, check_contains, day, ground, in_the_same_words, said,
};
use super::packs::rank;
use super::{named, tried};
use proptest::prelude::*;
use safeguarding_rules::{Catalogue, Span, wire};
use serde_json::{Map, Value as Json, json};
use std::sync::LazyLock;

static GROUNDS: LazyLock<[(Ground, Vec<Json>); 2]> = LazyLock::new(|| {
    let settings = json!({ "rapid_review_clock_start": "sin-submitted" });
    ["england", "walsall"].map(|pack| {
        let ground = ground(Catalogue::bundled(), pack, "incident_date", &settings);
        let form = json!({ "family": "reviews", "pack": pack, "subject": "incident",
            "as_of": super::events::AS_OF });
        let form = wire::questions(&ground.catalogue, &form.to_string()).unwrap();
        let form: Json = serde_json::from_str(&form).unwrap();
        let mut questions = form["questions"].as_array().unwrap().clone();
        questions.retain(|question| question["incident_day"] != true);
        (ground, questions)
    })
});

/// What is true of one question.
fn answer_to(question: &Json, chosen: u16, world: &World) -> Json {
    let options = || question["options"].as_array().unwrap().iter();
    let at = usize::from(chosen);
    match question["kind"].as_str().unwrap() {
        "yes-no" => json!(!chosen.is_multiple_of(3)),
        "count" => json!(chosen % 4),
        "choice" => options().nth(at % options().count()).unwrap()["id"].clone(),
        "choices" => options()
            .zip(0_u32..)
            .filter(|(_, n)| chosen >> (n & 15) & 1 == 1)
            .map(|(option, _)| option["id"].clone())
            .collect(),
        _ => json!(world.incident.less(Span::days(chosen.saturating_mul(7))).to_string()),
    }
}

/// What is said of the day of the incident: the more steps, the narrower, each inside the last.
fn day_known(world: &World, steps: usize) -> Json {
    let around = |before, after| {
        let to = world.incident.plus(Span::days(after)).to_string();
        json!({ "from": world.incident.less(Span::days(before)).to_string(), "to": to })
    };
    match steps {
        0 => Json::Null,
        1 => around(1500, 2000),
        2 => around(300, 200),
        3 => around(20, 40),
        4 => around(3, 5),
        _ => json!(world.incident.to_string()),
    }
}

/// Nothing that the first answer says outright is taken back by the second.
fn check_stands(first: &Json, second: &Json) {
    let stays = |truth: &Json, later: &Json| *truth == "unknown" || truth == later;
    assert!(stays(&first["applies"], &second["applies"]));
    for before in first["reviews"].as_array().unwrap() {
        let id = before["review"].as_str().unwrap();
        // An edition that does not know the review holds nothing available.
        let Some(after) = named(second, "reviews", "review", id) else {
            assert_eq!(before["at_least"], "not-available", "{id}");
            continue;
        };
        assert!(stays(&before["scope"], &after["scope"]), "scope of {id}");
        assert!(rank(&before["at_least"]) <= rank(&after["at_least"]), "{id}:\n{before}\n{after}");
        assert!(rank(&before["at_most"]) >= rank(&after["at_most"]), "{id}:\n{before}\n{after}");
        if !["met", "cannot-tell"].contains(&after["outcome"].as_str().unwrap()) {
            continue;
        }
        for list in ["roles", "links"] {
            for item in before[list].as_array().into_iter().flatten() {
                let later = in_the_same_words(&after[list], item);
                let later = later.map_or(json!("false"), |later| later["truth"].clone());
                assert!(stays(&item["truth"], &later), "{id} {item}");
            }
            for item in after[list].as_array().into_iter().flatten() {
                assert!(in_the_same_words(&before[list], item).is_some(), "{id} {item}");
            }
        }
    }
    for before in first["actions"].as_array().unwrap() {
        let after = in_the_same_words(&second["actions"], before);
        let after = after.map_or(json!("false"), |action| action["applies"].clone());
        assert!(stays(&before["applies"], &after), "{before}");
    }
    for before in first["findings"].as_array().unwrap() {
        let id = before["rule"].as_str().unwrap();
        let after = named(second, "findings", "rule", id);
        let after = after.map_or(json!("false"), |finding| finding["truth"].clone());
        assert!(stays(&before["truth"], &after), "{id}");
    }
    for before in first["prompts"].as_array().unwrap() {
        let id = before["rule"].as_str().unwrap();
        assert!(named(second, "prompts", "rule", id).is_some(), "{id}");
    }
}

proptest! {
    #![proptest_config(tried(60))]

    #[test]
    fn whatever_is_learnt_of_an_incident_nothing_claimed_is_taken_back(
        at in 0_usize..2, ago in prop_oneof![0_u16..300, 60_u16..3200],
        steps in prop::collection::vec(prop_oneof![Just(0_u16), 0_u16..30, 20_u16..200], 12),
        told in prop::collection::vec(any_told(), 30),
        chosen in prop::collection::vec(0_u16..1200, 120),
        // When each fact, each event, and more of the day is learnt.
        when in prop::collection::vec(0_usize..5, 120), starts in 0_usize..6,
    ) {
        let (ground, questions) = &GROUNDS[at];
        let world = World::of(ground, ago, &steps);
        let mut before: Option<Json> = None;
        for round in 0..4 {
            let mut request = ground.request.clone();
            let known = questions.iter().zip(&chosen).zip(&when);
            let known = known.filter(|(_, when)| **when <= round);
            let known = known.map(|((question, chosen), _)| {
                let fact = question["fact"].as_str().unwrap().to_owned();
                (fact, answer_to(question, *chosen, &world))
            });
            let mut facts: Map<String, Json> = known.collect();
            facts.insert(ground.incident.to_owned(), day_known(&world, starts + round));
            request["facts"] = Json::Object(facts);
            let events = ground.events.iter().zip(&world.days).zip(told.iter().zip(&when));
            let events = events.filter_map(|((event, day), (told, when))| {
                let told = if *when < round { Told::Exactly } else { *told };
                Some((event.id.clone(), said(told, *day)?))
            });
            request["events"] = Json::Object(events.collect());
            request["explain"] = json!("all");
            let answer = wire::answer(&ground.catalogue, &request.to_string());
            let answer = answer.unwrap_or_else(|error| panic!("{}", error.to_json()));
            let answer: Json = serde_json::from_str(&answer).unwrap();
            if let Some(before) = before.filter(|before| before["exact"] == true) {
                check_stands(&before, &answer);
                check_contains(&before, &answer);
            }
            before = Some(answer);
        }
    }
}

/// The days that the packs are for are those that the worlds lie in.
#[test]
fn the_worlds_lie_in_what_the_editions_cover() {
    assert!(day(super::events::AS_OF).less(Span::days(4700)) > day("2011-04-13"));
}
