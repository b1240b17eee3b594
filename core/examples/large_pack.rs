//! How long it takes to prove a made-up pack of so many facts and twice as many rules, a thousand
//! facts where no number is given: `large_pack [FACTS] [STEPS]`.

#[path = "shared/large.rs"]
mod large;

use safeguarding_rules::prove::{Limits, prove};
use safeguarding_rules::{Catalogue, Day, Family};
use std::error::Error;
use std::io::Write;
use std::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let facts = given.first().map_or(Ok(1_000), |facts| facts.parse())?;
    let mut limits = Limits::default();
    if let Some(steps) = given.get(1) {
        limits.steps = steps.parse()?;
    }
    let text = large::pack(facts);
    let catalogue = Catalogue::empty().with(&[text.as_str()])?;
    let day = Day::parse("2024-05-01").ok_or("no day")?;
    let begun = Instant::now();
    let proof = prove(&catalogue, Family::Thresholds, "large", None, day, limits)?;
    let took = begun.elapsed().as_secs_f64();
    let mut out = std::io::stdout();
    writeln!(out, "{facts} facts, {} rules: {took:.1} s, {} steps", facts * 2, proof.steps)?;
    writeln!(out, "{} findings; decided: {}", proof.findings.len(), proof.decided)?;
    for claim in &proof.claims {
        let (word, is) = (claim.claim.word(), claim.proved.word());
        writeln!(
            out,
            "{word}: {is}, decided for {}, not for {}",
            claim.decided,
            claim.not_decided.len()
        )?;
    }
    Ok(())
}
