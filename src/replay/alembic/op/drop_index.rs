//! `op.drop_index(index_name, table_name=None, *, schema=None, if_exists=None, **kw)`.

use crate::name::Name;
use crate::operation::{IfExists, ObjectRef, RelationRef};
use crate::python::Value;
use crate::replay::alembic::call::Signature;
use crate::replay::alembic::directive::{Directive, Done};
use crate::replay::sqlalchemy::compiler;
use crate::replay::sqlalchemy::failure::Failure;
use crate::replay::sqlalchemy::index::Index;
use crate::replay::sqlalchemy::table::Table;
use crate::replay::{Mode, not_in_block};
use crate::schema::{ObjectId, Touched};

pub const SIGNATURE: Signature =
    Signature { name: "drop_index", parameters: &["index_name", "table_name"], required: 1 };

pub fn run(directive: &mut Directive<'_>) -> Done {
    if let Ok(Some(table)) = directive.text("table_name")
        && let Ok(schema) = directive.text("schema")
    {
        let reference = RelationRef { schema: schema.map(|own| Name::verbatim(&own)), name: Name::verbatim(&table) };
        directive.touched = Touched::Table(directive.full_name(&reference));
    }
    let given = directive.given_name("index_name")?;
    if given.text().is_none() {
        return Err(Failure::raises("CompileError", "DROP INDEX requires that the index have a name").into());
    }
    let schema = directive.text("schema")?;
    let owner = Table::new("no_table", schema.as_deref());
    let conventions = directive.conventions();
    let name = Index::new(given, Vec::new()).rendered_name(&owner, &conventions)?;
    let reference = RelationRef { schema: schema.map(|own| Name::verbatim(&own)), name };
    directive.touched = Touched::Object(ObjectId::Index(directive.full_name(&reference)));
    let missing = if directive.flag("if_exists")? { IfExists::Skip } else { IfExists::Fail };
    let concurrently = directive.flag("postgresql_concurrently")?;
    let kind = if concurrently { "INDEX CONCURRENTLY" } else { "INDEX" };
    let ddl = compiler::drop(kind, reference, ObjectRef::Index, missing);
    if concurrently && directive.session.mode() == Mode::Block {
        let refusal = not_in_block("DROP INDEX CONCURRENTLY");
        directive.session.refuse(directive.vm, refusal, ddl.sql, directive.place)?;
        return Ok(Value::None);
    }
    directive.send(ddl)?;
    Ok(Value::None)
}
