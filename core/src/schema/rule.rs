//! What `pack/read.rs` takes for subjects, levels, rules and what hangs on them.
#![expect(dead_code, reason = "described, never built")]

use super::condition::Condition;
use super::described;
use super::pack::{Citation, Standing};
use super::text::{Day, LevelNumber, Name, RuleId, WordId, Words, yes};
use crate::pack::{Direction, LimitUnit, Requirement, RouteKind, Urgency};
use schemars::JsonSchema;

described! {
    /// Whom a request can be about.
    Subject {
        /// Its id.
        id: WordId,
        /// What a person reads.
        label: Words,
        /// Whether somebody is such a subject on the day.
        applies: Condition,
        /// Who says so.
        #[schemars(flatten)]
        standing: Standing,
    }
}

described! {
    /// A level of need.
    Level {
        /// The subject whose levels these are.
        subject: WordId,
        /// From 1 without gaps.
        number: LevelNumber,
        /// Its name in this area.
        name: Words,
        /// What defines it.
        summary: Words,
        /// How one gets there.
        route_in: Words,
        /// Who says so.
        #[schemars(flatten)]
        standing: Standing,
    } may {
        /// Who responds.
        responders: Vec<Name>,
    }
}

described! {
    /// One rule: when it holds and what follows.
    Rule {
        /// Its id.
        id: RuleId,
        /// Whom it is about.
        subject: WordId,
        /// What a reader sees first.
        label: Words,
        /// When it holds.
        when: Condition,
        /// What follows.
        then: Then,
        /// Who says so.
        #[schemars(flatten)]
        standing: Standing,
    } may {
        /// First day it is in force inside its edition.
        from: Day,
        /// First day it is no longer in force.
        until: Day,
        /// The rule of the base that it replaces.
        overrides: RuleId,
        /// The rule that leads as far whenever this one does, which is kept for what its own source
        /// says: an exception to what is proved.
        repeats: RuleId,
        /// What a reader of a finding should know.
        note: Words,
    }
}

/// What follows when a rule holds: exactly one of these forms.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum Then {
    Level(LevelReached),
    /// A legal route or test, answered beside the level.
    Route {
        route: Route,
    },
    /// Something for a person to weigh; it moves no level.
    Prompt {
        prompt: Prompt,
    },
    /// A strength, shown beside the needs; it cancels nothing.
    Protective {
        protective: Protective,
    },
    Review(ReviewReached),
    /// A document sets the criteria, and people are bound to work to it.
    GovernedBy {
        governed_by: Governing,
    },
    /// Nothing by itself; other rules refer to it.
    Define {
        #[schemars(schema_with = "yes")]
        define: bool,
    },
}

described! {
    /// The need is at this level at least.
    LevelReached {
        /// The level.
        level: LevelNumber,
    } may {
        /// It settles the level whatever else is known: nothing outvotes it.
        trigger: bool,
    }
}

/// How firmly a rule calls for a review.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
enum ModalityWord {
    /// It may be held.
    Power,
    /// Guidance expects it.
    Expectation,
    /// It must be held.
    Duty,
}

described! {
    /// A review may, should or must be held.
    ReviewReached {
        /// The review.
        review: WordId,
        /// How firmly.
        modality: ModalityWord,
    }
}

described! {
    /// A legal route or test.
    Route {
        /// Its id.
        id: WordId,
        /// What kind of thing it is.
        kind: RouteKind,
        /// Who must or may act.
        who: Words,
        /// What they do.
        act: Words,
        /// How soon.
        urgency: Urgency,
    }
}

described! {
    /// Something to weigh.
    Prompt {
        /// What.
        consider: Words,
        /// Which way it points.
        direction: Direction,
    }
}

described! {
    /// A strength.
    Protective {
        /// What it says.
        note: Words,
    }
}

described! {
    /// A document that people are bound to work to.
    Governing {
        /// The id of the document among the sources.
        source: WordId,
        /// Who is bound to work to it.
        binds: Words,
        /// What it sets.
        sets: Words,
    }
}

/// The level or route that something belongs to.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum For {
    /// A level.
    Level { level: LevelNumber },
    /// A route.
    Route { route: WordId },
}

described! {
    /// What has to be agreed at a level or for a route.
    Consent {
        /// Its id.
        id: RuleId,
        /// Whom it is about.
        subject: WordId,
        /// The level or route.
        #[schemars(rename = "for")]
        belongs_to: For,
        /// What has to be agreed.
        requirement: Requirement,
        /// In words.
        words: Words,
        /// Who says so.
        #[schemars(flatten)]
        standing: Standing,
    } may {
        /// When the step may be taken without agreement.
        unless: Condition,
        /// The consent rule of the base that it replaces.
        overrides: RuleId,
    }
}

described! {
    /// A step of the pathway.
    Step {
        /// Its id.
        id: RuleId,
        /// Whom it is about.
        subject: WordId,
        /// The level or route whose pathway it belongs to.
        #[schemars(rename = "for")]
        belongs_to: For,
        /// Who acts.
        who: Words,
        /// What they do.
        does: Words,
        /// Who says so.
        #[schemars(flatten)]
        standing: Standing,
    } may {
        /// By when.
        limit: Limit,
        /// It belongs to the time while the level or route is open, not to when it is certain.
        while_open: bool,
        /// The step of the base that it replaces.
        overrides: RuleId,
    }
}

described! {
    /// A time limit: so many of a unit from an event.
    #[schemars(
        extend(
            "if" = { "properties": { "unit": { "const": "as-soon-as-possible" } } },
            "then" = { "properties": { "n": false } },
            "else" = { "required": ["n"] }
        )
    )]
    Limit {
        /// The unit.
        unit: LimitUnit,
        /// The event it runs from, in words.
        from: Words,
    } may {
        /// How many; absent for `as-soon-as-possible`.
        #[schemars(range(min = 1, max = 10_000))]
        n: u16,
    }
}

described! {
    /// Answers that cannot stand together.
    Consistency {
        /// Its id.
        id: RuleId,
        /// Whom it is about.
        subject: WordId,
        /// The combination that cannot be.
        never: Condition,
        /// What to tell the person.
        words: Words,
    } may {
        /// The facts concerned.
        facts: Vec<Name>,
        /// Why answers that the pack below takes together contradict each other here: an exception
        /// to what is proved.
        only_here: super::pack::Exception,
    }
}

described! {
    /// A place where documents differ; both are told.
    Conflict {
        /// Its id.
        id: RuleId,
        /// Whom it is about.
        subject: WordId,
        /// What it is about.
        about: Words,
    } may {
        /// What each says.
        says: Vec<Saying>,
        /// Rules, routes, steps, reviews, roles, links or actions whose answers should mention it.
        touches: Vec<Name>,
    }
}

described! {
    /// A place where documents differ; both are told, on the days that it concerns.
    DatedConflict {
        /// Its id.
        id: RuleId,
        /// Whom it is about.
        subject: WordId,
        /// What it is about.
        about: Words,
    } may {
        /// What each says.
        says: Vec<Saying>,
        /// Rules, routes, steps, reviews, roles, links or actions whose answers should mention it.
        touches: Vec<Name>,
        /// The first day that it concerns.
        from: Day,
        /// The first day that it no longer concerns.
        until: Day,
    }
}

described! {
    /// What one document says.
    Saying {
        /// In our words.
        words: Words,
        /// Where.
        #[schemars(length(min = 1))]
        cites: Vec<Citation>,
    } may {
        /// It is this that is followed, as law comes before a local paper.
        holds: bool,
    }
}
