//! ALTER TABLE: finds the table and hands each action to its family (PostgreSQL 15, `tablecmds.c`: ATPrepCmd).

use super::dependency::delete;
use super::edit::Edit;
use super::{add_column, alter_column, alter_constraint, constraint, drop, index, partition, policy, trigger};
use crate::name::{Name, QualifiedName};
use crate::operation::{
    AlterColumn, AlterTable, Behavior, IdentityChange, IfExists, RelationRef, RowSecurityChange, Scope,
};
use crate::schema::refuse::{Outcome, refuse};
use crate::schema::resolve::Relation;
use crate::schema::{Index, ObjectId, Persistence, SqlState, Stored, Touched, Unknown, View, ViewKind};

/// Carries out one action on a table.
pub(super) fn alter(
    edit: &mut Edit<'_>,
    reference: &RelationRef,
    scope: Scope,
    missing: IfExists,
    action: &AlterTable,
) -> Outcome {
    if missing == IfExists::Skip && edit.find_relation(reference).is_none() {
        return Ok(());
    }
    if let AlterTable::AttachIndex { index: child } = action {
        return index::attach(edit, reference, child);
    }
    let name = match edit.resolve_relation(reference)? {
        (name, Relation::Stored(Stored::Table(_))) => name,
        // Owners and storage parameters are changed with ALTER TABLE for any relation.
        (_, _) if *action == AlterTable::Nothing => return Ok(()),
        (_, Relation::Stored(own)) if let AlterTable::SetOptions(changes) = action => {
            let own = own.clone();
            set_options(edit, &own, changes);
            return Ok(());
        }
        // The index of a constraint, whose parameters are not kept.
        (_, _) if matches!(action, AlterTable::SetOptions(_)) => return Ok(()),
        (name, Relation::Stored(Stored::View(view))) if is_for_views(view.kind, action) => {
            return alter_view(edit, &name);
        }
        (name, _) => return wrong_kind(name, action),
    };
    match action {
        AlterTable::AddColumn { column, existing } => add_column::add(edit, &name, column, *existing, scope),
        AlterTable::DropColumn { name: column, missing, behavior } => {
            drop_column(edit, &name, scope, column, *missing, *behavior)
        }
        AlterTable::AlterColumn { name: column, change } => alter_column::alter(edit, &name, scope, column, change),
        AlterTable::AddConstraint(definition) => constraint::add(edit, &name, definition, scope).map(|_| ()),
        AlterTable::DropConstraint { name: constraint, missing, behavior } => {
            let Some(table) = edit.table(&name).cloned() else { return Ok(()) };
            match drop::constraint(&table, constraint, *missing)? {
                Some(target) => delete(edit, vec![target], *behavior),
                None => Ok(()),
            }
        }
        AlterTable::ValidateConstraint { name: own } => alter_constraint::validate(edit, &name, own),
        AlterTable::AlterConstraint { name: own, deferrability } => {
            alter_constraint::set_deferrability(edit, &name, own, *deferrability)
        }
        AlterTable::SetRowSecurity(change) => {
            policy::set_row_security(edit, &name, *change);
            Ok(())
        }
        AlterTable::AttachPartition { partition, bound } => partition::attach(edit, &name, partition, bound),
        AlterTable::DetachPartition { partition } => partition::detach(edit, &name, partition),
        AlterTable::Inherit(parent) => partition::inherit(edit, &name, parent),
        AlterTable::NoInherit(parent) => partition::no_inherit(edit, &name, parent),
        AlterTable::EnableTrigger { name: own, firing } => trigger::enable(edit, &name, own.as_ref(), *firing),
        AlterTable::SetPersistence(persistence) => set_persistence(edit, &name, *persistence),
        AlterTable::SetOptions(_)
        | AlterTable::AttachIndex { .. }
        | AlterTable::ReplicaIdentity
        | AlterTable::Nothing => Ok(()),
    }
}

fn drop_column(
    edit: &mut Edit<'_>,
    name: &QualifiedName,
    scope: Scope,
    column: &Name,
    missing: IfExists,
    behavior: Behavior,
) -> Outcome {
    let Some(table) = edit.table(name).cloned() else { return Ok(()) };
    let Some(target) = drop::column(&table, column, missing)? else { return Ok(()) };
    if scope == Scope::Only {
        if table.partition_by.is_some() && !edit.children(name).is_empty() {
            let message = "cannot drop column from only the partitioned table when partitions exist";
            return refuse(SqlState::INVALID_TABLE_DEFINITION, message, ObjectId::Table(name.clone()));
        }
        for child in edit.children(name) {
            edit.change_table(&child, |own| own.column_mut(column).into_iter().for_each(|own| own.inherited = false));
        }
    }
    delete(edit, vec![target], behavior)
}

/// LOGGED and UNLOGGED tables may not refer to each other the wrong way (ATPrepChangePersistence).
fn set_persistence(edit: &mut Edit<'_>, name: &QualifiedName, persistence: Persistence) -> Outcome {
    let Some(table) = edit.table(name).cloned() else { return Ok(()) };
    if table.persistence == Persistence::Temporary {
        let message = format!("cannot change logged status of table \"{}\" because it is temporary", name.name);
        return refuse(SqlState::INVALID_TABLE_DEFINITION, message, ObjectId::Table(name.clone()));
    }
    edit.change_table(name, |own| own.persistence = persistence);
    Ok(())
}

/// The defaults of a view's columns and a few other things can be changed through ALTER TABLE; they are not kept.
fn is_for_views(kind: ViewKind, action: &AlterTable) -> bool {
    let default =
        matches!(action, AlterTable::AlterColumn { change: AlterColumn::SetDefault(_) | AlterColumn::DropDefault, .. });
    kind == ViewKind::Plain && default
}

/// The options of a plain view and of an index are kept.
fn set_options(edit: &mut Edit<'_>, relation: &Stored, changes: &[(String, Option<String>)]) {
    let changed = |options: &[(String, String)], is_kept: &dyn Fn(&str) -> bool| {
        let mut options = options.to_vec();
        for (name, value) in changes {
            options.retain(|(own, _)| own != name);
            options.extend(value.iter().filter(|own| is_kept(own)).map(|own| (name.clone(), own.clone())));
        }
        options.sort();
        options
    };
    match relation {
        Stored::View(view) if view.kind == ViewKind::Plain => {
            let options = changed(&view.options, &|value| value != "false");
            edit.put_view(View { options, ..View::clone(view) });
        }
        Stored::Index(index) => {
            let options = changed(&index.options, &|_| true);
            edit.put_index(Index { options, ..Index::clone(index) });
        }
        _ => {}
    }
}

fn alter_view(edit: &mut Edit<'_>, name: &QualifiedName) -> Outcome {
    let reason = format!("the default of a column of view `{}` is not kept", name.name);
    edit.add_unknown(Touched::Object(ObjectId::View(name.clone())), Unknown::new(reason, None));
    Ok(())
}

fn wrong_kind(name: QualifiedName, action: &AlterTable) -> Outcome {
    let message = format!("ALTER action {} cannot be performed on relation \"{}\"", action.words(), name.name);
    refuse(SqlState::WRONG_OBJECT_TYPE, message, ObjectId::Table(name))
}

impl AlterTable {
    /// Returns the action as PostgreSQL's messages name it (alter_table_type_to_string).
    fn words(&self) -> &'static str {
        match self {
            Self::AddColumn { .. } => "ADD COLUMN",
            Self::DropColumn { .. } => "DROP COLUMN",
            Self::AlterColumn { change, .. } => match change {
                AlterColumn::SetType { .. } => "ALTER COLUMN ... SET DATA TYPE",
                AlterColumn::SetDefault(_) | AlterColumn::DropDefault => "ALTER COLUMN ... SET DEFAULT",
                AlterColumn::SetNotNull => "ALTER COLUMN ... SET NOT NULL",
                AlterColumn::DropNotNull => "ALTER COLUMN ... DROP NOT NULL",
                AlterColumn::Identity(IdentityChange::Add { .. }) => "ALTER COLUMN ... ADD IDENTITY",
                AlterColumn::Identity(IdentityChange::Set { .. }) => "ALTER COLUMN ... SET",
                AlterColumn::Identity(IdentityChange::Drop { .. }) => "ALTER COLUMN ... DROP IDENTITY",
                AlterColumn::DropExpression { .. } => "ALTER COLUMN ... DROP EXPRESSION",
                AlterColumn::SetExpression(_) => "ALTER COLUMN ... SET EXPRESSION",
            },
            Self::AddConstraint(_) => "ADD CONSTRAINT",
            Self::DropConstraint { .. } => "DROP CONSTRAINT",
            Self::ValidateConstraint { .. } => "VALIDATE CONSTRAINT",
            Self::AlterConstraint { .. } => "ALTER CONSTRAINT",
            Self::SetRowSecurity(change) => match change {
                RowSecurityChange::Enable => "ENABLE ROW SECURITY",
                RowSecurityChange::Disable => "DISABLE ROW SECURITY",
                RowSecurityChange::Force => "FORCE ROW SECURITY",
                RowSecurityChange::NoForce => "NO FORCE ROW SECURITY",
            },
            Self::AttachPartition { .. } | Self::AttachIndex { .. } => "ATTACH PARTITION",
            Self::DetachPartition { .. } => "DETACH PARTITION",
            Self::Inherit(_) => "INHERIT",
            Self::NoInherit(_) => "NO INHERIT",
            Self::EnableTrigger { firing, .. } => firing.command(),
            Self::SetPersistence(Persistence::Unlogged) => "SET UNLOGGED",
            Self::SetPersistence(_) => "SET LOGGED",
            Self::ReplicaIdentity => "REPLICA IDENTITY",
            Self::SetOptions(_) | Self::Nothing => "SET",
        }
    }
}
