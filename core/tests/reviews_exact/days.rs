//! Days known in part, and what more is learnt: nothing that was claimed is taken back.

use super::cases::{Case, Given, any_case, narrowed};
use super::language::{Condition, FACTS, Test};
use super::packs::{
    ACTIONS, Pack, REVIEWS, Then, any_pack, catalogue, count_on, day, edition, rank,
};
use super::{Fillings, asked, check_reviews, named, tried};
use proptest::prelude::*;
use safeguarding_rules::{Catalogue, Day, Span};
use serde_json::{Value as Json, json};

/// Days of an incident as the wire writes them, with the first and the last.
fn any_days() -> impl Strategy<Value = (Json, Day, Day)> {
    let known = vec![
        (json!("2024-02"), "2024-02-01", "2024-02-29"),
        (json!({ "about": "2024-02-27" }), "2024-02-20", "2024-03-05"),
        (json!({ "from": "2024-02-26", "to": "2024-03-02" }), "2024-02-26", "2024-03-02"),
        (json!({ "from": "2024-02-28" }), "2024-02-28", "2024-03-20"),
    ];
    prop::sample::select(known).prop_map(|(json, first, last)| (json, day(first), day(last)))
}

fn days_between(first: Day, last: Day) -> Vec<Day> {
    let mut days = vec![first];
    while days[days.len() - 1] < last {
        days.push(days[days.len() - 1].after());
    }
    days
}

/// The truth of what is the one on some day and the other on another.
fn either(truths: impl Iterator<Item = String>) -> String {
    let truths: Vec<String> = truths.collect();
    let same = truths.iter().all(|truth| *truth == truths[0]);
    if same { truths[0].clone() } else { "unknown".to_owned() }
}

fn text(value: &Json) -> String {
    value.as_str().expect("a text").to_owned()
}

fn review(answer: &Json, id: &str) -> Json {
    named(answer, "reviews", "review", id).expect("the review").clone()
}

/// What the answer says of an action or a rule; false where it does not have it.
fn truth(answer: &Json, list: &str, id: &str) -> Json {
    let (name, key) = if list == "actions" { ("action", "applies") } else { ("rule", "truth") };
    named(answer, list, name, id).map_or(json!("false"), |item| item[key].clone())
}

/// The answer for days known in part is what the answers for each of the days have in common.
fn check_join(whole: &Json, each: &[Json]) {
    assert_eq!(whole["applies"], either(each.iter().map(|one| text(&one["applies"]))));
    let mut moves = Vec::new();
    for id in REVIEWS {
        let all: Vec<Json> = each.iter().map(|answer| review(answer, id)).collect();
        let joined = review(whole, id);
        let scope = either(all.iter().map(|review| text(&review["scope"])));
        assert_eq!(joined["scope"], scope, "scope of {id}");
        let least = all.iter().map(|review| rank(&review["at_least"])).min();
        let most = all.iter().map(|review| rank(&review["at_most"])).max();
        assert_eq!(Some(rank(&joined["at_least"])), least, "{id}");
        assert_eq!(Some(rank(&joined["at_most"])), most, "{id}");
        let said = |review: &Json| ["scope", "at_least", "at_most"].map(|key| review[key].clone());
        if all.iter().any(|review| said(review) != said(&all[0])) {
            moves.push(id);
        }
    }
    for id in ACTIONS {
        let all = each.iter().map(|answer| text(&truth(answer, "actions", id)));
        assert_eq!(truth(whole, "actions", id), either(all), "{id}");
    }
    for finding in whole["findings"].as_array().unwrap() {
        let id = finding["rule"].as_str().unwrap();
        let all = each.iter().map(|answer| text(&truth(answer, "findings", id)));
        assert_eq!(finding["truth"], either(all), "{id}");
    }
    // What is missing on one of the days is missing, and so is the day where it moves a review.
    for missing in each.iter().flat_map(|one| one["missing"].as_array().unwrap()) {
        let fact = missing["fact"].as_str().unwrap();
        assert!(named(whole, "missing", "fact", fact).is_some(), "{fact}");
    }
    let day = named(whole, "missing", "fact", "happened");
    for id in moves {
        let named = &day.unwrap_or_else(|| panic!("the day moves {id}"))["reviews"];
        assert!(named.as_array().unwrap().contains(&json!(id)), "the day moves {id}: {named}");
    }
}

/// Nothing that the first answer claims is taken back by the second.
fn stands_in(first: &Json, second: &Json) {
    let stays = |truth: &Json, later: &Json| *truth == "unknown" || truth == later;
    assert!(stays(&first["applies"], &second["applies"]));
    for id in REVIEWS {
        let (before, after) = (review(first, id), review(second, id));
        assert!(stays(&before["scope"], &after["scope"]), "scope of {id}");
        // A duty stays a duty, and what is not available stays so.
        assert!(rank(&before["at_least"]) <= rank(&after["at_least"]), "{id} at least");
        assert!(rank(&before["at_most"]) >= rank(&after["at_most"]), "{id} at most");
        // What is not met may still turn out not to be applicable.
        if before["outcome"] != "cannot-tell" && before["outcome"] != "not-met" {
            assert_eq!(before["outcome"], after["outcome"], "{id}");
        }
    }
    for id in ACTIONS {
        assert!(stays(&truth(first, "actions", id), &truth(second, "actions", id)), "{id}");
    }
    for finding in first["findings"].as_array().unwrap() {
        let id = finding["rule"].as_str().unwrap();
        assert!(stays(&finding["truth"], &truth(second, "findings", id)), "{id}");
    }
}

/// One edition, or a second one that begins while the incident may happen.
fn editions(pack: &Pack, later: Option<&Pack>) -> Catalogue {
    let mut first = edition(pack, "2000-01-01", None);
    let Some(later) = later else { return catalogue(&[first]) };
    first["until"] = json!("2024-02-28");
    catalogue(&[first, edition(later, "2024-02-28", Some("2000-01-01"))])
}

proptest! {
    #![proptest_config(tried(200))]

    #[test]
    fn with_days_known_in_part_it_is_what_they_have_in_common(
        (pack, later, case) in (any_pack(), prop::option::of(any_pack()), any_case()),
        (happened, first, last) in any_days(),
    ) {
        let catalogue = editions(&pack, later.as_ref());
        let whole = asked(&catalogue, &case, &happened);
        let days = days_between(first, last);
        let each = days.iter().map(|day| asked(&catalogue, &case, &json!(day.to_string())));
        check_join(&whole, &each.collect::<Vec<Json>>());
    }

    #[test]
    fn with_days_known_in_part_every_filling_on_every_day_is_possible(
        (pack, case) in (any_pack(), any_case()), (happened, first, last) in any_days(),
    ) {
        let catalogue = editions(&pack, None);
        let case = narrowed(case, &pack, 60);
        let mut all = Fillings { counts: Vec::new(), said: Vec::new() };
        for day in days_between(first, last) {
            count_on(day);
            all.said.extend(Fillings::of(&pack, &case).said);
        }
        count_on(day("2024-02-29"));
        check_reviews(&asked(&catalogue, &case, &happened), &all);
    }
}

proptest! {
    #![proptest_config(tried(300))]

    #[test]
    fn learning_a_fact_never_overturns_an_answer(
        (pack, later, case) in (any_pack(), prop::option::of(any_pack()), any_case()),
        learned in prop::collection::vec((0..FACTS.len(), 0_usize..8), 4),
        (happened, first, last) in any_days(), (at, chosen) in (0_usize..5, 0_usize..40),
    ) {
        let catalogue = editions(&pack, later.as_ref());
        let days = days_between(first, last);
        let (mut case, mut happened) = (case, happened);
        let mut before = asked(&catalogue, &case, &happened);
        for (step, (fact, choice)) in learned.into_iter().enumerate() {
            if step == at {
                happened = json!(days[chosen % days.len()].to_string());
            }
            let mut tests = pack.tests();
            tests.extend(later.iter().flat_map(Pack::tests));
            let values = case.possible(fact, &tests);
            case.given[fact] = Given::Exactly(values[choice % values.len()]);
            let after = asked(&catalogue, &case, &happened);
            stands_in(&before, &after);
            before = after;
        }
    }

    #[test]
    fn a_fact_that_is_not_missing_changes_nothing(
        (pack, case) in (any_pack(), any_case()), choice in 0_usize..8,
        (happened, ..) in any_days(),
    ) {
        let catalogue = editions(&pack, None);
        let before = asked(&catalogue, &case, &happened);
        for (fact, (id, _)) in FACTS.iter().enumerate() {
            if named(&before, "missing", "fact", id).is_some() {
                continue;
            }
            let values = case.possible(fact, &pack.tests());
            let mut more: Case = case.clone();
            more.given[fact] = Given::Exactly(values[choice % values.len()]);
            let after = asked(&catalogue, &more, &happened);
            prop_assert_eq!(&before["applies"], &after["applies"], "{}", id);
            for name in REVIEWS {
                let said = |answer: &Json| {
                    let review = review(answer, name);
                    ["scope", "at_least", "at_most", "outcome"].map(|key| review[key].clone())
                };
                prop_assert_eq!(said(&before), said(&after), "{} {}", id, name);
            }
        }
    }
}

/// What is said of the first review where nothing is known but some days of the incident.
fn said_of(when: Condition, scope: Condition, happened: &Json) -> Json {
    let consent = vec![(Ok(1), scope)];
    let rules = vec![(when, Then::Level(3))];
    let pack = Pack { rules, applies: Condition::All(Vec::new()), consent };
    let case = Case { given: vec![Given::Nothing(None); FACTS.len()], setting: None };
    let answer = asked(&editions(&pack, None), &case, happened);
    json!([review(&answer, "first")["at_least"], review(&answer, "first")["at_most"]])
}

/// Thirty days reach further back than a month in March, and less far in January.
#[test]
fn spans_that_are_longer_now_the_one_now_the_other_are_looked_at_on_both_days() {
    let within = |span| Condition::Fact(9, Test::WithinLast(span));
    let days_alone = Condition::All(vec![
        within(Span::days(30)),
        Condition::Not(Box::new(within(Span::months(1)))),
    ]);
    let everywhere = Condition::All(Vec::new());
    let said = |happened: Json| said_of(days_alone.clone(), everywhere.clone(), &happened);
    assert_eq!(said(json!("2024-01-10")), json!(["not-available", "not-available"]));
    assert_eq!(said(json!("2024-03-15")), json!(["not-available", "duty"]));
    assert_eq!(
        said(json!({ "from": "2024-01-10", "to": "2024-03-15" })),
        json!(["not-available", "duty"])
    );
    let never_days_alone = Condition::Not(Box::new(days_alone));
    let never =
        said_of(never_days_alone, everywhere, &json!({ "from": "2024-01-10", "to": "2024-03-15" }));
    assert_eq!(never, json!(["not-available", "duty"]));
}

/// Born on the very day, and from March on: on some of the days only.
#[test]
fn a_fixed_day_is_passed_by_what_goes_back_from_the_incident() {
    let from_march = Condition::Fact(10, Test::OnOrAfter(day("2024-03-01")));
    let that_day = Condition::Fact(10, Test::WithinLast(Span::days(0)));
    let said = |happened: Json| said_of(from_march.clone(), that_day.clone(), &happened);
    assert_eq!(said(json!("2024-02-20")), json!(["not-available", "not-available"]));
    assert_eq!(said(json!({ "about": "2024-02-27" })), json!(["not-available", "duty"]));
    let before_march = Condition::Not(Box::new(from_march));
    let that_day = Condition::All(Vec::new());
    let either = Condition::Any(vec![
        before_march,
        Condition::Not(Box::new(Condition::Fact(10, Test::WithinLast(Span::days(0))))),
    ]);
    let said = |happened: Json| said_of(either.clone(), that_day.clone(), &happened);
    assert_eq!(said(json!("2024-02-20")), json!(["duty", "duty"]));
    assert_eq!(said(json!({ "about": "2024-02-27" })), json!(["not-available", "duty"]));
}
