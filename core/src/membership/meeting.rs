//! When a meeting is properly constituted, and what it may do: the answer to `meeting`.

use super::accountable::Answerable;
use super::attendance::{MissingThere, PersonThere, SeatUnnamed};
use super::authority::{Decider, EntryAnswer, one_or_several};
use super::entries::BodyPart;
use super::given::MeetingGiven;
use super::lacking::Lacking;
use super::quorum::QuorumAnswer;
use super::room::Room;
use super::told::{Agreeing, MeetingOutcome, Told, Wanted};
use super::views::Views;
use super::weigh::{Way, Weigh, agreement};
use super::world::{Scene, Tail};
use crate::citation::Strength;
use crate::date::Day;
use crate::error::Error;
use crate::pack::AuthorityPart;
use crate::pack::membership::{Authority, Matter};
use crate::truth::Truth;
use serde::Serialize;
use std::collections::BTreeSet;

/// The whole answer.
#[derive(Debug, Serialize)]
pub struct MeetingAnswer<'k> {
    /// What was asked.
    pub answer: &'static str,
    /// The pack asked.
    pub pack: &'k str,
    /// The day asked about.
    pub as_of: Day,
    /// The body.
    pub body: &'k str,
    /// Its name on the day; left out where that is not set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<&'k str>,
    /// Where it is not set, every name that it could have.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub name_could_be: Vec<&'k str>,
    /// What is to be decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub matter: Option<&'k str>,
    /// The body is in force.
    pub exists: Truth,
    /// It is properly constituted.
    pub constituted: Truth,
    /// How it stands to its quorum.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quorum: Option<QuorumAnswer<'k>>,
    /// How each partner is represented.
    pub partners: Vec<PartnerThere<'k>>,
    /// The people, as given.
    pub people: Vec<PersonThere<'k>>,
    /// The seats for which nobody is named.
    pub seats: Vec<SeatUnnamed>,
    /// What is said of the matter, where one was given.
    #[serde(flatten)]
    pub of_matter: Option<OfMatter<'k>>,
    /// What would have to change.
    pub lacking: Vec<Lacking<'k>>,
    /// Who stays answerable for what is decided.
    pub accountable: Vec<Answerable<'k>>,
    /// What is not known and could change whether it is constituted, the outcome or what was
    /// agreed.
    pub missing: Vec<MissingThere>,
    /// Problems, open settings, conflicts, editions.
    #[serde(flatten)]
    pub tail: Tail<'k>,
}

/// What is said of the matter.
#[derive(Debug, Serialize)]
pub struct OfMatter<'k> {
    /// What the body has to do with it.
    pub part: &'static str,
    /// With the part `cannot-tell`: what it could be.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub part_could_be: Vec<BodyPart>,
    /// What the meeting may do.
    pub outcome: &'static str,
    /// With the outcome `cannot-tell`: what it could be.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub could_be: Vec<MeetingOutcome>,
    /// What has to be agreed; left out where the body surely has nothing to decide.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreement: Option<&'static str>,
    /// With the agreement `cannot-tell`: what it could be.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub agreement_could_be: Vec<Agreeing>,
    /// What is asked of agreement has been given; left out where the body surely has nothing to
    /// decide.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreed: Option<Truth>,
    /// With the part `decides-by-law`: the entries through which what is the body's is
    /// exercised.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub exercised_by: Vec<Decider<'k>>,
    /// Who decides, where it is not surely for this body or for its members.
    pub refer_to: Vec<Decider<'k>>,
    /// Where this body decides or signs off, or may: who decides beside it, or together with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub decided_by: Vec<Decider<'k>>,
    /// Who beside this body has to sign before what is decided stands.
    pub signed_off_by: Vec<Decider<'k>>,
    /// On what all of that rests, in pack order: what is, or may be, said of this body's part in the
    /// matter, and every entry that is named here.
    pub entries: Vec<EntryAnswer<'k>>,
}

impl OfMatter<'_> {
    /// What the meeting may do, where that is the same however the gaps are filled.
    #[must_use]
    pub fn settled(&self) -> Option<MeetingOutcome> {
        let mut words = MeetingOutcome::WORDS.iter();
        words.find(|(word, _)| *word == self.outcome).map(|(_, outcome)| *outcome)
    }
}

/// How a partner is represented.
#[derive(Debug, Serialize)]
pub struct PartnerThere<'k> {
    /// The partner.
    pub partner: &'k str,
    /// What a person reads.
    pub label: &'k str,
    /// The kind of organisation that holds its place; left out where that is not set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held_by: Option<&'k str>,
    /// Somebody stands for it in every matching that represents as many as can be.
    pub represented: Truth,
    /// Those who do or may.
    pub people: Vec<String>,
    /// It agrees.
    pub agrees: Truth,
    #[serde(skip)]
    pub(crate) has_say: Truth,
}

impl<'k> Scene<'k> {
    /// What a meeting may do.
    ///
    /// # Errors
    ///
    /// `request.unknown-body`, `request.unknown-matter`, `request.too-open`.
    pub(crate) fn meeting(&self, given: &MeetingGiven) -> Result<MeetingAnswer<'k>, Error> {
        let body = self.known_body(&given.body)?;
        let matter = given.matter.as_deref().map(|id| self.known_matter(id)).transpose()?;
        let room = Room::of(self, given, body, matter);
        let views = Views::of(self, room);
        self.finished()?;
        let members = self.members_given(given, &views);
        let weigh = Weigh::new(self, &views, members);
        let ways = weigh.ways();
        let mut told: BTreeSet<Told> = BTreeSet::new();
        let mut agreed: BTreeSet<bool> = BTreeSet::new();
        let mut kinds: BTreeSet<usize> = BTreeSet::new();
        for way in &ways {
            if !kinds.insert(way.view.kind) {
                continue;
            }
            told.extend(weigh.all_told(way, Wanted::Outcome));
            if weigh.asks_agreement(way) {
                let all = weigh.all_told(way, Wanted::Agreed);
                agreed.extend(all.into_iter().map(|one| one.agreed));
            }
            self.finished()?;
        }
        let exists = truth_of(ways.iter().map(|way| way.acting.exists));
        let constituted = truth_of(told.iter().map(|one| one.constituted));
        let quorum = weigh.quorum(&ways);
        self.finished()?;
        let partners = weigh.partners();
        let people = weigh.people();
        let of_matter = matter.map(|matter| self.of_matter(matter, &weigh, &ways, &told, &agreed));
        let outcome = of_matter.as_ref().map(|one| one.outcome);
        let is_settled = !matches!(outcome, Some("not-yet" | "cannot-tell"));
        let lacking = if constituted == Truth::True && is_settled {
            Vec::new()
        } else {
            weigh.lacking(&ways, exists, &partners)
        };
        let may_be_delegate = of_matter.as_ref().is_some_and(|one| {
            one.part == "delegate" || one.part_could_be.contains(&BodyPart::Delegate)
        });
        // Whoever is only asked or told answers for nothing that is decided.
        let may_decide = ways.iter().filter_map(|way| way.asked.parts).any(|(own, given)| {
            [own, given].iter().any(|one| one.is_deciding() || *one == BodyPart::EachDecides)
        });
        let open = self.open_so_far();
        let accountable = if matter.is_none() || may_decide {
            self.accountable(&weigh.actors(may_be_delegate), matter)
        } else {
            Vec::new()
        };
        self.only_open(open);
        let missing = weigh.missing_there(&ways);
        let settings = self.layered.items.settings.iter().map(|one| one.is.id.as_str());
        for id in settings {
            let is_asked = ways.iter().any(|way| way.view.set.contains_key(id));
            if is_asked && weigh.setting_matters(&ways, id) {
                self.note_open(id);
            }
        }
        self.finished()?;
        self.show(body);
        self.show_offices(weigh.views.room.offices_elsewhere());
        matter.map(|matter| self.show(matter));
        self.only_matter(matter);
        let (name, name_could_be) = self.name_of(body);
        Ok(MeetingAnswer {
            answer: "meeting",
            pack: &self.layered.pack,
            as_of: self.as_of,
            body: &body.id,
            name,
            name_could_be,
            matter: matter.map(|one| one.id.as_str()),
            exists,
            constituted,
            quorum,
            partners,
            people,
            seats: weigh.seats_unnamed(),
            of_matter,
            lacking,
            accountable,
            missing,
            tail: self.tail(),
        })
    }

    /// Everything that the fillings of a meeting come to, of its outcome alone.
    ///
    /// # Errors
    ///
    /// As [`meeting`](Scene::meeting).
    pub(crate) fn all_outcomes(&self, given: &MeetingGiven) -> Result<BTreeSet<Told>, Error> {
        let body = self.known_body(&given.body)?;
        let matter = given.matter.as_deref().map(|id| self.known_matter(id)).transpose()?;
        let views = Views::of(self, Room::of(self, given, body, matter));
        self.finished()?;
        let weigh = Weigh::new(self, &views, self.members_given(given, &views));
        let mut told: BTreeSet<Told> = BTreeSet::new();
        let mut kinds: BTreeSet<usize> = BTreeSet::new();
        for way in weigh.ways().iter().filter(|way| kinds.insert(way.view.kind)) {
            told.extend(weigh.all_told(way, Wanted::Outcome));
        }
        self.finished()?;
        Ok(told)
    }

    /// How many seats are given, where that can be.
    pub(crate) fn members_given(&self, given: &MeetingGiven, views: &Views<'_, 'k>) -> Option<u32> {
        let most_base = views.actings.iter().map(|(_, acting)| acting.base).max().unwrap_or(0);
        let members = given.members.filter(|members| *members >= most_base);
        if given.members.is_some() && members.is_none() {
            let message = format!("there are {most_base} seats at least, more than `members` says");
            self.problem("membership.too-few-members", "/members".to_owned(), message);
        }
        members
    }

    fn of_matter(
        &self,
        matter: &'k Matter,
        weigh: &Weigh<'_, '_, 'k>,
        ways: &[Way<'_, 'k>],
        told: &BTreeSet<Told>,
        agreed: &BTreeSet<bool>,
    ) -> OfMatter<'k> {
        let delegated = weigh.views.room.given.delegated;
        let parts = ways.iter().filter_map(|way| way.asked.parts).flat_map(|(own, given)| {
            let own = (delegated != Truth::True).then_some(own);
            own.into_iter().chain((delegated != Truth::False).then_some(given))
        });
        let parts: BTreeSet<BodyPart> = crate::order::set_of(parts);
        let is_own = |part: &BodyPart| part.is_deciding() || *part == BodyPart::EachDecides;
        let is_referred = told.iter().any(|one| one.outcome == Some(MeetingOutcome::MustRefer));
        let goes_elsewhere = is_referred || !parts.iter().all(is_own);
        let is_deciding = parts.iter().any(|part| part.is_deciding());
        let has_a_part = parts.iter().any(|part| *part != BodyPart::None);
        let (part, part_could_be) = one_or_several(parts.into_iter().collect(), BodyPart::word);
        let outcomes: BTreeSet<MeetingOutcome> =
            crate::order::set_of(told.iter().filter_map(|one| one.outcome));
        let (outcome, could_be) =
            one_or_several(outcomes.into_iter().collect(), MeetingOutcome::word);
        // What is shown of them says itself what is not set.
        let open = self.open_so_far();
        // Of what is the body's own it need not be told to whom it goes.
        let deciders = if goes_elsewhere { self.decider_entries(matter) } else { Vec::new() };
        let named = [&weigh.views.through, &weigh.views.delegating];
        let is_new = |entry: &&'k Authority| {
            named.iter().all(|list| list.iter().all(|one| one.id != entry.id))
        };
        let others = if is_deciding {
            self.other_deciders(matter, &weigh.views.room.body.id)
        } else {
            Vec::new()
        };
        let others = others.into_iter().filter(is_new).collect();
        let signing = self.signing_entries(matter, &weigh.views.room.body.id);
        let shown = |entries: Vec<&'k Authority>| -> Vec<Decider<'k>> {
            entries
                .into_iter()
                .map(|entry| {
                    self.show(entry);
                    self.decider(entry)
                })
                .collect()
        };
        let (refer_to, decided_by) = (shown(deciders), shown(others));
        let signed_off_by = shown(signing);
        let exercised_by = shown(weigh.views.through.clone());
        let named = [&refer_to, &decided_by, &signed_off_by, &exercised_by];
        let named = named.into_iter().flatten().map(|one| one.entry);
        let entries = self.behind(matter, weigh, (named.collect(), has_a_part));
        self.only_open(open);
        let asking = ways.iter().filter(|way| weigh.asks_agreement(way));
        let asked: BTreeSet<Agreeing> =
            crate::order::set_of(asking.filter_map(|way| agreement(way.asked)));
        let (agreement, agreement_could_be) =
            one_or_several(asked.into_iter().collect(), Agreeing::word);
        let agreed = (!agreed.is_empty()).then(|| truth_of(agreed.iter().copied()));
        OfMatter {
            part,
            part_could_be,
            outcome,
            could_be,
            agreement: agreed.map(|_| agreement),
            agreement_could_be,
            agreed,
            exercised_by,
            refer_to,
            decided_by,
            signed_off_by,
            entries,
        }
    }

    /// The entries of a matter that are, or may be, of the body of a meeting, those that delegate
    /// to it, those that are named, and those that any of these exercises; where the body has a
    /// part, or may, those who have to be consulted; and whoever stands back.
    fn behind(
        &self,
        matter: &'k Matter,
        weigh: &Weigh<'_, '_, 'k>,
        (named, has_a_part): (BTreeSet<&'k str>, bool),
    ) -> Vec<EntryAnswer<'k>> {
        let body = weigh.views.room.body.id.as_str();
        let mut found = named;
        let all = || self.lists().authority.iter().map(|one| &one.is);
        let of_it = all().filter(|entry| {
            entry.matter == matter.id
                && self.in_force(&entry.days) != Truth::False
                && self.may_be_body(&entry.by, body)
        });
        let holds_up = |entry: &&Authority| {
            let has_to_be = entry.part == AuthorityPart::Consulted
                && entry.standing.strength == Strength::Must
                && has_a_part;
            entry.matter == matter.id && (has_to_be || entry.part == AuthorityPart::StandsBack)
        };
        let delegating = weigh.views.delegating.iter().copied();
        for entry in of_it.chain(delegating).chain(all().filter(holds_up)) {
            found.insert(&entry.id);
        }
        let named = all().filter(|entry| found.contains(entry.id.as_str()));
        let exercised: Vec<&str> = named.filter_map(|entry| entry.exercises.as_deref()).collect();
        found.extend(exercised);
        let entries = all().filter(|entry| found.contains(entry.id.as_str()));
        let told =
            entries.map(|entry| self.entry_answer(entry, matter, self.in_force(&entry.days)));
        // What is in force in no way that the settings can be set has no effect at all.
        told.filter(|one| one.effect != "cannot-tell" || !one.could_be.is_empty()).collect()
    }
}

/// The truth of something, of everything that it is in some filling.
pub(crate) fn truth_of(all: impl Iterator<Item = bool>) -> Truth {
    let (mut surely, mut may_be) = (true, false);
    for one in all {
        surely &= one;
        may_be |= one;
    }
    Truth::from_bounds(surely && may_be, may_be)
}

impl<'k> PartnerThere<'k> {
    pub(crate) fn new(
        partner: &'k crate::pack::membership::Partner,
        held_by: Option<&'k str>,
        people: Vec<String>,
        [represented, agrees, has_say]: [Truth; 3],
    ) -> PartnerThere<'k> {
        PartnerThere {
            partner: &partner.id,
            label: &partner.label,
            held_by,
            represented,
            people,
            agrees,
            has_say,
        }
    }
}
