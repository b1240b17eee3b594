//! What `wire/request.rs`, `wire/reviews.rs`, `wire/deadlines.rs` and `wire/answers.rs` take for a
//! request.
#![expect(dead_code, reason = "described, never built")]

use super::calendar::{Calendar, Counted};
use super::text::{
    Day, LevelNumber, No, PartialDate, SettingValue, Whole, WordId, Words, one, yes,
};
use super::{described, membership_asked};
use crate::decision::Explain;
use schemars::JsonSchema;
use serde_json::Value;
use std::collections::BTreeMap;

/// A text for `answer` (a question about thresholds, reviews, audits, membership or deadlines, two
/// calendars compared, a replay) or for `questions` (a form).
///
/// What every key means stands in `core/WIRE.md`, `core/REVIEWS.md`, `core/AUDITS.md` and
/// `core/MEMBERSHIP.md`. Which facts and events there are, of which kind and with which options, is
/// for the pack to say, so any answer of any kind is let pass here.
/// `packs` and `version` take no text.
#[derive(JsonSchema)]
#[schemars(title = "A request", untagged)]
pub(crate) enum Request {
    Thresholds(Thresholds),
    Reviews(Reviews),
    Audits(super::audits_asked::Audits),
    Returns(super::audits_asked::Returns),
    Report(super::audits_asked::Report),
    Membership(membership_asked::Membership),
    Seat(membership_asked::Seat),
    Meeting(membership_asked::Meeting),
    Authority(membership_asked::Authority),
    AuthorityTable(membership_asked::AuthorityTable),
    StructureDiagram(membership_asked::StructureDiagram),
    Deadline(Deadline),
    CompareCalendars(CompareCalendars),
    Replay(Replay),
    Form(Form),
    AuditForm(AuditForm),
    MembershipForm(super::membership_form::MembershipForm),
    Prove(super::proving_asked::Prove),
    Compare(super::proving_asked::Compare),
    WhyNot(super::proving_asked::WhyNot),
    Coverage(super::proving_asked::Coverage),
    Mutate(super::proving_asked::Mutate),
    Render(super::proving_asked::Render),
    Changes(super::proving_asked::Changes),
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

#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase", inline)]
enum DeadlineWord {
    Deadline,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case", inline)]
enum CompareCalendarsWord {
    CompareCalendars,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase", inline)]
enum ReplayWord {
    Replay,
}

described! {
    /// What the rules about thresholds indicate for one person.
    #[schemars(title = "A question about thresholds")]
    Thresholds {
        /// What is asked.
        question: ThresholdsWord,
        /// The pack.
        pack: Words,
        /// Whom it is about.
        subject: Words,
        /// The day whose rules apply.
        as_of: Day,
        /// The answers; a fact that is absent was not asked.
        facts: BTreeMap<String, Answer>,
    } may {
        /// Values for settings; `null`: not set.
        settings: BTreeMap<String, Option<SettingValue>>,
        /// How much of the reasoning the answer carries; `deciding` when absent.
        explain: Explain,
        /// The practitioner's own level.
        judgement: Judgement,
        /// Give the answer together with the request, as a record.
        record: bool,
    }
}

/// Describes a question about reviews, with what it says of an event.
macro_rules! about_reviews {
    ($name:ident, $title:literal, $event:ty) => {
        described! {
            /// What an incident calls for, who does what, and by when.
            #[schemars(title = $title)]
            $name {
                /// What is asked.
                question: ReviewsWord,
                /// The pack.
                pack: Words,
                /// Whom it is about.
                subject: Words,
                /// The day on which it is asked where everything stands.
                as_of: Day,
                /// The answers; a fact that is absent was not asked. The rules are those of the day
                /// of the incident.
                facts: BTreeMap<String, Answer>,
            } may {
                /// What is known of events; one that is absent was not recorded.
                events: BTreeMap<String, $event>,
                /// No event has happened but those given.
                no_other_events: bool,
                /// Values for settings; `null`: not set.
                settings: BTreeMap<String, Option<SettingValue>>,
                /// The table of working days; `england-and-wales` when absent.
                calendar: CalendarGiven,
                /// How much of the reasoning the answer carries; `deciding` when absent.
                explain: Explain,
                /// Give the answer together with the request, as a record.
                record: bool,
            }
        }
    };
}

about_reviews!(Reviews, "A question about reviews", Event);
// An event that is none is answered all the same, as a problem, and so may stand in a record.
about_reviews!(ReviewsAnswered, "A question about reviews that was answered", Value);

/// What is known of an event: its day, or whether it has happened.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum Event {
    /// It is not known whether it has happened, or when.
    NotKnown(()),
    /// It has happened on a day that nobody knows, or has not happened.
    Happened(bool),
    On(When),
}

/// A day as far as it is known.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum When {
    Date(PartialDate),
    Between(Between),
    Near(Near),
}

described! {
    /// Some day from the one to the other, both included.
    Between {
    } may {
        /// The earliest; no beginning when absent.
        from: PartialDate,
        /// The latest; no end when absent.
        to: PartialDate,
    }
}

described! {
    /// One unit wider on each side (a day: one week).
    Near {
        /// The date.
        about: PartialDate,
    }
}

/// The name of a table of working days at hand, or a table.
#[derive(JsonSchema)]
#[schemars(untagged)]
pub(crate) enum CalendarGiven {
    Named(WordId),
    Table(Box<Calendar>),
}

described! {
    /// When something is due.
    #[schemars(title = "A question about a deadline")]
    Deadline {
        /// What is asked.
        question: DeadlineWord,
        /// The day that it runs from.
        from: When,
        /// How much, and how it is counted.
        #[schemars(flatten)]
        period: Counted,
    } may {
        /// The table of working days; `england-and-wales` when absent.
        calendar: CalendarGiven,
    }
}

described! {
    /// Which deadlines move from one table of working days to another.
    #[schemars(title = "A question about two calendars")]
    CompareCalendars {
        /// What is asked.
        question: CompareCalendarsWord,
        /// The old table.
        old: CalendarGiven,
        /// The new one.
        new: CalendarGiven,
    } may {
        /// The deadlines.
        deadlines: Vec<NamedDeadline>,
    }
}

described! {
    /// A deadline that may move.
    NamedDeadline {
        /// What it is called.
        id: Words,
        /// The day that it runs from.
        from: When,
        /// How much, and how it is counted.
        #[schemars(flatten)]
        period: Counted,
    }
}

/// A practitioner's own level, or own view of a route.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum Judgement {
    Level(LevelJudgement),
    Route(RouteJudgement),
}

described! {
    /// A practitioner's own view of a legal route or test, with role and reason.
    RouteJudgement {
        /// The route.
        route: Words,
        /// Whether it is met.
        holds: bool,
        /// Who, by role.
        by: Words,
        /// Why.
        reason: Words,
    } may {
        /// On which day.
        on: Day,
    }
}

described! {
    /// A practitioner's own level, with role and reason.
    LevelJudgement {
        /// The level.
        level: LevelNumber,
        /// Who, by role.
        by: Words,
        /// Why.
        reason: Words,
    } may {
        /// On which day.
        on: Day,
    }
}

described! {
    /// Whether a recorded answer would be given today.
    #[schemars(title = "A replay")]
    Replay {
        /// What is asked.
        question: ReplayWord,
        /// The record.
        record: Record,
    }
}

described! {
    /// A request and the answer that was given to it.
    Record {
        /// The version of the form of records.
        #[schemars(schema_with = "one")]
        record: u8,
        /// The request; one that is refused today is a difference, no error.
        request: Value,
        /// The answer.
        answer: Value,
    }
}

described! {
    /// The questions for one subject on one day.
    #[schemars(title = "A request for a form")]
    Form {
        /// The pack.
        pack: Words,
        /// Whom it is about.
        subject: Words,
        /// The day whose rules apply; for reviews, the day of the incident.
        as_of: Day,
    } may {
        /// Which kind of question it is for; `thresholds` when absent.
        family: WithSubject,
    }
}

/// The families whose questions are about somebody.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase", inline)]
enum WithSubject {
    Thresholds,
    Reviews,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase", inline)]
enum AuditsWord {
    Audits,
}

described! {
    /// What can be given about audits.
    #[schemars(title = "A request for a form about audits")]
    AuditForm {
        /// Which kind of question it is for.
        family: AuditsWord,
        /// The pack.
        pack: Words,
        /// The day whose rules apply.
        as_of: Day,
    }
}

/// The answer to a fact: a value, `null` (asked, not known), or an object.
#[derive(JsonSchema)]
#[schemars(untagged)]
pub(crate) enum Answer {
    NotKnown(()),
    /// Yes-no.
    YesNo(bool),
    /// Count.
    Count(Whole),
    /// Date.
    Date(PartialDate),
    /// Choice: the option's id.
    Choice(WordId),
    /// Choices: exactly these options.
    Exactly(Vec<WordId>),
    Gap(Gap),
    Disputed(Disputed),
    CountRange(CountRange),
    DateRange(DateRange),
    About(About),
    Expected(Expected),
    Unborn(Unborn),
    SomeOptions(SomeOptions),
}

/// Why there is no value.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
enum GapWord {
    /// Asked, and the person declined to say.
    Declined,
    /// The question does not apply.
    NotApplicable,
    /// Asked, and not known; as `null`.
    NotKnown,
}

described! {
    /// No value, and why.
    Gap {
        /// Why.
        state: GapWord,
    }
}

#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase", inline)]
enum DisputedWord {
    Disputed,
}

described! {
    /// People say different things.
    Disputed {
        /// Why there is no value.
        state: DisputedWord,
    } may {
        /// Who says what.
        by: Vec<Said>,
    }
}

described! {
    /// What somebody says.
    Said {
        /// Who, by role.
        who: Words,
        /// The value that they give.
        says: Value,
    }
}

described! {
    /// Count: from the one number to the other, both included.
    CountRange {
    } may {
        /// The least; 0 when absent.
        from: Whole,
        /// The most; no end when absent.
        to: Whole,
    }
}

described! {
    /// Date: some day from the one to the other, both included.
    DateRange {
    } may {
        /// The earliest; no beginning when absent.
        from: PartialDate,
        /// The latest; no end when absent.
        to: PartialDate,
        /// `false`: as if it were absent.
        unborn: No,
    }
}

described! {
    /// Date: one unit wider on each side (a day: one week).
    About {
        /// The date.
        about: PartialDate,
    } may {
        /// `false`: as if it were absent.
        unborn: No,
    }
}

described! {
    /// Birth date: born from 18 weeks before the expected date of delivery to 4 weeks after it.
    Expected {
        /// The expected date of delivery.
        expected: PartialDate,
    } may {
        /// `false`: as if it were absent.
        unborn: No,
    }
}

described! {
    /// Birth date: born after `as_of`.
    Unborn {
        /// Not yet born.
        #[schemars(schema_with = "yes")]
        unborn: bool,
    }
}

described! {
    /// Choices: these options yes, those no; the others not known.
    SomeOptions {
    } may {
        /// Options that hold.
        yes: Vec<WordId>,
        /// Options that do not.
        no: Vec<WordId>,
    }
}
