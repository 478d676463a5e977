//! A constraint of a table. NOT NULL is an attribute of the column, not a constraint, in every server version.

use crate::name::{Name, QualifiedName};
use crate::schema::Expression;

/// A constraint as `pg_constraint` describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constraint {
    pub name: Name,
    pub kind: ConstraintKind,
    pub deferrability: Deferrability,
    /// False after `NOT VALID`, until validated.
    pub validated: bool,
    pub comment: Option<String>,
    /// Came from a parent by inheritance or partitioning.
    pub inherited: bool,
}

/// What a constraint demands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConstraintKind {
    PrimaryKey {
        columns: Vec<Name>,
        include: Vec<Name>,
    },
    Unique {
        columns: Vec<Name>,
        include: Vec<Name>,
        nulls_distinct: bool,
    },
    ForeignKey(ForeignKey),
    Check {
        expression: Expression,
        no_inherit: bool,
    },
    /// The canonical text after `EXCLUDE`.
    Exclude {
        definition: Expression,
    },
}

/// A reference to another table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignKey {
    pub columns: Vec<Name>,
    pub table: QualifiedName,
    /// Never empty: PostgreSQL fills in the primary key's columns.
    pub referenced: Vec<Name>,
    pub on_delete: ReferentialAction,
    /// The columns of `ON DELETE SET NULL (…)`, PostgreSQL 15 and later.
    pub on_delete_columns: Vec<Name>,
    pub on_update: ReferentialAction,
    pub match_kind: Match,
}

/// What happens to the referencing rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReferentialAction {
    #[default]
    NoAction,
    Restrict,
    Cascade,
    SetNull,
    SetDefault,
}

/// How a foreign key treats nulls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Match {
    #[default]
    Simple,
    Full,
}

/// When a constraint is checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Deferrability {
    #[default]
    NotDeferrable,
    InitiallyImmediate,
    InitiallyDeferred,
}

impl Constraint {
    /// Returns a validated constraint that is not deferrable.
    #[must_use]
    pub fn new(name: Name, kind: ConstraintKind) -> Self {
        Self {
            name,
            kind,
            deferrability: Deferrability::NotDeferrable,
            validated: true,
            comment: None,
            inherited: false,
        }
    }

    /// Returns whether an index of the same name backs it, so that the name is taken among relations.
    #[must_use]
    pub fn has_index(&self) -> bool {
        matches!(
            self.kind,
            ConstraintKind::PrimaryKey { .. } | ConstraintKind::Unique { .. } | ConstraintKind::Exclude { .. }
        )
    }

    /// Returns the columns that a primary key or a unique constraint keeps unique.
    #[must_use]
    pub fn key_columns(&self) -> Option<&[Name]> {
        match &self.kind {
            ConstraintKind::PrimaryKey { columns, .. } | ConstraintKind::Unique { columns, .. } => Some(columns),
            ConstraintKind::ForeignKey(_) | ConstraintKind::Check { .. } | ConstraintKind::Exclude { .. } => None,
        }
    }
}

impl ReferentialAction {
    /// Returns the SQL words.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoAction => "NO ACTION",
            Self::Restrict => "RESTRICT",
            Self::Cascade => "CASCADE",
            Self::SetNull => "SET NULL",
            Self::SetDefault => "SET DEFAULT",
        }
    }
}
