//! The rows of `pg_index` and `pg_indexes`.

use super::catalog::{position, tables};
use super::cell::Cell;
use super::definition::index_definition;
use super::relation::{Builder, Cells, relation_oid};
use crate::name::QualifiedName;
use crate::schema::{Constraint, ConstraintKind, Index, KeyTarget, ObjectId, Schema, Stored, Table};

/// Adds every index, those behind constraints included.
pub(super) fn indexes(rows: &mut Builder<'_>, cells: fn(&Table, Result<&Index, &Constraint>) -> Cells) {
    for (_, stored) in rows.objects() {
        match stored {
            Stored::Index(index) => {
                let own = rows.schema.table(&index.table).map(|table| cells(table, Ok(index)));
                rows.add(ObjectId::Index(index.name.clone()), Some(&index.table), own.unwrap_or_default());
            }
            Stored::Table(table) => {
                for constraint in table.constraints.values().filter(|constraint| constraint.has_index()) {
                    let object = ObjectId::Constraint(table.name.clone(), constraint.name.clone());
                    rows.add(object, None, cells(table, Err(constraint)));
                }
            }
            _ => {}
        }
    }
}

pub(super) fn index(table: &Table, own: Result<&Index, &Constraint>) -> Cells {
    let keys: Vec<Cell> = match own {
        Ok(index) => {
            let key = |target: &KeyTarget| match target {
                KeyTarget::Column(name) => position(table, name),
                KeyTarget::Expression(_) => Cell::Number(0),
            };
            let keys = index.keys.iter().map(|own| key(&own.target));
            keys.chain(index.include.iter().map(|name| position(table, name))).collect()
        }
        Err(constraint) => match &constraint.kind {
            ConstraintKind::PrimaryKey { columns, include } | ConstraintKind::Unique { columns, include, .. } => {
                columns.iter().chain(include).map(|name| position(table, name)).collect()
            }
            _ => vec![Cell::Unknown],
        },
    };
    let known = !keys.iter().any(Cell::is_open);
    let included = match own {
        Ok(index) => index.include.len(),
        Err(constraint) => match &constraint.kind {
            ConstraintKind::PrimaryKey { include, .. } | ConstraintKind::Unique { include, .. } => include.len(),
            _ => 0,
        },
    };
    let count = |count: usize| if known { Cell::size(count) } else { Cell::Unknown };
    let is = |kind: fn(&ConstraintKind) -> bool| own.err().is_some_and(|constraint| kind(&constraint.kind));
    let unique = own.is_ok_and(|index| index.unique) || is(|kind| !matches!(kind, ConstraintKind::Exclude { .. }));
    let excludes = is(|kind| matches!(kind, ConstraintKind::Exclude { .. }));
    let optional = |there: bool| if there { Cell::Something } else { Cell::Null };
    let expressions = own.is_ok_and(|own| own.keys.iter().any(|key| matches!(key.target, KeyTarget::Expression(_))));
    vec![
        ("indnatts", count(keys.len())),
        ("indnkeyatts", count(keys.len().saturating_sub(included))),
        ("indkey", if known { Cell::List(keys.into(), 0) } else { Cell::Unknown }),
        ("indisunique", Cell::Bool(unique)),
        ("indisprimary", Cell::Bool(is(|kind| matches!(kind, ConstraintKind::PrimaryKey { .. })))),
        ("indisexclusion", Cell::Bool(excludes)),
        ("indisvalid", Cell::Bool(own.map_or(true, |index| index.valid))),
        ("indpred", if excludes { Cell::Unknown } else { optional(own.is_ok_and(|own| own.predicate.is_some())) }),
        ("indexprs", if excludes { Cell::Unknown } else { optional(expressions) }),
        ("indrelid", relation_oid(&table.name)),
    ]
}

pub(super) fn index_text(table: &Table, own: Result<&Index, &Constraint>) -> Cells {
    vec![("indexdef", index_definition(table, own)), ("tablespace", Cell::Unknown)]
}

/// Returns what `pg_get_indexdef` prints of the index with this `oid`.
pub(super) fn index_text_of(schema: &Schema, name: &QualifiedName) -> Cell {
    if let Some(Stored::Index(own)) = schema.relation(name) {
        return schema.table(&own.table).map_or(Cell::Something, |table| index_definition(table, Ok(own)));
    }
    let siblings = tables(schema).filter(|table| table.name.schema == name.schema);
    let mut found = siblings.filter_map(|table| Some((table, table.constraints.get(&name.name)?)));
    found.find(|(_, own)| own.has_index()).map_or(Cell::Something, |(table, own)| index_definition(table, Err(own)))
}
