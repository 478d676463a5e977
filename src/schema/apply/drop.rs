//! DROP of any kind of object: finds what is meant, says what is missing or of another kind (PostgreSQL 15,
//! `dropcmds.c`, `tablecmds.c`: RemoveRelations). What goes along is `dependency`'s business.

use super::dependency::{Target, delete, describe};
use super::edit::Edit;
use crate::name::{Name, QualifiedName};
use crate::operation::{Behavior, IfExists, ObjectRef, RelationRef};
use crate::schema::refuse::{Outcome, no_schema, refuse};
use crate::schema::resolve::Relation;
use crate::schema::{Key, ObjectId, SqlState, Stored, Table, TypeKind, ViewKind};
use std::sync::Arc;

/// Drops objects together: what only they use of each other is not in the way.
pub(super) fn drop_all(edit: &mut Edit<'_>, objects: &[ObjectRef], missing: IfExists, behavior: Behavior) -> Outcome {
    let mut targets = Vec::new();
    for object in objects {
        if let ObjectRef::Attribute(name, attribute) = object {
            super::types::drop_attribute(edit, name, attribute, missing)?;
            continue;
        }
        targets.extend(find(edit, object, missing)?);
    }
    if targets.is_empty() {
        return Ok(());
    }
    delete(edit, targets, behavior)
}

pub(super) fn find(edit: &Edit<'_>, object: &ObjectRef, missing: IfExists) -> Outcome<Option<Target>> {
    let id = || edit.id_of(object);
    let absent = |state: SqlState, message: String| match missing {
        IfExists::Skip => Ok(None),
        IfExists::Fail => refuse(state, message, id()),
    };
    let key = match object {
        ObjectRef::Schema(name) => {
            let key = Key::Namespace(name.clone());
            if edit.find(&key).is_none() {
                return absent(SqlState::INVALID_SCHEMA_NAME, format!("schema \"{name}\" does not exist"));
            }
            key
        }
        ObjectRef::Extension(name) => {
            let key = Key::Extension(name.clone());
            if edit.find(&key).is_none() {
                // Every database has it, and it is not kept.
                if name.as_str() == "plpgsql" {
                    return Ok(None);
                }
                return absent(SqlState::UNDEFINED_OBJECT, format!("extension \"{name}\" does not exist"));
            }
            key
        }
        ObjectRef::Table(name) => return relation(edit, name, missing, "table"),
        ObjectRef::View(name) => return relation(edit, name, missing, "view"),
        ObjectRef::MaterializedView(name) => return relation(edit, name, missing, "materialized view"),
        ObjectRef::Index(name) => return relation(edit, name, missing, "index"),
        ObjectRef::Sequence(name) => return relation(edit, name, missing, "sequence"),
        ObjectRef::Type(name) | ObjectRef::Domain(name) => {
            let Some(full) = edit.find_type(name) else {
                if let Some(schema) = missing_schema(edit, name).filter(|_| missing == IfExists::Fail) {
                    return Err(no_schema(&schema));
                }
                return absent(SqlState::UNDEFINED_OBJECT, format!("type \"{name}\" does not exist"));
            };
            let Some(own) = edit.type_named(&full) else {
                let message =
                    format!("cannot drop type {} because table {} requires it", edit.show(&full), edit.show(&full));
                return refuse(SqlState::DEPENDENT_OBJECTS_STILL_EXIST, message, ObjectId::Type(full));
            };
            // A type of which only the name is known may be one.
            let may_be_domain = match own.kind {
                TypeKind::Domain { .. } => true,
                TypeKind::Base => edit.doubt_about(&ObjectId::Type(full.clone())).is_some(),
                _ => false,
            };
            if matches!(object, ObjectRef::Domain(_)) && !may_be_domain {
                return refuse(
                    SqlState::WRONG_OBJECT_TYPE,
                    format!("\"{name}\" is not a domain"),
                    ObjectId::Type(full),
                );
            }
            Key::Type(full)
        }
        ObjectRef::Routine(name, arguments) => {
            return Ok(super::routine::find(edit, name, arguments.as_deref(), missing)?.map(Target::Object));
        }
        ObjectRef::Trigger(table, name) => {
            let Some(own) = parent(edit, table, missing)? else { return Ok(None) };
            let on_view = super::trigger::key_on_view(&own.name, name);
            if edit.find(&on_view).is_some() {
                return Ok(Some(Target::Object(on_view)));
            }
            if !own.triggers.contains_key(name) {
                let message = format!("trigger \"{name}\" for table \"{}\" does not exist", table.name);
                return absent(SqlState::UNDEFINED_OBJECT, message);
            }
            return Ok(Some(Target::Trigger(own.name.clone(), name.clone())));
        }
        ObjectRef::Policy(table, name) => {
            let Some(own) = parent(edit, table, missing)? else { return Ok(None) };
            if !own.policies.contains_key(name) {
                let message = format!("policy \"{name}\" for table \"{}\" does not exist", table.name);
                return absent(SqlState::UNDEFINED_OBJECT, message);
            }
            return Ok(Some(Target::Policy(own.name.clone(), name.clone())));
        }
        ObjectRef::Column(table, name) => {
            let Some(own) = parent(edit, table, missing)? else { return Ok(None) };
            return column(&own, name, missing);
        }
        ObjectRef::Constraint(table, name) => {
            let Some(own) = parent(edit, table, missing)? else { return Ok(None) };
            return constraint(&own, name, missing);
        }
        ObjectRef::DomainConstraint(domain, name) => {
            let full = edit.full_type_name(domain);
            return Ok(Some(Target::Constraint(full, name.clone())));
        }
        ObjectRef::Other(kind, name) => {
            let found = edit.find_other(kind, name);
            let Some(key) = found else {
                let kind = if kind == "statistics" { "statistics object" } else { kind };
                return absent(SqlState::UNDEFINED_OBJECT, format!("{kind} \"{}\" does not exist", name.name));
            };
            key
        }
        ObjectRef::Attribute(..) => return Ok(None),
    };
    Ok(Some(Target::Object(key)))
}

/// Returns the column to drop, unless it came from a parent.
pub(super) fn column(table: &Table, name: &Name, missing: IfExists) -> Outcome<Option<Target>> {
    let id = || ObjectId::Column(table.name.clone(), name.clone());
    let Some(own) = table.column(name) else {
        return match missing {
            IfExists::Skip => Ok(None),
            IfExists::Fail => Err(crate::schema::refuse::no_column(table, name)),
        };
    };
    if own.inherited {
        let message = format!("cannot drop inherited column \"{name}\"");
        return refuse(SqlState::INVALID_TABLE_DEFINITION, message, id());
    }
    if super::partition::key_has_column(table, name) {
        let message = format!(
            "cannot drop column \"{name}\" because it is part of the partition key of relation \"{}\"",
            table.name.name
        );
        return refuse(SqlState::INVALID_TABLE_DEFINITION, message, id());
    }
    Ok(Some(Target::Column(table.name.clone(), name.clone())))
}

/// Returns the constraint to drop, unless it came from a parent.
pub(super) fn constraint(table: &Table, name: &Name, missing: IfExists) -> Outcome<Option<Target>> {
    let Some(own) = table.constraints.get(name) else {
        return match missing {
            IfExists::Skip => Ok(None),
            IfExists::Fail => Err(crate::schema::refuse::no_constraint(table, name)),
        };
    };
    if own.inherited {
        let message = format!("cannot drop inherited constraint \"{name}\" of relation \"{}\"", table.name.name);
        let id = ObjectId::Constraint(table.name.clone(), name.clone());
        return refuse(SqlState::INVALID_TABLE_DEFINITION, message, id);
    }
    Ok(Some(Target::Constraint(table.name.clone(), name.clone())))
}

fn relation(edit: &Edit<'_>, name: &RelationRef, missing: IfExists, kind: &str) -> Outcome<Option<Target>> {
    let Some((full, relation)) = edit.look_up(name) else {
        return match (missing, missing_schema(edit, name)) {
            (IfExists::Skip, _) => Ok(None),
            (IfExists::Fail, Some(schema)) => Err(no_schema(&schema)),
            (IfExists::Fail, None) => absent_relation(edit, name, kind),
        };
    };
    let target = Target::Object(Key::Relation(full.clone()));
    match relation {
        Relation::Stored(stored) if kind_of(stored) == kind => {}
        Relation::ConstraintIndex(table) if kind == "index" => {
            let constraint = Target::Constraint(table.name.clone(), full.name.clone());
            let message =
                format!("cannot drop index {} because {} requires it", edit.show(&full), describe(edit, &constraint));
            return refuse(SqlState::DEPENDENT_OBJECTS_STILL_EXIST, message, ObjectId::Index(full));
        }
        _ => {
            let article = if kind == "index" { "an" } else { "a" };
            let message = format!("\"{}\" is not {article} {kind}", name.name);
            return refuse(SqlState::WRONG_OBJECT_TYPE, message, ObjectId::Table(full));
        }
    }
    match edit.relation(&full) {
        Some(Stored::Sequence(own)) if own.identity => {
            let column =
                own.owned_by.as_ref().map(|(table, name)| describe(edit, &Target::Column(table.clone(), name.clone())));
            let message =
                format!("cannot drop sequence {} because {} requires it", edit.show(&full), column.unwrap_or_default());
            refuse(SqlState::DEPENDENT_OBJECTS_STILL_EXIST, message, ObjectId::Sequence(full))
        }
        Some(Stored::Index(own)) if own.inherited => {
            let parent = super::uses::parent_of(edit, own).map(|own| format!("index {}", edit.show(&own.name)));
            let parent = parent.unwrap_or_else(|| "its parent's index".to_string());
            let message = format!("cannot drop index {} because {parent} requires it", edit.show(&full));
            refuse(SqlState::DEPENDENT_OBJECTS_STILL_EXIST, message, ObjectId::Index(full))
        }
        _ => Ok(Some(target)),
    }
}

fn absent_relation(edit: &Edit<'_>, name: &RelationRef, kind: &str) -> Outcome<Option<Target>> {
    let full = edit.full_name(name);
    let (state, id) = match kind {
        "index" => (SqlState::UNDEFINED_OBJECT, ObjectId::Index(full)),
        "sequence" => (SqlState::UNDEFINED_TABLE, ObjectId::Sequence(full)),
        "table" => (SqlState::UNDEFINED_TABLE, ObjectId::Table(full)),
        _ => (SqlState::UNDEFINED_TABLE, ObjectId::View(full)),
    };
    refuse(state, format!("{kind} \"{}\" does not exist", name.name), id)
}

/// Returns the word by which `DROP` knows the kind of a relation.
fn kind_of(stored: &Stored) -> &'static str {
    match stored {
        Stored::Table(_) => "table",
        Stored::Index(_) => "index",
        Stored::Sequence(_) => "sequence",
        Stored::View(view) => match view.kind {
            ViewKind::Plain => "view",
            ViewKind::Materialized => "materialized view",
        },
        _ => "object",
    }
}

/// Returns the schema that a reference names and that does not exist.
pub(super) fn missing_schema(edit: &Edit<'_>, name: &RelationRef) -> Option<Name> {
    name.schema.clone().filter(|schema| !edit.has_namespace(schema))
}

/// Returns the table that a part is dropped from; none where `IF EXISTS` forgives that there is no such table.
fn parent(edit: &Edit<'_>, name: &RelationRef, missing: IfExists) -> Outcome<Option<Arc<Table>>> {
    if missing == IfExists::Skip && edit.find_relation(name).is_none() {
        return Ok(None);
    }
    match edit.resolve_relation(name)? {
        (_, Relation::Stored(Stored::Table(table))) => Ok(Some(Arc::clone(table))),
        (full, Relation::Stored(Stored::View(_))) => Ok(Some(Arc::new(Table::new(full)))),
        (full, _) => {
            refuse(SqlState::WRONG_OBJECT_TYPE, format!("\"{}\" is not a table", full.name), ObjectId::Table(full))
        }
    }
}

impl crate::schema::Schema {
    /// Returns the full name that a type has, or would have.
    pub(super) fn full_type_name(&self, name: &RelationRef) -> QualifiedName {
        self.find_type(name).unwrap_or_else(|| self.full_name(name))
    }

    /// Returns the key of an object that is kept by name only.
    pub(super) fn find_other(&self, kind: &str, name: &RelationRef) -> Option<Key> {
        let keys = self.full_names(name).map(|full| Key::Other(kind.to_string(), full));
        let mut keys = keys.chain(std::iter::once(Key::Other(
            kind.to_string(),
            QualifiedName::new(Name::verbatim(""), name.name.clone()),
        )));
        keys.find(|key| self.find(key).is_some())
    }
}
