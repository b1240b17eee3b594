//! Checks every condition of an edition: that it speaks of what there is, and in its kind.

use super::check_depth::check_depth;
use super::merge::names;
use super::since::{Changed, Names};
use super::{Items, Rule, Setting, SettingKind};
use crate::condition::{Condition, Test};
use crate::error::did_you_mean;
use crate::fact::{Fact, Kind};
use crate::json::Problems;
use std::collections::HashMap;

/// How many different comparisons one fact may have.
const MOST_COMPARISONS: usize = 30;

/// Everything a condition can name.
pub(super) struct Vocabulary<'i> {
    facts: HashMap<&'i str, &'i Fact>,
    /// The rules by their own ids and by those of the rules that they replace.
    pub rules: HashMap<&'i str, &'i Rule>,
    settings: HashMap<&'i str, &'i Setting>,
    items: &'i Items,
}

impl<'i> Vocabulary<'i> {
    pub(super) fn of(items: &'i Items) -> Vocabulary<'i> {
        let facts = items.facts.iter().map(|fact| (fact.is.id.as_str(), &fact.is));
        let settings = items.settings.iter().map(|known| (known.is.id.as_str(), &known.is));
        let mut rules: HashMap<&str, &Rule> = HashMap::with_capacity(items.rules.len());
        for rule in &items.rules {
            rules.extend(rule.is.overrides.as_deref().map(|replaced| (replaced, &rule.is)));
        }
        rules.extend(items.rules.iter().map(|rule| (rule.is.id.as_str(), &rule.is)));
        Vocabulary { facts: facts.collect(), rules, settings: settings.collect(), items }
    }
}

/// A condition with its place, the item's and its key there, and the subject it is about.
struct Placed<'i> {
    condition: &'i Condition,
    item: &'i str,
    key: &'static str,
    subject: &'i str,
    owner: &'i str,
}

impl Placed<'_> {
    fn place(&self) -> String {
        format!("{}/{}", self.item, self.key)
    }
}

/// The way from a condition to one of its parts, written out only when there is a problem.
enum Way<'w> {
    Here,
    Part(&'w Way<'w>, &'static str),
    Item(&'w Way<'w>, &'static str, u32),
}

impl Way<'_> {
    fn place(&self, placed: &Placed<'_>) -> String {
        match self {
            Way::Here => placed.place(),
            Way::Part(way, key) => format!("{}/{key}", way.place(placed)),
            Way::Item(way, key, index) => format!("{}/{key}/{index}", way.place(placed)),
        }
    }
}

/// `own` are the items of the pack itself: a reference of what lies below stays a good one.
pub(super) fn check_conditions(items: &Items, own: &Items, problems: &Problems) {
    let known = &Vocabulary::of(items);
    check_each(own, |_| true, known, problems);
    check_facts_named(own, known, problems);
    check_depth(items, known, problems);
    check_comparisons(items, |_, _| true, problems);
}

/// The same after a stretch in which nothing was found, for what came or went since: `new` are items
/// of the pack itself, and the others of its `own` are looked at again where they name what changed.
pub(super) fn new_conditions(
    items: &Items,
    own: &Items,
    new: &Items,
    (came, went): (&Items, &Items),
    changed: &Changed<'_>,
    problems: &Problems,
) {
    let known = &Vocabulary::of(items);
    check_each(new, |_| true, known, problems);
    check_each(own, |condition| changed.are_in(condition), known, problems);
    check_facts_named(if went.facts.is_empty() { new } else { own }, known, problems);
    if !(came.rules.is_empty() && went.rules.is_empty()) {
        check_depth(items, known, problems);
    }
    // Other facts are compared with what they were compared with before.
    let mut compared: Vec<&str> = names(&came.facts, |fact| &fact.id);
    let mut settings = Vec::new();
    for placed in all_conditions(came) {
        placed.condition.walk(&mut |part| {
            if let Condition::Fact { fact, test } = part {
                // A fact of yes or no is compared in one way, however often.
                let kind = known.facts.get(fact.as_str()).map(|fact| fact.kind);
                if !(*test == Test::Yes && kind == Some(Kind::YesNo)) {
                    compared.push(fact);
                }
                settings.extend(test.setting());
            }
        });
    }
    for placed in all_conditions(went) {
        placed.condition.walk(&mut |part| {
            // An option may have lost the last condition that named it.
            if let Condition::Fact {
                fact,
                test: Test::Includes(_) | Test::IncludesAtLeast { .. },
            } = part
            {
                compared.push(fact);
            }
        });
    }
    let (compared, settings) = (Names::of(compared), Names::of(settings));
    if !compared.is_empty() {
        let is_wanted = |fact: &str, setting: Option<&str>| {
            compared.contains(fact) || setting.is_some_and(|setting| settings.contains(setting))
        };
        check_comparisons(items, is_wanted, problems);
    }
}

/// Checks those conditions that are `wanted`.
fn check_each(
    own: &Items,
    wanted: impl Fn(&Condition) -> bool,
    known: &Vocabulary<'_>,
    problems: &Problems,
) {
    for placed in all_conditions(own).iter().filter(|placed| wanted(placed.condition)) {
        check_part(placed.condition, &Way::Here, placed, known, problems);
    }
    for fact in &own.facts {
        if let Some(condition) = fact.is.asked_when.as_ref().filter(|condition| wanted(condition)) {
            for subject in &fact.is.subjects {
                let (item, owner) = (fact.at.as_str(), fact.is.id.as_str());
                let placed = Placed { condition, item, key: "asked_when", subject, owner };
                check_part(condition, &Way::Here, &placed, known, problems);
            }
        }
    }
}

/// The facts that a consistency rule is about are declared.
fn check_facts_named(own: &Items, known: &Vocabulary<'_>, problems: &Problems) {
    for rule in &own.consistency {
        for (fact, index) in rule.is.facts.iter().zip(0_u32..) {
            if !known.facts.contains_key(fact.as_str()) && !known.items.may_have(fact) {
                let hint = did_you_mean(fact, known.facts.keys().copied());
                let message = format!("fact `{fact}` is not declared{hint}");
                problems.add("pack.unknown-fact", format!("{}/facts/{index}", rule.at), message);
            }
        }
    }
}

fn all_conditions<'i>(items: &'i Items) -> Vec<Placed<'i>> {
    let mut all = Vec::new();
    for rule in &items.rules {
        let (item, rule) = (rule.at.as_str(), &rule.is);
        let (subject, owner) = (rule.subject.as_str(), rule.id.as_str());
        all.push(Placed { condition: &rule.when, item, key: "when", subject, owner });
    }
    for consent in &items.consent {
        if let Some(condition) = &consent.is.unless {
            let (item, consent) = (consent.at.as_str(), &consent.is);
            let (subject, owner) = (consent.subject.as_str(), consent.id.as_str());
            all.push(Placed { condition, item, key: "unless", subject, owner });
        }
    }
    for rule in &items.consistency {
        let (item, rule) = (rule.at.as_str(), &rule.is);
        let (subject, owner) = (rule.subject.as_str(), rule.id.as_str());
        all.push(Placed { condition: &rule.never, item, key: "never", subject, owner });
    }
    let mut optional = |condition: &'i Option<Condition>, item, key, subject, owner| {
        if let Some(condition) = condition {
            all.push(Placed { condition, item, key, subject, owner });
        }
    };
    for review in &items.reviews {
        let (item, review) = (&review.at, &review.is);
        optional(&review.scope, item, "scope", &review.subject, &review.id);
    }
    for role in &items.roles {
        let (item, role) = (&role.at, &role.is);
        optional(&role.when, item, "when", &role.subject, &role.id);
    }
    for link in &items.links {
        let (item, link) = (&link.at, &link.is);
        optional(&link.when, item, "when", &link.subject, &link.id);
    }
    for action in &items.actions {
        let (item, action) = (&action.at, &action.is);
        optional(&action.when, item, "when", &action.subject, &action.id);
    }
    for subject in &items.subjects {
        let (item, condition) = (subject.at.as_str(), &subject.is.applies);
        let id = subject.is.id.as_str();
        all.push(Placed { condition, item, key: "applies", subject: id, owner: id });
    }
    all
}

fn check_part(
    condition: &Condition,
    way: &Way<'_>,
    placed: &Placed<'_>,
    known: &Vocabulary<'_>,
    problems: &Problems,
) {
    let parts = |key: &'static str, parts: &[Condition]| {
        for (part, index) in parts.iter().zip(0_u32..) {
            check_part(part, &Way::Item(way, key, index), placed, known, problems);
        }
    };
    match condition {
        Condition::All(of) => parts("all", of),
        Condition::Any(of) => parts("any", of),
        Condition::AtLeast { of, .. } => parts("of", of),
        Condition::Not(part) => check_part(part, &Way::Part(way, "not"), placed, known, problems),
        Condition::Rule(id) => check_reference(id, way, placed, known, problems),
        Condition::Fact { fact, test } => check_fact(fact, test, way, placed, known, problems),
    }
}

fn check_reference(
    id: &str,
    way: &Way<'_>,
    placed: &Placed<'_>,
    known: &Vocabulary<'_>,
    problems: &Problems,
) {
    let at = || Way::Part(way, "rule").place(placed);
    match known.rules.get(id) {
        None if known.items.may_have(id) => {}
        None => {
            let hint = did_you_mean(id, names(&known.items.rules, |rule| &rule.id));
            let owner = placed.owner;
            let message =
                format!("`{owner}` refers to rule `{id}`, which is not in force here{hint}");
            problems.add("pack.unknown-rule", at(), message);
        }
        Some(rule) if rule.subject != placed.subject => {
            let message = format!(
                "`{}` is about subject `{}` and refers to rule `{id}` about `{}`; a rule refers to rules \
                 of its own subject",
                placed.owner, placed.subject, rule.subject
            );
            problems.add("pack.other-subject", at(), message);
        }
        Some(_) => {}
    }
}

fn check_fact(
    id: &str,
    test: &Test,
    way: &Way<'_>,
    placed: &Placed<'_>,
    known: &Vocabulary<'_>,
    problems: &Problems,
) {
    let owner = placed.owner;
    let Some(fact) = known.facts.get(id) else {
        if known.items.may_have(id) {
            return;
        }
        let hint = did_you_mean(id, known.facts.keys().copied());
        let message =
            format!("`{owner}` uses fact `{id}`, which this edition does not declare{hint}");
        problems.add("pack.unknown-fact", format!("{}/fact", way.place(placed)), message);
        return;
    };
    if !fact.subjects.iter().any(|subject| subject == placed.subject) {
        let message = format!(
            "`{owner}` is about subject `{}`, for whom fact `{id}` is not asked; add the subject to the fact",
            placed.subject
        );
        problems.add("pack.other-subject", format!("{}/fact", way.place(placed)), message);
    }
    let fits = match test {
        Test::Yes => fact.kind == Kind::YesNo,
        Test::CountAtLeast(_)
        | Test::CountAtLeastSetting(_)
        | Test::CountAtMost(_)
        | Test::CountExactly(_) => fact.kind == Kind::Count,
        Test::OneOf(_) => fact.kind == Kind::Choice,
        Test::Includes(_) | Test::IncludesAtLeast { .. } => fact.kind == Kind::Choices,
        Test::Before(_)
        | Test::OnOrAfter(_)
        | Test::OnOrAfterSetting(_)
        | Test::WithinLast(_)
        | Test::AtLeastAgo(_) => fact.kind == Kind::Date,
        Test::AgeUnder(_) | Test::AgeAtLeast(_) => fact.kind == Kind::Date && fact.birth,
    };
    if !fits {
        let message = format!(
            "`{owner}` compares fact `{id}` in a way that a fact of kind `{}` cannot be compared",
            fact.kind.word()
        );
        problems.add("pack.wrong-comparison", way.place(placed), message);
        return;
    }
    let options: &[String] = match test {
        Test::OneOf(options) | Test::IncludesAtLeast { of: options, .. } => options,
        Test::Includes(option) => std::slice::from_ref(option),
        _ => &[],
    };
    for option in options.iter().filter(|option| fact.option_index(option).is_none()) {
        let hint = did_you_mean(option, fact.options.iter().map(|known| known.id.as_str()));
        let message = format!("fact `{id}` has no option `{option}`{hint}");
        problems.add("pack.unknown-option", way.place(placed), message);
    }
    if let Some(setting) = test.setting() {
        let key = if fact.kind == Kind::Date { "on_or_after" } else { "at_least" };
        let at = || format!("{}/{key}/setting", way.place(placed));
        let wanted = if fact.kind == Kind::Date { SettingKind::Day } else { SettingKind::Count };
        match known.settings.get(setting) {
            None if known.items.may_have(setting) => {}
            None => {
                let hint = did_you_mean(setting, known.settings.keys().copied());
                let message = format!("setting `{setting}` is not declared{hint}");
                problems.add("pack.unknown-setting", at(), message);
            }
            Some(declared) if declared.kind != wanted => {
                let message = format!(
                    "`{owner}` compares fact `{id}` with setting `{setting}`, which is of kind `{}`; \
                     expected `{}`",
                    declared.kind.word(),
                    wanted.word()
                );
                problems.add("pack.wrong-comparison", at(), message);
            }
            Some(_) => {}
        }
    }
}

/// A setting is compared once, with a fact that is compared with nothing else; every option of a
/// choice of several is named somewhere. Only facts that are `wanted` are looked at, by themselves or
/// for the setting that they are compared with.
fn check_comparisons(
    items: &Items,
    wanted: impl Fn(&str, Option<&str>) -> bool,
    problems: &Problems,
) {
    let mut tests: HashMap<&str, Vec<&Test>> = HashMap::new();
    let mut settings: HashMap<&str, &str> = HashMap::new();
    for placed in &all_conditions(items) {
        placed.condition.walk(&mut |part| {
            let Condition::Fact { fact, test } = part else { return };
            if !wanted(fact, test.setting()) {
                return;
            }
            let known = tests.entry(fact).or_default();
            if !known.contains(&test) {
                known.push(test);
            }
            if let Some(setting) = test.setting()
                && settings.insert(setting, fact).is_some_and(|other| other != fact)
            {
                let message =
                    format!("setting `{setting}` is compared with two facts; use two settings");
                problems.add("pack.setting-twice", placed.place(), message);
            }
        });
    }
    for fact in items.facts.iter().filter(|fact| wanted(&fact.is.id, None)) {
        let own = tests.get(fact.is.id.as_str()).map_or(&[] as &[&Test], Vec::as_slice);
        let against_setting = own.iter().any(|test| test.setting().is_some());
        let id = &fact.is.id;
        if against_setting && own.len() > 1 {
            let message = format!(
                "fact `{id}` is compared with a setting and with something else; declare two facts"
            );
            problems.add("pack.setting-twice", fact.at.clone(), message);
        }
        if own.len() > MOST_COMPARISONS && fact.is.kind != Kind::Choices {
            let message = format!(
                "fact `{id}` is compared in {} different ways; at most {MOST_COMPARISONS}",
                own.len()
            );
            problems.add("pack.too-many", fact.at.clone(), message);
        }
        for (option, index) in fact.is.options.iter().zip(0_u32..) {
            if fact.is.kind == Kind::Choices
                && items.unread.is_empty()
                && !own.iter().any(|test| names_option(test, &option.id))
            {
                let message = format!(
                    "option `{}` of fact `{id}` leads nowhere: no condition names it",
                    option.id
                );
                problems.add(
                    "pack.unreachable-option",
                    format!("{}/options/{index}", fact.at),
                    message,
                );
            }
        }
    }
}

fn names_option(test: &Test, option: &str) -> bool {
    match test {
        Test::Includes(named) => named == option,
        Test::IncludesAtLeast { of, .. } => of.is_empty() || of.iter().any(|named| named == option),
        _ => false,
    }
}
