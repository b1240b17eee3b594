//! Writes the JavaScript glue: `xtask <wasm file> <folder> <name>`.

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
    let [wasm, folder, name] = arguments else {
        return Err("usage: xtask <wasm file> <folder> <name>".to_owned());
    };
    let mut bindgen = Bindgen::new();
    // One kind of glue serves browsers, bundlers and Node.
    bindgen.web(true).map_err(|error| error.to_string())?;
    // The library leaves the module's own path out by default; without it `init()` asks for one.
    bindgen.input_path(wasm).out_name(name).omit_default_module_path(false);
    bindgen.remove_name_section(true).remove_producers_section(true).typescript(false);
    bindgen.generate(folder).map_err(|error| error.to_string())?;
    let glue = std::path::Path::new(folder).join(format!("{name}.js"));
    let text = std::fs::read_to_string(&glue).map_err(|error| error.to_string())?;
    std::fs::write(glue, without_comments(&text)).map_err(|error| error.to_string())
}

/// The glue without its block comments, which every page would load.
fn without_comments(text: &str) -> String {
    let mut inside = false;
    let is_kept = |line: &&str| {
        let line = line.trim();
        let is_comment = inside || line.starts_with("/*");
        inside = is_comment && !line.ends_with("*/");
        !is_comment
    };
    text.lines().filter(is_kept).flat_map(|line| [line, "\n"]).collect()
}
