//! `Column`, `Identity`, `Computed`, `FetchedValue` and `DefaultClause` as Python sees them.

use super::class::rest;
use super::constraint::ConstraintObject;
use super::expression::{self, ExpressionObject};
use super::generation::{ComputedObject, DefaultObject, IdentityObject, server_default};
use super::sequence::SequenceObject;
use super::types::{to_type, type_value};
use super::values::{flag, from_python, optional_text, to_python};
use crate::python::{
    Arguments, Assigned, BinaryOperator, Comparison, Foreign, Namespace, Outcome, Raise, Side, Truth, UnaryOperator,
};
use crate::python::{Unknown as PythonUnknown, Value, Vm};
use crate::replay::sqlalchemy::clause::Clause;
use crate::replay::sqlalchemy::column::{Autoincrement, Column, PythonDefault, ServerDefault};
use crate::replay::sqlalchemy::constraint::ConstraintKind;
use crate::replay::sqlalchemy::types::{Kind, SqlType};
use crate::schema::Unknown;
use crate::source::Place;
use std::rc::Rc;

/// A column, possibly of a table.
pub struct ColumnObject {
    made: Column,
    /// The table it belongs to, as SQL names it.
    pub table: Option<Rc<str>>,
    /// What Python assigned to it later.
    overrides: Rc<Namespace>,
    /// Whether its table has another name here.
    pub(super) is_aliased: bool,
}

impl ColumnObject {
    /// Returns the object of a column.
    #[must_use]
    pub fn new(column: Column, table: Option<Rc<str>>) -> Self {
        Self { made: column, table, overrides: Rc::default(), is_aliased: false }
    }

    /// Returns the object of a column of a table that has another name.
    #[must_use]
    pub fn aliased(column: Column) -> Self {
        Self { is_aliased: true, ..Self::new(column, None) }
    }

    /// Returns the column as it is now.
    #[must_use]
    pub fn column(&self) -> Column {
        let mut column = self.made.clone();
        for (name, value) in self.overrides.entries() {
            if let Err(unknown) = assign(&mut column, &name, &value) {
                column.unknown = Some(unknown);
            }
        }
        column
    }

    /// Returns a value that stands beside the column: what a project's type makes of it is not known.
    fn bound(&self, other: &Value, place: &Place) -> Value {
        let is_plain = matches!(other, Value::Str(_) | Value::Int(_) | Value::Bool(_) | Value::Float(_));
        match &self.column().data_type.kind {
            Kind::Decorated { class, .. } if is_plain => {
                Value::Unknown(PythonUnknown::harmless(format!("what `{class}` makes of a value is not known"), place))
            }
            _ => super::enum_label::labelled(&self.column().data_type, other),
        }
    }

    /// Returns the column as an expression.
    #[must_use]
    pub fn clause(&self) -> Clause {
        if self.is_aliased {
            return Clause::Unknown(Unknown::new("another name of a table is not followed", None));
        }
        // A class whose base is not known gives its columns their names.
        if self.column().name().is_empty() {
            return Clause::Unknown(Unknown::new("the name of a column", None));
        }
        Clause::Column { table: self.table.clone(), name: self.column().name().into() }
    }
}

/// Makes a column.
pub fn construct(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let mut column = Column::new("", SqlType::generic("NullType"));
    column.name = None;
    column.unknown = rest(&arguments);
    let mut positional = arguments.positional.iter();
    let mut next = positional.next();
    if let Some(value) = next {
        let named = super::values::text(value);
        match (&named, value) {
            (Ok(name), _) => {
                column.name = Some(name.clone());
                next = positional.next();
            }
            (Err(_), Value::None) => next = positional.next(),
            // A first argument that is not known may well be the name.
            (Err(unknown), Value::Unknown(_)) if arguments.keyword("name").is_none() => {
                column.unknown = Some(unknown.clone());
                next = positional.next();
            }
            _ => {}
        }
    }
    if let Some(name) = arguments.keyword("name") {
        match super::values::text(&name) {
            Ok(name) => column.name = Some(name),
            Err(unknown) => column.unknown = Some(unknown),
        }
    }
    let mut items: Vec<Value> = next.into_iter().chain(positional).cloned().collect();
    let given_type = arguments.keyword("type_");
    if let Some(first) = items.first()
        && given_type.is_none()
        && !is_schema_item(first)
    {
        column.data_type = to_type(vm, first, place)?;
        items.remove(0);
    }
    if let Some(given) = given_type {
        column.data_type = to_type(vm, &given, place)?;
    }
    for item in &items {
        take_item(&mut column, item, place);
    }
    for (name, value) in &arguments.keywords {
        if matches!(&**name, "name" | "type_") {
            continue;
        }
        if let Err(unknown) = assign(&mut column, name, value) {
            column.unknown = Some(unknown);
        }
    }
    infer_type(&mut column);
    Ok(Value::foreign(ColumnObject::new(column, None)))
}

/// Returns the column that a value is.
#[must_use]
pub fn as_column(value: &Value) -> Option<Column> {
    Some(value.downcast::<ColumnObject>()?.column())
}

fn is_schema_item(value: &Value) -> bool {
    value.downcast::<ConstraintObject>().is_some()
        || value.downcast::<IdentityObject>().is_some()
        || value.downcast::<ComputedObject>().is_some()
        || value.downcast::<DefaultObject>().is_some()
        || value.downcast::<SequenceObject>().is_some()
}

fn take_item(column: &mut Column, item: &Value, place: &Place) {
    if let Some(constraint) = item.downcast::<ConstraintObject>() {
        let own = constraint.constraint();
        match &own.kind {
            ConstraintKind::ForeignKey(_) => column.foreign_keys.push(own),
            ConstraintKind::Check { .. } => column.checks.push(own),
            _ => {
                column.unknown =
                    Some(Unknown::new("a constraint of this kind cannot stand in a column", Some(place.clone())))
            }
        }
    } else if let Some(identity) = item.downcast::<IdentityObject>() {
        column.identity = Some(identity.0.clone());
    } else if let Some(computed) = item.downcast::<ComputedObject>() {
        column.computed = Some(computed.0.clone());
    } else if let Some(sequence) = item.downcast::<SequenceObject>() {
        column.default = PythonDefault::Sequence(sequence.0.clone());
    } else if let Some(default) = item.downcast::<DefaultObject>() {
        column.server_default = default.0.clone();
    } else if let Value::Unknown(unknown) = item {
        column.unknown = Some(from_python(unknown));
    } else if !matches!(item, Value::None) {
        let reason = format!("a `{}` stands where a constraint or default is expected", item.type_name());
        column.unknown = Some(Unknown::new(reason, Some(place.clone())));
    }
}

fn assign(column: &mut Column, name: &str, value: &Value) -> Result<(), Unknown> {
    match name {
        "name" => column.name = optional_text(Some(value))?,
        "key" => column.key = optional_text(Some(value))?,
        "nullable" => {
            // A column that says `nullable=None` is NOT NULL: None is false.
            column.nullable = Some(flag(Some(value))?.unwrap_or(false));
        }
        "primary_key" => column.primary_key = flag(Some(value))?.unwrap_or(false),
        "unique" => column.unique = flag(Some(value))?.unwrap_or(false),
        "index" => column.index = flag(Some(value))?.unwrap_or(false),
        "system" => column.system = flag(Some(value))?.unwrap_or(false),
        "comment" => column.comment = optional_text(Some(value))?,
        "autoincrement" => {
            column.autoincrement = match value {
                Value::Unknown(unknown) => return Err(from_python(unknown)),
                Value::Str(text) if &**text == "ignore_fk" => Autoincrement::IgnoreForeignKey,
                Value::Bool(true) => Autoincrement::Always,
                Value::Bool(false) | Value::None => Autoincrement::Never,
                _ => Autoincrement::Auto,
            }
        }
        "default" => {
            column.default = match value {
                Value::None => PythonDefault::None,
                value => match value.downcast::<SequenceObject>() {
                    Some(sequence) => PythonDefault::Sequence(sequence.0.clone()),
                    None => PythonDefault::Value,
                },
            }
        }
        "onupdate" => column.on_update = !matches!(value, Value::None),
        "server_default" => {
            if let Some(identity) = value.downcast::<IdentityObject>() {
                column.identity = Some(identity.0.clone());
            } else if let Some(computed) = value.downcast::<ComputedObject>() {
                column.computed = Some(computed.0.clone());
            } else {
                column.server_default = server_default(value);
            }
        }
        "type" => {
            column.data_type = super::types::plain_type(value).unwrap_or_else(|| {
                SqlType::unknown(Unknown::new("a type that was assigned later is not modelled", None))
            })
        }
        _ => {}
    }
    Ok(())
}

/// A column without a type takes that of the column it refers to, which only the database knows.
fn infer_type(column: &mut Column) {
    if column.data_type.is_null() && !column.foreign_keys.is_empty() {
        let reason = "the column has no type of its own, it takes that of the column it refers to";
        column.data_type = SqlType::unknown(Unknown::new(reason, None));
    }
}

impl Foreign for ColumnObject {
    fn type_name(&self) -> &str {
        "Column"
    }

    fn has_method(&self, name: &str) -> bool {
        matches!(name, "copy" | "_copy" | "append_foreign_key" | "references") || expression::is_operator_method(name)
    }

    fn attribute(self: Rc<Self>, _vm: &mut Vm, name: &str, place: &Place) -> Outcome {
        let column = self.column();
        if let Some(unknown) = column.unknown.as_ref().filter(|_| !matches!(name, "type" | "table")) {
            return Ok(Value::Unknown(to_python(unknown).or_at(place)));
        }
        let text = |text: Option<&str>| text.map_or(Value::None, Value::str);
        Ok(match name {
            "name" => text(column.name.as_deref()),
            "key" => Value::str(column.key()),
            "type" => type_value(column.data_type.clone()),
            "nullable" => Value::Bool(column.is_nullable()),
            "primary_key" => Value::Bool(column.primary_key),
            "unique" => Value::Bool(column.unique),
            "index" => Value::Bool(column.index),
            "comment" => text(column.comment.as_deref()),
            "server_default" => match &column.server_default {
                ServerDefault::None => Value::None,
                default => Value::foreign(DefaultObject(default.clone())),
            },
            "default" => match &column.default {
                PythonDefault::None => Value::None,
                PythonDefault::Sequence(sequence) => Value::foreign(SequenceObject(sequence.clone())),
                PythonDefault::Value => super::opaque::opaque("default"),
            },
            "identity" => column.identity.map_or(Value::None, |identity| Value::foreign(IdentityObject(identity))),
            "computed" => column.computed.map_or(Value::None, |computed| Value::foreign(ComputedObject(computed))),
            "foreign_keys" => {
                let keys = column
                    .foreign_keys
                    .iter()
                    .map(|key| Value::foreign(ConstraintObject::new(key.clone(), self.table.clone())));
                Value::list(keys.collect())
            }
            "info" => Value::dict(crate::python::Entries::default()),
            "table" => match &self.table {
                Some(table) => super::table::named_table(table),
                None => Value::None,
            },
            "autoincrement" => match column.autoincrement {
                Autoincrement::Always => Value::Bool(true),
                Autoincrement::Never => Value::Bool(false),
                Autoincrement::Auto => Value::str("auto"),
                Autoincrement::IgnoreForeignKey => Value::str("ignore_fk"),
            },
            "__class__" => super::lookup::lookup("sqlalchemy", "Column").unwrap_or(Value::None),
            _ => Value::Unknown(PythonUnknown::new(format!("`{name}` of a column is not modelled"), place)),
        })
    }

    fn set_attribute(
        self: Rc<Self>,
        vm: &mut Vm,
        name: &str,
        value: &Value,
        _place: &Place,
    ) -> Result<Assigned, Raise> {
        vm.bind(&self.overrides, name, value.clone());
        Ok(Assigned::Taken)
    }

    fn call_method(self: Rc<Self>, vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        if matches!(name, "copy" | "_copy") {
            return Ok(Value::foreign(Self::new(self.column(), None)));
        }
        let _ = vm;
        let positional = arguments.positional.iter().map(|own| self.bound(own, place)).collect();
        Ok(expression::operator_method(&self.clause(), name, &Arguments { positional, ..arguments }, place))
    }

    fn item(self: Rc<Self>, vm: &mut Vm, key: &Value, place: &Place) -> Outcome {
        let data_type = Some(self.column().data_type).filter(|own| !own.is_null());
        let own = Rc::new(ExpressionObject { clause: self.clause(), data_type });
        own.item(vm, key, place)
    }

    fn truth(self: Rc<Self>, _vm: &mut Vm, _place: &Place) -> Result<Truth, Raise> {
        Ok(Truth::True)
    }

    fn binary(
        self: Rc<Self>,
        _vm: &mut Vm,
        operator: BinaryOperator,
        other: &Value,
        side: Side,
        place: &Place,
    ) -> Outcome {
        Ok(expression::binary(&self.clause(), operator, &self.bound(other, place), side, place))
    }

    fn compare(self: Rc<Self>, vm: &mut Vm, comparison: Comparison, other: &Value, place: &Place) -> Outcome {
        expression::compare(vm, &self.clause(), comparison, &self.bound(other, place), place)
    }

    fn unary(self: Rc<Self>, _vm: &mut Vm, operator: UnaryOperator, place: &Place) -> Outcome {
        Ok(expression::unary(&self.clause(), operator, place))
    }

    fn str(self: Rc<Self>, _vm: &mut Vm, place: &Place) -> Outcome {
        Ok(match self.clause().to_sql() {
            Ok(text) => Value::str(text),
            Err(failure) => Value::Unknown(to_python(&failure.into_unknown()).or_at(place)),
        })
    }

    fn same(&self, other: &Value) -> bool {
        as_column(other).is_some_and(|other| other == self.column())
    }
}
