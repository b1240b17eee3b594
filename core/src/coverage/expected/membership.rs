//! What can be expected of membership.

use super::{Compared, entries};
use serde_json::{Value, json};
use std::collections::BTreeSet;

pub(super) fn compared(answer: &Value, key: &str, wanted: &Value) -> Vec<Compared> {
    vec![(key.to_owned(), wanted.clone(), got(answer, key, wanted))]
}

fn rows<'v>(answer: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    answer[key].as_array().into_iter().flatten()
}

/// Something of each of some rows, by their names; `null` where there is none of that name.
fn of_rows<'v>(
    all: impl Iterator<Item = &'v Value>,
    name: &str,
    expected: &Value,
    what: impl Fn(&Value) -> Value,
) -> Value {
    let all: Vec<&Value> = all.collect();
    let wanted = entries(expected).map(|(id, _)| {
        let row = all.iter().find(|row| row[name] == id.as_str());
        (id.clone(), row.map_or(Value::Null, |row| what(row)))
    });
    Value::Object(wanted.collect())
}

/// A part of the rows that are expected, by their names.
fn by(answer: &Value, list: &str, id: &str, part: &str, expected: &Value) -> Value {
    of_rows(rows(answer, list), id, expected, |row| row[part].clone())
}

/// Something of each matter that is expected.
fn of_matters(answer: &Value, expected: &Value, what: impl Fn(&Value) -> Value) -> Value {
    of_rows(rows(answer, "matters"), "matter", expected, what)
}

fn ids(answer: &Value, list: &str, id: &str) -> Value {
    rows(answer, list).map(|row| row[id].clone()).collect()
}

fn plain(value: &Value) -> Value {
    value.as_array().map_or_else(|| value.clone(), |_| json!(value))
}

/// What an answer says of something, in the words of the fixtures.
fn got(answer: &Value, key: &str, expected: &Value) -> Value {
    match key {
        "error" => {
            let error = &answer["error"];
            let wanted = entries(expected).map(|(name, _)| name);
            Value::Object(wanted.map(|key| (key.clone(), error[key].clone())).collect())
        }
        "open_settings" => {
            let found: BTreeSet<&str> =
                rows(answer, key).map(|row| row["setting"].as_str().unwrap_or_default()).collect();
            same_set(expected, json!(found))
        }
        "problems" => same_set(
            expected,
            rows(answer, key).map(|row| json!({ "code": row["code"], "at": row["at"] })).collect(),
        ),
        "represented" => by(answer, "partners", "partner", "represented", expected),
        "partner_agrees" => by(answer, "partners", "partner", "agrees", expected),
        "held_by" => by(answer, "partners", "partner", "held_by", expected),
        "counts" => by(answer, "people", "person", "counts", expected),
        "says" => by(answer, "people", "person", "has_a_say", expected),
        "refer_to" | "exercised_by" | "decided_by" | "signed_off_by" | "entries" => {
            ids(answer, key, "entry")
        }
        "grounds" => of_rows(rows(answer, "entries"), "entry", expected, |row| {
            json!([row["strength"], row["basis"], row["evidence"]])
        }),
        "stands_back" => {
            rows(answer, key).map(|row| json!([row["entry"], row["stands_back"]])).collect()
        }
        "disputes" => ids(answer, key, "dispute"),
        "delegates" => of_rows(rows(answer, "partners"), "partner", expected, |row| {
            let could_be = row["delegates_could_be"].as_array().cloned().unwrap_or_default();
            json!([row["delegates"], could_be])
        }),
        "called" => {
            let of_matters = rows(answer, "matters").flat_map(|row| rows(row, "deciders"));
            let all = of_matters.chain(rows(answer, "refer_to"));
            of_rows(all, "entry", expected, |row| row["who"].clone())
        }
        "names" => of_rows(rows(answer, "bodies"), "id", expected, |row| match &row["name"] {
            Value::Null => row["name_could_be"].clone(),
            name => name.clone(),
        }),
        "relations_include" => {
            let told: Vec<Value> = rows(answer, "relations")
                .map(|row| json!([row["body"], row["how"], row["with"], row["in_force"]]))
                .collect();
            let wanted = expected.as_array().into_iter().flatten();
            wanted.filter(|row| told.contains(row)).cloned().collect()
        }
        "accountable_by" => {
            let found: BTreeSet<&str> = rows(answer, "accountable")
                .map(|row| row["by"].as_str().unwrap_or_default())
                .collect();
            same_set(expected, json!(found))
        }
        "conflicts" => {
            let found: BTreeSet<&str> =
                rows(answer, key).map(|row| row["conflict"].as_str().unwrap_or_default()).collect();
            same_set(expected, json!(found))
        }
        "ready" => by(answer, "matters", "matter", "ready", expected),
        "answerable" => of_matters(answer, expected, |row| {
            let found: BTreeSet<&str> = rows(row, "accountable")
                .map(|one| one["by"].as_str().unwrap_or_default())
                .collect();
            json!(found)
        }),
        "consultation" => of_matters(answer, expected, |row| {
            rows(row, key).map(|one| json!([one["entry"], one["consulted"]])).collect()
        }),
        "lacking_include" => {
            let wanted = expected.as_array().into_iter().flatten();
            wanted.filter(|row| rows(answer, "lacking").any(|one| one == *row)).cloned().collect()
        }
        "deciders" => of_matters(answer, expected, |row| ids(row, "deciders", "entry")),
        "effects" => {
            let parts = rows(answer, "matters").flat_map(|row| rows(row, "parts"));
            of_rows(parts, "entry", expected, |part| part["effect"].clone())
        }
        "matrix" => matrix(answer, expected),
        "clauses" => clauses(answer, expected),
        "organisations" => organisations(answer, expected),
        "criteria" => criteria(answer, expected),
        _ => match &answer[key] {
            Value::Null if expected.is_array() => json!([]),
            found => plain(found),
        },
    }
}

/// What was expected where it is the same set, and what was found where not.
fn same_set(expected: &Value, found: Value) -> Value {
    let texts = |value: &Value| -> BTreeSet<String> {
        value.as_array().into_iter().flatten().map(Value::to_string).collect()
    };
    if texts(expected) == texts(&found) { expected.clone() } else { found }
}

fn matrix(answer: &Value, expected: &Value) -> Value {
    let mut found = expected.clone();
    for (matter, bodies) in parts_of(&mut found) {
        let row = rows(answer, "matrix").find(|row| row["matter"] == matter.as_str());
        for (body, part) in parts_of(bodies) {
            let cell =
                row.and_then(|row| rows(row, "bodies").find(|one| one["body"] == body.as_str()));
            *part = cell.map_or(Value::Null, |cell| {
                let several = &cell["could_be"];
                if several.is_null() { cell["part"].clone() } else { several.clone() }
            });
        }
    }
    found
}

fn clauses(answer: &Value, expected: &Value) -> Value {
    let mut found = expected.clone();
    for (pattern, clauses) in parts_of(&mut found) {
        let row =
            rows(&answer["quorum"], "patterns").find(|row| row["pattern"] == pattern.as_str());
        let of = |clause: &Value| {
            let name = clause["clause"].as_str().unwrap_or_default().to_owned();
            (name, json!([clause["truth"], clause["needs"]["most"], clause["has"]["most"]]))
        };
        *clauses =
            row.map_or(Value::Null, |row| Value::Object(rows(row, "clauses").map(of).collect()));
    }
    found
}

fn organisations(answer: &Value, expected: &Value) -> Value {
    let mut found = expected.clone();
    for (id, parts) in parts_of(&mut found) {
        let row = rows(answer, "organisations").find(|row| row["organisation"] == id.as_str());
        let missing = rows(answer, "missing").find(|row| row["organisation"] == id.as_str());
        for (key, part) in parts_of(parts) {
            let Some(row) = row else { continue };
            let (partner, agency) = (&row["statutory_partner"], &row["relevant_agency"]);
            let value = match key.as_str() {
                "children" | "adults" | "place" => &partner[key],
                "missing" => missing.map_or(&Value::Null, |missing| &missing["needs"]),
                key if !row[key].is_null() => &row[key],
                key => &agency[key],
            };
            *part = if value.is_null() && part.is_array() { json!([]) } else { value.clone() };
        }
    }
    found
}

fn criteria(answer: &Value, expected: &Value) -> Value {
    match expected {
        Value::Object(_) => by(answer, "criteria", "criterion", "truth", expected),
        _ => answer["criteria"].clone(),
    }
}

/// The parts of an object, to be filled with what there is.
fn parts_of(value: &mut Value) -> impl Iterator<Item = (&String, &mut Value)> {
    value.as_object_mut().into_iter().flatten()
}
