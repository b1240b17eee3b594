//! Entries of authority on a day: which are in force, which have effect, who decides a matter, and
//! what part a body has in it.

use super::world::{NotSet, World};
use crate::citation::{Strength, words};
use crate::pack::membership::{Authority, Matter};
use crate::pack::{AuthorityPart, Delegable};

words! {
    /// What becomes of an entry.
    EntryEffect {
        /// It stands as it is.
        Stands = "stands",
        /// Another in force exercises it.
        ExercisedBy = "exercised-by",
        /// It exercises another in force.
        Exercises = "exercises",
        /// What it yields to is in force.
        Yields = "yields",
    }
}

words! {
    /// What a body has to do with a matter, the firmest first.
    BodyPart {
        /// It decides; or it signs off what nobody else decides.
        Decides = "decides",
        /// It decides by law what another exercises.
        DecidesByLaw = "decides-by-law",
        /// It signs off what another decides.
        SignsOff = "signs-off",
        /// The decision is or may be delegated to it.
        Delegate = "delegate",
        /// Each of those it is made up of decides, for the own organisation.
        EachDecides = "each-decides",
        /// It recommends, considers or proposes.
        Recommends = "recommends",
        /// It oversees.
        Oversees = "oversees",
        /// It advises or is consulted.
        Consulted = "consulted",
        /// It is told.
        Informed = "informed",
        /// Nothing.
        None = "none",
    }
}

impl BodyPart {
    /// Whether what is decided is decided, or signed off, by the body.
    pub(crate) fn is_deciding(self) -> bool {
        matches!(
            self,
            BodyPart::Decides | BodyPart::DecidesByLaw | BodyPart::SignsOff | BodyPart::Delegate
        )
    }
}

/// An entry of a body, with those through which it is exercised.
pub(crate) type Exercised<'k> = (&'k Authority, Vec<&'k Authority>);

impl<'k> World<'_, 'k> {
    /// The entries of a matter that are in force; none where the matter is not.
    pub(crate) fn entries(&self, matter: &'k Matter) -> Result<Vec<&'k Authority>, NotSet<'k>> {
        let mut found = Vec::new();
        if !self.in_force(&matter.days)? {
            return Ok(found);
        }
        for entry in self.scene.lists().authority.iter().map(|one| &one.is) {
            if entry.matter == matter.id && self.in_force(&entry.days)? {
                found.push(entry);
            }
        }
        Ok(found)
    }

    /// What becomes of an entry of those in force.
    pub(crate) fn effect(entry: &Authority, entries: &[&'k Authority]) -> EntryEffect {
        let in_force = |id: &Option<String>| {
            id.as_ref().is_some_and(|id| entries.iter().any(|one| one.id == *id))
        };
        let is_exercised =
            entries.iter().any(|one| one.exercises.as_deref() == Some(entry.id.as_str()));
        if in_force(&entry.yields_to) {
            EntryEffect::Yields
        } else if is_exercised {
            EntryEffect::ExercisedBy
        } else if in_force(&entry.exercises) {
            EntryEffect::Exercises
        } else {
            EntryEffect::Stands
        }
    }

    /// Who decides among the entries in force: those that decide with effect and not through
    /// another; where there are none, those that sign off.
    pub(crate) fn deciders(entries: &[&'k Authority]) -> Vec<&'k Authority> {
        let deciding = Self::acting(entries, AuthorityPart::Decides);
        if deciding.is_empty() { Self::acting(entries, AuthorityPart::SignsOff) } else { deciding }
    }

    /// The entries of a part that have effect and are not exercised through another.
    pub(crate) fn acting(entries: &[&'k Authority], part: AuthorityPart) -> Vec<&'k Authority> {
        let has_effect = |entry: &&&'k Authority| {
            let effect = Self::effect(entry, entries);
            !matches!(effect, EntryEffect::Yields | EntryEffect::ExercisedBy)
        };
        entries.iter().filter(|entry| entry.part == part).filter(has_effect).copied().collect()
    }

    /// The entries by which a body decides or signs off, those that decide first.
    pub(crate) fn deciding(
        &self,
        entries: &[&'k Authority],
        body: &str,
    ) -> Result<Vec<&'k Authority>, NotSet<'k>> {
        let signing = Self::acting(entries, AuthorityPart::SignsOff);
        let mut found: Vec<&'k Authority> = Vec::new();
        for entry in Self::deciders(entries).into_iter().chain(signing) {
            let is_new = !found.iter().any(|one| one.id == entry.id);
            if is_new && self.is_body(&entry.by, body)? {
                found.push(entry);
            }
        }
        Ok(found)
    }

    /// The entries of a body that others exercise, those that decide first; none that it exercises
    /// itself.
    pub(crate) fn by_law(
        &self,
        entries: &[&'k Authority],
        body: &str,
    ) -> Result<Vec<Exercised<'k>>, NotSet<'k>> {
        let mut found = Vec::new();
        for part in [AuthorityPart::Decides, AuthorityPart::SignsOff] {
            for entry in entries.iter().filter(|entry| entry.part == part) {
                let is_exercised = Self::effect(entry, entries) == EntryEffect::ExercisedBy;
                if !is_exercised || !self.is_body(&entry.by, body)? {
                    continue;
                }
                let id = Some(entry.id.as_str());
                let through = entries.iter().filter(|one| one.exercises.as_deref() == id);
                let through: Vec<&'k Authority> = through.copied().collect();
                let mut is_own = false;
                for one in &through {
                    is_own |= self.is_body(&one.by, body)?;
                }
                if !is_own {
                    found.push((*entry, through));
                }
            }
        }
        Ok(found)
    }

    /// Those of the entries in force that have to be consulted before anything is decided.
    pub(crate) fn to_consult<'e>(
        entries: &'e [&'k Authority],
    ) -> impl Iterator<Item = &'k Authority> + 'e {
        let has_to_be = |entry: &&&'k Authority| {
            entry.part == AuthorityPart::Consulted && entry.standing.strength == Strength::Must
        };
        entries.iter().filter(has_to_be).copied()
    }

    /// The entries whose decision may be delegated to a body.
    pub(crate) fn delegating(
        &self,
        entries: &[&'k Authority],
        body: &str,
    ) -> Result<Vec<&'k Authority>, NotSet<'k>> {
        let mut found = Vec::new();
        for entry in Self::deciders(entries) {
            if entry.delegable != Some(Delegable::May) {
                continue;
            }
            for to in &entry.to {
                if self.is_body(to, body)? {
                    found.push(entry);
                    break;
                }
            }
        }
        Ok(found)
    }

    /// What a body has to do with a matter.
    pub(crate) fn body_part(
        &self,
        entries: &[&'k Authority],
        body: &str,
        delegated: bool,
    ) -> Result<BodyPart, NotSet<'k>> {
        let deciders = Self::deciders(entries);
        let deciding = self.deciding(entries, body)?;
        if deciding.iter().any(|one| deciders.iter().any(|decider| decider.id == one.id)) {
            return Ok(BodyPart::Decides);
        }
        let by_law = self.by_law(entries, body)?;
        if by_law.iter().any(|(entry, _)| entry.part == AuthorityPart::Decides) {
            return Ok(BodyPart::DecidesByLaw);
        }
        if !deciding.is_empty() {
            return Ok(BodyPart::SignsOff);
        }
        if !by_law.is_empty() {
            return Ok(BodyPart::DecidesByLaw);
        }
        if delegated && !self.delegating(entries, body)?.is_empty() {
            return Ok(BodyPart::Delegate);
        }
        for entry in Self::deciders(entries) {
            if self.is_made_up_of(&entry.by, body) {
                return Ok(BodyPart::EachDecides);
            }
        }
        let mut found = BodyPart::None;
        for entry in entries {
            let part = match entry.part {
                AuthorityPart::Proposes | AuthorityPart::Considers | AuthorityPart::Recommends => {
                    BodyPart::Recommends
                }
                AuthorityPart::Oversees => BodyPart::Oversees,
                AuthorityPart::Advises | AuthorityPart::Consulted => BodyPart::Consulted,
                AuthorityPart::Informed => BodyPart::Informed,
                _ => continue,
            };
            let is_its = self.is_body(&entry.by, body)? || self.is_made_up_of(&entry.by, body);
            if part < found && is_its {
                found = part;
            }
        }
        Ok(found)
    }
}
