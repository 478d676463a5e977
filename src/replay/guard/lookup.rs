//! Rows found by the object that a condition equates one of their columns with: relations are not put together row by row.

use super::cell::{Cell, Class};
use super::query::Expression;
use super::relation::Row;
use crate::name::QualifiedName;
use std::collections::BTreeMap;
use std::rc::Rc;

/// The rows of a relation by the object in one of their columns.
pub(super) struct Lookup<'q> {
    /// What the column must equal.
    pub key: &'q Expression,
    rows: BTreeMap<(Class, QualifiedName), Vec<usize>>,
    /// Those of which it is not known which object it is.
    open: Vec<usize>,
}

impl<'q> Lookup<'q> {
    /// Returns the lookup for the first of the conditions that says which object a column is; `is_own` tells whether an
    /// expression looks at the relation.
    pub fn of(
        conditions: &[&'q Expression],
        (alias, columns): (&str, &[Rc<str>]),
        rows: &[Row],
        is_own: impl Fn(&Expression) -> bool,
    ) -> Option<Self> {
        let place = |expression: &Expression| match expression {
            Expression::Column(Some(own), name) if **own == *alias => columns.iter().position(|own| own == name),
            _ => None,
        };
        let (at, key) = conditions.iter().find_map(|condition| {
            let Expression::Compare("=", left, right) = condition else { return None };
            let sides = [(left, right), (right, left)];
            sides.into_iter().find_map(|(own, key)| Some((place(own)?, &**key)).filter(|(_, key)| !is_own(key)))
        })?;
        let mut lookup = Self { key, rows: BTreeMap::new(), open: Vec::new() };
        for (number, row) in rows.iter().enumerate() {
            match row.cells.get(at) {
                Some(Cell::Object(class, name)) => {
                    lookup.rows.entry((class.of_oid(), name.clone())).or_default().push(number);
                }
                // NULL equals nothing.
                Some(Cell::Null) => {}
                _ => lookup.open.push(number),
            }
        }
        Some(lookup)
    }

    /// Returns the rows that may have this object, in order; nothing where that is every row.
    pub fn find(&self, key: &Cell) -> Option<Vec<usize>> {
        let Cell::Object(class, name) = key else { return None };
        let mut found = self.open.clone();
        found.extend(self.rows.get(&(class.of_oid(), name.clone())).into_iter().flatten());
        found.sort_unstable();
        Some(found)
    }
}
