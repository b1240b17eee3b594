//! Prints the bundled table of working days, for comparing with other sources.
//!
//! `cargo run --example calendar -- holidays` prints one holiday a line; `-- sums FIRST LAST N` for
//! every day from the first to the last one line: the days that -N … N working days lead to, joined.
#![allow(clippy::print_stdout, reason = "this is what the example is for")]

use safeguarding_rules::{Calendar, Day};
use std::io::Write;

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let calendar = Calendar::england_and_wales();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    match words.as_slice() {
        ["holidays"] => {
            for holiday in calendar.holidays() {
                writeln!(out, "{} {}", holiday.day, holiday.name)?;
            }
        }
        ["sums", first, last, n] => {
            let (first, last) = (Day::parse(first), Day::parse(last));
            let n: i32 = n.parse().unwrap_or(0);
            let days = first.zip(last).map(|(first, last)| first.number()..=last.number());
            for day in days.into_iter().flatten().filter_map(Day::of_number) {
                let led_to = (-n..=n).map(|n| match calendar.add_working_days(day, n) {
                    Ok(day) => day.number().to_string(),
                    Err(error) => error.code().to_owned(),
                });
                writeln!(out, "{day} {}", led_to.collect::<Vec<_>>().join(" "))?;
            }
        }
        _ => eprintln_usage(),
    }
    out.flush()
}

#[allow(clippy::print_stderr, reason = "usage")]
fn eprintln_usage() {
    eprintln!("usage: calendar holidays | calendar sums FIRST LAST N");
}
