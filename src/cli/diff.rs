//! `limbeck diff`: the replayed history against the database.

use super::{Context, Format, Outcome};
use crate::error::Result;
use crate::render::{diff as render, json};
use crate::replay::version_table::is_version_table;
use crate::replay::{Replay, Settings};
use crate::report::{DiffReport, DifferenceReport, ObjectUnknownReport, findings};
use crate::schema::{ObjectId, Touched, Unknown, compare, unknown_objects};

/// Compare the schema that the history builds with the database
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The revision to compare with [default: the stamped one]
    #[arg(long, value_name = "REV", allow_hyphen_values = true)]
    at: Vec<String>,
}

/// Prints the differences.
pub fn run(args: &Args, context: &Context) -> Result<Outcome> {
    let history = context.history()?;
    let symbols = if args.at.is_empty() { context.stamped_rows()? } else { args.at.clone() };
    let (at, order) = context.upgrade_order_to(&symbols)?;
    let actual = &context.catalog()?.schema;
    let settings = context.replay_settings()?;
    let mut replay = context.replay_of(&order)?;
    note_failure(&mut replay);
    let ignore = |object: &ObjectId| is_ignored(context, &settings, object);
    let differences = compare(&replay.schema, actual, &ignore);
    let unknown = unknown_objects(&replay.schema, actual).into_iter().filter(|(object, _)| !ignore(object));
    let noticed = context.findings()?;
    let report = DiffReport {
        at: at.iter().map(|rev| history.id(*rev).to_string()).collect(),
        differences: differences.iter().map(DifferenceReport::from).collect(),
        unknown: unknown
            .map(|(object, unknown)| ObjectUnknownReport::new(&object, &unknown, revision_of(context, &unknown)))
            .collect(),
        findings: findings(&noticed),
    };
    match context.options().format {
        Format::Text => context.output().print(&render::diff(&report)),
        Format::Json => context.output().print(&json::object(&report)?),
        other => return Err(context.unsupported(other)),
    }
    Ok(if report.differences.is_empty() { Outcome::Done } else { Outcome::Findings })
}

fn is_ignored(context: &Context, settings: &Settings, object: &ObjectId) -> bool {
    is_version_table(settings, object) || context.is_outside(object)
}

/// Past a revision that fails, nothing is known.
fn note_failure(replay: &mut Replay) {
    let Some(failure) = &replay.failure else { return };
    let reason = format!("revision `{}` fails when it is replayed: {}", failure.revision, failure.refusal.message);
    let unknown = Unknown::new(reason, failure.place.clone());
    replay.schema.unknown.push((Touched::Everything, unknown));
}

/// Returns the revision in whose file something unknown stands.
fn revision_of(context: &Context, unknown: &Unknown) -> Option<String> {
    let history = context.history().ok()?;
    let path = unknown.place.as_ref()?.path();
    let rev = history.all().find(|rev| history.revision(*rev).shown_path() == path)?;
    Some(history.id(rev).to_string())
}
