//! Whether a person may sit, or deputise: the answer to `seat`.

use super::accountable::Answerable;
use super::given::PersonGiven;
use super::places::{Atom, Place, all_needs, named, truth};
use super::seat_standing::{Asks, standing, stands_in};
use super::standing_back::StandsBack;
use super::world::{NotSet, Scene, Tail, World};
use crate::citation::{Grounds, words};
use crate::date::Day;
use crate::error::{Error, did_you_mean, shortened};
use crate::pack::membership::{Matter, Seat, SeatTest};
use crate::pack::{BodyKind, Commitment, SeatRole};
use crate::truth::Truth;
use serde::Serialize;

words! {
    /// How a deputy's authority compares with the holder's.
    DeputyAuthority {
        /// Every test that both have to meet is met, for everything.
        SimilarInAll = "similar-in-all",
        /// It is met for what the matter needs.
        EnoughForTheMatter = "enough-for-the-matter",
        /// Neither.
        Lesser = "lesser",
    }
}

/// The whole answer.
#[derive(Debug, Serialize)]
pub struct SeatAnswer<'k> {
    /// What was asked.
    pub answer: &'static str,
    /// The pack asked.
    pub pack: &'k str,
    /// The day asked about.
    pub as_of: Day,
    /// The seat.
    pub seat: &'k str,
    /// What a person reads.
    pub label: &'k str,
    /// The body.
    pub body: &'k str,
    /// As its holder, or as a deputy.
    #[serde(rename = "as")]
    pub role: SeatRole,
    /// The matter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub matter: Option<&'k str>,
    /// Whether they may.
    pub outcome: &'static str,
    /// How a deputy's authority compares with the holder's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authority: Option<&'static str>,
    /// With the authority `cannot-tell`: how it could compare.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub could_be: Vec<DeputyAuthority>,
    /// What is asked of such a person in such a seat.
    pub criteria: Vec<CriterionAnswer<'k>>,
    /// The criteria that are not met.
    pub failed: Vec<&'k str>,
    /// The criteria of which it is not known, and what the matter needs where that is not given.
    pub missing: Vec<String>,
    /// By which entries this person has, or may have, no say in the matter; it changes nothing of
    /// whether they may sit. Left out where by none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stands_back: Vec<StandsBack<'k>>,
    /// Who stays answerable for what the person does in that seat.
    pub accountable: Vec<Answerable<'k>>,
    /// Problems, open settings, conflicts, editions.
    #[serde(flatten)]
    pub tail: Tail<'k>,
}

/// One thing that is asked of somebody who sits.
#[derive(Debug, Serialize)]
pub struct CriterionAnswer<'k> {
    /// Its name; of a test its id.
    pub criterion: &'k str,
    /// What a person reads.
    pub label: &'k str,
    /// What a person is asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<&'k str>,
    /// Whether it is met.
    pub truth: Truth,
    /// What shows it, as given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
    /// Whether it is met, by what the organisation can be committed to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commitments: Option<Commitments>,
    /// Who says so.
    #[serde(flatten)]
    pub grounds: Grounds<'k>,
}

/// A truth by commitment.
#[derive(Debug, Serialize)]
pub struct Commitments {
    /// To its policy.
    pub policy: Truth,
    /// To money and people.
    pub resourcing: Truth,
    /// To what its people do.
    pub practice: Truth,
}

/// A criterion in one way of setting the open settings, and what of it is not known.
#[derive(Clone, Debug, PartialEq)]
struct Judged<'k> {
    criterion: &'k str,
    truth: Truth,
    unknown: Vec<Atom<'k>>,
    hangs_on_matter: bool,
}

impl<'k> Scene<'k> {
    /// Whether somebody may sit.
    ///
    /// # Errors
    ///
    /// `request.unknown-seat`, `request.unknown-matter`.
    pub(crate) fn seat(
        &self,
        seat: &str,
        role: SeatRole,
        matter: Option<&str>,
        person: &PersonGiven,
    ) -> Result<SeatAnswer<'k>, Error> {
        let seats = || self.lists().seats.iter().map(|one| &one.is);
        let seat = seats().find(|one| one.id == seat).ok_or_else(|| {
            let hint = did_you_mean(seat, seats().map(|one| one.id.as_str()));
            let message = format!("there is no seat `{}` here{hint}", shortened(seat));
            Error::new("request.unknown-seat", "/seat", message)
        })?;
        let matter = matter.map(|id| self.known_matter(id)).transpose()?;
        let outside = self.body(&seat.body).is_some_and(|body| body.kind == BodyKind::Outside);
        let place = Place::of(seat, outside);
        let tests = self.tests(&place, &seat.body, role);
        self.check_person(person, &tests);
        self.check_capacities(seat, role, person);
        let person = &self.with_known_names(person);
        let asks = self.asks(seat, role, person);
        let needs = match matter {
            Some(matter) => vec![matter.commits.clone()],
            None => all_needs(),
        };
        let judge_all = |world: &World<'_, 'k>| {
            let mut found = Vec::new();
            for needs in &needs {
                found.push(judge(world, (seat, &place, role, asks), needs, &tests, person)?);
            }
            Ok(found)
        };
        // A setting is open where it changes what has to be so for the outcome.
        self.each(|world| {
            let all = judge_all(world)?;
            Ok(all.iter().map(|criteria| demands(criteria)).collect::<Vec<_>>())
        });
        let judged: Vec<Vec<Vec<Judged<'k>>>> =
            self.worlds(judge_all).into_iter().map(|(_, found)| found).collect();
        let all: Vec<&Vec<Judged<'k>>> = judged.iter().flatten().collect();
        let outcomes =
            all.iter().map(|one| one.iter().fold(Truth::True, |all, c| all.and(c.truth)));
        let outcome = joined(outcomes);
        let mut missing = missing_of(&all);
        let hangs = judged.iter().any(|worlds| hangs_on_matter(worlds, person));
        let authority = (role == SeatRole::Deputy && place.is_tested)
            .then(|| self.compared(&place, &seat.body, matter, person))
            .flatten();
        let (word, could_be) = match authority {
            None => (None, Vec::new()),
            Some(found) => {
                let (word, could_be) =
                    super::authority::one_or_several(found, DeputyAuthority::word);
                (Some(word), could_be)
            }
        };
        let order: Vec<&'k str> = all
            .first()
            .map_or_else(Vec::new, |first| first.iter().map(|one| one.criterion).collect());
        let of = |criterion: &str| {
            joined(
                all.iter()
                    .flat_map(|one| one.iter())
                    .filter_map(|one| (one.criterion == criterion).then_some(one.truth)),
            )
        };
        crate::order::by_key(&mut missing, |one| {
            let test = one.split('.').next().unwrap_or_default();
            let place = order.iter().position(|known| one.starts_with(known) || *known == test);
            let commitment = one.rsplit('.').next().unwrap_or_default();
            let word = Commitment::WORDS.iter().position(|(word, _)| *word == commitment);
            (place, word)
        });
        if matter.is_none() && hangs {
            missing.push("matter".to_owned());
        }
        let criteria: Vec<CriterionAnswer<'k>> = order
            .iter()
            .map(|criterion| self.criterion(criterion, of(criterion), (seat, role), &tests, person))
            .collect();
        let failed = criteria.iter().filter(|one| one.truth == Truth::False);
        let failed = failed.map(|one| one.criterion).collect();
        let stands_back =
            matter.map_or_else(Vec::new, |matter| self.stands_back(seat, matter, person));
        let accountable = self.accountable_in(seat, matter, person);
        self.only_matter(matter);
        self.show(seat);
        self.body(&seat.body).map(|body| self.show(body));
        let who_sits = seat.office.as_deref().into_iter().flat_map(|office| {
            let others = self.that_sit_for(office).map(|other| &*other.id);
            std::iter::once(office).chain(others)
        });
        // Of what the person is too the documents may differ.
        let held = person.offices.names().filter(|id| person.offices.truth(id) == Truth::True);
        self.show_offices(who_sits.chain(held).chain(accountable.iter().map(|one| one.who)));
        if let Some(matter) = matter {
            self.show(matter);
        }
        Ok(SeatAnswer {
            answer: "seat",
            pack: &self.layered.pack,
            as_of: self.as_of,
            seat: &seat.id,
            label: &seat.label,
            body: &seat.body,
            role,
            matter: matter.map(|one| one.id.as_str()),
            outcome: match outcome {
                Truth::True => "permitted",
                Truth::False => "not-permitted",
                Truth::Unknown => "cannot-tell",
            },
            authority: word,
            could_be,
            criteria,
            failed,
            missing,
            stands_back,
            accountable,
            tail: self.tail(),
        })
    }

    fn criterion(
        &self,
        criterion: &'k str,
        is: Truth,
        (seat, role): (&'k Seat, SeatRole),
        tests: &[&'k SeatTest],
        person: &PersonGiven,
    ) -> CriterionAnswer<'k> {
        let Some(test) = tests.iter().find(|test| test.id == criterion) else {
            let is_deputy = role == SeatRole::Deputy;
            let label = match criterion {
                "in-force" => "The seat and its body are in force",
                "office" if !is_deputy && self.others_sit_for(seat.office.as_deref()) => {
                    "The person holds the office that the seat is for, or one whose holder sits for it"
                }
                "office" if seat.office.is_some() && !is_deputy => {
                    "The person holds the office that the seat is for"
                }
                "office" => "The person's office is one of the partner that the seat represents",
                "capacity" => {
                    "The person is one of those for whom the seat is: the partner's lead, or who acts by delegation"
                }
                "standing" => {
                    "The organisation is one that the seat is for, or of the partner that it represents"
                }
                _ => "The seat allows a deputy",
            };
            let other = self.sits_by(seat, person).filter(|_| criterion == "office" && !is_deputy);
            let acts = (criterion == "capacity").then(|| self.acts_by(seat, person)).flatten();
            let grounds = match (other, acts) {
                (Some(office), _) => self.show(office),
                (None, Some(capacity)) => self.show(capacity),
                (None, None) => self.show(seat),
            };
            return CriterionAnswer {
                criterion,
                label,
                question: None,
                truth: is,
                evidence: None,
                commitments: None,
                grounds,
            };
        };
        let of = |commitment| truth(&person.tests, (&test.id, Some(commitment)));
        CriterionAnswer {
            criterion,
            label: &test.label,
            question: Some(&test.question),
            truth: is,
            evidence: person.tests.get(criterion).and_then(|given| given.evidence.clone()),
            commitments: test.by_commitment.then(|| Commitments {
                policy: of(Commitment::Policy),
                resourcing: of(Commitment::Resourcing),
                practice: of(Commitment::Practice),
            }),
            grounds: self.show(*test),
        }
    }

    /// How a deputy's authority can compare with the holder's; `None` where they share no test.
    fn compared(
        &self,
        place: &Place<'k>,
        body: &str,
        matter: Option<&Matter>,
        person: &PersonGiven,
    ) -> Option<Vec<DeputyAuthority>> {
        let deputies = self.tests(place, body, SeatRole::Deputy);
        let shared = deputies.into_iter().filter(|test| test.asked_of.contains(&SeatRole::Holder));
        let mut of_matter: Vec<Atom<'k>> = Vec::new();
        let mut beyond: Vec<Atom<'k>> = Vec::new();
        for test in shared {
            if !test.by_commitment {
                of_matter.push((&test.id, None));
                continue;
            }
            for (_, one) in Commitment::WORDS {
                let is_needed = matter.is_none_or(|matter| matter.commits.contains(one));
                let part = if is_needed { &mut of_matter } else { &mut beyond };
                part.push((&test.id, Some(*one)));
            }
        }
        if of_matter.is_empty() && beyond.is_empty() {
            return None;
        }
        let all = |atoms: &[Atom<'k>]| {
            atoms.iter().fold(Truth::True, |all, atom| all.and(truth(&person.tests, *atom)))
        };
        let (enough, rest) = (all(&of_matter), all(&beyond));
        let mut found = Vec::new();
        if enough.and(rest) != Truth::False {
            found.push(DeputyAuthority::SimilarInAll);
        }
        if enough != Truth::False && rest != Truth::True {
            found.push(DeputyAuthority::EnoughForTheMatter);
        }
        if enough != Truth::True {
            found.push(DeputyAuthority::Lesser);
        }
        Some(found)
    }

    fn check_person(&self, person: &PersonGiven, tests: &[&'k SeatTest]) {
        self.check_kinds(&person.organisation.kinds, "/person");
        let offices = || self.lists().offices.iter().map(|one| &one.is);
        for (id, at) in person.offices.places("/person/offices") {
            match offices().find(|known| known.id == id) {
                Some(office) if person.offices.truth(id) == Truth::True => {
                    self.is_good_office(office, at);
                }
                Some(_) => {}
                None => {
                    let hint = did_you_mean(id, offices().map(|one| one.id.as_str()));
                    let message = format!("there is no office `{}` here{hint}", shortened(id));
                    self.problem("membership.unknown-office", at, message);
                }
            }
        }
        for id in person.tests.keys() {
            self.check_test(id, tests.iter().any(|test| test.id == *id), "/person");
        }
    }

    /// Reports a test that there is not, or that is not asked there.
    pub(crate) fn check_test(&self, id: &str, is_asked: bool, at: &str) {
        let known = || self.lists().tests.iter().map(|one| one.is.id.as_str());
        let place = format!("{at}/tests/{}", crate::json::escape(id));
        if !known().any(|one| one == id) {
            let message =
                format!("there is no test `{}` here{}", shortened(id), did_you_mean(id, known()));
            self.problem("membership.unknown-test", place, message);
        } else if !is_asked {
            let message = format!("test `{id}` is not asked of such a person there; leave it out");
            self.problem("membership.not-asked", place, message);
        }
    }
}

/// One truth of all those of different ways.
fn joined(truths: impl Iterator<Item = Truth>) -> Truth {
    let (mut all, mut some) = (true, false);
    for one in truths {
        all &= one == Truth::True;
        some |= one != Truth::False;
    }
    Truth::from_bounds(all, some)
}

/// What has to be so for all criteria to be met; `None` where they cannot be.
fn demands<'k>(criteria: &[Judged<'k>]) -> Option<Vec<(&'k str, Vec<Atom<'k>>)>> {
    if criteria.iter().any(|one| one.truth == Truth::False) {
        return None;
    }
    let open = criteria.iter().filter(|one| one.truth == Truth::Unknown);
    Some(open.map(|one| (one.criterion, one.unknown.clone())).collect())
}

/// What alone can change whether all criteria are met.
fn missing_of(all: &[&Vec<Judged<'_>>]) -> Vec<String> {
    let mut found = Vec::new();
    for criteria in all {
        if criteria.iter().any(|one| one.truth == Truth::False) {
            continue;
        }
        for one in criteria.iter().filter(|one| one.truth == Truth::Unknown) {
            let names = if one.unknown.is_empty() {
                vec![one.criterion.to_owned()]
            } else {
                one.unknown.iter().map(|atom| named(*atom)).collect()
            };
            for name in names {
                if !found.contains(&name) {
                    found.push(name);
                }
            }
        }
    }
    found
}

/// Whether what the matter needs alone can change it, in one way of setting the settings.
fn hangs_on_matter(needs: &[Vec<Judged<'_>>], person: &PersonGiven) -> bool {
    let Some(first) = needs.first() else { return false };
    let others = first.iter().filter(|one| !one.hangs_on_matter);
    if others.fold(Truth::True, |all, one| all.and(one.truth)) == Truth::False {
        return false;
    }
    let tests: Vec<&str> =
        first.iter().filter(|one| one.hangs_on_matter).map(|one| one.criterion).collect();
    let of = |test: &str, one: Commitment| truth(&person.tests, (test, Some(one)));
    Commitment::WORDS.iter().any(|(_, good)| {
        let may_pass = tests.iter().all(|test| of(test, *good) != Truth::False);
        may_pass
            && Commitment::WORDS.iter().any(|(_, bad)| {
                bad != good && tests.iter().any(|test| of(test, *bad) != Truth::True)
            })
    })
}

fn judge<'k>(
    world: &World<'_, 'k>,
    (seat, place, role, asks): (&'k Seat, &Place<'k>, SeatRole, Asks),
    needs: &[Commitment],
    tests: &[&'k SeatTest],
    person: &PersonGiven,
) -> Result<Vec<Judged<'k>>, NotSet<'k>> {
    let judged =
        |criterion, truth| Judged { criterion, truth, unknown: Vec::new(), hangs_on_matter: false };
    let known = |is: bool| Truth::from_bounds(is, is);
    let body_in_force = match world.scene.body(&seat.body) {
        Some(body) => world.in_force(&body.days)?,
        None => false,
    };
    let in_force = world.seat_in_force(place)? && body_in_force;
    let mut found = vec![judged("in-force", known(in_force))];
    let is_holder = role == SeatRole::Holder;
    if is_holder && !seat.capacities.is_empty() {
        found.push(judged("capacity", world.acts(seat, person)?));
    } else {
        let office = match seat.office.as_ref().filter(|_| is_holder) {
            Some(office) => Some(world.scene.holds_seat_of(office, person)),
            None => world.scene.office_of_partner(seat, role, person),
        };
        found.extend(office.map(|is| judged("office", is)));
    }
    if asks.of_seat || asks.of_partner {
        let of_seat = if asks.of_seat { standing(world, seat, person)? } else { Truth::True };
        let of_partner = match seat.represents.as_deref().filter(|_| asks.of_partner) {
            Some(partner) => stands_in(world, partner, person)?,
            None => Truth::True,
        };
        found.push(judged("standing", of_seat.and(of_partner)));
    }
    if role == SeatRole::Deputy {
        found.push(judged("deputy-allowed", known(world.deputy_allowed(place)?)));
    }
    for test in tests {
        let atoms = world.demanded(test, role, needs)?;
        let truths = atoms.iter().map(|atom| truth(&person.tests, *atom));
        let is = truths.fold(Truth::True, Truth::and);
        let open = atoms.iter().filter(|atom| truth(&person.tests, **atom) == Truth::Unknown);
        found.push(Judged {
            criterion: &test.id,
            truth: is,
            unknown: open.copied().collect(),
            hangs_on_matter: test.by_commitment && atoms.len() == needs.len() && needs.len() < 3,
        });
    }
    Ok(found)
}
