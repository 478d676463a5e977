//! Objects whose uses have no effect on a schema and no value that could be known: ORM entities, results of queries.

use crate::python::{
    Arguments, Assigned, BinaryOperator, Comparison, Exit, Foreign, Outcome, Piece, Raise, Side, Truth, UnaryOperator,
};
use crate::python::{Unknown, Value, Vm};
use crate::source::Place;
use std::rc::Rc;

/// Anything at all, without effect.
pub struct Opaque {
    what: Rc<str>,
    /// How its text begins, where that is known.
    beginning: Option<&'static str>,
}

impl Opaque {
    /// Returns whether what messages call it ends so.
    #[must_use]
    pub fn ends_with(&self, name: &str) -> bool {
        self.what.ends_with(name)
    }

    /// Returns something that messages call `what`.
    #[must_use]
    pub fn new(what: &str) -> Self {
        Self { what: what.into(), beginning: None }
    }

    fn unknown(&self, place: &Place) -> Value {
        Value::Unknown(Unknown::harmless(format!("the value of `{}` depends on rows or on the ORM", self.what), place))
    }
}

/// Returns something without effect that messages call `what`.
#[must_use]
pub fn opaque(what: &str) -> Value {
    Value::foreign(Opaque::new(what))
}

/// Returns the URL of an engine: its text begins with the name of its dialect.
#[must_use]
pub fn url() -> Value {
    Value::foreign(Opaque { beginning: Some("postgresql"), ..Opaque::new("url") })
}

impl Foreign for Opaque {
    fn type_name(&self) -> &str {
        &self.what
    }

    fn attribute(self: Rc<Self>, _vm: &mut Vm, name: &str, _place: &Place) -> Outcome {
        Ok(opaque(&format!("{}.{name}", self.what)))
    }

    fn set_attribute(
        self: Rc<Self>,
        _vm: &mut Vm,
        _name: &str,
        _value: &Value,
        _place: &Place,
    ) -> Result<Assigned, Raise> {
        Ok(Assigned::Taken)
    }

    fn call(self: Rc<Self>, vm: &mut Vm, arguments: Arguments, _place: &Place) -> Outcome {
        match self.what.rsplit('.').next() {
            Some("listen" | "listens_for") => super::event::listen(vm, &arguments),
            // What a module does when it is imported is not about this migration's connection.
            _ if vm.frames().iter().any(|frame| &*frame.function == "<module>") => {}
            _ => super::server::wrote(vm, crate::replay::Written::Anything),
        }
        // A decorator gives back what it decorates.
        match arguments.positional.as_slice() {
            [decorated @ (Value::Function(_) | Value::Class(_))] if arguments.keywords.is_empty() => {
                Ok(decorated.clone())
            }
            _ => Ok(opaque(&self.what)),
        }
    }

    fn item(self: Rc<Self>, _vm: &mut Vm, _key: &Value, _place: &Place) -> Outcome {
        Ok(opaque(&self.what))
    }

    fn iterate(self: Rc<Self>, _vm: &mut Vm, place: &Place) -> Outcome {
        Ok(self.unknown(place))
    }

    fn length(self: Rc<Self>, _vm: &mut Vm, place: &Place) -> Outcome {
        Ok(self.unknown(place))
    }

    fn truth(self: Rc<Self>, _vm: &mut Vm, place: &Place) -> Result<Truth, Raise> {
        let reason = format!("whether `{}` is true depends on rows or on the ORM", self.what);
        Ok(Truth::Unknown(Unknown::harmless(reason, place)))
    }

    fn contains(self: Rc<Self>, _vm: &mut Vm, _item: &Value, place: &Place) -> Outcome {
        Ok(self.unknown(place))
    }

    fn binary(self: Rc<Self>, _: &mut Vm, _: BinaryOperator, _: &Value, _: Side, _: &Place) -> Outcome {
        Ok(opaque(&self.what))
    }

    fn compare(self: Rc<Self>, _vm: &mut Vm, _comparison: Comparison, _other: &Value, _place: &Place) -> Outcome {
        Ok(opaque(&self.what))
    }

    fn unary(self: Rc<Self>, _vm: &mut Vm, _operator: UnaryOperator, _place: &Place) -> Outcome {
        Ok(opaque(&self.what))
    }

    fn enter(self: Rc<Self>, _vm: &mut Vm, _place: &Place) -> Outcome {
        Ok(Value::Foreign(self))
    }

    fn exit(self: Rc<Self>, _vm: &mut Vm, _raised: Option<&Raise>, _place: &Place) -> Result<Exit, Raise> {
        Ok(Exit::Propagate)
    }

    fn str(self: Rc<Self>, _vm: &mut Vm, place: &Place) -> Outcome {
        Ok(match (self.beginning, self.unknown(place)) {
            (Some(text), Value::Unknown(why)) => {
                Value::Unknown(Unknown::text(vec![Piece::Text(text.into()), Piece::Hole(why)]))
            }
            (_, unknown) => unknown,
        })
    }

    fn repr(self: Rc<Self>, _vm: &mut Vm, place: &Place) -> Outcome {
        Ok(self.unknown(place))
    }

    fn is_class(&self) -> bool {
        true
    }
}
