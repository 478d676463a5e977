//! `op.rename_table(old_table_name, new_table_name, *, schema=None)`.

use crate::name::Name;
use crate::operation::{IfExists, ObjectRef, Operation};
use crate::python::Value;
use crate::replay::alembic::call::Signature;
use crate::replay::alembic::directive::{Directive, Done};
use crate::replay::sqlalchemy::compiler::{Ddl, identifier, relation};

pub const SIGNATURE: Signature =
    Signature { name: "rename_table", parameters: &["old_table_name", "new_table_name"], required: 2 };

pub fn run(directive: &mut Directive<'_>) -> Done {
    let table = directive.table("old_table_name", "schema")?;
    let to = Name::verbatim(&directive.name("new_table_name")?);
    let sql = format!("ALTER TABLE {} RENAME TO {}", relation(&table), identifier(to.as_str()));
    let operation = Operation::Rename { object: ObjectRef::Table(table), to, missing: IfExists::Fail };
    directive.send(Ddl::new(operation, sql))?;
    Ok(Value::None)
}
