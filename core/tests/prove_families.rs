//! What is proved of packs about membership and audits: the bundled ones have no finding, each spoilt
//! one has its own, and every case is answered as it expects.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

mod packs;
mod stories;

use packs::proved;
use safeguarding_rules::prove::{Limits, Proof, Proved, prove};
use safeguarding_rules::{Catalogue, Day, Family};
use serde_json::{Value, json};
use stories::{Speaks, answered, differences, folder};

/// Packs with days of theirs.
const BUNDLED: [(Family, &str, &str); 10] = [
    (Family::Membership, "england", "2018-07-04"),
    (Family::Membership, "england", "2023-12-15"),
    (Family::Membership, "walsall", "2018-07-04"),
    (Family::Membership, "walsall", "2019-09-01"),
    (Family::Membership, "walsall", "2022-07-01"),
    (Family::Membership, "walsall", "2024-05-01"),
    (Family::Audits, "england", "2018-07-04"),
    (Family::Audits, "england", "2024-05-01"),
    (Family::Audits, "walsall", "2019-09-01"),
    (Family::Audits, "walsall", "2024-05-01"),
];

const FAMILIES: [Family; 2] = [Family::Membership, Family::Audits];

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn family_of(fixture: &Value) -> Option<Family> {
    let word = fixture["family"].as_str();
    FAMILIES.into_iter().find(|family| Some(family.word()) == word)
}

/// The sound pack of a family on the small one, with the changes and the further editions of a
/// fixture.
fn catalogue_of(name: &str, fixture: &Value) -> Catalogue {
    let texts = proved(family_of(fixture).unwrap().word(), fixture);
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let loaded = Catalogue::empty().with(&texts);
    loaded.unwrap_or_else(|error| panic!("{name}: {}", error.to_json()))
}

fn proof_of(name: &str, fixture: &Value, limits: Limits) -> (Catalogue, Proof) {
    let catalogue = catalogue_of(name, fixture);
    let family = family_of(fixture).unwrap();
    let proof = prove(&catalogue, family, "sound", None, day("2024-05-01"), limits).unwrap();
    (catalogue, proof)
}

fn files_of(name: &str) -> Vec<(String, Value)> {
    let mut files = folder(&format!("packs/{name}"));
    files.retain(|(_, fixture)| family_of(fixture).is_some());
    // What no pack loads with is another test.
    files.retain(|(_, fixture)| fixture.get("refused").is_none());
    files
}

/// Every case that a proof gives is answered as it expects.
fn is_answered_as_expected(catalogue: &Catalogue, proof: &Proof) -> Vec<String> {
    let speaks = match proof.family {
        Family::Membership => Speaks::Membership,
        _ => Speaks::Audits,
    };
    let declared = proof.declared.iter().map(|declared| &declared.found);
    let cases = proof.findings.iter().chain(declared).flat_map(|found| &found.fixtures);
    let differing = cases.flat_map(|case| {
        assert!(case["expect"].as_object().is_some_and(|expect| !expect.is_empty()), "{case}");
        let answer = answered(catalogue, &case["request"]);
        let differing = differences(speaks, &answer, &case["expect"]).into_iter();
        differing.map(|what| format!("{}: {what}", case["name"])).collect::<Vec<_>>()
    });
    differing.collect()
}

#[test]
fn the_bundled_packs_have_no_undeclared_finding() {
    let bundled = Catalogue::bundled();
    for (family, pack, on) in BUNDLED {
        let proof = prove(&bundled, family, pack, None, day(on), Limits::default()).unwrap();
        let codes: Vec<_> = proof.findings.iter().map(|found| (found.code, &found.items)).collect();
        assert!(codes.is_empty(), "{pack} {on}: {codes:?}");
        assert!(proof.decided, "{pack} {on}");
        assert!(proof.claims.iter().all(|claim| claim.proved == Proved::Yes), "{pack} {on}");
        let differing = is_answered_as_expected(&bundled, &proof);
        assert!(differing.is_empty(), "{differing:?}");
        // What two decide by an Act is told with where it says so.
        for declared in &proof.declared {
            assert_eq!(declared.found.code, "matter-with-several-deciders", "{pack} {on}");
            assert_eq!(declared.found.items[0], "child-death-review.arrange", "{pack} {on}");
            assert!(!declared.cites.is_empty(), "{pack} {on}");
        }
    }
}

#[test]
fn the_sound_packs_and_their_tricky_variants_have_no_finding() {
    let sound = FAMILIES.map(|family| (family.word().to_owned(), json!({ "family": family })));
    for (name, fixture) in sound.into_iter().chain(files_of("good/proved")) {
        let (_, proof) = proof_of(&name, &fixture, Limits::default());
        assert_eq!(json!(proof.findings), json!([]), "{name}");
        assert!(proof.decided, "{name}");
        // Each claim is about something.
        let empty = proof.claims.iter().filter(|claim| claim.decided == 0);
        assert_eq!(empty.count(), 0, "{name}: {:?}", proof.claims);
    }
}

#[test]
fn each_spoilt_pack_has_its_finding_and_no_other() {
    let (mut failures, mut codes) = (Vec::new(), Vec::new());
    for (name, fixture) in files_of("bad/proved") {
        let (catalogue, proof) = proof_of(&name, &fixture, Limits::default());
        failures.extend(is_answered_as_expected(&catalogue, &proof));
        let found: Vec<Value> = proof
            .findings
            .iter()
            .map(|found| {
                let expected = found.fixtures.iter().map(|case| case["expect"].clone());
                let cases: Vec<Value> = expected.collect();
                json!({ "code": found.code, "items": found.items, "cases": cases })
            })
            .collect();
        codes.extend(proof.findings.iter().map(|found| found.code));
        if json!(found) != json!([fixture["finds"]]) {
            failures.push(format!("{name}: {}", json!(found)));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    codes.sort_unstable();
    codes.dedup();
    assert!(codes.len() >= 18, "{codes:?}");
}

/// Less work leaves claims open; it never makes one true that is not.
#[test]
fn what_work_does_not_suffice_for_is_never_called_proved() {
    for (name, fixture) in files_of("bad/proved") {
        let (_, full) = proof_of(&name, &fixture, Limits::default());
        for steps in [1, 20, 1_000, 100_000] {
            let (_, some) = proof_of(&name, &fixture, Limits { steps });
            for (claim, in_full) in some.claims.iter().zip(&full.claims) {
                let is_so = claim.proved != Proved::Yes || in_full.proved == Proved::Yes;
                assert!(is_so, "{name}, {steps} steps: {:?}", claim.claim);
            }
            let is_whole = some.claims.iter().all(|claim| claim.not_decided.is_empty());
            assert_eq!(some.decided, is_whole, "{name}, {steps} steps");
        }
    }
}

#[test]
fn a_subject_that_there_is_not_is_refused() {
    let bundled = Catalogue::bundled();
    for family in FAMILIES {
        let on = day("2024-05-01");
        let refused = prove(&bundled, family, "walsall", Some("child"), on, Limits::default());
        assert_eq!(refused.unwrap_err().code(), "request.unknown-subject");
    }
}
