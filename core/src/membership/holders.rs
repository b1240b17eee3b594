//! Who somebody is that a pack names as a body, an office, a partner or in another way.

use super::accountable::Actor;
use super::world::{NotSet, Scene, World};
use crate::pack::membership::{Authority, Body, By, Matter, Partner};
use crate::pack::{BodyKind, CapacityKind, SettingChoice, SettingValue};
use crate::truth::Truth;
use serde::Serialize;

/// Somebody, as the wire names them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Named<'k> {
    /// A body.
    Body(&'k str),
    /// Several bodies together.
    Bodies(Vec<&'k str>),
    /// The holder of an office.
    Office(&'k str),
    /// A partner.
    Partner(&'k str),
    /// All partners: `all`.
    Partners(&'static str),
    /// The partners beside this one.
    OtherPartners(&'k str),
    /// Whoever acts in this capacity.
    Capacity(CapacityKind),
    /// An organisation of this kind.
    Kind(&'k str),
    /// The members of a body.
    #[serde(untagged)]
    Members(Members<'k>),
    /// It hangs on an open setting.
    #[serde(untagged)]
    NotSet(Unset<'k>),
}

/// The members of a body beside a partner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Members<'k> {
    /// The members of a body, those added too …
    pub members: &'k str,
    /// … beside this partner.
    pub but: &'k str,
}

/// What hangs on an open setting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unset<'k> {
    /// The setting on which it hangs.
    pub setting: &'k str,
    /// Who sets it.
    pub set_by: &'k str,
    /// What it can be.
    pub choices: Vec<&'k str>,
}

impl<'k> Scene<'k> {
    pub(crate) fn body(&self, id: &str) -> Option<&'k Body> {
        self.lists().bodies.iter().map(|one| &one.is).find(|one| one.id == id)
    }

    pub(crate) fn partner(&self, id: &str) -> Option<&'k Partner> {
        self.lists().partners.iter().map(|one| &one.is).find(|one| one.id == id)
    }

    /// What an open setting is called, and what it can be.
    pub(crate) fn unset(&self, id: &'k str) -> Option<Unset<'k>> {
        if self.value(id).is_some() {
            return None;
        }
        let setting = self.setting(id)?;
        let word = |choice: &'k SettingChoice| match &choice.value {
            SettingValue::Word(word) => Some(word.as_str()),
            _ => None,
        };
        let choices = setting.choices.iter().filter_map(word).collect();
        Some(Unset { setting: id, set_by: &setting.set_by, choices })
    }

    /// The bodies that a setting names, where it is set.
    fn set_bodies(&self, id: &str, together: &'k [(String, Vec<String>)]) -> Vec<&'k Body> {
        match self.value(id) {
            Some(SettingValue::Word(word)) => self.bodies_of(word, together),
            _ => Vec::new(),
        }
    }

    /// The bodies that a choice means.
    fn bodies_of(&self, word: &str, together: &'k [(String, Vec<String>)]) -> Vec<&'k Body> {
        match together.iter().find(|(choice, _)| choice == word) {
            Some((_, bodies)) => bodies.iter().filter_map(|id| self.body(id)).collect(),
            None => self.body(word).into_iter().collect(),
        }
    }

    /// All bodies that a setting can mean.
    pub(crate) fn bodies_meant(
        &self,
        id: &str,
        together: &'k [(String, Vec<String>)],
    ) -> Vec<&'k Body> {
        let choices = self.setting(id).map(|one| one.choices.as_slice()).unwrap_or_default();
        let mut found: Vec<&'k Body> = Vec::new();
        for choice in choices {
            let SettingValue::Word(word) = &choice.value else { continue };
            for body in self.bodies_of(word, together) {
                if !found.iter().any(|one| one.id == body.id) {
                    found.push(body);
                }
            }
        }
        found
    }

    pub(crate) fn named(&self, by: &'k By) -> Named<'k> {
        match by {
            By::Body(id) => Named::Body(id),
            By::Office(id) => Named::Office(id),
            By::Partner(id) => Named::Partner(id),
            By::AllPartners => Named::Partners("all"),
            By::OtherPartners(id) => Named::OtherPartners(id),
            By::Members { body, but } => Named::Members(Members { members: body, but }),
            By::Capacity(kind) => Named::Capacity(*kind),
            By::Kind(id) => Named::Kind(id),
            By::Setting { id, together } => {
                match (self.set_bodies(id, together).as_slice(), self.unset(id)) {
                    ([body], _) => Named::Body(&body.id),
                    ([], Some(unset)) => {
                        self.note_open(id);
                        Named::NotSet(unset)
                    }
                    ([], None) => Named::Body(id),
                    (bodies, _) => {
                        Named::Bodies(bodies.iter().map(|one| one.id.as_str()).collect())
                    }
                }
            }
        }
    }

    /// Somebody in words.
    pub(crate) fn who(&self, by: &'k By) -> String {
        let lists = self.lists();
        let label = |id: &'k str, found: Option<&'k String>| {
            found.map_or_else(|| id.to_owned(), String::clone)
        };
        let partner = |id: &'k str| label(id, self.partner(id).map(|one| &one.label));
        match by {
            By::Body(id) => self.body(id).map_or_else(|| id.clone(), |body| self.called(body)),
            By::Office(id) => {
                let found = lists.offices.iter().find(|one| one.is.id == *id);
                label(id, found.map(|one| &one.is.label))
            }
            By::Partner(id) => partner(id),
            By::AllPartners => "each of the statutory partners".to_owned(),
            By::OtherPartners(id) => format!("the statutory partners beside {}", partner(id)),
            By::Members { body, but } => {
                let body = self.body(body).map_or_else(|| body.clone(), |one| self.called(one));
                format!("the members of {body} beside {}", partner(but))
            }
            By::Capacity(kind) => self.capacity_titles(*kind, None),
            By::Kind(id) => {
                let found = lists.kinds.iter().find(|one| one.is.id == *id);
                label(id, found.map(|one| &one.is.label))
            }
            By::Setting { id, together } => {
                let bodies = self.set_bodies(id, together);
                if bodies.is_empty() {
                    return self.not_set(id, together);
                }
                let names: Vec<String> = bodies.into_iter().map(|one| self.called(one)).collect();
                names.join(" and ")
            }
        }
    }

    /// That it is not set who acts, who sets it, and who it can be.
    fn not_set(&self, id: &str, together: &'k [(String, Vec<String>)]) -> String {
        let Some(setting) = self.setting(id) else { return "not set".to_owned() };
        let could_be = setting.choices.iter().filter_map(|choice| match &choice.value {
            SettingValue::Word(word) => {
                let all = self.bodies_of(word, together);
                let names: Vec<String> = all.into_iter().map(|one| self.called(one)).collect();
                Some(names.join(" and "))
            }
            _ => None,
        });
        let could_be: Vec<String> = could_be.collect();
        format!("not set; it can be {}; set by {}", could_be.join(", or "), setting.set_by)
    }

    /// Who acts by an entry, in words.
    pub(crate) fn who_acts(&self, entry: &'k Authority) -> String {
        let mut matters = self.lists().matters.iter().map(|one| &one.is);
        match &entry.by {
            By::Capacity(kind) => {
                self.capacity_titles(*kind, matters.find(|one| one.id == entry.matter))
            }
            by => self.who(by),
        }
    }

    /// What those are called on the day who are this for the partnership, each with the posts that
    /// are said to be it; in a matter, for the children or adults whom it is of.
    pub(crate) fn capacity_titles(&self, kind: CapacityKind, matter: Option<&Matter>) -> String {
        let mut titles: Vec<(&str, Vec<&str>)> = Vec::new();
        for one in self.lists().capacities.iter().filter(|one| one.is.capacity == kind) {
            let is_of_it =
                matter.is_none_or(|matter| matter.of.iter().any(|side| one.is.of.contains(side)));
            if !is_of_it || self.in_force(&one.is.days) == Truth::False {
                continue;
            }
            let office =
                one.is.office.as_ref().and_then(|office| {
                    self.lists().offices.iter().find(|one| one.is.id == *office)
                });
            let title = one.is.title.as_str();
            let at = titles.iter().position(|(known, _)| *known == title).unwrap_or_else(|| {
                titles.push((title, Vec::new()));
                titles.len().saturating_sub(1)
            });
            let Some((_, posts)) = titles.get_mut(at) else { continue };
            posts.extend(
                office.map(|one| one.is.label.as_str()).filter(|post| !posts.contains(post)),
            );
        }
        let titles = titles.iter().map(|(title, posts)| match posts.as_slice() {
            [] => (*title).to_owned(),
            posts => format!("{title} ({})", posts.join(", ")),
        });
        let titles: Vec<String> = titles.collect();
        if titles.is_empty() { kind.word().to_owned() } else { titles.join(", ") }
    }

    /// What a body is called on the day; where that hangs on what is not set, every name that it
    /// could have.
    fn called(&self, body: &'k Body) -> String {
        match self.name_of(body) {
            (Some(name), _) => name.to_owned(),
            (None, names) => all_names(&names).unwrap_or_else(|| body.label.clone()),
        }
    }

    /// The same where what it is called is not what is asked: an open setting on which it hangs
    /// need not be named.
    pub(crate) fn body_name(&self, body: &'k Body) -> String {
        let open = self.open_so_far();
        let name = self.called(body);
        self.only_open(open);
        name
    }

    /// What a body is called on the day; where that hangs on what is not set, all that it could be.
    pub(crate) fn name_of(&self, body: &'k Body) -> (Option<&'k str>, Vec<&'k str>) {
        let found = self.each(|world| world.name_of(body));
        match found.as_slice() {
            [only] => (Some(only), Vec::new()),
            _ => (None, found),
        }
    }

    /// Whether a body is that of the statutory partners as such.
    pub(crate) fn is_of_partners(&self, id: &str) -> bool {
        self.body(id).is_some_and(|body| body.kind == BodyKind::Partners)
    }

    /// Whether a body is made up of those who are this for the partnership.
    pub(crate) fn is_made_up_of(&self, id: &str, kind: CapacityKind) -> bool {
        self.body(id).is_some_and(|body| body.capacity == Some(kind))
    }

    /// Every matter-wide holder of an entry as somebody for whom others answer.
    pub(crate) fn actors_of(&self, entry: &'k Authority) -> Vec<Actor<'k>> {
        match &entry.by {
            By::Body(id) => vec![Actor::Body(id)],
            By::AllPartners => {
                let bodies = self.lists().bodies.iter().map(|one| &one.is);
                let partners = bodies.filter(|body| body.kind == BodyKind::Partners);
                partners.map(|body| Actor::Body(&body.id)).collect()
            }
            By::Office(id) => vec![Actor::Office(id)],
            By::Capacity(kind) => vec![Actor::Capacity(*kind, None)],
            By::Partner(id) => vec![Actor::Partner(id)],
            By::Setting { id, together } => {
                let is_open = self.unset(id).is_some();
                let bodies = if is_open {
                    self.bodies_meant(id, together)
                } else {
                    self.set_bodies(id, together)
                };
                bodies.into_iter().map(|body| Actor::Body(&body.id)).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// All names that a body could have, in one; `None` where there is none.
pub(crate) fn all_names(names: &[&str]) -> Option<String> {
    match names {
        [] => None,
        [only] => Some((*only).to_owned()),
        [first, rest @ ..] => Some(format!(
            "{first} (or {}: one body; its name on that day is not set)",
            rest.join(", or ")
        )),
    }
}

impl<'k> World<'_, 'k> {
    /// Whether somebody named is this body.
    pub(crate) fn is_body(&self, by: &'k By, body: &str) -> Result<bool, NotSet<'k>> {
        match by {
            By::Body(id) => Ok(id == body),
            By::AllPartners => Ok(self.scene.is_of_partners(body)),
            By::Members { body: of, .. } => Ok(of == body),
            By::Setting { id, together } => {
                let choice = self.choice(id)?;
                Ok(self.scene.bodies_of(choice, together).iter().any(|one| one.id == body))
            }
            _ => Ok(false),
        }
    }

    /// Whether those named are those whom this body is made up of.
    pub(crate) fn is_made_up_of(&self, by: &By, body: &str) -> bool {
        matches!(by, By::Capacity(kind) if self.scene.is_made_up_of(body, *kind))
    }

    /// Whether somebody named is this body and no other.
    pub(crate) fn is_body_alone(&self, by: &'k By, body: &str) -> Result<bool, NotSet<'k>> {
        match by {
            By::Setting { id, .. } => Ok(self.choice(id)? == body),
            _ => self.is_body(by, body),
        }
    }

    fn name_of(&self, body: &'k Body) -> Result<&'k str, NotSet<'k>> {
        for name in &body.names {
            if self.in_force(&name.days)? {
                return Ok(&name.name);
            }
        }
        Ok(&body.label)
    }

    /// The kind that holds a partner's place on the day.
    pub(crate) fn holder(&self, partner: &'k Partner) -> Result<Option<&'k str>, NotSet<'k>> {
        for held in &partner.held_by {
            if self.in_force(&held.days)? {
                return Ok(Some(&held.kind));
            }
        }
        Ok(None)
    }
}
