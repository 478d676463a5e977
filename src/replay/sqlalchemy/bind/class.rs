//! SQLAlchemy's classes and functions as callables: a name, what calling does, what counts as an instance.

use super::values::from_python;
use crate::python::{Arguments, Foreign, Outcome, Unknown, Value, Vm};
use crate::source::Place;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// What calling a class or function does.
pub type Construct = fn(&mut Vm, Arguments, &Place) -> Outcome;

/// A class of SQLAlchemy's: calling makes an instance.
pub struct ClassObject {
    pub name: &'static str,
    pub construct: Construct,
    pub is_instance: fn(&Value) -> bool,
    /// Class attributes and class methods.
    pub attribute: fn(&mut Vm, &str, &Place) -> Option<Outcome>,
}

thread_local! {
    /// Classes are compared by identity, so each is made once.
    static CLASSES: RefCell<BTreeMap<String, Value>> = const { RefCell::new(BTreeMap::new()) };
}

/// Returns the object kept under `key`, made by `make` the first time.
pub fn once(key: &str, make: impl FnOnce() -> Value) -> Value {
    if let Some(known) = CLASSES.with_borrow(|classes| classes.get(key).cloned()) {
        return known;
    }
    let made = make();
    CLASSES.with_borrow_mut(|classes| classes.insert(key.to_string(), made.clone()));
    made
}

/// Returns a class.
pub fn class(name: &'static str, construct: Construct, is_instance: fn(&Value) -> bool) -> Value {
    once(name, || Value::foreign(ClassObject { name, construct, is_instance, attribute: |_, _, _| None }))
}

/// Returns a class with attributes of its own.
pub fn class_with(
    name: &'static str,
    construct: Construct,
    is_instance: fn(&Value) -> bool,
    attribute: fn(&mut Vm, &str, &Place) -> Option<Outcome>,
) -> Value {
    once(name, || Value::foreign(ClassObject { name, construct, is_instance, attribute }))
}

/// Returns a function.
pub fn function(name: &'static str, body: Construct) -> Value {
    once(&format!("{name}()"), || Value::native(name, body))
}

/// Returns the reason why an argument list is not known as a whole, if it is not.
#[must_use]
pub fn rest(arguments: &Arguments) -> Option<crate::schema::Unknown> {
    arguments.rest.as_ref().map(from_python)
}

impl Foreign for ClassObject {
    fn type_name(&self) -> &str {
        self.name
    }

    fn attribute(self: Rc<Self>, vm: &mut Vm, name: &str, place: &Place) -> Outcome {
        if name == "__name__" {
            return Ok(Value::str(self.name));
        }
        match (self.attribute)(vm, name, place) {
            Some(outcome) => outcome,
            None => Ok(Value::Unknown(Unknown::new(format!("`{}.{name}` is not modelled", self.name), place))),
        }
    }

    fn call(self: Rc<Self>, vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
        (self.construct)(vm, arguments, place)
    }

    fn is_class(&self) -> bool {
        true
    }

    fn is_instance(&self, value: &Value) -> Option<bool> {
        match value {
            Value::Unknown(_) => None,
            value => Some((self.is_instance)(value)),
        }
    }
}
