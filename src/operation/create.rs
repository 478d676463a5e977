//! The definitions that CREATE statements carry.

use crate::name::Name;
use crate::operation::{Existing, IfNotExists, RelationRef, SequenceOptions, TypeRef};
use crate::schema::{
    Deferrability, Expression, Identity, IndexKey, Match, Persistence, ReferentialAction, RoutineKind, ViewKind,
};

/// `CREATE TABLE`.
#[derive(Clone, Debug, PartialEq)]
pub struct CreateTable {
    pub name: RelationRef,
    pub columns: Vec<ColumnDefinition>,
    pub constraints: Vec<ConstraintDefinition>,
    pub likes: Vec<LikeClause>,
    pub inherits: Vec<RelationRef>,
    /// The parent and the canonical bound.
    pub partition_of: Option<(RelationRef, Expression)>,
    /// The canonical text after `PARTITION BY`.
    pub partition_by: Option<String>,
    pub persistence: Persistence,
    /// A foreign table's server.
    pub server: Option<Name>,
    pub existing: IfNotExists,
    /// Whether it takes the rows of a query: `AS`.
    pub from_query: bool,
}

impl CreateTable {
    /// Returns the definition of a permanent table without columns.
    #[must_use]
    pub fn new(name: impl Into<RelationRef>) -> Self {
        Self {
            name: name.into(),
            columns: Vec::new(),
            constraints: Vec::new(),
            likes: Vec::new(),
            inherits: Vec::new(),
            partition_of: None,
            partition_by: None,
            persistence: Persistence::Permanent,
            server: None,
            existing: IfNotExists::Fail,
            from_query: false,
        }
    }
}

/// A column as CREATE TABLE and ADD COLUMN define it. Inline constraints stand in the list beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnDefinition {
    pub name: Name,
    pub data_type: TypeRef,
    pub not_null: bool,
    pub default: Option<Expression>,
    pub generation: Generation,
    pub collation: Option<Name>,
    /// The column's own constraints: PRIMARY KEY, UNIQUE, CHECK, REFERENCES.
    pub constraints: Vec<ConstraintDefinition>,
}

/// Whether the server fills a column.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Generation {
    #[default]
    None,
    Identity(Identity, SequenceOptions),
    Stored(Expression),
}

/// A constraint to be; without a name PostgreSQL chooses one.
#[derive(Clone, Debug, PartialEq)]
pub struct ConstraintDefinition {
    pub name: Option<Name>,
    pub kind: ConstraintDefinitionKind,
    pub deferrability: Deferrability,
    /// False with `NOT VALID`.
    pub validated: bool,
}

/// What the constraint demands. Inline constraints name their own column.
#[derive(Clone, Debug, PartialEq)]
pub enum ConstraintDefinitionKind {
    PrimaryKey {
        columns: Vec<Name>,
        include: Vec<Name>,
    },
    Unique {
        columns: Vec<Name>,
        include: Vec<Name>,
        nulls_distinct: bool,
    },
    /// `PRIMARY KEY USING INDEX` or `UNIQUE USING INDEX`.
    UsingIndex {
        index: Name,
        primary: bool,
    },
    ForeignKey(ReferenceDefinition),
    Check {
        expression: Expression,
        no_inherit: bool,
    },
    Exclude {
        definition: Expression,
    },
}

/// `REFERENCES`.
#[derive(Clone, Debug, PartialEq)]
pub struct ReferenceDefinition {
    pub columns: Vec<Name>,
    pub table: RelationRef,
    /// Empty: the primary key of the table.
    pub referenced: Vec<Name>,
    pub on_delete: ReferentialAction,
    pub on_delete_columns: Vec<Name>,
    pub on_update: ReferentialAction,
    pub match_kind: Match,
}

/// `LIKE other INCLUDING …`; each field says what is included.
#[derive(Clone, Debug, PartialEq)]
pub struct LikeClause {
    pub table: RelationRef,
    /// In SQL words, lower case: `defaults`, `constraints`, `indexes`, `identity`, `generated`, `comments`, `all`.
    pub including: Vec<String>,
}

/// `CREATE INDEX`.
#[derive(Clone, Debug, PartialEq)]
pub struct IndexDefinition {
    /// Without a name PostgreSQL chooses one.
    pub name: Option<Name>,
    pub table: RelationRef,
    pub method: Name,
    pub keys: Vec<IndexKey>,
    pub include: Vec<Name>,
    pub unique: bool,
    pub nulls_distinct: bool,
    pub predicate: Option<Expression>,
    pub options: Vec<(String, String)>,
    /// `CONCURRENTLY`: refused inside a transaction block (25001).
    pub concurrently: bool,
    /// `ON ONLY`: a partitioned table's index that is invalid until its partitions' are attached.
    pub only: bool,
    pub existing: IfNotExists,
}

/// `CREATE TYPE` and `CREATE DOMAIN`.
#[derive(Clone, Debug, PartialEq)]
pub enum TypeDefinition {
    Enum {
        labels: Vec<String>,
    },
    Domain {
        base: TypeRef,
        collation: Option<Name>,
        not_null: bool,
        default: Option<Expression>,
        constraints: Vec<ConstraintDefinition>,
    },
    Composite {
        attributes: Vec<(Name, TypeRef)>,
    },
    Range {
        definition: String,
    },
    Base,
}

/// `CREATE VIEW`.
#[derive(Clone, Debug, PartialEq)]
pub struct ViewDefinition {
    pub name: RelationRef,
    pub kind: ViewKind,
    pub query: Expression,
    pub columns: Option<Vec<Name>>,
    pub reads: Vec<(RelationRef, Vec<Name>)>,
    /// Sorted, without those that are off.
    pub options: Vec<(String, String)>,
    pub existing: Existing,
}

/// `CREATE FUNCTION` and `CREATE PROCEDURE`.
#[derive(Clone, Debug, PartialEq)]
pub struct RoutineDefinition {
    pub name: RelationRef,
    pub kind: RoutineKind,
    pub arguments: Vec<TypeRef>,
    pub signature: String,
    pub body: String,
    pub existing: Existing,
}

/// `CREATE TRIGGER`.
#[derive(Clone, Debug, PartialEq)]
pub struct TriggerDefinition {
    pub name: Name,
    pub definition: Expression,
    pub function: Option<RelationRef>,
}

impl ColumnDefinition {
    /// Returns a nullable column without default or constraints.
    #[must_use]
    pub fn new(name: Name, data_type: TypeRef) -> Self {
        Self {
            name,
            data_type,
            not_null: false,
            default: None,
            generation: Generation::None,
            collation: None,
            constraints: Vec::new(),
        }
    }
}

impl ConstraintDefinition {
    /// Returns a validated constraint that is not deferrable.
    #[must_use]
    pub fn new(name: Option<Name>, kind: ConstraintDefinitionKind) -> Self {
        Self { name, kind, deferrability: Deferrability::NotDeferrable, validated: true }
    }
}
