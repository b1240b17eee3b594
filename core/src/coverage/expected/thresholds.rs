//! What can be expected of thresholds.

use super::{Compared, each, entries, ids, list, none, refused, set, some, sources, unknown};
use serde_json::{Value, json};
use std::collections::BTreeSet;

pub(super) fn compared(answer: &Value, key: &str, wanted: &Value) -> Vec<Compared> {
    let one = |got: Value| vec![(key.to_owned(), wanted.clone(), got)];
    let level = &answer["level"];
    match key {
        "at_least" | "at_most" | "settled" | "illustrative" => one(level[key].clone()),
        "applies" => one(answer[key].clone()),
        "routes" => each(key, wanted, |route| route_truth(answer, route)),
        "deciding" => {
            let carrying = true_ones(answer).filter(|finding| {
                finding["level"].is_number() && finding["level"] == level["at_least"]
            });
            set(key, wanted, ids(carrying, "rule"))
        }
        "findings_include" => some(key, wanted, &ids(true_ones(answer), "rule")),
        "prompts" | "inconsistent" | "strengths" => {
            set(key, wanted, ids(list(answer, key), "rule"))
        }
        "sources" => set(key, wanted, sources(answer)),
        "missing" => set(key, wanted, missing(answer)),
        "missing_includes" => some(key, wanted, &missing(answer)),
        "missing_excludes" => none(key, wanted, &missing(answer)),
        "next_question" => one(answer[key]["fact"].clone()),
        "consent" => each(key, wanted, |of| consent(answer, of, "requirement")),
        "may_proceed_without" => each(key, wanted, |of| consent(answer, of, key)),
        "while_open" => each(key, wanted, |step| {
            let found = list(answer, "pathway").find(|shown| shown["step"] == step);
            found.map_or(Value::Null, |shown| shown[key].clone())
        }),
        "governed_by" => each(key, wanted, |source| {
            let found = list(answer, key).find(|found| found["source"] == source);
            found.map_or(Value::Null, |found| found["truth"].clone())
        }),
        "open_settings" => set(key, wanted, ids(list(answer, key), "setting")),
        "judgement" => entries(wanted)
            .map(|(part, value)| (part.clone(), value.clone(), answer[key][part].clone()))
            .collect(),
        "error" => refused(answer, wanted),
        _ => unknown(key),
    }
}

fn true_ones(answer: &Value) -> impl Iterator<Item = &Value> {
    list(answer, "findings").filter(|finding| finding["truth"] == "true")
}

fn missing(answer: &Value) -> BTreeSet<String> {
    ids(list(answer, "missing"), "fact")
}

fn consent(answer: &Value, belongs_to: &str, key: &str) -> Value {
    let found = list(answer, "consent").find(|rule| rule["for"] == belongs_to);
    found.map_or(Value::Null, |rule| rule[key].clone())
}

fn route_truth(answer: &Value, route: &str) -> Value {
    if let Some(found) = list(answer, "routes").find(|found| found["route"] == route) {
        return found["truth"].clone();
    }
    let ruled_out = list(answer, "ruled_out").any(|out| out == route);
    if ruled_out { json!("false") } else { json!("no such route") }
}
