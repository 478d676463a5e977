//! The rows of tables whose rows are all known, because this run added each of them.

use crate::name::{Name, QualifiedName};
use crate::schema::{Column, DataType, Table};
use crate::sql::{Content, Row, is_counted, literal_default};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Of a table with more rows than these none is kept: a question may look at every pair of them.
const MOST: usize = 500;

/// The rows of each such table that has some.
#[derive(Clone, Debug, Default)]
pub(super) struct Kept(BTreeMap<QualifiedName, Rc<Vec<Row>>>);

impl Kept {
    pub(super) fn of(&self, table: &QualifiedName) -> Option<&[Row]> {
        self.0.get(table).map(|rows| rows.as_slice())
    }

    pub(super) fn tables(&self) -> impl Iterator<Item = &QualifiedName> {
        self.0.keys()
    }

    pub(super) fn forget(&mut self, table: &QualifiedName) {
        self.0.remove(table);
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// Keeps other rows for a table; tells whether they are not too many.
    pub(super) fn put(&mut self, table: &QualifiedName, rows: Vec<Row>) -> bool {
        let is_few = rows.len() <= MOST;
        match is_few {
            true => self.0.insert(table.clone(), Rc::new(rows)),
            false => self.0.remove(table),
        };
        is_few
    }

    /// Keeps only what both know; returns the tables whose rows are the same in another order.
    pub(super) fn join(&mut self, other: &Self) -> Vec<QualifiedName> {
        let mut shuffled = Vec::new();
        self.0.retain(|table, rows| {
            let Some(own) = other.0.get(table) else { return false };
            if Rc::ptr_eq(own, rows) || own == rows {
                return true;
            }
            shuffled.push(table.clone());
            is_permuted(own, rows)
        });
        shuffled
    }

    /// Moves the rows of a table that has another name now; tells whether it has some.
    pub(super) fn rename(&mut self, from: &QualifiedName, to: &QualifiedName) -> bool {
        let rows = self.0.remove(from);
        let is_there = rows.is_some();
        self.0.extend(rows.map(|rows| (to.clone(), rows)));
        is_there
    }

    /// Makes the rows those of the table as it is now; `old_name` gives the name that a column had, `conversion` what
    /// becomes of values that get another type.
    pub(super) fn reshape(
        &mut self,
        before: &Table,
        after: &Table,
        old_name: impl Fn(&Name) -> Name,
        conversion: Conversion,
    ) {
        let Some(rows) = self.0.get_mut(&after.name) else { return };
        let reshaped = |row: &Row| -> Row {
            let content = |column: &Column| {
                let name = old_name(&column.name);
                match (before.column(&name), row.get(&name)) {
                    (Some(old), Some(own)) if old.data_type == column.data_type => own.clone(),
                    (Some(old), Some(own)) => conversion.of(own, &old.data_type, &column.data_type),
                    _ => added(column),
                }
            };
            after.columns.iter().map(|column| (column.name.clone(), content(column))).collect()
        };
        *rows = Rc::new(rows.iter().map(reshaped).collect());
    }
}

/// Returns whether these are the same rows, in whichever order.
fn is_permuted(left: &[Row], right: &[Row]) -> bool {
    let mut rest: Vec<&Row> = right.iter().collect();
    left.len() == right.len()
        && left.iter().all(|row| {
            let at = rest.iter().position(|own| *own == row);
            at.map(|at| rest.swap_remove(at)).is_some()
        })
}

/// What becomes of values that get another type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Conversion {
    /// PostgreSQL's own, from one type to the other.
    Plain,
    /// What USING says.
    Other,
}

impl Conversion {
    fn of(self, own: &Content, from: &DataType, to: &DataType) -> Content {
        match (self, own) {
            (Self::Other, _) | (_, Content::Unknown) => Content::Unknown,
            (_, Content::Null) => Content::Null,
            // The text is read as the other type.
            (_, Content::Text(text)) if is_text(from) && !to.array => Content::Text(text.clone()),
            (_, Content::Text(text)) if is_whole(from) && is_whole(to) => Content::Text(text.clone()),
            _ => Content::Something,
        }
    }
}

fn is_text(of: &DataType) -> bool {
    !of.array && (of.is_builtin("text") || of.is_builtin("character varying"))
}

fn is_whole(of: &DataType) -> bool {
    !of.array && ["smallint", "integer", "bigint"].iter().any(|name| of.is_builtin(name))
}

/// Returns what rows have in a column that is added.
fn added(column: &Column) -> Content {
    let open = if column.not_null { Content::Something } else { Content::Unknown };
    match &column.default {
        _ if is_counted(column) => Content::Counted,
        _ if column.generated.is_some() => open,
        // A domain may have a default of its own.
        None if column.data_type.user_type().is_some() => open,
        None => Content::Null,
        Some(own) => literal_default(own).unwrap_or(open),
    }
}
