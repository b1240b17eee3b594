//! The rules of one subject on one day, ready to be evaluated.

use super::bits;
use super::build::Builder;
use super::events::EventGraph;
use super::goal::AnyGoal;
use super::held::Held;
use super::index::Index;
use super::node::{Nodes, Pair};
use super::program::Program;
use super::sliced::SlicedOnce;
use super::variable::{Literal, LiteralKind, Variable};
use crate::citation::{Grounds, Source, Standing};
use crate::condition::Test;
use crate::fact::Fact;
use crate::pack::{
    Action, Conflict, Consent, Consistency, EditionUsed, Items, Level, Link, Modality, Placed,
    Review, Role, Rule, Setting, Step, Subject,
};
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// The rules of one subject on the days between two changes of the rules, ready to be evaluated.
///
/// Obtained from [`Catalogue::rules`](crate::Catalogue::rules).
#[derive(Debug)]
pub struct Ruleset {
    pub(crate) pack: String,
    pub(crate) editions: Arc<[EditionUsed]>,
    pub(super) sources: Arc<BTreeMap<String, Arc<Source>>>,
    pub(crate) subject: Arc<Placed<Subject>>,
    pub(crate) applies: Part,
    pub(crate) applies_goal: AnyGoal,
    pub(crate) facts: Vec<FactSlot>,
    pub(super) fact_index: Index,
    /// The bits of the routes that rules establish, by name.
    pub(super) route_index: Index,
    pub(crate) settings: Vec<Arc<Placed<Setting>>>,
    pub(crate) variables: Vec<Variable>,
    pub(crate) literals: Vec<Literal>,
    pub(crate) literal_kinds: Vec<LiteralKind>,
    pub(crate) nodes: Nodes,
    pub(crate) rules: Vec<RuleSlot>,
    pub(crate) levels: Vec<Arc<Placed<Level>>>,
    pub(crate) reach: Vec<Reach>,
    pub(crate) routes: Vec<RouteSlot>,
    pub(crate) reviews: CompiledReviews,
    pub(crate) consent: Vec<CompiledConsent>,
    pub(crate) steps: Vec<Arc<Placed<Step>>>,
    pub(crate) consistency: Vec<CompiledConsistency>,
    pub(crate) conflicts: Vec<Arc<Placed<Conflict>>>,
    /// All goals together, for the fast evaluation; `None` where they are too many for one.
    pub(crate) program: Option<Program>,
    /// Literals of facts that some goal compares in more than one way.
    pub(crate) entangled: Vec<u64>,
    /// For each fact, the routes, consent rules and `applies` whose conditions mention it.
    pub(crate) uses: Vec<Uses>,
    /// What an answer of the outcome alone begins and ends with, written when first asked for.
    pub(crate) brief_ends: OnceLock<(String, String)>,
    /// What the reasons of an answer consist of, as text.
    pub(crate) held: Held,
    pub(super) sliced: SlicedOnce,
}

/// A fact with its variables and the condition under which it is asked.
#[derive(Debug)]
pub(crate) struct FactSlot {
    pub fact: Arc<Placed<Fact>>,
    pub first_variable: u16,
    pub variables: u16,
    pub asked_when: Option<Part>,
    /// Of a yes-no fact the literals that hold when it is so and when it is not, where something
    /// asks for them.
    pub yes_no: Option<[Option<u16>; 2]>,
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

/// A legal route, or what is asked of a review: its scope, or one of its modalities.
#[derive(Debug)]
pub(crate) struct RouteSlot {
    /// The rule that establishes it, by position; none where several may.
    pub rule: Option<u16>,
    pub pair: Pair,
    pub goal: AnyGoal,
}

/// What a rule set says of reviews; empty in every other family.
#[derive(Debug, Default)]
pub(crate) struct CompiledReviews {
    pub reviews: Vec<ReviewSlot>,
    pub roles: Vec<WhenSlot<Role>>,
    pub links: Vec<WhenSlot<Link>>,
    pub actions: Vec<WhenSlot<Action>>,
    pub events: Arc<EventGraph>,
    /// The fact that gives the day of the incident, by position.
    pub incident_day: Option<u16>,
}

/// A review with the bits, among those of the routes, that say what is reached.
#[derive(Debug)]
pub(crate) struct ReviewSlot {
    pub review: Arc<Placed<Review>>,
    /// Where it applies, part by part.
    #[cfg(feature = "prove")]
    pub scope: Part,
    pub scope_bit: u32,
    /// For each modality that some rule leads to, the firmest first, the bit of "this or firmer".
    pub reach: Vec<(Modality, u32)>,
    /// It may, should or must be held.
    pub available: Pair,
}

/// An item with the condition under which it is there.
#[derive(Debug)]
pub(crate) struct WhenSlot<T> {
    pub item: Arc<Placed<T>>,
    pub when: Part,
}

#[derive(Debug)]
pub(crate) struct CompiledConsent {
    pub consent: Arc<Placed<Consent>>,
    pub unless: Option<Part>,
    /// What allows going on without agreement.
    pub goal: Option<AnyGoal>,
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

    /// The bit of a route in an outcome.
    pub(crate) fn route_index(&self, id: &str) -> Option<u16> {
        self.route_index.get(id).copied()
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
        standing.grounds(|id| self.source(id))
    }

    /// A document of the lists of sources.
    pub(crate) fn source(&self, id: &str) -> Option<&Source> {
        self.sources.get(id).map(Arc::as_ref)
    }
}
