//! What a query asks of the rows of one relation before any is built: columns that must have a certain value. A row that is
//! refused by that alone need not be built, and where the value is an object's name, no other object need be looked at.

use super::cell::Cell;
use super::evaluate::Evaluation;
use super::identity::identity;
use super::query::Expression;
use super::relation::TEMPORARY;
use super::scope::{Frame, Scope};
use crate::name::Name;
use crate::schema::{Key, ObjectId, Schema};
use std::collections::BTreeSet;
use std::rc::Rc;

/// Columns and the values they must have.
#[derive(Clone, Debug, Default)]
pub struct Wanted(Vec<(Rc<str>, Cell)>);

impl Wanted {
    /// Returns the wish for the rows where `column` is `text`.
    #[must_use]
    pub fn named(column: &str, text: &str) -> Self {
        Self(vec![(column.into(), Cell::text(text))])
    }

    /// Returns what tells it from other wishes.
    #[must_use]
    pub fn key(&self) -> String {
        if self.0.is_empty() { String::new() } else { format!("{:?}", self.0) }
    }

    /// Returns whether no row of `object` will do.
    #[must_use]
    pub fn refuses(&self, relation: &str, object: &ObjectId) -> bool {
        if self.0.is_empty() || object.schema().is_some_and(|schema| schema.as_str() == TEMPORARY) {
            return false;
        }
        let Some((container, own)) = identity(relation, object) else { return false };
        self.0.iter().any(|(column, wanted)| {
            let cell = container.iter().chain(&own).find(|(name, _)| *name == &**column).map(|(_, cell)| cell);
            let is_alike = matches!(
                (cell, wanted),
                (Some(Cell::Text(_)), Cell::Text(_)) | (Some(Cell::Object(..)), Cell::Object(..))
            );
            is_alike && cell.is_some_and(|cell| cell.compare("=", wanted) == Cell::Bool(false))
        })
    }

    /// Returns the keys of all objects whose rows in `relation` may do, nothing where they are not told by a name.
    #[must_use]
    pub fn keys(&self, relation: &str, schema: &Schema) -> Option<BTreeSet<Key>> {
        let text = self.0.iter().find_map(|(column, wanted)| match wanted {
            Cell::Text(text) if is_name(relation, column) && is_compared_whole(text) => Some(text),
            _ => None,
        })?;
        // Those of which the name may have been cut (`Cell::compare`), and the type of which it is the array type.
        let first = text.chars().next().map(String::from);
        let names = [Some(&**text), first.as_deref(), text.strip_prefix('_')];
        let named = names.into_iter().flatten().flat_map(|name| schema.named(&Name::verbatim(name)));
        // Temporary objects may hide any other.
        let temporary = schema.dependents(&Key::Namespace(Name::verbatim(TEMPORARY)));
        let mut keys = BTreeSet::new();
        for key in named.chain(temporary) {
            if let Key::Relation(table) = key {
                keys.extend(schema.indexes_of(table).map(|index| Key::Relation(index.name.clone())));
            }
            keys.insert(key.clone());
        }
        Some(keys)
    }
}

/// Returns whether a column holds the name of the object that its row is about, or of that object's table.
fn is_name(relation: &str, column: &str) -> bool {
    match relation {
        "information_schema.tables"
        | "information_schema.views"
        | "information_schema.columns"
        | "information_schema.table_constraints"
        | "information_schema.key_column_usage" => column == "table_name",
        "information_schema.sequences" => column == "sequence_name",
        "information_schema.triggers" => column == "event_object_table",
        "pg_tables" | "pg_policies" => column == "tablename",
        "pg_views" => column == "viewname",
        "pg_matviews" => column == "matviewname",
        "pg_sequences" => column == "sequencename",
        "pg_indexes" => matches!(column, "tablename" | "indexname"),
        "pg_class" => column == "relname",
        "pg_type" => column == "typname",
        _ => false,
    }
}

/// Names of one letter and those as long as names can be are compared with others, too.
fn is_compared_whole(text: &str) -> bool {
    (2..=58).contains(&text.len())
}

impl Evaluation<'_> {
    /// Returns what the first of the conditions ask of the relation with these columns. The first only: another one, asked
    /// of a row before, may be what the server refuses.
    pub(super) fn wanted(
        &self,
        conditions: &[&Expression],
        alias: &str,
        columns: &[Rc<str>],
        outer: &[Frame],
    ) -> Wanted {
        let own = |expression: &Expression| match expression {
            Expression::Column(None, name) if columns.contains(name) => Some(name.clone()),
            Expression::Column(Some(of), name) if **of == *alias && columns.contains(name) => Some(name.clone()),
            _ => None,
        };
        let before = self.why.borrow_mut().take();
        let mut wanted = Wanted::default();
        for condition in conditions {
            let Expression::Compare("=", left, right) = condition else { break };
            let (column, other) = match (own(left), own(right)) {
                (Some(column), None) => (column, right),
                (None, Some(column)) => (column, left),
                _ => break,
            };
            let value = is_constant(other).then(|| self.value(other, Scope { frames: outer, group: None }));
            let Some(Ok(value)) = value else { break };
            wanted.0.push((column, value));
        }
        *self.why.borrow_mut() = before;
        wanted
    }
}

/// Returns whether an expression looks at no row.
fn is_constant(expression: &Expression) -> bool {
    match expression {
        Expression::Column(..) | Expression::Star(_) => false,
        other => {
            let mut constant = other.query().is_none();
            other.inner(&mut |inner| constant &= is_constant(inner));
            constant
        }
    }
}
