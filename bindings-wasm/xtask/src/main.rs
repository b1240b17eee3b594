//! Writes the JavaScript glue: `xtask <wasm file> <folder>`.

use std::process::ExitCode;
use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match write(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

fn write(arguments: &[String]) -> Result<(), String> {
    let [wasm, folder] = arguments else {
        return Err("usage: xtask <wasm file> <folder>".to_owned());
    };
    let mut bindgen = Bindgen::new();
    // One kind of glue serves browsers, bundlers and Node.
    bindgen.web(true).map_err(|error| error.to_string())?;
    // The library leaves the module's own path out by default; without it `init()` asks for one.
    bindgen.input_path(wasm).out_name("native").omit_default_module_path(false);
    bindgen.remove_name_section(true).remove_producers_section(true).typescript(false);
    bindgen.generate(folder).map_err(|error| error.to_string())
}
