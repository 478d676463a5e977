//! SET SCHEMA (PostgreSQL 15, `tablecmds.c`: AlterTableNamespaceInternal; `alter.c`): a table takes its indexes,
//! constraints and owned sequences along.

use super::edit::Edit;
use super::relocate::{move_relation, move_routine, move_type};
use super::{drop, routine, types};
use crate::name::{Name, QualifiedName};
use crate::operation::{IfExists, ObjectRef, RelationRef};
use crate::schema::refuse::{Outcome, no_schema, refuse};
use crate::schema::resolve::Relation;
use crate::schema::{Key, ObjectId, Other, SqlState, Stored};
use std::sync::Arc;

/// Moves an object to another schema.
pub(super) fn set_schema(edit: &mut Edit<'_>, object: &ObjectRef, schema: &Name, missing: IfExists) -> Outcome {
    match object {
        ObjectRef::Table(name)
        | ObjectRef::View(name)
        | ObjectRef::MaterializedView(name)
        | ObjectRef::Sequence(name)
        | ObjectRef::Index(name) => relation(edit, name, schema, missing),
        ObjectRef::Type(name) | ObjectRef::Domain(name) => {
            let full = types::resolve(edit, name)?;
            check_schema(edit, schema)?;
            let new = QualifiedName::new(schema.clone(), full.name.clone());
            if full == new {
                return Ok(());
            }
            if edit.has_type(&new) {
                let message = format!("type \"{}\" already exists in schema \"{schema}\"", new.name);
                return refuse(SqlState::DUPLICATE_OBJECT, message, ObjectId::Type(new));
            }
            move_type(edit, &full, &new);
            Ok(())
        }
        ObjectRef::Routine(name, arguments) => {
            let Some(key) = routine::find(edit, name, arguments.as_deref(), missing)? else { return Ok(()) };
            check_schema(edit, schema)?;
            let Key::Routine(full, types) = &key else { return Ok(()) };
            let new = QualifiedName::new(schema.clone(), full.name.clone());
            if *full == new {
                return Ok(());
            }
            if edit.find(&Key::Routine(new.clone(), types.clone())).is_some() {
                return Err(routine::already_there(&new, types));
            }
            move_routine(edit, &key, &new);
            Ok(())
        }
        ObjectRef::Extension(name) => super::extension::set_schema(edit, name, schema),
        ObjectRef::Other(kind, _) => {
            let Some(super::dependency::Target::Object(key)) = drop::find(edit, object, missing)? else {
                return Ok(());
            };
            check_schema(edit, schema)?;
            let Some(Stored::Other(own)) = edit.find(&key).cloned() else { return Ok(()) };
            let new = QualifiedName::new(schema.clone(), own.name.name.clone());
            edit.rename(ObjectId::Other(kind.clone(), own.name.clone()), ObjectId::Other(kind.clone(), new.clone()));
            edit.remove(key);
            let moved = Other { name: new.clone(), ..Other::clone(&own) };
            edit.put(Key::Other(kind.clone(), new), Stored::Other(Arc::new(moved)));
            Ok(())
        }
        _ => refuse(SqlState::SYNTAX_ERROR, "this kind of object is in no schema of its own", edit.id_of(object)),
    }
}

fn relation(edit: &mut Edit<'_>, name: &RelationRef, schema: &Name, missing: IfExists) -> Outcome {
    if missing == IfExists::Skip && edit.find_relation(name).is_none() {
        return Ok(());
    }
    let (full, relation) = edit.resolve_relation(name)?;
    match relation {
        Relation::Stored(Stored::Sequence(own)) if own.owned_by.is_some() => {
            let message = "cannot move an owned sequence into another schema";
            return refuse(SqlState::FEATURE_NOT_SUPPORTED, message, ObjectId::Sequence(full));
        }
        Relation::Stored(Stored::Index(_)) | Relation::ConstraintIndex(_) => {
            let message = format!("cannot change schema of index \"{}\"", full.name);
            return refuse(SqlState::WRONG_OBJECT_TYPE, message, ObjectId::Index(full));
        }
        Relation::Stored(_) => {}
    }
    check_schema(edit, schema)?;
    if full.schema == *schema {
        return Ok(());
    }
    let new = QualifiedName::new(schema.clone(), full.name.clone());
    check_free(edit, &new)?;
    if edit.type_named(&new).is_some() {
        let message = format!("type \"{}\" already exists in schema \"{schema}\"", new.name);
        return refuse(SqlState::DUPLICATE_OBJECT, message, ObjectId::Type(new));
    }
    let owned: Vec<QualifiedName> = edit
        .dependents(&Key::Relation(full.clone()))
        .filter_map(|key| match (key, edit.find(key)) {
            (Key::Relation(name), Some(own)) if own.owner() == Some(&full) => Some(name.clone()),
            _ => None,
        })
        .collect();
    let constraints = edit.table(&full).map(|table| table.constraints.clone()).unwrap_or_default();
    for constraint in constraints.values().filter(|own| own.has_index()) {
        check_free(edit, &QualifiedName::new(schema.clone(), constraint.name.clone()))?;
    }
    move_relation(edit, &full, &new);
    for own in owned {
        let to = QualifiedName::new(schema.clone(), own.name.clone());
        check_free(edit, &to)?;
        move_relation(edit, &own, &to);
    }
    Ok(())
}

fn check_schema(edit: &Edit<'_>, schema: &Name) -> Outcome {
    if edit.has_namespace(schema) { Ok(()) } else { Err(no_schema(schema)) }
}

fn check_free(edit: &Edit<'_>, name: &QualifiedName) -> Outcome {
    if edit.is_relation_name_taken(name) {
        let message = format!("relation \"{}\" already exists in schema \"{}\"", name.name, name.schema);
        return refuse(SqlState::DUPLICATE_TABLE, message, ObjectId::Table(name.clone()));
    }
    Ok(())
}
