//! CREATE FUNCTION and CREATE PROCEDURE, and finding routines by name and arguments (PostgreSQL 15, `pg_proc.c`,
//! `parse_func.c`: LookupFuncWithArgs).

use super::edit::Edit;
use crate::name::QualifiedName;
use crate::operation::{Existing, IfExists, RelationRef, RoutineDefinition, TypeRef};
use crate::schema::refuse::{Outcome, no_schema, refuse};
use crate::schema::resolve::is_catalog;
use crate::schema::{DataType, Key, ObjectId, Refusal, Routine, Schema, SqlState, Stored};
use std::sync::Arc;

/// Creates or replaces a routine.
pub(super) fn create(edit: &mut Edit<'_>, definition: &RoutineDefinition) -> Outcome {
    let name = edit.creation_name(&definition.name)?;
    // Modifiers are no part of an argument's type.
    let plain = |own: &TypeRef| edit.resolve_type(own).map(|own| own.with_modifiers(""));
    let arguments: Vec<DataType> = definition.arguments.iter().map(plain).collect::<Outcome<_>>()?;
    let mut routine = Routine {
        name: name.clone(),
        kind: definition.kind,
        arguments,
        signature: definition.signature.clone(),
        body: definition.body.clone(),
        comment: None,
    };
    let types = routine.argument_types();
    if let Some(Stored::Routine(old)) = edit.find(&Key::Routine(name.clone(), types.clone())) {
        match definition.existing {
            Existing::Skip => return Ok(()),
            Existing::Fail => return Err(already_there(&name, &types)),
            Existing::Replace if old.kind != routine.kind => {
                return refuse(
                    SqlState::WRONG_OBJECT_TYPE,
                    "cannot change routine kind",
                    ObjectId::Function(name, types),
                );
            }
            Existing::Replace => routine.comment.clone_from(&old.comment),
        }
    }
    edit.put_routine(routine);
    Ok(())
}

/// Returns the key of the routine that a name, perhaps with argument types, means.
pub(super) fn find(
    edit: &Edit<'_>,
    name: &RelationRef,
    arguments: Option<&[TypeRef]>,
    missing: IfExists,
) -> Outcome<Option<Key>> {
    let wanted = match arguments {
        Some(types) => match types.iter().map(|own| edit.resolve_type(own)).collect::<Outcome<Vec<DataType>>>() {
            Ok(types) => Some(types),
            Err(_) if missing == IfExists::Skip => return Ok(None),
            Err(refusal) => return Err(refusal),
        },
        None => None,
    };
    let mut found: Vec<Key> = Vec::new();
    for full in edit.full_names(name) {
        for routine in edit.routines_named(&full) {
            if wanted.as_ref().is_none_or(|types| is_same_list(types, &routine.arguments)) {
                found.push(Key::Routine(full.clone(), routine.argument_types()));
            }
        }
    }
    let id = || ObjectId::Function(edit.full_name(name), String::new());
    match (found.as_slice(), &wanted, missing) {
        ([only], _, _) => Ok(Some(only.clone())),
        ([first, ..], Some(_), _) => Ok(Some(first.clone())),
        ([_, ..], None, _) => {
            refuse(SqlState::AMBIGUOUS_FUNCTION, format!("function name \"{name}\" is not unique"), id())
        }
        ([], _, IfExists::Skip) => Ok(None),
        ([], _, IfExists::Fail) => match (super::drop::missing_schema(edit, name), &wanted) {
            (Some(schema), _) => Err(no_schema(&schema)),
            (None, Some(types)) => {
                let types: Vec<String> = types.iter().map(DataType::to_sql).collect();
                let message = format!("function {name}({}) does not exist", types.join(", "));
                refuse(SqlState::UNDEFINED_FUNCTION, message, id())
            }
            (None, None) => {
                refuse(SqlState::UNDEFINED_FUNCTION, format!("could not find a function named \"{name}\""), id())
            }
        },
    }
}

/// `function "f" already exists with same argument types`
pub(super) fn already_there(name: &QualifiedName, types: &str) -> Refusal {
    let message = format!("function \"{}\" already exists with same argument types", name.name);
    Refusal::new(SqlState::DUPLICATE_FUNCTION, message).about(ObjectId::Function(name.clone(), types.to_string()))
}

/// Returns the full name of a trigger's function; none for one that is not kept.
pub(super) fn resolve_trigger_function(edit: &Edit<'_>, name: &RelationRef) -> Outcome<Option<QualifiedName>> {
    let found = edit.full_names(name).find(|full| edit.find(&Key::Routine(full.clone(), String::new())).is_some());
    if found.is_some() {
        return Ok(found);
    }
    let is_builtin = name.schema.as_ref().is_some_and(is_catalog) || BUILTIN_TRIGGERS.contains(&name.name.as_str());
    if is_builtin || edit.extensions().next().is_some() {
        return Ok(None);
    }
    if let Some(schema) = super::drop::missing_schema(edit, name) {
        return Err(no_schema(&schema));
    }
    let id = ObjectId::Function(edit.full_name(name), String::new());
    refuse(SqlState::UNDEFINED_FUNCTION, format!("function {name}() does not exist"), id)
}

/// The trigger functions of `pg_catalog`.
const BUILTIN_TRIGGERS: [&str; 4] = [
    "suppress_redundant_updates_trigger",
    "tsvector_update_trigger",
    "tsvector_update_trigger_column",
    "unique_key_recheck",
];

impl Schema {
    /// Returns the routines of one name, whatever their arguments.
    pub fn routines_named<'a>(&'a self, name: &QualifiedName) -> impl Iterator<Item = &'a Arc<Routine>> + use<'a> {
        let from = Key::Routine(name.clone(), String::new());
        let to = Key::Routine(name.clone(), char::MAX.to_string());
        self.objects_between(from..to).filter_map(|stored| match stored {
            Stored::Routine(own) => Some(own),
            _ => None,
        })
    }
}

/// Arguments are compared without modifiers: `varchar(20)` and `varchar` are the same to a function.
fn is_same_list(a: &[DataType], b: &[DataType]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.base == b.base && a.array == b.array)
}
