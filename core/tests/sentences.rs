//! An answer in sentences is for a person: no id of a fact or of a route stands in it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

#[path = "sentences/audits.rs"]
mod audits;
#[path = "sentences/membership.rs"]
mod membership;
mod stories;

use safeguarding_rules::{Catalogue, wire};
use serde_json::{Value, json};
use stories::{all_of, folder, with_others, with_packs};

/// The events with something wrong, those declared.
fn problems_of(answer: &Value) -> Vec<String> {
    let problems = answer["problems"].as_array().into_iter().flatten();
    let declared = problems.filter(|problem| problem["code"] != "events.unknown");
    declared.filter_map(|one| one["at"].as_str()?.rsplit('/').next().map(str::to_owned)).collect()
}

#[test]
fn no_id_stands_in_a_sentence() {
    let catalogue = Catalogue::bundled();
    let mut read = 0;
    for story in all_of(&["thresholds", "cases", "reviews", "incidents"]) {
        let request = with_others(&catalogue, &story).to_string();
        let Ok(text) = wire::answer_in_words(&catalogue, &request) else { continue };
        let answer: Value =
            serde_json::from_str(&wire::answer(&catalogue, &request).unwrap()).unwrap();
        let words: Vec<&str> = text
            .split(|letter: char| !(letter.is_alphanumeric() || letter == '_' || letter == '-'))
            .collect();
        let named = |key: &str, name: &str| -> Vec<String> {
            let items = answer[key].as_array().into_iter().flatten();
            items.map(|item| item[name].as_str().unwrap().to_owned()).collect()
        };
        let ids = [
            named("missing", "fact"),
            named("states", "fact"),
            named("routes", "route"),
            named("missing_events", "event"),
            named("reviews", "review"),
            problems_of(&answer),
        ];
        for id in ids.concat() {
            // An id of one word is a word.
            let is_word = !id.contains(['_', '-']);
            assert!(is_word || !words.contains(&id.as_str()), "{}: {id}\n{text}", story["story"]);
        }
        read += 1;
    }
    assert!(read > 1_000, "{read}");
}

#[test]
fn what_is_open_and_what_to_do_meanwhile_is_said_in_questions() {
    let request = json!({ "question": "thresholds", "pack": "walsall", "subject": "child",
        "as_of": "2024-05-01", "facts": { "immediate_danger": { "state": "declined" } } });
    let text = wire::answer_in_words(&Catalogue::bundled(), &request.to_string()).unwrap();
    let told = text.split("To do now, while this is open:").nth(1).expect("what to do is told");
    let told = told.lines().nth(1).unwrap();
    assert!(told.contains("talks to the designated safeguarding lead today"), "{told}");
    assert!(
        told.ends_with("because of: Is the child in immediate danger, now or within hours?"),
        "{told}"
    );
    assert!(text.contains("Not settled: Immediate danger; Duty to enquire;"), "{text}");
    assert!(!text.contains("Not met by these answers"), "nothing is ruled out: {text}");
    // What is not met is told of routes, since a number alone would read as a level.
    let mut born = request;
    born["facts"]["date_of_birth"] = json!("2016-02-01");
    let text = wire::answer_in_words(&Catalogue::bundled(), &born.to_string()).unwrap();
    let after = text.split("Not met by these answers: ").nth(1).expect("some are ruled out");
    let (number, _) = after.split_once(" other routes and tests.").expect("and of what is said");
    assert!(number.parse::<u32>().is_ok_and(|number| number > 1), "{number}");
}

#[test]
fn every_finding_and_prompt_says_where_it_stands_and_how_sure_that_is() {
    let catalogue = Catalogue::bundled();
    let thresholds = json!({ "question": "thresholds", "pack": "england", "subject": "child",
        "as_of": "2024-05-01", "facts": { "date_of_birth": "2010-03-10",
        "sexual_activity_ages": ["under-13", "13-15"], "reasonable_cause_significant_harm": true } });
    let reviews = json!({ "question": "reviews", "pack": "england", "subject": "incident",
        "as_of": "2024-05-01", "facts": { "incident_date": "2024-03-01", "place": "this-area",
        "date_of_birth": "2015-03-02", "died": true, "abuse_or_neglect_suspected": true } });
    for (request, key) in [(&thresholds, "prompts"), (&reviews, "findings")] {
        let request = request.to_string();
        let text = wire::answer_in_words(&catalogue, &request).unwrap();
        let answer: Value =
            serde_json::from_str(&wire::answer(&catalogue, &request).unwrap()).unwrap();
        // What is not known to hold decides nothing yet.
        let items = answer[key].as_array().unwrap().iter();
        let items: Vec<&Value> = items.filter(|item| item["truth"] != "unknown").collect();
        assert!((1..8).contains(&items.len()), "{key}: {}", items.len());
        for item in items {
            let word = |key: &str| item[key].as_str().unwrap().to_owned();
            let places = item["cites"].as_array().unwrap().iter();
            let places = places.map(|cite| {
                let [title, at] = ["title", "at"].map(|key| cite[key].as_str().unwrap());
                format!("{title}, {at}")
            });
            let places = places.collect::<Vec<_>>().join("; ");
            let said = format!("[{places}; {}, {}]", word("basis"), word("evidence"));
            assert!(text.contains(&said), "{said} is not in\n{text}");
        }
    }
}

/// An incident in Walsall, in sentences.
fn incident_in_words(facts: Value, events: Value) -> String {
    let request = json!({ "question": "reviews", "pack": "walsall", "subject": "incident",
        "as_of": "2024-05-01", "facts": facts, "events": events, "no_other_events": true });
    wire::answer_in_words(&Catalogue::bundled(), &request.to_string()).unwrap()
}

#[test]
fn the_safe_day_is_said_of_what_is_still_to_be_done_and_of_nothing_else() {
    let facts = json!({ "incident_date": { "from": "2024-02-01", "to": "2024-02-09" },
        "date_of_birth": "2015-03-02", "died": true, "abuse_or_neglect_suspected": true,
        "place": "this-area" });
    let told = json!({ "la-aware": { "from": "2024-02-10", "to": "2024-02-14" } });
    let open = incident_in_words(facts.clone(), told.clone());
    let line = |text: &str| {
        let mut lines = text.lines().map(str::to_owned);
        lines
            .find(|line| line.contains("notify the incident") && line.contains("due between"))
            .expect("a line")
    };
    assert!(line(&open).contains("(safe: 2024-02-16)"), "{}", line(&open));
    let mut sent = told;
    sent["sin-submitted"] = json!("2024-02-15");
    let done = incident_in_words(facts, sent);
    assert!(!line(&done).contains("safe"), "{}", line(&done));
    let said = "for an incident of between 2024-02-01 and 2024-02-09, as it stands";
    assert!(done.contains(said) && open.contains(said), "{done}");
}

#[test]
fn long_lists_of_days_and_of_conflicts_end_with_how_many_more_there_are() {
    let request = json!({ "question": "reviews", "pack": "walsall", "subject": "incident",
        "as_of": "2024-05-01", "facts": { "died": true } });
    let text = wire::answer_in_words(&Catalogue::bundled(), &request.to_string()).unwrap();
    for heading in ["Days not recorded:", "Where the documents differ:"] {
        let list = text.split(heading).nth(1).expect(heading).trim_start_matches('\n');
        let list: Vec<&str> = list.lines().take_while(|line| line.starts_with("  ")).collect();
        assert_eq!(list.len(), 9, "{heading} {list:?}");
        assert!(list[8].starts_with("  … and ") && list[8].ends_with(" more."), "{}", list[8]);
    }
}

#[test]
fn what_is_not_met_and_what_does_not_apply_are_two_things() {
    let text = incident_in_words(
        json!({ "incident_date": "2024-02-01", "date_of_birth": "2015-03-02", "died": true,
            "abuse_or_neglect_suspected": true, "place": "this-area" }),
        json!({}),
    );
    let line = |begin: &str| text.lines().find(|line| line.starts_with(begin)).expect(begin);
    let (not_met, out) = (line("Not met by these answers: "), line("Not applicable here, "));
    assert!(out.contains("Safeguarding adult review") && !not_met.contains("adult"), "{out}");
    assert!(not_met.contains("Another local review") && !out.contains("local"), "{not_met}");
}

/// What was typed where the name of a fact or an event belongs may be about a person.
#[test]
fn only_names_that_look_like_ids_are_repeated() {
    let typed = "Tom told his mother/aunt ~ twice";
    let text = incident_in_words(json!({}), json!({ typed: "2024-02-01", "la-awar": null }));
    assert!(!text.contains("Tom") && text.contains("(a name that is not an identifier)"), "{text}");
    assert!(text.contains("`la-awar`: no such event is known here"), "{text}");
    let catalogue = Catalogue::bundled();
    let long = "a".repeat(65);
    for (question, subject) in [("reviews", "incident"), ("thresholds", "child")] {
        for (key, facts) in [
            ("/facts/Tom told his mother~1aunt ~0 twice", json!({ typed: true })),
            (format!("/facts/{long}").as_str(), json!({ long.as_str(): true })),
        ] {
            let request = json!({ "question": question, "pack": "walsall", "subject": subject,
                "as_of": "2024-05-01", "facts": facts });
            let error = wire::answer(&catalogue, &request.to_string()).unwrap_err();
            assert_eq!((error.code(), error.at()), ("case.unknown-fact", key));
            assert!(!error.to_string().contains("Tom") && !error.to_string().contains(&long));
            assert!(request.pointer(error.at()).is_some(), "the pointer leads to it");
        }
    }
}

#[test]
fn no_id_of_an_audit_stands_in_a_sentence() {
    let mut read = 0;
    for (file, battery) in folder("audits") {
        let catalogue = with_packs(&battery);
        for fixture in battery["fixtures"].as_array().expect("fixtures") {
            let request = fixture["request"].to_string();
            let Ok(text) = wire::answer_in_words(&catalogue, &request) else { continue };
            let words: Vec<&str> = text
                .split(|letter: char| !(letter.is_alphanumeric() || letter == '_' || letter == '-'))
                .collect();
            let answer: Value =
                serde_json::from_str(&wire::answer(&catalogue, &request).unwrap()).unwrap();
            // A message about a wrong name repeats that name.
            if !answer["problems"].is_null() {
                continue;
            }
            let named = |key: &str, name: &str| -> Vec<String> {
                let items = answer[key].as_array().into_iter().flatten();
                items.filter_map(|item| Some(item[name].as_str()?.to_owned())).collect()
            };
            let ids = [
                named("programmes", "programme"),
                named("occurrences", "phase"),
                named("duties", "duty"),
                named("open_settings", "setting"),
                named("phase_errors", "code"),
                named("parts", "part"),
            ];
            for id in ids.concat() {
                let is_word = !id.contains(['_', '-']) || id == "self-assessment";
                let name = &fixture["name"];
                assert!(is_word || !words.contains(&id.as_str()), "{file} {name}: {id}\n{text}");
            }
            assert!(text.lines().all(|line| line.len() < 2_000), "{file}: {text}");
            read += 1;
        }
    }
    assert!(read > 200, "{read}");
}
