//! What can be expected of reviews.

use super::{
    Compared, each, entries, ids, list, none, refused, set, some, sources, texts, unknown,
};
use serde_json::{Value, json};
use std::collections::BTreeSet;

pub(super) fn compared(answer: &Value, key: &str, wanted: &Value) -> Vec<Compared> {
    let one = |got: Value| vec![(key.to_owned(), wanted.clone(), got)];
    let all = |of: &str, id: &str| ids(list(answer, of), id);
    let findings = || list(answer, "findings").filter(|finding| finding["truth"] == "true");
    match key {
        "reviews" => each(key, wanted, |name| json!(outcome(answer, name))),
        "scope" => each(key, wanted, |name| review(answer, name)[key].clone()),
        "actions" => {
            entries(wanted).flat_map(|(name, value)| action(answer, name, value)).collect()
        }
        "next_action" | "applies" => one(answer[key].clone()),
        "problems" => {
            let got = list(answer, key).map(|one| json!({"code": one["code"], "at": one["at"]}));
            one(got.collect())
        }
        "deciding" => {
            let leading = findings().filter(|finding| finding["review"].is_string());
            set(key, wanted, ids(leading, "rule"))
        }
        "findings_include" => some(key, wanted, &ids(findings(), "rule")),
        "prompts" | "inconsistent" => set(key, wanted, all(key, "rule")),
        "prompts_include" => some(key, wanted, &all("prompts", "rule")),
        "sources" => set(key, wanted, sources(answer)),
        "sources_include" => some(key, wanted, &sources(answer)),
        "missing" => set(key, wanted, all(key, "fact")),
        "missing_includes" => some(key, wanted, &all("missing", "fact")),
        "missing_excludes" => none(key, wanted, &all("missing", "fact")),
        "missing_events" => set(key, wanted, all(key, "event")),
        "missing_events_include" => some(key, wanted, &all("missing_events", "event")),
        "next_question" => one(answer[key]["fact"].clone()),
        "open_settings" => set(key, wanted, all(key, "setting")),
        "conflicts_include" => some(key, wanted, &all("conflicts", "conflict")),
        "roles" => of_reviews(answer, wanted, key, &|role| {
            let word = |key: &str| role[key].as_str().unwrap_or_default();
            format!("{}: {}", word("role"), word("who"))
        }),
        "links" => of_reviews(answer, wanted, key, &|link| {
            link["with"].as_str().unwrap_or_default().to_owned()
        }),
        "error" => refused(answer, wanted),
        _ => unknown(key),
    }
}

/// What must be among the roles or links of each review named.
fn of_reviews(
    answer: &Value,
    wanted: &Value,
    key: &str,
    words: &dyn Fn(&Value) -> String,
) -> Vec<Compared> {
    let parts = entries(wanted).map(|(name, wanted)| {
        let got: BTreeSet<String> = list(review(answer, name), key).map(words).collect();
        let lacking: Vec<String> =
            texts(wanted).into_iter().filter(|item| !got.contains(item)).collect();
        (format!("{key} {name} lacking, got {got:?}"), json!([]), json!(lacking))
    });
    parts.collect()
}

/// `not-applicable`, `not-met`, one modality, or two joined by dots.
fn outcome(answer: &Value, name: &str) -> String {
    let review = review(answer, name);
    let word = |key: &str| review[key].as_str().unwrap_or("no such review").to_owned();
    match word("outcome").as_str() {
        "met" | "cannot-tell" if review["settled"] == true => word("at_least"),
        "met" | "cannot-tell" => format!("{}..{}", word("at_least"), word("at_most")),
        other => other.to_owned(),
    }
}

fn review<'v>(answer: &'v Value, name: &str) -> &'v Value {
    list(answer, "reviews").find(|review| review["review"] == name).unwrap_or(&Value::Null)
}

/// The parts of an action that are expected; `null`: it is not listed.
fn action(answer: &Value, name: &str, wanted: &Value) -> Vec<Compared> {
    let found = list(answer, "actions").find(|action| action["action"] == name);
    let Some(parts) = wanted.as_object() else {
        let state = found.map_or(Value::Null, |action| action["state"].clone());
        return vec![(format!("actions {name}"), Value::Null, state)];
    };
    let Some(found) = found else {
        return vec![(format!("actions {name}"), wanted.clone(), json!("not listed"))];
    };
    let part = |(key, value): (&String, &Value)| {
        let got = match key.as_str() {
            "due" | "done" => shortened(&found[key], "earliest", "latest", value),
            "overdue_days" | "late_days" => shortened(&found[key], "least", "most", value),
            "also" => {
                let due = |also: &Value| shortened(&also["due"], "earliest", "latest", &json!(""));
                list(found, key).map(due).collect()
            }
            "could_be" | "waits_for" | "needs" => found.get(key).cloned().unwrap_or(json!([])),
            _ => found[key].clone(),
        };
        (format!("actions {name} {key}"), value.clone(), got)
    };
    parts.iter().map(part).collect()
}

/// A range of one value as that value, where the fixture writes it so.
fn shortened(range: &Value, low: &str, high: &str, wanted: &Value) -> Value {
    if !wanted.is_object() && range[low] == range[high] {
        range[low].clone()
    } else {
        range.clone()
    }
}
