//! `contextlib`.

use crate::python::arguments::Arguments;
use crate::python::foreign::{Exit, Foreign, Outcome, Truth};
use crate::python::object::{Builtin, Instance};
use crate::python::raise::Raise;
use crate::python::unknown::Unknown;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;
use std::rc::Rc;

pub(super) static FUNCTIONS: &[Builtin] = &[
    Builtin { name: "contextmanager", call: context_manager },
    Builtin { name: "asynccontextmanager", call: context_manager },
    Builtin { name: "suppress", call: suppress },
    Builtin { name: "nullcontext", call: null_context },
    Builtin { name: "closing", call: closing },
    Builtin { name: "redirect_stdout", call: null_context },
    Builtin { name: "redirect_stderr", call: null_context },
    Builtin { name: "ExitStack", call: super::not_evaluated },
    Builtin { name: "AsyncExitStack", call: super::not_evaluated },
];

pub(super) fn values(_: &mut Vm) -> Vec<(&'static str, Value)> {
    let object = || Value::Type(crate::python::value::Type::Object);
    vec![
        ("AbstractContextManager", object()),
        ("AbstractAsyncContextManager", object()),
        ("ContextDecorator", object()),
    ]
}

/// A context manager of limbeck's own.
enum Manager {
    Suppress(Value),
    Null(Value),
    Closing(Value),
}

impl Foreign for Manager {
    fn type_name(&self) -> &str {
        match self {
            Self::Suppress(_) => "suppress",
            Self::Null(_) => "nullcontext",
            Self::Closing(_) => "closing",
        }
    }

    fn enter(self: Rc<Self>, _: &mut Vm, _: &Place) -> Outcome {
        Ok(match &*self {
            Self::Suppress(_) => Value::None,
            Self::Null(value) | Self::Closing(value) => value.clone(),
        })
    }

    fn exit(self: Rc<Self>, vm: &mut Vm, raised: Option<&Raise>, place: &Place) -> Result<Exit, Raise> {
        match (&*self, raised.and_then(Raise::value)) {
            (Self::Suppress(classes), Some(value)) => Ok(match vm.is_caught_by(value, classes, place)? {
                Truth::False => Exit::Propagate,
                Truth::True | Truth::Unknown(_) => Exit::Suppress,
            }),
            (Self::Closing(value), _) => {
                vm.call_attribute(value, "close", Arguments::default(), place)?;
                Ok(Exit::Propagate)
            }
            _ => Ok(Exit::Propagate),
        }
    }
}

fn suppress(_: &mut Vm, arguments: Arguments, _: &Place) -> Outcome {
    Ok(Value::foreign(Manager::Suppress(Value::tuple(arguments.positional))))
}

fn null_context(_: &mut Vm, arguments: Arguments, _: &Place) -> Outcome {
    Ok(Value::foreign(Manager::Null(arguments.find(0, "enter_result").unwrap_or(Value::None))))
}

fn closing(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    Ok(Value::foreign(Manager::Closing(vm.argument(&arguments, 0, "thing", place)?)))
}

/// `@contextmanager`: calling the result makes a manager that the `with` statement runs the generator for.
fn context_manager(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let function = vm.argument(&arguments, 0, "func", place)?;
    let Value::Function(function) = function else {
        let why = format!("`contextmanager` of a `{}` is not evaluated", function.type_name());
        return Ok(Value::Unknown(Unknown::new(why, place)));
    };
    let class = vm.class("contextlib", "_GeneratorContextManager", Vec::new());
    for method in ["__enter__", "__exit__", "__call__"] {
        class.attributes.define(method, Value::native(format!("method:{method}"), super::not_evaluated));
    }
    Ok(Value::native(format!("method:{}", function.name), move |_, arguments, _| {
        let instance = Instance::new(class.clone());
        *instance.payload.borrow_mut() = Some(Value::Function(function.clone()));
        *instance.arguments.borrow_mut() = Some(arguments);
        Ok(Value::Instance(Rc::new(instance)))
    }))
}
