//! Functions, triggers, policies, extensions, schemas, and the kinds that are only kept by name and text.

use crate::name::{Name, QualifiedName};
use crate::schema::{DataType, Expression};

/// A schema (`pg_namespace`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Namespace {
    pub name: Name,
    pub comment: Option<String>,
}

/// A function or procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Routine {
    pub name: QualifiedName,
    pub kind: RoutineKind,
    /// The types of the input arguments: they are part of its identity.
    pub arguments: Vec<DataType>,
    /// Canonical text of everything but name and body: arguments with names and defaults, result, language, properties.
    pub signature: String,
    /// The body exactly as written.
    pub body: String,
    pub comment: Option<String>,
}

/// What kind of routine it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoutineKind {
    Function,
    Procedure,
    Aggregate,
}

/// A trigger of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trigger {
    pub name: Name,
    /// Canonical text from the timing (`BEFORE INSERT …`) on; columns as parts.
    pub definition: Expression,
    pub function: Option<QualifiedName>,
    pub firing: Firing,
    pub comment: Option<String>,
}

/// When a trigger fires (`session_replication_role`, `pg_trigger.tgenabled`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Firing {
    #[default]
    Enabled,
    Disabled,
    /// `ENABLE REPLICA`: only where changes of another server are applied.
    Replica,
    /// `ENABLE ALWAYS`: there, too.
    Always,
}

/// A row-security policy of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    pub name: Name,
    pub permissive: bool,
    pub command: PolicyCommand,
    /// Sorted role names; `public` if none was given.
    pub roles: Vec<Name>,
    pub using: Option<Expression>,
    pub with_check: Option<Expression>,
    pub comment: Option<String>,
}

/// The command a policy holds for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PolicyCommand {
    All,
    Select,
    Insert,
    Update,
    Delete,
}

/// An installed extension. The objects it brings are not part of a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extension {
    pub name: Name,
    pub schema: Name,
    pub comment: Option<String>,
}

/// An object of a kind that limbeck keeps only by name and canonical text: statistics, collation, rule, operator, ….
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// The SQL words of the kind, in lower case: `statistics`, `collation`, `event trigger`.
    pub kind: String,
    pub name: QualifiedName,
    pub definition: Expression,
    /// The relation it belongs to, with which it is dropped.
    pub table: Option<QualifiedName>,
    pub comment: Option<String>,
}
