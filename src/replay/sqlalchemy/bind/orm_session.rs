//! ORM sessions and queries: statements about rows on the connection of the migration. A session on a connection that is
//! in a transaction already does not commit it (SQLAlchemy 2.0, `join_transaction_mode`).

use super::class::function;
use super::connection::{begin_nested, connection, rollback};
use super::execute::{arguments_of, execute};
use super::opaque::opaque;
use super::server;
use super::table::as_table;
use crate::name::Name;
use crate::operation::RelationRef;
use crate::python::{Arguments, Exit, Foreign, Outcome, Raise, Truth, Unknown, Value, Vm};
use crate::replay::Written;
use crate::source::Place;
use std::cell::Cell;
use std::rc::Rc;

/// A session; whether it was used since it was made, or since it ended its last transaction.
#[derive(Default)]
pub struct SessionObject {
    used: Cell<bool>,
    /// Whether it gave objects out since it last wrote: what was assigned to them is written with the next flush.
    loaded: Cell<bool>,
}

/// `session.begin()`: an exception that leaves it rolls back.
struct SessionTransaction(Rc<SessionObject>);

/// A query: what it gives depends on rows.
pub struct QueryObject {
    /// The table whose rows it asks for, where it is one.
    of: Option<RelationRef>,
    /// The session whose objects it gives; none where it gives plain values.
    session: Option<Rc<SessionObject>>,
}

/// Makes a session.
pub fn construct(_vm: &mut Vm, _arguments: Arguments, _place: &Place) -> Outcome {
    Ok(Value::foreign(SessionObject::default()))
}

/// Makes a maker of sessions: `sessionmaker(bind=…)`.
pub fn construct_maker(_vm: &mut Vm, _arguments: Arguments, _place: &Place) -> Outcome {
    Ok(function("sessionmaker", construct))
}

/// Returns why the rows of a query are not known.
fn rows(place: &Place) -> Value {
    Value::Unknown(Unknown::harmless("the result of a query depends on rows", place))
}

impl SessionObject {
    /// Writes what was assigned to the objects that were loaded; which that is, is not followed.
    fn flush(&self, vm: &mut Vm, place: &Place) -> Result<(), Raise> {
        if self.loaded.replace(false) {
            server::data(vm, "session", None, Written::Anything, place)?;
        }
        Ok(())
    }
}

impl Foreign for SessionObject {
    fn type_name(&self) -> &str {
        "Session"
    }

    fn has_method(&self, name: &str) -> bool {
        !matches!(
            name,
            "bind" | "no_autoflush" | "new" | "dirty" | "deleted" | "identity_map" | "info" | "is_active" | "registry"
        ) && !name.starts_with("__")
    }

    fn attribute(self: Rc<Self>, _vm: &mut Vm, name: &str, _place: &Place) -> Outcome {
        Ok(match name {
            "bind" => connection(),
            "is_active" => Value::Bool(true),
            _ => opaque(name),
        })
    }

    fn call_method(self: Rc<Self>, vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        if matches!(name, "execute" | "scalar" | "scalars" | "query" | "connection" | "flush" | "get" | "begin_nested")
        {
            self.used.set(true);
        }
        match name {
            "execute" | "scalar" | "scalars" => {
                let (statement, parameters) = arguments_of(&arguments);
                let result = execute(vm, &statement, parameters.as_ref(), place)?;
                if name == "execute" {
                    return Ok(result);
                }
                vm.call_method(&result, name, Arguments::default(), place)
            }
            "query" => {
                self.flush(vm, place)?;
                let session = gives_objects(&arguments).then(|| self.clone());
                Ok(Value::foreign(QueryObject { of: queried(&arguments), session }))
            }
            "connection" | "get_bind" => Ok(connection()),
            "begin_nested" => begin_nested(vm, place),
            "rollback" => {
                // A session that sent nothing has no transaction of the connection.
                self.loaded.set(false);
                if self.used.replace(false) {
                    rollback(vm, place)?;
                }
                Ok(Value::None)
            }
            "add"
            | "add_all"
            | "merge"
            | "delete"
            | "bulk_save_objects"
            | "bulk_insert_mappings"
            | "bulk_update_mappings" => {
                server::data(vm, "session", None, Written::Anything, place)?;
                Ok(if name == "merge" { rows(place) } else { Value::None })
            }
            "commit" | "flush" => {
                self.used.set(name == "flush");
                self.flush(vm, place)?;
                Ok(Value::None)
            }
            "close" | "expire" | "expire_all" | "expunge" | "expunge_all" | "refresh" | "remove" | "configure"
            | "close_all" | "bulk_save" => Ok(Value::None),
            "get" | "get_one" => {
                self.loaded.set(true);
                Ok(rows(place))
            }
            "begin" => Ok(Value::foreign(SessionTransaction(self))),
            "in_transaction" => Ok(Value::Bool(true)),
            "run_sync" => match arguments.positional.split_first() {
                Some((callee, rest)) => {
                    vm.call(callee, Arguments::positional(rest.to_vec()).preceded_by(connection()), place)
                }
                None => Ok(Value::None),
            },
            _ => Ok(opaque(name)),
        }
    }

    fn call(self: Rc<Self>, _vm: &mut Vm, _arguments: Arguments, _place: &Place) -> Outcome {
        Ok(Value::Foreign(self))
    }

    fn enter(self: Rc<Self>, _vm: &mut Vm, _place: &Place) -> Outcome {
        Ok(Value::Foreign(self))
    }

    fn exit(self: Rc<Self>, _vm: &mut Vm, _raised: Option<&Raise>, _place: &Place) -> Result<Exit, Raise> {
        Ok(Exit::Propagate)
    }
}

impl Foreign for SessionTransaction {
    fn type_name(&self) -> &str {
        "SessionTransaction"
    }

    fn has_method(&self, name: &str) -> bool {
        matches!(name, "commit" | "rollback" | "close")
    }

    fn call_method(self: Rc<Self>, vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        self.0.clone().call_method(vm, name, arguments, place)
    }

    fn enter(self: Rc<Self>, _vm: &mut Vm, _place: &Place) -> Outcome {
        Ok(Value::Foreign(self.0.clone()))
    }

    fn exit(self: Rc<Self>, vm: &mut Vm, raised: Option<&Raise>, place: &Place) -> Result<Exit, Raise> {
        let ending = if raised.is_some() { "rollback" } else { "commit" };
        self.0.clone().call_method(vm, ending, Arguments::default(), place)?;
        Ok(Exit::Propagate)
    }
}

impl QueryObject {
    /// Returns whether it asks for rows of a table that has none.
    fn is_empty(&self, vm: &Vm) -> bool {
        let Some(table) = &self.of else { return false };
        server::session(vm).is_some_and(|session| session.has_no_rows(table))
    }

    /// Notes that its session has objects whose attributes can be assigned.
    fn load(&self) {
        if let Some(session) = &self.session {
            session.loaded.set(true);
        }
    }
}

/// Returns whether `query(…)` gives objects, and not only values of columns and functions.
fn gives_objects(arguments: &Arguments) -> bool {
    arguments
        .positional
        .iter()
        .any(|value| as_table(value).is_some() || matches!(value, Value::Class(_) | Value::Unknown(_)))
}

/// Returns the table that `query(table)` asks for.
fn queried(arguments: &Arguments) -> Option<RelationRef> {
    let [value] = arguments.positional.as_slice() else { return None };
    let table = as_table(value)?.table();
    Some(RelationRef { schema: table.schema.as_deref().map(Name::verbatim), name: Name::verbatim(&table.name) })
}

impl Foreign for QueryObject {
    fn type_name(&self) -> &str {
        "Query"
    }

    fn has_method(&self, name: &str) -> bool {
        !name.starts_with("__") && !matches!(name, "c" | "columns" | "selectable" | "statement" | "session")
    }

    fn call_method(self: Rc<Self>, vm: &mut Vm, name: &str, _arguments: Arguments, place: &Place) -> Outcome {
        Ok(match name {
            "all" if self.is_empty(vm) => Value::list(Vec::new()),
            "all" | "first" | "one" | "one_or_none" | "scalar" | "count" | "get" | "get_or_404" | "exists" => {
                server::data(vm, "select", None, Written::Nothing, place)?;
                if !matches!(name, "scalar" | "count" | "exists") {
                    self.load();
                }
                rows(place)
            }
            "update" | "delete" => {
                server::data(vm, name, None, Written::Anything, place)?;
                rows(place)
            }
            "filter" | "filter_by" | "order_by" | "options" | "limit" | "distinct" => Value::Foreign(self),
            _ => Value::foreign(QueryObject { of: None, session: self.session.clone() }),
        })
    }

    fn item(self: Rc<Self>, _vm: &mut Vm, _key: &Value, place: &Place) -> Outcome {
        Ok(rows(place))
    }

    fn iterate(self: Rc<Self>, vm: &mut Vm, place: &Place) -> Outcome {
        server::data(vm, "select", None, Written::Nothing, place)?;
        if self.is_empty(vm) {
            return Ok(Value::list(Vec::new()));
        }
        self.load();
        Ok(rows(place))
    }

    fn truth(self: Rc<Self>, _vm: &mut Vm, _place: &Place) -> Result<Truth, Raise> {
        Ok(Truth::True)
    }
}
