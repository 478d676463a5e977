//! `op.create_index(index_name, table_name, columns, *, schema=None, unique=False, if_not_exists=None, **kw)`.

use crate::name::Name;
use crate::operation::IfNotExists;
use crate::python::Value;
use crate::replay::alembic::call::Signature;
use crate::replay::alembic::directive::{Directive, Done};
use crate::replay::sqlalchemy::bind::index::{option, textual_keys};
use crate::replay::sqlalchemy::bind::values;
use crate::replay::sqlalchemy::compiler::{self, Ddl};
use crate::replay::sqlalchemy::index::{Index, Key};
use crate::replay::sqlalchemy::table::Table;
use crate::schema::{ObjectId, Touched};

pub const SIGNATURE: Signature =
    Signature { name: "create_index", parameters: &["index_name", "table_name", "columns"], required: 3 };

const OWN: &[&str] = &["index_name", "table_name", "columns", "schema", "if_not_exists"];

pub fn run(directive: &mut Directive<'_>) -> Done {
    let reference = directive.table("table_name", "schema")?;
    let given = directive.given_name("index_name")?;
    let columns = directive.call.value("columns").unwrap_or(Value::None);
    let items = directive.vm.items(&columns, directive.place)?.map_err(|unknown| values::from_python(&unknown))?;
    let options: &[&str] =
        &["concurrently", "include", "ops", "using", "where", "with", "tablespace", "nulls_not_distinct"];
    directive.check_options("Index", &["schema", "if_not_exists", "unique", "quote", "info"], options)?;
    let (keys, unknown) = textual_keys(&items);
    let mut index = Index::new(given, keys);
    index.unknown = unknown;
    for (name, value) in directive.call.others(OWN) {
        if let Err(unknown) = option(&mut index, &name, &value) {
            index.unknown = Some(unknown);
        }
    }
    let expressions = index.predicate.is_some() || index.keys.iter().any(|key| matches!(key, Key::Expression(_)));
    let owner = if expressions {
        directive.owner(&reference)
    } else {
        Table::new(reference.name.as_str(), reference.schema.as_ref().map(Name::as_str))
    };
    let conventions = directive.conventions();
    if let Ok(name) = index.rendered_name(&owner, &conventions) {
        let own = directive.full_name(&reference).sibling(name);
        directive.touched = Touched::Object(ObjectId::Index(own));
    }
    let existing = if directive.flag("if_not_exists")? { IfNotExists::Skip } else { IfNotExists::Fail };
    let definition = index.definition(&owner, &conventions, existing)?;
    let sql = compiler::create_index(&index, &owner, &conventions, existing);
    directive.send(Ddl::index(&index, definition, sql))?;
    Ok(Value::None)
}
