//! How an operation names things: as written, before the search path is applied.

use crate::name::{Name, QualifiedName};
use crate::schema::DataType;
use std::fmt;

/// A relation, type or function as written: with or without its schema.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RelationRef {
    pub schema: Option<Name>,
    pub name: Name,
}

/// A type as written. User types are looked up in the search path when the operation is applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypeRef {
    /// Already resolved: a built-in type, a qualified user type, or an unknown one.
    Resolved(DataType),
    /// A bare name that is no built-in type.
    Named { name: Name, modifiers: String, array: bool },
    /// `serial`, `bigserial`, `smallserial`: a type, a sequence, a default and NOT NULL. Holds the integer type.
    Serial(DataType),
}

/// Any object that can be dropped, renamed, moved or commented on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ObjectRef {
    Schema(Name),
    Extension(Name),
    Type(RelationRef),
    Domain(RelationRef),
    Table(RelationRef),
    View(RelationRef),
    MaterializedView(RelationRef),
    Index(RelationRef),
    Sequence(RelationRef),
    Column(RelationRef, Name),
    /// An attribute of a composite type.
    Attribute(RelationRef, Name),
    Constraint(RelationRef, Name),
    DomainConstraint(RelationRef, Name),
    Trigger(RelationRef, Name),
    Policy(RelationRef, Name),
    /// A routine; arguments are `None` where the statement did not give them.
    Routine(RelationRef, Option<Vec<TypeRef>>),
    Other(String, RelationRef),
}

/// What to do when the object is already there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum IfNotExists {
    /// Fail, as PostgreSQL does.
    #[default]
    Fail,
    /// `IF NOT EXISTS`: leave the old one.
    Skip,
}

/// What to do when the object is already there, for kinds that know `OR REPLACE`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Existing {
    #[default]
    Fail,
    Skip,
    Replace,
}

/// What to do when the object is not there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum IfExists {
    /// Fail, as PostgreSQL does.
    #[default]
    Fail,
    /// `IF EXISTS`: do nothing.
    Skip,
}

/// `RESTRICT` or `CASCADE`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Behavior {
    #[default]
    Restrict,
    Cascade,
}

/// Whether an `ALTER TABLE` reaches partitions and child tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    #[default]
    Descendants,
    /// `ALTER TABLE ONLY`, as dumps write it.
    Only,
}

impl RelationRef {
    /// Returns a name without schema.
    #[must_use]
    pub fn bare(name: Name) -> Self {
        Self { schema: None, name }
    }

    /// Returns the name for use in SQL.
    #[must_use]
    pub fn quoted(&self) -> String {
        match &self.schema {
            Some(schema) => format!("{}.{}", schema.quoted(), self.name.quoted()),
            None => self.name.quoted(),
        }
    }
}

impl From<QualifiedName> for RelationRef {
    fn from(name: QualifiedName) -> Self {
        Self { schema: Some(name.schema), name: name.name }
    }
}

impl fmt::Display for RelationRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.schema {
            Some(schema) => write!(f, "{schema}.{}", self.name),
            None => write!(f, "{}", self.name),
        }
    }
}
