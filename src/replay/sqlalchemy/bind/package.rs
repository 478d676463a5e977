//! The packages that files import, and their modules.

use super::lookup::lookup;
use super::opaque::opaque;
use super::{legacy, server, third_party};
use crate::python::{Arguments, Foreign, Outcome, Unknown, Value, Vm};
use crate::replay::SqlAlchemyVersion;
use crate::source::Place;
use std::rc::Rc;

/// A module of a package whose names are looked up here.
pub struct Package {
    dotted: Rc<str>,
}

/// The modules below `sqlalchemy` that can be reached as attributes.
const MODULES: &[&str] = &[
    "sqlalchemy",
    "sqlalchemy.types",
    "sqlalchemy.sql",
    "sqlalchemy.sql.base",
    "sqlalchemy.sql.compiler",
    "sqlalchemy.sql.ddl",
    "sqlalchemy.sql.dml",
    "sqlalchemy.sql.elements",
    "sqlalchemy.sql.expression",
    "sqlalchemy.sql.functions",
    "sqlalchemy.sql.naming",
    "sqlalchemy.sql.operators",
    "sqlalchemy.sql.schema",
    "sqlalchemy.sql.selectable",
    "sqlalchemy.sql.sqltypes",
    "sqlalchemy.sql.type_api",
    "sqlalchemy.schema",
    "sqlalchemy.orm",
    "sqlalchemy.orm.session",
    "sqlalchemy.orm.decl_api",
    "sqlalchemy.orm.exc",
    "sqlalchemy.exc",
    "sqlalchemy.engine",
    "sqlalchemy.engine.base",
    "sqlalchemy.engine.interfaces",
    "sqlalchemy.engine.reflection",
    "sqlalchemy.engine.result",
    "sqlalchemy.engine.row",
    "sqlalchemy.engine.url",
    "sqlalchemy.event",
    "sqlalchemy.events",
    "sqlalchemy.pool",
    "sqlalchemy.util",
    "sqlalchemy.future",
    "sqlalchemy.inspection",
    "sqlalchemy.dialects",
    "sqlalchemy.dialects.postgresql",
    "sqlalchemy.dialects.postgresql.base",
    "sqlalchemy.dialects.postgresql.json",
    "sqlalchemy.dialects.postgresql.array",
    "sqlalchemy.dialects.postgresql.dml",
    "sqlalchemy.dialects.postgresql.hstore",
    "sqlalchemy.dialects.postgresql.ranges",
    "sqlalchemy.dialects.postgresql.types",
    "sqlalchemy.dialects.postgresql.named_types",
    "sqlalchemy.dialects.postgresql.ext",
    "sqlalchemy.dialects.mysql",
    "sqlalchemy.dialects.mysql.base",
    "sqlalchemy.dialects.mysql.types",
    "sqlalchemy.dialects.mysql.dml",
    "sqlalchemy.dialects.mysql.json",
    "sqlalchemy.dialects.mysql.enumerated",
    "sqlalchemy.dialects.sqlite",
    "sqlalchemy.dialects.sqlite.base",
    "sqlalchemy.dialects.sqlite.json",
    "sqlalchemy.dialects.mssql",
    "sqlalchemy.dialects.mssql.base",
    "sqlalchemy.dialects.oracle",
    "sqlalchemy.ext",
    "sqlalchemy.ext.asyncio",
    "sqlalchemy.ext.associationproxy",
    "sqlalchemy.ext.automap",
    "sqlalchemy.ext.compiler",
    "sqlalchemy.ext.declarative",
    "sqlalchemy.ext.hybrid",
    "sqlalchemy.ext.mutable",
    "sqlalchemy.ext.orderinglist",
];

/// Returns a module, nothing if the package is not known here.
pub fn import(vm: &mut Vm, dotted: &str) -> Option<Value> {
    let _ = vm;
    let first = dotted.split('.').next().unwrap_or(dotted);
    let is_name = dotted.rsplit_once('.').is_some_and(|(module, name)| legacy::is_gone(module, name));
    let known = first == "sqlalchemy" && !is_name || third_party::is_package(dotted);
    known.then(|| module(dotted))
}

/// Returns a module of a known package.
#[must_use]
pub fn module(dotted: &str) -> Value {
    super::class::once(&format!("module {dotted}"), || Value::foreign(Package { dotted: dotted.into() }))
}

/// Returns the version that `sqlalchemy.__version__` says.
fn version(vm: &Vm) -> &'static str {
    match server::sqlalchemy_version(vm) {
        SqlAlchemyVersion::V1_4 => "1.4.54",
        SqlAlchemyVersion::V2_0 => "2.0.58",
        SqlAlchemyVersion::V2_1 => "2.1.9",
    }
}

impl Foreign for Package {
    fn type_name(&self) -> &str {
        &self.dotted
    }

    fn attribute(self: Rc<Self>, vm: &mut Vm, name: &str, place: &Place) -> Outcome {
        if name == "__version__" && &*self.dotted == "sqlalchemy" {
            return Ok(Value::str(version(vm)));
        }
        if name == "__name__" {
            return Ok(Value::Str(self.dotted.clone()));
        }
        legacy::NAME.used_if(legacy::is_gone(&self.dotted, name), vm, place)?;
        let inner = format!("{}.{name}", self.dotted);
        if &*self.dotted == "sqlalchemy.exc" || &*self.dotted == "sqlalchemy.orm.exc" {
            let class =
                server::session(vm).and_then(|session| session.errors().find(vm, &format!("sqlalchemy.exc.{name}")));
            return Ok(match class {
                Some(class) => Value::Class(class),
                None => Value::Unknown(Unknown::new(format!("`{inner}` is not modelled"), place)),
            });
        }
        if let Some(value) = lookup(&self.dotted, name) {
            // `sqlalchemy.sql.functions` and the like are modules as well as names.
            if !(MODULES.contains(&inner.as_str()) && value.downcast::<super::opaque::Opaque>().is_some()) {
                return Ok(value);
            }
        }
        if MODULES.contains(&inner.as_str()) {
            return Ok(module(&inner));
        }
        if !self.dotted.starts_with("sqlalchemy.") && &*self.dotted != "sqlalchemy" {
            // The modules of other packages are not listed: a lower-case name may be one.
            if name.chars().all(|c| c.is_ascii_lowercase() || c == '_' || c.is_ascii_digit()) {
                return Ok(match (&*self.dotted, name) {
                    // `sqlmodel.sql.sqltypes.types` is SQLAlchemy's.
                    (_, "types") if self.dotted.ends_with("sqltypes") => module("sqlalchemy.types"),
                    (
                        "sqlmodel",
                        "select" | "text" | "func" | "col" | "create_engine" | "delete" | "update" | "and_" | "or_",
                    ) => lookup("sqlalchemy", name).unwrap_or_else(|| opaque(name)),
                    _ => module(&inner),
                });
            }
            if self.dotted.starts_with("sqlmodel")
                && let Some(value) = lookup("sqlalchemy", name)
            {
                return Ok(value);
            }
        }
        Ok(Value::Unknown(Unknown::new(format!("`{inner}` is not modelled"), place)))
    }

    fn call(self: Rc<Self>, _vm: &mut Vm, _arguments: Arguments, place: &Place) -> Outcome {
        // A function of a package, taken for a module.
        Ok(Value::Unknown(Unknown::new(format!("what `{}` does is not known", self.dotted), place)))
    }
}
