//! `limbeck sql`: what Alembic would run, as SQL, with the rows of the version table that each step writes.

use super::{Context, Outcome};
use crate::error::{Error, Result};
use crate::finding::Code;
use crate::history::{Follow, History, Rev, Step, VersionRows};
use crate::render::migration::{Key, Transactions, VersionTable, comment, heading, script, statement};
use crate::replay::{Direction, Refused, Sent, Unrecorded, replay_onward};
use crate::report::{MigrationReport, Piece, StepReport, findings, pieces};
use crate::revision::RevisionId;
use crate::schema::Schema;
use std::collections::BTreeMap;

/// Print what Alembic would run, as SQL with the version-table statements
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// What `alembic upgrade TARGET` runs
    Upgrade(Target),
    /// What `alembic downgrade TARGET` runs
    Downgrade(Target),
    /// What `alembic stamp TARGET` writes
    Stamp(Stamp),
}

#[derive(Debug, clap::Args)]
struct Target {
    /// Where to go: a revision, head, heads, base, +N, -N, branch@…; or FROM:TARGET
    #[arg(allow_hyphen_values = true)]
    target: String,
    /// Where the database is (repeatable; `current` for its rows) [default: its rows where one is named, else base]
    #[arg(long, value_name = "REV", allow_hyphen_values = true)]
    from: Vec<String>,
}

#[derive(Debug, clap::Args)]
struct Stamp {
    /// What to stamp: revisions, head, heads, base, branch@…; or FROM:TARGET
    #[arg(required = true, value_name = "TARGET")]
    targets: Vec<String>,
    /// Where the database is (repeatable; `current` for its rows) [default: its rows where one is named, else base]
    #[arg(long, value_name = "REV", allow_hyphen_values = true)]
    from: Vec<String>,
    /// Empty the version table first
    #[arg(long)]
    purge: bool,
}

/// What happens, before it is written down.
struct Migration {
    rows: Vec<String>,
    steps: Vec<Step>,
    /// What empties the version table first.
    purge: Vec<String>,
}

/// Prints the steps.
pub fn run(args: &Args, context: &Context) -> Result<Outcome> {
    let history = context.history()?;
    let table = version_table(context)?;
    let migration = match &args.command {
        Command::Upgrade(target) => {
            let (rows, target) = route(target, context)?;
            let steps = history.upgrade_steps(&borrowed(&rows), &target)?;
            Migration { rows, steps, purge: Vec::new() }
        }
        Command::Downgrade(target) => {
            if target.from.is_empty() && !target.target.contains(':') && !names_database(context) {
                let help = "say where it starts: `--from REV`, or `--from current` for the rows of the database";
                return Err(Error::new(Code::USAGE, "a downgrade starts at a revision that is not named", help));
            }
            let (rows, target) = route(target, context)?;
            let steps = history.downgrade_steps(&borrowed(&rows), &target)?;
            Migration { rows, steps, purge: Vec::new() }
        }
        Command::Stamp(stamp) => stamped(stamp, context, history, &table)?,
    };
    let bodies = bodies(context, history, &migration)?;
    let (scripts, steps) = written(history, &migration, &table, &bodies)?;
    let each = context.scripts()?.env().transaction_per_migration.known() == Some(true);
    let text = script(&scripts, if each { Transactions::EachStep } else { Transactions::One });
    let mut noticed = context.findings()?;
    noticed.extend(context.environment_findings());
    context.answer(&text, &MigrationReport { steps, findings: findings(&noticed) }, &noticed)
}

fn stamped(stamp: &Stamp, context: &Context, history: &History, table: &VersionTable) -> Result<Migration> {
    let mut from = stamp.from.clone();
    let mut targets = Vec::new();
    for target in &stamp.targets {
        let (start, target) = split(target);
        if let Some(start) = start {
            if from.is_empty() {
                from.push(start);
            } else if from != [start] {
                let help = "name the start once: `--from REV`";
                return Err(Error::new(Code::USAGE, "a stamp has one starting point, and several are named", help));
            }
        }
        targets.push(target);
    }
    let rows = if stamp.purge { Vec::new() } else { resolve_rows(&from, context)? };
    let steps = history.stamp_steps(&borrowed(&rows), &borrowed(&targets))?;
    Ok(Migration { rows, steps, purge: if stamp.purge { table.purge() } else { Vec::new() } })
}

/// Returns the rows and the target of `FROM:TARGET`, or of `TARGET` and `--from`.
fn route(target: &Target, context: &Context) -> Result<(Vec<String>, String)> {
    let mut from = target.from.clone();
    let (start, end) = split(&target.target);
    if let Some(start) = start {
        if !from.is_empty() {
            let help = "write `FROM:TARGET`, or `TARGET --from FROM`";
            return Err(Error::new(Code::USAGE, "the start is named twice", help));
        }
        from.push(start);
    }
    Ok((resolve_rows(&from, context)?, end))
}

fn split(target: &str) -> (Option<String>, String) {
    match target.split_once(':') {
        Some((start, end)) => (Some(start.to_owned()).filter(|start| !start.is_empty()), end.to_owned()),
        None => (None, target.to_owned()),
    }
}

/// Returns the rows that `--from` means (`MigrationContext.get_current_heads`).
fn resolve_rows(from: &[String], context: &Context) -> Result<Vec<String>> {
    if from.is_empty() {
        return if names_database(context) { rows_of_database(context) } else { Ok(Vec::new()) };
    }
    let history = context.history()?;
    let mut rows = Vec::new();
    for symbol in from {
        match symbol.as_str() {
            "base" => {}
            "current" => rows.extend(rows_of_database(context)?),
            symbol => rows.extend(history.resolve_one(symbol)?.map(|rev| history.id(rev).to_string())),
        }
    }
    Ok(rows)
}

/// Alembic fails where a statement on the version table meets two rows.
fn rows_of_database(context: &Context) -> Result<Vec<String>> {
    let rows = context.stamped_rows()?;
    let repeated = rows.iter().enumerate().find(|(at, row)| rows.iter().take(*at).any(|other| other == *row));
    match repeated {
        None => Ok(rows),
        Some((_, row)) => {
            let message =
                format!("the version table holds `{row}` more than once, and Alembic expects to match one row");
            Err(Error::new(Code::DUPLICATE_ROW, message, "`limbeck current` prints the SQL that mends it"))
        }
    }
}

fn names_database(context: &Context) -> bool {
    let options = context.options();
    options.database.is_some() || options.snapshot.is_some() || options.empty
}

fn version_table(context: &Context) -> Result<VersionTable> {
    let settings = context.replay_settings()?;
    let missing = context.scripts()?.env().version_table_pk.known() == Some(false);
    let key = if missing { Key::Missing } else { Key::Primary };
    Ok(VersionTable { schema: settings.version_table_schema, name: settings.version_table, key })
}

/// Replays what the steps run, on what is there before them.
fn bodies(context: &Context, history: &History, migration: &Migration) -> Result<BTreeMap<Rev, Vec<Piece>>> {
    let (mut direction, mut revs) = (Direction::Upgrade, Vec::new());
    for step in &migration.steps {
        match step {
            Step::Upgrade(rev) => revs.push(*rev),
            Step::Downgrade(rev) => {
                direction = Direction::Downgrade;
                revs.push(*rev);
            }
            Step::Stamp(_) => {}
        }
    }
    if revs.is_empty() {
        return Ok(BTreeMap::new());
    }
    let start: Vec<Rev> = migration.rows.iter().filter_map(|row| history.find(row)).collect();
    let before = history.ancestors(&start, Follow::Dependencies);
    let id = |rev: Rev| -> RevisionId { history.id(rev).clone() };
    let before: Vec<RevisionId> =
        history.upgrade_order().into_iter().filter(|rev| before.contains(*rev)).map(id).collect();
    let mut settings = context.replay_settings()?;
    settings.unrecorded = Unrecorded::Assumed;
    let scripts = context.scripts()?;
    let base = replay_onward(history, scripts, Schema::default(), &before, Direction::Upgrade, &settings);
    settings.refused = Refused::Told;
    let order: Vec<RevisionId> = revs.iter().copied().map(id).collect();
    if direction == Direction::Downgrade {
        settings.unrecorded = base.still_unrecorded();
    }
    let sent = replay_onward(history, scripts, base.schema, &order, direction, &settings);
    let body = |sent: &Sent| Some((history.find(sent.replay.revision.as_str())?, pieces(sent)));
    Ok(sent.revisions.iter().filter_map(body).collect())
}

type Written = (Vec<Vec<String>>, Vec<StepReport>);

fn written(
    history: &History,
    migration: &Migration,
    table: &VersionTable,
    bodies: &BTreeMap<Rev, Vec<Piece>>,
) -> Result<Written> {
    let mut rows = VersionRows::new(migration.rows.iter().map(RevisionId::new));
    let (mut scripts, mut reports) = (Vec::new(), Vec::new());
    let mut purge = migration.purge.clone();
    let purges = !purge.is_empty();
    for step in &migration.steps {
        let mut statements = std::mem::take(&mut purge);
        // Alembic makes the table wherever no row is left, in offline mode.
        if rows.ids().is_empty() && !purges {
            statements.push(table.create());
        }
        statements.push(heading(history, step));
        if let Step::Upgrade(rev) | Step::Downgrade(rev) = step {
            let pieces = bodies.get(rev).map(Vec::as_slice).unwrap_or_default();
            statements.extend(pieces.iter().map(|piece| match piece {
                Piece::Statement(sql) => statement(sql),
                Piece::Remark(text) => comment(text),
            }));
        }
        let writes = rows.follow(step, history)?;
        statements.extend(writes.iter().map(|write| table.write(write)));
        reports.push(StepReport::new(history, step, &writes, statements.join("\n\n")));
        scripts.push(statements);
    }
    if !purge.is_empty() {
        scripts.push(purge);
    }
    Ok((scripts, reports))
}

fn borrowed(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}
