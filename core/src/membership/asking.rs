//! The questions of the family, for those who ask in Rust.

use super::authority::AuthorityAnswer;
use super::authority_table::Shown;
use super::given::{MeetingGiven, OrganisationGiven, PersonGiven};
use super::meeting::MeetingAnswer;
use super::outcome::Meeting;
use super::seat::SeatAnswer;
use super::structure::MembershipAnswer;
use super::world::{MembershipRules, Scene};
use crate::error::{Error, Problem};
use crate::json::escape;
use crate::pack::{SeatRole, SettingValue};
use crate::truth::Truth;
use std::collections::{BTreeMap, BTreeSet};

/// The most people of a meeting, and the most seats of one of them.
pub(crate) const MOST_PEOPLE: usize = 64;

/// The most tested seats of a body.
pub(crate) const MOST_MEMBERS: u32 = 10_000;

/// What a pack says on one day of who is what, who may sit and who decides, with values for what it
/// leaves open.
///
/// Its answers are those of the [wire](crate::wire), whose text says what each key means; every one
/// is exact whatever is not known.
///
/// ```
/// # #[cfg(feature = "bundled-packs")] {
/// use safeguarding_rules::membership::{AttendeeGiven, ListGiven, MeetingGiven, Membership, SeatGiven};
/// use safeguarding_rules::{Catalogue, Day, SeatRole, SettingValue, Truth};
/// let day = Day::parse("2021-11-10").unwrap();
/// let rules = Catalogue::bundled().membership("walsall", day).unwrap();
/// let mut membership = Membership::new(&rules);
/// membership.set("executive_quorum", &SettingValue::Word("all-partners".to_owned())).unwrap();
///
/// // Two directors of one council, and nobody else.
/// let mut meeting = MeetingGiven::new("executive-group");
/// meeting.no_others = true;
/// meeting.interests = ListGiven::exactly(&[]);
/// for seat in ["executive.children", "executive.adults"] {
///     let mut director = AttendeeGiven::new(seat, vec![SeatGiven::new(seat, SeatRole::Holder)]);
///     director.present = Truth::True;
///     meeting.people.push(director);
/// }
/// let answer = membership.meeting(&meeting).unwrap();
/// assert_eq!(answer.constituted, Truth::False);
/// let lacking: Vec<_> = answer.lacking.iter().filter_map(|one| one.partner).collect();
/// assert!(lacking.contains(&"health") && lacking.contains(&"police"));
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Membership<'r> {
    rules: &'r MembershipRules,
    values: BTreeMap<String, SettingValue>,
}

impl<'r> Membership<'r> {
    /// The rules with nothing set.
    #[must_use]
    pub fn new(rules: &'r MembershipRules) -> Membership<'r> {
        Membership { rules, values: BTreeMap::new() }
    }

    /// Gives a setting its value.
    ///
    /// # Errors
    ///
    /// `request.unknown-setting`, `request.bad-setting`.
    pub fn set(&mut self, setting: &str, value: &SettingValue) -> Result<(), Problem> {
        let mut scene = self.scene();
        scene.set(setting, value)?;
        self.values = scene.values();
        Ok(())
    }

    /// Who is what on the day, and, with `structure`, the bodies with their seats and everything
    /// else of them.
    ///
    /// # Errors
    ///
    /// `request.too-open` where so much is open that not every way can be looked at.
    pub fn organisations(
        &self,
        organisations: &[OrganisationGiven],
        structure: bool,
    ) -> Result<MembershipAnswer<'r>, Error> {
        let mut placed = organisations.to_vec();
        for (index, one) in placed.iter_mut().enumerate() {
            one.at = format!("/organisations/{index}");
        }
        self.finished(|scene| Ok(scene.membership(&placed, structure)))
    }

    /// Whether somebody may sit, or deputise, in a seat.
    ///
    /// # Errors
    ///
    /// `request.unknown-seat`, `request.unknown-matter`, `request.too-open`.
    pub fn seat(
        &self,
        seat: &str,
        role: SeatRole,
        matter: Option<&str>,
        person: &PersonGiven,
    ) -> Result<SeatAnswer<'r>, Error> {
        let mut placed = person.clone();
        "/person".clone_into(&mut placed.organisation.at);
        self.finished(|scene| scene.seat(seat, role, matter, &placed))
    }

    /// Whether a meeting is properly constituted, and what it may do.
    ///
    /// # Errors
    ///
    /// `request.unknown-body`, `request.unknown-matter`, `request.too-many`, `request.too-open`; and
    /// `json.missing-key` of a person without a seat, `json.duplicate-key` of an entry given twice,
    /// `json.kind` of more than 10,000 `members`.
    pub fn meeting(&self, meeting: &MeetingGiven) -> Result<MeetingAnswer<'r>, Error> {
        let placed = placed(meeting)?;
        self.finished(|scene| scene.meeting(&placed))
    }

    /// A meeting made ready to be asked for its outcome alone, again and again.
    ///
    /// # Errors
    ///
    /// As [`meeting`](Membership::meeting).
    pub fn prepared(&self, meeting: &MeetingGiven) -> Result<Meeting, Error> {
        self.rules.prepared(self.values.clone(), placed(meeting)?)
    }

    /// Who proposes, considers, is consulted, decides, is informed and may delegate, of one matter
    /// or of all, by one body or by all; `consulted` says whether those were consulted whom an entry
    /// names.
    ///
    /// # Errors
    ///
    /// `request.unknown-body`, `request.unknown-matter`, `request.too-open`.
    pub fn authority(
        &self,
        matter: Option<&str>,
        body: Option<&str>,
        consulted: &[(String, Truth)],
    ) -> Result<AuthorityAnswer<'r>, Error> {
        each_once(consulted)?;
        self.finished(|scene| scene.authority(matter, body, consulted))
    }

    /// The bodies with their seats, and who reports to whom, as readable text and as a drawing.
    ///
    /// # Errors
    ///
    /// `request.too-open`.
    pub fn structure_diagram(&self) -> Result<Shown, Error> {
        self.finished(Scene::structure_diagram)
    }

    /// Who does what in which matter, as readable text and as a drawing.
    ///
    /// # Errors
    ///
    /// `request.unknown-matter`, `request.too-open`.
    pub fn authority_table(&self, matter: Option<&str>) -> Result<Shown, Error> {
        self.finished(|scene| scene.authority_table(matter))
    }

    fn scene(&self) -> Scene<'r> {
        self.rules.scene_with(self.values.clone())
    }

    /// An answer, unless not every way could be looked at.
    fn finished<T>(&self, ask: impl FnOnce(&Scene<'r>) -> Result<T, Error>) -> Result<T, Error> {
        let scene = self.scene();
        let answer = ask(&scene)?;
        scene.finished()?;
        Ok(answer)
    }
}

/// Refuses an entry that is given twice.
fn each_once(consulted: &[(String, Truth)]) -> Result<(), Error> {
    let mut seen = BTreeSet::new();
    match consulted.iter().find(|(entry, _)| !seen.insert(entry)) {
        None => Ok(()),
        Some((entry, _)) => {
            let at = format!("/consulted/{}", escape(entry));
            Err(Error::new("json.duplicate-key", at, "the entry stands twice; keep one"))
        }
    }
}

/// A meeting in which everything says where it stands, unless there is too much of it, or what the
/// wire would refuse.
fn placed(meeting: &MeetingGiven) -> Result<MeetingGiven, Error> {
    each_once(&meeting.consulted)?;
    if let Some(index) = meeting.people.iter().position(|person| person.seats.is_empty()) {
        let at = format!("/people/{index}/seats");
        return Err(Error::new(
            "json.missing-key",
            at,
            "a person sits in one seat at least; name it",
        ));
    }
    if meeting.members.is_some_and(|members| members > MOST_MEMBERS) {
        let message = format!(
            "key `members` should be a whole number from 0 to {MOST_MEMBERS}, found a greater one"
        );
        return Err(Error::new("json.kind", "/members", message));
    }
    let seats = meeting.people.iter().map(|person| person.seats.len()).max().unwrap_or(0);
    if meeting.people.len().max(seats) > MOST_PEOPLE {
        let message = format!("at most {MOST_PEOPLE} people are read, each with as many seats");
        return Err(Error::new("request.too-many", "/people", message));
    }
    Ok(meeting.clone().placed())
}
