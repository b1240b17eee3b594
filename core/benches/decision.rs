//! Wall time of one decision, one answer and loading, and how a hand-written twin compares.
//! `cargo bench -p safeguarding-rules --bench decision`

mod shared;

use divan::{Bencher, black_box};
use safeguarding_rules::{Calendar, Catalogue, thresholds::Explain, wire};
use shared::{agreement, borough, case, incident, meeting, ratio, request::request};

const PACKS: [&str; 2] = ["walsall", "example-thresholds"];

fn main() {
    agreement::check();
    divan::main();
    ratio::print();
}

#[divan::bench(args = PACKS, sample_size = 1000)]
fn outcome_only(bencher: Bencher, pack: &str) {
    let known = case::known(pack);
    bencher.bench_local(|| black_box(&known).outcome());
}

#[divan::bench(sample_size = 1000)]
fn outcome_of_the_twin(bencher: Bencher) {
    let twin = agreement::twin();
    bencher.bench_local(|| black_box(&twin).outcome());
}

#[divan::bench(args = PACKS, sample_size = 100)]
fn with_deciding_findings(bencher: Bencher, pack: &str) {
    let known = case::known(pack);
    bencher.bench_local(|| black_box(black_box(&known).assess(Explain::Deciding).exact));
}

#[divan::bench(args = PACKS, sample_size = 100)]
fn text_to_text_outcome_only(bencher: Bencher, pack: &str) {
    let (catalogue, request) = (Catalogue::bundled(), request(pack, "none"));
    bencher.bench_local(|| wire::answer(&catalogue, black_box(&request)));
}

#[divan::bench(args = PACKS, sample_size = 100)]
fn text_to_text_with_deciding_findings(bencher: Bencher, pack: &str) {
    let (catalogue, request) = (Catalogue::bundled(), request(pack, "deciding"));
    bencher.bench_local(|| wire::answer(&catalogue, black_box(&request)));
}

#[divan::bench(args = PACKS, sample_size = 100)]
fn recording_60_facts(bencher: Bencher, pack: &str) {
    let (blank, facts) = (case::born(pack, case::BORN), case::sixty(&case::rules(pack)));
    let inputs = bencher.with_inputs(|| blank.clone());
    inputs.bench_local_refs(|known| case::record_no(known, black_box(&facts)));
}

/// Every review over one incident: whether it may, should or must be held.
#[divan::bench(args = ["walsall"], sample_size = 1000)]
fn reviews_outcome_only(bencher: Bencher, pack: &str) {
    let incident = incident::incident(pack);
    bencher.bench_local(|| black_box(&incident).outcome());
}

/// The same with every action, its date and standing, and reasons.
#[divan::bench(args = ["walsall"], sample_size = 100)]
fn reviews_with_actions_and_findings(bencher: Bencher, pack: &str) {
    let (incident, calendar) = (incident::incident(pack), Calendar::england_and_wales());
    bencher
        .bench_local(|| black_box(black_box(&incident).assess(calendar, Explain::Deciding).exact));
}

#[divan::bench(args = ["walsall"], sample_size = 100)]
fn reviews_text_to_text(bencher: Bencher, pack: &str) {
    let (catalogue, request) = (Catalogue::bundled(), incident::request(pack, "deciding"));
    bencher.bench_local(|| wire::answer(&catalogue, black_box(&request)));
}

/// Little is known of an incident, and of its day: whole answers, text to text.
#[divan::bench(args = ["nothing", "day", "day-and-two-facts", "year", "decade-all"], sample_size = 4)]
fn reviews_of_sparse_cases(bencher: Bencher, case: &str) {
    let (catalogue, request) = (Catalogue::bundled(), incident::sparse(case));
    bencher.bench_local(|| wire::answer(&catalogue, black_box(&request)));
}

/// Ten years of three programmes for so many agencies, with a record: scheduled and judged.
#[divan::bench(args = [250, 1000, 4000], sample_size = 1)]
fn audits_of_ten_years(bencher: Bencher, agencies: u32) {
    let (borough, calendar) = (borough::borough(agencies), Calendar::england_and_wales());
    let all = usize::try_from(agencies).unwrap_or(0) * 30;
    assert_eq!(borough.assess(calendar).occurrences.len(), all, "each phase of each year");
    bencher.bench_local(|| black_box(&borough).assess(calendar).occurrences.len());
}

/// The same with the steps of the bundled packs: who does what, in which order, by when.
#[divan::bench(args = [250, 1000, 4000], sample_size = 1)]
fn audits_of_ten_years_with_steps(bencher: Bencher, agencies: u32) {
    let (borough, calendar) = (borough::with_steps(agencies), Calendar::england_and_wales());
    bencher.bench_local(|| black_box(&borough).assess(calendar).occurrences.len());
}

/// The same with their duties that recur as well.
#[divan::bench(args = [250, 1000, 4000], sample_size = 1)]
fn audits_of_ten_years_with_steps_and_duties(bencher: Bencher, agencies: u32) {
    let borough = borough::with_steps_and_duties(agencies);
    let calendar = Calendar::england_and_wales();
    bencher.bench_local(|| black_box(&borough).assess(calendar).duties.len());
}

/// One meeting of eight people, all known, on one matter.
#[divan::bench(args = ["walsall"], sample_size = 1000)]
fn meeting_outcome_only(bencher: Bencher, _: &str) {
    let meeting = meeting::meeting();
    bencher.bench_local(|| black_box(&meeting).outcome());
}

/// The same with everybody in their seats, what is lacking and what is missing, as text.
#[divan::bench(args = ["walsall"], sample_size = 100)]
fn meeting_text_to_text(bencher: Bencher, _: &str) {
    let (catalogue, request) = (Catalogue::bundled(), meeting::request());
    bencher.bench_local(|| wire::answer(&catalogue, black_box(&request)));
}

/// One addition of working days.
#[divan::bench(sample_size = 1000)]
fn adding_working_days(bencher: Bencher) {
    let (calendar, day) = (Calendar::england_and_wales(), incident::day("2022-09-14"));
    bencher.bench_local(|| calendar.add_working_days(black_box(day), black_box(15)));
}

#[divan::bench]
fn loading_the_bundled_packs() -> Catalogue {
    Catalogue::bundled()
}

/// The rules of a subject are compiled when they are first asked for.
#[divan::bench(args = PACKS, sample_size = 1)]
fn first_use_of_a_rule_set(bencher: Bencher, pack: &str) {
    let fresh = bencher.with_inputs(Catalogue::bundled);
    fresh.bench_local_refs(|catalogue| catalogue.rules(pack, "child", case::as_of()));
}
