//! Packs made wrong, one change at a time, to see whether a fixture fails.

use super::equal;
use super::mutants::{Edit, edited, edits};
use super::texts::{Fixture, Texts, Written, add_names};
use crate::decision::VERSION;
use crate::error::Error;
use crate::pack::Catalogue;
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What became of a mutant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "fate", rename_all = "kebab-case")]
pub enum Fate {
    /// A fixture fails.
    Killed {
        /// The name of the first that does.
        by: String,
    },
    /// The library refuses to load it.
    Refused {
        /// The code of the first problem.
        code: String,
    },
    /// It is proved to answer every case as the original does.
    Equal,
    /// No fixture fails.
    Survived,
}

/// A pack made wrong in one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mutant {
    /// Such as `england/thresholds/2018-07-04`.
    pub edition: String,
    /// A JSON pointer into the edition.
    pub at: String,
    /// The item that it lies in.
    pub item: String,
    /// What was done: `drop` `drop-part` `drop-option` `swap` `negate` `number` `day` `another` `part` `toggle`.
    pub change: &'static str,
    /// The same in words.
    pub words: String,
    /// What became of it.
    #[serde(flatten)]
    pub fate: Fate,
}

impl Mutant {
    /// Whether it changes only when a question is put.
    fn is_of_asking(&self) -> bool {
        self.at.starts_with("/facts/") && self.at.contains("/asked_when")
    }
}

/// The mutants of one edition, counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MutationOfEdition {
    /// Such as `england/thresholds/2018-07-04`.
    pub edition: String,
    /// How many fixtures touch its pack.
    pub fixtures: usize,
    /// How many mutants some fixture notices.
    pub killed: usize,
    /// How many the library refuses to load; they count for nothing.
    pub refused: usize,
    /// How many are proved to be equal; they count for nothing.
    pub equal: usize,
    /// How many no fixture notices.
    pub survived: usize,
    /// How many of those that change only when a question is put some fixture notices; they are
    /// counted apart, since they change the order of asking and no outcome.
    pub asking_killed: usize,
    /// How many of those no fixture notices.
    pub asking_survived: usize,
}

/// Which mistakes in packs the fixtures would miss.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Mutation {
    /// `mutation`.
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::schema::mutation_word"))]
    pub answer: &'static str,
    /// Every edition that was measured.
    pub editions: Vec<MutationOfEdition>,
    /// Of a thousand mutants that load, are not equal and change more than when a question is put,
    /// how many are killed, rounded down.
    pub killed_per_mille: usize,
    /// The mutants that no fixture notices, in the order of the texts.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<crate::schema::MutantListed>"))]
    pub survivors: Vec<Mutant>,
    /// The mutants that are proved to be equal.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<crate::schema::MutantListed>"))]
    pub equal: Vec<Mutant>,
    /// The library's version.
    pub version: &'static str,
}

/// Makes these packs wrong, one change at a time, and sees whether a fixture fails.
///
/// The texts are those of [`coverage`](super::coverage()).
/// It is much work: [`Mutants`] gives the mutants one by one, for several threads, or for some of them.
///
/// # Errors
///
/// As [`coverage`](super::coverage()); and `fixtures.failing` where a fixture fails before anything
/// is made wrong.
pub fn mutate(beneath: &Catalogue, packs: &[&str], fixtures: &[&str]) -> Result<Mutation, Error> {
    let mutants = Mutants::of(beneath, packs, fixtures)?;
    let all = (0..mutants.len()).filter_map(|index| mutants.run(index));
    Ok(mutants.told(all.collect()))
}

/// All mutants of some packs, each of which can be tried by itself.
pub struct Mutants {
    texts: Texts,
    /// The position of the edition with the change.
    list: Vec<(usize, Edit)>,
    /// In how many fixtures each name stands, by family.
    frequent: BTreeMap<(&'static str, String), usize>,
}

impl std::fmt::Debug for Mutants {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} mutants", self.list.len())
    }
}

impl Mutants {
    /// Reads the texts and lists the mutants.
    ///
    /// # Errors
    ///
    /// As [`mutate`].
    pub fn of(beneath: &Catalogue, packs: &[&str], fixtures: &[&str]) -> Result<Mutants, Error> {
        let texts = Texts::read(beneath, packs, fixtures)?;
        if let Some(name) = texts.failing().first() {
            let message =
                format!("fixture `{name}` fails already; mend it or the pack, and try again");
            return Err(Error::new("fixtures.failing", "", message));
        }
        let measured = texts.editions.iter().zip(0_usize..);
        let list = measured
            .flat_map(|(edition, index)| edits(edition).into_iter().map(move |edit| (index, edit)));
        let list = list.collect();
        let mut frequent: BTreeMap<(&'static str, String), usize> = BTreeMap::new();
        for fixture in &texts.fixtures {
            for name in &fixture.names {
                let times = frequent.entry((fixture.speaks.word(), name.clone())).or_default();
                *times = times.saturating_add(1);
            }
        }
        Ok(Mutants { texts, list, frequent })
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Tries one of them; `None` past the last.
    #[must_use]
    pub fn run(&self, index: usize) -> Option<Mutant> {
        let (position, edit) = self.list.get(index)?;
        let edition = self.texts.editions.get(*position)?;
        Some(Mutant {
            edition: edition.name.clone(),
            at: edit.at.clone(),
            item: edit.item.clone(),
            change: edit.change,
            words: edit.words.clone(),
            fate: self.fate(edition, edit)?,
        })
    }

    fn fate(&self, edition: &Written, edit: &Edit) -> Option<Fate> {
        let original = self.texts.catalogue(edition.speaks)?;
        let text = edited(&edition.value, edit).to_string();
        let mutant = match original.with(&[&text]) {
            Ok(mutant) => mutant,
            Err(error) => return Some(Fate::Refused { code: error.code().to_owned() }),
        };
        let fixtures = self.nearest_first(edition, edit);
        if let Some(fixture) = fixtures.iter().find(|fixture| fixture.fails(&mutant)) {
            return Some(Fate::Killed { by: fixture.name.clone() });
        }
        Some(if self.is_equal(edition, edit, &mutant) { Fate::Equal } else { Fate::Survived })
    }

    fn is_equal(&self, edition: &Written, edit: &Edit, mutant: &Catalogue) -> bool {
        let packs = self.texts.on(edition);
        let original = self.texts.catalogue(edition.speaks);
        original.is_some_and(|original| {
            let about = (edit.at.as_str(), edition.subject_at(&edit.at));
            equal::answers(original, mutant, edition.speaks, &packs, about)
        })
    }

    /// The fixtures that touch an edition, those that name most of what is changed first.
    fn nearest_first(&self, edition: &Written, edit: &Edit) -> Vec<&Fixture> {
        let names = names_near(edition, edit);
        let subject = edition.subject_at(&edit.at);
        let touching = self.texts.touching(edition).into_iter();
        let mut fixtures: Vec<(usize, &Fixture)> = touching
            .filter(|fixture| fixture.is_about(subject))
            .map(|fixture| (self.nearness(fixture, &names), fixture))
            .collect();
        fixtures.sort_by_key(|(nearness, _)| std::cmp::Reverse(*nearness));
        fixtures.into_iter().map(|(_, fixture)| fixture).collect()
    }

    /// How many of the names a fixture has; rare ones count for more.
    fn nearness(&self, fixture: &Fixture, names: &BTreeSet<String>) -> usize {
        let shared = fixture.names.intersection(names).map(|name| {
            let times = self.frequent.get(&(fixture.speaks.word(), name.clone()));
            1000_usize.checked_div(times.copied().unwrap_or(1)).unwrap_or(0)
        });
        shared.fold(0_usize, usize::saturating_add)
    }

    /// What became of those that were tried, in the order of the texts.
    #[must_use]
    pub fn told(&self, tried: Vec<Mutant>) -> Mutation {
        let editions: Vec<MutationOfEdition> = self
            .texts
            .editions
            .iter()
            .map(|edition| {
                let own = || tried.iter().filter(|mutant| mutant.edition == edition.name);
                let counted = |asking: bool, is: &dyn Fn(&Fate) -> bool| {
                    own().filter(|one| one.is_of_asking() == asking && is(&one.fate)).count()
                };
                let is_killed = |fate: &Fate| matches!(fate, Fate::Killed { .. });
                let has_survived = |fate: &Fate| matches!(fate, Fate::Survived);
                let either = |is: &dyn Fn(&Fate) -> bool| own().filter(|one| is(&one.fate)).count();
                MutationOfEdition {
                    edition: edition.name.clone(),
                    fixtures: self.texts.touching(edition).len(),
                    killed: counted(false, &is_killed),
                    refused: either(&|fate| matches!(fate, Fate::Refused { .. })),
                    equal: either(&|fate| matches!(fate, Fate::Equal)),
                    survived: counted(false, &has_survived),
                    asking_killed: counted(true, &is_killed),
                    asking_survived: counted(true, &has_survived),
                }
            })
            .collect();
        let killed: usize = editions.iter().map(|edition| edition.killed).sum();
        let survived: usize = editions.iter().map(|edition| edition.survived).sum();
        let counted = killed.saturating_add(survived);
        let (equal, rest): (Vec<Mutant>, Vec<Mutant>) =
            tried.into_iter().partition(|mutant| mutant.fate == Fate::Equal);
        Mutation {
            answer: "mutation",
            editions,
            killed_per_mille: killed.saturating_mul(1000).checked_div(counted).unwrap_or(1000),
            survivors: rest.into_iter().filter(|one| one.fate == Fate::Survived).collect(),
            equal,
            version: VERSION,
        }
    }
}

/// The names in the item that is changed, and in what stands there now.
fn names_near(edition: &Written, edit: &Edit) -> BTreeSet<String> {
    let mut names: BTreeSet<String> = edit.item.split('/').map(str::to_owned).collect();
    let list: Vec<&str> = edit.at.split('/').take(3).collect();
    let item = edition.value.pointer(&list.join("/")).unwrap_or(&Value::Null);
    add_names(item, &mut names);
    edit.now.iter().for_each(|now| add_names(now, &mut names));
    for standing in ["basis", "strength", "evidence", "cites", "source", "at", "id", "label"] {
        names.remove(standing);
    }
    names
}
