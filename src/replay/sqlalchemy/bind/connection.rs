//! Connections, engines and transactions as Python sees them. The connection of the migration is the one session of the
//! replay; what is sent on another one is not followed (`elsewhere`).

use super::class::once;
use super::elsewhere::{Wire, execute_elsewhere, raw_connection};
use super::execute::{arguments_of, execute, execute_driver, has_loose_parameters};
use super::{legacy, server};
use crate::python::{Arguments, Exit, Foreign, Outcome, Raise, Unknown as PythonUnknown, Value, Vm};
use crate::replay::{Mode, SqlAlchemyVersion};
use crate::schema::Touched;
use crate::source::Place;
use std::cell::Cell;
use std::rc::Rc;

/// A connection, or an engine, which gives connections.
pub struct ConnectionObject {
    role: Role,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Engine,
    /// The connection that the migration runs on.
    Migration,
    /// Another connection, to the same database or to any other.
    Other,
}

/// `begin()` and `begin_nested()`.
pub struct TransactionObject {
    kind: Kind,
    /// The savepoint's name.
    name: String,
    over: Cell<bool>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The block that the connection is in.
    Block,
    /// Before 2.0 a block inside the block: its end does nothing by itself.
    Inner,
    Savepoint,
}

const ALREADY_BEGUN: &str =
    "This connection has already initialized a SQLAlchemy Transaction() object via begin() or autobegin";

thread_local! {
    static SAVEPOINTS: Cell<u32> = const { Cell::new(0) };
}

/// Returns the connection of the replay.
#[must_use]
pub fn connection() -> Value {
    once("connection", || Value::foreign(ConnectionObject { role: Role::Migration }))
}

/// Returns the engine of the replay.
#[must_use]
pub fn engine() -> Value {
    once("engine", || Value::foreign(ConnectionObject { role: Role::Engine }))
}

/// Begins a savepoint.
///
/// # Errors
/// The server's refusal as an exception.
pub fn begin_nested(vm: &mut Vm, place: &Place) -> Outcome {
    let number = SAVEPOINTS.with(|count| {
        count.set(count.get() + 1);
        count.get()
    });
    let name = format!("sa_savepoint_{number}");
    if let Some(session) = server::session(vm) {
        session.server(vm, place, |recorder, site| recorder.savepoint(&name, site))?;
    }
    Ok(Value::foreign(TransactionObject { kind: Kind::Savepoint, name, over: Cell::new(false) }))
}

/// Returns the connection that an engine gives: in `env.py` the one that migrations run on, in a version file another.
fn connect(vm: &Vm) -> Value {
    match server::session(vm) {
        Some(session) if session.is_of_environment() => connection(),
        _ => once("other connection", || Value::foreign(ConnectionObject { role: Role::Other })),
    }
}

/// Commits what has been sent.
///
/// # Errors
/// The server's refusal as an exception.
pub fn commit(vm: &mut Vm, place: &Place) -> Result<(), Raise> {
    let Some(session) = server::session(vm) else { return Ok(()) };
    session.server(vm, place, |recorder, site| {
        recorder.commit(Mode::Block, site);
        recorder.go_adrift(site);
        Ok(())
    })
}

/// Rolls back what has been sent.
///
/// # Errors
/// The server's refusal as an exception.
pub fn rollback(vm: &mut Vm, place: &Place) -> Result<(), Raise> {
    let Some(session) = server::session(vm) else { return Ok(()) };
    session.server(vm, place, |recorder, site| {
        recorder.rollback(Mode::Block, site);
        recorder.go_adrift(site);
        Ok(())
    })
}

/// The connection of a migration is closed while the migration runs.
fn close(vm: &mut Vm, place: &Place) {
    if server::session(vm).is_some_and(|session| !session.is_of_environment()) {
        let reason = "the connection of the migration is closed here, so that whatever is sent after it fails";
        server::touch(vm, Touched::Everything, &PythonUnknown::new(reason, place), place);
    }
}

impl ConnectionObject {
    /// Returns whether it is an engine.
    #[must_use]
    pub fn is_engine(&self) -> bool {
        self.role == Role::Engine
    }
}

impl Foreign for ConnectionObject {
    fn type_name(&self) -> &str {
        if self.is_engine() { "Engine" } else { "Connection" }
    }

    fn has_method(&self, name: &str) -> bool {
        matches!(
            name,
            "execute"
                | "exec_driver_sql"
                | "scalar"
                | "scalars"
                | "begin"
                | "begin_nested"
                | "commit"
                | "rollback"
                | "close"
                | "in_transaction"
                | "in_nested_transaction"
                | "execution_options"
                | "connect"
                | "dispose"
                | "get_transaction"
                | "run_callable"
                | "has_table"
                | "detach"
                | "invalidate"
                | "get_isolation_level"
                | "raw_connection"
                | "table_names"
                | "get_execution_options"
                | "transaction"
        )
    }

    fn attribute(self: Rc<Self>, _vm: &mut Vm, name: &str, place: &Place) -> Outcome {
        Ok(match name {
            "dialect" => super::dialect::dialect(),
            "name" => Value::str("postgresql"),
            "driver" => Value::str("psycopg2"),
            "engine" => engine(),
            "closed" | "invalidated" => Value::Bool(false),
            "info" => once("info of connections", || Value::dict(crate::python::Entries::default())),
            "connection" | "dbapi_connection" | "driver_connection" => {
                raw_connection(if self.role == Role::Migration { Wire::Migration } else { Wire::Other })
            }
            "url" => super::opaque::url(),
            "pool" | "default_isolation_level" => super::opaque::opaque(name),
            "bind" | "sync_connection" => Value::Foreign(self),
            _ => Value::Unknown(PythonUnknown::new(format!("`{name}` of a connection is not modelled"), place)),
        })
    }

    fn call_method(self: Rc<Self>, vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        match name {
            "execute" | "scalar" | "scalars" => {
                legacy::OF_ENGINE.used_if(self.is_engine(), vm, place)?;
                legacy::LOOSE_PARAMETERS.used_if(has_loose_parameters(&arguments), vm, place)?;
                let (statement, parameters) = arguments_of(&arguments);
                if self.role != Role::Migration {
                    let result = execute_elsewhere(vm, &statement, place)?;
                    return match name {
                        "execute" => Ok(result),
                        name => vm.call_method(&result, name, Arguments::default(), place),
                    };
                }
                let result = match statement.as_str() {
                    Some(_) => {
                        legacy::PLAIN_STRING.used(vm, place)?;
                        execute_driver(vm, &statement, parameters.as_ref(), place)?
                    }
                    None => execute(vm, &statement, parameters.as_ref(), place)?,
                };
                match name {
                    "execute" => Ok(result),
                    name => vm.call_method(&result, name, Arguments::default(), place),
                }
            }
            "exec_driver_sql" => {
                let (statement, parameters) = arguments_of(&arguments);
                if self.role != Role::Migration {
                    return execute_elsewhere(vm, &statement, place);
                }
                execute_driver(vm, &statement, parameters.as_ref(), place)
            }
            "begin" | "connect" if self.is_engine() => Ok(connect(vm)),
            "raw_connection" => Ok(raw_connection(Wire::Other)),
            "begin" | "begin_nested" | "commit" | "rollback" | "get_transaction" | "in_transaction"
            | "execution_options" | "close"
                if self.role != Role::Migration =>
            {
                Ok(Value::Foreign(self))
            }
            "connect" => {
                legacy::OF_ENGINE.used(vm, place)?;
                Ok(Value::Foreign(self))
            }
            "begin" | "get_transaction" => {
                let block = server::session(vm).is_none_or(|session| session.mode() == Mode::Block);
                let can_begin = server::session(vm).is_none_or(|session| session.can_begin());
                let kind = match (name, block) {
                    ("begin", true) if can_begin => Kind::Block,
                    ("begin", _) if server::sqlalchemy_version(vm) >= SqlAlchemyVersion::V2_0 && !can_begin => {
                        return Err(server::raise(vm, "InvalidRequestError", ALREADY_BEGUN, place));
                    }
                    ("begin", true) => Kind::Inner,
                    ("begin", false) => {
                        if let Some(session) = server::session(vm) {
                            session.server(vm, place, |recorder, site| {
                                recorder.begin(site);
                                Ok(())
                            })?;
                        }
                        Kind::Block
                    }
                    _ => Kind::Block,
                };
                Ok(Value::foreign(TransactionObject { kind, name: String::new(), over: Cell::new(false) }))
            }
            "begin_nested" => begin_nested(vm, place),
            "commit" => {
                commit(vm, place)?;
                Ok(Value::None)
            }
            "rollback" => {
                rollback(vm, place)?;
                Ok(Value::None)
            }
            "in_transaction" => {
                let block = server::session(vm).is_none_or(|session| session.mode() == Mode::Block);
                Ok(Value::Bool(block))
            }
            "in_nested_transaction" => {
                Ok(Value::Unknown(PythonUnknown::new("`in_nested_transaction` is not modelled", place)))
            }
            "execution_options" => {
                if let Some(level) = arguments.keyword("isolation_level")
                    && let Some(session) = server::session(vm)
                    && !session.is_of_environment()
                {
                    if server::sqlalchemy_version(vm) >= SqlAlchemyVersion::V2_0 && !session.can_begin() {
                        return Err(server::raise(vm, "InvalidRequestError", ALREADY_BEGUN, place));
                    }
                    if level.as_str().is_some_and(|level| level.eq_ignore_ascii_case("autocommit")) {
                        session.server(vm, place, |recorder, site| {
                            recorder.commit(Mode::EachStatement, site);
                            Ok(())
                        })?;
                    }
                }
                Ok(Value::Foreign(self))
            }
            "close" => {
                close(vm, place);
                Ok(Value::None)
            }
            "dispose" | "detach" | "invalidate" => Ok(Value::None),
            "has_table" | "table_names" => {
                legacy::OF_ENGINE.used(vm, place)?;
                let name = if name == "table_names" { "get_table_names" } else { name };
                super::inspector::answer(vm, name, &arguments, place)
            }
            "run_callable" => {
                legacy::OF_ENGINE.used(vm, place)?;
                let mut rest = arguments;
                if rest.positional.is_empty() {
                    return Ok(Value::None);
                }
                let callee = rest.positional.remove(0);
                vm.call(&callee, rest.preceded_by(Value::Foreign(self)), place)
            }
            _ => Ok(super::opaque::opaque(name)),
        }
    }

    fn enter(self: Rc<Self>, _vm: &mut Vm, _place: &Place) -> Outcome {
        Ok(Value::Foreign(self))
    }

    fn exit(self: Rc<Self>, vm: &mut Vm, _raised: Option<&Raise>, place: &Place) -> Result<Exit, Raise> {
        if self.role == Role::Migration {
            close(vm, place);
        }
        Ok(Exit::Propagate)
    }
}

impl Foreign for TransactionObject {
    fn type_name(&self) -> &str {
        match self.kind {
            Kind::Block => "RootTransaction",
            Kind::Inner => "MarkerTransaction",
            Kind::Savepoint => "NestedTransaction",
        }
    }

    fn has_method(&self, name: &str) -> bool {
        matches!(name, "commit" | "rollback" | "close")
    }

    fn attribute(self: Rc<Self>, _vm: &mut Vm, name: &str, place: &Place) -> Outcome {
        Ok(match name {
            "is_active" => Value::Bool(!self.over.get()),
            "connection" => connection(),
            _ => Value::Unknown(PythonUnknown::new(format!("`{name}` of a transaction is not modelled"), place)),
        })
    }

    fn call_method(self: Rc<Self>, vm: &mut Vm, name: &str, _arguments: Arguments, place: &Place) -> Outcome {
        if self.over.replace(true) {
            return Ok(Value::None);
        }
        match (self.kind, name) {
            (Kind::Savepoint, "commit") => release(vm, &self.name, place)?,
            (Kind::Savepoint, _) => roll_back_to(vm, &self.name, place)?,
            (Kind::Block, "commit") => commit(vm, place)?,
            (Kind::Inner, "commit") => {}
            (Kind::Block | Kind::Inner, _) => rollback(vm, place)?,
        }
        Ok(Value::None)
    }

    fn enter(self: Rc<Self>, _vm: &mut Vm, _place: &Place) -> Outcome {
        Ok(Value::Foreign(self))
    }

    fn exit(self: Rc<Self>, vm: &mut Vm, raised: Option<&Raise>, place: &Place) -> Result<Exit, Raise> {
        if self.over.replace(true) {
            return Ok(Exit::Propagate);
        }
        match (self.kind, raised) {
            (Kind::Savepoint, None) => release(vm, &self.name, place)?,
            (Kind::Savepoint, Some(_)) => roll_back_to(vm, &self.name, place)?,
            (Kind::Block, None) => commit(vm, place)?,
            (Kind::Inner, None) => {}
            (Kind::Block | Kind::Inner, Some(_)) => rollback(vm, place)?,
        }
        Ok(Exit::Propagate)
    }
}

fn release(vm: &mut Vm, name: &str, place: &Place) -> Result<(), Raise> {
    let Some(session) = server::session(vm) else { return Ok(()) };
    session.server(vm, place, |recorder, site| recorder.release_savepoint(name, site))
}

fn roll_back_to(vm: &mut Vm, name: &str, place: &Place) -> Result<(), Raise> {
    let Some(session) = server::session(vm) else { return Ok(()) };
    session.server(vm, place, |recorder, site| recorder.rollback_to_savepoint(name, site))
}
