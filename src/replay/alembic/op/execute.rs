//! `op.execute(sqltext, *, execution_options=None)`: text, `text()`, DDL, Core constructs, and lists of them.

use crate::python::Value;
use crate::replay::alembic::call::Signature;
use crate::replay::alembic::directive::{Directive, Done};
use crate::replay::sqlalchemy::bind::execute::execute;

pub const SIGNATURE: Signature = Signature { name: "execute", parameters: &["sqltext"], required: 1 };

pub fn run(directive: &mut Directive<'_>) -> Done {
    let statement = directive.call.value("sqltext").unwrap_or(Value::None);
    execute(directive.vm, &statement, None, directive.place)?;
    Ok(Value::None)
}
