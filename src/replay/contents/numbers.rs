//! The numbers that sequences give to columns, where this run saw them give every one.

use super::Contents;
use crate::name::{Name, QualifiedName};
use std::collections::BTreeMap;

/// What the sequence of a column gives next, by table and column.
pub(in crate::replay) type Numbers = BTreeMap<(QualifiedName, Name), i64>;

impl Contents {
    /// Returns what is known of the numbers that come next.
    pub(in crate::replay) fn numbers(&self) -> &Numbers {
        static NONE: Numbers = BTreeMap::new();
        if self.unreliable { &NONE } else { &self.rows.numbers }
    }

    /// Returns whether a table never had a row, so that its sequences are where they start.
    pub(in crate::replay) fn is_fresh(&self, table: &QualifiedName) -> bool {
        let is_empty = self.rows.empty.contains(table) && !self.rows.emptied.contains(table);
        is_empty && !self.unreliable && !self.counters_moved && !self.filled.contains(table)
    }

    /// Notes what a sequence gives next.
    pub(in crate::replay) fn count(&mut self, table: &QualifiedName, column: &Name, next: i64) {
        self.rows().numbers.insert((table.clone(), column.clone()), next);
    }

    /// Notes a statement that may move a sequence.
    pub(in crate::replay) fn note_counters(&mut self, sql: &str) {
        let sql = sql.to_ascii_lowercase();
        let moves = ["setval", "nextval", "restart", "alter sequence"].iter().any(|word| sql.contains(word));
        let alters =
            || ["increment", "set start", "minvalue", "maxvalue", "cycle"].iter().any(|word| sql.contains(word));
        if moves || sql.contains("alter") && alters() {
            self.counters_moved = true;
            self.rows().numbers.clear();
        }
    }
}
