//! ORM queries: what they ask for has to be there, what they give depends on rows.

use super::orm_session::SessionObject;
use super::server;
use super::table::{as_table, queried_table};
use super::values::refuse_text;
use crate::name::Name;
use crate::operation::RelationRef;
use crate::python::{Arguments, Foreign, Outcome, Raise, Truth, Unknown, Value, Vm};
use crate::replay::Written;
use crate::replay::sqlalchemy::statement::{Kind, Statement};
use crate::source::Place;
use std::rc::Rc;

/// A query: what it gives depends on rows.
pub(super) struct QueryObject {
    /// The table whose rows it asks for, where it is one and all are asked for.
    of: Option<RelationRef>,
    /// What it asks for, as far as it is known.
    asked: Rc<Statement>,
    session: Rc<SessionObject>,
    /// Whether it gives objects of the session, and not plain values.
    gives_objects: bool,
}

/// Methods of a query after which it asks for the same columns.
const KEEPING: [&str; 8] =
    ["execution_options", "join", "offset", "outerjoin", "populate_existing", "where", "with_for_update", "yield_per"];

/// Returns why the rows of a query are not known.
pub(super) fn rows(place: &Place) -> Value {
    Value::Unknown(Unknown::harmless("the result of a query depends on rows", place))
}

impl QueryObject {
    /// Returns `session.query(*entities)`.
    pub(super) fn new(entities: &Arguments, session: Rc<SessionObject>) -> Self {
        let mut asked = Statement::new(Kind::Select);
        entities.positional.iter().for_each(|entity| asked.add_column(entity));
        Self { of: queried(entities), asked: Rc::new(asked), session, gives_objects: gives_objects(entities) }
    }

    /// Sends it: what is asked for has to be there.
    pub(super) fn ask(&self, vm: &mut Vm, place: &Place) -> Result<(), Raise> {
        self.session.reach(vm, place)?;
        self.require(vm, place)?;
        server::data(vm, "select", self.asked.text(), Written::Nothing, place)
    }

    fn require(&self, vm: &mut Vm, place: &Place) -> Result<(), Raise> {
        let Some(session) = server::session(vm) else { return Ok(()) };
        self.asked.tables.iter().try_for_each(|table| session.require_relation(vm, table, place))
    }

    /// Returns whether it asks for rows of a table that has none.
    fn is_empty(&self, vm: &Vm) -> bool {
        let Some(table) = &self.of else { return false };
        server::session(vm).is_some_and(|session| session.has_no_rows(table))
    }

    /// Notes that its session has objects whose attributes can be assigned.
    fn load(&self) {
        if self.gives_objects {
            self.session.note_loaded();
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
    let table = queried_table(value)?.table();
    Some(RelationRef { schema: table.schema.as_deref().map(Name::verbatim), name: Name::verbatim(&table.name) })
}

impl Foreign for QueryObject {
    fn type_name(&self) -> &str {
        "Query"
    }

    fn has_method(&self, name: &str) -> bool {
        !name.starts_with("__") && !matches!(name, "c" | "columns" | "selectable" | "statement" | "session")
    }

    fn call_method(self: Rc<Self>, vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        if name == "filter" {
            refuse_text(vm, &arguments.positional, place)?;
        }
        Ok(match name {
            "all" if self.is_empty(vm) => {
                self.ask(vm, place)?;
                Value::list(Vec::new())
            }
            "all" | "first" | "one" | "one_or_none" | "scalar" | "count" | "get" | "get_or_404" | "exists" => {
                self.ask(vm, place)?;
                if !matches!(name, "scalar" | "count" | "exists") {
                    self.load();
                }
                rows(place)
            }
            "update" | "delete" => {
                self.session.reach(vm, place)?;
                self.require(vm, place)?;
                server::write_unknown(vm, name, "what a query changes", place)?;
                rows(place)
            }
            "filter" | "filter_by" | "order_by" | "limit" | "distinct" => Value::Foreign(self),
            _ => {
                let asked =
                    if KEEPING.contains(&name) { self.asked.clone() } else { Rc::new(Statement::new(Kind::Select)) };
                let of = self.of.clone().filter(|_| name == "options");
                let (session, gives_objects) = (self.session.clone(), self.gives_objects);
                Value::foreign(QueryObject { of, asked, session, gives_objects })
            }
        })
    }

    fn item(self: Rc<Self>, _vm: &mut Vm, _key: &Value, place: &Place) -> Outcome {
        Ok(rows(place))
    }

    fn iterate(self: Rc<Self>, vm: &mut Vm, place: &Place) -> Outcome {
        self.ask(vm, place)?;
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
