//! What a local pack puts in place of the pack beneath asks no less of anybody: no longer cycle, no
//! later day, no step or organisation fewer.

use super::bound::some_kind;
use super::{Inquiry, agency, of, rows, word};
use crate::calendar::{Direction, PeriodUnit};
use crate::pack::{Cadence, Duty, Items, Number, Obligation, Phase, Programme, StepDue};
use crate::prove::finding::Claim;
use crate::prove::ledger::{Ledger, fixture};
use serde_json::{Value, json};

/// Two lists of items, each of which knows the number behind a setting.
struct Both<'p> {
    own: &'p Items,
    base: &'p Items,
}

pub(super) fn prove(inquiry: &Inquiry<'_>, ledger: &mut Ledger<'_>) {
    let Some(base) = base(inquiry) else { return };
    let both = Both { own: &inquiry.layered.items, base };
    for own in inquiry.lists().programmes.iter().map(|one| &one.is) {
        let mut beneath = base.audits.programmes.iter().map(|one| &one.is);
        let old = beneath.find(|old| own.overrides.as_ref() == Some(&old.id));
        if let Some(old) = old {
            programme(inquiry, ledger, &both, (own, old));
        }
    }
    for own in inquiry.lists().duties.iter().map(|one| &one.is) {
        let mut beneath = base.audits.duties.iter().map(|one| &one.is);
        let old = beneath.find(|old| own.overrides.as_ref() == Some(&old.id));
        let Some(old) = old else { continue };
        if !ledger.looks_at(Claim::NotBelowBase, &own.id, 1) {
            continue;
        }
        if let Some(what) = duty_below(&both, own, old) {
            let words = format!("`{}` {what} than `{}`, whose place it takes.", own.id, old.id);
            let items = [own.id.as_str(), old.id.as_str()];
            let case = schedule(inquiry, &own.id);
            ledger.find(Claim::NotBelowBase, "duty-below-base", &items, words, vec![case]);
        }
    }
    for own in inquiry.lists().obligations.iter().map(|one| &one.is) {
        let mut beneath = base.audits.obligations.iter().map(|one| &one.is);
        let old = beneath.find(|old| own.overrides.as_ref() == Some(&old.id));
        if let Some(old) = old {
            obligation(inquiry, ledger, (own, old));
        }
    }
}

/// What the pack beneath says on the day.
fn base<'p>(inquiry: &Inquiry<'p>) -> Option<&'p Items> {
    let looked = &inquiry.looked;
    let (catalogue, family) = (looked.catalogue, looked.family);
    let base = crate::prove::prover::base_of(catalogue, family, looked.pack, looked.as_of)?;
    let line = catalogue.line(family, &base);
    line.iter().find(|one| one.covers(looked.as_of)).map(|one| &one.items)
}

impl Both<'_> {
    /// A number that the local pack and the one beneath both give, as text or as published.
    fn numbers(&self, own: &Number, old: &Number) -> Option<(u32, u32)> {
        let of = |items: &Items, number: &Number| match number {
            Number::Given(number) => Some(*number),
            Number::Setting(id) => {
                let setting = items.settings.iter().map(|one| &one.is).find(|one| one.id == *id);
                setting.and_then(crate::pack::Setting::default_number)
            }
        };
        Some((of(self.own, own)?, of(self.base, old)?))
    }

    fn is_more(&self, own: &Number, old: &Number) -> bool {
        self.numbers(own, old).is_some_and(|(own, old)| own > old)
    }
}

fn programme(
    inquiry: &Inquiry<'_>,
    ledger: &mut Ledger<'_>,
    both: &Both<'_>,
    (own, old): (&Programme, &Programme),
) {
    if !ledger.looks_at(Claim::NotBelowBase, &own.id, 1) {
        return;
    }
    if both.is_more(&own.cycle_years, &old.cycle_years) {
        let words = format!("`{}` comes round less often than in the pack beneath.", own.id);
        let case = cycle(inquiry, own);
        ledger.find(Claim::NotBelowBase, "cycle-below-base", &[&own.id], words, vec![case]);
    }
    for phase in &old.phases {
        for step in phase.steps.iter().filter(|step| !step.optional) {
            let item = format!("{} {} {}", own.id, phase.id, step.id);
            if !ledger.looks_at(Claim::NotBelowBase, &item, 1) {
                continue;
            }
            let mut phases = own.phases.iter().filter(|one| one.id == phase.id);
            let mut steps = phases.by_ref().flat_map(|one: &Phase| &one.steps);
            let same = steps.find(|one| one.id == step.id);
            let (code, what) = match same {
                None => ("step-below-base", "is not taken"),
                Some(same) if is_later(both, same.due.as_ref(), step.due.as_ref()) => {
                    ("deadline-below-base", "is due later, or on no day,")
                }
                Some(_) => continue,
            };
            let words = format!(
                "The step `{}` of `{}` {what} where the pack beneath has it.",
                step.id, phase.id
            );
            let items = [own.id.as_str(), phase.id.as_str(), step.id.as_str()];
            let case = step_of(inquiry, own, &phase.id, &step.id);
            ledger.find(Claim::NotBelowBase, code, &items, words, vec![case]);
        }
    }
}

/// Days are compared in one unit and from one start.
fn is_later(both: &Both<'_>, own: Option<&StepDue>, old: Option<&StepDue>) -> bool {
    match (own, old) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(own), Some(old)) => {
            own.from == old.from && is_longer(both, (own.unit, &own.n), (old.unit, &old.n))
        }
    }
}

fn is_longer(
    both: &Both<'_>,
    (own_unit, own): (PeriodUnit, &Number),
    (old_unit, old): (PeriodUnit, &Number),
) -> bool {
    let days = |unit: PeriodUnit| match unit {
        PeriodUnit::Weeks => (PeriodUnit::Days, 7),
        other => (other, 1),
    };
    let ((own_unit, own_days), (old_unit, old_days)) = (days(own_unit), days(old_unit));
    let numbers = both.numbers(own, old);
    own_unit == old_unit
        && numbers
            .is_some_and(|(own, old)| own.saturating_mul(own_days) > old.saturating_mul(old_days))
}

/// In what way a duty asks less than the one whose place it takes.
fn duty_below(both: &Both<'_>, own: &Duty, old: &Duty) -> Option<&'static str> {
    let months = |duty: &Duty| match &duty.cadence {
        Cadence::Periodic { months, .. } | Cadence::FromLast { months, .. } => Some(months.clone()),
        Cadence::PerEvent { .. } | Cadence::Continuous => None,
    };
    if let (Some(own), Some(old)) = (months(own), months(old))
        && both.is_more(&own, &old)
    {
        return Some("comes round less often");
    }
    if own.active.is_some() && own.active != old.active {
        return Some("hangs on more");
    }
    let is_fewer = match (own.each.as_slice(), old.each.as_slice()) {
        (_, []) => false,
        ([], _) => true,
        (own, old) => old.iter().any(|kind| !own.contains(kind)),
    };
    if is_fewer {
        return Some("is owed by fewer");
    }
    match (&own.due, &old.due) {
        (Some(own), Some(old)) if own.direction == old.direction => {
            let (own_n, old_n) = ((own.unit, &own.n), (old.unit, &old.n));
            let is_later = match own.direction {
                Direction::After => is_longer(both, own_n, old_n),
                Direction::Before => {
                    is_longer(&Both { own: both.base, base: both.own }, old_n, own_n)
                }
            };
            is_later.then_some("is due later")
        }
        _ => None,
    }
}

fn obligation(
    inquiry: &Inquiry<'_>,
    ledger: &mut Ledger<'_>,
    (own, old): (&Obligation, &Obligation),
) {
    if !ledger.looks_at(Claim::NotBelowBase, &own.id, 1) || own.owed >= old.owed {
        return;
    }
    let words = format!("`{}` owes less than `{}`, whose place it takes.", own.id, old.id);
    let items = [own.id.as_str(), old.id.as_str()];
    let kind = own.types.first().map_or("", String::as_str);
    let request = inquiry.schedule(json!({ "agencies": [agency(kind)], "duties": false,
        "programmes": [own.programme], "steps": false }));
    let answer = inquiry.looked.answer(&request);
    let agencies = rows(&answer, "agencies").flat_map(|one| rows(one, "owes"));
    let by: Vec<Value> = agencies
        .filter(|one| word(one, "programme") == own.programme)
        .map(|one| one.get("by").cloned().unwrap_or_default())
        .collect();
    let expect = json!({ "owed_by": of(kind, of(&own.programme, json!(by))) });
    let story = "An organisation of this kind is there as long as there can be one.";
    let case = fixture(&format!("owes-less-{}", own.id), story, request, expect);
    ledger.find(Claim::NotBelowBase, "obligation-below-base", &items, words, vec![case]);
}

/// The years of a programme by the local pack.
fn cycle(inquiry: &Inquiry<'_>, programme: &Programme) -> Value {
    let request = inquiry.schedule(json!({ "agencies": [], "duties": false,
        "programmes": [programme.id], "settings": inquiry.all_set() }));
    let answer = inquiry.looked.answer(&request);
    let row = rows(&answer, "programmes").find(|one| word(one, "programme") == programme.id);
    let years = row.and_then(|row| row.get("cycle_years")).cloned().unwrap_or_default();
    let expect = json!({ "programmes": of(&programme.id, json!({ "cycle_years": years })) });
    let story = "The programme as the local pack has it.";
    fixture(&format!("cycle-of-{}", programme.id), story, request, expect)
}

/// The first time that a phase falls by the local pack, with one of its steps.
fn step_of(inquiry: &Inquiry<'_>, programme: &Programme, phase: &str, step: &str) -> Value {
    let kind = some_kind(inquiry, &programme.id).map_or("", |kind| kind.id.as_str());
    let request = inquiry.schedule(json!({ "agencies": [agency(kind)], "duties": false,
        "programmes": [programme.id], "settings": inquiry.all_set() }));
    let answer = inquiry.looked.answer(&request);
    let mut occurrences = rows(&answer, "occurrences");
    let falls = occurrences.find(|one| word(one, "phase") == phase);
    let year = falls.and_then(|one| one.get("year")).cloned().unwrap_or_default();
    let mut steps = falls.into_iter().flat_map(|one| rows(one, "steps"));
    let told = steps.find(|one| word(one, "step") == step).map_or(Value::Null, |row| {
        let due = row.pointer("/due/earliest").cloned().unwrap_or_default();
        json!({ "due": due })
    });
    let name = format!("{}/{phase}/{year}/{kind}", programme.id);
    let expect = json!({ "occurrences": of(&name, json!({ "steps": of(step, told) })) });
    let story = "Nothing was recorded.";
    fixture(&format!("step-{step}-of-{phase}"), story, request, expect)
}

/// The occurrences of a duty by the local pack.
fn schedule(inquiry: &Inquiry<'_>, duty: &str) -> Value {
    let request = inquiry.schedule(json!({ "agencies": [], "programmes": [],
        "settings": inquiry.all_set() }));
    let expect = super::due::count_of(&inquiry.looked.answer(&request), duty);
    fixture(&format!("less-of-{duty}"), "The duty as the local pack has it.", request, expect)
}
