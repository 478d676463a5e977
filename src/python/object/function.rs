//! Callables: functions defined in Python, functions defined by limbeck, and methods bound to their receiver.

use crate::python::arguments::Arguments;
use crate::python::frame::Scope;
use crate::python::namespace::Namespace;
use crate::python::parse::{Code, Parsed};
use crate::python::raise::Raise;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;
use std::rc::Rc;

/// A `def` or `lambda` with what it closes over.
pub struct Function {
    pub name: Rc<str>,
    pub(in crate::python) parsed: Rc<Parsed>,
    pub(in crate::python) code: Rc<Code>,
    /// Default values, in the order of the parameters that have one.
    pub(in crate::python) defaults: Vec<(Rc<str>, Value)>,
    pub(in crate::python) scope: Rc<Scope>,
    pub(in crate::python) attributes: Rc<Namespace>,
    pub(in crate::python) module: Rc<crate::python::frame::ModuleName>,
    /// The class whose body defines it: what `super()` starts from.
    pub(in crate::python) owner: std::cell::OnceCell<std::rc::Weak<super::class::Class>>,
}

/// A function of the language itself, in a table.
pub struct Builtin {
    pub name: &'static str,
    pub call: fn(&mut Vm, Arguments, &Place) -> Result<Value, Raise>,
}

type Body = dyn Fn(&mut Vm, Arguments, &Place) -> Result<Value, Raise>;

/// A callable made by limbeck, with what it closes over.
pub struct Native {
    pub name: Rc<str>,
    pub(in crate::python) body: Box<Body>,
}

/// A method that has been looked up but not called: a receiver, and a function or the name of one of its methods.
pub struct Method {
    pub receiver: Value,
    pub callee: Callee,
}

/// What a bound method calls.
pub enum Callee {
    /// A function that takes the receiver first.
    Function(Value),
    /// A method that the receiver's own type knows by name.
    Name(Rc<str>),
}

impl Function {
    /// Returns whether it cannot be called without arguments.
    #[must_use]
    pub fn needs_arguments(&self) -> bool {
        let Some(definition) = self.parsed.function(&self.code) else { return false };
        let parameters = &definition.parameters;
        let all = parameters.posonlyargs.iter().chain(&parameters.args).chain(&parameters.kwonlyargs);
        all.into_iter().any(|parameter| parameter.default.is_none())
    }

    /// Returns where it is defined.
    #[must_use]
    pub fn place(&self) -> Place {
        self.parsed.source.place(self.code.span)
    }
}

impl Native {
    /// Returns a callable that runs `body`.
    pub fn new(
        name: impl Into<Rc<str>>,
        body: impl Fn(&mut Vm, Arguments, &Place) -> Result<Value, Raise> + 'static,
    ) -> Self {
        Self { name: name.into(), body: Box::new(body) }
    }
}
