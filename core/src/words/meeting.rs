//! An answer about a meeting in sentences: is it properly constituted, what may it do, what is
//! lacking, and on what that rests.

use super::attendance::{Names, missing_in_words, people_in_words};
use super::authority::{agreement_in_words, entry_in_words, who};
use super::dates::long_day;
use super::membership::{
    answerable, index_of, lower, places, sides, write_problems, write_tail_about,
};
use super::quorum::clause;
use super::structure::capital;
use super::write_list;
use crate::membership::{
    AgreementAnswer, Decider, EntryAnswer, Lacking, MatterAnswer, MeetingAnswer, MeetingGiven,
    MeetingOutcome, Named, OfMatter, Scene,
};
use crate::pack::membership::Body;
use crate::pack::{Agreement, AuthorityPart, Chosen, Interests, SettingValue};
use crate::truth::Truth;
use std::fmt::Write;

/// The answer in plain words, for those who chair, advise or prepare the meeting.
pub(crate) fn meeting_in_words<'k>(
    scene: &Scene<'k>,
    given: &MeetingGiven,
    answer: &MeetingAnswer<'k>,
) -> String {
    let matter = answer.matter.and_then(|id| scene.authority(Some(id), None, &[]).ok());
    let told = Told {
        scene,
        given,
        answer,
        names: Names::of(scene, given),
        body: scene.body(answer.body),
        matter: matter.as_ref().and_then(|one| one.matters.first()),
    };
    let mut text = String::new();
    // INVARIANT: writing to a `String` cannot fail.
    let _ = told.write(&mut text);
    text
}

/// What is told, with everything by which it is called.
pub(super) struct Told<'a, 'k> {
    pub scene: &'a Scene<'k>,
    pub given: &'a MeetingGiven,
    pub answer: &'a MeetingAnswer<'k>,
    pub names: Names,
    pub body: Option<&'k Body>,
    matter: Option<&'a MatterAnswer<'k>>,
}

impl<'k> Told<'_, 'k> {
    fn write(&self, text: &mut String) -> std::fmt::Result {
        let answer = self.answer;
        self.write_beginning(text)?;
        let of = answer.of_matter.as_ref();
        if of.is_some_and(|of| of.outcome == "must-refer") {
            self.write_others(text)?;
            let headings =
                ["Lacking for a meeting that is properly constituted", "Not known of it"];
            self.write_gaps(headings, text)?;
        } else {
            let lacking = match answer.constituted {
                Truth::Unknown => "What is lacking, or not known to be there",
                _ => "What is lacking",
            };
            self.write_gaps([lacking, "What is not known, and could change this"], text)?;
            self.write_others(text)?;
        }
        self.write_quorum(text)?;
        let partners = answer.partners.iter().map(|one| self.partner(one));
        write_list(text, "The statutory partners", partners)?;
        write_list(text, "Several partners in one person", self.several_hats().into_iter())?;
        let people = people_in_words(self.scene, self.given, &self.names, answer);
        write_list(text, "Who was there", people.into_iter())?;
        let seats = answer.seats.iter().map(|seat| {
            let vacant = match (seat.vacant, self.given.no_others) {
                (Truth::True, _) => "vacant",
                (Truth::False, true) => "not vacant; nobody was there for it",
                (Truth::False, false) => "not vacant; whether somebody was there was not said",
                (Truth::Unknown, true) => {
                    "nobody was there for it; whether it is vacant was not said"
                }
                (Truth::Unknown, false) => {
                    "whether it is vacant, and whether somebody was there, was not said"
                }
            };
            format!("{}: {vacant}", self.names.seat(self.scene, &seat.seat))
        });
        write_list(text, "Seats for which nobody is named", seats)?;
        let rests: Vec<String> = self.matter.map(|matter| self.rests(matter)).unwrap_or_default();
        write_list(text, "Who has which part in this matter", rests.into_iter())?;
        let accountable = answerable(self.scene, &answer.accountable);
        write_list(text, "Who stays accountable", accountable.into_iter())?;
        let about = |at: &str| {
            let index = index_of(at, "/people/")?;
            let person = self.given.people.get(index)?;
            Some(self.names.person(&person.id))
        };
        write_problems(text, &answer.tail.problems, about)?;
        let is_about = |id: &str| match self.matter {
            Some(matter) => {
                id == matter.matter || matter.parts.iter().any(|entry| entry.entry == id)
            }
            None => true,
        };
        write_tail_about(self.scene, &answer.tail, is_about, text)
    }

    /// What is lacking, and what is not known.
    fn write_gaps(&self, [lacking, open]: [&str; 2], text: &mut String) -> std::fmt::Result {
        write_list(text, lacking, self.lacking().into_iter())?;
        let missing = &self.answer.missing;
        let missing = missing_in_words(self.scene, self.given, &self.names, missing);
        write_list(text, open, missing.into_iter())
    }

    fn write_beginning(&self, text: &mut String) -> std::fmt::Result {
        let answer = self.answer;
        let name = self.scene.label_of(answer.body);
        let day = long_day(answer.as_of);
        let who = format!("the meeting of the {name} on {day}");
        if answer.exists == Truth::False {
            writeln!(text, "There is no {name} on {day}.")?;
        }
        let (Some(of), Some(matter)) = (&answer.of_matter, self.matter_label()) else {
            let is = self.constituted(&who);
            return writeln!(text, "{is}. What it may do in a matter was not asked.");
        };
        let matter = lower(matter);
        match of.outcome {
            "cannot-tell" => {
                let could: Vec<&str> = of.could_be.iter().map(|one| outcome(*one)).collect();
                writeln!(
                    text,
                    "It cannot be told yet what {who} may do in this matter: {matter}. By what is \
                     known it could be that it {}.",
                    could.join(", or that it ")
                )?;
            }
            word => {
                let words = MeetingOutcome::WORDS.iter().find(|(known, _)| *known == word);
                let does = match (words, of.part) {
                    (
                        Some((_, MeetingOutcome::NotYet)),
                        "decides" | "decides-by-law" | "delegate",
                    ) => "may not decide yet",
                    (Some((_, MeetingOutcome::NotYet)), "recommends") => "may not recommend yet",
                    (Some((_, MeetingOutcome::NotYet)), "oversees") => "may not oversee yet",
                    (Some((_, MeetingOutcome::NotYet)), "signs-off") => "may not sign off yet",
                    (Some((_, one)), _) => outcome(*one),
                    (None, _) => "may do nothing that is known",
                };
                writeln!(text, "{} {does} in this matter: {matter}.", capital(&who))?;
            }
        }
        if answer.exists != Truth::False {
            writeln!(text, "{}.", self.constituted("it"))?;
        }
        self.write_agreement(of, text)
    }

    fn matter_label(&self) -> Option<&'k str> {
        let id = self.answer.matter?;
        let mut matters = self.scene.lists().matters.iter().map(|one| &one.is);
        matters.find(|one| one.id == id).map(|one| one.label.as_str())
    }

    /// Whether it is properly constituted, and by which quorum; `meeting` is what it is called.
    fn constituted(&self, meeting: &str) -> String {
        let quorum = self.answer.quorum.as_ref();
        let pattern = quorum.filter(|quorum| quorum.pattern.is_some());
        let by = match (pattern.and_then(|quorum| quorum.patterns.first()), quorum) {
            (Some(pattern), _) => {
                let clauses: Vec<String> = pattern.clauses.iter().map(clause).collect();
                format!(" (quorum: {}: {})", lower(pattern.label), clauses.join("; "))
            }
            (None, Some(quorum)) if quorum.setting.is_none() => {
                " (when this body is quorate nobody has said)".to_owned()
            }
            (None, Some(_)) if self.answer.constituted == Truth::Unknown => {
                " (the quorum is not set)".to_owned()
            }
            (None, Some(_)) => ", whichever quorum is set".to_owned(),
            (None, None) => " (of this body somebody who counts is enough)".to_owned(),
        };
        match self.answer.constituted {
            Truth::True => format!("{} is properly constituted{by}", capital(meeting)),
            Truth::False => format!("{} is not properly constituted{by}", capital(meeting)),
            Truth::Unknown => {
                format!("Whether {meeting} is properly constituted is not known yet{by}")
            }
        }
    }

    /// Of this body, what it decides or signs off with effect; or else what others exercise for it.
    fn own_entry(&self) -> Option<&EntryAnswer<'k>> {
        let own = |part: AuthorityPart, is_exercised: bool| {
            self.matter?.parts.iter().find(|entry| {
                let is_it = entry.part == part && entry.effect != "yields";
                is_it && is_exercised == (entry.effect == "exercised-by") && self.is_own(&entry.by)
            })
        };
        use AuthorityPart::{Decides, SignsOff};
        let acting = own(Decides, false).or_else(|| own(SignsOff, false));
        acting.or_else(|| own(Decides, true)).or_else(|| own(SignsOff, true))
    }

    fn is_own(&self, by: &Named<'k>) -> bool {
        match by {
            Named::Body(id) => *id == self.answer.body,
            Named::Bodies(all) => all.contains(&self.answer.body),
            Named::Capacity(kind) => self.scene.is_made_up_of(self.answer.body, *kind),
            Named::Partners(_) => self.scene.is_of_partners(self.answer.body),
            Named::NotSet(unset) => unset.choices.contains(&self.answer.body),
            _ => false,
        }
    }

    /// Whether nobody who is there has a say, as far as people are given.
    fn is_without_a_say(&self) -> bool {
        self.answer.people.iter().all(|one| one.has_a_say == Truth::False)
    }

    fn write_agreement(&self, of: &OfMatter<'k>, text: &mut String) -> std::fmt::Result {
        let Some(agreed) = of.agreed else { return Ok(()) };
        let is_said = of.agreement != Some("not-said");
        let asked = match Agreement::WORDS.iter().find(|(word, _)| of.agreement == Some(*word)) {
            Some((_, set)) => agreement_in_words(&AgreementAnswer::Set(*set)),
            None if !is_said => "how this body agrees is not said".to_owned(),
            None => self.agreement_not_set(of),
        };
        let given = match (agreed, is_said) {
            (Truth::True, true) => "This agreement has been given",
            (Truth::False, true) => "This agreement has not been given",
            (Truth::Unknown, true) => "Whether this agreement has been given is not known",
            (Truth::True, false) => "Everybody with a say agrees",
            (Truth::False, false) if self.is_without_a_say() => "Nobody there has a say",
            (Truth::False, false) => "None of those with a say agrees",
            (Truth::Unknown, false) => {
                "Whether enough of those with a say agree is not known: only where all of them do, \
                 or none, is that plain"
            }
        };
        writeln!(text, "For a decision: {asked}. {given}.")
    }

    /// What has to be agreed, where that hangs on a setting.
    fn agreement_not_set(&self, of: &OfMatter<'k>) -> String {
        let own = self.own_entry().filter(|_| of.part != "delegate");
        if let Some(AgreementAnswer::NotSet(unset)) = own.and_then(|one| one.agreement.as_ref()) {
            return agreement_in_words(&AgreementAnswer::NotSet(unset.clone()));
        }
        let of_body = self.body.and_then(|body| body.agreement.as_ref());
        match of_body {
            Some(Chosen::Setting(id)) if self.scene.unset(id).is_some() => {
                let set_by = self.scene.setting(id).map_or("", |one| one.set_by.as_str());
                format!("whose agreement is needed is not set (it is for {set_by} to set)")
            }
            _ => "whose agreement is needed hangs on what is not set".to_owned(),
        }
    }

    /// To whom the matter goes, and who has to sign.
    fn write_others(&self, text: &mut String) -> std::fmt::Result {
        let Some(of) = &self.answer.of_matter else { return Ok(()) };
        let own = match of.part {
            "decides" | "decides-by-law" | "delegate" => "decide",
            "signs-off" => "sign off",
            _ => "",
        };
        if !own.is_empty() && of.outcome == "not-yet" {
            writeln!(
                text,
                "\nUntil then the matter waits: it is for this body to {own}, at a meeting that may."
            )?;
        }
        let heading = match of.outcome {
            "must-refer" => "To be referred to",
            _ => "It is decided by",
        };
        write_list(text, heading, of.refer_to.iter().map(|one| self.decider(one)))?;
        let beside = of.decided_by.iter().map(|one| self.decider(one));
        let heading = match of.part {
            "signs-off" => "What it signs off is decided by",
            _ => "It is decided as well, or together with this body, by",
        };
        write_list(text, heading, beside)?;
        let through = of.exercised_by.iter().map(|one| self.decider(one));
        let heading = "This is for this body itself to decide, and usually it does so through";
        write_list(text, heading, through)?;
        let signing = of.signed_off_by.iter().map(|one| self.decider(one));
        write_list(text, "What is decided stands only when it is signed off by", signing)
    }

    fn decider(&self, one: &Decider<'k>) -> String {
        let mut entries = self.matter.iter().flat_map(|matter| &matter.parts);
        let entry = entries.find(|entry| entry.entry == one.entry);
        let places = entry.map_or_else(String::new, |entry| places(&[&entry.grounds]));
        format!("{} {places}", who(self.scene, &one.by, &one.who))
    }

    fn lacking(&self) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        // What stands alike with the tests of one person in one seat stands in one line.
        let mut before = None;
        for one in &self.answer.lacking {
            let test = one.person.as_deref().zip(one.seat.as_deref()).zip(one.criterion);
            let Some(((person, seat), criterion)) = test else {
                found.extend(self.lack(one));
                continue;
            };
            let label = self.criterion(criterion);
            let fails = self.fails(person, seat, criterion);
            match found.last_mut() {
                Some(last) if before == Some((person, seat, fails)) => {
                    last.push_str(&format!(", {label}"));
                }
                _ => {
                    let how = if fails { "does not meet" } else { "is not known to meet" };
                    found.push(format!("{} {how} {label}", self.names.person(person)));
                }
            }
            before = Some((person, seat, fails));
        }
        found
    }

    /// Whether a criterion surely stands against somebody.
    fn fails(&self, person: &str, seat: &str, criterion: &str) -> bool {
        let people = self.answer.people.iter().filter(|one| one.person == person);
        let mut seats = people.flat_map(|one| &one.seats).filter(|one| one.seat == seat);
        seats.any(|one| one.failed.contains(&criterion))
    }

    /// A criterion by what it is called.
    fn criterion(&self, id: &str) -> String {
        match id {
            "in-force" => "that the seat is in force".to_owned(),
            "seat-listed" => "that the seat is one of this body's, which are all listed".to_owned(),
            "deputy-allowed" => "that the seat allows a deputy".to_owned(),
            "in-place" => "that nobody before them in the seat was there".to_owned(),
            "standing" => "that the organisation is one that the seat is for".to_owned(),
            _ => format!("“{}”", self.scene.label_of(id)),
        }
    }

    fn lack(&self, one: &Lacking<'k>) -> Option<String> {
        let set_by = |id: &str| self.scene.setting(id).map_or("", |one| one.set_by.as_str());
        let person = || one.person.as_deref().map(|id| self.names.person(id)).unwrap_or_default();
        Some(match one.what {
            "body" => "The body: it is not, or not surely, in force on that day".to_owned(),
            "pattern" => match one.setting {
                Some(id) => format!("A quorum that is set, by {}", set_by(id)),
                None => "A quorum: when this body is quorate nobody has said".to_owned(),
            },
            "partners" | "members" => {
                let number = one.number?;
                let what = if one.what == "partners" { "partners" } else { "members" };
                let by = one.setting.map(|id| format!("; the number is set by {}", set_by(id)));
                let by = by.unwrap_or_default();
                format!(
                    "A quorum that can be met: it asks for {number} more {what} than there are{by}"
                )
            }
            "partner" => {
                let partner =
                    self.answer.partners.iter().find(|there| Some(there.partner) == one.partner)?;
                let what = match partner.represented {
                    Truth::True => "Somebody with a say for",
                    Truth::False => "Somebody who counts for",
                    Truth::Unknown => "Somebody who is known to count for",
                };
                let many = self.how_many_partners();
                let elsewhere = one.person.as_deref().map(|id| {
                    let name = self.names.person(id);
                    format!("; {name} sits for it and counts for one partner only")
                });
                format!("{what}: {}{many}{}", partner.label, elsewhere.unwrap_or_default())
            }
            "people" => match one.number {
                Some(1) => "1 more person who counts".to_owned(),
                Some(number) if self.answer.missing.is_empty() => {
                    format!("{number} more people who count")
                }
                Some(number) => format!("Up to {number} more people who are known to count"),
                None => "More people who count; how many hangs on what is not set".to_owned(),
            },
            "chair" => "Somebody who counts in the chair".to_owned(),
            "chair_allows" => "The chair's leave for the matter to go ahead".to_owned(),
            "say" => "Somebody there who surely has a say".to_owned(),
            "interest" => {
                let id = one.person.as_deref().unwrap_or_default();
                let takes = match (self.given.interests.truth(id), self.interests()) {
                    (Truth::True, Some(Interests::OutOfQuorum)) => {
                        "has an interest in the matter, so neither counts nor has a say"
                    }
                    (Truth::True, Some(_)) => "has an interest in the matter, so has no say",
                    (Truth::True, None) => {
                        "has an interest in the matter; what follows from that is not set"
                    }
                    _ => "may have an interest in the matter",
                };
                format!("{} {takes}", person())
            }
            "delegation" => {
                let parts = self.matter.iter().flat_map(|matter| &matter.parts);
                let entry = parts.into_iter().find(|entry| Some(entry.entry) == one.entry);
                let by = entry.map(|entry| who(self.scene, &entry.by, &entry.who));
                let by = by.map_or_else(String::new, |by| format!(", by: {by}"));
                format!("A record that the decision was delegated to this body{by}")
            }
            "agreement" => {
                format!("A rule for whose agreement is needed, set by {}", set_by(one.setting?))
            }
            "consultation" => {
                let parts = self.matter.iter().flat_map(|matter| &matter.parts);
                let entry = parts.into_iter().find(|entry| Some(entry.entry) == one.entry)?;
                let by = who(self.scene, &entry.by, &entry.who);
                match self.given.consulted.iter().find(|(id, _)| id == entry.entry) {
                    Some((_, Truth::False)) => {
                        format!("Consultation: {} was not consulted, and has to be", lower(&by))
                    }
                    _ => format!("A record that {} was consulted", lower(&by)),
                }
            }
            _ => return None,
        })
    }

    /// What follows from an interest, where that is set.
    fn interests(&self) -> Option<Interests> {
        match self.body?.interests.as_ref()? {
            Chosen::Given(word) => Some(*word),
            Chosen::Setting(id) => match self.scene.value(id)? {
                SettingValue::Word(set) => {
                    let known = Interests::WORDS.iter().find(|(word, _)| word == set);
                    known.map(|(_, interests)| *interests)
                }
                _ => None,
            },
        }
    }

    /// How many of the partners would do, where not all are asked for.
    fn how_many_partners(&self) -> String {
        let agreement = self.own_entry().and_then(|entry| entry.agreement.as_ref());
        let is_majority =
            matches!(agreement, Some(AgreementAnswer::Set(Agreement::MajorityOfPartners)));
        if agreement.is_some() && !is_majority {
            return String::new();
        }
        let patterns = self.answer.quorum.iter().flat_map(|quorum| &quorum.patterns);
        let clauses = patterns.flat_map(|pattern| &pattern.clauses);
        let needed: Vec<Option<u32>> = clauses
            .filter(|clause| clause.clause == "partners")
            .map(|clause| clause.needs.most)
            .collect();
        let all = u32::try_from(self.answer.partners.len()).ok();
        match needed.as_slice() {
            [] if is_majority => ", where more than half of the partners would do".to_owned(),
            [Some(1)] => ", where 1 partner would do".to_owned(),
            [Some(number)] if Some(*number) < all => {
                format!(", where {number} partners would do")
            }
            _ => String::new(),
        }
    }

    /// The parts that anybody has, with where they stand.
    fn rests(&self, matter: &MatterAnswer<'k>) -> Vec<String> {
        let mut parts: Vec<&EntryAnswer<'k>> = matter.parts.iter().collect();
        crate::order::by_key(&mut parts, |entry| entry.part);
        let parts = parts.into_iter();
        let mut found: Vec<String> =
            parts.map(|entry| entry_in_words(self.scene, entry, &matter.parts)).collect();
        let of = sides(matter.of);
        found.push(format!("The matter is one for {of} {}", places(&[&matter.grounds])));
        found
    }
}

fn outcome(one: MeetingOutcome) -> &'static str {
    match one {
        MeetingOutcome::MustRefer => "has no part and has to refer on",
        MeetingOutcome::NotYet => "may not act yet",
        MeetingOutcome::MayDecide => "may decide",
        MeetingOutcome::MaySignOff => "may sign off what is decided elsewhere",
        MeetingOutcome::EachDecides => {
            "does not decide as a meeting: each of its members does, for their own organisation,"
        }
        MeetingOutcome::MayBeInformed => "may be told and does not decide",
        MeetingOutcome::MayRecommend => "may only recommend and does not decide",
        MeetingOutcome::MayOversee => "may only oversee and does not decide",
        MeetingOutcome::MayBeConsulted => "may only be consulted and does not decide",
    }
}
