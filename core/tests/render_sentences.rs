//! Conditions as sentences: what they say, that different ones read differently, and that nothing in
//! a pack's own words is taken for a mark of Markdown or HTML.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

mod packs;
mod rendered;

use packs::small;
use proptest::prelude::*;
use rendered::{parts_of_html, words_of_html, words_of_markdown};
use safeguarding_rules::render::{Document, document};
use safeguarding_rules::{Catalogue, Day, Family};
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn of(pack: &Value) -> Document {
    let catalogue = Catalogue::empty().with(&[pack.to_string().as_str()]);
    let catalogue = catalogue.unwrap_or_else(|error| panic!("{}", error.to_json()));
    let day = Day::parse("2024-05-01").unwrap();
    document(&catalogue, Family::Thresholds, "small", day, None).unwrap()
}

/// The small pack with a rule for each of these conditions beside its own.
fn with_rules(conditions: &[Value]) -> Value {
    let mut pack = small();
    pack["facts"].as_array_mut().unwrap().push(json!({ "id": "stays", "subject": ["person"],
        "kind": "count", "unit": "stays", "question": "How many stays?", "burden": "plain" }));
    let rules = pack["rules"].as_array_mut().unwrap();
    for (number, when) in conditions.iter().enumerate() {
        rules.push(json!({ "id": format!("test.{number}"), "subject": "person",
            "label": format!("Test {number}"), "when": when, "then": { "define": true },
            "strength": "must", "basis": "statute", "evidence": "recalled",
            "cites": [ { "source": "handbook", "at": "p. 3" } ] }));
    }
    pack
}

/// What the Markdown says of each of the conditions.
fn sentences(conditions: &[Value]) -> Vec<String> {
    let markdown = of(&with_rules(conditions)).to_markdown();
    let each = (0..conditions.len()).map(|number| {
        let section = markdown.split_once(&format!("\n#### Test {number}\n")).unwrap().1;
        let said = section.split_once("- **Holds when:** ").unwrap().1;
        said.split_once("\n- **Then:**").unwrap().0.to_owned()
    });
    each.collect()
}

#[test]
fn conditions_read_as_a_person_would_say_them() {
    let all = [
        (json!({ "fact": "at_risk" }), "At risk? – yes"),
        (json!({ "not": { "fact": "at_risk" } }), "At risk? – no"),
        (
            json!({ "all": [ { "fact": "at_risk" }, { "fact": "stays", "at_least": 3 } ] }),
            "all of these are so:\n  - At risk? – yes\n  - How many stays? – 3 or more",
        ),
        (
            json!({ "any": [ { "fact": "home", "one_of": ["shared", "none"] },
                { "all": [ { "fact": "stays", "at_most": 1 }, { "fact": "moves", "exactly": 2 } ] } ] }),
            "any of these is so:\n  - What home? – “Shared” or “None”\n  - all of these are so:\n    \
             - How many stays? – 1 or fewer\n    - How many moves? – exactly 2",
        ),
        (
            json!({ "not": { "any": [ { "fact": "at_risk" }, { "fact": "home", "is": "own" } ] } }),
            "none of these is so:\n  - At risk? – yes\n  - What home? – “Own”",
        ),
        (
            json!({ "not": { "all": [ { "fact": "at_risk" }, { "fact": "home", "is": "own" } ] } }),
            "not all of these are so:\n  - At risk? – yes\n  - What home? – “Own”",
        ),
        (
            json!({ "at_least": 2, "of": [ { "fact": "at_risk" }, { "fact": "home", "is": "own" },
                { "not": { "fact": "home", "is": "shared" } } ] }),
            "at least 2 of these 3 are so:\n  - At risk? – yes\n  - What home? – “Own”\n  - What home? – not \
             “Shared”",
        ),
        (
            json!({ "not": { "at_least": 2, "of": [ { "fact": "at_risk" },
                { "fact": "home", "is": "own" } ] } }),
            "fewer than 2 of these 2 are so:\n  - At risk? – yes\n  - What home? – “Own”",
        ),
        (
            json!({ "not": { "not": { "fact": "at_risk" } } }),
            "it is not so that:\n  - At risk? – no",
        ),
        (json!({ "rule": "level.risk" }), "[“At risk”](#at-risk) holds"),
        (json!({ "not": { "rule": "level.risk" } }), "[“At risk”](#at-risk) does not hold"),
        (
            json!({ "fact": "visits", "at_least": { "setting": "visits_needed" } }),
            "How many visits? – as many as is set, or more: [“How many visits are \
             many”](#how-many-visits-are-many) (left open)",
        ),
        (
            json!({ "fact": "needs", "includes": "food" }),
            "Which needs? – among the answers: “Food”",
        ),
        (
            json!({ "fact": "needs", "includes_at_least": 1, "of": ["food", "rest"] }),
            "Which needs? – at least 1 of these answers: “Food”; “Rest”",
        ),
        (json!({ "fact": "date_of_birth", "age_under": 18 }), "Age – under 18 years old"),
        (
            json!({ "fact": "date_of_birth", "age_at_least": { "months": 18 } }),
            "Age – 18 months old or older",
        ),
        (json!({ "fact": "date_of_birth", "age_at_least": 0 }), "Age – born already"),
        (
            json!({ "fact": "date_of_birth", "before": "2010-09-01" }),
            "Born when? – before 1 September 2010",
        ),
        (
            json!({ "fact": "date_of_birth", "on_or_after": "2010-09-01" }),
            "Born when? – on 1 September 2010 or later",
        ),
        (
            json!({ "fact": "date_of_birth", "within_last": { "days": 1 } }),
            "Born when? – within the last 1 day",
        ),
        (
            json!({ "fact": "date_of_birth", "at_least_ago": { "weeks": 6 } }),
            "Born when? – 6 weeks ago or longer",
        ),
        (
            json!({ "fact": "date_of_birth", "at_least_ago": { "days": 0 } }),
            "Born when? – on this day or earlier",
        ),
        (
            json!({ "not": { "fact": "date_of_birth", "at_least_ago": { "days": 0 } } }),
            "Born when? – later than this day",
        ),
        (json!({ "all": [] }), "always"),
        (json!({ "any": [] }), "never"),
    ];
    let conditions: Vec<Value> = all.iter().map(|(condition, _)| condition.clone()).collect();
    for (said, (condition, expected)) in sentences(&conditions).iter().zip(&all) {
        assert_eq!(said, expected, "{condition}");
    }
}

/// Small conditions of every form.
fn condition() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(json!({ "fact": "at_risk" })),
        Just(json!({ "rule": "level.risk" })),
        (0_u32..3).prop_map(|n| json!({ "fact": "stays", "at_least": n })),
        (0_u32..3).prop_map(|n| json!({ "fact": "stays", "at_most": n })),
        (0_u32..3).prop_map(|n| json!({ "fact": "moves", "exactly": n })),
        Just(json!({ "fact": "home", "is": "own" })),
        Just(json!({ "fact": "home", "one_of": ["own", "none"] })),
        Just(json!({ "fact": "needs", "includes": "food" })),
        (1_u16..3).prop_map(|n| json!({ "fact": "needs", "includes_at_least": n })),
        Just(json!({ "fact": "needs", "includes_at_least": 1, "of": ["food"] })),
        (0_u16..2).prop_map(|n| json!({ "fact": "date_of_birth", "age_under": n })),
        (0_u16..2)
            .prop_map(|n| json!({ "fact": "date_of_birth", "age_at_least": { "months": n } })),
        (1_u16..3).prop_map(|n| json!({ "fact": "date_of_birth", "within_last": { "days": n } })),
        (0_u16..3).prop_map(|n| json!({ "fact": "date_of_birth", "at_least_ago": { "days": n } })),
        Just(json!({ "fact": "date_of_birth", "before": "2010-09-01" })),
    ];
    leaf.prop_recursive(3, 10, 3, |inner| {
        let parts = prop::collection::vec(inner.clone(), 0..3);
        prop_oneof![
            parts.clone().prop_map(|parts| json!({ "all": parts })),
            parts.clone().prop_map(|parts| json!({ "any": parts })),
            inner.prop_map(|part| json!({ "not": part })),
            (0_u16..3, parts).prop_map(|(n, parts)| json!({ "at_least": n, "of": parts })),
        ]
    })
}

/// No two of these that differ are said in the same way.
fn are_told_apart(conditions: &[Value]) {
    let mut said: BTreeMap<String, &Value> = BTreeMap::new();
    for (sentence, condition) in sentences(conditions).into_iter().zip(conditions) {
        if let Some(other) = said.insert(sentence.clone(), condition) {
            assert_eq!(other, condition, "both are said: {sentence}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn different_conditions_read_differently(
        conditions in prop::collection::vec(condition(), 40..60)
    ) {
        are_told_apart(&conditions);
    }
}

#[test]
fn small_conditions_of_every_shape_are_told_apart() {
    let leaves = [json!({ "fact": "at_risk" }), json!({ "fact": "home", "is": "own" })];
    let mut all: Vec<Value> = leaves.to_vec();
    for _ in 0..2 {
        let below: Vec<Value> = all.iter().take(12).cloned().collect();
        let mut lists: Vec<Vec<Value>> = vec![Vec::new()];
        for one in &below {
            lists.push(vec![one.clone()]);
            lists.extend(below.iter().map(|other| vec![one.clone(), other.clone()]));
        }
        for parts in lists {
            all.push(json!({ "all": parts }));
            all.push(json!({ "any": parts }));
            all.extend((0..4).map(|n| json!({ "at_least": n, "of": parts })));
        }
        all.extend(below.iter().map(|part| json!({ "not": part })));
        all.extend(all.clone().iter().take(40).map(|part| json!({ "not": part })));
    }
    all.sort_by_key(Value::to_string);
    all.dedup();
    assert!(all.len() > 900, "{}", all.len());
    are_told_apart(&all);
}

#[test]
fn things_of_the_same_name_are_told_apart() {
    let mut pack = with_rules(&[
        json!({ "fact": "stays", "at_least": 1 }),
        json!({ "fact": "moves", "at_least": 1 }),
        json!({ "rule": "level.visits" }),
        json!({ "rule": "level.risk" }),
    ]);
    pack["facts"][7]["question"] = pack["facts"][3]["question"].clone();
    pack["rules"][1]["label"] = pack["rules"][0]["label"].clone();
    let rules = pack["rules"].as_array_mut().unwrap();
    let last = rules.len() - 1;
    for number in [last, last - 1] {
        rules[number]["label"] = json!("Alike");
    }
    rules.push(rules[last].clone());
    rules[last + 1]["id"] = json!("test.of-the-alike");
    rules[last + 1]["label"] = json!("Another");
    rules[last + 1]["when"] = json!({ "rule": "test.3" });
    let markdown = of(&pack).to_markdown();
    for said in [
        "How many moves? (`stays`) – 1 or more",
        "How many moves? (`moves`) – 1 or more",
        "[“Many visits”](#many-visits) (level 2) holds",
        "[“Many visits”](#many-visits-1) (level 3) holds",
        "[“Alike”](#alike-1) (`test.3`) holds",
    ] {
        assert!(markdown.contains(said), "{said}");
    }
}

/// Words that would be markup were they not made safe.
const NASTY: &str =
    "<script>alert(1)</script> & \"x\" 'y' | a *b* _c_ `d` [e](http://f) # g ~~h~~ \\ {i} !";

/// Every text of a pack that a person reads, with nasty words after it.
fn spoilt(value: &mut Value, nasty: &str) {
    const READ: [&str; 14] = [
        "label",
        "question",
        "help",
        "words",
        "summary",
        "name",
        "title",
        "consider",
        "act",
        "who",
        "does",
        "about",
        "at",
        "publisher",
    ];
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                match value {
                    Value::String(text) if READ.contains(&key.as_str()) => {
                        let end = if text.ends_with('?') { "?" } else { "" };
                        *text = format!("{} {nasty}{end}", text.trim_end_matches('?'));
                    }
                    value => spoilt(value, nasty),
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| spoilt(value, nasty)),
        _ => {}
    }
}

#[test]
fn no_word_of_a_pack_is_taken_for_markup() {
    let plain: Vec<String> =
        parts_of_html(&of(&small()).to_html()).into_iter().map(|(tag, _)| name_of(&tag)).collect();
    for nasty in [NASTY, "a\nb\n\n# c\n- d\n\t| e |", "\u{0}\u{7}\r\n> quoted"] {
        let mut pack = small();
        spoilt(&mut pack, nasty);
        let document = of(&pack);
        let (markdown, html) = (document.to_markdown(), document.to_html());
        let tags: Vec<String> =
            parts_of_html(&html).into_iter().map(|(tag, _)| name_of(&tag)).collect();
        assert_eq!(tags, plain, "{nasty:?}");
        assert_eq!(words_of_markdown(&markdown), words_of_html(&html), "{nasty:?}");
        // The words themselves are all there.
        let wanted: Vec<String> = nasty
            .split(|letter: char| letter.is_control() || letter == ' ')
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        assert!(
            words_of_html(&html).windows(wanted.len()).any(|words| words == wanted),
            "{nasty:?}"
        );
        // As many lines as before begin a heading, an item, a table or a link.
        let plain = of(&small()).to_markdown();
        for mark in ["\n#", "- ", "\n|", "](", "<", ">", "`"] {
            let begun = |text: &str| match mark {
                "- " => text.lines().filter(|line| line.trim_start().starts_with("- ")).count(),
                mark => text.matches(mark).count(),
            };
            let escaped = markdown.replace("\\[", "").replace("\\]", "").replace("\\`", "");
            assert_eq!(begun(&escaped), begun(&plain), "{mark:?} of {nasty:?}");
        }
    }
}

fn name_of(tag: &str) -> String {
    tag.split(' ').next().unwrap().to_owned()
}

#[test]
fn an_item_that_begins_like_a_list_stays_a_text() {
    for (beginning, written) in
        [("1. April", "1\\. April"), ("- no", "\\- no"), ("+ yes", "\\+ yes"), ("2) b", "2\\) b")]
    {
        let mut pack = small();
        pack["consent"][0]["words"] = json!(beginning);
        let document = of(&pack);
        assert!(document.to_markdown().contains(&format!("\n- {written}\n")), "{beginning}");
        assert!(document.to_html().contains(&format!("<li>{beginning}</li>")), "{beginning}");
    }
}

#[test]
fn only_addresses_of_the_web_become_links() {
    for (link, href) in [
        ("https://a.example/b_(c)?d=1&e=2", Some("https://a.example/b_%28c%29?d=1&amp;e=2")),
        ("https://a.example/\"><script>", Some("https://a.example/%22%3E%3Cscript%3E")),
        ("http://a.example/b c", Some("http://a.example/b%20c")),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
    ] {
        let mut pack = small();
        pack["sources"][0]["link"] = json!(link);
        let catalogue = Catalogue::empty().with(&[pack.to_string().as_str()]);
        // What is no address at all may be refused before.
        let Ok(_) = catalogue else { continue };
        let html = of(&pack).to_html();
        match href {
            Some(href) => assert!(html.contains(&format!("href=\"{href}\"")), "{link}"),
            None => assert!(!html.contains("class=\"web\""), "{link}"),
        }
    }
}
