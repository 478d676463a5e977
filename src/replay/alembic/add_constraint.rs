//! What the five `op.create_…_constraint` have in common: options, the name, `ALTER TABLE … ADD CONSTRAINT`.

use super::directive::{Directive, Done};
use crate::name::Name;
use crate::operation::{AlterTable, RelationRef};
use crate::replay::sqlalchemy::bind::values;
use crate::replay::sqlalchemy::compiler;
use crate::replay::sqlalchemy::constraint::{Constraint, ConstraintKind};
use crate::replay::sqlalchemy::table::Table;
use crate::schema::{ObjectId, Touched};

/// Sets the options that every kind of constraint takes.
pub fn set_options(directive: &mut Directive<'_>, constraint: &mut Constraint) -> Done<()> {
    constraint.deferrable = values::flag(directive.call.value("deferrable").as_ref())?;
    constraint.initially = directive.text("initially")?;
    constraint.not_valid = directive.flag("postgresql_not_valid")?;
    constraint.include = directive.texts("postgresql_include")?;
    Ok(())
}

/// Sends `ALTER TABLE … ADD CONSTRAINT`.
pub fn add_constraint(directive: &mut Directive<'_>, table: RelationRef, constraint: &Constraint) -> Done<()> {
    let owner = match constraint.kind {
        ConstraintKind::Check { .. } | ConstraintKind::Exclude { .. } => directive.owner(&table),
        _ => Table::new(table.name.as_str(), table.schema.as_ref().map(Name::as_str)),
    };
    let conventions = directive.conventions();
    // With a name, what is unknown about the constraint touches only itself.
    if let Ok(Some(name)) = constraint.rendered_name(&owner, &conventions) {
        let full = directive.full_name(&table);
        directive.constraints = None;
        directive.touched = Touched::Object(ObjectId::Constraint(full, name));
    }
    let Some(definition) = constraint.definition(&owner, &conventions)? else { return Ok(()) };
    let own = compiler::constraint(constraint, &owner, &conventions).unwrap_or_default();
    directive.alter(&table, AlterTable::AddConstraint(definition), &format!("ADD {own}"))
}
