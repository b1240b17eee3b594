//! Reads what an edition of the family `audits` declares.

use super::read::{id, optional_id, owned, owned_list, read_list, read_standing};
use super::{
    Active, AgencyType, Cadence, Chosen, Duty, DutyDue, Number, Obligation, Owed, PartKind, Phase,
    PhaseStep, Programme, Rating, Report, ReportPart, Scale, Slippage, Standard, StandardSet,
    StepDue, StepStanding, StepStart, YearKind,
};
use crate::calendar::{Direction, PeriodUnit};
use crate::ids::{is_fact_id, is_rule_id, is_word_id};
use crate::json::{Json, Object};

/// The units in which steps and duties are counted.
const UNITS: &[(&str, PeriodUnit)] = &[
    ("days", PeriodUnit::Days),
    ("working-days", PeriodUnit::WorkingDays),
    ("weeks", PeriodUnit::Weeks),
    ("months", PeriodUnit::Months),
];

pub(super) fn read_agency_type(object: &Object<'_, '_>) -> Option<AgencyType> {
    let agency_type = id(object, "id", is_word_id);
    let label = owned(object.text("label"));
    let from = object.optional_day("from");
    let until = object.optional_day("until");
    let became = owned_list(object.texts("became"));
    let note = owned(object.optional_text("note"));
    let standing = read_standing(object);
    let (id, label, standing) = (agency_type?, label?, standing?);
    Some(AgencyType { id, label, from, until, became, note, standing })
}

pub(super) fn read_programme(object: &Object<'_, '_>) -> Option<Programme> {
    let programme = id(object, "id", is_word_id);
    let label = owned(object.text("label"));
    let purpose = owned(object.text("purpose"));
    let cycle_years = number(object, "cycle_years", 1);
    let year_kind = chosen(object, "year_kind", YearKind::WORDS);
    let anchor = number(object, "anchor", 1);
    let slippage = chosen(object, "slippage", Slippage::WORDS);
    let phases = read_list(object, "phases", read_phase);
    let overrides = optional_id(object, "overrides", is_word_id);
    let note = owned(object.optional_text("note"));
    let standing = read_standing(object);
    Some(Programme {
        id: programme?,
        label: label?,
        purpose: purpose?,
        cycle_years: cycle_years?,
        year_kind: year_kind?,
        anchor: anchor?,
        slippage: slippage?,
        phases,
        overrides,
        note,
        standing: standing?,
    })
}

fn read_phase(object: &Object<'_, '_>) -> Option<Phase> {
    let phase = id(object, "id", is_word_id);
    let label = owned(object.text("label"));
    let needs = optional_id(object, "needs", is_word_id);
    let steps = read_list(object, "steps", read_step);
    Some(Phase { id: phase?, label: label?, needs, steps })
}

fn read_step(object: &Object<'_, '_>) -> Option<PhaseStep> {
    let step = id(object, "id", is_word_id);
    let label = owned(object.text("label"));
    let who = owned(object.text("who"));
    let does = owned(object.text("does"));
    let to = owned_list(object.texts("to"));
    let main = object.flag("main");
    let done_by = id(object, "done_by", is_word_id);
    let then = object.get("then").and_then(|_| object.word("then", StepStanding::WORDS));
    let chases = optional_id(object, "chases", is_word_id);
    let has_due = object.get("due").is_some();
    let due = object.get("due").and_then(|value| read_step_due(object, value, chases.is_some()));
    let optional = object.flag("optional");
    let note = owned(object.optional_text("note"));
    let standing = read_standing(object);
    if has_due && due.is_none() {
        return None;
    }
    Some(PhaseStep {
        id: step?,
        label: label?,
        who: who?,
        does: does?,
        to,
        main,
        done_by: done_by?,
        then,
        due,
        chases,
        optional,
        note,
        standing: standing?,
    })
}

fn read_step_due(object: &Object<'_, '_>, value: &Json<'_>, chases: bool) -> Option<StepDue> {
    let due = Object::of(value, object.place("due"), object.problems)?;
    // What chases a step is counted from the day on which that one was due.
    let from = if chases { Some(None) } else { read_step_start(&due).map(Some) };
    let unit = due.word("unit", UNITS);
    let n = number(&due, "n", 0);
    due.finish();
    Some(StepDue { from: from?, unit: unit?, n: n? })
}

fn read_step_start(due: &Object<'_, '_>) -> Option<StepStart> {
    const STARTS: &[(&str, u8)] = &[("year-start", 0), ("year-end", 1)];
    let value = due.require("from")?;
    if let Json::Text(_) = value {
        let is_end = due.word("from", STARTS)? == 1;
        return Some(if is_end { StepStart::YearEnd } else { StepStart::YearStart });
    }
    let start = Object::of(value, due.place("from"), due.problems)?;
    let step = id(&start, "step", is_word_id);
    start.finish();
    step.map(StepStart::Step)
}

pub(super) fn read_obligation(object: &Object<'_, '_>) -> Option<Obligation> {
    let obligation = id(object, "id", is_rule_id);
    let programme = id(object, "programme", is_word_id);
    let types = owned_list(object.texts("types"));
    let owed = object.word("owed", Owed::WORDS);
    let from = object.optional_day("from");
    let until = object.optional_day("until");
    let note = owned(object.optional_text("note"));
    let overrides = optional_id(object, "overrides", is_rule_id);
    let standing = read_standing(object);
    Some(Obligation {
        id: obligation?,
        programme: programme?,
        types,
        owed: owed?,
        from,
        until,
        note,
        overrides,
        standing: standing?,
    })
}

pub(super) fn read_duty(object: &Object<'_, '_>) -> Option<Duty> {
    let duty = id(object, "id", is_rule_id);
    let label = owned(object.text("label"));
    let who = owned(object.text("who"));
    let does = owned(object.text("does"));
    let to = owned_list(object.texts("to"));
    let cadence = object.require("cadence").and_then(|value| read_cadence(object, value));
    let has_due = object.get("due").is_some();
    let due = object.get("due").and_then(|value| read_duty_due(object, value));
    let done_by = id(object, "done_by", is_word_id);
    let each = owned_list(object.texts("each"));
    let has_active = object.get("active").is_some();
    let active = object.get("active").and_then(|value| read_active(object, value));
    let from = object.optional_day("from");
    let until = object.optional_day("until");
    let overrides = optional_id(object, "overrides", is_rule_id);
    let note = owned(object.optional_text("note"));
    let standing = read_standing(object);
    if (has_due && due.is_none()) || (has_active && active.is_none()) {
        return None;
    }
    Some(Duty {
        id: duty?,
        label: label?,
        who: who?,
        does: does?,
        to,
        cadence: cadence?,
        due,
        done_by: done_by?,
        each,
        active,
        from,
        until,
        overrides,
        note,
        standing: standing?,
    })
}

fn read_cadence(object: &Object<'_, '_>, value: &Json<'_>) -> Option<Cadence> {
    const KINDS: &[(&str, u8)] =
        &[("periodic", 0), ("from-last", 1), ("per-event", 2), ("continuous", 3)];
    let cadence = Object::of(value, object.place("cadence"), object.problems)?;
    let read = match cadence.word("kind", KINDS)? {
        0 => {
            let months = number(&cadence, "months", 1);
            let year_kind = chosen(&cadence, "year_kind", YearKind::WORDS);
            let anchor = cadence.get("anchor").map(|_| number(&cadence, "anchor", 1));
            let anchor = anchor.map_or(Some(None), |anchor| anchor.map(Some));
            months.zip(year_kind).zip(anchor).map(|((months, year_kind), anchor)| {
                Cadence::Periodic { months, year_kind, anchor }
            })
        }
        1 => {
            let months = number(&cadence, "months", 1);
            let start = setting(&cadence, "start");
            months.zip(start).map(|(months, start)| Cadence::FromLast { months, start })
        }
        2 => id(&cadence, "event", is_word_id).map(|event| Cadence::PerEvent { event }),
        _ => Some(Cadence::Continuous),
    };
    cadence.finish();
    read
}

fn read_duty_due(object: &Object<'_, '_>, value: &Json<'_>) -> Option<DutyDue> {
    let due = Object::of(value, object.place("due"), object.problems)?;
    let unit = due.word("unit", UNITS);
    let n = number(&due, "n", 0);
    let direction = match due.get("direction") {
        None => Some(Direction::After),
        Some(_) => due.word("direction", Direction::WORDS),
    };
    due.finish();
    Some(DutyDue { unit: unit?, n: n?, direction: direction? })
}

fn read_active(object: &Object<'_, '_>, value: &Json<'_>) -> Option<Active> {
    let active = Object::of(value, object.place("active"), object.problems)?;
    let setting = id(&active, "setting", is_fact_id);
    let is = id(&active, "is", is_word_id);
    active.finish();
    Some(Active { setting: setting?, is: is? })
}

pub(super) fn read_report(object: &Object<'_, '_>) -> Option<Report> {
    let report = id(object, "id", is_word_id);
    let label = owned(object.text("label"));
    let who = owned(object.text("who"));
    let standing = read_standing(object);
    Some(Report { id: report?, label: label?, who: who?, standing: standing? })
}

pub(super) fn read_report_part(object: &Object<'_, '_>) -> Option<ReportPart> {
    let part = id(object, "id", is_rule_id);
    let report = id(object, "report", is_word_id);
    let kind = object.word("kind", PartKind::WORDS);
    let words = owned(object.text("words"));
    let from = object.optional_day("from");
    let until = object.optional_day("until");
    let covers = owned_list(object.texts("covers"));
    let has_active = object.get("active").is_some();
    let active = object.get("active").and_then(|value| read_active(object, value));
    let overrides = optional_id(object, "overrides", is_rule_id);
    let note = owned(object.optional_text("note"));
    let standing = read_standing(object);
    if has_active && active.is_none() {
        return None;
    }
    Some(ReportPart {
        id: part?,
        report: report?,
        kind: kind?,
        words: words?,
        from,
        until,
        covers,
        active,
        overrides,
        note,
        standing: standing?,
    })
}

pub(super) fn read_scale(object: &Object<'_, '_>) -> Option<Scale> {
    let scale = id(object, "id", is_word_id);
    let label = owned(object.text("label"));
    let ratings = read_list(object, "ratings", read_rating);
    let note = owned(object.optional_text("note"));
    let standing = read_standing(object);
    Some(Scale { id: scale?, label: label?, ratings, note, standing: standing? })
}

fn read_rating(object: &Object<'_, '_>) -> Option<Rating> {
    let rating = id(object, "id", is_word_id);
    let label = owned(object.text("label"));
    let words = owned(object.text("words"));
    let compliant = object.flag("compliant");
    let needs_action = object.flag("needs_action");
    Some(Rating { id: rating?, label: label?, words: words?, compliant, needs_action })
}

pub(super) fn read_standard_set(object: &Object<'_, '_>) -> Option<StandardSet> {
    let set = id(object, "id", is_word_id);
    let label = owned(object.text("label"));
    let programmes = owned_list(object.texts("programmes"));
    let standards = read_list(object, "standards", read_standard);
    let note = owned(object.optional_text("note"));
    let standing = read_standing(object);
    Some(StandardSet { id: set?, label: label?, programmes, standards, note, standing: standing? })
}

fn read_standard(object: &Object<'_, '_>) -> Option<Standard> {
    let standard = id(object, "id", is_word_id);
    let label = owned(object.text("label"));
    let asks = owned(object.text("asks"));
    let evidence = owned_list(object.texts("evidence"));
    let core = object.flag("core");
    Some(Standard { id: standard?, label: label?, asks: asks?, evidence, core })
}

/// A whole number, or the setting that leaves it open.
pub(super) fn number(object: &Object<'_, '_>, key: &'static str, least: i64) -> Option<Number> {
    match object.require(key)? {
        Json::Object(_) => setting(object, key).map(Number::Setting),
        value => {
            let whole = object.whole(key, value, least, 10_000)?;
            u32::try_from(whole).ok().map(Number::Given)
        }
    }
}

/// One of some words, or the setting that leaves it open.
pub(super) fn chosen<T: Copy>(
    object: &Object<'_, '_>,
    key: &'static str,
    words: &[(&str, T)],
) -> Option<Chosen<T>> {
    match object.require(key)? {
        Json::Object(_) => setting(object, key).map(Chosen::Setting),
        _ => object.word(key, words).map(Chosen::Given),
    }
}

/// `{ "setting": id }`.
pub(super) fn setting(object: &Object<'_, '_>, key: &'static str) -> Option<String> {
    let value = object.require(key)?;
    let inner = Object::of(value, object.place(key), object.problems)?;
    let named = id(&inner, "setting", is_fact_id);
    inner.finish();
    named
}
