//! SQL expressions as SQLAlchemy's constructs make them, and their text with literal values filled in, as DDL and data
//! steps need it. What the text means is for `sql` to say.

mod write;

use crate::name::quote_literal;
use crate::operation::RelationRef;
use crate::replay::sqlalchemy::failure::Failure;
use crate::replay::sqlalchemy::statement::Statement;
use crate::replay::sqlalchemy::types::SqlType;
use crate::schema::Unknown;
use std::rc::Rc;
use write::Writer;

/// A SQL expression. Cheap to clone.
#[derive(Clone, Debug, PartialEq)]
pub enum Clause {
    /// SQL as it stands: `text`, `literal_column`.
    Text(Rc<str>),
    /// A column by name, with the table it belongs to.
    Column {
        table: Option<Rc<str>>,
        name: Rc<str>,
    },
    Literal(Literal),
    /// A bound parameter that has no value yet.
    Parameter(Rc<str>),
    /// `func.name(…)`; the name may be dotted.
    Function {
        name: Rc<str>,
        arguments: Rc<[Clause]>,
    },
    /// Operands joined by an operator.
    Joined {
        operator: &'static str,
        operands: Rc<[Clause]>,
    },
    /// Operands joined by an operator that SQLAlchemy does not know: `x.op('->>')('a')`.
    Custom {
        operator: Rc<str>,
        operands: Rc<[Clause]>,
    },
    /// A word before an operand: `NOT x`, `-x`, `EXISTS x`.
    Before(&'static str, Rc<Clause>),
    /// A word after an operand: `x DESC`, `x IS NULL`.
    After(Rc<Clause>, Rc<str>),
    /// `CAST(x AS type)`.
    Cast(Rc<Clause>, Rc<SqlType>),
    /// `x IN (…)`, `(a, b)`.
    List(Rc<[Clause]>),
    /// `CASE WHEN … THEN … ELSE … END`.
    Case {
        value: Option<Rc<Clause>>,
        branches: Rc<[(Clause, Clause)]>,
        otherwise: Option<Rc<Clause>>,
    },
    /// Pieces that stand one after the other: whole statements.
    Pieces(Rc<[Clause]>),
    /// In parentheses: an explicit group.
    Group(Rc<Clause>),
    /// A query as a part of a statement, in parentheses.
    Query(Rc<Statement>),
    /// `x AS name`.
    Label(Rc<Clause>, Rc<str>),
    /// A value that is not known, and another one that is taken wherever it is.
    Like {
        sample: Literal,
        why: Unknown,
    },
    Unknown(Unknown),
}

/// A Python value inside SQL.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    Null,
    Bool(bool),
    Int(i64),
    /// A number as Python prints it: floats, decimals, large integers.
    Number(Rc<str>),
    String(Rc<str>),
    /// A value that has to be cast on PostgreSQL: a date, a UUID.
    Typed(Rc<str>, &'static str),
    /// A string that is like no other, cast to a type if one is given.
    New(Rc<str>, Option<&'static str>),
}

impl Clause {
    /// Returns SQL as it stands.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self::Text(text.into())
    }

    /// Returns a function call.
    #[must_use]
    pub fn function(name: &str, arguments: Vec<Self>) -> Self {
        Self::Function { name: name.into(), arguments: arguments.into() }
    }

    /// Returns operands joined by `operator`, nested ones of the same operator made flat.
    #[must_use]
    pub fn joined(operator: &'static str, operands: Vec<Self>) -> Self {
        Self::Joined { operator, operands: operands.into() }
    }

    /// Returns what `~` makes of it: an operator that has an opposite becomes that (`ColumnElement._negate`).
    #[must_use]
    pub fn negated(self) -> Self {
        const OPPOSITES: &[(&str, &str)] = &[
            ("=", "!="),
            ("<", ">="),
            (">", "<="),
            ("LIKE", "NOT LIKE"),
            ("ILIKE", "NOT ILIKE"),
            ("IN", "NOT IN"),
            ("IS", "IS NOT"),
            ("IS DISTINCT FROM", "IS NOT DISTINCT FROM"),
            ("BETWEEN", "NOT BETWEEN"),
            ("IS NULL", "IS NOT NULL"),
        ];
        let opposite = |word: &str| {
            let found = OPPOSITES.iter().find(|(own, other)| *own == word || *other == word);
            found.map(|(own, other)| if *own == word { *other } else { *own })
        };
        match self {
            Self::Joined { operator, operands } => match opposite(operator) {
                Some(operator) => Self::Joined { operator, operands },
                None => Self::Before("NOT", Rc::new(Self::Joined { operator, operands })),
            },
            Self::After(own, word) => match opposite(&word) {
                Some(word) => Self::After(own, word.into()),
                None => Self::Before("NOT", Rc::new(Self::After(own, word))),
            },
            Self::Before("NOT", own) => Rc::unwrap_or_clone(own),
            other => Self::Before("NOT", Rc::new(other)),
        }
    }

    /// Returns the column's name, if it is nothing but a column.
    #[must_use]
    pub fn column_name(&self) -> Option<&str> {
        match self {
            Self::Column { name, .. } => Some(name),
            Self::Label(inner, _) => inner.column_name(),
            _ => None,
        }
    }

    /// Returns whether it is an operation, which stands in parentheses where it is a part of something.
    #[must_use]
    pub fn is_operation(&self) -> bool {
        match self {
            Self::Joined { .. } | Self::Custom { .. } | Self::Before(..) => true,
            Self::After(_, word) => !matches!(&**word, "DESC" | "ASC" | "NULLS FIRST" | "NULLS LAST"),
            _ => false,
        }
    }

    /// Calls `visit` with the table and the name of each column it refers to, in order of appearance.
    pub fn each_column(&self, visit: &mut dyn FnMut(Option<&str>, &str)) {
        self.each(&mut |own| {
            if let Self::Column { table, name } = own {
                visit(table.as_deref(), name);
            }
        });
    }

    /// Calls `visit` with the clause and each that is a part of it, in order of appearance.
    pub fn each(&self, visit: &mut dyn FnMut(&Self)) {
        visit(self);
        match self {
            Self::Function { arguments: inner, .. }
            | Self::Joined { operands: inner, .. }
            | Self::Custom { operands: inner, .. }
            | Self::List(inner)
            | Self::Pieces(inner) => inner.iter().for_each(|clause| clause.each(visit)),
            Self::Before(_, inner)
            | Self::After(inner, _)
            | Self::Cast(inner, _)
            | Self::Group(inner)
            | Self::Label(inner, _) => inner.each(visit),
            Self::Case { value, branches, otherwise } => {
                value.iter().for_each(|clause| clause.each(visit));
                for (condition, result) in branches.iter() {
                    condition.each(visit);
                    result.each(visit);
                }
                otherwise.iter().for_each(|clause| clause.each(visit));
            }
            // What is inside of a query is its own.
            Self::Query(_)
            | Self::Column { .. }
            | Self::Text(_)
            | Self::Literal(_)
            | Self::Like { .. }
            | Self::Parameter(_)
            | Self::Unknown(_) => {}
        }
    }

    /// Returns whether nothing of it is unknown but values.
    #[must_use]
    pub fn lacks_only_values(&self) -> bool {
        let mut only = true;
        self.each(&mut |own| only &= !matches!(own, Self::Unknown(_) | Self::Text(_) | Self::Query(_)));
        only
    }

    /// Returns the SQL text with columns unqualified and values filled in, as in DDL.
    ///
    /// # Errors
    /// A parameter without a value is a `CompileError`; an unknown part makes the whole unknown.
    pub fn to_ddl(&self) -> Result<String, Failure> {
        let mut text = String::new();
        Writer { qualify: false, around: &[] }.write(self, &mut text)?;
        Ok(text)
    }

    /// Returns the SQL text of a statement, columns qualified by their tables.
    ///
    /// # Errors
    /// As [`Clause::to_ddl`].
    pub fn to_sql(&self) -> Result<String, Failure> {
        self.to_sql_within(&[])
    }

    /// Returns the SQL text inside of a statement about the tables `around`.
    ///
    /// # Errors
    /// As [`Clause::to_ddl`].
    pub fn to_sql_within(&self, around: &[RelationRef]) -> Result<String, Failure> {
        let mut text = String::new();
        Writer { qualify: true, around }.write(self, &mut text)?;
        Ok(text)
    }
}

impl Literal {
    /// Returns the literal as PostgreSQL's dialect renders it.
    #[must_use]
    pub fn to_sql(&self) -> String {
        match self {
            Self::Null => "NULL".into(),
            Self::Bool(true) => "true".into(),
            Self::Bool(false) => "false".into(),
            Self::Int(number) => number.to_string(),
            Self::Number(number) => number.to_string(),
            Self::String(text) | Self::New(text, None) => quote_literal(text),
            Self::Typed(text, data_type) | Self::New(text, Some(data_type)) => {
                format!("{}::{data_type}", quote_literal(text))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(name: &str) -> Clause {
        Clause::Column { table: Some("t".into()), name: name.into() }
    }

    #[test]
    fn ddl_has_no_table_names_and_literal_values() {
        let five = Clause::Literal(Literal::Int(5));
        let check = Clause::joined(
            "AND",
            vec![
                Clause::joined(">", vec![column("a"), five]),
                Clause::After(Rc::new(column("Order")), "IS NOT NULL".into()),
            ],
        );
        assert_eq!(check.to_ddl(), Ok("a > 5 AND \"Order\" IS NOT NULL".into()));
        assert_eq!(column("a").to_sql(), Ok("t.a".into()));
    }

    #[test]
    fn functions_of_the_standard_have_no_parentheses() {
        assert_eq!(Clause::function("now", vec![]).to_ddl(), Ok("now()".into()));
        assert_eq!(Clause::function("current_timestamp", vec![]).to_ddl(), Ok("CURRENT_TIMESTAMP".into()));
        assert_eq!(Clause::function("lower", vec![column("Name")]).to_ddl(), Ok("lower(\"Name\")".into()));
    }

    #[test]
    fn a_parameter_without_value_cannot_be_rendered() {
        assert!(matches!(Clause::Parameter("x".into()).to_ddl(), Err(Failure::Raises { class: "CompileError", .. })));
    }
}
