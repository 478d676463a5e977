//! `limbeck diff`: the replayed history against the database.

use super::database::of_version_table;
use super::{Context, Outcome};
use crate::diff::{Project, Way, diff};
use crate::error::{Error, Result};
use crate::finding::Code;
use crate::history::Rev;
use crate::render::diff as render;
use crate::report::{DiffReport, DifferenceReport, ObjectUnknownReport, findings};
use crate::schema::Unknown;

/// Compare the schema that the history builds with the database
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The revision to compare with [default: the stamped one]
    #[arg(long, value_name = "REV", allow_hyphen_values = true)]
    at: Vec<String>,
    /// Compare with what a downgrade from here to `--at` leaves (repeatable)
    #[arg(long, value_name = "REV", requires = "at")]
    from: Vec<String>,
}

/// Prints the differences.
pub fn run(args: &Args, context: &Context) -> Result<Outcome> {
    let history = context.history()?;
    let symbols = if args.at.is_empty() { context.stamped_rows()? } else { args.at.clone() };
    let at = context.revisions_at(&symbols);
    let at: Vec<Rev> = if args.at.is_empty() { at.map_err(of_version_table)? } else { at? };
    let way = way(args, &at, context)?;
    let (start, settings) = context.beginning()?;
    let project = Project { history, scripts: context.scripts()?, start: &start, settings: &settings };
    let found = diff(project, &way, context.view()?.catalog, &|object| context.is_outside(object));
    let unknown = found
        .unknown
        .iter()
        .map(|(object, unknown)| ObjectUnknownReport::new(object, unknown, revision_of(context, unknown)));
    let report = DiffReport {
        at: at.iter().map(|rev| history.id(*rev).to_string()).collect(),
        alongside: found.alongside.iter().map(ToString::to_string).collect(),
        differences: found.differences.iter().map(DifferenceReport::from).collect(),
        unknown: unknown.collect(),
        findings: findings(&context.findings()?),
    };
    let answered = context.answer(&render::diff(&report), &report, &history.errors())?;
    Ok(if report.differences.is_empty() { answered } else { Outcome::Findings })
}

/// Returns how the database comes to `at`: up to there, or up to `--from` and down again.
fn way(args: &Args, at: &[Rev], context: &Context) -> Result<Way> {
    if args.from.is_empty() {
        return Ok(Way { up: at.to_vec(), down: Vec::new() });
    }
    let [target] = args.at.as_slice() else {
        let message = "a downgrade has one target, and several are named";
        return Err(Error::new(Code::USAGE, message, "name one revision with `--at`"));
    };
    let history = context.history()?;
    let up = context.revisions_at(&args.from)?;
    let rows: Vec<&str> = up.iter().map(|rev| history.id(*rev).as_str()).collect();
    Ok(Way { down: history.downgrade_path(&rows, target)?, up })
}

/// Returns the revision in whose file something unknown stands.
fn revision_of(context: &Context, unknown: &Unknown) -> Option<String> {
    let history = context.history().ok()?;
    let path = unknown.place.as_ref()?.path();
    let rev = history.all().find(|rev| history.revision(*rev).shown_path() == path)?;
    Some(history.id(rev).to_string())
}
