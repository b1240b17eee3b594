//! What can be answered: every question cut into the parts that some comparison tells apart.

use crate::compile::{LiteralKind, Ruleset, Variable, VariableKind};
use crate::date::Day;
use crate::fact::Kind;
use crate::pack::{Setting, SettingKind};
use std::collections::BTreeMap;

/// One question that takes one of several answers: a fact, or one option of a fact with several.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    pub fact: String,
    /// Of a fact with several options, the option.
    pub option: Option<String>,
    /// A date of birth, which nobody can change.
    pub birth: bool,
    /// The fact is compared with a setting.
    pub against_setting: bool,
    /// That setting and the value that a case has to give it, since a pack has none of its own.
    pub setting: Option<(String, SettingKind, u32)>,
    /// What can be answered, one answer for each cell.
    pub answers: Vec<Given>,
}

impl Slot {
    /// Whether `"others": "no"` answers it in a fixture: yes-no questions and counts.
    pub(super) fn is_no_by_itself(&self) -> bool {
        let first = self.answers.first();
        self.option.is_none() && matches!(first, Some(Given::YesNo(false) | Given::Count(0)))
    }
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Given {
    YesNo(bool),
    Count(u32),
    Day(Day),
    Option(String),
}

/// Where a compiled variable has its answers.
pub(super) struct Place {
    /// The slot; `None` where the variable is of a kind that the slot is not.
    pub slot: usize,
    /// For each literal of the variable in which cells it holds.
    pub literals: Vec<Vec<bool>>,
}

/// Which questions that several rule sets ask are answered for each by itself.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Apart {
    /// What the first rule set does not ask is answered by the third by itself, so that two ways of
    /// answering it can stand side by side.
    Third,
    /// Dates.
    Dates,
}

/// Whether the question is the own one of a rule set, by its place among them.
fn is_apart(rules: &[(&Ruleset, Day)], index: usize, fact: &str, kind: Kind, apart: Apart) -> bool {
    match apart {
        Apart::Third => {
            index == 2 && rules.first().is_none_or(|(one, _)| one.fact_slot(fact).is_none())
        }
        Apart::Dates => index > 0 && kind == Kind::Date,
    }
}

/// The slots of several rule sets together, and for each of them the place of each variable.
///
/// A fact that two of them declare alike is one question with one answer.
pub(super) fn slots_of(rules: &[(&Ruleset, Day)], apart: Apart) -> (Vec<Slot>, Vec<Vec<Place>>) {
    let mut slots: Vec<Slot> = Vec::new();
    let mut kinds: Vec<Kind> = Vec::new();
    let mut places: Vec<Vec<usize>> = Vec::new();
    let taken = taken(rules);
    for (index, (ruleset, _)) in rules.iter().enumerate() {
        let mut own = Vec::new();
        for variable in &ruleset.variables {
            let found = slot_of(ruleset, variable, &taken);
            let Some((mut slot, kind)) = found else {
                own.push(usize::MAX);
                continue;
            };
            if is_apart(rules, index, &slot.fact, kind, apart) {
                slot.fact.extend(std::iter::repeat_n('\u{2032}', index));
            }
            let known = slots.iter().zip(&kinds).position(|(known, of_kind)| {
                known.fact == slot.fact && known.option == slot.option && *of_kind == kind
            });
            let index = known.unwrap_or(slots.len());
            if known.is_none() {
                slots.push(slot);
                kinds.push(kind);
            } else if let Some(known) = slots.get_mut(index) {
                known.answers.extend(slot.answers);
                known.setting = known.setting.take().or(slot.setting);
                known.against_setting |= slot.against_setting;
            }
            own.push(index);
        }
        places.push(own);
    }
    cut(rules, &mut slots, &places, &taken);
    let placed = rules.iter().zip(&places).map(|((ruleset, as_of), own)| {
        let variables = ruleset.variables.iter().zip(own);
        let of_variable = variables.map(|(variable, slot)| {
            let answers = slots.get(*slot).map_or(&[] as &[Given], |slot| &slot.answers);
            place((ruleset, *as_of), variable, *slot, answers, &taken)
        });
        of_variable.collect()
    });
    let placed = placed.collect();
    (slots, placed)
}

/// The values of the settings that one of the rule sets leaves open; a case gives them to all, while
/// any other setting has in each rule set the value that is its own.
type Taken = BTreeMap<String, u32>;

fn taken(rules: &[(&Ruleset, Day)]) -> Taken {
    let mut found = Taken::new();
    for setting in rules.iter().flat_map(|(ruleset, _)| &ruleset.settings).map(|one| &one.is) {
        if setting.default_number().is_none() {
            let seen = setting.choices.first().and_then(|choice| setting.number(&choice.value));
            found.entry(setting.id.clone()).or_insert(seen.unwrap_or(setting.min.max(1)));
        }
    }
    found
}

/// The value that a setting has in a rule set.
fn value_of(setting: &Setting, taken: &Taken) -> Option<u32> {
    taken.get(&setting.id).copied().or_else(|| setting.default_number())
}

fn slot_of(ruleset: &Ruleset, variable: &Variable, taken: &Taken) -> Option<(Slot, Kind)> {
    let fact = &ruleset.fact(variable.fact)?.fact.is;
    let mut slot = Slot {
        fact: fact.id.clone(),
        option: None,
        birth: fact.birth,
        against_setting: false,
        setting: None,
        answers: Vec::new(),
    };
    match variable.kind {
        VariableKind::Flag => slot.answers = [false, true].map(Given::YesNo).to_vec(),
        VariableKind::Included(option) => {
            slot.option = Some(fact.options.get(usize::from(option))?.id.clone());
            slot.answers = [false, true].map(Given::YesNo).to_vec();
        }
        VariableKind::Choice(_) => {
            let options = fact.options.iter().map(|option| Given::Option(option.id.clone()));
            slot.answers = options.collect();
        }
        VariableKind::AgainstSetting(setting) => {
            let setting = &ruleset.settings.get(usize::from(setting))?.is;
            slot.against_setting = true;
            let value = taken.get(&setting.id);
            slot.setting = value.map(|value| (setting.id.clone(), setting.kind, *value));
        }
        VariableKind::Count | VariableKind::Date => {}
    }
    Some((slot, fact.kind))
}

/// Cuts the ranges of counts and dates wherever one of the rule sets compares them, and joins
/// what none of them tells apart.
fn cut(rules: &[(&Ruleset, Day)], slots: &mut [Slot], places: &[Vec<usize>], taken: &Taken) {
    for ((ruleset, as_of), own) in rules.iter().zip(places) {
        for (variable, slot) in ruleset.variables.iter().zip(own) {
            let Some(slot) = slots.get_mut(*slot) else { continue };
            let more = samples(ruleset, variable, taken, *as_of);
            slot.answers.extend(more);
        }
    }
    for slot in slots.iter_mut() {
        if !matches!(slot.answers.first(), Some(Given::Option(_))) {
            slot.answers.sort();
        }
        let mut seen = Vec::new();
        slot.answers.retain(|answer| {
            let is_new = !seen.contains(answer);
            if is_new {
                seen.push(answer.clone());
            }
            is_new
        });
    }
    // Neighbouring counts and days that every comparison judges alike are one cell.
    for (index, slot) in slots.iter_mut().enumerate() {
        if !matches!(slot.answers.first(), Some(Given::Count(_) | Given::Day(_))) {
            continue;
        }
        let patterns =
            |answer: &Given| {
                let mut pattern = Vec::new();
                for ((ruleset, as_of), own) in rules.iter().zip(places) {
                    for (variable, place) in ruleset.variables.iter().zip(own) {
                        if *place == index {
                            let kinds = ruleset.kinds_of(variable).iter();
                            pattern.extend(kinds.map(|kind| {
                                holds((ruleset, *as_of), variable, *kind, answer, taken)
                            }));
                        }
                    }
                }
                pattern
            };
        slot.answers.dedup_by(|later, earlier| patterns(later) == patterns(earlier));
    }
}

/// Answers on both sides of everything that a count or date is compared with.
fn samples(ruleset: &Ruleset, variable: &Variable, taken: &Taken, as_of: Day) -> Vec<Given> {
    let mut found = Vec::new();
    match variable.kind {
        VariableKind::Count => {
            found.push(Given::Count(0));
            for kind in ruleset.kinds_of(variable) {
                match kind {
                    LiteralKind::AtLeast(n) | LiteralKind::Below(n) => {
                        found.push(Given::Count(*n));
                    }
                    LiteralKind::Exactly(n) | LiteralKind::Not(n) => {
                        found.extend([Given::Count(*n), Given::Count(n.saturating_add(1))]);
                    }
                    _ => {}
                }
            }
        }
        VariableKind::Date => {
            found.push(Given::Day(as_of));
            for kind in ruleset.kinds_of(variable) {
                for cut in kind.cuts() {
                    let day = cut.day(as_of);
                    found.extend([Given::Day(day), Given::Day(day.after())]);
                }
            }
        }
        VariableKind::AgainstSetting(setting) => {
            let setting = ruleset.settings.get(usize::from(setting)).map(|one| &one.is);
            let value = setting.and_then(|one| Some((one.kind, value_of(one, taken)?)));
            let Some((kind, value)) = value else { return found };
            // Nothing at all falls short, and so does the day before.
            let short = match kind {
                SettingKind::Day => value.checked_sub(1),
                _ => Some(0),
            };
            for number in [short, Some(value)].into_iter().flatten() {
                match kind {
                    SettingKind::Day => found.extend(Day::of_number(number).map(Given::Day)),
                    _ => found.push(Given::Count(number)),
                }
            }
        }
        VariableKind::Flag | VariableKind::Included(_) | VariableKind::Choice(_) => {}
    }
    found
}

fn place(
    (ruleset, as_of): (&Ruleset, Day),
    variable: &Variable,
    slot: usize,
    answers: &[Given],
    taken: &Taken,
) -> Place {
    let kinds = ruleset.kinds_of(variable).iter();
    let literals = kinds.map(|kind| {
        let cells =
            answers.iter().map(|answer| holds((ruleset, as_of), variable, *kind, answer, taken));
        cells.collect()
    });
    Place { slot, literals: literals.collect() }
}

/// Whether an answer lies in the part of the range that a literal stands for.
fn holds(
    (ruleset, as_of): (&Ruleset, Day),
    variable: &Variable,
    kind: LiteralKind,
    answer: &Given,
    taken: &Taken,
) -> bool {
    match (answer, variable.kind) {
        (Given::YesNo(yes), _) => (kind == LiteralKind::Yes) == *yes,
        (Given::Option(option), _) => {
            let fact = ruleset.fact(variable.fact);
            let index = fact.and_then(|slot| slot.fact.is.option_index(option));
            let bit = index.and_then(|index| 1_u64.checked_shl(u32::try_from(index).ok()?));
            matches!((kind, bit), (LiteralKind::Among(mask), Some(bit)) if mask & bit != 0)
        }
        (answer, VariableKind::AgainstSetting(setting)) => {
            let setting = ruleset.settings.get(usize::from(setting));
            let value = setting.and_then(|setting| value_of(&setting.is, taken));
            let number = match answer {
                Given::Count(count) => *count,
                Given::Day(day) => day.number(),
                Given::YesNo(_) | Given::Option(_) => 0,
            };
            (kind == LiteralKind::Reaches) == value.is_some_and(|value| number >= value)
        }
        (Given::Count(count), _) => kind.over_counts(*count, *count).0,
        (Given::Day(day), _) => kind.over_days(*day, *day, as_of).0,
    }
}
