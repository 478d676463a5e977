//! The relations of `information_schema` and `pg_catalog` that guards ask, filled from a schema. Columns that are not
//! listed are not known.

use super::cell::Cell;
use super::information_schema::{information_column, key_columns, references, table_constraints, tables, used_columns};
use super::type_names::internal_name;
use crate::name::{Name, QualifiedName};
use crate::schema::{
    Column, Constraint, ConstraintKind, Index, Key, ReferentialAction, Schema, Stored, Table, TypeKind, ViewKind,
};

/// One row: column names and values.
pub type Row = Vec<(&'static str, Cell)>;

/// Returns the rows of a relation, nothing if it is not modelled.
#[must_use]
pub fn rows(schema: &Schema, relation: &str) -> Option<Vec<Row>> {
    Some(match relation {
        "information_schema.tables" => tables(schema),
        "information_schema.columns" => of_tables(schema, |table, rows| {
            rows.extend(table.columns.iter().enumerate().map(|(at, column)| information_column(table, column, at)));
        }),
        "information_schema.schemata" => namespaces(schema).map(|name| vec![("schema_name", text(&name))]).collect(),
        "information_schema.views" | "pg_views" => views(schema, ViewKind::Plain),
        "pg_matviews" => views(schema, ViewKind::Materialized),
        "information_schema.sequences" | "pg_sequences" => sequences(schema),
        "information_schema.table_constraints" => table_constraints(schema),
        "information_schema.key_column_usage" => of_constraints(schema, key_columns),
        "information_schema.constraint_column_usage" => of_constraints(schema, used_columns),
        "information_schema.referential_constraints" => of_constraints(schema, references),
        "information_schema.check_constraints" => of_constraints(schema, |table, constraint, rows| {
            if matches!(constraint.kind, ConstraintKind::Check { .. }) {
                rows.push(vec![
                    ("constraint_schema", text(&table.name.schema)),
                    ("constraint_name", text(&constraint.name)),
                    ("check_clause", Cell::Something),
                ]);
            }
        }),
        "information_schema.triggers" => of_tables(schema, |table, rows| {
            rows.extend(table.triggers.keys().map(|name| {
                vec![
                    ("trigger_schema", text(&table.name.schema)),
                    ("trigger_name", text(name)),
                    ("event_object_schema", text(&table.name.schema)),
                    ("event_object_table", text(&table.name.name)),
                ]
            }));
        }),
        "information_schema.routines" => routines(schema, "routine_schema", "routine_name"),
        "pg_proc" => routines(schema, "pronamespace", "proname"),
        "pg_tables" => of_tables(schema, |table, rows| {
            rows.push(vec![("schemaname", text(&table.name.schema)), ("tablename", text(&table.name.name))]);
        }),
        "pg_indexes" => indexes(schema),
        "pg_index" => super::pg_index::rows(schema),
        "pg_class" => classes(schema),
        "pg_namespace" => {
            let row = |name: Name| vec![("oid", namespace(&name)), ("nspname", text(&name))];
            namespaces(schema)
                .chain([Name::verbatim("pg_catalog"), Name::verbatim("information_schema")])
                .map(row)
                .collect()
        }
        "pg_type" => types(schema),
        "pg_enum" => enums(schema),
        "pg_attribute" => of_tables(schema, |table, rows| {
            rows.extend(table.columns.iter().map(|column| {
                vec![
                    ("attrelid", object("class", &table.name)),
                    ("attname", text(&column.name)),
                    ("attnum", position(table, &column.name)),
                    ("attnotnull", Cell::Bool(column.not_null)),
                    ("attisdropped", Cell::Bool(false)),
                    ("atthasdef", Cell::Bool(column.default.is_some() || column.generated.is_some())),
                    ("atttypid", Cell::Object("type", internal_name(&column.data_type))),
                    ("attidentity", Cell::text(identity_letter(column))),
                ]
            }));
        }),
        "pg_constraint" => {
            of_constraints(schema, |table, constraint, rows| rows.push(pg_constraint(table, constraint)))
        }
        "pg_trigger" => of_tables(schema, |table, rows| {
            rows.extend(table.triggers.keys().map(|name| {
                vec![
                    ("tgname", text(name)),
                    ("tgrelid", object("class", &table.name)),
                    ("tgisinternal", Cell::Bool(false)),
                ]
            }));
        }),
        "pg_policies" => of_tables(schema, |table, rows| {
            rows.extend(table.policies.keys().map(|name| {
                vec![
                    ("schemaname", text(&table.name.schema)),
                    ("tablename", text(&table.name.name)),
                    ("policyname", text(name)),
                ]
            }));
        }),
        "pg_policy" => of_tables(schema, |table, rows| {
            rows.extend(
                table
                    .policies
                    .keys()
                    .map(|name| vec![("polname", text(name)), ("polrelid", object("class", &table.name))]),
            );
        }),
        "pg_extension" => extensions(schema),
        _ => return None,
    })
}

pub(super) fn text(name: &Name) -> Cell {
    Cell::text(name.as_str())
}

pub(super) fn object(class: &'static str, name: &QualifiedName) -> Cell {
    Cell::Object(class, name.clone())
}

fn namespace(name: &Name) -> Cell {
    Cell::Object("namespace", QualifiedName::new(name.clone(), name.clone()))
}

fn namespaces(schema: &Schema) -> impl Iterator<Item = Name> {
    schema.objects().filter_map(|(key, _)| match key {
        Key::Namespace(name) => Some(name.clone()),
        _ => None,
    })
}

pub(super) fn of_tables(schema: &Schema, mut add: impl FnMut(&Table, &mut Vec<Row>)) -> Vec<Row> {
    let mut rows = Vec::new();
    schema.tables().for_each(|table| add(table, &mut rows));
    rows
}

fn of_constraints(schema: &Schema, mut add: impl FnMut(&Table, &Constraint, &mut Vec<Row>)) -> Vec<Row> {
    of_tables(schema, |table, rows| table.constraints.values().for_each(|constraint| add(table, constraint, rows)))
}

fn views(schema: &Schema, kind: ViewKind) -> Vec<Row> {
    let own = schema.objects().filter_map(|(_, stored)| match stored {
        Stored::View(view) if view.kind == kind => Some(vec![
            ("schemaname", text(&view.name.schema)),
            ("table_schema", text(&view.name.schema)),
            ("viewname", text(&view.name.name)),
            ("matviewname", text(&view.name.name)),
            ("table_name", text(&view.name.name)),
        ]),
        _ => None,
    });
    own.collect()
}

fn sequences(schema: &Schema) -> Vec<Row> {
    let own = schema.objects().filter_map(|(_, stored)| match stored {
        Stored::Sequence(sequence) => Some(vec![
            ("sequence_schema", text(&sequence.name.schema)),
            ("sequence_name", text(&sequence.name.name)),
            ("schemaname", text(&sequence.name.schema)),
            ("sequencename", text(&sequence.name.name)),
        ]),
        _ => None,
    });
    own.collect()
}

fn pg_constraint(table: &Table, constraint: &Constraint) -> Row {
    let letter = |action: ReferentialAction| match action {
        ReferentialAction::NoAction => "a",
        ReferentialAction::Restrict => "r",
        ReferentialAction::Cascade => "c",
        ReferentialAction::SetNull => "n",
        ReferentialAction::SetDefault => "d",
    };
    let mut row = vec![
        ("oid", object("constraint", &table.name.sibling(constraint.name.clone()))),
        ("conname", text(&constraint.name)),
        ("conrelid", object("class", &table.name)),
        ("connamespace", namespace(&table.name.schema)),
        ("convalidated", Cell::Bool(constraint.validated)),
        (
            "contype",
            Cell::text(match constraint.kind {
                ConstraintKind::PrimaryKey { .. } => "p",
                ConstraintKind::Unique { .. } => "u",
                ConstraintKind::ForeignKey(_) => "f",
                ConstraintKind::Check { .. } => "c",
                ConstraintKind::Exclude { .. } => "x",
            }),
        ),
    ];
    row.push(("conkey", super::pg_index::constrained(table, constraint)));
    row.push(("conindid", super::pg_index::behind(table, constraint)));
    if let ConstraintKind::ForeignKey(own) = &constraint.kind {
        row.push(("confrelid", object("class", &own.table)));
        row.push(("confdeltype", Cell::text(letter(own.on_delete))));
        row.push(("confupdtype", Cell::text(letter(own.on_update))));
    } else {
        row.push(("confrelid", Cell::Number(0)));
    }
    row
}

fn indexes(schema: &Schema) -> Vec<Row> {
    let row = |index: &QualifiedName, table: &QualifiedName| {
        vec![
            ("schemaname", text(&index.schema)),
            ("tablename", text(&table.name)),
            ("indexname", text(&index.name)),
            ("indexdef", Cell::Something),
        ]
    };
    each_index(schema, |name, table, _| row(name, table))
}

/// What an index is for.
#[derive(Clone, Copy)]
pub(super) enum Backing<'a> {
    Index(&'a Index),
    Constraint(&'a Constraint),
}

/// Calls `make` for every index, those behind constraints included.
pub(super) fn each_index<R>(schema: &Schema, make: impl Fn(&QualifiedName, &QualifiedName, Backing<'_>) -> R) -> Vec<R> {
    let mut made = Vec::new();
    for (_, stored) in schema.objects() {
        match stored {
            Stored::Index(index) => made.push(make(&index.name, &index.table, Backing::Index(index))),
            Stored::Table(table) => {
                let backed = table.constraints.values().filter(|constraint| constraint.has_index());
                made.extend(
                    backed.map(|constraint| make(&table.name.sibling(constraint.name.clone()), &table.name, Backing::Constraint(constraint))),
                );
            }
            _ => {}
        }
    }
    made
}

fn classes(schema: &Schema) -> Vec<Row> {
    let row = |name: &QualifiedName, kind: &str, secured: bool| {
        vec![
            ("oid", object("class", name)),
            ("relname", text(&name.name)),
            ("relnamespace", namespace(&name.schema)),
            ("relkind", Cell::text(kind)),
            ("relrowsecurity", Cell::Bool(secured)),
        ]
    };
    let mut rows: Vec<Row> = schema
        .objects()
        .filter_map(|(_, stored)| match stored {
            Stored::Table(table) => {
                let kind = match (&table.partition_by, &table.server) {
                    (Some(_), _) => "p",
                    (_, Some(_)) => "f",
                    _ => "r",
                };
                use crate::schema::RowSecurity;
                let secured = matches!(table.row_security, RowSecurity::Enabled | RowSecurity::Forced);
                Some(row(&table.name, kind, secured))
            }
            Stored::Sequence(sequence) => Some(row(&sequence.name, "S", false)),
            Stored::View(view) => Some(row(&view.name, if view.kind == ViewKind::Plain { "v" } else { "m" }, false)),
            _ => None,
        })
        .collect();
    rows.extend(each_index(schema, |name, _, _| row(name, "i", false)));
    rows
}

fn types(schema: &Schema) -> Vec<Row> {
    let own = schema.objects().filter_map(|(_, stored)| match stored {
        Stored::Type(own) => {
            let letter = match own.kind {
                TypeKind::Enum { .. } => "e",
                TypeKind::Domain { .. } => "d",
                TypeKind::Composite { .. } => "c",
                TypeKind::Range { .. } => "r",
                TypeKind::Base => "b",
            };
            Some((own.name.clone(), letter))
        }
        Stored::Table(table) => Some((table.name.clone(), "c")),
        Stored::View(view) => Some((view.name.clone(), "c")),
        _ => None,
    });
    let builtin = super::type_names::INTERNAL
        .iter()
        .map(|(name, _)| (QualifiedName::new(Name::verbatim("pg_catalog"), Name::verbatim(name)), "b"));
    let row = |(name, letter): (QualifiedName, &'static str)| {
        vec![
            ("oid", object("type", &name)),
            ("typname", text(&name.name)),
            ("typnamespace", namespace(&name.schema)),
            ("typtype", Cell::text(letter)),
        ]
    };
    own.chain(builtin).map(row).collect()
}

fn enums(schema: &Schema) -> Vec<Row> {
    let mut rows = Vec::new();
    for (_, stored) in schema.objects() {
        let Stored::Type(own) = stored else { continue };
        let TypeKind::Enum { labels } = &own.kind else { continue };
        rows.extend(labels.iter().enumerate().map(|(at, label)| {
            vec![
                ("enumtypid", object("type", &own.name)),
                ("enumlabel", Cell::text(label)),
                ("enumsortorder", Cell::Number(i64::try_from(at + 1).unwrap_or(i64::MAX))),
            ]
        }));
    }
    rows
}

fn routines(schema: &Schema, namespace_column: &'static str, name_column: &'static str) -> Vec<Row> {
    let own = schema.objects().filter_map(|(_, stored)| match stored {
        Stored::Routine(routine) => {
            let place =
                if name_column == "proname" { namespace(&routine.name.schema) } else { text(&routine.name.schema) };
            Some(vec![
                (namespace_column, place),
                (name_column, text(&routine.name.name)),
                ("oid", object("routine", &routine.name)),
            ])
        }
        _ => None,
    });
    own.collect()
}

fn extensions(schema: &Schema) -> Vec<Row> {
    let own = schema.objects().filter_map(|(_, stored)| match stored {
        Stored::Extension(own) => Some(vec![
            ("extname", text(&own.name)),
            ("extnamespace", namespace(&own.schema)),
            ("extversion", Cell::Something),
        ]),
        _ => None,
    });
    // Every database has this one.
    own.chain([vec![("extname", Cell::text("plpgsql")), ("extversion", Cell::Something)]]).collect()
}

/// Returns the `attnum` of a column.
pub(super) fn position(table: &Table, name: &Name) -> Cell {
    let at = table.columns.iter().position(|column| column.name == *name);
    at.map_or(Cell::Unknown, |at| Cell::Position(table.name.clone(), at))
}

/// Returns the `attnum`s of columns.
pub(super) fn positions(table: &Table, names: &[Name]) -> Cell {
    Cell::List(names.iter().map(|name| position(table, name)).collect())
}

fn identity_letter(column: &Column) -> &'static str {
    match column.identity {
        Some(crate::schema::Identity::Always) => "a",
        Some(crate::schema::Identity::ByDefault) => "d",
        None => "",
    }
}
