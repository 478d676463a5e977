//! `op.drop_table(table_name, *, schema=None, if_exists=None, **kw)`.

use crate::operation::{Behavior, IfExists, ObjectRef, Operation};
use crate::python::Value;
use crate::replay::alembic::call::Signature;
use crate::replay::alembic::directive::{Directive, Done};

pub const SIGNATURE: Signature = Signature { name: "drop_table", parameters: &["table_name"], required: 1 };

pub fn run(directive: &mut Directive<'_>) -> Done {
    let table = directive.table("table_name", "schema")?;
    let missing = if directive.flag("if_exists")? { IfExists::Skip } else { IfExists::Fail };
    let objects = vec![ObjectRef::Table(table)];
    directive.apply(Operation::Drop { objects, missing, behavior: Behavior::Restrict })?;
    Ok(Value::None)
}
