//! `limbeck history`: the revisions, newest first.

use super::{Context, Outcome};
use crate::error::{Error, Result};
use crate::finding::Code;
use crate::history::{History, Rev, RevSet, Symbols, range_error};
use crate::render::alembic::{Line, Part, log_entry, one_line};
use crate::report::{RevisionsReport, findings};

/// List the revisions, newest first, as `alembic history` does
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only a range: [start]:[end]
    #[arg(short, long, value_name = "START:END", allow_hyphen_values = true)]
    rev_range: Option<String>,
    /// Mark the revisions the database is at
    #[arg(short, long)]
    indicate_current: bool,
}

/// What the database says, where the range or a flag asks for it.
struct Stamped {
    ids: Vec<String>,
    marked: RevSet,
}

/// Prints the revisions.
pub fn run(args: &Args, context: &Context) -> Result<Outcome> {
    let history = context.history()?;
    let (start, end) = match &args.rev_range {
        None => ("", ""),
        Some(range) => ends(range)?,
    };
    let asks_database = args.indicate_current || start == "current" || end == "current";
    let stamped = if asks_database { Some(stamped(args, context, history)?) } else { None };
    let ids: Vec<&str> = stamped.iter().flat_map(|stamped| &stamped.ids).map(String::as_str).collect();
    // No row is no end: Python takes the empty tuple for nothing given. And Alembic looks at the end first: `current:current` is the range from "current", which nothing is called.
    let upper = match end {
        "" => Symbols::One("heads"),
        "current" if ids.is_empty() => Symbols::One("heads"),
        "current" => Symbols::Several(&ids),
        symbol => Symbols::One(symbol),
    };
    let lower = match start {
        "" => Symbols::One("base"),
        "current" if end != "current" && ids.is_empty() => Symbols::One("base"),
        "current" if end != "current" => Symbols::Several(&ids),
        symbol => Symbols::One(symbol),
    };
    let revs = history.range(lower, upper).map_err(|unresolved| range_error(unresolved, start, end))?;
    let noticed = context.findings()?;
    let mut revisions = context.reports_for_format(&revs)?;
    for (report, rev) in revisions.iter_mut().zip(&revs) {
        report.is_current = stamped.as_ref().map(|stamped| stamped.marked.contains(*rev));
    }
    let report = RevisionsReport { revisions, findings: findings(&noticed) };
    context.answer(&text(history, &revs, stamped.as_ref(), context.options().verbose), &report, &noticed)
}

fn ends(range: &str) -> Result<(&str, &str)> {
    let parts: Vec<&str> = range.trim().split(':').collect();
    match &parts[..] {
        [start, end] => Ok((start, end)),
        _ => Err(Error::new(
            Code::USAGE,
            format!("`{range}` is no range"),
            "write `-r [start]:[end]`, for example `-r ae10:head` or `-r -3:`",
        )),
    }
}

fn stamped(args: &Args, context: &Context, history: &History) -> Result<Stamped> {
    let ids = context.stamped_rows()?;
    let mut marked = history.no_revisions();
    if args.indicate_current {
        marked.extend(ids.iter().filter_map(|id| history.find(id)));
    }
    Ok(Stamped { ids, marked })
}

fn text(history: &History, revs: &[Rev], stamped: Option<&Stamped>, verbose: bool) -> String {
    let current = |rev: Rev| stamped.is_some_and(|stamped| stamped.marked.contains(rev));
    let line = Line { branches: Part::Shown, doc: Part::Shown, parents: Part::Shown, tree: Part::Shown };
    let mut text = String::new();
    for rev in revs {
        let shown = if verbose { log_entry(history, *rev, &current) } else { one_line(history, *rev, line, &current) };
        text.push_str(&shown);
        text.push('\n');
    }
    text
}
