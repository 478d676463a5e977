//! The values in the rows of the catalog, and how SQL compares them.

use crate::name::QualifiedName;
use std::cmp::Ordering;
use std::rc::Rc;

/// One value.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Null,
    Bool(bool),
    Number(i64),
    Text(Rc<str>),
    /// An object's identity.
    Object(Class, QualifiedName),
    /// The `attnum` of a column of a table: its place among the columns that are there, counted from 0. What number that is
    /// is not known, because dropped columns keep theirs.
    Position(QualifiedName, usize),
    /// An array, and the subscript of its first item.
    List(Rc<[Cell]>, i64),
    /// A text that begins so; the rest is not known.
    Starting(&'static str),
    /// Belongs to what the server brings.
    System,
    /// Not null, but nobody knows what.
    Something,
    Unknown,
}

/// What kind of identity an object has: its `oid`, or one of the types that print it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    Relation,
    Type,
    Namespace,
    Constraint,
    Routine,
    Trigger,
    RegClass,
    RegType,
    RegNamespace,
}

impl Class {
    /// Returns the class of the `oid` that a `reg…` type prints.
    #[must_use]
    pub fn of_oid(self) -> Self {
        match self {
            Self::RegClass => Self::Relation,
            Self::RegType => Self::Type,
            Self::RegNamespace => Self::Namespace,
            own => own,
        }
    }

    /// Returns whether it is printed as a name.
    #[must_use]
    pub fn is_named(self) -> bool {
        self.of_oid() != self
    }
}

impl Cell {
    /// Returns text.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self::Text(text.into())
    }

    /// Returns a count.
    #[must_use]
    pub fn size(size: usize) -> Self {
        Self::Number(i64::try_from(size).unwrap_or(i64::MAX))
    }

    /// Returns an array.
    #[must_use]
    pub fn list(items: impl IntoIterator<Item = Self>) -> Self {
        Self::List(items.into_iter().collect(), 1)
    }

    /// Returns whether the value, or a part of it, is not known.
    #[must_use]
    pub fn is_open(&self) -> bool {
        match self {
            Self::Starting(_) | Self::System | Self::Something | Self::Unknown => true,
            Self::List(items, _) => items.iter().any(Self::is_open),
            _ => false,
        }
    }

    /// Returns `self operator other`.
    #[must_use]
    pub fn compare(&self, operator: &str, other: &Self) -> Self {
        if matches!(self, Self::Null) || matches!(other, Self::Null) {
            return Self::Null;
        }
        let equal = match operator {
            "=" => self.equals(other),
            "<>" => self.equals(other).negate(),
            _ => return self.ordered(operator, other),
        };
        equal
    }

    fn equals(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => Self::Bool(a == b),
            (Self::Bool(a), Self::Bool(b)) => Self::Bool(a == b),
            (Self::Text(a), Self::Text(b)) => Self::Bool(a == b),
            (Self::Starting(start), Self::Text(text)) | (Self::Text(text), Self::Starting(start)) => {
                if text.starts_with(start) { Self::Unknown } else { Self::Bool(false) }
            }
            (Self::Starting(a), Self::Starting(b)) if !a.starts_with(b) && !b.starts_with(a) => Self::Bool(false),
            (Self::Object(a, own), Self::Object(b, name)) if a.of_oid() == b.of_oid() => Self::Bool(own == name),
            (Self::System, Self::Object(_, name)) | (Self::Object(_, name), Self::System) if !is_system(name) => {
                Self::Bool(false)
            }
            // No object has this number.
            (Self::Object(..) | Self::System, Self::Number(0)) | (Self::Number(0), Self::Object(..) | Self::System) => {
                Self::Bool(false)
            }
            (Self::Position(table, a), Self::Position(other, b)) if table == other => Self::Bool(a == b),
            (Self::Position(..), Self::Number(number)) | (Self::Number(number), Self::Position(..)) if *number <= 0 => {
                Self::Bool(false)
            }
            (Self::List(a, first), Self::List(b, start)) => {
                // Arrays with other bounds are other arrays.
                if a.len() != b.len() || (first != start && !a.is_empty()) {
                    return Self::Bool(false);
                }
                all(a.iter().zip(b.iter()).map(|(a, b)| match (a, b) {
                    (Self::Null, Self::Null) => Self::Bool(true),
                    (Self::Null, b) if !b.is_open() => Self::Bool(false),
                    (a, Self::Null) if !a.is_open() => Self::Bool(false),
                    (a, b) => match a.equals(b) {
                        Self::Bool(truth) => Self::Bool(truth),
                        _ => Self::Unknown,
                    },
                }))
            }
            (Self::Bool(a), Self::Text(b)) | (Self::Text(b), Self::Bool(a)) => match as_bool(b) {
                Some(b) => Self::Bool(*a == b),
                None => Self::Unknown,
            },
            (Self::Number(a), Self::Text(b)) | (Self::Text(b), Self::Number(a)) => match b.trim().parse::<i64>() {
                Ok(b) => Self::Bool(*a == b),
                Err(_) => Self::Unknown,
            },
            _ => Self::Unknown,
        }
    }

    fn ordered(&self, operator: &str, other: &Self) -> Self {
        let ordering = match (self, other) {
            (Self::Number(a), Self::Number(b)) => a.cmp(b),
            (Self::Position(table, a), Self::Position(other, b)) if table == other => a.cmp(b),
            (Self::Position(..), Self::Number(number)) if *number <= 0 => Ordering::Greater,
            (Self::Number(number), Self::Position(..)) if *number <= 0 => Ordering::Less,
            (Self::Object(..) | Self::System, Self::Number(0)) => Ordering::Greater,
            // How texts are ordered depends on the collation.
            (Self::Text(a), Self::Text(b)) if a == b => Ordering::Equal,
            _ => return Self::Unknown,
        };
        Self::Bool(match operator {
            "<" => ordering.is_lt(),
            ">" => ordering.is_gt(),
            "<=" => ordering.is_le(),
            ">=" => ordering.is_ge(),
            _ => return Self::Unknown,
        })
    }

    /// Returns `NOT self`.
    #[must_use]
    pub fn negate(&self) -> Self {
        match self {
            Self::Bool(truth) => Self::Bool(!truth),
            Self::Null => Self::Null,
            _ => Self::Unknown,
        }
    }

    /// Returns `self IS NULL`.
    #[must_use]
    pub fn is_null(&self) -> Self {
        match self {
            Self::Null => Self::Bool(true),
            Self::Unknown => Self::Unknown,
            _ => Self::Bool(false),
        }
    }
}

/// Returns the AND of truth values.
#[must_use]
pub fn all(cells: impl Iterator<Item = Cell>) -> Cell {
    joined(cells, false)
}

/// Returns the OR of truth values.
#[must_use]
pub fn any(cells: impl Iterator<Item = Cell>) -> Cell {
    joined(cells, true)
}

fn joined(cells: impl Iterator<Item = Cell>, decides: bool) -> Cell {
    let (mut open, mut null) = (false, false);
    for cell in cells {
        match cell {
            Cell::Bool(truth) if truth == decides => return Cell::Bool(decides),
            Cell::Bool(_) => {}
            Cell::Null => null = true,
            _ => open = true,
        }
    }
    match (open, null) {
        (true, _) => Cell::Unknown,
        (_, true) => Cell::Null,
        _ => Cell::Bool(!decides),
    }
}

/// Returns whether an object of this name is the server's own.
#[must_use]
pub fn is_system(name: &QualifiedName) -> bool {
    is_system_schema(name.schema.as_str())
}

/// Returns whether a schema is the server's own.
#[must_use]
pub fn is_system_schema(name: &str) -> bool {
    matches!(name, "pg_catalog" | "information_schema" | "pg_toast")
}

fn as_bool(text: &str) -> Option<bool> {
    match &*text.trim().to_ascii_lowercase() {
        "t" | "true" | "yes" | "on" | "1" | "y" => Some(true),
        "f" | "false" | "no" | "off" | "0" | "n" => Some(false),
        _ => None,
    }
}

/// Returns whether `text` is like `pattern`: `%`, `_` and `\`.
#[must_use]
pub fn is_like(text: &str, pattern: &str) -> bool {
    let (text, pattern): (Vec<char>, Vec<char>) = (text.chars().collect(), pattern.chars().collect());
    like(&text, &pattern)
}

fn like(text: &[char], pattern: &[char]) -> bool {
    // Iterative, going back to the last `%` only.
    let (mut t, mut p, mut back) = (0, 0, None);
    loop {
        let literal = |at: usize| match pattern.get(at) {
            Some('\\') => (pattern.get(at + 1).copied(), 2),
            other => (other.copied(), 1),
        };
        match (pattern.get(p), text.get(t)) {
            (Some('%'), _) => {
                back = Some((p + 1, t));
                p += 1;
                continue;
            }
            (Some('_'), Some(_)) => {
                (t, p) = (t + 1, p + 1);
                continue;
            }
            (Some(_), Some(c)) if literal(p).0 == Some(*c) => {
                p += literal(p).1;
                t += 1;
                continue;
            }
            (None, None) => return true,
            _ => {}
        }
        match back {
            Some((after, at)) if at < text.len() => {
                back = Some((after, at + 1));
                (p, t) = (after, at + 1);
            }
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn like_knows_its_wildcards() {
        assert!(is_like("ix_users_email", "ix\\_users%"));
        assert!(is_like("abc", "%b%"));
        assert!(is_like("abc", "a_c"));
        assert!(!is_like("abc", "a_"));
        assert!(!is_like("ixxusers", "ix\\_users%"));
        assert!(is_like("", "%"));
        assert!(!is_like(&"a".repeat(200), &"%a".repeat(100).replace("%a", "%a%b")));
    }

    #[test]
    fn null_compares_to_nothing() {
        assert_eq!(Cell::Null.compare("=", &Cell::Null), Cell::Null);
        assert_eq!(Cell::Something.compare("=", &Cell::text("x")), Cell::Unknown);
        assert_eq!(Cell::text("a").compare("<>", &Cell::text("b")), Cell::Bool(true));
        assert_eq!(all([Cell::Null, Cell::Bool(false)].into_iter()), Cell::Bool(false));
        assert_eq!(any([Cell::Null, Cell::Bool(false)].into_iter()), Cell::Null);
        assert_eq!(any([Cell::Null, Cell::Unknown].into_iter()), Cell::Unknown);
    }
}
