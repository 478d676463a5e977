//! CREATE SCHEMA and its rename (PostgreSQL 15, `schemacmds.c`).

use super::edit::Edit;
use super::relocate::{move_relation, move_routine, move_type};
use crate::name::{Name, QualifiedName};
use crate::operation::IfNotExists;
use crate::schema::refuse::{Outcome, no_schema, refuse};
use crate::schema::{Extension, Key, Namespace, ObjectId, Other, SqlState, Stored};
use std::sync::Arc;

/// Creates a schema.
pub(super) fn create(edit: &mut Edit<'_>, name: &Name, existing: IfNotExists) -> Outcome {
    check_reserved(name)?;
    let key = Key::Namespace(name.clone());
    if edit.has_namespace(name) {
        return match existing {
            IfNotExists::Skip => Ok(()),
            IfNotExists::Fail => already_there(name),
        };
    }
    edit.put(key, Stored::Namespace(Arc::new(Namespace { name: name.clone(), comment: None })));
    Ok(())
}

/// Renames a schema; what is in it moves along.
pub(super) fn rename(edit: &mut Edit<'_>, from: &Name, to: &Name) -> Outcome {
    let key = Key::Namespace(from.clone());
    let Some(Stored::Namespace(own)) = edit.find(&key).cloned() else { return Err(no_schema(from)) };
    if edit.has_namespace(to) {
        return already_there(to);
    }
    check_reserved(to)?;
    edit.rename(ObjectId::Schema(from.clone()), ObjectId::Schema(to.clone()));
    let renamed = Namespace { name: to.clone(), comment: own.comment.clone() };
    edit.put(Key::Namespace(to.clone()), Stored::Namespace(Arc::new(renamed)));
    let inside: Vec<Key> = edit.dependents(&key).cloned().collect();
    for own in inside {
        move_into(edit, &own, from, to);
    }
    edit.remove(key);
    Ok(())
}

fn move_into(edit: &mut Edit<'_>, key: &Key, from: &Name, to: &Name) {
    let moved = |name: &QualifiedName| QualifiedName::new(to.clone(), name.name.clone());
    match key {
        Key::Relation(name) => {
            let indexes: Vec<QualifiedName> = edit.indexes_of(name).map(|own| own.name.clone()).collect();
            move_relation(edit, name, &moved(name));
            for index in indexes {
                move_relation(edit, &index, &moved(&index));
            }
        }
        Key::Type(name) => move_type(edit, name, &moved(name)),
        Key::Routine(name, _) => {
            // Its arguments may have moved already, and its key with them.
            let now: Vec<Key> =
                edit.routines_named(name).map(|own| Key::Routine(own.name.clone(), own.argument_types())).collect();
            for key in now {
                move_routine(edit, &key, &moved(name));
            }
        }
        Key::Extension(_) => {
            if let Some(Stored::Extension(own)) = edit.find(key).cloned() {
                let extension = Extension { schema: to.clone(), ..Extension::clone(&own) };
                edit.put(key.clone(), Stored::Extension(Arc::new(extension)));
            }
        }
        Key::Other(kind, name) => {
            if let Some(Stored::Other(own)) = edit.find(key).cloned() {
                edit.remove(key.clone());
                let other = Other { name: moved(name), ..Other::clone(&own) };
                edit.put(Key::Other(kind.clone(), moved(name)), Stored::Other(Arc::new(other)));
            }
        }
        Key::Namespace(_) => debug_assert_ne!(from, to),
    }
}

fn check_reserved(name: &Name) -> Outcome {
    if name.as_str().starts_with("pg_") {
        let message = format!("unacceptable schema name \"{name}\"");
        return refuse(SqlState::RESERVED_NAME, message, ObjectId::Schema(name.clone()));
    }
    Ok(())
}

fn already_there(name: &Name) -> Outcome {
    refuse(SqlState::DUPLICATE_SCHEMA, format!("schema \"{name}\" already exists"), ObjectId::Schema(name.clone()))
}
