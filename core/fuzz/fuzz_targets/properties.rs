//! What holds of every text: used by the fuzz targets, and by `core/tests/corpus.rs`.
#![allow(dead_code, reason = "each target takes what it needs")]

use safeguarding_rules::{Catalogue, Error, wire};
use serde_json::{Value, json};
use std::sync::LazyLock;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    let small = include_str!("../../../fixtures/packs/good/small.json");
    Catalogue::bundled().with(&[small]).expect("the small pack loads")
});

/// A request is refused with a code, or answered; an answer can be read back and repeated.
pub(crate) fn any_bytes_as_a_request(bytes: &[u8]) {
    let answer = match wire::answer_bytes(&CATALOGUE, bytes) {
        Ok(answer) => answer,
        Err(error) => return is_well_formed(&error),
    };
    let request = wire::utf8(bytes).expect("what was answered is UTF-8");
    assert!(wire::answer_in_words(&CATALOGUE, request).is_ok(), "no sentences");
    let read = compact(&answer);
    let record = match read["answer"].as_str() {
        Some("replay") => return,
        Some(_) => format!(r#"{{"record":1,"request":{request},"answer":{answer}}}"#),
        None => answer,
    };
    let replay = format!(r#"{{"question":"replay","record":{record}}}"#);
    match wire::answer(&CATALOGUE, &replay) {
        Ok(replayed) => {
            assert_eq!(replayed, r#"{"answer":"replay","same":true,"differences":[]}"#);
        }
        // A record adds two levels and some bytes to what may just have been read.
        Err(error) => assert!(["json.too-deep", "json.too-long"].contains(&error.code())),
    }
}

/// A pack is refused with a code and places, or loads and then answers.
pub(crate) fn any_text_as_a_pack(text: &str) {
    let catalogue = match Catalogue::empty().with(&[text]) {
        Ok(catalogue) => catalogue,
        Err(error) => return is_well_formed(&error),
    };
    let packs = compact(&wire::packs(&catalogue));
    for pack in packs["packs"].as_array().expect("a list of packs") {
        for edition in pack["editions"].as_array().expect("a list of editions") {
            for subject in pack["subjects"].as_array().expect("a list of subjects") {
                let request = json!({ "question": "thresholds", "pack": pack["pack"], "facts": {},
                    "subject": subject, "as_of": edition["from"], "explain": "all" });
                let answer = wire::answer(&catalogue, &request.to_string());
                // A subject need not be there on the first day.
                match answer {
                    Ok(answer) => drop(compact(&answer)),
                    Err(error) => assert_eq!(error.code(), "request.unknown-subject"),
                }
            }
        }
    }
}

/// Reads what the library wrote, which has no white space between its tokens.
fn compact(text: &str) -> Value {
    let value: Value = serde_json::from_str(text).expect("what is written can be read");
    // The order of the keys does not change the length.
    assert_eq!(value.to_string().len(), text.len(), "it is not compact");
    value
}

fn is_well_formed(error: &Error) {
    let body = compact(&error.to_json());
    let problems = body["error"]["problems"].as_array().expect("problems");
    assert_eq!(problems.len(), error.problems().count());
    for problem in error.problems() {
        assert!(problem.code.contains('.') && !problem.message.is_empty());
        assert!(problem.at.is_empty() || problem.at.starts_with('/'), "{}", problem.at);
        assert!(!problem.message.contains('\n') || problem.message.len() < 1_000);
    }
}
