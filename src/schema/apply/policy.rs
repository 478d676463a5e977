//! CREATE POLICY, ALTER POLICY and row security (PostgreSQL 15, `policy.c`).

use super::constraint::check_expression;
use super::edit::Edit;
use crate::name::{Name, QualifiedName};
use crate::operation::{PolicyChange, RelationRef, RowSecurityChange};
use crate::schema::refuse::{Outcome, refuse};
use crate::schema::resolve::Relation;
use crate::schema::{ObjectId, Policy, RowSecurity, SqlState, Stored, Table};
use std::sync::Arc;

/// Creates a policy.
pub(super) fn create(edit: &mut Edit<'_>, reference: &RelationRef, policy: &Policy) -> Outcome {
    let table = resolve(edit, reference)?;
    check(&table, policy)?;
    if table.policies.contains_key(&policy.name) {
        let message = format!("policy \"{}\" for table \"{}\" already exists", policy.name, table.name.name);
        let id = ObjectId::Policy(table.name.clone(), policy.name.clone());
        return refuse(SqlState::DUPLICATE_OBJECT, message, id);
    }
    edit.change_table(&table.name, |table| {
        table.policies.insert(policy.name.clone(), policy.clone());
    });
    Ok(())
}

/// Replaces what `ALTER POLICY` names.
pub(super) fn alter(edit: &mut Edit<'_>, reference: &RelationRef, name: &Name, change: &PolicyChange) -> Outcome {
    let table = resolve(edit, reference)?;
    let Some(old) = table.policies.get(name) else {
        let message = format!("policy \"{name}\" for table \"{}\" does not exist", table.name.name);
        return refuse(SqlState::UNDEFINED_OBJECT, message, ObjectId::Policy(table.name.clone(), name.clone()));
    };
    let mut policy = old.clone();
    if let Some(roles) = &change.roles {
        policy.roles.clone_from(roles);
        policy.roles.sort();
    }
    if change.using.is_some() {
        policy.using.clone_from(&change.using);
    }
    if change.with_check.is_some() {
        policy.with_check.clone_from(&change.with_check);
    }
    check(&table, &policy)?;
    edit.change_table(&table.name, |table| {
        table.policies.insert(name.clone(), policy);
    });
    Ok(())
}

/// Changes a table's row security.
pub(super) fn set_row_security(edit: &mut Edit<'_>, table: &QualifiedName, change: RowSecurityChange) {
    edit.change_table(table, |own| {
        let (enabled, forced) = match own.row_security {
            RowSecurity::Disabled => (false, false),
            RowSecurity::Enabled => (true, false),
            RowSecurity::Forced => (true, true),
            RowSecurity::ForcedOnly => (false, true),
        };
        let (enabled, forced) = match change {
            RowSecurityChange::Enable => (true, forced),
            RowSecurityChange::Disable => (false, forced),
            RowSecurityChange::Force => (enabled, true),
            RowSecurityChange::NoForce => (enabled, false),
        };
        own.row_security = match (enabled, forced) {
            (false, false) => RowSecurity::Disabled,
            (true, false) => RowSecurity::Enabled,
            (true, true) => RowSecurity::Forced,
            (false, true) => RowSecurity::ForcedOnly,
        };
    });
}

fn check(table: &Table, policy: &Policy) -> Outcome {
    policy.using.iter().chain(&policy.with_check).try_for_each(|own| check_expression(table, own))
}

fn resolve(edit: &Edit<'_>, reference: &RelationRef) -> Outcome<Arc<Table>> {
    match edit.resolve_relation(reference)? {
        (_, Relation::Stored(Stored::Table(table))) => Ok(Arc::clone(table)),
        (full, _) => {
            refuse(SqlState::WRONG_OBJECT_TYPE, format!("\"{}\" is not a table", full.name), ObjectId::Table(full))
        }
    }
}
