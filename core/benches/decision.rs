//! Wall time of one decision, one answer and loading. `cargo bench -p safeguarding-rules`

use safeguarding_rules::{Answer, Catalogue, Day, Kind, Known, thresholds::Explain, wire};

fn main() {
    divan::main();
}

/// A child of whom 60 facts are recorded, all of them no, and the date of birth.
fn known() -> Known {
    let as_of = Day::parse("2024-05-01").unwrap_or(Day::FIRST);
    let rules = Catalogue::bundled().rules("walsall", "child", as_of);
    let rules = rules.unwrap_or_else(|_| std::process::exit(1));
    let mut known = Known::new(&rules, as_of);
    if let Some(born) = Day::parse("2016-03-10") {
        let _ = known.record("date_of_birth", &Answer::on(born));
    }
    let flags = rules.facts().filter(|fact| fact.kind == Kind::YesNo).take(60);
    for fact in flags {
        let _ = known.record(&fact.id, &Answer::YesNo(false));
    }
    known
}

fn request(explain: &str) -> String {
    let known = known();
    let flags = known.rules().facts().filter(|fact| fact.kind == Kind::YesNo).take(60);
    let facts: Vec<String> = flags.map(|fact| format!("\"{}\":false", fact.id)).collect();
    format!(
        r#"{{"question":"thresholds","pack":"walsall","subject":"child","as_of":"2024-05-01","explain":"{explain}","facts":{{"date_of_birth":"2016-03-10",{}}}}}"#,
        facts.join(",")
    )
}

#[divan::bench]
fn outcome_only(bencher: divan::Bencher) {
    let known = known();
    bencher.bench_local(|| divan::black_box(&known).outcome());
}

#[divan::bench]
fn with_deciding_findings(bencher: divan::Bencher) {
    let known = known();
    bencher
        .bench_local(|| divan::black_box(divan::black_box(&known).assess(Explain::Deciding).exact));
}

#[divan::bench]
fn text_to_text_outcome_only(bencher: divan::Bencher) {
    let (catalogue, request) = (Catalogue::bundled(), request("none"));
    bencher.bench_local(|| wire::answer(&catalogue, divan::black_box(&request)));
}

#[divan::bench]
fn text_to_text_with_deciding_findings(bencher: divan::Bencher) {
    let (catalogue, request) = (Catalogue::bundled(), request("deciding"));
    bencher.bench_local(|| wire::answer(&catalogue, divan::black_box(&request)));
}

#[divan::bench]
fn loading_the_bundled_packs() -> Catalogue {
    Catalogue::bundled()
}
