//! The packs at hand: reading texts, checking them, and finding the rules of a day.

use super::document::read_document;
use super::layered::Layered;
use super::shelf::{Given, Shelf};
use super::{Edition, Family};
use crate::compile::Ruleset;
use crate::date::Day;
use crate::error::{Error, did_you_mean, quoted};
use crate::json::{Json, Problems, utf8};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The packs at hand. Reading one checks it in full; what is in a catalogue can be evaluated.
///
/// Cloning is cheap, and a catalogue never changes: adding packs gives another one.
///
/// ```
/// # #[cfg(feature = "bundled-packs")] {
/// use safeguarding_rules::Catalogue;
/// let catalogue = Catalogue::bundled();
/// assert!(catalogue.packs().any(|pack| pack == "walsall"));
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    shelf: Arc<Shelf>,
}

impl Catalogue {
    /// A catalogue without packs.
    #[must_use]
    pub fn empty() -> Catalogue {
        Catalogue::default()
    }

    /// The packs that come with the library: `england`, `walsall`, `example-thresholds`.
    #[cfg(feature = "bundled-packs")]
    #[must_use]
    pub fn bundled() -> Catalogue {
        // INVARIANT: the bundled packs are checked by a test; were one broken it would be absent
        // here, and every request for it an error.
        Catalogue::empty().with(super::bundled::TEXTS).unwrap_or_default()
    }

    /// This catalogue and the packs of these texts (editions and sources documents).
    ///
    /// Every text is checked in full. An edition with the pack and first day of one that is
    /// already here takes its place.
    ///
    /// # Errors
    ///
    /// All problems of all texts together. With several texts, places begin with the position of
    /// the text: `/0/rules/3/when`.
    pub fn with(&self, texts: &[&str]) -> Result<Catalogue, Error> {
        self.with_each(texts.iter().map(|text| Ok(*text)))
    }

    /// The same for texts given as bytes, which must be UTF-8.
    ///
    /// # Errors
    ///
    /// As [`with`](Catalogue::with), and `json.not-utf8` for each text that is none.
    pub fn with_bytes(&self, texts: &[&[u8]]) -> Result<Catalogue, Error> {
        self.with_each(texts.iter().map(|text| utf8(text)))
    }

    fn with_each<'t>(
        &self,
        texts: impl ExactSizeIterator<Item = Result<&'t str, Error>>,
    ) -> Result<Catalogue, Error> {
        let only = texts.len() == 1;
        let problems = Problems::default();
        let mut shelf = Shelf::clone(&self.shelf);
        let mut given = Given::default();
        let mut all_read = true;
        for (text, index) in texts.zip(0_u32..) {
            let base = if only { String::new() } else { format!("/{index}") };
            match text.and_then(Json::parse) {
                Ok(value) => match read_document(&value, &base, &problems) {
                    Some(document) => shelf.take(document, base, &mut given, &problems),
                    None => all_read = false,
                },
                Err(error) => {
                    problems.take(error, &base);
                    all_read = false;
                }
            }
        }
        // A text that could not be read at all may be what the others refer to.
        if all_read {
            let found = Problems::default();
            shelf.build(&given.packs, &found);
            for problem in found.into_vec() {
                problems.add(problem.code, given.place(&problem.at), problem.message);
            }
        }
        match Error::from_problems(problems.into_vec()) {
            Some(error) => Err(error),
            None => Ok(Catalogue { shelf: Arc::new(shelf) }),
        }
    }

    /// The packs of one family alone, with what all of them cite: less to build anew where one
    /// changes.
    #[cfg(feature = "prove")]
    pub(crate) fn of_family(&self, family: Family) -> Catalogue {
        let mut shelf = Shelf::clone(&self.shelf);
        shelf.editions.retain(|(own, _), _| *own == family);
        shelf.layered.retain(|(own, _), _| *own == family);
        Catalogue { shelf: Arc::new(shelf) }
    }

    /// The names of the packs, in alphabetical order.
    pub fn packs(&self) -> impl Iterator<Item = &str> {
        let names: BTreeSet<&str> =
            self.shelf.layered.keys().map(|(_, pack)| pack.as_str()).collect();
        names.into_iter()
    }

    /// The editions of a pack, those of each family together, earliest first.
    pub fn editions(&self, pack: &str) -> impl Iterator<Item = &Edition> {
        let lines = self.shelf.editions.iter().filter(move |((_, known), _)| known == pack);
        lines.flat_map(|(_, editions)| editions).map(AsRef::as_ref)
    }

    /// The rules for one subject that apply on a day.
    ///
    /// # Errors
    ///
    /// `request.unknown-pack`, `request.no-edition` (the day lies outside every edition; nothing
    /// is guessed) and `request.unknown-subject`.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-packs")] {
    /// use safeguarding_rules::{Catalogue, Day};
    /// let day = Day::parse("2024-01-05").unwrap();
    /// let rules = Catalogue::bundled().rules("walsall", "child", day).unwrap();
    /// assert_eq!(rules.levels().count(), 4);
    /// # }
    /// ```
    pub fn rules(&self, pack: &str, subject: &str, as_of: Day) -> Result<Arc<Ruleset>, Error> {
        self.rules_of(Family::Thresholds, pack, subject, as_of)
    }

    pub(crate) fn rules_of(
        &self,
        family: Family,
        pack: &str,
        subject: &str,
        day: Day,
    ) -> Result<Arc<Ruleset>, Error> {
        let layered = self.layered(family, pack, day)?;
        layered.rules(subject).ok_or_else(|| no_subject(layered, subject))
    }

    pub(crate) fn layered(
        &self,
        family: Family,
        pack: &str,
        as_of: Day,
    ) -> Result<&Arc<Layered>, Error> {
        let line = self.line_of(family, pack)?;
        line.iter().find(|layered| layered.covers(as_of)).ok_or_else(|| {
            let first = line.first().map_or(Day::LAST, |layered| layered.from);
            let message = match line.last().and_then(|layered| layered.until) {
                Some(until) => format!(
                    "no edition of `{pack}` applies on {as_of}; its editions run from {first} until {until}"
                ),
                None => format!("no edition of `{pack}` applies on {as_of}; its first day is {first}"),
            };
            Error::new("request.no-edition", "/as_of", message)
        })
    }

    /// All stretches of a pack between two changes of its rules; at least one.
    pub(crate) fn line_of(&self, family: Family, pack: &str) -> Result<&[Arc<Layered>], Error> {
        let line = self.line(family, pack);
        if !line.is_empty() {
            return Ok(line);
        }
        let of_family = || {
            let keys = self.shelf.layered.keys().filter(move |(known, _)| *known == family);
            keys.map(|(_, pack)| pack.as_str())
        };
        let message = format!(
            "there is no pack {} with {}; at hand are {}{}",
            quoted(pack),
            family.word(),
            if of_family().next().is_none() {
                "none".to_owned()
            } else {
                of_family().collect::<Vec<_>>().join(", ")
            },
            did_you_mean(pack, of_family())
        );
        Err(Error::new("request.unknown-pack", "/pack", message))
    }

    /// The same; empty where there is no such pack.
    pub(crate) fn line(&self, family: Family, pack: &str) -> &[Arc<Layered>] {
        self.shelf.layered.get(&(family, pack.to_owned())).map_or(&[], Vec::as_slice)
    }
}

/// The error for a subject that a pack does not have.
pub(crate) fn no_subject(layered: &Layered, subject: &str) -> Error {
    let known: Vec<&str> = layered.subjects().collect();
    let message = format!(
        "pack `{}` has no subject {}; it has {}",
        layered.pack,
        quoted(subject),
        known.join(", ")
    );
    Error::new("request.unknown-subject", "/subject", message)
}
