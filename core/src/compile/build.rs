//! Builds the compiled form of a subject's rules from a pack's items.

mod reviews;

pub(super) use reviews::ReviewGoal;

use super::goal::AnyGoal;
use super::index::Index;
use super::node::{NodeId, Nodes, Pair};
use super::ruleset::{
    CompiledConsent, CompiledConsistency, FactSlot, Part, PartKind, RuleSlot, Ruleset,
};
use super::variable::{
    Literal, LiteralKind, Variable, VariableKind, kind_of, literal_of, patterns,
};
use crate::citation::Source;
use crate::condition::{Condition, Test};
use crate::fact::{Fact, Kind};
use crate::pack::{EditionUsed, Items, Placed, Requirement, Rule, Setting, Subject, Then};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

/// What has been compiled so far.
pub(super) struct Builder<'i> {
    facts: Vec<Arc<Placed<Fact>>>,
    fact_index: Index,
    first_variables: Vec<u16>,
    variables: Vec<Variable>,
    settings: Vec<Arc<Placed<Setting>>>,
    rules: Vec<&'i Arc<Placed<Rule>>>,
    rule_index: HashMap<&'i str, u16>,
    compiled: Vec<Option<Part>>,
    literal_index: HashMap<(u16, LiteralKind), u16>,
    literals: Vec<Literal>,
    nodes: Nodes,
}

impl<'i> Builder<'i> {
    pub(super) fn new(items: &'i Items, subject: &'i str) -> Builder<'i> {
        let rules: Vec<_> = items.rules.iter().filter(|rule| rule.is.subject == subject).collect();
        // A rule that replaces another also answers to the other's name.
        let replaced = rules
            .iter()
            .zip(0_u16..)
            .filter_map(|(rule, i)| rule.is.overrides.as_deref().map(|replaced| (replaced, i)));
        let own = rules.iter().zip(0_u16..).map(|(rule, i)| (rule.is.id.as_str(), i));
        let rule_index = replaced.chain(own);
        let mut builder = Builder {
            facts: Vec::new(),
            fact_index: Index::default(),
            first_variables: Vec::new(),
            variables: Vec::new(),
            settings: items.settings.clone(),
            rule_index: rule_index.collect(),
            compiled: vec![None; rules.len()],
            rules,
            literal_index: HashMap::new(),
            literals: Vec::new(),
            nodes: Nodes::default(),
        };
        let against_settings = builder.facts_against_settings(items, subject);
        for fact in &items.facts {
            if fact.is.subjects.iter().any(|id| id == subject) {
                builder.add_fact(fact, against_settings.get(fact.is.id.as_str()).copied());
            }
        }
        builder
    }

    /// The facts that are compared with a setting, with the position of the setting.
    fn facts_against_settings(&self, items: &'i Items, subject: &'i str) -> HashMap<&'i str, u16> {
        let mut found = HashMap::new();
        for condition in items.conditions_of(subject) {
            condition.walk(&mut |part| {
                if let Condition::Fact { fact, test } = part
                    && let Some(setting) = test.setting()
                {
                    let position = self.settings.iter().position(|known| known.is.id == setting);
                    let position = position.and_then(|position| u16::try_from(position).ok());
                    found.extend(position.map(|position| (fact.as_str(), position)));
                }
            });
        }
        found
    }

    fn add_fact(&mut self, fact: &Arc<Placed<Fact>>, setting: Option<u16>) {
        let slot = u16::try_from(self.facts.len()).unwrap_or(u16::MAX);
        self.first_variables.push(u16::try_from(self.variables.len()).unwrap_or(u16::MAX));
        let mut add = |kind| {
            let variable =
                Variable { fact: slot, kind, first_literal: 0, literals: 0, patterns: Vec::new() };
            self.variables.push(variable);
        };
        match (fact.is.kind, setting) {
            (Kind::Choices, _) => {
                (0_u16..).zip(&fact.is.options).for_each(|(i, _)| add(VariableKind::Included(i)));
            }
            (Kind::Count | Kind::Date, Some(setting)) => add(VariableKind::AgainstSetting(setting)),
            _ => add(kind_of(&fact.is)),
        }
        self.fact_index.insert(fact.is.id.clone(), slot);
        self.facts.push(Arc::clone(fact));
    }

    pub(super) fn build(
        mut self,
        pack: &str,
        editions: Arc<[EditionUsed]>,
        sources: Arc<BTreeMap<String, Arc<Source>>>,
        items: &'i Items,
        subject: &Arc<Placed<Subject>>,
    ) -> Ruleset {
        let id = subject.is.id.as_str();
        let applies = self.part(&subject.is.applies);
        for index in 0..self.rules.len() {
            self.rule_part(u16::try_from(index).unwrap_or(u16::MAX));
        }
        let consent: Vec<_> = of_subject(&items.consent, |consent| consent.subject == id)
            .map(|consent| CompiledConsent {
                unless: match (&consent.is.unless, consent.is.requirement) {
                    (Some(unless), _) => Some(self.part(unless)),
                    // Where nobody has to agree, one may always go on.
                    (None, Requirement::NotRequired) => {
                        Some(self.part(&Condition::All(Vec::new())))
                    }
                    (None, _) => None,
                },
                goal: None,
                consent,
            })
            .collect();
        let consistency: Vec<_> = of_subject(&items.consistency, |rule| rule.subject == id)
            .map(|rule| CompiledConsistency { never: self.part(&rule.is.never), rule })
            .collect();
        let asked: Vec<_> = self
            .facts
            .clone()
            .iter()
            .map(|fact| fact.is.asked_when.as_ref().map(|condition| self.part(condition)))
            .collect();
        let (reviews, review_goals) = self.reviews(items, id);
        let goals = self.goals(&consent, &applies, &review_goals);
        self.settle_literals(&goals);
        let rules: Vec<RuleSlot> = std::mem::take(&mut self.rules)
            .into_iter()
            .zip(std::mem::take(&mut self.compiled))
            .filter_map(|(rule, part)| Some(RuleSlot { rule: Arc::clone(rule), part: part? }))
            .collect();
        let spans = self.first_variables.iter().zip(&self.facts).map(|(first, fact)| {
            let several = fact.is.kind == Kind::Choices;
            let variables = if several { fact.is.options.len() } else { 1 };
            (*first, u16::try_from(variables).unwrap_or(u16::MAX))
        });
        let facts = spans.zip(&self.facts).zip(asked).map(
            |(((first_variable, variables), fact), asked_when)| FactSlot {
                fact: Arc::clone(fact),
                first_variable,
                variables,
                asked_when,
                yes_no: (fact.is.kind == Kind::YesNo).then(|| {
                    let variable = self.variables.get(usize::from(first_variable));
                    [LiteralKind::Yes, LiteralKind::No].map(|kind| self.literal_of(variable?, kind))
                }),
            },
        );
        let facts: Vec<FactSlot> = facts.collect();
        let literal_kinds = self.literals.iter().map(|literal| literal.kind).collect();
        let mut levels: Vec<_> = of_subject(&items.levels, |level| level.subject == id).collect();
        crate::order::by_key(&mut levels, |level| level.is.number);
        let mut ruleset = Ruleset {
            pack: pack.to_owned(),
            reviews,
            editions,
            sources,
            subject: Arc::clone(subject),
            applies,
            applies_goal: AnyGoal::default(),
            facts,
            fact_index: self.fact_index,
            route_index: Index::default(),
            settings: self.settings,
            variables: self.variables,
            literals: self.literals,
            literal_kinds,
            nodes: self.nodes,
            rules,
            levels,
            reach: Vec::new(),
            routes: Vec::new(),
            consent,
            steps: of_subject(&items.steps, |step| step.subject == id).collect(),
            consistency,
            conflicts: of_subject(&items.conflicts, |conflict| conflict.subject == id).collect(),
            program: None,
            entangled: Vec::new(),
            uses: Vec::new(),
            brief_ends: OnceLock::new(),
            held: Default::default(),
            sliced: Default::default(),
        };
        ruleset.set_goals(review_goals);
        ruleset
    }

    fn literal_of(&self, variable: &Variable, kind: LiteralKind) -> Option<u16> {
        let from = usize::from(variable.first_literal);
        let own = self.literals.iter().skip(from).take(usize::from(variable.literals));
        let mut own = own.zip(variable.first_literal..);
        own.find(|(literal, _)| literal.kind == kind).map(|(_, position)| position)
    }

    /// What is asked of the rules: levels, routes, consent, and whether they apply at all.
    fn goals(
        &self,
        consent: &[CompiledConsent],
        applies: &Part,
        reviews: &[ReviewGoal],
    ) -> Vec<NodeId> {
        let rules = || self.rules.iter().zip(self.compiled.iter().flatten());
        let levels = rules().filter(|(rule, _)| matches!(rule.is.then, Then::Level { .. }));
        let routes = rules().filter(|(rule, _)| matches!(rule.is.then, Then::Route(_)));
        let holds = levels.chain(routes).map(|(_, part)| part.pair.holds);
        let unless = consent.iter().filter_map(|consent| consent.unless.as_ref());
        let reviews = reviews.iter().flat_map(|goal| goal.alternatives.iter().copied());
        let unless = unless.map(|part| part.pair.holds);
        holds.chain(reviews).chain(unless).chain([applies.pair.holds]).collect()
    }

    fn rule_part(&mut self, index: u16) -> Pair {
        let at = usize::from(index);
        if let Some(Some(part)) = self.compiled.get(at) {
            return part.pair;
        }
        // INVARIANT: the check of the pack has refused cycles, so this recursion ends.
        let Some(rule) = self.rules.get(at).copied() else {
            return self.nothing();
        };
        let part = self.part(&rule.is.when);
        let pair = part.pair;
        if let Some(slot) = self.compiled.get_mut(at) {
            *slot = Some(part);
        }
        pair
    }

    fn nothing(&mut self) -> Pair {
        Pair { holds: self.nodes.constant(false), fails: self.nodes.constant(true) }
    }

    fn part(&mut self, condition: &Condition) -> Part {
        match condition {
            Condition::All(of) => {
                let parts = self.parts(of);
                let pair = self.all(&parts);
                Part { kind: PartKind::All, pair, parts }
            }
            Condition::Any(of) => {
                let parts = self.parts(of);
                let pair = self.any(&parts);
                Part { kind: PartKind::Any, pair, parts }
            }
            Condition::Not(of) => {
                let part = self.part(of);
                Part { kind: PartKind::Not, pair: part.pair.opposite(), parts: vec![part] }
            }
            Condition::AtLeast { n, of } => {
                let parts = self.parts(of);
                let pairs: Vec<Pair> = parts.iter().map(|part| part.pair).collect();
                let pair = self.at_least(usize::from(*n), &pairs);
                Part { kind: PartKind::AtLeast(*n), pair, parts }
            }
            Condition::Rule(id) => {
                let index = self.rule_index.get(id.as_str()).copied();
                let pair = match index {
                    Some(index) => self.rule_part(index),
                    None => self.nothing(),
                };
                let kind = PartKind::Rule(index.unwrap_or(u16::MAX));
                Part { kind, pair, parts: Vec::new() }
            }
            Condition::Fact { fact, test } => {
                let slot = self.fact_index.get(fact).copied().unwrap_or(u16::MAX);
                let pair = self.comparison(slot, test);
                Part { kind: PartKind::Fact(slot, test.clone()), pair, parts: Vec::new() }
            }
        }
    }

    fn parts(&mut self, of: &[Condition]) -> Vec<Part> {
        of.iter().map(|part| self.part(part)).collect()
    }

    fn all(&mut self, parts: &[Part]) -> Pair {
        let holds: Vec<NodeId> = parts.iter().map(|part| part.pair.holds).collect();
        let fails: Vec<NodeId> = parts.iter().map(|part| part.pair.fails).collect();
        Pair { holds: self.nodes.all(&holds), fails: self.nodes.any(&fails) }
    }

    fn any(&mut self, parts: &[Part]) -> Pair {
        let holds: Vec<NodeId> = parts.iter().map(|part| part.pair.holds).collect();
        let fails: Vec<NodeId> = parts.iter().map(|part| part.pair.fails).collect();
        Pair { holds: self.nodes.any(&holds), fails: self.nodes.all(&fails) }
    }

    fn at_least(&mut self, n: usize, pairs: &[Pair]) -> Pair {
        let holds: Vec<NodeId> = pairs.iter().map(|pair| pair.holds).collect();
        let fails: Vec<NodeId> = pairs.iter().map(|pair| pair.fails).collect();
        // Fewer than n of m hold just when m - n + 1 or more fail.
        let enough_fail = pairs.len().saturating_add(1).saturating_sub(n);
        let impossible = n > pairs.len();
        let fails = if impossible {
            self.nodes.constant(true)
        } else if n == 0 {
            self.nodes.constant(false)
        } else {
            self.nodes.at_least(enough_fail, &fails)
        };
        Pair { holds: self.nodes.at_least(n, &holds), fails }
    }

    fn comparison(&mut self, slot: u16, test: &Test) -> Pair {
        let Some(fact) = self.facts.get(usize::from(slot)).cloned() else {
            return self.nothing();
        };
        let first = self.first_variables.get(usize::from(slot)).copied().unwrap_or(0);
        if let Some(kind) = literal_of(test, &fact.is) {
            let options = u16::try_from(fact.is.options.len()).unwrap_or(u16::MAX);
            return self.literal_pair(first, kind, options);
        }
        let option_pair = |builder: &mut Builder<'i>, option: &String| {
            let index = fact.is.option_index(option).and_then(|index| u16::try_from(index).ok());
            let variable = first.saturating_add(index.unwrap_or(0));
            builder.literal_pair(variable, LiteralKind::Yes, 2)
        };
        match test {
            Test::Includes(option) => option_pair(self, option),
            Test::IncludesAtLeast { n, of } => {
                let every = || fact.is.options.iter().map(|option| option.id.clone()).collect();
                let of: Vec<String> = if of.is_empty() { every() } else { of.clone() };
                let pairs: Vec<Pair> = of.iter().map(|option| option_pair(self, option)).collect();
                self.at_least(usize::from(*n), &pairs)
            }
            _ => self.nothing(),
        }
    }

    fn literal_pair(&mut self, variable: u16, kind: LiteralKind, options: u16) -> Pair {
        if let Some(value) = kind.constant(options) {
            return Pair { holds: self.nodes.constant(value), fails: self.nodes.constant(!value) };
        }
        let holds = self.literal(variable, kind);
        let fails = self.literal(variable, kind.opposite(options));
        Pair { holds, fails }
    }

    fn literal(&mut self, variable: u16, kind: LiteralKind) -> NodeId {
        let next = u16::try_from(self.literals.len()).unwrap_or(u16::MAX);
        let index = *self.literal_index.entry((variable, kind)).or_insert(next);
        if index == next {
            self.literals.push(Literal { variable, kind });
        }
        self.nodes.literal(index)
    }

    /// Puts the literals of each variable side by side and works out its cells.
    ///
    /// Variables that the same goals ask about come together, so that a goal reads few words.
    fn settle_literals(&mut self, goals: &[NodeId]) {
        let mut rank = vec![u16::MAX; self.variables.len()];
        let mut next = 0_u16;
        for goal in goals {
            self.nodes.literals(*goal, &mut |literal| {
                let variable = self.literals.get(usize::from(literal)).map(|one| one.variable);
                let place = variable.and_then(|variable| rank.get_mut(usize::from(variable)));
                if let Some(place) = place.filter(|place| **place == u16::MAX) {
                    *place = next;
                    next = next.saturating_add(1);
                }
            });
        }
        let mut order: Vec<(u16, u16, u16)> = (0_u16..)
            .zip(&self.literals)
            .map(|(index, literal)| {
                let variable = literal.variable;
                (rank.get(usize::from(variable)).copied().unwrap_or(u16::MAX), variable, index)
            })
            .collect();
        order.sort_unstable();
        let mut renamed = vec![0_u16; self.literals.len()];
        let mut sorted = Vec::with_capacity(self.literals.len());
        for ((_, variable, old), new) in order.into_iter().zip(0_u16..) {
            if let Some(place) = renamed.get_mut(usize::from(old)) {
                *place = new;
            }
            sorted.extend(self.literals.get(usize::from(old)).copied());
            if let Some(variable) = self.variables.get_mut(usize::from(variable)) {
                if variable.literals == 0 {
                    variable.first_literal = new;
                }
                variable.literals = variable.literals.saturating_add(1);
            }
        }
        self.literals = sorted;
        for variable in &mut self.variables {
            let from = usize::from(variable.first_literal);
            let to = from.saturating_add(usize::from(variable.literals));
            let own = self.literals.get(from..to).unwrap_or(&[]);
            let kinds: Vec<LiteralKind> = own.iter().map(|literal| literal.kind).collect();
            variable.patterns = patterns(variable.kind, &kinds);
        }
        self.nodes.finish(&renamed);
    }
}

fn of_subject<T>(
    list: &[Arc<Placed<T>>],
    is_of: impl Fn(&T) -> bool,
) -> impl Iterator<Item = Arc<Placed<T>>> {
    list.iter().filter(move |item| is_of(&item.is)).cloned()
}
