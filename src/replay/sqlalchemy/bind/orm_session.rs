//! ORM sessions: statements about rows on the connection of the migration. A session on a connection that is
//! in a transaction already does not commit it (SQLAlchemy 2.0, `join_transaction_mode`).

use super::connection::{begin_nested, connection, rollback};
use super::execute::{arguments_of, execute, has_loose_parameters};
use super::opaque::opaque;
use super::orm_query::{QueryObject, rows};
use super::text::TextObject;
use super::{legacy, server};
use crate::python::{Arguments, Exit, Foreign, Outcome, Raise, Value, Vm};
use crate::source::Place;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// A session; whether it was used since it was made, or since it ended its last transaction.
#[derive(Default)]
pub struct SessionObject {
    used: Cell<bool>,
    /// Whether it gave objects out since it last wrote: what was assigned to them is written with the next flush.
    loaded: Cell<bool>,
    /// The savepoints in it, the innermost last.
    savepoints: RefCell<Vec<Rc<SessionSavepoint>>>,
}

/// `session.begin_nested()`: SAVEPOINT is sent when the session first uses its connection in it, not before
/// (`SessionTransaction._connection_for_bind`, orm/session.py, 2.1). What is sent beside the session is outside of it.
struct SessionSavepoint {
    session: Rc<SessionObject>,
    sent: RefCell<Option<Value>>,
}

/// `session.begin()`: an exception that leaves it rolls back.
struct SessionTransaction(Rc<SessionObject>);

/// `sessionmaker(…)`.
struct SessionMaker;

/// Makes a session.
pub fn construct(_vm: &mut Vm, _arguments: Arguments, _place: &Place) -> Outcome {
    Ok(Value::foreign(SessionObject::default()))
}

/// Makes a maker of sessions: `sessionmaker(bind=…)`.
pub fn construct_maker(_vm: &mut Vm, _arguments: Arguments, _place: &Place) -> Outcome {
    Ok(Value::foreign(SessionMaker))
}

impl SessionObject {
    /// Notes that it gave objects out.
    pub(super) fn note_loaded(&self) {
        self.loaded.set(true);
    }

    /// Uses the connection: the savepoints that were begun are sent.
    pub(super) fn reach(&self, vm: &mut Vm, place: &Place) -> Result<(), Raise> {
        self.used.set(true);
        let waiting: Vec<_> =
            self.savepoints.borrow().iter().filter(|own| own.sent.borrow().is_none()).cloned().collect();
        for own in waiting {
            let sent = begin_nested(vm, place)?;
            *own.sent.borrow_mut() = Some(sent);
        }
        Ok(())
    }

    /// Writes what was assigned to the objects that were loaded; which that is, is not followed.
    fn flush(&self, vm: &mut Vm, place: &Place) -> Result<(), Raise> {
        if self.loaded.replace(false) {
            self.reach(vm, place)?;
            server::write_unknown(vm, "session", "what a session writes", place)?;
        }
        Ok(())
    }
}

fn is_empty_list(own: &Value) -> bool {
    matches!(own, Value::List(own) if own.read(Vec::is_empty).is_ok_and(|own| own))
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
        if matches!(name, "execute" | "scalar" | "scalars" | "connection" | "get") {
            self.reach(vm, place)?;
        }
        match name {
            "execute" | "scalar" | "scalars" => {
                legacy::LOOSE_PARAMETERS.used_if(has_loose_parameters(&arguments), vm, place)?;
                let (mut statement, parameters) = arguments_of(&arguments);
                if let Some(text) = statement.as_str() {
                    legacy::PLAIN_STRING_OF_SESSION.used(vm, place)?;
                    statement = Value::foreign(TextObject::new(text));
                }
                let result = execute(vm, &statement, parameters.as_ref(), place)?;
                if name == "execute" {
                    return Ok(result);
                }
                vm.call_method(&result, name, Arguments::default(), place)
            }
            "query" => {
                self.flush(vm, place)?;
                Ok(Value::foreign(QueryObject::new(vm, &arguments, self, place)?))
            }
            "connection" | "get_bind" => Ok(connection()),
            "begin_nested" => {
                let own = Rc::new(SessionSavepoint { session: self.clone(), sent: RefCell::default() });
                self.savepoints.borrow_mut().push(own.clone());
                Ok(Value::Foreign(own))
            }
            "rollback" => {
                self.savepoints.borrow_mut().clear();
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
                if (name == "add_all" || name.starts_with("bulk_"))
                    && arguments.positional.last().is_some_and(is_empty_list)
                {
                    return Ok(Value::None);
                }
                self.reach(vm, place)?;
                server::write_unknown(vm, "session", "what a session writes", place)?;
                Ok(if name == "merge" { rows(place) } else { Value::None })
            }
            "flush" => {
                self.flush(vm, place)?;
                Ok(Value::None)
            }
            "commit" => {
                self.flush(vm, place)?;
                self.savepoints.borrow_mut().clear();
                self.used.set(false);
                Ok(Value::None)
            }
            "close" | "expire" | "expire_all" | "expunge" | "expunge_all" | "refresh" | "remove" | "configure"
            | "close_all" | "bulk_save" => Ok(Value::None),
            "get" | "get_one" => {
                let entity = Arguments::positional(arguments.positional.iter().take(1).cloned().collect());
                let query = QueryObject::new(vm, &entity, self.clone(), place)?;
                Ok(match query.sent(vm, place)? {
                    Ok(found) if found.is_empty() && name == "get" => Value::None,
                    _ => rows(place),
                })
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

impl SessionSavepoint {
    fn is_open(self: &Rc<Self>) -> bool {
        self.session.savepoints.borrow().iter().any(|own| Rc::ptr_eq(own, self))
    }

    /// Ends it, and those in it; returns what was sent for it.
    fn end(self: &Rc<Self>) -> Option<Value> {
        let mut open = self.session.savepoints.borrow_mut();
        if let Some(at) = open.iter().position(|own| Rc::ptr_eq(own, self)) {
            open.truncate(at);
        }
        self.sent.borrow_mut().take()
    }
}

impl Foreign for SessionSavepoint {
    fn type_name(&self) -> &str {
        "SessionTransaction"
    }

    fn has_method(&self, name: &str) -> bool {
        matches!(name, "commit" | "rollback" | "close")
    }

    fn call_method(self: Rc<Self>, vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        if name == "commit" {
            self.session.flush(vm, place)?;
        }
        if !self.is_open() && name != "close" {
            return Err(server::raise(vm, "ResourceClosedError", "This transaction is closed", place));
        }
        match self.end() {
            Some(sent) => vm.call_method(&sent, name, arguments, place),
            None => Ok(Value::None),
        }
    }

    fn enter(self: Rc<Self>, _vm: &mut Vm, _place: &Place) -> Outcome {
        Ok(Value::Foreign(self))
    }

    fn exit(self: Rc<Self>, vm: &mut Vm, raised: Option<&Raise>, place: &Place) -> Result<Exit, Raise> {
        if raised.is_none() {
            self.session.flush(vm, place)?;
        }
        match self.end() {
            Some(Value::Foreign(sent)) => sent.exit(vm, raised, place),
            _ => Ok(Exit::Propagate),
        }
    }
}

impl Foreign for SessionMaker {
    fn type_name(&self) -> &str {
        "sessionmaker"
    }

    fn has_method(&self, name: &str) -> bool {
        matches!(name, "begin" | "configure")
    }

    fn call(self: Rc<Self>, vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
        construct(vm, arguments, place)
    }

    fn call_method(self: Rc<Self>, _vm: &mut Vm, name: &str, _arguments: Arguments, _place: &Place) -> Outcome {
        Ok(match name {
            "begin" => Value::foreign(SessionTransaction(Rc::default())),
            _ => Value::None,
        })
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
