//! A usual request is read in one go; it is answered, and refused, as by the full reading.
#![cfg(feature = "bundled-packs")]

use safeguarding_rules::thresholds::Explain;
use safeguarding_rules::{Catalogue, Error, Json, wire};
use serde_json::Value;

fn json_of(value: &Value) -> Json<'_> {
    match value {
        Value::Null => Json::Null,
        Value::Bool(yes) => Json::Bool(*yes),
        Value::Number(number) => number.as_i64().map_or(Json::NotWhole, Json::Int),
        Value::String(text) => Json::Text(text.into()),
        Value::Array(items) => Json::List(items.iter().map(json_of).collect()),
        Value::Object(entries) => {
            let entries = entries.iter().map(|(key, value)| (key.into(), json_of(value)));
            Json::Object(entries.collect())
        }
    }
}

fn told(answer: Result<String, Error>) -> String {
    answer.unwrap_or_else(|error| error.to_json())
}

const HEAD: &str =
    r#""question":"thresholds","pack":"walsall","subject":"child","as_of":"2024-05-01""#;

#[test]
fn every_way_to_write_a_request_is_answered_alike() {
    let catalogue = Catalogue::bundled();
    let facts = [
        "{}",
        " { } ",
        r#"{"injury_non_mobile":true}"#,
        r#"{"injury_non_mobile":false,"immediate_danger":null}"#,
        "{\"injury_non_mobile\"\t:\r\n true , \"immediate_danger\": false }",
        r#"{"date_of_birth":"2024-01-07","injury_non_mobile":true}"#,
        r#"{"date_of_birth":"2024-01"}"#,
        r#"{"date_of_birth":"in January"}"#,
        r#"{"date_of_birth":{"from":"2020","to":"2021"}}"#,
        r#"{"injury_non_mobile":{"state":"declined"}}"#,
        r#"{"injury_non_mobile":1}"#,
        r#"{"injury_non_mobile":12345678901}"#,
        r#"{"injury_non_mobile":1.5}"#,
        r#"{"injury_non_mobile":-1}"#,
        r#"{"injury_non_mobile":0}"#,
        r#"{"injury_non_mobile":"yes"}"#,
        r#"{"injury_non_mobile":[]}"#,
        r#"{"injury_non_mobil":true}"#,
        r#"{"injury\u005fnon_mobile":true}"#,
        "[]",
        "null",
    ];
    let tails = ["", r#","explain":"none""#, r#","explain":"all""#, r#","explain":"some""#];
    let more = [
        "",
        r#","settings":{}"#,
        r#","record":true"#,
        r#","other":1"#,
        r#","judgement":{"level":2,"by":"A","reason":"B"}"#,
    ];
    for facts in facts {
        for tail in tails {
            for more in more {
                let orders = [
                    format!(r#"{{{HEAD},"facts":{facts}{tail}{more}}}"#),
                    format!("\n{{ {HEAD}{tail} {more},\"facts\" : {facts} }}\n"),
                    format!(r#"{{"facts":{facts},{HEAD}{tail}{more}}}"#),
                ];
                for text in orders {
                    let value: Value = serde_json::from_str(&text).unwrap();
                    let by_value = wire::answer_value(&catalogue, json_of(&value));
                    // As a value the keys come in another order.
                    let by_text = told(wire::answer(&catalogue, &text));
                    let (by_text, by_value): (Value, Value) = (
                        serde_json::from_str(&by_text).unwrap(),
                        serde_json::from_str(&told(by_value)).unwrap(),
                    );
                    assert_eq!(by_text, by_value, "{text}");
                }
            }
        }
    }
}

#[test]
fn what_is_wrong_with_a_text_is_told_as_before() {
    let catalogue = Catalogue::bundled();
    let twice = r#""injury_non_mobile":true,"injury_non_mobile":false"#;
    for (text, code) in [
        (format!(r#"{{{HEAD},"facts":{{{twice}}}}}"#), "json.duplicate-key"),
        (format!(r#"{{{HEAD},{HEAD},"facts":{{}}}}"#), "json.duplicate-key"),
        (format!(r#"{{{HEAD},"facts":{{}},"facts":{{}}}}"#), "json.unknown-key"),
        (format!(r#"{{{HEAD},"facts":{{}}}}x"#), "json.syntax"),
        (format!(r#"{{{HEAD},"facts":{{}},}}"#), "json.syntax"),
        (format!(r#"{{{HEAD},"facts":{{"injury_non_mobile":true,}}}}"#), "json.syntax"),
        (format!(r#"{{{HEAD},"facts":{{"injury_non_mobile":tru}}}}"#), "json.syntax"),
        (format!(r#"{{{HEAD},"facts":{{"injury_non_mobile":01}}}}"#), "json.syntax"),
        (format!(r#"{{{HEAD},"facts":{{"injury_non_mobile""#), "json.syntax"),
        (format!(r#"{{{HEAD}}}"#), "json.missing-key"),
        (r#"{"question":"thresholds","facts":{}}"#.to_owned(), "json.missing-key"),
        ("{}".to_owned(), "json.missing-key"),
        (String::new(), "json.syntax"),
    ] {
        let error = wire::answer(&catalogue, &text).unwrap_err();
        assert!(error.to_json().contains(code), "{text}: {}", error.to_json());
    }
}

#[test]
fn a_case_recorded_fact_by_fact_is_answered_as_its_text() {
    let catalogue = Catalogue::bundled();
    let mut usual = wire::Usual::new(&catalogue, "walsall", "child", "2024-05-01").unwrap();
    let place = usual.place("injury_non_mobile").unwrap();
    assert!(usual.record(place, Json::Text("yes".into())).is_none());
    assert!(usual.record(place, Json::Bool(true)).is_some());
    assert!(usual.at(place).is_none() && usual.place("nothing of the kind").is_none());
    let born = usual.place("date_of_birth").unwrap();
    assert!(usual.record_yes_no(born, true).is_none());
    assert!(usual.record(born, Json::Text("2024-01-07".into())).is_some());
    let danger = usual.place("immediate_danger").unwrap();
    usual.record_gap(danger);
    for (explain, word) in Explain::WORDS.iter().map(|(word, explain)| (*explain, *word)) {
        let text = format!(
            r#"{{{HEAD},"explain":"{word}","facts":{{"injury_non_mobile":true,"date_of_birth":"2024-01-07","immediate_danger":null}}}}"#
        );
        assert_eq!(usual.answer(explain).unwrap(), wire::answer(&catalogue, &text).unwrap());
    }
    for (pack, subject, day) in [
        ("nowhere", "child", "2024-05-01"),
        ("walsall", "nobody", "2024-05-01"),
        ("walsall", "child", "1890-05-01"),
        ("walsall", "child", "May"),
    ] {
        assert!(wire::Usual::new(&catalogue, pack, subject, day).is_none());
    }
}
