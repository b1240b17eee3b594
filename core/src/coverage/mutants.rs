//! Every way in which an edition is made wrong, each one change of its text.

use super::conditions;
use super::operators::{Operator, places};
use super::texts::Written;
use crate::date::Day;
use serde_json::{Value, json};

/// One change of an edition's text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Edit {
    /// A JSON pointer into the edition.
    pub at: String,
    /// The id of the item that it lies in.
    pub item: String,
    /// A stable word for what is done.
    pub change: &'static str,
    /// The same with what stood there and what stands there now.
    pub words: String,
    /// What stands there now; `None`: nothing.
    pub now: Option<Value>,
}

/// All changes of an edition, place by place.
pub(super) fn edits(edition: &Written) -> Vec<Edit> {
    let mut found = Vec::new();
    for (pattern, operators) in places(edition.speaks) {
        let steps: Vec<&str> = pattern.split('/').collect();
        let mut here = Vec::new();
        reached(&edition.value, &steps, "", &mut here);
        for (at, value) in &here {
            let item = item_of(&edition.value, at);
            for operator in operators {
                for (change, words, now) in changed(*operator, value, &here) {
                    if begins_before(&edition.value, at, now.as_ref()) {
                        continue;
                    }
                    let known = !found.is_empty();
                    let edit = Edit { at: at.clone(), item: item.clone(), change, words, now };
                    if !(known && found.contains(&edit)) {
                        found.push(edit);
                    }
                }
                if *operator == Operator::Condition {
                    found.extend(conditions::edits(value, at, &item));
                }
            }
        }
    }
    found
}

/// Whether an item would only apply from the day before its edition on: nothing asks it of such a
/// day, so it applies from the edition's first day on, as it did.
fn begins_before(edition: &Value, at: &str, now: Option<&Value>) -> bool {
    let day = |value: &Value| value.as_str().and_then(Day::parse);
    let first = edition.get("from").and_then(day);
    at.ends_with("/from") && now.and_then(day).zip(first).is_some_and(|(now, first)| now < first)
}

/// The edition after a change.
pub(super) fn edited(edition: &Value, edit: &Edit) -> Value {
    let mut value = edition.clone();
    match &edit.now {
        Some(now) => {
            if let Some(there) = value.pointer_mut(&edit.at) {
                *there = now.clone();
            }
        }
        None => remove(&mut value, &edit.at),
    }
    value
}

fn remove(value: &mut Value, at: &str) {
    let Some((parent, last)) = at.rsplit_once('/') else { return };
    match value.pointer_mut(parent) {
        Some(Value::Object(entries)) => {
            entries.remove(last);
        }
        Some(Value::Array(items)) => {
            if let Some(index) = last.parse().ok().filter(|index| *index < items.len()) {
                items.remove(index);
            }
        }
        _ => {}
    }
}

/// The values that a pattern reaches, with their places.
fn reached<'v>(value: &'v Value, steps: &[&str], at: &str, found: &mut Vec<(String, &'v Value)>) {
    let Some((step, rest)) = steps.split_first() else {
        found.push((at.to_owned(), value));
        return;
    };
    match value {
        Value::Array(items) if *step == "*" => {
            for (item, index) in items.iter().zip(0_usize..) {
                reached(item, rest, &format!("{at}/{index}"), found);
            }
        }
        _ => {
            if let Some(inner) = value.get(step) {
                reached(inner, rest, &format!("{at}/{step}"), found);
            }
        }
    }
}

/// The id of the innermost item that a place lies in, those around it before.
pub(super) fn item_of(edition: &Value, at: &str) -> String {
    let mut names = Vec::new();
    let mut here = edition;
    for step in at.split('/').skip(1) {
        let inner = match here {
            Value::Array(items) => step.parse().ok().and_then(|index: usize| items.get(index)),
            _ => here.get(step),
        };
        let Some(inner) = inner else { break };
        here = inner;
        names.extend(here.get("id").and_then(Value::as_str));
    }
    names.join("/")
}

type Changed = (&'static str, String, Option<Value>);

fn changed(operator: Operator, value: &Value, alike: &[(String, &Value)]) -> Vec<Changed> {
    let to = |change: &'static str, now: Value| {
        let words = format!("{} → {}", brief(value), brief(&now));
        (change, words, Some(now))
    };
    match operator {
        Operator::Drop => vec![("drop", format!("without {}", brief(value)), None)],
        Operator::Number => {
            numbers(value).into_iter().map(|now| to("number", json!(now))).collect()
        }
        Operator::Day => days(value).into_iter().map(|now| to("day", json!(now))).collect(),
        Operator::Another => {
            another(value, alike).map(|now| to("another", now)).into_iter().collect()
        }
        Operator::Part => {
            let now = if *value == "decides" { "consulted" } else { "decides" };
            vec![to("part", json!(now))]
        }
        Operator::Toggle => {
            value.as_bool().map(|is| to("toggle", json!(!is))).into_iter().collect()
        }
        Operator::Condition => Vec::new(),
    }
}

/// A number less one and more one; none of what is no number.
pub(super) fn numbers(value: &Value) -> Vec<u64> {
    let Some(number) = value.as_u64() else { return Vec::new() };
    number.checked_sub(1).into_iter().chain(number.checked_add(1)).collect()
}

/// The day before and the day after; none of what is no day.
pub(super) fn days(value: &Value) -> Vec<String> {
    let day = value.as_str().and_then(Day::parse);
    let around = day.map(|day| [day.before().to_string(), day.after().to_string()]);
    around.into_iter().flatten().collect()
}

/// The next value after this one that stands in such a place and is another.
fn another(value: &Value, alike: &[(String, &Value)]) -> Option<Value> {
    let here = alike.iter().position(|(_, other)| std::ptr::eq(*other, value)).unwrap_or(0);
    let (before, after) = alike.split_at_checked(here)?;
    let mut others = after.iter().chain(before).map(|(_, other)| *other);
    others.find(|other| *other != value).cloned()
}

/// A value in a few words: an item by its name, what is long by its beginning.
pub(super) fn brief(value: &Value) -> String {
    let name = value.get("id").and_then(Value::as_str);
    let text = name.map_or_else(|| value.to_string(), |name| format!("`{name}`"));
    if text.chars().count() <= 90 {
        return text;
    }
    text.chars().take(88).chain(" …".chars()).collect()
}

#[cfg(all(test, feature = "bundled-packs"))]
mod tests {
    use super::super::texts::Texts;
    use super::*;
    use crate::pack::Catalogue;
    use std::collections::BTreeSet;

    #[test]
    fn every_change_of_the_bundled_packs_changes_one_place_and_each_is_made_once() {
        let texts = Texts::read(&Catalogue::empty(), crate::pack::bundled::TEXTS, &[]).unwrap();
        for edition in &texts.editions {
            let mut seen = BTreeSet::new();
            let before = edition.value.to_string();
            for edit in edits(edition) {
                let now = edited(&edition.value, &edit);
                let there = now.pointer(&edit.at);
                if let Some(value) = &edit.now {
                    assert_eq!(there, Some(value), "{} {edit:?}", edition.name);
                }
                let text = now.to_string();
                assert_ne!(text, before, "{} {edit:?}", edition.name);
                assert!(seen.insert(text), "twice: {} {edit:?}", edition.name);
            }
            let has_rules = edition.value.get("rules").is_some_and(|rules| !rules[0].is_null());
            assert!(seen.len() > 5 || !has_rules, "{}", edition.name);
        }
    }
}
