//! What is not sent through SQLAlchemy's connection of the migration: raw connections and cursors of the driver, and other
//! connections, of which nobody knows whether they are to the same database and when they commit.

use super::execute::execute_driver;
use super::partial::{PartialText, text_of};
use super::reach::touched_by_text;
use super::result::{Rows, result};
use super::server;
use super::statement::StatementObject;
use super::text::TextObject;
use crate::python::{Arguments, Exit, Foreign, Outcome, Raise, Unknown, Value, Vm};
use crate::replay::Mode;
use crate::replay::sqlalchemy::statement::Kind;
use crate::schema::Touched;
use crate::source::Place;
use crate::sql::Parameters;
use std::rc::Rc;

/// Which server session a raw connection belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Wire {
    Migration,
    Other,
}

/// A connection of the driver.
struct RawConnection(Wire);

/// A cursor of the driver.
struct Cursor(Wire);

/// Returns a connection of the driver.
#[must_use]
pub fn raw_connection(wire: Wire) -> Value {
    Value::foreign(RawConnection(wire))
}

/// Takes a statement that is sent on another connection: it may or may not do to this schema what it says.
///
/// # Errors
/// The exception of an aborted transaction.
pub fn execute_elsewhere(vm: &mut Vm, statement: &Value, place: &Place) -> Outcome {
    let why = Unknown::new(
        "this is sent on another connection, to which nobody knows what is visible and when it commits",
        place,
    );
    let rows = Unknown::harmless("what another connection sees is not known", place);
    let text = match (statement.as_str(), statement.downcast::<TextObject>()) {
        (Some(text), _) => Some(text.to_string()),
        (None, Some(text)) => Some(Parameters::Colon.filled(&text.text)),
        (None, None) => statement.downcast::<PartialText>().map(|own| text_of(&own.0)),
    };
    let touched = match (&text, server::session(vm)) {
        (Some(text), Some(session)) => touched_by_text(&session, text),
        (None, _) if statement.downcast::<StatementObject>().is_some_and(|own| own.statement.kind == Kind::Select) => {
            Vec::new()
        }
        (None, _) if statement.downcast::<StatementObject>().is_some() => {
            server::write_unknown(vm, "statement", "what another connection sends", place)?;
            Vec::new()
        }
        _ => vec![Touched::Everything],
    };
    for touched in touched {
        server::touch(vm, touched, &why, place);
    }
    Ok(result(Rows::Unknown(rows)))
}

impl Foreign for RawConnection {
    fn type_name(&self) -> &str {
        "connection"
    }

    fn has_method(&self, name: &str) -> bool {
        matches!(name, "cursor" | "commit" | "rollback" | "close" | "set_session" | "set_isolation_level" | "execute")
    }

    fn attribute(self: Rc<Self>, _vm: &mut Vm, name: &str, place: &Place) -> Outcome {
        Ok(match name {
            "connection" | "dbapi_connection" | "driver_connection" => Value::Foreign(self),
            _ => Value::Unknown(Unknown::new(format!("`{name}` of the driver's connection is not modelled"), place)),
        })
    }

    fn call_method(self: Rc<Self>, vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        match (name, self.0) {
            ("cursor", wire) => Ok(Value::foreign(Cursor(wire))),
            ("execute", wire) => Cursor(wire).execute(vm, &arguments, place),
            // The driver begins the next transaction by itself, and SQLAlchemy, which does not know, commits that.
            ("commit" | "rollback", Wire::Migration) => {
                let Some(session) = server::session(vm) else { return Ok(Value::None) };
                session.server(vm, place, |recorder, site| {
                    match name {
                        "commit" => recorder.commit(Mode::Block, site),
                        _ => recorder.rollback(Mode::Block, site),
                    }
                    Ok(())
                })?;
                Ok(Value::None)
            }
            ("commit" | "rollback" | "close", Wire::Other) => Ok(Value::None),
            _ => {
                let why = Unknown::new(format!("`{name}` of the driver's connection is not modelled"), place);
                server::touch(vm, Touched::Everything, &why, place);
                Ok(Value::None)
            }
        }
    }

    fn enter(self: Rc<Self>, _vm: &mut Vm, _place: &Place) -> Outcome {
        Ok(Value::Foreign(self))
    }

    /// psycopg2's `with connection` commits.
    fn exit(self: Rc<Self>, vm: &mut Vm, raised: Option<&Raise>, place: &Place) -> Result<Exit, Raise> {
        let ending = if raised.is_some() { "rollback" } else { "commit" };
        self.call_method(vm, ending, Arguments::default(), place)?;
        Ok(Exit::Propagate)
    }
}

impl Cursor {
    fn execute(&self, vm: &mut Vm, arguments: &Arguments, place: &Place) -> Outcome {
        let statement = arguments.find(0, "query").or_else(|| arguments.keyword("sql")).unwrap_or(Value::None);
        if self.0 == Wire::Other {
            return execute_elsewhere(vm, &statement, place);
        }
        let parameters = arguments.find(1, "vars").or_else(|| arguments.keyword("params"));
        execute_driver(vm, &statement, parameters.as_ref(), place)
    }
}

impl Foreign for Cursor {
    fn type_name(&self) -> &str {
        "cursor"
    }

    fn has_method(&self, name: &str) -> bool {
        !matches!(name, "rowcount" | "description" | "connection" | "query" | "statusmessage")
            && !name.starts_with("__")
    }

    fn attribute(self: Rc<Self>, _vm: &mut Vm, name: &str, place: &Place) -> Outcome {
        Ok(match name {
            "connection" => raw_connection(self.0),
            _ => rows(place),
        })
    }

    fn call_method(self: Rc<Self>, vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        match name {
            "execute" | "executemany" => {
                self.execute(vm, &arguments, place)?;
                Ok(Value::None)
            }
            "callproc" => {
                let why = Unknown::new("what this routine does is not known", place);
                server::touch(vm, Touched::Everything, &why, place);
                Ok(Value::None)
            }
            "copy_from" | "copy_to" | "copy_expert" | "copy" => {
                server::write_unknown(vm, "copy", "what a copy brings", place)?;
                Ok(Value::None)
            }
            "close" => Ok(Value::None),
            _ => Ok(rows(place)),
        }
    }

    fn iterate(self: Rc<Self>, _vm: &mut Vm, place: &Place) -> Outcome {
        Ok(rows(place))
    }

    fn enter(self: Rc<Self>, _vm: &mut Vm, _place: &Place) -> Outcome {
        Ok(Value::Foreign(self))
    }

    fn exit(self: Rc<Self>, _vm: &mut Vm, _raised: Option<&Raise>, _place: &Place) -> Result<Exit, Raise> {
        Ok(Exit::Propagate)
    }
}

fn rows(place: &Place) -> Value {
    Value::Unknown(Unknown::harmless("what a cursor of the driver gives is not followed", place))
}
