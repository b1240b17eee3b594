//! What `wire/audits.rs` takes for a request.
#![expect(dead_code, reason = "described, never built")]

use super::described;
use super::request::CalendarGiven;
use super::text::{Day, Name, SettingValue, Words};
use schemars::JsonSchema;
use serde_json::Value;
use std::collections::BTreeMap;

/// Describes the word for one question.
macro_rules! word {
    ($word:ident::$variant:ident) => {
        #[derive(JsonSchema)]
        #[schemars(rename_all = "kebab-case", inline)]
        enum $word {
            $variant,
        }
    };
}
/// The words for the questions about audits.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case", inline)]
enum AuditsWord {
    Audits,
    AuditsCalendar,
    AuditsTimeline,
}
word!(ReturnsWord::AuditReturns);
word!(ReportWord::AnnualReport);

described! {
    /// What falls due, on whom, when, and where it stands.
    #[schemars(title = "A question about audits")]
    Audits {
        /// What is asked.
        question: AuditsWord,
        /// The pack.
        pack: Words,
        /// The day on which it is asked where everything stands.
        as_of: Day,
        /// The first day of the span.
        from: Day,
        /// The first day outside it.
        until: Day,
    } may {
        /// Values for settings; `null`: not set.
        settings: BTreeMap<String, Option<SettingValue>>,
        /// The agencies.
        agencies: Vec<Agency>,
        /// What happened.
        happened: Vec<Entry>,
        /// Only these programmes.
        programmes: Vec<Name>,
        /// Whether the recurring duties are wanted; they are when absent.
        duties: bool,
        /// Whether the steps are wanted; they are when absent.
        steps: bool,
        /// The table of working days; `england-and-wales` when absent.
        calendar: CalendarGiven,
        /// Give the answer together with the request, as a record.
        record: bool,
    }
}

described! {
    /// An agency.
    Agency {
        /// Its name.
        agency: Words,
    } may {
        /// What a person reads.
        label: Words,
        /// What it is.
        types: Vec<TypeGiven>,
        /// First day it exists or takes part.
        from: Day,
        /// First day it no longer does.
        until: Day,
        /// The agency that took it over.
        became: Words,
        /// The agency that answers for it.
        answered_by: Words,
    }
}

/// An agency type, perhaps from one day until another.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum TypeGiven {
    Always(String),
    Between(Between),
}

described! {
    /// An agency type from one day until another.
    Between {
        /// The type.
        r#type: Words,
    } may {
        /// First day.
        from: Day,
        /// First day no longer.
        until: Day,
    }
}

/// Something that happened.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum Entry {
    Phase(OfPhase),
    Duty(OfDuty),
}

described! {
    /// Something that happened in a phase.
    OfPhase {
        /// The programme.
        programme: Words,
        /// The phase.
        phase: Words,
        /// The calendar year in which its year begins.
        #[schemars(range(min = 1, max = 9999))]
        year: u16,
        /// The word of the step, or `waived`.
        what: Words,
        /// When; what is no date is answered all the same, as a problem.
        on: Value,
    } may {
        /// The agency; absent: every one without an entry of its own.
        agency: Words,
        /// Why, where it was waived.
        reason: Words,
    }
}

described! {
    /// Something that happened of a duty.
    OfDuty {
        /// The duty.
        duty: Words,
        /// The word for it.
        what: Words,
        /// When; what is no date is answered all the same, as a problem.
        on: Value,
    } may {
        /// The agency.
        agency: Words,
        /// The first day of the period that it answers.
        r#for: Day,
        /// Why.
        reason: Words,
    }
}

described! {
    /// What returns say, standard by standard.
    #[schemars(title = "A question about returns")]
    Returns {
        /// What is asked.
        question: ReturnsWord,
        /// The pack.
        pack: Words,
        /// The day on which it is asked where the actions stand.
        as_of: Day,
        /// The set of standards.
        set: Words,
        /// The scale.
        scale: Words,
    } may {
        /// The worst ratings are wanted too.
        overall: bool,
        /// The returns.
        returns: Vec<Return>,
        /// Give the answer together with the request, as a record.
        record: bool,
    }
}

described! {
    /// The return of one agency.
    Return {
        /// The agency.
        agency: Words,
    } may {
        /// When it came.
        on: Value,
        /// The year of the cycle that it is of.
        #[schemars(range(min = 1, max = 9999))]
        year: u16,
        /// What earlier cycles left open: `carry` of the answer to their returns.
        carried: Vec<Carried>,
        /// What is said of each standard.
        ratings: Vec<Rated>,
    }
}

described! {
    /// What is said of one standard.
    Rated {
        /// The standard.
        standard: Words,
    } may {
        /// What the agency gives itself.
        #[schemars(rename = "self")]
        own: Words,
        /// What peers give it.
        peer: Words,
        /// How many pieces of evidence are named.
        #[schemars(range(max = 1_000_000))]
        evidence: u32,
        /// Why it does not apply.
        not_applicable: String,
        /// What is to be done about it.
        actions: Vec<Planned>,
    }
}

described! {
    /// Something that an earlier cycle left open.
    Carried {
        /// The standard that it is about.
        standard: Words,
        /// Its name.
        action: Words,
    } may {
        /// Who does it.
        owner: Words,
        /// By when.
        due: Value,
        /// When it was closed.
        closed: Value,
        /// The year of the cycle in which it arose.
        #[schemars(range(min = 1, max = 9999))]
        from: u16,
    }
}

described! {
    /// Something that is to be done about a standard.
    Planned {
        /// Its name.
        action: Words,
    } may {
        /// Who does it.
        owner: Words,
        /// By when.
        due: Value,
        /// When it was closed.
        closed: Value,
        /// The year of the cycle that it is carried over from.
        #[schemars(range(min = 1, max = 9999))]
        from: u16,
    }
}

described! {
    /// What a report has to have, and what of it is there.
    #[schemars(title = "A question about a report")]
    Report {
        /// What is asked.
        question: ReportWord,
        /// The pack.
        pack: Words,
        /// The day whose rules count.
        as_of: Day,
    } may {
        /// The report; `annual-report` when absent.
        report: Words,
        /// When it was published.
        published: Value,
        /// Whether each part is there; `null`: not known.
        parts: BTreeMap<String, Option<bool>>,
        /// Values for settings; `null`: not set.
        settings: BTreeMap<String, Option<SettingValue>>,
        /// Give the answer together with the request, as a record.
        record: bool,
    }
}
