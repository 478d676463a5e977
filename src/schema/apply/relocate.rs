//! Moves objects to other names and follows the move in everything that refers to them: PostgreSQL refers by number,
//! so nothing but the names changes. Whether a move is allowed is `rename`'s and `set_schema`'s business.

use super::edit::Edit;
use crate::name::{Name, QualifiedName};
use crate::schema::{
    ConstraintKind, DataType, Expression, Key, KeyTarget, ObjectId, Stored, Table, TypeBase, TypeKind, Unknown,
};
use std::sync::Arc;

/// What kind of name moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Moved {
    Relation,
    Type,
    Routine,
}

/// Renames a table, view, index or sequence, or moves it to another schema.
pub(super) fn move_relation(edit: &mut Edit<'_>, from: &QualifiedName, to: &QualifiedName) {
    let Some(stored) = edit.relation(from).cloned() else { return };
    let mut own = follow(&stored, Moved::Relation, from, to);
    let id = stored.id();
    let new = match &mut own {
        Stored::Table(table) => {
            Arc::make_mut(table).name = to.clone();
            ObjectId::Table(to.clone())
        }
        Stored::View(view) => {
            Arc::make_mut(view).name = to.clone();
            ObjectId::View(to.clone())
        }
        Stored::Index(index) => {
            Arc::make_mut(index).name = to.clone();
            ObjectId::Index(to.clone())
        }
        Stored::Sequence(sequence) => {
            Arc::make_mut(sequence).name = to.clone();
            ObjectId::Sequence(to.clone())
        }
        _ => return,
    };
    edit.rename(id, new);
    let (old_key, new_key) = (Key::Relation(from.clone()), Key::Relation(to.clone()));
    let users: Vec<Key> = edit.dependents(&old_key).cloned().collect();
    edit.remove(old_key);
    edit.put(new_key, own);
    follow_in(edit, users, Moved::Relation, from, to);
    follow_type(edit, from, to);
}

/// Renames a type, or moves it to another schema.
pub(super) fn move_type(edit: &mut Edit<'_>, from: &QualifiedName, to: &QualifiedName) {
    let Some(own) = edit.type_named(from) else { return };
    let mut own = crate::schema::Type::clone(own);
    own.name = to.clone();
    edit.rename(ObjectId::Type(from.clone()), ObjectId::Type(to.clone()));
    // The users are still to be found under the old key.
    edit.remove(Key::Type(from.clone()));
    edit.put_type(own);
    follow_type(edit, from, to);
}

/// Renames a routine, or moves it to another schema.
pub(super) fn move_routine(edit: &mut Edit<'_>, key: &Key, to: &QualifiedName) {
    let Some(Stored::Routine(own)) = edit.find(key).cloned() else { return };
    let mut moved = crate::schema::Routine::clone(&own);
    moved.name = to.clone();
    let arguments = own.argument_types();
    edit.rename(
        ObjectId::Function(own.name.clone(), arguments.clone()),
        ObjectId::Function(to.clone(), arguments.clone()),
    );
    let is_only = edit.routines_named(&own.name).count() == 1;
    edit.remove(key.clone());
    edit.put_routine(moved);
    // An expression does not say which of several functions it calls; a trigger calls the one without arguments.
    if is_only || arguments.is_empty() {
        let users: Vec<Key> = edit.dependents(&Key::any_routine(own.name.clone())).cloned().collect();
        follow_in(edit, users, Moved::Routine, &own.name, to);
    }
}

/// Renames a column, and follows it through the table, its indexes, its sequences, the keys that refer to it and the
/// tables below.
pub(super) fn rename_column(edit: &mut Edit<'_>, table: &QualifiedName, from: &Name, to: &Name) {
    let users: Vec<Key> = edit.dependents(&Key::Relation(table.clone())).cloned().collect();
    edit.change_table(table, |own| rename_in_table(own, from, to));
    let mut children = Vec::new();
    for key in users {
        let Some(mut stored) = edit.find(&key).cloned() else { continue };
        match &mut stored {
            Stored::Index(index) => {
                let index = Arc::make_mut(index);
                for key in &mut index.keys {
                    match &mut key.target {
                        KeyTarget::Column(name) => replace(name, from, to),
                        KeyTarget::Expression(expression) => expression.rename_column(from, to),
                    }
                }
                index.include.iter_mut().for_each(|name| replace(name, from, to));
                index.predicate.iter_mut().for_each(|own| own.rename_column(from, to));
            }
            Stored::Sequence(sequence) => {
                if let Some((_, column)) = &mut Arc::make_mut(sequence).owned_by {
                    replace(column, from, to);
                }
            }
            Stored::Other(own) => Arc::make_mut(own).definition.rename_column(from, to),
            Stored::View(view) => {
                let view = Arc::make_mut(view);
                let mut touched = false;
                for (relation, columns) in view.reads.iter_mut().filter(|(relation, _)| relation == table) {
                    touched |= columns.is_empty() || columns.contains(from);
                    columns.iter_mut().for_each(|name| replace(name, from, to));
                    debug_assert_eq!(relation, table);
                }
                if touched {
                    let reason =
                        format!("the view's query reads column `{from}` of `{}`, which was renamed", table.name);
                    view.query = Expression::unknown(Unknown::new(reason, None));
                }
            }
            Stored::Table(other) => {
                if other.parents().any(|parent| parent == table) {
                    children.push(other.name.clone());
                }
                rename_referenced(Arc::make_mut(other), table, from, to);
            }
            _ => {}
        }
        if edit.find(&key) != Some(&stored) {
            edit.put(key, stored);
        }
    }
    for child in children {
        rename_column(edit, &child, from, to);
    }
}

fn rename_in_table(table: &mut Table, from: &Name, to: &Name) {
    let name = table.name.clone();
    rename_referenced(table, &name, from, to);
    for column in &mut table.columns {
        replace(&mut column.name, from, to);
        column.generated.iter_mut().for_each(|own| own.rename_column(from, to));
    }
    for constraint in table.constraints.values_mut() {
        match &mut constraint.kind {
            ConstraintKind::PrimaryKey { columns, include } | ConstraintKind::Unique { columns, include, .. } => {
                columns.iter_mut().chain(include).for_each(|name| replace(name, from, to));
            }
            ConstraintKind::ForeignKey(own) => {
                own.columns.iter_mut().chain(&mut own.on_delete_columns).for_each(|name| replace(name, from, to));
            }
            ConstraintKind::Check { expression, .. } | ConstraintKind::Exclude { definition: expression } => {
                expression.rename_column(from, to);
            }
        }
    }
    table.triggers.values_mut().for_each(|own| own.definition.rename_column(from, to));
    for policy in table.policies.values_mut() {
        policy.using.iter_mut().chain(&mut policy.with_check).for_each(|own| own.rename_column(from, to));
    }
    if let Some(text) = &mut table.partition_by {
        *text = super::partition::rename_in_key(text, from, to);
    }
}

fn rename_referenced(table: &mut Table, target: &QualifiedName, from: &Name, to: &Name) {
    for constraint in table.constraints.values_mut() {
        if let ConstraintKind::ForeignKey(own) = &mut constraint.kind
            && own.table == *target
        {
            own.referenced.iter_mut().for_each(|name| replace(name, from, to));
        }
    }
}

fn replace(name: &mut Name, from: &Name, to: &Name) {
    if name == from {
        *name = to.clone();
    }
}

/// Follows the move of a type through all that use it.
pub(super) fn follow_type(edit: &mut Edit<'_>, from: &QualifiedName, to: &QualifiedName) {
    let users: Vec<Key> = edit.dependents(&Key::Type(from.clone())).cloned().collect();
    follow_in(edit, users, Moved::Type, from, to);
}

fn follow_in(edit: &mut Edit<'_>, users: Vec<Key>, moved: Moved, from: &QualifiedName, to: &QualifiedName) {
    for key in users {
        let Some(stored) = edit.find(&key).cloned() else { continue };
        let after = follow(&stored, moved, from, to);
        if let (Stored::Routine(own), Key::Routine(..)) = (&after, &key) {
            // The arguments are part of a routine's key.
            let new_key = Key::Routine(own.name.clone(), own.argument_types());
            if new_key != key {
                edit.rename(stored.id(), after.id());
                edit.remove(key);
                edit.put(new_key, after);
                continue;
            }
        }
        if after != stored {
            edit.put(key, after);
        }
    }
}

/// Returns the object with every mention of `from` replaced by `to`.
fn follow(stored: &Stored, moved: Moved, from: &QualifiedName, to: &QualifiedName) -> Stored {
    let mut stored = stored.clone();
    let name = |own: &mut QualifiedName| {
        if own == from {
            *own = to.clone();
        }
    };
    let data_type = |own: &mut DataType| {
        if let (Moved::Type, TypeBase::User(own)) = (moved, &mut own.base) {
            name(own);
        }
    };
    let expression = |own: &mut Expression| own.rename_object(from, to);
    match &mut stored {
        Stored::Table(table) => {
            let table = Arc::make_mut(table);
            if moved == Moved::Relation {
                table.inherits.iter_mut().for_each(name);
                table.partition.iter_mut().for_each(|own| name(&mut own.parent));
            }
            for column in &mut table.columns {
                data_type(&mut column.data_type);
                column.default.iter_mut().chain(&mut column.generated).for_each(expression);
            }
            for constraint in table.constraints.values_mut() {
                match &mut constraint.kind {
                    ConstraintKind::ForeignKey(own) if moved == Moved::Relation => name(&mut own.table),
                    ConstraintKind::Check { expression: own, .. } | ConstraintKind::Exclude { definition: own } => {
                        expression(own);
                    }
                    _ => {}
                }
            }
            for trigger in table.triggers.values_mut() {
                expression(&mut trigger.definition);
                if moved == Moved::Routine {
                    trigger.function.iter_mut().for_each(name);
                }
            }
            for policy in table.policies.values_mut() {
                policy.using.iter_mut().chain(&mut policy.with_check).for_each(expression);
            }
        }
        Stored::Index(index) => {
            let index = Arc::make_mut(index);
            if moved == Moved::Relation {
                name(&mut index.table);
            }
            for key in &mut index.keys {
                if let KeyTarget::Expression(own) = &mut key.target {
                    expression(own);
                }
            }
            index.predicate.iter_mut().for_each(expression);
        }
        Stored::Sequence(sequence) => {
            if let (Moved::Relation, Some((table, _))) = (moved, &mut Arc::make_mut(sequence).owned_by) {
                name(table);
            }
        }
        Stored::View(view) => {
            let view = Arc::make_mut(view);
            expression(&mut view.query);
            if moved == Moved::Relation && view.reads.iter().any(|(relation, _)| relation == from) {
                view.reads.iter_mut().for_each(|(relation, _)| name(relation));
                let reason = format!("the view's query reads `{}`, which was renamed", from.name);
                view.query = Expression::unknown(Unknown::new(reason, None));
            }
        }
        Stored::Type(own) => match &mut Arc::make_mut(own).kind {
            TypeKind::Domain { base, default, constraints, .. } => {
                data_type(base);
                default.iter_mut().for_each(expression);
                for constraint in constraints.values_mut() {
                    if let ConstraintKind::Check { expression: own, .. } = &mut constraint.kind {
                        expression(own);
                    }
                }
            }
            TypeKind::Composite { attributes } => attributes.iter_mut().for_each(|(_, own)| data_type(own)),
            TypeKind::Enum { .. } | TypeKind::Range { .. } | TypeKind::Base => {}
        },
        Stored::Routine(own) => Arc::make_mut(own).arguments.iter_mut().for_each(data_type),
        Stored::Other(own) => {
            let own = Arc::make_mut(own);
            expression(&mut own.definition);
            if moved == Moved::Relation {
                own.table.iter_mut().for_each(name);
            }
        }
        Stored::Namespace(_) | Stored::Extension(_) => {}
    }
    stored
}
