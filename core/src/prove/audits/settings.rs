//! Something hangs on every setting, and every value that it can be chosen to have changes
//! something.

use super::{Inquiry, due};
use crate::pack::{Active, Cadence, Chosen, Items, Number, Setting, SettingKind, SettingValue};
use crate::prove::finding::Claim;
use crate::prove::ledger::{Ledger, fixture};
use crate::prove::prover::base_of;
use serde_json::{Value, json};

pub(super) fn prove(inquiry: &Inquiry<'_>, ledger: &mut Ledger<'_>) {
    let around = around(inquiry);
    let used: Vec<Use<'_>> = around.iter().flat_map(|items| uses(items)).collect();
    let declared = inquiry.layered.items.settings.iter().map(|one| &one.is);
    for setting in declared.filter(|one| is_own(inquiry, one)) {
        if !ledger.looks_at(Claim::NothingDead, &setting.id, 1) {
            continue;
        }
        let own: Vec<&Use<'_>> = used.iter().filter(|one| one.setting == setting.id).collect();
        if own.is_empty() {
            let words = format!("Nothing hangs on the setting `{}`.", setting.id);
            ledger.find(Claim::NothingDead, "setting-not-used", &[&setting.id], words, Vec::new());
        } else if setting.kind == SettingKind::Choice {
            values(inquiry, ledger, setting, &own);
        }
    }
}

/// Where a setting is used, and for a part that is in force with one word, which.
struct Use<'p> {
    setting: &'p str,
    is: Option<&'p str>,
    /// The duty that is in force with it.
    duty: Option<&'p str>,
}

/// Two values that no use tells apart.
fn values(inquiry: &Inquiry<'_>, ledger: &mut Ledger<'_>, setting: &Setting, own: &[&Use<'_>]) {
    if own.iter().any(|one| one.is.is_none()) {
        // The word means itself.
        return;
    }
    let words = setting.choices.iter().filter_map(|choice| match &choice.value {
        SettingValue::Word(word) => Some(word.as_str()),
        _ => None,
    });
    let told_apart = |word: &str| own.iter().any(|one| one.is == Some(word));
    let idle: Vec<&str> = words.filter(|word| !told_apart(word)).collect();
    let Some((first, others)) = idle.split_first() else { return };
    for other in others {
        let words = format!(
            "Nothing is otherwise where `{}` is `{other}` than where it is `{first}`.",
            setting.id
        );
        let cases = own.iter().find_map(|one| one.duty).map(|duty| {
            [first, other].map(|value| {
                let mut settings = inquiry.all_set();
                settings.insert(setting.id.clone(), json!(value));
                let request = inquiry.schedule(json!({ "agencies": [], "programmes": [],
                    "settings": settings }));
                let expect = due::count_of(&inquiry.looked.answer(&request), duty);
                let name = format!("{}-{value}", setting.id);
                fixture(&name, "The setting has this value.", request, expect)
            })
        });
        let cases: Vec<Value> = cases.into_iter().flatten().collect();
        let items = [setting.id.as_str(), first, other];
        ledger.find(Claim::NothingDead, "value-without-effect", &items, words, cases);
    }
}

/// Whether the pack itself declares a setting, or says it in its own words.
fn is_own(inquiry: &Inquiry<'_>, setting: &Setting) -> bool {
    let looked = &inquiry.looked;
    let base = base_of(looked.catalogue, looked.family, looked.pack, looked.as_of);
    let line = base.iter().flat_map(|base| looked.catalogue.line(looked.family, base));
    let mut beneath = line.flat_map(|one| &one.items.settings);
    setting.overrides.is_some() || beneath.all(|one| one.is.id != setting.id)
}

/// The lists of every day of the pack, of the one beneath and of those laid over it.
fn around<'p>(inquiry: &Inquiry<'p>) -> Vec<&'p Items> {
    let looked = &inquiry.looked;
    let of_family = |pack: &str, base: &str| {
        let mut editions =
            looked.catalogue.editions(pack).filter(|one| one.family == looked.family);
        editions.any(|one| one.extends.as_deref() == Some(base))
    };
    let names = looked.catalogue.packs().filter(|name| {
        *name == looked.pack || of_family(name, looked.pack) || of_family(looked.pack, name)
    });
    let lines = names.flat_map(|name| looked.catalogue.line(looked.family, name));
    lines.map(|one| &one.items).collect()
}

fn uses(items: &Items) -> Vec<Use<'_>> {
    let lists = &items.audits;
    let mut found = Vec::new();
    for programme in lists.programmes.iter().map(|one| &one.is) {
        found.extend(of_number(&programme.cycle_years));
        found.extend(of_number(&programme.anchor));
        found.extend(of_chosen(&programme.year_kind));
        found.extend(of_chosen(&programme.slippage));
        let steps = programme.phases.iter().flat_map(|phase| &phase.steps);
        found
            .extend(steps.filter_map(|step| step.due.as_ref()).filter_map(|due| of_number(&due.n)));
    }
    for duty in lists.duties.iter().map(|one| &one.is) {
        match &duty.cadence {
            Cadence::Periodic { months, year_kind, anchor } => {
                found.extend(of_number(months));
                found.extend(of_chosen(year_kind));
                found.extend(anchor.as_ref().and_then(of_number));
            }
            Cadence::FromLast { months, start } => {
                found.extend(of_number(months));
                found.push(Use { setting: start, is: None, duty: None });
            }
            Cadence::PerEvent { .. } | Cadence::Continuous => {}
        }
        found.extend(duty.due.as_ref().and_then(|due| of_number(&due.n)));
        found.extend(of_active(duty.active.as_ref(), Some(&duty.id)));
    }
    let parts = lists.report_parts.iter();
    found.extend(parts.filter_map(|part| of_active(part.is.active.as_ref(), None)));
    found
}

fn of_number(number: &Number) -> Option<Use<'_>> {
    match number {
        Number::Setting(setting) => Some(Use { setting, is: None, duty: None }),
        Number::Given(_) => None,
    }
}

fn of_chosen<T>(chosen: &Chosen<T>) -> Option<Use<'_>> {
    match chosen {
        Chosen::Setting(setting) => Some(Use { setting, is: None, duty: None }),
        Chosen::Given(_) => None,
    }
}

fn of_active<'p>(active: Option<&'p Active>, duty: Option<&'p String>) -> Option<Use<'p>> {
    active.map(|one| Use {
        setting: &one.setting,
        is: Some(&one.is),
        duty: duty.map(String::as_str),
    })
}
