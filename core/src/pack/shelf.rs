//! The packs of a catalogue in their places: editions amended, laid on one another and checked.

use super::document::Document;
use super::layered::{EditionUsed, Layered};
use super::{Edition, Family, Items, check, check_reviews};
use crate::citation::Source;
use crate::date::Day;
use crate::error::did_you_mean;
use crate::json::Problems;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

/// The pack of one authority and family.
pub(super) type Name = (Family, String);

#[derive(Clone, Debug, Default)]
pub(super) struct Shelf {
    /// The documents that an authority cites, for all its families.
    sources: BTreeMap<String, SourcesUsed>,
    /// The editions of each pack, earliest first.
    pub(super) editions: BTreeMap<Name, Vec<Arc<Edition>>>,
    /// The same with what lies beneath, cut wherever a rule changes.
    pub(super) layered: BTreeMap<Name, Vec<Arc<Layered>>>,
}

#[derive(Clone, Debug)]
struct SourcesUsed {
    digest: String,
    unread: BTreeSet<String>,
    list: Vec<Arc<Source>>,
}

/// The documents of one call.
#[derive(Default)]
pub(super) struct Given {
    /// The authorities whose packs change.
    pub packs: BTreeSet<String>,
    sources_of: BTreeSet<String>,
    /// For the name under which an edition's places are kept, the place of its text in the call.
    bases: BTreeMap<String, String>,
}

impl Given {
    /// The place in what was given; in an edition that was at hand before, the name of the edition
    /// stands before it.
    pub(super) fn place(&self, at: &str) -> String {
        let name = at.split_inclusive('#').next().unwrap_or("");
        match (self.bases.get(name), at.strip_prefix(name)) {
            (Some(base), Some(rest)) => format!("{base}{rest}"),
            _ => at.to_owned(),
        }
    }
}

impl Shelf {
    /// Puts a document in its place and notes what was given.
    pub(super) fn take(
        &mut self,
        document: Document,
        base: String,
        given: &mut Given,
        problems: &Problems,
    ) {
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
                let name = (edition.family, edition.pack.clone());
                let line = self.editions.entry(name).or_default();
                line.retain(|known| known.from != edition.from);
                line.push(Arc::new(*edition));
                line.sort_by_key(|edition| edition.from);
            }
        }
    }

    /// Builds the packs that have changed and those that lie on them.
    pub(super) fn build(&mut self, changed: &BTreeSet<String>, problems: &Problems) {
        let mut waiting: Vec<Name> = self
            .editions
            .keys()
            .filter(|name| self.chain(name).iter().any(|(_, below)| changed.contains(below)))
            .cloned()
            .collect();
        for pack in &waiting {
            self.layered.remove(pack);
        }
        // A base is built before what lies on it; what is left over extends itself in a circle.
        while !waiting.is_empty() {
            let ready = |pack: &Name| !self.bases(pack).iter().any(|base| waiting.contains(base));
            let Some(index) = waiting.iter().position(ready) else {
                for pack in &waiting {
                    let message = format!("pack `{}` extends itself through other packs", pack.1);
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

    fn bases(&self, (family, pack): &Name) -> BTreeSet<Name> {
        let editions = self.editions.get(&(*family, pack.clone())).into_iter().flatten();
        editions.filter_map(|edition| Some((*family, edition.extends.clone()?))).collect()
    }

    /// A pack and everything below it.
    fn chain(&self, pack: &Name) -> BTreeSet<Name> {
        let mut found = BTreeSet::new();
        let mut waiting = vec![pack.clone()];
        while let Some(next) = waiting.pop() {
            if found.insert(next.clone()) {
                waiting.extend(self.bases(&next));
            }
        }
        found
    }

    fn build_pack(&self, pack: &Name, problems: &Problems) -> Vec<Arc<Layered>> {
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

    /// What lies below an edition, in its time.
    fn below(&self, edition: &Edition) -> &[Arc<Layered>] {
        let name = edition.extends.clone().map(|base| (edition.family, base));
        name.and_then(|name| self.layered.get(&name)).map_or(&[], Vec::as_slice)
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
        for base in self.below(edition) {
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
        let mut sources = self.sources_of(&own.used, edition, &mut used, &mut items.unread);
        let found = Problems::default();
        if let Some(base_name) = &edition.extends {
            let Some(base) = self.below(edition).iter().find(|base| base.covers(from)) else {
                let of_family =
                    self.editions.keys().filter(|(family, _)| *family == edition.family);
                let message = format!(
                    "this edition extends `{base_name}`, which has no edition on {from}{}",
                    did_you_mean(base_name, of_family.map(|(_, pack)| pack.as_str()))
                );
                problems.add("pack.unknown-base", format!("{}/extends", edition.at), message);
                return None;
            };
            check::overrides(&base.items, &items, &found);
            check_reviews::overrides(&base.items, &items, &found);
            items = base.items.extended(&items, &found);
            used.extend(base.editions.iter().cloned());
            for (id, source) in base.sources.iter() {
                sources.entry(id.clone()).or_insert_with(|| Arc::clone(source));
            }
        }
        check::items(&items, &own_items, &sources, &found);
        check_reviews::reviews(edition.family, &items, &own_items, &found);
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
        own: &[EditionUsed],
        edition: &Edition,
        used: &mut Vec<EditionUsed>,
        unread: &mut BTreeSet<String>,
    ) -> BTreeMap<String, Arc<Source>> {
        let mut sources = BTreeMap::new();
        let mut add = |source: &Arc<Source>| {
            sources.insert(source.id.clone(), Arc::clone(source));
        };
        if let Some(document) = self.sources.get(&edition.pack) {
            unread.extend(document.unread.iter().cloned());
            document.list.iter().for_each(&mut add);
            used.push(EditionUsed {
                pack: edition.pack.clone(),
                family: "sources",
                from: None,
                until: None,
                digest: document.digest.clone(),
                notice: None,
                illustrative: false,
            });
        }
        let name = (edition.family, edition.pack.clone());
        let line = self.editions.get(&name).into_iter().flatten();
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
        family: edition.family.word(),
        from: Some(edition.from),
        until: edition.until,
        digest: edition.digest.clone(),
        notice: edition.notice.clone(),
        illustrative: edition.illustrative,
    }
}
