//! `op.create_check_constraint(constraint_name, table_name, condition, *, schema=None, **kw)`.

use crate::python::Value;
use crate::replay::alembic::add_constraint::{add_constraint, set_options};
use crate::replay::alembic::call::Signature;
use crate::replay::alembic::directive::{Directive, Done};
use crate::replay::sqlalchemy::bind::values;
use crate::replay::sqlalchemy::clause::Clause;
use crate::replay::sqlalchemy::constraint::{Constraint, ConstraintKind};
use crate::schema::Making;

pub const SIGNATURE: Signature = Signature {
    name: "create_check_constraint",
    parameters: &["constraint_name", "table_name", "condition"],
    required: 3,
};

pub fn run(directive: &mut Directive<'_>) -> Done {
    directive.only_constraints("constraint_name", "table_name", Making::Check);
    let table = directive.table("table_name", "schema")?;
    let own = ["schema", "deferrable", "initially", "name", "comment", "info"];
    directive.check_options("CheckConstraint", &own, &["not_valid"])?;
    let condition =
        directive.call.value("condition").map_or_else(|| Clause::text(""), |own| values::clause_or_text(&own));
    let mut constraint = Constraint::new(ConstraintKind::Check { condition });
    constraint.name = directive.given_name("constraint_name")?;
    set_options(directive, &mut constraint)?;
    add_constraint(directive, table, &constraint)?;
    Ok(Value::None)
}
