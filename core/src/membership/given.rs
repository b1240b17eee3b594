//! What a question gives: lists of which perhaps not all is known, organisations, people and their
//! tests.

use crate::pack::{Commitment, SeatPart, SeatRole};
use crate::truth::Truth;
use std::collections::BTreeMap;

/// A list given: exactly those, or of others it is not known.
#[derive(Clone, Debug, Default)]
pub(crate) struct ListGiven {
    pub yes: Vec<String>,
    pub no: Vec<String>,
    /// What is named in neither is not in it.
    pub is_whole: bool,
}

impl ListGiven {
    /// Whether anything is said of what is in it.
    pub(crate) fn is_given(&self) -> bool {
        self.is_whole || !self.yes.is_empty() || !self.no.is_empty()
    }

    pub(crate) fn truth(&self, id: &str) -> Truth {
        if self.yes.iter().any(|one| one == id) {
            Truth::True
        } else if self.is_whole || self.no.iter().any(|one| one == id) {
            Truth::False
        } else {
            Truth::Unknown
        }
    }

    /// The names of the list with their places.
    pub(crate) fn places(&self, at: &str) -> Vec<(&str, String)> {
        let mut found = Vec::new();
        let mut add = |names: &'_ [String], at: String| {
            for (index, _) in names.iter().enumerate() {
                found.push(format!("{at}/{index}"));
            }
        };
        if self.is_whole {
            add(&self.yes, at.to_owned());
        } else {
            add(&self.yes, format!("{at}/yes"));
            add(&self.no, format!("{at}/no"));
        }
        self.names().zip(found).collect()
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.yes.iter().chain(&self.no).map(String::as_str)
    }
}

/// What is known of an organisation.
#[derive(Clone, Debug)]
pub(crate) struct OrganisationGiven {
    pub at: String,
    pub id: String,
    pub label: Option<String>,
    pub kinds: ListGiven,
    pub in_area: Truth,
    pub functions_in_area: Truth,
    pub named: Truth,
    pub added: Truth,
}

/// What is known of one test.
#[derive(Clone, Debug)]
pub(crate) struct TestGiven {
    pub met: Truth,
    pub by_commitment: Option<BTreeMap<Commitment, Truth>>,
    pub evidence: Option<String>,
}

impl TestGiven {
    pub(crate) fn truth(&self, commitment: Option<Commitment>) -> Truth {
        match (&self.by_commitment, commitment) {
            (Some(each), Some(one)) => each.get(&one).copied().unwrap_or(Truth::Unknown),
            (Some(each), None) => Commitment::WORDS.iter().fold(Truth::True, |all, (_, one)| {
                all.and(each.get(one).copied().unwrap_or(Truth::Unknown))
            }),
            (None, _) => self.met,
        }
    }
}

pub(crate) type TestsGiven = BTreeMap<String, TestGiven>;

/// A person of whom it is asked whether they may sit.
#[derive(Clone, Debug)]
pub(crate) struct PersonGiven {
    pub offices: ListGiven,
    pub organisation: OrganisationGiven,
    pub tests: TestsGiven,
}

/// A person of a meeting.
#[derive(Clone, Debug)]
pub(crate) struct AttendeeGiven {
    pub at: String,
    pub id: String,
    pub seats: Vec<SeatGiven>,
    pub present: Truth,
    pub agrees: Truth,
    pub tests: TestsGiven,
}

/// A seat in which a person sits.
#[derive(Clone, Debug)]
pub(crate) struct SeatGiven {
    pub at: String,
    pub seat: String,
    pub role: SeatRole,
    pub organisation: Option<String>,
    /// What is said of the tests there alone; it goes before what is said of the person.
    pub tests: TestsGiven,
}

/// A seat that the source does not name.
#[derive(Clone, Debug)]
pub(crate) struct ExtraSeat {
    pub at: String,
    pub id: String,
    pub label: Option<String>,
    pub part: SeatPart,
    pub represents: Option<String>,
    pub kinds: Option<Vec<String>>,
    pub office: Option<String>,
    pub decides: Option<bool>,
}

/// A meeting.
#[derive(Clone, Debug)]
pub(crate) struct MeetingGiven {
    pub body: String,
    pub matter: Option<String>,
    pub people: Vec<AttendeeGiven>,
    pub extra_seats: Vec<ExtraSeat>,
    pub no_others: bool,
    pub vacant: ListGiven,
    pub interests: ListGiven,
    pub members: Option<u32>,
    pub chair_allows: Truth,
    pub delegated: Truth,
    /// By the id of an entry `consulted`.
    pub consulted: Vec<(String, Truth)>,
}
