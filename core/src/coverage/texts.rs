//! The texts that are looked at: packs by family, and the fixtures that touch each.

use super::expected::{Speaks, differences, shown};
use super::others::with_others;
use crate::error::Error;
use crate::json::Problems;
use crate::pack::{Catalogue, Family};
use crate::wire;
use serde_json::Value;
use std::collections::BTreeSet;

/// An edition as it was written.
pub(super) struct Written {
    /// Such as `england/thresholds/2018-07-04`.
    pub name: String,
    pub speaks: Speaks,
    pub pack: String,
    pub value: Value,
}

/// The packs of one family with what they cite.
pub(super) struct FamilyAtHand {
    pub speaks: Speaks,
    pub catalogue: Catalogue,
}

/// One fixture or story, ready to be asked.
pub(super) struct Fixture {
    pub name: String,
    pub speaks: Speaks,
    pub pack: String,
    /// What is asked, with every answer filled in that `others` stands for.
    pub request: Value,
    expect: Value,
    shows: Value,
    /// Every name in it, by which it is known what it is about.
    pub names: BTreeSet<String>,
}

/// Everything that was given.
pub(super) struct Texts {
    pub editions: Vec<Written>,
    pub families: Vec<FamilyAtHand>,
    pub fixtures: Vec<Fixture>,
}

impl Texts {
    /// Reads and checks everything; what is measured stands in the place of what lies beneath under
    /// the same name. Places begin with `/packs/0` and `/fixtures/0`.
    pub(super) fn read(
        beneath: &Catalogue,
        packs: &[&str],
        fixtures: &[&str],
    ) -> Result<Texts, Error> {
        let (mut editions, mut sources) = (Vec::new(), Vec::new());
        // Checked together first, so that every problem of all of them is told at once.
        let only = if packs.len() == 1 { "/packs/0" } else { "/packs" };
        beneath.with(packs).map_err(|error| placed(error, only))?;
        for text in packs {
            let value: Value =
                serde_json::from_str(text).map_err(|error| crate::json::syntax_error(&error))?;
            match Written::of(value) {
                Some(edition) => editions.push((edition, *text)),
                None => sources.push(*text),
            }
        }
        let mut families = Vec::new();
        for speaks in Speaks::ALL {
            let own = editions.iter().filter(|(edition, _)| edition.speaks == speaks);
            let own: Vec<&str> = own.map(|(_, text)| *text).collect();
            if !own.is_empty() {
                let below = beneath.of_family(speaks.family());
                let catalogue = below.with(&[own, sources.clone()].concat())?;
                families.push(FamilyAtHand { speaks, catalogue });
            }
        }
        let editions = editions.into_iter().map(|(edition, _)| edition).collect();
        let mut texts = Texts { editions, families, fixtures: Vec::new() };
        for (text, index) in fixtures.iter().zip(0_u32..) {
            texts.take(text).map_err(|error| placed(error, &format!("/fixtures/{index}")))?;
        }
        Ok(texts)
    }

    /// Takes a file of the battery, or one story.
    fn take(&mut self, text: &str) -> Result<(), Error> {
        let document: Value =
            serde_json::from_str(text).map_err(|error| crate::json::syntax_error(&error))?;
        match document.get("fixtures").and_then(Value::as_array) {
            Some(list) => list.iter().for_each(|fixture| self.add(fixture)),
            None => self.add(&document),
        }
        Ok(())
    }

    /// Adds a fixture that is about a pack at hand.
    fn add(&mut self, written: &Value) {
        let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
        let request = written.get("request").cloned().unwrap_or_default();
        let Some(speaks) = text(request.get("question")).and_then(|word| Speaks::of(&word)) else {
            return;
        };
        let Some(pack) = text(request.get("pack")) else { return };
        let Some(family) = self.families.iter().find(|family| family.speaks == speaks) else {
            return;
        };
        if !family.catalogue.packs().any(|known| known == pack) {
            return;
        }
        let part = |key: &str| written.get(key).cloned().unwrap_or_default();
        let (expect, shows) = (part("expect"), part("shows"));
        if expect.is_null() && shows.is_null() {
            return;
        }
        let mut names = BTreeSet::new();
        for value in [&request, &expect, &shows] {
            add_names(value, &mut names);
        }
        let catalogue = &family.catalogue;
        let request = with_others(written, |form| wire::questions(catalogue, form).ok());
        let name = text(written.get("name").or_else(|| written.get("title"))).unwrap_or_default();
        self.fixtures.push(Fixture { name, speaks, pack, request, expect, shows, names });
    }

    /// The packs of the family that lie on this one, itself among them.
    pub(super) fn on<'t>(&'t self, edition: &'t Written) -> BTreeSet<&'t str> {
        let mut found = BTreeSet::from([edition.pack.as_str()]);
        let Some(catalogue) = self.catalogue(edition.speaks) else { return found };
        let lies_on = |pack: &&str| {
            let line = catalogue.line(edition.speaks.family(), pack);
            let mut below = line.iter().flat_map(|stretch| stretch.editions.iter());
            below.any(|used| used.pack == edition.pack)
        };
        found.extend(catalogue.packs().filter(lies_on));
        found
    }

    /// The fixtures that touch an edition's pack.
    pub(super) fn touching<'t>(&'t self, edition: &Written) -> Vec<&'t Fixture> {
        let packs = self.on(edition);
        let of_family = self.fixtures.iter().filter(|fixture| fixture.speaks == edition.speaks);
        of_family.filter(|fixture| packs.contains(fixture.pack.as_str())).collect()
    }

    pub(super) fn catalogue(&self, speaks: Speaks) -> Option<&Catalogue> {
        let family = self.families.iter().find(|family| family.speaks == speaks)?;
        Some(&family.catalogue)
    }

    /// The fixtures that are not answered as they expect; what is measured by them means nothing.
    pub(super) fn failing(&self) -> Vec<String> {
        let fails = |fixture: &&Fixture| {
            let catalogue = self.catalogue(fixture.speaks);
            catalogue.is_some_and(|catalogue| fixture.fails(catalogue))
        };
        self.fixtures.iter().filter(fails).map(|fixture| fixture.name.clone()).collect()
    }
}

impl Written {
    fn of(value: Value) -> Option<Written> {
        let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
        let family = text("family")?;
        let speaks = Speaks::ALL.into_iter().find(|speaks| speaks.word() == family)?;
        let (pack, from) = (text("pack")?, text("from")?);
        let name = format!("{pack}/{family}/{from}");
        Some(Written { name, speaks, pack, value })
    }
}

impl Written {
    /// The one subject that an item is about; `None` where it is about several, or it is not said.
    pub(super) fn subject_at(&self, at: &str) -> Option<&str> {
        let item: Vec<&str> = at.split('/').take(3).collect();
        let item = self.value.pointer(&item.join("/"))?;
        let own = if at.starts_with("/subjects/") { item.get("id") } else { item.get("subject") };
        own?.as_str()
    }
}

impl Fixture {
    /// Whether it can show something of this subject.
    pub(super) fn is_about(&self, subject: Option<&str>) -> bool {
        let own = self.request.get("subject").and_then(Value::as_str);
        own.zip(subject).is_none_or(|(own, subject)| own == subject)
    }

    /// The answer to it, or the error that it is refused with.
    pub(super) fn answer(&self, catalogue: &Catalogue) -> Value {
        let answer = wire::answer(catalogue, &self.request.to_string());
        let text = answer.unwrap_or_else(|error| error.to_json());
        serde_json::from_str(&text).unwrap_or_default()
    }

    /// Whether the answer is not what it expects.
    pub(super) fn fails(&self, catalogue: &Catalogue) -> bool {
        let answer = self.answer(catalogue);
        !differences(self.speaks, &answer, &self.expect).is_empty()
            || !(self.shows.is_null() || shown(&answer, &self.shows).is_empty())
    }
}

impl Speaks {
    pub(super) const ALL: [Speaks; 4] =
        [Speaks::Thresholds, Speaks::Reviews, Speaks::Audits, Speaks::Membership];

    pub(super) fn word(self) -> &'static str {
        match self {
            Speaks::Thresholds => "thresholds",
            Speaks::Reviews => "reviews",
            Speaks::Audits => "audits",
            Speaks::Membership => "membership",
        }
    }

    pub(super) fn family(self) -> Family {
        match self {
            Speaks::Thresholds => Family::Thresholds,
            Speaks::Reviews => Family::Reviews,
            Speaks::Audits => Family::Audits,
            Speaks::Membership => Family::Membership,
        }
    }

    /// The family that answers a question of the wire.
    fn of(question: &str) -> Option<Speaks> {
        Some(match question {
            "thresholds" => Speaks::Thresholds,
            "reviews" => Speaks::Reviews,
            "audits" | "audit-returns" | "annual-report" => Speaks::Audits,
            "membership" | "meeting" | "seat" | "authority" => Speaks::Membership,
            _ => return None,
        })
    }
}

/// An error with its places below another.
fn placed(error: Error, base: &str) -> Error {
    let problems = Problems::default();
    problems.take(error.clone(), base);
    Error::from_problems(problems.into_vec()).unwrap_or(error)
}

/// Every name in a value: keys, and texts of one word.
pub(super) fn add_names(value: &Value, names: &mut BTreeSet<String>) {
    match value {
        Value::Object(entries) => {
            for (key, inner) in entries {
                names.insert(key.clone());
                add_names(inner, names);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| add_names(item, names)),
        Value::String(text) if !text.contains(' ') => {
            names.insert(text.clone());
        }
        _ => {}
    }
}
