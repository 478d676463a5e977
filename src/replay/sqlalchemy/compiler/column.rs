//! Columns (`PGDDLCompiler.get_column_specification`, `DDLCompiler.visit_create_column`).

use super::{constraint, identifier, identity, known, type_text};
use crate::name::quote_literal;
use crate::replay::sqlalchemy::column::{Column, Computed, Serial, ServerDefault};
use crate::replay::sqlalchemy::naming::Conventions;
use crate::replay::sqlalchemy::table::Table;
use crate::schema::UNKNOWN;

/// Returns the column without the constraints that stand in it.
#[must_use]
pub(super) fn specification(column: &Column, serial: Serial, table: &Table) -> String {
    let mut text = format!("{} ", identifier(column.name()));
    match column.serial_word(serial) {
        Some(word) => text.push_str(word),
        None => {
            text.push_str(&known(type_text(&column.data_type, table.schema.as_deref())));
            let doubtful = column.doubtful_serial().filter(|_| column.primary_key);
            match (doubtful, server_default(&column.server_default)) {
                (Some(_), _) => text.push_str(&format!(" DEFAULT {UNKNOWN}")),
                (None, Some(default)) => text.push_str(&format!(" DEFAULT {default}")),
                (None, None) => {}
            }
        }
    }
    column.computed.iter().for_each(|own| text.push_str(&format!(" {}", computed(own))));
    column.identity.iter().for_each(|own| text.push_str(&format!(" {}", identity(own))));
    match (column.is_nullable(), column.identity.is_some()) {
        (false, false) => text.push_str(" NOT NULL"),
        (true, true) => text.push_str(" NULL"),
        _ => {}
    }
    text
}

/// Returns the column as it stands in CREATE TABLE.
#[must_use]
pub fn column(column: &Column, serial: Serial, table: &Table, conventions: &Conventions) -> String {
    specification(column, serial, table) + &checks(column, table, conventions)
}

/// Returns the CHECKs that stand in the column, each with a space before it.
pub(super) fn checks(column: &Column, table: &Table, conventions: &Conventions) -> String {
    column.checks.iter().filter_map(|own| Some(format!(" {}", constraint(own, table, conventions)?))).collect()
}

/// Returns what stands behind DEFAULT.
#[must_use]
pub fn server_default(default: &ServerDefault) -> Option<String> {
    match default {
        ServerDefault::None | ServerDefault::Fetched => None,
        ServerDefault::Text(text) => Some(quote_literal(text)),
        ServerDefault::Clause(clause) => Some(known(clause.to_ddl())),
        ServerDefault::Like { .. } => Some(UNKNOWN.to_owned()),
    }
}

/// Returns `GENERATED ALWAYS AS (…) STORED`.
#[must_use]
pub fn computed(computed: &Computed) -> String {
    format!("GENERATED ALWAYS AS ({}) STORED", known(computed.expression.to_ddl()))
}
