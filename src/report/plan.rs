//! The answer of `plan` as JSON: the document, with the keys every answer has.

use crate::plan::{Document, Entry, Plan};
use serde::Serialize;

/// A plan.
#[derive(Clone, Debug, Serialize)]
pub struct PlanReport {
    pub verdict: String,
    pub stamped: Vec<String>,
    pub observed: Vec<String>,
    pub target: Vec<String>,
    pub preconditions: Vec<String>,
    pub notes: Vec<String>,
    pub steps: Vec<Entry>,
}

impl From<&Plan> for PlanReport {
    fn from(plan: &Plan) -> Self {
        let Document { verdict, stamped, observed, target, preconditions, notes, steps, .. } = Document::from(plan);
        Self { verdict, stamped, observed, target, preconditions, notes, steps }
    }
}
