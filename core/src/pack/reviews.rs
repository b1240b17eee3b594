//! What an edition of the family `reviews` declares: reviews, roles, links, events and actions.

use super::Urgency;
use crate::calendar::Period;
use crate::citation::{Standing, words};
use crate::condition::Condition;

words! {
    /// How firmly a review is called for; the firmest last.
    Modality {
        /// Nothing says that it may be held.
        NotAvailable = "not-available",
        /// It may be held.
        Power = "power",
        /// Guidance expects it.
        Expectation = "expectation",
        /// It must be held.
        Duty = "duty",
    }
}

words! {
    /// What kind of thing an incident calls for.
    ReviewKind {
        /// A review.
        Review = "review",
        /// Somebody must be told.
        Notification = "notification",
        /// An enquiry.
        Enquiry = "enquiry",
    }
}

words! {
    /// What a body does in a review.
    RoleKind {
        /// Tells others of the incident.
        Notifies = "notifies",
        /// Is told, or gets the referral.
        Receives = "receives",
        /// Leads.
        Leads = "leads",
        /// Considers whether there should be one.
        Considers = "considers",
        /// Recommends.
        Recommends = "recommends",
        /// Decides.
        Decides = "decides",
        /// Is informed of what was decided.
        Informed = "informed",
        /// Takes part.
        TakesPart = "takes-part",
        /// Supervises the review or what follows from it.
        Supervises = "supervises",
    }
}

words! {
    /// How another process stands to a review.
    How {
        /// Both are held, and joined or co-ordinated.
        Together = "together",
        /// Neither waits for the other.
        Beside = "beside",
        /// One makes the other unnecessary.
        Instead = "instead",
        /// What is learnt goes there.
        Feeds = "feeds",
    }
}

/// A review or notification that an incident may call for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// Lower case words joined by `-`.
    pub id: String,
    /// Whom it is about.
    pub subject: String,
    /// What a person reads.
    pub label: String,
    /// What kind of thing it is.
    pub kind: ReviewKind,
    /// The body on which the duty or power lies.
    pub who: String,
    /// What it is for.
    pub purpose: String,
    /// How soon it wants acting on; it orders the questions.
    pub urgency: Urgency,
    /// Where this is false it is not applicable.
    pub scope: Option<Condition>,
    /// Who says so.
    pub standing: Standing,
}

/// What a body does in a review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// Like a rule's id.
    pub id: String,
    /// Whom it is about.
    pub subject: String,
    /// The review.
    pub review: String,
    /// What kind of part it plays.
    pub role: RoleKind,
    /// The body.
    pub who: String,
    /// What it does.
    pub does: String,
    /// When it plays that part; absent: always.
    pub when: Option<Condition>,
    /// The role of the base that it replaces.
    pub overrides: Option<String>,
    /// Who says so.
    pub standing: Standing,
}

/// Another process beside a review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Like a rule's id.
    pub id: String,
    /// Whom it is about.
    pub subject: String,
    /// The review.
    pub review: String,
    /// The other process, in words.
    pub with: String,
    /// How the two stand to each other.
    pub how: How,
    /// What that means.
    pub words: String,
    /// When; absent: always.
    pub when: Option<Condition>,
    /// The link of the base that it replaces.
    pub overrides: Option<String>,
    /// Who says so.
    pub standing: Standing,
}

/// Something that happens on a day in the course of a review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Lower case words joined by `-`; the key of its day in a request.
    pub id: String,
    /// Whom it is about.
    pub subject: String,
    /// What happened, as a person reads it.
    pub label: String,
    /// What a person is asked.
    pub question: String,
    /// The events that cannot come later.
    pub after: Vec<String>,
    /// A planned day, which may lie after `as_of`.
    pub may_lie_ahead: bool,
    /// The event of the base, of the same name, that it is given again in place of.
    pub overrides: Option<String>,
}

/// Something to be done in the course of a review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// Like a rule's id.
    pub id: String,
    /// Whom it is about.
    pub subject: String,
    /// The review that it belongs to.
    pub review: String,
    /// Who acts.
    pub who: String,
    /// What they do.
    pub does: String,
    /// Who receives it.
    pub to: Vec<String>,
    /// When there is such an action; absent: when the review may, should or must be held.
    pub when: Option<Condition>,
    /// When it is due; without one it has an order but no date.
    pub clock: Option<Clock>,
    /// The event that shows that it was done.
    pub done_by: String,
    /// The events that come first.
    pub needs: Vec<String>,
    /// Further counts to be shown.
    pub also: Vec<Also>,
    /// The action of the base that it replaces.
    pub overrides: Option<String>,
    /// What a reader should know.
    pub note: Option<String>,
    /// Who says so.
    pub standing: Standing,
}

/// When something is due: so many of a unit from an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clock {
    /// What it runs from.
    pub from: ClockStart,
    /// How much, in which unit, counted in which way.
    pub period: Period,
}

/// What a clock runs from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClockStart {
    /// An event.
    Event(String),
    /// The event that a setting names.
    Setting(String),
    /// The day on which another action is due.
    Due(String),
}

/// A further count of an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Also {
    /// What it says.
    pub label: String,
    /// The count.
    pub clock: Clock,
    /// It is shown only where this action is, or may be, late.
    pub when_late: Option<String>,
}

/// The event that every case has: the incident itself.
pub(crate) const INCIDENT: &str = "incident";
