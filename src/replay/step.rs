//! What replaying a history gives: for each revision the steps it takes, what they did to the schema, and what nobody knows.

use crate::finding::Finding;
use crate::name::Name;
use crate::operation::Operation;
use crate::replay::{Demand, Unrecorded};
use crate::revision::RevisionId;
use crate::schema::{Effect, ObjectId, Refusal, Schema, Unknown};
use crate::source::Place;

/// The outcome of replaying revisions on a schema.
#[derive(Clone, Debug)]
pub struct Replay {
    /// The schema afterwards: everything that stays.
    pub schema: Schema,
    /// The revisions that were entered, in order; the last is the one that failed, if one did.
    pub revisions: Vec<RevisionReplay>,
    pub failure: Option<Failure>,
    /// What could not be read of the environment.
    pub findings: Vec<Finding>,
    /// The first revision that leaves its session another search path than it began with.
    pub leaves_path: Option<RevisionId>,
}

/// What one revision does.
#[derive(Clone, Debug)]
pub struct RevisionReplay {
    pub revision: RevisionId,
    pub steps: Vec<Step>,
    pub extent: Extent,
    /// Whether what it does depends on the catalog it found (an inspector, `information_schema`, `IF NOT EXISTS`).
    pub reads_catalog: bool,
    /// Everything it could not be told, in the order it came up.
    pub unknown: Vec<Unknown>,
    /// What it is the first to use and no revision makes, taken to have been there from the start
    /// ([`crate::replay::Unrecorded::Assumed`]).
    pub unrecorded: Vec<(ObjectId, Unknown)>,
    /// The columns of such tables that it is the first to name.
    pub older_columns: Vec<(ObjectId, Unknown)>,
    /// What it demands of rows and of the server, where that is open and somebody asked ([`crate::replay::Writers::ThisRun`]).
    pub demands: Vec<Demand>,
}

/// How much of what a revision does was come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// All of it, though some of it may be unknown.
    #[default]
    Whole,
    /// Its evaluation stopped: what would have followed is not among the steps.
    CutShort,
}

/// One statement that the revision sends to the server, or something in its place.
#[derive(Clone, Debug)]
pub struct Step {
    /// The outermost place in the version file.
    pub place: Place,
    pub action: Action,
    pub effects: Vec<Effect>,
    /// The innermost `if`, loop or `try` around it whose body is running, if any.
    pub condition: Option<Place>,
    /// Why the server may have refused it, where the file goes on all the same.
    pub passed_over: Option<Unknown>,
    /// How many commits came before it in this revision.
    pub section: u32,
    pub sender: Sender,
}

/// Who sends a step to the server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sender {
    #[default]
    Client,
    /// A `DO` block, statement by statement: its text was sent before.
    Block,
}

/// What a step sends.
#[derive(Clone, Debug)]
pub enum Action {
    /// A change to the schema, and its SQL.
    Operation {
        operation: Box<Operation>,
        sql: String,
    },
    /// Something done to rows: `update`, `bulk_insert`, `session`, ….
    Data {
        kind: String,
        sql: Option<String>,
    },
    /// A statement whose steps, if it takes any, follow: a query, a setting, a `DO` block, one that is not understood.
    Text {
        sql: String,
        followed: FollowedBy,
    },
    Transaction(TransactionAction),
    /// Nobody knows what is sent.
    Unknown(Unknown),
}

/// What follows the text of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FollowedBy {
    /// Nothing that belongs to it for certain.
    Nothing,
    /// One unknown: what is sent is known, what it does is not.
    Doubt,
}

/// What a step does to the transaction; a savepoint has its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TransactionAction {
    Begin,
    Commit,
    Rollback,
    Savepoint(Name),
    ReleaseSavepoint(Name),
    RollbackToSavepoint(Name),
}

/// Why the chain stops.
#[derive(Clone, Debug)]
pub struct Failure {
    pub revision: RevisionId,
    /// The outermost place in the version file; none where Alembic's own statement fails.
    pub place: Option<Place>,
    pub refusal: Refusal,
    /// The first refusal, where the file swallowed it and a later statement met the aborted transaction (25P02).
    pub cause: Option<(Refusal, Place)>,
    /// The revisions that are applied and kept.
    pub stays: Vec<RevisionId>,
    /// Whether statements of the failing revision were committed before it failed.
    pub partial: Partial,
}

impl Failure {
    /// Returns the refusal that the others come from.
    #[must_use]
    pub fn first_refusal(&self) -> &Refusal {
        self.cause.as_ref().map_or(&self.refusal, |(refusal, _)| refusal)
    }
}

/// Whether a failing revision leaves something behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Partial {
    Nothing,
    /// A COMMIT or `autocommit_block()` came before the failure.
    Something,
}

impl Step {
    /// Returns whether it belongs to the same statement as the step before: one of several that the statement takes,
    /// what a block does after its text, what nobody knows of a text.
    #[must_use]
    pub fn continues(&self, before: &Self) -> bool {
        match (&before.action, &self.action) {
            _ if self.sender == Sender::Block => true,
            (Action::Operation { sql: first, .. }, Action::Operation { sql, .. }) => {
                first == sql && before.place == self.place
            }
            (Action::Text { followed: FollowedBy::Doubt, .. }, Action::Unknown(_)) => true,
            _ => false,
        }
    }

    /// Returns what it makes, changes, drops or renames.
    pub fn objects(&self) -> impl Iterator<Item = &ObjectId> {
        self.effects.iter().flat_map(|effect| match effect {
            Effect::Set { object, .. } => vec![object],
            Effect::Renamed { from, to } => vec![from, to],
            Effect::Unknown { .. } => Vec::new(),
        })
    }
}

impl Replay {
    /// Returns what to think of a table that a downgrade of this uses and that is not there: where the revisions make all
    /// that they use, it was dropped.
    #[must_use]
    pub fn still_unrecorded(&self) -> Unrecorded {
        if self.unrecorded().next().is_none() { Unrecorded::Missing } else { Unrecorded::Assumed }
    }

    /// Returns what it took to have been there from the start: no revision makes it.
    pub fn unrecorded(&self) -> impl Iterator<Item = &(ObjectId, Unknown)> {
        self.revisions.iter().flat_map(|own| &own.unrecorded)
    }
}

impl TransactionAction {
    /// Returns the statement.
    #[must_use]
    pub fn sql(&self) -> String {
        match self {
            Self::Begin => "BEGIN".into(),
            Self::Commit => "COMMIT".into(),
            Self::Rollback => "ROLLBACK".into(),
            Self::Savepoint(name) => format!("SAVEPOINT {}", name.quoted()),
            Self::ReleaseSavepoint(name) => format!("RELEASE SAVEPOINT {}", name.quoted()),
            Self::RollbackToSavepoint(name) => format!("ROLLBACK TO SAVEPOINT {}", name.quoted()),
        }
    }
}
