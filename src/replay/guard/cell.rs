//! The values in the rows of the catalog, and how SQL compares them.

use super::like::glob;
pub use super::like::is_like;
use crate::name::QualifiedName;
use crate::schema::DataType;
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
    /// The `enumsortorder` of a label of a type: its place among the labels. Those that were added later have fractions.
    Order(QualifiedName, usize),
    /// An array, and the subscript of its first item.
    List(Rc<[Cell]>, i64),
    /// A label of an enum type.
    Label(Rc<str>),
    /// A UUID, as the server prints it.
    Uuid(Rc<str>),
    /// A value of `json`, as it was given.
    Json(Rc<str>),
    /// A text that one of these words describes, in which `*` stands for anything.
    Among(Rc<str>),
    /// The `attnum` of a column that was dropped: none that is there has it.
    Gone,
    /// Belongs to what the server brings.
    System,
    /// Not null, but nobody knows what.
    Something,
    Unknown,
}

/// What kind of identity an object has: its `oid`, or one of the types that print it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    Relation,
    Type,
    Namespace,
    Constraint,
    Routine,
    /// The database one is connected to, whose name is not known.
    Database,
    NamedRelation,
    NamedType,
    NamedNamespace,
}

impl Class {
    /// Returns the class of the `oid` that a `reg…` type prints.
    #[must_use]
    pub fn of_oid(self) -> Self {
        match self {
            Self::NamedRelation => Self::Relation,
            Self::NamedType => Self::Type,
            Self::NamedNamespace => Self::Namespace,
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

    /// Returns the text that one of these words describes.
    #[must_use]
    pub fn among(words: &str) -> Self {
        Self::Among(words.into())
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
            Self::Among(_) | Self::Gone | Self::System | Self::Something | Self::Unknown => true,
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
        match operator {
            "=" => self.equals(other),
            "<>" => self.equals(other).negate(),
            _ => self.ordered(operator, other),
        }
    }

    fn equals(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => Self::Bool(a == b),
            (Self::Bool(a), Self::Bool(b)) => Self::Bool(a == b),
            (Self::Text(a), Self::Text(b)) => same_text(a, b),
            (Self::Among(words), Self::Text(text)) | (Self::Text(text), Self::Among(words)) => {
                if words.split(' ').any(|word| is_like(text, &glob(word))) { Self::Unknown } else { Self::Bool(false) }
            }
            (Self::Object(a, own), Self::Object(b, name)) if a.of_oid() == b.of_oid() => Self::Bool(own == name),
            (Self::System, Self::Object(_, name)) | (Self::Object(_, name), Self::System) if !is_system(name) => {
                Self::Bool(false)
            }
            // No object has this number.
            (Self::Object(..) | Self::System, Self::Number(0)) | (Self::Number(0), Self::Object(..) | Self::System) => {
                Self::Bool(false)
            }
            (Self::Position(table, a), Self::Position(other, b)) | (Self::Order(table, a), Self::Order(other, b))
                if table == other =>
            {
                Self::Bool(a == b)
            }
            (Self::Gone, Self::Position(..)) | (Self::Position(..), Self::Gone) => Self::Bool(false),
            (Self::Position(..) | Self::Gone, Self::Number(number))
            | (Self::Number(number), Self::Position(..) | Self::Gone)
                if *number <= 0 =>
            {
                Self::Bool(false)
            }
            (Self::List(a, first), Self::List(b, start)) => {
                // Arrays with other bounds are other arrays.
                if a.len() != b.len() || (first != start && !a.is_empty()) {
                    return Self::Bool(false);
                }
                all(a.iter().zip(b.iter()).map(|(a, b)| a.same(b)))
            }
            (Self::Label(a), Self::Label(b) | Self::Text(b)) | (Self::Text(a), Self::Label(b)) => Self::Bool(a == b),
            (Self::Uuid(a), Self::Uuid(b)) => Self::Bool(a == b),
            (Self::Uuid(a), Self::Text(b)) | (Self::Text(b), Self::Uuid(a)) => match as_uuid(b) {
                Some(b) => Self::Bool(**a == *b),
                None => Self::Unknown,
            },
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

    /// Returns whether two are the same, as DISTINCT means it: NULL is itself.
    #[must_use]
    pub fn same(&self, other: &Self) -> Self {
        match (self.is_null(), other.is_null()) {
            (Self::Bool(false), Self::Bool(false)) => self.equals(other),
            (Self::Bool(own), Self::Bool(null)) => Self::Bool(own == null),
            _ => Self::Unknown,
        }
    }

    /// Returns whether the text is like a pattern.
    #[must_use]
    pub fn like(&self, pattern: &Self, folded: bool) -> Self {
        let fold = |text: &str| if folded { text.to_lowercase() } else { text.to_string() };
        match (self, pattern) {
            (Self::Null, _) | (_, Self::Null) => Self::Null,
            // Case beyond ASCII depends on the locale.
            (Self::Text(text), Self::Text(pattern)) if folded && !(text.is_ascii() && pattern.is_ascii()) => {
                Self::Unknown
            }
            (Self::Text(text), Self::Text(pattern)) => Self::Bool(is_like(&fold(text), &fold(pattern))),
            (Self::Among(words), Self::Text(pattern)) => {
                let pattern = fold(pattern);
                let start = |text: &str, ends: &[char]| text.split(ends).next().unwrap_or_default().to_string();
                let like = |word: &str| {
                    let word = fold(word);
                    let own = start(&word, &['*']);
                    let plain = start(&pattern, &['%', '_', '\\']);
                    match () {
                        () if own == word || (pattern.ends_with('%') && is_like(&own, &pattern)) => {
                            Self::Bool(is_like(&own, &pattern))
                        }
                        () if !own.starts_with(&plain) && !plain.starts_with(&own) => Self::Bool(false),
                        () => Self::Unknown,
                    }
                };
                let mut each = words.split(' ').map(like);
                let first = each.next().unwrap_or(Self::Unknown);
                if each.all(|own| own == first) { first } else { Self::Unknown }
            }
            _ => Self::Unknown,
        }
    }

    fn ordered(&self, operator: &str, other: &Self) -> Self {
        let ordering = match (self, other) {
            (Self::Number(a), Self::Number(b)) => a.cmp(b),
            (Self::Position(table, a), Self::Position(other, b)) | (Self::Order(table, a), Self::Order(other, b))
                if table == other =>
            {
                a.cmp(b)
            }
            // Columns are counted from 1, those that were dropped too.
            (Self::Position(_, at), Self::Number(number)) if usize::try_from(*number).is_ok_and(|own| own <= *at) => {
                Ordering::Greater
            }
            (Self::Number(number), Self::Position(_, at)) if usize::try_from(*number).is_ok_and(|own| own <= *at) => {
                Ordering::Less
            }
            (Self::Position(..) | Self::Gone, Self::Number(number)) if *number <= 0 => Ordering::Greater,
            (Self::Number(number), Self::Position(..) | Self::Gone) if *number <= 0 => Ordering::Less,
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

fn as_uuid(text: &str) -> Option<String> {
    crate::sql::printed_value(text, &DataType::builtin("uuid"))
}

fn as_bool(text: &str) -> Option<bool> {
    match &*text.trim().to_ascii_lowercase() {
        "t" | "true" | "yes" | "on" | "1" | "y" => Some(true),
        "f" | "false" | "no" | "off" | "0" | "n" => Some(false),
        _ => None,
    }
}

/// Compares texts. A literal is cut as the type of what it is compared with: `name` at 63 bytes, `"char"` at one.
fn same_text(a: &str, b: &str) -> Cell {
    let is_cut = |short: &str, long: &str| {
        matches!(short.len(), 1 | 60..=63) && short.len() < long.len() && long.starts_with(short)
    };
    if is_cut(a, b) || is_cut(b, a) { Cell::Unknown } else { Cell::Bool(a == b) }
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
