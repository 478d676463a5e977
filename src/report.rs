//! What commands answer, as values: the keys of the JSON contract (DESIGN §7). How they look is for `render`.

pub mod advice;
mod audit;
mod contents;
mod diff;
mod finding;
mod migration;
mod plan;
mod preflight;
mod probes;
mod revision;
mod tenants;

pub use audit::{AuditReport, EffectReport, MissingReport, ObservedReport, RecommendationReport, RevisionAuditReport};
pub use diff::{DiffReport, DifferenceReport, ObjectUnknownReport};
pub use finding::{FailureReport, FindingReport, findings};
pub use migration::{MigrationReport, Piece, StepReport, pieces};
pub use plan::PlanReport;
pub use preflight::{CauseReport, FailedStatementReport, PreflightReport, RevisionUnknownReport};
pub use probes::{ProbeReport, probe_reports};
pub use revision::{
    BranchReport, BranchesReport, Contents, CurrentReport, DataStepReport, HeadsReport, OperationReport,
    RevisionReport, RevisionsReport, UnknownReport,
};
pub use tenants::{AnswerReport, TenantAudit, TenantReport, TenantsReport};
