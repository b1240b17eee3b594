//! What `pack/read.rs` takes for a pack's document.
#![expect(dead_code, reason = "described, never built")]

use super::condition::Condition;
use super::described;
use super::reviews::{Action, Event, Link, Review, Role};
use super::rule::{Conflict, Consent, Consistency, Level, Rule, Step, Subject};
use super::text::{Count, Day, FactId, Name, PartialDate, WordId, Words, one};
use crate::citation::{Basis, Evidence, Strength};
use crate::fact::{Burden, Kind};
use schemars::JsonSchema;

/// One file of a pack: an edition, or the list of the documents that an authority's rules cite.
///
/// What every key means stands in `core/packs/FORMAT.md`, `core/packs/REVIEWS.md`,
/// `core/packs/AUDITS.md` and `core/packs/MEMBERSHIP.md`. Ids that are referred to but not
/// declared, texts that stand twice and the like are found only when a pack is loaded.
#[derive(JsonSchema)]
#[schemars(title = "A pack document", untagged)]
pub(crate) enum Document {
    Thresholds(ThresholdsEdition),
    Reviews(ReviewsEdition),
    Audits(super::audits::AuditsEdition),
    Membership(super::membership::MembershipEdition),
    Sources(SourcesDocument),
}

described! {
    /// The documents that an authority's rules cite.
    #[schemars(title = "A sources document")]
    SourcesDocument {
        /// The version of the format.
        #[schemars(schema_with = "one")]
        format: u8,
        /// The authority.
        pack: WordId,
    } may {
        /// The documents.
        sources: Vec<Source>,
    }
}

#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase", inline)]
enum ThresholdsWord {
    Thresholds,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase", inline)]
enum ReviewsWord {
    Reviews,
}

described! {
    /// What every edition has.
    Edition {
        /// The version of the format.
        #[schemars(schema_with = "one")]
        format: u8,
        /// The authority.
        pack: WordId,
        /// What a person would call this edition.
        title: Words,
        /// First day it applies.
        from: Day,
        /// The day somebody last compared it with its sources.
        checked_on: Day,
    } may {
        /// First day it no longer applies; absent: open.
        until: Day,
        /// The `from` of an earlier edition of the same pack that this one starts from.
        amends: Day,
        /// With `amends`: ids of the earlier edition that are gone.
        drops: Vec<Name>,
        /// Another pack whose edition in force on the day lies underneath.
        extends: WordId,
        /// Nothing in it is anybody's adopted policy.
        illustrative: bool,
        /// Words shown with every answer that rests on this edition.
        notice: Words,
        /// Like the sources document, for packs that are one file.
        sources: Vec<Source>,
        /// What a person is asked.
        facts: Vec<Fact>,
        /// What the text leaves open.
        settings: Vec<Setting>,
        /// Whom a request can be about.
        subjects: Vec<Subject>,
        /// The rules.
        rules: Vec<Rule>,
        /// Answers that cannot stand together.
        consistency: Vec<Consistency>,
        /// Places where the documents differ.
        conflicts: Vec<Conflict>,
    }
}

described! {
    /// The rules of one authority about levels of need, routes and tests, from one day on.
    #[schemars(title = "A thresholds edition")]
    ThresholdsEdition {
        /// Which rules these are.
        family: ThresholdsWord,
        /// What every edition has.
        #[schemars(flatten)]
        edition: Edition,
    } may {
        /// The levels of need, for each subject from 1 without gaps.
        levels: Vec<Level>,
        /// What has to be agreed.
        consent: Vec<Consent>,
        /// The steps of the pathway, in order.
        steps: Vec<Step>,
    }
}

described! {
    /// The rules of one authority about reviews and notifications, for the incidents from one day
    /// on.
    #[schemars(title = "A reviews edition")]
    ReviewsEdition {
        /// Which rules these are.
        family: ReviewsWord,
        /// What every edition has.
        #[schemars(flatten)]
        edition: Edition,
    } may {
        /// What an incident may call for.
        reviews: Vec<Review>,
        /// Who does what in a review.
        roles: Vec<Role>,
        /// What runs beside a review.
        links: Vec<Link>,
        /// What happens on a day in the course of a review.
        events: Vec<Event>,
        /// What is to be done, and by when.
        actions: Vec<Action>,
    }
}

described! {
    /// A published document that rules cite.
    Source {
        /// Its id.
        id: WordId,
        /// The document's own title.
        title: Words,
        /// Who published it.
        publisher: Words,
    } may {
        /// When.
        date: PartialDate,
        /// Where it can be read.
        link: Words,
        /// What a reader has to know of the document itself, as that it may have been replaced.
        caution: Words,
    }
}

described! {
    /// A place in a source.
    Citation {
        /// The id of the source.
        source: WordId,
        /// Paragraph, section, page or row.
        at: Words,
    }
}

described! {
    /// Who says so.
    Standing {
        /// How strongly it binds.
        strength: Strength,
        /// What kind of text it rests on.
        basis: Basis,
        /// How surely it says what the text says.
        evidence: Evidence,
        /// Where it stands.
        #[schemars(length(min = 1))]
        cites: Vec<Citation>,
    }
}

described! {
    /// One option of a choice.
    FactOption {
        /// Its id.
        id: WordId,
        /// What a person reads.
        label: Words,
    }
}

described! {
    /// A question and the kind of answer it takes.
    Fact {
        /// The key of the answer and the name of the column.
        id: FactId,
        /// The subjects for whom it is asked.
        #[schemars(length(min = 1))]
        subject: Vec<Name>,
        /// The kind of answer.
        kind: Kind,
        /// What a person is asked.
        #[schemars(regex(pattern = r"\?$"))]
        question: String,
        /// How heavy the question is.
        burden: Burden,
    } may {
        /// How to decide.
        help: Words,
        /// Heading under which a form shows it.
        theme: Words,
        /// Counts: what is counted.
        unit: Words,
        /// Choice and choices: what can be chosen.
        options: Vec<FactOption>,
        /// Date: a date of birth, which may lie ahead.
        birth: bool,
        /// Date, in a reviews edition: the day of the incident, on which ages are counted.
        incident_day: bool,
        /// Where this is false the question is not put. It never changes what is true.
        asked_when: Condition,
        /// Its turn comes among the questions about what is planned, however urgent what it decides.
        asked_late: bool,
        /// Choice: the options stand in order, each of more concern than the one before.
        graded: bool,
        /// Why more concern about it may lower what is reached: an exception to what is proved.
        may_ease: Exception,
        /// Why it is asked although no answer changes what is shown: an exception to what is proved.
        for_record: Exception,
    }
}

described! {
    /// Why something that would be a finding about a pack is meant.
    Exception {
        /// In words.
        words: Words,
        /// Where it stands.
        #[schemars(length(min = 1))]
        cites: Vec<Citation>,
    }
}

/// A value that the text leaves open.
#[derive(JsonSchema)]
#[schemars(untagged)]
pub(crate) enum Setting {
    Count(CountSetting),
    Day(DaySetting),
    Event(EventSetting),
    Choice(ChoiceSetting),
}

/// The subjects of an edition.
pub(crate) type Subjects = Vec<Subject>;

/// The places where the documents of an edition differ.
pub(crate) type Conflicts = Vec<Conflict>;

/// Describes a setting of one kind, and the values of it that were seen.
macro_rules! setting {
    ($about:literal, $word:ident::$variant:ident, $name:ident, $seen:ident, $kind:ty,
     $($(#[$meta:meta])* $bound:ident: $bound_kind:ty)?) => {
        #[derive(JsonSchema)]
        #[schemars(rename_all = "lowercase", inline)]
        enum $word {
            $variant,
        }

        described! {
            #[doc = $about]
            $name {
                /// Its id.
                id: FactId,
                /// The kind of value.
                kind: $word,
                /// What it is.
                label: Words,
                /// Who sets it.
                set_by: Words,
                /// Who says so.
                #[schemars(flatten)]
                standing: Standing,
            } may {
                $($(#[$meta])* $bound: $bound_kind,)?
                /// The published value, where there is one.
                default: $kind,
                /// Values seen in practice; of an event, those to choose from.
                choices: Vec<$seen>,
                /// The setting of the base that it replaces.
                overrides: FactId,
            }
        }

        described! {
            /// A value of a setting seen in practice.
            $seen {
                /// The value.
                value: $kind,
                /// Where it was seen.
                seen_at: Words,
                /// The citations.
                #[schemars(length(min = 1))]
                cites: Vec<Citation>,
            } may {
                /// What the value is called, where its word alone says too little.
                label: Words,
            }
        }
    };
}

setting!(
    "A whole number that the text leaves open.",
    CountWord::Count,
    CountSetting,
    CountSeen,
    Count,
    /// The least value that makes sense; 1 when absent.
    min: Count
);
setting!(
    "A day that the text leaves open, such as one on which something begins.",
    DayWord::Day,
    DaySetting,
    DaySeen,
    Day,
    /// A day before which it is known not to lie.
    not_before: Day
);
setting!(
    "An event that the text leaves open, such as the start of a clock.",
    EventWord::Event,
    EventSetting,
    EventSeen,
    WordId,
);
setting!(
    "A word that the text leaves open, such as the kind of a year.",
    ChoiceWord::Choice,
    ChoiceSetting,
    ChoiceSeen,
    WordId,
);
