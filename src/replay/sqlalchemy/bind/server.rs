//! The way from Python values to the session they talk to: SQLAlchemy's objects find the server through the evaluator's
//! world, as they find it through a connection.

use crate::name::{Name, QualifiedName};
use crate::operation::RelationRef;
use crate::python::{Raise, Unknown as PythonUnknown, Value, Vm};
use crate::replay::{Session, SqlAlchemyVersion, Written};
use crate::schema::{ObjectId, Refusal, Schema, SqlState, Touched, Unknown};
use crate::source::Place;

/// Returns the session of the replay that is running.
#[must_use]
pub fn session(vm: &Vm) -> Option<Session> {
    crate::replay::session_of(vm)
}

/// Returns the line of SQLAlchemy whose behaviour holds.
#[must_use]
pub fn sqlalchemy_version(vm: &Vm) -> SqlAlchemyVersion {
    session(vm).map_or_else(SqlAlchemyVersion::default, |session| session.settings().sqlalchemy)
}

/// Returns `dialect.default_schema_name`: `current_schema()` of the first connection (SQLAlchemy 2.1, `PGDialect`). Where that is
/// not `public`, a role's path says so, or `env.py` only later, which nobody can tell apart.
#[must_use]
pub fn default_schema_name(vm: &Vm, place: &Place) -> Value {
    match session(vm).and_then(|session| session.first_schema()) {
        Some(other) if other != Name::public() => {
            let reason = format!("`default_schema_name` may be `{other}`, or what the path was before env.py set it");
            Value::Unknown(PythonUnknown::new(reason, place))
        }
        _ => Value::str("public"),
    }
}

/// Returns a Python exception of the class `name`.
pub fn raise(vm: &mut Vm, name: &str, message: &str, place: &Place) -> Raise {
    match session(vm) {
        Some(session) => session.errors().raise(vm, name, message, place),
        None => Raise::new(Value::Unknown(PythonUnknown::new(format!("`{name}`: {message}"), place)), place),
    }
}

/// Answers a question about the catalog, `None` where there is no server.
///
/// # Errors
/// The exception of an aborted transaction.
pub fn read<R>(vm: &mut Vm, place: &Place, ask: impl FnOnce(&Schema) -> R) -> Result<Option<R>, Raise> {
    match session(vm) {
        Some(session) => session.read(vm, place, ask).map(Some),
        None => Ok(None),
    }
}

/// Takes a table that is not there to have been there from the start; tells whether that can be.
pub fn assume_table(vm: &mut Vm, table: &QualifiedName, place: &Place) -> bool {
    let Some(session) = session(vm) else { return false };
    let refusal = Refusal::new(SqlState::UNDEFINED_TABLE, "").about(ObjectId::Table(table.clone()));
    let site = session.site(vm, place);
    session.with_recorder(|recorder| recorder.assume(&refusal, &site))
}

/// Records a statement about rows: its text, or why that is not known.
///
/// # Errors
/// The exception of an aborted transaction.
pub fn data(
    vm: &mut Vm,
    kind: &str,
    sql: Result<String, Unknown>,
    written: Written<'_>,
    place: &Place,
) -> Result<(), Raise> {
    match session(vm) {
        Some(session) => session.data(vm, kind, sql, written, place),
        None => Ok(()),
    }
}

/// Records that something writes rows of which nothing is known.
///
/// # Errors
/// The exception of an aborted transaction.
pub fn write_unknown(vm: &mut Vm, kind: &str, what: &str, place: &Place) -> Result<(), Raise> {
    data(vm, kind, Err(Unknown::new(format!("{what} is not followed"), None)), Written::Anything, place)
}

/// Notes something that nobody knows to be fulfilled.
///
/// # Errors
/// The exception of an aborted transaction.
pub fn demand(vm: &mut Vm, reason: &str, place: &Place) -> Result<(), Raise> {
    match session(vm) {
        Some(session) => session.server(vm, place, |recorder, site| recorder.demand_open(reason, site)),
        None => Ok(()),
    }
}

/// Notes what may have been done to rows.
pub fn wrote(vm: &Vm, written: Written<'_>) {
    if let Some(session) = session(vm) {
        session.with_recorder(|recorder| recorder.note_written(written));
    }
}

/// Returns whether the server takes a query of these tables, for all that is known.
pub fn takes(vm: &Vm, tables: &[RelationRef], sql: &str) -> bool {
    session(vm).is_none_or(|session| session.with_recorder(|recorder| recorder.takes(tables, sql)))
}

/// Notes that rows may come in ways that are not followed from now on.
pub fn distrust_rows(vm: &Vm) {
    if let Some(session) = session(vm) {
        session.with_recorder(crate::replay::Recorder::distrust_rows);
    }
}

/// Records that something nobody knows may have happened to `touched`.
pub fn touch(vm: &mut Vm, touched: Touched, unknown: &PythonUnknown, place: &Place) {
    if let Some(session) = session(vm) {
        session.unknown(vm, touched, unknown, place);
    }
}
