//! What is in the catalog without being in a schema: the server's own objects (PostgreSQL 15), and what extensions bring.
//! Each is one doubted row, or several, that stand for all of them.

use super::cell::{Cell, Class};
use super::identity::namespace;
use super::relation::{Builder, Cells};
use super::type_names::INTERNAL;
use crate::name::{Name, QualifiedName};
use crate::schema::{ObjectId, Schema};

/// The names of relations in `pg_catalog`, `pg_toast` and `information_schema`.
const RELATIONS: &str = include_str!("system_relations.txt");

/// The names of types there, those that [`INTERNAL`] lists and row types included, and their arrays.
const TYPES: &str = include_str!("system_types.txt");

const REASON: &str = "what the server brings itself is not modelled";

/// Adds what the server brings.
pub(super) fn fill(relation: &str, rows: &mut Builder<'_>) {
    for cells in own_rows(relation) {
        rows.maybe(cells, REASON);
    }
    for extension in rows.schema.extensions().filter(|own| own.name.as_str() != "plpgsql") {
        let own =
            || Cell::Object(Class::Namespace, QualifiedName::new(extension.schema.clone(), extension.schema.clone()));
        let text = || Cell::text(extension.schema.as_str());
        if let ("pg_type", Some(types)) = (relation, Schema::types_brought(extension)) {
            for name in types {
                super::catalog::named_type(rows, &ObjectId::Extension(extension.name.clone()), &name);
            }
            continue;
        }
        let relations = rows.schema.may_bring_relations(&extension.name);
        let cells = match relation {
            "pg_proc" => vec![("pronamespace", own())],
            "information_schema.routines" => vec![("routine_schema", text())],
            "pg_type" => vec![("typnamespace", own())],
            "pg_class" if relations => vec![("relnamespace", own())],
            "pg_tables" | "pg_views" | "pg_matviews" | "pg_indexes" | "pg_sequences" if relations => {
                vec![("schemaname", text())]
            }
            "pg_attribute" | "pg_attrdef" | "pg_constraint" | "pg_index" | "pg_enum" | "pg_trigger" if relations => {
                Vec::new()
            }
            own if own.starts_with("information_schema.") && relations => Vec::new(),
            _ => continue,
        };
        rows.maybe(cells, &format!("what the extension {} brings is not modelled", extension.name));
    }
}

fn own_rows(relation: &str) -> Vec<Cells> {
    // The relations of pg_catalog, and those of information_schema.
    let names = |schema: &'static str, own: &'static str| {
        let (catalog, information) = (Cell::text("pg_catalog"), Cell::text("information_schema"));
        vec![
            vec![(schema, catalog), (own, Cell::among("pg_*"))],
            vec![(schema, information), (own, Cell::among(RELATIONS))],
        ]
    };
    let oid = |name: &str| namespace(&Name::verbatim(name));
    let in_catalog = |name: &'static str, words: &str| (name, Cell::among(words));
    match relation {
        "information_schema.tables" => {
            let mut rows = names("table_schema", "table_name");
            rows.iter_mut().for_each(|cells| cells.push(("table_type", Cell::among("BASE* VIEW"))));
            rows
        }
        "information_schema.views" | "information_schema.columns" => names("table_schema", "table_name"),
        "pg_tables" => names("schemaname", "tablename"),
        "pg_views" => names("schemaname", "viewname"),
        "pg_indexes" => vec![vec![
            ("schemaname", Cell::text("pg_catalog")),
            in_catalog("tablename", "pg_*"),
            in_catalog("indexname", "pg_*"),
        ]],
        "pg_class" => {
            let row = |schema: &str, names: &str, kinds: &str| {
                let (name, kind) = (Cell::among(names), Cell::among(kinds));
                vec![("oid", Cell::System), ("relname", name), ("relnamespace", oid(schema)), ("relkind", kind)]
            };
            vec![
                row("pg_catalog", "pg_*", "r i v t"),
                row("pg_toast", "pg_*", "t i"),
                row("information_schema", RELATIONS, "r v"),
            ]
        }
        "pg_attribute" => vec![vec![("attrelid", Cell::System), ("atttypid", Cell::System)]],
        "pg_attrdef" => vec![vec![("adrelid", Cell::System)]],
        "pg_index" => vec![vec![("indexrelid", Cell::System), ("indrelid", Cell::System)]],
        "pg_type" => ["pg_catalog", "information_schema", "pg_toast"]
            .map(|schema| {
                let kind = Cell::among("b c d p r m");
                vec![
                    ("oid", Cell::System),
                    ("typname", Cell::among(TYPES)),
                    ("typnamespace", oid(schema)),
                    ("typtype", kind),
                ]
            })
            .to_vec(),
        "pg_proc" => ["pg_catalog", "information_schema"]
            .map(|schema| vec![("oid", Cell::System), ("pronamespace", oid(schema))])
            .to_vec(),
        "information_schema.routines" => {
            ["pg_catalog", "information_schema"].map(|schema| vec![("routine_schema", Cell::text(schema))]).to_vec()
        }
        "pg_namespace" => vec![vec![("oid", oid("pg_temp")), ("nspname", Cell::among("pg_temp_* pg_toast_temp_*"))]],
        "information_schema.schemata" => vec![vec![("schema_name", Cell::among("pg_temp_* pg_toast_temp_*"))]],
        "pg_constraint" => {
            let row = |schema: &str, name: &str, kind: &str, relation: Cell| {
                vec![
                    ("oid", Cell::System),
                    ("conname", Cell::among(name)),
                    ("connamespace", oid(schema)),
                    ("conrelid", relation),
                    ("contype", Cell::among(kind)),
                    ("confrelid", Cell::Number(0)),
                    ("conindid", Cell::System),
                ]
            };
            vec![
                row("pg_catalog", "pg_*", "p u n", Cell::System),
                row("information_schema", "cardinal_number_domain_check yes_or_no_check", "c", Cell::Number(0)),
                row("information_schema", "sql_*", "n", Cell::System),
            ]
        }
        "information_schema.table_constraints" => {
            let row = |names: &str, kinds: &str| {
                vec![
                    ("constraint_schema", Cell::text("pg_catalog")),
                    ("table_schema", Cell::text("pg_catalog")),
                    ("table_name", Cell::among("pg_*")),
                    ("constraint_name", Cell::among(names)),
                    ("constraint_type", Cell::among(kinds)),
                ]
            };
            vec![row("pg_*", "PRIMARY* UNIQUE"), row("pg_* 1* 2* 3* 4* 5* 6* 7* 8* 9*", "CHECK")]
        }
        "information_schema.key_column_usage" | "information_schema.constraint_column_usage" => vec![vec![
            ("constraint_schema", Cell::text("pg_catalog")),
            ("table_schema", Cell::text("pg_catalog")),
            ("table_name", Cell::among("pg_*")),
            ("constraint_name", Cell::among("pg_*")),
        ]],
        "information_schema.check_constraints" => {
            let numbers = "1* 2* 3* 4* 5* 6* 7* 8* 9* pg_* cardinal_number_domain_check yes_or_no_check";
            ["pg_catalog", "information_schema"]
                .map(|schema| {
                    vec![("constraint_schema", Cell::text(schema)), ("constraint_name", Cell::among(numbers))]
                })
                .to_vec()
        }
        _ => Vec::new(),
    }
}

/// Returns what the name or number of something that the server brings is as text.
pub(super) fn text() -> Cell {
    let types: Vec<String> =
        INTERNAL.iter().filter_map(|(_, shown)| Some(format!("{}*", shown.split(' ').next()?))).collect();
    let numbers = "0* 1* 2* 3* 4* 5* 6* 7* 8* 9*";
    Cell::among(&format!("pg_* information_schema.* pg_catalog.* {numbers} {TYPES} {RELATIONS} {}", types.join(" ")))
}

/// Returns whether `schema` may have something called so that stands before the search path: the server's own.
pub(super) fn may_hide(name: &Name) -> bool {
    let words = format!("{RELATIONS} {TYPES}");
    Cell::among(&words).compare("=", &Cell::text(name.as_str())) != Cell::Bool(false)
        || INTERNAL.iter().any(|(own, _)| *own == name.as_str())
}
