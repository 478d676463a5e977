//! The answer of `audit` where `--schema` names several tenants: one entry for those in the same state.

use super::{AuditReport, FailureReport, FindingReport, advice, findings};
use crate::audit::Audit;
use crate::error::Error;
use crate::finding::Finding;
use crate::name::Name;
use serde::Serialize;

/// Tenants in the same state, and their audit; or the reason why there is none.
#[derive(Clone, Debug)]
pub struct TenantAudit {
    /// The schemas; objects of the audit are named as in the first.
    pub schemas: Vec<Name>,
    pub answer: Result<Audit, Error>,
}

/// `audit` of several tenants.
#[derive(Clone, Debug, Serialize)]
pub struct TenantsReport {
    pub tenants: Vec<TenantReport>,
    /// What is not about one tenant.
    pub findings: Vec<FindingReport>,
}

/// Tenants in the same state.
#[derive(Clone, Debug, Serialize)]
pub struct TenantReport {
    pub schemas: Vec<String>,
    #[serde(flatten)]
    pub answer: AnswerReport,
}

/// The audit, with the keys that it has for one schema; or why a tenant could not be judged.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum AnswerReport {
    Audit(Box<AuditReport>),
    Failure { error: FailureReport },
}

impl TenantsReport {
    /// Returns the report.
    #[must_use]
    pub fn new(audits: &[TenantAudit], noticed: &[Finding]) -> Self {
        let tenants = audits.iter().map(|own| TenantReport {
            schemas: own.schemas.iter().map(ToString::to_string).collect(),
            answer: match &own.answer {
                Ok(audit) => AnswerReport::Audit(Box::new(AuditReport::new(audit, advice::summary(audit)))),
                Err(error) => AnswerReport::Failure { error: error.into() },
            },
        });
        Self { tenants: tenants.collect(), findings: findings(noticed) }
    }
}
