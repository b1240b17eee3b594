//! What facts, options, rules and settings are called in a document.

use super::tree::Line;
use crate::citation::{Basis, Source};
use crate::date::Day;
use crate::fact::Fact;
use crate::pack::{Family, Items, Layered, Rule, Setting, SettingValue, Slippage, Then, YearKind};
use crate::words::long_day;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// What stands in place of a subject where something belongs to none.
const EVERYWHERE: &str = "";

/// Looks names up; what has its name in common with something else is told apart by its id.
pub(super) struct Names<'k> {
    pub layered: &'k Layered,
    /// The day that the document is of.
    pub day: Day,
    /// The published texts that were cited so far, so that the list at the end has no others.
    cited: RefCell<BTreeSet<String>>,
    facts: BTreeMap<&'k str, &'k Fact>,
    rules: BTreeMap<&'k str, &'k Rule>,
    settings: BTreeMap<&'k str, &'k Setting>,
    /// How often a question or the label of a rule is there for a subject, or that of a setting at
    /// all.
    often: BTreeMap<(&'k str, &'k str), u32>,
}

impl<'k> Names<'k> {
    pub(super) fn of(layered: &'k Layered, day: Day) -> Names<'k> {
        let items = &layered.items;
        let facts = items.facts.iter().map(|fact| (fact.is.id.as_str(), &fact.is));
        let settings = items.settings.iter().map(|one| (one.is.id.as_str(), &one.is));
        let mut rules: BTreeMap<&str, &Rule> = BTreeMap::new();
        for rule in &items.rules {
            rules.extend(rule.is.overrides.as_deref().map(|replaced| (replaced, &rule.is)));
        }
        rules.extend(items.rules.iter().map(|rule| (rule.is.id.as_str(), &rule.is)));
        let mut often: BTreeMap<(&str, &str), u32> = BTreeMap::new();
        let questions = items.facts.iter().flat_map(|fact| {
            fact.is.subjects.iter().map(|subject| (subject.as_str(), fact.is.question.as_str()))
        });
        let labels = items.rules.iter().map(|one| (one.is.subject.as_str(), one.is.label.as_str()));
        let of_settings = items.settings.iter().map(|one| (EVERYWHERE, one.is.label.as_str()));
        for name in questions.chain(labels).chain(of_settings) {
            let count = often.entry(name).or_default();
            *count = count.saturating_add(1);
        }
        let (facts, settings) = (facts.collect(), settings.collect());
        Names { layered, day, cited: RefCell::default(), facts, rules, settings, often }
    }

    pub(super) fn items(&self) -> &'k Items {
        &self.layered.items
    }

    /// A published text that is cited where this is asked.
    pub(super) fn source(&self, id: &str) -> Option<&'k Source> {
        let found = self.layered.sources.get(id).map(AsRef::as_ref)?;
        self.cited.borrow_mut().insert(found.id.clone());
        Some(found)
    }

    /// The published texts that were cited, in the order of the list.
    pub(super) fn cited(&self) -> Vec<&'k Source> {
        let cited = self.cited.borrow();
        let all = self.layered.sources.values().map(AsRef::as_ref);
        all.filter(|source: &&Source| cited.contains(&source.id)).collect()
    }

    /// What is compared where it is an age: the age itself, or the question where there are dates of
    /// birth of several people.
    pub(super) fn age(&self, id: &str) -> Line {
        let births = self.facts.values().filter(|fact| fact.birth).count();
        let is_birth = self.facts.get(id).is_some_and(|fact| fact.birth);
        match is_birth && births == 1 {
            true => Line::text("Age"),
            false => self.fact(id),
        }
    }

    /// The question of a fact.
    pub(super) fn fact(&self, id: &str) -> Line {
        match self.facts.get(id) {
            Some(fact) => {
                let subjects = fact.subjects.iter().map(String::as_str);
                self.told_apart(Line::text(&fact.question), subjects, &fact.question, id)
            }
            None => Line::default().code(id),
        }
    }

    /// An option of a fact, in quotation marks.
    pub(super) fn option(&self, fact: &str, option: &str) -> String {
        let options = self.facts.get(fact).map_or(&[][..], |fact| fact.options.as_slice());
        let found = options.iter().find(|one| one.id == option);
        let Some(found) = found else { return format!("“{option}”") };
        match options.iter().filter(|one| one.label == found.label).count() {
            1 => format!("“{}”", found.label),
            _ => format!("“{}” ({option})", found.label),
        }
    }

    /// A rule by its label, where it stands in the document.
    pub(super) fn rule(&self, id: &str) -> Line {
        match self.rules.get(id) {
            Some(rule) => {
                let label = format!("“{}”", rule.label);
                let line = Line::default().here(label, rule_key(&rule.id));
                self.rule_told_apart(line, rule)
            }
            None => Line::default().code(id),
        }
    }

    /// A setting by its label, and what it is.
    pub(super) fn setting(&self, id: &str) -> Line {
        let Some(setting) = self.settings.get(id) else { return Line::default().code(id) };
        let line = Line::default().here(format!("“{}”", setting.label), setting_key(id));
        let line = self.told_apart(line, [EVERYWHERE], &setting.label, id);
        match &setting.default {
            Some(value) => {
                let by = if is_our_reading(setting) { "by our reading" } else { "published" };
                line.then(format!(" ({by}: {})", self.value(value)))
            }
            None => line.then(" (left open)"),
        }
    }

    /// The published number of a setting.
    pub(super) fn set_number(&self, id: &str) -> Option<u32> {
        match self.settings.get(id)?.default {
            Some(SettingValue::Count(count)) => Some(count),
            _ => None,
        }
    }

    /// The published word of a setting.
    pub(super) fn set_word(&self, id: &str) -> Option<&'k str> {
        match self.settings.get(id)?.default.as_ref() {
            Some(SettingValue::Word(word)) => Some(word),
            _ => None,
        }
    }

    /// A value of a setting, by what it is called.
    pub(super) fn value(&self, value: &SettingValue) -> String {
        match value {
            SettingValue::Count(count) => count.to_string(),
            SettingValue::Day(day) => long_day(*day),
            SettingValue::Word(word) => self.word(word),
        }
    }

    /// A word that a setting is set to: an event, a pattern, a body, or one of its choices.
    pub(super) fn word(&self, word: &str) -> String {
        let items = self.items();
        if let Some(event) = items.events.iter().find(|event| event.is.id == word) {
            return event.is.label.clone();
        }
        let patterns = items.membership.patterns.iter();
        let patterns = patterns.map(|one| (one.is.id.as_str(), one.is.label.as_str()));
        let bodies = items.membership.bodies.iter();
        let bodies = bodies.map(|one| (one.is.id.as_str(), one.is.label.as_str()));
        let choices = items.settings.iter().flat_map(|one| &one.is.choices);
        let labelled = choices.filter_map(|choice| match (&choice.value, &choice.label) {
            (SettingValue::Word(word), Some(label)) => Some((word.as_str(), label.as_str())),
            _ => None,
        });
        if let Some((_, label)) = patterns.chain(bodies).chain(labelled).find(|one| one.0 == word) {
            return label.to_owned();
        }
        if let Some((_, kind)) = YearKind::WORDS.iter().find(|(name, _)| *name == word) {
            return year_words(*kind).to_owned();
        }
        match Slippage::WORDS.iter().find(|(name, _)| *name == word) {
            Some((_, slippage)) => slippage_words(*slippage).to_owned(),
            None => spaced(word),
        }
    }

    /// Where a question stands among the others.
    pub(super) fn place_of_question(&self, question: &Line) -> usize {
        let facts = &self.items().facts;
        let found = facts.iter().position(|fact| self.fact(&fact.is.id) == *question);
        found.unwrap_or(facts.len())
    }

    /// The line, with what the rule leads to after it where its subject has the label more than
    /// once, and with its id where that does not tell them apart either.
    fn rule_told_apart(&self, line: Line, rule: &Rule) -> Line {
        let is_alike = |other: &&&Rule| {
            (&other.subject, &other.label) == (&rule.subject, &rule.label) && other.id != rule.id
        };
        let others: Vec<&&Rule> = self.rules.values().filter(is_alike).collect();
        if others.is_empty() {
            return line;
        }
        let leads_to = self.leads_to(&rule.then);
        match others.iter().any(|other| self.leads_to(&other.then) == leads_to) {
            true => line.then(" (").code(&rule.id).then(")"),
            false => line.then(format!(" ({leads_to})")),
        }
    }

    /// What a rule leads to, in a few words.
    fn leads_to(&self, then: &Then) -> String {
        match then {
            Then::Level { number, .. } => format!("level {number}"),
            Then::Route(_) => "the legal test".to_owned(),
            Then::Prompt { .. } => "to be considered".to_owned(),
            Then::Protective { .. } => "a strength".to_owned(),
            Then::Review { review, .. } => {
                let reviews = &self.items().reviews;
                let found = reviews.iter().find(|one| one.is.id == *review);
                found.map_or_else(|| spaced(review), |one| one.is.label.clone())
            }
            Then::GovernedBy(_) => "a governing document".to_owned(),
            Then::Define => "the definition".to_owned(),
        }
    }

    /// The line, with the id after it where one of the subjects has the name more than once.
    fn told_apart<'n>(
        &self,
        line: Line,
        subjects: impl IntoIterator<Item = &'n str>,
        name: &'n str,
        id: &str,
    ) -> Line {
        let count = |subject| self.often.get(&(subject, name)).copied().unwrap_or_default();
        match subjects.into_iter().any(|subject| count(subject) > 1) {
            true => line.then(" (").code(id).then(")"),
            false => line,
        }
    }
}

/// Whether the value that a setting has is a reading, and stands in no text in so many words.
pub(super) fn is_our_reading(setting: &Setting) -> bool {
    setting.standing.basis == Basis::ProjectReading
}

/// A kind of year, as a choice.
fn year_words(kind: YearKind) -> &'static str {
    match kind {
        YearKind::Calendar => "the calendar year, from 1 January",
        YearKind::Financial => "the financial year, from 1 April",
        YearKind::Academic => "the academic year, from 1 September",
    }
}

/// What a late phase does to those after it.
pub(super) fn slippage_words(slippage: Slippage) -> &'static str {
    match slippage {
        Slippage::FixedParity => "nothing: what follows stays in its year",
        Slippage::FromCompletion => "what follows moves by as many years as it was late",
    }
}

pub(super) fn rule_key(id: &str) -> String {
    format!("rule {id}")
}

pub(super) fn setting_key(id: &str) -> String {
    format!("setting {id}")
}

/// A word of the pack format as a person writes it.
pub(super) fn spaced(word: &str) -> String {
    word.replace(['-', '_'], " ")
}

/// The same at the beginning of a sentence.
pub(super) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A text without the full stop at its end, so that a sentence can go on after it.
pub(super) fn bare(text: &str) -> &str {
    text.trim().trim_end_matches('.')
}

/// An authority as a person writes it.
pub(super) fn pack_name(pack: &str) -> String {
    capital(&spaced(pack))
}

/// What a family is about.
pub(super) fn family_name(family: Family) -> &'static str {
    match family {
        Family::Thresholds => "levels of need and legal tests",
        Family::Reviews => "reviews after an incident",
        Family::Audits => "audits and other recurring duties",
        Family::Membership => "membership and decision-making",
    }
}
