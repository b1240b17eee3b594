//! Which keys a file of the battery may have, at every level; `fixtures/expectations` lists them.

use crate::stories::folder;
use serde_json::{Value, json};

/// The places of keys that nobody knows, and of what is no list or object where one is expected.
pub(crate) fn strangers(battery: &Value) -> Vec<String> {
    let known = folder("expectations").into_iter().find(|(file, _)| file.ends_with("audits.json"));
    let mut found = Vec::new();
    add(&known.expect("the keys of audits").1, battery, "", &mut found);
    found
}

fn add(known: &Value, given: &Value, at: &str, found: &mut Vec<String>) {
    match (known, given) {
        (Value::Bool(true), _) | (_, Value::Null) => {}
        (Value::Array(known), Value::Array(items)) => {
            for (item, number) in items.iter().zip(0_usize..) {
                add(&known[0], item, &format!("{at}/{number}"), found);
            }
        }
        (Value::Object(known), Value::Object(given)) => {
            for (key, value) in given {
                let at = format!("{at}/{key}");
                match known.get(key).or_else(|| known.get("*")) {
                    Some(inner) => add(inner, value, &at, found),
                    None => found.push(at),
                }
            }
        }
        _ => found.push(at.to_owned()),
    }
}

#[test]
fn a_key_that_nobody_knows_is_found_at_every_level() {
    for (expect, at) in [
        (json!({ "ocurrences": {} }), "/ocurrences"),
        (json!({ "occurrences": { "o": { "standin": null } } }), "/occurrences/o/standin"),
        (
            json!({ "occurrences": { "o": { "steps": { "d": { "dun": null } } } } }),
            "/occurrences/o/steps/d/dun",
        ),
        (
            json!({ "duties": { "d": { "occurrences": [{}, { "dew": null }] } } }),
            "/duties/d/occurrences/1/dew",
        ),
        (
            json!({ "returns": { "a": { "standards": { "s": { "sefl": null } } } } }),
            "/returns/a/standards/s/sefl",
        ),
        (json!({ "problems": [{ "code": "audits.twice", "place": "/a" }] }), "/problems/0/place"),
        (json!({ "owes": { "a": { "section-11": "statute" } } }), "/owes/a/section-11"),
    ] {
        let battery = json!({ "about": "", "packs": [], "fixtures": [{ "expect": expect }] });
        assert_eq!(strangers(&battery), [format!("/fixtures/0/expect{at}")]);
    }
    assert_eq!(strangers(&json!({ "fixtures": [{ "nmae": "" }] })), ["/fixtures/0/nmae"]);
}
