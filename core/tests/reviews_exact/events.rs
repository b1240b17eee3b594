//! Events known in part: whatever really happened is among what the answer holds possible, nobody is
//! told of a contradiction that there is not, and learning more leaves less.

use super::tried;
use proptest::prelude::*;
use safeguarding_rules::{Catalogue, Day, Span, wire};
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeSet;
use std::sync::LazyLock;

pub(crate) const AS_OF: &str = "2024-05-01";

pub(crate) fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

/// A pack with its events, and facts by which much is to be done.
pub(crate) struct Ground {
    pub(crate) catalogue: Catalogue,
    pub(crate) request: Json,
    /// The fact that gives the day of the incident.
    pub(crate) incident: &'static str,
    pub(crate) events: Vec<Event>,
}

pub(crate) struct Event {
    pub(crate) id: String,
    after: Vec<String>,
    may_lie_ahead: bool,
}

static GROUNDS: LazyLock<[Ground; 2]> = LazyLock::new(|| {
    let small = include_str!("../../../fixtures/packs/good/small-reviews.json");
    [
        ground(
            Catalogue::empty().with(&[small]).expect("the small pack loads"),
            "small",
            "happened_on",
            &json!({ "clock_start": "board-told", "new_law": "2023-06-01" }),
        ),
        ground(
            Catalogue::bundled(),
            "england",
            "incident_date",
            &json!({ "rapid_review_clock_start": "sin-submitted" }),
        ),
    ]
});

pub(crate) fn ground(
    catalogue: Catalogue,
    pack: &str,
    incident: &'static str,
    settings: &Json,
) -> Ground {
    let facts = json!({ "date_of_birth": "2015-03-04", "died": true, "neglect": true,
        "place": "here", "settings_used": ["ward"], "abuse_or_neglect_suspected": true });
    let form = json!({ "family": "reviews", "pack": pack, "subject": "incident", "as_of": AS_OF });
    let form = wire::questions(&catalogue, &form.to_string()).unwrap();
    let form: Json = serde_json::from_str(&form).unwrap();
    let mut own = Map::new();
    for question in form["questions"].as_array().unwrap() {
        let fact = question["fact"].as_str().unwrap();
        own.extend(facts.get(fact).map(|answer| (fact.to_owned(), answer.clone())));
    }
    if pack == "england" {
        own["place"] = json!("this-area");
    }
    let texts = |list: &Json| {
        let texts = list.as_array().unwrap().iter();
        texts.map(|text| text.as_str().unwrap().to_owned()).collect()
    };
    let events = form["events"].as_array().unwrap().iter().map(|event| Event {
        id: event["event"].as_str().unwrap().to_owned(),
        after: texts(&event["after"]),
        may_lie_ahead: event["may_lie_ahead"] == true,
    });
    let request = json!({ "question": "reviews", "pack": pack, "subject": "incident",
        "as_of": AS_OF, "facts": own, "settings": settings });
    Ground { events: events.collect(), catalogue, request, incident }
}

/// What really happened: the day of the incident, and that of each event that happened.
pub(crate) struct World {
    pub(crate) incident: Day,
    pub(crate) days: Vec<Option<Day>>,
}

impl World {
    /// `steps` say how long after what it comes after each event happened; past `as_of` it has not.
    pub(crate) fn of(ground: &Ground, ago: u16, steps: &[u16]) -> World {
        let as_of = day(AS_OF);
        let incident = as_of.less(Span::days(ago));
        let mut days: Vec<Option<Option<Day>>> = vec![None; ground.events.len()];
        while days.iter().any(Option::is_none) {
            for (at, event) in ground.events.iter().enumerate() {
                let position = |id: &String| ground.events.iter().position(|other| other.id == *id);
                let before: Vec<Option<Option<Day>>> = event
                    .after
                    .iter()
                    .map(|id| position(id).map_or(Some(Some(incident)), |other| days[other]))
                    .collect();
                if days[at].is_some() || before.iter().any(Option::is_none) {
                    continue;
                }
                let not_happened = before.contains(&Some(None));
                let latest = before.into_iter().flatten().flatten().max().unwrap_or(incident);
                let happened = latest.plus(Span::days(steps[at % steps.len()]));
                let is_told = happened <= as_of || event.may_lie_ahead;
                days[at] = Some((!not_happened && is_told).then_some(happened));
            }
        }
        World { incident, days: days.into_iter().flatten().collect() }
    }
}

/// How much is told of a day.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Told {
    Nothing,
    Null,
    Whether,
    Year,
    Month,
    About,
    Between(u16, u16),
    Exactly,
}

pub(crate) fn any_told() -> impl Strategy<Value = Told> {
    prop_oneof![
        3 => Just(Told::Nothing),
        1 => Just(Told::Null),
        2 => Just(Told::Whether),
        1 => Just(Told::Year),
        2 => Just(Told::Month),
        2 => Just(Told::About),
        2 => (0_u16..20, 0_u16..20).prop_map(|(before, after)| Told::Between(before, after)),
        4 => Just(Told::Exactly),
    ]
}

/// What is said of something that happened on a day, or has not happened.
pub(crate) fn said(told: Told, happened: Option<Day>) -> Option<Json> {
    let Some(happened) = happened else {
        return match told {
            Told::Nothing | Told::Month | Told::Between(..) => None,
            Told::Null => Some(Json::Null),
            _ => Some(json!(false)),
        };
    };
    let text = happened.to_string();
    Some(match told {
        Told::Nothing => return None,
        Told::Null => Json::Null,
        // What is planned has not happened yet, and it is not said that it never will.
        Told::Whether if happened > day(AS_OF) => Json::Null,
        Told::Whether => json!(true),
        Told::Year => json!(text.get(..4)),
        Told::Month => json!(text.get(..7)),
        Told::About => json!({ "about": text }),
        Told::Between(before, after) => {
            json!({ "from": happened.less(Span::days(before)).to_string(),
            "to": happened.plus(Span::days(after)).to_string() })
        }
        Told::Exactly => json!(text),
    })
}

fn asked(ground: &Ground, world: &World, incident: Told, told: &[Told]) -> Json {
    let mut request = ground.request.clone();
    // That an incident happened is what it is; whether is no answer to its day.
    let incident = if matches!(incident, Told::Whether) { Told::Null } else { incident };
    if let Some(day) = said(incident, Some(world.incident)) {
        request["facts"][ground.incident] = day;
    }
    let events = ground.events.iter().zip(&world.days).zip(told.iter().cycle());
    let events =
        events.filter_map(|((event, day), told)| Some((event.id.clone(), said(*told, *day)?)));
    request["events"] = Json::Object(events.collect());
    let answer = wire::answer(&ground.catalogue, &request.to_string());
    let answer = answer.unwrap_or_else(|error| panic!("{}", error.to_json()));
    serde_json::from_str(&answer).unwrap()
}

/// The states that an action may be in.
fn states(action: &Json) -> BTreeSet<&str> {
    match action["could_be"].as_array() {
        Some(could_be) => could_be.iter().map(|state| state.as_str().unwrap()).collect(),
        None => BTreeSet::from([action["state"].as_str().unwrap()]),
    }
}

/// Whether the one range lies in the other; a range that is not given holds everything.
fn lies_in(inner: &Json, outer: &Json, keys: [&str; 2]) -> bool {
    let number = |range: &Json, key: &str| match &range[key] {
        Json::String(text) => day(text).to_string(),
        other => format!("{:09}", other.as_u64().unwrap()),
    };
    if inner.is_null() || outer.is_null() {
        return true;
    }
    let [from, to] = keys;
    number(outer, from) <= number(inner, from) && number(inner, to) <= number(outer, to)
}

/// An item of a list in the same words: editions may have one id in several.
pub(crate) fn in_the_same_words<'v>(list: &'v Json, item: &Json) -> Option<&'v Json> {
    const WORDS: [&str; 12] = [
        "action", "review", "role", "with", "how", "words", "who", "does", "to", "note", "cites",
        "clock",
    ];
    let alike = |other: &&Json| WORDS.iter().all(|key| other[key] == item[key]);
    list.as_array().into_iter().flatten().find(alike)
}

/// What the first answer holds possible of every action holds what the second says.
pub(crate) fn check_contains(first: &Json, second: &Json) {
    assert!(first.get("problems").is_none(), "{}", first["problems"]);
    for later in second["actions"].as_array().unwrap() {
        let id = later["action"].as_str().unwrap();
        let earlier = in_the_same_words(&first["actions"], later);
        let earlier = earlier.unwrap_or_else(|| panic!("an action that may apply: {later}"));
        assert!(states(later).is_subset(&states(earlier)), "{id}:\n{earlier}\n{later}");
        assert!(
            lies_in(&later["due"], &earlier["due"], ["earliest", "latest"]),
            "{earlier}\n{later}"
        );
        if earlier["state"] == later["state"] {
            for (key, keys) in [
                ("done", ["earliest", "latest"]),
                ("overdue_days", ["least", "most"]),
                ("late_days", ["least", "most"]),
            ] {
                assert!(lies_in(&later[key], &earlier[key], keys), "{key}\n{earlier}\n{later}");
            }
        }
        if let Some(in_time) = earlier.get("in_time").filter(|truth| *truth != "unknown") {
            assert_eq!(*in_time, later["in_time"], "{id}:\n{earlier}\n{later}");
        }
    }
}

proptest! {
    #![proptest_config(tried(400))]

    #[test]
    fn what_happened_is_held_possible_and_learning_more_leaves_less(
        at in 0_usize..2, ago in prop_oneof![0_u16..60, 60_u16..480],
        steps in prop::collection::vec(prop_oneof![Just(0_u16), 0_u16..30, 20_u16..200], 12),
        incident in any_told(), told in prop::collection::vec(any_told(), 30),
        learned in prop::collection::vec(0_usize..30, 3),
    ) {
        let ground = &GROUNDS[at];
        let world = World::of(ground, ago, &steps);
        let mut told = told;
        let truth = asked(ground, &world, Told::Exactly, &[Told::Exactly]);
        let mut before = asked(ground, &world, incident, &told);
        check_contains(&before, &truth);
        for event in learned {
            told[event] = Told::Exactly;
            let after = asked(ground, &world, incident, &told);
            check_contains(&before, &after);
            check_contains(&after, &truth);
            before = after;
        }
        let after = asked(ground, &world, Told::Exactly, &told);
        check_contains(&before, &after);
        check_contains(&after, &truth);
    }
}
