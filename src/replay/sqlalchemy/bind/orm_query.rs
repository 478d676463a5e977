//! ORM queries: a SELECT of Core whose rows are objects. Where there are none, what it gives is known; where there are some,
//! it is where they are plain values.

use super::execute::execute;
use super::make_statement::{change, select};
use super::orm_session::SessionObject;
use super::server;
use super::statement::StatementObject;
use super::table::{as_table, queried_table};
use super::values::refuse_text;
use crate::python::{Arguments, Comparison, Foreign, Outcome, Raise, Truth, Unknown, Value, Vm};
use crate::replay::sqlalchemy::statement::Kind;
use crate::source::Place;
use std::rc::Rc;

/// A query.
#[derive(Clone)]
pub(super) struct QueryObject {
    /// The SELECT that it sends.
    select: Value,
    /// The class or table that it was made for, where it is one: what `update` and `delete` change.
    entity: Option<Value>,
    session: Rc<SessionObject>,
    /// Whether it gives objects of the session, and not plain values.
    gives_objects: bool,
}

/// Methods that a SELECT has, too, and that mean the same there.
const OF_SELECT: &[&str] = &[
    "distinct",
    "group_by",
    "having",
    "join",
    "limit",
    "offset",
    "order_by",
    "outerjoin",
    "select_from",
    "where",
    "with_only_columns",
];

/// Methods after which it asks for the same.
const KEEPING: &[&str] = &[
    "autoflush",
    "enable_eagerloads",
    "execution_options",
    "options",
    "populate_existing",
    "with_for_update",
    "yield_per",
];

/// Returns why the rows of a query are not known.
pub(super) fn rows(place: &Place) -> Value {
    Value::Unknown(Unknown::harmless("the result of a query depends on rows", place))
}

impl QueryObject {
    /// Returns `session.query(*entities)`.
    ///
    /// # Errors
    /// As `select`.
    pub(super) fn new(
        vm: &mut Vm,
        entities: &Arguments,
        session: Rc<SessionObject>,
        place: &Place,
    ) -> Result<Self, Raise> {
        let select = select(vm, entities.clone(), place)?;
        let entity = match entities.positional.as_slice() {
            [own] if queried_table(own).is_some() => Some(own.clone()),
            _ => None,
        };
        Ok(Self { select, entity, session, gives_objects: gives_objects(entities) })
    }

    /// Sends it and returns its rows, or why they are not known.
    ///
    /// # Errors
    /// The server's refusal as an exception.
    pub(super) fn sent(&self, vm: &mut Vm, place: &Place) -> Result<Result<Vec<Value>, Value>, Raise> {
        self.session.reach(vm, place)?;
        let result = execute(vm, &self.select, None, place)?;
        let all = vm.call_method(&result, "all", Arguments::default(), place)?;
        let found = match &all {
            Value::List(found) => found.content().ok(),
            _ => None,
        };
        let found = found.filter(|own| own.is_empty() || !self.gives_objects);
        if found.is_none() && self.gives_objects {
            self.session.note_loaded();
        }
        Ok(found.ok_or_else(|| rows(place)))
    }

    fn with(&self, select: Value) -> Value {
        let (entity, session) = (self.entity.clone(), self.session.clone());
        Value::foreign(Self { select, entity, session, gives_objects: self.gives_objects })
    }

    /// `filter_by(name=value)`: the attributes of what is asked for.
    fn filtered(&self, vm: &mut Vm, arguments: &Arguments, place: &Place) -> Outcome {
        let mut all = Vec::new();
        for (name, value) in &arguments.keywords {
            let Some(entity) = &self.entity else { return Ok(self.with(rows(place))) };
            let column = vm.attribute(entity, name, place)?;
            all.push(vm.compare(Comparison::Equal, &column, value, place)?);
        }
        Ok(self.with(vm.call_method(&self.select, "where", Arguments::positional(all), place)?))
    }

    /// `update` and `delete`: of the rows that it asks for.
    fn change(&self, vm: &mut Vm, name: &str, arguments: &Arguments, place: &Place) -> Outcome {
        self.session.reach(vm, place)?;
        let select = self.select.downcast::<StatementObject>();
        let is_plain = |own: &Rc<StatementObject>| own.statement.tail.is_empty() && own.statement.from.len() <= 1;
        let (Some(entity), Some(select)) = (&self.entity, select.filter(is_plain)) else {
            server::write_unknown(vm, name, "what a query changes", place)?;
            return Ok(rows(place));
        };
        let kind = if name == "update" { Kind::Update } else { Kind::Delete };
        let made = change(vm, kind, &Arguments::positional(vec![entity.clone()]), place)?;
        let made = match arguments.find(0, "values").filter(|_| kind == Kind::Update) {
            Some(values) => vm.call_method(&made, "values", Arguments::positional(vec![values]), place)?,
            None => made,
        };
        let Some(made) = made.downcast::<StatementObject>() else { return Ok(rows(place)) };
        let mut statement = made.statement.clone();
        statement.conditions.clone_from(&select.statement.conditions);
        statement.unknown = statement.unknown.or_else(|| select.statement.unknown.clone());
        execute(vm, &Value::foreign(StatementObject { statement }), None, place)?;
        Ok(rows(place))
    }

    /// `all`, `first`, `one`, `one_or_none`, `scalar`, `count` (orm/query.py, 2.1).
    fn given(&self, vm: &mut Vm, name: &str, place: &Place) -> Outcome {
        let of_values = Self { gives_objects: self.gives_objects && name != "count", ..self.clone() };
        let found = match of_values.sent(vm, place)? {
            Ok(found) => found,
            Err(unknown) => return Ok(unknown),
        };
        match (name, found.len()) {
            ("all", _) => Ok(Value::list(found)),
            ("count", count) => Ok(Value::Int(count as i128)),
            ("one", 0) => Err(server::raise(vm, "NoResultFound", "No row was found when one was required", place)),
            (_, 0) => Ok(Value::None),
            ("one" | "one_or_none" | "scalar", 2..) => {
                let message = "Multiple rows were found when exactly one was required";
                Err(server::raise(vm, "MultipleResultsFound", message, place))
            }
            // Which comes first the query need not say.
            ("first", 2..) => Ok(rows(place)),
            ("scalar", _) => match found.into_iter().next() {
                Some(Value::Foreign(row)) => row.item(vm, &Value::Int(0), place),
                _ => Ok(rows(place)),
            },
            _ => Ok(found.into_iter().next().unwrap_or(Value::None)),
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

impl Foreign for QueryObject {
    fn type_name(&self) -> &str {
        "Query"
    }

    fn has_method(&self, name: &str) -> bool {
        !name.starts_with("__") && !matches!(name, "c" | "columns" | "selectable" | "statement" | "session")
    }

    fn call_method(self: Rc<Self>, vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        match name {
            "all" | "first" | "one" | "one_or_none" | "scalar" | "count" => self.given(vm, name, place),
            "get" | "get_or_404" | "exists" => match self.sent(vm, place)? {
                Ok(found) if found.is_empty() && name == "get" => Ok(Value::None),
                _ => Ok(rows(place)),
            },
            "update" | "delete" => self.change(vm, name, &arguments, place),
            "filter_by" => self.filtered(vm, &arguments, place),
            "filter" => {
                refuse_text(vm, &arguments.positional, place)?;
                Ok(self.with(vm.call_method(&self.select, "where", arguments, place)?))
            }
            name if OF_SELECT.contains(&name) => {
                let select = vm.call_method(&self.select, name, arguments, place)?;
                let joins = matches!(name, "join" | "outerjoin" | "select_from");
                let entity = self.entity.clone().filter(|_| !joins);
                Ok(Value::foreign(Self { select, entity, ..(*self).clone() }))
            }
            name if KEEPING.contains(&name) => Ok(Value::Foreign(self)),
            _ => {
                let unknown = vm.call_method(&self.select, "correlate", Arguments::default(), place)?;
                let (entity, session) = (None, self.session.clone());
                Ok(Value::foreign(Self { select: unknown, entity, session, gives_objects: true }))
            }
        }
    }

    fn item(self: Rc<Self>, _vm: &mut Vm, _key: &Value, place: &Place) -> Outcome {
        Ok(rows(place))
    }

    fn iterate(self: Rc<Self>, vm: &mut Vm, place: &Place) -> Outcome {
        Ok(self.sent(vm, place)?.map_or_else(|unknown| unknown, Value::list))
    }

    fn truth(self: Rc<Self>, _vm: &mut Vm, _place: &Place) -> Result<Truth, Raise> {
        Ok(Truth::True)
    }
}
