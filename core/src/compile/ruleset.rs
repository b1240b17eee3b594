//! The rules of one subject on one day, ready to be evaluated.

use super::bits;
use super::goal::AnyGoal;
use super::node::{NodeId, Nodes, Pair};
use super::variable::{
    Literal, LiteralKind, Variable, VariableKind, kind_of, literal_of, patterns,
};
use crate::citation::{Citation, Cited, Grounds, Source, Standing};
use crate::condition::{Condition, Test};
use crate::fact::{Fact, Kind};
use crate::pack::{
    Conflict, Consent, Consistency, EditionUsed, Items, Level, Placed, Rule, Setting, Step,
    Subject, Then,
};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// The rules of one subject on the days between two changes of the rules, ready to be evaluated.
///
/// Obtained from [`Catalogue::rules`](crate::Catalogue::rules).
#[derive(Debug)]
pub struct Ruleset {
    pub(crate) pack: String,
    pub(crate) editions: Arc<[EditionUsed]>,
    sources: Arc<BTreeMap<String, Arc<Source>>>,
    pub(crate) subject: Arc<Placed<Subject>>,
    pub(crate) applies: Part,
    pub(crate) facts: Vec<FactSlot>,
    fact_index: HashMap<String, u16>,
    pub(crate) settings: Vec<Arc<Placed<Setting>>>,
    pub(crate) variables: Vec<Variable>,
    pub(crate) literals: Vec<Literal>,
    pub(crate) literal_kinds: Vec<LiteralKind>,
    pub(crate) nodes: Nodes,
    pub(crate) rules: Vec<RuleSlot>,
    pub(crate) levels: Vec<Arc<Placed<Level>>>,
    pub(crate) reach: Vec<Reach>,
    pub(crate) routes: Vec<RouteSlot>,
    pub(crate) consent: Vec<CompiledConsent>,
    pub(crate) steps: Vec<Arc<Placed<Step>>>,
    pub(crate) consistency: Vec<CompiledConsistency>,
    pub(crate) conflicts: Vec<Arc<Placed<Conflict>>>,
    /// Literals of facts that some goal compares in more than one way.
    pub(crate) entangled: Vec<u64>,
    /// For each fact, the routes, consent rules and `applies` whose conditions mention it.
    pub(crate) uses: Vec<Uses>,
}

/// A fact with its variables and the condition under which it is asked.
#[derive(Debug)]
pub(crate) struct FactSlot {
    pub fact: Arc<Placed<Fact>>,
    pub first_variable: u16,
    pub variables: u16,
    pub asked_when: Option<Part>,
}

/// A rule with its condition in compiled form.
#[derive(Debug)]
pub(crate) struct RuleSlot {
    pub rule: Arc<Placed<Rule>>,
    pub part: Part,
}

/// What it takes to reach a level: 2, 3, …
#[derive(Debug)]
pub(crate) struct Reach {
    pub number: u8,
    /// One of those rules holds.
    pub own: AnyGoal,
    /// A rule of this level or a higher one holds.
    pub whole: AnyGoal,
    /// As `whole`, leaving out illustrative rules.
    pub published: AnyGoal,
    /// The condition of every rule that counts for `whole`, and whether it is illustrative.
    pub pairs: Vec<(Pair, bool)>,
}

#[derive(Debug)]
pub(crate) struct RouteSlot {
    /// The rule that establishes it, by position.
    pub rule: u16,
    pub goal: AnyGoal,
}

#[derive(Debug)]
pub(crate) struct CompiledConsent {
    pub consent: Arc<Placed<Consent>>,
    pub unless: Option<Part>,
}

#[derive(Debug)]
pub(crate) struct CompiledConsistency {
    pub rule: Arc<Placed<Consistency>>,
    pub never: Part,
}

/// The goals besides levels that mention a fact, by position.
#[derive(Debug, Default)]
pub(crate) struct Uses {
    pub levels: bool,
    pub routes: Vec<u16>,
    pub consent: Vec<u16>,
    pub applies: bool,
}

/// A condition in the shape in which it was written, with its compiled form.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    pub kind: PartKind,
    pub pair: Pair,
    pub parts: Vec<Part>,
}

#[derive(Clone, Debug)]
pub(crate) enum PartKind {
    All,
    Any,
    Not,
    AtLeast(u16),
    Fact(u16, Test),
    Rule(u16),
}

impl Ruleset {
    /// The pack that was asked for.
    #[must_use]
    pub fn pack(&self) -> &str {
        &self.pack
    }

    /// Whom these rules are about.
    #[must_use]
    pub fn subject(&self) -> &str {
        &self.subject.is.id
    }

    /// The facts that may be recorded, in the order in which the packs declare them.
    pub fn facts(&self) -> impl Iterator<Item = &Fact> {
        self.facts.iter().map(|slot| &slot.fact.is)
    }

    /// The rules, in the order in which the packs state them.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.rules.iter().map(|slot| &slot.rule.is)
    }

    /// The levels of need, lowest first; empty where the pack has none for this subject.
    pub fn levels(&self) -> impl Iterator<Item = &Level> {
        self.levels.iter().map(|level| &level.is)
    }

    pub(crate) fn fact_slot(&self, id: &str) -> Option<u16> {
        self.fact_index.get(id).copied()
    }

    pub(crate) fn fact_kind(&self, slot: u16) -> Option<Kind> {
        self.fact(slot).map(|slot| slot.fact.is.kind)
    }

    pub(crate) fn words(&self) -> usize {
        bits::words_for(self.literals.len())
    }

    pub(crate) fn rule(&self, index: u16) -> Option<&RuleSlot> {
        self.rules.get(usize::from(index))
    }

    pub(crate) fn fact(&self, index: u16) -> Option<&FactSlot> {
        self.facts.get(usize::from(index))
    }

    /// The literals of a variable.
    pub(crate) fn kinds_of(&self, variable: &Variable) -> &[LiteralKind] {
        let from = usize::from(variable.first_literal);
        let to = from.saturating_add(usize::from(variable.literals));
        self.literal_kinds.get(from..to).unwrap_or(&[])
    }

    /// The variables of a fact with their positions.
    pub(crate) fn variables_of(&self, slot: &FactSlot) -> impl Iterator<Item = (u16, &Variable)> {
        let from = slot.first_variable;
        let to = from.saturating_add(slot.variables);
        (from..to).filter_map(|index| Some((index, self.variables.get(usize::from(index))?)))
    }

    /// Compiles the rules of a subject. The items have been checked.
    pub(crate) fn compile(
        pack: &str,
        editions: Arc<[EditionUsed]>,
        sources: Arc<BTreeMap<String, Arc<Source>>>,
        items: &Items,
        subject: &Arc<Placed<Subject>>,
    ) -> Ruleset {
        Builder::new(items, &subject.is.id).build(pack, editions, sources, items, subject)
    }

    /// Who says so, with the titles of the documents.
    pub(crate) fn grounds<'k>(&'k self, standing: &'k Standing) -> Grounds<'k> {
        Grounds {
            strength: standing.strength,
            basis: standing.basis,
            evidence: standing.evidence,
            cites: self.cited(&standing.cites),
        }
    }

    pub(crate) fn cited<'k>(&'k self, cites: &'k [Citation]) -> Vec<Cited<'k>> {
        let cited = |cite: &'k Citation| {
            let source = self.sources.get(&cite.source);
            Cited {
                source: &cite.source,
                title: source.map_or("", |source| &source.title),
                at: &cite.at,
                link: source.and_then(|source| source.link.as_deref()),
            }
        };
        cites.iter().map(cited).collect()
    }
}

struct Builder<'i> {
    facts: Vec<Arc<Placed<Fact>>>,
    fact_index: HashMap<String, u16>,
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
    fn new(items: &'i Items, subject: &'i str) -> Builder<'i> {
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
            fact_index: HashMap::new(),
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
                if let Condition::Fact { fact, test: Test::CountAtLeastSetting(setting) } = part {
                    let position = self.settings.iter().position(|known| known.is.id == *setting);
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
            (Kind::Count, Some(setting)) => add(VariableKind::AgainstSetting(setting)),
            _ => add(kind_of(&fact.is)),
        }
        self.fact_index.insert(fact.is.id.clone(), slot);
        self.facts.push(Arc::clone(fact));
    }

    fn build(
        mut self,
        pack: &str,
        editions: Arc<[EditionUsed]>,
        sources: Arc<BTreeMap<String, Arc<Source>>>,
        items: &Items,
        subject: &Arc<Placed<Subject>>,
    ) -> Ruleset {
        let id = subject.is.id.as_str();
        let applies = self.part(&subject.is.applies);
        for index in 0..self.rules.len() {
            self.rule_part(u16::try_from(index).unwrap_or(u16::MAX));
        }
        let consent: Vec<_> = of_subject(&items.consent, |consent| consent.subject == id)
            .map(|consent| CompiledConsent {
                unless: consent.is.unless.as_ref().map(|unless| self.part(unless)),
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
        self.settle_literals();
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
            },
        );
        let facts: Vec<FactSlot> = facts.collect();
        let literal_kinds = self.literals.iter().map(|literal| literal.kind).collect();
        let mut levels: Vec<_> = of_subject(&items.levels, |level| level.subject == id).collect();
        levels.sort_by_key(|level| level.is.number);
        let mut ruleset = Ruleset {
            pack: pack.to_owned(),
            editions,
            sources,
            subject: Arc::clone(subject),
            applies,
            facts,
            fact_index: self.fact_index,
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
            entangled: Vec::new(),
            uses: Vec::new(),
        };
        ruleset.set_goals();
        ruleset
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
    fn settle_literals(&mut self) {
        let mut order: Vec<(u16, u16)> = self
            .literals
            .iter()
            .zip(0_u16..)
            .map(|(literal, index)| (literal.variable, index))
            .collect();
        order.sort_unstable();
        let mut renamed = vec![0_u16; self.literals.len()];
        let mut sorted = Vec::with_capacity(self.literals.len());
        for ((variable, old), new) in order.into_iter().zip(0_u16..) {
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

impl Ruleset {
    fn set_goals(&mut self) {
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
            .map(|(slot, rule)| RouteSlot { rule, goal: self.goal(&[slot.part.pair.holds], words) })
            .collect();
        let mut entangled = vec![0_u64; words];
        let reach_goals = self.reach.iter().flat_map(|reach| [&reach.whole, &reach.published]);
        let masks: Vec<Vec<u64>> = reach_goals
            .chain(self.routes.iter().map(|route| &route.goal))
            .map(|goal| self.entangled_in(&goal.nodes))
            .chain(self.side_conditions().map(|part| self.entangled_in(&self.alternatives(part))))
            .collect();
        for mask in masks {
            entangled.iter_mut().zip(mask).for_each(|(word, more)| *word |= more);
        }
        self.entangled = entangled;
        self.set_uses();
    }

    /// `applies` and what allows going on without agreement.
    fn side_conditions(&self) -> impl Iterator<Item = &Part> {
        let unless = self.consent.iter().filter_map(|consent| consent.unless.as_ref());
        std::iter::once(&self.applies).chain(unless)
    }

    fn alternatives(&self, part: &Part) -> Vec<NodeId> {
        AnyGoal::new(&[part.pair.holds], &self.nodes, self.words()).nodes
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
            let holds = slot.part.pair.holds;
            pairs.push((slot.part.pair, slot.rule.is.illustrative));
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
        let words = self.words();
        let mut used = vec![0_u64; words];
        for node in nodes {
            self.nodes.literals(*node, &mut |literal| bits::put(&mut used, literal, true));
        }
        let mut entangled = vec![0_u64; words];
        let mut variables: Vec<u16> = bits::indices(&used)
            .filter_map(|literal| self.literals.get(usize::from(literal)))
            .map(|literal| literal.variable)
            .collect();
        variables.dedup();
        for variable in variables {
            let Some(variable) = self.variables.get(usize::from(variable)) else { continue };
            let first = variable.first_literal;
            let range = first..first.saturating_add(variable.literals);
            let own: Vec<u16> = range.filter(|literal| bits::has(&used, *literal)).collect();
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
                own.iter().for_each(|literal| bits::put(&mut entangled, *literal, true));
            }
        }
        entangled
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
