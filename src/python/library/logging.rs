//! What only tells people something: `logging`, `warnings`, `traceback`, `pprint`. None of it has an effect.

use super::no_effect;
use crate::python::arguments::Arguments;
use crate::python::foreign::{Foreign, Outcome};
use crate::python::object::Builtin;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;
use std::rc::Rc;

pub(super) static FUNCTIONS: &[Builtin] = &[
    Builtin { name: "getLogger", call: logger },
    Builtin { name: "Logger", call: logger },
    Builtin { name: "StreamHandler", call: logger },
    Builtin { name: "FileHandler", call: logger },
    Builtin { name: "NullHandler", call: logger },
    Builtin { name: "Formatter", call: logger },
    Builtin { name: "basicConfig", call: no_effect },
    Builtin { name: "disable", call: no_effect },
    Builtin { name: "debug", call: no_effect },
    Builtin { name: "info", call: no_effect },
    Builtin { name: "warning", call: no_effect },
    Builtin { name: "warn", call: no_effect },
    Builtin { name: "error", call: no_effect },
    Builtin { name: "exception", call: no_effect },
    Builtin { name: "critical", call: no_effect },
    Builtin { name: "log", call: no_effect },
];

pub(super) static CONFIG: &[Builtin] =
    &[Builtin { name: "fileConfig", call: no_effect }, Builtin { name: "dictConfig", call: no_effect }];

pub(super) static WARNINGS: &[Builtin] = &[
    Builtin { name: "warn", call: no_effect },
    Builtin { name: "simplefilter", call: no_effect },
    Builtin { name: "filterwarnings", call: no_effect },
    Builtin { name: "resetwarnings", call: no_effect },
    Builtin { name: "catch_warnings", call: logger },
];

pub(super) static TRACEBACK: &[Builtin] = &[
    Builtin { name: "print_exc", call: no_effect },
    Builtin { name: "print_exception", call: no_effect },
    Builtin { name: "print_stack", call: no_effect },
    Builtin { name: "format_exc", call: super::not_determined },
];

pub(super) static PRINTING: &[Builtin] = &[
    Builtin { name: "pprint", call: no_effect },
    Builtin { name: "pp", call: no_effect },
    Builtin { name: "pformat", call: super::not_evaluated },
];

pub(super) fn values(_: &mut Vm) -> Vec<(&'static str, Value)> {
    let levels =
        [("NOTSET", 0), ("DEBUG", 10), ("INFO", 20), ("WARNING", 30), ("WARN", 30), ("ERROR", 40), ("CRITICAL", 50)];
    levels.into_iter().map(|(name, level)| (name, Value::Int(level))).collect()
}

pub(super) fn warnings_values(_: &mut Vm) -> Vec<(&'static str, Value)> {
    Vec::new()
}

/// Anything whose methods only tell people something.
struct Teller;

impl Foreign for Teller {
    fn type_name(&self) -> &str {
        "Logger"
    }

    fn has_method(&self, name: &str) -> bool {
        !matches!(name, "handlers" | "level" | "name" | "parent" | "propagate" | "root" | "disabled")
            && !name.starts_with("__")
    }

    fn call_method(self: Rc<Self>, vm: &mut Vm, name: &str, _: Arguments, place: &Place) -> Outcome {
        Ok(match name {
            "isEnabledFor" | "getEffectiveLevel" | "hasHandlers" => {
                vm.unknown("how logging is set up is not known", place)
            }
            "getChild" => Value::Foreign(self),
            _ => Value::None,
        })
    }

    fn enter(self: Rc<Self>, _: &mut Vm, _: &Place) -> Outcome {
        Ok(Value::Foreign(self))
    }

    fn same(&self, other: &Value) -> bool {
        other.downcast::<Self>().is_some()
    }
}

fn logger(_: &mut Vm, _: Arguments, _: &Place) -> Outcome {
    Ok(teller())
}

/// Returns an object whose methods only tell people something.
pub(super) fn teller() -> Value {
    Value::foreign(Teller)
}
