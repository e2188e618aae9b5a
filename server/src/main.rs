//! The binary `keypool`.

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use server::arguments::Arguments;

#[tokio::main]
async fn main() -> ExitCode {
    match server::commands::run(Arguments::parse()).await {
        Ok(code) => code,
        Err(error) => {
            // Nothing is left to tell that the standard error stream is gone, too.
            let _unheard = writeln!(std::io::stderr(), "keypool: {}", server::chain(&error));
            ExitCode::FAILURE
        }
    }
}
