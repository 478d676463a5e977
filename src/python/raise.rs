//! A Python exception on its way up, and the end of evaluation that nothing catches.

use super::object::{Class, Instance};
use super::unknown::Unknown;
use super::value::Value;
use crate::source::Place;
use std::fmt;
use std::rc::Rc;

/// Why evaluation left the normal path.
#[derive(Clone)]
pub enum Raise {
    /// A Python exception, which `except` may catch.
    Exception(Rc<Exception>),
    /// A bound was reached (steps, depth, memory): nothing catches it, and what follows is unknown.
    Limit(Unknown),
}

/// An exception in flight.
pub struct Exception {
    /// The exception object: an instance, or an unknown.
    pub value: Value,
    /// Where it was raised.
    pub place: Place,
}

impl Raise {
    /// Returns an exception that carries `value`, raised at `place`.
    #[must_use]
    pub fn new(value: Value, place: &Place) -> Self {
        Self::Exception(Rc::new(Exception { value, place: place.clone() }))
    }

    /// Returns the exception object.
    #[must_use]
    pub fn value(&self) -> Option<&Value> {
        if let Self::Exception(exception) = self { Some(&exception.value) } else { None }
    }

    /// Returns the instance that was raised.
    #[must_use]
    pub fn instance(&self) -> Option<&Rc<Instance>> {
        if let Some(Value::Instance(instance)) = self.value() { Some(instance) } else { None }
    }

    /// Returns the class of what was raised.
    #[must_use]
    pub fn class(&self) -> Option<&Rc<Class>> {
        self.instance().map(|instance| &instance.class)
    }

    /// Returns the name of the class of what was raised.
    #[must_use]
    pub fn class_name(&self) -> Rc<str> {
        match self {
            Self::Exception(exception) => exception.value.type_name(),
            Self::Limit(_) => Rc::from("limit"),
        }
    }

    /// Returns where it was raised.
    #[must_use]
    pub fn place(&self) -> Option<&Place> {
        match self {
            Self::Exception(exception) => Some(&exception.place),
            Self::Limit(why) => why.place(),
        }
    }

    /// Returns the message: what `str` of the exception gives, as far as it is made of plain values.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::Limit(why) => why.reason().to_string(),
            Self::Exception(exception) => match &exception.value {
                Value::Instance(instance) => match instance.attributes.find("args") {
                    Some(Value::Tuple(arguments)) => {
                        let texts = arguments.iter().map(|value| match value {
                            Value::Str(text) => text.to_string(),
                            other => format!("{other:?}"),
                        });
                        texts.collect::<Vec<_>>().join(", ")
                    }
                    _ => String::new(),
                },
                Value::Unknown(why) => why.reason().to_string(),
                _ => String::new(),
            },
        }
    }

    /// Returns the reason it stands for where its effect cannot be followed.
    #[must_use]
    pub fn to_unknown(&self) -> Unknown {
        match self {
            Self::Limit(why) => why.clone(),
            Self::Exception(exception) => {
                Unknown::new(format!("`{}` is raised: {}", self.class_name(), self.message()), &exception.place)
            }
        }
    }
}

impl fmt::Debug for Raise {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.class_name(), self.message())?;
        if let Some(place) = self.place() { write!(f, " at {place}") } else { Ok(()) }
    }
}
