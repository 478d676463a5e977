//! Objects of the kinds that are kept by name and text only: statistics, collations, rules, operators.

use super::edit::Edit;
use crate::operation::{IfNotExists, RelationRef};
use crate::schema::refuse::{Outcome, refuse};
use crate::schema::{Expression, Key, ObjectId, Other, SqlState, Stored, Touched, Unknown};
use std::sync::Arc;

/// Creates one.
pub(super) fn create(
    edit: &mut Edit<'_>,
    kind: &str,
    reference: &RelationRef,
    definition: &Expression,
    table: Option<&RelationRef>,
    existing: IfNotExists,
) -> Outcome {
    let table = table.map(|own| edit.resolve_relation(own).map(|(full, _)| full)).transpose()?;
    let name = match (&table, &reference.schema) {
        (Some(table), None) => table.sibling(reference.name.clone()),
        _ => edit.creation_name(reference)?,
    };
    let key = Key::Other(kind.to_string(), name.clone());
    // The names of rules are those of their tables; of two tables, limbeck keeps one.
    if let Some(Stored::Other(old)) = edit.find(&key)
        && kind == "rule"
        && old.table != table
    {
        let unknown = Unknown::new("limbeck keeps one rule of a name in a schema, and there are several", None);
        edit.add_unknown(Touched::Object(ObjectId::Other(kind.to_string(), name)), unknown);
        return Ok(());
    }
    if edit.find(&key).is_some() {
        return match existing {
            IfNotExists::Skip => Ok(()),
            IfNotExists::Fail => {
                let message = format!("{kind} \"{}\" already exists", name.name);
                refuse(SqlState::DUPLICATE_OBJECT, message, ObjectId::Other(kind.to_string(), name))
            }
        };
    }
    let own = Other { kind: kind.to_string(), name, definition: definition.clone(), table, comment: None };
    edit.put(key, Stored::Other(Arc::new(own)));
    Ok(())
}
