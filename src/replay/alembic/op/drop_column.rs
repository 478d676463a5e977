//! `op.drop_column(table_name, column_name, *, schema=None, if_exists=None, **kw)`; the `mssql_*` options do nothing here.

use crate::name::Name;
use crate::operation::{AlterTable, Behavior, IfExists};
use crate::python::Value;
use crate::replay::alembic::call::Signature;
use crate::replay::alembic::directive::{Directive, Done};
use crate::replay::sqlalchemy::compiler::identifier;

pub const SIGNATURE: Signature =
    Signature { name: "drop_column", parameters: &["table_name", "column_name"], required: 2 };

pub fn run(directive: &mut Directive<'_>) -> Done {
    let table = directive.table("table_name", "schema")?;
    let name = Name::verbatim(&directive.name("column_name")?);
    let missing = if directive.flag("if_exists")? { IfExists::Skip } else { IfExists::Fail };
    let skip = if missing == IfExists::Skip { "IF EXISTS " } else { "" };
    let sql = format!("DROP COLUMN {skip}{}", identifier(name.as_str()));
    directive.alter(&table, AlterTable::DropColumn { name, missing, behavior: Behavior::Restrict }, &sql)?;
    Ok(Value::None)
}
