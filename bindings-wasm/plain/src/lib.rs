//! The door for any WASM runtime: numbers in and out, texts in the module's memory; no imports.
//!
//! `bindings-wasm/plain/README.md` has the rules of memory and an example.
#![allow(unsafe_code, reason = "the names of exports")]

use safeguarding_rules::{Catalogue, Error, wire};
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The longest text that is held, in bytes.
const LONGEST: u32 = 64 * 1024 * 1024;

/// A text that the host may read or write, from its address on.
struct Held {
    bytes: Vec<u8>,
    /// It says why something was refused.
    refused: bool,
}

/// What an instance holds.
struct State {
    catalogue: Option<Catalogue>,
    held: BTreeMap<u32, Held>,
}

static STATE: Mutex<State> = Mutex::new(State { catalogue: None, held: BTreeMap::new() });

fn state() -> MutexGuard<'static, State> {
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

impl State {
    /// Keeps bytes until the host frees them; 0 where memory has no such address.
    fn keep(&mut self, bytes: Vec<u8>, refused: bool) -> u32 {
        let Ok(address) = u32::try_from(bytes.as_ptr().addr()) else { return 0 };
        self.held.insert(address, Held { bytes, refused });
        address
    }

    fn tell(&mut self, told: Result<String, Error>) -> u32 {
        let refused = told.is_err();
        let mut bytes = told.unwrap_or_else(|error| error.to_json()).into_bytes();
        if bytes.capacity() == 0 {
            // An address of its own.
            bytes.reserve(1);
        }
        self.keep(bytes, refused)
    }

    fn catalogue(&mut self) -> Catalogue {
        self.catalogue.get_or_insert_with(Catalogue::empty).clone()
    }

    /// Does something with the text at an address.
    fn with(
        &mut self,
        address: u32,
        action: impl FnOnce(&Catalogue, &str) -> Result<String, Error>,
    ) -> u32 {
        let catalogue = self.catalogue();
        let told = match self.held.get(&address) {
            Some(held) => wire::utf8(&held.bytes).and_then(|text| action(&catalogue, text)),
            None => {
                let message = "nothing is held at this address; allocate memory and write there";
                Err(Error::new("wire.freed", "", message))
            }
        };
        self.tell(told)
    }
}

/// Memory for a text of so many bytes; 0 where that is too much.
#[unsafe(no_mangle)]
pub extern "C" fn rules_allocate(length: u32) -> u32 {
    let Ok(bytes) = usize::try_from(length) else { return 0 };
    let mut text = Vec::new();
    if length > LONGEST || text.try_reserve_exact(bytes.max(1)).is_err() {
        return 0;
    }
    text.resize(bytes, 0);
    state().keep(text, false)
}

/// Gives the memory of a text back; an address at which nothing is held is left alone.
#[unsafe(no_mangle)]
pub extern "C" fn rules_free(address: u32) {
    state().held.remove(&address);
}

/// How many bytes the text at an address has.
#[unsafe(no_mangle)]
pub extern "C" fn rules_length(address: u32) -> u32 {
    let state = state();
    let length = state.held.get(&address).map(|held| u32::try_from(held.bytes.len()));
    length.and_then(Result::ok).unwrap_or(0)
}

/// 1 where the text at an address says why something was refused.
#[unsafe(no_mangle)]
pub extern "C" fn rules_refused(address: u32) -> u32 {
    state().held.get(&address).map_or(0, |held| u32::from(held.refused))
}

/// Adds packs to those at hand: a text of one pack a line, each without line breaks of its own.
/// Where one is refused nothing is added.
#[unsafe(no_mangle)]
pub extern "C" fn rules_load(address: u32) -> u32 {
    let mut state = state();
    let mut loaded = None;
    let told = state.with(address, |catalogue, text| {
        let texts: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
        let more = catalogue.with(&texts)?;
        let packs = wire::packs(&more);
        loaded = Some(more);
        Ok(packs)
    });
    if loaded.is_some() {
        state.catalogue = loaded;
    }
    told
}

/// Answers the request at an address.
#[unsafe(no_mangle)]
pub extern "C" fn rules_answer(address: u32) -> u32 {
    state().with(address, wire::answer)
}

/// The questions that the request at an address asks for.
#[unsafe(no_mangle)]
pub extern "C" fn rules_questions(address: u32) -> u32 {
    state().with(address, wire::questions)
}

/// The packs at hand.
#[unsafe(no_mangle)]
pub extern "C" fn rules_packs() -> u32 {
    let mut state = state();
    let packs = wire::packs(&state.catalogue());
    state.tell(Ok(packs))
}

/// The version of the library.
#[unsafe(no_mangle)]
pub extern "C" fn rules_version() -> u32 {
    state().tell(Ok(wire::version().to_owned()))
}
