//! Checks packs: `cargo run --example check -- FILE…` reads the texts on top of the bundled packs
//! (`--alone`: without them) and prints every problem with its code and place.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "this is what the example is for")]

use safeguarding_rules::Catalogue;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let alone = arguments.iter().any(|argument| argument == "--alone");
    let files: Vec<&String> = arguments.iter().filter(|argument| *argument != "--alone").collect();
    let mut texts = Vec::new();
    for file in &files {
        match std::fs::read(file) {
            Ok(bytes) => texts.push(bytes),
            Err(error) => {
                eprintln!("{file}: {error}");
                return ExitCode::FAILURE;
            }
        }
    }
    if texts.is_empty() {
        eprintln!("usage: check [--alone] FILE…");
        return ExitCode::FAILURE;
    }
    let below = if alone { Catalogue::empty() } else { Catalogue::bundled() };
    let texts: Vec<&[u8]> = texts.iter().map(Vec::as_slice).collect();
    match below.with_bytes(&texts) {
        Ok(_) => {
            println!("{} texts, no problem", texts.len());
            ExitCode::SUCCESS
        }
        Err(error) => {
            for (file, index) in files.iter().zip(0_u32..) {
                println!("/{index}: {file}");
            }
            for problem in error.problems() {
                println!("{} {}: {}", problem.code, problem.at, problem.message);
            }
            ExitCode::FAILURE
        }
    }
}
