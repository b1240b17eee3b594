//! Reads the items of a pack, each from its object, reporting everything that is ill-formed.

use super::read_condition::read_condition;
use super::{
    Conflict, Consent, Consistency, Direction, For, Governing, Level, Limit, LimitUnit, Modality,
    Placed, Requirement, Route, RouteKind, Rule, Saying, Setting, SettingChoice, SettingKind,
    SettingValue, Step, Subject, Then, Urgency,
};
use crate::citation::{Basis, Citation, Evidence, Source, Standing, Strength};
use crate::condition::Condition;
use crate::date::{Day, PartialDate};
use crate::error::shortened;
use crate::fact::{Burden, Exception, Fact, FactOption, Kind};
use crate::ids::{is_fact_id, is_rule_id, is_word_id};
use crate::json::{Json, Object, Place};
use std::sync::Arc;

/// Reads each object of a list with `read`, which returns `None` when it has reported why not.
pub(super) fn read_list<T>(
    object: &Object<'_, '_>,
    key: &'static str,
    read: impl Fn(&Object<'_, '_>) -> Option<T>,
) -> Vec<T> {
    let values = object.list(key);
    let mut list = Vec::with_capacity(values.len());
    list.extend(values.filter_map(|(at, value)| read_item(object, at, value, &read)));
    list
}

/// The same with the places, which begin with the name of the document.
pub(super) fn read_placed<T>(
    object: &Object<'_, '_>,
    key: &'static str,
    name: &str,
    read: impl Fn(&Object<'_, '_>) -> Option<T>,
) -> Vec<Arc<Placed<T>>> {
    let values = object.list(key);
    let mut list = Vec::with_capacity(values.len());
    for (index, (at, value)) in values.enumerate() {
        let place = || format!("{name}/{key}/{index}");
        let is = read_item(object, at, value, &read);
        list.extend(is.map(|is| Arc::new(Placed { at: place(), is })));
    }
    list
}

fn read_item<T>(
    object: &Object<'_, '_>,
    at: Place<'_>,
    value: &Json<'_>,
    read: &impl Fn(&Object<'_, '_>) -> Option<T>,
) -> Option<T> {
    let item = Object::of(value, at, object.problems)?;
    let is = read(&item);
    item.finish();
    is
}

pub(super) fn owned(text: Option<&str>) -> Option<String> {
    text.map(str::to_owned)
}

pub(super) fn owned_list(texts: Vec<&str>) -> Vec<String> {
    texts.into_iter().map(str::to_owned).collect()
}

/// A name that is formed as names of its kind are.
pub(super) fn id(
    object: &Object<'_, '_>,
    key: &'static str,
    is_id: fn(&str) -> bool,
) -> Option<String> {
    let text = object.text(key)?;
    if !is_id(text) {
        let message = format!(
            "`{}` is not formed as an id; expected lower case letters and digits in words, \
             joined by `_` in facts and settings, by `-` elsewhere",
            shortened(text)
        );
        object.problems.add("pack.bad-id", object.place(key), message);
        return None;
    }
    Some(text.to_owned())
}

pub(super) fn optional_id(
    object: &Object<'_, '_>,
    key: &'static str,
    is_id: fn(&str) -> bool,
) -> Option<String> {
    object.get(key).and_then(|_| id(object, key, is_id))
}

fn condition(object: &Object<'_, '_>, key: &'static str) -> Option<Condition> {
    let value = object.require(key)?;
    read_condition(value, object.place(key), object.problems)
}

pub(super) fn optional_condition(object: &Object<'_, '_>, key: &'static str) -> Option<Condition> {
    let value = object.get(key)?;
    read_condition(value, object.place(key), object.problems)
}

pub(super) fn read_source(object: &Object<'_, '_>) -> Option<Source> {
    let source_id = id(object, "id", is_word_id);
    let title = owned(object.text("title"));
    let publisher = owned(object.text("publisher"));
    let date = owned(object.optional_text("date"));
    let link = owned(object.optional_text("link"));
    let caution = owned(object.optional_text("caution"));
    if date.as_deref().is_some_and(|date| PartialDate::parse(date).is_none()) {
        let message = "`date` is no date; expected YYYY, YYYY-MM or YYYY-MM-DD";
        object.problems.add("json.not-a-day", object.place("date"), message);
    }
    Some(Source { id: source_id?, title: title?, publisher: publisher?, date, link, caution })
}

fn read_citation(object: &Object<'_, '_>) -> Option<Citation> {
    let source = id(object, "source", is_word_id);
    let at = owned(object.text("at"));
    Some(Citation { source: source?, at: at? })
}

fn read_cites(object: &Object<'_, '_>) -> Vec<Citation> {
    let cites = read_list(object, "cites", read_citation);
    if cites.is_empty() {
        let message = "no citation here; name at least one source and the place in it";
        object.problems.add("pack.no-citation", object.at, message);
    }
    cites
}

pub(super) fn read_standing(object: &Object<'_, '_>) -> Option<Standing> {
    let strength = object.word("strength", Strength::WORDS);
    let basis = object.word("basis", Basis::WORDS);
    let evidence = object.word("evidence", Evidence::WORDS);
    let cites = read_cites(object);
    Some(Standing { strength: strength?, basis: basis?, evidence: evidence?, cites })
}

fn read_option(object: &Object<'_, '_>) -> Option<FactOption> {
    let option = id(object, "id", is_word_id);
    let label = owned(object.text("label"));
    Some(FactOption { id: option?, label: label? })
}

pub(super) fn read_fact(object: &Object<'_, '_>) -> Option<Fact> {
    let fact_id = id(object, "id", is_fact_id);
    let subjects = owned_list(object.texts("subject"));
    let kind = object.word("kind", Kind::WORDS);
    let question = owned(object.text("question"));
    let help = owned(object.optional_text("help"));
    let burden = object.word("burden", Burden::WORDS);
    let theme = owned(object.optional_text("theme"));
    let unit = owned(object.optional_text("unit"));
    let options = read_list(object, "options", read_option);
    let birth = object.flag("birth");
    let incident_day = object.flag("incident_day");
    let asked_when = optional_condition(object, "asked_when");
    let asked_late = object.flag("asked_late");
    let graded = object.flag("graded");
    let may_ease = read_exception(object, "may_ease");
    let for_record = read_exception(object, "for_record");
    Some(Fact {
        id: fact_id?,
        subjects,
        kind: kind?,
        question: question?,
        help,
        burden: burden?,
        theme,
        unit,
        options,
        birth,
        incident_day,
        asked_when,
        asked_late,
        graded,
        may_ease,
        for_record,
    })
}

fn read_exception(object: &Object<'_, '_>, key: &'static str) -> Option<Exception> {
    let inner = Object::of(object.get(key)?, object.place(key), object.problems)?;
    let (words, cites) = (owned(inner.text("words")), read_cites(&inner));
    inner.finish();
    words.map(|words| Exception { words, cites })
}

pub(super) fn read_setting(object: &Object<'_, '_>) -> Option<Setting> {
    let setting_id = id(object, "id", is_fact_id);
    let kind = object.word("kind", SettingKind::WORDS);
    let label = owned(object.text("label"));
    let set_by = owned(object.text("set_by"));
    let min = match kind {
        Some(SettingKind::Count) => {
            object.get("min").and_then(|value| small_count(object, "min", value)).unwrap_or(1)
        }
        Some(SettingKind::Day) => object.optional_day("not_before").map_or(0, Day::number),
        Some(SettingKind::Event | SettingKind::Choice) => 0,
        None => {
            // Which of them belongs here is not known; neither is called unknown.
            let _either = (object.get("min"), object.get("not_before"));
            0
        }
    };
    let default = object.get("default").and_then(|_| read_value(object, "default", kind?));
    let choices = read_list(object, "choices", |choice| {
        let value = choice.require("value").and_then(|_| read_value(choice, "value", kind?));
        let label = owned(choice.optional_text("label"));
        let seen_at = owned(choice.text("seen_at"));
        let cites = read_cites(choice);
        Some(SettingChoice { value: value?, label, seen_at: seen_at?, cites })
    });
    let overrides = optional_id(object, "overrides", is_fact_id);
    let standing = read_standing(object);
    Some(Setting {
        id: setting_id?,
        kind: kind?,
        label: label?,
        set_by: set_by?,
        min,
        default,
        choices,
        overrides,
        standing: standing?,
    })
}

fn small_count(object: &Object<'_, '_>, key: &'static str, value: &Json<'_>) -> Option<u32> {
    object.whole(key, value, 0, 10_000).and_then(|n| u32::try_from(n).ok())
}

fn read_value(
    object: &Object<'_, '_>,
    key: &'static str,
    kind: SettingKind,
) -> Option<SettingValue> {
    match kind {
        SettingKind::Count => {
            let value = object.require(key)?;
            small_count(object, key, value).map(SettingValue::Count)
        }
        SettingKind::Day => object.day(key).map(SettingValue::Day),
        SettingKind::Event | SettingKind::Choice => {
            id(object, key, is_word_id).map(SettingValue::Word)
        }
    }
}

pub(super) fn read_subject(object: &Object<'_, '_>) -> Option<Subject> {
    let subject = id(object, "id", is_word_id);
    let label = owned(object.text("label"));
    let applies = condition(object, "applies");
    let standing = read_standing(object);
    Some(Subject { id: subject?, label: label?, applies: applies?, standing: standing? })
}

fn level_number(object: &Object<'_, '_>, key: &'static str) -> Option<u8> {
    let value = object.require(key)?;
    object.whole(key, value, 1, 20).and_then(|n| u8::try_from(n).ok())
}

pub(super) fn read_level(object: &Object<'_, '_>) -> Option<Level> {
    let subject = id(object, "subject", is_word_id);
    let number = level_number(object, "number");
    let name = owned(object.text("name"));
    let summary = owned(object.text("summary"));
    let responders = owned_list(object.texts("responders"));
    let route_in = owned(object.text("route_in"));
    let standing = read_standing(object);
    Some(Level {
        subject: subject?,
        number: number?,
        name: name?,
        summary: summary?,
        responders,
        route_in: route_in?,
        standing: standing?,
    })
}

pub(super) fn read_rule(object: &Object<'_, '_>) -> Option<Rule> {
    let rule = id(object, "id", is_rule_id);
    let subject = id(object, "subject", is_word_id);
    let label = owned(object.text("label"));
    let when = condition(object, "when");
    let then = object
        .require("then")
        .and_then(|then| Object::of(then, object.place("then"), object.problems))
        .and_then(|then| read_then(&then));
    let standing = read_standing(object);
    let from = object.optional_day("from");
    let until = object.optional_day("until");
    let overrides = optional_id(object, "overrides", is_rule_id);
    let repeats = optional_id(object, "repeats", is_rule_id);
    let note = owned(object.optional_text("note"));
    Some(Rule {
        id: rule?,
        subject: subject?,
        label: label?,
        when: when?,
        then: then?,
        standing: standing?,
        from,
        until,
        overrides,
        repeats,
        note,
        illustrative: false,
    })
}

fn read_then(object: &Object<'_, '_>) -> Option<Then> {
    let then = read_then_form(object);
    object.finish();
    then
}

fn read_then_form(object: &Object<'_, '_>) -> Option<Then> {
    let inner = |key: &'static str| {
        let value = object.get(key)?;
        Object::of(value, object.place(key), object.problems)
    };
    if object.get("level").is_some() {
        let trigger = object.flag("trigger");
        return Some(Then::Level { number: level_number(object, "level")?, trigger });
    }
    if let Some(route) = inner("route") {
        let read = read_route(&route);
        route.finish();
        return read.map(Then::Route);
    }
    if let Some(prompt) = inner("prompt") {
        let consider = owned(prompt.text("consider"));
        let direction = prompt.word("direction", Direction::WORDS);
        prompt.finish();
        return Some(Then::Prompt { consider: consider?, direction: direction? });
    }
    if let Some(protective) = inner("protective") {
        let note = owned(protective.text("note"));
        protective.finish();
        return note.map(|note| Then::Protective { note });
    }
    if object.get("review").is_some() {
        let review = id(object, "review", is_word_id);
        const WORDS: &[(&str, Modality)] = &[
            ("power", Modality::Power),
            ("expectation", Modality::Expectation),
            ("duty", Modality::Duty),
        ];
        let modality = object.word("modality", WORDS);
        return Some(Then::Review { review: review?, modality: modality? });
    }
    if let Some(governing) = inner("governed_by") {
        let read = read_governing(&governing);
        governing.finish();
        return read.map(Then::GovernedBy);
    }
    if object.flag("define") {
        return Some(Then::Define);
    }
    let message = "nothing follows here; expected one of the keys level, route, review, prompt, \
                   protective, governed_by, define (true)";
    object.problems.add("pack.nothing-follows", object.at, message);
    None
}

fn read_governing(object: &Object<'_, '_>) -> Option<Governing> {
    let source = id(object, "source", is_word_id);
    let binds = owned(object.text("binds"));
    let sets = owned(object.text("sets"));
    Some(Governing { source: source?, binds: binds?, sets: sets? })
}

fn read_route(object: &Object<'_, '_>) -> Option<Route> {
    let route = id(object, "id", is_word_id);
    let kind = object.word("kind", RouteKind::WORDS);
    let who = owned(object.text("who"));
    let act = owned(object.text("act"));
    let urgency = object.word("urgency", Urgency::WORDS);
    Some(Route { id: route?, kind: kind?, who: who?, act: act?, urgency: urgency? })
}

fn read_for(object: &Object<'_, '_>) -> Option<For> {
    let value = object.require("for")?;
    let inner = Object::of(value, object.place("for"), object.problems)?;
    let belongs_to = if inner.get("level").is_some() {
        level_number(&inner, "level").map(For::Level)
    } else {
        id(&inner, "route", is_word_id).map(For::Route)
    };
    inner.finish();
    belongs_to
}

pub(super) fn read_consent(object: &Object<'_, '_>) -> Option<Consent> {
    let consent = id(object, "id", is_rule_id);
    let subject = id(object, "subject", is_word_id);
    let belongs_to = read_for(object);
    let requirement = object.word("requirement", Requirement::WORDS);
    let words = owned(object.text("words"));
    let unless = optional_condition(object, "unless");
    let overrides = optional_id(object, "overrides", is_rule_id);
    let standing = read_standing(object);
    Some(Consent {
        id: consent?,
        subject: subject?,
        belongs_to: belongs_to?,
        requirement: requirement?,
        words: words?,
        unless,
        overrides,
        standing: standing?,
    })
}

pub(super) fn read_step(object: &Object<'_, '_>) -> Option<Step> {
    let step = id(object, "id", is_rule_id);
    let subject = id(object, "subject", is_word_id);
    let belongs_to = read_for(object);
    let who = owned(object.text("who"));
    let does = owned(object.text("does"));
    let limit = object
        .get("limit")
        .and_then(|limit| Object::of(limit, object.place("limit"), object.problems))
        .and_then(|limit| {
            let read = read_limit(&limit);
            limit.finish();
            read
        });
    let while_open = object.flag("while_open");
    let overrides = optional_id(object, "overrides", is_rule_id);
    let standing = read_standing(object);
    Some(Step {
        id: step?,
        subject: subject?,
        belongs_to: belongs_to?,
        who: who?,
        does: does?,
        limit,
        while_open,
        overrides,
        standing: standing?,
    })
}

fn read_limit(object: &Object<'_, '_>) -> Option<Limit> {
    let unit = object.word("unit", LimitUnit::WORDS);
    let from = owned(object.text("from"));
    let n = match unit {
        Some(LimitUnit::AsSoonAsPossible) => None,
        _ => {
            let value = object.require("n")?;
            Some(object.whole("n", value, 1, 10_000).and_then(|n| u16::try_from(n).ok())?)
        }
    };
    Some(Limit { unit: unit?, n, from: from? })
}

pub(super) fn read_consistency(object: &Object<'_, '_>) -> Option<Consistency> {
    let rule = id(object, "id", is_rule_id);
    let subject = id(object, "subject", is_word_id);
    let never = condition(object, "never");
    let facts = owned_list(object.texts("facts"));
    let words = owned(object.text("words"));
    let only_here = read_exception(object, "only_here");
    let (subject, never, words) = (subject?, never?, words?);
    Some(Consistency { id: rule?, subject, never, facts, words, only_here })
}

pub(super) fn read_conflict(object: &Object<'_, '_>) -> Option<Conflict> {
    let conflict = id(object, "id", is_rule_id);
    let subject = id(object, "subject", is_word_id);
    let about = owned(object.text("about"));
    let says = read_list(object, "says", |saying| {
        let words = owned(saying.text("words"));
        let cites = read_cites(saying);
        let holds = saying.flag("holds");
        words.map(|words| Saying { words, cites, holds })
    });
    let touches = owned_list(object.texts("touches"));
    let (from, until) = (object.optional_day("from"), object.optional_day("until"));
    Some(Conflict { id: conflict?, subject: subject?, about: about?, says, touches, from, until })
}
