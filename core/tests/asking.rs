//! A request read once says the same as one that is read anew with each answer.
#![allow(clippy::unwrap_used, reason = "tests")]
#![cfg(feature = "bundled-packs")]

use safeguarding_rules::{Catalogue, wire};

fn request(facts: &str) -> String {
    format!(
        r#"{{"question":"thresholds","pack":"walsall","subject":"child","as_of":"2024-05-01","facts":{{{facts}}}}}"#
    )
}

#[test]
fn answers_given_one_by_one() {
    let catalogue = Catalogue::bundled();
    let mut asking = wire::asking(&catalogue, &request("")).unwrap();
    let mut facts: Vec<String> = Vec::new();
    for (fact, answer) in [
        ("date_of_birth", r#"{"from":"2010","to":"2011-03"}"#),
        ("reasonable_cause_significant_harm", r#"{"state":"declined"}"#),
        ("injury_non_mobile", "true"),
    ] {
        asking.set(fact, answer).unwrap();
        facts.push(format!(r#""{fact}":{answer}"#));
        let anew = wire::answer(&catalogue, &request(&facts.join(","))).unwrap();
        assert_eq!(asking.answer().unwrap(), anew);
    }
    let position = asking.facts().position(|fact| fact == "injury_non_mobile").unwrap();
    let position = u16::try_from(position).unwrap();
    let before = asking.outcome();
    assert!(asking.set_yes_no(position, None) && asking.outcome() != before);
    assert!(asking.set_yes_no(position, Some(true)) && asking.outcome() == before);
    let birth = asking.facts().position(|fact| fact == "date_of_birth").unwrap();
    for other in [u16::try_from(birth).unwrap(), u16::MAX] {
        assert!(!asking.set_yes_no(other, Some(true)) && !asking.set_yes_no(other, None));
    }
    for fact in ["date_of_birth", "reasonable_cause_significant_harm", "injury_non_mobile"] {
        asking.take_back(fact).unwrap();
    }
    assert_eq!(asking.answer().unwrap(), wire::answer(&catalogue, &request("")).unwrap());
    assert_eq!(asking.routes().count(), asking.routes().filter(|route| !route.is_empty()).count());
}

#[test]
fn what_is_refused_changes_nothing() {
    let catalogue = Catalogue::bundled();
    let mut asking = wire::asking(&catalogue, &request(r#""date_of_birth":"2010""#)).unwrap();
    let before = asking.answer().unwrap();
    for (fact, answer, code, at) in [
        ("date_of_berth", "\"2010\"", "case.unknown-fact", "/facts/date_of_berth"),
        ("date_of_birth", "{", "json.syntax", "/facts/date_of_birth"),
        ("date_of_birth", "\"2010-02-30\"", "case.not-a-date", "/facts/date_of_birth"),
        ("date_of_birth", "true", "case.wrong-kind", "/facts/date_of_birth"),
    ] {
        let error = asking.set(fact, answer).unwrap_err();
        assert_eq!((error.code(), error.at()), (code, at));
        assert_eq!(asking.answer().unwrap(), before);
    }
    assert_eq!(asking.take_back("nothing").unwrap_err().code(), "case.unknown-fact");
    assert_eq!(asking.answer_with("some").unwrap_err().code(), "json.unknown-word");
    let asked = |text: &str| wire::asking(&catalogue, text).err().unwrap().code();
    assert_eq!(asked(r#"{"question":"deadline"}"#), "request.unknown-question");
    assert_eq!(
        asked(&request("").replace("\"facts\"", "\"record\":true,\"facts\"")),
        "json.unknown-key"
    );
}
