//! How a meeting stands to its quorum in sentences, and how each partner is represented.

use super::meeting::Told;
use super::membership::{and, cites, grounds, lower};
use super::write_list;
use crate::membership::{ClauseAnswer, PartnerThere, PatternAnswer, QuorumAnswer, Range};
use crate::pack::{Chosen, Hats, SettingValue};
use crate::truth::Truth;

impl<'k> Told<'_, 'k> {
    pub(super) fn write_quorum(&self, text: &mut String) -> std::fmt::Result {
        let Some(quorum) = &self.answer.quorum else { return Ok(()) };
        let heading = self.quorum_heading(quorum);
        write_list(text, &heading, quorum.patterns.iter().map(|one| self.pattern(one)))
    }

    fn quorum_heading(&self, quorum: &QuorumAnswer<'k>) -> String {
        if let Some(set_by) = quorum.set_by {
            return format!(
                "The quorum is not set, which is for {set_by}. By each that it could be"
            );
        }
        match self.body.and_then(|body| body.quorum.as_ref()) {
            Some(Chosen::Setting(id)) => {
                let set_by = self.scene.setting(id).map_or("", |one| one.set_by.as_str());
                format!("The quorum, by the pattern given here (it is for {set_by} to set)")
            }
            _ => "The quorum, as the source has it".to_owned(),
        }
    }

    fn pattern(&self, one: &PatternAnswer<'k>) -> String {
        let is = match one.constituted {
            Truth::True => "met",
            Truth::False => "not met",
            Truth::Unknown => "not known whether met",
        };
        let clauses: Vec<String> = one.clauses.iter().map(clause).collect();
        format!("{}: {is}; {} [{}]", one.label, clauses.join("; "), grounds(&one.grounds))
    }

    /// How a partner is represented.
    pub(super) fn partner(&self, one: &PartnerThere<'k>) -> String {
        let held = one.held_by.map(|kind| self.holder(kind));
        let held = held.map_or_else(String::new, |kind| format!(" ({kind})"));
        let people: Vec<String> = one.people.iter().map(|id| self.names.person(id)).collect();
        let is = match (one.represented, people.as_slice()) {
            (Truth::True, [_, _, ..]) => {
                format!("represented by {}; it counts once", and(&people))
            }
            (Truth::True, _) => format!("represented by {}", and(&people)),
            (Truth::False, _) => "not represented".to_owned(),
            (Truth::Unknown, people) if people.len() == 1 && self.is_between(one) => {
                format!(
                    "not known whether it is represented: {} stands for one of several",
                    and(people)
                )
            }
            (Truth::Unknown, []) => "not known whether anybody stands for it".to_owned(),
            (Truth::Unknown, _) => {
                format!("not known whether it is represented; {} may stand for it", and(&people))
            }
        };
        let agrees = match (&self.answer.of_matter, one.represented, one.agrees) {
            (None, ..) | (_, Truth::False, _) => "",
            (_, _, Truth::True) => "; agrees",
            (_, _, Truth::False) => "; does not agree",
            (_, _, Truth::Unknown) => "; not known whether it agrees",
        };
        let mut all = self.scene.lists().partners.iter().map(|known| &known.is);
        let places = all.find(|known| known.id == one.partner);
        let places =
            places.map_or_else(String::new, |known| format!(" [{}]", cites(self.scene, known)));
        format!("{}{held}: {is}{agrees}{places}", one.label)
    }

    /// Whether whoever may stand for a partner sits for another as well.
    fn is_between(&self, partner: &PartnerThere<'k>) -> bool {
        partner
            .people
            .iter()
            .all(|id| self.answer.partners.iter().filter(|one| one.people.contains(id)).count() > 1)
    }

    /// Who holds a place: the organisation of the area of such a kind, or the kind.
    fn holder(&self, kind: &str) -> String {
        let mut all = self.scene.lists().organisations.iter().map(|one| &one.is);
        let own = all.find(|one| {
            let is_it = one.kinds.iter().any(|of| of == kind);
            is_it && self.scene.in_force(&one.days) != Truth::False
        });
        own.map_or_else(|| lower(&self.scene.label_of(kind)), |one| one.label.clone())
    }

    /// Who sits for several partners, and for how many of them such a person counts.
    pub(super) fn several_hats(&self) -> Vec<String> {
        let hats = match self.body.and_then(|body| body.hats.as_ref()) {
            Some(Chosen::Setting(id)) => match self.scene.value(id) {
                Some(SettingValue::Word(word)) if word == Hats::Each.word() => Some(Hats::Each),
                Some(_) => Some(Hats::One),
                None => None,
            },
            Some(Chosen::Given(hats)) => Some(*hats),
            None => Some(Hats::One),
        };
        let counts = match hats {
            Some(Hats::One) => "counts for one of them only",
            Some(Hats::Each) => "counts for each of them",
            None => "whether this counts for one of them or for each is not set",
        };
        let people = self.given.people.iter().filter_map(|person| {
            let stands = self.answer.partners.iter().filter(|one| one.people.contains(&person.id));
            let stands: Vec<String> = stands.map(|one| one.label.to_owned()).collect();
            (stands.len() > 1).then(|| {
                format!("{} sits for {}: {counts}", self.names.person(&person.id), and(&stands))
            })
        });
        people.collect()
    }
}

/// What a quorum asks for, and what there is of it.
pub(super) fn clause(one: &ClauseAnswer) -> String {
    let (needs, has) = (range(&one.needs), range(&one.has));
    match one.clause {
        "partners" => format!("{needs} partners needed, {has} represented"),
        "members" => format!("{needs} people needed, {has} count"),
        "chair" => match one.truth {
            Truth::True => "the chair is there".to_owned(),
            Truth::False => "nobody who counts is in the chair".to_owned(),
            Truth::Unknown => "not known whether the chair is there".to_owned(),
        },
        _ => match one.truth {
            Truth::True => "the chair lets the matter go ahead".to_owned(),
            Truth::False => "no chair who is there lets the matter go ahead".to_owned(),
            Truth::Unknown => "not known whether the chair lets the matter go ahead".to_owned(),
        },
    }
}

fn range(one: &Range) -> String {
    match one.most {
        Some(most) if most == one.least => most.to_string(),
        Some(most) => format!("{} to {most}", one.least),
        None => format!("{} or more", one.least),
    }
}
