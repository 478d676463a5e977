//! The values in the rows of the catalog, and how SQL compares them.

use crate::name::QualifiedName;
use std::rc::Rc;

/// One value.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Null,
    Bool(bool),
    Number(i64),
    Text(Rc<str>),
    /// An object's identity, as `oid`: its class and its name.
    Object(&'static str, QualifiedName),
    List(Rc<[Cell]>),
    /// An array whose first subscript is 0: `int2vector`.
    Vector(Rc<[Cell]>),
    /// The number of a column of a table, by its place among the columns that are there: dropped columns keep theirs, so
    /// which number it is nobody knows.
    Position(QualifiedName, usize),
    /// Not null, but nobody knows what.
    Something,
    Unknown,
}

impl Cell {
    /// Returns text.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self::Text(text.into())
    }

    /// Returns whether it counts as true; nothing where that is not known. NULL does not.
    #[must_use]
    pub fn truth(&self) -> Option<bool> {
        match self {
            Self::Bool(truth) => Some(*truth),
            Self::Null => Some(false),
            _ => None,
        }
    }

    /// Returns `self operator other`.
    #[must_use]
    pub fn compare(&self, operator: &str, other: &Self) -> Self {
        if matches!(self, Self::Null) || matches!(other, Self::Null) {
            return Self::Null;
        }
        let ordering = match (self, other) {
            (Self::Unknown | Self::Something, _) | (_, Self::Unknown | Self::Something) => return Self::Unknown,
            (Self::Number(a), Self::Number(b)) => a.cmp(b),
            (Self::Bool(a), Self::Bool(b)) => a.cmp(b),
            (Self::Text(a), Self::Text(b)) => a.cmp(b),
            (Self::Object(_, a), Self::Object(_, b)) => a.cmp(b),
            (Self::Position(table, a), Self::Position(other, b)) if table == other => a.cmp(b),
            (Self::Position(..), Self::Number(number)) if *number <= 0 => std::cmp::Ordering::Greater,
            (Self::Number(number), Self::Position(..)) if *number <= 0 => std::cmp::Ordering::Less,
            (Self::Bool(a), Self::Text(b)) | (Self::Text(b), Self::Bool(a)) => {
                let truth = matches!(&*b.to_ascii_lowercase(), "t" | "true" | "yes" | "on" | "1" | "y");
                a.cmp(&truth)
            }
            (Self::Object(_, name), Self::Text(text)) | (Self::Text(text), Self::Object(_, name)) => {
                if name.name.as_str() == &**text { std::cmp::Ordering::Equal } else { std::cmp::Ordering::Less }
            }
            _ => return Self::Unknown,
        };
        Self::Bool(match operator {
            "=" => ordering.is_eq(),
            "<>" | "!=" => ordering.is_ne(),
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
    }
}
