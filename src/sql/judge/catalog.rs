//! The columns of PostgreSQL's own relations that people ask: those of 15 without what 13 lacks. What is not listed is not
//! known. A `"char"` is text here, a domain of `information_schema` the type below it, a vector an array.

use super::from::Column;
use super::types::Own;
use crate::name::{Name, QualifiedName};
use crate::schema::DataType;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// One relation a line: its name, and its columns with their types.
const RELATIONS: &str = include_str!("catalog_columns.txt");

/// Returns the columns of a relation, none where they are not known. A name without a schema is looked up in `pg_catalog`.
pub(super) fn columns(full: &QualifiedName) -> Option<Vec<Column>> {
    static LISTED: OnceLock<BTreeMap<&str, &str>> = OnceLock::new();
    let listed = LISTED.get_or_init(|| RELATIONS.lines().filter_map(|line| line.split_once(": ")).collect());
    let schema = if full.schema.as_str() == "information_schema" { "information_schema" } else { "pg_catalog" };
    let of = listed.get(&*format!("{schema}.{}", full.name))?;
    let column = |own: &str| {
        let (name, of) = own.split_once(' ')?;
        let of = match of.strip_suffix("[]") {
            Some(element) => DataType::builtin(element).into_array(),
            None => DataType::builtin(of),
        };
        Some(Column { name: Name::verbatim(name), own: Own::typed(of) })
    };
    of.split(", ").map(column).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_relation_has_columns() {
        for line in RELATIONS.lines() {
            let (schema, name) = line.split_once(':').and_then(|(own, _)| own.split_once('.')).expect("a name");
            let full = QualifiedName::new(Name::verbatim(schema), Name::verbatim(name));
            assert!(columns(&full).is_some_and(|own| !own.is_empty()), "{line}");
        }
    }
}
