//! The type of a column, in the form PostgreSQL's `format_type` prints.

use crate::name::{Name, QualifiedName};
use crate::schema::{UNKNOWN, Unknown};
use std::fmt;

/// A column's type: what it is, its modifiers, and whether it is an array.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataType {
    pub base: TypeBase,
    /// The text between the parentheses, without spaces: `50`, `10,2`; for `interval` its fields (`day to second`), empty if none.
    pub modifiers: String,
    /// PostgreSQL keeps no number of dimensions: an array is an array.
    pub array: bool,
}

/// What a type is before modifiers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypeBase {
    /// A type of `pg_catalog`, spelt as `format_type` does: `integer`, `character varying`, `timestamp with time zone`.
    Builtin(Name),
    /// An enum, domain, composite or range type of a schema, or one that an extension brings.
    User(QualifiedName),
    /// A type that reading could not determine.
    Unknown(Unknown),
}

impl DataType {
    /// Returns the built-in type that `format_type` spells `name`, without modifiers.
    #[must_use]
    pub fn builtin(name: &str) -> Self {
        Self { base: TypeBase::Builtin(Name::verbatim(name)), modifiers: String::new(), array: false }
    }

    /// Returns a type of a schema.
    #[must_use]
    pub fn user(name: QualifiedName) -> Self {
        Self { base: TypeBase::User(name), modifiers: String::new(), array: false }
    }

    /// Returns a type that is not known.
    #[must_use]
    pub fn unknown(unknown: Unknown) -> Self {
        Self { base: TypeBase::Unknown(unknown), modifiers: String::new(), array: false }
    }

    /// Returns the same type with the text that stands between its parentheses.
    #[must_use]
    pub fn with_modifiers(mut self, modifiers: impl Into<String>) -> Self {
        self.modifiers = modifiers.into();
        self
    }

    /// Returns the array of this type.
    #[must_use]
    pub fn into_array(mut self) -> Self {
        self.array = true;
        self
    }

    /// Returns whether the base is the built-in type `name`, array or not.
    #[must_use]
    pub fn is_builtin(&self, name: &str) -> bool {
        matches!(&self.base, TypeBase::Builtin(own) if own.as_str() == name)
    }

    /// Returns the schema's own type that this one uses, if it does.
    #[must_use]
    pub fn user_type(&self) -> Option<&QualifiedName> {
        match &self.base {
            TypeBase::User(name) => Some(name),
            TypeBase::Builtin(_) | TypeBase::Unknown(_) => None,
        }
    }

    /// Returns why the type is not known, if it is not.
    #[must_use]
    pub fn as_unknown(&self) -> Option<&Unknown> {
        match &self.base {
            TypeBase::Unknown(unknown) => Some(unknown),
            TypeBase::Builtin(_) | TypeBase::User(_) => None,
        }
    }

    /// Returns the type as SQL.
    #[must_use]
    pub fn to_sql(&self) -> String {
        let array = if self.array { "[]" } else { "" };
        let name = match &self.base {
            TypeBase::Builtin(name) => name.as_str().to_string(),
            TypeBase::User(name) => name.quoted(),
            TypeBase::Unknown(_) => UNKNOWN.to_string(),
        };
        if self.modifiers.is_empty() {
            return format!("{name}{array}");
        }
        if self.is_builtin("interval") && !self.modifiers.starts_with(|c: char| c.is_ascii_digit()) {
            return format!("{name} {}{array}", self.modifiers);
        }
        // The precision of the time types stands before "with time zone".
        match name.split_once(' ') {
            Some((first, rest)) if first == "timestamp" || first == "time" => {
                format!("{first}({}) {rest}{array}", self.modifiers)
            }
            _ => format!("{name}({}){array}", self.modifiers),
        }
    }
}

impl fmt::Display for DataType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_sql())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_as_format_type_does() {
        assert_eq!(DataType::builtin("character varying").with_modifiers("50").to_sql(), "character varying(50)");
        assert_eq!(
            DataType::builtin("timestamp with time zone").with_modifiers("3").into_array().to_sql(),
            "timestamp(3) with time zone[]"
        );
        assert_eq!(DataType::builtin("interval").with_modifiers("day to second").to_sql(), "interval day to second");
        assert_eq!(DataType::user(QualifiedName::public("Mood")).to_sql(), "public.\"Mood\"");
    }
}
