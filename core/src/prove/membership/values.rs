//! Every value that a setting can be chosen to have changes something.

use super::quorums::{may_decide, patterns};
use super::{Inquiry, STEPS_OF_AN_ANSWER, deciding, quorums, written};
use crate::pack::membership::{Body, By, Matter, MembersAsked, PartnersAsked, Pattern, Substitute};
use crate::pack::{Chosen, Number, Setting, SettingValue, Side};
use crate::prove::finding::Claim;
use crate::prove::ledger::Ledger;
use serde_json::Value;

/// What hangs on a setting of kind `choice`.
enum Use<'p> {
    /// A word that means itself, so that every value is another.
    Word,
    Quorum(&'p Body),
    Decider(&'p Matter, &'p [(String, Vec<String>)]),
}

/// What one value means in one use.
#[derive(Clone, Debug, PartialEq)]
enum Meaning<'p> {
    Bodies(Vec<&'p str>),
    Pattern(Asks<'p>),
    Nothing,
}

/// What a pattern asks of the partners of some sides.
#[derive(Clone, Debug, PartialEq)]
struct Asks<'p> {
    /// How many partners, for each matter that the body may decide.
    partners: Option<Vec<Partners<'p>>>,
    members: Option<&'p MembersAsked>,
    chair: bool,
    chair_may: bool,
    substitutes: &'p [Substitute],
}

#[derive(Clone, Debug, PartialEq)]
enum Partners<'p> {
    Number(usize),
    Setting(&'p str),
}

pub(super) fn prove(inquiry: &Inquiry<'_>, ledger: &mut Ledger<'_>) {
    for setting in inquiry.own_settings() {
        let uses = uses(inquiry, setting);
        if uses.is_empty() || uses.iter().any(|one| matches!(one, Use::Word)) {
            continue;
        }
        let words: Vec<&str> = setting
            .choices
            .iter()
            .filter_map(|choice| match &choice.value {
                SettingValue::Word(word) => Some(word.as_str()),
                _ => None,
            })
            .collect();
        for (place, value) in words.iter().enumerate() {
            let item = format!("{} {value}", setting.id);
            if !ledger.looks_at(Claim::NothingDead, &item, STEPS_OF_AN_ANSWER) {
                continue;
            }
            let earlier = words.get(..place).unwrap_or_default();
            let same = earlier.iter().find(|other| {
                uses.iter().all(|one| meaning(inquiry, one, other) == meaning(inquiry, one, value))
            });
            let Some(same) = same else { continue };
            let words = format!(
                "Nothing is otherwise where `{}` is `{value}` than where it is `{same}`.",
                setting.id
            );
            let cases = cases(inquiry, setting, &uses, [same, value]);
            let items = [setting.id.as_str(), same, value];
            ledger.find(Claim::NothingDead, "value-without-effect", &items, words, cases);
        }
    }
}

/// What hangs on a setting on the day.
fn uses<'p>(inquiry: &Inquiry<'p>, setting: &Setting) -> Vec<Use<'p>> {
    let lists = &inquiry.layered.items.membership;
    let mut found = Vec::new();
    fn is<T>(chosen: Option<&Chosen<T>>, id: &str) -> bool {
        matches!(chosen, Some(Chosen::Setting(own)) if own == id)
    }
    let id = setting.id.as_str();
    for body in lists.bodies.iter().map(|one| &one.is) {
        if is(body.quorum.as_ref(), id) && inquiry.may_be(&body.days) {
            found.push(Use::Quorum(body));
        }
        let is_word = is(body.hats.as_ref(), id)
            || is(body.interests.as_ref(), id)
            || is(body.agreement.as_ref(), id);
        if is_word {
            found.push(Use::Word);
        }
    }
    let mut seats = lists.seats.iter().map(|one| &one.is);
    let mut tests = lists.tests.iter().map(|one| &one.is);
    let mut entries = lists.authority.iter().map(|one| &one.is);
    if seats.any(|one| is(one.decides.as_ref(), id) || is(one.deputy.as_ref(), id))
        || tests.any(|one| is(one.extent.as_ref(), id))
        || entries.any(|one| is(one.agreement.as_ref(), id))
    {
        found.push(Use::Word);
    }
    for entry in lists.authority.iter().map(|one| &one.is) {
        let matter = lists.matters.iter().map(|one| &one.is).find(|one| one.id == entry.matter);
        if let (By::Setting { id: own, together }, Some(matter)) = (&entry.by, matter)
            && own == id
            && inquiry.may_be(&entry.days)
        {
            found.push(Use::Decider(matter, together));
        }
    }
    found
}

fn meaning<'p>(inquiry: &Inquiry<'p>, of: &Use<'p>, value: &str) -> Meaning<'p> {
    let lists = &inquiry.layered.items.membership;
    match of {
        Use::Word => Meaning::Nothing,
        Use::Decider(_, together) => {
            let several = together.iter().find(|(choice, _)| choice == value);
            let mut bodies: Vec<&str> = match several {
                Some((_, all)) => all.iter().map(String::as_str).collect(),
                None => {
                    let ids = lists.bodies.iter().map(|one| one.is.id.as_str());
                    ids.filter(|id| *id == value).collect()
                }
            };
            bodies.sort_unstable();
            bodies.dedup();
            Meaning::Bodies(bodies)
        }
        Use::Quorum(body) => {
            let found = patterns(inquiry, body).into_iter().find(|one| one.id == value);
            found.map_or(Meaning::Nothing, |one| Meaning::Pattern(asks(inquiry, body, one)))
        }
    }
}

fn asks<'p>(inquiry: &Inquiry<'p>, body: &'p Body, pattern: &'p Pattern) -> Asks<'p> {
    let partners = pattern.partners.as_ref().map(|asked| {
        let sides = sides(inquiry, body);
        let of_side = |of: &&[Side]| match asked {
            PartnersAsked::All => Partners::Number(partners_of(inquiry, of)),
            PartnersAsked::AtLeast(Number::Given(number)) => {
                Partners::Number(usize::try_from(*number).unwrap_or(usize::MAX))
            }
            PartnersAsked::AtLeast(Number::Setting(id)) => Partners::Setting(id),
        };
        sides.iter().map(of_side).collect()
    });
    Asks {
        partners,
        members: pattern.members.as_ref(),
        chair: pattern.chair,
        chair_may: pattern.chair_may,
        substitutes: &pattern.substitutes,
    }
}

/// The sides of the matters that a body may decide; where there are none, its own.
fn sides<'p>(inquiry: &Inquiry<'p>, body: &'p Body) -> Vec<&'p [Side]> {
    let matters = inquiry.layered.items.membership.matters.iter().map(|one| &one.is);
    let own = matters.filter(|one| may_decide(inquiry, body, one));
    let mut found: Vec<&[Side]> = Vec::new();
    for matter in own {
        if !found.contains(&matter.of.as_slice()) {
            found.push(&matter.of);
        }
    }
    if found.is_empty() {
        found.push(&body.of);
    }
    found
}

fn partners_of(inquiry: &Inquiry<'_>, sides: &[Side]) -> usize {
    let partners = inquiry.layered.items.membership.partners.iter().map(|one| &one.is);
    partners.filter(|one| one.of.iter().any(|side| sides.contains(side))).count()
}

/// The same question with each of two values.
fn cases(
    inquiry: &Inquiry<'_>,
    setting: &Setting,
    uses: &[Use<'_>],
    values: [&&str; 2],
) -> Vec<Value> {
    let mut found = Vec::new();
    for value in values {
        let word = SettingValue::Word((*value).to_owned());
        let settings = written([(setting.id.as_str(), &word)]);
        let case = uses.iter().find_map(|one| match one {
            Use::Word => None,
            Use::Decider(matter, _) => {
                let name = format!("{}-{value}", setting.id);
                let story = "The setting has this value.";
                Some(deciding::case(inquiry, &name, story, matter, &settings))
            }
            Use::Quorum(body) => {
                let all = patterns(inquiry, body);
                let pattern = all.into_iter().find(|one| one.id == **value)?;
                let matters = inquiry.layered.items.membership.matters.iter();
                let matter =
                    matters.map(|one| &one.is).find(|one| may_decide(inquiry, body, one))?;
                Some(quorums::case(inquiry, (body, matter, pattern), &settings))
            }
        });
        found.extend(case);
    }
    found
}
