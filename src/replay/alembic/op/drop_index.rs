//! `op.drop_index(index_name, table_name=None, *, schema=None, if_exists=None, **kw)`.

use crate::name::Name;
use crate::operation::{IfExists, ObjectRef, RelationRef};
use crate::python::Value;
use crate::replay::alembic::call::Signature;
use crate::replay::alembic::directive::{Directive, Done};
use crate::replay::sqlalchemy::compiler;
use crate::replay::sqlalchemy::failure::Failure;
use crate::replay::sqlalchemy::index::{Index, Key};
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
    let options: &[&str] =
        &["concurrently", "include", "ops", "using", "where", "with", "tablespace", "nulls_not_distinct"];
    directive.check_options("Index", &["schema", "if_exists", "unique", "quote", "info"], options)?;
    let given = directive.given_name("index_name")?;
    let schema = directive.text("schema")?;
    // What `DropIndexOp.to_index` makes up for a naming convention.
    let owner = Table::new(directive.text("table_name")?.as_deref().unwrap_or("no_table"), schema.as_deref());
    let conventions = directive.conventions();
    let made_up = Index::new(given.clone(), vec![Key::Column("x".to_string())]);
    let name = match made_up.rendered_name(&owner, &conventions) {
        Err(Failure::Raises { .. }) if given.text().is_none() => {
            return Err(Failure::raises("CompileError", "DROP INDEX requires that the index have a name").into());
        }
        name => name?,
    };
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
