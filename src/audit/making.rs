//! How a revision's own statements treat the rows that are there: what a repair of what they made has to do, too.

use crate::operation::{AlterColumn, AlterTable, Operation};
use crate::replay::{Action, RevisionReplay, Step};
use crate::schema::{Attribute, Effect, Expression, ObjectId};
use crate::source::Place;
use std::collections::{BTreeMap, BTreeSet};

/// What the statements of one revision do to rows. Objects have the names that they have after the statement.
#[derive(Clone, Debug, Default)]
pub struct Making {
    /// Of columns whose type changes: how values are converted (`USING`).
    pub conversions: BTreeMap<ObjectId, Expression>,
    /// Of columns that are added: the default that the rows there get, if any.
    pub filled: BTreeMap<ObjectId, Option<Expression>>,
    /// Of these, the ones that may be NULL at first.
    pub nullable: BTreeSet<ObjectId>,
    /// Where columns may no longer be NULL.
    pub not_null: BTreeMap<ObjectId, Place>,
    /// Tables whose rows come from a query; in a repair, also columns whose values only a person can convert.
    pub copied: BTreeSet<ObjectId>,
    /// Tables that take over the columns of others, as these were (`LIKE`).
    pub alike: BTreeSet<ObjectId>,
}

impl Making {
    /// Returns what the statements of a revision do.
    #[must_use]
    pub fn of(replayed: &RevisionReplay) -> Self {
        let mut own = Self::default();
        replayed.steps.iter().for_each(|step| own.add(step));
        own
    }

    fn add(&mut self, step: &Step) {
        let Action::Operation { operation, sql } = &step.action else { return };
        let set = |wanted: Attribute| {
            step.effects.iter().filter_map(move |effect| match effect {
                Effect::Set { object, attribute, after: Some(_), .. } if *attribute == wanted => Some(object.clone()),
                _ => None,
            })
        };
        match &**operation {
            Operation::AlterTable { action: AlterTable::AddColumn { column, .. }, .. } => {
                let is_it = |object: &ObjectId| matches!(object, ObjectId::Column(_, name) if *name == column.name);
                let added = set(Attribute::Existence).filter(is_it);
                let added: Vec<ObjectId> = added.collect();
                if !column.not_null {
                    self.nullable.extend(added.iter().cloned());
                }
                self.filled.extend(added.into_iter().map(|object| (object, column.default.clone())));
            }
            Operation::AlterTable {
                action: AlterTable::AlterColumn { change: AlterColumn::SetType { using: Some(using), .. }, .. },
                ..
            } => self.conversions.extend(set(Attribute::Type).map(|object| (object, using.clone()))),
            Operation::AlterTable {
                action: AlterTable::AlterColumn { change: AlterColumn::SetNotNull, .. }, ..
            } => self.not_null.extend(set(Attribute::Nullable).map(|object| (object, step.place.clone()))),
            Operation::CreateTable(create) if is_filled(sql) || !create.likes.is_empty() => {
                let tables = set(Attribute::Existence).filter(|own| matches!(own, ObjectId::Table(_)));
                if is_filled(sql) { &mut self.copied } else { &mut self.alike }.extend(tables);
            }
            _ => {}
        }
    }
}

/// Returns whether a statement makes a table out of a query: `CREATE TABLE … AS SELECT`, `SELECT … INTO`.
fn is_filled(sql: &str) -> bool {
    const QUERIES: &[&str] = &["select", "with", "values", "table", "execute"];
    let text = sql.to_ascii_lowercase().replace(['(', ')', ';'], " ");
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_query = |word: &str| QUERIES.contains(&word);
    words.first().is_some_and(|first| is_query(first))
        || words.windows(2).any(|pair| matches!(pair, ["as", next] if is_query(next)))
}
