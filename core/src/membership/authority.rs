//! Who decides what: the answer to `authority`.

use super::accountable::Answerable;
use super::consultation::Consultation;
use super::entries::{BodyPart, EntryEffect};
use super::holders::{Named, Unset};
use super::world::{Scene, Tail, World};
use crate::citation::Grounds;
use crate::date::Day;
use crate::error::{Error, did_you_mean, shortened};
use crate::pack::membership::{Authority, By, Dispute, Matter};
use crate::pack::{
    Agreement, AuthorityPart, Between, Chosen, Commitment, Delegable, DisputeAct, SettingValue,
    Side,
};
use crate::truth::Truth;
use serde::Serialize;

/// The whole answer.
#[derive(Debug, Serialize)]
pub struct AuthorityAnswer<'k> {
    /// What was asked.
    pub answer: &'static str,
    /// The pack asked.
    pub pack: &'k str,
    /// The day asked about.
    pub as_of: Day,
    /// The matters in force.
    pub matters: Vec<MatterAnswer<'k>>,
    /// Every matter by every body.
    pub matrix: Vec<MatrixRow<'k>>,
    /// The steps of a disagreement.
    pub disputes: Vec<DisputeAnswer<'k>>,
    /// Problems, open settings, conflicts, editions.
    #[serde(flatten)]
    pub tail: Tail<'k>,
}

/// A matter and everybody who has a part in it.
#[derive(Debug, Serialize)]
pub struct MatterAnswer<'k> {
    /// The matter.
    pub matter: &'k str,
    /// What a person reads.
    pub label: &'k str,
    /// For children, for adults.
    pub of: &'k [Side],
    /// What a decision commits the organisations to.
    pub commits: &'k [Commitment],
    /// Who decides it.
    pub deciders: Vec<Decider<'k>>,
    /// Those who have to be consulted before it is decided; left out where nobody has to be.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub consultation: Vec<Consultation<'k>>,
    /// All of them were consulted; left out where nobody has to be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ready: Option<Truth>,
    /// Who does what in it.
    pub parts: Vec<EntryAnswer<'k>>,
    /// Who stays answerable.
    pub accountable: Vec<Answerable<'k>>,
    /// Who says so.
    #[serde(flatten)]
    pub grounds: Grounds<'k>,
}

/// Who decides a matter.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Decider<'k> {
    /// The entry that says so.
    pub entry: &'k str,
    /// Who, as the pack names them.
    pub by: Named<'k>,
    /// Who, in words.
    pub who: String,
}

/// An entry as it is on the day.
#[derive(Debug, Serialize)]
pub struct EntryAnswer<'k> {
    /// Its id.
    pub entry: &'k str,
    /// What they do.
    pub part: AuthorityPart,
    /// Who, as the pack names them.
    pub by: Named<'k>,
    /// Who, in words.
    pub who: String,
    /// Whether it is in force.
    pub in_force: Truth,
    /// What becomes of it.
    pub effect: &'static str,
    /// With the effect `cannot-tell`: what could become of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub could_be: Vec<EntryEffect>,
    /// Who has to agree.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreement: Option<AgreementAnswer<'k>>,
    /// Whether it may be delegated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delegable: Option<Delegable>,
    /// To whom.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<Named<'k>>,
    /// The entries through which it is exercised, or that it exercises.
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    pub exercises: Option<&'k str>,
    /// The entry before which it has no effect.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub yields_to: Option<&'k str>,
    /// What that means.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<&'k str>,
    /// What a reader should know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<&'k str>,
    /// Who says so.
    #[serde(flatten)]
    pub grounds: Grounds<'k>,
}

/// Whose agreement is asked.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum AgreementAnswer<'k> {
    /// This is asked.
    Set(Agreement),
    /// It hangs on an open setting.
    NotSet(Unset<'k>),
}

/// A matter by every body.
#[derive(Debug, Serialize)]
pub struct MatrixRow<'k> {
    /// The matter.
    pub matter: &'k str,
    /// The bodies, in the order of the pack.
    pub bodies: Vec<MatrixCell<'k>>,
}

/// What a body has to do with a matter.
#[derive(Debug, Serialize)]
pub struct MatrixCell<'k> {
    /// The body.
    pub body: &'k str,
    /// All that it does.
    pub parts: Vec<AuthorityPart>,
    /// What that comes to.
    pub part: &'static str,
    /// With the part `cannot-tell`: what it could be.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub could_be: Vec<BodyPart>,
}

/// A step of a disagreement.
#[derive(Debug, Serialize)]
pub struct DisputeAnswer<'k> {
    /// Its id.
    pub dispute: &'k str,
    /// Between whom.
    pub between: Between,
    /// Its place in the order.
    pub step: u32,
    /// Who does it, as the pack names them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<Named<'k>>,
    /// Who does it, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// What is done.
    pub does: DisputeAct,
    /// The matters in which it is no step; left out where a matter was asked for.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub not_for: &'k [String],
    /// What that means.
    pub words: &'k str,
    /// Said where the structure is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_force: Option<Truth>,
    /// Who says so.
    #[serde(flatten)]
    pub grounds: Grounds<'k>,
}

impl<'k> Scene<'k> {
    /// Who decides what.
    ///
    /// # Errors
    ///
    /// `request.unknown-matter`, `request.unknown-body`.
    pub(crate) fn authority(
        &self,
        matter: Option<&str>,
        body: Option<&str>,
        consulted: &[(String, Truth)],
    ) -> Result<AuthorityAnswer<'k>, Error> {
        let only = matter.map(|id| self.known_matter(id)).transpose()?;
        let body = body.map(|id| self.known_body(id)).transpose()?.map(|body| body.id.as_str());
        self.only_matter(only);
        let all = self.lists().matters.iter().map(|one| &one.is);
        let matters: Vec<&'k Matter> = all
            .filter(|one| only.is_none_or(|only| only.id == one.id))
            .filter(|one| self.in_force(&one.days) != Truth::False)
            .collect();
        self.check_consultations(&matters, consulted);
        let answers =
            matters.iter().map(|matter| self.matter_answer(matter, body, consulted)).collect();
        let matrix = matters.iter().map(|matter| self.matrix_row(matter, body)).collect();
        let mut disputes = self.dispute_answers(only);
        disputes.iter_mut().for_each(|one| one.in_force = None);
        Ok(AuthorityAnswer {
            answer: "authority",
            pack: &self.layered.pack,
            as_of: self.as_of,
            matters: answers,
            matrix,
            disputes,
            tail: self.tail(),
        })
    }

    pub(crate) fn known_matter(&self, id: &str) -> Result<&'k Matter, Error> {
        let matters = || self.lists().matters.iter().map(|one| &one.is);
        matters().find(|one| one.id == id).ok_or_else(|| {
            let hint = did_you_mean(id, matters().map(|one| one.id.as_str()));
            let message = format!("there is no matter `{}` here{hint}", shortened(id));
            Error::new("request.unknown-matter", "/matter", message)
        })
    }

    pub(crate) fn known_body(&self, id: &str) -> Result<&'k crate::pack::membership::Body, Error> {
        self.body(id).ok_or_else(|| {
            let known = self.lists().bodies.iter().map(|one| one.is.id.as_str());
            let message =
                format!("there is no body `{}` here{}", shortened(id), did_you_mean(id, known));
            Error::new("request.unknown-body", "/body", message)
        })
    }

    /// The entries that decide a matter, or may.
    pub(crate) fn decider_entries(&self, matter: &'k Matter) -> Vec<&'k Authority> {
        let found = self.each(|world| {
            let deciders = World::deciders(&world.entries(matter)?);
            Ok(deciders.into_iter().map(|one| one.id.as_str()).collect::<Vec<_>>())
        });
        let is_one = |entry: &&'k Authority| {
            found.iter().any(|deciders| deciders.contains(&entry.id.as_str()))
        };
        self.lists().authority.iter().map(|one| &one.is).filter(is_one).collect()
    }

    /// The entries that decide a matter beside a body, or together with it.
    pub(crate) fn other_deciders(&self, matter: &'k Matter, body: &str) -> Vec<&'k Authority> {
        let found = self.worlds(|world| {
            let mut others = Vec::new();
            for entry in World::deciders(&world.entries(matter)?) {
                if !world.is_body_alone(&entry.by, body)? {
                    others.push(entry.id.as_str());
                }
            }
            Ok(others)
        });
        let is_other =
            |entry: &&'k Authority| found.iter().any(|(_, all)| all.contains(&entry.id.as_str()));
        self.lists().authority.iter().map(|one| &one.is).filter(is_other).collect()
    }

    /// The entries that sign off, or may, but for one of a body.
    pub(crate) fn signing_entries(&self, matter: &'k Matter, body: &str) -> Vec<&'k Authority> {
        let found = self.worlds(|world| {
            let signing = World::acting(&world.entries(matter)?, AuthorityPart::SignsOff);
            let mut others = Vec::new();
            for entry in signing {
                others.push((entry.id.as_str(), world.is_body(&entry.by, body)?));
            }
            Ok(others)
        });
        let is_other = |entry: &&'k Authority| {
            found.iter().any(|(_, all)| all.contains(&(entry.id.as_str(), false)))
        };
        self.lists().authority.iter().map(|one| &one.is).filter(is_other).collect()
    }

    pub(crate) fn decider(&self, entry: &'k Authority) -> Decider<'k> {
        Decider { entry: &entry.id, by: self.named(&entry.by), who: self.who_acts(entry) }
    }

    fn matter_answer(
        &self,
        matter: &'k Matter,
        body: Option<&str>,
        consulted: &[(String, Truth)],
    ) -> MatterAnswer<'k> {
        let deciders = self.decider_entries(matter);
        let mut parts = Vec::new();
        let exercised = |id: &String| {
            let mut all = self.lists().authority.iter().map(|one| &one.is);
            all.find(|one| one.id == *id)
        };
        let with = deciders.iter().flat_map(|entry| {
            std::iter::once(*entry).chain(entry.exercises.as_ref().and_then(exercised))
        });
        let actors: Vec<_> = with.flat_map(|entry| self.actors_of(entry)).collect();
        for entry in self.lists().authority.iter().map(|one| &one.is) {
            // What is not shown leaves nothing open.
            let is_there =
                entry.matter == matter.id && self.in_force_quietly(&entry.days) != Truth::False;
            if is_there && body.is_none_or(|body| self.may_be_body(&entry.by, body)) {
                parts.push(self.entry_answer(entry, matter, self.in_force(&entry.days)));
            }
        }
        let (consultation, ready) = self.consultation(matter, consulted);
        MatterAnswer {
            matter: &matter.id,
            label: &matter.label,
            of: &matter.of,
            commits: &matter.commits,
            deciders: deciders.into_iter().map(|entry| self.decider(entry)).collect(),
            consultation,
            ready,
            parts,
            accountable: self.accountable(&actors, Some(matter)),
            grounds: self.show(matter),
        }
    }

    /// Whether somebody named is this body for some value of the settings.
    pub(crate) fn may_be_body(&self, by: &'k By, body: &str) -> bool {
        match (by, self.named(by)) {
            (By::Setting { id, together }, Named::NotSet(_)) => {
                self.bodies_meant(id, together).iter().any(|one| one.id == body)
            }
            (By::AllPartners, _) => self.is_of_partners(body),
            (By::Members { body: of, .. }, _) => of == body,
            (By::Capacity(kind), _) => self.is_made_up_of(body, *kind),
            (_, Named::Body(id)) => id == body,
            (_, Named::Bodies(all)) => all.contains(&body),
            _ => false,
        }
    }

    pub(crate) fn entry_answer(
        &self,
        entry: &'k Authority,
        matter: &'k Matter,
        in_force: Truth,
    ) -> EntryAnswer<'k> {
        let effects = self.each(|world| {
            let entries = world.entries(matter)?;
            let is_there = entries.iter().any(|one| one.id == entry.id);
            Ok(is_there.then(|| World::effect(entry, &entries)))
        });
        let mut effects: Vec<EntryEffect> = effects.into_iter().flatten().collect();
        crate::order::by_key(&mut effects, |effect| *effect);
        effects.dedup();
        let (effect, could_be) = one_or_several(effects, EntryEffect::word);
        EntryAnswer {
            entry: &entry.id,
            part: entry.part,
            by: self.named(&entry.by),
            who: self.who_acts(entry),
            in_force,
            effect,
            could_be,
            agreement: self.agreement_of(entry).and_then(|asked| self.agreement(asked)),
            delegable: entry.delegable,
            to: entry.to.iter().map(|by| self.named(by)).collect(),
            exercises: entry.exercises.as_deref(),
            yields_to: entry.yields_to.as_deref(),
            words: entry.words.as_deref(),
            note: entry.note.as_deref(),
            grounds: self.show(entry),
        }
    }

    /// Whose agreement an entry asks, or else the one body that decides or signs off by it.
    fn agreement_of(&self, entry: &'k Authority) -> Option<&'k Chosen<Agreement>> {
        let decides = matches!(entry.part, AuthorityPart::Decides | AuthorityPart::SignsOff);
        let body = match self.named(&entry.by) {
            Named::Body(id) if decides => self.body(id),
            _ => None,
        };
        entry.agreement.as_ref().or_else(|| body.and_then(|one| one.agreement.as_ref()))
    }

    fn agreement(&self, asked: &'k Chosen<Agreement>) -> Option<AgreementAnswer<'k>> {
        match asked {
            Chosen::Given(word) => Some(AgreementAnswer::Set(*word)),
            Chosen::Setting(id) => match (self.value(id), self.unset(id)) {
                (Some(SettingValue::Word(word)), _) => {
                    let known = Agreement::WORDS.iter().find(|(known, _)| known == word);
                    known.map(|(_, agreement)| AgreementAnswer::Set(*agreement))
                }
                (_, Some(unset)) => {
                    self.note_open(id);
                    Some(AgreementAnswer::NotSet(unset))
                }
                _ => None,
            },
        }
    }

    /// Whether an entry is in force in some way, and does not yield in it.
    pub(crate) fn may_have_effect(&self, entry: &'k Authority, matter: &'k Matter) -> bool {
        let ways = self.worlds(|world| {
            let entries = world.entries(matter)?;
            let is_there = entries.iter().any(|one| one.id == entry.id);
            Ok(is_there && World::effect(entry, &entries) != EntryEffect::Yields)
        });
        ways.into_iter().any(|(_, has_effect)| has_effect)
    }

    fn matrix_row(&self, matter: &'k Matter, only: Option<&str>) -> MatrixRow<'k> {
        let mut bodies = Vec::new();
        for body in self.lists().bodies.iter().map(|one| &one.is) {
            let is_asked = only.is_none_or(|only| only == body.id);
            if !is_asked || self.in_force(&body.days) == Truth::False {
                continue;
            }
            let mut found = self.each(|world| {
                if !world.in_force(&body.days)? {
                    return Ok(BodyPart::None);
                }
                world.body_part(&world.entries(matter)?, &body.id, true)
            });
            crate::order::by_key(&mut found, |part| *part);
            let mut parts: Vec<AuthorityPart> = Vec::new();
            for entry in self.lists().authority.iter().map(|one| &one.is) {
                let is_there =
                    entry.matter == matter.id && self.in_force_quietly(&entry.days) != Truth::False;
                let is_its = is_there
                    && self.may_be_body(&entry.by, &body.id)
                    && self.in_force(&entry.days) != Truth::False;
                if is_its && !parts.contains(&entry.part) && self.may_have_effect(entry, matter) {
                    parts.push(entry.part);
                }
            }
            let (part, could_be) = one_or_several(found, BodyPart::word);
            bodies.push(MatrixCell { body: &body.id, parts, part, could_be });
        }
        MatrixRow { matter: &matter.id, bodies }
    }

    /// Whose matters a step can be taken in: as it says, or else as the body that takes it is.
    fn sides_of(&self, dispute: &'k Dispute) -> &'k [Side] {
        match &dispute.by {
            Some(By::Body(id)) if dispute.of.is_empty() => {
                self.body(id).map_or(&[], |body| body.of.as_slice())
            }
            _ => &dispute.of,
        }
    }

    /// The steps of disagreements; with a matter those that can be taken in it.
    pub(crate) fn dispute_answers(&self, matter: Option<&Matter>) -> Vec<DisputeAnswer<'k>> {
        let is_of_it = |one: &&'k Dispute| {
            matter.is_none_or(|matter| {
                let of = self.sides_of(one);
                // What a body decides is no dispute between practitioners about a case.
                one.between != Between::Practitioners
                    && !one.not_for.contains(&matter.id)
                    && (of.is_empty() || of.iter().any(|side| matter.of.contains(side)))
            })
        };
        let disputes = self.lists().disputes.iter().map(|one| &one.is).filter(is_of_it);
        let mut found: Vec<_> =
            disputes.filter(|one| self.in_force(&one.days) != Truth::False).collect();
        crate::order::by_key(&mut found, |one| (one.between, one.step));
        let answers = found.into_iter().map(|one| DisputeAnswer {
            dispute: &one.id,
            between: one.between,
            step: one.step,
            by: one.by.as_ref().map(|by| self.named(by)),
            who: one.by.as_ref().map(|by| self.who(by)),
            does: one.does,
            not_for: if matter.is_none() { &one.not_for } else { &[] },
            words: &one.words,
            in_force: Some(self.in_force(&one.days)),
            grounds: self.show(one),
        });
        answers.collect()
    }
}

/// The one word of all, or `cannot-tell` with all.
pub(crate) fn one_or_several<T: Copy>(
    found: Vec<T>,
    word: fn(T) -> &'static str,
) -> (&'static str, Vec<T>) {
    match found.as_slice() {
        [only] => (word(*only), Vec::new()),
        _ => ("cannot-tell", found),
    }
}
