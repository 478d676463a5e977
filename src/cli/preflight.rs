//! `limbeck preflight`: whether `alembic upgrade` would succeed on the database, and if not, where it ends.

use super::context::Kept;
use super::database::of_version_table;
use super::{Context, Outcome};
use crate::error::{Error, Result};
use crate::finding::{Code, Finding};
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
    let path = history.upgrade_path(&current, &args.target).map_err(|unresolved| {
        let rows_fail = args.from.is_empty() && history.upgrade_path(&current, "heads").is_err();
        let error = Error::from(unresolved);
        if rows_fail && history.errors().is_empty() { of_version_table(error) } else { error }
    })?;
    let order: Vec<RevisionId> = path.into_iter().map(|rev| history.id(rev).clone()).collect();
    let replay = context.replay_upgrade(&order)?;
    let mut noticed = context.findings()?;
    noticed.extend(replay.findings.iter().cloned());
    // Where Alembic does not find the version table, it begins with the first revision.
    let unusual = |finding: &&Finding| finding.code == Code::UNUSUAL_VERSION_TABLE;
    let unusual: Vec<Finding> = context.catalog()?.findings.iter().filter(unusual).cloned().collect();
    noticed.extend(unusual.iter().cloned());
    // A file that Alembic cannot load ends the upgrade before it begins.
    let broken = history.errors();
    let judged = preflight(replay, &broken);
    let report = PreflightReport::new(&judged, findings(&noticed));
    context.answer(&render::preflight(&report, context.options().verbose), &report, &[broken, unusual].concat())?;
    Ok(if judged.outcome == preflight::Outcome::Succeeds { Outcome::Done } else { Outcome::Findings })
}
