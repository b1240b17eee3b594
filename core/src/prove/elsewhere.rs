//! The same rules on other days of a pack, and in the pack beneath.
//!
//! A rule stands in several editions, beside other rules in each.
//! What has no effect beside those of one day may be there for those of another.

use super::parts::{NONE_OPEN, decides};
use super::sat::{Spent, Work};
use super::shown;
use super::world::World;
use crate::compile::{RuleSlot, Ruleset};
use crate::date::Day;
use std::sync::Arc;

/// Other rules about the same subject, each with a day on which it applies.
pub(super) struct Elsewhere {
    others: Vec<Other>,
    /// The rules of the pack that another pack takes the place of.
    replaced: Vec<String>,
}

struct Other {
    rules: Arc<Ruleset>,
    from: Day,
    /// Its gates, once somebody has asked.
    world: Option<World>,
}

impl Elsewhere {
    pub(super) fn of(others: Vec<(Arc<Ruleset>, Day)>, replaced: Vec<String>) -> Elsewhere {
        let others = others.into_iter().map(|(rules, from)| Other { rules, from, world: None });
        Elsewhere { others: others.collect(), replaced }
    }

    /// Whether some rule there refers to a rule of this id.
    pub(super) fn refers_to(&self, id: &str) -> bool {
        self.others.iter().any(|other| {
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
        let mut others = self.others.iter();
        others.any(|other| other.rules.rules.iter().any(|slot| slot.rule.is.id == id))
    }

    /// Whether the same rule, word for word, holds there in some case.
    pub(super) fn holds(&mut self, slot: &RuleSlot, work: &Work) -> Result<bool, Spent> {
        self.some(slot, |world, own| {
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
        self.some(slot, |world, own| decides(world, &own.part, path, NONE_OPEN, work))
    }

    fn some(
        &mut self,
        slot: &RuleSlot,
        mut is_so: impl FnMut(&mut World, &RuleSlot) -> Result<bool, Spent>,
    ) -> Result<bool, Spent> {
        for other in &mut self.others {
            let rules = Arc::clone(&other.rules);
            // The same place in a document is the same text.
            let Some(own) = rules.rules.iter().find(|own| own.rule.at == slot.rule.at) else {
                continue;
            };
            let from = other.from;
            let world = other.world.get_or_insert_with(|| World::of(&[(Arc::clone(&rules), from)]));
            if is_so(world, own)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
