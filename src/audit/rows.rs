//! What the version table says: the stamped position, and what is wrong with its rows.

use crate::audit::lineage::{Lineage, Position};
use crate::revision::RevisionId;
use std::collections::BTreeSet;

/// The stamped position, as far as the files know its rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamped {
    /// The rows as they are; empty too where there is no version table.
    pub rows: Vec<RevisionId>,
    /// The rows that the files know, and all they stand on.
    pub position: Position,
    /// The rows that no file has.
    pub unknown: Vec<RevisionId>,
    /// The rows that are ancestors of other rows.
    pub overlapping: Vec<RevisionId>,
    /// The rows that stand there more than once.
    pub repeated: Vec<RevisionId>,
}

/// Reads the rows against the history.
#[must_use]
pub fn read_rows(lineage: &Lineage, rows: &[String]) -> Stamped {
    let mut stamped = Stamped::default();
    let mut members = BTreeSet::new();
    for row in rows.iter().map(|row| RevisionId::new(row.as_str())) {
        if stamped.rows.contains(&row) {
            stamped.repeated.push(row);
            continue;
        }
        match lineage.number(&row) {
            Some(number) => drop(members.insert(number)),
            None => stamped.unknown.push(row.clone()),
        }
        stamped.rows.push(row);
    }
    stamped.rows.sort();
    stamped.position = lineage.position(members.iter().copied());
    let tips = lineage.tips(&stamped.position);
    stamped.overlapping = members.difference(&tips).map(|number| lineage.revision(*number).clone()).collect();
    stamped
}
