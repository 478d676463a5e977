//! Standard output, standard error and the exit status. A reader that went away is no error.

use super::{Color, Format, Options, Outcome};
use crate::error::Result;
use crate::render::diagnostic::{self, Paint};
use crate::render::json;
use std::ffi::OsString;
use std::io::{IsTerminal, Write};

/// The exit status of a command that could not decide: bad usage, unreadable input, no connection.
pub const UNDECIDED: u8 = 2;

/// Where answers and complaints go.
#[derive(Clone, Copy, Debug)]
pub struct Output {
    format: Format,
    color: Color,
    quiet: bool,
}

impl Output {
    /// Returns the output the options ask for.
    #[must_use]
    pub fn new(options: &Options) -> Self {
        Self { format: options.format, color: options.color, quiet: options.quiet }
    }

    /// Returns the output of a command line that could not be understood.
    #[must_use]
    pub fn plain() -> Self {
        Self { format: Format::Text, color: Color::Never, quiet: false }
    }

    /// Prints to standard output.
    pub fn print(&self, text: &str) {
        if !self.quiet {
            write_all(&mut std::io::stdout().lock(), text);
        }
    }

    /// Prints to standard error.
    pub fn complain(&self, text: &str) {
        if !self.quiet {
            write_all(&mut std::io::stderr().lock(), text);
        }
    }

    /// Returns whether standard error takes colours: `--color`, else `NO_COLOR`, else whether it is a terminal.
    #[must_use]
    pub fn paint(&self) -> Paint {
        let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        match self.color {
            Color::Always => Paint::Coloured,
            Color::Auto if !refused && std::io::stderr().is_terminal() => Paint::Coloured,
            Color::Auto | Color::Never => Paint::Plain,
        }
    }

    /// Prints the error a command ended with, if it did, and returns the exit status.
    #[must_use]
    pub fn finish(&self, outcome: Result<Outcome>) -> u8 {
        match outcome {
            Ok(Outcome::Done) => 0,
            Ok(Outcome::Findings) => 1,
            Ok(Outcome::Undecided) => UNDECIDED,
            Err(error) => {
                if self.format == Format::Json {
                    self.print(&json::failure(&error));
                } else {
                    self.complain(&diagnostic::error(&error, self.paint()));
                }
                UNDECIDED
            }
        }
    }
}

/// Returns whether arguments that could not be parsed ask for JSON.
pub(super) fn wants_json(arguments: &[OsString]) -> bool {
    let pair = arguments.windows(2).any(|pair| matches!(pair, [left, right] if left == "--format" && right == "json"));
    pair || arguments.iter().any(|argument| argument == "--format=json")
}

/// `-c` names the configuration, but after `current` it is Alembic's `--check-heads`.
pub(super) fn rewrite_check_heads(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let is_option = |argument: &OsString| argument.to_string_lossy().starts_with('-');
    let command = (1..arguments.len()).find(|at| {
        let before_is_option = arguments.get(at - 1).is_some_and(|before| *at > 1 && is_option(before));
        arguments.get(*at).is_some_and(|argument| argument == "current") && !before_is_option
    });
    for argument in arguments.iter_mut().skip(command.map_or(usize::MAX, |at| at + 1)) {
        if argument == "-c" {
            *argument = "--check-heads".into();
        }
    }
    arguments
}

fn write_all(stream: &mut impl Write, text: &str) {
    // Nobody is left to tell where a pipe is closed or a disk is full.
    let _ = stream.write_all(text.as_bytes()).and_then(|()| stream.flush());
}
