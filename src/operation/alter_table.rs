//! The actions of ALTER TABLE, and the options of sequences, which identity columns share.

use crate::name::{Name, QualifiedName};
use crate::operation::{Behavior, ColumnDefinition, ConstraintDefinition, IfExists, IfNotExists, RelationRef, TypeRef};
use crate::schema::{Expression, Identity};

/// One action on a table. Renames, moves and comments are operations of their own.
#[derive(Clone, Debug, PartialEq)]
pub enum AlterTable {
    AddColumn {
        column: Box<ColumnDefinition>,
        existing: IfNotExists,
    },
    DropColumn {
        name: Name,
        missing: IfExists,
        behavior: Behavior,
    },
    AlterColumn {
        name: Name,
        change: AlterColumn,
    },
    AddConstraint(ConstraintDefinition),
    DropConstraint {
        name: Name,
        missing: IfExists,
        behavior: Behavior,
    },
    ValidateConstraint {
        name: Name,
    },
    AlterConstraint {
        name: Name,
        deferrability: crate::schema::Deferrability,
    },
    SetRowSecurity(RowSecurityChange),
    AttachPartition {
        partition: RelationRef,
        bound: Expression,
    },
    DetachPartition {
        partition: RelationRef,
    },
    Inherit(RelationRef),
    NoInherit(RelationRef),
    EnableTrigger {
        name: Option<Name>,
        firing: crate::schema::Firing,
    },
    SetPersistence(crate::schema::Persistence),
    ReplicaIdentity,
    /// `ALTER INDEX … ATTACH PARTITION`: the index becomes part of its parent's.
    AttachIndex {
        index: RelationRef,
    },
    /// `SET` and `RESET (…)`: a view's options; no part of a schema where they are storage parameters. None is the default.
    SetOptions(Vec<(String, Option<String>)>),
    /// Storage parameters of columns, statistics targets, owners, clusters: no part of a schema here.
    Nothing,
}

/// What happens to row security: enabling and forcing are independent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowSecurityChange {
    Enable,
    Disable,
    Force,
    NoForce,
}

/// `ALTER COLUMN`.
#[derive(Clone, Debug, PartialEq)]
pub enum AlterColumn {
    SetType { data_type: TypeRef, collation: Option<Name>, using: Option<Expression> },
    SetDefault(Expression),
    DropDefault,
    SetNotNull,
    DropNotNull,
    Identity(IdentityChange),
    DropExpression { missing: IfExists },
    SetExpression(Expression),
}

/// What happens to an identity column.
#[derive(Clone, Debug, PartialEq)]
pub enum IdentityChange {
    Add { identity: Identity, options: SequenceOptions },
    Set { identity: Option<Identity>, options: SequenceOptions },
    Drop { missing: IfExists },
}

/// The options of CREATE and ALTER SEQUENCE; `None` leaves what is there, or PostgreSQL's default.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SequenceOptions {
    /// An explicit name, only in identity columns (`SEQUENCE NAME`).
    pub name: Option<QualifiedName>,
    pub data_type: Option<TypeRef>,
    pub start: Option<i64>,
    /// What it goes on with: the catalog does not show it.
    pub restart: Option<i64>,
    pub increment: Option<i64>,
    /// `Some(None)` is `NO MINVALUE`.
    pub minimum: Option<Option<i64>>,
    pub maximum: Option<Option<i64>>,
    pub cache: Option<i64>,
    pub cycle: Option<bool>,
    /// `Some(None)` is `OWNED BY NONE`.
    pub owned_by: Option<Option<(RelationRef, Name)>>,
}
