//! `islands-bindgen IN.wasm OUT_DIR`: what the wasm-bindgen program does, from its library.
//!
//! The library must be of exactly the version that the islands are compiled with, and refuses
//! any other. Building it takes a fifth of the time that installing the program takes.

use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [input, output] = args.as_slice() else {
        eprintln!("usage: islands-bindgen IN.wasm OUT_DIR");
        return ExitCode::from(2);
    };
    match bind(input, output) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("islands-bindgen: {problem}");
            ExitCode::FAILURE
        }
    }
}

/// Writes `OUT_DIR/islands.js` (an ES module for browsers) and `OUT_DIR/islands_bg.wasm`.
fn bind(input: &str, output: &str) -> Result<(), Box<dyn std::error::Error>> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(input)
        .out_name("islands")
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        // The page says where the module is: its name carries a hash of its content.
        .omit_default_module_path(true);
    bindgen.generate(output)?;
    Ok(())
}
