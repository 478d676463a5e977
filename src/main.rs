//! Parses the command line, runs it on a thread with a stack that deep source cannot overflow, exits.

#![forbid(unsafe_code)]

use std::process::ExitCode;

/// Parsers recurse on what they read; address space costs nothing until it is used.
const STACK_BYTES: usize = 512 << 20;

fn main() -> ExitCode {
    let run = || limbeck::cli::run(std::env::args_os());
    match std::thread::Builder::new().name("limbeck".into()).stack_size(STACK_BYTES).spawn(run) {
        Ok(thread) => ExitCode::from(thread.join().unwrap_or(limbeck::cli::UNDECIDED)),
        Err(_) => ExitCode::from(run()),
    }
}
