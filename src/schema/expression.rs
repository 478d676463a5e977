//! An SQL expression in canonical form: a default, a check, an index predicate. Two that mean the same are equal,
//! because `sql::expression` brings every spelling to one form; here they are only kept, printed and renamed in.

use crate::name::{Name, QualifiedName};
use crate::schema::Unknown;
use std::fmt;

/// A canonical expression. PostgreSQL stores references by number, so a rename reaches them; hence the parts. Two are equal
/// where they have the same words, in whatever spelling of their numbers.
#[derive(Clone, Debug)]
pub struct Expression {
    pub parts: Vec<Part>,
}

/// What stands in SQL for a part that is not known.
pub const UNKNOWN: &str = "/* unknown */";

/// Stands before a value in place of which another one is sent that is not known, and that is taken wherever it is.
pub const LIKE: &str = "/* unknown */ /* such as */ ";

/// The same for one that is like no value that is there.
pub const NEW_LIKE: &str = "/* unknown */ /* new, such as */ ";

/// A piece of an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Text that no rename reaches: operators, literals, keywords, built-in functions.
    Text(String),
    /// A column of the table the expression belongs to.
    Column(Name),
    /// A type of a schema.
    Type(QualifiedName),
    /// A sequence, as in `nextval`.
    Sequence(QualifiedName),
    /// A function of a schema.
    Routine(QualifiedName),
    /// A number whose value says less than its digits, which PostgreSQL keeps: `1.0`.
    Number { value: String, spelling: String },
    /// What reading could not determine.
    Unknown(Unknown),
    /// Nothing to read: the same meaning may have other words than these, and why.
    Doubt(Unknown),
}

impl PartialEq for Expression {
    fn eq(&self, other: &Self) -> bool {
        self.parts == other.parts || self.plain() == other.plain()
    }
}

impl Eq for Expression {}

impl Expression {
    /// Returns an expression that no rename reaches.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self { parts: vec![Part::Text(text.into())] }
    }

    /// Returns an expression that is not known.
    #[must_use]
    pub fn unknown(unknown: Unknown) -> Self {
        Self { parts: vec![Part::Unknown(unknown)] }
    }

    /// Returns `nextval` of `sequence`, the default of a serial column.
    #[must_use]
    pub fn next_value(sequence: QualifiedName) -> Self {
        Self { parts: vec![Part::Text("nextval(".into()), Part::Sequence(sequence), Part::Text(")".into())] }
    }

    /// Returns why the expression is not known, if any part of it is not.
    #[must_use]
    pub fn as_unknown(&self) -> Option<&Unknown> {
        self.parts.iter().find_map(|part| match part {
            Part::Unknown(unknown) => Some(unknown),
            _ => None,
        })
    }

    /// Returns why another expression that has other words may mean the same, if it may.
    #[must_use]
    pub fn doubt(&self) -> Option<&Unknown> {
        self.parts.iter().find_map(|part| match part {
            Part::Doubt(unknown) => Some(unknown),
            _ => None,
        })
    }

    /// Returns the expression with a doubt about its words.
    #[must_use]
    pub fn doubted(mut self, why: Unknown) -> Self {
        self.parts.push(Part::Doubt(why));
        self
    }

    /// Returns whether it is NULL, of whatever type.
    #[must_use]
    pub fn is_null(&self) -> bool {
        let [Part::Text(first), ..] = self.parts.as_slice() else { return false };
        let head = first.get(..4).unwrap_or_default();
        head.eq_ignore_ascii_case("null")
            && (first.len() == 4 || first.get(4..).is_some_and(|own| own.starts_with("::")))
    }

    /// Returns the columns it refers to, in order of appearance.
    pub fn columns(&self) -> impl Iterator<Item = &Name> {
        self.parts.iter().filter_map(|part| match part {
            Part::Column(name) => Some(name),
            _ => None,
        })
    }

    /// Follows the rename of a column of its table.
    pub fn rename_column(&mut self, from: &Name, to: &Name) {
        for part in &mut self.parts {
            if let Part::Column(name) = part
                && name == from
            {
                *name = to.clone();
            }
        }
    }

    /// Follows the rename or move of a type, a sequence or a function.
    pub fn rename_object(&mut self, from: &QualifiedName, to: &QualifiedName) {
        for part in &mut self.parts {
            if let Part::Type(name) | Part::Sequence(name) | Part::Routine(name) = part
                && name == from
            {
                *name = to.clone();
            }
        }
    }

    /// Makes one part of texts that stand next to each other, as the same expression read anew has them.
    pub fn join_texts(&mut self) {
        let mut parts: Vec<Part> = Vec::new();
        for part in self.parts.drain(..) {
            match (parts.last_mut(), part) {
                (Some(Part::Text(last)), Part::Text(text)) => last.push_str(&text),
                (_, part) => parts.push(part),
            }
        }
        self.parts = parts;
    }

    /// Returns the expression as SQL, the same text for the same meaning.
    #[must_use]
    pub fn to_sql(&self) -> String {
        self.print(|value, _| value)
    }

    /// Returns the expression as SQL, numbers with the digits that were written.
    #[must_use]
    pub fn to_sql_as_spelt(&self) -> String {
        self.print(|_, spelling| spelling)
    }

    /// Returns the parts without the spellings of numbers and without doubts.
    fn plain(&self) -> Vec<Part> {
        let plain = |part: &Part| match part {
            Part::Number { value, .. } => Some(Part::Text(value.clone())),
            Part::Doubt(_) => None,
            other => Some(other.clone()),
        };
        let mut own = Self { parts: self.parts.iter().filter_map(plain).collect() };
        own.join_texts();
        own.parts
    }

    fn print<'a>(&'a self, number: impl Fn(&'a str, &'a str) -> &'a str) -> String {
        self.parts
            .iter()
            .map(|part| match part {
                Part::Text(text) => text.clone(),
                Part::Number { value, spelling } => number(value, spelling).to_string(),
                Part::Column(name) => name.quoted(),
                Part::Type(name) | Part::Routine(name) => name.quoted(),
                Part::Sequence(name) => format!("{}::regclass", crate::name::quote_literal(&name.quoted())),
                Part::Unknown(_) => UNKNOWN.to_string(),
                Part::Doubt(_) => String::new(),
            })
            .collect()
    }
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_sql_as_spelt())
    }
}
