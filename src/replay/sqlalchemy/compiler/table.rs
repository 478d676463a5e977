//! Tables and the types that come with them (`DDLCompiler.visit_create_table`, `PGDDLCompiler.post_create_table`,
//! `visit_create_enum_type`).

use super::{column, constraint, identifier, identifiers, relation};
use crate::name::quote_literal;
use crate::operation::{IfNotExists, RelationRef};
use crate::replay::sqlalchemy::column::Serial;
use crate::replay::sqlalchemy::constraint::{Constraint, ConstraintKind};
use crate::replay::sqlalchemy::naming::Conventions;
use crate::replay::sqlalchemy::table::Table;

/// Returns `CREATE TABLE` of a table whose primary key is marked.
#[must_use]
pub fn create_table(table: &Table, conventions: &Conventions, existing: IfNotExists) -> String {
    let mut text = String::from("CREATE ");
    table.prefixes.iter().for_each(|prefix| text.push_str(&format!("{prefix} ")));
    text.push_str("TABLE ");
    if existing == IfNotExists::Skip {
        text.push_str("IF NOT EXISTS ");
    }
    text.push_str(&format!("{} (", relation(&table.reference())));
    let autoincrement = table.autoincrement_column();
    let columns = table.columns.iter().filter(|column| !column.system).map(|own| {
        let serial = if autoincrement == Some(own.key()) { Serial::Autoincrement } else { Serial::Plain };
        column(own, serial, table, conventions)
    });
    let mut lines: Vec<String> = columns.collect();
    let constraints = table.all_constraints();
    lines.extend(
        constraints.iter().filter(|own| !comes_later(own)).filter_map(|own| constraint(own, table, conventions)),
    );
    text.push_str(&lines.iter().map(|line| format!("\n\t{line}")).collect::<Vec<_>>().join(", "));
    text.push_str("\n)");
    if !table.inherits.is_empty() {
        text.push_str(&format!("\n INHERITS ({})", identifiers(table.inherits.iter().map(String::as_str))));
    }
    table.partition_by.iter().for_each(|own| text.push_str(&format!("\n PARTITION BY {own}")));
    table.options.iter().for_each(|own| text.push_str(&format!("\n {own}")));
    text
}

/// Returns whether `CREATE TABLE` leaves out a constraint that is added later (`use_alter`).
#[must_use]
pub fn comes_later(own: &Constraint) -> bool {
    matches!(&own.kind, ConstraintKind::ForeignKey(key) if key.use_alter)
}

/// Returns `CREATE TYPE … AS ENUM`.
#[must_use]
pub fn create_enum(name: &RelationRef, labels: &[String]) -> String {
    let labels: Vec<String> = labels.iter().map(|label| quote_literal(label)).collect();
    format!("CREATE TYPE {} AS ENUM ({})", relation(name), labels.join(", "))
}

/// Returns the option of a table that a `postgresql_*` keyword with a text stands for.
#[must_use]
pub fn table_option(keyword: &str, value: &str) -> Option<String> {
    Some(match keyword {
        "postgresql_using" => format!("USING {value}"),
        "postgresql_on_commit" => format!("ON COMMIT {}", value.replace('_', " ").to_uppercase()),
        "postgresql_tablespace" => format!("TABLESPACE {}", identifier(value)),
        _ => return None,
    })
}
