//! Types as far as the judge weighs them: which are of a kind, which turn into which.

use super::Judge;
use crate::name::QualifiedName;
use crate::operation::{RelationRef, TypeRef};
use crate::schema::{DataType, TypeBase, TypeKind, base_type};
use crate::sql::Context;
use crate::sql::data_type::resolve;

/// The value of an expression.
#[derive(Clone, Debug)]
pub(super) struct Own {
    pub of: Of,
    /// Whether it may have no value for some row: an error at run time.
    pub fails: bool,
    /// Whether it may be NULL.
    pub null: bool,
    /// The text of a literal, a number included.
    pub literal: Option<String>,
    pub stability: Stability,
    /// How many characters its text has at most, where its type does not say.
    pub at_most: Option<u64>,
}

/// What is known of a type.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Of {
    /// A string whose type its surroundings decide.
    Literal,
    Null,
    Type(DataType),
}

/// `pg_proc.provolatile`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stability {
    Immutable,
    Stable,
    Volatile,
}

/// What types are of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Category {
    Number,
    Text,
    Boolean,
    /// A date or a timestamp.
    Time,
    Clock,
    Interval,
    Uuid,
    Json,
    Jsonb,
    Bytes,
    Enum(QualifiedName),
    Array,
    Other,
}

impl Own {
    pub(super) fn typed(of: DataType) -> Self {
        Self {
            of: Of::Type(of),
            fails: false,
            null: true,
            literal: None,
            stability: Stability::Immutable,
            at_most: None,
        }
    }

    pub(super) fn builtin(name: &str) -> Self {
        Self::typed(DataType::builtin(name))
    }

    pub(super) fn boolean() -> Self {
        Self::builtin("boolean")
    }

    /// Returns a value computed from others: it fails where they do.
    pub(super) fn after<'a>(mut self, others: impl IntoIterator<Item = &'a Self>) -> Self {
        self.null = false;
        for other in others {
            self.fails |= other.fails;
            self.null |= other.null;
            self.stability = self.stability.max(other.stability);
        }
        self
    }

    pub(super) fn failing(mut self) -> Self {
        self.fails = true;
        self
    }

    pub(super) fn nullable(mut self) -> Self {
        self.null = true;
        self
    }

    /// Returns the value as others see it: a string without a type is text.
    pub(super) fn resolved(self) -> Self {
        let of = match self.of {
            Of::Literal => Of::Type(DataType::builtin("text")),
            other => other,
        };
        Self { of, ..self }
    }

    /// Returns the same, at least as little stable.
    pub(super) fn at_least(mut self, stability: Stability) -> Self {
        self.stability = self.stability.max(stability);
        self
    }

    pub(super) fn is_builtin(&self, name: &str) -> bool {
        matches!(&self.of, Of::Type(of) if of.is_builtin(name) && !of.array)
    }

    /// Returns the type as messages print it.
    pub(super) fn word(&self) -> String {
        match &self.of {
            Of::Literal | Of::Null => "unknown".into(),
            Of::Type(of) => without_length(of).to_sql(),
        }
    }
}

impl Judge<'_> {
    /// Returns the type that a reference means.
    pub(super) fn resolved(&self, of: TypeRef) -> DataType {
        let context = Context::default().within(Some(self.ground.schema));
        resolve(of, |name| context.type_named(&RelationRef::bare(name.clone())))
    }

    /// Returns the type below a domain.
    pub(super) fn base(&self, of: &DataType) -> DataType {
        base_type(self.ground.schema, of)
    }

    pub(super) fn category(&self, of: &DataType) -> Category {
        let of = self.base(of);
        if of.array {
            return Category::Array;
        }
        match &of.base {
            TypeBase::Builtin(name) => category_of(name.as_str()),
            TypeBase::User(name) if name.name.as_str() == "citext" => Category::Text,
            TypeBase::User(name) => match self.ground.schema.type_named(name).map(|own| &own.kind) {
                Some(TypeKind::Enum { .. }) => Category::Enum(name.clone()),
                _ => Category::Other,
            },
            TypeBase::Unknown(_) => Category::Other,
        }
    }

    /// Returns the category of a value that has a type.
    pub(super) fn category_of(&self, own: &Own) -> Option<Category> {
        match &own.of {
            Of::Type(of) => Some(self.category(of)),
            Of::Literal | Of::Null => None,
        }
    }
}

/// Returns the types of arguments as messages print them.
pub(super) fn words_of(arguments: &[Own]) -> String {
    arguments.iter().map(Own::word).collect::<Vec<_>>().join(", ")
}

pub(super) fn without_length(of: &DataType) -> DataType {
    DataType { modifiers: String::new(), ..of.clone() }
}

/// Returns the type of the elements of an array.
pub(super) fn element_of(of: &DataType) -> DataType {
    DataType { array: false, ..of.clone() }
}

pub(super) fn is_whole(of: &DataType) -> bool {
    !of.array && ["smallint", "integer", "bigint"].iter().any(|name| of.is_builtin(name))
}

fn category_of(name: &str) -> Category {
    match name {
        "smallint" | "integer" | "bigint" | "numeric" | "real" | "double precision" | "oid" => Category::Number,
        "text" | "character varying" | "character" | "bpchar" | "name" => Category::Text,
        "boolean" => Category::Boolean,
        "date" | "timestamp without time zone" | "timestamp with time zone" => Category::Time,
        "time without time zone" | "time with time zone" => Category::Clock,
        "interval" => Category::Interval,
        "uuid" => Category::Uuid,
        "json" => Category::Json,
        "jsonb" => Category::Jsonb,
        "bytea" => Category::Bytes,
        _ => Category::Other,
    }
}

/// Returns whether an integer type has a value.
pub(super) fn in_range(of: &DataType, value: i128) -> bool {
    let (low, high) = match () {
        () if of.is_builtin("smallint") => (i128::from(i16::MIN), i128::from(i16::MAX)),
        () if of.is_builtin("integer") => (i128::from(i32::MIN), i128::from(i32::MAX)),
        () if of.is_builtin("bigint") => (i128::from(i64::MIN), i128::from(i64::MAX)),
        () => return true,
    };
    (low..=high).contains(&value)
}
