//! VALIDATE CONSTRAINT and ALTER CONSTRAINT (PostgreSQL 15, `tablecmds.c`: ATExecValidateConstraint,
//! ATExecAlterConstraint).

use super::edit::Edit;
use crate::name::{Name, QualifiedName};
use crate::schema::refuse::{Outcome, no_constraint, refuse};
use crate::schema::{ConstraintKind, Deferrability, ObjectId, SqlState};

/// Marks a constraint as holding for all rows, in the tables below as well.
pub(super) fn validate(edit: &mut Edit<'_>, table: &QualifiedName, name: &Name) -> Outcome {
    let Some(own) = edit.table(table).cloned() else { return Ok(()) };
    let Some(constraint) = own.constraints.get(name) else { return Err(no_constraint(&own, name)) };
    if !matches!(constraint.kind, ConstraintKind::ForeignKey(_) | ConstraintKind::Check { .. }) {
        let message =
            format!("constraint \"{name}\" of relation \"{}\" is not a foreign key or check constraint", table.name);
        return refuse(SqlState::WRONG_OBJECT_TYPE, message, ObjectId::Constraint(table.clone(), name.clone()));
    }
    if !constraint.validated {
        change(edit, table, name, &|own| own.validated = true);
    }
    Ok(())
}

/// Changes when a foreign key is checked.
pub(super) fn set_deferrability(
    edit: &mut Edit<'_>,
    table: &QualifiedName,
    name: &Name,
    deferrability: Deferrability,
) -> Outcome {
    let Some(own) = edit.table(table).cloned() else { return Ok(()) };
    let Some(constraint) = own.constraints.get(name) else { return Err(no_constraint(&own, name)) };
    if !matches!(constraint.kind, ConstraintKind::ForeignKey(_)) {
        let message = format!("constraint \"{name}\" of relation \"{}\" is not a foreign key constraint", table.name);
        return refuse(SqlState::WRONG_OBJECT_TYPE, message, ObjectId::Constraint(table.clone(), name.clone()));
    }
    change(edit, table, name, &|own| own.deferrability = deferrability);
    Ok(())
}

fn change(
    edit: &mut Edit<'_>,
    table: &QualifiedName,
    name: &Name,
    change_one: &dyn Fn(&mut crate::schema::Constraint),
) {
    edit.change_table(table, |own| own.constraints.get_mut(name).into_iter().for_each(change_one));
    for child in edit.children(table) {
        let has_it = edit.table(&child).and_then(|own| own.constraints.get(name)).is_some_and(|own| own.inherited);
        if has_it {
            change(edit, &child, name, change_one);
        }
    }
}
