//! Exceptions of the language: their classes, and raising them.

use super::foreign::Outcome;
use super::namespace::Namespace;
use super::object::class::Layout;
use super::object::{Class, Instance};
use super::raise::Raise;
use super::value::Value;
use super::vm::Vm;
use crate::source::Place;
use std::rc::Rc;

/// Every exception class of the language with its base.
const CLASSES: &[(&str, &str)] = &[
    ("BaseException", ""),
    ("Exception", "BaseException"),
    ("SystemExit", "BaseException"),
    ("KeyboardInterrupt", "BaseException"),
    ("GeneratorExit", "BaseException"),
    ("FrozenInstanceError", "AttributeError"),
    ("ArithmeticError", "Exception"),
    ("OverflowError", "ArithmeticError"),
    ("ZeroDivisionError", "ArithmeticError"),
    ("AssertionError", "Exception"),
    ("AttributeError", "Exception"),
    ("BufferError", "Exception"),
    ("EOFError", "Exception"),
    ("ImportError", "Exception"),
    ("ModuleNotFoundError", "ImportError"),
    ("LookupError", "Exception"),
    ("IndexError", "LookupError"),
    ("KeyError", "LookupError"),
    ("MemoryError", "Exception"),
    ("NameError", "Exception"),
    ("UnboundLocalError", "NameError"),
    ("OSError", "Exception"),
    ("ConnectionError", "OSError"),
    ("FileExistsError", "OSError"),
    ("FileNotFoundError", "OSError"),
    ("PermissionError", "OSError"),
    ("TimeoutError", "OSError"),
    ("ReferenceError", "Exception"),
    ("RuntimeError", "Exception"),
    ("NotImplementedError", "RuntimeError"),
    ("RecursionError", "RuntimeError"),
    ("StopIteration", "Exception"),
    ("StopAsyncIteration", "Exception"),
    ("SyntaxError", "Exception"),
    ("SystemError", "Exception"),
    ("TypeError", "Exception"),
    ("ValueError", "Exception"),
    ("UnicodeError", "ValueError"),
    ("UnicodeDecodeError", "UnicodeError"),
    ("UnicodeEncodeError", "UnicodeError"),
    ("Warning", "Exception"),
    ("DeprecationWarning", "Warning"),
    ("FutureWarning", "Warning"),
    ("PendingDeprecationWarning", "Warning"),
    ("RuntimeWarning", "Warning"),
    ("UserWarning", "Warning"),
];

/// Names that mean another exception class.
const ALIASES: &[(&str, &str)] = &[("IOError", "OSError"), ("EnvironmentError", "OSError")];

impl Vm {
    /// Returns the exception class of the language called `name`; `Exception` where there is none.
    pub fn exception_class(&mut self, name: &str) -> Rc<Class> {
        self.find_exception_class(name).unwrap_or_else(|| self.make_exception_class("Exception", "BaseException"))
    }

    /// Returns an exception of the language's class `class` with a message, raised at `place`.
    pub fn error(&mut self, class: &str, message: &str, place: &Place) -> Raise {
        let class = self.exception_class(class);
        self.raise(&class, message, place)
    }

    /// Returns an exception of any exception class with a message, raised at `place`.
    pub fn raise(&mut self, class: &Rc<Class>, message: &str, place: &Place) -> Raise {
        let instance = Instance::new(class.clone());
        instance.attributes.define("args", Value::tuple(vec![Value::str(message)]));
        Raise::new(Value::Instance(Rc::new(instance)), place)
    }

    /// Tells whether an exception is of the language's class `name`.
    pub fn is_raised(&mut self, raise: &Raise, name: &str) -> bool {
        let wanted = Value::Class(self.exception_class(name));
        raise.class().is_some_and(|class| class.derives_from(&wanted))
    }

    /// Returns the exception class of the language called `name`, made when first asked for.
    pub(super) fn find_exception_class(&mut self, name: &str) -> Option<Rc<Class>> {
        let name = ALIASES.iter().find(|(alias, _)| *alias == name).map_or(name, |(_, class)| class);
        if let Some(class) = self.exceptions.get(name) {
            return Some(class.clone());
        }
        let (name, base) = CLASSES.iter().find(|(class, _)| *class == name)?;
        Some(self.make_exception_class(name, base))
    }

    /// Returns `str` of an exception.
    pub(super) fn exception_text(&mut self, instance: &Instance, place: &Place) -> Outcome {
        let arguments = match instance.attributes.find("args") {
            Some(Value::Tuple(arguments)) => arguments,
            Some(other) => return self.str_of(&other, place),
            None => return Ok(Value::str("")),
        };
        match &*arguments {
            [] => Ok(Value::str("")),
            [only] if instance.class.name.as_ref() == "KeyError" => self.repr_of(only, place),
            [only] => self.str_of(only, place),
            _ => self.repr_of(&Value::Tuple(arguments.clone()), place),
        }
    }

    fn make_exception_class(&mut self, name: &'static str, base: &'static str) -> Rc<Class> {
        if let Some(class) = self.exceptions.get(name) {
            return class.clone();
        }
        let base = if base.is_empty() { None } else { self.find_exception_class(base) };
        let mut ancestors: Vec<Value> = base.iter().cloned().map(Value::Class).collect();
        ancestors.extend(base.iter().flat_map(|base| base.ancestors.iter().cloned()));
        let class = Rc::new(Class {
            name: Rc::from(name),
            module: Rc::from("builtins"),
            bases: base.into_iter().map(Value::Class).collect(),
            ancestors,
            attributes: Rc::new(Namespace::default()),
            layout: Layout::Exception.into(),
            place: None,
        });
        self.exceptions.insert(name, class.clone());
        class
    }
}
