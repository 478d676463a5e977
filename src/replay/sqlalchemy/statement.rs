//! Core statements as plain values, and their text where it is simple.

use crate::operation::RelationRef;
use crate::replay::sqlalchemy::clause::{Clause, identifier};
use crate::schema::Unknown;

/// What a statement does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Select,
    Insert,
    Update,
    Delete,
}

/// A statement and its clauses.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    pub kind: Kind,
    /// The tables it names, its target first.
    pub tables: Vec<RelationRef>,
    pub columns: Vec<Clause>,
    pub from: Vec<Clause>,
    pub conditions: Vec<Clause>,
    pub values: Vec<(String, Clause)>,
    /// The rest of the statement, as it is written.
    pub tail: Vec<Clause>,
    /// Why its text is not known.
    pub unknown: Option<Unknown>,
}

impl Kind {
    /// Returns the word that names the data step.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Select => "select",
            Self::Insert => "insert",
            Self::Update => "update",
            Self::Delete => "delete",
        }
    }
}

impl Statement {
    /// Returns a statement without clauses.
    #[must_use]
    pub fn new(kind: Kind) -> Self {
        Self {
            kind,
            tables: Vec::new(),
            columns: Vec::new(),
            from: Vec::new(),
            conditions: Vec::new(),
            values: Vec::new(),
            tail: Vec::new(),
            unknown: None,
        }
    }

    /// Returns its text with literal values, `None` where it is not simple enough.
    #[must_use]
    pub fn sql(&self) -> Option<String> {
        if self.unknown.is_some() {
            return None;
        }
        let list = |clauses: &[Clause]| -> Option<String> {
            clauses.iter().map(|clause| clause.to_sql().ok()).collect::<Option<Vec<_>>>().map(|texts| texts.join(", "))
        };
        let target = self.tables.first().map(RelationRef::quoted);
        let mut text = match self.kind {
            Kind::Select => {
                let mut text = format!("SELECT {}", list(&self.columns)?);
                if !self.from.is_empty() {
                    text += &format!(" FROM {}", list(&self.from)?);
                }
                text
            }
            Kind::Insert => {
                let columns: Vec<String> = self.values.iter().map(|(name, _)| identifier(name)).collect();
                if columns.is_empty() {
                    return None;
                }
                let values: Vec<Clause> = self.values.iter().map(|(_, value)| value.clone()).collect();
                format!("INSERT INTO {} ({}) VALUES ({})", target?, columns.join(", "), list(&values)?)
            }
            Kind::Update => {
                let set = self
                    .values
                    .iter()
                    .map(|(name, value)| Some(format!("{} = {}", identifier(name), value.to_sql().ok()?)));
                let set: Vec<String> = set.collect::<Option<_>>()?;
                if set.is_empty() {
                    return None;
                }
                format!("UPDATE {} SET {}", target?, set.join(", "))
            }
            Kind::Delete => format!("DELETE FROM {}", target?),
        };
        if !self.conditions.is_empty() {
            let condition = match self.conditions.as_slice() {
                [only] => only.clone(),
                several => Clause::joined("AND", several.to_vec()),
            };
            text += &format!(" WHERE {}", condition.to_sql().ok()?);
        }
        for clause in &self.tail {
            text += &format!(" {}", clause.to_sql().ok()?);
        }
        Some(text)
    }
}
