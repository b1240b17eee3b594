//! Which mutant is on, and which were reached; the code with all mutants in it asks here.
//!
//! With `MUT_ACTIVE=17` mutant 17 is on from the start. With `MUT_HITS=FILE` a byte for each mutant is
//! written when the program ends: 1 where it was asked about.

use std::sync::atomic::{AtomicU8, AtomicU32, Ordering::Relaxed};

/// Room for so many mutants.
pub const MOST: usize = 20_000;

/// The one that is on; none with the highest number.
pub static ACTIVE: AtomicU32 = AtomicU32::new(u32::MAX);

/// 1 for each that was asked about.
pub static HITS: [AtomicU8; MOST] = [const { AtomicU8::new(0) }; MOST];

/// Whether this mutant is on.
#[inline(always)]
pub fn on(mutant: u32) -> bool {
    HITS[mutant as usize].store(1, Relaxed);
    ACTIVE.load(Relaxed) == mutant
}

unsafe extern "C" {
    fn atexit(function: extern "C" fn()) -> i32;
}

extern "C" fn write_hits() {
    if let Ok(path) = std::env::var("MUT_HITS") {
        let hits: Vec<u8> = HITS.iter().map(|hit| hit.load(Relaxed)).collect();
        let _ = std::fs::write(path, hits);
    }
}

extern "C" fn begin() {
    if let Ok(mutant) = std::env::var("MUT_ACTIVE") {
        ACTIVE.store(mutant.parse().expect("the number of a mutant"), Relaxed);
    }
    if std::env::var_os("MUT_HITS").is_some() {
        // SAFETY: the function takes nothing and lives as long as the program.
        unsafe {
            atexit(write_hits);
        }
    }
}

/// Called before `main`, so that no test has to be changed.
#[used]
#[unsafe(link_section = ".init_array")]
static BEGIN: extern "C" fn() = begin;

/// An iterator that is one of two kinds, where a function returns `impl Iterator`.
#[derive(Clone)]
pub enum It<A, B> {
    A(A),
    B(B),
}

impl<A: Iterator, B: Iterator<Item = A::Item>> Iterator for It<A, B> {
    type Item = A::Item;

    fn next(&mut self) -> Option<A::Item> {
        match self {
            It::A(a) => a.next(),
            It::B(b) => b.next(),
        }
    }
}

impl<A: DoubleEndedIterator, B: DoubleEndedIterator<Item = A::Item>> DoubleEndedIterator
    for It<A, B>
{
    fn next_back(&mut self) -> Option<A::Item> {
        match self {
            It::A(a) => a.next_back(),
            It::B(b) => b.next_back(),
        }
    }
}

impl<A: ExactSizeIterator, B: ExactSizeIterator<Item = A::Item>> ExactSizeIterator for It<A, B> {}
