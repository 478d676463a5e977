//! `limbeck snapshot`: the database, or what the history builds, as YAML that `--snapshot` reads.

use super::{Context, Format, Outcome};
use crate::catalog::{Catalog, VersionTable, write_snapshot};
use crate::error::{Error, Result};
use crate::finding::Code;
use crate::history::Follow;
use crate::name::{Name, QualifiedName};
use crate::schema::Schema;

/// Print the database as YAML, for `--snapshot`
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The revision whose schema to print, replayed from nothing, instead of the database's
    #[arg(long, value_name = "REV", allow_hyphen_values = true)]
    at: Vec<String>,
}

/// Prints the snapshot.
pub fn run(args: &Args, context: &Context) -> Result<Outcome> {
    if !matches!(context.options().format, Format::Text | Format::Yaml) {
        let message = format!("a snapshot has no format `{}`", context.options().format.as_str());
        return Err(Error::new(Code::USAGE, message, "leave `--format` out: a snapshot is YAML"));
    }
    let catalog = if args.at.is_empty() {
        context.show(&context.database_findings(context.catalog()?));
        context.catalog()?.clone()
    } else {
        replayed(&args.at, context)?
    };
    let selected = catalog.without(&|object| context.is_outside(object));
    context.output().print(&write_snapshot(&selected)?);
    let broken = if args.at.is_empty() { Vec::new() } else { context.history()?.errors() };
    context.show(&broken);
    Ok(if broken.is_empty() { Outcome::Done } else { Outcome::Findings })
}

/// Returns the database that the history builds, stamped.
fn replayed(symbols: &[String], context: &Context) -> Result<Catalog> {
    let history = context.history()?;
    let (at, order) = context.upgrade_order_to(symbols)?;
    let settings = context.replay_settings()?;
    let replay = context.replay_on(Schema::default(), &order)?;
    if let Some(failure) = &replay.failure {
        let message =
            format!("revision `{}` fails on an empty database: {}", failure.revision, failure.refusal.message);
        let error = Error::new(Code::REPLAY_STOPPED, message, "`limbeck --empty preflight` says why");
        return Err(failure.place.iter().fold(error, |error, place| error.at(place.clone())));
    }
    let below =
        |rev| at.iter().any(|other| *other != rev && history.ancestors(&[*other], Follow::Dependencies).contains(rev));
    let mut rows: Vec<String> =
        at.iter().copied().filter(|rev| !below(*rev)).map(|rev| history.id(rev).to_string()).collect();
    rows.sort();
    let schema = settings.version_table_schema.clone().unwrap_or_else(Name::public);
    let name = QualifiedName::new(schema, settings.version_table);
    let version_tables = vec![VersionTable { name, rows: Some(rows), width: Some(32) }];
    Ok(Catalog { schema: replay.schema, version_tables, findings: Vec::new() })
}
