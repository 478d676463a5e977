//! `op.create_primary_key(constraint_name, table_name, columns, *, schema=None)`.

use crate::python::Value;
use crate::replay::alembic::add_constraint::{add_constraint, set_options};
use crate::replay::alembic::call::Signature;
use crate::replay::alembic::directive::{Directive, Done};
use crate::replay::sqlalchemy::constraint::{Constraint, ConstraintKind};

pub const SIGNATURE: Signature =
    Signature { name: "create_primary_key", parameters: &["constraint_name", "table_name", "columns"], required: 3 };

pub fn run(directive: &mut Directive<'_>) -> Done {
    let table = directive.table("table_name", "schema")?;
    let columns = directive.texts("columns")?;
    let mut constraint = Constraint::new(ConstraintKind::PrimaryKey { columns });
    constraint.name = directive.given_name("constraint_name")?;
    set_options(directive, &mut constraint)?;
    add_constraint(directive, table, &constraint)?;
    Ok(Value::None)
}
