//! The command line (DESIGN §7): one file per command, each an `Args` and a `run`. Opens files and connections lazily,
//! prints what `render` made, and turns the outcome into an exit status.

mod audit;
mod branches;
mod contents;
mod context;
mod current;
mod database;
mod demands;
mod diff;
mod heads;
mod history;
mod judgement;
mod options;
mod output;
mod past;
mod plan;
mod preflight;
mod probes;
mod replaying;
mod show;
mod snapshot;
mod sql;
mod tenants;

pub use context::Context;
pub use database::Location;
pub use options::{Color, Format, Options};
pub use output::{Output, UNDECIDED};

use crate::error::{Error, Result};
use crate::finding::Code;
use crate::render::json;
use clap::error::ErrorKind;
use clap::{Parser, Subcommand};
use std::ffi::OsString;

/// How a command that could answer ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// In order, or done: exit status 0.
    Done,
    /// Findings, or work to do: exit status 1.
    Findings,
    /// Some of what was asked could not be decided, and nothing else was found: exit status 2.
    Undecided,
}

/// Which revisions of an Alembic history are really in a PostgreSQL database, and what to do about it.
#[derive(Debug, Parser)]
#[command(name = "limbeck", version, max_term_width = 110, disable_help_subcommand = true)]
struct Arguments {
    #[command(flatten)]
    options: Options,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Heads(heads::Args),
    Branches(branches::Args),
    History(history::Args),
    Show(show::Args),
    Snapshot(snapshot::Args),
    Sql(sql::Args),
    Current(current::Args),
    Audit(audit::Args),
    Diff(diff::Args),
    Plan(plan::Args),
    Preflight(preflight::Args),
}

impl Command {
    fn run(&self, context: &Context) -> Result<Outcome> {
        match self {
            Self::Heads(args) => heads::run(args, context),
            Self::Branches(args) => branches::run(args, context),
            Self::History(args) => history::run(args, context),
            Self::Show(args) => show::run(args, context),
            Self::Snapshot(args) => snapshot::run(args, context),
            Self::Sql(args) => sql::run(args, context),
            Self::Current(args) => current::run(args, context),
            Self::Audit(args) => audit::run(args, context),
            Self::Diff(args) => diff::run(args, context),
            Self::Plan(args) => plan::run(args, context),
            Self::Preflight(args) => preflight::run(args, context),
        }
    }
}

/// Runs the command line and returns the exit status.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let arguments: Vec<OsString> = output::rewrite_check_heads(arguments.into_iter().collect());
    match Arguments::try_parse_from(&arguments) {
        Ok(parsed) => {
            let context = Context::new(parsed.options);
            let outcome = parsed.command.run(&context);
            let status = context.output().finish(outcome);
            // The process ends here; taking a large history apart would only cost time.
            std::mem::forget(context);
            status
        }
        Err(error) => usage(&error, &arguments),
    }
}

/// Prints help, the version, or what is wrong with the arguments.
fn usage(error: &clap::Error, arguments: &[OsString]) -> u8 {
    let output = Output::plain();
    let text = error.render().to_string();
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        output.print(&text);
        return 0;
    }
    if output::wants_json(arguments) {
        let message = text.lines().next().unwrap_or("").trim_start_matches("error: ").to_owned();
        output.print(&json::failure(&Error::new(Code::USAGE, message, "`limbeck --help` lists commands and options")));
    } else {
        output.complain(&text);
    }
    UNDECIDED
}
