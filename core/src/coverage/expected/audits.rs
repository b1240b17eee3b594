//! What can be expected of audits and of everything else that recurs.

use super::{Compared, entries, refused, unknown};
use serde_json::{Map, Value, json};

pub(super) fn compared(answer: &Value, key: &str, wanted: &Value) -> Vec<Compared> {
    match key {
        "programmes" => each(
            key,
            wanted,
            |id| by_id(&answer[key], "programme", id),
            |one, key, wanted| part(&programme(one, wanted), key, wanted),
        ),
        "owes" => owes(answer, wanted, words_of),
        "owed_by" => owes(answer, wanted, |stretch| stretch["by"].clone()),
        "occurrences" => {
            let find = |name: &str| list(&answer[key]).find(|one| name_of(one) == name).cloned();
            each(key, wanted, |name| find(name), occurrence)
        }
        "all_occurrences" => {
            let names: Vec<String> = list(&answer["occurrences"]).map(name_of).collect();
            vec![(key.to_owned(), wanted.clone(), json!(names))]
        }
        "duties" => each(key, wanted, |id| by_id(&answer[key], "duty", id), duty),
        "phase_errors" => vec![(key.to_owned(), sorted(wanted), json!(errors_of(answer)))],
        "phase_errors_include" => lacking(key, wanted, &errors_of(answer)),
        "phase_errors_exclude" => {
            let there = errors_of(answer);
            let named = list(wanted).filter(|one| there.iter().any(|known| *one == known));
            vec![(key.to_owned(), json!([]), named.cloned().collect())]
        }
        "next" | "coming" => {
            let next = Some(answer[key].clone()).filter(|next| !next.is_null());
            each("", &json!({ key: wanted }), |_| next.clone(), part)
        }
        "problems" => {
            let got = list(&answer[key]).map(|one| json!({ "code": one["code"], "at": one["at"] }));
            vec![(key.to_owned(), sorted(wanted), sorted(&got.collect()))]
        }
        "problem_codes" => {
            let mut got: Vec<Value> =
                list(&answer["problems"]).map(|one| one["code"].clone()).collect();
            got.dedup();
            let mut got = list(&sorted(&json!(got))).cloned().collect::<Vec<_>>();
            got.dedup();
            vec![(key.to_owned(), sorted(wanted), json!(got))]
        }
        "open_settings" => ids(answer, key, "setting", wanted),
        "conflicts" => ids(answer, key, "conflict", wanted),
        "omissions" => ids(answer, key, "part", wanted),
        "returns" => each(key, wanted, |id| by_id(&answer[key], "agency", id), returned),
        "standards" => each(key, wanted, |id| by_id(&answer[key], "standard", id), part_of),
        "parts" => entries(wanted)
            .map(|(id, truth)| {
                let found = by_id(&answer[key], "part", id);
                let present = found.map_or(Value::Null, |one| one["present"].clone());
                (format!("{key} {id}"), truth.clone(), present)
            })
            .collect(),
        "covered_by" => entries(wanted)
            .map(|(id, by)| {
                let found = by_id(&answer["parts"], "part", id).unwrap_or_default();
                (format!("{key} {id}"), sorted(by), sorted(&found["covered_by"]))
            })
            .collect(),
        "missing" | "unknown" => vec![(key.to_owned(), sorted(wanted), sorted(&answer[key]))],
        "complete" => vec![(key.to_owned(), wanted.clone(), answer[key].clone())],
        "error" => refused(answer, wanted),
        _ => unknown(key),
    }
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn sorted(value: &Value) -> Value {
    let mut items: Vec<Value> = list(value).cloned().collect();
    items.sort_by_key(ToString::to_string);
    Value::Array(items)
}

fn by_id(items: &Value, key: &str, id: &str) -> Option<Value> {
    list(items).find(|one| one[key] == id).cloned()
}

fn ids(answer: &Value, key: &str, of: &str, wanted: &Value) -> Vec<Compared> {
    let got: Value = list(&answer[key]).map(|one| one[of].clone()).collect();
    vec![(key.to_owned(), sorted(wanted), sorted(&got))]
}

fn lacking(key: &str, wanted: &Value, there: &[String]) -> Vec<Compared> {
    let absent = list(wanted).filter(|one| !there.iter().any(|known| *one == known));
    vec![(key.to_owned(), json!([]), absent.cloned().collect())]
}

/// Items by their names, each with the parts that are expected; `null`: there is no such item.
fn each(
    key: &str,
    wanted: &Value,
    find: impl Fn(&str) -> Option<Value>,
    part: impl Fn(&Value, &str, &Value) -> Vec<Compared>,
) -> Vec<Compared> {
    let mut found = Vec::new();
    for (name, parts) in entries(wanted) {
        let at = format!("{key} {name}");
        match find(name) {
            Some(one) if parts.is_object() => {
                for (key, wanted) in entries(parts) {
                    let all = part(&one, key, wanted);
                    found
                        .extend(all.into_iter().map(|(what, a, b)| (format!("{at} {what}"), a, b)));
                }
            }
            one => found.push((at, parts.clone(), one.unwrap_or_default())),
        }
    }
    found
}

/// One part of an item in the short form of the fixtures.
fn part(item: &Value, key: &str, wanted: &Value) -> Vec<Compared> {
    let sets = [
        "not_set",
        "could_be",
        "missing",
        "without_evidence",
        "without_action",
        "without_owner_or_day",
    ];
    if sets.contains(&key) {
        return vec![(key.to_owned(), sorted(wanted), sorted(&item[key]))];
    }
    let got = if wanted.is_object() { item[key].clone() } else { shortened(&item[key]) };
    vec![(key.to_owned(), wanted.clone(), got)]
}

fn part_of(item: &Value, key: &str, wanted: &Value) -> Vec<Compared> {
    if key == "counts" {
        return vec![(key.to_owned(), wanted.clone(), item[key].clone())];
    }
    part(item, key, wanted)
}

/// A span of one value as that value.
fn shortened(value: &Value) -> Value {
    for (first, last) in [("earliest", "latest"), ("least", "most")] {
        if !value[first].is_null() && value[first] == value[last] {
            return value[first].clone();
        }
    }
    value.clone()
}

fn programme(one: &Value, wanted: &Value) -> Value {
    let mut got = one.clone();
    let wants_days = |year: &str| wanted.get(year).is_some();
    let days = list(&one["years"])
        .map(|year| (year["year"].to_string(), json!([year["from"], year["until"]])));
    let mut days: Map<String, Value> = days.filter(|(year, _)| wants_days(year)).collect();
    for (year, _) in wanted.as_object().into_iter().flatten() {
        days.entry(year.clone()).or_insert(Value::Null);
    }
    let years = list(&one["years"]).map(|year| match year["phase"].as_str() {
        Some(phase) => format!("{} {phase}", year["year"]),
        None => year["year"].to_string(),
    });
    got["years"] = years.collect();
    got["year_days"] = Value::Object(days);
    got
}

fn owes(answer: &Value, wanted: &Value, words: impl Fn(&Value) -> Value) -> Vec<Compared> {
    let mut found = Vec::new();
    for (agency, programmes) in entries(wanted) {
        let there = by_id(&answer["agencies"], "agency", agency).unwrap_or_default();
        for (programme, stretches) in entries(programmes) {
            let of = list(&there["owes"]).filter(|one| one["programme"] == *programme);
            let got: Value = of.map(&words).collect();
            found.push((format!("owes {agency} {programme}"), stretches.clone(), got));
        }
    }
    found
}

fn words_of(stretch: &Value) -> Value {
    let text = |key: &str| stretch[key].as_str();
    let from = text("from").map_or_else(String::new, |day| format!(" from {day}"));
    let until = text("until").map_or_else(String::new, |day| format!(" until {day}"));
    json!(format!("{}{from}{until}", text("owed").unwrap_or_default()))
}

fn name_of(one: &Value) -> String {
    let part = |key: &str| one[key].as_str().map_or_else(|| one[key].to_string(), str::to_owned);
    ["programme", "phase", "year", "agency"].map(part).join("/")
}

fn errors_of(answer: &Value) -> Vec<String> {
    let errors = list(&answer["phase_errors"]);
    let mut words: Vec<String> = errors
        .map(|one| format!("{} {}", one["code"].as_str().unwrap_or_default(), name_of(one)))
        .collect();
    words.sort();
    words.dedup();
    words
}

fn occurrence(one: &Value, key: &str, wanted: &Value) -> Vec<Compared> {
    if key != "steps" {
        return part(one, key, wanted);
    }
    each("step", wanted, |id| by_id(&one["steps"], "step", id), part)
}

fn duty(one: &Value, key: &str, wanted: &Value) -> Vec<Compared> {
    let times = list(&one["occurrences"]).count();
    match key {
        "count" => vec![(key.to_owned(), wanted.clone(), json!(times))],
        "occurrences" => {
            let mut found =
                vec![(format!("number of {key}"), json!(list(wanted).count()), json!(times))];
            for ((time, parts), index) in list(&one[key]).zip(list(wanted)).zip(0_usize..) {
                for (key, wanted) in entries(parts) {
                    let all = part(time, key, wanted);
                    found.extend(
                        all.into_iter().map(|(what, a, b)| (format!("{index} {what}"), a, b)),
                    );
                }
            }
            found
        }
        _ => part(one, key, wanted),
    }
}

fn returned(one: &Value, key: &str, wanted: &Value) -> Vec<Compared> {
    if key == "carry" {
        let words = list(&one[key]).map(|one| {
            let from =
                one["from"].as_i64().map_or_else(String::new, |year| format!(" from {year}"));
            let name = |key: &str| one[key].as_str().unwrap_or_default().to_owned();
            json!(format!("{}/{}{from}", name("standard"), name("action")))
        });
        return vec![(key.to_owned(), wanted.clone(), words.collect())];
    }
    if key != "standards" {
        return part_of(one, key, wanted);
    }
    each(
        "standard",
        wanted,
        |id| by_id(&one[key], "standard", id),
        |standard, key, wanted| {
            if key != "actions" {
                return part(standard, key, wanted);
            }
            let got: Map<String, Value> = list(&standard[key])
                .map(|action| {
                    (
                        action["action"].as_str().unwrap_or_default().to_owned(),
                        action["state"].clone(),
                    )
                })
                .collect();
            vec![(key.to_owned(), wanted.clone(), Value::Object(got))]
        },
    )
}
