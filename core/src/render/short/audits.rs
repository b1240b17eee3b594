//! Audits: the programmes with their steps, what else recurs, and what reports have to have.

use super::{Reader, marked};
use crate::pack::{Cadence, PartKind};
use crate::render::audits::{anchor, duty_due, is_in_force, often, step_due, year_kind};
use crate::render::clocks::so_many;
use crate::render::names::{Names, bare};
use crate::render::tree::{Line, Page};

pub(super) fn audits(page: &mut Page, reader: Reader, names: &Names<'_>) {
    programmes(page, names);
    steps(page, reader, names);
    recurring(page, names);
    reports(page, names);
}

fn programmes(page: &mut Page, names: &Names<'_>) {
    page.part(3, "Programmes of audits");
    let rows = names.items().audits.programmes.iter().map(|placed| {
        let one = &placed.is;
        vec![
            marked(Line::text(&one.label), &one.standing, names),
            so_many(&one.cycle_years, ("year", "years"), names),
            year_kind(&one.year_kind, names),
            anchor(one, names),
        ]
    });
    page.table(
        "Programmes in short",
        &["Programme", "Comes round every", "Its years begin", "A year of its first phase"],
        rows.collect(),
    );
}

/// Every step with a day for those who do them; for a board those by which a phase is done.
fn steps(page: &mut Page, reader: Reader, names: &Names<'_>) {
    for placed in &names.items().audits.programmes {
        let programme = &placed.is;
        let all = programme.phases.iter();
        let all = all.flat_map(|phase| phase.steps.iter().map(move |step| (phase, step)));
        let wanted = all.filter(|(_, step)| reader == Reader::Lead || step.main);
        let rows = wanted.filter_map(|(phase, step)| {
            let due = step_due(step.due.as_ref()?, step, phase, names);
            Some(vec![
                marked(
                    Line::text(format!("{}: {}", phase.label, step.label)),
                    &step.standing,
                    names,
                ),
                Line::text(&step.who),
                due,
            ])
        });
        page.table(
            format!("Steps in short – {}", programme.label),
            &["Step", "Who", "Due"],
            rows.collect(),
        );
    }
}

fn recurring(page: &mut Page, names: &Names<'_>) {
    let duties = names.items().audits.duties.iter().map(|one| &one.is);
    let duties = duties.filter(|one| is_in_force(one.from, one.until, names));
    let has_time =
        |cadence: &Cadence| !matches!(cadence, Cadence::Continuous | Cadence::PerEvent { .. });
    let (timed, others): (Vec<_>, Vec<_>) = duties.partition(|one| has_time(&one.cadence));
    if timed.is_empty() && others.is_empty() {
        return;
    }
    page.part(3, "What else recurs");
    let rows = timed.into_iter().map(|one| {
        let months = |number| so_many(number, ("month", "months"), names);
        let often = match &one.cadence {
            Cadence::FromLast { months: number, .. } => {
                months(number).then(" after it was last done")
            }
            _ => often(one, names),
        };
        let often = match &one.due {
            Some(due) => often.then("; due ").join(duty_due(due, one, names)),
            None => often,
        };
        vec![marked(Line::text(&one.label), &one.standing, names), Line::text(&one.who), often]
    });
    page.table("What recurs, in short", &["What", "Who", "How often, and by when"], rows.collect());
    if !others.is_empty() {
        let labels: Vec<&str> = others.iter().map(|one| one.label.as_str()).collect();
        let line = Line::strong("All the time, or whenever something calls for it:");
        page.paragraph(line.then(format!(" {}.", labels.join("; "))));
    }
}

fn reports(page: &mut Page, names: &Names<'_>) {
    let lists = &names.items().audits;
    if lists.reports.is_empty() {
        return;
    }
    page.part(3, "Reports, what they contain and to whom they go");
    let rows = lists.reports.iter().map(|placed| {
        let report = &placed.is;
        let of = |wanted: fn(PartKind) -> bool| {
            let parts = lists.report_parts.iter().map(|one| &one.is);
            let parts = parts.filter(|one| {
                one.report == report.id
                    && wanted(one.kind)
                    && is_in_force(one.from, one.until, names)
            });
            let parts: Vec<&str> = parts.map(|one| bare(&one.words)).collect();
            Line::text(match parts.is_empty() {
                true => "the texts say nothing of it".to_owned(),
                false => parts.join("; "),
            })
        };
        vec![
            Line::text(&report.label),
            Line::text(&report.who),
            of(|kind| kind == PartKind::Content),
            of(|kind| kind != PartKind::Content),
        ]
    });
    page.table(
        "Reports in short",
        &["Report", "Made by", "Contents", "To whom, and where it is published"],
        rows.collect(),
    );
}
