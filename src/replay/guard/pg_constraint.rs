//! The rows of `pg_constraint`.

use super::catalog::{positions, tables};
use super::cell::{Cell, Class};
use super::definition::constraint_definition;
use super::identity::{constraint_oid, namespace, text};
use super::information_schema::not_null_columns;
use super::relation::{Builder, Cells, relation_oid};
use crate::name::{Name, QualifiedName};
use crate::schema::{
    Constraint, ConstraintKind, Deferrability, ForeignKey, Index, KeyTarget, Match, ObjectId, ReferentialAction,
    Schema, Stored, Table, TypeKind,
};

pub(super) fn constraints(rows: &mut Builder<'_>) {
    for table in rows.tables() {
        for constraint in table.constraints.values() {
            let object = ObjectId::Constraint(table.name.clone(), constraint.name.clone());
            if rows.wants(&object) {
                let cells = constraint_cells(rows.schema, table, constraint);
                rows.add(object, None, cells);
            }
        }
        for column in not_null_columns(rows.schema, table) {
            let name = format!("{}_{}_not_null", table.name.name, column.name);
            let cells = vec![
                ("conrelid", relation_oid(&table.name)),
                ("connamespace", namespace(&table.name.schema)),
                ("conname", Cell::text(&name)),
                ("contype", Cell::text("n")),
                ("conkey", positions(table, std::slice::from_ref(&column.name))),
                ("conindid", Cell::Number(0)),
                ("confrelid", Cell::Number(0)),
            ];
            rows.maybe(cells, "from PostgreSQL 18 NOT NULL is a constraint");
        }
        for trigger in table.triggers.values().filter(|own| own.definition.to_sql().contains("CONSTRAINT")) {
            let cells = vec![
                ("conrelid", relation_oid(&table.name)),
                ("conname", text(&trigger.name)),
                ("contype", Cell::text("t")),
                ("conindid", Cell::Number(0)),
                ("conkey", Cell::Null),
            ];
            rows.maybe(cells, "the constraints of triggers are not modelled");
        }
    }
    for (_, stored) in rows.objects() {
        if let Stored::Type(own) = stored
            && let TypeKind::Domain { constraints, not_null, .. } = &own.kind
        {
            let cells = |name: Cell, kind: &str| {
                vec![
                    ("conname", name),
                    ("contype", Cell::text(kind)),
                    ("conrelid", Cell::Number(0)),
                    ("confrelid", Cell::Number(0)),
                    ("connamespace", namespace(&own.name.schema)),
                    ("contypid", Cell::Object(Class::Type, own.name.clone())),
                    ("conindid", Cell::Number(0)),
                    ("conkey", Cell::Null),
                ]
            };
            for name in constraints.keys() {
                rows.because_of(&ObjectId::Type(own.name.clone()), cells(text(name), "c"));
            }
            if rows.schema.doubt_about(&ObjectId::Type(own.name.clone())).is_some() {
                rows.because_of(&ObjectId::Type(own.name.clone()), cells(Cell::Unknown, "c"));
            }
            if *not_null {
                let cells = cells(Cell::among("*not_null*"), "n");
                rows.maybe(cells, "from PostgreSQL 17 the NOT NULL of a domain is a constraint");
            }
        }
    }
}

/// Returns the columns of an index without expressions.
fn plain_keys(index: &Index) -> Option<Vec<Name>> {
    let column = |key: &KeyTarget| match key {
        KeyTarget::Column(name) => Some(name.clone()),
        KeyTarget::Expression(_) => None,
    };
    index.keys.iter().map(|key| column(&key.target)).collect()
}

fn constraint_cells(schema: &Schema, table: &Table, constraint: &Constraint) -> Cells {
    let letter = |action: ReferentialAction| match action {
        ReferentialAction::NoAction => "a",
        ReferentialAction::Restrict => "r",
        ReferentialAction::Cascade => "c",
        ReferentialAction::SetNull => "n",
        ReferentialAction::SetDefault => "d",
    };
    let own_index = || relation_oid(&table.name.sibling(constraint.name.clone()));
    let none = || ("confrelid", Cell::Number(0));
    let mut row = match &constraint.kind {
        ConstraintKind::PrimaryKey { columns, .. } => {
            vec![("contype", Cell::text("p")), ("conindid", own_index()), ("conkey", positions(table, columns)), none()]
        }
        ConstraintKind::Unique { columns, .. } => {
            vec![("contype", Cell::text("u")), ("conindid", own_index()), ("conkey", positions(table, columns)), none()]
        }
        ConstraintKind::Exclude { .. } => vec![("contype", Cell::text("x")), ("conindid", own_index()), none()],
        ConstraintKind::Check { expression, .. } => {
            let columns: Vec<Name> = expression.columns().cloned().collect();
            let key = if columns.len() == 1 { positions(table, &columns) } else { Cell::Unknown };
            let bin = ("conbin", Cell::Something);
            vec![("contype", Cell::text("c")), ("conindid", Cell::Number(0)), ("conkey", key), none(), bin]
        }
        ConstraintKind::ForeignKey(own) => {
            let referenced = schema.table(&own.table).map(|table| positions(table, &own.referenced));
            vec![
                ("contype", Cell::text("f")),
                ("conindid", referenced_index(schema, own)),
                ("conkey", positions(table, &own.columns)),
                ("confkey", referenced.unwrap_or(Cell::Unknown)),
                ("confrelid", relation_oid(&own.table)),
                ("confdeltype", Cell::text(letter(own.on_delete))),
                ("confupdtype", Cell::text(letter(own.on_update))),
                ("confmatchtype", Cell::text(if own.match_kind == Match::Full { "f" } else { "s" })),
            ]
        }
    };
    row.push(("convalidated", Cell::Bool(constraint.validated)));
    row.push(("condeferrable", Cell::Bool(constraint.deferrability != Deferrability::NotDeferrable)));
    row.push(("condeferred", Cell::Bool(constraint.deferrability == Deferrability::InitiallyDeferred)));
    row.push(("contypid", Cell::Number(0)));
    row
}

/// Returns the index that a foreign key leans on, where only one may be it (`transformFkeyCheckAttrs`).
fn referenced_index(schema: &Schema, own: &ForeignKey) -> Cell {
    let Some(table) = schema.table(&own.table) else { return Cell::Unknown };
    let is_key = |columns: &[Name]| {
        columns.len() == own.referenced.len() && columns.iter().all(|column| own.referenced.contains(column))
    };
    let mut found: Vec<QualifiedName> = Vec::new();
    for constraint in table.constraints.values() {
        if let Some(columns) = constraint.key_columns()
            && is_key(columns)
        {
            found.push(table.name.sibling(constraint.name.clone()));
        }
    }
    for index in schema.indexes_of(&own.table) {
        if index.unique
            && index.predicate.is_none()
            && let Some(columns) = plain_keys(index)
            && is_key(&columns)
        {
            found.push(index.name.clone());
        }
    }
    match &*found {
        [only] => relation_oid(only),
        _ => Cell::Unknown,
    }
}

/// Returns what `pg_get_constraintdef` prints of the constraint with this `oid`.
pub(super) fn constraint_text(schema: &Schema, oid: &Cell) -> Cell {
    let each = tables(schema).flat_map(|table| table.constraints.values().map(move |own| (table, own)));
    let mut found = each.filter(|(table, own)| constraint_oid(&table.name, &own.name) == *oid);
    found.next().map_or(Cell::Something, |(_, own)| constraint_definition(schema, own))
}
