//! The small reviews pack: what may replace what, and events that cannot be as they are given.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

mod packs;

use packs::{is_a_sentence, problems_of, small_reviews};
use safeguarding_rules::{Catalogue, wire};
use serde_json::{Value, json};

/// A pack that lies on the small one, with these lists.
fn upper(lists: Value) -> Value {
    let mut pack = small_reviews();
    let document = pack.as_object_mut().unwrap();
    for list in ["settings", "reviews", "rules", "roles", "links", "events", "actions"] {
        document.remove(list);
    }
    for list in ["consistency", "conflicts"] {
        document.remove(list);
    }
    document.insert("pack".to_owned(), json!("upper"));
    document.insert("extends".to_owned(), json!("small"));
    let Value::Object(lists) = lists else { panic!("lists") };
    document.extend(lists);
    pack
}

/// The item of a list of the small pack, with some keys changed.
fn changed(list: &str, id: &str, changes: Value) -> Value {
    let pack = small_reviews();
    let mut items = pack[list].as_array().unwrap().iter();
    let mut item = items.find(|item| item["id"] == id).unwrap().clone();
    let Value::Object(changes) = changes else { panic!("changes") };
    item.as_object_mut().unwrap().extend(changes);
    item
}

fn layered(lists: Value) -> Result<Catalogue, safeguarding_rules::Error> {
    let (below, above) = (small_reviews().to_string(), upper(lists).to_string());
    Catalogue::empty().with(&[below.as_str(), above.as_str()])
}

#[track_caller]
fn refused(lists: Value) -> Vec<(String, String)> {
    let problems = problems_of(layered(lists));
    let text = |problem: &Value, key: &str| problem[key].as_str().unwrap().to_owned();
    problems.iter().map(|problem| (text(problem, "code"), text(problem, "at"))).collect()
}

/// The answer about the death of a child, neglected, told to the board on 12 January 2024.
#[track_caller]
fn asked(catalogue: &Catalogue, pack: &str, changes: Value) -> Value {
    let mut request = json!({ "question": "reviews", "pack": pack, "subject": "incident",
        "as_of": "2024-05-01", "facts": { "happened_on": "2024-01-10", "date_of_birth": "2015",
        "died": true, "place": "here", "neglect": true },
        "events": { "board-told": "2024-01-12" }, "settings": { "clock_start": "board-told" } });
    let Value::Object(changes) = changes else { panic!("changes") };
    request.as_object_mut().unwrap().extend(changes);
    let answer = wire::answer(catalogue, &request.to_string());
    let answer = answer.unwrap_or_else(|error| panic!("{}", error.to_json()));
    serde_json::from_str(&answer).unwrap()
}

fn small_catalogue() -> Catalogue {
    Catalogue::empty().with(&[small_reviews().to_string().as_str()]).unwrap()
}

#[track_caller]
fn action<'a>(answer: &'a Value, id: &str) -> &'a Value {
    let mut actions = answer["actions"].as_array().unwrap().iter();
    actions.find(|action| action["action"] == id).expect("the action")
}

fn on(day: &str) -> Value {
    json!({ "earliest": day, "latest": day })
}

/// Nothing is counted from a further count, so it may run from the action that it belongs to.
#[test]
fn a_further_count_may_run_from_its_own_action() {
    let answer = asked(&small_catalogue(), "small", json!({}));
    let report = action(&answer, "local.report");
    assert_eq!(report["due"], on("2024-07-11"));
    // Nobody can tell whether it will be late before it is due.
    assert_eq!(report["also"].as_array().unwrap().len(), 1);
    let late = asked(&small_catalogue(), "small", json!({ "as_of": "2024-08-01" }));
    let counts = &action(&late, "local.report")["also"];
    assert_eq!(counts[1]["due"], on("2024-07-25"));
    assert_eq!(counts[1]["clock"], json!({ "due_of": "local.report", "unit": "weeks", "n": 2 }));
}

#[test]
fn what_runs_from_an_action_runs_from_what_replaces_it() {
    let mut mine = changed(
        "actions",
        "local.report",
        json!({ "id": "mine.report", "overrides": "local.report",
                "clock": { "from": "board-told", "unit": "months", "n": 3 } }),
    );
    let catalogue = layered(json!({ "actions": [mine.clone()] })).unwrap();
    let answer = asked(&catalogue, "upper", json!({}));
    assert_eq!(action(&answer, "mine.report")["due"], on("2024-04-12"));
    let publish = action(&answer, "local.publish");
    assert_eq!(publish["due"], on("2024-05-12"));
    assert_eq!(publish["clock"]["due_of"], "mine.report");
    // The further count of what is replaced speaks of it by its old name.
    assert_eq!(action(&answer, "mine.report")["also"][1]["due"], on("2024-04-26"));
    assert_eq!(answer["conflicts"][0]["conflict"], "conflict.clock");

    mine["clock"] = json!({ "from": { "due": "local.publish" }, "unit": "months", "n": 3 });
    let circle = refused(json!({ "actions": [mine.clone()] }));
    assert!(circle.contains(&("pack.cycle".to_owned(), "/1/actions/0/clock".to_owned())));
    mine.as_object_mut().unwrap().remove("clock");
    mine.as_object_mut().unwrap().remove("also");
    let no_date = refused(json!({ "actions": [mine] }));
    assert_eq!(no_date, [("pack.no-date".to_owned(), "/1/actions/0".to_owned())]);
}

#[test]
fn a_conflict_stands_where_what_it_touches_is_replaced() {
    let mut below = small_reviews();
    below["conflicts"][0]["touches"] = json!(["local.inquest"]);
    let link = json!({ "id": "mine.inquest", "overrides": "local.inquest", "how": "together" });
    let above = upper(json!({ "links": [changed("links", "local.inquest", link)] }));
    let texts = [below.to_string(), above.to_string()];
    let catalogue = Catalogue::empty().with(&[&texts[0], &texts[1]]).unwrap();
    for pack in ["small", "upper"] {
        let conflicts = &asked(&catalogue, pack, json!({}))["conflicts"];
        assert_eq!(conflicts[0]["conflict"], "conflict.clock", "{pack}");
    }
}

#[test]
fn a_setting_is_given_again_under_its_own_name_and_in_its_own_kind() {
    let again = |id: &str, changes: Value| {
        let mut setting = changed("settings", id, changes);
        setting["overrides"] = json!(id);
        json!({ "settings": [setting] })
    };
    let local = layered(again("clock_start", json!({ "default": "notice-sent" }))).unwrap();
    let sent = json!({ "settings": {},
        "events": { "board-told": "2024-01-12", "notice-sent": "2024-01-15" } });
    let answer = asked(&local, "upper", sent);
    assert_eq!(action(&answer, "local.report")["due"], on("2024-07-14"));
    assert!(answer["open_settings"].as_array().unwrap().iter().all(|s| s["setting"] == "new_law"));

    let bad = [("pack.bad-override".to_owned(), "/1/settings/0/overrides".to_owned())];
    assert_eq!(refused(again("clock_start", json!({ "id": "my_start" }))), bad);
    let mut number = changed("settings", "agencies_many", json!({ "id": "new_law" }));
    number["overrides"] = json!("new_law");
    assert_eq!(refused(json!({ "settings": [number] })), bad);
}

#[test]
fn an_event_is_given_again_under_its_own_name_and_no_earlier() {
    let again = |id: &str, changes: Value| {
        let mut event = changed("events", id, changes);
        event["overrides"] = json!(id);
        json!({ "events": [event] })
    };
    let local = again("decided", json!({ "after": ["board-told", "papers-sent"] }));
    let local = layered(local).unwrap();
    let early = json!({ "events": { "board-told": "2024-01-12", "decided": "2024-01-20",
        "papers-sent": "2024-01-25" } });
    let problems = |pack| asked(&local, pack, early.clone()).get("problems").cloned();
    assert_eq!(problems("small"), None);
    assert_eq!(problems("upper").unwrap()[0]["code"], "events.out-of-order");
    let decided = json!({ "events": { "board-told": "2024-01-12", "decided": "2024-01-20" } });
    let answer = asked(&local, "upper", decided);
    assert_eq!(action(&answer, "local.decide")["state"], "done", "the base counts on from it");

    let bad = [("pack.bad-override".to_owned(), "/1/events/0/overrides".to_owned())];
    let renamed = json!({ "id": "settled" });
    assert_eq!(refused(again("decided", renamed)), bad);
    assert_eq!(refused(again("decided", json!({ "after": ["papers-sent"] }))), bad);
    assert_eq!(refused(again("decided", json!({ "may_lie_ahead": true }))), bad);
}

/// A word that is not known hides what hangs on it; nothing else is called wrong for that.
#[test]
fn one_mistake_in_a_setting_or_an_action_is_one_problem() {
    for (list, position, key, value) in [
        ("settings", 0, "kind", json!("number")),
        ("settings", 1, "kind", json!(3)),
        ("settings", 2, "kind", json!("evnt")),
        ("actions", 0, "clock", json!("soon")),
        ("actions", 3, "clock", json!({ "from": "board-told", "unit": "days", "n": 0 })),
        ("events", 0, "after", json!("incident")),
        ("reviews", 0, "scope", json!({ "age_under": 18 })),
    ] {
        let mut pack = small_reviews();
        pack[list][position][key] = value;
        let problems = problems_of(Catalogue::empty().with(&[pack.to_string().as_str()]));
        assert_eq!(problems.len(), 1, "{list} {position} {key}: {problems:?}");
    }
}

#[test]
fn events_that_cannot_be_are_reported_and_taken_as_not_known() {
    let catalogue = small_catalogue();
    for (events, code, at) in [
        (json!({ "bord-told": "2024-01-12" }), "events.unknown", "/events/bord-told"),
        (json!({ "board-told": 3 }), "events.not-a-date", "/events/board-told"),
        (json!({ "board-told": "2023-02-29" }), "events.not-a-date", "/events/board-told"),
        (json!({ "board-told": ["2024-01-12"] }), "events.not-a-date", "/events/board-told"),
        (
            json!({ "board-told": { "from": "2024-02", "to": "2024-01" } }),
            "events.not-a-date",
            "/events/board-told",
        ),
        (json!({ "board-told": { "days": 3 } }), "events.not-a-date", "/events/board-told"),
        (json!({ "board-told": "2024-05-02" }), "events.ahead", "/events/board-told"),
        (
            json!({ "board-told": "2024-01-12", "decided": "2024-01-11" }),
            "events.out-of-order",
            "/events/decided",
        ),
        (json!({ "board-told": "2024-01-09" }), "events.out-of-order", "/events/board-told"),
        (
            json!({ "board-told": false, "decided": "2024-01-20" }),
            "events.without",
            "/events/decided",
        ),
        (json!({ "board-told": false, "decided": true }), "events.without", "/events/decided"),
    ] {
        let given = events.to_string();
        let answer = asked(&catalogue, "small", json!({ "events": events }));
        let problems = answer["problems"].as_array().unwrap_or_else(|| panic!("{given}"));
        assert_eq!((&problems[0]["code"], &problems[0]["at"]), (&json!(code), &json!(at)));
        assert_eq!(problems.len(), 1, "{given}: {problems:?}");
        let message = problems[0]["message"].as_str().unwrap();
        assert!(is_a_sentence(message), "{message}");
        assert_eq!(days_in(message, "2024-05-01"), [""; 0], "{message}");
        // What cannot be is as if nobody knew.
        let id = at.trim_start_matches("/events/");
        let mut events: Value = serde_json::from_str(&given).unwrap();
        let known = code != "events.unknown";
        if known {
            events[id] = Value::Null;
        } else {
            events.as_object_mut().unwrap().remove(id);
        }
        let mut unknown = asked(&catalogue, "small", json!({ "events": events }));
        let mut answer = answer;
        answer.as_object_mut().unwrap().remove("problems");
        unknown.as_object_mut().unwrap().remove("problems");
        if code != "events.without" {
            assert_eq!(answer, unknown, "{given}");
        }
    }
    let planned = asked(&catalogue, "small", json!({ "events": { "meeting": "2024-06-01" } }));
    assert!(planned.get("problems").is_none());
    assert_eq!(action(&planned, "local.papers")["due"], on("2024-05-24"));
}

#[test]
fn a_due_day_outside_the_table_is_reported_with_its_action() {
    let table = json!({ "format": 1, "calendar": "short", "title": "A short table",
        "from": "2024-01-01", "until": "2024-01-16", "checked_on": "2024-01-01",
        "weekend": ["saturday", "sunday"], "holidays": [] });
    let answer = asked(&small_catalogue(), "small", json!({ "calendar": table }));
    let problems = answer["problems"].as_array().unwrap();
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0]["code"], "calendar.outside");
    assert_eq!(problems[0]["at"], "notice.send");
    let message = problems[0]["message"].as_str().unwrap();
    assert!(is_a_sentence(message), "{message}");
    // The ends of the table are no secret; when the board was told is.
    assert!(!message.contains("2024-01-12"), "{message}");
    assert!(action(&answer, "notice.send").get("due").is_none());
}

/// The days that a message names, but this one.
fn days_in<'m>(message: &'m str, but: &str) -> Vec<&'m str> {
    let is_day = |word: &&str| {
        word.len() == 10 && word.bytes().filter(u8::is_ascii_digit).count() == 8 && *word != but
    };
    let words = message.split(|c: char| !c.is_ascii_digit() && c != '-');
    words.filter(is_day).collect()
}
