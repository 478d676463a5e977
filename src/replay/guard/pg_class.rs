//! The rows of `pg_class` and `pg_attribute`.

use super::catalog::{has_default, identity_letter, position, type_oid};
use super::cell::{Cell, Class};
use super::identity::{namespace, text};
use super::relation::{Builder, Cells, relation_oid};
use crate::name::{Name, QualifiedName};
use crate::schema::{Column, Key, ObjectId, Persistence, RowSecurity, Schema, Stored, Table, TypeKind, View, ViewKind};

pub(super) fn classes(rows: &mut Builder<'_>) {
    for (_, stored) in rows.objects() {
        match stored {
            Stored::Table(table) => {
                rows.add(ObjectId::Table(table.name.clone()), None, table_cells(table));
                for constraint in table.constraints.values().filter(|constraint| constraint.has_index()) {
                    let object = ObjectId::Constraint(table.name.clone(), constraint.name.clone());
                    rows.add(object, None, vec![("relkind", index_kind(Some(table)))]);
                }
            }
            Stored::Index(own) => {
                let kind = index_kind(rows.schema.table(&own.table).map(|table| &**table));
                rows.add(ObjectId::Index(own.name.clone()), Some(&own.table), vec![("relkind", kind)]);
            }
            Stored::Sequence(own) => {
                let object = ObjectId::Sequence(own.name.clone());
                rows.add(object, own.owned_by.as_ref().map(|(table, _)| table), vec![("relkind", Cell::text("S"))]);
            }
            Stored::View(own) => {
                let kind = Cell::text(if own.kind == ViewKind::Plain { "v" } else { "m" });
                rows.add(ObjectId::View(own.name.clone()), None, vec![("relkind", kind)]);
            }
            Stored::Type(own) if matches!(own.kind, TypeKind::Composite { .. }) => {
                let cells = vec![
                    ("oid", relation_oid(&own.name)),
                    ("relname", text(&own.name.name)),
                    ("relnamespace", namespace(&own.name.schema)),
                    ("relkind", Cell::text("c")),
                ];
                rows.because_of(&ObjectId::Type(own.name.clone()), cells);
            }
            _ => {}
        }
    }
}

fn index_kind(table: Option<&Table>) -> Cell {
    Cell::text(if table.is_some_and(|table| table.partition_by.is_some()) { "I" } else { "i" })
}

fn table_cells(table: &Table) -> Cells {
    let kind = match (&table.partition_by, &table.server) {
        (Some(_), _) => "p",
        (_, Some(_)) => "f",
        _ => "r",
    };
    let persistence = match table.persistence {
        Persistence::Permanent => "p",
        Persistence::Unlogged => "u",
        Persistence::Temporary => "t",
    };
    let enabled = matches!(table.row_security, RowSecurity::Enabled | RowSecurity::Forced);
    let forced = matches!(table.row_security, RowSecurity::Forced | RowSecurity::ForcedOnly);
    vec![
        ("relkind", Cell::text(kind)),
        ("relpersistence", Cell::text(persistence)),
        ("relrowsecurity", Cell::Bool(enabled)),
        ("relforcerowsecurity", Cell::Bool(forced)),
        ("relispartition", Cell::Bool(table.partition.is_some())),
    ]
}

/// The columns that every table has (`SysAtt`, heap.c).
const SYSTEM_COLUMNS: [(&str, i64, &str); 6] = [
    ("tableoid", -6, "oid"),
    ("cmax", -5, "cid"),
    ("xmax", -4, "xid"),
    ("cmin", -3, "cid"),
    ("xmin", -2, "xid"),
    ("ctid", -1, "tid"),
];

pub(super) fn attributes(rows: &mut Builder<'_>) {
    for table in rows.tables() {
        for column in &table.columns {
            let object = ObjectId::Column(table.name.clone(), column.name.clone());
            if rows.wants(&object) {
                rows.add(object, None, column_cells(table, column));
            }
        }
        for (name, number, own) in SYSTEM_COLUMNS {
            let own = QualifiedName::new(Name::verbatim("pg_catalog"), Name::verbatim(own));
            rows.always(vec![
                ("atttypid", Cell::Object(Class::Type, own)),
                ("atthasdef", Cell::Bool(false)),
                ("attrelid", relation_oid(&table.name)),
                ("attname", Cell::text(name)),
                ("attnum", Cell::Number(number)),
                ("attisdropped", Cell::Bool(false)),
                ("attnotnull", Cell::Bool(true)),
            ]);
        }
        let dropped = vec![
            ("attrelid", relation_oid(&table.name)),
            ("attname", Cell::among("........pg.dropped.*")),
            ("attnum", Cell::Gone),
            ("attisdropped", Cell::Bool(true)),
            ("attnotnull", Cell::Bool(false)),
            ("atttypid", Cell::Number(0)),
        ];
        rows.maybe(dropped, "which columns were dropped is not modelled");
    }
    for view in rows.views().into_iter().filter(|view| is_read(rows.schema, view)) {
        for (at, name) in view.columns.iter().flatten().enumerate() {
            let cells = vec![
                ("attrelid", relation_oid(&view.name)),
                ("attname", text(name)),
                ("attnum", Cell::Position(view.name.clone(), at)),
                ("attnotnull", Cell::Bool(false)),
                ("attisdropped", Cell::Bool(false)),
            ];
            rows.because_of(&ObjectId::View(view.name.clone()), cells);
        }
    }
    let others: Vec<QualifiedName> = others(rows);
    for name in others {
        rows.maybe(
            vec![("attrelid", relation_oid(&name))],
            "the columns of views, indexes and sequences are not modelled",
        );
    }
}

/// Returns whether the columns of a view are known.
fn is_read(schema: &Schema, view: &View) -> bool {
    view.columns.is_some() && schema.doubt_about(&ObjectId::View(view.name.clone())).is_none()
}

/// The relations that are no tables.
fn others(rows: &Builder<'_>) -> Vec<QualifiedName> {
    let unread = rows.views().into_iter().filter(|view| !is_read(rows.schema, view));
    let mut names: Vec<QualifiedName> = unread.map(|view| view.name.clone()).collect();
    for (key, stored) in rows.objects() {
        match (key, stored) {
            (Key::Relation(name), Stored::Index(_) | Stored::Sequence(_)) => names.push(name.clone()),
            (Key::Type(name), Stored::Type(own)) if matches!(own.kind, TypeKind::Composite { .. }) => {
                names.push(name.clone());
            }
            _ => {}
        }
    }
    for table in rows.tables() {
        let backed = table.constraints.values().filter(|constraint| constraint.has_index());
        names.extend(backed.map(|constraint| table.name.sibling(constraint.name.clone())));
    }
    names
}

fn column_cells(table: &Table, column: &Column) -> Cells {
    vec![
        ("attnum", position(table, &column.name)),
        ("attnotnull", Cell::Bool(column.not_null)),
        ("attisdropped", Cell::Bool(false)),
        ("atthasdef", Cell::Bool(has_default(column))),
        ("atttypid", type_oid(column)),
        ("atttypmod", modifier(column)),
        ("attidentity", Cell::text(identity_letter(column))),
        ("attgenerated", if column.generated.is_some() { Cell::Something } else { Cell::text("") }),
    ]
}

/// Returns `atttypmod` where it is simple.
fn modifier(column: &Column) -> Cell {
    let own = &column.data_type;
    if own.as_unknown().is_some() || own.user_type().is_some() {
        return Cell::Unknown;
    }
    let is_text = own.is_builtin("character varying") || own.is_builtin("character");
    match own.modifiers.trim().parse::<i64>() {
        _ if own.modifiers.is_empty() => Cell::Number(-1),
        // VARHDRSZ is 4.
        Ok(length) if is_text => Cell::Number(length.saturating_add(4)),
        _ => Cell::Something,
    }
}
