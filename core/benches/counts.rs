//! Instructions of what `decision.rs` times: the same on a busy machine as on a quiet one.
//! `cargo bench -p safeguarding-rules --bench counts`, with valgrind and
//! `cargo install gungraun-runner --version 0.20.0`.
#![expect(missing_docs, reason = "the macros make modules, which no comment reaches")]

#[expect(dead_code, reason = "the ratio of times and the comparison belong to `decision`")]
mod shared;

use gungraun::{library_benchmark, library_benchmark_group, main};
use safeguarding_rules::audits::Audits;
use safeguarding_rules::membership::{Meeting, MeetingTold};
use safeguarding_rules::reviews::{Incident, ReviewOutcomes};
use safeguarding_rules::{
    Calendar, Catalogue, Day, Error, Known, Outcome, Ruleset, thresholds::Explain, wire,
};
use shared::{agreement, borough, case, incident, meeting, request::request, twin::Twin};
use std::sync::Arc;

type Answered = Result<String, Error>;

/// What is set up stays, so that dropping it is not counted.
fn kept<T>(made: T) -> &'static mut T {
    Box::leak(Box::new(made))
}

fn known(pack: &str) -> &'static Known {
    kept(case::known(pack))
}

fn known_borough(agencies: u32) -> &'static Audits {
    kept(borough::borough(agencies))
}

fn known_borough_with_steps(agencies: u32) -> &'static Audits {
    kept(borough::with_steps(agencies))
}

fn known_borough_with_steps_and_duties(agencies: u32) -> &'static Audits {
    kept(borough::with_steps_and_duties(agencies))
}

/// A catalogue whose rules were asked for before, and the text.
fn asked(pack: &str, explain: &str) -> (&'static Catalogue, String) {
    let (catalogue, request) = (kept(Catalogue::bundled()), request(pack, explain));
    let _ = wire::answer(catalogue, &request);
    (catalogue, request)
}

fn blank(pack: &str) -> (&'static mut Known, Vec<String>) {
    (kept(case::born(pack, case::BORN)), case::sixty(&case::rules(pack)))
}

#[library_benchmark(setup = known)]
#[bench::walsall("walsall")]
#[bench::example_thresholds("example-thresholds")]
fn outcome_only(known: &Known) -> Outcome {
    known.outcome()
}

#[library_benchmark(setup = agreement::twin)]
#[bench::walsall()]
fn outcome_of_the_twin(twin: Twin) -> Outcome {
    twin.outcome()
}

#[library_benchmark(setup = known)]
#[bench::walsall("walsall")]
#[bench::example_thresholds("example-thresholds")]
fn with_deciding_findings(known: &Known) -> bool {
    known.assess(Explain::Deciding).exact
}

#[library_benchmark(setup = asked)]
#[bench::walsall("walsall", "none")]
#[bench::example_thresholds("example-thresholds", "none")]
fn text_to_text_outcome_only((catalogue, request): (&Catalogue, String)) -> Answered {
    wire::answer(catalogue, &request)
}

#[library_benchmark(setup = asked)]
#[bench::walsall("walsall", "deciding")]
#[bench::example_thresholds("example-thresholds", "deciding")]
fn text_to_text_with_deciding_findings((catalogue, request): (&Catalogue, String)) -> Answered {
    wire::answer(catalogue, &request)
}

#[library_benchmark(setup = blank)]
#[bench::walsall("walsall")]
#[bench::example_thresholds("example-thresholds")]
fn recording_60_facts((known, facts): (&mut Known, Vec<String>)) {
    case::record_no(known, &facts);
}

#[library_benchmark]
#[bench::walsall(args = ("walsall"), setup = known_incident)]
fn reviews_outcome_only(incident: &Incident) -> ReviewOutcomes {
    incident.outcome()
}

#[library_benchmark]
#[bench::walsall(args = ("walsall"), setup = known_incident)]
fn reviews_with_actions_and_findings(incident: &Incident) -> bool {
    incident.assess(Calendar::england_and_wales(), Explain::Deciding).exact
}

#[library_benchmark]
#[bench::b250(args = (250), setup = known_borough)]
#[bench::b1000(args = (1000), setup = known_borough)]
fn audits_of_ten_years(borough: &Audits) -> usize {
    borough.assess(Calendar::england_and_wales()).occurrences.len()
}

#[library_benchmark]
#[bench::b1000(args = (1000), setup = known_borough_with_steps)]
fn audits_of_ten_years_with_steps(borough: &Audits) -> usize {
    borough.assess(Calendar::england_and_wales()).occurrences.len()
}

#[library_benchmark]
#[bench::b1000(args = (1000), setup = known_borough_with_steps_and_duties)]
fn audits_of_ten_years_with_steps_and_duties(borough: &Audits) -> usize {
    borough.assess(Calendar::england_and_wales()).duties.len()
}

#[library_benchmark]
#[bench::walsall(args = ("walsall"), setup = ready_meeting)]
fn meeting_outcome_only(meeting: &Meeting) -> Result<MeetingTold, Error> {
    meeting.outcome()
}

#[library_benchmark]
#[bench::walsall(args = ("walsall"), setup = asked_about_a_meeting)]
fn meeting_text_to_text((catalogue, request): (&Catalogue, String)) -> Answered {
    wire::answer(catalogue, &request)
}

#[library_benchmark(setup = asked_about_reviews)]
#[bench::walsall("walsall")]
fn reviews_text_to_text((catalogue, request): (&Catalogue, String)) -> Answered {
    wire::answer(catalogue, &request)
}

#[library_benchmark(setup = a_day)]
#[bench::walsall()]
fn adding_working_days((calendar, day): (&Calendar, Day)) -> Result<Day, Error> {
    calendar.add_working_days(day, 15)
}

fn ready_meeting(_: &str) -> &'static Meeting {
    kept(meeting::meeting())
}

fn asked_about_a_meeting(_: &str) -> (&'static Catalogue, String) {
    let (catalogue, request) = (kept(Catalogue::bundled()), meeting::request());
    let _ = wire::answer(catalogue, &request);
    (catalogue, request)
}

fn known_incident(pack: &str) -> &'static Incident {
    // The table is read once, when it is first asked for.
    let _ = Calendar::england_and_wales();
    kept(incident::incident(pack))
}

fn asked_about_reviews(pack: &str) -> (&'static Catalogue, String) {
    let (catalogue, request) = (kept(Catalogue::bundled()), incident::request(pack, "deciding"));
    let _ = wire::answer(catalogue, &request);
    (catalogue, request)
}

fn a_day() -> (&'static Calendar, Day) {
    (Calendar::england_and_wales(), incident::day("2022-09-14"))
}

#[library_benchmark]
fn loading_the_bundled_packs() -> Catalogue {
    Catalogue::bundled()
}

#[library_benchmark]
#[bench::walsall(args = ("walsall"), setup = fresh)]
#[bench::example_thresholds(args = ("example-thresholds"), setup = fresh)]
fn first_use_of_a_rule_set((catalogue, pack): (&Catalogue, &str)) -> Result<Arc<Ruleset>, Error> {
    catalogue.rules(pack, "child", case::as_of())
}

fn fresh(pack: &str) -> (&'static Catalogue, &str) {
    (kept(Catalogue::bundled()), pack)
}

library_benchmark_group!(
    name = core;
    benchmarks =
        outcome_only,
        outcome_of_the_twin,
        with_deciding_findings,
        text_to_text_outcome_only,
        text_to_text_with_deciding_findings,
        recording_60_facts,
        loading_the_bundled_packs,
        first_use_of_a_rule_set,
        reviews_outcome_only,
        reviews_with_actions_and_findings,
        reviews_text_to_text,
        adding_working_days,
        audits_of_ten_years,
        audits_of_ten_years_with_steps,
        audits_of_ten_years_with_steps_and_duties,
        meeting_outcome_only,
        meeting_text_to_text
);

main!(library_benchmark_groups = core);
