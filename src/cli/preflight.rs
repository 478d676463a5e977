//! `limbeck preflight`: whether `alembic upgrade` would succeed on the database, and if not, where it ends.

use super::context::Kept;
use super::{Context, Outcome};
use crate::error::Result;
use crate::preflight::{self, preflight};
use crate::render::diff as render;
use crate::report::{PreflightReport, findings};
use crate::revision::RevisionId;

/// Tell whether `alembic upgrade TARGET` would succeed on the database
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Where to upgrade to
    #[arg(default_value = "heads", allow_hyphen_values = true)]
    target: String,
    /// Where the database is, instead of what its version table says (repeatable)
    #[arg(long, value_name = "REV", allow_hyphen_values = true)]
    from: Vec<String>,
}

/// Prints the outcome.
pub fn run(args: &Args, context: &Context) -> Result<Outcome> {
    *context.session.borrow_mut() = Kept::Wanted;
    let history = context.history()?;
    let rows = if args.from.is_empty() { context.stamped_rows()? } else { args.from.clone() };
    let current: Vec<&str> = rows.iter().map(String::as_str).collect();
    let path = history.upgrade_path(&current, &args.target)?;
    let order: Vec<RevisionId> = path.into_iter().map(|rev| history.id(rev).clone()).collect();
    let replay = context.replay_upgrade(&order)?;
    let mut noticed = context.findings()?;
    noticed.extend(replay.findings.iter().cloned());
    // A file that Alembic cannot load ends the upgrade before it begins.
    let broken = history.errors();
    let judged = preflight(replay, &broken);
    let report = PreflightReport::new(&judged, findings(&noticed));
    context.answer(&render::preflight(&report, context.options().verbose), &report, &broken)?;
    Ok(if judged.outcome == preflight::Outcome::Succeeds { Outcome::Done } else { Outcome::Findings })
}
