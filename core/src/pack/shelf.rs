//! The packs of a catalogue in their places: editions amended, laid on one another and checked.

use super::document::Document;
use super::layered::{EditionUsed, Layered, Sources};
use super::{
    Edition, Family, Items, check, check_audits, check_membership, check_replacing, check_reviews,
    since,
};
use crate::citation::Source;
use crate::date::Day;
use crate::error::{Error, Problem, did_you_mean};
use crate::json::Problems;
use crate::order::set_of;
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
    /// Every stretch is checked in full, to compare with.
    #[cfg(test)]
    pub(super) in_full: bool,
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
                let list = sources.into_iter().map(Arc::new).collect();
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
                crate::order::by_key(line, |edition| edition.from);
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
        set_of(editions.filter_map(|edition| Some((*family, edition.extends.clone()?))))
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
        let mut known: BTreeMap<Day, Amended> = BTreeMap::new();
        let mut before: Option<Stretch> = None;
        for edition in editions {
            let own = self.amended(edition, &known);
            for problem in &own.problems {
                problems.add(problem.code, problem.at.clone(), problem.message.clone());
            }
            let mut seen = BTreeSet::new();
            for stretch in self.stretches(edition, &own.items) {
                let found = Problems::default();
                let layer = match self.layer(edition, &own, stretch, before.as_ref(), &found) {
                    Ok(layer) => layer,
                    Err(error) => {
                        problems.take(error, "");
                        break;
                    }
                };
                line.push(Arc::clone(&layer.layered));
                let is_sound = found.is_empty() && layer.layered.items.unread.is_empty();
                before = is_sound.then_some(layer);
                #[cfg(test)]
                if self.in_full {
                    before = None;
                }
                for problem in found.into_vec() {
                    if seen.insert((problem.at.clone(), problem.message.clone())) {
                        problems.add(problem.code, problem.at, problem.message);
                    }
                }
            }
            known.insert(edition.from, own);
        }
        line
    }

    /// What lies below an edition, in its time.
    fn below(&self, edition: &Edition) -> &[Arc<Layered>] {
        let name = edition.extends.clone().map(|base| (edition.family, base));
        name.and_then(|name| self.layered.get(&name)).map_or(&[], Vec::as_slice)
    }

    /// The stretches of an edition's time in which no rule changes.
    fn stretches(&self, edition: &Edition, own: &Items) -> Vec<(Day, Option<Day>)> {
        let mut cuts = set_of([edition.from]);
        for rule in &own.rules {
            cuts.extend(rule.is.from.into_iter().chain(rule.is.until));
        }
        // Obligations, duties and parts of reports carry their days themselves.
        for base in self.below(edition) {
            cuts.extend(std::iter::once(base.from).chain(base.until));
        }
        let inside =
            |day: &Day| *day >= edition.from && edition.until.is_none_or(|until| *day < until);
        let cuts: Vec<Day> = cuts.into_iter().filter(inside).collect();
        let ends = cuts.iter().skip(1).map(|day| Some(*day)).chain([edition.until]);
        cuts.iter().copied().zip(ends).collect()
    }

    /// The rules of one stretch, checked against the one before it where nothing was found in that.
    fn layer(
        &self,
        edition: &Edition,
        own: &Amended,
        (from, until): (Day, Option<Day>),
        before: Option<&Stretch>,
        found: &Problems,
    ) -> Result<Stretch, Error> {
        let own_items = own.items.in_force(from);
        let mut used: Vec<EditionUsed> = own.used.iter().chain(&own.document).cloned().collect();
        let mut sources = Arc::clone(&own.sources);
        let mut base_sources = None;
        let mut items = own_items.clone();
        items.unread.extend(own.unread.iter().cloned());
        if let Some(base_name) = &edition.extends {
            let Some(base) = self.below(edition).iter().find(|base| base.covers(from)) else {
                let of_family =
                    self.editions.keys().filter(|(family, _)| *family == edition.family);
                let message = format!(
                    "this edition extends `{base_name}`, which has no edition on {from}{}",
                    did_you_mean(base_name, of_family.map(|(_, pack)| pack.as_str()))
                );
                let place = format!("{}/extends", edition.at);
                return Err(Error::new("pack.unknown-base", place, message));
            };
            check::overrides(&base.items, &items, found);
            check_reviews::overrides(&base.items, &items, found);
            check_audits::overrides(&base.items, &items, found);
            check_replacing::membership(&base.items, &items, (from, until), found);
            items = base.items.extended(&items, found);
            used.extend(base.editions.iter().cloned());
            sources = own.sources_with(&base.sources, before);
            base_sources = Some(Arc::clone(&base.sources));
        }
        let is_still_sound = found.is_empty()
            && before.is_some_and(|before| {
                since::is_sound(before, edition.family, &items, &own_items, &sources)
            });
        if !is_still_sound {
            check::items(&items, &own_items, &sources, found);
            check_reviews::reviews(edition.family, &items, &own_items, found);
            check_audits::audits(&items, &own_items, (from, until), found);
            check_membership::membership(edition.family, &items, &own_items, (from, until), found);
        }
        let (editions, pack) = (used.into(), edition.pack.clone());
        let rulesets =
            items.subjects.iter().map(|subject| (Arc::clone(subject), OnceLock::new())).collect();
        let layered = Layered { pack, from, until, editions, items, rulesets, sources };
        let own_sources = Arc::clone(&own.sources);
        Ok(Stretch { own: own_items, own_sources, base_sources, layered: Arc::new(layered) })
    }

    /// An edition's items with those of the editions that it amends, which are known by their first
    /// days. What is wrong with those is said of this one again.
    fn amended(&self, edition: &Edition, known: &BTreeMap<Day, Amended>) -> Amended {
        let mut used = vec![used(edition)];
        let mut items = edition.items.clone();
        let mut problems = Vec::new();
        if let Some(from) = edition.amends {
            if let Some(below) = known.get(&from).filter(|_| from < edition.from) {
                let found = Problems::default();
                items = below.items.amended(&edition.items, &edition.drops, &edition.at, &found);
                // What the later edition says of itself stands for both.
                let below_used = below.used.iter().cloned();
                used.extend(below_used.map(|used| EditionUsed { notice: None, ..used }));
                problems.extend(below.problems.iter().cloned().chain(found.into_vec()));
            } else {
                let message =
                    format!("there is no earlier edition of this pack from {from} to amend");
                let place = format!("{}/amends", edition.at);
                problems.push(Problem::new("pack.unknown-amended", place, message));
            }
        }
        let sources = Arc::new(self.sources_of(&used, edition));
        let given = self.sources.get(&edition.pack);
        let document = given.map(|document| EditionUsed {
            pack: edition.pack.clone(),
            family: "sources",
            from: None,
            until: None,
            digest: document.digest.clone(),
            notice: None,
            illustrative: false,
        });
        let unread = given.map_or_else(BTreeSet::new, |document| document.unread.clone());
        Amended { items, used, sources, document, unread, problems }
    }

    /// The sources an edition can cite by itself.
    fn sources_of(&self, used: &[EditionUsed], edition: &Edition) -> Sources {
        let document = self.sources.get(&edition.pack).into_iter();
        let of_document = document.flat_map(|document| document.list.iter().cloned());
        let name = (edition.family, edition.pack.clone());
        let line = self.editions.get(&name).into_iter().flatten();
        let amended = line.filter(|known| used.iter().any(|used| used.digest == known.digest));
        let of_editions = amended
            .map(AsRef::as_ref)
            .chain([edition])
            .flat_map(|known| known.sources.iter().map(|source| Arc::new(source.is.clone())));
        of_document.chain(of_editions).map(|source| (source.id.clone(), source)).collect()
    }
}

/// An edition's items after amending, and the documents they come from.
struct Amended {
    items: Items,
    used: Vec<EditionUsed>,
    sources: Arc<Sources>,
    /// The sources document.
    document: Option<EditionUsed>,
    /// The sources that could not be read.
    unread: BTreeSet<String>,
    problems: Vec<Problem>,
}

impl Amended {
    /// The sources together with those of the base; what the stretch before has is used again.
    fn sources_with(&self, base: &Arc<Sources>, before: Option<&Stretch>) -> Arc<Sources> {
        let is_same = |before: &&Stretch| {
            let of_base = before.base_sources.as_ref();
            Arc::ptr_eq(&before.own_sources, &self.sources)
                && of_base.is_some_and(|known| Arc::ptr_eq(known, base))
        };
        if let Some(before) = before.filter(is_same) {
            return Arc::clone(&before.layered.sources);
        }
        let mut sources = Sources::clone(&self.sources);
        for (id, source) in base.iter() {
            sources.entry(id.clone()).or_insert_with(|| Arc::clone(source));
        }
        Arc::new(sources)
    }
}

/// A stretch of time with what its own pack says in it.
pub(super) struct Stretch {
    pub own: Items,
    own_sources: Arc<Sources>,
    base_sources: Option<Arc<Sources>>,
    pub layered: Arc<Layered>,
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
