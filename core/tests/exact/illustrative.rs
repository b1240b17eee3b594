//! Illustrative rules on top of published ones: what the answer says of the published alone.

use super::cases::{any_case, narrowed};
use super::fillings::Fillings;
use super::language::Condition;
use super::packs::{Pack, Then, any_pack, as_of};
use super::{asked_of, tried};
use proptest::prelude::*;
use safeguarding_rules::Catalogue;
use serde_json::json;

/// The pack in two: the first rules published, the others illustrative and on top of them.
fn in_two(pack: &Pack, published: usize) -> Catalogue {
    let mut below = pack.to_json(false);
    let mut all = below["rules"].take().as_array().unwrap().clone();
    let every_option = all.pop().unwrap();
    let above: Vec<_> = all.split_off(published);
    all.push(every_option);
    below["rules"] = json!(all);
    let consent = below["consent"].take();
    below["consent"] = json!([]);
    let above = json!({ "format": 1, "pack": "upper", "family": "thresholds", "title": "Upper",
        "from": "2000-01-01", "checked_on": "2000-01-01", "extends": "random",
        "illustrative": true, "rules": above, "consent": consent });
    let texts = [below.to_string(), above.to_string()];
    let catalogue = Catalogue::empty().with(&[&texts[0], &texts[1]]);
    catalogue.unwrap_or_else(|error| panic!("{}", error.to_json()))
}

proptest! {
    #![proptest_config(tried(80))]

    #[test]
    fn the_published_range_is_that_of_the_published_rules(
        (pack, case) in (any_pack(), any_case()), cut in 0_usize..6,
    ) {
        let pack = Pack { applies: Condition::All(Vec::new()), ..pack };
        let published = cut.min(pack.rules.len());
        let case = narrowed(case, &pack, 400);
        let catalogue = in_two(&pack, published);
        let compiled = catalogue.rules("upper", "person", as_of()).unwrap();
        let all = Fillings::of(&pack, &case, &compiled);
        let reached = all.said.iter().map(|said| {
            let published = pack.rules.iter().zip(&said.rules).take(published);
            let levels = published.filter_map(|((_, then), holds)| match then {
                Then::Level(number) if *holds => Some(*number),
                _ => None,
            });
            levels.max().unwrap_or(1)
        });
        let alone = (reached.clone().min().unwrap(), reached.max().unwrap());
        let answer = asked_of(&catalogue, "upper", &case);
        let level = &answer["level"];
        let (least, most) = all.levels();
        prop_assert_eq!((&level["at_least"], &level["at_most"]), (&json!(least), &json!(most)));
        prop_assert_eq!(&level["illustrative"], &json!(alone != (least, most)));
        if alone != (least, most) {
            let expected = json!({ "at_least": alone.0, "at_most": alone.1 });
            prop_assert_eq!(&level["published_only"], &expected);
        }
        for finding in answer["findings"].as_array().unwrap() {
            let number = finding["rule"].as_str().unwrap().strip_prefix("rule-");
            let is_above = number.is_some_and(|n| n.parse::<usize>().unwrap() >= published);
            prop_assert_eq!(finding["illustrative"] == true, is_above);
        }
    }
}
