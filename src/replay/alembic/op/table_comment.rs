//! `op.create_table_comment(table_name, comment, *, existing_comment=None, schema=None)` and
//! `op.drop_table_comment(table_name, *, existing_comment=None, schema=None)`.

use crate::python::Value;
use crate::replay::alembic::call::Signature;
use crate::replay::alembic::directive::{Directive, Done};
use crate::replay::sqlalchemy::compiler;

pub const CREATE: Signature =
    Signature { name: "create_table_comment", parameters: &["table_name", "comment"], required: 2 };
pub const DROP: Signature = Signature { name: "drop_table_comment", parameters: &["table_name"], required: 1 };

pub fn create(directive: &mut Directive<'_>) -> Done {
    let table = directive.table("table_name", "schema")?;
    let text = directive.text("comment")?;
    directive.send(compiler::comment(&table, None, text))?;
    Ok(Value::None)
}

pub fn drop(directive: &mut Directive<'_>) -> Done {
    let table = directive.table("table_name", "schema")?;
    directive.send(compiler::comment(&table, None, None))?;
    Ok(Value::None)
}
