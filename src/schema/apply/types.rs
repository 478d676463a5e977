//! CREATE TYPE, the labels of enums, the attributes of composite types (PostgreSQL 15, `typecmds.c`, `pg_enum.c`).

use super::edit::Edit;
use super::relabel::relabel;
use super::{domain, drop};
use crate::name::{MAX_BYTES, Name, QualifiedName};
use crate::operation::{IfExists, IfNotExists, LabelPosition, RelationRef, TypeDefinition};
use crate::schema::refuse::{Outcome, no_schema, refuse, relation_exists, type_exists};
use crate::schema::{DataType, ObjectId, SqlState, Type, TypeKind};
use std::collections::BTreeSet;

/// Creates a type.
pub(super) fn create(edit: &mut Edit<'_>, reference: &RelationRef, definition: &TypeDefinition) -> Outcome {
    let name = edit.creation_name(reference)?;
    let id = || ObjectId::Type(name.clone());
    let kind = match definition {
        TypeDefinition::Enum { labels } => {
            check_free(edit, &name)?;
            let mut earlier = BTreeSet::new();
            for label in labels {
                check_label(&name, label)?;
                if !earlier.insert(label) {
                    let message = "duplicate key value violates unique constraint \"pg_enum_typid_label_index\"";
                    return refuse(SqlState::UNIQUE_VIOLATION, message, id());
                }
            }
            TypeKind::Enum { labels: labels.clone() }
        }
        TypeDefinition::Domain { base, collation, not_null, default, constraints } => {
            check_free(edit, &name)?;
            let base = edit.resolve_type(base)?;
            let constraints = domain::constraints(edit, &name, constraints)?;
            let (collation, default) = (collation.clone(), default.clone());
            TypeKind::Domain { base, collation, not_null: *not_null, default, constraints }
        }
        TypeDefinition::Composite { attributes } => {
            let mut list: Vec<(Name, DataType)> = Vec::new();
            let mut earlier = BTreeSet::new();
            for (attribute, data_type) in attributes {
                let data_type = edit.resolve_type(data_type)?;
                if !earlier.insert(attribute) {
                    let message = format!("column \"{attribute}\" specified more than once");
                    return refuse(SqlState::DUPLICATE_COLUMN, message, id());
                }
                list.push((attribute.clone(), data_type));
            }
            check_free(edit, &name)?;
            if edit.is_relation_name_taken(&name) {
                return Err(relation_exists(&name));
            }
            TypeKind::Composite { attributes: list }
        }
        TypeDefinition::Range { definition } => {
            check_free(edit, &name)?;
            TypeKind::Range { definition: definition.clone() }
        }
        // A shell type is there first, and is then filled in.
        TypeDefinition::Base => TypeKind::Base,
    };
    edit.put_type(Type { name, kind, comment: None });
    Ok(())
}

/// Adds a label to an enum.
pub(super) fn add_label(
    edit: &mut Edit<'_>,
    reference: &RelationRef,
    label: &str,
    position: Option<&LabelPosition>,
    existing: IfNotExists,
) -> Outcome {
    let (mut own, mut labels) = labels_of(edit, reference)?;
    check_label(&own.name, label)?;
    if labels.iter().any(|known| known == label) {
        return match existing {
            IfNotExists::Skip => Ok(()),
            IfNotExists::Fail => label_exists(&own.name, label),
        };
    }
    let find = |neighbour: &str| match labels.iter().position(|known| known == neighbour) {
        Some(at) => Ok(at),
        None => no_label(&own.name, neighbour),
    };
    let at = match position {
        None => labels.len(),
        Some(LabelPosition::Before(neighbour)) => find(neighbour)?,
        Some(LabelPosition::After(neighbour)) => find(neighbour)? + 1,
    };
    labels.insert(at, label.to_string());
    own.kind = TypeKind::Enum { labels };
    edit.put_type(own);
    Ok(())
}

/// Renames a label of an enum.
pub(super) fn rename_label(edit: &mut Edit<'_>, reference: &RelationRef, from: &str, to: &str) -> Outcome {
    let (mut own, mut labels) = labels_of(edit, reference)?;
    check_label(&own.name, to)?;
    let Some(at) = labels.iter().position(|known| known == from) else { return no_label(&own.name, from) };
    if labels.iter().any(|known| known == to) {
        return label_exists(&own.name, to);
    }
    if let Some(label) = labels.get_mut(at) {
        *label = to.to_string();
    }
    own.kind = TypeKind::Enum { labels };
    let name = own.name.clone();
    edit.put_type(own);
    relabel(edit, &name, from, to);
    Ok(())
}

/// Renames an attribute of a composite type.
pub(super) fn rename_attribute(edit: &mut Edit<'_>, reference: &RelationRef, from: &Name, to: &Name) -> Outcome {
    let (mut own, mut attributes) = attributes_of(edit, reference)?;
    let id = ObjectId::Type(own.name.clone());
    if attributes.iter().any(|(name, _)| name == to) {
        let message = format!("column \"{to}\" of relation \"{}\" already exists", own.name.name);
        return refuse(SqlState::DUPLICATE_COLUMN, message, id);
    }
    match attributes.iter_mut().find(|(name, _)| name == from) {
        Some((name, _)) => *name = to.clone(),
        None => return refuse(SqlState::UNDEFINED_COLUMN, format!("column \"{from}\" does not exist"), id),
    }
    own.kind = TypeKind::Composite { attributes };
    edit.put_type(own);
    Ok(())
}

/// Drops an attribute of a composite type.
pub(super) fn drop_attribute(edit: &mut Edit<'_>, reference: &RelationRef, name: &Name, missing: IfExists) -> Outcome {
    let (mut own, mut attributes) = attributes_of(edit, reference)?;
    if !attributes.iter().any(|(own, _)| own == name) {
        if missing == IfExists::Skip {
            return Ok(());
        }
        let message = format!("column \"{name}\" of relation \"{}\" does not exist", own.name.name);
        return refuse(SqlState::UNDEFINED_COLUMN, message, ObjectId::Type(own.name));
    }
    attributes.retain(|(own, _)| own != name);
    own.kind = TypeKind::Composite { attributes };
    edit.put_type(own);
    Ok(())
}

/// Returns the full name of a type that must be there.
pub(super) fn resolve(edit: &Edit<'_>, reference: &RelationRef) -> Outcome<QualifiedName> {
    if let Some(found) = edit.find_type(reference) {
        return Ok(found);
    }
    if let Some(schema) = drop::missing_schema(edit, reference) {
        return Err(no_schema(&schema));
    }
    let id = ObjectId::Type(edit.full_name(reference));
    refuse(SqlState::UNDEFINED_OBJECT, format!("type \"{reference}\" does not exist"), id)
}

fn check_free(edit: &Edit<'_>, name: &QualifiedName) -> Outcome {
    if edit.has_type(name) { Err(type_exists(name)) } else { Ok(()) }
}

fn check_label(name: &QualifiedName, label: &str) -> Outcome {
    if label.len() > MAX_BYTES {
        let message = format!("invalid enum label \"{label}\"");
        return refuse(SqlState::INVALID_NAME, message, ObjectId::Type(name.clone()));
    }
    Ok(())
}

fn label_exists(name: &QualifiedName, label: &str) -> Outcome {
    let message = format!("enum label \"{label}\" already exists");
    refuse(SqlState::DUPLICATE_OBJECT, message, ObjectId::Type(name.clone()))
}

fn no_label<T>(name: &QualifiedName, label: &str) -> Outcome<T> {
    let message = format!("\"{label}\" is not an existing enum label");
    refuse(SqlState::INVALID_PARAMETER_VALUE, message, ObjectId::Type(name.clone()))
}

fn labels_of(edit: &Edit<'_>, reference: &RelationRef) -> Outcome<(Type, Vec<String>)> {
    let full = resolve(edit, reference)?;
    match edit.type_named(&full).map(|own| (Type::clone(own), own.kind.clone())) {
        Some((own, TypeKind::Enum { labels })) => Ok((own, labels)),
        _ => {
            let message = format!("{} is not an enum", edit.show(&full));
            refuse(SqlState::WRONG_OBJECT_TYPE, message, ObjectId::Type(full))
        }
    }
}

fn attributes_of(edit: &Edit<'_>, reference: &RelationRef) -> Outcome<(Type, Vec<(Name, DataType)>)> {
    let full = resolve(edit, reference)?;
    match edit.type_named(&full).map(|own| (Type::clone(own), own.kind.clone())) {
        Some((own, TypeKind::Composite { attributes })) => Ok((own, attributes)),
        _ => {
            let message = format!("\"{}\" is not a composite type", full.name);
            refuse(SqlState::WRONG_OBJECT_TYPE, message, ObjectId::Type(full))
        }
    }
}
