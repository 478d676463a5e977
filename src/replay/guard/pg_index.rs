//! `pg_index`, and which columns and which index `pg_constraint` says a constraint has.

use super::catalog::{Backing, Row, each_index, object, position, positions};
use super::cell::Cell;
use crate::name::QualifiedName;
use crate::schema::{Constraint, ConstraintKind, KeyTarget, Schema, Table};

/// Returns the rows of `pg_index`.
pub(super) fn rows(schema: &Schema) -> Vec<Row> {
    each_index(schema, |name, table, backing| row(schema, name, table, backing))
}

fn row(schema: &Schema, name: &QualifiedName, table: &QualifiedName, backing: Backing<'_>) -> Row {
    let owner = schema.table(table);
    let key = owner.map_or(Cell::Unknown, |owner| keys(owner, backing));
    let constraint = match backing {
        Backing::Constraint(own) => Some(&own.kind),
        Backing::Index(_) => None,
    };
    let unique = match (backing, constraint) {
        (Backing::Index(index), _) => index.unique,
        (_, kind) => !matches!(kind, Some(ConstraintKind::Exclude { .. })),
    };
    vec![
        ("indexrelid", object("class", name)),
        ("indrelid", object("class", table)),
        ("indisunique", Cell::Bool(unique)),
        ("indisprimary", Cell::Bool(matches!(constraint, Some(ConstraintKind::PrimaryKey { .. })))),
        ("indisvalid", Cell::Bool(!matches!(backing, Backing::Index(index) if !index.valid))),
        ("indkey", key),
    ]
}

/// `indkey`: 0 for an expression; what INCLUDE adds stands at the end.
fn keys(table: &Table, backing: Backing<'_>) -> Cell {
    match backing {
        Backing::Index(index) => {
            let keys = index.keys.iter().map(|key| match &key.target {
                KeyTarget::Column(name) => position(table, name),
                KeyTarget::Expression(_) => Cell::Number(0),
            });
            Cell::Vector(keys.chain(index.include.iter().map(|name| position(table, name))).collect())
        }
        Backing::Constraint(constraint) => match &constraint.kind {
            ConstraintKind::PrimaryKey { columns, include } | ConstraintKind::Unique { columns, include, .. } => {
                Cell::Vector(columns.iter().chain(include).map(|name| position(table, name)).collect())
            }
            _ => Cell::Unknown,
        },
    }
}

/// Returns `conkey`. In which order a check names several columns is not known.
pub(super) fn constrained(table: &Table, constraint: &Constraint) -> Cell {
    match &constraint.kind {
        ConstraintKind::PrimaryKey { columns, .. } | ConstraintKind::Unique { columns, .. } => {
            positions(table, columns)
        }
        ConstraintKind::ForeignKey(own) => positions(table, &own.columns),
        ConstraintKind::Check { .. } | ConstraintKind::Exclude { .. } => Cell::Unknown,
    }
}

/// Returns `conindid`: the index behind a key; of a foreign key that of the table it refers to, which is not looked up.
pub(super) fn behind(table: &Table, constraint: &Constraint) -> Cell {
    match &constraint.kind {
        ConstraintKind::Check { .. } => Cell::Number(0),
        ConstraintKind::ForeignKey(_) => Cell::Unknown,
        _ => object("class", &table.name.sibling(constraint.name.clone())),
    }
}
