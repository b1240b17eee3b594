//! What facts, options, rules and settings are called in a document.

use super::tree::Line;
use crate::citation::Source;
use crate::fact::Fact;
use crate::pack::{Family, Items, Layered, Rule, Setting, SettingValue};
use crate::words::long_day;
use std::collections::BTreeMap;

/// What stands in place of a subject where something belongs to none.
const EVERYWHERE: &str = "";

/// Looks names up; what has its name in common with something else is told apart by its id.
pub(super) struct Names<'k> {
    pub layered: &'k Layered,
    facts: BTreeMap<&'k str, &'k Fact>,
    rules: BTreeMap<&'k str, &'k Rule>,
    settings: BTreeMap<&'k str, &'k Setting>,
    /// How often a question or the label of a rule is there for a subject, or that of a setting at
    /// all.
    often: BTreeMap<(&'k str, &'k str), u32>,
}

impl<'k> Names<'k> {
    pub(super) fn of(layered: &'k Layered) -> Names<'k> {
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
        Names { layered, facts: facts.collect(), rules, settings: settings.collect(), often }
    }

    pub(super) fn items(&self) -> &'k Items {
        &self.layered.items
    }

    pub(super) fn source(&self, id: &str) -> Option<&'k Source> {
        self.layered.sources.get(id).map(AsRef::as_ref)
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
                self.told_apart(line, [rule.subject.as_str()], &rule.label, &rule.id)
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
            Some(value) => line.then(format!(" (published: {})", self.value(value))),
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

    /// A word that a setting is set to: an event, or one of its choices.
    pub(super) fn word(&self, word: &str) -> String {
        let event = self.items().events.iter().find(|event| event.is.id == word);
        event.map_or_else(|| spaced(word), |event| event.is.label.clone())
    }

    /// Where a question stands among the others.
    pub(super) fn place_of_question(&self, question: &Line) -> usize {
        let facts = &self.items().facts;
        let found = facts.iter().position(|fact| self.fact(&fact.is.id) == *question);
        found.unwrap_or(facts.len())
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
