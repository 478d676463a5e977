//! `limbeck audit`: both positions, the presence of every revision, the verdict, the recommendation.

use super::{Context, Format, Outcome};
use crate::audit::Audit;
use crate::audit::probes::Answer;
use crate::audit::verdict::Verdict;
use crate::error::Result;
use crate::finding::Finding;
use crate::name::Name;
use crate::render::audit::{Detail, text};
use crate::render::json;
use crate::render::probes::probes;
use crate::render::tenants::tenants;
use crate::report::{AuditReport, TenantAudit, TenantsReport, advice, probe_reports};

/// Find out which revisions are really in the database
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Prints the audit.
pub fn run(_: &Args, context: &Context) -> Result<Outcome> {
    if context.options().probe_data {
        let (judgement, answers) = context.judge_with_rows()?;
        return answer(context, judgement.audit, &answers);
    }
    if let Some((audits, noticed)) = context.tenant_audits()? {
        return answer_for_tenants(context, &audits, noticed);
    }
    answer(context, context.judge()?.audit, &[])
}

fn answer(context: &Context, mut audit: Audit, answers: &[Answer]) -> Result<Outcome> {
    context.tell_past(&mut audit)?;
    match context.options().format {
        Format::Text => {
            let detail = if context.options().verbose { Detail::Full } else { Detail::Brief };
            context.output().print(&(text(&audit, &context.commands(), detail) + &probes(answers)));
        }
        Format::Json => {
            let report = AuditReport::new(&audit, advice::summary(&audit));
            context.output().print(&json::object(&AuditReport { probes: probe_reports(answers), ..report })?);
        }
        other => return Err(context.unsupported(other)),
    }
    Ok(if audit.verdict == Verdict::InOrder { Outcome::Done } else { Outcome::Findings })
}

/// Prints the audits of several tenants: exit status 1 where one of them has work, 2 where none has and one could not be judged.
fn answer_for_tenants(context: &Context, audits: &[TenantAudit], noticed: &[Finding]) -> Result<Outcome> {
    match context.options().format {
        Format::Text => {
            let detail = if context.options().verbose { Detail::Full } else { Detail::Brief };
            let commands = |tenant: &Name| context.commands_of(tenant);
            context.output().print(&tenants(audits, noticed, &commands, detail));
        }
        Format::Json => context.output().print(&json::object(&TenantsReport::new(audits, noticed))?),
        other => return Err(context.unsupported(other)),
    }
    let has_work = |own: &TenantAudit| own.answer.as_ref().is_ok_and(|audit| audit.verdict != Verdict::InOrder);
    Ok(if audits.iter().any(has_work) {
        Outcome::Findings
    } else if audits.iter().any(|own| own.answer.is_err()) {
        Outcome::Undecided
    } else {
        Outcome::Done
    })
}
