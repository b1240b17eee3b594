//! Keeps the house tidy: each rule of style that a machine can check is a test here.
#![expect(clippy::expect_used, reason = "a test says what it expects by panicking")]

mod floors;
mod manifests;
mod prose;
mod sources;
mod tree;
