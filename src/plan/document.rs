//! The plan as the file a person reviews: YAML, one entry a step.

use crate::plan::{Plan, Step, Transaction};
use serde::{Deserialize, Serialize};

/// The plan file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// The version of this form.
    pub schema: u32,
    pub limbeck: String,
    pub verdict: String,
    /// What the version table held; the steps refuse to run on anything else.
    pub stamped: Vec<String>,
    pub observed: Vec<String>,
    pub target: Vec<String>,
    /// Queries that must return true before the first step.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub preconditions: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    pub steps: Vec<Entry>,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    pub action: String,
    pub safety: String,
    pub reason: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<String>,
    /// `versions/file.py:12`
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub from: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub command: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sql: Vec<String>,
    /// False where the statements refuse to run in a transaction.
    pub transaction: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub verify: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rollback: Vec<String>,
}

impl From<&Plan> for Document {
    fn from(plan: &Plan) -> Self {
        let texts = |ids: &[crate::revision::RevisionId]| ids.iter().map(|id| id.as_str().to_string()).collect();
        Self {
            schema: 1,
            limbeck: env!("CARGO_PKG_VERSION").to_string(),
            verdict: plan.verdict.as_str().to_string(),
            stamped: texts(&plan.stamped),
            observed: texts(&plan.observed),
            target: texts(&plan.target),
            preconditions: plan.preconditions.clone(),
            notes: plan.notes.clone(),
            steps: plan.steps.iter().map(Entry::from).collect(),
        }
    }
}

impl From<&Step> for Entry {
    fn from(step: &Step) -> Self {
        Self {
            action: step.action.as_str().to_string(),
            safety: step.safety.as_str().to_string(),
            reason: step.reason.clone(),
            revision: step.revision.as_ref().map(|id| id.as_str().to_string()),
            from: step.places.iter().map(|place| format!("{}:{}", place.path().display(), place.line())).collect(),
            command: step.command.clone(),
            sql: step.sql.clone(),
            transaction: step.transaction == Transaction::Inside,
            verify: step.verify.clone(),
            rollback: step.rollback.clone(),
        }
    }
}
