//! `sqlalchemy.event`: what a listener sends, it sends at the time of its event. Those of mapped classes are only called where
//! the ORM writes, which is not followed anyway; those of tables where SQLAlchemy makes one of them.

use super::opaque::Opaque;
use super::{metadata::MetaDataObject, server, table::TableObject};
use crate::python::{Arguments, Unknown as PythonUnknown, Value, Vm};
use crate::schema::{Touched, Unknown};
use crate::source::Place;

/// Events of mappers, instances, attributes and queries (orm/events.py, 2.1), of connections that are had, given back or lost
/// (pool/events.py), and of errors (engine/events.py): none of them is part of a statement that a version file sends.
const ELSEWHERE: &[&str] = &[
    "after_configured",
    "after_delete",
    "after_insert",
    "after_mapper_constructed",
    "after_update",
    "append",
    "append_wo_mutation",
    "before_compile",
    "before_configured",
    "before_delete",
    "before_insert",
    "before_mapper_configured",
    "before_update",
    "bulk_replace",
    "checkin",
    "checkout",
    "class_instrument",
    "close",
    "close_detached",
    "connect",
    "deleted_to_detached",
    "deleted_to_persistent",
    "detach",
    "detached_to_persistent",
    "dispose_collection",
    "do_connect",
    "engine_connect",
    "engine_disposed",
    "expire",
    "first_connect",
    "handle_error",
    "init",
    "init_collection",
    "init_failure",
    "init_scalar",
    "instrument_class",
    "invalidate",
    "load",
    "loaded_as_persistent",
    "mapper_configured",
    "modified",
    "pending_to_persistent",
    "pending_to_transient",
    "persistent_to_deleted",
    "persistent_to_detached",
    "persistent_to_transient",
    "pickle",
    "refresh",
    "refresh_flush",
    "remove",
    "reset",
    "set",
    "soft_invalidate",
    "transient_to_pending",
    "unpickle",
];

/// Events of a table that is made or dropped (sql/ddl.py, `SchemaGenerator`).
const OF_TABLES: &[&str] = &["after_create", "after_drop", "before_create", "before_drop"];

/// `event.listen(target, identifier, fn)`, `event.listens_for(target, identifier)`.
pub fn listen(vm: &Vm, arguments: &Arguments) {
    let name = arguments.find(1, "identifier").and_then(|own| own.as_str());
    let name = name.as_deref().unwrap_or_default();
    let target = arguments.find(0, "target");
    let is_table = target.as_ref().is_some_and(|own| {
        own.downcast::<TableObject>().is_some()
            || own.downcast::<MetaDataObject>().is_some()
            || own.downcast::<Opaque>().is_some_and(|own| own.ends_with("__table__"))
    });
    match () {
        // What `listens_for` gave decorates it.
        () if matches!(target, Some(Value::Function(_))) && name.is_empty() => {}
        () if ELSEWHERE.contains(&name) => {}
        () if OF_TABLES.contains(&name) && is_table => {
            if let Some(session) = server::session(vm) {
                session.with_recorder(|recorder| recorder.listens_to_tables = true);
            }
        }
        () => {
            server::distrust_rows(vm);
            if let Some(session) = server::session(vm) {
                session.remark(Unknown::new(format!("what a listener of `{name}` does is not known"), None));
            }
        }
    }
}

/// Notes that tables are made or dropped by SQLAlchemy itself, which tells the listeners.
pub fn tell(vm: &mut Vm, place: &Place) {
    let session = server::session(vm);
    if session.is_some_and(|session| session.with_recorder(|recorder| recorder.listens_to_tables)) {
        let why = PythonUnknown::new("what a listener sends when a table is made is not known", place);
        server::touch(vm, Touched::Everything, &why, place);
    }
}
