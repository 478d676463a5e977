//! `op.create_unique_constraint(constraint_name, table_name, columns, *, schema=None, **kw)`.

use crate::python::Value;
use crate::replay::alembic::add_constraint::{add_constraint, set_options};
use crate::replay::alembic::call::Signature;
use crate::replay::alembic::directive::{Directive, Done};
use crate::replay::sqlalchemy::constraint::{Constraint, ConstraintKind};
use crate::schema::Making;

pub const SIGNATURE: Signature = Signature {
    name: "create_unique_constraint",
    parameters: &["constraint_name", "table_name", "columns"],
    required: 3,
};

pub fn run(directive: &mut Directive<'_>) -> Done {
    directive.only_constraints("constraint_name", "table_name", Making::Backed);
    let table = directive.table("table_name", "schema")?;
    let own = ["schema", "deferrable", "initially", "name", "comment", "info"];
    directive.check_options("UniqueConstraint", &own, &["include", "nulls_not_distinct"])?;
    let columns = directive.texts("columns")?;
    let nulls_not_distinct = directive.flag("postgresql_nulls_not_distinct")?;
    let mut constraint = Constraint::new(ConstraintKind::Unique { columns, nulls_not_distinct });
    constraint.name = directive.given_name("constraint_name")?;
    set_options(directive, &mut constraint)?;
    add_constraint(directive, table, &constraint)?;
    Ok(Value::None)
}
