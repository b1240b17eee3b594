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

/// About the death of a child, neglected, told to the board on 12 January 2024.
fn request(pack: &str, changes: Value) -> String {
    let mut request = json!({ "question": "reviews", "pack": pack, "subject": "incident",
        "as_of": "2024-05-01", "facts": { "happened_on": "2024-01-10", "date_of_birth": "2015",
        "died": true, "place": "here", "neglect": true },
        "events": { "board-told": "2024-01-12" }, "settings": { "clock_start": "board-told" } });
    let Value::Object(changes) = changes else { panic!("changes") };
    request.as_object_mut().unwrap().extend(changes);
    request.to_string()
}

#[track_caller]
fn asked(catalogue: &Catalogue, pack: &str, changes: Value) -> Value {
    let answer = wire::answer(catalogue, &request(pack, changes));
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
fn a_day_that_is_known_not_to_lie_before_another_is_asked_for_so() {
    let small = Catalogue::empty().with(&[small_reviews().to_string().as_str()]).unwrap();
    let form =
        r#"{ "family": "reviews", "pack": "small", "subject": "incident", "as_of": "2024-05-01" }"#;
    let form: Value = serde_json::from_str(&wire::questions(&small, form).unwrap()).unwrap();
    let first = |id: &str| {
        let mut settings = form["settings"].as_array().unwrap().iter();
        settings.find(|setting| setting["setting"] == id).unwrap()["not_before"].clone()
    };
    assert_eq!(first("new_law"), "2023-01-01");
    assert_eq!(first("clock_start"), Value::Null);
    let early = request("small", json!({ "settings": { "new_law": "2022-12-31" } }));
    let error = wire::answer(&small, &early).unwrap_err().to_json();
    assert!(error.contains("setting `new_law` is a day, 2023-01-01 or later"), "{error}");
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
        // What cannot be is as if nobody knew, and so is what it contradicts.
        let mut events: Value = serde_json::from_str(&given).unwrap();
        let events = events.as_object_mut().unwrap();
        events.retain(|_, _| code != "events.unknown");
        events.values_mut().for_each(|event| *event = Value::Null);
        let mut unknown = asked(&catalogue, "small", json!({ "events": events }));
        let mut answer = answer;
        answer.as_object_mut().unwrap().remove("problems");
        unknown.as_object_mut().unwrap().remove("problems");
        assert_eq!(answer, unknown, "{given}");
    }
    let planned = asked(&catalogue, "small", json!({ "events": { "meeting": "2024-06-01" } }));
    assert!(planned.get("problems").is_none());
    assert_eq!(action(&planned, "local.papers")["due"], on("2024-05-24"));
}

/// Either of two may be the mistake: the third is still believed.
#[test]
fn of_two_events_that_contradict_each_other_neither_is_believed() {
    let catalogue = small_catalogue();
    let answer = |events: Value| asked(&catalogue, "small", json!({ "events": events }));
    let both =
        answer(json!({ "board-told": "2024-01-20", "decided": "2024-01-15", "notice-sent": true }));
    assert_eq!(both["problems"][0]["at"], "/events/decided");
    // The report was counted from the day on which the board was told.
    let report = action(&both, "local.report");
    assert!(report.get("due").is_none() && report["state"] == "cannot-tell", "{report}");
    assert_eq!(action(&both, "notice.send")["state"], "done");
    let planned = answer(json!({ "meeting": "2024-06-01" }));
    assert!(planned.get("problems").is_none());
}

#[test]
fn due_days_outside_the_table_are_one_problem_and_each_is_marked() {
    let table = json!({ "format": 1, "calendar": "short", "title": "A short table",
        "from": "2024-01-01", "until": "2024-01-16", "checked_on": "2024-01-01",
        "weekend": ["saturday", "sunday"], "holidays": [] });
    let mut pack = small_reviews();
    let clock = json!({ "from": "board-told", "unit": "working-days", "n": 4 });
    let office = changed(
        "actions",
        "notice.send",
        json!({ "id": "office.send", "clock": clock,
                "also": [{ "label": "Counted from the telling", "clock": clock }] }),
    );
    pack["actions"].as_array_mut().unwrap().push(office);
    let catalogue = Catalogue::empty().with(&[pack.to_string().as_str()]).unwrap();
    let changes = json!({ "calendar": table });
    let answer = asked(&catalogue, "small", changes.clone());
    let problems = answer["problems"].as_array().unwrap();
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0]["code"], "calendar.outside");
    assert_eq!(problems[0]["at"], "/calendar");
    let message = problems[0]["message"].as_str().unwrap();
    assert!(is_a_sentence(message), "{message}");
    // The ends of the table are no secret; when the board was told is.
    assert!(!message.contains("2024-01-12"), "{message}");
    for id in ["notice.send", "office.send"] {
        let action = action(&answer, id);
        assert!(action.get("due").is_none() && action["outside"] == true, "{action}");
    }
    // Counted from the same day, and as far past the table.
    let also = &action(&answer, "office.send")["also"][0];
    assert!(also.get("due").is_none() && also["outside"] == true, "{also}");
    let words = wire::answer_in_words(&catalogue, &request("small", changes)).unwrap();
    assert_eq!(words.matches("Days that could not be counted:").count(), 1, "{words}");
    assert_eq!(words.matches("outside the calendar").count(), 1, "{words}");
    assert!(words.contains("the telling: on a day outside the table of working days"), "{words}");
    assert!(!words.contains("These events cannot be"), "{words}");
    assert!(action(&asked(&catalogue, "small", json!({})), "office.send").get("outside").is_none());
}

#[test]
fn an_open_end_of_a_planned_day_is_no_day_that_cannot_be_counted() {
    let open = json!({ "events": { "meeting": { "from": "2024-06-01" } } });
    let answer = asked(&small_catalogue(), "small", open);
    assert!(answer.get("problems").is_none(), "{}", answer["problems"]);
    let papers = action(&answer, "local.papers");
    assert!(papers.get("due").is_none() && papers.get("outside").is_none(), "{papers}");
    let last = json!({ "events": { "meeting": "0001-01-05" }, "facts": { "happened_on": null } });
    let answer = asked(&small_catalogue(), "small", last);
    let problem = &answer["problems"][0];
    assert_eq!((&problem["code"], &problem["at"]), (&json!("calendar.no-such-day"), &json!("")));
    assert_eq!(action(&answer, "local.papers")["outside"], true);
}

#[test]
fn what_rests_on_holidays_not_proclaimed_is_said() {
    let notice = |answer: &Value| {
        let notices = answer["notices"].as_array().into_iter().flatten();
        notices.filter(|notice| notice.as_str().unwrap().contains("proclaimed")).count()
    };
    for (until, said) in [("2024-01-20", 0), ("2024-01-19", 1), ("2024-01-01", 1)] {
        let table = json!({ "format": 1, "calendar": "short", "title": "A short table",
            "from": "2024-01-01", "until": "2025-01-01", "checked_on": "2024-01-01",
            "proclaimed_until": until, "weekend": ["saturday", "sunday"], "holidays": [] });
        let answer = asked(&small_catalogue(), "small", json!({ "calendar": table }));
        assert_eq!(action(&answer, "notice.send")["due"], on("2024-01-19"));
        assert_eq!(answer["calendar"]["proclaimed_until"], until);
        assert_eq!(notice(&answer), said, "{until}");
        let deadline = |unit| {
            let asked = json!({ "question": "deadline", "from": "2024-01-12", "n": 5, "unit": unit,
                "calendar": table });
            let text = wire::answer(&small_catalogue(), &asked.to_string()).unwrap();
            notice(&serde_json::from_str(&text).unwrap())
        };
        assert_eq!((deadline("working-days"), deadline("days")), (said, 0), "{until}");
    }
}

#[test]
fn days_of_which_no_edition_covers_a_part_are_refused_with_that_part() {
    let mut pack = small_reviews();
    pack["until"] = json!("2020-01-01");
    let catalogue = Catalogue::empty().with(&[pack.to_string().as_str()]).unwrap();
    for (from, to, code, part) in [
        ("2015-03-31", "2015-04-01", "request.partly-no-edition", "those before 2015-04-01, and"),
        ("2019-12-31", "2020-01-01", "request.partly-no-edition", "those from 2020-01-01 on, and"),
        (
            "2014-01-01",
            "2021-01-01",
            "request.partly-no-edition",
            "those before 2015-04-01 and from 2020-01-01 on, and",
        ),
        ("2014-01-01", "2015-03-31", "request.no-edition", "from 2015-04-01 until 2020-01-01;"),
        ("2020-01-01", "2021-01-01", "request.no-edition", "from 2015-04-01 until 2020-01-01;"),
    ] {
        let facts = json!({ "happened_on": { "from": from, "to": to } });
        let error = wire::answer(&catalogue, &request("small", json!({ "facts": facts })));
        let error = error.unwrap_err();
        assert_eq!((error.code(), error.at()), (code, "/facts/happened_on"), "{from} {to}");
        assert!(error.to_string().contains(part), "{error}");
    }
    let open = json!({ "facts": { "happened_on": { "to": "2016" } } });
    assert_eq!(asked(&catalogue, "small", open)["incident"]["earliest"], "2015-04-01");
}

/// What leads to a review that is ruled out does not bring up what documents say of it.
#[test]
fn a_conflict_about_what_is_out_of_reach_is_not_shown() {
    let cites = json!([{ "source": "protocol", "at": "p. 8" }]);
    let conflict = json!({ "id": "conflict.power", "subject": "incident", "about": "the power",
        "touches": ["local.power"],
        "says": [{ "words": "One.", "cites": cites }, { "words": "Other.", "cites": cites }] });
    let catalogue = layered(json!({ "conflicts": [conflict] })).unwrap();
    for (place, shown) in [("here", true), ("elsewhere", false)] {
        let facts = json!({ "happened_on": "2024-01-10", "date_of_birth": "2015", "died": true,
            "place": place });
        let answer = asked(&catalogue, "upper", json!({ "facts": facts }));
        let conflicts = answer["conflicts"].as_array().into_iter().flatten();
        let found = conflicts.filter(|one| one["conflict"] == "conflict.power").count();
        assert_eq!(found, usize::from(shown), "{place}");
    }
}

/// The days that a message names, but this one.
fn days_in<'m>(message: &'m str, but: &str) -> Vec<&'m str> {
    let is_day = |word: &&str| {
        word.len() == 10 && word.bytes().filter(u8::is_ascii_digit).count() == 8 && *word != but
    };
    let words = message.split(|c: char| !c.is_ascii_digit() && c != '-');
    words.filter(is_day).collect()
}
