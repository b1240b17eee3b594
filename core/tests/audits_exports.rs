//! Audits as a calendar and as a picture: the worked example, awkward texts, records.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test says what it expects by panicking"
)]

use safeguarding_rules::{Catalogue, wire};
use serde_json::{Value, json};

const EXAMPLE: &str = include_str!("../../fixtures/audits-example/request.json");
const TIMELINE: &str = include_str!("../../fixtures/audits-example/timeline.svg");

fn answer(request: &Value) -> Value {
    let answer = wire::answer(&Catalogue::bundled(), &request.to_string()).unwrap();
    serde_json::from_str(&answer).unwrap()
}

fn example(question: &str) -> Value {
    let mut request: Value = serde_json::from_str(EXAMPLE).unwrap();
    request["question"] = json!(question);
    request
}

#[test]
fn the_picture_of_the_example_is_the_committed_one() {
    let answer = answer(&example("audits-timeline"));
    assert_eq!(answer["svg"], TIMELINE);
    assert_eq!(
        answer["title"],
        "Audits in Walsall from 2019-04-01 to 2029-03-31, as of 2025-02-03"
    );
}

#[test]
fn there_is_an_event_for_everything_with_a_due_day() {
    let audits = answer(&example("audits"));
    let times = |list: &Value| list.as_array().unwrap().clone();
    let of_duties =
        times(&audits["duties"]).into_iter().flat_map(|duty| times(&duty["occurrences"]));
    let with_due = times(&audits["occurrences"]).into_iter().chain(of_duties);
    let count = with_due.filter(|time| time.get("due").is_some()).count();
    let calendar = answer(&example("audits-calendar"));
    assert_eq!(calendar["events"], count);
    let text = calendar["text"].as_str().unwrap();
    assert_eq!(text.matches("\r\nBEGIN:VEVENT\r\n").count(), count);
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"));
    for key in ["pack", "as_of", "from", "until", "editions", "calendar", "version"] {
        assert_eq!(calendar[key], audits[key], "{key}");
    }
}

/// One agency whose label and name try to be markup and more lines than one.
fn awkward(question: &str) -> Value {
    let name = "</text><script>alert(1)</script>\r\nEND:VCALENDAR\u{0}&\"'";
    json!({
        "question": question, "pack": "walsall", "as_of": "2021-06-01",
        "from": "2021-04-01", "until": "2023-04-01", "programmes": ["section-11"], "duties": false,
        "settings": {
            "s11_anchor": 2021, "s11_year_kind": "financial", "s11_slippage": "fixed-parity",
            "s11_opens_months": 1, "s11_return_months": 4,
        },
        "agencies": [{ "agency": name, "label": name, "types": ["nhs-trust"] }],
        "happened": [{
            "programme": "section-11", "phase": "self-assessment", "year": 2021,
            "what": "waived", "on": "2021-05-02", "reason": name,
        }],
    })
}

#[test]
fn texts_of_a_case_stay_texts() {
    let svg = answer(&awkward("audits-timeline"))["svg"].as_str().unwrap().to_owned();
    assert!(!svg.contains("<script") && !svg.contains('\u{0}'));
    assert!(svg.contains("&lt;/text&gt;&lt;script&gt;alert(1)"));
    for word in ["style=", "href", "onload", "http://www.w3.org/1999/xlink"] {
        assert!(!svg.contains(word), "{word}");
    }
    let text = answer(&awkward("audits-calendar"))["text"].as_str().unwrap().to_owned();
    assert_eq!(text.matches("\r\nEND:VCALENDAR").count(), 1);
    assert!(text.contains("\r\nSTATUS:CANCELLED\r\n") && !text.contains('\u{0}'));
}

#[test]
fn a_due_day_known_in_part_is_taken_at_its_earliest_and_said() {
    let mut request = awkward("audits-calendar");
    request["happened"] = json!([{
        "programme": "section-11", "phase": "self-assessment", "year": 2021,
        "what": "opened", "on": "2021-05",
    }]);
    let text = answer(&request)["text"].as_str().unwrap().replace("\r\n ", "");
    assert!(text.contains("some day from 2021-09-01 to 2021-09-30\\; the earliest is taken"));
    assert!(text.contains("DTSTART;VALUE=DATE:20210901\r\n"));
    assert!(text.contains("STATUS:TENTATIVE\r\n"));
}

#[test]
fn both_are_recorded_and_replayed_and_refused_like_audits() {
    for question in ["audits-calendar", "audits-timeline"] {
        let mut request = awkward(question);
        request["record"] = json!(true);
        let record = answer(&request);
        assert_eq!(record["answer"]["answer"], question);
        let replay = answer(&json!({ "question": "replay", "record": record }));
        assert_eq!(replay["same"], true);
        request["until"] = json!("2020-01-01");
        let error = wire::answer(&Catalogue::bundled(), &request.to_string()).unwrap_err();
        assert_eq!(error.code(), "case.bad-range");
    }
}
