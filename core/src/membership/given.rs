//! What a question gives: lists of which perhaps not all is known, organisations, people and their
//! tests.

use crate::pack::{Commitment, SeatPart, SeatRole};
use crate::truth::Truth;
use std::collections::BTreeMap;

/// A list given: exactly those, or of others it is not known.
#[derive(Clone, Debug, Default)]
pub struct ListGiven {
    /// What is in it.
    pub yes: Vec<String>,
    /// What is not in it; without use where it is whole.
    pub no: Vec<String>,
    /// What is named in neither is not in it.
    pub is_whole: bool,
}

impl ListGiven {
    /// Exactly these.
    #[must_use]
    pub fn exactly(ids: &[&str]) -> ListGiven {
        let yes = ids.iter().map(|id| (*id).to_owned()).collect();
        ListGiven { yes, no: Vec::new(), is_whole: true }
    }

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

/// What is known of an organisation; of what is left as it is by default nothing is known.
#[derive(Clone, Debug, Default)]
pub struct OrganisationGiven {
    pub(crate) at: String,
    /// Its id in the pack, or a word of your own.
    pub id: String,
    /// What a person reads.
    pub label: Option<String>,
    /// What it is.
    pub kinds: ListGiven,
    /// It is the one for this area.
    pub in_area: Truth,
    /// It exercises functions here in relation to children.
    pub functions_in_area: Truth,
    /// The published arrangements name it.
    pub named: Truth,
    /// The local authority has added it to the Safeguarding Adults Board.
    pub added: Truth,
}

impl OrganisationGiven {
    /// An organisation of the pack, or a word of your own, of which nothing else is known.
    #[must_use]
    pub fn new(id: &str) -> OrganisationGiven {
        OrganisationGiven { id: id.to_owned(), ..OrganisationGiven::default() }
    }
}

/// What is known of one test.
#[derive(Clone, Debug, Default)]
pub struct TestGiven {
    /// It is met.
    pub met: Truth,
    /// Of a test that is asked for each commitment: by commitment, in place of `met`.
    pub by_commitment: Option<BTreeMap<Commitment, Truth>>,
    /// On what it rests, in words; given back as it is.
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

impl From<bool> for TestGiven {
    fn from(is: bool) -> TestGiven {
        TestGiven { met: Truth::from_bounds(is, is), ..TestGiven::default() }
    }
}

/// What is known of tests, by their ids.
pub type TestsGiven = BTreeMap<String, TestGiven>;

/// A person of whom it is asked whether they may sit; of what is left as it is by default nothing is
/// known.
#[derive(Clone, Debug, Default)]
pub struct PersonGiven {
    /// The offices that they hold.
    pub offices: ListGiven,
    /// What they are for the partner that the seat represents (`lead`, `delegate` …), where the pack
    /// leaves open who is.
    pub capacities: ListGiven,
    /// What is known of the organisation that they are from.
    pub organisation: OrganisationGiven,
    /// The tests, by their ids.
    pub tests: TestsGiven,
}

/// A person of a meeting.
#[derive(Clone, Debug, Default)]
pub struct AttendeeGiven {
    pub(crate) at: String,
    /// What they are called.
    pub id: String,
    /// The seats in which they sit, one at least.
    pub seats: Vec<SeatGiven>,
    /// They were there.
    pub present: Truth,
    /// They agree with what is to be decided.
    pub agrees: Truth,
    /// The tests, in whatever seat.
    pub tests: TestsGiven,
}

impl AttendeeGiven {
    /// A person in some seats, of whom nothing else is known.
    #[must_use]
    pub fn new(id: &str, seats: Vec<SeatGiven>) -> AttendeeGiven {
        AttendeeGiven { id: id.to_owned(), seats, ..AttendeeGiven::default() }
    }
}

/// A seat in which a person sits.
#[derive(Clone, Debug)]
pub struct SeatGiven {
    pub(crate) at: String,
    /// The seat.
    pub seat: String,
    /// As its holder, or as a deputy.
    pub role: SeatRole,
    /// From which organisation, an id of the pack or a word of your own.
    pub organisation: Option<String>,
    /// What is said of the tests there alone; it goes before what is said of the person.
    pub tests: TestsGiven,
}

impl SeatGiven {
    /// A seat, as its holder or as a deputy.
    #[must_use]
    pub fn new(seat: &str, role: SeatRole) -> SeatGiven {
        let (at, seat) = (String::new(), seat.to_owned());
        SeatGiven { at, seat, role, organisation: None, tests: TestsGiven::new() }
    }
}

/// A seat that the source does not name.
#[derive(Clone, Debug)]
pub struct ExtraSeat {
    pub(crate) at: String,
    /// What it is called in this meeting.
    pub id: String,
    /// What a person reads.
    pub label: Option<String>,
    /// What its holder is there.
    pub part: SeatPart,
    /// The partner for whom its holder speaks.
    pub represents: Option<String>,
    /// The kinds of the organisation that it is for.
    pub kinds: Option<Vec<String>>,
    /// The office of its holder.
    pub office: Option<String>,
    /// Whether its holder has a say.
    pub decides: Option<bool>,
}

impl ExtraSeat {
    /// A seat that represents nobody.
    #[must_use]
    pub fn new(id: &str, part: SeatPart) -> ExtraSeat {
        let (represents, kinds, office, decides) = (None, None, None, None);
        let (at, id, label) = (String::new(), id.to_owned(), None);
        ExtraSeat { at, id, label, part, represents, kinds, office, decides }
    }
}

/// A meeting; of what is left as it is by default nothing is known.
#[derive(Clone, Debug, Default)]
pub struct MeetingGiven {
    /// The body that meets.
    pub body: String,
    /// What is to be decided.
    pub matter: Option<String>,
    /// Who was, or may have been, there.
    pub people: Vec<AttendeeGiven>,
    /// Seats that the source does not name.
    pub extra_seats: Vec<ExtraSeat>,
    /// Nobody was there but those given.
    pub no_others: bool,
    /// The seats that are vacant.
    pub vacant: ListGiven,
    /// The people who have an interest in the matter.
    pub interests: ListGiven,
    /// How many tested seats the body has, filled and vacant.
    pub members: Option<u32>,
    /// The chair lets the matter go ahead.
    pub chair_allows: Truth,
    /// It is on record that the decision was delegated to this body.
    pub delegated: Truth,
    /// By the id of an entry `consulted`.
    pub consulted: Vec<(String, Truth)>,
}

impl MeetingGiven {
    /// A meeting of a body.
    #[must_use]
    pub fn new(body: &str) -> MeetingGiven {
        MeetingGiven { body: body.to_owned(), ..MeetingGiven::default() }
    }

    /// The same, where everything says where it stands, as a request would have it.
    pub(crate) fn placed(mut self) -> MeetingGiven {
        for (index, person) in self.people.iter_mut().enumerate() {
            person.at = format!("/people/{index}");
            for (place, seat) in person.seats.iter_mut().enumerate() {
                seat.at = format!("/people/{index}/seats/{place}");
            }
        }
        for (index, seat) in self.extra_seats.iter_mut().enumerate() {
            seat.at = format!("/extra_seats/{index}");
        }
        self
    }
}
