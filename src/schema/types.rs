//! A type of a schema: enum, domain, composite, range.

use crate::name::{Name, QualifiedName};
use crate::schema::{Constraint, DataType, Expression};
use std::collections::BTreeMap;

/// A type that the schema defines. The row type of a table is not one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Type {
    pub name: QualifiedName,
    pub kind: TypeKind,
    pub comment: Option<String>,
}

/// Why the type of an attribute that has a collation of its own is unknown.
pub const COLLATED_ATTRIBUTE: &str = "limbeck does not keep the collation of a composite type's attribute";

/// What kind of type it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypeKind {
    /// Labels in sort order.
    Enum {
        labels: Vec<String>,
    },
    /// Constraints are CHECKs on `VALUE`.
    Domain {
        base: DataType,
        /// A collation other than that of the base.
        collation: Option<Name>,
        not_null: bool,
        default: Option<Expression>,
        constraints: BTreeMap<Name, Constraint>,
    },
    Composite {
        attributes: Vec<(Name, DataType)>,
    },
    /// The canonical text after `AS RANGE`.
    Range {
        definition: String,
    },
    /// A base or shell type; what it is made of is not compared.
    Base,
}
