//! The fuzzer's corpus as ordinary tests: every text that was ever of interest.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test says what it expects by panicking, and names the text at which it does"
)]

#[path = "../fuzz/fuzz_targets/properties.rs"]
mod properties;

/// The texts of one target; each is named when it fails.
fn each_of(target: &str, check: impl Fn(&[u8])) {
    let folder = format!("{}/fuzz/corpus/{target}", env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 20, "the corpus is lost");
    for file in files {
        println!("{}", file.display());
        check(&std::fs::read(file).unwrap());
    }
}

#[test]
fn every_request_of_the_corpus_is_refused_or_answered() {
    each_of("answer", properties::any_bytes_as_a_request);
}

#[test]
fn every_pack_of_the_corpus_is_refused_or_answers() {
    each_of("packs", |bytes| {
        if let Ok(text) = std::str::from_utf8(bytes) {
            properties::any_text_as_a_pack(text);
        }
    });
}
