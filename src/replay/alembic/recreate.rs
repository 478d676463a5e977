//! `recreate="always"` on PostgreSQL: the table is reflected, its named constraints are dropped, a copy is made under another
//! name, the rows are carried over, the table is dropped and the copy renamed (`ApplyBatchImpl._create`,
//! operations/batch.py; `PostgresqlImpl.prep_table_for_batch`, ddl/postgresql.py, 1.20.1). Where reflection loses nothing and
//! nothing else refers to the table, that comes to what ALTER TABLE does; only this is followed.

use crate::name::QualifiedName;
use crate::python::{Arguments, Value};
use crate::schema::{
    Column, Constraint, ConstraintKind, Deferrability, Direction, Index, Key, KeyTarget, Match, NullsOrder,
    Persistence, RowSecurity, Schema, Stored, Table, TypeBase,
};

/// The types that reflection gives back as they are.
const PLAIN_TYPES: [&str; 18] = [
    "bigint",
    "boolean",
    "bytea",
    "character",
    "character varying",
    "date",
    "double precision",
    "integer",
    "json",
    "jsonb",
    "numeric",
    "real",
    "smallint",
    "text",
    "time without time zone",
    "timestamp with time zone",
    "timestamp without time zone",
    "uuid",
];

/// Returns whether the copy of a table is the table itself.
#[must_use]
pub fn is_same(schema: &Schema, name: &QualifiedName) -> bool {
    let Some(table) = schema.table(name) else { return false };
    let bare = table.triggers.is_empty()
        && table.policies.is_empty()
        && table.inherits.is_empty()
        && (table.persistence, table.row_security) == (Persistence::Permanent, RowSecurity::Disabled)
        && table.partition_by.is_none()
        && table.partition.is_none()
        && table.server.is_none()
        && table.comment.is_none();
    bare && table.columns.iter().all(|column| is_plain_column(table, column))
        && table.constraints.values().all(|constraint| is_plain_constraint(table, constraint))
        && schema.dependents(&Key::Relation(name.clone())).all(|key| match schema.find(key) {
            Some(Stored::Index(index)) => is_plain_index(index),
            _ => *key == Key::Relation(name.clone()),
        })
}

fn is_plain_column(table: &Table, column: &Column) -> bool {
    let known = matches!(&column.data_type.base, TypeBase::Builtin(name) if PLAIN_TYPES.contains(&name.as_str()));
    let default = column.default.as_ref();
    let from_sequence = |sql: String| sql.contains("nextval");
    known
        && !column.data_type.array
        && default.is_none_or(|own| own.as_unknown().is_none() && !from_sequence(own.to_sql()))
        && !(default.is_none() && is_numbered(table, column))
        && column.identity.is_none()
        && column.generated.is_none()
        && column.collation.is_none()
        && !column.inherited
}

/// The column of a primary key that SQLAlchemy may give a sequence.
fn is_numbered(table: &Table, column: &Column) -> bool {
    ["bigint", "integer", "smallint"].iter().any(|name| column.data_type.is_builtin(name))
        && table.constraints.values().any(
            |own| matches!(&own.kind, ConstraintKind::PrimaryKey { columns, .. } if columns.contains(&column.name)),
        )
}

fn is_plain_constraint(table: &Table, constraint: &Constraint) -> bool {
    let kept = match &constraint.kind {
        ConstraintKind::PrimaryKey { include, .. } => include.is_empty(),
        ConstraintKind::Unique { include, nulls_distinct, .. } => include.is_empty() && *nulls_distinct,
        ConstraintKind::ForeignKey(own) => {
            own.table != table.name && own.on_delete_columns.is_empty() && own.match_kind == Match::Simple
        }
        ConstraintKind::Check { .. } | ConstraintKind::Exclude { .. } => false,
    };
    kept && constraint.validated
        && constraint.deferrability == Deferrability::NotDeferrable
        && constraint.comment.is_none()
        && !constraint.inherited
}

fn is_plain_index(index: &Index) -> bool {
    index.method.as_str() == "btree"
        && index.predicate.is_none()
        && index.include.is_empty()
        && index.options.is_empty()
        && index.comment.is_none()
        && (index.valid, index.nulls_distinct, index.inherited) == (true, true, false)
        && index.keys.iter().all(|key| {
            matches!(key.target, KeyTarget::Column(_))
                && key.operator_class.is_none()
                && key.collation.is_none()
                && (key.direction, key.nulls) == (Direction::Ascending, NullsOrder::Default)
        })
}

/// Returns whether an operation on the copy does what it does to a table. A constraint without a name would be named after
/// the copy.
#[must_use]
pub fn is_as_altered(operation: &str, arguments: &Arguments) -> bool {
    let is_named = |value: Option<Value>| value.is_some_and(|name| name.as_str().is_some());
    match operation {
        "create_unique_constraint" | "create_foreign_key" | "create_check_constraint" => {
            is_named(arguments.find(0, "constraint_name"))
        }
        "create_index" | "drop_index" => is_named(arguments.find(0, "index_name")),
        "drop_constraint" => is_named(arguments.find(0, "constraint_name")),
        "alter_column" => arguments
            .keywords
            .iter()
            .all(|(name, _)| &**name == "nullable" || &**name == "server_default" || name.starts_with("existing_")),
        _ => false,
    }
}
