//! Columns and constraints, as CREATE TABLE and ADD spell them.

use super::{data_type, names, sequence};
use crate::operation::{
    ColumnDefinition, ConstraintDefinition, ConstraintDefinitionKind, Generation, ReferenceDefinition,
};
use crate::schema::{Deferrability, Match, ReferentialAction};

/// Returns the column with everything that belongs to it.
#[must_use]
pub fn column_definition(column: &ColumnDefinition) -> String {
    let mut text = format!("{} {}", column.name.quoted(), data_type(&column.data_type));
    if let Some(collation) = &column.collation {
        text.push_str(&format!(" COLLATE {}", collation.quoted()));
    }
    if let Some(default) = &column.default {
        text.push_str(&format!(" DEFAULT {default}"));
    }
    match &column.generation {
        Generation::None => {}
        Generation::Identity(identity, options) => {
            let options = sequence::options(options);
            let options = if options.is_empty() { options } else { format!(" ({})", options.trim()) };
            text.push_str(&format!(" GENERATED {} AS IDENTITY{options}", identity.as_str().to_uppercase()));
        }
        Generation::Stored(expression) => text.push_str(&format!(" GENERATED ALWAYS AS ({expression}) STORED")),
    }
    if column.not_null {
        text.push_str(" NOT NULL");
    }
    for constraint in &column.constraints {
        text.push_str(&format!(" {}", inline_constraint(constraint)));
    }
    text
}

/// Returns the constraint as it stands in a list or behind ADD.
#[must_use]
pub fn constraint_definition(constraint: &ConstraintDefinition) -> String {
    let body = match &constraint.kind {
        ConstraintDefinitionKind::PrimaryKey { columns, include } => {
            format!("PRIMARY KEY ({}){}", names(columns), included(include))
        }
        ConstraintDefinitionKind::Unique { columns, include, nulls_distinct } => {
            format!("UNIQUE{} ({}){}", nulls(*nulls_distinct), names(columns), included(include))
        }
        ConstraintDefinitionKind::UsingIndex { index, primary } => {
            format!("{} USING INDEX {}", if *primary { "PRIMARY KEY" } else { "UNIQUE" }, index.quoted())
        }
        ConstraintDefinitionKind::ForeignKey(key) => {
            format!("FOREIGN KEY ({}) {}", names(&key.columns), references(key))
        }
        ConstraintDefinitionKind::Check { expression, no_inherit } => check(expression, *no_inherit),
        ConstraintDefinitionKind::Exclude { definition } => format!("EXCLUDE {definition}"),
    };
    decorated(constraint, &body)
}

/// A column's own constraint: it does not name its column.
fn inline_constraint(constraint: &ConstraintDefinition) -> String {
    let body = match &constraint.kind {
        ConstraintDefinitionKind::PrimaryKey { include, .. } => format!("PRIMARY KEY{}", included(include)),
        ConstraintDefinitionKind::Unique { include, nulls_distinct, .. } => {
            format!("UNIQUE{}{}", nulls(*nulls_distinct), included(include))
        }
        ConstraintDefinitionKind::ForeignKey(key) => references(key),
        ConstraintDefinitionKind::Check { expression, no_inherit } => check(expression, *no_inherit),
        ConstraintDefinitionKind::UsingIndex { .. } | ConstraintDefinitionKind::Exclude { .. } => {
            return constraint_definition(constraint);
        }
    };
    decorated(constraint, &body)
}

fn decorated(constraint: &ConstraintDefinition, body: &str) -> String {
    let name = constraint.name.as_ref().map(|name| format!("CONSTRAINT {} ", name.quoted())).unwrap_or_default();
    let deferrable = match constraint.deferrability {
        Deferrability::NotDeferrable => "",
        Deferrability::InitiallyImmediate => " DEFERRABLE",
        Deferrability::InitiallyDeferred => " DEFERRABLE INITIALLY DEFERRED",
    };
    let validated = if constraint.validated { "" } else { " NOT VALID" };
    format!("{name}{body}{deferrable}{validated}")
}

fn references(key: &ReferenceDefinition) -> String {
    let mut text = format!("REFERENCES {}", key.table.quoted());
    if !key.referenced.is_empty() {
        text.push_str(&format!(" ({})", names(&key.referenced)));
    }
    if key.match_kind == Match::Full {
        text.push_str(" MATCH FULL");
    }
    if key.on_update != ReferentialAction::NoAction {
        text.push_str(&format!(" ON UPDATE {}", key.on_update.as_str()));
    }
    if key.on_delete != ReferentialAction::NoAction {
        text.push_str(&format!(" ON DELETE {}", key.on_delete.as_str()));
        if !key.on_delete_columns.is_empty() {
            text.push_str(&format!(" ({})", names(&key.on_delete_columns)));
        }
    }
    text
}

fn check(expression: &crate::schema::Expression, no_inherit: bool) -> String {
    format!("CHECK ({expression}){}", if no_inherit { " NO INHERIT" } else { "" })
}

fn nulls(distinct: bool) -> &'static str {
    if distinct { "" } else { " NULLS NOT DISTINCT" }
}

pub(super) fn included(include: &[crate::name::Name]) -> String {
    if include.is_empty() { String::new() } else { format!(" INCLUDE ({})", names(include)) }
}
