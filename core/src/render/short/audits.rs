//! Audits: the programmes with their steps, what else recurs, and what reports have to have.

use super::on;
use crate::render::audits::{anchor, cadence, duty_due, is_in_force, step_due, year_kind};
use crate::render::clocks::so_many;
use crate::render::names::{Names, bare};
use crate::render::tree::{Line, Page};

pub(super) fn audits(page: &mut Page, names: &Names<'_>) {
    let lists = &names.items().audits;
    page.part(3, "Programmes of audits");
    let rows = lists.programmes.iter().map(|placed| {
        let one = &placed.is;
        vec![
            Line::text(&one.label),
            so_many(&one.cycle_years, ("year", "years"), names),
            year_kind(&one.year_kind, names),
            anchor(one, names),
            on(&one.standing, names),
        ]
    });
    page.table(
        "Programmes in short",
        &["Programme", "Comes round every", "Its years begin", "A year of its first phase", "Rests on"],
        rows.collect(),
    );
    for placed in &lists.programmes {
        let programme = &placed.is;
        let steps = programme
            .phases
            .iter()
            .flat_map(|phase| phase.steps.iter().map(move |step| (phase, step)));
        let rows = steps.filter_map(|(phase, step)| {
            let due = step_due(step.due.as_ref()?, step, phase, names);
            Some(vec![
                Line::text(format!("{}: {}", phase.label, step.label)),
                Line::text(&step.who),
                due,
                on(&step.standing, names),
            ])
        });
        page.table(
            format!("Steps with a day in short – {}", programme.label),
            &["Step", "Who", "Due", "Rests on"],
            rows.collect(),
        );
    }
    let duties = lists.duties.iter().map(|one| &one.is);
    let duties: Vec<_> = duties.filter(|one| is_in_force(one.from, one.until, names)).collect();
    if !duties.is_empty() {
        page.part(3, "What else recurs");
    }
    let rows = duties.into_iter().map(|one| {
        let due = one.due.as_ref().map(|due| duty_due(due, one, names));
        vec![
            Line::text(format!("{}: {}", one.who, bare(&one.does))),
            cadence(&one.cadence, names),
            due.unwrap_or_else(|| Line::text("no day is given")),
            on(&one.standing, names),
        ]
    });
    page.table(
        "Recurring duties in short",
        &["Who does what", "How often", "Due", "Rests on"],
        rows.collect(),
    );
    reports(page, names);
}

fn reports(page: &mut Page, names: &Names<'_>) {
    let lists = &names.items().audits;
    if lists.reports.is_empty() {
        return;
    }
    page.part(3, "Reports and what they contain");
    for report in lists.reports.iter().map(|one| &one.is) {
        let parts = lists.report_parts.iter().map(|one| &one.is);
        let parts =
            parts.filter(|one| one.report == report.id && is_in_force(one.from, one.until, names));
        let parts: Vec<&str> = parts.map(|one| bare(&one.words)).collect();
        let line = Line::strong(format!("{}:", report.label));
        page.paragraph(line.then(format!(" {} – {}.", report.who, parts.join("; "))));
    }
}
