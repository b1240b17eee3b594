//! An interview ends: whatever is answered, the last question leaves nothing unasked that matters.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

use safeguarding_rules::{Catalogue, wire};
use serde_json::{Map, Value, json};

const WALKS: u64 = 10;
const TODAY: &str = "2024-05-01";

#[test]
fn a_national_interview_about_a_child_ends() {
    walk_all("thresholds", "england", "child");
}

#[test]
fn a_national_interview_about_an_adult_ends() {
    walk_all("thresholds", "england", "adult");
}

#[test]
fn a_national_interview_about_a_carer_ends() {
    walk_all("thresholds", "england", "carer");
}

#[test]
fn an_interview_in_walsall_about_a_child_ends() {
    walk_all("thresholds", "walsall", "child");
}

#[test]
fn an_interview_in_walsall_about_an_adult_ends() {
    walk_all("thresholds", "walsall", "adult");
}

#[test]
fn an_interview_in_walsall_about_a_carer_ends() {
    walk_all("thresholds", "walsall", "carer");
}

#[test]
fn an_interview_with_the_examples_about_a_child_ends() {
    walk_all("thresholds", "example-thresholds", "child");
}

#[test]
fn an_interview_with_the_examples_about_an_adult_ends() {
    walk_all("thresholds", "example-thresholds", "adult");
}

#[test]
fn an_interview_with_the_examples_about_a_carer_ends() {
    walk_all("thresholds", "example-thresholds", "carer");
}

#[test]
fn a_national_interview_about_an_incident_ends() {
    walk_all("reviews", "england", "incident");
}

#[test]
fn an_interview_in_walsall_about_an_incident_ends() {
    walk_all("reviews", "walsall", "incident");
}

#[track_caller]
fn walk_all(family: &str, pack: &str, subject: &str) {
    let catalogue = Catalogue::bundled();
    let form = json!({ "family": family, "pack": pack, "subject": subject, "as_of": TODAY });
    let form: Value =
        serde_json::from_str(&wire::questions(&catalogue, &form.to_string()).unwrap()).unwrap();
    let mut left: Vec<String> =
        (1..=WALKS).flat_map(|seed| walk(&catalogue, family, &form, seed)).collect();
    left.sort();
    left.dedup();
    assert!(left.is_empty(), "{family}, {pack}, {subject}:\n{}", left.join("\n"));
}

/// Answers every next question at random; what went wrong.
///
/// On the way, no fact is missing whose question is certainly not to be put.
fn walk(catalogue: &Catalogue, family: &str, form: &Value, seed: u64) -> Vec<String> {
    let mut random = Random(seed * 0x9e37_79b9);
    let yes_in_hundred = [0, 2, 10, 40, 80][(seed % 5) as usize];
    let mut facts = Map::new();
    loop {
        let request = json!({ "question": family, "pack": form["pack"],
            "subject": form["subject"], "as_of": TODAY, "facts": facts });
        let answer = wire::answer(catalogue, &request.to_string()).unwrap();
        let answer: Value = serde_json::from_str(&answer).unwrap();
        let missing = answer["missing"].as_array().unwrap().iter();
        let unasked = missing.filter(|missing| missing["state"] == "not-asked");
        let unasked: Vec<&Value> =
            unasked.map(|missing| question_of(form, &missing["fact"])).collect();
        // In reviews ages are counted on the day of the incident, once it is known.
        let day = match family {
            "reviews" => facts.get("incident_date").and_then(Value::as_str),
            _ => Some(TODAY),
        };
        let never = unasked.iter().filter(|question| {
            question.get("asked_when").is_some_and(|when| truth(when, &facts, day) == Some(false))
        });
        let never: Vec<_> = never.map(|one| format!("never asked: {}", one["fact"])).collect();
        if !never.is_empty() {
            return never;
        }
        let Some(fact) = answer["next_question"]["fact"].as_str() else {
            let left = unasked.iter().map(|one| format!("not asked at the end: {}", one["fact"]));
            return left.collect();
        };
        let question = question_of(form, &answer["next_question"]["fact"]);
        let said = said_to(question, yes_in_hundred, &mut random);
        if facts.insert(fact.to_owned(), said).is_some() {
            return vec![format!("asked twice: {fact}")];
        }
    }
}

fn question_of<'v>(form: &'v Value, fact: &Value) -> &'v Value {
    form["questions"].as_array().unwrap().iter().find(|one| one["fact"] == *fact).unwrap()
}

/// Something a person might say; now and then that they do not know.
fn said_to(question: &Value, yes_in_hundred: u64, random: &mut Random) -> Value {
    if random.below(60) == 0 {
        return Value::Null;
    }
    let yes = |random: &mut Random| random.below(100) < yes_in_hundred;
    let options = || question["options"].as_array().unwrap().iter().map(|option| &option["id"]);
    match question["kind"].as_str().unwrap() {
        "yes-no" => json!(yes(random)),
        "choices" => options().filter(|_| yes(random)).cloned().collect(),
        "choice" if !yes(random) => options().next().unwrap().clone(),
        "choice" => options().nth(random.below(options().count() as u64) as usize).unwrap().clone(),
        "count" if !yes(random) => json!(0),
        "count" => json!(random.below(30)),
        _ if question["birth"] == true => {
            let first = if random.below(10) == 0 { 1940 } else { 2005 };
            json!(format!("{}-06-15", first + random.below(20)))
        }
        _ if question["incident_day"] == true => {
            let year = random.below(14);
            match random.below(4) {
                0 => json!(format!("20{}-11", 11 + year.min(11))),
                1 => json!({ "from": format!("20{}", 12 + year.min(10)), "to": "2022" }),
                _ => json!(format!("{}-04-20", 2011 + year)),
            }
        }
        _ => json!(format!("2024-04-{:02}", 1 + random.below(30))),
    }
}

/// What the answers so far say of an `asked_when`; nothing where it refers to a rule.
fn truth(condition: &Value, facts: &Map<String, Value>, day: Option<&str>) -> Option<bool> {
    let parts = |key: &str| -> Option<Vec<Option<bool>>> {
        Some(condition.get(key)?.as_array()?.iter().map(|part| truth(part, facts, day)).collect())
    };
    if let Some(parts) = parts("all") {
        return all(&parts);
    }
    if let Some(parts) = parts("any") {
        let not: Vec<_> = parts.iter().map(|part| part.map(|truth| !truth)).collect();
        return all(&not).map(|truth| !truth);
    }
    if let Some(part) = condition.get("not") {
        return truth(part, facts, day).map(|truth| !truth);
    }
    let said = facts.get(condition["fact"].as_str()?)?;
    let test = condition.as_object()?.iter().find(|(key, _)| *key != "fact");
    test.map_or(said.as_bool(), |(test, wanted)| compared(said, test, wanted, day))
}

fn all(parts: &[Option<bool>]) -> Option<bool> {
    if parts.contains(&Some(false)) {
        Some(false)
    } else {
        parts.iter().copied().collect::<Option<Vec<_>>>().map(|_| true)
    }
}

/// `day` is the one on which ages are counted; people are born on the 15th of June.
fn compared(said: &Value, test: &str, wanted: &Value, day: Option<&str>) -> Option<bool> {
    let options = || said.as_array().map(|options| options.len() as u64);
    let age = || {
        let (day, born) = (day.filter(|day| day.len() == 10)?, said.as_str()?);
        let year = |day: &str| day.get(..4)?.parse::<i64>().ok();
        Some(year(day)? - year(born)? - i64::from(day.get(4..)? < born.get(4..)?))
    };
    match test {
        "is" => Some(said.as_str()? == wanted),
        "one_of" => said.is_string().then(|| wanted.as_array().is_some_and(|w| w.contains(said))),
        "includes" => Some(said.as_array()?.contains(wanted)),
        "includes_at_least" => Some(options()? >= wanted.as_u64()?),
        "at_least" => Some(said.as_u64()? >= wanted.as_u64()?),
        "age_under" => Some(age()? < wanted.as_i64()?),
        "age_at_least" => Some(age()? >= wanted.as_i64()?),
        _ => None,
    }
}

/// Xorshift: the same walks every time.
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }
}
