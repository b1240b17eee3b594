//! The packs at hand: reading texts, checking them, and finding the rules of a day.

use super::merge::List;
use super::read::{Document, read_document};
use super::{Edition, Items, Placed, Subject, check};
use crate::citation::Source;
use crate::compile::Ruleset;
use crate::date::Day;
use crate::error::{Error, did_you_mean, shortened};
use crate::json::{Json, Problems};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

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

#[derive(Clone, Debug, Default)]
struct Shelf {
    sources: BTreeMap<String, SourcesUsed>,
    /// The editions of each pack, earliest first.
    editions: BTreeMap<String, Vec<Arc<Edition>>>,
    /// The same with what lies beneath, cut wherever a rule changes.
    layered: BTreeMap<String, Vec<Arc<Layered>>>,
}

#[derive(Clone, Debug)]
struct SourcesUsed {
    digest: String,
    unread: BTreeSet<String>,
    list: Vec<Arc<Source>>,
}

/// A document that stands behind an answer.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub(crate) struct EditionUsed {
    pub pack: String,
    pub family: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    pub digest: String,
    #[serde(skip)]
    pub notice: Option<String>,
    #[serde(skip)]
    pub illustrative: bool,
}

/// The rules of a subject once somebody has asked for them.
type Compiled = OnceLock<Arc<Ruleset>>;

/// All editions that apply between two days, merged and checked.
///
/// The rules of a subject are compiled when they are first asked for.
#[derive(Debug)]
pub(crate) struct Layered {
    pack: String,
    pub from: Day,
    /// The first day it no longer applies; `None`: open.
    pub until: Option<Day>,
    pub editions: Arc<[EditionUsed]>,
    pub items: Items,
    rulesets: Vec<(Arc<Placed<Subject>>, Compiled)>,
    pub sources: Arc<BTreeMap<String, Arc<Source>>>,
}

impl Layered {
    fn covers(&self, day: Day) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }

    /// The subjects, in the order in which they are declared.
    pub(crate) fn subjects(&self) -> impl Iterator<Item = &str> {
        self.rulesets.iter().map(|(subject, _)| subject.is.id.as_str())
    }

    fn rules(&self, subject: &str) -> Option<Arc<Ruleset>> {
        let (subject, compiled) = self.rulesets.iter().find(|(known, _)| known.is.id == subject)?;
        let compile = || {
            let (editions, sources) = (Arc::clone(&self.editions), Arc::clone(&self.sources));
            Arc::new(Ruleset::compile(&self.pack, editions, sources, &self.items, subject))
        };
        Some(Arc::clone(compiled.get_or_init(compile)))
    }
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
        let problems = Problems::default();
        let mut shelf = Shelf::clone(&self.shelf);
        let mut given = Given::default();
        let mut all_read = true;
        for (text, index) in texts.iter().zip(0_u32..) {
            let base = if texts.len() == 1 { String::new() } else { format!("/{index}") };
            match Json::parse(text) {
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

    /// The names of the packs, in alphabetical order.
    pub fn packs(&self) -> impl Iterator<Item = &str> {
        self.shelf.layered.keys().map(String::as_str)
    }

    /// The editions of a pack, earliest first.
    pub fn editions(&self, pack: &str) -> impl Iterator<Item = &Edition> {
        self.shelf.editions.get(pack).into_iter().flatten().map(AsRef::as_ref)
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
        let layered = self.layered(pack, as_of)?;
        layered.rules(subject).ok_or_else(|| {
            let known: Vec<&str> = layered.subjects().collect();
            let message = format!(
                "pack `{pack}` has no subject `{}`; it has {}",
                shortened(subject),
                known.join(", ")
            );
            Error::new("request.unknown-subject", "/subject", message)
        })
    }

    pub(crate) fn layered(&self, pack: &str, as_of: Day) -> Result<&Arc<Layered>, Error> {
        let Some(line) = self.shelf.layered.get(pack) else {
            let message = format!(
                "there is no pack `{}`; at hand are {}{}",
                shortened(pack),
                self.packs().collect::<Vec<_>>().join(", "),
                did_you_mean(pack, self.packs())
            );
            return Err(Error::new("request.unknown-pack", "/pack", message));
        };
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

    /// All stretches of a pack between two changes of its rules.
    pub(crate) fn line(&self, pack: &str) -> &[Arc<Layered>] {
        self.shelf.layered.get(pack).map_or(&[], Vec::as_slice)
    }
}

/// The documents of one call.
#[derive(Default)]
struct Given {
    /// The authorities whose packs change.
    packs: BTreeSet<String>,
    sources_of: BTreeSet<String>,
    /// For the name under which an edition's places are kept, the place of its text in the call.
    bases: BTreeMap<String, String>,
}

impl Given {
    /// The place in what was given; in an edition that was at hand before, the name of the edition
    /// stands before it.
    fn place(&self, at: &str) -> String {
        let name = at.split_inclusive('#').next().unwrap_or("");
        match (self.bases.get(name), at.strip_prefix(name)) {
            (Some(base), Some(rest)) => format!("{base}{rest}"),
            _ => at.to_owned(),
        }
    }
}

impl Shelf {
    /// Puts a document in its place and notes what was given.
    fn take(&mut self, document: Document, base: String, given: &mut Given, problems: &Problems) {
        match document {
            Document::Sources { pack, digest, sources, unread } => {
                let list = sources.into_iter().map(|source| Arc::new(source.is)).collect();
                self.sources.insert(pack.clone(), SourcesUsed { digest, unread, list });
                if !given.sources_of.insert(pack.clone()) {
                    let message = format!("the sources of `{pack}` are given twice; join the two");
                    problems.add("pack.given-twice", base, message);
                }
                given.packs.insert(pack);
            }
            Document::Edition(edition) => {
                given.packs.insert(edition.pack.clone());
                if given.bases.insert(edition.at.clone(), base.clone()).is_some() {
                    let message = format!(
                        "the edition of `{}` from {} is given twice; keep one of the texts",
                        edition.pack, edition.from
                    );
                    problems.add("pack.given-twice", format!("{base}/from"), message);
                }
                let line = self.editions.entry(edition.pack.clone()).or_default();
                line.retain(|known| known.from != edition.from);
                line.push(Arc::new(*edition));
                line.sort_by_key(|edition| edition.from);
            }
        }
    }

    /// Builds the packs that have changed and those that lie on them.
    fn build(&mut self, changed: &BTreeSet<String>, problems: &Problems) {
        let names: Vec<String> = self.editions.keys().cloned().collect();
        let mut waiting: Vec<String> = names
            .iter()
            .filter(|pack| self.chain(pack).iter().any(|below| changed.contains(below)))
            .cloned()
            .collect();
        for pack in &waiting {
            self.layered.remove(pack);
        }
        // A base is built before what lies on it; what is left over extends itself in a circle.
        while !waiting.is_empty() {
            let ready = |pack: &String| !self.bases(pack).iter().any(|base| waiting.contains(base));
            let Some(index) = waiting.iter().position(ready) else {
                for pack in &waiting {
                    let message = format!("pack `{pack}` extends itself through other packs");
                    let first = self.editions.get(pack).and_then(|line| line.first());
                    let place = first.map_or_else(String::new, |edition| edition.at.clone());
                    problems.add("pack.extends-cycle", format!("{place}/extends"), message);
                }
                return;
            };
            let pack = waiting.remove(index);
            let line = self.build_pack(&pack, problems);
            self.layered.insert(pack, line);
        }
    }

    fn bases(&self, pack: &str) -> BTreeSet<String> {
        let editions = self.editions.get(pack).into_iter().flatten();
        editions.filter_map(|edition| edition.extends.clone()).collect()
    }

    /// A pack and everything below it.
    fn chain(&self, pack: &str) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let mut waiting = vec![pack.to_owned()];
        while let Some(next) = waiting.pop() {
            if found.insert(next.clone()) {
                waiting.extend(self.bases(&next));
            }
        }
        found
    }

    fn build_pack(&self, pack: &str, problems: &Problems) -> Vec<Arc<Layered>> {
        let editions: &[Arc<Edition>] = self.editions.get(pack).map_or(&[], Vec::as_slice);
        check::neighbours(editions, problems);
        let mut line = Vec::new();
        for edition in editions {
            let own = self.amended(edition, editions, problems);
            let mut seen = BTreeSet::new();
            for (from, until) in self.stretches(edition, &own.items) {
                let Some(layered) = self.layer(edition, &own, from, until, &mut seen, problems)
                else {
                    break;
                };
                line.push(Arc::new(layered));
            }
        }
        line
    }

    /// An edition's items with those of the editions that it amends.
    fn amended(
        &self,
        edition: &Edition,
        editions: &[Arc<Edition>],
        problems: &Problems,
    ) -> Amended {
        let own = Amended { items: edition.items.clone(), used: vec![used(edition)] };
        let Some(from) = edition.amends else {
            return own;
        };
        let earlier = editions.iter().find(|earlier| earlier.from == from && from < edition.from);
        let Some(earlier) = earlier else {
            let message = format!("there is no earlier edition of this pack from {from} to amend");
            problems.add("pack.unknown-amended", format!("{}/amends", edition.at), message);
            return own;
        };
        let below = self.amended(earlier, editions, problems);
        let items = below.items.amended(&edition.items, &edition.drops, &edition.at, problems);
        // What the later edition says of itself stands for both.
        let below_used = below.used.into_iter().map(|used| EditionUsed { notice: None, ..used });
        let used = own.used.into_iter().chain(below_used).collect();
        Amended { items, used }
    }

    /// The stretches of an edition's time in which no rule changes.
    fn stretches(&self, edition: &Edition, own: &Items) -> Vec<(Day, Option<Day>)> {
        let mut cuts = BTreeSet::from([edition.from]);
        for rule in &own.rules {
            cuts.extend(rule.is.from.into_iter().chain(rule.is.until));
        }
        for base in edition.extends.iter().filter_map(|base| self.layered.get(base)).flatten() {
            cuts.extend(std::iter::once(base.from).chain(base.until));
        }
        let inside =
            |day: &Day| *day >= edition.from && edition.until.is_none_or(|until| *day < until);
        let cuts: Vec<Day> = cuts.into_iter().filter(inside).collect();
        let ends = cuts.iter().skip(1).map(|day| Some(*day)).chain([edition.until]);
        cuts.iter().copied().zip(ends).collect()
    }

    fn layer(
        &self,
        edition: &Edition,
        own: &Amended,
        from: Day,
        until: Option<Day>,
        seen: &mut BTreeSet<(String, String)>,
        problems: &Problems,
    ) -> Option<Layered> {
        let own_items = own.items.in_force(from);
        let mut items = own_items.clone();
        let mut used = own.used.clone();
        let mut sources =
            self.sources_of(&edition.pack, &own.used, edition, &mut used, &mut items.unread);
        let found = Problems::default();
        if let Some(base_name) = &edition.extends {
            let line = self.layered.get(base_name);
            let Some(base) = line.and_then(|line| line.iter().find(|base| base.covers(from)))
            else {
                let message = format!(
                    "this edition extends `{base_name}`, which has no edition on {from}{}",
                    did_you_mean(base_name, self.editions.keys().map(String::as_str))
                );
                problems.add("pack.unknown-base", format!("{}/extends", edition.at), message);
                return None;
            };
            check::overrides(&base.items, &items, &found);
            items = base.items.extended(&items, &found);
            used.extend(base.editions.iter().cloned());
            for (id, source) in base.sources.iter() {
                sources.entry(id.clone()).or_insert_with(|| Arc::clone(source));
            }
        }
        check::items(&items, &own_items, &sources, &found);
        for problem in found.into_vec() {
            if seen.insert((problem.at.clone(), problem.message.clone())) {
                problems.add(problem.code, problem.at, problem.message);
            }
        }
        let (editions, sources, pack) = (used.into(), Arc::new(sources), edition.pack.clone());
        let rulesets =
            items.subjects.iter().map(|subject| (Arc::clone(subject), OnceLock::new())).collect();
        Some(Layered { pack, from, until, editions, items, rulesets, sources })
    }

    /// The sources an edition can cite, and the sources document among what is used.
    fn sources_of(
        &self,
        pack: &str,
        own: &[EditionUsed],
        edition: &Edition,
        used: &mut Vec<EditionUsed>,
        unread: &mut BTreeSet<String>,
    ) -> BTreeMap<String, Arc<Source>> {
        let mut sources = BTreeMap::new();
        let mut add = |source: &Arc<Source>| {
            sources.insert(source.id.clone(), Arc::clone(source));
        };
        if let Some(document) = self.sources.get(pack) {
            unread.extend(document.unread.iter().cloned());
            document.list.iter().for_each(&mut add);
            used.push(EditionUsed {
                pack: pack.to_owned(),
                family: "sources",
                from: None,
                until: None,
                digest: document.digest.clone(),
                notice: None,
                illustrative: false,
            });
        }
        let line = self.editions.get(pack).into_iter().flatten();
        let amended = line.filter(|known| own.iter().any(|used| used.digest == known.digest));
        for known in amended {
            known.sources.iter().for_each(|source| add(&Arc::new(source.is.clone())));
        }
        edition.sources.iter().for_each(|source| add(&Arc::new(source.is.clone())));
        sources
    }
}

/// An edition's items after amending, and the documents they come from.
struct Amended {
    items: Items,
    used: Vec<EditionUsed>,
}

fn used(edition: &Edition) -> EditionUsed {
    EditionUsed {
        pack: edition.pack.clone(),
        family: "thresholds",
        from: Some(edition.from),
        until: edition.until,
        digest: edition.digest.clone(),
        notice: edition.notice.clone(),
        illustrative: edition.illustrative,
    }
}

/// The names of a list, for messages.
pub(super) fn names<T>(list: &List<T>, name: fn(&T) -> &str) -> Vec<&str> {
    list.iter().map(|item: &Arc<Placed<T>>| name(&item.is)).collect()
}
