//! Tries mutants one after the other in one program: what is kept is asked with each of them on.
//!
//! Copied by `run.py` into the tests of a tree with all mutants in it, where the modules of `kept` lie
//! beside it. Whatever reaches a mutant is known beforehand, so that only that is asked; a mutant that
//! hangs or ends the program ends a process of its own alone.
//! `DRIVE` names a file with the numbers to try, `DRIVE_OUT` one that is written, a line for each;
//! `DRIVE_TIME` is how many milliseconds are spent on one at most.

#[path = "kept/all.rs"]
mod all;

use all::{Item, Packs, items};
use mutswitch::{ACTIVE, HITS};
use safeguarding_rules::{Catalogue, Error};
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

/// Packs by the place where they are kept.
type Catalogues = HashMap<*const Packs, Result<Catalogue, Error>>;

unsafe extern "C" {
    fn fork() -> i32;
    fn waitpid(process: i32, status: *mut i32, options: i32) -> i32;
    fn kill(process: i32, signal: i32) -> i32;
    fn _exit(code: i32) -> !;
    fn mmap(at: *mut u8, bytes: usize, may: i32, flags: i32, file: i32, from: i64) -> *mut u8;
}

/// What a process says while it tries: which one, since when, and how it ended.
struct Shared(&'static [AtomicU64]);

const AT: usize = 0;
const SINCE: usize = 1;
const ENDED: usize = 2;
const ALL_TRIED: u64 = 1;
/// Something of the packs is kept that a mutant made; a new process begins behind it.
const SPOILT: u64 = 2;

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// Which were asked about since the last time.
fn hits() -> Vec<u32> {
    let all = HITS.iter().zip(0..);
    all.filter(|(hit, _)| hit.swap(0, Relaxed) != 0).map(|(_, number)| number).collect()
}

fn is_loaded_anew(packs: &Packs) -> bool {
    matches!(packs, Packs::Alone(_))
}

fn load(items: &[Item]) -> Catalogues {
    let mut all = Catalogues::new();
    for item in items {
        all.entry(Arc::as_ptr(&item.packs)).or_insert_with(|| item.packs.load());
    }
    all
}

fn ask(item: &Item, catalogues: &Catalogues) -> u64 {
    hash(&match is_loaded_anew(&item.packs) {
        true => item.answered(&item.packs.load()),
        false => item.answered(&catalogues[&Arc::as_ptr(&item.packs)]),
    })
}

/// Everything that is known before the first mutant is tried.
struct Bench {
    items: Vec<Item>,
    catalogues: Catalogues,
    right: Vec<u64>,
    takes: Vec<Duration>,
    /// Of each mutant the items that reach it.
    reached_by: HashMap<u32, Vec<usize>>,
    /// Reached while packs are loaded, and by what is first asked of them.
    loading: HashSet<u32>,
    cold: HashSet<u32>,
    most: Duration,
}

impl Bench {
    fn new(most: Duration) -> Bench {
        let items = items();
        hits();
        let catalogues = load(&items);
        let loading = hits().into_iter().collect();
        let at_hand = items.iter().filter(|item| !is_loaded_anew(&item.packs));
        at_hand.for_each(|item| drop(ask(item, &catalogues)));
        let cold = hits().into_iter().collect();
        let (mut right, mut takes) = (Vec::new(), Vec::new());
        let mut reached_by: HashMap<u32, Vec<usize>> = HashMap::new();
        for (index, item) in items.iter().enumerate() {
            let begun = Instant::now();
            right.push(ask(item, &catalogues));
            takes.push(begun.elapsed());
            hits().into_iter().for_each(|hit| reached_by.entry(hit).or_default().push(index));
        }
        Bench { items, catalogues, right, takes, reached_by, loading, cold, most }
    }

    /// What quickly answers first, and the rest in no order of files.
    fn order(&self, mut items: Vec<usize>) -> Vec<usize> {
        let mixed = |index: usize| (index as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 20;
        items.sort_by_key(|index| (self.takes[*index].as_micros() / 3000, mixed(*index)));
        items
    }

    /// How a mutant fares, and whether packs were spoilt by it.
    fn fate(&self, mutant: u32) -> (String, bool) {
        let own = self.order(self.reached_by.get(&mutant).cloned().unwrap_or_default());
        let is_reached = !own.is_empty();
        let begun = Instant::now();
        for index in own {
            if begun.elapsed() > self.most {
                return ("out of time".to_owned(), false);
            }
            let item = &self.items[index];
            ACTIVE.store(mutant, Relaxed);
            let got = catch_unwind(AssertUnwindSafe(|| ask(item, &self.catalogues))).ok();
            ACTIVE.store(u32::MAX, Relaxed);
            if got != Some(self.right[index]) {
                let is_spoilt = ask(item, &self.catalogues) != self.right[index];
                return (format!("killed by {}", item.group), is_spoilt);
            }
        }
        let loads = self.loading.contains(&mutant);
        if !loads && (is_reached || !self.cold.contains(&mutant)) {
            let fate = if is_reached { "survived" } else { "not reached" };
            return (fate.to_owned(), false);
        }
        ACTIVE.store(mutant, Relaxed);
        let fate = catch_unwind(AssertUnwindSafe(|| self.loaded_anew()));
        ACTIVE.store(u32::MAX, Relaxed);
        (fate.unwrap_or_else(|_| "killed by a panic".to_owned()), false)
    }

    /// Asks of packs that are loaded with the mutant on.
    fn loaded_anew(&self) -> String {
        let begun = Instant::now();
        let mut catalogues = Catalogues::new();
        let at_hand = |index: &usize| {
            !is_loaded_anew(&self.items[*index].packs)
                && self.takes[*index] < Duration::from_millis(15)
        };
        for index in self.order((0..self.items.len()).filter(at_hand).collect()) {
            if begun.elapsed() > self.most {
                return "out of time".to_owned();
            }
            let item = &self.items[index];
            let packs = Arc::as_ptr(&item.packs);
            let loaded = catalogues.entry(packs).or_insert_with(|| item.packs.load());
            if hash(&item.answered(loaded)) != self.right[index] {
                return format!("killed by {}", item.group);
            }
        }
        "survived".to_owned()
    }
}

#[test]
fn drive() {
    let read = |name: &str| std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set"));
    let todo = std::fs::read_to_string(read("DRIVE")).unwrap();
    let todo: Vec<u32> = todo.split_whitespace().map(|number| number.parse().unwrap()).collect();
    let mut out =
        std::fs::OpenOptions::new().append(true).create(true).open(read("DRIVE_OUT")).unwrap();
    let most = Duration::from_millis(read("DRIVE_TIME").parse().unwrap());
    let never_ends = 3 * u64::try_from(most.as_millis()).unwrap();
    let bench = Bench::new(most);
    std::panic::set_hook(Box::new(|_| {}));
    // SAFETY: a page of its own that processes share, all zero, and never given back.
    let shared = Shared(unsafe {
        let page = mmap(std::ptr::null_mut(), 4096, 3, 0x21, -1, 0);
        std::slice::from_raw_parts(page.cast(), 3)
    });
    let begun = Instant::now();
    let now = || u64::try_from(begun.elapsed().as_millis()).unwrap();
    let mut from = 0;
    while from < todo.len() {
        let shared = &shared.0;
        shared[AT].store(from as u64, Relaxed);
        shared[SINCE].store(now(), Relaxed);
        shared[ENDED].store(0, Relaxed);
        // SAFETY: no other thread of this program does anything.
        let process = unsafe { fork() };
        if process == 0 {
            for (index, mutant) in todo.iter().enumerate().skip(from) {
                shared[AT].store(index as u64, Relaxed);
                shared[SINCE].store(now(), Relaxed);
                let (fate, is_spoilt) = bench.fate(*mutant);
                writeln!(out, "{mutant} {fate}").unwrap();
                if is_spoilt {
                    shared[ENDED].store(SPOILT, Relaxed);
                    // SAFETY: nothing of this process is needed any more.
                    unsafe { _exit(0) }
                }
            }
            shared[ENDED].store(ALL_TRIED, Relaxed);
            // SAFETY: as above.
            unsafe { _exit(0) }
        }
        let mut status = 0;
        loop {
            std::thread::sleep(Duration::from_millis(20));
            // SAFETY: the process is a child of this one that nobody else waits for.
            unsafe {
                if waitpid(process, &raw mut status, 1) == process {
                    break;
                }
                if now() > shared[SINCE].load(Relaxed) + never_ends {
                    kill(process, 9);
                    waitpid(process, &raw mut status, 0);
                    break;
                }
            }
        }
        let at = usize::try_from(shared[AT].load(Relaxed)).unwrap();
        match shared[ENDED].load(Relaxed) {
            ALL_TRIED => break,
            SPOILT => {}
            _ => writeln!(out, "{} killed by its end, or never ended", todo[at]).unwrap(),
        }
        from = at + 1;
    }
}
