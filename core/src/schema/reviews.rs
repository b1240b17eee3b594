//! What `pack/read_reviews.rs` takes for what a reviews edition declares.
#![expect(dead_code, reason = "described, never built")]

use super::calendar::Counted;
use super::condition::Condition;
use super::described;
use super::pack::Standing;
use super::text::{FactId, Name, RuleId, WordId, Words};
use crate::pack::{How, ReviewKind, RoleKind, Urgency};
use schemars::JsonSchema;

described! {
    /// A review or notification that an incident may call for.
    Review {
        /// Its id.
        id: WordId,
        /// Whom it is about.
        subject: WordId,
        /// What a person reads.
        label: Words,
        /// What kind of thing it is.
        kind: ReviewKind,
        /// The body on which the duty or power lies.
        who: Words,
        /// What it is for.
        purpose: Words,
        /// How soon it wants acting on; it orders the questions.
        urgency: Urgency,
        /// Who says so.
        #[schemars(flatten)]
        standing: Standing,
    } may {
        /// Where this is false it is not applicable.
        scope: Condition,
    }
}

described! {
    /// What a body does in a review.
    Role {
        /// Its id.
        id: RuleId,
        /// Whom it is about.
        subject: WordId,
        /// The review.
        review: WordId,
        /// What kind of part it plays.
        role: RoleKind,
        /// The body.
        who: Words,
        /// What it does.
        does: Words,
        /// Who says so.
        #[schemars(flatten)]
        standing: Standing,
    } may {
        /// When it plays that part; absent: always.
        when: Condition,
        /// The role of the base that it replaces.
        overrides: RuleId,
    }
}

described! {
    /// Another process beside a review.
    Link {
        /// Its id.
        id: RuleId,
        /// Whom it is about.
        subject: WordId,
        /// The review.
        review: WordId,
        /// The other process, in words.
        with: Words,
        /// How the two stand to each other.
        how: How,
        /// What that means.
        words: Words,
        /// Who says so.
        #[schemars(flatten)]
        standing: Standing,
    } may {
        /// When; absent: always.
        when: Condition,
        /// The link of the base that it replaces.
        overrides: RuleId,
    }
}

described! {
    /// Something that happens on a day in the course of a review.
    Event {
        /// Its id; the key of its day in a request.
        id: WordId,
        /// Whom it is about.
        subject: WordId,
        /// What happened, as a person reads it.
        label: Words,
        /// What a person is asked.
        #[schemars(regex(pattern = r"\?$"))]
        question: String,
    } may {
        /// The events that cannot come later; `incident` is the incident itself.
        after: Vec<Name>,
        /// A planned day, which may lie after `as_of`.
        may_lie_ahead: bool,
        /// The event of the base, of the same id, that it is given again in place of.
        overrides: WordId,
    }
}

described! {
    /// Something to be done in the course of a review.
    Action {
        /// Its id.
        id: RuleId,
        /// Whom it is about.
        subject: WordId,
        /// The review that it belongs to.
        review: WordId,
        /// Who acts.
        who: Words,
        /// What they do.
        does: Words,
        /// The event that shows that it was done.
        done_by: WordId,
        /// Who says so.
        #[schemars(flatten)]
        standing: Standing,
    } may {
        /// Who receives it.
        to: Vec<Name>,
        /// When there is such an action; absent: when the review may, should or must be held.
        when: Condition,
        /// When it is due; without one it has an order but no date.
        clock: Clock,
        /// The events that come first.
        needs: Vec<Name>,
        /// Further counts to be shown.
        also: Vec<Also>,
        /// The action of the base that it replaces.
        overrides: RuleId,
        /// What a reader should know.
        note: Words,
    }
}

described! {
    /// When something is due: so many of a unit from an event.
    Clock {
        /// What it runs from.
        from: ClockStart,
        /// How much, and how it is counted.
        #[schemars(flatten)]
        period: Counted,
    }
}

/// What a clock runs from.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum ClockStart {
    /// An event.
    Event(WordId),
    /// The event that a setting names.
    Setting(EventSet),
    /// The day on which another action is due.
    Due(DueReference),
}

described! {
    /// The event that a setting names.
    EventSet {
        /// The setting's id.
        setting: FactId,
    }
}

described! {
    /// The day on which an action is due.
    DueReference {
        /// The action's id.
        due: RuleId,
    }
}

described! {
    /// A further count of an action.
    Also {
        /// What it says.
        label: Words,
        /// The count.
        clock: Clock,
    } may {
        /// It is shown only where this action is, or may be, late.
        when_late: RuleId,
    }
}
