//! `limbeck heads`: the revisions nothing follows.

use super::{Context, Outcome};
use crate::error::Result;
use crate::history::{History, Rev};
use crate::render::alembic::{Line, Part, log_entry, one_line};
use crate::report::{HeadsReport, findings};

/// Show the head revisions, as `alembic heads` does
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Count a revision that another depends on as followed
    #[arg(long)]
    resolve_dependencies: bool,
}

/// Prints the heads.
pub fn run(args: &Args, context: &Context) -> Result<Outcome> {
    let history = context.history()?;
    let heads = if args.resolve_dependencies { history.real_heads() } else { history.heads() };
    let noticed = context.findings()?;
    let report = HeadsReport {
        heads: heads.iter().map(|head| history.id(*head).to_string()).collect(),
        findings: findings(&noticed),
    };
    context.answer(&text(history, &heads, context.options().verbose), &report, &noticed)
}

fn text(history: &History, heads: &[Rev], verbose: bool) -> String {
    let line = Line { branches: Part::Shown, ..Line::default() };
    let mut text = String::new();
    for head in heads {
        let shown =
            if verbose { log_entry(history, *head, &|_| false) } else { one_line(history, *head, line, &|_| false) };
        text.push_str(&shown);
        text.push('\n');
    }
    text
}
