//! Lets the linker keep one copy of functions that are compiled to the same code, where it can.

use std::env;
use std::path::Path;
use std::process::{Command, Stdio};

const FOLDING: &str = "-Wl,--icf=all";

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    if env::var("CARGO_CFG_TARGET_OS").is_ok_and(|system| system == "linux") && links() {
        println!("cargo:rustc-cdylib-link-arg={FOLDING}");
        println!("cargo:rustc-cdylib-link-arg=-Wl,--build-id=none");
    }
}

/// Whether an empty library can be linked so, with the linker that will be used.
fn links() -> bool {
    let (Ok(rustc), Ok(target), Ok(folder)) =
        (env::var("RUSTC"), env::var("TARGET"), env::var("OUT_DIR"))
    else {
        return false;
    };
    let folder = Path::new(&folder);
    let (source, library) = (folder.join("empty.rs"), folder.join("empty.so"));
    if std::fs::write(&source, "").is_err() {
        return false;
    }
    let mut command = Command::new(rustc);
    if let Ok(flags) = env::var("CARGO_ENCODED_RUSTFLAGS") {
        command.args(flags.split('\u{1f}').filter(|flag| !flag.is_empty()));
    }
    if let Ok(linker) = env::var("RUSTC_LINKER") {
        command.arg(format!("-Clinker={linker}"));
    }
    command.args(["--edition=2024", "--crate-type=cdylib", "--target", &target]);
    command.arg(format!("-Clink-arg={FOLDING}")).arg("-o").arg(library).arg(source);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}
