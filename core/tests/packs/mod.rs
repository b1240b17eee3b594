//! Packs for tests: the small ones of `fixtures/packs`, and changes to them.
#![allow(dead_code, reason = "each test takes what it needs")]

use safeguarding_rules::{Catalogue, Error};
use serde_json::{Value, json};
use std::path::PathBuf;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../fixtures/packs")
}

fn read(path: PathBuf) -> Value {
    let text = std::fs::read_to_string(&path).expect("a fixture can be read");
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A good pack, by the name of its file.
pub(crate) fn good(name: &str) -> Value {
    read(folder().join(format!("good/{name}.json")))
}

/// The good pack with one of everything.
pub(crate) fn small() -> Value {
    good("small")
}

/// The good reviews pack with one of everything.
pub(crate) fn small_reviews() -> Value {
    good("small-reviews")
}

/// The good pack that a fixture of `bad` changes.
pub(crate) fn good_of(fixture: &Value) -> Value {
    good(fixture.get("good").map_or("small", |name| name.as_str().expect("a name")))
}

/// The packs of a fixture about proofs: the sound one of a family and what lies beneath it, each with
/// its changes, and further editions.
pub(crate) fn proved(family: &str, fixture: &Value) -> Vec<String> {
    let none = json!([]);
    let changed =
        |name: &str, key: &str| patched(good(name), fixture.get(key).unwrap_or(&none)).to_string();
    let [base, local] = match family {
        "thresholds" => ["sound-base".to_owned(), "sound".to_owned()],
        "reviews" => ["sound-reviews-base".to_owned(), "sound-reviews".to_owned()],
        _ => [format!("small-{family}"), format!("sound-{family}")],
    };
    let mut texts = vec![changed(&base, "base"), changed(&local, "changes")];
    texts.extend(fixture["more"].as_array().into_iter().flatten().map(Value::to_string));
    texts
}

/// The files of `bad`, by name.
pub(crate) fn fixture_files() -> Vec<(String, Value)> {
    let entries = std::fs::read_dir(folder().join("bad")).expect("fixtures/packs/bad");
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|ending| ending == "json")).collect();
    files.sort();
    assert!(files.len() > 100, "fixtures are lost");
    let named = |file: PathBuf| (file.file_name().unwrap().display().to_string(), read(file));
    files.into_iter().map(named).collect()
}

/// The pack after the changes (RFC 6902; `add`, `replace` and `remove`).
pub(crate) fn patched(mut pack: Value, changes: &Value) -> Value {
    for change in changes.as_array().expect("changes") {
        let path = change["path"].as_str().expect("a path");
        let (parent, key) = path.rsplit_once('/').expect("a pointer");
        let parent = pack.pointer_mut(parent).unwrap_or_else(|| panic!("nothing at {parent}"));
        apply(parent, key, change);
    }
    pack
}

fn apply(parent: &mut Value, key: &str, change: &Value) {
    let value = change["value"].clone();
    match (change["op"].as_str().expect("an op"), parent) {
        ("add", Value::Array(items)) if key == "-" => items.push(value),
        ("add", Value::Array(items)) => items.insert(key.parse().unwrap(), value),
        ("replace", Value::Array(items)) => items[key.parse::<usize>().unwrap()] = value,
        ("remove", Value::Array(items)) => drop(items.remove(key.parse().unwrap())),
        ("add", Value::Object(object)) => drop(object.insert(key.to_owned(), value)),
        ("replace", Value::Object(object)) => {
            let replaced = object.insert(key.to_owned(), value);
            assert!(replaced.is_some(), "nothing to replace at {key}");
        }
        ("remove", Value::Object(object)) => {
            assert!(object.remove(key).is_some(), "nothing to remove at {key}");
        }
        (op, _) => panic!("{op} cannot be done"),
    }
}

/// The problems of a refusal as the wire gives them; none when it loaded.
pub(crate) fn problems_of(loaded: Result<Catalogue, Error>) -> Vec<Value> {
    let Err(error) = loaded else { return Vec::new() };
    let body: Value = serde_json::from_str(&error.to_json()).expect("an error is JSON");
    assert_eq!(body["error"]["code"], error.code());
    body["error"]["problems"].as_array().expect("problems").clone()
}

/// A message is one sentence, begun in lower case or by a name, and ends without a full stop.
pub(crate) fn is_a_sentence(message: &str) -> bool {
    let begins_well = !message.starts_with(|c: char| c.is_uppercase());
    message.len() > 20 && begins_well && !message.ends_with('.') && !message.contains('\n')
}

/// A pack `tried` about a person, with a fact of every kind, and these rules: id, condition and
/// what follows.
pub(crate) fn of_rules(rules: &[(&str, &Value, &Value)]) -> Value {
    let cites = json!([{ "source": "book", "at": "p. 1" }]);
    let stands = |mut item: Value| {
        item["strength"] = json!("should");
        item["basis"] = json!("project-reading");
        item["evidence"] = json!("inferred");
        item["cites"] = cites.clone();
        item
    };
    let options = json!([{ "id": "x", "label": "X" }, { "id": "y", "label": "Y" }, { "id": "z", "label": "Z" }]);
    let kinds = [
        ("a", "yes-no"),
        ("b", "yes-no"),
        ("c", "yes-no"),
        ("n", "count"),
        ("m", "count"),
        ("d", "date"),
        ("born", "date"),
        ("ch", "choice"),
        ("cs", "choices"),
    ];
    let facts = kinds.map(|(id, kind)| {
        let mut fact = json!({ "id": id, "subject": ["person"], "kind": kind, "question": "What?",
                               "burden": "plain", "birth": id == "born" });
        if kind.starts_with("choice") {
            fact["options"] = options.clone();
        }
        fact
    });
    let level = |number: u8| {
        stands(
            json!({ "subject": "person", "number": number, "name": "A level", "summary": "A level.",
                       "responders": ["somebody"], "route_in": "a call" }),
        )
    };
    let named = json!({ "fact": "cs", "includes_at_least": 1 });
    let define = json!({ "define": true });
    // Every option has to be named somewhere.
    let all = rules.iter().copied().chain([("every.option", &named, &define)]);
    let rules: Vec<Value> = all
        .map(|(id, when, then)| {
            stands(
                json!({ "id": id, "subject": "person", "label": id, "when": when, "then": then }),
            )
        })
        .collect();
    json!({ "format": 1, "pack": "tried", "family": "thresholds", "title": "Tried", "from": "2000-01-01",
            "checked_on": "2000-01-01", "sources": [{ "id": "book", "title": "A book", "publisher": "P" }],
            "facts": facts, "levels": (1..=4).map(level).collect::<Vec<_>>(), "rules": rules,
            "subjects": [stands(json!({ "id": "person", "label": "A person", "applies": { "all": [] } }))] })
}

/// The reviews of packs that `into_reviews` makes.
pub(crate) const REVIEWS: [&str; 2] = ["one", "two"];

/// How firmly rules call for one, the least firm first.
pub(crate) const MODALITIES: [&str; 3] = ["power", "expectation", "duty"];

/// The same facts and rules in a pack about two reviews; `day` says when the incident was.
pub(crate) fn into_reviews(mut pack: Value, day: &str) -> Value {
    let review = |id: &str| {
        let mut review = pack["subjects"][0].clone();
        review.as_object_mut().expect("a subject").remove("applies");
        for (key, value) in [
            ("id", id),
            ("subject", "person"),
            ("kind", "review"),
            ("who", "somebody"),
            ("purpose", "It finds out what can be learnt."),
            ("urgency", "prompt"),
        ] {
            review[key] = json!(value);
        }
        review
    };
    pack["reviews"] = json!(REVIEWS.map(review));
    pack["family"] = json!("reviews");
    pack.as_object_mut().expect("a pack").remove("levels");
    let facts = pack["facts"].as_array_mut().expect("facts");
    if !facts.iter().any(|fact| fact["id"] == day) {
        facts.push(json!({ "id": day, "subject": ["person"], "kind": "date", "question": "When?",
            "burden": "plain" }));
    }
    for fact in facts.iter_mut().filter(|fact| fact["id"] == day) {
        fact["incident_day"] = json!(true);
    }
    pack
}

/// How firmly a rule calls for a review: from one, or nought where it is of another.
pub(crate) fn firmness(then: &Value, review: &str) -> usize {
    let place = MODALITIES.iter().position(|modality| then["modality"] == *modality);
    if then["review"] == review { place.map_or(0, |place| place + 1) } else { 0 }
}

/// Every way of putting `true` or `false` for one part.
pub(crate) fn with_a_part_put(condition: &Value) -> Vec<[Value; 2]> {
    let mut all = Vec::new();
    for key in ["all", "any", "of"] {
        for (index, part) in condition[key].as_array().into_iter().flatten().enumerate() {
            let put = |value: Value| {
                let mut changed = condition.clone();
                changed[key][index] = value;
                changed
            };
            all.push([put(json!(true)), put(json!(false))]);
            let below = with_a_part_put(part).into_iter();
            all.extend(below.map(|pair| pair.map(&put)));
        }
    }
    if let Some(part) = condition.get("not") {
        let put = |value: Value| json!({ "not": value });
        all.push([put(json!(true)), put(json!(false))]);
        all.extend(with_a_part_put(part).into_iter().map(|pair| pair.map(put)));
    }
    all
}
