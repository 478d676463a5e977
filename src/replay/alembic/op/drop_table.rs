//! `op.drop_table(table_name, *, schema=None, if_exists=None, **kw)`.

use crate::operation::{IfExists, ObjectRef};
use crate::python::Value;
use crate::replay::alembic::call::Signature;
use crate::replay::alembic::directive::{Directive, Done};
use crate::replay::sqlalchemy::compiler;

pub const SIGNATURE: Signature = Signature { name: "drop_table", parameters: &["table_name"], required: 1 };

pub fn run(directive: &mut Directive<'_>) -> Done {
    let table = directive.table("table_name", "schema")?;
    let missing = if directive.flag("if_exists")? { IfExists::Skip } else { IfExists::Fail };
    directive.send(compiler::drop("TABLE", table, ObjectRef::Table, missing))?;
    Ok(Value::None)
}
