//! COMMENT ON (PostgreSQL 15, `comment.c`, `objectaddress.c`).

use super::edit::Edit;
use super::{routine, types};
use crate::name::{Name, QualifiedName};
use crate::operation::{IfExists, ObjectRef, RelationRef};
use crate::schema::refuse::{Outcome, no_column, no_schema, refuse};
use crate::schema::resolve::Relation;
use crate::schema::{Key, ObjectId, SqlState, Stored, Table, TypeKind};
use std::sync::Arc;

/// Sets or removes the comment of an object.
pub(super) fn comment(edit: &mut Edit<'_>, object: &ObjectRef, text: Option<&str>) -> Outcome {
    // An empty comment is none.
    let text = text.filter(|own| !own.is_empty()).map(str::to_string);
    match object {
        ObjectRef::Table(name) => relation(edit, name, "table", text),
        ObjectRef::View(name) => relation(edit, name, "view", text),
        ObjectRef::MaterializedView(name) => relation(edit, name, "materialized view", text),
        ObjectRef::Index(name) => relation(edit, name, "index", text),
        ObjectRef::Sequence(name) => relation(edit, name, "sequence", text),
        ObjectRef::Schema(name) => {
            let key = Key::Namespace(name.clone());
            let Some(Stored::Namespace(own)) = edit.find(&key).cloned() else {
                return if edit.has_namespace(name) { Ok(()) } else { Err(no_schema(name)) };
            };
            let mut own = own;
            Arc::make_mut(&mut own).comment = text;
            edit.put(key, Stored::Namespace(own));
            Ok(())
        }
        ObjectRef::Extension(name) => {
            if edit.find(&Key::Extension(name.clone())).is_none() && name.as_str() != "plpgsql" {
                let message = format!("extension \"{name}\" does not exist");
                return refuse(SqlState::UNDEFINED_OBJECT, message, ObjectId::Extension(name.clone()));
            }
            // What an extension's comment is depends on its version: it is not kept.
            Ok(())
        }
        ObjectRef::Type(name) | ObjectRef::Domain(name) => {
            let full = types::resolve(edit, name)?;
            if let Some(own) = edit.type_named(&full) {
                let mut own = crate::schema::Type::clone(own);
                own.comment = text;
                edit.put_type(own);
            }
            Ok(())
        }
        // Comments on the attributes of composite types are not kept.
        ObjectRef::Column(table, _) if edit.find_relation(table).is_none() && edit.find_type(table).is_some() => Ok(()),
        ObjectRef::Column(table, name) => match edit.resolve_relation(table)? {
            (_, Relation::Stored(Stored::Table(own))) => {
                let own = Arc::clone(own);
                if own.column(name).is_none() {
                    return Err(no_column(&own, name));
                }
                edit.change_table(&own.name, |table| {
                    table.column_mut(name).into_iter().for_each(|own| own.comment.clone_from(&text))
                });
                Ok(())
            }
            // Comments on the columns of views are not kept.
            _ => Ok(()),
        },
        ObjectRef::Constraint(table, name) => in_table(
            edit,
            table,
            "constraint",
            name,
            |own| own.constraints.get_mut(name).map(|own| &mut own.comment),
            text,
        ),
        ObjectRef::Trigger(table, name) => {
            in_table(edit, table, "trigger", name, |own| own.triggers.get_mut(name).map(|own| &mut own.comment), text)
        }
        ObjectRef::Policy(table, name) => {
            in_table(edit, table, "policy", name, |own| own.policies.get_mut(name).map(|own| &mut own.comment), text)
        }
        ObjectRef::DomainConstraint(domain, name) => {
            let full = super::domain::check(edit, domain)?;
            let Some(own) = edit.type_named(&full) else { return Ok(()) };
            let mut own = crate::schema::Type::clone(own);
            if let TypeKind::Domain { constraints, .. } = &mut own.kind
                && let Some(constraint) = constraints.get_mut(name)
            {
                constraint.comment = text;
                edit.put_type(own);
                return Ok(());
            }
            let message = format!("constraint \"{name}\" for domain {} does not exist", edit.show(&full));
            refuse(SqlState::UNDEFINED_OBJECT, message, ObjectId::Constraint(full, name.clone()))
        }
        ObjectRef::Routine(name, arguments) => {
            let Some(key) = routine::find(edit, name, arguments.as_deref(), IfExists::Fail)? else { return Ok(()) };
            if let Some(Stored::Routine(own)) = edit.find(&key).cloned() {
                let mut own = own;
                Arc::make_mut(&mut own).comment = text;
                edit.put(key, Stored::Routine(own));
            }
            Ok(())
        }
        // Databases, roles, languages and the like are no part of a schema.
        ObjectRef::Other(kind, name) => {
            if let Some(key) = edit.find_other(kind, name)
                && let Some(Stored::Other(own)) = edit.find(&key).cloned()
            {
                let mut own = own;
                Arc::make_mut(&mut own).comment = text;
                edit.put(key, Stored::Other(own));
            }
            Ok(())
        }
        ObjectRef::Attribute(name, _) => types::resolve(edit, name).map(drop),
    }
}

fn relation(edit: &mut Edit<'_>, name: &RelationRef, kind: &str, text: Option<String>) -> Outcome {
    let (full, relation) = edit.resolve_relation(name)?;
    let Relation::Stored(stored) = relation else {
        // The comment of an index that backs a constraint is not kept.
        return if kind == "index" { Ok(()) } else { wrong_kind(full, kind) };
    };
    let mut stored = stored.clone();
    let comment = match (&mut stored, kind) {
        (Stored::Table(own), "table") => &mut Arc::make_mut(own).comment,
        (Stored::Index(own), "index") => &mut Arc::make_mut(own).comment,
        (Stored::Sequence(own), "sequence") => &mut Arc::make_mut(own).comment,
        (Stored::View(own), _) if own.kind.as_str() == kind => &mut Arc::make_mut(own).comment,
        _ => return wrong_kind(full, kind),
    };
    *comment = text;
    edit.put(Key::Relation(full), stored);
    Ok(())
}

fn wrong_kind(full: QualifiedName, kind: &str) -> Outcome {
    let article = if kind == "index" { "an" } else { "a" };
    let message = format!("\"{}\" is not {article} {kind}", full.name);
    refuse(SqlState::WRONG_OBJECT_TYPE, message, ObjectId::Table(full))
}

fn in_table(
    edit: &mut Edit<'_>,
    table: &RelationRef,
    kind: &str,
    name: &Name,
    comment_of: impl Fn(&mut Table) -> Option<&mut Option<String>>,
    text: Option<String>,
) -> Outcome {
    let (full, relation) = edit.resolve_relation(table)?;
    let Relation::Stored(Stored::Table(own)) = relation else { return Ok(()) };
    let mut own = Table::clone(own);
    match comment_of(&mut own) {
        Some(comment) => *comment = text,
        None => {
            let message = format!("{kind} \"{name}\" for table \"{}\" does not exist", full.name);
            let id = match kind {
                "constraint" => ObjectId::Constraint(full, name.clone()),
                "trigger" => ObjectId::Trigger(full, name.clone()),
                _ => ObjectId::Policy(full, name.clone()),
            };
            return refuse(SqlState::UNDEFINED_OBJECT, message, id);
        }
    }
    edit.put_table(own);
    Ok(())
}
