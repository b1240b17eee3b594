//! What stays the same or only grows: learning a fact, and the order of the rules.

use super::cases::{Case, Given, any_case, narrowed};
use super::language::FACTS;
use super::packs::{Pack, any_pack};
use super::{asked, list, routes, rules, tried};
use proptest::prelude::*;
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// Nothing that the first answer claims is taken back by the second.
fn stands_in(first: &Json, second: &Json) {
    let kept = |first: BTreeMap<String, String>, second: BTreeMap<String, String>| {
        for (name, truth) in first.iter().filter(|(_, truth)| *truth != "unknown") {
            assert_eq!(&second[name], truth, "{name}");
        }
    };
    kept(rules(first), rules(second));
    kept(routes(first), routes(second));
    if first["applies"] != "unknown" {
        assert_eq!(first["applies"], second["applies"]);
    }
    let (before, after) = (&first["level"], &second["level"]);
    if after.is_object() && before.is_object() {
        assert!(before["at_least"].as_u64() <= after["at_least"].as_u64());
        assert!(before["at_most"].as_u64() >= after["at_most"].as_u64());
    }
}

/// The case with one more fact: the possible value that `choice` picks.
fn with(case: &Case, pack: &Pack, fact: usize, choice: usize) -> Case {
    let values = case.possible(fact, &pack.tests());
    let mut more = case.clone();
    more.given[fact] = Given::Exactly(values[choice % values.len()]);
    more
}

proptest! {
    #![proptest_config(tried(60))]

    #[test]
    fn learning_a_fact_never_overturns_an_answer(
        (pack, case) in (any_pack(), any_case()),
        learned in prop::collection::vec((0..FACTS.len(), 0_usize..8), 4),
    ) {
        let catalogue = pack.catalogue(false);
        let (mut case, mut before) = (case.clone(), asked(&catalogue, &case));
        for (fact, choice) in learned {
            case = with(&case, &pack, fact, choice);
            let after = asked(&catalogue, &case);
            stands_in(&before, &after);
            before = after;
        }
    }

    #[test]
    fn a_fact_that_is_not_missing_changes_nothing(
        (pack, case) in (any_pack(), any_case()), choice in 0_usize..8,
    ) {
        let catalogue = pack.catalogue(false);
        let before = asked(&catalogue, &case);
        for (fact, (id, _)) in FACTS.iter().enumerate() {
            if !list(&before["missing"], "fact").contains(id) {
                let after = asked(&catalogue, &with(&case, &pack, fact, choice));
                for key in ["applies", "level", "ruled_out"] {
                    prop_assert_eq!(&before[key], &after[key], "{} {}", id, key);
                }
                prop_assert_eq!(routes(&before), routes(&after));
            }
        }
    }

    #[test]
    fn the_order_of_the_rules_does_not_matter((pack, case) in (any_pack(), any_case())) {
        let case = narrowed(case, &pack, 100_000);
        let (one, other) = (asked(&pack.catalogue(false), &case), asked(&pack.catalogue(true), &case));
        prop_assert_eq!(rules(&one), rules(&other));
        prop_assert_eq!(routes(&one), routes(&other));
        for key in ["applies", "level", "consent", "open_settings", "exact"] {
            prop_assert_eq!(&one[key], &other[key], "{}", key);
        }
        prop_assert_eq!(list(&one["missing"], "fact"), list(&other["missing"], "fact"));
    }
}
