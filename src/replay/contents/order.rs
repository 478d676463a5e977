//! In which order rows come that nobody asks an order of: that in which they lie. A changed row lies behind the others, as a
//! new one does, until what is left of its older versions is cleared away.

use crate::name::QualifiedName;
use crate::schema::{Column, Table, TypeBase};
use crate::sql::{Content, Row};
use std::collections::BTreeMap;

/// Rows that take no more bytes than these, with their older versions, lie on a page from which nothing is cleared away:
/// PostgreSQL does that where less than a tenth of its 8192 bytes is left (`heap_page_prune_opt`, access/heap/pruneheap.c).
const ROOM: usize = 7000;
/// What a row takes beside its values: its header, its pointer, and what alignment costs (storage/bufpage.h,
/// access/htup_details.h).
const HEADER: usize = 44;
/// What a value of fixed length takes at most, with alignment.
const VALUE: usize = 16;

/// The bytes that older versions of rows take in each table whose rows were changed; nothing where the order is not known.
#[derive(Clone, Debug, Default)]
pub(super) struct Order(BTreeMap<QualifiedName, Option<usize>>);

impl Order {
    /// Returns whether the order of these rows of a table is known.
    pub(super) fn is_known(&self, table: &Table, rows: &[Row]) -> bool {
        let dead = self.0.get(&table.name).copied().unwrap_or(Some(0));
        rows.len() <= 1 || dead.zip(size(table, rows)).is_some_and(|(dead, living)| dead + living <= ROOM)
    }

    /// Returns whether rows of a table were changed: where they are found by an index they come as they lay before.
    pub(super) fn is_changed(&self, table: &QualifiedName) -> bool {
        self.0.contains_key(table)
    }

    /// Notes that these versions of rows are older ones now.
    pub(super) fn leave(&mut self, table: &Table, rows: &[Row]) {
        let own = self.0.entry(table.name.clone()).or_insert(Some(0));
        *own = own.zip(size(table, rows)).map(|(dead, more)| dead.saturating_add(more));
    }

    /// Notes that the order of the rows of a table is not known.
    pub(super) fn lose(&mut self, table: &QualifiedName) {
        self.0.insert(table.clone(), None);
    }

    /// Notes that there are no rows of a table, nor were any.
    pub(super) fn clear(&mut self, table: &QualifiedName) {
        self.0.remove(table);
    }

    /// Moves what is known of a table that has another name now.
    pub(super) fn rename(&mut self, from: &QualifiedName, to: &QualifiedName) {
        let own = self.0.remove(from);
        self.0.extend(own.map(|own| (to.clone(), own)));
    }

    /// Keeps only the orders that are the same in both.
    pub(super) fn join(&mut self, other: &Self) {
        for (table, dead) in &other.0 {
            let own = self.0.entry(table.clone()).or_insert(Some(0));
            *own = own.zip(*dead).map(|(own, dead)| own.max(dead));
        }
    }
}

/// Returns how many bytes rows take at most, if that is known.
fn size(table: &Table, rows: &[Row]) -> Option<usize> {
    let of_row = |row: &Row| table.columns.iter().map(|own| size_of(own, row.get(&own.name)?)).sum::<Option<usize>>();
    rows.iter().map(|row| Some(of_row(row)? + HEADER)).sum()
}

fn size_of(column: &Column, content: &Content) -> Option<usize> {
    let own = match &column.data_type.base {
        TypeBase::Builtin(name) if !column.data_type.array => name.as_str(),
        _ => "",
    };
    match content {
        Content::Null => Some(0),
        _ if SHORT.contains(&own) => Some(VALUE),
        // A text has a header of one byte, a longer one of four, and is aligned.
        Content::Text(text) if ["text", "character varying"].contains(&own) => {
            Some(text.len() + if text.len() < 127 { 1 } else { 7 })
        }
        // A label, a number, JSON: no more than twice its text.
        Content::Text(text) if ["", "json", "jsonb", "numeric"].contains(&own) => Some(2 * text.len() + 2 * VALUE),
        _ => None,
    }
}

/// Types of a fixed length, sixteen bytes at most.
const SHORT: &[&str] = &[
    "bigint",
    "boolean",
    "date",
    "double precision",
    "integer",
    "real",
    "smallint",
    "timestamp with time zone",
    "timestamp without time zone",
    "uuid",
];
