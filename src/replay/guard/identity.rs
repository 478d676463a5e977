//! Which cells of a row of the catalog say whose row it is: first what it is in, then its own name.

use super::cell::{Cell, Class};
use super::relation::{Cells, relation_oid};
use crate::name::{Name, QualifiedName};
use crate::schema::ObjectId;

/// Returns the `oid` of a schema.
#[must_use]
pub fn namespace(name: &Name) -> Cell {
    Cell::Object(Class::Namespace, QualifiedName::new(name.clone(), name.clone()))
}

/// Returns a name as text.
#[must_use]
pub fn text(name: &Name) -> Cell {
    Cell::text(name.as_str())
}

/// Returns what the row of `object` in `relation` is found by; nothing where it has none.
#[must_use]
pub fn identity(relation: &str, object: &ObjectId) -> Option<(Cells, Cells)> {
    let own = match (relation, object) {
        ("pg_class", own) => relation_name(own).map(|name| class(&name))?,
        ("pg_type", ObjectId::Type(name) | ObjectId::Table(name) | ObjectId::View(name)) => vec![
            ("oid", Cell::Object(Class::Type, name.clone())),
            ("typname", text(&name.name)),
            ("typnamespace", namespace(&name.schema)),
        ],
        ("pg_enum", ObjectId::Type(name)) => vec![("enumtypid", Cell::Object(Class::Type, name.clone()))],
        ("information_schema.tables", ObjectId::Table(name) | ObjectId::View(name)) => {
            names("table_schema", "table_name", name)
        }
        ("information_schema.views", ObjectId::View(name)) => names("table_schema", "table_name", name),
        ("pg_tables", ObjectId::Table(name)) => names("schemaname", "tablename", name),
        ("pg_views", ObjectId::View(name)) => names("schemaname", "viewname", name),
        ("pg_matviews", ObjectId::View(name)) => names("schemaname", "matviewname", name),
        ("pg_sequences", ObjectId::Sequence(name)) => names("schemaname", "sequencename", name),
        ("pg_sequence", ObjectId::Sequence(name)) => vec![("seqrelid", relation_oid(name))],
        ("information_schema.sequences", ObjectId::Sequence(name)) => names("sequence_schema", "sequence_name", name),
        ("pg_indexes", ObjectId::Index(name)) => names("schemaname", "indexname", name),
        ("pg_index", ObjectId::Index(name)) => vec![("indexrelid", relation_oid(name))],
        ("pg_proc", ObjectId::Function(name, _)) => {
            vec![("pronamespace", namespace(&name.schema)), ("proname", text(&name.name))]
        }
        ("information_schema.routines", ObjectId::Function(name, _)) => names("routine_schema", "routine_name", name),
        ("pg_extension", ObjectId::Extension(name)) => vec![("extname", text(name))],
        ("pg_namespace", ObjectId::Schema(name)) => vec![("oid", namespace(name)), ("nspname", text(name))],
        ("information_schema.schemata", ObjectId::Schema(name)) => vec![("schema_name", text(name))],
        _ => return in_table(relation, object),
    };
    Some((Vec::new(), own))
}

fn in_table(relation: &str, object: &ObjectId) -> Option<(Cells, Cells)> {
    let container = part_of_table(relation, object.table()?);
    let own = match (relation, object) {
        ("information_schema.columns", ObjectId::Column(_, name)) => vec![("column_name", text(name))],
        ("pg_attribute", ObjectId::Column(_, name)) => vec![("attname", text(name))],
        ("pg_attrdef", ObjectId::Column(..)) => Vec::new(),
        (
            "information_schema.table_constraints"
            | "information_schema.key_column_usage"
            | "information_schema.constraint_column_usage"
            | "information_schema.referential_constraints"
            | "information_schema.check_constraints",
            ObjectId::Constraint(_, name),
        ) => vec![("constraint_name", text(name))],
        ("pg_constraint", ObjectId::Constraint(table, name)) => {
            vec![("oid", constraint_oid(table, name)), ("conname", text(name))]
        }
        ("pg_indexes", ObjectId::Constraint(_, name)) => vec![("indexname", text(name))],
        ("pg_index", ObjectId::Constraint(table, name)) => {
            vec![("indexrelid", relation_oid(&table.sibling(name.clone())))]
        }
        ("pg_trigger", ObjectId::Trigger(_, name)) => vec![("tgname", text(name))],
        ("information_schema.triggers", ObjectId::Trigger(_, name)) => vec![("trigger_name", text(name))],
        ("pg_policy", ObjectId::Policy(_, name)) => vec![("polname", text(name))],
        ("pg_policies", ObjectId::Policy(_, name)) => vec![("policyname", text(name))],
        _ => return None,
    };
    Some((container, own))
}

/// Returns what every row of `relation` has that is about a part of `table`.
#[must_use]
pub fn part_of_table(relation: &str, table: &QualifiedName) -> Cells {
    let schema = || text(&table.schema);
    match relation {
        "information_schema.columns" => names("table_schema", "table_name", table),
        "pg_attribute" => vec![("attrelid", relation_oid(table))],
        "pg_attrdef" => vec![("adrelid", relation_oid(table))],
        "information_schema.table_constraints" | "information_schema.key_column_usage" => {
            let mut cells = names("table_schema", "table_name", table);
            cells.push(("constraint_schema", schema()));
            cells
        }
        "information_schema.constraint_column_usage"
        | "information_schema.referential_constraints"
        | "information_schema.check_constraints" => vec![("constraint_schema", schema())],
        "pg_constraint" => vec![("conrelid", relation_oid(table)), ("connamespace", namespace(&table.schema))],
        "pg_indexes" | "pg_policies" => names("schemaname", "tablename", table),
        "pg_index" => vec![("indrelid", relation_oid(table))],
        // Its indexes and sequences.
        "pg_class" => vec![("relnamespace", namespace(&table.schema)), ("relkind", Cell::among("i I S"))],
        "pg_trigger" => vec![("tgrelid", relation_oid(table))],
        "information_schema.triggers" => names("event_object_schema", "event_object_table", table),
        "pg_policy" => vec![("polrelid", relation_oid(table))],
        _ => Vec::new(),
    }
}

/// Returns the `oid` of a constraint: those of several tables may share a name.
#[must_use]
pub fn constraint_oid(table: &QualifiedName, name: &Name) -> Cell {
    Cell::Object(Class::Constraint, table.sibling(Name::verbatim(&format!("{} {name}", table.name.quoted()))))
}

fn relation_name(object: &ObjectId) -> Option<QualifiedName> {
    match object {
        ObjectId::Table(name) | ObjectId::View(name) | ObjectId::Index(name) | ObjectId::Sequence(name) => {
            Some(name.clone())
        }
        // The index behind it.
        ObjectId::Constraint(table, name) => Some(table.sibling(name.clone())),
        _ => None,
    }
}

fn class(name: &QualifiedName) -> Cells {
    vec![("oid", relation_oid(name)), ("relname", text(&name.name)), ("relnamespace", namespace(&name.schema))]
}

fn names(schema: &'static str, own: &'static str, name: &QualifiedName) -> Cells {
    vec![(schema, text(&name.schema)), (own, text(&name.name))]
}
