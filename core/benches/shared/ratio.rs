//! How many times the work of the hand-written twin the library does, from one run.

use super::{agreement, case};
use std::hint::black_box;
use std::time::Instant;

const ROUNDS: usize = 201;
const CALLS: u32 = 2_000;

/// Prints the medians of both outcomes and their ratio. The two take turns, so that what else the
/// machine does slows both down alike.
#[expect(clippy::print_stdout, reason = "the benchmark's own words")]
pub(crate) fn print() {
    let (known, twin) = (case::known("walsall"), agreement::twin());
    let (mut library_rounds, mut twin_rounds) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        library_rounds.push(picoseconds(|| black_box(&known).outcome()));
        twin_rounds.push(picoseconds(|| black_box(&twin).outcome()));
    }
    let (library, twin) = (median(library_rounds), median(twin_rounds));
    let tenths = library.saturating_mul(10) / twin.max(1);
    println!(
        "outcome: library {}.{} ns, twin {}.{} ns, ratio {}.{}",
        library / 1000,
        library / 100 % 10,
        twin / 1000,
        twin / 100 % 10,
        tenths / 10,
        tenths % 10
    );
}

fn picoseconds<T>(work: impl Fn() -> T) -> u128 {
    let began = Instant::now();
    for _ in 0..CALLS {
        black_box(work());
    }
    began.elapsed().as_nanos().saturating_mul(1000) / u128::from(CALLS)
}

fn median(mut rounds: Vec<u128>) -> u128 {
    rounds.sort_unstable();
    rounds.get(rounds.len() / 2).copied().unwrap_or(0)
}
