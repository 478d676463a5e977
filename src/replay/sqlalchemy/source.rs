//! What a query reads: tables, and tables that are joined.

use crate::operation::RelationRef;
use crate::replay::sqlalchemy::clause::Clause;
use crate::replay::sqlalchemy::compiler::relation;
use crate::replay::sqlalchemy::failure::Failure;
use crate::schema::Unknown;
use std::rc::Rc;

/// An entry of FROM. Cheap to clone.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    Table(RelationRef),
    Join(Rc<Join>),
}

/// Two sources, and which rows of them go together.
#[derive(Debug, PartialEq)]
pub struct Join {
    pub left: Source,
    pub right: Source,
    /// `JOIN`, `LEFT OUTER JOIN` or `FULL OUTER JOIN`.
    pub word: &'static str,
    pub on: Clause,
}

impl Source {
    /// Returns the tables in it.
    #[must_use]
    pub fn tables(&self) -> Vec<RelationRef> {
        match self {
            Self::Table(own) => vec![own.clone()],
            Self::Join(own) => [own.left.tables(), own.right.tables()].concat(),
        }
    }

    /// Returns its text inside of a statement about the tables `around`.
    ///
    /// # Errors
    /// Why it is not known.
    pub fn sql_within(&self, around: &[RelationRef]) -> Result<String, Unknown> {
        match self {
            Self::Table(own) => Ok(relation(own)),
            Self::Join(own) => {
                let right = own.right.sql_within(around)?;
                let right = if matches!(own.right, Self::Join(_)) { format!("({right})") } else { right };
                let on = own.on.to_sql_within(around).map_err(Failure::into_unknown)?;
                Ok(format!("{} {} {right} ON {on}", own.left.sql_within(around)?, own.word))
            }
        }
    }
}
