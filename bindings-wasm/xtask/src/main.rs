//! Writes the JavaScript glue: `xtask <wasm file> <web|nodejs|bundler> <folder>`.

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
    let [wasm, target, folder] = arguments else {
        return Err("usage: xtask <wasm file> <web|nodejs|bundler> <folder>".to_owned());
    };
    let mut bindgen = Bindgen::new();
    // The library leaves the module's own path out by default; without it `init()` asks for one.
    bindgen.input_path(wasm).typescript(true).out_name("native").omit_default_module_path(false);
    bindgen.remove_name_section(true).remove_producers_section(true);
    let chosen = match target.as_str() {
        "web" => bindgen.web(true),
        "nodejs" => bindgen.nodejs(true),
        "bundler" => bindgen.bundler(true),
        other => {
            return Err(format!("there is no target `{other}`; expected web, nodejs or bundler"));
        }
    };
    chosen.map_err(|error| error.to_string())?;
    bindgen.generate(folder).map_err(|error| error.to_string())
}
