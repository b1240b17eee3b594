//! A pack of a thousand facts and two thousand rules is proved within the limit, and with less work
//! says what of it was proved and what was not.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

#[path = "../examples/shared/large.rs"]
mod large;

use safeguarding_rules::prove::{Claim, Limits, Proof, Proved, prove};
use safeguarding_rules::{Catalogue, Day, Family};

fn proof_of(facts: usize, limits: Limits) -> Proof {
    let text = large::pack(facts);
    let catalogue = Catalogue::empty().with(&[text.as_str()]).unwrap();
    let day = Day::parse("2024-05-01").unwrap();
    prove(&catalogue, Family::Thresholds, "large", None, day, limits).unwrap()
}

/// The claims about rules are about two thousand of them.
fn is_about_all(proof: &Proof) {
    let rules = proof.claims.iter().find(|one| one.claim == Claim::NothingDead).unwrap();
    assert!(rules.decided + rules.not_decided.len() >= 2_000, "{}", rules.decided);
}

#[test]
fn a_thousand_facts_and_two_thousand_rules_are_decided_within_the_limit() {
    let limits = Limits::default();
    let proof = proof_of(1_000, limits);
    is_about_all(&proof);
    assert!(proof.decided, "{:?}", proof.claims);
    // Half of what it may be, so that larger ones are decided as well.
    assert!(proof.steps < limits.steps / 2, "{}", proof.steps);
}

#[test]
fn with_less_work_it_says_what_was_proved_and_what_was_not() {
    let some = proof_of(1_000, Limits { steps: 2_000_000 });
    assert!(!some.decided && some.spared.is_none());
    is_about_all(&some);
    for claim in &some.claims {
        let is_open = !claim.not_decided.is_empty();
        assert!(!is_open || claim.proved != Proved::Yes, "{:?}", claim.claim);
    }
    let named = some.claims.iter().map(|claim| claim.not_decided.len()).sum::<usize>();
    let decided = some.claims.iter().map(|claim| claim.decided).sum::<usize>();
    assert!(named > 0 && decided > 0, "{named} {decided}");
}
