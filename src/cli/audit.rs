//! `limbeck audit`: both positions, the presence of every revision, the verdict, the recommendation.

use super::{Context, Format, Outcome};
use crate::audit::verdict::Verdict;
use crate::error::Result;
use crate::render::audit::{Detail, text};
use crate::render::json;
use crate::report::{AuditReport, advice};

/// Find out which revisions are really in the database
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Prints the audit.
pub fn run(_: &Args, context: &Context) -> Result<Outcome> {
    let mut judgement = context.judge()?;
    context.tell_past(&mut judgement.audit)?;
    let audit = &judgement.audit;
    match context.options().format {
        Format::Text => {
            let detail = if context.options().verbose { Detail::Full } else { Detail::Brief };
            context.output().print(&text(audit, &context.commands(), detail));
        }
        Format::Json => context.output().print(&json::object(&AuditReport::new(audit, advice::summary(audit)))?),
        other => return Err(context.unsupported(other)),
    }
    Ok(if audit.verdict == Verdict::InOrder { Outcome::Done } else { Outcome::Findings })
}
