//! The phases of a programme take turns: each falls in some year, and one that needs another falls
//! once after it and before the next of it.

use super::bound::some_kind;
use super::{Inquiry, STEPS_OF_A_SCHEDULE, agency, of, rows, word};
use crate::pack::{Chosen, Number, Programme, SettingValue, Slippage, YearKind};
use crate::prove::finding::Claim;
use crate::prove::ledger::{Ledger, fixture};
use serde_json::{Map, Value, json};

pub(super) fn prove(inquiry: &Inquiry<'_>, ledger: &mut Ledger<'_>) {
    for programme in inquiry.lists().programmes.iter().map(|one| &one.is) {
        let Some(kind) = some_kind(inquiry, &programme.id) else { continue };
        let mut fell = vec![false; programme.phases.len()];
        let mut out_of_turn = false;
        let mut last = None;
        for settings in ways(inquiry, programme) {
            if !ledger.looks_at(Claim::OneOutcome, &programme.id, STEPS_OF_A_SCHEDULE) {
                continue;
            }
            let request = inquiry.schedule(json!({ "agencies": [agency(&kind.id)],
                "duties": false, "steps": false, "programmes": [programme.id],
                "settings": settings }));
            let answer = inquiry.looked.answer(&request);
            if answer.is_null() {
                ledger.leave_open(Claim::OneOutcome, &programme.id);
                continue;
            }
            let years = years_of(&answer, &programme.id);
            for (phase, fell) in programme.phases.iter().zip(&mut fell) {
                *fell |= years.iter().any(|(_, falls)| *falls == phase.id);
            }
            let case = || {
                let told = years.iter().map(|(year, phase)| match phase.as_str() {
                    "" => format!("{year}"),
                    phase => format!("{year} {phase}"),
                });
                let told: Vec<String> = told.collect();
                let expect = json!({ "programmes": of(&programme.id, json!({ "years": told })) });
                let story = "Which phase falls in which year.";
                fixture(&format!("turns-of-{}", programme.id), story, request.clone(), expect)
            };
            if let Some((phase, needed)) = out_of_its_turn(programme, &years)
                && !out_of_turn
            {
                out_of_turn = true;
                let words = format!("`{phase}` does not fall once between two of `{needed}`.");
                let items = [programme.id.as_str(), phase, needed];
                ledger.find(Claim::OneOutcome, "phase-out-of-turn", &items, words, vec![case()]);
            }
            last = Some(case());
        }
        if !inquiry.is_own_programme(programme) {
            continue;
        }
        for (phase, _) in programme.phases.iter().zip(&fell).filter(|(_, fell)| !**fell) {
            let words = format!("`{}` of `{}` falls in no year.", phase.id, programme.id);
            let items = [programme.id.as_str(), phase.id.as_str()];
            let cases = last.iter().cloned().collect();
            ledger.find(Claim::NothingDead, "phase-never-falls", &items, words, cases);
        }
    }
}

/// The years with the phase that falls in each; empty where none does.
fn years_of(answer: &Value, programme: &str) -> Vec<(i64, String)> {
    let own = rows(answer, "programmes").find(|one| word(one, "programme") == programme);
    let years = own.into_iter().flat_map(|one| rows(one, "years"));
    let year = |one: &Value| one.get("year").and_then(Value::as_i64).unwrap_or_default();
    years.map(|one| (year(one), word(one, "phase").to_owned())).collect()
}

/// A phase that needs another and does not fall once after it and before its next.
fn out_of_its_turn<'p>(
    programme: &'p Programme,
    years: &[(i64, String)],
) -> Option<(&'p str, &'p str)> {
    for phase in &programme.phases {
        let Some(needed) = &phase.needs else { continue };
        // Which of the two fell last; before the first nothing is known.
        let mut last: Option<&str> = None;
        for (_, falls) in years.iter().filter(|(_, falls)| *falls == phase.id || falls == needed) {
            if last.is_some_and(|last| last == falls) {
                return Some((&phase.id, needed));
            }
            last = Some(falls);
        }
    }
    None
}

/// Every way of setting that on which the years of a programme hang: the numbers seen of years in a
/// cycle, every kind of year, every place in the cycle that the anchor gives, both slippages.
fn ways(inquiry: &Inquiry<'_>, programme: &Programme) -> Vec<Map<String, Value>> {
    let mut all = vec![inquiry.all_set()];
    let settings = &inquiry.layered.items.settings;
    let setting = |id: &String| settings.iter().map(|one| &one.is).find(|one| one.id == *id);
    let spread = |all: Vec<Map<String, Value>>, id: &str, values: &[Value]| {
        let each = |known: &Map<String, Value>| {
            let with = |value: &Value| {
                let mut more = known.clone();
                more.insert(id.to_owned(), value.clone());
                more
            };
            values.iter().map(with).collect::<Vec<_>>()
        };
        all.iter().flat_map(each).collect::<Vec<_>>()
    };
    let phases = u32::try_from(programme.phases.len()).unwrap_or(1);
    let mut most = phases;
    match &programme.cycle_years {
        Number::Given(years) => most = most.max(*years),
        Number::Setting(id) => {
            if let Some(setting) = setting(id) {
                let seen = setting.choices.iter().map(|one| &one.value).chain(&setting.default);
                let mut counts: Vec<u32> = seen
                    .filter_map(|value| match value {
                        SettingValue::Count(count) => Some(*count),
                        _ => None,
                    })
                    .collect();
                // The least that it can be, and one more than it was seen to be.
                counts.push(setting.min.max(phases));
                counts.push(counts.iter().max().map_or(phases, |most| most.saturating_add(1)));
                counts.sort_unstable();
                counts.dedup();
                most = counts.iter().copied().fold(most, u32::max);
                let values: Vec<Value> = counts.iter().map(|count| json!(count)).collect();
                all = spread(all, id, &values);
            }
        }
    }
    if let Chosen::Setting(id) = &programme.year_kind {
        let kinds: Vec<Value> = words_of(setting(id), YearKind::WORDS);
        all = spread(all, id, &kinds);
    }
    if let Number::Setting(id) = &programme.anchor
        && let Some(setting) = setting(id)
    {
        let first = u32::try_from(inquiry.span.0.year()).unwrap_or(1).max(setting.min);
        let values: Vec<Value> = (0..most).map(|more| json!(first.saturating_add(more))).collect();
        all = spread(all, id, &values);
    }
    if let Chosen::Setting(id) = &programme.slippage {
        let words: Vec<Value> = words_of(setting(id), Slippage::WORDS);
        all = spread(all, id, &words);
    }
    all
}

/// The words among these that a setting can be.
fn words_of<T>(setting: Option<&crate::pack::Setting>, words: &[(&str, T)]) -> Vec<Value> {
    let choices = setting.into_iter().flat_map(|one| &one.choices);
    let known = choices.filter(|choice| {
        matches!(&choice.value, SettingValue::Word(word)
            if words.iter().any(|(known, _)| known == word))
    });
    known.map(|choice| json!(choice.value)).collect()
}
