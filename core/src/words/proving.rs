//! What is proved of a pack, how two differ, and what would change an answer, in sentences.

use super::dates::long_day;
use super::write_list;
use crate::pack::Family;
use crate::prove::{
    Claim, Claimed, Comparison, Difference, Group, Proof, Proved, Side, Spared, Wanted, Ways,
};
use serde_json::{Map, Value};
use std::fmt::Write;

/// A proof in sentences: each claim with whether it holds, then what was found and what is declared.
#[must_use]
pub(crate) fn proof_in_words(proof: &Proof) -> String {
    let mut text = String::new();
    // Writing into a string does not fail.
    write_proof(proof, &mut text).ok();
    text
}

fn write_proof(proof: &Proof, text: &mut String) -> std::fmt::Result {
    let day = long_day(proof.as_of);
    writeln!(
        text,
        "{} ({}), the rules of {day}, about {}.",
        proof.pack,
        proof.family.word(),
        proof.subjects.join(", ")
    )?;
    let claims = proof.claims.iter().map(|claimed| claim(proof.family, claimed));
    write_list(text, "What is claimed", claims)?;
    let found = proof.findings.iter().map(|found| format!("{} ({})", found.words, found.code));
    write_list(text, "What was found", found)?;
    let declared = proof.declared.iter().map(|declared| {
        format!("{} The pack says why: {}", declared.found.words, declared.because)
    });
    write_list(text, "What the pack declares as an exception", declared)?;
    let spared = proof.spared.iter().flatten().map(spared);
    write_list(text, "What need not be asked any more", spared)?;
    if proof.findings.is_empty() && proof.decided {
        writeln!(text, "\nNothing is wrong with the pack in any of these ways.")?;
    }
    Ok(())
}

/// Answers with what they spare.
fn spared(spared: &Spared) -> String {
    let each = spared.answers.iter().map(|answer| answers(Some(answer)));
    let each = each.collect::<Vec<_>>().join(", or ");
    format!("{}: after {each}, none of {}.", spared.subject, spared.facts.join(", "))
}

fn claim(family: Family, claim: &Claimed) -> String {
    let what = match (family, claim.claim) {
        (Family::Membership, Claim::OneOutcome) => {
            "Every matter has one on the day who decides it, and every quorum can be met"
        }
        (Family::Membership, Claim::NothingDead) => {
            "Every body, office, pattern and setting is used, and every seat can be filled"
        }
        (Family::Membership, Claim::NotBelowBase) => {
            "Nothing is given to others that may not be given by the pack beneath"
        }
        (Family::Audits, Claim::OneOutcome) => {
            "Every kind of organisation owes one thing of each audit, and phases take turns"
        }
        (Family::Audits, Claim::NothingDead) => {
            "Every duty falls due, every step is taken and every setting is used in some schedule"
        }
        (Family::Audits, Claim::NotBelowBase) => {
            "Nothing comes round less often, later or for fewer than in the pack beneath"
        }
        (_, Claim::OneOutcome) => "Whatever is answered, there is one outcome",
        (_, Claim::NothingDead) => "Every rule and every part of one can matter",
        (_, Claim::NothingImplied) => "No rule says only what others say as well",
        (_, Claim::Monotone) => "More concern never gives less help",
        (_, Claim::NotBelowBase) => "The pack never falls below the one that it extends",
        (_, Claim::QuestionsMatter) => "Every question can matter",
        (_, Claim::Cited) => "Everything cited is there",
    };
    match claim.proved {
        Proved::Yes => format!("{what}: proved."),
        Proved::No => format!("{what}: not so, see below."),
        Proved::Open => {
            format!("{what}: not decided for {} of them.", claim.not_decided.len())
        }
    }
}

/// A comparison in sentences: what changes, for whom, and by which rules.
#[must_use]
pub(crate) fn comparison_in_words(comparison: &Comparison) -> String {
    let mut text = String::new();
    write_comparison(comparison, &mut text).ok();
    text
}

fn write_comparison(comparison: &Comparison, text: &mut String) -> std::fmt::Result {
    let side = |side: &Side| format!("{} with the rules of {}", side.pack, long_day(side.as_of));
    writeln!(
        text,
        "{}: {}, and {}.",
        comparison.subject,
        side(&comparison.before),
        side(&comparison.after)
    )?;
    let equal = match comparison.equal {
        Proved::Yes => {
            "Every case comes to the same levels, routes, reviews, steps and times; that is proved. Who does what, how strongly and when it is asked are not compared: see what is said in other words."
        }
        Proved::No => "They differ.",
        Proved::Open => "No difference was found, and not everything was decided.",
    };
    writeln!(text, "{equal}")?;
    write_list(text, "What changes", comparison.groups.iter().map(|one| group(comparison, one)))?;
    write_list(text, "Asked about before alone", comparison.facts_before.iter().cloned())?;
    write_list(text, "Asked about after alone", comparison.facts_after.iter().cloned())?;
    write_list(text, "Said in other words", comparison.reworded.iter().cloned())?;
    write_list(text, "Not decided", comparison.not_decided.iter().cloned())
}

/// What the same rules change: each item with its smallest case, then the rules.
fn group(comparison: &Comparison, group: &Group) -> String {
    let each = group.items.iter().filter_map(|item| {
        let mut all = comparison.differences.iter();
        all.find(|one| one.change == group.change && one.item == *item).map(difference)
    });
    let by = |rules: &[String], word: &str| match rules {
        [] => String::new(),
        rules => format!(" {word}: {}.", rules.join(", ")),
    };
    format!(
        "{}{}{}",
        each.collect::<Vec<_>>().join(" "),
        by(&group.rules_before, "Before by"),
        by(&group.rules_after, "Now by")
    )
}

fn difference(difference: &Difference) -> String {
    use crate::prove::Change;
    let item = &difference.item;
    let what = match difference.change {
        Change::LevelUp => format!("Some cases now reach {item}"),
        Change::LevelDown => format!("Some cases no longer reach {item}"),
        Change::Firmer => format!("Some cases now call for {item}"),
        Change::LessFirm => format!("Some cases no longer call for {item}"),
        Change::DutyLost => format!("The duty {item} is gone in some cases"),
        Change::DutyGained => format!("The duty {item} is new in some cases"),
        Change::NewlyUndecided => format!("{item} waits for an answer that was not asked before"),
        Change::DeadlineEarlier => format!("There is less time for {item}"),
        Change::DeadlineLater => format!("There is more time for {item}"),
        Change::DeadlineChanged => {
            format!("The time for {item} runs from another event or is counted otherwise")
        }
        Change::Lost => format!("{item} is no longer shown in some cases"),
        Change::Gained => format!("{item} is shown in some cases in which it was not"),
    };
    let [case, _] = &difference.cases;
    let smallest = answers(case.pointer("/request/facts").and_then(Value::as_object));
    let contradicting = match difference.contradicting.as_slice() {
        [] => String::new(),
        rules => format!(", which only one of the two calls contradicting ({})", rules.join(", ")),
    };
    format!("{what}; the smallest case: {smallest}{contradicting}.")
}

/// Ways to another outcome in sentences.
#[must_use]
pub(crate) fn ways_in_words(ways: &Ways) -> String {
    let mut text = String::new();
    write_ways(ways, &mut text).ok();
    text
}

fn write_ways(ways: &Ways, text: &mut String) -> std::fmt::Result {
    let wanted = match &ways.wanted {
        Wanted::LevelAtLeast(level) => format!("level {level} or higher"),
        Wanted::LevelAtMost(level) => format!("level {level} or lower"),
        Wanted::Route(route) => format!("the route {route}"),
        Wanted::NoRoute(route) => format!("no route {route}"),
        Wanted::ReviewAtLeast(called) => {
            format!("{}: {} or firmer", called.review, called.modality.word())
        }
        Wanted::ReviewAtMost(called) => {
            format!("{}: {} or less firm", called.review, called.modality.word())
        }
    };
    if ways.already {
        return writeln!(text, "The answers given lead to {wanted} already.");
    }
    if !ways.consistent {
        writeln!(text, "The answers given cannot stand together; each way makes them do so.")?;
    }
    if ways.ways.is_empty() {
        let all = if ways.all { "No change of so few answers leads" } else { "None was found" };
        return writeln!(text, "{all} to {wanted}.");
    }
    let each = ways.ways.iter().map(|way| answers(Some(way)));
    write_list(text, &format!("Any one of these leads to {wanted}"), each)?;
    if !ways.all {
        writeln!(text, "\nThere may be more.")?;
    }
    Ok(())
}

/// Answers as a person would list them.
fn answers(facts: Option<&Map<String, Value>>) -> String {
    let Some(facts) = facts.filter(|facts| !facts.is_empty()) else {
        return "nothing answered".to_owned();
    };
    let each = facts.iter().map(|(fact, answer)| match answer {
        Value::Bool(true) => format!("{fact}: yes"),
        Value::Bool(false) => format!("{fact}: no"),
        Value::String(word) => format!("{fact}: {word}"),
        other => format!("{fact}: {other}"),
    });
    each.collect::<Vec<_>>().join("; ")
}
