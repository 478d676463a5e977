//! `Sequence` as Python sees it.

use super::class::rest;
use super::expression::expression;
use super::values::{flag, number, optional_text, text, to_python};
use crate::operation::{IfExists, IfNotExists, SequenceOptions};
use crate::python::{Arguments, Foreign, Outcome, Unknown as PythonUnknown, Value, Vm};
use crate::replay::sqlalchemy::clause::Clause;
use crate::replay::sqlalchemy::sequence::Sequence;
use crate::schema::Unknown;
use crate::source::Place;
use std::rc::Rc;

/// A sequence.
pub struct SequenceObject(pub Sequence);

const PARAMETERS: [&str; 8] =
    ["name", "start", "increment", "minvalue", "maxvalue", "nominvalue", "nomaxvalue", "cycle"];

/// Makes a sequence.
pub fn construct(_vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let made = (|| -> Result<Sequence, Unknown> {
        if let Some(unknown) = rest(&arguments) {
            return Err(unknown);
        }
        let named = |name: &str| {
            let at = PARAMETERS.iter().position(|parameter| *parameter == name);
            at.and_then(|at| arguments.positional.get(at).cloned()).or_else(|| arguments.keyword(name))
        };
        Ok(Sequence {
            name: text(&named("name").unwrap_or(Value::None))?,
            schema: optional_text(named("schema").as_ref())?,
            options: sequence_options(&named)?,
            optional: flag(named("optional").as_ref())?.unwrap_or(false),
        })
    })();
    Ok(match made {
        Ok(sequence) => Value::foreign(SequenceObject(sequence)),
        Err(unknown) => Value::Unknown(to_python(&unknown).or_at(place)),
    })
}

/// Returns the options that `Sequence` and `Identity` share.
///
/// # Errors
/// Why one of them is not known.
pub fn sequence_options(named: &dyn Fn(&str) -> Option<Value>) -> Result<SequenceOptions, Unknown> {
    let bound = |value: &str, none: &str| -> Result<Option<Option<i64>>, Unknown> {
        match number(named(value).as_ref())? {
            Some(number) => Ok(Some(Some(number))),
            None => Ok(flag(named(none).as_ref())?.unwrap_or(false).then_some(None)),
        }
    };
    let data_type = named("data_type").and_then(|value| super::types::plain_type(&value));
    let data_type = data_type.filter(|data_type| !data_type.is_null()).map(|data_type| data_type.compile(None));
    Ok(SequenceOptions {
        name: None,
        data_type: match data_type {
            None => None,
            Some(Ok(compiled)) => Some(compiled.data_type),
            Some(Err(failure)) => return Err(failure.into_unknown()),
        },
        start: number(named("start").as_ref())?,
        restart: None,
        increment: number(named("increment").as_ref())?,
        minimum: bound("minvalue", "nominvalue")?,
        maximum: bound("maxvalue", "nomaxvalue")?,
        cache: number(named("cache").as_ref())?,
        cycle: flag(named("cycle").as_ref())?,
        owned_by: None,
    })
}

impl Foreign for SequenceObject {
    fn type_name(&self) -> &str {
        "Sequence"
    }

    fn has_method(&self, name: &str) -> bool {
        matches!(name, "create" | "drop" | "next_value")
    }

    fn attribute(self: Rc<Self>, _vm: &mut Vm, name: &str, place: &Place) -> Outcome {
        Ok(match name {
            "name" => Value::str(&self.0.name),
            "schema" => self.0.schema.as_ref().map_or(Value::None, Value::str),
            _ => Value::Unknown(PythonUnknown::new(format!("`{name}` of a sequence is not modelled"), place)),
        })
    }

    fn call_method(self: Rc<Self>, vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        if name == "next_value" {
            return Ok(expression(Clause::Pieces(vec![Clause::text(&self.0.next_value())].into())));
        }
        // `checkfirst` asks the catalog whether it is there, as IF [NOT] EXISTS does.
        let checked = flag(arguments.find(1, "checkfirst").as_ref()).unwrap_or(Some(true)).unwrap_or(true);
        let operation = match (name, checked) {
            ("create", true) => self.0.create(IfNotExists::Skip),
            ("create", false) => self.0.create(IfNotExists::Fail),
            (_, true) => self.0.drop(IfExists::Skip),
            (_, false) => self.0.drop(IfExists::Fail),
        };
        super::ddl::send(vm, vec![operation], place)
    }

    fn same(&self, other: &Value) -> bool {
        other.downcast::<Self>().is_some_and(|other| other.0 == self.0)
    }
}
