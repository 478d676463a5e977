//! The modules of the `alembic` package, and of `psycopg2` and its kin as far as files import their exceptions.

use super::context::EnvironmentContext;
use super::migrate_op;
use super::operations::Operations;
use super::plugin::OperationsClass;
use crate::python::{Module, Namespace, Value, Vm};
use crate::replay::error::Errors;
use crate::replay::{Session, harmless};
use std::cell::OnceCell;
use std::rc::Rc;

/// Returns a module of the package, nothing if it is not of this package.
pub fn import(session: &Session, vm: &mut Vm, module: &str) -> Option<Value> {
    let first = module.split('.').next().unwrap_or(module);
    match first {
        "alembic" => Some(alembic(session, vm, module)),
        "psycopg2" | "psycopg" | "asyncpg" => Some(driver(session, vm, first, module)),
        _ => None,
    }
}

fn alembic(session: &Session, vm: &mut Vm, module: &str) -> Value {
    let op = || Value::foreign(Operations::new(session.clone()));
    let context = || Value::foreign(EnvironmentContext::new(session.clone()));
    let operations = || Value::foreign(OperationsClass::new(session.clone(), session.registry()));
    match module {
        "alembic.op" => op(),
        "alembic.context" => context(),
        "alembic" => {
            let version = Value::str("1.20.1");
            let inner = ["operations", "util", "config", "script", "runtime", "migration", "command"];
            let mut entries = vec![("op", op()), ("context", context()), ("__version__", version)];
            entries.extend(inner.map(|name| (name, alembic(session, vm, &format!("alembic.{name}")))));
            package(module, entries)
        }
        "alembic.operations" | "alembic.operations.base" => {
            let ops = alembic(session, vm, "alembic.operations.ops");
            let toimpl = alembic(session, vm, "alembic.operations.toimpl");
            let entries =
                [("Operations", operations()), ("BatchOperations", operations()), ("AbstractOperations", operations())];
            package(
                module,
                entries.into_iter().chain([("MigrateOperation", operation_base()), ("ops", ops), ("toimpl", toimpl)]),
            )
        }
        "alembic.operations.ops" => {
            let others = ["AddConstraintOp", "AlterTableOp", "DowngradeOps", "MigrationScript", "ModifyTableOps"];
            let others = others.into_iter().chain(["OpContainer", "UpgradeOps"]);
            let others = others.map(|name| (name, harmless::value(&format!("alembic.operations.ops.{name}"))));
            let own = migrate_op::classes().into_iter().chain([("MigrateOperation", operation_base())]);
            package(module, own.chain(others))
        }
        "alembic.operations.toimpl" => package(module, migrate_op::implementations(session)),
        "alembic.util" | "alembic.util.exc" => {
            let error = session.errors().find(vm, "alembic.util.exc.CommandError").map_or(Value::None, Value::Class);
            let exc = package("alembic.util.exc", [("CommandError", error.clone())]);
            package(module, [("CommandError", error), ("exc", exc)])
        }
        "alembic.runtime.migration" | "alembic.migration" | "alembic.runtime" => {
            let migration = package("alembic.runtime.migration", [("MigrationContext", migration_context(session))]);
            package(module, [("MigrationContext", migration_context(session)), ("migration", migration)])
        }
        _ => harmless::value(module),
    }
}

/// `MigrationContext`, whose `configure(connection)` gives the context of this migration.
fn migration_context(session: &Session) -> Value {
    let session = session.clone();
    let configure = Value::native("configure", move |_, _, _| {
        Ok(Value::foreign(super::context::MigrationContext::new(session.clone())))
    });
    package("MigrationContext", [("configure", configure)])
}

/// `MigrateOperation`, the base of operations that a project defines.
fn operation_base() -> Value {
    harmless::value("alembic.operations.ops.MigrateOperation")
}

fn driver(session: &Session, vm: &mut Vm, first: &str, module: &str) -> Value {
    // Other drivers raise classes of the same names.
    let own = |dotted: &str| dotted.replacen("psycopg2", first, 1);
    let mut entries: Vec<(String, Value)> = Vec::new();
    for name in Errors::names(&module.replacen(first, "psycopg2", 1)) {
        let dotted = format!("{}.{name}", module.replacen(first, "psycopg2", 1));
        if let Some(class) = session.errors().find(vm, &dotted) {
            entries.push((name, Value::Class(class)));
        }
    }
    if entries.is_empty() {
        return harmless::value(module);
    }
    if module == first {
        let errors = driver(session, vm, first, &own("psycopg2.errors"));
        entries.push(("errors".to_owned(), errors));
        for name in ["extras", "extensions", "sql", "errorcodes"] {
            entries.push((name.to_owned(), harmless::value(&format!("{first}.{name}"))));
        }
    }
    package(module, entries)
}

fn package<N: AsRef<str>>(name: &str, entries: impl IntoIterator<Item = (N, Value)>) -> Value {
    let globals = Namespace::default();
    globals.define("__name__", Value::str(name));
    for (name, value) in entries {
        globals.define(name.as_ref(), value);
    }
    Value::Module(Rc::new(Module {
        name: Rc::from(name),
        globals: Rc::new(globals),
        parsed: None,
        stopped: OnceCell::new(),
    }))
}
