//! `limbeck plan`: what to do about what the audit found, as a YAML file to review or a psql script. Writes nothing but
//! that file.

use super::{Context, Format, Outcome};
use crate::audit::verdict::Remedy;
use crate::error::{Error, Result};
use crate::finding::Code;
use crate::plan::{Document, Kind, Question, make, target};
use crate::render::{json, script};
use crate::report::PlanReport;
use crate::yaml;
use clap::ValueEnum;
use std::path::PathBuf;

/// Write down what to do: stamps and repairs, each step with its reason
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which plan: what the verdict calls for, or one part of it
    #[arg(value_enum, default_value_t)]
    kind: Wanted,
    /// Write the plan to this file instead of standard output; an existing file is not overwritten
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Wanted {
    #[default]
    Auto,
    Stamp,
    Upgrade,
    Repair,
    Baseline,
}

/// Prints the plan; exit status 1 where there is something to do.
pub fn run(args: &Args, context: &Context) -> Result<Outcome> {
    let judgement = context.judge()?;
    let audit = &judgement.audit;
    let commands = context.commands();
    let revisions = target(audit).into_iter().map(|number| audit.lineage.revision(number).clone());
    let expected = context.replay_for(context.history()?, &revisions.collect::<Vec<_>>())?;
    let version_table = judgement.version_table.clone();
    let plan = make(
        args.kind.into(),
        &Question {
            audit,
            expected: &expected.schema,
            actual: &judgement.catalog.schema,
            version_table: &version_table,
            has_version_table: judgement.has_version_table,
            alembic: &commands.alembic,
        },
    );
    let text = match context.options().format {
        Format::Text | Format::Yaml => yaml::to_string(&Document::from(&plan)).map_err(unwritable)?,
        Format::Sql => script::text(&plan, &commands.psql),
        Format::Json => json::object(&PlanReport::from(&plan))?,
        other => return Err(context.unsupported(other)),
    };
    match &args.output {
        Some(path) => write_new(path, &text)?,
        None => context.output().print(&text),
    }
    Ok(if audit.remedy == Remedy::None { Outcome::Done } else { Outcome::Findings })
}

fn write_new(path: &PathBuf, text: &str) -> Result<()> {
    use std::io::Write;
    let file = std::fs::OpenOptions::new().write(true).create_new(true).open(path);
    file.and_then(|mut file| file.write_all(text.as_bytes())).map_err(|error| {
        let message = format!("the plan could not be written to `{}`: {error}", path.display());
        Error::new(Code::UNWRITABLE_FILE, message, "name another file with `-o`, or remove that one first")
    })
}

fn unwritable(reason: String) -> Error {
    Error::new(Code::UNWRITABLE_FILE, format!("the plan has no YAML form: {reason}"), "use `--format sql`")
}

impl From<Wanted> for Kind {
    fn from(wanted: Wanted) -> Self {
        match wanted {
            Wanted::Auto => Self::Auto,
            Wanted::Stamp => Self::Stamp,
            Wanted::Upgrade => Self::Upgrade,
            Wanted::Repair => Self::Repair,
            Wanted::Baseline => Self::Baseline,
        }
    }
}
