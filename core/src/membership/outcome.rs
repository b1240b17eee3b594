//! The outcome alone: whether a meeting is constituted, and what it may do.

use super::adds::{Those, those};
use super::entries::BodyPart;
use super::given::MeetingGiven;
use super::room::Room;
use super::tally::{Act, Total};
use super::told::{Agreeing, MeetingOutcome};
use super::views::{Needed, Views};
use super::weigh::{Way, Weigh, agreement, either, half_of};
use super::world::MembershipRules;
use crate::error::{Error, Problem};
use crate::pack::{Half, Hats, SettingValue};
use crate::truth::Truth;
use std::collections::{BTreeMap, BTreeSet};

/// A meeting of one body on one matter, or on none, made ready to be asked for its outcome again
/// and again, while it is learnt who is there.
///
/// Obtained from [`wire::meeting`](crate::wire::meeting), whose text also says what the full answer
/// takes; what is told of it here, the outcome and whether it is constituted, is the same.
///
/// ```
/// # #[cfg(feature = "bundled-packs")] {
/// use safeguarding_rules::{membership::MeetingOutcome, wire, Catalogue, Truth};
/// let request = r#"{"question":"meeting","pack":"walsall","as_of":"2021-11-10",
///     "body":"executive-group","matter":"funding.allocate","no_others":true,"interests":[],
///     "settings":{"executive_quorum":"some-members","quorum_members":1,
///         "executive_agreement":"majority-of-partners","several_hats":"each"},
///     "people":[{"person":"a","seats":["executive.children"],
///         "tests":{"senior":true,"speaks":true,"commits":true,"holds-to-account":true}}]}"#;
/// let mut meeting = wire::meeting(&Catalogue::bundled(), request).unwrap();
/// assert_eq!(meeting.outcome().unwrap().constituted, Truth::Unknown);
/// assert!(meeting.set_present("a", Truth::True));
/// let told = meeting.outcome().unwrap();
/// assert_eq!(told.constituted, Truth::True);
/// // One of three partners: not most of those who would have to agree.
/// assert_eq!(told.outcome(), Some(MeetingOutcome::NotYet));
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Meeting {
    rules: MembershipRules,
    settings: BTreeMap<String, SettingValue>,
    given: MeetingGiven,
    problems: Vec<Problem>,
    /// The ways in which what is open can be set, as far as they differ.
    ways: Vec<Asks>,
    /// The ways in which those who are there can act.
    actings: Vec<Those>,
    /// The place of each person among those given, and whether they were there.
    present: Vec<(usize, Truth)>,
    /// Whether those were consulted who have to be, by the id of the entry.
    consulted: Vec<(String, Truth)>,
    /// How many partners there are.
    partners: u32,
}

/// What a meeting comes to, in every filling of what is not known of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MeetingTold {
    /// Whether it is properly constituted.
    pub constituted: Truth,
    /// What it may do, a bit each.
    could_be: u16,
}

impl MeetingTold {
    /// What the meeting may do, where that is the same in every filling; `None` also where no
    /// matter was given.
    #[must_use]
    pub fn outcome(self) -> Option<MeetingOutcome> {
        let mut all = self.could_be();
        all.next().filter(|_| all.next().is_none())
    }

    /// All that the meeting may do in some filling, in the order of the wire.
    pub fn could_be(self) -> impl Iterator<Item = MeetingOutcome> {
        let all = MeetingOutcome::WORDS.iter().map(|(_, outcome)| *outcome);
        all.filter(move |outcome| self.could_be & bit(*outcome) != 0)
    }
}

fn bit(outcome: MeetingOutcome) -> u16 {
    match outcome {
        MeetingOutcome::MustRefer => 1,
        MeetingOutcome::NotYet => 2,
        MeetingOutcome::MayDecide => 4,
        MeetingOutcome::MayRecommend => 8,
        MeetingOutcome::MayOversee => 16,
        MeetingOutcome::MayBeConsulted => 32,
        MeetingOutcome::MaySignOff => 64,
        MeetingOutcome::EachDecides => 128,
        MeetingOutcome::MayBeInformed => 256,
    }
}

/// What is asked of those who are there, in one way of setting what is open.
#[derive(Clone, Debug)]
struct Asks {
    acting: usize,
    quorum: Quorum,
    partners: Option<u32>,
    members: Option<Asked>,
    chair: bool,
    chair_may: bool,
    hats: Hats,
    parts: Option<(BodyPart, BodyPart)>,
    agreement: Option<Agreeing>,
    /// Those who have to be consulted, by their places among all of them.
    consult: Vec<usize>,
}

/// What makes a meeting properly constituted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Quorum {
    Pattern,
    /// That somebody counts.
    Somebody,
    /// It is not known what.
    NotKnown,
}

/// How many people have to count: so many, or half of the seats, which are so many at least and at
/// most.
#[derive(Clone, Copy, Debug)]
enum Asked {
    AtLeast(u32),
    HalfOf(Half, (u32, u32)),
}

/// What those who are there come to.
#[derive(Clone, Copy, Default)]
struct Sum {
    count: u32,
    somebody: bool,
    chair: bool,
    say: bool,
    fills: u64,
}

/// What has been found so far over the fillings.
struct Found {
    surely: bool,
    may_be: bool,
    could_be: u16,
}

/// More people than that are not matched in place.
const MOST: usize = 64;

impl MembershipRules {
    /// Makes a meeting ready.
    ///
    /// # Errors
    ///
    /// As the full answer; see [`Scene::meeting`](super::world::Scene).
    pub(crate) fn prepared(
        &self,
        settings: BTreeMap<String, SettingValue>,
        given: MeetingGiven,
    ) -> Result<Meeting, Error> {
        let scene = self.scene_with(settings.clone());
        let body = scene.known_body(&given.body)?;
        let matter = given.matter.as_deref().map(|id| scene.known_matter(id)).transpose()?;
        let room = Room::of(&scene, &given, body, matter);
        let present = room.people.iter().map(|one| {
            let place = given.people.iter().position(|person| std::ptr::eq(person, one.given));
            (place.unwrap_or(usize::MAX), one.given.present)
        });
        let present = present.collect();
        let views = Views::before_presence(&scene, room);
        scene.finished()?;
        let members = scene.members_given(&given, &views);
        let weigh = Weigh::new(&scene, &views, members);
        let actings = views.actings.iter().map(|(_, acting)| those(&weigh, acting)).collect();
        let mut kinds: BTreeSet<usize> = BTreeSet::new();
        let ways = weigh.ways();
        let ways = ways.iter().filter(|way| kinds.insert(way.view.kind));
        let mut ways: Vec<Asks> = ways.map(|way| asks(&weigh, way)).collect();
        let mut places: Vec<usize> = ways.iter().flat_map(|way| way.consult.clone()).collect();
        places.sort_unstable();
        places.dedup();
        for one in ways.iter_mut().flat_map(|way| &mut way.consult) {
            *one = places.iter().position(|place| place == one).unwrap_or(usize::MAX);
        }
        let entries = places.iter().filter_map(|place| scene.lists().authority.get(*place));
        let consulted =
            entries.map(|entry| (entry.is.id.clone(), views.room.consulted(&entry.is))).collect();
        let partners = u32::try_from(views.partners.len()).unwrap_or(u32::MAX);
        let problems = scene.problems.borrow().clone();
        let rules = self.clone();
        Ok(Meeting {
            rules,
            settings,
            given,
            problems,
            ways,
            actings,
            present,
            consulted,
            partners,
        })
    }
}

fn asks<'k>(weigh: &Weigh<'_, '_, 'k>, way: &Way<'_, 'k>) -> Asks {
    let asked = way.asked;
    let members = match asked.members {
        None => None,
        // Where so many are asked for that they cannot be there, so many cannot be reached.
        Some(Needed::AtLeast(number)) => Some(Asked::AtLeast(way.needed.unwrap_or(number))),
        Some(Needed::HalfOf(half)) => {
            Some(Asked::HalfOf(half, weigh.seats(way, &Total::default())))
        }
    };
    Asks {
        acting: way.view.acting,
        quorum: match asked.pattern {
            Some(_) => Quorum::Pattern,
            None if weigh.views.room.is_unit() => Quorum::Somebody,
            None => Quorum::NotKnown,
        },
        partners: asked.partners,
        members,
        chair: asked.pattern.is_some_and(|one| one.chair),
        chair_may: asked.pattern.is_some_and(|one| one.chair_may),
        hats: asked.hats,
        parts: asked.parts,
        agreement: agreement(asked),
        consult: asked.consult.clone(),
    }
}

impl Meeting {
    /// What was wrong with what was given of the meeting; the rest is answered without it.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Says whether a person was there; whether there is such a person.
    pub fn set_present(&mut self, person: &str, present: Truth) -> bool {
        let people = &mut self.given.people;
        for (place, there) in &mut self.present {
            if let Some(one) = people.get_mut(*place)
                && one.id == person
            {
                one.present = present;
                *there = present;
                return true;
            }
        }
        false
    }

    /// Says whether the chair lets the matter go ahead.
    pub fn set_chair_allows(&mut self, chair_allows: Truth) {
        self.given.chair_allows = chair_allows;
    }

    /// Says whether it is on record that the decision was delegated to this body.
    pub fn set_delegated(&mut self, delegated: Truth) {
        self.given.delegated = delegated;
    }

    /// Says whether those were consulted whom an entry names; whether they have to be before this
    /// may be decided.
    pub fn set_consulted(&mut self, entry: &str, consulted: Truth) -> bool {
        let Some(one) = self.consulted.iter_mut().find(|(id, _)| id == entry) else {
            return false;
        };
        one.1 = consulted;
        match self.given.consulted.iter_mut().find(|(id, _)| id == entry) {
            Some(given) => given.1 = consulted,
            None => self.given.consulted.push((entry.to_owned(), consulted)),
        }
        true
    }

    /// The outcome alone. This is the fast evaluation: it allocates nothing where everything is
    /// known of those who are there, and nobody else can be, whatever settings are open. Otherwise
    /// every filling is weighed, as for the full answer.
    ///
    /// # Errors
    ///
    /// `request.too-open`, as for the full answer.
    pub fn outcome(&self) -> Result<MeetingTold, Error> {
        let mut found = Found { surely: true, may_be: false, could_be: 0 };
        for way in &self.ways {
            let is_known = self
                .actings
                .get(way.acting)
                .is_some_and(|those| self.tell(way, those, &mut found).is_some());
            if !is_known {
                return self.weighed();
            }
        }
        Ok(found.told())
    }

    /// Looks at every filling.
    fn weighed(&self) -> Result<MeetingTold, Error> {
        let scene = self.rules.scene_with(self.settings.clone());
        let mut found = Found { surely: true, may_be: false, could_be: 0 };
        for told in scene.all_outcomes(&self.given)? {
            found.add(told.constituted, told.outcome);
        }
        Ok(found.told())
    }

    /// Who is there, and of whom it is not known, a bit each.
    fn who(&self) -> (u64, u64) {
        let mut found = (0, 0);
        for ((_, present), bit) in self.present.iter().zip(0..u64::BITS) {
            match present {
                Truth::True => found.0 |= 1 << bit,
                Truth::Unknown => found.1 |= 1 << bit,
                Truth::False => {}
            }
        }
        found
    }

    /// Those of the people who are there, with what each adds; `None` where that is not known.
    fn there<'m>(
        &'m self,
        those: &'m Those,
        (is_there, unknown): (u64, u64),
    ) -> impl Iterator<Item = Option<Act>> + 'm {
        let people = those.people.iter().zip(&self.present);
        people.filter_map(move |(adds, (_, present))| match present {
            Truth::False => None,
            Truth::True => Some(adds.with(is_there, unknown)),
            // Of somebody who adds nothing it need not be known.
            Truth::Unknown if adds.is_nothing() => None,
            Truth::Unknown => Some(None),
        })
    }

    /// What one way comes to; `None` where not everything is known that it hangs on.
    fn tell(&self, way: &Asks, those: &Those, found: &mut Found) -> Option<()> {
        if !those.no_others || those.people.len() > MOST {
            return None;
        }
        let who = self.who();
        let mut sum = Sum::default();
        for act in self.there(those, who) {
            let act = act?;
            sum.count = sum.count.saturating_add(act.member.into());
            sum.somebody |= act.counts;
            sum.chair |= act.chair;
            sum.say |= act.say;
            sum.fills |= act.fills;
        }
        let partners = way
            .partners
            .is_none_or(|needed| self.covered(way, (those, who), |act| act.offers) >= needed);
        let can_agree = match way.agreement {
            Some(Agreeing::MajorityOfMembers | Agreeing::NotSaid) | None => sum.say,
            Some(asked) => {
                let covered = self.covered(way, (those, who), |act| act.speaks);
                match asked {
                    Agreeing::AllPartners => covered >= self.partners,
                    _ => covered.saturating_mul(2) > self.partners,
                }
            }
        };
        // More seats only ask for more people, so that the fewest and the most tell everything.
        let members: [Option<bool>; 2] = match way.members {
            None => [None, None],
            Some(Asked::AtLeast(needed)) => [Some(sum.count >= needed); 2],
            Some(Asked::HalfOf(half, (least, most))) => {
                let gone = match half {
                    Half::Seats => 0,
                    Half::Filled => {
                        let said = those.said_vacant & !sum.fills;
                        those.vacant?.saturating_add(said.count_ones())
                    }
                };
                let is_half = |seats: u32| Some(sum.count >= half_of(seats.saturating_sub(gone)));
                [is_half(least), is_half(most)]
            }
        };
        for members in members {
            let asked = [way.partners.map(|_| partners), members, way.chair.then_some(sum.chair)];
            let is_asked = asked.iter().any(Option::is_some);
            let by_clauses = is_asked && !asked.contains(&Some(false));
            for &allows in either(self.given.chair_allows) {
                let by_chair = way.chair_may && sum.chair && sum.count > 0 && allows;
                let met: &[bool] = match way.quorum {
                    Quorum::Pattern => &[by_clauses || by_chair],
                    Quorum::Somebody => &[sum.somebody],
                    Quorum::NotKnown => &[false, true],
                };
                for constituted in met.iter().map(|met| those.exists && *met) {
                    self.add_outcomes(way, (those.exists, constituted, can_agree), found);
                }
            }
        }
        Some(())
    }

    /// What a meeting that stands so may do, in every filling of what else is not known.
    fn add_outcomes(
        &self,
        way: &Asks,
        (exists, constituted, can_agree): (bool, bool, bool),
        found: &mut Found,
    ) {
        let consulted = way.consult.iter().fold(Truth::True, |all, place| {
            all.and(self.consulted.get(*place).map_or(Truth::Unknown, |(_, is)| *is))
        });
        for &delegated in either(self.given.delegated) {
            for &consulted in either(consulted) {
                let part = way.parts.map(|(own, given)| if delegated { given } else { own });
                let outcome = part.map(|part| match part {
                    _ if !exists => MeetingOutcome::MustRefer,
                    BodyPart::None => MeetingOutcome::MustRefer,
                    BodyPart::EachDecides => MeetingOutcome::EachDecides,
                    _ if !constituted => MeetingOutcome::NotYet,
                    BodyPart::Recommends => MeetingOutcome::MayRecommend,
                    BodyPart::Oversees => MeetingOutcome::MayOversee,
                    BodyPart::Consulted => MeetingOutcome::MayBeConsulted,
                    BodyPart::Informed => MeetingOutcome::MayBeInformed,
                    _ if !can_agree || !consulted => MeetingOutcome::NotYet,
                    BodyPart::SignsOff => MeetingOutcome::MaySignOff,
                    _ => MeetingOutcome::MayDecide,
                });
                found.add(constituted, outcome);
            }
        }
    }

    /// How many partners those who are there can stand for at once.
    fn covered(
        &self,
        way: &Asks,
        (those, who): (&Those, (u64, u64)),
        of: impl Fn(&Act) -> u64,
    ) -> u32 {
        let offers = || {
            let acts = self.there(those, who).flatten();
            acts.map(|act| of(&act)).filter(|offers| *offers != 0)
        };
        let all = offers().fold(0, |all, offers| all | offers);
        if way.hats == Hats::Each || offers().all(u64::is_power_of_two) {
            return all.count_ones();
        }
        let mut people = [0_u64; MOST];
        for (place, offers) in people.iter_mut().zip(offers()) {
            *place = offers;
        }
        let mut taken = [usize::MAX; MOST];
        let mut covered = 0;
        for person in 0..offers().count() {
            let mut tried = 0;
            covered += u32::from(place(&people, &mut taken, person, &mut tried));
        }
        covered
    }
}

/// Finds a partner for somebody, moving others to other partners where need be.
fn place(people: &[u64; MOST], taken: &mut [usize; MOST], person: usize, tried: &mut u64) -> bool {
    let offers = people.get(person).copied().unwrap_or(0);
    for (partner, bit) in (0..MOST).zip(0_u32..) {
        if offers & !*tried & (1_u64 << bit) == 0 {
            continue;
        }
        *tried |= 1_u64 << bit;
        let who = taken.get(partner).copied().unwrap_or(usize::MAX);
        if who == usize::MAX || place(people, taken, who, tried) {
            if let Some(there) = taken.get_mut(partner) {
                *there = person;
            }
            return true;
        }
    }
    false
}

impl Found {
    fn add(&mut self, constituted: bool, outcome: Option<MeetingOutcome>) {
        self.surely &= constituted;
        self.may_be |= constituted;
        self.could_be |= outcome.map_or(0, bit);
    }

    fn told(&self) -> MeetingTold {
        let constituted = Truth::from_bounds(self.surely && self.may_be, self.may_be);
        MeetingTold { constituted, could_be: self.could_be }
    }
}
