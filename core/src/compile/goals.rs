//! Lays out what is asked of a rule set (levels, routes, consent), and what it takes to be exact.

use super::bits;
use super::build::ReviewGoal;
use super::goal::AnyGoal;
use super::index::Index;
use super::node::{Node, NodeId};
use super::program::{AnyOf, Program};
use super::ruleset::{CompiledConsent, Reach, RouteSlot, Ruleset, Uses};
use super::variable::{LiteralKind, Variable, VariableKind};
use crate::pack::Then;

impl Ruleset {
    pub(super) fn set_goals(&mut self, reviews: Vec<ReviewGoal>) {
        let words = self.words();
        self.reach = (2..=self.levels.len())
            .filter_map(|number| u8::try_from(number).ok())
            .map(|number| self.reach_of(number, words))
            .collect();
        self.routes = self
            .rules
            .iter()
            .zip(0_u16..)
            .filter(|(slot, _)| matches!(slot.rule.is.then, Then::Route(_)))
            .map(|(slot, rule)| {
                let pair = slot.part.pair;
                RouteSlot { rule: Some(rule), pair, goal: self.goal(&[pair.holds], words) }
            })
            .collect();
        self.route_index = self.routes_by_name();
        for ReviewGoal { alternatives, pair } in reviews {
            let goal = self.goal(&alternatives, words);
            self.routes.push(RouteSlot { rule: None, pair, goal });
        }
        for consent in &mut self.consent {
            let holds = consent.unless.as_ref().map(|part| part.pair.holds);
            consent.goal = holds.map(|holds| AnyGoal::new(&[holds], &self.nodes, words));
        }
        self.applies_goal = self.goal(&[self.applies.pair.holds], words);
        self.program = self.program_of_goals();
        let tangled = self.tangled();
        self.nodes.set_tangled(tangled);
        self.set_entangled(words);
        self.set_uses();
    }

    fn routes_by_name(&self) -> Index {
        let mut found = Index::default();
        for (slot, index) in self.routes.iter().zip(0_u16..) {
            let rule = slot.rule.and_then(|rule| self.rule(rule)).map(|slot| &slot.rule.is.then);
            if let Some(Then::Route(route)) = rule {
                // Of two rules with one route the first counts.
                found.entry(route.id.clone()).or_insert(index);
            }
        }
        found
    }

    /// Numbers the goals and notes what is entangled in each, and in any.
    fn set_entangled(&mut self, words: usize) {
        let masks: Vec<Vec<u64>> =
            self.all_goals().map(|goal| self.entangled_in(&goal.nodes)).collect();
        self.entangled = vec![0_u64; words];
        for mask in &masks {
            self.entangled.iter_mut().zip(mask).for_each(|(word, more)| *word |= more);
        }
        let levels =
            self.reach.iter_mut().flat_map(|reach| [&mut reach.whole, &mut reach.published]);
        let routes = self.routes.iter_mut().map(|route| &mut route.goal);
        let consent = self.consent.iter_mut().filter_map(|consent| consent.goal.as_mut());
        let goals = levels.chain(routes).chain(consent).chain([&mut self.applies_goal]);
        for ((goal, mask), number) in goals.zip(masks).zip(0_u16..) {
            goal.entangled = mask;
            goal.number = number;
        }
    }

    /// Everything that is asked of the rules.
    fn all_goals(&self) -> impl Iterator<Item = &AnyGoal> {
        let levels = self.reach.iter().flat_map(|reach| [&reach.whole, &reach.published]);
        let routes = self.routes.iter().map(|route| &route.goal);
        let consent = self.consent.iter().filter_map(|consent| consent.goal.as_ref());
        levels.chain(routes).chain(consent).chain([&self.applies_goal])
    }

    /// The goals in the order in which the fast evaluation reads them.
    fn program_of_goals(&self) -> Option<Program> {
        let routes = self.routes.iter().map(|route| route.goal.nodes.clone()).collect();
        let goal = |consent: &CompiledConsent| {
            consent.goal.iter().flat_map(|goal| goal.nodes.clone()).collect()
        };
        let consent: Vec<AnyOf> = self.consent.iter().map(goal).collect();
        let levels = self.reach.iter().map(|reach| reach.own.nodes.clone()).collect();
        let applies = vec![self.applies_goal.nodes.clone()];
        Program::new(&self.nodes, &[routes, consent, levels, applies])
    }

    fn goal(&self, parts: &[NodeId], words: usize) -> AnyGoal {
        AnyGoal::new(parts, &self.nodes, words)
    }

    fn reach_of(&self, number: u8, words: usize) -> Reach {
        let (mut own, mut whole, mut published) = (Vec::new(), Vec::new(), Vec::new());
        let mut pairs = Vec::new();
        for slot in &self.rules {
            let Then::Level { number: level, .. } = slot.rule.is.then else { continue };
            if level < number {
                continue;
            }
            let pair = slot.part.pair;
            let holds = pair.holds;
            pairs.push((pair, slot.rule.is.illustrative));
            whole.push(holds);
            if !slot.rule.is.illustrative {
                published.push(holds);
            }
            if level == number {
                own.push(holds);
            }
        }
        Reach {
            number,
            own: self.goal(&own, words),
            whole: self.goal(&whole, words),
            published: self.goal(&published, words),
            pairs,
        }
    }

    /// The literals of variables that the alternatives of a goal compare in ways that no one cell
    /// serves best: for refuting all alternatives at once, or for one alternative to hold.
    fn entangled_in(&self, alternatives: &[NodeId]) -> Vec<u64> {
        let mut entangled = self.entangled_for(alternatives, is_hard_to_refute);
        for alternative in alternatives {
            let own = self.entangled_for(std::slice::from_ref(alternative), is_hard_to_meet);
            entangled.iter_mut().zip(own).for_each(|(word, more)| *word |= more);
        }
        entangled
    }

    fn entangled_for(
        &self,
        nodes: &[NodeId],
        is_hard: fn(&Variable, &[LiteralKind], u64) -> bool,
    ) -> Vec<u64> {
        let mut used = vec![0_u64; self.words()];
        for node in nodes {
            self.nodes.literals(*node, &mut |literal| bits::put(&mut used, literal, true));
        }
        self.hard_among(&used, is_hard)
    }

    /// The literals among these whose variables are compared in ways that are hard together.
    fn hard_among(
        &self,
        used: &[u64],
        is_hard: fn(&Variable, &[LiteralKind], u64) -> bool,
    ) -> Vec<u64> {
        let mut found = vec![0_u64; used.len()];
        let mut literals = bits::indices(used).peekable();
        while let Some(literal) = literals.next() {
            let variable = self.literals.get(usize::from(literal)).map(|one| one.variable);
            let Some(variable) = variable.and_then(|at| self.variables.get(usize::from(at))) else {
                continue;
            };
            let first = variable.first_literal;
            let past = first.saturating_add(variable.literals);
            // INVARIANT: a variable's literals stand side by side.
            let mut own = vec![literal];
            while let Some(next) = literals.next_if(|next| *next < past) {
                own.push(next);
            }
            if own.len() < 2 {
                continue;
            }
            let kinds: Vec<LiteralKind> = own
                .iter()
                .filter_map(|literal| self.literal_kinds.get(usize::from(*literal)))
                .copied()
                .collect();
            let mask = own
                .iter()
                .fold(0_u64, |mask, literal| mask | 1_u64 << (literal.saturating_sub(first) & 63));
            if is_hard(variable, &kinds, mask) {
                own.iter().for_each(|literal| bits::put(&mut found, *literal, true));
            }
        }
        found
    }

    /// For each node, whether judging its literals one by one need not be exact.
    fn tangled(&self) -> Vec<bool> {
        let words = self.words();
        let mut used: Vec<Vec<u64>> = Vec::with_capacity(self.nodes.list().len());
        for node in self.nodes.list() {
            let mut own = vec![0_u64; words];
            if let Node::Literal(literal) = node {
                bits::put(&mut own, *literal, true);
            }
            for below in node.parts().iter().filter_map(|part| used.get(*part as usize)) {
                own.iter_mut().zip(below).for_each(|(word, more)| *word |= more);
            }
            used.push(own);
        }
        let is_tangled = |used: &Vec<u64>| {
            self.hard_among(used, is_hard_to_refute).iter().any(|word| *word != 0)
        };
        used.iter().map(is_tangled).collect()
    }

    fn set_uses(&mut self) {
        let mut uses: Vec<Uses> = self.facts.iter().map(|_| Uses::default()).collect();
        let fact_of = |literal: u16| -> usize {
            let literal = self.literals.get(usize::from(literal));
            let variable = literal.and_then(|l| self.variables.get(usize::from(l.variable)));
            variable.map_or(usize::MAX, |variable| usize::from(variable.fact))
        };
        for reach in &self.reach {
            for node in &reach.whole.nodes {
                self.nodes.literals(*node, &mut |literal| {
                    if let Some(uses) = uses.get_mut(fact_of(literal)) {
                        uses.levels = true;
                    }
                });
            }
        }
        let mut note = |node: NodeId, list: fn(&mut Uses) -> &mut Vec<u16>, index: u16| {
            self.nodes.literals(node, &mut |literal| {
                if let Some(uses) = uses.get_mut(fact_of(literal)) {
                    let list = list(uses);
                    if list.last() != Some(&index) {
                        list.push(index);
                    }
                }
            });
        };
        for (route, index) in self.routes.iter().zip(0_u16..) {
            route.goal.nodes.iter().for_each(|node| note(*node, |uses| &mut uses.routes, index));
        }
        for (consent, index) in self.consent.iter().zip(0_u16..) {
            if let Some(part) = &consent.unless {
                note(part.pair.holds, |uses| &mut uses.consent, index);
            }
        }
        self.nodes.literals(self.applies.pair.holds, &mut |literal| {
            if let Some(uses) = uses.get_mut(fact_of(literal)) {
                uses.applies = true;
            }
        });
        self.uses = uses;
    }
}

/// Whether no value, or no value of a partly known range, makes all of these literals fail.
fn is_hard_to_refute(variable: &Variable, kinds: &[LiteralKind], used: u64) -> bool {
    match variable.kind {
        VariableKind::Count | VariableKind::Date => !one_direction(kinds),
        _ => !variable.patterns.iter().any(|cell| cell & used == 0),
    }
}

/// Whether no value, or no value of a partly known range, makes all of these literals hold.
fn is_hard_to_meet(variable: &Variable, kinds: &[LiteralKind], used: u64) -> bool {
    match variable.kind {
        VariableKind::Count | VariableKind::Date => !one_direction(kinds),
        _ => !variable.patterns.iter().any(|cell| cell & used == used),
    }
}

/// All of them ask for more, or all for less: then the ends of any range serve best.
fn one_direction(kinds: &[LiteralKind]) -> bool {
    let up = |kind: &LiteralKind| matches!(kind, LiteralKind::AtLeast(_) | LiteralKind::After(_));
    let down = |kind: &LiteralKind| matches!(kind, LiteralKind::Below(_) | LiteralKind::By(_));
    kinds.iter().all(up) || kinds.iter().all(down)
}
