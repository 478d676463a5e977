//! The questions about rows, as SQL that names everything with its schema: `SELECT EXISTS (…)` is true where rows refuse.

use crate::name::{Name, QualifiedName};
use crate::schema::{Expression, ForeignKey, Match};

/// Whether there are rows.
#[must_use]
pub fn has_rows(table: &QualifiedName) -> String {
    format!("SELECT EXISTS (SELECT FROM {})", table.quoted())
}

/// Whether a row has NULL in the column.
#[must_use]
pub fn has_nulls(table: &QualifiedName, column: &Name) -> String {
    format!("SELECT EXISTS (SELECT FROM {} WHERE {} IS NULL)", table.quoted(), column.quoted())
}

/// Whether a row has a value in the column.
#[must_use]
pub fn has_values(table: &QualifiedName, column: &Name) -> String {
    format!("SELECT EXISTS (SELECT FROM {} WHERE {} IS NOT NULL)", table.quoted(), column.quoted())
}

/// Whether rows have the same keys, which are SQL; those with a NULL differ from all others, unless nulls are alike.
#[must_use]
pub fn has_duplicates(
    table: &QualifiedName,
    keys: &[String],
    predicate: Option<&Expression>,
    nulls_distinct: bool,
) -> String {
    let mut conditions: Vec<String> = predicate.iter().map(|own| format!("({})", own.to_sql())).collect();
    if nulls_distinct {
        conditions.extend(keys.iter().map(|key| format!("{key} IS NOT NULL")));
    }
    let filter = if conditions.is_empty() { String::new() } else { format!(" WHERE {}", conditions.join(" AND ")) };
    let keys = keys.join(", ");
    format!("SELECT EXISTS (SELECT FROM {}{filter} GROUP BY {keys} HAVING pg_catalog.count(*) > 1)", table.quoted())
}

/// Whether a check is false for a row.
#[must_use]
pub fn has_violations(table: &QualifiedName, check: &Expression) -> String {
    format!("SELECT EXISTS (SELECT FROM {} WHERE NOT ({}))", table.quoted(), check.to_sql())
}

/// Whether a row refers to nothing.
#[must_use]
pub fn has_orphans(table: &QualifiedName, key: &ForeignKey) -> Option<String> {
    if key.match_kind != Match::Simple {
        return None;
    }
    let own: Vec<String> = key.columns.iter().map(|name| format!("own.{}", name.quoted())).collect();
    let given: Vec<String> = own.iter().map(|name| format!("{name} IS NOT NULL")).collect();
    let pairs = own.iter().zip(&key.referenced);
    let pairs: Vec<String> = pairs.map(|(own, other)| format!("other.{} = {own}", other.quoted())).collect();
    Some(format!(
        "SELECT EXISTS (SELECT FROM {} AS own WHERE {} AND NOT EXISTS (SELECT FROM {} AS other WHERE {}))",
        table.quoted(),
        given.join(" AND "),
        key.table.quoted(),
        pairs.join(" AND ")
    ))
}

/// Whether a value is longer than a string of this length may be, blanks at the end aside.
#[must_use]
pub fn has_longer(table: &QualifiedName, column: &Name, length: u32) -> String {
    let rest = format!("pg_catalog.substr({}::pg_catalog.text, {})", column.quoted(), u64::from(length) + 1);
    format!("SELECT EXISTS (SELECT FROM {} WHERE pg_catalog.btrim({rest}) <> '')", table.quoted())
}

/// False, where every value can be computed.
#[must_use]
pub fn computes(table: &QualifiedName, expression: &str) -> String {
    format!("SELECT pg_catalog.count({expression}) < 0 FROM {}", table.quoted())
}
