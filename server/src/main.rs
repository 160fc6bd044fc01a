//! The binary: settings, start-up, middleware, jobs, commands.

mod commands;
mod house;
mod log;
mod serve;
mod settings;
mod stop;
mod web;

use std::process::ExitCode;

use clap::Parser as _;

use commands::Command;
use settings::Settings;

/// Guyub, the market of koperasi members.
///
/// Settings come from environment variables; `guyub settings` lists them.
#[derive(clap::Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if matches!(arguments.command, Command::Settings) {
        print!("{}", settings::print());
        return check_settings();
    }
    let settings = match Settings::from_env() {
        Ok(settings) => settings,
        Err(wrong) => return complain(&wrong.join("\nguyub: ")),
    };
    log::start(&settings);
    // Queries wait for PostgreSQL and pages are short: more workers than cores keep one slow page
    // from holding the others up.
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(cores.max(4)).enable_all().build();
    let done = match runtime {
        Ok(runtime) => runtime.block_on(commands::run(arguments.command, settings)),
        Err(e) => Err(stop::Stop::new(format!("the runtime cannot be started: {e}"))),
    };
    match done {
        Ok(code) => code,
        Err(stop) => complain(&stop.to_string()),
    }
}

fn check_settings() -> ExitCode {
    match Settings::from_env() {
        Ok(_) => ExitCode::SUCCESS,
        Err(wrong) => complain(&wrong.join("\nguyub: ")),
    }
}

fn complain(sentence: &str) -> ExitCode {
    eprintln!("guyub: {sentence}");
    ExitCode::FAILURE
}
