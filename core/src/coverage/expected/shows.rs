//! What a fixture shows of an answer: the parts that it gives, and nothing of the rest.

use serde_json::Value;

/// The keys by which a row is named: the first of these that it has holds its name.
const NAMES: [&str; 19] = [
    "id",
    "entry",
    "duty",
    "dispute",
    "conflict",
    "setting",
    "criterion",
    "item",
    "action",
    "rule",
    "person",
    "matter",
    "body",
    "seat",
    "part",
    "partner",
    "organisation",
    "programme",
    "review",
];

/// Where an answer does not have what is shown of it.
pub(super) fn differing(answer: &Value, shown: &Value) -> Vec<String> {
    let mut found = Vec::new();
    compare(answer, shown, "", &mut found);
    found
}

fn compare(answer: &Value, shown: &Value, at: &str, found: &mut Vec<String>) {
    match (answer, shown) {
        // Of what is not there only that it is not can be shown.
        (Value::Null, Value::Object(parts)) if !parts.is_empty() => {
            for (name, part) in parts {
                compare(&Value::Null, part, &format!("{at}/{name}"), found);
            }
        }
        (Value::Array(rows), Value::Object(parts)) => {
            for (name, part) in parts {
                let row = rows.iter().find(|row| name_of(row) == Some(name));
                compare(row.unwrap_or(&Value::Null), part, &format!("{at}/{name}"), found);
            }
        }
        (Value::Object(_), Value::Object(parts)) => {
            for (key, part) in parts {
                compare(&answer[key], part, &format!("{at}/{key}"), found);
            }
        }
        (Value::Array(rows), Value::Array(parts)) => {
            for part in parts {
                if !rows.iter().any(|row| differing(row, part).is_empty()) {
                    found.push(format!("{at}: {part} is not among {answer}"));
                }
            }
        }
        _ if answer == shown => {}
        _ => found.push(format!("{at}: {shown} is shown, and it is {answer}")),
    }
}

fn name_of(row: &Value) -> Option<&String> {
    let name = NAMES.iter().find_map(|key| row.get(key))?;
    match name {
        Value::String(name) => Some(name),
        _ => None,
    }
}
