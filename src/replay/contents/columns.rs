//! What becomes of columns, and of the rows that are known, where a table changes.

use super::kept::Conversion;
use super::{Contents, Held};
use crate::name::{Name, QualifiedName};
use crate::operation::{AlterColumn, AlterTable, Operation};
use crate::replay::demand::is_plain_cast;
use crate::schema::{Change, ObjectId, Table};
use std::cmp::Ordering;
use std::collections::BTreeMap;

impl Contents {
    pub(super) fn note_rename(&mut self, change: &Change) {
        let Change::Rename { from, to } = change else { return };
        let moved: Vec<_> = match (from, to) {
            (ObjectId::Table(from), ObjectId::Table(to)) => {
                let own = self.rows.columns.iter().filter(|((table, _), _)| table == from);
                own.map(|((_, column), held)| ((to.clone(), column.clone()), *held)).collect()
            }
            (ObjectId::Column(table, from), ObjectId::Column(now, to)) => {
                let held = self.held(table, from).unwrap_or(Held::Something);
                vec![((now.clone(), to.clone()), held)]
            }
            _ => return,
        };
        self.rows().columns.extend(moved);
    }

    /// Notes what a change to a table makes of its columns.
    pub(super) fn note_columns(
        &mut self,
        operation: &Operation,
        before: &Table,
        after: &Table,
        is_domain: impl Fn(&QualifiedName) -> bool,
    ) {
        let has_using = matches!(
            operation,
            Operation::AlterTable {
                action: AlterTable::AlterColumn { change: AlterColumn::SetType { using: Some(_), .. }, .. },
                ..
            }
        );
        for (position, column) in after.columns.iter().enumerate() {
            // Most columns stay where they are.
            let here = before.columns.get(position).filter(|old| old.name == column.name);
            let old = here.or_else(|| before.column(&column.name));
            if old.is_some_and(|old| old.data_type == column.data_type && old.generated == column.generated) {
                continue;
            }
            let key = (after.name.clone(), column.name.clone());
            let known = self.rows.columns.get(&key).copied();
            let held = match old {
                Some(_) if has_using => Held::Something,
                Some(old) if old.not_null && column.not_null => Held::NoNulls,
                Some(_) => known.unwrap_or(Held::Something),
                // The column is known under its old name.
                None if known.is_some() && before.columns.len() == after.columns.len() => continue,
                None if column.not_null || column.identity.is_some() => Held::NoNulls,
                None if column.generated.is_some() || column.data_type.user_type().is_some_and(&is_domain) => {
                    Held::Something
                }
                None => match &column.default {
                    None => Held::Nulls,
                    Some(default) if default.is_null() => Held::Nulls,
                    Some(default) if is_not_null(&default.to_sql()) => Held::NoNulls,
                    Some(_) => Held::Something,
                },
            };
            self.rows().columns.insert(key, held);
        }
    }

    /// Makes the rows that are known those of the table as it is now.
    pub(super) fn reshape(&mut self, operation: &Operation, changes: &[Change], before: &Table, after: &Table) {
        if self.rows.kept.of(&after.name).is_none() {
            return;
        }
        let old_name = |name: &Name| {
            let old = changes.iter().find_map(|change| match change {
                Change::Rename { from: ObjectId::Column(_, from), to: ObjectId::Column(table, to) } => {
                    (*table == after.name && to == name).then(|| from.clone())
                }
                _ => None,
            });
            old.unwrap_or_else(|| name.clone())
        };
        let conversion = match operation {
            Operation::AlterTable {
                action: AlterTable::AlterColumn { name, change: AlterColumn::SetType { using: Some(using), .. } },
                ..
            } if !after.column(name).is_some_and(|own| is_plain_cast(using, name, &own.data_type)) => Conversion::Other,
            _ => Conversion::Plain,
        };
        let is_same = |name: &Name| before.column(name) == after.column(name);
        let rows = self.rows();
        rows.numbers.retain(|(table, name), _| *table != after.name || is_same(name));
        // A column that is dropped still takes room.
        if after.columns.len() < before.columns.len()
            && let Some(own) = rows.kept.of(&after.name)
        {
            rows.order.leave(&Table { name: after.name.clone(), ..before.clone() }, own);
        }
        rows.kept.reshape(before, after, old_name, conversion);
    }
}

/// Returns the columns of which two moments know different things, in one walk over both.
pub(super) fn differing<K: Ord + Clone, V: PartialEq>(left: &BTreeMap<K, V>, right: &BTreeMap<K, V>) -> Vec<K> {
    let (mut left, mut right) = (left.iter().peekable(), right.iter().peekable());
    let mut found = Vec::new();
    loop {
        let order = match (left.peek(), right.peek()) {
            (Some((mine, _)), Some((other, _))) => mine.cmp(other),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => return found,
        };
        let mine = if order == Ordering::Greater { None } else { left.next() };
        let other = if order == Ordering::Less { None } else { right.next() };
        if mine.map(|(_, held)| held) != other.map(|(_, held)| held) {
            found.extend(mine.or(other).map(|(key, _)| key.clone()));
        }
    }
}

/// Returns whether a default is a literal or a function that never gives NULL.
fn is_not_null(default: &str) -> bool {
    let start = default.chars().next().unwrap_or(' ');
    let functions = ["now()", "CURRENT_TIMESTAMP", "CURRENT_DATE", "gen_random_uuid()", "nextval(", "true", "false"];
    start == '\'' || start.is_ascii_digit() || start == '-' || functions.iter().any(|own| default.starts_with(own))
}
