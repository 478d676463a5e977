//! Constraints (`PGDDLCompiler.visit_*_constraint`).

use super::{identifier, identifiers, known, relation};
use crate::replay::sqlalchemy::constraint::{Constraint, ConstraintKind, ForeignKey};
use crate::replay::sqlalchemy::naming::Conventions;
use crate::replay::sqlalchemy::table::Table;
use crate::schema::UNKNOWN;

/// Returns the constraint as it stands in a table or behind ADD, none for one without columns.
#[must_use]
pub fn constraint(own: &Constraint, table: &Table, conventions: &Conventions) -> Option<String> {
    let columns = |keys: &[String]| identifiers(keys.iter().map(|key| table.column_name(key)));
    let included = if own.include.is_empty() { String::new() } else { format!(" INCLUDE ({})", columns(&own.include)) };
    let validity = if own.not_valid { " NOT VALID" } else { "" };
    let body = match &own.kind {
        ConstraintKind::PrimaryKey { columns } | ConstraintKind::Unique { columns, .. } if columns.is_empty() => {
            return None;
        }
        ConstraintKind::PrimaryKey { columns: keys } => {
            format!("PRIMARY KEY ({}){included}{}", columns(keys), deferrability(own))
        }
        ConstraintKind::Unique { columns: keys, nulls_not_distinct } => {
            let nulls = if *nulls_not_distinct { "NULLS NOT DISTINCT " } else { "" };
            format!("UNIQUE {nulls}({}){included}{}", columns(keys), deferrability(own))
        }
        ConstraintKind::ForeignKey(key) => {
            let local = columns(&key.columns);
            format!("FOREIGN KEY({local}){}{}{validity}", references(key), deferrability(own))
        }
        ConstraintKind::Check { condition } => {
            format!("CHECK ({}){}{validity}", known(condition.to_ddl()), deferrability(own))
        }
        ConstraintKind::Exclude { definition } => {
            format!("EXCLUDE {}{}", known(definition.to_ddl()), deferrability(own))
        }
    };
    let name = match own.rendered_name(table, conventions) {
        Ok(Some(name)) => format!("CONSTRAINT {} ", identifier(name.as_str())),
        Ok(None) => String::new(),
        Err(_) => format!("CONSTRAINT {UNKNOWN} "),
    };
    Some(format!("{name}{body}"))
}

/// Returns what stands behind the columns of a foreign key, with a space before it.
pub(super) fn references(key: &ForeignKey) -> String {
    let referenced: Vec<String> = key.referenced_names().map(|name| identifier(&name)).collect();
    let mut text = format!(" REFERENCES {} ({})", relation(&key.target()), referenced.join(", "));
    let phrases = [(" MATCH ", &key.match_kind), (" ON DELETE ", &key.on_delete), (" ON UPDATE ", &key.on_update)];
    for (word, phrase) in phrases {
        phrase.iter().for_each(|phrase| text.push_str(&format!("{word}{phrase}")));
    }
    text
}

/// Returns whether and when the constraint can be deferred, with a space before it.
pub(super) fn deferrability(own: &Constraint) -> String {
    let deferrable = match own.deferrable {
        Some(true) => " DEFERRABLE",
        Some(false) => " NOT DEFERRABLE",
        None => "",
    };
    let initially = own.initially.as_ref().map(|own| format!(" INITIALLY {own}")).unwrap_or_default();
    format!("{deferrable}{initially}")
}
