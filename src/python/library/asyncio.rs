//! `asyncio`: coroutines are run where they are called, so running one gives back its value.

use super::identity;
use crate::python::arguments::Arguments;
use crate::python::foreign::{Foreign, Outcome};
use crate::python::object::Builtin;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;
use std::rc::Rc;

pub(super) static FUNCTIONS: &[Builtin] = &[
    Builtin { name: "run", call: identity },
    Builtin { name: "get_event_loop", call: event_loop },
    Builtin { name: "new_event_loop", call: event_loop },
    Builtin { name: "get_running_loop", call: event_loop },
    Builtin { name: "set_event_loop", call: super::no_effect },
    Builtin { name: "sleep", call: super::no_effect },
    Builtin { name: "gather", call: gather },
];

struct EventLoop;

impl Foreign for EventLoop {
    fn type_name(&self) -> &str {
        "EventLoop"
    }

    fn has_method(&self, name: &str) -> bool {
        matches!(name, "run_until_complete" | "close")
    }

    fn call_method(self: Rc<Self>, _: &mut Vm, name: &str, arguments: Arguments, _: &Place) -> Outcome {
        Ok(match name {
            "run_until_complete" => arguments.find(0, "future").unwrap_or(Value::None),
            _ => Value::None,
        })
    }
}

fn event_loop(_: &mut Vm, _: Arguments, _: &Place) -> Outcome {
    Ok(Value::foreign(EventLoop))
}

fn gather(_: &mut Vm, arguments: Arguments, _: &Place) -> Outcome {
    Ok(Value::list(arguments.positional))
}
