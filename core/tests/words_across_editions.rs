//! Editions that say the same thing in other words: no words are given for a day that they are not
//! of.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

mod packs;

use packs::small_reviews;
use safeguarding_rules::{Catalogue, wire};
use serde_json::{Value, json};

/// The small pack, and from March 2024 on an edition that gives an action, a role and a link to
/// others.
fn catalogue() -> Catalogue {
    let mut earlier = small_reviews();
    earlier["until"] = json!("2024-03-01");
    let changed = |list: &str, position: usize, key: &str, words: &str| {
        let mut item = earlier[list][position].clone();
        item[key] = json!(words);
        item
    };
    let mut later = json!({ "amends": earlier["from"], "from": "2024-03-01",
        "actions": [changed("actions", 0, "who", "The new board")],
        "roles": [changed("roles", 0, "does", "leads it in the new way")],
        "links": [changed("links", 0, "words", "The two are held as one.")] });
    for key in ["format", "family", "pack", "title", "checked_on", "sources"] {
        later[key] = earlier[key].clone();
    }
    let texts = [earlier.to_string(), later.to_string()];
    Catalogue::empty().with(&[&texts[0], &texts[1]]).unwrap()
}

fn request(happened_on: &Value) -> String {
    let request = json!({ "question": "reviews", "pack": "small", "subject": "incident",
        "as_of": "2024-05-01", "facts": { "happened_on": happened_on, "date_of_birth": "2015",
        "died": true, "place": "here", "neglect": true },
        "events": { "board-told": "2024-03-12" }, "settings": { "clock_start": "board-told" } });
    request.to_string()
}

fn asked(happened_on: Value) -> Value {
    let answer = wire::answer(&catalogue(), &request(&happened_on));
    let answer = answer.unwrap_or_else(|error| panic!("{}", error.to_json()));
    serde_json::from_str(&answer).unwrap()
}

/// Of each item of that name: a key of it, its truth and its edition.
fn told(list: &Value, key: &str) -> Vec<(Value, Value, Value)> {
    let items = list.as_array().unwrap().iter();
    let truth = |item: &Value| item.get("applies").unwrap_or(&item["truth"]).clone();
    items.map(|item| (item[key].clone(), truth(item), item["edition"].clone())).collect()
}

#[test]
fn what_editions_say_in_other_words_is_given_once_for_each() {
    let open = asked(json!({ "from": "2024-02-20", "to": "2024-03-10" }));
    let (new, old) = (json!({ "from": "2024-03-01" }), small_reviews()["from"].clone());
    let old = json!({ "from": old, "until": "2024-03-01" });
    let actions = told(&open["actions"], "who");
    let own = small_reviews()["actions"][0]["who"].clone();
    assert_eq!(actions[0], (json!("The new board"), json!("unknown"), new.clone()));
    assert_eq!(actions[1], (own, json!("unknown"), old.clone()));
    assert_eq!(open["actions"][0]["action"], open["actions"][1]["action"]);
    // Those that are the same in both are one, and hold.
    assert!(actions[2..].iter().all(|(_, _, edition)| edition.is_null()), "{actions:?}");
    assert!(actions[2..].iter().any(|(_, truth, _)| truth == "true"), "{actions:?}");
    let reviews = open["reviews"].as_array().unwrap();
    let of = |list: &str, key: &str, words: &str| {
        let mut all = reviews.iter().filter_map(|review| review.get(list));
        let found = all.find_map(|list| {
            let items = told(list, key);
            items.into_iter().find(|(said, ..)| said == words)
        });
        found.unwrap_or_else(|| panic!("{list} {words}"))
    };
    let pack = small_reviews();
    for (list, key, words) in [
        ("roles", "does", "leads it in the new way"),
        ("links", "words", "The two are held as one."),
    ] {
        assert_eq!(of(list, key, words), (json!(words), json!("unknown"), new.clone()));
        let earlier = pack[list][0][key].as_str().unwrap();
        assert_eq!(of(list, key, earlier), (json!(earlier), json!("unknown"), old.clone()));
    }
}

#[test]
fn on_a_day_of_one_edition_its_words_are_given_and_no_edition() {
    for (day, who) in [
        ("2024-02-20", small_reviews()["actions"][0]["who"].clone()),
        ("2024-03-10", json!("The new board")),
    ] {
        let answer = asked(json!(day));
        let actions = told(&answer["actions"], "who");
        assert_eq!(actions[0], (who, json!("true"), Value::Null));
        assert!(actions.iter().all(|(_, _, edition)| edition.is_null()), "{actions:?}");
    }
}

#[test]
fn sentences_say_for_which_days_the_words_are() {
    let sentences =
        |happened_on: Value| wire::answer_in_words(&catalogue(), &request(&happened_on)).unwrap();
    let open = sentences(json!({ "from": "2024-02-20", "to": "2024-03-10" }));
    let ends_with = |start: &str, end: &str| {
        let mut lines = open.lines().filter(|line| line.contains(start));
        lines.any(|line| line.ends_with(end))
    };
    assert!(
        ends_with("leads it in the new way", " (for an incident from 2024-03-01 on)"),
        "{open}"
    );
    let first = small_reviews()["from"].as_str().unwrap().to_owned();
    let until = format!(" (for an incident from {first} until 2024-02-29)");
    assert!(open.matches(until.as_str()).count() > 1, "{open}");
    assert!(!sentences(json!("2024-03-10")).contains("for an incident from"));
}
