//! Reads conditions from a pack's text.

use crate::condition::{Condition, Test};
use crate::date::{Span, Unit};
use crate::ids::{is_fact_id, is_rule_id};
use crate::json::{Json, Object, Place, Problems};

/// The largest count or span that a condition may name.
const LARGEST: i64 = 10_000;

/// Reads a condition, or reports why it is none.
pub(super) fn read_condition(
    value: &Json<'_>,
    at: Place<'_>,
    problems: &Problems,
) -> Option<Condition> {
    let object = Object::of(value, at, problems)?;
    let condition = read_form(&object)?;
    object.finish();
    Some(condition)
}

fn read_form(object: &Object<'_, '_>) -> Option<Condition> {
    if object.get("all").is_some() {
        return Some(Condition::All(read_parts(object, "all")));
    }
    if object.get("any").is_some() {
        return Some(Condition::Any(read_parts(object, "any")));
    }
    if let Some(part) = object.get("not") {
        let part = read_condition(part, object.place("not"), object.problems)?;
        return Some(Condition::Not(Box::new(part)));
    }
    if object.get("rule").is_some() {
        let id = object.text("rule")?;
        return well_formed(object, "rule", id, is_rule_id).then(|| Condition::Rule(id.to_owned()));
    }
    if object.get("fact").is_some() {
        let fact = object.text("fact")?;
        let is_id = well_formed(object, "fact", fact, is_fact_id);
        let test = read_test(object)?;
        return is_id.then(|| Condition::Fact { fact: fact.to_owned(), test });
    }
    if let Some(n) = object.get("at_least") {
        let n = object.whole("at_least", n, 0, LARGEST)?;
        object.require("of")?;
        let of = read_parts(object, "of");
        return Some(Condition::AtLeast { n: u16::try_from(n).ok()?, of });
    }
    let message = "this is no condition; expected one of the keys all, any, not, at_least with of, \
                   fact, rule";
    object.problems.add("pack.not-a-condition", object.at, message);
    None
}

fn read_parts(object: &Object<'_, '_>, key: &'static str) -> Vec<Condition> {
    let parts = object.list(key);
    let mut read = Vec::with_capacity(parts.len());
    read.extend(parts.filter_map(|(at, part)| read_condition(part, at, object.problems)));
    read
}

fn well_formed(object: &Object<'_, '_>, key: &str, id: &str, is_id: fn(&str) -> bool) -> bool {
    let is_formed = is_id(id);
    if !is_formed {
        let message = format!("`{}` is not formed as an id", crate::error::shortened(id));
        object.problems.add("pack.bad-id", object.place(key), message);
    }
    is_formed
}

fn read_test(object: &Object<'_, '_>) -> Option<Test> {
    const KEYS: [&str; 13] = [
        "at_least",
        "at_most",
        "exactly",
        "is",
        "one_of",
        "includes",
        "includes_at_least",
        "before",
        "on_or_after",
        "within_last",
        "at_least_ago",
        "age_under",
        "age_at_least",
    ];
    let Some((key, value)) = KEYS.iter().find_map(|key| object.get(key).map(|value| (*key, value)))
    else {
        return Some(Test::Yes);
    };
    match key {
        "at_least" => match value {
            Json::Object(_) => read_setting(object, key, value).map(Test::CountAtLeastSetting),
            other => read_count(object, key, other).map(Test::CountAtLeast),
        },
        "at_most" => read_count(object, key, value).map(Test::CountAtMost),
        "exactly" => read_count(object, key, value).map(Test::CountExactly),
        "is" => object.text("is").map(|option| Test::OneOf(vec![option.to_owned()])),
        "one_of" => Some(Test::OneOf(owned(object.texts("one_of")))),
        "includes" => object.text("includes").map(|option| Test::Includes(option.to_owned())),
        "includes_at_least" => {
            let n = u16::try_from(object.whole(key, value, 0, LARGEST)?).ok()?;
            Some(Test::IncludesAtLeast { n, of: owned(object.texts("of")) })
        }
        "before" => object.day("before").map(Test::Before),
        "on_or_after" => match value {
            Json::Object(_) => read_setting(object, key, value).map(Test::OnOrAfterSetting),
            _ => object.day("on_or_after").map(Test::OnOrAfter),
        },
        "within_last" => read_span(object, key, value).map(Test::WithinLast),
        "at_least_ago" => read_span(object, key, value).map(Test::AtLeastAgo),
        "age_under" => read_age(object, key, value).map(Test::AgeUnder),
        _ => read_age(object, key, value).map(Test::AgeAtLeast),
    }
}

/// The setting that a fact is compared with.
fn read_setting(object: &Object<'_, '_>, key: &str, value: &Json<'_>) -> Option<String> {
    let setting = Object::of(value, object.place(key), object.problems)?;
    let id = setting.text("setting")?.to_owned();
    setting.finish();
    Some(id)
}

fn owned(texts: Vec<&str>) -> Vec<String> {
    texts.into_iter().map(str::to_owned).collect()
}

fn read_count(object: &Object<'_, '_>, key: &str, value: &Json<'_>) -> Option<u32> {
    object.whole(key, value, 0, LARGEST).and_then(|n| u32::try_from(n).ok())
}

fn read_age(object: &Object<'_, '_>, key: &'static str, value: &Json<'_>) -> Option<Span> {
    if let Json::Int(_) = value {
        let years = object.whole(key, value, 0, 150)?;
        return u16::try_from(years).ok().map(Span::years);
    }
    read_span(object, key, value)
}

fn read_span(object: &Object<'_, '_>, key: &'static str, value: &Json<'_>) -> Option<Span> {
    const UNITS: [(&str, Unit); 4] = [
        ("days", Unit::Days),
        ("weeks", Unit::Weeks),
        ("months", Unit::Months),
        ("years", Unit::Years),
    ];
    let span = Object::of(value, object.place(key), object.problems)?;
    let given = UNITS.iter().filter_map(|(word, unit)| span.get(word).map(|n| (*word, *unit, n)));
    let given: Vec<_> = given.collect();
    span.finish();
    let [(word, unit, n)] = given.as_slice() else {
        let message = "expected one of the keys days, weeks, months, years with a whole number";
        span.problems.add("pack.not-a-span", span.at, message);
        return None;
    };
    let n = u16::try_from(span.whole(word, n, 0, LARGEST)?).ok()?;
    Some(Span { n, unit: *unit })
}
