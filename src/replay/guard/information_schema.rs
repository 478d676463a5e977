//! The rows of `information_schema`, as the standard shows a schema.

use super::catalog::{Row, of_tables, text};
use super::cell::Cell;
use super::type_names::{data_type_name, internal_name};
use crate::name::QualifiedName;
use crate::schema::{Column, Constraint, ConstraintKind, Schema, Stored, Table, ViewKind};

pub(super) fn tables(schema: &Schema) -> Vec<Row> {
    let row = |name: &QualifiedName, kind: &str| {
        vec![("table_schema", text(&name.schema)), ("table_name", text(&name.name)), ("table_type", Cell::text(kind))]
    };
    let own = schema.objects().filter_map(|(_, stored)| match stored {
        Stored::Table(table) if table.server.is_some() => Some(row(&table.name, "FOREIGN")),
        Stored::Table(table) => Some(row(&table.name, "BASE TABLE")),
        Stored::View(view) if view.kind == ViewKind::Plain => Some(row(&view.name, "VIEW")),
        _ => None,
    });
    own.collect()
}

pub(super) fn information_column(table: &Table, column: &Column, at: usize) -> Row {
    let number = |text: Option<&str>| text.and_then(|text| text.trim().parse().ok()).map_or(Cell::Null, Cell::Number);
    let modifiers = (!column.data_type.array).then_some(column.data_type.modifiers.as_str());
    let length = modifiers
        .filter(|_| column.data_type.is_builtin("character varying") || column.data_type.is_builtin("character"));
    let yes = |truth: bool| Cell::text(if truth { "YES" } else { "NO" });
    let _ = at;
    vec![
        ("table_schema", text(&table.name.schema)),
        ("table_name", text(&table.name.name)),
        ("column_name", text(&column.name)),
        ("ordinal_position", Cell::Something),
        ("column_default", if column.default.is_some() { Cell::Something } else { Cell::Null }),
        ("is_nullable", yes(!column.not_null)),
        ("data_type", data_type_name(&column.data_type).map_or(Cell::Unknown, |name| Cell::text(&name))),
        ("udt_name", Cell::text(internal_name(&column.data_type).name.as_str())),
        ("character_maximum_length", number(length)),
        ("is_identity", yes(column.identity.is_some())),
        ("is_generated", Cell::text(if column.generated.is_some() { "ALWAYS" } else { "NEVER" })),
    ]
}

pub(super) fn constraint_word(kind: &ConstraintKind) -> Option<&'static str> {
    Some(match kind {
        ConstraintKind::PrimaryKey { .. } => "PRIMARY KEY",
        ConstraintKind::Unique { .. } => "UNIQUE",
        ConstraintKind::ForeignKey(_) => "FOREIGN KEY",
        ConstraintKind::Check { .. } => "CHECK",
        ConstraintKind::Exclude { .. } => return None,
    })
}

pub(super) fn table_constraints(schema: &Schema) -> Vec<Row> {
    let row = |table: &Table, name: Cell, word: &str| {
        vec![
            ("constraint_schema", text(&table.name.schema)),
            ("constraint_name", name),
            ("table_schema", text(&table.name.schema)),
            ("table_name", text(&table.name.name)),
            ("constraint_type", Cell::text(word)),
        ]
    };
    of_tables(schema, |table, rows| {
        for constraint in table.constraints.values() {
            rows.extend(constraint_word(&constraint.kind).map(|word| row(table, text(&constraint.name), word)));
        }
        // Before version 18, NOT NULL shows as a check whose name is made of numbers.
        let not_null = table.columns.iter().enumerate().filter(|(_, column)| column.not_null);
        rows.extend(not_null.map(|(at, _)| row(table, Cell::text(&format!("2200_0_{}_not_null", at + 1)), "CHECK")));
    })
}

pub(super) fn key_columns(table: &Table, constraint: &Constraint, rows: &mut Vec<Row>) {
    let columns = match &constraint.kind {
        ConstraintKind::PrimaryKey { columns, .. } | ConstraintKind::Unique { columns, .. } => columns,
        ConstraintKind::ForeignKey(own) => &own.columns,
        _ => return,
    };
    rows.extend(columns.iter().enumerate().map(|(at, column)| {
        vec![
            ("constraint_schema", text(&table.name.schema)),
            ("constraint_name", text(&constraint.name)),
            ("table_schema", text(&table.name.schema)),
            ("table_name", text(&table.name.name)),
            ("column_name", text(column)),
            ("ordinal_position", Cell::Number(i64::try_from(at + 1).unwrap_or(i64::MAX))),
        ]
    }));
}

pub(super) fn used_columns(table: &Table, constraint: &Constraint, rows: &mut Vec<Row>) {
    let (owner, columns) = match &constraint.kind {
        ConstraintKind::PrimaryKey { columns, .. } | ConstraintKind::Unique { columns, .. } => {
            (&table.name, columns.clone())
        }
        ConstraintKind::ForeignKey(own) => (&own.table, own.referenced.clone()),
        ConstraintKind::Check { expression, .. } => (&table.name, expression.columns().cloned().collect()),
        ConstraintKind::Exclude { .. } => return,
    };
    rows.extend(columns.iter().map(|column| {
        vec![
            ("table_schema", text(&owner.schema)),
            ("table_name", text(&owner.name)),
            ("column_name", text(column)),
            ("constraint_schema", text(&table.name.schema)),
            ("constraint_name", text(&constraint.name)),
        ]
    }));
}

pub(super) fn references(table: &Table, constraint: &Constraint, rows: &mut Vec<Row>) {
    let ConstraintKind::ForeignKey(own) = &constraint.kind else { return };
    rows.push(vec![
        ("constraint_schema", text(&table.name.schema)),
        ("constraint_name", text(&constraint.name)),
        ("delete_rule", Cell::text(own.on_delete.as_str())),
        ("update_rule", Cell::text(own.on_update.as_str())),
    ]);
}
