//! Facts: what a person is asked, and what kinds of answer there are.

use crate::citation::{Citation, words};
use crate::condition::Condition;
use serde::Serialize;

words! {
    /// What kind of answer a fact takes.
    Kind {
        /// Yes or no.
        YesNo = "yes-no",
        /// A whole number, 0 or more.
        Count = "count",
        /// A day, or what is known of it.
        Date = "date",
        /// One of the options.
        Choice = "choice",
        /// Any of the options.
        Choices = "choices",
    }
}

words! {
    /// How heavy a question is for the person asked about; lighter ones are asked first.
    Burden {
        /// An everyday question.
        Plain = "plain",
        /// A question one asks with care: crime, money, conflict.
        Sensitive = "sensitive",
        /// Special-category data in the sense of data-protection law: health, sexual life, religion …
        SpecialCategory = "special-category",
    }
}

/// One option of a choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FactOption {
    /// Lower case words joined by `-`.
    pub id: String,
    /// What a person reads.
    pub label: String,
}

/// A fact that an edition declares: its question and the kind of answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Lower case words joined by `_`; the key of the answer and the name of the column.
    pub id: String,
    /// The subjects for whom it is asked.
    pub subjects: Vec<String>,
    /// The kind of answer.
    pub kind: Kind,
    /// What a person is asked.
    pub question: String,
    /// How to decide.
    pub help: Option<String>,
    /// How heavy the question is.
    pub burden: Burden,
    /// Heading under which a form shows it.
    pub theme: Option<String>,
    /// Counts: what is counted.
    pub unit: Option<String>,
    /// Choices: what can be chosen.
    pub options: Vec<FactOption>,
    /// A date of birth, which may lie ahead.
    pub birth: bool,
    /// The day of the incident, which decides which edition of a reviews pack applies.
    pub incident_day: bool,
    /// Where this is false the question is not put. It never changes what is true.
    pub asked_when: Option<Condition>,
    /// Its turn comes among the questions about what is planned, however urgent what it decides.
    pub asked_late: bool,
    /// Choice: the options stand in order, each of more concern than the one before.
    pub graded: bool,
    /// Why more concern about it may lower what is reached; proofs about a pack read it alone.
    pub may_ease: Option<Exception>,
    /// Why it is asked although no answer changes what is shown; proofs about a pack read it alone.
    pub for_record: Option<Exception>,
}

/// Why something that would be a finding about a pack is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    /// In words.
    pub words: String,
    /// Where it stands; never empty.
    pub cites: Vec<Citation>,
}

impl Fact {
    /// The position of an option.
    pub(crate) fn option_index(&self, id: &str) -> Option<usize> {
        self.options.iter().position(|option| option.id == id)
    }
}
