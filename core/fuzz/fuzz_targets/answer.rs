//! Any bytes as a request.
#![no_main]

mod properties;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| properties::any_bytes_as_a_request(bytes));
