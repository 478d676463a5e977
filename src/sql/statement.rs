//! What a statement of a script is. Only what it says: nothing is looked up, nothing is carried out.

use crate::operation::{Operation, RelationRef};
use crate::schema::{Touched, Unknown};
use crate::source::Span;
use crate::sql::block::Block;

/// A statement and its place in the text that was given.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    pub statement: Statement,
    /// In the text as it was given, without the semicolon.
    pub span: Span,
}

/// What a statement does.
#[derive(Clone, Debug, PartialEq)]
pub enum Statement {
    /// Changes the schema; all of them or none, in this order.
    Operations(Vec<Operation>),
    /// Changes rows.
    Data(Data),
    /// Reads.
    Query(Query),
    Transaction(Transaction),
    /// `SET`; the search path is an operation.
    Setting {
        name: String,
        value: String,
    },
    /// Changes nothing that is part of a schema: grants, owners, maintenance, psql's lines. Holds its first words.
    Ignored {
        words: String,
    },
    /// `DO`.
    Block(Block),
    /// Not PostgreSQL's SQL, or more than limbeck understands.
    Unparsed {
        touched: Vec<Touched>,
        unknown: Unknown,
        grammar: Grammar,
    },
}

/// What PostgreSQL's own parser says to a statement that limbeck does not understand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grammar {
    /// A syntax error (42601), as far as limbeck's parser agrees with it.
    Refused,
    Unknown,
}

/// A statement that changes rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Data {
    pub kind: DataKind,
    /// The table whose rows change, where there is one.
    pub relation: Option<RelationRef>,
    /// The rows of an INSERT or COPY of one column, where all are literals; `None` is NULL.
    pub rows: Vec<Option<String>>,
}

/// What happens to the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataKind {
    Insert,
    Update,
    Delete,
    Copy,
    Truncate,
    Merge,
    /// Whatever the procedure does.
    Call,
}

/// A statement that reads.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// The relations it names, in order of appearance.
    pub reads: Vec<RelationRef>,
}

/// Transaction control.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Transaction {
    Begin,
    Commit,
    Rollback,
    Savepoint(crate::name::Name),
    Release(crate::name::Name),
    RollbackTo(crate::name::Name),
}

impl DataKind {
    /// Returns the SQL word, in lower case.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Insert => "insert",
            Self::Update => "update",
            Self::Delete => "delete",
            Self::Copy => "copy",
            Self::Truncate => "truncate",
            Self::Merge => "merge",
            Self::Call => "call",
        }
    }
}

impl Statement {
    /// Returns a statement that cannot be understood.
    pub(super) fn unparsed(reason: impl Into<String>, touched: Vec<Touched>, grammar: Grammar) -> Self {
        Self::Unparsed { touched, unknown: Unknown::new(reason.into(), None), grammar }
    }
}
