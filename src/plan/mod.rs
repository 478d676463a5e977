//! What to do: steps with SQL, each with its reason, its safety and its way back. A value made from an audit; nothing
//! here touches a database, and every document that leaves limbeck is for a person to read first.

pub mod by_hand;

mod change;
mod create;
mod differing;
mod document;
mod finish;
mod left_over;
mod rename;
mod repair;
mod sequence;
mod stamp;
mod verify;

pub use document::{Document, Entry};

use crate::audit::Audit;
use crate::audit::lineage::Position;
use crate::audit::observed::Observed;
use crate::audit::presence::RevisionAudit;
use crate::audit::verdict::{Remedy, Verdict};
use crate::finding::{Code, Finding};
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
                        plan.steps.extend(repair::steps(question, &target));
                        plan.steps.extend(by_hand::steps(question));
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
    note_range(audit, &mut plan);
    note_rows(audit, &target, &mut plan);
    note_names(audit, &mut plan);
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

/// What a stamp takes for the revisions' own, though it has another name or is of another kind.
fn note_names(audit: &Audit, plan: &mut Plan) {
    const NAMED: usize = 8;
    let codes = [Code::OTHER_NAME, Code::EQUIVALENT_OBJECT];
    let told: Vec<&Finding> = audit.findings.iter().filter(|own| codes.contains(&own.code)).collect();
    if plan.steps.iter().all(|step| step.action != Action::Stamp) {
        return;
    }
    plan.notes.extend(told.iter().take(NAMED).map(|own| format!("{}: {}", own.message, own.help)));
    if told.len() > NAMED {
        plan.notes.push(format!("{} more have other names: `limbeck -v audit` tells them", told.len() - NAMED));
    }
}

/// A stamp inside a range is a choice that the catalog cannot make.
fn note_range(audit: &Audit, plan: &mut Plan) {
    let Observed { likely, most, .. } = &audit.observed;
    // What the version table claims of it and no catalog could show is not in question.
    let least = &audit.position;
    if least == most || audit.stamp_is_admitted() || plan.steps.iter().all(|step| step.action != Action::Stamp) {
        return;
    }
    let names =
        |upper: &Position, lower: &Position| audit.lineage.names(&upper.difference(lower).copied().collect::<Vec<_>>());
    if !likely.is_subset(least) {
        plan.notes.push(format!(
            "the catalog cannot show whether {} ran; the stamp assumes not, so that the next upgrade runs them: look at \
             the rows they write before you agree",
            names(likely, least)
        ));
    }
    if likely != most {
        plan.notes.push(format!(
            "the stamp takes {} for absent; they ran only if a step that limbeck cannot read took away again what they \
             make: `limbeck audit` names those steps, read them before you agree",
            names(most, likely)
        ));
    }
    for step in plan.steps.iter_mut().filter(|step| step.action == Action::Stamp) {
        step.safety = Safety::Review;
    }
}

/// Rows do not show in the catalog: a revision whose objects are there need not have written them, and one whose objects
/// are gone may have.
fn note_rows(audit: &Audit, target: &Position, plan: &mut Plan) {
    if plan.steps.is_empty() {
        return;
    }
    // Rows from before the statement at which a revision seems to have stopped need not be there either.
    let stopped = audit.stopped.as_ref().map(|stopped| stopped.revision);
    let is_stamped = |own: &RevisionAudit| audit.stamped.position.contains(&own.number);
    let claimed = |own: &&RevisionAudit| {
        let is_whole = own.missing().next().is_none() || Some(own.number) == stopped;
        target.contains(&own.number) && !is_stamped(own) && is_whole
    };
    let taken_back = |own: &&RevisionAudit| !target.contains(&own.number) && is_stamped(own);
    let (claimed, what) = match audit.verdict {
        Verdict::Unstamped | Verdict::StampedBehind | Verdict::Partial => {
            (writing(audit, claimed), "and the stamp claims that it was done; the catalog does not show it, look")
        }
        Verdict::StampedAhead => {
            (writing(audit, taken_back), "and the upgrade does it again if somebody only took away what it made; look")
        }
        _ => return,
    };
    let unread = unread(audit, target);
    if !unread.is_empty() {
        plan.notes.push(format!(
            "not all of what is stamped could be read, and the catalog need not show whether it ran to its end; look: {}",
            unread.join(", ")
        ));
    }
    if !(claimed.is_empty() && unread.is_empty()) {
        plan.steps.iter_mut().filter(|step| step.action == Action::Stamp).for_each(|step| step.safety = Safety::Review);
    }
    if !claimed.is_empty() {
        let these = if claimed.len() == 1 { "this revision changes rows" } else { "these revisions change rows" };
        plan.notes.push(format!("{these}, too, {what}: {}", claimed.join(", ")));
    }
}

/// The revisions that a stamp up claims and of which not everything could be read, and where.
fn unread(audit: &Audit, target: &Position) -> Vec<String> {
    let is_up = matches!(audit.verdict, Verdict::Unstamped | Verdict::StampedBehind);
    let place = |own: &RevisionAudit| {
        let place = own.unknown.iter().rev().find_map(|unknown| unknown.place.as_ref())?;
        Some(format!("`{}` ({}:{})", audit.lineage.revision(own.number), place.path().display(), place.line()))
    };
    let is_new =
        |own: &&RevisionAudit| is_up && target.contains(&own.number) && !audit.stamped.position.contains(&own.number);
    audit.revisions.iter().filter(is_new).filter_map(place).collect()
}

/// The revisions among these that change rows, and where.
fn writing(audit: &Audit, which: impl Fn(&&RevisionAudit) -> bool) -> Vec<String> {
    let place = |own: &RevisionAudit| {
        let place = &own.data_steps.first()?.place;
        let id = audit.lineage.revision(own.number);
        Some(format!("`{id}` ({}:{})", place.path().display(), place.line()))
    };
    audit.revisions.iter().filter(which).filter_map(place).collect()
}

fn upgrade(question: &Question<'_>) -> Step {
    let heads = question.audit.lineage.tips(&question.audit.lineage.all()).len();
    let target = if heads == 1 { "head" } else { "heads" };
    Step {
        action: Action::Upgrade,
        safety: Safety::Review,
        reason: "the revisions after it have not run".into(),
        command: Some(format!("{} upgrade {target}", question.alembic)),
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
