//! The same rules on other days of a pack, and in the pack beneath.
//!
//! A rule stands in several editions, beside other rules in each.
//! What has no effect beside those of one day may be there for those of another, and what compares
//! days with fixed ones and with ages has its effect on some days of one edition alone.

use super::parts::{NONE_OPEN, decides};
use super::sat::{Spent, Work};
use super::shown;
use super::world::World;
use crate::compile::{RuleSlot, Ruleset, VariableKind};
use crate::date::{Day, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Rules about the same subject, with the days on which they apply.
pub(super) struct Elsewhere {
    others: Vec<Other>,
    /// The rules of the pack that another pack takes the place of.
    replaced: Vec<String>,
}

/// The rules of a stretch of days.
struct Other {
    rules: Arc<Ruleset>,
    from: Day,
    until: Option<Day>,
    /// The day that is looked at anyway, where it lies in the stretch.
    without: Option<Day>,
    /// Their gates on days on which somebody has asked.
    worlds: BTreeMap<Day, World>,
}

/// So many days are looked at for one rule; beyond them nothing is called dead.
const MOST_DAYS: usize = 400;

impl Other {
    /// The first day, and those on which what a rule compares comes into another order.
    fn days(&self, slot: &RuleSlot) -> Vec<Day> {
        let rules = &self.rules;
        let mut literals = Vec::new();
        let consistency = rules.consistency.iter().map(|rule| &rule.never);
        for part in consistency.chain([&slot.part, &rules.applies]) {
            rules.nodes.literals(part.pair.holds, &mut |literal| literals.push(literal));
            rules.nodes.literals(part.pair.fails, &mut |literal| literals.push(literal));
        }
        // For each fact the days that it is compared with and the spans, counted from the day asked.
        let mut compared: BTreeMap<u16, (BTreeSet<Day>, Vec<Span>)> = BTreeMap::new();
        for literal in literals {
            let place = rules.literals.get(usize::from(literal));
            let kind = rules.literal_kinds.get(usize::from(literal));
            let variable = place.and_then(|place| rules.variables.get(usize::from(place.variable)));
            let (Some(variable), Some(kind)) = (variable, kind) else { continue };
            let (days, spans) = compared.entry(variable.fact).or_default();
            for cut in kind.cuts() {
                match cut.span() {
                    Some(span) => spans.push(span),
                    None => days.extend([cut.day(self.from)]),
                }
            }
            if let VariableKind::AgainstSetting(setting) = variable.kind {
                let setting = rules.settings.get(usize::from(setting)).map(|one| &one.is);
                let number = setting.and_then(|one| one.default_number());
                days.extend(number.and_then(Day::of_number));
            }
        }
        let mut found = BTreeSet::from([self.from]);
        for (days, spans) in compared.values() {
            for day in days {
                for span in spans {
                    // Months have different lengths: what lies around it is looked at too.
                    let mut near = day.plus(*span);
                    for _ in 0..4 {
                        near = near.before();
                    }
                    for _ in 0..9 {
                        found.insert(near);
                        near = near.after();
                    }
                }
            }
        }
        found.retain(|day| {
            self.from <= *day
                && self.until.is_none_or(|until| *day < until)
                && self.without != Some(*day)
        });
        found.into_iter().collect()
    }
}

impl Elsewhere {
    /// The rules of stretches of days, with the first of them and the first that is none; among them
    /// those that are proved, with the day on which they are.
    pub(super) fn of(
        stretches: Vec<(Arc<Ruleset>, Day, Option<Day>)>,
        (own, as_of): (&Arc<Ruleset>, Day),
        replaced: Vec<String>,
    ) -> Elsewhere {
        let others = stretches.into_iter().map(|(rules, from, until)| {
            let without = Arc::ptr_eq(&rules, own).then_some(as_of);
            Other { rules, from, until, without, worlds: BTreeMap::new() }
        });
        Elsewhere { others: others.collect(), replaced }
    }

    /// Those of other stretches alone.
    fn others(&self) -> impl Iterator<Item = &Other> {
        self.others.iter().filter(|other| other.without.is_none())
    }

    /// Whether some rule there refers to a rule of this id.
    pub(super) fn refers_to(&self, id: &str) -> bool {
        self.others().any(|other| {
            let mut referred = super::dead::referred(&other.rules).into_iter();
            referred.any(|at| other.rules.rules.get(at).is_some_and(|slot| slot.rule.is.id == id))
        })
    }

    /// The rules, by position, that may say anything: a pack above says it in its own words.
    pub(super) fn open(&self, rules: &Ruleset) -> Vec<usize> {
        let all = rules.rules.iter().enumerate();
        let open = all.filter(|(_, slot)| {
            let is = &slot.rule.is;
            is.overrides.is_some() || self.replaced.contains(&is.id)
        });
        open.map(|(at, _)| at).collect()
    }

    /// Whether a rule of this id stands there, whatever it says.
    pub(super) fn has(&self, id: &str) -> bool {
        self.others().any(|other| other.rules.rules.iter().any(|slot| slot.rule.is.id == id))
    }

    /// Whether the same rule, word for word, holds there in some case.
    pub(super) fn holds(&mut self, slot: &RuleSlot, work: &Work) -> Result<bool, Spent> {
        self.some(slot, work, |world, own| {
            // Of the cases that are looked at there, as here.
            let mut all = shown::domain(world, 0);
            all.push(world.edge(0, own.part.pair.holds));
            world.can(&all, &[], work)
        })
    }

    /// Whether a part of the same rule decides there whether the rule holds.
    pub(super) fn decides(
        &mut self,
        slot: &RuleSlot,
        path: &[usize],
        work: &Work,
    ) -> Result<bool, Spent> {
        self.some(slot, work, |world, own| decides(world, &own.part, path, NONE_OPEN, work))
    }

    fn some(
        &mut self,
        slot: &RuleSlot,
        work: &Work,
        mut is_so: impl FnMut(&mut World, &RuleSlot) -> Result<bool, Spent>,
    ) -> Result<bool, Spent> {
        for other in &mut self.others {
            let rules = Arc::clone(&other.rules);
            // The same place in a document is the same text.
            let Some(own) = rules.rules.iter().find(|own| own.rule.at == slot.rule.at) else {
                continue;
            };
            let days = other.days(own);
            if days.len() > MOST_DAYS {
                return Err(Spent);
            }
            for day in days {
                let made = || World::of(&[(Arc::clone(&rules), day)]);
                let world = other.worlds.entry(day).or_insert_with(made);
                work.spend(1);
                if is_so(world, own)? {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }
}
