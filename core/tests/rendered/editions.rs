//! What the files of the bundled packs say together on a day, without the library.

use serde_json::Value;
use std::collections::BTreeSet;
use std::path::PathBuf;

fn packs() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("packs")
}

fn read(path: PathBuf) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The bundled packs, by name and family.
pub(crate) fn bundled() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for pack in ["england", "example-thresholds", "walsall"] {
        for family in ["thresholds", "reviews", "audits", "membership"] {
            if packs().join(pack).join(family).exists() {
                found.push((pack.to_owned(), family.to_owned()));
            }
        }
    }
    found
}

/// The editions of a pack, earliest first.
pub(crate) fn editions(pack: &str, family: &str) -> Vec<Value> {
    let entries = std::fs::read_dir(packs().join(pack).join(family)).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.into_iter().map(read).collect()
}

/// The published texts that a pack can cite: its own, those of its editions, and of what lies below.
pub(crate) fn sources(pack: &str, family: &str) -> Vec<Value> {
    let mut found =
        read(packs().join(pack).join("sources.json"))["sources"].as_array().unwrap().clone();
    for edition in editions(pack, family) {
        found.extend(edition["sources"].as_array().into_iter().flatten().cloned());
        if let Some(base) = edition["extends"].as_str() {
            found.extend(sources(base, family));
        }
    }
    found
}

/// The first days of all editions that lie in or under a pack, from its own first day on.
pub(crate) fn days(pack: &str, family: &str) -> BTreeSet<String> {
    let own = editions(pack, family);
    let first = own[0]["from"].as_str().unwrap().to_owned();
    let base = own[0]["extends"].as_str().map(|base| editions(base, family)).unwrap_or_default();
    let days = own.iter().chain(&base).map(|edition| edition["from"].as_str().unwrap().to_owned());
    days.filter(|day| *day >= first).collect()
}

/// Every item of every list that a pack says on a day: `(list, item)`.
pub(crate) fn merged(pack: &str, family: &str, day: &str) -> Vec<(String, Value)> {
    let all = editions(pack, family);
    let covers = |edition: &&Value| {
        edition["from"].as_str().unwrap() <= day
            && edition["until"].as_str().is_none_or(|until| day < until)
    };
    let edition = all.iter().find(covers).expect("an edition of the day");
    let mut items = amended(&all, edition);
    if let Some(base) = edition["extends"].as_str() {
        let replaced: BTreeSet<(String, String)> = items
            .iter()
            .filter_map(|(list, item)| Some((list.clone(), item["overrides"].as_str()?.to_owned())))
            .collect();
        let own: BTreeSet<(String, String)> =
            items.iter().map(|(list, item)| (list.clone(), name(list, item))).collect();
        let below = merged(base, family, day).into_iter().filter(|(list, item)| {
            let key = (list.clone(), name(list, item));
            let levels = list == "levels" && own.iter().any(|(list, _)| list == "levels");
            !replaced.contains(&key) && !own.contains(&key) && !levels
        });
        items.extend(below);
    }
    items.retain(|(list, item)| {
        list != "rules"
            || (item["from"].as_str().is_none_or(|from| from <= day)
                && item["until"].as_str().is_none_or(|until| day < until))
    });
    items
}

fn amended(all: &[Value], edition: &Value) -> Vec<(String, Value)> {
    let mut items: Vec<(String, Value)> = Vec::new();
    for (list, values) in edition.as_object().unwrap() {
        if let Value::Array(values) = values
            && !matches!(list.as_str(), "drops" | "sources")
        {
            items.extend(values.iter().map(|value| (list.clone(), value.clone())));
        }
    }
    if let Some(from) = edition["amends"].as_str() {
        let earlier = all.iter().find(|one| one["from"] == from).expect("what it amends");
        let drops = edition["drops"].as_array().cloned().unwrap_or_default();
        let kept = amended(all, earlier).into_iter().filter(|(list, item)| {
            let name = name(list, item);
            let is_same =
                |(other, new): &(String, Value)| other == list && self::name(other, new) == name;
            !items.iter().any(is_same) && !drops.contains(&Value::from(name.clone()))
        });
        let kept: Vec<_> = kept.collect();
        items.extend(kept);
    }
    items
}

/// What an item is called in its list.
pub(crate) fn name(list: &str, item: &Value) -> String {
    if list == "levels" {
        return format!("{}-level-{}", item["subject"].as_str().unwrap(), item["number"]);
    }
    item["id"].as_str().unwrap().to_owned()
}
