//! Audits: the programmes and their phases, who owes what, and what else recurs.

use super::clocks::{as_set, so_many, unit};
use super::conflicts::touching;
use super::names::{Names, bare, setting_key, slippage_words, spaced};
use super::reports;
use super::standing::{foot, reference_line};
use super::tree::{Item, Line, Page};
use crate::date::{Day, Span};
use crate::pack::{
    Active, AgencyType, Cadence, Chosen, Duty, DutyDue, Number, Obligation, Owed, Phase, PhaseStep,
    Placed, Programme, Slippage, StepDue, StepStart, YearKind,
};
use crate::words::long_day;

/// The programmes of audits.
pub(super) fn programmes(page: &mut Page, names: &Names<'_>) {
    let programmes = &names.items().audits.programmes;
    if programmes.is_empty() {
        return;
    }
    page.part(2, "Audit programmes");
    programmes.iter().for_each(|one| programme(page, one, names));
}

fn programme(page: &mut Page, placed: &Placed<Programme>, names: &Names<'_>) {
    let programme = &placed.is;
    page.part_with_key(3, &programme.label, format!("programme {}", programme.id));
    page.paragraph(Line::text(&programme.purpose));
    let every = so_many(&programme.cycle_years, ("year", "years"), names);
    let slippage = chosen(&programme.slippage, slippage_words, Slippage::WORDS, names);
    let mut items = vec![
        Item::named("Comes round every", every),
        Item::named("Its years begin", year_kind(&programme.year_kind, names)),
        Item::named("A year in which the first phase falls", anchor(programme, names)),
        Item::named("What a late phase does to the rest", slippage),
    ];
    items.extend(programme.note.iter().map(|note| Item::named("Note", Line::text(note))));
    items.extend(touching(&[&programme.id], names));
    items.push(foot(
        &programme.standing,
        reference_line(&programme.id, &placed.at, programme.overrides.as_deref(), names),
        names,
    ));
    page.list(items);
    let rows = programme.phases.iter().flat_map(|phase| {
        phase.steps.iter().map(|step| {
            let due = step.due.as_ref().map(|due| step_due(due, step, phase, names));
            let due = due.unwrap_or_else(|| Line::text("no day; it has its place in the order"));
            vec![Line::text(&step.label), Line::text(&phase.label), Line::text(&step.who), due]
        })
    });
    page.table(
        format!("Steps and when they are due – {}", programme.label),
        &["Step", "Phase", "Who", "Due"],
        rows.collect(),
    );
    for one in &programme.phases {
        phase(page, one, programme, names);
    }
}

/// A year in which the first phase falls.
pub(super) fn anchor(programme: &Programme, names: &Names<'_>) -> Line {
    match &programme.anchor {
        Number::Given(year) => Line::text(year.to_string()),
        Number::Setting(id) => match names.set_number(id) {
            Some(year) => Line::text(format!("{year} (")).join(as_set(id)).then(")"),
            None => Line::default().here("left open", setting_key(id)),
        },
    }
}

fn phase(page: &mut Page, phase: &Phase, programme: &Programme, names: &Names<'_>) {
    page.heading(4, format!("{}: {}", programme.label, phase.label), "");
    if let Some(needs) = &phase.needs {
        let first = programme.phases.iter().find(|one| one.id == *needs);
        let first = first.map_or(needs.as_str(), |one| &one.label);
        page.paragraph(Line::text(format!("Comes after the phase “{first}” of the same cycle.")));
    }
    page.list(phase.steps.iter().map(|one| step(one, phase, names)).collect());
}

fn step(step: &PhaseStep, phase: &Phase, names: &Names<'_>) -> Item {
    // Who does it, and when it is due, stands in the table above.
    let mut below = Vec::new();
    if !step.to.is_empty() {
        below.push(Item::named("To", Line::text(step.to.join("; "))));
    }
    if step.main {
        below.push(Item::text("When this is done, the phase is done."));
    }
    if let Some(id) = &step.chases {
        let late = format!("“{}”", step_label(id, phase));
        below.push(Item::named("Only while this is late", Line::text(late)));
    }
    if step.optional {
        below.push(Item::text("Nothing waits for it."));
    }
    below.extend(step.note.iter().map(|note| Item::named("Note", Line::text(note))));
    below.push(foot(&step.standing, Line::default().code(&step.id), names));
    let line = Line::strong(format!("{}:", step.label)).then(format!(" {}", bare(&step.does)));
    Item { line, below }
}

fn step_label<'k>(id: &'k str, phase: &'k Phase) -> &'k str {
    phase.steps.iter().find(|one| one.id == id).map_or(id, |one| &one.label)
}

/// When a step is due.
pub(super) fn step_due(due: &StepDue, step: &PhaseStep, phase: &Phase, names: &Names<'_>) -> Line {
    let many = so_many(&due.n, (unit(due.unit, true), unit(due.unit, false)), names);
    let from = match &due.from {
        Some(StepStart::YearStart) => "the first day of the year".to_owned(),
        Some(StepStart::YearEnd) => "the last day of the year".to_owned(),
        Some(StepStart::Step(id)) => format!("“{}”", step_label(id, phase)),
        None => match &step.chases {
            Some(id) => format!("the day on which “{}” was due", step_label(id, phase)),
            None => "the step before".to_owned(),
        },
    };
    many.then(format!(" after {from}"))
}

/// A word that is given, or set.
fn chosen<T: Copy>(
    chosen: &Chosen<T>,
    words: fn(T) -> &'static str,
    known: &[(&str, T)],
    names: &Names<'_>,
) -> Line {
    match chosen {
        Chosen::Given(is) => Line::text(words(*is)),
        Chosen::Setting(id) => match names.set_word(id) {
            Some(word) => {
                let is = known.iter().find(|(name, _)| *name == word);
                let is = is.map_or_else(|| names.word(word), |(_, is)| words(*is).to_owned());
                Line::text(is).then(" (").join(as_set(id)).then(")")
            }
            None => Line::default().here("left open", setting_key(id)),
        },
    }
}

/// On which day its years begin.
pub(super) fn year_kind(kind: &Chosen<YearKind>, names: &Names<'_>) -> Line {
    let words = |kind| match kind {
        YearKind::Calendar => "on 1 January",
        YearKind::Financial => "on 1 April",
        YearKind::Academic => "on 1 September",
    };
    chosen(kind, words, YearKind::WORDS, names)
}

/// Who owes what, and what kinds of agencies there are.
pub(super) fn agencies(page: &mut Page, names: &Names<'_>) {
    let lists = &names.items().audits;
    if lists.agency_types.is_empty() {
        return;
    }
    page.part(2, "Agencies, and what each owes");
    page.paragraph(Line::text(OWED));
    let programmes = &lists.programmes;
    let heads = programmes.iter().map(|one| one.is.label.as_str());
    let heads: Vec<&str> = std::iter::once("Agency").chain(heads).collect();
    let is_now = |kind: &AgencyType| is_in_force(kind.from, kind.until, names);
    let rows = lists.agency_types.iter().filter(|kind| is_now(&kind.is)).map(|kind| {
        let cells = programmes.iter().map(|programme| {
            let of = lists.obligations.iter().map(|one| &one.is).filter(|one| {
                one.programme == programme.is.id
                    && one.types.contains(&kind.is.id)
                    && is_in_force(one.from, one.until, names)
            });
            let said: Vec<String> = of
                .map(|one| format!("{}{}", owed(one.owed), in_days(one.from, one.until)))
                .collect();
            Line::text(if said.is_empty() { "–".to_owned() } else { said.join("; ") })
        });
        std::iter::once(Line::text(&kind.is.label)).chain(cells).collect()
    });
    page.table("On what the duty rests at which each audit looks", &heads, rows.collect());
    page.part(3, "Why each is asked");
    let now = lists.obligations.iter().filter(|one| concerns_now(&one.is, names));
    page.list(now.map(|one| obligation(one, names)).collect());
    page.part(3, "Kinds of agencies");
    let now = lists.agency_types.iter().filter(|one| is_now(&one.is));
    page.list(now.map(|one| agency_type(one, names)).collect());
}

/// What a word in the table of agencies claims, and what it does not.
const OWED: &str = "An audit asks how a body meets a duty. What stands here is on what that duty \
     rests for each body: by law, where an Act or regulations lay it on the body or name the body as a \
     member; by contract; or on an invitation. That the duty is one by law does not make the audit, \
     its form or its interval one.";

/// Whether something is in force on the day of the document.
pub(super) fn is_in_force(from: Option<Day>, until: Option<Day>, names: &Names<'_>) -> bool {
    from.is_none_or(|from| from <= names.day) && until.is_none_or(|until| names.day < until)
}

/// Whether an obligation is in force on the day and is of some body that there is on it.
fn concerns_now(one: &Obligation, names: &Names<'_>) -> bool {
    let types = &names.items().audits.agency_types;
    let is_there = |id: &String| {
        let found = types.iter().find(|kind| kind.is.id == *id);
        found.is_none_or(|kind| is_in_force(kind.is.from, kind.is.until, names))
    };
    is_in_force(one.from, one.until, names) && one.types.iter().any(is_there)
}

/// What stands in the rules and is not in force on the day of the document.
pub(super) fn not_now(page: &mut Page, names: &Names<'_>) {
    let lists = &names.items().audits;
    let types = lists.agency_types.iter();
    let types = types.filter(|one| !is_in_force(one.is.from, one.is.until, names));
    let types: Vec<Item> = types.map(|one| agency_type(one, names)).collect();
    let owed = lists.obligations.iter().filter(|one| !concerns_now(&one.is, names));
    let owed: Vec<Item> = owed.map(|one| obligation(one, names)).collect();
    let parts = lists.report_parts.iter();
    let parts = parts.filter(|one| !is_in_force(one.is.from, one.is.until, names));
    let parts: Vec<Item> = parts.map(|one| reports::part(one, names)).collect();
    let duties = lists.duties.iter();
    let duties: Vec<_> =
        duties.filter(|one| !is_in_force(one.is.from, one.is.until, names)).collect();
    if types.is_empty() && owed.is_empty() && parts.is_empty() && duties.is_empty() {
        return;
    }
    page.part(2, "In the rules, and not in force on this day");
    for (title, items) in
        [("Kinds of agencies", types), ("Why each is asked", owed), ("Parts of reports", parts)]
    {
        if !items.is_empty() {
            page.heading(3, format!("Not on this day: {title}"), "");
            page.list(items);
        }
    }
    duties.into_iter().for_each(|one| duty(page, one, names));
}

fn owed(owed: Owed) -> &'static str {
    match owed {
        Owed::OutOfScope => "not asked",
        Owed::Invitation => "asked, and may decline",
        Owed::Contract => "duty by contract",
        Owed::Statute => "duty by law",
    }
}

/// From when until when something is so.
pub(super) fn in_days(from: Option<Day>, until: Option<Day>) -> String {
    match (from, until.map(Day::before)) {
        (None, None) => String::new(),
        (Some(from), None) => format!(" (from {} on)", long_day(from)),
        (None, Some(last)) => format!(" (until {})", long_day(last)),
        (Some(from), Some(last)) => format!(" ({} to {})", long_day(from), long_day(last)),
    }
}

fn obligation(placed: &Placed<Obligation>, names: &Names<'_>) -> Item {
    let one = &placed.is;
    let lists = &names.items().audits;
    let programme = lists.programmes.iter().find(|found| found.is.id == one.programme);
    let programme = programme.map_or(one.programme.as_str(), |found| &found.is.label);
    let types = kinds_now(&one.types, names);
    let line = Line::strong(format!("{programme}, {}:", owed(one.owed))).then(format!(
        " {}{}",
        types.join("; "),
        in_days(one.from, one.until)
    ));
    let mut below: Vec<Item> =
        one.note.iter().map(|note| Item::named("Note", Line::text(note))).collect();
    below.extend(touching(&[&one.id], names));
    below.push(foot(
        &one.standing,
        reference_line(&one.id, &placed.at, one.overrides.as_deref(), names),
        names,
    ));
    Item { line, below }
}

/// Those of the kinds that there are on the day, or all where there is none of them on it.
fn kinds_now(ids: &[String], names: &Names<'_>) -> Vec<String> {
    let types = &names.items().audits.agency_types;
    let is_there = |id: &&String| {
        let found = types.iter().find(|one| one.is.id == **id);
        found.is_none_or(|one| is_in_force(one.is.from, one.is.until, names))
    };
    let now: Vec<String> = ids.iter().filter(is_there).map(|id| kind_label(id, names)).collect();
    match now.is_empty() {
        true => ids.iter().map(|id| kind_label(id, names)).collect(),
        false => now,
    }
}

/// What a kind of agency is called, with its days where there is none of it on the day.
fn kind_label(id: &str, names: &Names<'_>) -> String {
    let types = &names.items().audits.agency_types;
    let Some(found) = types.iter().find(|one| one.is.id == id) else { return id.to_owned() };
    let kind = &found.is;
    match is_in_force(kind.from, kind.until, names) {
        true => kind.label.clone(),
        false => format!("{}{}", kind.label, in_days(kind.from, kind.until)),
    }
}

fn agency_type(placed: &Placed<AgencyType>, names: &Names<'_>) -> Item {
    let one = &placed.is;
    let line = Line::text(format!("{}{}", one.label, in_days(one.from, one.until)));
    let mut below = Vec::new();
    // What comes after one that there still is stands in the documents of later days.
    if !one.became.is_empty() && !is_in_force(one.from, one.until, names) {
        let became: Vec<String> = one.became.iter().map(|id| kind_label(id, names)).collect();
        below.push(Item::named("Its place was taken by", Line::text(became.join("; "))));
    }
    below.extend(one.note.iter().map(|note| Item::named("Note", Line::text(note))));
    below.extend(touching(&[&one.id], names));
    below.push(foot(&one.standing, reference_line(&one.id, &placed.at, None, names), names));
    Item { line, below }
}

/// What recurs beside the audits.
pub(super) fn duties(page: &mut Page, names: &Names<'_>) {
    let duties = names.items().audits.duties.iter().map(AsRef::as_ref);
    let duties = duties.filter(|one: &&Placed<Duty>| is_in_force(one.is.from, one.is.until, names));
    let duties: Vec<&Placed<Duty>> = duties.collect();
    if duties.is_empty() {
        return;
    }
    page.part(2, "Other recurring duties");
    let rows = duties.iter().map(|one| {
        let one = &one.is;
        let due =
            one.due.as_ref().map_or_else(|| Line::text("no day"), |due| duty_due(due, one, names));
        let label = Line::default().here(&one.label, format!("duty {}", one.id));
        let label = match one.active.as_ref().is_some_and(|active| is_set_otherwise(active, names))
        {
            true => label.then(" (only if set otherwise)"),
            false => label,
        };
        vec![label, Line::text(&one.who), often(one, names), due]
    });
    page.table(
        "Recurring duties, and when each is due",
        &["Duty", "Who", "How often", "Due"],
        rows.collect(),
    );
    duties.into_iter().for_each(|one| duty(page, one, names));
}

fn duty(page: &mut Page, placed: &Placed<Duty>, names: &Names<'_>) {
    page.together(|page| {
        let duty = &placed.is;
        page.heading(3, &duty.label, format!("duty {}", duty.id));
        let mut items = vec![Item::text(format!("{}: {}", duty.who, bare(&duty.does)))];
        if !duty.to.is_empty() {
            items.push(Item::named("To", Line::text(duty.to.join("; "))));
        }
        items.push(Item::named("How often", often(duty, names)));
        if let Some(due) = &duty.due {
            items.push(Item::named("Due", duty_due(due, duty, names)));
        }
        if !duty.each.is_empty() {
            let types = kinds_now(&duty.each, names);
            items.push(Item::named("Once for each", Line::text(types.join("; "))));
        }
        items.extend(duty.active.as_ref().map(|active| active_in_words(active, names)));
        items.extend(in_force(duty.from, duty.until));
        items.extend(duty.note.iter().map(|note| Item::named("Note", Line::text(note))));
        items.extend(touching(&[&duty.id], names));
        items.push(foot(
            &duty.standing,
            reference_line(&duty.id, &placed.at, duty.overrides.as_deref(), names),
            names,
        ));
        page.list(items);
    });
}

/// From when until when, as a line of its own.
pub(super) fn in_force(from: Option<Day>, until: Option<Day>) -> Option<Item> {
    let days = in_days(from, until);
    let days = days.trim().trim_start_matches('(').trim_end_matches(')');
    (!days.is_empty()).then(|| Item::named("In force", Line::text(days)))
}

/// Whether the published value of a setting is another than the one by which something is in force.
fn is_set_otherwise(active: &Active, names: &Names<'_>) -> bool {
    names.set_word(&active.setting).is_some_and(|word| word != active.is)
}

/// What has to be set for something to be in force.
pub(super) fn active_in_words(active: &Active, names: &Names<'_>) -> Item {
    let line = names.setting(&active.setting).then(format!(" is: {}", names.word(&active.is)));
    Item::named("Only where it is set that", line)
}

/// How often something recurs; once, where it is in force for one of its periods only.
pub(super) fn often(duty: &Duty, names: &Names<'_>) -> Line {
    if let (Cadence::Periodic { months: Number::Given(n), .. }, Some(from), Some(until)) =
        (&duty.cadence, duty.from, duty.until)
        && u16::try_from(*n).is_ok_and(|n| from.plus(Span::months(n)) >= until)
    {
        let (first, last) = (long_day(from), long_day(until.before()));
        return Line::text(format!("once, from {first} to {last}"));
    }
    cadence(&duty.cadence, names)
}

fn cadence(cadence: &Cadence, names: &Names<'_>) -> Line {
    let months = |number| so_many(number, ("month", "months"), names);
    match cadence {
        Cadence::Periodic { months: number, year_kind: kind, anchor } => {
            let line = Line::text("once in every ").join(months(number));
            let line = line.then("; its years begin ").join(year_kind(kind, names));
            match anchor {
                Some(Number::Given(year)) => line.then(format!("; a period begins in {year}")),
                Some(Number::Setting(id)) => {
                    line.then("; a year in which a period begins: ").join(names.setting(id))
                }
                None => line,
            }
        }
        Cadence::FromLast { months: number, start } => months(number)
            .then(" after it was last done; the first counted from: ")
            .join(names.setting(start)),
        Cadence::PerEvent { event } => {
            Line::text(format!("whenever something calls for it: “{}”", spaced(event)))
        }
        Cadence::Continuous => Line::text("all the time"),
    }
}

/// When something that recurs is due.
pub(super) fn duty_due(due: &DutyDue, duty: &Duty, names: &Names<'_>) -> Line {
    let many = so_many(&due.n, (unit(due.unit, true), unit(due.unit, false)), names);
    let from = match &duty.cadence {
        Cadence::PerEvent { event } => format!("what calls for it, “{}”,", spaced(event)),
        _ => "the end of the period".to_owned(),
    };
    many.then(format!(" {} {from}", due.direction.word()))
}
