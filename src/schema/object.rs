//! What an object is called in every answer of limbeck: its kind, then its qualified name (DESIGN, command line).

use crate::name::{Name, QualifiedName};
use std::collections::BTreeSet;
use std::fmt;

/// The identity of one object of a schema.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ObjectId {
    Schema(Name),
    Extension(Name),
    Type(QualifiedName),
    Sequence(QualifiedName),
    Table(QualifiedName),
    Column(QualifiedName, Name),
    Constraint(QualifiedName, Name),
    Index(QualifiedName),
    View(QualifiedName),
    /// A function and the types of its arguments, comma-separated.
    Function(QualifiedName, String),
    Trigger(QualifiedName, Name),
    Policy(QualifiedName, Name),
    /// A kind that is kept by name only, and the name.
    Other(String, QualifiedName),
}

/// One comparable property of an object.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Attribute {
    /// That it is there.
    Existence,
    /// What kind it is: `enum`, `materialized view`, `partitioned table`.
    Kind,
    Type,
    Nullable,
    Default,
    Identity,
    Generated,
    Collation,
    /// The canonical text of the rest: a constraint, an index, a view, a function.
    Definition,
    /// The names of a view's columns.
    Columns,
    /// The tables that a table inherits from, or the one it is a partition of.
    Parents,
    /// Whether a constraint holds for old rows, too.
    Validated,
    /// Whether an index is usable.
    Valid,
    /// A label of an enum type.
    Label(String),
    /// Row security of a table.
    RowSecurity,
    /// Whether a trigger fires.
    Enabled,
    /// Increment, bounds and cache of a sequence.
    Options,
    Owner,
    Comment,
}

impl ObjectId {
    /// Returns the table that the object is part of, itself if it is one.
    #[must_use]
    pub fn table(&self) -> Option<&QualifiedName> {
        match self {
            Self::Table(table) | Self::Column(table, _) | Self::Constraint(table, _) => Some(table),
            Self::Trigger(table, _) | Self::Policy(table, _) => Some(table),
            _ => None,
        }
    }

    /// Returns whether it, or the table that it is part of, is among these.
    #[must_use]
    pub fn is_within(&self, others: &BTreeSet<&Self>) -> bool {
        others.contains(self) || self.table().is_some_and(|table| others.contains(&Self::Table(table.clone())))
    }

    /// Returns the schema that the object lies in, itself if it is one; an extension lies in none.
    #[must_use]
    pub fn schema(&self) -> Option<&Name> {
        match self {
            Self::Schema(name) => Some(name),
            Self::Extension(_) => None,
            Self::Type(name)
            | Self::Sequence(name)
            | Self::Table(name)
            | Self::Column(name, _)
            | Self::Constraint(name, _)
            | Self::Index(name)
            | Self::View(name)
            | Self::Function(name, _)
            | Self::Trigger(name, _)
            | Self::Policy(name, _)
            | Self::Other(_, name) => Some(&name.schema),
        }
    }

    /// Returns the part of its name that only its own rename changes: for what is inside a table not the table's.
    #[must_use]
    pub fn own_name(&self) -> String {
        match self {
            Self::Column(_, name) | Self::Constraint(_, name) | Self::Trigger(_, name) | Self::Policy(_, name) => {
                format!("{} {name}", self.kind())
            }
            other => other.to_string(),
        }
    }

    /// Returns the word for its kind.
    #[must_use]
    pub fn kind(&self) -> &str {
        match self {
            Self::Schema(_) => "schema",
            Self::Extension(_) => "extension",
            Self::Type(_) => "type",
            Self::Sequence(_) => "sequence",
            Self::Table(_) => "table",
            Self::Column(..) => "column",
            Self::Constraint(..) => "constraint",
            Self::Index(_) => "index",
            Self::View(_) => "view",
            Self::Function(..) => "function",
            Self::Trigger(..) => "trigger",
            Self::Policy(..) => "policy",
            Self::Other(kind, _) => kind,
        }
    }
}

impl fmt::Display for ObjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ", self.kind())?;
        match self {
            Self::Schema(name) | Self::Extension(name) => write!(f, "{name}"),
            Self::Type(name) | Self::Sequence(name) | Self::Table(name) | Self::Index(name) | Self::View(name) => {
                write!(f, "{name}")
            }
            Self::Column(table, name)
            | Self::Constraint(table, name)
            | Self::Trigger(table, name)
            | Self::Policy(table, name) => write!(f, "{table}.{name}"),
            Self::Function(name, arguments) => write!(f, "{name}({arguments})"),
            Self::Other(_, name) => write!(f, "{name}"),
        }
    }
}

impl fmt::Display for Attribute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match self {
            Self::Existence => "existence",
            Self::Kind => "kind",
            Self::Type => "type",
            Self::Nullable => "nullable",
            Self::Default => "default",
            Self::Identity => "identity",
            Self::Generated => "generated",
            Self::Collation => "collation",
            Self::Definition => "definition",
            Self::Columns => "columns",
            Self::Parents => "parents",
            Self::Validated => "validated",
            Self::Valid => "valid",
            Self::Label(label) => return write!(f, "label {label}"),
            Self::RowSecurity => "row security",
            Self::Enabled => "enabled",
            Self::Options => "options",
            Self::Owner => "owner",
            Self::Comment => "comment",
        };
        f.write_str(word)
    }
}
