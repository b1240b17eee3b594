//! The answer about reviews, as data; its serialization is what the wire sends.

use super::rules::ReviewLabels;
use super::seen::Seen;
use crate::calendar::Period;
use crate::case::State;
use crate::citation::{Grounds, words};
use crate::date::Day;
pub use crate::decision::{CalendarNamed, Days, NumberOfDays, Standing};
use crate::decision::{
    ConflictTouched, EditionNamed, Inconsistency, NextQuestion, OpenSetting, Prompted, StateGiven,
    answers,
};
use crate::finding::{Finding, is_false};
use crate::pack::{How, Modality, ReviewKind, RoleKind};
use crate::truth::Truth;
use serde::Serialize;

words! {
    /// Whether a review's criteria are met.
    Met {
        /// They are: it may, should or must be held.
        Met = "met",
        /// They are not.
        NotMet = "not-met",
        /// Age, place or time rule it out.
        NotApplicable = "not-applicable",
        /// Two ways of filling the gaps give different answers.
        CannotTell = "cannot-tell",
    }
}

answers! {
    /// The whole answer about reviews.
    ReviewDecision {
        /// `reviews`.
        #[cfg_attr(feature = "schema", schemars(extend("const" = "reviews")))]
        answer: &'static str,
        /// The pack asked.
        pack: &'k str,
        /// Whom it is about.
        subject: &'k str,
        /// The day on which it is asked where everything stands.
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Day"))]
        as_of: Day,
        /// Whether this is such a subject.
        applies: Truth,
        /// The days that the incident can have happened on.
        incident: Days,
        /// Every review, in the order of the pack.
        reviews: Vec<ReviewAnswer<'k>>,
        /// Every action that applies or may apply, in the order of the pack.
        actions: Vec<ActionAnswer<'k>>,
        /// The action to take next.
        next_action: Option<&'k str>,
        /// Events that cannot be as they were given, and why due days could not be counted.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        problems: Vec<EventProblem>,
        /// Things for a person to weigh.
        prompts: Vec<Prompted<'k>>,
        /// What the rules showed.
        findings: Vec<Finding<'k>>,
        /// The facts that could still change the answer, most urgent first.
        missing: Vec<MissingForReviews<'k>>,
        /// The events that leave an action open.
        missing_events: Vec<EventMissing<'k>>,
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
        /// `false` when the search was stopped at its limit.
        exact: bool,
        /// The table of working days by which everything was counted.
        calendar: CalendarNamed<'k>,
        /// Notices of the editions it rests on, and of the table of working days.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        notices: Vec<&'k str>,
        /// The documents it rests on, with their digests.
        editions: Vec<EditionNamed<'k>>,
        /// The version of the library.
        version: &'static str,
        /// The words for facts and events; not part of the answer on the wire.
        #[serde(skip)]
        labels: ReviewLabels<'k>,
    }

    /// The outcome only.
    ReviewsBrief {
        /// `reviews`.
        #[cfg_attr(feature = "schema", schemars(extend("const" = "reviews")))]
        answer: &'static str,
        /// The pack asked.
        pack: &'k str,
        /// Whom it is about.
        subject: &'k str,
        /// The day on which it is asked where everything stands.
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Day"))]
        as_of: Day,
        /// Whether this is such a subject.
        applies: Truth,
        /// Every review, in the order of the pack.
        reviews: Vec<ReviewBrief<'k>>,
        /// `false` when the search was stopped at its limit.
        exact: bool,
        /// The documents it rests on, with their digests.
        editions: Vec<EditionNamed<'k>>,
        /// The version of the library.
        version: &'static str,
    }

    /// A review in an answer of the outcome only.
    ReviewBrief {
        /// The review.
        review: &'k str,
        /// Whether its criteria are met.
        outcome: Met,
        /// Reached in every way of filling the gaps.
        at_least: Modality,
        /// The firmest reached in some.
        at_most: Modality,
    }

    /// One review: whether it may, should or must be held, and who does what in it.
    ReviewAnswer {
        /// The review.
        review: &'k str,
        /// What a person reads.
        label: &'k str,
        /// What kind of thing it is.
        kind: ReviewKind,
        /// The body on which the duty or power lies.
        who: &'k str,
        /// Whether its criteria are met.
        outcome: Met,
        /// Whether age, place and time are such that it can be held at all.
        scope: Truth,
        /// Reached in every way of filling the gaps.
        at_least: Modality,
        /// The firmest reached in some.
        at_most: Modality,
        /// The two are the same.
        settled: bool,
        /// The true rules that carry `at_least`.
        rules: Vec<&'k str>,
        /// Who does what.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        roles: Vec<RoleAnswer<'k>>,
        /// What runs beside it.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        links: Vec<LinkAnswer<'k>>,
        /// Who says so.
        #[serde(flatten)]
        grounds: Grounds<'k>,
    }

    /// What a body does in a review.
    RoleAnswer {
        /// What kind of part it plays.
        role: RoleKind,
        /// The body.
        who: &'k str,
        /// What it does.
        does: &'k str,
        /// `true` or `unknown`.
        truth: Truth,
        /// The editions that have it in these words, where others that are possible have it in
        /// other words.
        #[serde(skip_serializing_if = "Option::is_none")]
        edition: Option<EditionDays>,
        /// Who says so.
        #[serde(flatten)]
        grounds: Grounds<'k>,
    }

    /// Another process beside a review.
    LinkAnswer {
        /// The other process.
        with: &'k str,
        /// How the two stand to each other.
        how: How,
        /// What that means.
        words: &'k str,
        /// `true` or `unknown`.
        truth: Truth,
        /// The editions that have it in these words, where others that are possible have it in
        /// other words.
        #[serde(skip_serializing_if = "Option::is_none")]
        edition: Option<EditionDays>,
        /// Who says so.
        #[serde(flatten)]
        grounds: Grounds<'k>,
    }

    /// Something to be done, and where it stands.
    ActionAnswer {
        /// Its id.
        action: &'k str,
        /// The editions that have it in these words, where others that are possible have it in
        /// other words.
        #[serde(skip_serializing_if = "Option::is_none")]
        edition: Option<EditionDays>,
        /// The review that it belongs to.
        review: &'k str,
        /// `true` or `unknown`.
        applies: Truth,
        /// Who acts.
        who: &'k str,
        /// What they do.
        does: &'k str,
        /// Who receives it.
        #[serde(skip_serializing_if = "<[String]>::is_empty")]
        to: &'k [String],
        /// Where it stands.
        state: Standing,
        /// The states that are possible, where that is more than one.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        could_be: Vec<Standing>,
        /// When it is due; the earliest day is the safe one.
        #[serde(skip_serializing_if = "Option::is_none")]
        due: Option<Days>,
        /// The day that it is due lies outside the table of working days.
        #[serde(skip_serializing_if = "is_false")]
        outside: bool,
        /// Calendar days after the day it was due.
        #[serde(skip_serializing_if = "Option::is_none")]
        overdue_days: Option<NumberOfDays>,
        /// When it was done.
        #[serde(skip_serializing_if = "Option::is_none")]
        done: Option<Days>,
        /// Whether it was done by the day it was due.
        #[serde(skip_serializing_if = "Option::is_none")]
        in_time: Option<Truth>,
        /// By how many calendar days it was late.
        #[serde(skip_serializing_if = "Option::is_none")]
        late_days: Option<NumberOfDays>,
        /// The events that are not known and leave it open.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        waits_for: Vec<&'k str>,
        /// The events that come first and are not recorded as having happened.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        needs: Vec<&'k str>,
        /// How it is counted.
        #[serde(skip_serializing_if = "Option::is_none")]
        clock: Option<ClockShown<'k>>,
        /// Further counts.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        also: Vec<AlsoCounted<'k>>,
        /// What a reader should know.
        #[serde(skip_serializing_if = "Option::is_none")]
        note: Option<&'k str>,
        /// Who says so.
        #[serde(flatten)]
        #[cfg_attr(feature = "schema", schemars(with = "Grounds<'k>"))]
        grounds: Option<Grounds<'k>>,
    }

    /// A further count of an action.
    AlsoCounted {
        /// What it says.
        label: &'k str,
        /// How it is counted.
        clock: ClockShown<'k>,
        /// The day it comes to.
        #[serde(skip_serializing_if = "Option::is_none")]
        due: Option<Days>,
        /// That day lies outside the table of working days.
        #[serde(skip_serializing_if = "is_false")]
        outside: bool,
    }

    /// How something is counted.
    ClockShown {
        /// The event it runs from; absent where an open setting names it.
        #[serde(skip_serializing_if = "Option::is_none")]
        from: Option<&'k str>,
        /// The action from whose due day it runs.
        #[serde(skip_serializing_if = "Option::is_none")]
        due_of: Option<&'k str>,
        /// Unit, number, direction and counting.
        #[serde(flatten)]
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Counted"))]
        period: &'k Period,
    }

    /// A fact that could still change the answer.
    MissingForReviews {
        /// The fact.
        fact: &'k str,
        /// Why it has no full value.
        state: State,
        /// The reviews that it could decide.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        reviews: Vec<&'k str>,
        /// The actions whose being there it could decide.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        actions: Vec<&'k str>,
    }

    /// An event that leaves an action open.
    EventMissing {
        /// The event.
        event: &'k str,
        /// What happened, as a person reads it.
        label: &'k str,
        /// What a person is asked.
        question: &'k str,
    }
}

/// An event that cannot be as it was given, or why due days could not be counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EventProblem {
    /// A stable word.
    pub code: &'static str,
    /// Where: a JSON pointer into the request.
    pub at: String,
    /// What was found, what was expected, what to do.
    pub message: String,
}

/// The days of the incident for which something is said in these words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EditionDays {
    /// The first.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Day"))]
    pub from: Day,
    /// The first for which it no longer is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::Day>"))]
    pub until: Option<Day>,
}

impl EditionDays {
    pub(super) fn of<T>(seen: &Seen<'_, T>) -> Option<EditionDays> {
        seen.edition.map(|(from, until)| EditionDays { from, until })
    }
}
