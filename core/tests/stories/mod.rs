//! The battery and the stories of `fixtures`, read in place.
#![allow(dead_code, unused_imports, reason = "each test takes what it needs")]

#[path = "../../examples/shared/others.rs"]
mod others;

#[path = "../../src/coverage/expected/mod.rs"]
mod expected;

pub(crate) use expected::{Speaks, differences, shown};
pub(crate) use others::with_others;
use safeguarding_rules::{Catalogue, wire};
use serde_json::Value;
use std::path::PathBuf;

/// The JSON files of a folder of `fixtures`, by name.
pub(crate) fn folder(name: &str) -> Vec<(String, Value)> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../fixtures").join(name);
    let mut files: Vec<_> =
        std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    let read = |file: PathBuf| {
        let text = std::fs::read_to_string(&file).unwrap();
        (file.display().to_string(), serde_json::from_str(&text).expect("a fixture file is JSON"))
    };
    files.into_iter().map(read).collect()
}

/// The answer to a request, or the error that it is refused with.
pub(crate) fn answered(catalogue: &Catalogue, request: &Value) -> Value {
    let answer = wire::answer(catalogue, &request.to_string());
    let text = answer.unwrap_or_else(|error| error.to_json());
    serde_json::from_str(&text).expect("an answer is JSON")
}

/// Every fixture and story of these folders.
pub(crate) fn all_of(folders: &[&str]) -> Vec<Value> {
    let documents = folders.iter().flat_map(|name| folder(name));
    documents
        .flat_map(|(_, document)| match document["fixtures"].as_array() {
            Some(fixtures) => fixtures.clone(),
            None => vec![document],
        })
        .collect()
}

/// The packs of `packs/good` that a file of the battery names, as texts.
pub(crate) fn packs_of(battery: &Value) -> Vec<String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../fixtures/packs/good");
    let names = battery["packs"].as_array().into_iter().flatten();
    let read = |name: &Value| {
        let file = path.join(format!("{}.json", name.as_str().expect("the name of a pack")));
        std::fs::read_to_string(file).unwrap()
    };
    names.map(read).collect()
}

/// The bundled packs, with those that a file of the battery names.
pub(crate) fn with_packs(battery: &Value) -> Catalogue {
    let texts = packs_of(battery);
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    Catalogue::bundled().with(&texts).unwrap()
}
