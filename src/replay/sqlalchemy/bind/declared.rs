//! What a model has from its mixins and from the model it derives from: `declared_attr`, a table that it shares.

use super::opaque::opaque;
use crate::python::{Arguments, Class, Descriptor, Foreign, Outcome, Value, Vm};
use crate::source::Place;
use std::rc::Rc;

/// `declared_attr`, and what it decorates: called with each class that has it.
struct DeclaredAttr {
    function: Option<Value>,
}

/// Returns the decorator.
pub(super) fn declared_attr() -> Value {
    Value::foreign(DeclaredAttr { function: None })
}

/// Returns the table of the model that a class shares: it names none of its own, and derives from a model.
pub(super) fn single_table_parent(class: &Rc<Class>) -> Option<Value> {
    if class.attributes.contains("__tablename__") || class.attributes.contains("__table_args__") {
        return None;
    }
    let mut ancestors = class.ancestors.iter().filter_map(|ancestor| match ancestor {
        Value::Class(ancestor) if !Rc::ptr_eq(ancestor, class) => Some(ancestor),
        _ => None,
    });
    let names = ancestors.find(|ancestor| ancestor.attributes.contains("__tablename__"))?;
    names.attributes.find("__table__")
}

/// Returns the function that `declared_attr` decorates.
pub(super) fn declared(value: &Value) -> Option<Value> {
    value.downcast::<DeclaredAttr>().and_then(|own| own.function.clone())
}

/// Returns what such a function says of a class.
pub(super) fn called_attr(vm: &mut Vm, value: &Value, class: &Rc<Class>, place: &Place) -> Outcome {
    let own = Arguments::positional(vec![Value::Class(class.clone())]);
    match declared(value) {
        Some(Value::Descriptor(descriptor)) => called(vm, &descriptor, class, place),
        Some(function) => vm.call(&function, own, place),
        None => Ok(Value::None),
    }
}

/// Calls a property or a method of a class with the class.
pub(super) fn called(vm: &mut Vm, descriptor: &Rc<Descriptor>, class: &Rc<Class>, place: &Place) -> Outcome {
    match &**descriptor {
        Descriptor::Property { getter, .. } => {
            vm.call(getter, Arguments::positional(vec![Value::Class(class.clone())]), place)
        }
        Descriptor::Class(inner) => vm.call(inner, Arguments::positional(vec![Value::Class(class.clone())]), place),
        Descriptor::Static(inner) => vm.call(inner, Arguments::default(), place),
    }
}

impl Foreign for DeclaredAttr {
    fn type_name(&self) -> &str {
        "declared_attr"
    }

    fn attribute(self: Rc<Self>, _vm: &mut Vm, name: &str, _place: &Place) -> Outcome {
        Ok(match (name, &self.function) {
            ("directive" | "cascading", None) => Value::Foreign(self),
            _ => opaque(name),
        })
    }

    fn call(self: Rc<Self>, _vm: &mut Vm, arguments: Arguments, _place: &Place) -> Outcome {
        Ok(Value::foreign(Self { function: arguments.positional.first().cloned() }))
    }

    fn is_class(&self) -> bool {
        self.function.is_none()
    }
}
