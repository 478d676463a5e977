//! What to do: steps with SQL, each with its reason, its safety and its way back. A value made from an audit; nothing
//! here touches a database, and every document that leaves limbeck is for a person to read first.

pub mod by_hand;

mod change;
mod create;
mod differing;
mod document;
mod finish;
mod left_over;
mod notes;
mod order;
mod rename;
mod repair;
mod sequence;
mod stamp;
mod verify;

pub use document::{Document, Entry};

use crate::audit::Audit;
use crate::audit::lineage::Position;
use crate::audit::verdict::{Remedy, Verdict};
use crate::name::QualifiedName;
use crate::revision::RevisionId;
use crate::schema::Schema;
use crate::source::Place;

/// What a person or `apply` carries out, in order.
#[derive(Clone, Debug)]
pub struct Plan {
    pub verdict: Verdict,
    /// What the version table held when the plan was made; the plan refuses to run on anything else.
    pub stamped: Vec<RevisionId>,
    /// Where the schema was seen to be.
    pub observed: Vec<RevisionId>,
    /// What the version table holds afterwards.
    pub target: Vec<RevisionId>,
    /// Queries that return true as long as the database is what the plan was made from.
    pub preconditions: Vec<String>,
    pub steps: Vec<Step>,
    /// Why there are no steps, or what a person must know before any.
    pub notes: Vec<String>,
}

/// One thing to do.
#[derive(Clone, Debug)]
pub struct Step {
    pub action: Action,
    pub safety: Safety,
    /// Why it is there.
    pub reason: String,
    /// Statements, each without its semicolon. Empty where a command does it.
    pub sql: Vec<String>,
    /// A shell command that does it, or goes with it.
    pub command: Option<String>,
    /// Queries that return true afterwards.
    pub verify: Vec<String>,
    /// Statements that take it back.
    pub rollback: Vec<String>,
    pub transaction: Transaction,
    pub revision: Option<RevisionId>,
    pub places: Vec<Place>,
    /// Whether the rows that are there have to fit.
    pub checks_rows: bool,
}

/// What kind of thing a step does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Repair,
    Stamp,
    Upgrade,
    Merge,
    Widen,
    Data,
    Manual,
}

/// How much a person must look at a step before it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Safety {
    /// Cannot lose data, cannot fail halfway, and is wanted whatever a condition in the file says.
    Safe,
    /// Cannot lose data, but may be refused by the rows that are there, or hold locks while it reads them.
    Review,
    /// Only a person can do it.
    Manual,
}

/// Whether a step runs in the plan's transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transaction {
    Inside,
    /// `CONCURRENTLY` and its like refuse to run in one.
    Outside,
}

/// Which plan is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// What the verdict calls for.
    #[default]
    Auto,
    Stamp,
    Upgrade,
    Repair,
    Baseline,
}

/// What a plan is made from.
pub struct Question<'a> {
    pub audit: &'a Audit,
    /// The replayed schema at [`target`].
    pub expected: &'a Schema,
    pub actual: &'a Schema,
    pub version_table: &'a QualifiedName,
    /// Whether the version table is there.
    pub has_version_table: HasVersionTable,
    /// How `alembic` is called for this project: `alembic -c deploy/alembic.ini`.
    pub alembic: &'a str,
}

/// Whether the database has a version table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HasVersionTable {
    Yes,
    No,
}

/// Returns the position that a repair completes: where the database is, with the revisions that have been begun.
#[must_use]
pub fn target(audit: &Audit) -> Position {
    let mut target = audit.position.clone();
    if audit.remedy == Remedy::Repair {
        target.extend(audit.begun());
    }
    target
}

/// Makes the plan of this kind.
#[must_use]
pub fn make(kind: Kind, question: &Question<'_>) -> Plan {
    let audit = question.audit;
    let target = target(audit);
    let mut plan = Plan {
        verdict: audit.verdict,
        stamped: audit.stamped.rows.clone(),
        observed: audit.lineage.show(&audit.position),
        target: audit.lineage.show(&target),
        preconditions: stamp::precondition(question).into_iter().collect(),
        steps: Vec::new(),
        notes: Vec::new(),
    };
    let wants = |own: Kind| kind == Kind::Auto || kind == own;
    match audit.remedy {
        Remedy::None => plan.notes.push("nothing to do: the version table and the schema agree at the head".into()),
        Remedy::FixFiles => plan.notes.push("fix the version files first: Alembic cannot load this history".into()),
        Remedy::Refuse => plan.notes.push(refusal(audit)),
        Remedy::Merge => plan.steps.push(merge(question)),
        Remedy::Upgrade | Remedy::Stamp | Remedy::Repair | Remedy::Baseline => {
            if audit.remedy == Remedy::Repair && wants(Kind::Repair) {
                match &audit.stopped {
                    Some(stopped) => plan.steps.extend(finish::steps(audit, stopped)),
                    None => {
                        let (repair, chores) = (repair::steps(question, &target), by_hand::steps(question));
                        plan.steps.extend(order::weave(repair, chores));
                    }
                }
                plan.steps.extend(differing::steps(question, &target));
                plan.notes.extend(differing::note(question, &target));
            }
            let same = audit.stamped.rows == plan.target && audit.stamped.overlapping.is_empty();
            // A version table that the stamp makes is wide enough.
            let there = question.has_version_table == HasVersionTable::Yes || same;
            if audit.is_version_table_narrow() && target.len() < audit.lineage.len() && there {
                plan.steps.push(stamp::widen(question));
            }
            if !same && (wants(Kind::Stamp) || matches!(kind, Kind::Repair | Kind::Baseline)) {
                plan.steps.push(stamp::step(question, &plan));
            }
            if target.len() < audit.lineage.len() && wants(Kind::Upgrade) {
                plan.steps.push(upgrade(question));
            }
        }
    }
    notes::add(audit, &target, &mut plan);
    plan
}

fn refusal(audit: &Audit) -> String {
    match audit.verdict {
        Verdict::UnknownRevision => {
            let rows: Vec<String> = audit.stamped.unknown.iter().map(|row| format!("`{row}`")).collect();
            format!(
                "no plan: {} is in no version file, and the database holds what no file explains; deploy the build \
                 that has it, or find the removed file",
                rows.join(", ")
            )
        }
        _ if let Some(own) = audit.without.first() => {
            let object = &own.object;
            format!("no plan: revisions use `{object}`, which no revision makes and the database does not have")
        }
        _ if let Some(own) = audit.namesakes.first() => {
            format!("no plan: `table {}` seems to be another application's, not what a revision makes", own.table)
        }
        Verdict::Diverged => {
            "no plan: the database holds values that no revision sets; whether the file or the database is right, only \
             people know"
                .into()
        }
        _ => "no plan: the evidence does not decide where the database is".into(),
    }
}

fn upgrade(question: &Question<'_>) -> Step {
    Step {
        action: Action::Upgrade,
        safety: Safety::Review,
        reason: "the revisions after it have not run".into(),
        command: Some(format!("{} upgrade {}", question.alembic, question.audit.head)),
        ..Step::new()
    }
}

fn merge(question: &Question<'_>) -> Step {
    let lineage = &question.audit.lineage;
    let heads: Vec<String> = lineage.show(&lineage.all()).iter().map(|id| id.as_str().to_string()).collect();
    Step {
        action: Action::Merge,
        safety: Safety::Manual,
        reason: format!("the files have {} heads: {}", heads.len(), heads.join(", ")),
        command: Some(format!("{} merge -m \"merge heads\" {}", question.alembic, heads.join(" "))),
        ..Step::new()
    }
}

impl Step {
    /// Returns a step that does nothing yet.
    fn new() -> Self {
        Self {
            action: Action::Manual,
            safety: Safety::Safe,
            reason: String::new(),
            sql: Vec::new(),
            command: None,
            verify: Vec::new(),
            rollback: Vec::new(),
            transaction: Transaction::Inside,
            revision: None,
            places: Vec::new(),
            checks_rows: false,
        }
    }
}

impl Action {
    /// Returns the word used in plans.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Repair => "repair",
            Self::Stamp => "stamp",
            Self::Upgrade => "upgrade",
            Self::Merge => "merge",
            Self::Widen => "widen",
            Self::Data => "data",
            Self::Manual => "manual",
        }
    }
}

impl Safety {
    /// Returns the word used in plans.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Review => "review",
            Self::Manual => "manual",
        }
    }
}
