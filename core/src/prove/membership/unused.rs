//! Bodies, offices, patterns and settings that nothing uses, and seats that nobody can fill.

use super::{Inquiry, STEPS_OF_AN_ANSWER};
use crate::membership::{NotSet, World};
use crate::pack::membership::{
    Authority, Body, By, Days, Extent, MembersAsked, PartnersAsked, Seat, When,
};
use crate::pack::{Chosen, Items, MembershipLists, Number, SettingValue};
use crate::prove::finding::Claim;
use crate::prove::ledger::{Ledger, fixture};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

pub(super) fn prove(inquiry: &Inquiry<'_>, ledger: &mut Ledger<'_>) {
    let used = used(&inquiry.around);
    let is_own = |id: &str| !inquiry.beneath.contains(id);
    let lists = &inquiry.layered.items.membership;
    let bodies = lists.bodies.iter().map(|one| &one.is).filter(|one| is_own(&one.id));
    for body in bodies.filter(|one| inquiry.may_be(&one.days)) {
        if ledger.looks_at(Claim::NothingDead, &body.id, 1) && !used.bodies.contains(&*body.id) {
            let words = format!("No matter, seat or line of report is of the body `{}`.", body.id);
            let case = no_part(inquiry, body);
            ledger.find(Claim::NothingDead, "body-not-used", &[&body.id], words, vec![case]);
        }
    }
    let offices = lists.offices.iter().map(|one| &one.is).filter(|one| is_own(&one.id));
    for office in offices.filter(|one| inquiry.may_be(&one.days)) {
        if ledger.looks_at(Claim::NothingDead, &office.id, 1) && !used.offices.contains(&*office.id)
        {
            let words =
                format!("The office `{}` is in no seat, no matter and no title.", office.id);
            ledger.find(Claim::NothingDead, "office-not-used", &[&office.id], words, Vec::new());
        }
    }
    for pattern in lists.patterns.iter().map(|one| &one.is).filter(|one| is_own(&one.id)) {
        if ledger.looks_at(Claim::NothingDead, &pattern.id, 1) && !used.words.contains(&*pattern.id)
        {
            let words = format!("No body can have the pattern `{}`.", pattern.id);
            ledger.find(Claim::NothingDead, "pattern-not-used", &[&pattern.id], words, Vec::new());
        }
    }
    for setting in inquiry.own_settings() {
        if ledger.looks_at(Claim::NothingDead, &setting.id, 1)
            && !used.settings.contains(&*setting.id)
        {
            let words = format!("Nothing hangs on the setting `{}`.", setting.id);
            ledger.find(Claim::NothingDead, "setting-not-used", &[&setting.id], words, Vec::new());
        }
    }
    for seat in lists.seats.iter().map(|one| &one.is).filter(|one| is_own(&one.id)) {
        filled(inquiry, ledger, seat);
    }
}

/// What is named somewhere, on whatever day.
#[derive(Default)]
struct Used<'p> {
    bodies: BTreeSet<&'p str>,
    offices: BTreeSet<&'p str>,
    settings: BTreeSet<&'p str>,
    /// Patterns that bodies have, and words that settings can be.
    words: BTreeSet<&'p str>,
}

fn used<'p>(around: &[&'p Items]) -> Used<'p> {
    let mut used = Used::default();
    for items in around {
        used.add(&items.membership);
        for choice in items.settings.iter().flat_map(|one| &one.is.choices) {
            if let SettingValue::Word(word) = &choice.value {
                used.words.insert(word);
            }
        }
    }
    // A body that a setting can name is used like one that is named.
    let words = used.words.clone();
    used.bodies.extend(words);
    used
}

impl<'p> Used<'p> {
    fn add(&mut self, lists: &'p MembershipLists) {
        for seat in lists.seats.iter().map(|one| &one.is) {
            self.bodies.insert(&seat.body);
            self.offices.extend(seat.office.as_deref());
            self.chosen(seat.decides.as_ref());
            self.chosen(seat.deputy.as_ref());
            self.days(&seat.days);
        }
        for relation in lists.relations.iter().map(|one| &one.is) {
            self.bodies.extend([relation.body.as_str(), relation.with.as_str()]);
            self.days(&relation.days);
        }
        for body in lists.bodies.iter().map(|one| &one.is) {
            if let Some(Chosen::Given(pattern)) = &body.quorum {
                self.words.insert(pattern);
            }
            self.chosen(body.quorum.as_ref());
            self.chosen(body.hats.as_ref());
            self.chosen(body.interests.as_ref());
            self.chosen(body.agreement.as_ref());
            self.days(&body.days);
            body.names.iter().for_each(|name| self.days(&name.days));
        }
        for pattern in lists.patterns.iter().map(|one| &one.is) {
            if let Some(PartnersAsked::AtLeast(Number::Setting(id))) = &pattern.partners {
                self.settings.insert(id);
            }
            if let Some(MembersAsked::AtLeast(Number::Setting(id))) = &pattern.members {
                self.settings.insert(id);
            }
        }
        for test in lists.tests.iter().map(|one| &one.is) {
            self.bodies.extend(test.bodies.iter().flatten().map(String::as_str));
            self.chosen::<Extent>(test.extent.as_ref());
        }
        for office in lists.offices.iter().map(|one| &one.is) {
            self.offices.extend(office.became.iter().chain(&office.sits_for).map(String::as_str));
            // It sits in the seats of others.
            self.offices.extend(office.sits_for.first().map(|_| office.id.as_str()));
            self.days(&office.days);
        }
        for one in lists.capacities.iter().map(|one| &one.is) {
            self.offices.extend(one.office.as_deref());
            self.days(&one.days);
        }
        for entry in lists.authority.iter().map(|one| &one.is) {
            self.entry(entry);
        }
        for one in lists.accountability.iter().map(|one| &one.is) {
            self.by(&one.what);
            self.by(&one.who);
            self.days(&one.days);
        }
        for one in lists.disputes.iter().map(|one| &one.is) {
            one.by.iter().for_each(|by| self.by(by));
            self.days(&one.days);
        }
        lists.kinds.iter().for_each(|one| self.days(&one.is.days));
        lists.organisations.iter().for_each(|one| self.days(&one.is.days));
        lists.standings.iter().for_each(|one| self.days(&one.is.days));
        lists.matters.iter().for_each(|one| self.days(&one.is.days));
        let held = lists.partners.iter().flat_map(|one| &one.is.held_by);
        held.for_each(|one| self.days(&one.days));
    }

    fn entry(&mut self, entry: &'p Authority) {
        self.by(&entry.by);
        entry.to.iter().for_each(|by| self.by(by));
        self.chosen(entry.agreement.as_ref());
        self.days(&entry.days);
    }

    fn by(&mut self, by: &'p By) {
        match by {
            By::Body(id) | By::Members { body: id, .. } => drop(self.bodies.insert(id)),
            By::Office(id) => drop(self.offices.insert(id)),
            By::Setting { id, together } => {
                self.settings.insert(id);
                self.bodies.extend(together.iter().flat_map(|(_, all)| all).map(String::as_str));
            }
            By::Partner(_)
            | By::AllPartners
            | By::OtherPartners(_)
            | By::Capacity(_)
            | By::Kind(_) => {}
        }
    }

    fn chosen<T>(&mut self, chosen: Option<&'p Chosen<T>>) {
        if let Some(Chosen::Setting(id)) = chosen {
            self.settings.insert(id);
        }
    }

    fn days(&mut self, days: &'p Days) {
        for when in [&days.from, &days.until].into_iter().flatten() {
            if let When::Setting(id) = when {
                self.settings.insert(id);
            }
        }
    }
}

/// A body that has no part in any matter.
fn no_part(inquiry: &Inquiry<'_>, body: &Body) -> Value {
    let request = inquiry.request("authority", json!({ "body": body.id }));
    let answer = inquiry.looked.answer(&request);
    let rows = answer.get("matrix").and_then(Value::as_array);
    let of = |row: &Value| {
        let matter = row.get("matter")?.as_str()?.to_owned();
        let part = row.pointer("/bodies/0/part")?.clone();
        let own: Map<String, Value> = [(body.id.clone(), part)].into_iter().collect();
        Some((matter, Value::Object(own)))
    };
    let matrix: Map<String, Value> = rows.into_iter().flatten().filter_map(of).collect();
    let story = "The body has no part in any matter.";
    fixture(&format!("no-part-of-{}", body.id), story, request, json!({ "matrix": matrix }))
}

/// In some way of setting the settings there is somebody on the day who can have the seat.
fn filled<'p>(inquiry: &Inquiry<'p>, ledger: &mut Ledger<'_>, seat: &'p Seat) {
    let scene = inquiry.scene();
    let ways = scene.worlds(|world| {
        let Some(body) = world.scene.body(&seat.body) else { return Ok(None) };
        if !world.in_force(&seat.days)? || !world.in_force(&body.days)? {
            return Ok(None);
        }
        is_for_somebody(world, seat).map(Some)
    });
    let there: Vec<bool> = ways.into_iter().filter_map(|(_, is)| is).collect();
    if there.is_empty() || !ledger.looks_at(Claim::NothingDead, &seat.id, STEPS_OF_AN_ANSWER) {
        return;
    }
    if !there.contains(&true) {
        let words = format!(
            "Nobody can have the seat `{}`: there is no such office, kind, standing or capacity on the day.",
            seat.id
        );
        let case = nobody(inquiry, seat);
        ledger.find(Claim::NothingDead, "seat-never-filled", &[&seat.id], words, vec![case]);
    }
}

/// Whether there is on the day whom a seat is for.
fn is_for_somebody<'k>(world: &World<'_, 'k>, seat: &'k Seat) -> Result<bool, NotSet<'k>> {
    let lists = world.scene.lists();
    if let Some(id) = &seat.office {
        for office in lists.offices.iter().map(|one| &one.is) {
            let is_it = office.id == *id || office.sits_for.contains(id);
            if is_it && world.in_force(&office.days)? {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    if let Some(standing) = seat.listing {
        for one in lists.standings.iter().map(|one| &one.is) {
            if one.is != standing || !world.in_force(&one.days)? {
                continue;
            }
            let is_there = match &one.kinds {
                None => true,
                Some(kinds) => is_some_kind(world, kinds)?,
            };
            if is_there {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    match &seat.kinds {
        Some(kinds) => is_some_kind(world, kinds),
        None => world.somebody_acts(seat),
    }
}

fn is_some_kind<'k>(world: &World<'_, 'k>, kinds: &[String]) -> Result<bool, NotSet<'k>> {
    for kind in world.scene.lists().kinds.iter().map(|one| &one.is) {
        if kinds.contains(&kind.id) && world.in_force(&kind.days)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whoever the seat is for, asked whether they may sit in it.
fn nobody(inquiry: &Inquiry<'_>, seat: &Seat) -> Value {
    let person = match (&seat.office, &seat.kinds) {
        // There is no such office that they could hold.
        (Some(_), _) => json!({ "offices": [] }),
        (None, Some(kinds)) => json!({ "kinds": kinds }),
        (None, None) if !seat.capacities.is_empty() => json!({ "offices": [], "capacities": [] }),
        (None, None) => json!({}),
    };
    let mut request =
        inquiry.request("seat", json!({ "seat": seat.id, "as": "holder", "person": 0 }));
    if let Some(place) = request.get_mut("person") {
        *place = person;
    }
    let answer = inquiry.looked.answer(&request);
    let expect = json!({ "outcome": answer.get("outcome"), "failed": answer.get("failed") });
    let story = "Somebody asks to sit in it, as near to what it asks as anybody can be on the day.";
    fixture(&format!("nobody-in-{}", seat.id), story, request, expect)
}
