//! The answer of `audit`.

use super::{FindingReport, ProbeReport, findings};
use crate::audit::evidence::Evidence;
use crate::audit::lineage::Position;
use crate::audit::observed::Certainty;
use crate::audit::presence::RevisionAudit;
use crate::audit::why::Witness;
use crate::audit::{Audit, evidence::Weighed};
use crate::revision::RevisionId;
use serde::Serialize;

/// `audit` in the contract, with the list of what is missing besides.
#[derive(Clone, Debug, Serialize)]
pub struct AuditReport {
    pub stamped: Vec<String>,
    pub observed: ObservedReport,
    pub why: WhyReport,
    pub verdict: &'static str,
    pub findings: Vec<FindingReport>,
    /// What is accused: each object that is missing in its own right.
    pub missing: Vec<MissingReport>,
    pub revisions: Vec<RevisionAuditReport>,
    pub recommendation: RecommendationReport,
    /// What was asked about rows (`--probe-data`).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub probes: Vec<ProbeReport>,
}

/// The observed position.
#[derive(Clone, Debug, Serialize)]
pub struct ObservedReport {
    pub certainty: &'static str,
    pub revisions: Vec<String>,
    pub upto: Vec<String>,
}

/// Why the observed position is what it is.
#[derive(Clone, Debug, Serialize)]
pub struct WhyReport {
    pub decided_by: Vec<WitnessReport>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_best: Option<NextBestReport>,
}

/// The best of the other positions.
#[derive(Clone, Debug, Serialize)]
pub struct NextBestReport {
    pub revisions: Vec<String>,
    pub against: Vec<WitnessReport>,
}

/// One effect that speaks for or against a position.
#[derive(Clone, Debug, Serialize)]
pub struct WitnessReport {
    pub object: String,
    pub attribute: String,
    pub evidence: &'static str,
    pub revision: String,
    pub path: String,
    pub line: u32,
}

/// One missing effect, with the line that should have brought it.
#[derive(Clone, Debug, Serialize)]
pub struct MissingReport {
    pub object: String,
    /// Its name by now, where a later revision gave it another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub now: Option<String>,
    pub attribute: String,
    pub revision: String,
    pub path: String,
    pub line: u32,
}

/// One revision as the database shows it.
#[derive(Clone, Debug, Serialize)]
pub struct RevisionAuditReport {
    pub revision: String,
    pub stamped: bool,
    pub presence: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<&'static str>,
    pub present: usize,
    pub absent: usize,
    pub superseded: usize,
    pub diverged: usize,
    pub unprovable: usize,
    pub effects: Vec<EffectReport>,
}

/// One effect of a revision.
#[derive(Clone, Debug, Serialize)]
pub struct EffectReport {
    pub object: String,
    /// What the object is called by now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub now: Option<String>,
    pub attribute: String,
    pub evidence: &'static str,
    pub line: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actual: Option<String>,
    /// Why nothing can be said, where that is so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Follows from another effect, and is not accused.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub implied: bool,
}

/// What to do.
#[derive(Clone, Debug, Serialize)]
pub struct RecommendationReport {
    pub plan: &'static str,
    pub summary: String,
}

impl AuditReport {
    /// Returns the report; `summary` says in a sentence what to do.
    #[must_use]
    pub fn new(audit: &Audit, summary: String) -> Self {
        let shown = |effect: &(&RevisionAudit, &Weighed)| MissingReport {
            object: effect.1.object.to_string(),
            now: effect.1.renamed(&audit.position).map(ToString::to_string),
            attribute: effect.1.attribute.to_string(),
            revision: audit.lineage.revision(effect.0.number).to_string(),
            path: effect.1.place.path().display().to_string(),
            line: effect.1.place.line(),
        };
        Self {
            stamped: texts(&audit.stamped.rows),
            observed: ObservedReport {
                certainty: certainty(audit.observed.certainty()),
                revisions: texts(&audit.lineage.show(&audit.observed.least)),
                upto: texts(&audit.lineage.show(&audit.observed.most)),
            },
            why: why(audit),
            verdict: audit.verdict.as_str(),
            findings: findings(&audit.findings),
            missing: audit.missing().map(|effect| shown(&effect)).collect(),
            revisions: audit.revisions.iter().map(|own| revision(audit, own)).collect(),
            recommendation: RecommendationReport { plan: audit.remedy.as_str(), summary },
            probes: Vec::new(),
        }
    }
}

fn why(audit: &Audit) -> WhyReport {
    let shown = |(own, effect): &Witness<'_>| WitnessReport {
        object: effect.object.to_string(),
        attribute: effect.attribute.to_string(),
        evidence: effect.evidence.as_str(),
        revision: audit.lineage.revision(own.number).to_string(),
        path: effect.place.path().display().to_string(),
        line: effect.place.line(),
    };
    let why = audit.why();
    WhyReport {
        decided_by: why.decided_by.iter().map(shown).collect(),
        next_best: why.next_best.map(|next| NextBestReport {
            revisions: texts(&audit.lineage.show(next.position)),
            against: next.against.iter().map(shown).collect(),
        }),
    }
}

fn revision(audit: &Audit, own: &RevisionAudit) -> RevisionAuditReport {
    RevisionAuditReport {
        revision: audit.lineage.revision(own.number).to_string(),
        stamped: audit.stamped.position.contains(&own.number),
        presence: own.presence.as_str(),
        reason: own.reason,
        present: own.count(Evidence::Present),
        absent: own.count(Evidence::Absent),
        superseded: own.count(Evidence::Superseded),
        diverged: own.count(Evidence::Diverged),
        unprovable: own.count(Evidence::Unprovable),
        effects: own.effects.iter().map(|own| effect(own, &audit.position)).collect(),
    }
}

fn effect(effect: &Weighed, position: &Position) -> EffectReport {
    EffectReport {
        object: effect.object.to_string(),
        now: effect.renamed(position).map(ToString::to_string),
        attribute: effect.attribute.to_string(),
        evidence: effect.evidence.as_str(),
        line: effect.place.line(),
        expected: effect.expected.as_ref().map(ToString::to_string),
        actual: effect.actual.as_ref().map(ToString::to_string),
        reason: effect.reason.clone(),
        implied: effect.implied,
    }
}

fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Exact => "exact",
        Certainty::Range => "range",
        Certainty::None => "none",
    }
}

fn texts(ids: &[RevisionId]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}
