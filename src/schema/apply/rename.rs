//! RENAME of any kind of object (PostgreSQL 15, `alter.c`: ExecRenameStmt; `tablecmds.c`: renameatt,
//! RenameConstraint, RenameRelationInternal).

use super::dependency::Target;
use super::edit::Edit;
use super::relocate::{move_relation, move_routine, move_type, rename_column};
use super::{domain, drop, routine, table, types};
use crate::name::{Name, QualifiedName};
use crate::operation::{IfExists, ObjectRef, RelationRef};
use crate::schema::refuse::{Outcome, column_exists, constraint_exists, refuse, relation_exists, type_exists};
use crate::schema::resolve::Relation;
use crate::schema::{Constraint, Expression, Key, ObjectId, Other, SqlState, Stored, Table, TypeKind, Unknown, View};
use std::sync::Arc;

/// Gives an object another name in its schema, or a part of a table another name in it.
pub(super) fn rename(edit: &mut Edit<'_>, object: &ObjectRef, to: &Name, missing: IfExists) -> Outcome {
    match object {
        ObjectRef::Table(name)
        | ObjectRef::View(name)
        | ObjectRef::MaterializedView(name)
        | ObjectRef::Index(name)
        | ObjectRef::Sequence(name) => relation(edit, object, name, to, missing),
        ObjectRef::Column(name, column) => {
            in_table(edit, name, missing, |edit, own| self::column(edit, own, column, to))
        }
        ObjectRef::Constraint(name, constraint) => {
            in_table(edit, name, missing, |edit, own| self::constraint(edit, own, constraint, to))
        }
        ObjectRef::Trigger(name, trigger) => {
            in_table(edit, name, missing, |edit, own| self::trigger(edit, own, trigger, to))
        }
        ObjectRef::Policy(name, policy) => {
            in_table(edit, name, missing, |edit, own| self::policy(edit, own, policy, to))
        }
        ObjectRef::Type(name) | ObjectRef::Domain(name) => own_type(edit, name, to),
        ObjectRef::Attribute(name, attribute) => types::rename_attribute(edit, name, attribute, to),
        ObjectRef::DomainConstraint(name, constraint) => domain::rename_constraint(edit, name, constraint, to),
        ObjectRef::Routine(name, arguments) => {
            let Some(key) = routine::find(edit, name, arguments.as_deref(), missing)? else { return Ok(()) };
            let Key::Routine(full, types) = &key else { return Ok(()) };
            let new = full.sibling(to.clone());
            if edit.find(&Key::Routine(new.clone(), types.clone())).is_some() {
                return Err(routine::already_there(&new, types));
            }
            move_routine(edit, &key, &new);
            Ok(())
        }
        ObjectRef::Schema(name) => super::namespace::rename(edit, name, to),
        ObjectRef::Extension(name) => {
            refuse(SqlState::SYNTAX_ERROR, "extensions cannot be renamed", ObjectId::Extension(name.clone()))
        }
        ObjectRef::Other(kind, name) => other(edit, kind, name, to, missing),
    }
}

fn relation(edit: &mut Edit<'_>, object: &ObjectRef, name: &RelationRef, to: &Name, missing: IfExists) -> Outcome {
    if missing == IfExists::Skip && edit.find_relation(name).is_none() {
        return Ok(());
    }
    let (full, relation) = edit.resolve_relation(name)?;
    let wanted = match object {
        ObjectRef::View(_) => "view",
        ObjectRef::MaterializedView(_) => "materialized view",
        ObjectRef::Index(_) => "index",
        ObjectRef::Sequence(_) => "sequence",
        _ => "table",
    };
    let (found, has_row_type) = match &relation {
        Relation::Stored(Stored::Table(_)) => ("table", true),
        Relation::Stored(Stored::View(view)) => (view.kind.as_str(), true),
        Relation::Stored(Stored::Sequence(_)) => ("sequence", false),
        _ => ("index", false),
    };
    // ALTER TABLE renames any relation; ALTER INDEX a table too, for history's sake; the others only their own kind.
    if !(wanted == "table" || wanted == found || wanted == "index" && found == "table") {
        let article = if wanted == "index" { "an" } else { "a" };
        let message = format!("\"{}\" is not {article} {wanted}", full.name);
        return refuse(SqlState::WRONG_OBJECT_TYPE, message, ObjectId::Table(full));
    }
    let backed = match relation {
        Relation::ConstraintIndex(table) => Some(Arc::clone(table)),
        Relation::Stored(_) => None,
    };
    if let Some(table) = backed {
        return constraint(edit, &table, &full.name, to);
    }
    let new = full.sibling(to.clone());
    if has_row_type {
        table::check_name(edit, &new)?;
    } else if edit.is_relation_name_taken(&new) {
        return Err(relation_exists(&new));
    }
    move_relation(edit, &full, &new);
    Ok(())
}

fn in_table(
    edit: &mut Edit<'_>,
    name: &RelationRef,
    missing: IfExists,
    rename: impl FnOnce(&mut Edit<'_>, &Arc<Table>) -> Outcome,
) -> Outcome {
    if missing == IfExists::Skip && edit.find_relation(name).is_none() {
        return Ok(());
    }
    match edit.resolve_relation(name)? {
        (_, Relation::Stored(Stored::Table(own))) => {
            let own = Arc::clone(own);
            rename(edit, &own)
        }
        (full, Relation::Stored(Stored::View(view))) => {
            // The columns of a view: what its query says of them is not known any more.
            let mut view = View::clone(view);
            debug_assert_eq!(view.name, full);
            view.columns = None;
            forget_query(edit, view);
            let readers: Vec<Key> = edit.dependents(&Key::Relation(full)).cloned().collect();
            for reader in readers {
                if let Some(Stored::View(reader)) = edit.find(&reader).cloned() {
                    forget_query(edit, View::clone(&reader));
                }
            }
            Ok(())
        }
        (full, _) => {
            let message = format!("\"{}\" is not a table", full.name);
            refuse(SqlState::WRONG_OBJECT_TYPE, message, ObjectId::Table(full))
        }
    }
}

fn forget_query(edit: &mut Edit<'_>, mut view: View) {
    view.query = Expression::unknown(Unknown::new("a column of a view was renamed", None));
    edit.put_view(view);
}

fn column(edit: &mut Edit<'_>, table: &Arc<Table>, from: &Name, to: &Name) -> Outcome {
    let id = |name: &Name| ObjectId::Column(table.name.clone(), name.clone());
    let Some(own) = table.column(from) else {
        return refuse(SqlState::UNDEFINED_COLUMN, format!("column \"{from}\" does not exist"), id(from));
    };
    if own.inherited {
        let message = format!("cannot rename inherited column \"{from}\"");
        return refuse(SqlState::INVALID_TABLE_DEFINITION, message, id(from));
    }
    if super::column::is_system_column(to) {
        let message = format!("column name \"{to}\" conflicts with a system column name");
        return refuse(SqlState::DUPLICATE_COLUMN, message, id(to));
    }
    let mut open = vec![table.name.clone()];
    while let Some(name) = open.pop() {
        if let Some(own) = edit.table(&name).filter(|own| own.column(to).is_some()) {
            return Err(column_exists(own, to));
        }
        open.extend(edit.children(&name));
    }
    edit.rename(id(from), id(to));
    rename_column(edit, &table.name, from, to);
    Ok(())
}

fn constraint(edit: &mut Edit<'_>, table: &Arc<Table>, from: &Name, to: &Name) -> Outcome {
    let id = |name: &Name| ObjectId::Constraint(table.name.clone(), name.clone());
    let Some(own) = table.constraints.get(from) else {
        let message = format!("constraint \"{from}\" for table \"{}\" does not exist", table.name.name);
        return refuse(SqlState::UNDEFINED_OBJECT, message, id(from));
    };
    if own.inherited && !own.has_index() {
        let message = format!("cannot rename inherited constraint \"{from}\"");
        return refuse(SqlState::INVALID_TABLE_DEFINITION, message, id(from));
    }
    let new = table.name.sibling(to.clone());
    if own.has_index() && edit.is_relation_name_taken(&new) {
        return Err(relation_exists(&new));
    }
    if table.constraints.contains_key(to) {
        return Err(constraint_exists(table, to));
    }
    let recurses = matches!(own.kind, crate::schema::ConstraintKind::Check { no_inherit: false, .. });
    edit.rename(id(from), id(to));
    edit.change_table(&table.name, |table| rename_key(&mut table.constraints, from, to));
    for child in edit.children(&table.name) {
        let inherited =
            edit.table(&child).filter(|own| recurses && own.constraints.get(from).is_some_and(|own| own.inherited));
        if inherited.is_some() {
            edit.change_table(&child, |table| rename_key(&mut table.constraints, from, to));
        }
    }
    Ok(())
}

fn rename_key(constraints: &mut std::collections::BTreeMap<Name, Constraint>, from: &Name, to: &Name) {
    if let Some(mut own) = constraints.remove(from) {
        own.name = to.clone();
        constraints.insert(to.clone(), own);
    }
}

fn trigger(edit: &mut Edit<'_>, table: &Arc<Table>, from: &Name, to: &Name) -> Outcome {
    let id = |name: &Name| ObjectId::Trigger(table.name.clone(), name.clone());
    if !table.triggers.contains_key(from) {
        let message = format!("trigger \"{from}\" for table \"{}\" does not exist", table.name.name);
        return refuse(SqlState::UNDEFINED_OBJECT, message, id(from));
    }
    if table.triggers.contains_key(to) {
        let message = format!("trigger \"{to}\" for relation \"{}\" already exists", table.name.name);
        return refuse(SqlState::DUPLICATE_OBJECT, message, id(to));
    }
    edit.rename(id(from), id(to));
    edit.change_table(&table.name, |table| {
        if let Some(mut own) = table.triggers.remove(from) {
            own.name = to.clone();
            table.triggers.insert(to.clone(), own);
        }
    });
    Ok(())
}

fn policy(edit: &mut Edit<'_>, table: &Arc<Table>, from: &Name, to: &Name) -> Outcome {
    let id = |name: &Name| ObjectId::Policy(table.name.clone(), name.clone());
    if !table.policies.contains_key(from) {
        let message = format!("policy \"{from}\" for table \"{}\" does not exist", table.name.name);
        return refuse(SqlState::UNDEFINED_OBJECT, message, id(from));
    }
    if table.policies.contains_key(to) {
        let message = format!("policy \"{to}\" for table \"{}\" already exists", table.name.name);
        return refuse(SqlState::DUPLICATE_OBJECT, message, id(to));
    }
    edit.rename(id(from), id(to));
    edit.change_table(&table.name, |table| {
        if let Some(mut own) = table.policies.remove(from) {
            own.name = to.clone();
            table.policies.insert(to.clone(), own);
        }
    });
    Ok(())
}

fn own_type(edit: &mut Edit<'_>, name: &RelationRef, to: &Name) -> Outcome {
    let full = types::resolve(edit, name)?;
    let Some(own) = edit.type_named(&full) else {
        let message = format!("{} is a table's row type", name.name);
        return refuse(SqlState::WRONG_OBJECT_TYPE, message, ObjectId::Type(full));
    };
    let new: QualifiedName = full.sibling(to.clone());
    if edit.has_type(&new) {
        return Err(type_exists(&new));
    }
    // A composite type is a relation as well.
    if matches!(own.kind, TypeKind::Composite { .. }) && edit.is_relation_name_taken(&new) {
        return Err(relation_exists(&new));
    }
    move_type(edit, &full, &new);
    Ok(())
}

fn other(edit: &mut Edit<'_>, kind: &str, name: &RelationRef, to: &Name, missing: IfExists) -> Outcome {
    let object = ObjectRef::Other(kind.to_string(), name.clone());
    let Some(Target::Object(key)) = drop::find(edit, &object, missing)? else { return Ok(()) };
    let Some(Stored::Other(own)) = edit.find(&key).cloned() else { return Ok(()) };
    let new = own.name.sibling(to.clone());
    edit.rename(ObjectId::Other(kind.to_string(), own.name.clone()), ObjectId::Other(kind.to_string(), new.clone()));
    edit.remove(key);
    edit.put(
        Key::Other(kind.to_string(), new.clone()),
        Stored::Other(Arc::new(Other { name: new, ..Other::clone(&own) })),
    );
    Ok(())
}
