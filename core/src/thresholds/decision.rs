//! The answer about thresholds, as data; its serialization is what the wire sends.

use super::labels::Labels;
use crate::case::State;
use crate::citation::{Basis, Evidence, Grounds, Strength, words};
use crate::date::Day;
use crate::decision::{
    ConflictTouched, EditionNamed, Inconsistency, NextQuestion, OpenSetting, Prompted, StateGiven,
    answers,
};
use crate::finding::Finding;
use crate::pack::{For, Limit, Requirement, RouteKind, Urgency};
use crate::truth::Truth;
use serde::Serialize;

answers! {
    /// The whole answer about thresholds.
    Decision {
        /// `thresholds`.
        #[cfg_attr(feature = "schema", schemars(schema_with = "crate::schema::answer_word"))]
        answer: &'static str,
        /// The pack asked.
        pack: &'k str,
        /// Whom it is about.
        subject: &'k str,
        /// The day whose rules apply.
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Day"))]
        as_of: Day,
        /// Whether this person is such a subject on that day.
        applies: Truth,
        /// The level of need; absent where there are no levels or `applies` is false.
        #[serde(skip_serializing_if = "Option::is_none")]
        level: Option<LevelRange<'k>>,
        /// Every route that is not false.
        routes: Vec<RouteAnswer<'k>>,
        /// The routes that are.
        ruled_out: Vec<&'k str>,
        /// What has to be agreed, for each level in the range and each true route.
        consent: Vec<ConsentRule<'k>>,
        /// The steps for the level that is certain and for each true route, and what is to be done
        /// while one is open.
        pathway: Vec<PathwayStep<'k>>,
        /// Things for a person to weigh.
        prompts: Vec<Prompted<'k>>,
        /// Strengths, which cancel nothing.
        strengths: Vec<StrengthShown<'k>>,
        /// What the rules showed.
        findings: Vec<Finding<'k>>,
        /// The facts that could still change the answer, most urgent first.
        missing: Vec<MissingFact<'k>>,
        /// What to ask next.
        next_question: Option<NextQuestion<'k>>,
        /// Settings that are open and could change the answer.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        open_settings: Vec<OpenSetting<'k>>,
        /// Answers that cannot stand together.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        inconsistent: Vec<Inconsistency<'k>>,
        /// Places where the documents behind this answer differ.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        conflicts: Vec<ConflictTouched<'k>>,
        /// Facts given as declined, not applicable or disputed.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        states: Vec<StateGiven<'k>>,
        /// The practitioner's own level.
        #[serde(skip_serializing_if = "Option::is_none")]
        judgement: Option<Judged<'k>>,
        /// The documents that set the criteria, to which people are bound to work.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        governed_by: Vec<GovernedBy<'k>>,
        /// `false` when the search was stopped at its limit.
        exact: bool,
        /// Notices of the editions it rests on.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        notices: Vec<&'k str>,
        /// The documents it rests on, with their digests.
        editions: Vec<EditionNamed<'k>>,
        /// The version of the library.
        version: &'static str,
        /// What a person reads in place of ids.
        #[serde(skip)]
        labels: Labels<'k>,
    }

    /// The outcome only.
    Brief {
        /// `thresholds`.
        #[cfg_attr(feature = "schema", schemars(schema_with = "crate::schema::answer_word"))]
        answer: &'static str,
        /// The pack asked.
        pack: &'k str,
        /// Whom it is about.
        subject: &'k str,
        /// The day whose rules apply.
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Day"))]
        as_of: Day,
        /// Whether this person is such a subject on that day.
        applies: Truth,
        /// The level reached in every filling; absent as in the whole answer.
        #[serde(skip_serializing_if = "Option::is_none")]
        at_least: Option<u8>,
        /// The highest level reached in some.
        #[serde(skip_serializing_if = "Option::is_none")]
        at_most: Option<u8>,
        /// Whether one level is left.
        #[serde(skip_serializing_if = "Option::is_none")]
        settled: Option<bool>,
        /// Every route that is not false.
        routes: Vec<BriefRoute<'k>>,
        /// `false` when the search was stopped at its limit.
        exact: bool,
        /// The documents it rests on, with their digests.
        editions: Vec<EditionNamed<'k>>,
        /// The version of the library.
        version: &'static str,
    }

    /// A route in an answer of the outcome only.
    BriefRoute {
        /// The route.
        route: &'k str,
        /// `true` or `unknown`.
        truth: Truth,
    }

    /// The level of need: a range while answers are missing.
    LevelRange {
        /// Reached in every way of filling the gaps.
        at_least: u8,
        /// The highest reached in some.
        at_most: u8,
        /// Whether one level is left.
        settled: bool,
        /// The levels of the range in words, without those of which every rule is ruled out.
        names: Vec<LevelNamed<'k>>,
        /// The range would differ without illustrative rules.
        illustrative: bool,
        /// The range by published rules alone, where it differs.
        #[serde(skip_serializing_if = "Option::is_none")]
        published_only: Option<PublishedOnly>,
    }

    /// A level in words.
    LevelNamed {
        /// Its number.
        number: u8,
        /// Its name in this area.
        name: &'k str,
        /// Who responds.
        responders: &'k [String],
        /// How one gets there.
        route_in: &'k str,
        /// Who says so.
        #[serde(flatten)]
        grounds: Grounds<'k>,
    }

    /// A legal route or test.
    RouteAnswer {
        /// The route.
        route: &'k str,
        /// `true` or `unknown`.
        truth: Truth,
        /// The rule that establishes it.
        rule: &'k str,
        /// Duty, power, test, right or notification.
        kind: RouteKind,
        /// Who acts.
        who: &'k str,
        /// What they do.
        act: &'k str,
        /// How soon.
        urgency: Urgency,
        /// How strongly it binds.
        strength: Strength,
        /// What kind of text it rests on.
        basis: Basis,
        /// How surely it says what the text says.
        evidence: Evidence,
    }

    /// What has to be agreed.
    ConsentRule {
        /// `level-3` or `route:…`.
        #[serde(rename = "for")]
        #[cfg_attr(feature = "schema", schemars(schema_with = "crate::schema::belongs_to"))]
        belongs_to: &'k For,
        /// What.
        requirement: Requirement,
        /// In words.
        words: &'k str,
        /// Whether one may go on without agreement, or in spite of a refusal.
        may_proceed_without: Truth,
        /// Who says so.
        #[serde(flatten)]
        grounds: Grounds<'k>,
    }

    /// A step of the pathway.
    PathwayStep {
        /// Its id.
        step: &'k str,
        /// `level-3` or `route:…`.
        #[serde(rename = "for")]
        #[cfg_attr(feature = "schema", schemars(schema_with = "crate::schema::belongs_to"))]
        belongs_to: &'k For,
        /// Who acts.
        who: &'k str,
        /// What they do.
        does: &'k str,
        /// By when.
        #[serde(skip_serializing_if = "Option::is_none")]
        limit: Option<&'k Limit>,
        /// Where the level or route is still open: the facts, declined, disputed or not known, that
        /// could decide it.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        while_open: Vec<&'k str>,
        /// Who says so.
        #[serde(flatten)]
        grounds: Grounds<'k>,
    }

    /// A document that sets the criteria.
    GovernedBy {
        /// The rule.
        rule: &'k str,
        /// `true` or `unknown`: whether it is so for this person.
        truth: Truth,
        /// The document among the sources.
        source: &'k str,
        /// Its title.
        title: &'k str,
        /// Where it can be read.
        #[serde(skip_serializing_if = "Option::is_none")]
        link: Option<&'k str>,
        /// Who is bound to work to it.
        binds: &'k str,
        /// What it sets.
        sets: &'k str,
        /// Who says so.
        #[serde(flatten)]
        grounds: Grounds<'k>,
    }

    /// A strength.
    StrengthShown {
        /// The rule.
        rule: &'k str,
        /// Its label.
        label: &'k str,
        /// What it says.
        note: &'k str,
    }

    /// A fact that could still change the answer.
    MissingFact {
        /// The fact.
        fact: &'k str,
        /// Why it has no full value.
        state: State,
        /// The highest level it could help to reach.
        #[serde(skip_serializing_if = "Option::is_none")]
        could_reach: Option<u8>,
        /// The routes it could decide.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        routes: Vec<&'k str>,
    }

    /// The practitioner's own level, or own view of a route, beside what the rules indicate.
    Judged {
        /// The level, where that is judged.
        #[serde(skip_serializing_if = "Option::is_none")]
        level: Option<u8>,
        /// The route, where that is judged.
        #[serde(skip_serializing_if = "Option::is_none")]
        route: Option<&'k str>,
        /// Whether the route is met.
        #[serde(skip_serializing_if = "Option::is_none")]
        holds: Option<bool>,
        /// Who, by role.
        by: &'k str,
        /// Why.
        reason: &'k str,
        /// On which day.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::Day>"))]
        on: Option<Day>,
        /// Above, inside or below what the rules say, or just that.
        stands: Stands,
        /// Statutory triggers, or the route's rule where it rests on an Act, that stand above it.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        below_trigger: Vec<&'k str>,
    }
}

/// The range by published rules alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PublishedOnly {
    /// Reached in every way of filling the gaps.
    pub at_least: u8,
    /// The highest reached in some.
    pub at_most: u8,
}

words! {
    /// Where a judgement stands beside what the rules say.
    Stands {
        /// Above the range; or the route is held to be met, and by the rules it is not.
        Upward = "upward",
        /// The one level that is left; or what the rules say of the route.
        Agrees = "agrees",
        /// Inside the range while other levels are possible too, or the route is not settled: the
        /// rules neither bear it out nor speak against it.
        Open = "open",
        /// Below the range; or the route is held not to be met, and by the rules it is.
        Downward = "downward",
    }
}

/// What a practitioner judges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judges {
    /// The level of need.
    Level(u8),
    /// Whether a legal route or test is met.
    Route {
        /// The route.
        route: String,
        /// Whether it is met.
        holds: bool,
    },
}

/// A practitioner's own level, or own view of a route, with role and reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// What is judged.
    pub judges: Judges,
    /// Who, by role.
    pub by: String,
    /// Why.
    pub reason: String,
    /// On which day.
    pub on: Option<Day>,
}
