//! Any text as a pack.
#![no_main]

mod properties;

libfuzzer_sys::fuzz_target!(|text: &str| properties::any_text_as_a_pack(text));
